/** What rules on terms and abbreviations read of a block. */
import { factsOf } from "../../model/facts";
import { ofBlock } from "../../syntax/blocks";

/** The words beside an abbreviation count too: among other words of capitals it is no abbreviation. */
export const termsFootprint = ofBlock(b => {
  const { abbreviations, introductions, definitions } = factsOf(b);
  return introductions.length || definitions.length
    ? b.text
    : abbreviations.map(a => b.text.slice(Math.max(0, a.from - 40), a.to + 40)).join();
});
