import { clauseEmpty, headingLevel, headingPunctuation, paragraphBroken, sectionEmpty } from "./headings";
import { clauseInBullet, numberFormat, numberStyleMixed, sectionUnnumbered, textUnnumbered } from "./number-form";
import { numberDepth, numberDuplicate, numberGap, numberOrder, numberParent } from "./numbering";
import type { Rule } from "./rule";
import { contentMissing, sectionMissing } from "./section-missing";

export const structureAndNumbers: readonly Rule[] = [
  sectionMissing,
  contentMissing,
  sectionUnnumbered,
  sectionEmpty,
  headingLevel,
  headingPunctuation,
  paragraphBroken,
  clauseEmpty,
  numberGap,
  numberDuplicate,
  numberOrder,
  numberParent,
  numberDepth,
  numberFormat,
  numberStyleMixed,
  textUnnumbered,
  clauseInBullet,
];
