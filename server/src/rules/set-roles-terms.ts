import { documentListGap } from "./document-list-gap";
import { frequencyMismatch, frequencyMissing, frequencyVague } from "./frequency";
import { roleDuplicate } from "./role-duplicate";
import { roleDutyMissing } from "./role-duty-missing";
import { roleUndefined } from "./role-undefined";
import { roleUnestablished } from "./role-unestablished";
import { roleUnused } from "./role-unused";
import type { Rule } from "./rule";
import { termAmbiguous } from "./term-ambiguous";
import { termForm } from "./term-form";
import { termLate } from "./term-late";
import { termRedefined } from "./term-redefined";
import { termUndefined } from "./term-undefined";
import { termVariant } from "./term-variant";

export const rolesAndTerms: readonly Rule[] = [
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
];
