import type { Rule } from "./rule";

export const rolesAndTerms: readonly Rule[] = [];
