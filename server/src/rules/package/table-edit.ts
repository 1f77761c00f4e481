/** Edits of tables, in the style of their rows: block or flow YAML, or Markdown with bars. */
import type { Doc } from "../../model/document";
import { record } from "../../model/values";
import type { ColumnKind, TableShape } from "../../profiles/profile";
import { blockAt } from "../../syntax/blocks";
import type { Edit } from "../../syntax/edits";
import { keyRangeOf, rangeOf, writeScalar, type Yaml } from "../../syntax/yaml";
import { columnsOf, type Row, type Table } from "../../workspace/tables";

/** The cells of a row in their order: key and plain text. */
export type RowCells = readonly (readonly [key: string, text: string])[];

/** A row with these values, and gaps for what else it must say. */
export const rowOf = ({ columns }: TableShape, values: Readonly<Partial<Record<ColumnKind, string>>>): RowCells =>
  columns.flatMap(({ key, kind, need }): RowCells => {
    const value = values[kind];
    return value !== undefined || need === "обязателен" ? [[key, value ?? "____"]] : [];
  });

/** Puts rows behind the last one, written as it is. Undefined where that can't be done: broken YAML, groups without rows. */
export const appendedRows = (doc: Doc, table: Table, rows: readonly RowCells[]): Edit | undefined =>
  insertedRows(doc, table, table.rows.at(-1), rows);

/**
 * Puts rows right behind `behind` (without it before all others), written as their neighbour is: a note above the next row
 * stays with that row. Undefined where that can't be done.
 */
export function insertedRows(
  doc: Doc,
  table: Table,
  behind: Row | undefined,
  rows: readonly RowCells[],
): Edit | undefined {
  const { yaml } = doc;
  if (!yaml || yaml.problems.length || !rows.length) return undefined;
  const near = behind ?? table.rows[0];
  if (!near?.path) return firstRows(doc, yaml, table, rows);
  if (!behind && near.group) return undefined;
  const source = doc.text.slice(near.from, near.to);
  const line = doc.text.slice(doc.text.lastIndexOf("\n", near.from - 1) + 1, near.from);
  if (/^[ \t]*-[ \t]+$/.test(line)) {
    const at = lineEnd(doc.text, behind ? behind.to : keyRangeOf(yaml, [table.shape.rows]).to);
    const insert = rows.map(row =>
      source.startsWith("{") ? `${line}${flowRow(row)}` : `${line}${blockRow(row, " ".repeat(line.length))}`,
    );
    return { from: at, to: at, insert: insert.map(row => `\n${row}`).join("") };
  }
  // Rows inside [ ].
  if (!source.startsWith("{") || !source.endsWith("}")) return undefined;
  const gap = line.trim() ? " " : `\n${line}`;
  return behind
    ? { from: near.to, to: near.to, insert: rows.map(row => `,${gap}${flowRow(row)}`).join("") }
    : { from: near.from, to: near.from, insert: rows.map(row => `${flowRow(row)},${gap}`).join("") };
}

/** Rows of a table that has none. */
function firstRows(doc: Doc, yaml: Yaml, { shape }: Table, rows: readonly RowCells[]): Edit | undefined {
  if (shape.group && Object.hasOwn(record(yaml.value), shape.group.key)) return undefined;
  const insert = rows.map(row => `\n  - ${blockRow(row, "    ")}`).join("");
  if (!Object.hasOwn(record(yaml.value), shape.rows)) {
    const end = doc.text.trimEnd().length;
    return { from: end, to: end, insert: `\n${shape.rows}:${insert}` };
  }
  const key = keyRangeOf(yaml, [shape.rows]);
  const value = rangeOf(yaml, [shape.rows]);
  const written = doc.text.slice(key.to, lineEnd(doc.text, key.to));
  if (/^:[ \t]*\[[ \t]*\][ \t]*$/.test(written)) return { from: key.to + 1, to: value.to, insert };
  return /^:[ \t]*(?:#.*)?$/.test(written)
    ? { from: key.to + written.length, to: key.to + written.length, insert }
    : undefined;
}

/** Puts rows behind the last one of a text's table, in the columns that it has; a column of numbers goes on. */
export function appendedLines(
  doc: Doc,
  table: Table,
  rows: readonly Readonly<Partial<Record<ColumnKind, string>>>[],
): Edit | undefined {
  const last = table.rows.at(-1);
  const index = last ? blockAt(doc.tree, last.from) : -1;
  const block = doc.tree.blocks[index];
  if (!last || block?.kind !== "table" || !rows.length) return undefined;
  const { columns, lastNumber } = columnsOf(block, table.shape);
  const text = doc.text.slice(doc.text.lastIndexOf("\n", last.from - 1) + 1, last.from);
  const lines = rows.map((values, i) => {
    const cells = columns.map((column, c) => {
      const number = lastNumber[c];
      const value = column ? (values[column.kind] ?? "____") : number !== undefined ? String(number + 1 + i) : "____";
      return value.replace(/\s+/g, " ").replaceAll("|", "\\|");
    });
    return text.includes("|") ? `| ${cells.join(" | ")} |` : cells.join(" | ");
  });
  const at = lineEnd(doc.text, last.to);
  return { from: at, to: at, insert: lines.map(line => `\n${line}`).join("") };
}

function lineEnd(text: string, from: number): number {
  const at = text.slice(from).search(/\r?\n|$/);
  return from + at;
}

const flowRow = (row: RowCells): string =>
  `{ ${row.map(([key, text]) => `${key}: ${writeScalar(text, "flow")}`).join(", ")} }`;

const blockRow = (row: RowCells, indent: string): string =>
  row.map(([key, text]) => `${key}: ${writeScalar(text, "block")}`).join(`\n${indent}`);
