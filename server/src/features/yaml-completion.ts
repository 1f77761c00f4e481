/** Completion in table documents, headers and reglament.yaml: keys, values and whole rows by the schema of the document. */

import { type CompletionItem, CompletionItemKind, InsertTextFormat, InsertTextMode } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type * as z from "zod";
import type { Doc } from "../model/document";
import { headerSchema } from "../model/header-schema";
import { shapeAt, valuesAt } from "../model/schema";
import { list } from "../model/values";
import { type Column, type TableShape, tableDocumentSchema } from "../profiles/profile";
import { allRules } from "../rules/all";
import { withLineEnds } from "../syntax/edits";
import type { Span } from "../syntax/span";
import { nodeAt, readYaml, valueAt, writeScalar, type Yaml, type YamlPath } from "../syntax/yaml";
import { contextAt, type YamlContext } from "../syntax/yaml-context";
import { configSchema, levelWords } from "../workspace/config";
import type { Workspace } from "../workspace/docs";
import type { Entity } from "../workspace/entities/occurrences";
import { profileFor } from "../workspace/packages/packages";
import { columnAt, placeAt } from "../workspace/tables";
import type { CardData } from "./cards";
import { type CellValue, cellValues, headerValues, roleValues } from "./cell-values";
import { rangeIn, textEditOf } from "./convert";
import { escaped } from "./markdown";

/** What the YAML of a document must look like. */
export function schemaOf(workspace: Workspace, doc: Doc): z.ZodType {
  if (doc.kind === "workspace") return configSchema;
  const profile = doc.kind === "table" ? profileFor(workspace, doc) : undefined;
  return profile ? tableDocumentSchema(profile) : headerSchema;
}

/** What may be written at `offset`, which lies in the YAML at `span` of the document. */
export function yamlItems(
  workspace: Workspace,
  doc: Doc,
  text: TextDocument,
  span: Span,
  offset: number,
): CompletionItem[] {
  const source = doc.text.slice(span.from, span.to);
  const context = contextAt(source, offset - span.from);
  if (!context) return [];
  const place: YamlPlace = {
    workspace,
    doc,
    text,
    offset,
    context,
    from: context.from + span.from,
    to: context.to + span.from,
    shape: doc.kind === "table" ? profileFor(workspace, doc)?.table : undefined,
    yaml: doc.yaml ?? doc.header.yaml ?? readYaml("", 0),
  };
  const rows = place.shape ? newRows(place, place.shape) : [];
  const others = context.role === "key" ? keys(place, context.path) : [...newMap(place), ...values(place)];
  return [...others, ...rows].map((item, i) => ({ ...item, sortText: String(i).padStart(4, "0") }));
}

interface YamlPlace extends Span {
  readonly workspace: Workspace;
  readonly doc: Doc;
  readonly text: TextDocument;
  readonly offset: number;
  readonly context: YamlContext;
  readonly shape: TableShape | undefined;
  readonly yaml: Yaml;
}

/** Keys that the map at `path` may have and hasn't yet; of a table in the order of its profile. */
function keys(place: YamlPlace, path: YamlPath): CompletionItem[] {
  const { workspace, doc, text, context, shape } = place;
  const lists = path.length ? [] : [shape?.group?.key, shape?.rows];
  const first = path.length ? [] : ["документ", "название", ...(profileFor(workspace, doc)?.header ?? []), ...lists];
  const rank = (key: string) => (first.includes(key) ? first.indexOf(key) : first.length);
  const columns = (shape && placeAt(shape, path)?.columns) ?? [];
  const range = rangeIn(text, { from: place.from, to: place.to });
  const newText = (key: string) => {
    if (context.complete) return key;
    if (lists.includes(key) && context.place === "block") return withLineEnds(text.getText(), `${key}:\n  - `);
    return `${writeScalar(key, context.place)}: `;
  };
  return [...schemaKeys(place, path), ...freeKeys(place, path)]
    .filter(({ key }) => !context.present.includes(key))
    .sort((a, b) => rank(a.key) - rank(b.key))
    .map(({ key, about, entity }) => ({
      label: key,
      ...(entity ? { data: { uri: doc.uri, entity } satisfies CardData } : {}),
      kind: CompletionItemKind.Property,
      ...(columns.some(c => c.key === key && c.need === "обязателен") ? { detail: "обязателен" } : {}),
      ...(about ? { documentation: about } : {}),
      textEdit: { range, newText: newText(key) },
    }));
}

interface OfferedKey {
  readonly key: string;
  readonly about: string;
  readonly entity?: Entity;
}

const schemaKeys = ({ workspace, doc }: YamlPlace, path: YamlPath): OfferedKey[] =>
  Object.entries(shapeAt(schemaOf(workspace, doc), path)).map(([key, s]) => ({ key, about: s.description ?? "" }));

/** Keys that no schema lists: rules, roles that an order appoints to. */
function freeKeys({ workspace, doc }: YamlPlace, path: YamlPath): OfferedKey[] {
  if (path.length !== 1) return [];
  if (doc.kind === "workspace" && path[0] === "правила") return allRules.map(r => ({ key: r.id, about: r.summary }));
  if (path[0] !== "назначения") return [];
  return roleValues(workspace, doc).map(v => ({ key: v.text, about: "", ...(v.entity ? { entity: v.entity } : {}) }));
}

/** A map may begin here: as an item of a list, or in the lines under its key. */
function newMap(place: YamlPlace): CompletionItem[] {
  const { context, doc } = place;
  const before = doc.text.slice(doc.text.lastIndexOf("\n", place.from - 1) + 1, place.from);
  return context.role === "item" || !before.trim() ? keys(place, context.path) : [];
}

/** What may stand as the value there, in the order in which it is likely. */
function candidates({ workspace, doc, context: { path }, shape }: YamlPlace): readonly CellValue[] {
  const schema = schemaOf(workspace, doc);
  const plain = (texts: readonly string[]) => texts.map((text): CellValue => ({ text, kind: "value" }));
  const allowed = valuesAt(schema, path);
  if (allowed.length) return plain(allowed);
  if (doc.kind === "workspace" && path[0] === "правила") return plain([...levelWords.keys()]);
  const column = shape && columnAt(shape, path);
  if (column) return cellValues(workspace, doc, column);
  const inTable = shape && (path[0] === shape.rows || path[0] === shape.group?.key);
  return inTable || Object.keys(shapeAt(schema, path)).length ? [] : headerValues(workspace, doc, path);
}

function values(place: YamlPlace): CompletionItem[] {
  const { doc, text, context, shape, offset } = place;
  const column = shape && columnAt(shape, context.path);
  const found = candidates(place);
  // Several may be named in one cell: the one behind the last comma is being written.
  const written = doc.text.slice(place.from, offset);
  const comma =
    column?.kind === "исполнитель" && context.place === "block" ? (/^.*,\s*/s.exec(written)?.[0].length ?? 0) : 0;
  const from = place.from + comma;
  const taken = new Set(
    column && context.role === "item" ? list(valueAt(place.yaml.value, context.path.slice(0, -1))) : [],
  );
  const blank = doc.text[from - 1] === ":" ? " " : "";
  return found
    .filter(v => !taken.has(v.text) || v.text === written.trim())
    .map(v => ({
      label: v.text,
      kind: kinds[v.kind],
      ...(v.detail ? { detail: v.detail } : {}),
      ...(v.entity ? { data: { uri: doc.uri, entity: v.entity } satisfies CardData } : {}),
      ...(v.documentation ? { documentation: { kind: "markdown" as const, value: escaped(v.documentation) } } : {}),
      // A task is found by its words too.
      ...(v.kind === "task" ? { filterText: `${v.text} ${v.documentation ?? ""}` } : {}),
      textEdit: {
        range: rangeIn(text, { from, to: offset }),
        newText: context.quoted || comma ? v.text : blank + writeScalar(v.text, context.place),
      },
    }));
}

const kinds: Readonly<Record<CellValue["kind"], CompletionItemKind>> = {
  task: CompletionItemKind.Reference,
  role: CompletionItemKind.Interface,
  person: CompletionItemKind.Value,
  term: CompletionItemKind.Event,
  file: CompletionItemKind.File,
  value: CompletionItemKind.EnumMember,
};

/** A whole row or group with its blanks, where one may begin. */
function newRows(place: YamlPlace, shape: TableShape): CompletionItem[] {
  const { context } = place;
  if (context.place === "flow" || context.complete) return [];
  const { path, role } = context;
  const lists = listsRound(shape, path, role, context.after);
  return lists.map(target => {
    const row = target.kind === "row" ? shape.columns : shape.group!.columns;
    const name = target.kind === "row" ? shape.row : (row.find(c => c.kind === "название")?.key ?? shape.group!.key);
    const { edit, column } = rowPlace(place, target.path);
    const lines = rowLines(row, target.kind === "group" ? shape : undefined);
    const body = lines.map((line, i) => (i ? " ".repeat(column + 2) + line : line)).join("\n");
    return {
      label: `Новая строка: ${name}`,
      kind: CompletionItemKind.Snippet,
      detail: row.map(c => c.key).join(", "),
      filterText: `новая строка ${name} ${row[0]?.key ?? ""}`,
      insertTextFormat: InsertTextFormat.Snippet,
      insertTextMode: InsertTextMode.asIs,
      textEdit: textEditOf(place.text, { ...edit, insert: edit.before + body }),
    };
  });
}

interface ListPlace {
  readonly kind: "row" | "group";
  /** The path of the list. */
  readonly path: YamlPath;
}

/** The lists of rows and groups that may go on at a place: the innermost first. */
function listsRound(
  shape: TableShape,
  path: YamlPath,
  role: YamlContext["role"],
  after: string | undefined,
): ListPlace[] {
  const found: ListPlace[] = [];
  const add = (kind: ListPlace["kind"], at: YamlPath) => found.push({ kind, path: at });
  for (let depth = path.length; depth >= 1; depth--) {
    const here = path.slice(0, depth);
    const map = placeAt(shape, typeof here.at(-1) === "number" ? here : [...here, 0]);
    if (map && typeof here.at(-1) === "number") add(map.kind, here.slice(0, -1));
    else if (map && depth === path.length && role !== "key") add(map.kind, here);
  }
  if (role === "key" && path.length === 0 && after === shape.rows) add("row", [shape.rows]);
  if (role === "key" && path.length === 0 && shape.group && after === shape.group.key) add("group", [after]);
  // A value in a cell is no place for a row.
  return role !== "key" && columnAt(shape, path) ? [] : found;
}

/** Where the dash of a new row stands, and what is replaced by it. */
function rowPlace({ doc, context, yaml, from, to }: YamlPlace, path: YamlPath) {
  const lineStart = doc.text.lastIndexOf("\n", from - 1) + 1;
  const before = doc.text.slice(lineStart, from);
  // Behind a dash that is already there.
  if (context.role === "item" && /^[ \t]*(?:- +)+$/.test(before) && context.path.length === path.length + 1)
    return { edit: { from, to, before: "" }, column: before.lastIndexOf("-") };
  const column = dashColumn(doc, nodeAt(yaml, path), yaml.offset) ?? (context.role === "value" ? before.length : 2);
  return { edit: { from: lineStart, to, before: `${" ".repeat(column)}- ` }, column };
}

/** The column in which the items of a list have their dashes. */
function dashColumn(doc: Doc, node: ReturnType<typeof nodeAt>, offset: number): number | undefined {
  const first = node?.kind === "list" && !node.flow ? node.from + offset : undefined;
  if (first === undefined || doc.text[first] !== "-") return undefined;
  const column = first - (doc.text.lastIndexOf("\n", first - 1) + 1);
  return /^\s*$/.test(doc.text.slice(first - column, first)) ? column : undefined;
}

/** Lines of a row with tab stops, without its dash; `shape`: of a group, with its first row. */
function rowLines(columns: readonly Column[], shape: TableShape | undefined): string[] {
  let n = 0;
  const stop = () => `\${${++n}:____}`;
  const needed = (c: Column) =>
    c.need !== "возможен" || c.kind === "задача" || c.kind === "пункт" || c.kind === "номер";
  const lines = columns.filter(needed).map(c => `${c.key}: ${stop()}`);
  if (!shape) return lines;
  const inner = shape.columns.filter(needed).map((c, i) => `${i ? "    " : "  - "}${c.key}: ${stop()}`);
  return [...lines, `${shape.rows}:`, ...inner];
}
