import { actAnachronism } from "./act-anachronism";
import { actCase, actCitation } from "./acts";
import { blankLeft } from "./blank-left";
import { fileEncoding, frontMatterInvalid, suppressionNoReason, suppressionUnused } from "./files";
import { listCase, listLeadIn, listMarker, listPunctuation } from "./lists";
import { organisationForeign, organisationVariant } from "./organisation";
import { phraseSlip } from "./phrase-slip";
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
  phraseSlip,
  stampMissing,
  stampIncomplete,
  stampPlaceholder,
  stampForm,
  stampDateOrder,
  dateInvalid,
  dateForm,
  actCitation,
  actCase,
  actAnachronism,
  blankLeft,
  organisationForeign,
  organisationVariant,
  frontMatterInvalid,
  fileEncoding,
  suppressionNoReason,
  suppressionUnused,
];
