import { listCase, listLeadIn, listMarker, listPunctuation } from "./lists";
import type { Rule } from "./rule";
import { bracketUnbalanced, capitalStray, homoglyph, hyphenSpaced, quoteUnbalanced } from "./signs";

export const listsAndSigns: readonly Rule[] = [
  listPunctuation,
  listCase,
  listMarker,
  listLeadIn,
  quoteUnbalanced,
  bracketUnbalanced,
  hyphenSpaced,
  homoglyph,
  capitalStray,
];
