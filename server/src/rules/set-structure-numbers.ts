import { appendixMark } from "./appendix-mark";
import { appendixMissing } from "./appendix-missing";
import { appendixUnreferenced } from "./appendix-unreferenced";
import { clauseDuplicate } from "./clause-duplicate";
import { clauseEmpty, headingLevel, headingPunctuation, paragraphBroken, sectionEmpty } from "./headings";
import { clauseInBullet, numberFormat, numberStyleMixed, sectionUnnumbered, textUnnumbered } from "./number-form";
import { numberInForce } from "./number-in-force";
import { numberDepth, numberDuplicate, numberGap, numberOrder, numberParent } from "./numbering";
import { refBroken } from "./ref-broken";
import { refFile } from "./ref-file";
import type { Rule } from "./rule";
import { contentMissing, sectionMissing } from "./section-missing";
import { sectionOrder } from "./section-order";
import { statusAboveBasis } from "./status-above-basis";
import { titleForm } from "./title-form";
import { titleMismatch } from "./title-mismatch";
import { titleMissing } from "./title-missing";

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
  refBroken,
  refFile,
  appendixMissing,
  appendixUnreferenced,
  appendixMark,
  numberInForce,
  statusAboveBasis,
  titleMissing,
  titleForm,
  titleMismatch,
  sectionOrder,
  clauseDuplicate,
];
