/** Hover in table documents, headers and reglament.yaml: what a key is for, how a term is read, whom and what a value names. */

import { type Doc, titleOf } from "../model/document";
import { shapeAt, valuesAt } from "../model/schema";
import type { Column } from "../profiles/profile";
import { dateInWords, parseDate, spanInWords, weekdayName } from "../russian/dates";
import type { Span } from "../syntax/span";
import { keyRangeOf, nodeAt, pathAt, rangeOf, type Yaml, type YamlPath } from "../syntax/yaml";
import { dayOff, schoolYearOf } from "../workspace/calendar/calendar";
import { readTerm, type Timeframe } from "../workspace/calendar/timeframes";
import { configOf } from "../workspace/config";
import type { Workspace } from "../workspace/docs";
import { type Responsible, responsibleIn } from "../workspace/entities/responsible";
import { resolve } from "../workspace/neighbours";
import { profileFor, regulationOf } from "../workspace/packages/packages";
import { schoolYearFor } from "../workspace/packages/year";
import { columnAt } from "../workspace/tables";
import { type CardSource, cardOf, escaped, fileCard, numberText, personCard } from "./cards";
import { schemaOf } from "./yaml-completion";

/** Markdown for a span of the document. */
export interface HoverText extends Span {
  readonly value: string;
}

export function yamlHover(source: CardSource, yaml: Yaml, offset: number): HoverText | null {
  const { near: doc } = source;
  const { path, inKey } = pathAt(yaml, offset);
  const node = nodeAt(yaml, path);
  if (inKey) {
    const value = keyCard(source, path);
    return value ? { ...keyRangeOf(yaml, path), value } : null;
  }
  if (node?.kind !== "scalar" || !node.text.trim()) return null;
  const whole = rangeOf(yaml, path);
  if (offset < whole.from || offset > whole.to) return null;
  const quote = /["']/.test(doc.text[whole.from] ?? "") ? 1 : 0;
  const span = { from: whole.from + quote, to: whole.to - quote };
  const found = valueCard(source, path, node.text, offset - span.from);
  if (!found) return null;
  const { from = 0, to = span.to - span.from, value } = found;
  const card = { from: span.from + from, to: span.from + to, value };
  // On a quote the card is of the value with its quotes.
  return card.from <= offset && offset <= card.to ? card : { ...whole, value };
}

/** A card for the whole value, or for a piece of it. */
interface Card extends Partial<Span> {
  readonly value: string;
}

function keyCard(source: CardSource, path: YamlPath): string | undefined {
  const { workspace, near: doc } = source;
  const key = String(path.at(-1));
  if (path.length === 2 && path[0] === "люди") return personCard(source, key);
  if (path.length === 2 && (path[0] === "роли" || path[0] === "назначения")) {
    const role = responsibleIn(workspace, doc, key).find(e => e.kind === "role");
    if (role) return cardOf(source, { kind: "role", name: role.name, scope: "" });
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

function valueCard(source: CardSource, path: YamlPath, text: string, at: number): Card | null {
  const { workspace, near: doc } = source;
  const shape = doc.kind === "table" ? profileFor(workspace, doc)?.table : undefined;
  const column = shape && columnAt(shape, path);
  if (column) return cellCard(source, column, text, at);
  const keys = path.filter(step => typeof step === "string");
  switch (keys.join("/")) {
    case "основание":
    case "утверждено":
    case "приложение к":
      return namedFile(source, text);
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
      return dateCard(workspace, doc, text) ?? responsibleCard(source, text, at);
  }
}

function cellCard(source: CardSource, { kind }: Column, text: string, at: number): Card | null {
  const { workspace, near: doc } = source;
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
      return responsibleCard(source, text, at);
    case "файл":
      return namedFile(source, text);
    default:
      return null;
  }
}

function clauseCard(regulation: Doc, text: string): Card {
  const number = text.trim().replace(/\.$/, "");
  const title = escaped(titleOf(regulation));
  const clause = numberText(regulation, "clause", number);
  return { value: clause ? `${clause}\n\n*${title}*` : `Пункта ${escaped(number)} нет: *${title}*` };
}

function namedFile(source: CardSource, text: string): Card {
  const target = resolve(source.workspace, source.near.uri, text);
  return { value: target ? fileCard(source, target) : `Файла «${escaped(text)}» нет.` };
}

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

function termInWords({ kind, spans, first, last }: Timeframe): string {
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
function responsibleCard(source: CardSource, text: string, at: number): Card | null {
  const responsible = responsibleIn(source.workspace, source.near, text).find(e => at >= e.from && at <= e.to);
  return responsible ? { from: responsible.from, to: responsible.to, value: describe(source, responsible) } : null;
}

function describe(source: CardSource, responsible: Responsible): string {
  switch (responsible.kind) {
    case "role":
      return cardOf(source, { kind: "role", name: responsible.name, scope: "" }) ?? escaped(responsible.name);
    case "person":
      return personCard(source, responsible.name);
    case "post":
      return `**${escaped(responsible.name)}** – должность или орган, объявлять не нужно`;
    case "stranger":
      return `**${escaped(responsible.name)}** – такой роли в положении нет`;
  }
}
