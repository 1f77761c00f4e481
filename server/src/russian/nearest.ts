/** The candidate that a slip of one or two letters would make `given`; undefined when none is near. */
export function nearest(given: string, candidates: readonly string[]): string | undefined {
  const g = given.toLowerCase();
  const limit = g.length > 6 ? 3 : g.length > 3 ? 2 : 1;
  let best: string | undefined;
  let bestCost = limit + 1;
  for (const c of candidates) {
    const cost = distance(g, c.toLowerCase());
    if (cost < bestCost && c !== given) [best, bestCost] = [c, cost];
  }
  return best;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
