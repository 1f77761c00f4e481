import { matches } from "./matches";

/** Nobody reads a longer sentence; a file whose line breaks were lost is one line. */
const LONGEST = 2_000;

const END = /[.!?;](?=\s+[\p{Lu}«-]|\s*$)/gu;

/** The sentence round an offset, without its closing sign; «п. 2.3», «им. …» don't end one. Offsets are UTF-16 units. */
export function sentenceAround(text: string, at: number): { from: number; to: number } {
  const start = Math.max(0, at - LONGEST);
  const near = text.slice(start, at + LONGEST);
  let from = start;
  for (const m of matches(near, END)) {
    if (/(?:^|[\s(])(?:п|пп|ст|ч|им|г|ул|т|см|им)$/u.test(near.slice(Math.max(0, m.index - 4), m.index))) continue;
    if (start + m.index >= at) return { from, to: start + m.index };
    from = start + m.index + 1;
  }
  return { from, to: start + near.length };
}
