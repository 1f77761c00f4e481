/** Finds the text that says the same as another, by the stems of their significant words. */
import { stem, words } from "./words";

/** A text that has words in common with the one asked for. */
interface Likeness {
  /** Number of the text in the index. */
  readonly index: number;
  /** Significant stems in common. */
  readonly common: number;
  /** Share of the asked text's stems that are in common, 0–1. */
  readonly share: number;
  /** Share of the found text's own stems, 0–1. */
  readonly ownShare: number;
}

export interface Index {
  /** The most similar text; among equals the shortest, then the first. Undefined when none has a word in common. */
  best(text: string): Likeness | undefined;
  /** Whether a text passes that has `common` of the `asked` stems; texts without one aren't tried. */
  some(text: string, passes: (index: number, common: number, asked: number) => boolean): boolean;
}

/** Made once for many questions: asking costs the words asked for and the texts that have them. */
export function indexOf(texts: readonly string[]): Index {
  const sizes: number[] = [];
  const byStem = new Map<string, number[]>();
  texts.forEach((text, i) => {
    const stems = significantStems(text);
    sizes.push(stems.size);
    for (const s of stems) {
      const at = byStem.get(s);
      if (at) at.push(i);
      else byStem.set(s, [i]);
    }
  });
  const common = new Uint16Array(texts.length);
  /** Counts into `common`; the texts counted are returned, and the counts hold until the next question. */
  const count = (asked: ReadonlySet<string>): readonly number[] => {
    common.fill(0);
    const met: number[] = [];
    for (const s of asked) for (const i of byStem.get(s) ?? []) if (common[i]!++ === 0) met.push(i);
    return met;
  };
  return {
    best(text) {
      const asked = significantStems(text);
      let best: number | undefined;
      for (const i of count(asked)) {
        const more = best === undefined ? 1 : common[i]! - common[best]! || sizes[best]! - sizes[i]! || best - i;
        if (more > 0) best = i;
      }
      if (best === undefined) return undefined;
      const n = common[best]!;
      return { index: best, common: n, share: n / asked.size, ownShare: n / sizes[best]! };
    },
    some(text, passes) {
      const asked = significantStems(text);
      return count(asked).some(i => passes(i, common[i]!, asked.size));
    },
  };
}

/** Stems of the words that distinguish texts: without short words and figures. */
export function significantStems(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const w of words(text)) if (w.fold.length > 2 && !SMALL.has(w.fold)) found.add(stem(w.fold));
  return found;
}

const SMALL = new Set([
  "для",
  "или",
  "при",
  "под",
  "над",
  "без",
  "как",
  "что",
  "все",
  "всех",
  "его",
  "ему",
  "она",
  "они",
]);
