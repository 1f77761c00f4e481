/** Footprints that rules of several groups share: what a rule reads of one block beside its kind, marks and number. */
import { factsOf } from "../../model/facts";
import type { Block } from "../../syntax/blocks";
import { signsSeen } from "../../workspace/packages/requirements";
import type { Footprint } from "./rule";

export const nothing: Footprint = () => "";

/** The text where it has such a word, else nothing. */
export const where =
  (pattern: RegExp): Footprint =>
  b =>
    pattern.test(b.text) ? b.text : "";

export const content = (b: Block): string => b.text.slice(b.from, b.to);

/** Opens a list behind it (the outline looks at it too). */
export const colon = (b: Block): boolean => /:\s*$/.test(content(b));

/** The text where it cites acts. */
export const actsFootprint: Footprint = b => (factsOf(b).acts.length ? b.text : "");

/** Signs of the contents that the profile asks for. */
export const signsFootprint: Footprint = (b, _doc, cx) => (cx.profile ? signsSeen(b, cx.profile) : "");
