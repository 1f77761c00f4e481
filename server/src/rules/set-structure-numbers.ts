import type { Rule } from "./rule";

export const structureAndNumbers: readonly Rule[] = [];
