import type { Doc } from "../../model/document";
import { termsOf } from "../../model/terms";
import { fileName } from "../../model/uris";
import { posts } from "../../russian/lexicon";
import { personName } from "../../russian/names";
import { nearest } from "../../russian/nearest";
import type { Workspace } from "../../workspace/docs";
import { isOwnOffice } from "../../workspace/entities/offices";
import { peopleOf, responsibleReader } from "../../workspace/entities/responsible";
import { rolesOf } from "../../workspace/entities/roles";
import { regulationOf } from "../../workspace/packages/packages";
import { type Cell, tableOf } from "../../workspace/tables";
import { nothing } from "../engine/footprint";
import type { Fix, Problem, Rule } from "../engine/rule";
import { headerEntry } from "../header/header-edit";

const REGULATION =
  "//- polozhenie.reg.md\n---\nдокумент: положение\nроли:\n  координатор клуба: назначается приказом директора\n---\n\n# Положение о клубе\n\n1.1. Секретарь клуба избирается на первом заседании.\n";
const PEOPLE = "//- reglament.yaml\nлюди:\n  Орлова И.А.: { должность: учитель физики }\n";
const HEAD = "//- plan.reg.yaml\nдокумент: план\nоснование: polozhenie.reg.md\nмероприятия:\n";
const row = (who: string) => `  - { мероприятие: Семинар, срок: май, ответственный: ${who} }\n`;

export const planResponsible: Rule = {
  id: "plan-responsible",
  group: "package",
  severity: "warning",
  yaml: true,
  summary: "Ответственный – роль положения, должность или известный человек.",
  docs: "За мероприятие отвечает тот, кого положение или приказ наделили обязанностями. Роль, которой в положении нет, и человек, которого нет ни в составе, ни в `reglament.yaml`, – след чужого плана или прошлого состава.\n\nСверяются столбцы с исполнителями в планах, графиках, чек-листах и таблицах отчётов. Известны роли положения, должности и органы любой школы (директор, учитель, методический совет), люди из ключа `люди` и из приказов пакета. Если среди нескольких ответственных («Иванова А.А., учитель математики», «члены ПОС») узнан хотя бы один, правило молчит; слова, в которых не узнан никто, – сведение, если только они не похожи на известное имя.",
  examples: [
    {
      good: `${HEAD}${row("координатор клуба")}${row("секретарь")}${row("все педагоги")}${row("Орлова И.А.")}${row('"Иванова А.А., учитель математики"')}${row("ШМО")}${row("[директор, рабочая группа]")}${REGULATION}${PEOPLE}`,
    },
    {
      bad: `${HEAD}${row("<|модератор клуба|>")}${row("<|Орлава И.А.|>")}${REGULATION}${PEOPLE}`,
    },
    {
      bad: `${HEAD}${row("<|кординатор клуба|>")}${row("<|Орлава И.А.|>")}${REGULATION}${PEOPLE}`,
      fixed: `${HEAD}${row("координатор клуба")}${row("Орлова И.А.")}`,
    },
    {
      bad: `${HEAD}${row("[директор, <|Зуев П.П.|>]")}${row("<|ветер перемен|>")}${REGULATION}${PEOPLE}`,
      hidden: true,
    },
    {
      bad: `${HEAD}${row("<|Орлова И.А|>")}${REGULATION}${PEOPLE}`,
      fixed: `${HEAD}${row("Орлова И.А.")}`,
      hidden: true,
    },
    { bad: `${HEAD}${row("<|Орлова|>")}${REGULATION}${PEOPLE}`, fixed: `${HEAD}${row("Орлова И.А.")}`, hidden: true },
    { good: `${HEAD}${row("Зуев П.П.")}${REGULATION}`, hidden: true },
    { good: `${HEAD}${row("модератор")}`, hidden: true },
  ],
  reads: nothing,
  *check(doc, { profile, workspace, config }) {
    const table = tableOf(doc, profile);
    if (!table) return;
    const regulation = regulationOf(workspace, doc);
    if (!regulation || regulation === doc) return;
    const judge = judgeOf(workspace, doc, regulation);
    for (const { cells } of [...table.groups, ...table.rows]) {
      for (const cell of cells) {
        const guess = cell.column.kind === "исполнитель" ? judge(cell.text) : undefined;
        if (guess) yield problem(doc, cell, regulation, guess, workspace.docs.get(config.uri ?? ""));
      }
    }
  },
};

interface Guess {
  readonly meant: string | undefined;
  /** `words`: neither a person nor a role. */
  readonly kind: "person" | "role" | "words";
}

/** What a text that names nobody known may mean; undefined where it names somebody. Equal texts are judged once. */
function judgeOf(workspace: Workspace, doc: Doc, regulation: Doc): (text: string) => Guess | undefined {
  const read = responsibleReader(workspace, doc);
  const judged = new Map<string, Guess | undefined>();
  let names: Names | undefined;
  const judge = (text: string): Guess | undefined => {
    const found = read(text);
    if (found.some(e => e.kind === "role" || e.kind === "post" || (e.kind === "person" && e.person))) return undefined;
    names ??= knownNames(workspace, doc, regulation);
    if (found.some(e => e.kind === "person")) {
      return names.roster ? { kind: "person", meant: nearest(text, names.people) } : undefined;
    }
    const meant = nearest(text, names.roles) ?? nearestPost(text) ?? nearestPerson(text, names.people);
    const [office] = found;
    if (office && office.from === 0 && isOurs(text.slice(office.to))) return { kind: "role", meant };
    if (office) return meant ? { kind: "words", meant } : undefined;
    return meant || !isVague(text) ? { kind: "words", meant } : undefined;
  };
  /** «Модератор», «модератор ПОС»; not «руководитель МО», whose body is unknown. */
  const isOurs = (tail: string): boolean => {
    const short = /^\s*(\p{Lu}{2,})/u.exec(tail)?.[1];
    if (short) return termsOf(regulation).has(short);
    return isOwnOffice(workspace, doc, { head: "", tail });
  };
  return text => {
    if (!judged.has(text)) judged.set(text, judge(text));
    return judged.get(text);
  };
}

/** A body, a group or everybody: no particular person. */
const isVague = (text: string): boolean => /\p{Lu}{2,}|\d/u.test(text) || VAGUE.test(text);
const VAGUE =
  /(?<!\p{L})(?:вс[её]|весь|всех|кажд|групп|команд|кафедр|совет|комисси|комитет|служб|отдел|актив|клуб|центр|объединени|сообществ|коллектив|класс|волонт|отряд|штаб|школ|участник|организатор|оргкомитет|ответствен|назнач|согласно|по (?:приказ|график|план)|жюри|партн[её]р|организаци|учреждени)/iu;

function problem(doc: Doc, cell: Cell, regulation: Doc, { meant, kind }: Guess, config: Doc | undefined): Problem {
  const { text, from, to } = cell;
  const maybe = meant ? `: возможно, «${meant}»` : "";
  const message = {
    person: `Человека «${text}» нет ни в reglament.yaml, ни в приказах пакета${maybe}.`,
    role: `Роли «${text}» в положении (${fileName(regulation.uri)}) нет${maybe}.`,
    words: `Не узнан ответственный «${text}»${maybe || ": это не роль положения, не должность и не человек из списка"}.`,
  }[kind];
  return {
    from,
    to,
    message,
    ...(kind === "words" && !meant ? { severity: "information" as const } : {}),
    fixes: () => [
      ...(meant && doc.text.slice(from, to) === text
        ? [{ title: `Заменить на «${meant}»`, edits: [{ from, to, insert: meant }], ask: true as const }]
        : []),
      ...additions(text, kind, regulation, config),
    ],
  };
}

/** Ways to make the name known. */
function additions(text: string, kind: Guess["kind"], regulation: Doc, config: Doc | undefined): readonly Fix[] {
  if (!/^[\p{L} .-]{3,60}$/u.test(text)) return [];
  const fix = (title: string, target: Doc, edit: ReturnType<typeof headerEntry>): readonly Fix[] =>
    edit ? [{ title, edits: [{ ...edit, uri: target.uri }], ask: true }] : [];
  if (kind === "person")
    return config && personName(text)
      ? fix(
          `Добавить «${text}» в люди (reglament.yaml)`,
          config,
          headerEntry(config, "люди", { item: `- ${text}`, pair: `${text}: {}` }, "pair"),
        )
      : [];
  const name = /^\p{Lu}\p{Ll}/u.test(text) ? text.slice(0, 1).toLowerCase() + text.slice(1) : text;
  const entry = { item: `- ${name}`, pair: `${name}: ` };
  return [
    ...fix(`Объявить роль «${name}» в положении`, regulation, headerEntry(regulation, "роли", entry, "pair")),
    ...(config
      ? fix(`Добавить роль «${name}» в reglament.yaml`, config, headerEntry(config, "роли", entry, "item"))
      : []),
  ];
}

interface Names {
  readonly roles: readonly string[];
  readonly people: readonly string[];
  /** The package has a list of people; a signature alone is none. */
  readonly roster: boolean;
}

function knownNames(workspace: Workspace, doc: Doc, regulation: Doc): Names {
  const people = peopleOf(workspace, doc);
  return {
    roles: [...rolesOf(workspace, regulation).roles.values()].flatMap(r =>
      r.declaration ? [r.name, ...r.declaration.synonyms] : r.mentions.length ? r.name : [],
    ),
    people: people.map(p => p.name),
    roster: people.some(p => p.by.has("people") || p.by.has("roster") || p.by.has("appointment")),
  };
}

/** «Орлова И.А» and the surname alone. */
const nearestPerson = (text: string, people: readonly string[]): string | undefined => {
  const [own, ...namesakes] = people.filter(p => p.startsWith(`${text} `));
  return own && !namesakes.length ? own : nearest(text, people);
};

/** Only posts that begin alike are compared. */
const nearestPost = (text: string): string | undefined =>
  nearest(
    text,
    posts.flatMap(p => (Math.abs(p.name.length - text.length) < 3 && alikeStart(p.name, text) ? p.name : [])),
  );

const alikeStart = (a: string, b: string): boolean => a.slice(0, 2).toLowerCase() === b.slice(0, 2).toLowerCase();
