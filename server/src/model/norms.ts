/** The sentences of a document as norms, and which of them say the same. */

import { matches } from "../russian/matches";
import { memoized } from "../russian/memo";
import { stem } from "../russian/words";
import { type Block, ofBlock } from "../syntax/blocks";
import { flow } from "../syntax/inline";
import type { Doc } from "./document";
import { factsOf } from "./facts";

/** A sentence of six or more significant words. */
export interface Sentence {
  /** From the block's start. */
  readonly from: number;
  readonly to: number;
  readonly stems: ReadonlySet<string>;
  /** The size of `stems`, which is read for each pair of sentences. */
  readonly size: number;
  /** One bit of 32 for each stem: mostly the bits alone show that two sentences differ. */
  readonly bits: number;
  /** Neighbouring stems, each pair as a hash. */
  readonly pairs: readonly number[];
  /** Figures of the sentence: «в 5 классе» and «в 6 классе» are two norms. */
  readonly figures: string;
  /** Equal for sentences of the same words and figures. */
  readonly key: string;
}

export interface PlacedSentence {
  readonly sentence: Sentence;
  readonly block: number;
}

const lists = new WeakMap<Doc, readonly PlacedSentence[]>();

/** The sentences of clauses, items and paragraphs in text order; those of a block that cites acts are left out. */
export function sentencesOf(doc: Doc): readonly PlacedSentence[] {
  let known = lists.get(doc);
  if (!known) {
    const found: PlacedSentence[] = [];
    const { blocks } = doc.tree;
    for (let block = 0; block < blocks.length; block++)
      for (const sentence of sentencesIn(blocks[block]!)) found.push({ sentence, block });
    lists.set(doc, (known = found));
  }
  return known;
}

/** The same, from those before an edit that kept the number of blocks. */
export function sentencesAfter(before: Doc, doc: Doc): readonly PlacedSentence[] {
  const known = lists.get(before);
  const { edit, blocks } = doc.tree;
  if (!known || lists.has(doc) || edit?.before.deref() !== before.tree || edit.end !== edit.oldEnd)
    return sentencesOf(doc);
  const { first, end } = edit;
  const fresh = blocks
    .slice(first, end)
    .flatMap((block, i) => sentencesIn(block).map(sentence => ({ sentence, block: first + i })));
  const at = (block: number) => {
    const next = known.findIndex(s => s.block >= block);
    return next < 0 ? known.length : next;
  };
  const sentences = [...known.slice(0, at(first)), ...fresh, ...known.slice(at(end))];
  lists.set(doc, sentences);
  return sentences;
}

/** The sentences of one block; offsets are from its start. */
export const sentencesIn = ofBlock((block): readonly Sentence[] => {
  if (block.kind !== "clause" && block.kind !== "item" && block.kind !== "paragraph") return none;
  // Acts of one kind are cited in the same words; that is no repetition.
  return factsOf(block).acts.length ? none : split(block);
});

const none: readonly Sentence[] = [];

function split(block: Block): Sentence[] {
  const text = flow(block);
  const words = factsOf(block).words;
  const found: Sentence[] = [];
  let from = block.from;
  let next = 0;
  for (const m of matches(text.slice(block.from, block.to), END)) {
    const to = block.from + m.index + m[0].length;
    const sequence: Stemmed[] = [];
    for (; next < words.length && words[next]!.from < to; next++) {
      const w = words[next]!;
      if (w.from >= from && w.fold.length > 2) sequence.push(stemmed(w.fold));
    }
    const stems = sequence.length < 6 ? noStems : new Set(sequence.map(s => s.stem));
    if (stems.size >= 6) {
      const whole = text.slice(from, to);
      const figures = /\d/.test(whole) ? whole.match(/\d+/g)!.join() : "";
      let bits = 0;
      for (const { hash } of sequence) bits |= 1 << (hash & 31);
      const pairs = new Set<number>();
      for (let k = 1; k < sequence.length; k++)
        pairs.add((Math.imul(sequence[k - 1]!.hash, 31) + sequence[k]!.hash) | 0);
      found.push({
        from: from + /^[\s\u00a0]*/.exec(whole)![0].length,
        to,
        stems,
        size: stems.size,
        bits,
        pairs: [...pairs],
        figures,
        key: `${sequence.map(s => s.stem).join(" ")}|${figures}`,
      });
    }
    from = to;
  }
  return found;
}

const END = /[.!?;](?=\s+\p{Lu}|\s*$)|$/gu;
const noStems: ReadonlySet<string> = new Set();

interface Stemmed {
  readonly stem: string;
  readonly hash: number;
}

const stemmed = memoized((folded): Stemmed => {
  const own = stem(folded);
  return { stem: own, hash: hash(own) };
}, 20_000);

/**
 * Nearly all of the shorter sentence is in the longer, which isn't much longer, and much of it in the same order.
 * `sharedPairs`: how many neighbouring pairs both have.
 */
export function alike(a: Sentence, b: Sentence, sharedPairs: number): boolean {
  if (sharedPairs < 3 || sharedPairs * 4 < Math.min(a.pairs.length, b.pairs.length)) return false;
  if (a.figures !== "" && b.figures !== "" && a.figures !== b.figures) return false;
  let common = 0;
  for (const s of a.stems) if (b.stems.has(s)) common++;
  const { size } = a.stems;
  return (
    common >= 6 && common / Math.min(size, b.stems.size) >= 0.75 && common / (size + b.stems.size - common) >= 0.55
  );
}

/** Whether two sentences say the same. */
export const sayTheSame = (a: Sentence, b: Sentence): boolean =>
  mayBeAlike(a, b) && alike(a, b, shared(a.pairs, b.pairs));

/** False only for sentences that aren't alike: a quarter of the shorter one's stems may be missing in the longer. */
function mayBeAlike(a: Sentence, b: Sentence): boolean {
  const shorter = a.size < b.size;
  const most = (shorter ? a : b).size >> 2;
  let missing = shorter ? a.bits & ~b.bits : b.bits & ~a.bits;
  let count = 0;
  for (; missing && count <= most; missing &= missing - 1) count++;
  return count <= most;
}

function shared(a: readonly number[], b: readonly number[]): number {
  let count = 0;
  for (const pair of a) if (b.includes(pair)) count++;
  return count;
}

/** FNV-1a. */
function hash(word: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), 0x01000193);
  return h;
}
