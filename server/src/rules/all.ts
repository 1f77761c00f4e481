/** Every rule, in the order of the reference. */

import { dateForm } from "./dates/date-form";
import { dateInvalid } from "./dates/date-invalid";
import type { Rule } from "./engine/rule";
import { fileEncoding, headerInvalid, suppressionNoReason, suppressionUnused } from "./file/files";
import { frontMatterUnread } from "./file/front-matter-unread";
import { mergeConflict } from "./file/merge-conflict";
import { stampDateOrder, stampForm, stampIncomplete, stampMissing, stampPlaceholder } from "./header/stamps";
import { statusAboveBasis } from "./header/status-above-basis";
import { listCase, listLeadIn, listMarker, listPunctuation } from "./lists/lists";
import {
  clauseInBullet,
  numberFormat,
  numberStyleMixed,
  sectionUnnumbered,
  textUnnumbered,
} from "./numbering/number-form";
import { numberInForce } from "./numbering/number-in-force";
import { numberDepth, numberDuplicate, numberGap, numberOrder, numberParent } from "./numbering/numbering";
import { cellEmpty } from "./package/cell-empty";
import { deadlineOrder } from "./package/deadline-order";
import { documentListGap } from "./package/document-list-gap";
import { frequencyMismatch, frequencyMissing, frequencyVague } from "./package/frequency";
import { minutesAgenda } from "./package/minutes-agenda";
import { minutesMissing } from "./package/minutes-missing";
import { minutesNumber } from "./package/minutes-number";
import { orderAssignment } from "./package/order-assignment";
import { orderControl } from "./package/order-control";
import { orderNumberMismatch } from "./package/order-number-mismatch";
import { packageMissing } from "./package/package-missing";
import { periodMismatch } from "./package/period-mismatch";
import { personRole } from "./package/person-role";
import { personUnknown } from "./package/person-unknown";
import { planDate } from "./package/plan-date";
import { planResponsible } from "./package/plan-responsible";
import { planTaskUncovered } from "./package/plan-task-uncovered";
import { planTaskUnknown } from "./package/plan-task-unknown";
import { reportUncovered } from "./package/report-uncovered";
import { scheduleFrequency } from "./package/schedule-frequency";
import { actAnachronism } from "./references/act-anachronism";
import { actCase, actCitation } from "./references/acts";
import { appendixMark } from "./references/appendix-mark";
import { appendixMissing } from "./references/appendix-missing";
import { appendixUnreferenced } from "./references/appendix-unreferenced";
import { linkSpaces } from "./references/link-spaces";
import { refBroken } from "./references/ref-broken";
import { refFile } from "./references/ref-file";
import { roleDuplicate } from "./roles/role-duplicate";
import { roleDutyMissing } from "./roles/role-duty-missing";
import { roleUndefined } from "./roles/role-undefined";
import { roleUnestablished } from "./roles/role-unestablished";
import { roleUnused } from "./roles/role-unused";
import { invisibleSign } from "./signs/invisible-sign";
import { phraseSlip } from "./signs/phrase-slip";
import { bracketUnbalanced, capitalStray, homoglyph, hyphenSpaced, quoteUnbalanced } from "./signs/signs";
import { typography } from "./signs/typography";
import { clauseDuplicate } from "./structure/clause-duplicate";
import { headingMark } from "./structure/heading-mark";
import { clauseEmpty, headingLevel, headingPunctuation, paragraphBroken, sectionEmpty } from "./structure/headings";
import { contentMissing, sectionMissing } from "./structure/section-missing";
import { sectionOrder } from "./structure/section-order";
import { tableForm } from "./structure/table-form";
import { titleForm } from "./structure/title-form";
import { titleMismatch } from "./structure/title-mismatch";
import { titleMissing } from "./structure/title-missing";
import { blankLeft } from "./template/blank-left";
import { organisationForeign, organisationVariant } from "./template/organisation";
import { termAmbiguous } from "./terms/term-ambiguous";
import { termForm } from "./terms/term-form";
import { termLate } from "./terms/term-late";
import { termRedefined } from "./terms/term-redefined";
import { termUndefined } from "./terms/term-undefined";
import { termVariant } from "./terms/term-variant";

export const allRules: readonly Rule[] = [
  // Structure, numbers, references
  sectionMissing,
  contentMissing,
  sectionUnnumbered,
  sectionEmpty,
  headingMark,
  headingLevel,
  headingPunctuation,
  paragraphBroken,
  tableForm,
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
  linkSpaces,
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
  // Roles, terms, frequencies
  roleUndefined,
  roleUnestablished,
  roleDutyMissing,
  roleUnused,
  roleDuplicate,
  termUndefined,
  termRedefined,
  termVariant,
  termLate,
  termForm,
  termAmbiguous,
  frequencyMissing,
  frequencyVague,
  frequencyMismatch,
  documentListGap,
  // Lists, signs, stamps, acts, files
  listPunctuation,
  listCase,
  listMarker,
  listLeadIn,
  quoteUnbalanced,
  bracketUnbalanced,
  typography,
  hyphenSpaced,
  homoglyph,
  invisibleSign,
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
  headerInvalid,
  frontMatterUnread,
  fileEncoding,
  mergeConflict,
  suppressionNoReason,
  suppressionUnused,
  // Packages: plans, orders, minutes, reports
  planDate,
  periodMismatch,
  scheduleFrequency,
  minutesMissing,
  packageMissing,
  planTaskUnknown,
  planTaskUncovered,
  planResponsible,
  cellEmpty,
  reportUncovered,
  orderAssignment,
  orderControl,
  deadlineOrder,
  minutesAgenda,
  orderNumberMismatch,
  minutesNumber,
  personUnknown,
  personRole,
];
