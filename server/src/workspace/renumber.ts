/** Renumbers sections and clauses of a whole document with every reference to them, in one step. */
import type { Doc } from "../model/document";
import { factsOf } from "../model/facts";
import type { Clause, Numbered } from "../model/outline";
import { rangeOf, type YamlPath } from "../syntax/yaml";
import { linksOf, type PlacedLink } from "./exports";
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
  const { sections, clauses, points } = doc.outline;
  const found: Placement[] = [];
  // Levels that are open: how deep a number was written and the how-manieth of its level it is.
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
  return edits.length ? [...edits, ...citationEdits(doc, workspace, renumberMap(doc))] : edits;
}

/** Edits of everything that cites a number of `doc`, for numbers that move as `map` says (old path → new path). */
export function citationEdits(doc: Doc, workspace: Workspace, map: ReadonlyMap<string, string>): readonly NumberEdit[] {
  const edits: NumberEdit[] = [];
  for (const r of placedReferences(doc)) {
    // «[п. 2.2](prikaz.reg.md#2.2)» speaks of the other file's clause.
    const link = linksOf(doc).find(l => l.from <= r.from && r.to <= l.to);
    const next = link && leadsTo(link, doc, workspace) !== doc ? undefined : map.get(r.path);
    if (next) edits.push({ from: r.from, to: r.to, insert: next });
  }
  for (const m of doc.text.slice(0, doc.header.end).matchAll(/(?:пункт:[ \t]*|п\.[ \t]*)(\d{1,3}(?:\.\d{1,3})+)/g)) {
    const next = map.get(m[1]!);
    const from = m.index + m[0].length - m[1]!.length;
    if (next) edits.push({ from, to: from + m[1]!.length, insert: next });
  }
  for (const other of workspace.docs.values()) {
    const uri = other === doc ? {} : { uri: other.uri };
    const references = other === doc || !linksOf(other).length ? [] : placedReferences(other);
    for (const link of linksOf(other)) {
      if (leadsTo(link, other, workspace) !== doc) continue;
      const next = map.get(link.anchor);
      const hash = other.text.indexOf("#", link.targetFrom);
      if (next) edits.push({ from: hash + 1, to: hash + 1 + link.anchor.length, insert: next, ...uri });
      // The words of a link from another file: «[п. 2.2](…#2.2)»; the own ones are done above.
      for (const r of references) {
        const shown = r.from >= link.from && r.to <= link.to ? map.get(r.path) : undefined;
        if (shown) edits.push({ from: r.from, to: r.to, insert: shown, ...uri });
      }
    }
    if (other.yaml && resolve(workspace, other.uri, other.header.basis) === doc) edits.push(...tableEdits(other, map));
  }
  return edits;
}

interface PlacedReference {
  readonly from: number;
  readonly to: number;
  readonly path: string;
}

/** References to clauses and sections that no other act owns, at the absolute places of their numbers. */
function placedReferences(doc: Doc): PlacedReference[] {
  return doc.tree.blocks.flatMap((block, i) => {
    const start = doc.tree.starts[i]!;
    return factsOf(block)
      .references.filter(r => !r.foreign && r.target !== "appendix")
      .map(r => ({ from: start + r.numberFrom, to: start + r.numberTo, path: r.path }));
  });
}

const leadsTo = (link: PlacedLink, from: Doc, workspace: Workspace): Doc | undefined =>
  link.path ? resolve(workspace, from.uri, link.path) : from;

const NUMBER_KEY = /^(?:задач[аи]|пункты?)$/;

/** Clauses that a plan or check-list names by number: `задача: 1.2.1`, `задача: [1.2.1, 1.2.3]`. */
function tableEdits(table: Doc, map: ReadonlyMap<string, string>): NumberEdit[] {
  const edits: NumberEdit[] = [];
  const visit = (value: unknown, path: YamlPath) => {
    if (Array.isArray(value)) for (const [i, v] of value.entries()) visit(v, [...path, i]);
    else if (value && typeof value === "object") for (const [k, v] of Object.entries(value)) visit(v, [...path, k]);
    else if (typeof value === "string" && path.some(step => typeof step === "string" && NUMBER_KEY.test(step))) {
      const next = map.get(value.trim().replace(/\.$/, ""));
      const span = rangeOf(table.yaml!, path);
      const m = next && /\d+(?:\.\d+)*/.exec(table.text.slice(span.from, span.to));
      if (!m) return;
      const from = span.from + m.index;
      edits.push({ from, to: from + m[0].length, insert: next, uri: table.uri });
    }
  };
  visit(table.yaml?.value, []);
  return edits;
}
