/** Where a document speaks of meetings and how often they are; shared by the rules of frequency. */
import type { Doc } from "../model/document";
import { factsOf } from "../model/facts";
import { prose } from "../syntax/inline";

const MEETING = /заседани|встреч|собира[ею]тся|собрани/iu;
const OFTEN =
  /(?:раз[а]?|заседани[йея]|встреч[иа]?)\s+(?:в|за)\s+(?:\d+\s+|два\s+|три\s+)?(?:недел|месяц|четверт|триместр|полугоди|учебн|год|квартал)|ежемесячн|ежеквартальн|еженедельн|ежегодн|раз\s+в\s/iu;
const VAGUE = /периодичност|(?:по мере необходимости)|определя[ею]тся/iu;

export interface Frequency {
  readonly kind: "stated" | "vague" | "none";
  /** The sentence's block and place; absent for `none`. */
  readonly block: number;
  readonly from: number;
  readonly to: number;
}

export function frequencyOf(doc: Doc): Frequency {
  let vague: Frequency | undefined;
  const { blocks, starts } = doc.tree;
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i]!;
    if (block.kind === "heading" || block.kind === "blank" || factsOf(block).words.length === 0) continue;
    const text = prose(block);
    if (!MEETING.test(text)) continue;
    const at = { block: i, from: starts[i]! + block.from, to: starts[i]! + block.to };
    if (OFTEN.test(text)) return { kind: "stated", ...at };
    if (VAGUE.test(text) && /периодичност|по мере необходимости/iu.test(text)) vague ??= { kind: "vague", ...at };
  }
  return vague ?? { kind: "none", block: -1, from: doc.text.length, to: doc.text.length };
}

/** What a block says of meetings, as far as their frequency is concerned. */
export const meetingSeen = (text: string): string =>
  MEETING.test(text)
    ? `${OFTEN.test(text)} ${VAGUE.test(text)} ${/периодичност|по мере необходимости/iu.test(text)}`
    : "";
