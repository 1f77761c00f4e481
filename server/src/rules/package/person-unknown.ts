import type { Doc } from "../../model/document";
import { minutesOf } from "../../model/minutes";
import { cases } from "../../russian/forms";
import { declineName, personName, type Sex, samePerson } from "../../russian/names";
import { nearest } from "../../russian/nearest";
import { fold } from "../../russian/words";
import { lineEnd } from "../../syntax/edits";
import type { Config } from "../../workspace/config";
import type { Workspace } from "../../workspace/docs";
import { type KnownPerson, peopleOf } from "../../workspace/entities/responsible";
import type { Fix, Rule } from "../engine/rule";
import { type NamedPerson, personsOf } from "./persons";

const ORDER =
  "---\nдокумент: приказ\n---\n\n# О создании клуба\n\nПРИКАЗЫВАЮ:\n\n1. Утвердить состав клуба:\n   - Орлова И.А. – учитель;\n   - Зуев П.П. – методист.\n";
const PEOPLE = "//- reglament.yaml\nлюди:\n  Орлова И.А.: { должность: учитель }\n";
const MINUTES = "---\nдокумент: протокол\nпредседатель: Орлова И.А.\n---\n\n# Протокол заседания клуба\n\n";

export const personUnknown: Rule = {
  id: "person-unknown",
  group: "package",
  severity: "warning",
  summary: "Люди в приказе и протоколе есть в составе или в reglament.yaml.",
  docs: "Тот, кого назначил приказ, и те, кто выступал и избран на заседании, входят в состав, утверждённый приказом, или в список `люди` файла `reglament.yaml`. Чаще всего лишнее имя – опечатка в фамилии или инициалах либо человек, которого забыли включить в состав.\n\nИмя сравнивается в любом падеже и порядке: «Орлову И.А.», «И.А. Орлова», «Орлова Ирина Алексеевна» – один человек. Подписавшие документы известны и так; гостей заседания называют строкой «Приглашённые: …». Где нет ни состава, ни списка людей, правило молчит; где есть только список людей, о присутствовавших и выступавших оно говорит, лишь если похоже на опечатку.",
  examples: [
    { good: `//- prikaz.reg.md\n${ORDER}2. Назначить координатором клуба учителя Орлову И.А.\n` },
    {
      bad: `//- prikaz.reg.md\n${ORDER}2. Назначить координатором клуба учителя <|Орлову А.И.|>\n`,
      fixed: `//- prikaz.reg.md\n${ORDER}2. Назначить координатором клуба учителя Орлову И.А.\n`,
    },
    {
      bad: `//- protokol.reg.md\n${MINUTES}1. СЛУШАЛИ: <|Лосеву А.А.|> – о плане.\n//- prikaz.reg.md\n${ORDER}`,
    },
    {
      bad: `//- protokol.reg.md\n${MINUTES}1. СЛУШАЛИ: Лосеву А.А. – о плане.\n\nРЕШИЛИ:\n\n1.1. Избрать секретарём <|Ужову П.П.|>\n${PEOPLE}`,
      hidden: true,
    },
    {
      good: `//- protokol.reg.md\n${MINUTES}1. СЛУШАЛИ: Лосеву А.А. – о плане.\n${PEOPLE}`,
      hidden: true,
    },
    {
      bad: `//- protokol.reg.md\n${MINUTES.replace("председатель: Орлова И.А.", "председатель: <|Арлова И.А.|>")}1. СЛУШАЛИ: Орлову И.А. – о плане.\n${PEOPLE}`,
      fixed: `//- protokol.reg.md\n${MINUTES}1. СЛУШАЛИ: Орлову И.А. – о плане.\n`,
    },
    {
      good: `//- protokol.reg.md\n${MINUTES}Приглашённые: Лосева А.А., методист.\n\n1. СЛУШАЛИ: Лосеву А.А. – о плане.\n${PEOPLE}`,
      hidden: true,
    },
    { good: `//- protokol.reg.md\n${MINUTES}1. СЛУШАЛИ: Лосеву А.А. – о плане.\n`, hidden: true },
  ],
  *check(doc, { profile, config, workspace }) {
    const named = personsOf(doc, profile?.part);
    if (!named.length) return;
    const people = peopleOf(workspace, doc);
    const known = knownTo(doc, people);
    if (!known) return;
    const isClosed = people.some(p => p.by.has("roster"));
    const told: string[] = [];
    for (const person of named) {
      const isOne = (name: string) => samePerson(name, person.name);
      if (!personName(person.name) || known.some(isOne) || told.some(isOne)) continue;
      told.push(person.name);
      const meant = nearestPerson(person.name, known);
      // The list in reglament.yaml is seldom complete; a roster is.
      if (!meant && !person.inOffice && !isClosed) continue;
      yield {
        from: person.from,
        to: person.to,
        message: `${person.name}: такого человека нет ни в составе, ни в reglament.yaml (люди)${meant ? `; возможно, «${meant}»` : ""}.`,
        fixes: () => [...(meant ? [rename(person, meant)] : []), ...addToPeople(person, config, workspace)],
      };
    }
  },
};

/** Names that the document may use; undefined when the package has neither a roster nor a list of people. */
function knownTo(doc: Doc, people: readonly KnownPerson[]): readonly string[] | undefined {
  if (!people.some(p => p.by.has("people") || p.by.has("roster"))) return undefined;
  // An appointment doesn't make a person known: it is what the rule checks.
  const known = people.filter(p => p.by.has("people") || p.by.has("roster") || p.by.has("head"));
  return [...known.map(p => p.name), ...minutesOf(doc).guests.map(g => g.name)];
}

/** Initials in another order or one of them wrong, or a slip in the surname. */
function nearestPerson(name: string, known: readonly string[]): string | undefined {
  const written = personName(name)!;
  const initials = (p: { given: string; patronymic: string }) => fold(`${p.given[0] ?? ""}${p.patronymic[0] ?? ""}`);
  const candidates = known.flatMap(k => {
    const person = personName(k);
    return person ? [{ name: k, person }] : [];
  });
  const bySurname = candidates.filter(({ person }) => samePerson(person.surname, written.surname));
  if (bySurname.length === 1) return bySurname[0]!.name;
  const byInitials = candidates.filter(({ person }) => initials(person) === initials(written));
  const forms = byInitials.flatMap(c => formsOf(c.name).map(form => ({ ...c, form })));
  const surname = (form: string) => personName(form)?.surname ?? form;
  const near = nearest(
    written.surname,
    forms.map(f => surname(f.form)),
  );
  return forms.find(f => surname(f.form) === near)?.name;
}

/** The name in every case, for both sexes where the name is ambiguous. */
function formsOf(name: string): string[] {
  return cases.flatMap(to => sexes.flatMap(sex => declineName(name, to, sex) ?? []));
}
const sexes: readonly (Sex | undefined)[] = [undefined, "male", "female"];

/** The name that was meant, in the case of the one that is written, initials where they stood. */
function rename({ from, to, name, inHeader }: NamedPerson, meant: string): Fix {
  const written = personName(name)!;
  const all = inHeader ? [meant] : formsOf(meant);
  const surnames = all.map(form => personName(form)?.surname ?? "");
  const exact = surnames.findIndex(s => fold(s) === fold(written.surname));
  const near = nearest(written.surname, surnames);
  const form = all[exact >= 0 ? exact : Math.max(0, surnames.indexOf(near ?? ""))]!;
  const person = personName(form)!;
  const initials = [person.given, person.patronymic].filter(Boolean).join(/\.\s/.test(name) ? " " : "");
  const insert = /^\p{Lu}\./u.test(name) ? `${initials} ${person.surname}` : form;
  return { title: `Заменить на «${insert}»`, edits: [{ from, to, insert }] };
}

/** Only a name in the nominative can be entered. */
function addToPeople({ name, inHeader }: NamedPerson, config: Config, workspace: Workspace): Fix[] {
  const doc = config.uri ? workspace.docs.find(config.uri) : undefined;
  if (!inHeader || !doc) return [];
  const list = /^люди:[ \t]*(?:#.*)?\r?\n/m.exec(doc.text);
  const at = list ? list.index + list[0].length : doc.text.length;
  const feed = lineEnd(doc.text);
  const open = list ? "" : `${doc.text && !doc.text.endsWith("\n") ? feed : ""}люди:${feed}`;
  if (!list && /^люди:/m.test(doc.text)) return [];
  return [
    {
      title: `Добавить в reglament.yaml: ${name}`,
      edits: [{ uri: doc.uri, from: at, to: at, insert: `${open}  ${name}: { должность: ____ }${feed}` }],
      ask: true,
    },
  ];
}
