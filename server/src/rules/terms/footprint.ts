/** What rules on terms and abbreviations read of a block. */
import { factsOf } from "../../model/facts";
import { ofBlock } from "../../syntax/blocks";

/** An abbreviation among other words of capitals is none: the words beside it count too. */
export const termsFootprint = ofBlock(b => {
  const { abbreviations, introductions, definitions } = factsOf(b);
  return introductions.length || definitions.length
    ? b.text
    : abbreviations.map(a => b.text.slice(Math.max(0, a.from - 40), a.to + 40)).join();
});
