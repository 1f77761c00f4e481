/** Word → sentence → clause → section → document (LSP textDocument/selectionRange); in YAML value → row → list → file. */

import type { SelectionRange } from "vscode-languageserver";
import type { Doc } from "../model/document";
import { isInside, parentPath } from "../model/numbers";
import { sentenceAround } from "../russian/sentences";
import { blockAt } from "../syntax/blocks";
import type { Span } from "../syntax/span";
import { pathAt, rangeOf } from "../syntax/yaml";
import { rangeIn } from "./convert";
import type { Feature } from "./feature";

export const selection: Feature = {
  capabilities: { selectionRangeProvider: true },
  listen(session) {
    session.connection.onSelectionRanges(({ textDocument: { uri }, positions }) => {
      const doc = session.doc(uri);
      const text = session.text(uri);
      if (!doc || !text) return null;
      return positions.map(position => {
        const spans = spansRound(doc, text.offsetAt(position));
        return spans.reduceRight<SelectionRange | undefined>(
          (parent, span) => ({ range: rangeIn(text, span), ...(parent ? { parent } : {}) }),
          undefined,
        )!;
      });
    });
  },
};

/** Spans from the word outwards; each holds the one before and is larger. Never empty: the last is the whole document. */
function spansRound(doc: Doc, offset: number): readonly Span[] {
  const whole = { from: 0, to: doc.text.length };
  const found: Span[] = [wordRound(doc.text, offset)];
  const yaml = doc.yaml ?? (offset < doc.header.end ? doc.header.yaml : undefined);
  if (yaml) {
    const { path } = pathAt(yaml, offset);
    for (let depth = path.length; depth > 0; depth--) found.push(rangeOf(yaml, path.slice(0, depth)));
    if (doc.header.end) found.push({ from: 0, to: doc.header.end });
  } else {
    const index = blockAt(doc.tree, offset);
    const block = doc.tree.blocks[index];
    if (block && block.kind !== "blank") {
      const start = doc.tree.starts[index]!;
      const sentence = sentenceAround(block.text, Math.min(offset - start, block.to));
      const from = Math.max(sentence.from, block.from);
      const lead = /^\s*/.exec(block.text.slice(from))![0].length;
      found.push({ from: start + from + lead, to: start + Math.min(sentence.to + 1, block.to) });
      found.push(
        { from: start + block.from, to: start + block.to },
        { from: start, to: start + block.text.trimEnd().length },
      );
    }
    const clause = doc.outline.clauseOf[index];
    for (let c = clause; c; c = doc.outline.clauses.find(o => o !== c && parentPath(c!.number.path) === o.number.path))
      found.push({
        from: c.from,
        to: c.from + doc.text.slice(c.from, endOf(doc, c.number.path, c.end)).trimEnd().length,
      });
    for (let s = doc.outline.sectionOf[index]; s; s = s.parent)
      found.push({ from: s.heading.from, to: s.heading.from + doc.text.slice(s.heading.from, s.end).trimEnd().length });
  }
  found.push(whole);
  return widening(found, offset);
}

/** A clause ends where its last sub-clause does. */
function endOf(doc: Doc, path: string, end: number): number {
  return Math.max(end, ...doc.outline.clauses.filter(c => isInside(c.number.path, path)).map(c => c.end));
}

function widening(spans: readonly Span[], offset: number): Span[] {
  const kept: Span[] = [];
  for (const span of spans) {
    const last = kept.at(-1);
    if (span.from > offset || span.to < offset) continue;
    if (!last || (span.from <= last.from && span.to >= last.to && span.to - span.from > last.to - last.from))
      kept.push(span);
  }
  return kept.length ? kept : [spans.at(-1)!];
}

function wordRound(text: string, offset: number): Span {
  const inWord = (at: number) =>
    /[\p{L}\p{N}\p{M}]/u.test(text[at] ?? "") || (text[at] === "-" && /\p{L}/u.test(text[at + 1] ?? ""));
  let from = offset;
  let to = offset;
  while (from > 0 && inWord(from - 1)) from--;
  while (to < text.length && inWord(to)) to++;
  return { from, to };
}
