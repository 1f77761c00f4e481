/** Folding: header, sections, clauses with what belongs to them, lists, tables, comments (LSP textDocument/foldingRange). */
import { type FoldingRange, FoldingRangeKind } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Doc } from "../model/document";
import type { Feature } from "./feature";
import { subsectionsOf } from "./symbols";
import { yamlFolding } from "./yaml-outline";

export const folding: Feature = {
  capabilities: { foldingRangeProvider: true },
  listen(session) {
    session.connection.onFoldingRanges(({ textDocument: { uri } }) => {
      const doc = session.doc(uri);
      const text = session.text(uri);
      if (!doc || !text) return null;
      return doc.kind === "text" ? foldingOf(doc, text) : yamlFolding(doc, text);
    });
  },
};

function foldingOf(doc: Doc, text: TextDocument): FoldingRange[] {
  const found: FoldingRange[] = [];
  const add = (from: number, to: number, kind?: FoldingRangeKind) => {
    let end = to;
    while (end > from && /\s/.test(doc.text[end - 1]!)) end--;
    const startLine = text.positionAt(from).line;
    const endLine = text.positionAt(end).line;
    if (endLine > startLine) found.push(kind ? { startLine, endLine, kind } : { startLine, endLine });
  };
  const { sections, clauses } = doc.outline;
  const inner = subsectionsOf(doc.outline);
  for (const s of sections) add(s.heading.from, Math.max(s.end, ...(inner.get(s) ?? []).map(x => x.end)));
  for (const c of clauses) add(c.from, c.end);
  doc.tree.blocks.forEach((block, i) => {
    const from = doc.tree.starts[i]!;
    if (block.kind === "header") add(from, from + block.text.length);
    if (block.kind === "table" || block.kind === "code") add(from, from + block.text.length);
    if (block.kind === "comment") add(from, from + block.text.length, FoldingRangeKind.Comment);
  });
  return found;
}
