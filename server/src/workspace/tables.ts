/** Rows and cells of table documents, and of the tables in text documents whose headings their profile knows. */

import type { Doc } from "../model/document";
import { gridOf } from "../model/grid";
import { list, ownValue, record, str } from "../model/values";
import type { Column, ColumnKind, Profile, TableShape } from "../profiles/profile";
import { ofOwnerWith } from "../russian/memo";
import { stem, words } from "../russian/words";
import type { Block } from "../syntax/blocks";
import type { Span } from "../syntax/span";
import { keyRangeOf, nodeAt, rangeOf, rangeUnder, type Yaml, type YamlNode, type YamlPath } from "../syntax/yaml";

/** One value of a column: a list in a cell gives several. Never empty; what isn't there gives no cell. */
export interface Cell extends Span {
  readonly column: Column;
  /** As written, without the marks of YAML or of a link. */
  readonly text: string;
}

export interface Row extends Span {
  readonly index: number;
  readonly group: RowGroup | undefined;
  readonly cells: readonly Cell[];
  /** Columns that must have a value and have none; «____» is one to come. */
  readonly empty: readonly Column[];
  /** Place of the row in YAML; undefined in a text document. */
  readonly path: YamlPath | undefined;
  /** The same object while the row's own text is the same: what is found of the row alone may be kept by it. */
  readonly source: object;
}

/** A stage: rows with a heading of their own. */
export interface RowGroup extends Span {
  readonly index: number;
  readonly cells: readonly Cell[];
  readonly empty: readonly Column[];
}

export interface Table {
  readonly shape: TableShape;
  readonly groups: readonly RowGroup[];
  readonly rows: readonly Row[];
}

/** The table of a document; without rows when it has none, undefined when its profile knows no table. */
export const tableOf = (doc: Doc, profile: Profile | undefined): Table | undefined =>
  profile?.table && tableIn(doc, profile.table);

const tableIn = ofOwnerWith(
  (doc: Doc, shape: TableShape): Table => (doc.yaml ? yamlTable(doc, shape) : textTable(doc, shape)),
);

/** Where a finding about a table as a whole stands: the key of its rows, else the title. */
export function tablePlace(doc: Doc, { shape }: Table): Span {
  if (!doc.yaml) {
    const { title } = doc.outline;
    return title ? { from: title.titleFrom, to: title.titleTo } : { from: 0, to: 0 };
  }
  const top = record(doc.yaml.value);
  const key = [shape.group?.key, shape.rows, "название", "документ"].find(
    k => k !== undefined && Object.hasOwn(top, k),
  );
  return key ? keyRangeOf(doc.yaml, [key]) : { from: 0, to: 0 };
}

/** The cells of a kind, in order. */
export const cellsOf = (row: { readonly cells: readonly Cell[] }, kind: ColumnKind): readonly Cell[] =>
  row.cells.filter(c => c.column.kind === kind);

/** The first cell of a kind. */
export const cellOf = (row: { readonly cells: readonly Cell[] }, kind: ColumnKind): Cell | undefined =>
  row.cells.find(c => c.column.kind === kind);

/** When a row takes place: its day, else its term. */
export const termCell = (row: { readonly cells: readonly Cell[] }): Cell | undefined =>
  cellOf(row, "дата") ?? cellOf(row, "срок");

/** What a map of a table document is: its path leads to a row or to a group of rows. */
export function placeAt({ rows, columns, group }: TableShape, path: YamlPath) {
  const [first, , second] = path;
  if (first === rows && path.length === 2) return { kind: "row", columns } as const;
  if (!group || first !== group.key) return undefined;
  if (path.length === 2) return { kind: "group", columns: group.columns } as const;
  return second === rows && path.length === 4 ? ({ kind: "row", columns } as const) : undefined;
}

/** The column of the cell, or of the value of a cell, that a path leads to. */
export function columnAt(shape: TableShape, path: YamlPath): Column | undefined {
  const cell = typeof path.at(-1) === "number" ? path.slice(0, -1) : path;
  return placeAt(shape, cell.slice(0, -1))?.columns.find(c => c.key === cell.at(-1));
}

function yamlTable(doc: Doc, shape: TableShape): Table {
  const yaml = doc.yaml!;
  const top = record(yaml.value);
  const groups: RowGroup[] = [];
  const rows: Row[] = [];
  const add = (value: unknown, path: YamlPath, group: RowGroup | undefined) => {
    const nodes = nodeAt(yaml, path);
    list(value).forEach((row, i) => {
      const node = nodes?.kind === "list" ? nodes.items[i] : nodeAt(yaml, [...path, i]);
      rows.push(yamlRow(doc, shape, row, node, [...path, i], { index: rows.length, group }));
    });
  };
  const { group } = shape;
  if (group) {
    list(ownValue(top, group.key)).forEach((value, i) => {
      const path = [group.key, i];
      const cells = cellsIn(yaml, value, nodeAt(yaml, path), group.columns);
      const made: RowGroup = { index: i, ...cells, ...trimmed(doc.text, rangeOf(yaml, path)) };
      groups.push(made);
      add(record(value)[shape.rows], [...path, shape.rows], made);
    });
  }
  add(top[shape.rows], [shape.rows], undefined);
  return { shape, groups, rows };
}

/** Rows by the value they were read from; it is another object once their text changes. */
const kept = new WeakMap<object, { readonly shape: TableShape; readonly row: Row }>();

/** A row whose text stayed is the same, or moved. */
function yamlRow(
  { yaml, text }: Doc,
  shape: TableShape,
  value: unknown,
  node: YamlNode | undefined,
  path: YamlPath,
  place: Pick<Row, "index" | "group">,
): Row {
  const from = (node?.from ?? 0) + yaml!.offset;
  const known = value instanceof Object ? kept.get(value) : undefined;
  if (known?.shape === shape) {
    const { row } = known;
    if (row.from === from && row.index === place.index && row.group === place.group) return row;
    const by = from - row.from;
    return {
      ...row,
      ...place,
      path,
      from,
      to: row.to + by,
      cells: by ? row.cells.map(c => movedCell(c, by)) : row.cells,
    };
  }
  const span = rangeUnder(yaml!, node, []);
  const source = value instanceof Object ? value : {};
  const row = { source, ...place, ...cellsIn(yaml!, value, node, shape.columns), path, ...trimmed(text, span) };
  if (value instanceof Object) kept.set(value, { shape, row });
  return row;
}

const movedCell = ({ column, text, from, to }: Cell, by: number): Cell => ({
  column,
  text,
  from: from + by,
  to: to + by,
});

function cellsIn(
  yaml: Yaml,
  value: unknown,
  node: YamlNode | undefined,
  columns: readonly Column[],
): Pick<Row, "cells" | "empty"> {
  const map = record(value);
  const cells: Cell[] = [];
  const put = (column: Column, v: unknown, at: YamlPath) => {
    const text = str(v);
    if (text !== undefined && !isBlank(text)) cells.push({ column, text, ...rangeUnder(yaml, node, at) });
  };
  for (const column of columns) {
    const raw = ownValue(map, column.key);
    if (Array.isArray(raw)) for (const [i, v] of raw.entries()) put(column, v, [column.key, i]);
    else put(column, raw, [column.key]);
  }
  return { cells, empty: columns.filter(c => c.need === "обязателен" && isNothing(ownValue(map, c.key))) };
}

const isNothing = (value: unknown): boolean =>
  Array.isArray(value) ? value.every(isNothing) : value === undefined || value === null || value === "";

/** «____» is there to be filled in. */
const isBlank = (text: string): boolean => /^_+$/.test(text);

/** A block map's range runs on to the next line. */
function trimmed(text: string, { from, to }: Span): Span {
  while (to > from && /\s/.test(text[to - 1]!)) to--;
  return { from, to };
}

/** GFM tables with a heading that the profile's naming column answers to; columns without a match are left out. */
function textTable(doc: Doc, shape: TableShape): Table {
  const rows: Row[] = [];
  doc.tree.blocks.forEach((block, b) => {
    if (block.kind !== "table") return;
    const start = doc.tree.starts[b]!;
    const grid = gridOf(block);
    const { columns } = columnsOf(block, shape);
    if (!columns.some(c => c?.kind === "название")) return;
    for (const row of grid.rows) {
      const cells = row.flatMap((span, i): Cell[] => {
        const column = columns[i];
        const inner = trimmedCell(block.text, span);
        return column && inner.to > inner.from && !isBlank(block.text.slice(inner.from, inner.to))
          ? [
              {
                column,
                text: plain(block.text.slice(inner.from, inner.to)),
                from: start + inner.from,
                to: start + inner.to,
              },
            ]
          : [];
      });
      const first = row[0];
      const last = row.at(-1);
      if (!first || !last) continue;
      rows.push({
        index: rows.length,
        group: undefined,
        cells,
        empty: columns.flatMap((c, i) =>
          c?.need === "обязателен" && !block.text.slice(row[i]!.from, row[i]!.to).trim() ? c : [],
        ),
        path: undefined,
        source: row,
        from: start + first.from,
        to: start + last.to,
      });
    }
  });
  return { shape, groups: [], rows };
}

/** The columns of a GFM table that the profile knows, and of those it doesn't the last number where its rows are counted. */
export function columnsOf(
  block: Block,
  shape: TableShape,
): { readonly columns: readonly (Column | undefined)[]; readonly lastNumber: readonly (number | undefined)[] } {
  const grid = gridOf(block);
  const columns = grid.head.map(h => columnFor(block.text.slice(h.from, h.to), shape.columns));
  const lastNumber = columns.map((column, i) => {
    const cell = grid.rows.at(-1)?.[i];
    const count = column || !cell ? undefined : /^\s*(\d{1,4})\.?\s*$/.exec(block.text.slice(cell.from, cell.to));
    return count ? Number(count[1]) : undefined;
  });
  return { columns, lastNumber };
}

function trimmedCell(text: string, { from, to }: Span): Span {
  while (from < to && /\s/.test(text[from]!)) from++;
  return trimmed(text, { from, to });
}

/** `[2.2.1](polozhenie.reg.md#2.2.1)` reads as 2.2.1. */
const plain = (text: string): string => text.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[*_`]/g, "");

function columnFor(heading: string, columns: readonly Column[]): Column | undefined {
  const given = stems(heading);
  const names = (c: Column) => [c.heading, c.key, ...c.variants];
  return (
    columns.find(c => names(c).some(n => stems(n).join(" ") === given.join(" "))) ??
    columns.find(c => names(c).some(n => stems(n).every(s => given.includes(s))))
  );
}

const stems = (text: string): string[] => words(plain(text)).map(w => stem(w.fold));
