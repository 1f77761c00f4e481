/** What may stand in a cell or under a key of a header, by the kind of the column: tasks, people, terms, files. */

import { type Doc, ownTitle } from "../model/document";
import { heldFrequencies } from "../model/meetings";
import { tasksOf } from "../model/tasks";
import { folderOf, relativePath } from "../model/uris";
import { builtIn } from "../profiles/all";
import type { Column, PackagePart } from "../profiles/profile";
import { dayAndMonth, isoDate, schoolYear, weekdayName } from "../russian/dates";
import { posts, roleHeads } from "../russian/lexicon";
import { shortened } from "../russian/shortened";
import { proposeDates } from "../workspace/calendar/meeting-dates";
import { monthNames, partsOfYear } from "../workspace/calendar/timeframes";
import { configOf } from "../workspace/config";
import type { Workspace } from "../workspace/docs";
import type { Entity } from "../workspace/entities/occurrences";
import { peopleOf } from "../workspace/entities/responsible";
import { isOffice, rolesOf } from "../workspace/entities/roles";
import { documentsOf, packageOf, partOf, profileFor, regulationOf } from "../workspace/packages/packages";
import { schoolYearFor } from "../workspace/packages/year";
import { cellsOf, tableOf } from "../workspace/tables";

export interface CellValue {
  readonly text: string;
  /** Beside it in the list: the words of a task, the post of a person. */
  readonly detail?: string;
  readonly documentation?: string;
  /** What the value names: its card is shown when the item is looked at. */
  readonly entity?: Entity;
  readonly kind: "task" | "role" | "person" | "term" | "file" | "value";
}

const value = (text: string, detail?: string): CellValue => ({ text, kind: "value", ...(detail ? { detail } : {}) });

/** Values of a column in the order in which they are likely. */
export function cellValues(workspace: Workspace, doc: Doc, column: Column): readonly CellValue[] {
  if (column.values.length) return column.values.map(v => value(v));
  switch (column.kind) {
    case "задача":
    case "пункт":
      return clauses(workspace, doc, column.kind);
    case "исполнитель":
      return responsibles(workspace, doc);
    case "срок":
      return terms(workspace, doc);
    case "дата":
      return dates(workspace, doc);
    case "время":
      return ["14:00", "14:30", "15:00", "15:30", "16:00"].map(v => value(v));
    case "файл":
      return files(workspace, doc, d => d.header.type === column.key);
    case "отметка":
      return ["выполнено", "выполнено частично", "не выполнено", "перенесено", "да", "нет"].map(v => value(v));
    case "номер": {
      const rows = tableOf(doc, profileFor(workspace, doc))?.rows ?? [];
      const taken = rows.flatMap(r => cellsOf(r, "номер").map(c => Number(c.text) || 0));
      return [value(String(Math.max(0, ...taken) + 1))];
    }
    case "название":
    case "текст":
      return [];
  }
}

/** Values of a key of the header; nothing for a key that holds free text. */
export function headerValues(workspace: Workspace, doc: Doc, path: readonly (string | number)[]): readonly CellValue[] {
  const config = configOf(workspace, doc.uri);
  const profiles = [...config.profiles, ...builtIn];
  const keys = path.filter(step => typeof step === "string");
  switch (keys.join("/")) {
    case "документ":
      return [...new Map(profiles.map(p => [p.type, value(p.type, p.description)])).values()];
    case "профиль":
      return profiles.flatMap(p => (p.type === doc.header.type && p.name ? [value(p.name, p.description)] : []));
    case "основание":
      return files(workspace, doc, d => partOf(workspace, d) === "основа");
    case "утверждено":
      return files(workspace, doc, d => partOf(workspace, d) === "приказ");
    case "приложение к":
      return files(workspace, doc, d =>
        (["основа", "приказ"] as (PackagePart | undefined)[]).includes(partOf(workspace, d)),
      );
    case "учебный год": {
      const now = workspace.today && schoolYear(workspace.today);
      if (now === undefined) return [];
      return [value(`${now}/${now + 1}`, "этот учебный год"), value(`${now + 1}/${now + 2}`, "следующий учебный год")];
    }
    case "документация":
      return [...new Set(profiles.flatMap(p => (p.part && p.part !== "основа" ? [p.type] : [])))].map(v => value(v));
    case "заседания":
      return [
        "1 раз в месяц",
        "не реже одного раза в месяц",
        "не реже одного раза в четверть",
        "не менее 4 раз в год",
      ].map(v => value(v));
    case "грифы/орган":
      return bodies.map(v => value(v));
    case "грифы/должность":
    case "подпись/должность":
      return config.organisation?.headPost ? [value(config.organisation.headPost)] : [];
    case "грифы/лицо":
    case "подпись/лицо":
    case "председатель":
    case "секретарь":
    case "состав":
    case "присутствовали":
      return people(workspace, doc);
    case "люди/роли":
      return roleValues(workspace, doc);
    default:
      return keys[0] === "назначения" && keys.length === 2 ? people(workspace, doc) : [];
  }
}

const bodies = [
  "Педагогический совет",
  "Управляющий совет",
  "Методический совет",
  "Совет родителей",
  "Совет обучающихся",
  "Общее собрание работников",
];

/** The tasks of the regulation (of others all its clauses) with their words. */
function clauses(workspace: Workspace, doc: Doc, kind: "задача" | "пункт"): readonly CellValue[] {
  const regulation = regulationOf(workspace, doc);
  if (!regulation || regulation === doc) return [];
  const tasks = kind === "задача" ? tasksOf(regulation) : [];
  const found = tasks.length
    ? tasks.map(t => ({ path: t.path, text: t.text }))
    : regulation.outline.clauses.map(c => ({
        path: c.number.path,
        text: regulation.text.slice(c.textFrom, c.textTo),
      }));
  return found.map(({ path, text }) => {
    const words = text.replace(/\s+/g, " ").trim();
    return {
      text: path,
      kind: "task",
      detail: shortened(words, 80),
      documentation: words,
    };
  });
}

function responsibles(workspace: Workspace, doc: Doc): readonly CellValue[] {
  const config = configOf(workspace, doc.uri);
  const own = new Set(config.people.flatMap(p => p.post ?? []));
  if (config.organisation?.headPost) own.add(config.organisation.headPost);
  const known = [...own, ...schoolPosts.filter(p => !own.has(p))];
  const found = [
    ...roleValues(workspace, doc),
    ...people(workspace, doc),
    ...known.map((text): CellValue => ({ text, kind: "value", detail: "должность" })),
  ];
  return [...new Map(found.reverse().map(v => [v.text, v])).values()].reverse();
}

/** Posts of any school that answer for something. */
export const schoolPosts = posts.flatMap(p =>
  /^(?:директор|заместитель|педагог-|учител|методист|классный|социальный)/.test(p.name) ? [p.name] : [],
);

/** Offices of the regulation: what it declares or speaks of. */
export function roleValues(workspace: Workspace, doc: Doc): readonly CellValue[] {
  const regulation = regulationOf(workspace, doc);
  const heads = new Map(roleHeads.map(h => [h.name, h.kind]));
  if (!regulation) return [];
  return [...rolesOf(workspace, regulation).roles.values()].flatMap((role): CellValue[] => {
    const group = heads.get(role.name) === "group";
    if (!isOffice(role) && !(group && role.mentions.length)) return [];
    return [
      {
        text: role.name,
        kind: "role",
        detail: role.holders.length ? `роль: ${role.holders.join(", ")}` : "роль по положению",
        entity: { kind: "role", name: role.name, scope: "" },
      },
    ];
  });
}

const people = (workspace: Workspace, doc: Doc): readonly CellValue[] =>
  peopleOf(workspace, doc).map(p => ({
    text: p.name,
    kind: "person",
    ...(p.post || p.roles.length ? { detail: [...new Set([p.post, ...p.roles])].filter(Boolean).join(", ") } : {}),
  }));

const term = (text: string, detail?: string): CellValue => ({ text, kind: "term", ...(detail ? { detail } : {}) });

function terms(workspace: Workspace, doc: Doc): readonly CellValue[] {
  const year = schoolYearFor(workspace, doc);
  const { calendar } = configOf(workspace, doc.uri);
  const quarters = year === undefined ? [] : partsOfYear("четверть", year, calendar);
  const ends = [
    [9, "20 сентября"],
    [12, "25 декабря"],
    [5, "25 мая"],
  ] as const;
  const inYear = (m: number) => (year === undefined ? undefined : String(m >= 9 ? year : year + 1));
  return [
    ...[9, 10, 11, 12, 1, 2, 3, 4, 5, 6].map(m => term(monthNames[m - 1]!, inYear(m))),
    ...[1, 2, 3, 4].map(n => {
      const quarter = quarters[n - 1];
      return term(`${n} четверть`, quarter && `${dotted(quarter.first)} – ${dotted(quarter.last)}`);
    }),
    term("1 полугодие"),
    term("2 полугодие"),
    term("в течение года"),
    term("ежемесячно"),
    term("еженедельно"),
    ...ends.map(([m, day]) => term(`до ${day}`, inYear(m))),
    term("сентябрь–октябрь"),
  ];
}

const dotted = ({ d, m }: { d: number; m: number }) => `${String(d).padStart(2, "0")}.${String(m).padStart(2, "0")}`;

/** Days on which the regulation's meetings may be held; one a month when it doesn't say how often. */
function dates(workspace: Workspace, doc: Doc): readonly CellValue[] {
  const year = schoolYearFor(workspace, doc);
  if (year === undefined) return [];
  const regulation = regulationOf(workspace, doc);
  const often = (regulation && heldFrequencies(regulation)[0]) ?? { count: 1, per: "месяц" as const };
  const taken = new Set(
    (tableOf(doc, profileFor(workspace, doc))?.rows ?? []).flatMap(r => cellsOf(r, "дата").map(c => c.text)),
  );
  return proposeDates(often, year, configOf(workspace, doc.uri).calendar)
    .map(day => term(isoDate(day), `${weekdayName(day)}, ${dayAndMonth(day)}`))
    .filter(v => !taken.has(v.text));
}

/** Documents of the package and of the folder by their paths from here; those that fit come first. */
function files(workspace: Workspace, doc: Doc, fits: (doc: Doc) => boolean): readonly CellValue[] {
  const folder = folderOf(doc.uri);
  const near = [...workspace.docs.values()].filter(d => folderOf(d.uri) === folder);
  const inPackage = documentsOf(workspace, packageOf(workspace, doc));
  const suitable = [...workspace.docs.values()].filter(fits);
  const all = [...new Set([...inPackage.filter(fits), ...near.filter(fits), ...suitable, ...inPackage, ...near])];
  return all
    .filter(d => d !== doc && d.kind !== "workspace")
    .slice(0, 200)
    .map(d => ({
      text: relativePath(folder, d.uri),
      kind: "file",
      detail: ownTitle(d) ?? d.header.type ?? "",
    }));
}
