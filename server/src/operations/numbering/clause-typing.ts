/** What Enter, Tab, Shift+Tab and Backspace do at a numbered clause. */
import type { Doc } from "../../model/document";
import { numbersStand } from "../../model/header-schema";
import { childPath, lastPart, parentPath } from "../../model/numbers";
import type { Edit } from "../../syntax/edits";
import type { Workspace } from "../../workspace/docs";
import { inserted, insertedBehind, lineOf, operate, placeBehind, within } from "./clause-operations";
import {
  type ClauseEntry,
  childrenOf,
  entryAt,
  lastChild,
  type NumberedEntry,
  ownClauseAt,
  siblingsOf,
} from "./clause-tree";
import { type ClauseChange, carryOut, numberEdits, type Plan, pullBack, pushOn } from "./number-edits";
import { citationEdits } from "./renumber";

/**
 * Enter at the end of a clause's line, which the editor has broken already: the new line gets the next number, an empty clause
 * loses its own. What has been typed there meanwhile stays behind the number. Undefined where Enter means no more than
 * the line break.
 *
 * @param start where the new line begins, a UTF-16 offset
 * @param lines how many lines have been typed since, the new one included
 */
export function enter(workspace: Workspace, doc: Doc, start: number, lines = 1): ClauseChange | undefined {
  const { text } = doc;
  const broken = lineOf(text, Math.max(0, start - 1));
  if (start < 1 || text[start - 1] !== "\n" || text.slice(broken.from, broken.to).trim() === "") return undefined;
  const entry = ownClauseAt(doc, broken.to);
  if (!entry) return undefined;
  const { textFrom, clause } = entry;
  const line = lineOf(text, start);
  const isBlank = text.slice(start, line.to).trim() === "";
  const end = textFrom + text.slice(textFrom, Math.max(textFrom, broken.to)).trimEnd().length;
  if (!isBlank && start >= clause.textTo) return undefined; // an item, a heading, a table
  if (text.slice(lastOf(text, line.to, lines), clause.textTo).trim() !== "") return undefined; // inside of a paragraph
  const inside = doc.tree.blocks.slice(clause.block + 1, clause.endBlock);
  if (inside.some(b => b.kind !== "blank" && b.kind !== "comment")) return undefined;
  if (end === textFrom) return isBlank && !entry.children.length ? leave(workspace, doc, entry, line.to) : undefined;
  if (text[end - 1] === ":") return undefined;
  const to = isBlank ? line.to : start + /^[ \t]*/.exec(text.slice(start, line.to))![0].length;
  const place = { ...placeBehind(doc, entry), from: end, to };
  const plan = entry.children.length
    ? inserted(place, childPath(entry.number.path, 1), entry.children)
    : insertedBehind(doc, entry, place);
  return carryOut(workspace, doc, behindBreak(doc, plan, start));
}

/** The end of the line that lies `lines` - 1 below the one that ends at `offset`. */
function lastOf(text: string, offset: number, lines: number): number {
  let end = offset;
  for (let i = 1; i < lines && end < text.length; i++) end = lineOf(text, text.indexOf("\n", end) + 1 || end).to;
  return end;
}

/** The plan whose edit begins with the line break that is there already: it writes what comes behind that. */
function behindBreak(doc: Doc, plan: Plan, start: number): Plan {
  const [edit] = plan.edits as readonly [Edit];
  const there = doc.text.slice(edit.from, start);
  if (!edit.insert.startsWith(there)) return plan;
  const own = { from: start, to: edit.to, insert: edit.insert.slice(there.length) };
  return { ...plan, edits: [own], cursor: within(own, own.insert.length) };
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

/** A clause without text goes, up to `to`; those behind it move up. One that is cited stays. */
function leave(workspace: Workspace, doc: Doc, entry: ClauseEntry, to: number): ClauseChange | undefined {
  if (citationEdits(workspace, doc, new Map([[entry.number.path, "0"]])).length) return undefined;
  const from = doc.tree.starts[entry.clause.block]!;
  const edit = { from, to, insert: "" };
  const renames = new Map<NumberedEntry, string>();
  if (!numbersStand(doc.header.state)) pullBack(renames, siblingsOf(entry, "after"), lastPart(entry.number.path));
  return carryOut(workspace, doc, { edits: [edit], renames, cursor: within(edit, 0) });
}
