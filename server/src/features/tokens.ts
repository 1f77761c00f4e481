/**
 * Semantic tokens (LSP textDocument/semanticTokens full, delta, range): numbers, roles, terms, people, cited acts and links to
 * other documents. Modest: prose stays prose; colours come from the theme through package.json's `semanticTokenScopes`.
 */
import { SemanticTokensBuilder, type SemanticTokensLegend } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Doc } from "../model/document";
import { type EntityKind, type Occurrence, occurrencesIn, occurrencesWithin } from "../workspace/occurrences";
import type { Workspace } from "../workspace/workspace";
import type { Feature } from "./feature";

export const tokenLegend: SemanticTokensLegend = {
  tokenTypes: ["role", "term", "number", "appendix", "person", "file", "act"] satisfies EntityKind[],
  tokenModifiers: ["definition", "declaration", "foreign"],
};

export const tokens: Feature = {
  capabilities: {
    semanticTokensProvider: { legend: tokenLegend, full: { delta: true }, range: true },
  },
  listen(session) {
    const { semanticTokens } = session.connection.languages;
    // The last answer of a document, for the difference to the next one.
    const builders = new Map<string, SemanticTokensBuilder>();
    const fill = (builder: SemanticTokensBuilder, doc: Doc, text: TextDocument, all: readonly Occurrence[]) => {
      for (const t of tokensOf(session.workspace, doc, text, all))
        builder.push(t.line, t.start, t.length, t.type, t.modifiers);
      return builder;
    };
    semanticTokens.on(({ textDocument: { uri } }) => {
      const doc = session.doc(uri);
      const text = session.text(uri);
      if (!doc || !text) return { data: [] };
      const builder = fill(new SemanticTokensBuilder(), doc, text, occurrencesIn(session.workspace, doc));
      for (const closed of builders.keys()) if (!session.isOpen(closed)) builders.delete(closed);
      builders.set(uri, builder);
      return builder.build();
    });
    semanticTokens.onDelta(({ textDocument: { uri }, previousResultId }) => {
      const doc = session.doc(uri);
      const text = session.text(uri);
      if (!doc || !text) return { data: [] };
      const builder = builders.get(uri) ?? new SemanticTokensBuilder();
      builders.set(uri, builder);
      builder.previousResult(previousResultId);
      return fill(builder, doc, text, occurrencesIn(session.workspace, doc)).buildEdits();
    });
    semanticTokens.onRange(({ textDocument: { uri }, range }) => {
      const doc = session.doc(uri);
      const text = session.text(uri);
      if (!doc || !text) return { data: [] };
      const span = { from: text.offsetAt(range.start), to: text.offsetAt(range.end) };
      return fill(new SemanticTokensBuilder(), doc, text, occurrencesWithin(session.workspace, doc, span)).build();
    });
  },
};

export interface Token {
  readonly line: number;
  readonly start: number;
  readonly length: number;
  /** Index in the legend. */
  readonly type: number;
  /** Bits of the legend's modifiers. */
  readonly modifiers: number;
}

/** In text order, without overlaps, none over a line's end. */
export function tokensOf(
  workspace: Workspace,
  doc: Doc,
  text: TextDocument,
  all: readonly Occurrence[],
): readonly Token[] {
  const found: Token[] = [];
  let end = 0;
  for (const { entity, role, from, to } of all) {
    if (from < end || to <= from) continue;
    const start = text.positionAt(from);
    // A name may be broken over lines: its first line is coloured.
    const feed = doc.text.slice(from, to).indexOf("\n");
    const foreign =
      (entity.kind === "number" || entity.kind === "file") &&
      workspace.docs.has(entity.scope) &&
      entity.scope !== doc.uri;
    end = to;
    found.push({
      line: start.line,
      start: start.character,
      length: feed < 0 ? to - from : feed,
      type: tokenLegend.tokenTypes.indexOf(entity.kind),
      modifiers: (role === "definition" ? 1 : 0) | (role === "declaration" ? 2 : 0) | (foreign ? 4 : 0),
    });
  }
  return found;
}
