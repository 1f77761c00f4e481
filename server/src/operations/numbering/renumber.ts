/** Renumbers sections and clauses of a whole document with every reference to them, in one step. */
import { type Doc, ofDoc } from "../../model/document";
import { factsOf } from "../../model/facts";
import { byNumber, childPath, isInside, lastPart, parentPath } from "../../model/numbers";
import type { Clause, Numbered } from "../../model/outline";
import type { Edit } from "../../syntax/edits";
import type { Workspace } from "../../workspace/docs";
import { linksOf, type PlacedLink } from "../../workspace/links";
import { resolve } from "../../workspace/neighbours";
import { profileFor, regulationOf } from "../../workspace/packages/packages";
import { clauseNumbersIn } from "../../workspace/planning/coverage";
import { cellsOf, tableOf } from "../../workspace/tables";

/** What each section and clause is numbered, and what it should be by its place; in text order. */
export interface Placement {
  readonly number: Numbered;
  readonly path: string;
}

/** Numbers by place: sections 1, 2, …; clauses under their section, one level deeper than the one before at most. */
export const placements = ofDoc((doc: Doc): readonly Placement[] => place(doc));

function place(doc: Doc): Placement[] {
  const { sections, clauses, points } = doc.outline;
  const found: Placement[] = [];
  // Levels that are open: how deep a number was written, and its ordinal at that level.
  let levels: { depth: number; count: number }[] = [];
  let written: number | undefined; // the section as its heading or its clauses write it
  const add = (depth: number, number: Numbered | undefined) => {
    while (levels.length && levels.at(-1)!.depth > depth) levels.pop();
    const level = levels.at(-1);
    if (level?.depth === depth) level.count++;
    else levels.push({ depth, count: 1 });
    if (number && !number.roman) found.push({ number, path: levels.map(l => l.count).join(".") });
  };
  const startOver = () => {
    levels = [];
    written = undefined;
  };
  const addClause = (clause: Clause) => {
    const { parts } = clause.number;
    if (points) {
      if (startsAnew(doc, clause)) startOver();
    } else if ((!clause.section || clause.section.appendix) && written !== parts[0]) {
      // No heading counts: «1.1, 1.2, 2.1» do it themselves.
      written = parts[0];
      add(1, undefined);
    }
    add(parts.length, clause.number);
  };
  for (const clause of clauses) {
    if (clause.section) break;
    addClause(clause);
  }
  for (const section of sections) {
    const { number } = section;
    const first = section.clauses.find(c => c.number.parts.length > 1)?.number.parts[0];
    // «5. Члены имеют право:» behind section 5 is a clause in disguise: number-parent makes it one.
    if (
      number?.parts.length === 1 &&
      number.parts[0] === written &&
      !section.clauses.length &&
      /:\s*$/.test(section.heading.title)
    )
      continue;
    if (section.appendix) startOver();
    else if (number) {
      add(number.parts.length, number);
      written = number.parts[0];
    } else if (!points && !section.parent && first !== undefined && first !== written) {
      // The clauses show that the heading lost its number.
      add(1, undefined);
      written = first;
    }
    section.clauses.forEach(addClause);
  }
  return found.sort((a, b) => a.number.from - b.number.from);
}

/** Whether a point 1 opens another list: «Повестка: 1. … 2. … Решили: 1. …». */
export function startsAnew(doc: Doc, clause: Clause): boolean {
  if (!doc.outline.points || clause.number.path !== "1") return false;
  for (let i = clause.block - 1; i >= 0; i--) {
    const { kind } = doc.tree.blocks[i]!;
    if (kind !== "blank" && kind !== "comment") return kind !== "item" && kind !== "clause";
  }
  return true;
}

/** Old path → new path of everything whose number changes; of two equal old numbers the first counts. */
function renumberMap(doc: Doc): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  const seen = new Set<string>();
  for (const { number, path } of placements(doc)) {
    if (!seen.has(number.path) && number.path !== path) map.set(number.path, path);
    seen.add(number.path);
  }
  return map;
}

/** Every edit of the renumbering: numbers, references in the text, the header's `пункт`, links from other files. */
export function renumberEdits(workspace: Workspace, doc: Doc): readonly Edit[] {
  const edits: Edit[] = [];
  for (const { number, path } of placements(doc)) {
    if (number.path !== path) edits.push({ from: number.from, to: number.to, insert: path + (number.dot ? "." : "") });
  }
  return edits.length ? [...edits, ...citationEdits(workspace, doc, renumberMap(doc))] : edits;
}

/** Edits of everything that cites a number of `doc`, for numbers that move as `map` says (old path → new path). */
export function citationEdits(workspace: Workspace, doc: Doc, map: ReadonlyMap<string, string>): readonly Edit[] {
  const edits: Edit[] = [];
  if (!map.size) return edits;
  const moves = { map, known: pathsOf(doc) };
  // «[п. 2.2](prikaz.reg.md#2.2)» speaks of the other file's clause.
  const own = placedReferences(doc).filter(r => {
    const link = linksOf(doc).find(l => l.from <= r.from && r.to <= l.to);
    return !link || leadsTo(link, workspace, doc) === doc;
  });
  edits.push(...listEdits(doc.text, own, moves));
  for (const m of doc.text.slice(0, doc.header.end).matchAll(/(?:пункт:[ \t]*|п\.[ \t]*)(\d{1,3}(?:\.\d{1,3})+)/g)) {
    const next = map.get(m[1]!);
    const from = m.index + m[0].length - m[1]!.length;
    if (next) edits.push({ from, to: from + m[1]!.length, insert: next });
  }
  for (const other of workspace.docs.values()) {
    const uri = other === doc ? {} : { uri: other.uri };
    const references = other === doc || !linksOf(other).length ? [] : placedReferences(other);
    for (const link of linksOf(other)) {
      if (leadsTo(link, workspace, other) !== doc) continue;
      const next = map.get(link.anchor);
      const hash = other.text.indexOf("#", link.targetFrom);
      if (next) edits.push({ from: hash + 1, to: hash + 1 + link.anchor.length, insert: next, ...uri });
      // The words of a link from another file: «[п. 2.2](…#2.2)»; the own ones are done above.
      const shown = references.filter(r => r.from >= link.from && r.to <= link.to);
      edits.push(...listEdits(other.text, shown, moves).map(e => ({ ...e, ...uri })));
    }
    if (other !== doc && restsOn(workspace, other, doc)) edits.push(...tableEdits(workspace, other, moves));
  }
  return edits;
}

interface PlacedReference {
  /** The whole list of numbers that this one stands in. */
  readonly from: number;
  readonly to: number;
  readonly numberFrom: number;
  readonly numberTo: number;
  readonly path: string;
}

/** References to clauses and sections that no other act owns, at the absolute places of their numbers. */
function placedReferences(doc: Doc): PlacedReference[] {
  return doc.tree.blocks.flatMap((block, i) => {
    const start = doc.tree.starts[i]!;
    return factsOf(block)
      .references.filter(r => !r.foreign && r.target !== "appendix")
      .map(r => ({
        from: start + r.from,
        to: start + r.to,
        numberFrom: start + r.numberFrom,
        numberTo: start + r.numberTo,
        path: r.path,
      }));
  });
}

interface NumberMoves {
  readonly map: ReadonlyMap<string, string>;
  /** Every number of the document before the move. */
  readonly known: readonly string[];
}

function pathsOf({ outline }: Doc): readonly string[] {
  return [...outline.clauses.map(c => c.number.path), ...outline.sections.flatMap(s => s.number?.path ?? [])];
}

/** Numbers one by one, «2.3–2.5» as the clauses between its ends, a number that comes twice in a list once. */
function listEdits(text: string, references: readonly PlacedReference[], { map, known }: NumberMoves): Edit[] {
  const edits: Edit[] = [];
  let last: { path: string; moved: boolean; to: number; list: number } | undefined;
  for (let i = 0; i < references.length; i++) {
    const r = references[i]!;
    const next = references[i + 1];
    const isRange =
      next?.from === r.from && /^[ \t]*[-–—][ \t]*$/.test(text.slice(r.numberTo, next?.numberFrom ?? r.numberTo));
    const through = isRange ? movedRange(r.path, next.path, { map, known }) : undefined;
    if (next && through) {
      if (through.list) edits.push({ from: r.numberFrom, to: next.numberTo, insert: through.list });
      else {
        if (through.first !== r.path) edits.push({ from: r.numberFrom, to: r.numberTo, insert: through.first });
        if (through.last !== next.path) edits.push({ from: next.numberFrom, to: next.numberTo, insert: through.last });
      }
      last = undefined;
      i++;
      continue;
    }
    const path = map.get(r.path) ?? r.path;
    const moved = path !== r.path;
    if (last?.list === r.from && last.path === path && (moved || last.moved))
      edits.push({ from: last.to, to: r.numberTo, insert: "" });
    else if (moved) edits.push({ from: r.numberFrom, to: r.numberTo, insert: path });
    last = { path, moved, to: r.numberTo, list: r.from };
  }
  return edits;
}

/**
 * What «2.3–2.5» becomes: its new ends, or a `list` where the clauses meant are no longer neighbours («2.3, 2.4 и 2.6»).
 * Undefined for ends that make no range of known clauses.
 */
function movedRange(
  first: string,
  last: string,
  { map, known }: NumberMoves,
): { readonly first: string; readonly last: string; readonly list?: string } | undefined {
  const parent = parentPath(first);
  if (parentPath(last) !== parent || lastPart(first) >= lastPart(last)) return undefined;
  const inside = (path: string) =>
    parentPath(path) === parent && lastPart(path) >= lastPart(first) && lastPart(path) <= lastPart(last);
  const meant = [...new Set(known.filter(inside))];
  if (meant.length < 2) return undefined;
  const now = [...new Set(meant.map(p => map.get(p) ?? p))];
  // A clause is meant with its parts.
  const whole = now.filter(p => !now.some(q => isInside(p, q))).sort(byNumber);
  const others = new Set(known.filter(p => !inside(p)).map(p => map.get(p) ?? p));
  const runs: string[][] = [];
  for (const path of whole) {
    const run = runs.at(-1);
    const end = run?.at(-1);
    const joins =
      end !== undefined &&
      parentPath(end) === parentPath(path) &&
      // A number between that is nobody's old one is new: it lies inside of what was meant.
      !range(lastPart(end) + 1, lastPart(path)).some(n => others.has(childPath(parentPath(end), n)));
    if (run && joins) run.push(path);
    else runs.push([path]);
  }
  const ends = { first: whole[0]!, last: whole.at(-1)! };
  if (runs.length === 1 && whole.length > 1) return ends;
  const pieces = runs.flatMap(run => (run.length > 2 ? [`${run[0]}–${run.at(-1)}`] : run));
  const list = pieces.length > 1 ? `${pieces.slice(0, -1).join(", ")} и ${pieces.at(-1)}` : pieces[0]!;
  return { ...ends, list };
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
const leadsTo = (link: PlacedLink, workspace: Workspace, from: Doc): Doc | undefined =>
  link.path ? resolve(workspace, from.uri, link.path) : from;

/** Whether the numbers in the cells of `table` are those of `doc`. */
const restsOn = (workspace: Workspace, table: Doc, doc: Doc): boolean =>
  table.header.basis
    ? resolve(workspace, table.uri, table.header.basis) === doc
    : regulationOf(workspace, table) === doc;

/** Clauses that a plan, report or check-list names in its cells: `задача: 1.2.1`, `пункт: пп. 1.2.1–1.2.3`. */
function tableEdits(workspace: Workspace, doc: Doc, moves: NumberMoves): Edit[] {
  const table = tableOf(doc, profileFor(workspace, doc));
  const cells = [...(table?.groups ?? []), ...(table?.rows ?? [])].flatMap(row => [
    ...cellsOf(row, "задача"),
    ...cellsOf(row, "пункт"),
  ]);
  return cells.flatMap(cell => {
    const source = doc.text.slice(cell.from, cell.to);
    if (source.includes("](")) return [];
    const numbers = clauseNumbersIn(source).map(n => ({
      from: cell.from,
      to: cell.to,
      numberFrom: cell.from + n.from,
      numberTo: cell.from + n.to,
      path: n.path,
    }));
    return listEdits(doc.text, numbers, moves).map(e => ({ ...e, uri: doc.uri }));
  });
}
