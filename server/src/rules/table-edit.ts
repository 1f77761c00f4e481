/** Edits of table documents: rows are written by hand in block or flow style, and what is added follows them. */
import type { Doc } from "../model/document";
import { record } from "../model/header";
import { keyRangeOf, rangeOf } from "../syntax/yaml";
import type { Table } from "../workspace/tables";
import type { Edit } from "./rule";

/** The cells of a row in their order: key and plain text. */
export type NewRow = readonly (readonly [key: string, text: string])[];

/** Puts rows behind the last one, written as it is. Undefined where that can't be done: broken YAML, groups without rows. */
export function appendedRows(doc: Doc, table: Table, rows: readonly NewRow[]): Edit | undefined {
  const { yaml } = doc;
  if (!yaml || yaml.problems.length || !rows.length) return undefined;
  const last = table.rows.at(-1);
  if (last?.path) {
    const source = doc.text.slice(last.from, last.to);
    const line = doc.text.slice(doc.text.lastIndexOf("\n", last.from - 1) + 1, last.from);
    const dash = /^([ \t]*)-[ \t]+$/.exec(line);
    if (dash) {
      const at = lineEnd(doc.text, last.to);
      const insert = rows.map(row =>
        source.startsWith("{") ? `${line}${flowRow(row)}` : `${line}${blockRow(row, " ".repeat(line.length))}`,
      );
      return { from: at, to: at, insert: insert.map(row => `\n${row}`).join("") };
    }
    // Rows inside [ ].
    if (!source.startsWith("{") || !source.endsWith("}")) return undefined;
    const gap = line.trim() ? " " : `\n${line}`;
    return { from: last.to, to: last.to, insert: rows.map(row => `,${gap}${flowRow(row)}`).join("") };
  }
  const { shape } = table;
  if (shape.group && shape.group.key in record(yaml.value)) return undefined;
  const insert = rows.map(row => `\n  - ${blockRow(row, "    ")}`).join("");
  if (!(shape.rows in record(yaml.value))) {
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

function lineEnd(text: string, from: number): number {
  const at = text.slice(from).search(/\r?\n|$/);
  return from + at;
}

const flowRow = (row: NewRow): string => `{ ${row.map(([key, text]) => `${key}: ${scalar(text, FLOW)}`).join(", ")} }`;

const blockRow = (row: NewRow, indent: string): string =>
  row.map(([key, text]) => `${key}: ${scalar(text, BLOCK)}`).join(`\n${indent}`);

/** What a plain scalar can't be, in a block and inside brackets (YAML 1.2, 7.3.3). */
const BLOCK = /^$|^\s|\s$|^[-?:](?:\s|$)|^[!&*|>'"%@`#{}[\],]|:(?:\s|$)|\s#|[\r\n]/;
const FLOW = new RegExp(`${BLOCK.source}|[,[\\]{}]`);

const scalar = (text: string, refused: RegExp): string =>
  refused.test(text) ? `"${text.replace(/[\\"]/g, "\\$&").replace(/\s+/g, " ")}"` : text;
