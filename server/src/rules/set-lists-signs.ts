import type { Rule } from "./rule";

export const listsAndSigns: readonly Rule[] = [];
