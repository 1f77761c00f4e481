/** Outline of a document: title, sections, clauses with their printed numbers (LSP textDocument/documentSymbol). */

import { type DocumentSymbol, SymbolKind } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Doc } from "../model/document";
import type { Clause, Outline, Section } from "../model/outline";
import { shortened } from "../russian/shortened";
import { ofBlock } from "../syntax/blocks";
import { rangeIn } from "./convert";
import type { Feature } from "./feature";
import { yamlSymbols } from "./yaml-outline";

export const symbols: Feature = {
  capabilities: { documentSymbolProvider: { label: "Регламент" } },
  listen(session) {
    session.connection.onDocumentSymbol(({ textDocument: { uri } }) => {
      const doc = session.doc(uri);
      const text = session.text(uri);
      if (!doc || !text) return null;
      return doc.kind === "text" ? symbolsOf(doc, text) : yamlSymbols(session.workspace, doc, text);
    });
  },
};

/**
 * The most symbols of a document: all of them go to the client after each pause in typing, and sending and reading them costs
 * more than everything else on a keystroke. The documents we know have two dozen. Of a larger one the deepest clauses are left out, at last
 * all but the sections, as in Word's navigation pane; so they are in breadcrumbs and sticky scroll.
 */
const MOST_SYMBOLS = 300;

/** How many parts the number of a clause has at most that is shown. */
function depthOf({ sections, clauses }: Outline): number {
  if (!sections.length || sections.length + clauses.length <= MOST_SYMBOLS) return Number.POSITIVE_INFINITY;
  const counts: number[] = [];
  for (const { number } of clauses) counts[number.parts.length] = (counts[number.parts.length] ?? 0) + 1;
  let depth = 0;
  for (let all = sections.length; depth + 1 < counts.length; depth++) {
    all += counts[depth + 1] ?? 0;
    if (all > MOST_SYMBOLS) break;
  }
  return depth;
}

export function symbolsOf(doc: Doc, text: TextDocument): DocumentSymbol[] {
  const { title, clauses } = doc.outline;
  const inner = subsectionsOf(doc.outline);
  const depth = depthOf(doc.outline);
  const top = (inner.get(undefined) ?? []).map(s => sectionSymbol(doc, text, s, inner, depth));
  const loose = shown(
    clauses.filter(c => !c.section),
    depth,
  );
  const symbols = [...nest(doc, text, loose), ...top];
  if (!title) return symbols;
  const whole: DocumentSymbol = {
    name: short(title.title) || "Без названия",
    ...(doc.header.type ? { detail: doc.header.type } : {}),
    kind: SymbolKind.File,
    range: rangeIn(text, { from: title.from, to: doc.text.length }),
    selectionRange: rangeIn(text, { from: title.titleFrom, to: title.titleTo }),
    children: symbols,
  };
  return [whole];
}

/** Sections by the section they lie in. */
export function subsectionsOf({ sections }: Outline): ReadonlyMap<Section | undefined, readonly Section[]> {
  const found = new Map<Section | undefined, Section[]>();
  for (const section of sections) {
    const beside = found.get(section.parent);
    if (beside) beside.push(section);
    else found.set(section.parent, [section]);
  }
  return found;
}

function sectionSymbol(
  doc: Doc,
  text: TextDocument,
  section: Section,
  subsections: ReturnType<typeof subsectionsOf>,
  depth: number,
): DocumentSymbol {
  const { heading, number } = section;
  const own = subsections.get(section) ?? [];
  const inner = own.map(s => sectionSymbol(doc, text, s, subsections, depth));
  const children = [...nest(doc, text, shown(section.clauses, depth)), ...inner];
  const end = Math.max(section.end, ...own.map(s => s.end));
  return {
    name: `${number ? `${number.path}. ` : ""}${short(heading.title)}`.trim() || "Без названия",
    kind: SymbolKind.Module,
    range: rangeIn(text, { from: heading.from, to: end }),
    selectionRange: rangeIn(text, { from: heading.from, to: heading.to }),
    ...(children.length ? { children } : {}),
  };
}

const shown = (clauses: readonly Clause[], depth: number): readonly Clause[] =>
  depth === Number.POSITIVE_INFINITY ? clauses : clauses.filter(c => c.number.parts.length <= depth);

const firstWords = ofBlock(({ text, from, to }) => short(text.slice(from, Math.min(to, from + MOST))));

/** A clause by its number and its first words. */
const clauseName = (doc: Doc, { block, number }: Clause): string =>
  `${number.path}. ${firstWords(doc.tree.blocks[block]!)}`.trim();

/** As much of a clause as its one line can need. */
const MOST = 200;

/** Sub-clauses go under the clause whose number they continue. */
function nest(doc: Doc, text: TextDocument, clauses: readonly Clause[]): DocumentSymbol[] {
  const roots: DocumentSymbol[] = [];
  const stack: { depth: number; symbol: DocumentSymbol }[] = [];
  for (const clause of clauses) {
    const symbol: DocumentSymbol = {
      name: clauseName(doc, clause),
      kind: SymbolKind.String,
      range: rangeIn(text, { from: clause.from, to: clause.end }),
      selectionRange: rangeIn(text, { from: clause.from, to: clause.to }),
    };
    const depth = clause.number.parts.length;
    while (stack.length && stack[stack.length - 1]!.depth >= depth) stack.pop();
    const parent = stack[stack.length - 1]?.symbol;
    if (parent) {
      if (parent.children) parent.children.push(symbol);
      else parent.children = [symbol];
      for (const { symbol: open } of stack) open.range = { start: open.range.start, end: symbol.range.end };
    } else roots.push(symbol);
    stack.push({ depth, symbol });
  }
  return roots;
}

const short = (s: string): string => shortened(s, 80);
