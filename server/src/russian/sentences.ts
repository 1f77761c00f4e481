/** The sentence round an offset, without its closing sign; «п. 2.3», «им. …» don't end one. Offsets are UTF-16 units. */
export function sentenceAround(text: string, at: number): { from: number; to: number } {
  let from = 0;
  const ends = /[.!?;](?=\s+[\p{Lu}«-]|\s*$)/gu;
  for (const m of text.matchAll(ends)) {
    if (/(?:^|[\s(])(?:п|пп|ст|ч|им|г|ул|т|см|им)$/u.test(text.slice(0, m.index))) continue;
    if (m.index >= at) return { from, to: m.index };
    from = m.index + 1;
  }
  return { from, to: text.length };
}
