/** Carries out a planned change of numbers: every number, every reference to it, the place of the cursor. */
import type { Doc } from "../../model/document";
import { childPath, isInside, lastPart, parentPath, rebased } from "../../model/numbers";
import { changed, type Edit, movedBy } from "../../syntax/edits";
import { byPlace, type Span } from "../../syntax/span";
import type { Workspace } from "../../workspace/docs";
import { deep, entriesOf, type NumberedEntry, type TreeEntry } from "./clause-tree";
import { citationEdits } from "./renumber";

/** `selection`: where the cursor belongs, in the document's own text after the edits. */
export interface ClauseChange {
  readonly edits: readonly Edit[];
  readonly selection: Span;
}

/** What is to be done to the document's own text, before numbers and references follow. */
export interface Plan {
  /** Don't overlap; in none of them a number that moves. */
  readonly edits: readonly Edit[];
  readonly renames: ReadonlyMap<NumberedEntry, string>;
  /** Numbers that go away, and what a reference to them means now. */
  readonly gone?: ReadonlyMap<string, string>;
  /** Two neighbours that change places. */
  readonly swap?: readonly [TreeEntry, TreeEntry];
  /** An offset in the old text, or a stretch of the text that an edit puts in. */
  readonly cursor: number | { readonly edit: Edit; readonly from: number; readonly to: number };
}

/** A new number for an entry and, in front, for all its parts. */
export function rename(renames: Map<NumberedEntry, string>, entry: NumberedEntry, path: string): void {
  const old = entry.number.path;
  for (const e of deep(entry))
    if (e === entry) renames.set(entry, path);
    else if (e.number && isInside(e.number.path, old))
      renames.set(e as NumberedEntry, rebased(e.number.path, old, path));
}

/** The number `last` is taken: those of `followers` that are in the way move on, up to the first gap. */
export function pushOn(renames: Map<NumberedEntry, string>, followers: readonly NumberedEntry[], last: number): void {
  let taken = last;
  for (const f of followers) {
    if (lastPart(f.number.path) > taken) break;
    rename(renames, f, childPath(parentPath(f.number.path), ++taken));
  }
}

/** The number `freed` is free: those that follow without a gap move up. */
export function pullBack(
  renames: Map<NumberedEntry, string>,
  followers: readonly NumberedEntry[],
  freed: number,
): void {
  let free = freed;
  for (const f of followers) {
    if (lastPart(f.number.path) !== free + 1) break;
    rename(renames, f, childPath(parentPath(f.number.path), free++));
  }
}

/** Numbers as `renames` says, and all that cites them. */
export function numberEdits(
  workspace: Workspace,
  doc: Doc,
  renames: ReadonlyMap<NumberedEntry, string>,
  gone: ReadonlyMap<string, string>,
): Edit[] {
  const edits: Edit[] = [];
  const map = new Map<string, string>();
  const seen = new Set<string>();
  for (const e of entriesOf(doc)) {
    if (!e.number) continue;
    const { path, from, to, dot } = e.number;
    const next = renames.get(e as NumberedEntry);
    if (next !== undefined && next !== path) edits.push({ from, to, insert: next + (dot ? "." : "") });
    // Of two equal numbers a reference means the first.
    const target = next ?? gone.get(path);
    if (!seen.has(path) && target !== undefined && target !== path) map.set(path, target);
    seen.add(path);
  }
  return [...edits, ...citationEdits(workspace, doc, map)];
}

export function carryOut(workspace: Workspace, doc: Doc, plan: Plan): ClauseChange {
  const following = numberEdits(workspace, doc, plan.renames, plan.gone ?? new Map());
  const own = [...plan.edits, ...following.filter(e => e.uri === undefined)].sort(byPlace);
  const others = following.filter(e => e.uri !== undefined);
  if (plan.swap) {
    const [a, b] = plan.swap;
    const inside = own.filter(e => e.from >= a.from && e.to <= b.to);
    const first = changed(doc.text, a, inside);
    const second = changed(doc.text, b, inside);
    const [gapA, gapB] = [first, second].map(s => s.slice(s.trimEnd().length)) as [string, string];
    const insert = second.trimEnd() + gapA + first.trimEnd() + gapB;
    const edit = { from: a.from, to: b.to, insert };
    const rest = own.filter(e => !inside.includes(e));
    const cursor = plan.cursor as number;
    const start = movedBy(a.from, rest);
    const at =
      cursor < b.from
        ? second.trimEnd().length + gapA.length + movedBy(cursor, inside) - a.from
        : movedBy(cursor, inside) - movedBy(b.from, inside);
    const place = start + Math.min(at, insert.length);
    return { edits: [...rest, edit, ...others], selection: { from: place, to: place } };
  }
  const { cursor } = plan;
  if (typeof cursor === "number") {
    const at = movedBy(cursor, own);
    return { edits: [...own, ...others], selection: { from: at, to: at } };
  }
  const start = movedBy(
    cursor.edit.from,
    own.filter(e => e !== cursor.edit && e.from < cursor.edit.from),
  );
  return { edits: [...own, ...others], selection: { from: start + cursor.from, to: start + cursor.to } };
}
