/**
 * Semantic tokens (LSP textDocument/semanticTokens full, delta, range): numbers, roles, terms, people, cited acts and links to
 * other documents. Modest: prose stays prose; colours come from the theme through package.json's `semanticTokenScopes`.
 */
import { SemanticTokensBuilder, type SemanticTokensLegend } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Doc } from "../model/document";
import type { Block } from "../syntax/blocks";
import type { Workspace } from "../workspace/docs";
import {
  type EntityKind,
  type Occurrence,
  occurrencesByBlock,
  occurrencesIn,
  occurrencesWithin,
} from "../workspace/entities/occurrences";
import type { Feature } from "./feature";

const tokenLegend: SemanticTokensLegend = {
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
    const fill = (builder: SemanticTokensBuilder, all: readonly SemanticToken[]) => {
      for (const t of all) builder.push(t.line, t.start, t.length, t.type, t.modifiers);
      return builder;
    };
    const fillAll = (builder: SemanticTokensBuilder, doc: Doc, text: TextDocument) => {
      if (doc.kind !== "text")
        return fill(builder, tokensOf(session.workspace, doc, text, occurrencesIn(session.workspace, doc)));
      for (const { line, tokens } of tokensByBlock(session.workspace, doc, text))
        for (const t of tokens) builder.push(line + t.line, t.start, t.length, t.type, t.modifiers);
      return builder;
    };
    semanticTokens.on(({ textDocument: { uri } }) => {
      const doc = session.doc(uri);
      const text = session.text(uri);
      if (!doc || !text) return { data: [] };
      const builder = fillAll(new SemanticTokensBuilder(), doc, text);
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
      return fillAll(builder, doc, text).buildEdits();
    });
    semanticTokens.onRange(({ textDocument: { uri }, range }) => {
      const doc = session.doc(uri);
      const text = session.text(uri);
      if (!doc || !text) return { data: [] };
      const span = { from: text.offsetAt(range.start), to: text.offsetAt(range.end) };
      const all = occurrencesWithin(session.workspace, doc, span);
      return fill(new SemanticTokensBuilder(), tokensOf(session.workspace, doc, text, all)).build();
    });
  },
};

export interface SemanticToken {
  readonly line: number;
  readonly start: number;
  readonly length: number;
  /** Index in the legend. */
  readonly type: number;
  /** Bits of the legend's modifiers. */
  readonly modifiers: number;
}

/** Tokens of a text document by block: their lines count from the block's `line`. */
export function* tokensByBlock(
  workspace: Workspace,
  doc: Doc,
  text: TextDocument,
): Iterable<{ readonly line: number; readonly tokens: readonly SemanticToken[] }> {
  const { blocks, of, sense } = occurrencesByBlock(workspace, doc);
  for (const i of blocks) {
    const block = doc.tree.blocks[i]!;
    const { line } = text.positionAt(doc.tree.starts[i]!);
    const on = sense(block);
    const known = kept.get(block);
    if (on && known?.on === on) {
      yield { line, tokens: known.tokens };
      continue;
    }
    const tokens = tokensOf(workspace, doc, text, of(i)).map(t => ({ ...t, line: t.line - line }));
    if (on) kept.set(block, { on, tokens });
    yield { line, tokens };
  }
}
const kept = new WeakMap<Block, { readonly on: object; readonly tokens: readonly SemanticToken[] }>();

/** Tokens in text order, without overlaps, none over a line's end. */
export function tokensOf(
  workspace: Workspace,
  doc: Doc,
  text: TextDocument,
  all: readonly Occurrence[],
): readonly SemanticToken[] {
  const found: SemanticToken[] = [];
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
