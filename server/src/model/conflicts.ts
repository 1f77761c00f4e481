/** What git leaves in a text that two people have changed at the same place, until somebody decides. */
import { type Block, blocksWhere } from "../syntax/blocks";
import type { Span } from "../syntax/span";
import type { Doc } from "./document";

export interface Conflict extends Span {
  /** The line it begins with, or the only one that is left of it. */
  readonly mark: Span;
  /** It stands in YAML: what the document says of itself isn't decided. */
  readonly inYaml: boolean;
}

/** In text order. */
export function conflictsOf(doc: Doc): readonly Conflict[] {
  const some = doc.kind === "text" ? blocksWhere(doc.tree, hasMark).length > 0 : hasMark(doc);
  if (!some) return none;
  let known = conflicts.get(doc);
  if (!known) conflicts.set(doc, (known = conflictsIn(doc)));
  return known;
}

const none: readonly Conflict[] = [];
const conflicts = new WeakMap<Doc, readonly Conflict[]>();
const hasMark = ({ text }: Pick<Block, "text">): boolean => text.includes("<<<<<<<") || text.includes(">>>>>>>");

function conflictsIn(doc: Doc): readonly Conflict[] {
  const { text } = doc;
  const found: Conflict[] = [];
  const add = (mark: Span, to: number) =>
    found.push({ from: mark.from, to, mark, inYaml: doc.kind !== "text" || isInHeader(text, mark.from) });
  let open: Span | undefined;
  for (const m of text.matchAll(/^(?:(<{7})|(>{7}))(?=[ \r\n]|$)[^\r\n]*/gm)) {
    const mark = { from: m.index, to: m.index + m[0].length };
    if (m[1]) {
      if (open) add(open, open.to);
      open = mark;
    } else if (open) {
      add(open, mark.to);
      open = undefined;
    } else if (!isQuoted(text, mark)) add(mark, mark.to);
  }
  if (open) add(open, open.to);
  return found;
}

/** A quote in a quote in a quote looks the same, and has neighbours. */
const isQuoted = (text: string, { from, to }: Span): boolean => {
  const before = text.lastIndexOf("\n", from - 2) + 1;
  const behind = text.indexOf("\n", to) + 1;
  return (from > 0 && text[before] === ">") || (behind > 0 && text[behind] === ">");
};

const isInHeader = (text: string, place: number): boolean =>
  /^\s*---[ \t]*\r?\n/.test(text) && !/\n---[ \t]*\r?\n/.test(text.slice(text.indexOf("---"), place));
