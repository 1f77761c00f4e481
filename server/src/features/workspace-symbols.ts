/** Sections, clauses, roles and terms of all documents by a few letters, Cyrillic or transliterated (LSP workspace/symbol). */

import { SymbolKind, type WorkspaceSymbol } from "vscode-languageserver";
import { type Doc, ofDoc, titleOf } from "../model/document";
import { fuzzyScore } from "../russian/fuzzy";
import { shortened } from "../russian/shortened";
import type { Span } from "../syntax/span";
import { rangeIn } from "./convert";
import type { Feature, Session } from "./feature";

/** Enough for a list that a person looks through. */
const MOST = 200;

export const workspaceSymbols: Feature = {
  capabilities: { workspaceSymbolProvider: { resolveProvider: true } },
  listen(session) {
    session.connection.onWorkspaceSymbol(async ({ query }, token) => {
      await session.ready;
      return search(session, query, () => token.isCancellationRequested);
    });
    session.connection.onWorkspaceSymbolResolve(symbol => {
      const { from, to } = symbol.data as Span;
      const text = session.text(symbol.location.uri);
      return text ? { ...symbol, location: { uri: symbol.location.uri, range: rangeIn(text, { from, to }) } } : symbol;
    });
  },
};

/** The best matches first. An empty query gives the titles of the documents. */
function search(session: Session, query: string, cancelled: () => boolean = () => false): WorkspaceSymbol[] {
  const found: { score: number; symbol: WorkspaceSymbol }[] = [];
  for (const doc of session.workspace.docs.values()) {
    if (cancelled()) break;
    for (const s of symbolsIn(doc)) {
      if (!query.trim() && s.kind !== SymbolKind.File) continue;
      const score = query.trim() ? fuzzyScore(query, `${s.name} ${s.container}`) : 0;
      if (score === undefined) continue;
      found.push({
        score: score + (s.kind === SymbolKind.File ? 1 : 0),
        symbol: {
          name: s.name,
          kind: s.kind,
          containerName: s.container,
          location: { uri: doc.uri },
          data: { from: s.from, to: s.to } satisfies Span,
        },
      });
    }
  }
  return found
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(f => f.symbol);
}

interface FoundSymbol extends Span {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly container: string;
}

const symbolsIn = ofDoc((doc: Doc): readonly FoundSymbol[] => readSymbols(doc));

function readSymbols(doc: Doc): FoundSymbol[] {
  if (doc.kind === "workspace") return [];
  const { title, sections, clauses } = doc.outline;
  const name = titleOf(doc);
  const whole: FoundSymbol = {
    name,
    kind: SymbolKind.File,
    container: doc.header.type ?? "",
    from: title?.from ?? 0,
    to: title?.to ?? 0,
  };
  return [
    whole,
    ...sections.map(s => ({
      name: `${s.number ? `${s.number.path}. ` : ""}${s.heading.title}`,
      kind: SymbolKind.Module,
      container: name,
      from: s.heading.from,
      to: s.heading.to,
    })),
    ...clauses.map(c => ({
      name: `п. ${c.number.path} ${shortened(doc.text.slice(c.textFrom, c.textTo), 100)}`,
      kind: SymbolKind.String,
      container: name,
      from: c.from,
      to: c.to,
    })),
    ...doc.header.roles.map(r => ({
      name: r.name,
      kind: SymbolKind.Interface,
      container: name,
      from: r.from,
      to: r.to,
    })),
    ...doc.header.terms.map(t => ({
      name: `${t.short} – ${t.full}`,
      kind: SymbolKind.Constant,
      container: name,
      from: t.from,
      to: t.to,
    })),
  ];
}
