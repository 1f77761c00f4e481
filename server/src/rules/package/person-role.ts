import { namedRoles } from "../../model/appointments";
import type { Doc } from "../../model/document";
import { minutesOf } from "../../model/minutes";
import { orderOf, placedName } from "../../model/order";
import { fileName } from "../../model/uris";
import { compareDates } from "../../russian/dates";
import { personName, samePerson } from "../../russian/names";
import { fold } from "../../russian/words";
import { flow } from "../../syntax/inline";
import { rangeOf } from "../../syntax/yaml";
import type { Workspace } from "../../workspace/docs";
import { type Holder, holdersOf, isOwnOffice, sameOffice } from "../../workspace/entities/offices";
import { officeHeads, rolesOf } from "../../workspace/entities/roles";
import { regulationOf } from "../../workspace/packages/packages";
import type { Problem, Related, Rule } from "../engine/rule";

const MINUTES = (chair: string, secretary: string) =>
  `//- protokol-2.reg.md\n---\nдокумент: протокол\nоснование: polozhenie.reg.md\nрегистрация: { номер: 2, дата: 2026-10-15 }\nпредседатель: ${chair}\nсекретарь: ${secretary}\n---\n\n# Протокол заседания клуба\n\n`;
const PACKAGE =
  "//- polozhenie.reg.md\n---\nдокумент: положение\n---\n\n# Положение о клубе\n\n1.1. Председатель и секретарь избираются на первом заседании.\n//- protokol-1.reg.md\n---\nдокумент: протокол\nоснование: polozhenie.reg.md\nрегистрация: { номер: 1, дата: 2026-09-10 }\n---\n\n# Протокол заседания клуба\n\n1. СЛУШАЛИ: Орлову И.А. – о выборах.\n\nРЕШИЛИ:\n\n1.1. Избрать председателем Орлову И.А., секретарём – Зуева П.П.\n";

export const personRole: Rule = {
  id: "person-role",
  group: "package",
  severity: "warning",
  summary: "Человек исполняет ту роль, с которой назван.",
  docs: "Председатель и секретарь протокола – те, кого избрали на заседании или назначили приказом; «координатор ПОС Орлова И.А.» – та, кого координатором назначили. Если роль исполнял другой, об этом говорят решением: «избрать секретарём заседания …».\n\nКто исполняет роль, программа узнаёт из приказов и протоколов пакета (не позже даты документа) и из `reglament.yaml`; пока этого нигде не сказано, правило молчит. Ключ `назначения` приказа должен называть тех же людей, что и его пункты.",
  examples: [
    { good: `${MINUTES("Орлова И.А.", "Зуев П.П.")}${PACKAGE}` },
    { bad: `${MINUTES("Орлова И.А.", "<|Лосева А.А.|>")}${PACKAGE}` },
    {
      good: `${MINUTES("Орлова И.А.", "Лосева А.А.")}1. СЛУШАЛИ: Орлову И.А.\n\nРЕШИЛИ:\n\n1.1. Избрать секретарём заседания Лосеву А.А.\n${PACKAGE}`,
      hidden: true,
    },
    {
      bad: `${MINUTES("Орлова И.А.", "Зуев П.П.")}1. СЛУШАЛИ: <|секретаря Лосеву А.А.|> – о плане.\n\nВЫСТУПИЛИ: секретарь методического совета Лосева А.А.\n${PACKAGE}`,
    },
    {
      bad: "//- prikaz.reg.md\n---\nдокумент: приказ\nназначения:\n  координатор клуба: <|Зуев П.П.|>\n---\n\n# О клубе\n\nПРИКАЗЫВАЮ:\n\n1. Назначить координатором клуба Орлову И.А.\n",
    },
  ],
  *check(doc, { profile, workspace }) {
    const part = profile?.part;
    if (part !== "приказ" && part !== "протокол") return;
    if (part === "приказ") yield* headerAgainstText(workspace, doc);
    const holders = holdersOf(workspace, doc);
    if (!holders.length) return;
    if (part === "протокол") yield* ledBy(workspace, doc, holders);
    yield* namedAs(workspace, doc, holders);
  },
};

function* headerAgainstText(workspace: Workspace, doc: Doc): Iterable<Problem> {
  const { appointments } = orderOf(doc);
  for (const own of appointments) {
    if (own.point || !own.person) continue;
    const inText = appointments.filter(a => a.point && a.person && sameOffice(workspace, doc, a, own));
    if (!inText.length || inText.some(a => samePerson(a.person!.name, own.person!.name))) continue;
    const [first] = inText;
    yield {
      from: own.person.from,
      to: own.person.to,
      message: `В шапке «${own.name}» – ${own.person.name}, а в пункте ${first!.point!.path || "приказа"} назначен другой человек.`,
      related: [{ from: first!.person!.from, to: first!.person!.to, message: "Назначение в тексте" }],
    };
  }
}

/** The chair and the secretary of minutes against those elected or appointed. */
function* ledBy(workspace: Workspace, doc: Doc, holders: readonly Holder[]): Iterable<Problem> {
  const { yaml, chair, secretary } = doc.header;
  const regulation = regulationOf(workspace, doc);
  if (!yaml || !regulation) return;
  const roles = [...rolesOf(workspace, regulation).roles.values()].filter(r => r.declaration || r.mentions.length);
  for (const [head, value] of [
    ["председатель", chair],
    ["секретарь", secretary],
  ] as const) {
    if (!value || !roles.some(r => fold(r.name).split(" ")[0] === head)) continue;
    const { name, from, to } = placedName(doc.text, value, rangeOf(yaml, [head]));
    const stands = head === "председатель" ? [head, "заместитель председателя"] : [head];
    const entitled = inOffice(
      doc,
      holders.filter(h => stands.includes(h.head) && (isOwnOffice(workspace, doc, h) || isForMeeting(h))),
    );
    // Whoever opens the meeting that elects may be somebody else.
    const elects = minutesOf(doc).elections.some(e => e.head === head);
    if (!personName(name) || !entitled.length || elects || entitled.some(h => samePerson(h.person, name))) continue;
    yield {
      from,
      to,
      message: `${head === "секретарь" ? "Секретарь" : "Председатель"} протокола – ${name}, а ${head === "секретарь" ? "секретарём" : "председателем"} ${said(entitled[0]!)}.`,
      related: entitled.flatMap(related),
    };
  }
}

/** «Секретарём заседания»: for that meeting only. */
const isForMeeting = (h: Holder) => /^(?:заседани|собрани)/iu.test(h.tail);

/** Those who may hold the office on the document's day: of the elections the latest one before it. */
function inOffice(doc: Doc, holders: readonly Holder[]): readonly Holder[] {
  const day = doc.header.registration?.day;
  const elected = holders.filter(
    h =>
      h.by === "minutes" && (isForMeeting(h) ? h.uri === doc.uri : !day || !h.date || compareDates(h.date, day) <= 0),
  );
  const latest = elected.reduce<Holder | undefined>(
    (last, h) => (!last?.date || (h.date && compareDates(h.date, last.date) > 0) ? h : last),
    undefined,
  );
  return [
    ...elected.filter(
      h => !latest?.date || !h.date || compareDates(h.date, latest.date) === 0 || h.head !== latest.head,
    ),
    ...holders.filter(h => h.by !== "minutes"),
  ];
}

/** «Координатор ПОС Орлова И.А.» in the text, outside the sentence that appoints. */
function* namedAs(workspace: Workspace, doc: Doc, holders: readonly Holder[]): Iterable<Problem> {
  const { blocks, starts } = doc.tree;
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i]!;
    if (block.kind === "heading" || block.kind === "blank" || block.kind === "header") continue;
    for (const { role, person } of namedRoles(flow(block))) {
      if (!officeHeads.has(role.head) || !isOwnOffice(workspace, doc, role)) continue;
      const entitled = holders.filter(h => sameOffice(workspace, doc, h, role));
      const name = block.text.slice(person.from, person.to).replace(/\s+/g, " ");
      if (!entitled.length || entitled.some(h => samePerson(h.person, name))) continue;
      yield {
        from: starts[i]! + role.from,
        to: starts[i]! + person.to,
        message: `${name} назван(а) с ролью «${role.name}», а на неё ${said(entitled[0]!)}.`,
        related: entitled.flatMap(related),
      };
    }
  }
}

function said(h: Holder): string {
  const place = h.by === "people" ? "reglament.yaml" : fileName(h.uri);
  return h.by === "minutes" ? `избирали: ${h.person} (${place})` : `назначали: ${h.person} (${place})`;
}

const related = ({ uri, at, by }: Holder): Related[] => [
  {
    uri,
    from: at.from,
    to: at.to,
    message: by === "minutes" ? "Избрание" : by === "order" ? "Назначение" : "Список людей",
  },
];
