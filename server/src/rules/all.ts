/** Every rule, in the order of the reference. */
import { nameRules } from "./files";
import type { Rule } from "./rule";
import { listsAndSigns } from "./set-lists-signs";
import { packages } from "./set-package";
import { rolesAndTerms } from "./set-roles-terms";
import { structureAndNumbers } from "./set-structure-numbers";

export const allRules: readonly Rule[] = [...structureAndNumbers, ...rolesAndTerms, ...listsAndSigns, ...packages];
nameRules(allRules.map(r => r.id));
