/** Outline of a document: title, sections, clauses with their printed numbers (LSP textDocument/documentSymbol). */
import { type DocumentSymbol, SymbolKind } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Doc } from "../model/document";
import type { Clause, Section } from "../model/outline";
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

export function symbolsOf(doc: Doc, text: TextDocument): DocumentSymbol[] {
  const { title, sections, clauses } = doc.outline;
  const top = sections.filter(s => !s.parent).map(s => sectionSymbol(doc, text, s));
  const loose = clauses.filter(c => !c.section);
  const inner = [...nest(doc, text, loose), ...top];
  if (!title) return inner;
  const whole: DocumentSymbol = {
    name: short(title.title) || "Без названия",
    detail: doc.header.type ?? "",
    kind: SymbolKind.File,
    range: rangeIn(text, { from: title.from, to: doc.text.length }),
    selectionRange: rangeIn(text, { from: title.titleFrom, to: title.titleTo }),
    children: inner,
  };
  return [whole];
}

function sectionSymbol(doc: Doc, text: TextDocument, section: Section): DocumentSymbol {
  const { heading, number } = section;
  const inner = doc.outline.sections.filter(s => s.parent === section).map(s => sectionSymbol(doc, text, s));
  const end = Math.max(section.end, ...doc.outline.sections.filter(s => s.parent === section).map(s => s.end));
  return {
    name: `${number ? `${number.path}. ` : ""}${short(heading.title)}`.trim() || "Без названия",
    kind: SymbolKind.Module,
    range: rangeIn(text, { from: heading.from, to: end }),
    selectionRange: rangeIn(text, { from: heading.from, to: heading.to }),
    children: [...nest(doc, text, section.clauses), ...inner],
  };
}

/** Sub-clauses go under the clause whose number they continue. */
function nest(doc: Doc, text: TextDocument, clauses: readonly Clause[]): DocumentSymbol[] {
  const roots: DocumentSymbol[] = [];
  const stack: { depth: number; symbol: DocumentSymbol }[] = [];
  for (const clause of clauses) {
    const words = doc.text.slice(clause.textFrom, clause.textTo);
    const symbol: DocumentSymbol = {
      name: `${clause.number.path}. ${short(words)}`.trim(),
      kind: SymbolKind.String,
      range: rangeIn(text, { from: clause.from, to: clause.end }),
      selectionRange: rangeIn(text, { from: clause.from, to: clause.to }),
      children: [],
    };
    const depth = clause.number.parts.length;
    while (stack.length && stack[stack.length - 1]!.depth >= depth) stack.pop();
    const parent = stack[stack.length - 1]?.symbol;
    if (parent) {
      parent.children!.push(symbol);
      for (const { symbol: open } of stack) open.range = { start: open.range.start, end: symbol.range.end };
    } else roots.push(symbol);
    stack.push({ depth, symbol });
  }
  return roots;
}

/** One line of at most 80 signs. */
export const short = (s: string) => {
  const line = s.replace(/\s+/g, " ").trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
};
