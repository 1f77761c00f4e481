/** What Enter, Tab, Shift+Tab and Backspace do at a numbered clause. */
import type { Doc } from "../../model/document";
import { numbersStand } from "../../model/header-schema";
import { lastPart, parentPath } from "../../model/numbers";
import type { Edit } from "../../syntax/edits";
import type { Workspace } from "../../workspace/docs";
import { insertAfter, inserted, lineOf, operate, placeBehind, within } from "./clause-operations";
import {
  type ClauseEntry,
  childrenOf,
  entryAt,
  lastChild,
  type NumberedEntry,
  ownClauseAt,
  siblingsOf,
} from "./clause-tree";
import { type ClauseChange, carryOut, numberEdits, pullBack, pushOn } from "./number-edits";
import { citationEdits } from "./renumber";

/**
 * Enter in a clause: at the end of its text the next number, in an empty clause the number goes away. Undefined where Enter
 * means what it always does.
 */
export function enter(workspace: Workspace, doc: Doc, offset: number): ClauseChange | undefined {
  const entry = ownClauseAt(doc, offset);
  if (!entry) return undefined;
  const { textFrom, clause } = entry;
  const { text } = doc;
  const end = textFrom + text.slice(textFrom, clause.textTo).trimEnd().length;
  const line = lineOf(text, offset);
  if (offset < end || text.slice(offset, line.to).trim() !== "") return undefined;
  const inside = doc.tree.blocks.slice(clause.block + 1, clause.endBlock);
  if (inside.some(b => b.kind !== "blank" && b.kind !== "comment")) return undefined;
  if (end === textFrom) {
    if (entry.children.length || offset < entry.number.to) return undefined;
    return leave(workspace, doc, entry);
  }
  if (text[end - 1] === ":") return undefined;
  const plan = entry.children.length
    ? inserted({ ...placeBehind(doc, entry), from: end, to: line.to }, `${entry.number.path}.1`, entry.children)
    : insertAfter({ doc, entry, offset });
  return carryOut(workspace, doc, plan);
}

/** Tab (`demote`) and Shift+Tab (`promote`) before the text of a clause. */
export function changeDepth(
  workspace: Workspace,
  doc: Doc,
  operation: "promote" | "demote",
  offset: number,
): ClauseChange | undefined {
  const entry = ownClauseAt(doc, offset);
  if (!entry || offset > entry.textFrom) return undefined;
  const outcome = operate(workspace, doc, operation, offset);
  return "refused" in outcome ? undefined : outcome;
}

/** Where text that comes in at `offset` goes on counting: a blank clause may be there already. */
export interface NumberingPlace {
  /** Number of the section or clause that the new clauses are parts of; empty at the top of a list of points. */
  readonly parent: string;
  /** The last number taken before the place; 0 when none is. */
  readonly last: number;
}

/** Undefined where no clauses are numbered. */
export function numberingAt(doc: Doc, offset: number): NumberingPlace | undefined {
  const entry = entryAt(doc, offset);
  if (!entry?.number) return undefined;
  const { path } = entry.number;
  if (!entry.clause) return { parent: path, last: 0 };
  const followers = siblingsOf(entry as NumberedEntry, "after");
  const stands = numbersStand(doc.header.state) && followers.length > 0;
  if (stands) return { parent: path, last: lastChild(entry) };
  return { parent: parentPath(path), last: lastPart(path) };
}

/** Edits that make room for `count` clauses behind the one at `offset`; none in an act in force. */
export function makeRoom(workspace: Workspace, doc: Doc, offset: number, count: number): readonly Edit[] {
  const entry = entryAt(doc, offset);
  if (!entry?.number || numbersStand(doc.header.state)) return [];
  const renames = new Map<NumberedEntry, string>();
  const numbered = entry as NumberedEntry;
  if (entry.clause) pushOn(renames, siblingsOf(numbered, "after"), lastPart(entry.number.path) + count);
  else pushOn(renames, childrenOf(numbered), count);
  return numberEdits(workspace, doc, renames, new Map());
}

/** Enter in a clause without text: its number goes, those behind it move up. One that is cited stays. */
function leave(workspace: Workspace, doc: Doc, entry: ClauseEntry): ClauseChange | undefined {
  if (citationEdits(workspace, doc, new Map([[entry.number.path, "0"]])).length) return undefined;
  const from = doc.tree.starts[entry.clause.block]!;
  const edit = { from, to: lineOf(doc.text, entry.textFrom).to, insert: "" };
  const renames = new Map<NumberedEntry, string>();
  if (!numbersStand(doc.header.state)) pullBack(renames, siblingsOf(entry, "after"), lastPart(entry.number.path));
  return carryOut(workspace, doc, { edits: [edit], renames, cursor: within(edit, 0) });
}
