/** Renumbers sections and clauses of a whole document with every reference to them, in one step. */
import type { Doc } from "../model/document";
import { factsOf } from "../model/facts";
import type { Numbered } from "../model/outline";
import { linksOf } from "./exports";
import { resolve, type Workspace } from "./workspace";

export interface NumberEdit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
  /** Another document; the renumbered one when absent. */
  readonly uri?: string;
}

/** What each section and clause is numbered, and what it should be by its place; in text order. */
export interface Placement {
  readonly number: Numbered;
  readonly path: string;
}

/** Numbers by place: sections 1, 2, …; clauses under their section, one level deeper than the one before at most. */
export function placements(doc: Doc): readonly Placement[] {
  let known = cache.get(doc);
  if (!known) cache.set(doc, (known = place(doc)));
  return known;
}

const cache = new WeakMap<Doc, readonly Placement[]>();

function place(doc: Doc): Placement[] {
  const { sections, clauses } = doc.outline;
  const found: Placement[] = [];
  const bases = new Map<unknown, number>();
  let top = 0;
  for (const section of sections) {
    if (section.parent || section.appendix || !section.number || section.number.parts.length > 1) continue;
    top++;
    bases.set(section, top);
    if (!section.number.roman) found.push({ number: section.number, path: String(top) });
  }
  let counters: number[] = [];
  let holder: unknown = {};
  for (const clause of clauses) {
    const owner = clause.section?.parent ?? clause.section;
    if (owner !== holder) {
      holder = owner;
      const base = bases.get(owner);
      counters = base !== undefined ? [base] : owner && clause.number.parts.length > 1 ? [clause.number.parts[0]!] : [];
      if (!owner && clause.number.parts.length > 1 && !doc.outline.points) counters = [clause.number.parts[0]!];
    }
    const fixed = counters.length > 0 && !doc.outline.points ? 1 : 0;
    const depth = Math.max(fixed + 1, Math.min(clause.number.parts.length, counters.length + 1));
    counters = counters.slice(0, depth);
    counters[depth - 1] = (counters[depth - 1] ?? 0) + 1;
    found.push({ number: clause.number, path: counters.join(".") });
  }
  return found.sort((a, b) => a.number.from - b.number.from);
}

/** Old path → new path of everything whose number changes; of two equal old numbers the first counts. */
export function renumberMap(doc: Doc): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  const seen = new Set<string>();
  for (const { number, path } of placements(doc)) {
    if (!seen.has(number.path) && number.path !== path) map.set(number.path, path);
    seen.add(number.path);
  }
  return map;
}

/** Every edit of the renumbering: numbers, references in the text, the header's `пункт`, links from other files. */
export function renumberEdits(doc: Doc, workspace: Workspace): readonly NumberEdit[] {
  const edits: NumberEdit[] = [];
  for (const { number, path } of placements(doc)) {
    if (number.path !== path) edits.push({ from: number.from, to: number.to, insert: path + (number.dot ? "." : "") });
  }
  if (!edits.length) return edits;
  const map = renumberMap(doc);
  doc.tree.blocks.forEach((block, i) => {
    for (const r of factsOf(block).references) {
      const next = r.foreign || r.target === "appendix" ? undefined : map.get(r.path);
      if (next)
        edits.push({ from: doc.tree.starts[i]! + r.numberFrom, to: doc.tree.starts[i]! + r.numberTo, insert: next });
    }
  });
  for (const m of doc.text.slice(0, doc.header.end).matchAll(/(?:пункт:[ \t]*|п\.[ \t]*)(\d{1,3}(?:\.\d{1,3})+)/g)) {
    const next = map.get(m[1]!);
    const from = m.index + m[0].length - m[1]!.length;
    if (next) edits.push({ from, to: from + m[1]!.length, insert: next });
  }
  for (const other of workspace.docs.values()) {
    for (const link of linksOf(other)) {
      const target = link.path ? resolve(workspace, other.uri, link.path) : other;
      const next = target === doc ? map.get(link.anchor) : undefined;
      if (!next) continue;
      const hash = other.text.indexOf("#", link.targetFrom);
      edits.push({
        from: hash + 1,
        to: hash + 1 + link.anchor.length,
        insert: next,
        ...(other === doc ? {} : { uri: other.uri }),
      });
    }
  }
  return edits;
}
