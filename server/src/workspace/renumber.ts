/** Renumbers sections and clauses of a whole document with every reference to them, in one step. */
import type { Doc } from "../model/document";
import { factsOf } from "../model/facts";
import type { Numbered } from "../model/outline";
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
