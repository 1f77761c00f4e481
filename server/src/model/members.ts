/** Names for the people of a body in a text: «члены ПОС», «группа ПОС». */

import { sentenceAround } from "../russian/sentences";
import { fold } from "../russian/words";
import { type Block, ofBlock } from "../syntax/blocks";
import { flow } from "../syntax/inline";
import type { Span } from "../syntax/span";
import { factsOf } from "./facts";

/** A noun with the short form of the body right behind it; offsets are from the block's start. */
export interface Called extends Span {
  /** `member`: «член», «участник»; `group`: a bare «группа», «команда», «коллектив». */
  readonly kind: "member" | "group";
  /** The noun as written. */
  readonly noun: string;
  readonly nounTo: number;
  /** ПОС. */
  readonly short: string;
  /** The sentence says that the group is formed or what it is. */
  readonly established: boolean;
}

export const calledIn = ofBlock(block =>
  block.kind !== "heading" && factsOf(block).abbreviations.length ? read(block) : none,
);

const none: readonly Called[] = [];
const MEMBER = /^(?:член|участник)(?:а|у|ом|е|ы|и|ов|ам|ами|ах)?$/;
/** The singular alone: several groups are parts of the body. */
const GROUP = /^(?:групп|команд)(?:а|ы|е|у|ой|ою)$|^коллектив(?:а|у|ом|е)?$/;
/** «рабочая группа ПОС» is a body of its own. */
const QUALIFIED = /(?:ый|ий|ой|ого|его|ому|ему|ым|им|ом|ем|ая|яя|ую|юю|ые|ие|ых|их|ыми|ими|ей)$/;
const ESTABLISHES = /созда|формир|образу|делит|объединя|выделя|входит|входят|состоит|это(?!\p{L})/u;

function read(block: Block): readonly Called[] {
  const text = flow(block);
  const { words, abbreviations } = factsOf(block);
  const found: Called[] = [];
  for (const { from, to, text: short } of abbreviations) {
    const at = words.findIndex(w => w.from === from);
    const noun = words[at - 1];
    if (!noun || !/^[ \u00a0]+$/.test(text.slice(noun.to, from))) continue;
    const kind = MEMBER.test(noun.fold) ? "member" : GROUP.test(noun.fold) ? "group" : undefined;
    if (!kind) continue;
    const before = words[at - 2];
    if (kind === "group" && before && before.fold.length > 3 && QUALIFIED.test(before.fold)) continue;
    const sentence = sentenceAround(text, noun.from);
    const established = ESTABLISHES.test(fold(text.slice(sentence.from, sentence.to)));
    found.push({ kind, from: noun.from, to, noun: noun.text, nounTo: noun.to, short, established });
  }
  return found.length ? found : none;
}
