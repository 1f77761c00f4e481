/** The appendices of a document and where its text speaks of them. */
import type { Doc } from "../../model/document";
import type { Section } from "../../model/outline";
import { type Block, blocksWhere } from "../../syntax/blocks";
import { flow } from "../../syntax/inline";
import type { Span } from "../../syntax/span";
import type { Workspace } from "../../workspace/docs";
import { dependantsOf, resolve } from "../../workspace/neighbours";
import { ownReferences } from "./own-references";

export interface AppendixMention extends Span {
  readonly block: number;
  /** As written; undefined for «(приложение)». */
  readonly number: number | undefined;
}

/** Appendix headings of the text. */
export const appendixSections = (doc: Doc): readonly Section[] => doc.outline.sections.filter(s => s.appendix);

/** Files that are appendices to `doc` or are approved by it. */
export function appendixFiles(workspace: Workspace, doc: Doc): readonly Doc[] {
  return dependantsOf(workspace, doc).filter(
    d =>
      resolve(workspace, d.uri, d.header.appendixTo) === doc || resolve(workspace, d.uri, d.header.approvedBy) === doc,
  );
}

/** Where the main text speaks of its appendices: «(приложение № 1)», «(Приложение)», «согласно приложению». */
export function appendixMentions(doc: Doc): readonly AppendixMention[] {
  const found: AppendixMention[] = ownReferences(doc)
    .filter(r => r.target === "appendix")
    .map(r => ({ block: r.block, from: r.at, to: r.end, number: Number(r.path) }));
  for (const i of blocksWhere(doc.tree, namesAppendix)) {
    const start = doc.tree.starts[i]!;
    for (const m of flow(doc.tree.blocks[i]!).matchAll(BARE)) {
      const from = start + m.index + m[0].search(/приложени/iu) - (m[0].startsWith("(") ? 1 : 0);
      found.push({ block: i, from, to: start + m.index + m[0].length, number: undefined });
    }
  }
  return found.sort((a, b) => a.from - b.from);
}

const BARE =
  /\([ \t\u00a0]*приложение[ \t\u00a0]*\)|(?<!\p{L})(?:согласно|в|во)[ \t\u00a0]+приложени(?:ю|и)(?!\p{L})(?![ \t\u00a0]*(?:№|N|\d|[«"]|\p{Lu}))(?![\s\u00a0]+к[\s\u00a0]+(?!настоящ|данн|положени))/giu;

/** The text speaks of appendices in a general way: «с приложениями», «прилагается», «прилагаемое Положение». */
export function speaksOfAppendices(doc: Doc): boolean {
  return blocksWhere(doc.tree, speaksInGeneral).length > 0;
}

const namesAppendix = (b: Block) => b.kind !== "heading" && /приложени/i.test(b.text);
const speaksInGeneral = (b: Block) =>
  b.kind !== "heading" &&
  b.kind !== "header" &&
  /(?<!\p{L})(?:приложени|прилага)/iu.test(b.text) &&
  /(?<!\p{L})(?:приложени\p{L}*(?!\p{L}|[\s\u00a0]*(?:№|N|\d))|прилага\p{L}*)/iu.test(flow(b));
