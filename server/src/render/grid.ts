/** The printed table of a plan, schedule or check list. It has the columns of the profile that are used; each value of a cell is a line. */

import type { Doc } from "../model/document";
import { dateAndNumber, dateText, initialsFirst } from "../model/requisites";
import { list, record, str } from "../model/values";
import { profileOf } from "../profiles/all";
import type { Column, ColumnKind } from "../profiles/profile";
import { capitalised } from "../russian/capitalised";
import type { Span } from "../syntax/span";
import { rangeOf } from "../syntax/yaml";
import type { Config } from "../workspace/config";
import type { Workspace } from "../workspace/docs";
import { resolve } from "../workspace/neighbours";
import { type Cell, cellsOf, type Row, type RowGroup, type Table, tableOf } from "../workspace/tables";

interface GridColumn {
  readonly heading: string;
  /** undefined when no profile describes the table. */
  readonly kind: ColumnKind | undefined;
}

interface GridRow extends Span {
  /** The lines of each cell; a stage has one cell, as wide as the table. */
  readonly cells: readonly (readonly string[])[];
  readonly stage: boolean;
}

export interface PrintedGrid {
  readonly columns: readonly GridColumn[];
  readonly rows: readonly GridRow[];
}

/** The tables of a table document with their places: one if its profile describes it, else one for each list of the file. */
export function gridsOf(workspace: Workspace, doc: Doc, config: Config): readonly (PrintedGrid & Span)[] {
  const table = tableOf(doc, profileOf(doc, config.profiles));
  if (!table) return plainGrids(doc);
  return table.rows.length || table.groups.length ? [tableGrid(workspace, doc, table)] : [];
}

function tableGrid(workspace: Workspace, doc: Doc, table: Table): PrintedGrid & Span {
  const used = new Set(table.rows.flatMap(r => r.cells.map(c => c.column.key)));
  const columns = table.shape.columns.filter(c => used.has(c.key));
  const numbered = columns.some(c => c.kind === "номер");
  let number = 0;
  const rows: GridRow[] = [];
  const add = (group: RowGroup | undefined) => {
    for (const row of table.rows.filter(r => r.group === group)) {
      const cells = columns.map(c => cellLines(workspace, doc, row, c));
      number++;
      rows.push({ from: row.from, to: row.to, stage: false, cells: numbered ? cells : [[`${number}`], ...cells] });
    }
  };
  // Rows without a stage come first: they must not seem to belong to the last stage.
  add(undefined);
  for (const group of table.groups) {
    rows.push({ from: group.from, to: group.to, stage: true, cells: [[stageText(group)]] });
    add(group);
  }
  const own = columns.map(({ heading, kind }) => ({ heading, kind }));
  return {
    columns: numbered ? own : [{ heading: "№ п/п", kind: "номер" }, ...own],
    rows,
    from: Math.min(...rows.map(r => r.from)),
    to: Math.max(...rows.map(r => r.to)),
  };
}

/** «Подготовительный (сентябрь–октябрь)». */
export function stageText(group: RowGroup): string {
  const name = cellsOf(group, "название").map(c => c.text);
  const rest = group.cells.filter(c => c.column.kind !== "название").map(c => dateText(c.text));
  return [name.join(", "), rest.length ? `(${rest.join(", ")})` : ""].filter(Boolean).join(" ");
}

function cellLines(workspace: Workspace, doc: Doc, row: Row, column: Column): string[] {
  const cells = row.cells.filter(c => c.column === column);
  const lines = cells.map(cell => cellText(workspace, doc, cell));
  // Several responsible people are printed as one list.
  return column.kind === "исполнитель" ? lines.map((line, i) => (i < lines.length - 1 ? `${line},` : line)) : lines;
}

function cellText(workspace: Workspace, doc: Doc, { column, text }: Cell): string {
  switch (column.kind) {
    case "срок":
    case "дата":
      return dateText(text);
    case "исполнитель":
      return initialsFirst(text);
    case "файл": {
      const { registration } = resolve(workspace, doc.uri, text)?.header ?? {};
      return (registration && dateAndNumber(registration)) || text.slice(text.lastIndexOf("/") + 1);
    }
    default:
      return text;
  }
}

/** Each list of the file is a table with its keys as columns. */
function plainGrids(doc: Doc): (PrintedGrid & Span)[] {
  const { yaml } = doc;
  if (!yaml) return [];
  return Object.entries(record(yaml.value)).flatMap(([key, value]) => {
    const rows = list(value).map(record);
    const keys = [...new Set(rows.flatMap(Object.keys))];
    if (key === "грифы" || keys.length === 0) return [];
    return {
      ...rangeOf(yaml, [key]),
      columns: keys.map(k => ({ heading: capitalised(k), kind: undefined })),
      rows: rows.map((row, i) => ({
        ...rangeOf(yaml, [key, i]),
        stage: false,
        cells: keys.map(k => [plainText(row[k])]),
      })),
    };
  });
}

const plainText = (value: unknown): string =>
  Array.isArray(value) ? value.map(plainText).join(", ") : dateText(str(value) ?? "");
