/** Every rule, in the order of the reference. A rule file appears here once and nowhere else. */

import type { Rule } from "./rule";
import { listsAndSigns } from "./set-lists-signs";
import { rolesAndTerms } from "./set-roles-terms";
import { structureAndNumbers } from "./set-structure-numbers";

export const allRules: readonly Rule[] = [...structureAndNumbers, ...rolesAndTerms, ...listsAndSigns];
