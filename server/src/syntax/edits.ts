import { byPlace, type Span } from "./span";

/** Puts `insert` in the place of a span. */
export interface Edit extends Span {
  readonly insert: string;
  /** Another document; the one at hand when absent. Offsets are in the text that the workspace holds. */
  readonly uri?: string;
}

/** How the lines of a text end: as its first one does. */
export const lineEnd = (text: string): string => /\r?\n/.exec(text)?.[0] ?? "\n";

/** What is inserted into `text`, its lines ended as the text's are. */
export const withLineEnds = (text: string, insert: string): string =>
  insert.includes("\n") ? insert.replace(/\r?\n/g, lineEnd(text)) : insert;

/** The text after edits that don't overlap; inserted lines end as its own do. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const own = edits.map(e => ({ ...e, insert: withLineEnds(text, e.insert) })).sort(byPlace);
  return changed(text, { from: 0, to: text.length }, own);
}

/** Where an offset is after `edits`, which are in text order. */
export const movedBy = (offset: number, edits: readonly Edit[]): number =>
  edits.reduce(
    (at, e) => (e.to <= offset && (e.to > e.from || e.from < offset) ? at + e.insert.length - (e.to - e.from) : at),
    offset,
  );

/** The text of a span after those of the ordered edits that lie in it. */
export function changed(text: string, span: Span, edits: readonly Edit[]): string {
  let result = "";
  let at = span.from;
  for (const e of edits) {
    if (e.from < span.from || e.to > span.to) continue;
    result += text.slice(at, e.from) + e.insert;
    at = e.to;
  }
  return result + text.slice(at, span.to);
}

/** The one edit that makes `after` of `before`. */
export function editBetween(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from++;
  let same = 0;
  while (same < shorter - from && before.at(-1 - same) === after.at(-1 - same)) same++;
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) };
}

/** Where a span is after an edit. What is inserted at either end of it lies outside. */
export function spanAfter(span: Span, { from, to, insert }: Edit): Span {
  const by = insert.length - (to - from);
  const start = span.from >= to ? span.from + by : Math.min(span.from, from);
  const isBehind = span.to > to || (span.to === to && from < to);
  const end = isBehind ? span.to + by : span.to > from ? to + by : span.to;
  return { from: start, to: Math.max(start, end) };
}
