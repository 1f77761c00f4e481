/**
 * Formatting of a document, of a range, and while typing (LSP textDocument/formatting, rangeFormatting, onTypeFormatting).
 * Blank lines, marks, blanks round numbers, and what rules of typesetting mend. The words, numbers and breaks of lines stay.
 */
import type { TextEdit } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Doc } from "../model/document";
import type { Finding } from "../rules/engine/check";
import { type Block, blockAt, parse, type Tree } from "../syntax/blocks";
import { applyEdits, type Edit, lineEnd } from "../syntax/edits";
import { byPlace, type Span } from "../syntax/span";
import { textEditOf } from "./convert";
import type { Feature, Session } from "./feature";

export const formatting: Feature = {
  capabilities: {
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '"', moreTriggerCharacter: [" "] },
  },
  listen(session) {
    const { connection } = session;
    connection.onDocumentFormatting(({ textDocument: { uri } }) => formatted(session, uri, undefined));
    connection.onDocumentRangeFormatting(({ textDocument: { uri }, range }) => {
      const text = session.text(uri);
      if (!text) return null;
      return formatted(session, uri, { from: text.offsetAt(range.start), to: text.offsetAt(range.end) });
    });
    connection.onDocumentOnTypeFormatting(({ textDocument: { uri }, position, ch }) => {
      const doc = session.doc(uri);
      const text = session.text(uri);
      return doc && text ? textEdits(text, typedEdits(doc, text.offsetAt(position), ch)) : null;
    });
  },
};

function formatted(session: Session, uri: string, within: Span | undefined): TextEdit[] | null {
  const doc = session.doc(uri);
  const text = session.text(uri);
  if (!doc || !text) return null;
  const all = formatEdits(doc, session.findings(doc));
  return textEdits(text, within ? all.filter(e => e.from >= within.from && e.to <= within.to) : all);
}

const textEdits = (text: TextDocument, edits: readonly Edit[]): TextEdit[] => edits.map(e => textEditOf(text, e));

/** Edits in text order, without overlaps. What the organisation switched off or a writer suppressed isn't mended. */
export function formatEdits(doc: Doc, findings: readonly Finding[]): readonly Edit[] {
  const layout = doc.kind === "text" ? layoutEdits(doc) : yamlEdits(doc);
  const all = [...layout];
  for (const finding of findings) {
    const fix = finding.severity === "hint" && !finding.unnecessary ? finding.fixes?.()[0] : undefined;
    if (!fix || fix.ask || fix.edits.some(e => e.uri !== undefined && e.uri !== doc.uri)) continue;
    if (!fix.edits.some(e => all.some(o => overlap(e, o)))) all.push(...fix.edits);
  }
  const ordered = (edits: readonly Edit[]) => [...edits].sort(byPlace);
  return [all, layout].map(ordered).find(edits => doc.kind !== "text" || reads(doc, edits)) ?? [];
}

/**
 * Whether the text is read as before. Odd texts (a rule above the header, a fence that never closes) are better left alone
 * than read in another way because of a blank line.
 */
function reads(doc: Doc, edits: readonly Edit[]): boolean {
  if (!edits.length) return true;
  const shape = ({ blocks }: Tree) =>
    blocks.flatMap(b => (b.kind === "blank" ? [] : `${b.kind} ${b.level} ${b.number?.path} ${b.mark?.kind}`));
  return shape(parse(applyEdits(doc.text, edits))).join("\n") === shape(doc.tree).join("\n");
}

const overlap = (a: Span, b: Span): boolean => (a.from < b.to && b.from < a.to) || a.from === b.from;

function layoutEdits(doc: Doc): Edit[] {
  const { blocks, starts } = doc.tree;
  const edits: Edit[] = [];
  const replace = (from: number, to: number, insert: string) => {
    if (doc.text.slice(from, to) !== insert) edits.push({ from, to, insert });
  };
  const last = blocks.length - 1;
  blocks.forEach((block, i) => {
    const start = starts[i]!;
    if (block.kind === "blank") {
      const bom = block.text.startsWith("\ufeff") ? 1 : 0;
      if (i === 0 && blocks[1]?.kind === "break") return; // without it «---» would open a header
      const wanted = i === 0 || i === last ? "" : lineEnd(block.text);
      replace(start + bom, start + block.text.length, wanted);
      return;
    }
    const before = blocks[i - 1];
    if (before && before.kind !== "blank" && needsGap(before, block)) replace(start, start, lineEnd(doc.text));
    if (block.kind !== "code" && block.kind !== "comment" && block.kind !== "header")
      for (const e of innerEdits(block)) replace(start + e.from, start + e.to, e.insert);
    if (i === last && !block.text.endsWith("\n")) replace(doc.text.length, doc.text.length, lineEnd(doc.text));
  });
  return edits;
}

/** A clause or heading opens after a blank line; a suppression stays close to what it speaks of. */
function needsGap(before: Block, block: Block): boolean {
  if (before.kind === "comment") return false;
  return (
    before.kind === "header" ||
    before.kind === "heading" ||
    block.kind === "heading" ||
    block.kind === "clause" ||
    (block.kind === "table") !== (before.kind === "table")
  );
}

/** Offsets from the block's start. */
function innerEdits(block: Block): Edit[] {
  const { text, kind, mark, second, number } = block;
  const edits: Edit[] = [];
  const one = (from: number, to: number) => {
    if (to > from && /^[ \t]+$/.test(text.slice(from, to)) && text.slice(from, to) !== " ")
      edits.push({ from, to, insert: " " });
  };
  const lead = /^[ \t]*/.exec(text)![0].length;
  if ((kind === "clause" || kind === "heading") && lead > 0) edits.push({ from: 0, to: lead, insert: "" });
  if (kind === "heading") {
    const hashes = /^[ \t]*#+/.exec(text)![0].length;
    one(hashes, number?.from ?? block.from);
  }
  const signs = [mark, second, number].flatMap(s => s ?? []).sort((a, b) => a.from - b.from);
  signs.forEach((sign, i) => {
    one(sign.to, signs[i + 1]?.from ?? block.from);
  });
  if (mark?.kind === "bullet" && mark.text !== "-") edits.push({ from: mark.from, to: mark.from + 1, insert: "-" });
  // Two blanks at a line's end break the line in Markdown; one is nothing.
  for (const m of text.matchAll(/(?<=[^ \t\r\n])[ \t]+(?=\r?\n|$)/g)) {
    const atEnd = text.slice(m.index + m[0].length).trim() === "";
    if (atEnd || m[0] === " ") edits.push({ from: m.index, to: m.index + m[0].length, insert: "" });
  }
  return edits.filter((e, i) => !edits.slice(0, i).some(o => overlap(e, o)));
}

/** Blanks at the ends of lines and lines at the end; texts of several lines (`|`, `>`) may need theirs. */
function yamlEdits(doc: Doc): Edit[] {
  if (doc.yaml?.problems.length || /(?:^|[\s:-])[|>][+-]?\d?[ \t]*(?:#.*)?\r?$/m.test(doc.text)) return [];
  const edits: Edit[] = [];
  for (const m of doc.text.matchAll(/(?<=[^ \t\r\n])[ \t]+(?=\r?\n)/g))
    if (
      !/["'][^"']*$/.test(doc.text.slice(doc.text.lastIndexOf("\n", m.index) + 1, m.index).replace(/(["']).*?\1/g, ""))
    )
      edits.push({ from: m.index, to: m.index + m[0].length, insert: "" });
  const end = doc.text.trimEnd().length;
  const wanted = end ? lineEnd(doc.text) : "";
  if (doc.text.slice(end) !== wanted) edits.push({ from: end, to: doc.text.length, insert: wanted });
  return edits;
}

/** What a sign just typed before `offset` becomes: «ёлочки» for straight quotes, a dash for a hyphen between words. */
export function typedEdits(doc: Doc, offset: number, sign: string): readonly Edit[] {
  if (doc.kind !== "text" || offset <= doc.header.end) return [];
  const block = doc.tree.blocks[blockAt(doc.tree, Math.max(0, offset - 1))];
  if (!block || block.kind === "code" || block.kind === "comment" || block.kind === "table") return [];
  const line = doc.text.slice(doc.text.lastIndexOf("\n", offset - 1) + 1, offset);
  if ((line.match(/`/g)?.length ?? 0) % 2 || /\]\([^)]*$/.test(line)) return [];
  if (sign === '"' && line.endsWith('"')) {
    const opens = /(?:^|[\s(«„–—-])"$/u.test(line);
    return [{ from: offset - 1, to: offset, insert: opens ? "«" : "»" }];
  }
  if (sign === " " && /[\p{L}\d»)] - $/u.test(line) && !/(?:^|\s)\d+ - $/.test(line))
    return [{ from: offset - 3, to: offset, insert: "\u00a0– " }];
  return [];
}
