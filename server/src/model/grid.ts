/** The cells of a GFM table. Offsets are from the block's start. */
import { type Block, ofBlock } from "../syntax/blocks";
import type { Span } from "../syntax/span";

export type Align = "left" | "center" | "right";
export interface MarkdownTable {
  readonly head: readonly Span[];
  /** Without the delimiter row; short ones evened out to the length of the head (an empty cell has equal ends); cells beyond it stay when they hold something. */
  readonly rows: readonly (readonly Span[])[];
  readonly align: readonly Align[];
}

export const gridOf = ofBlock((block: Block): MarkdownTable => readGrid(block.text));

function readGrid(text: string): MarkdownTable {
  const rows: Span[][] = [];
  let align: Align[] = [];
  let at = 0;
  for (const line of text.split(/(?<=\n)/)) {
    const cells = cellsOf(line, at);
    at += line.length;
    const source = cells.map(c => text.slice(c.from, c.to).trim());
    if (rows.length === 1 && align.length === 0 && source.every(c => /^:?-+:?$/.test(c)))
      align = source.map(c => (/^:.*:$/.test(c) ? "center" : c.endsWith(":") ? "right" : "left"));
    else if (line.trim()) rows.push(cells);
  }
  const [head = [], ...rest] = rows;
  const isFilled = (c: Span) => text.slice(c.from, c.to).trim() !== "";
  const evened = (row: readonly Span[]): readonly Span[] => {
    const to = row.at(-1)?.to ?? at;
    const missing = head.slice(row.length).map((): Span => ({ from: to, to }));
    return [...row.slice(0, Math.max(head.length, row.findLastIndex(isFilled) + 1)), ...missing];
  };
  return { head, align, rows: rest.map(evened) };
}

/** Offsets between the unescaped bars. */
function cellsOf(line: string, start: number): Span[] {
  const bars = [...line.matchAll(/\\.|\|/g)].flatMap(m => (m[0] === "|" ? [m.index] : []));
  const body = line.trimEnd();
  const edges = [...(/^\s*\|/.test(line) ? [] : [-1]), ...bars, ...(/(?<!\\)\|$/.test(body) ? [] : [body.length])];
  return edges.slice(1).map((to, i) => ({ from: start + edges[i]! + 1, to: start + to }));
}
