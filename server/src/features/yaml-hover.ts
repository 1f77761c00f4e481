/** Hover in table documents, headers and reglament.yaml: what a key is for, how a term is read, whom and what a value names. */
import { type Doc, fileName } from "../model/document";
import { shapeAt, valuesAt } from "../model/header";
import type { Column } from "../profiles/profile";
import { dateInWords, parseDate, spanInWords, weekdayName } from "../russian/dates";
import { samePerson } from "../russian/names";
import type { Span } from "../syntax/blocks";
import { keyRangeOf, nodeAt, pathAt, rangeOf, type Yaml, type YamlPath } from "../syntax/yaml";
import { dayOff, schoolYearOf } from "../workspace/calendar";
import { type Executor, executorsIn, type KnownPerson, peopleOf } from "../workspace/executors";
import { profileFor, regulationOf } from "../workspace/packages";
import { columnAt } from "../workspace/tables";
import { readTerm, type Term } from "../workspace/timing";
import { configOf, resolve, type Workspace } from "../workspace/workspace";
import { schoolYearFor } from "./cell-values";
import { schemaOf } from "./yaml-completion";

/** Markdown for a span of the document. */
export interface Found extends Span {
  readonly value: string;
}

export function yamlHover(workspace: Workspace, doc: Doc, yaml: Yaml, offset: number): Found | null {
  const { path, inKey } = pathAt(yaml, offset);
  const node = nodeAt(yaml, path);
  if (inKey) {
    const value = keyCard(workspace, doc, path);
    return value ? { ...keyRangeOf(yaml, path), value } : null;
  }
  if (node?.kind !== "scalar" || !node.text.trim()) return null;
  const whole = rangeOf(yaml, path);
  const quote = /["']/.test(doc.text[whole.from] ?? "") ? 1 : 0;
  const span = { from: whole.from + quote, to: whole.to - quote };
  const found = valueCard(workspace, doc, path, node.text, offset - span.from);
  return (
    found && {
      from: span.from + (found.from ?? 0),
      to: found.to === undefined ? span.to : span.from + found.to,
      value: found.value,
    }
  );
}

/** A card for the whole value, or for a piece of it. */
interface Card extends Partial<Span> {
  readonly value: string;
}

function keyCard(workspace: Workspace, doc: Doc, path: YamlPath): string | undefined {
  const key = String(path.at(-1));
  if (path.length === 2 && path[0] === "люди") return personCard(workspace, doc, key, knownPerson(workspace, doc, key));
  if (path.length === 2 && (path[0] === "роли" || path[0] === "назначения")) {
    const role = executorsIn(workspace, doc, key).find(e => e.kind === "role");
    if (role?.kind === "role") return role.role.describe();
  }
  const schema = schemaOf(workspace, doc);
  const description = shapeAt(schema, path.slice(0, -1))[key]?.description;
  if (!description) return undefined;
  const shape = profileFor(workspace, doc)?.table;
  const column = doc.kind === "table" && shape ? columnAt(shape, path) : undefined;
  const values = valuesAt(schema, path);
  return [
    `**${key}**${column?.need === "обязателен" ? " – обязательно" : ""}`,
    description,
    ...(values.length ? [`Можно: ${values.join(", ")}.`] : []),
  ].join("\n\n");
}

function valueCard(workspace: Workspace, doc: Doc, path: YamlPath, text: string, at: number): Card | null {
  const shape = doc.kind === "table" ? profileFor(workspace, doc)?.table : undefined;
  const column = shape && columnAt(shape, path);
  if (column) return cellCard(workspace, doc, column, text, at);
  const keys = path.filter(step => typeof step === "string");
  switch (keys.join("/")) {
    case "основание":
    case "утверждено":
    case "приложение к":
      return fileCard(workspace, doc, text);
    case "учебный год": {
      const year = schoolYearOf(text);
      return year === undefined
        ? null
        : {
            value: `Учебный год: ${spanInWords({ first: { y: year, m: 9, d: 1 }, last: { y: year + 1, m: 8, d: 31 } })}`,
          };
    }
    case "роли/пункт":
      return clauseCard(doc, text);
    default:
      return dateCard(workspace, doc, text) ?? executorCard(workspace, doc, text, at);
  }
}

function cellCard(workspace: Workspace, doc: Doc, { kind }: Column, text: string, at: number): Card | null {
  switch (kind) {
    case "задача":
    case "пункт": {
      const regulation = regulationOf(workspace, doc);
      return regulation ? clauseCard(regulation, text) : null;
    }
    case "срок":
    case "дата":
      return dateCard(workspace, doc, text) ?? termCard(workspace, doc, text);
    case "исполнитель":
      return executorCard(workspace, doc, text, at);
    case "файл":
      return fileCard(workspace, doc, text);
    default:
      return null;
  }
}

function clauseCard(regulation: Doc, text: string): Card | null {
  const number = text.trim().replace(/\.$/, "");
  const clause = clauseText(regulation, "clause", number) ?? clauseText(regulation, "section", number);
  return clause
    ? { value: `${clause}\n\n*${titleOf(regulation)}*` }
    : { value: `Пункта ${number} нет: *${titleOf(regulation)}*` };
}

function fileCard(workspace: Workspace, doc: Doc, text: string): Card | null {
  const target = resolve(workspace, doc.uri, text);
  if (!target) return { value: `Файла «${text}» нет.` };
  const type = profileFor(workspace, target)?.label ?? target.header.type;
  return { value: [`**${titleOf(target)}**`, ...(type ? [`${type}, ${target.header.state}`] : [])].join("\n\n") };
}

const titleOf = (doc: Doc): string => doc.outline.title?.title || doc.header.title || fileName(doc.uri);

function dateCard(workspace: Workspace, doc: Doc, text: string): Card | null {
  const mention = parseDate(text);
  if (!mention) return null;
  if (!mention.date) return mention.invalid ? { value: "Такого дня нет." } : null;
  const off = dayOff(configOf(workspace, doc.uri).calendar, mention.date);
  const day = weekdayName(mention.date);
  return { value: `${dateInWords(mention.date)}, ${day}${off && off !== day ? `\n\nНерабочий день: ${off}` : ""}` };
}

/** How a term is read. */
function termCard(workspace: Workspace, doc: Doc, text: string): Card {
  const year = schoolYearFor(workspace, doc);
  if (year === undefined) return { value: "Чтобы прочитать срок, укажите «учебный год»." };
  const term = readTerm(text, year, configOf(workspace, doc.uri).calendar);
  return { value: term ? termInWords(term) : "Срок не читается: запишите дату, месяц, четверть или «ежемесячно»." };
}

function termInWords({ kind, spans, first, last }: Term): string {
  if (kind === "open" || !first || !last) return "Без даты: срок зависит от события.";
  switch (kind) {
    case "deadline":
      return `Не позднее ${dateInWords(last)} (${weekdayName(last)})`;
    case "repeated":
      return `Повторяется${spans.length > 1 ? ` (раз за год: ${spans.length})` : ""}, ${spanInWords({ first, last })}`;
    case "day":
      return spans.map(s => `${dateInWords(s.first)}, ${weekdayName(s.first)}`).join("\n\n");
    case "period":
      return spans.map(spanInWords).join("\n\n");
  }
}

/** Who is named at `at` of a text. */
function executorCard(workspace: Workspace, doc: Doc, text: string, at: number): Card | null {
  const executor = executorsIn(workspace, doc, text).find(e => at >= e.from && at <= e.to);
  return executor ? { from: executor.from, to: executor.to, value: describe(workspace, doc, executor) } : null;
}

function describe(workspace: Workspace, doc: Doc, executor: Executor): string {
  switch (executor.kind) {
    case "role":
      return executor.role.describe();
    case "person":
      return personCard(workspace, doc, executor.name, executor.person);
    case "post":
      return `**${executor.name}** – должность или орган, объявлять не нужно`;
    case "stranger":
      return `**${executor.name}** – такой роли в положении нет`;
  }
}

const knownPerson = (workspace: Workspace, doc: Doc, name: string): KnownPerson | undefined =>
  peopleOf(workspace, doc).find(p => samePerson(p.name, name));

function personCard(workspace: Workspace, doc: Doc, name: string, person: KnownPerson | undefined): string {
  if (!person) return `**${name}** – нет ни в reglament.yaml, ни в приказах пакета`;
  const sources = person.sources.map(uri => {
    const source = workspace.docs.get(uri);
    return source && source !== doc && source.kind !== "workspace" ? `«${titleOf(source)}»` : fileName(uri);
  });
  return [
    `**${person.name}**${person.post ? ` – ${person.post}` : ""}`,
    ...(person.roles.length ? [`Роли: ${person.roles.join(", ")}.`] : []),
    ...(sources.length ? [`Откуда: ${sources.join(", ")}.`] : []),
  ].join("\n\n");
}

/** The clause, section or appendix that a number names, as Markdown. */
export function clauseText(doc: Doc, target: string, path: string): string | undefined {
  const { clauses, sections } = doc.outline;
  if (target === "appendix") {
    const found = sections.find(s => s.appendix && (path === "" || String(s.appendix.number ?? "") === path));
    return found && `**${found.heading.title}**`;
  }
  const clause = target === "clause" ? clauses.find(c => c.number.path === path) : undefined;
  if (clause) return doc.text.slice(clause.from, clause.end).trim().slice(0, 1500);
  const section = sections.find(s => s.number?.path === path);
  return (
    section &&
    `**${path}. ${section.heading.title}**\n\n${section.clauses.length ? `Пунктов: ${section.clauses.length}.` : ""}`
  );
}
