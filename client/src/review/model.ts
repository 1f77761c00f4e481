/** Findings as reviewer mode sees them: which are let through, which share a line, which comes next. Knows nothing of VS Code. */

export const levels = ["error", "warning", "information", "hint"] as const;
export type Level = (typeof levels)[number];

/** A finding of an open or closed document. */
export interface Finding {
  readonly uri: string;
  /** Where it starts; zero-based, UTF-16. */
  readonly line: number;
  readonly character: number;
  readonly level: Level;
  readonly rule: string;
  readonly message: string;
}

/** Empty lists let everything through. */
export interface Filter {
  readonly levels: readonly Level[];
  readonly rules: readonly string[];
}
export const everything: Filter = { levels: [], rules: [] };

export const isOpenFilter = ({ levels, rules }: Filter): boolean => levels.length === 0 && rules.length === 0;

export const passes = (filter: Filter, { level, rule }: Pick<Finding, "level" | "rule">): boolean =>
  (filter.levels.length === 0 || filter.levels.includes(level)) &&
  (filter.rules.length === 0 || filter.rules.includes(rule));

/** What stands behind a line of text. */
export interface Note {
  readonly line: number;
  /** Of the gravest finding. */
  readonly level: Level;
  readonly text: string;
}

/** Longest note, in characters: what is longer is read in the hover. */
const LONGEST = 160;

/** One note for each line that has findings, the gravest first in it; the same words once. */
export function notesOf(findings: readonly Finding[]): Note[] {
  const byLine = new Map<number, Finding[]>();
  for (const f of findings) byLine.set(f.line, [...(byLine.get(f.line) ?? []), f]);
  return [...byLine].map(([line, own]) => {
    const sorted = [...own].sort((a, b) => gravity(a) - gravity(b) || a.character - b.character);
    const text = [...new Set(sorted.map(f => f.message.replace(/\s+/g, " ")))].join(" · ");
    return {
      line,
      level: sorted[0]!.level,
      text: text.length > LONGEST ? `${text.slice(0, LONGEST - 1).trimEnd()}…` : text,
    };
  });
}

const gravity = ({ level }: Finding): number => levels.indexOf(level);

export interface Place {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

/** The finding after (or before) a place, over all files by name, round from the last to the first; with its number, from 1. */
export function neighbour(
  findings: readonly Finding[],
  from: Place | undefined,
  direction: "next" | "previous",
): { readonly finding: Finding; readonly number: number; readonly of: number } | undefined {
  const sorted = [...findings].sort(compare);
  const places = sorted.filter((f, i) => i === 0 || compare(f, sorted[i - 1]!) !== 0);
  if (places.length === 0) return undefined;
  const index =
    direction === "next"
      ? places.findIndex(f => !from || compare(f, from) > 0)
      : places.findLastIndex(f => !from || compare(f, from) < 0);
  const finding = places[index >= 0 ? index : direction === "next" ? 0 : places.length - 1]!;
  return { finding, number: sorted.indexOf(finding) + 1, of: sorted.length };
}

const compare = (a: Place, b: Place): number =>
  (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0) || a.line - b.line || a.character - b.character;

/** How many findings each level and each rule has, in order of gravity and of the alphabet. */
export function countsOf(findings: readonly Finding[]): {
  readonly levels: readonly (readonly [Level, number])[];
  readonly rules: readonly (readonly [string, number])[];
} {
  const count = <K>(key: (f: Finding) => K) => {
    const counts = new Map<K, number>();
    for (const f of findings) counts.set(key(f), (counts.get(key(f)) ?? 0) + 1);
    return counts;
  };
  const byLevel = count(f => f.level);
  return {
    levels: levels.flatMap(l => (byLevel.has(l) ? [[l, byLevel.get(l)!] as const] : [])),
    rules: [...count(f => f.rule)].sort(([a], [b]) => a.localeCompare(b)),
  };
}
