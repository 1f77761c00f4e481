import { listCase, listLeadIn, listMarker, listPunctuation } from "./lists";
import type { Rule } from "./rule";

export const listsAndSigns: readonly Rule[] = [listPunctuation, listCase, listMarker, listLeadIn];
