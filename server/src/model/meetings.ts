/** How often a document says that meetings take place. */

import { type Frequency, findFrequencies, timesAYear } from "../russian/frequency";
import { sentenceAround } from "../russian/sentences";
import { prose } from "../syntax/inline";
import { rangeOf } from "../syntax/yaml";
import type { Doc } from "./document";
import { factsOf } from "./facts";

const MEETING = /заседани|встреч|собира[ею]т|собрани/iu;
const VAGUE = /периодичност|по мере необходимости/iu;
/** The sentence says that meetings are held, not what is reported or read at them. */
const HELD =
  /(?:заседани|встреч|собрани)\p{L}*[^.]{0,80}(?:провод|проход|созыва|организу|собира)|(?:провод|проход|созыва|организу)\p{L}*[^.]{0,60}(?:заседани|встреч|собрани)|собира[ею]тся|периодичност\p{L}+ (?:проведения )?(?:заседани|встреч|собрани)|(?:заседани|встреч|собрани)\p{L}+\s*[–—-]/iu;

/** A frequency at its place in the document. */
export interface PlacedFrequency extends Frequency {
  /** As written: «не реже одного раза в месяц». */
  readonly text: string;
  /** Index of its block; undefined in the header. */
  readonly block: number | undefined;
}

export interface MeetingPassage {
  readonly kind: "stated" | "vague" | "none";
  /** The passage's block and place; of `none` the document's end. */
  readonly block: number;
  readonly from: number;
  readonly to: number;
}

/** The first passage that says how often meetings are, else one that leaves it open. */
export function meetingPassageOf(doc: Doc): MeetingPassage {
  let vague: MeetingPassage | undefined;
  const { blocks, starts } = doc.tree;
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i]!;
    if (block.kind === "heading" || block.kind === "blank" || factsOf(block).words.length === 0) continue;
    const text = prose(block);
    if (!MEETING.test(text)) continue;
    const at = { block: i, from: starts[i]! + block.from, to: starts[i]! + block.to };
    if (findFrequencies(text).some(f => !("vague" in f))) return { kind: "stated", ...at };
    if (VAGUE.test(text)) vague ??= { kind: "vague", ...at };
  }
  return vague ?? { kind: "none", block: -1, from: doc.text.length, to: doc.text.length };
}

/** The frequencies at which the text says that meetings are held; the first sentence that does speaks for the document. */
export function heldFrequencies(doc: Doc): readonly PlacedFrequency[] {
  const { blocks, starts } = doc.tree;
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i]!;
    if (block.kind === "heading" || block.kind === "blank" || !MEETING.test(block.text)) continue;
    const text = prose(block);
    let speaks: number | undefined;
    const found = findFrequencies(text).flatMap((f): PlacedFrequency[] => {
      const sentence = sentenceAround(text, f.from);
      if ("vague" in f || !HELD.test(text.slice(sentence.from, sentence.to))) return [];
      speaks ??= sentence.from;
      if (sentence.from !== speaks) return [];
      return [{ ...f, from: starts[i]! + f.from, to: starts[i]! + f.to, text: text.slice(f.from, f.to), block: i }];
    });
    if (found.length) return found;
  }
  return [];
}

/** What the key `заседания` says: undefined without the key, `vague` when it can't be checked. */
export function headerFrequency(doc: Doc): PlacedFrequency | "vague" | undefined {
  const text = doc.header.meetings;
  const yaml = doc.header.yaml;
  if (!text || !yaml) return undefined;
  const all = findFrequencies(text).flatMap(f => ("vague" in f ? [] : f));
  const found = strongest(all);
  return found ? { ...found, ...rangeOf(yaml, ["заседания"]), text, block: undefined } : "vague";
}

/** What schedule and minutes are checked against: the header, else the text. */
export function demandedFrequency(doc: Doc): PlacedFrequency | undefined {
  const header = headerFrequency(doc);
  return header && header !== "vague" ? header : strongest(heldFrequencies(doc));
}

/** «Не менее 4 раз в год, то есть один раз в четверть»: of equal numbers the finer division asks for more. */
function strongest<T extends Frequency>(all: readonly T[]): T | undefined {
  return [...all].sort((a, b) => timesAYear(b) - timesAYear(a) || a.count - b.count)[0];
}

/** The text where it speaks of meetings, else nothing: their frequency is read from it. */
export const meetingSeen = (text: string): string => (MEETING.test(text) ? text : "");
