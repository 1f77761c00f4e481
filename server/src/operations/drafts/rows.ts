import { list, record } from "../../model/values";
import type { Column, Profile, TableShape } from "../../profiles/profile";
import { readYaml, writeScalar } from "../../syntax/yaml";

/** Values by the key or the kind of a column; a list gives several. */
export type Cells = Readonly<Record<string, string | readonly string[]>>;

export interface DraftRow {
  readonly cells: Cells;
  /** Stands above the row as a comment. */
  readonly note?: string;
}

export interface NewGroup {
  readonly cells: Cells;
  readonly rows: readonly DraftRow[];
}

/** A list of rows of few columns: a line each. */
export function shortRows(profile: Profile, rows: readonly DraftRow[]): string {
  const columns = shown(profile);
  const lines = rows.map(({ cells }) => `  - { ${pairs(columns, cells, "flow").join(", ")} }`);
  return [`${profile.table!.rows}:`, ...lines].join("\n");
}

export const longRows = (profile: Profile, rows: readonly DraftRow[]): string =>
  blockRows(profile, rows, profile.table!, "").join("\n");

export function groupedRows(profile: Profile, groups: readonly NewGroup[]): string {
  const shape = profile.table!;
  const group = shape.group!;
  const lines = groups.flatMap(({ cells, rows }) => [
    ...item(pairs(withValue(group.columns, cells), cells, "block"), "  "),
    ...blockRows(profile, rows, shape, "    "),
  ]);
  return [`${group.key}:`, ...lines].join("\n");
}

function blockRows(profile: Profile, rows: readonly DraftRow[], shape: TableShape, indent: string): string[] {
  const columns = shown(profile);
  return [
    `${indent}${shape.rows}:`,
    ...rows.flatMap(({ cells, note }) => [
      ...(note ? [`${indent}  # ${note.replace(/\s+/g, " ")}`] : []),
      ...item(pairs(withValue(shape.columns, cells, columns), cells, "block"), `${indent}  `),
    ]),
  ];
}

const item = (lines: readonly string[], indent: string): string[] =>
  lines.map((line, i) => `${indent}${i === 0 ? "- " : "  "}${line}`);

const pairs = (columns: readonly Column[], cells: Cells, place: "block" | "flow"): string[] =>
  columns.map(c => {
    const value = given(c, cells) ?? "____";
    return `${c.key}: ${typeof value === "string" ? writeScalar(value, place) : `[${value.map(v => writeScalar(v, "flow")).join(", ")}]`}`;
  });

const given = (c: Column, cells: Cells): string | readonly string[] | undefined => cells[c.key] ?? cells[c.kind];

const withValue = (all: readonly Column[], cells: Cells, always: readonly Column[] = []): readonly Column[] =>
  all.filter(c => c.need === "обязателен" || always.includes(c) || given(c, cells) !== undefined);

/** The columns that the profile's own new document has, and those that must be filled. */
function shown({ newHeader, table }: Profile): readonly Column[] {
  const template = record(readYaml(newHeader, 0).value);
  const inside = table!.group ? record(list(template[table!.group.key])[0]) : template;
  const row = record(list(inside[table!.rows])[0]);
  return table!.columns.filter(c => c.need === "обязателен" || Object.hasOwn(row, c.key));
}
