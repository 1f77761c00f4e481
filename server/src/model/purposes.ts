/** What a clause says its body was made for. */

import { matches } from "../russian/matches";
import { sentenceAround } from "../russian/sentences";
import { fold } from "../russian/words";
import { type Block, ofBlock } from "../syntax/blocks";
import { flow } from "../syntax/inline";
import type { Span } from "../syntax/span";
import { factsOf } from "./facts";

/** «создано для», «создаётся с целью»; offsets are from the block's start. */
export interface Purpose extends Span {
  readonly text: string;
}

/** Two sentences of a block that each say what the same body was made for; undefined when there are none. */
export const twoPurposes = (block: Block): readonly [Purpose, Purpose] | undefined => purposes(block).two;

const purposes = ofBlock(block =>
  block.kind === "clause" || block.kind === "paragraph" ? { two: read(block) } : none,
);
const none = { two: undefined };
const PURPOSE = /(?<!\p{L})(?:создан[оаы]?|созда[её]тся|создаются)\s+(?:для|с\s+целью|в\s+целях)(?!\p{L})/giu;

function read(block: Block): readonly [Purpose, Purpose] | undefined {
  const text = flow(block);
  if (!/созда/i.test(text)) return undefined;
  const first = new Map<string, Purpose & { sentence: number }>();
  for (const m of matches(text, PURPOSE)) {
    const sentence = sentenceAround(text, m.index).from;
    const purpose = { from: m.index, to: m.index + m[0].length, text: m[0], sentence };
    for (const name of subjectsOf(block, text, Math.max(block.from, sentence), m.index)) {
      const earlier = first.get(name);
      if (!earlier) first.set(name, purpose);
      else if (earlier.sentence !== sentence) return [earlier, purpose];
    }
  }
  return undefined;
}

/** How the subject that stands before a verb is called: its words, and the short form that «(далее – …)» gives it. */
function subjectsOf(block: Block, text: string, from: number, verb: number): readonly string[] {
  const own = factsOf(block).introductions.find(i => i.from >= from && /^\s*$/.test(text.slice(i.to, verb)));
  const names = own ? [text.slice(from, own.from), own.short] : [text.slice(from, verb)];
  return names.map(name => fold(name.trim())).filter(Boolean);
}
