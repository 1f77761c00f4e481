import { actCase, actCitation } from "./acts";
import { fileEncoding, frontMatterInvalid, suppressionNoReason, suppressionUnused } from "./files";
import { listCase, listLeadIn, listMarker, listPunctuation } from "./lists";
import type { Rule } from "./rule";
import { bracketUnbalanced, capitalStray, homoglyph, hyphenSpaced, quoteUnbalanced } from "./signs";
import {
  dateForm,
  dateInvalid,
  stampDateOrder,
  stampForm,
  stampIncomplete,
  stampMissing,
  stampPlaceholder,
} from "./stamps";
import { typography } from "./typography";

export const listsAndSigns: readonly Rule[] = [
  listPunctuation,
  listCase,
  listMarker,
  listLeadIn,
  quoteUnbalanced,
  bracketUnbalanced,
  typography,
  hyphenSpaced,
  homoglyph,
  capitalStray,
  stampMissing,
  stampIncomplete,
  stampPlaceholder,
  stampForm,
  stampDateOrder,
  dateInvalid,
  dateForm,
  actCitation,
  actCase,
  frontMatterInvalid,
  fileEncoding,
  suppressionNoReason,
  suppressionUnused,
];
