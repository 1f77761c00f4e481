import { numberDepth, numberDuplicate, numberGap, numberOrder, numberParent } from "./numbering";
import type { Rule } from "./rule";

export const structureAndNumbers: readonly Rule[] = [numberGap, numberDuplicate, numberOrder, numberParent, numberDepth];
