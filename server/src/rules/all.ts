/** Every rule, in the order of the reference. A rule file appears here once and nowhere else. */
import { listsAndSigns } from "./set-lists-signs";
import { rolesAndTerms } from "./set-roles-terms";
import { structureAndNumbers } from "./set-structure-numbers";
import type { Rule } from "./rule";

export const allRules: readonly Rule[] = [...structureAndNumbers, ...rolesAndTerms, ...listsAndSigns];
