/** Edits that put new words in the place of a name, at every place of it. */
import type { Doc } from "../../model/document";
import type { Spelling } from "../../russian/forms";
import { type Doubt, editsOf, isForm, type Replacement } from "../../russian/replace";
import { words } from "../../russian/words";
import { blockAt } from "../../syntax/blocks";
import type { Span } from "../../syntax/span";
import { scalarRound } from "../../syntax/yaml";
import type { PlacedOccurrence } from "../../workspace/entities/occurrences";
import type { RenameEdit } from "./renaming";

/** Where `phrase` stands in some form inside a name. */
export function windowOf(text: string, phrase: string): Span | undefined {
  const all = words(text);
  const count = words(phrase).length;
  for (let i = 0; count > 0 && i + count <= all.length; i++) {
    const span = { from: all[i]!.from, to: all[i + count - 1]!.to };
    if (isForm(phrase, text.slice(span.from, span.to))) return span;
  }
  return undefined;
}

export const wholeOf = (text: string): Span => ({ from: 0, to: text.length });

export const docsOf = (places: readonly PlacedOccurrence[]): readonly Doc[] => [...new Set(places.map(p => p.doc))];

/** Whether the documents write ё anywhere. */
export const spellingOf = (places: readonly PlacedOccurrence[]): Spelling =>
  docsOf(places).some(d => d.text.includes("ё")) ? "ё" : "е";

/** The block or value of YAML round a place: what its words are read with. */
export function passage(doc: Doc, at: Span): { readonly text: string; readonly start: number } {
  const index = doc.kind === "text" && at.from >= doc.header.end ? blockAt(doc.tree, at.from) : -1;
  const block = doc.tree.blocks[index];
  if (block) return { text: block.text, start: doc.tree.starts[index]! };
  const yaml = doc.yaml ?? doc.header.yaml;
  const { from, to } = (yaml && scalarRound(yaml, at)) ?? at;
  return { text: doc.text.slice(from, to), start: from };
}

/** The edits of one place: its own first. */
export function editsAt(doc: Doc, start: number, made: Replacement, other?: Doubt): readonly RenameEdit[] {
  return editsOf(made).map(({ from, to, insert, doubt = other }) => ({
    uri: doc.uri,
    from: start + from,
    to: start + to,
    insert,
    ...(doubt ? { doubt } : {}),
  }));
}

/** A place may come twice: a term inside of a role's name. */
export function distinct(edits: readonly RenameEdit[]): readonly RenameEdit[] {
  const sorted = [...edits].sort((a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : a.from - b.from || b.to - a.to));
  const kept: RenameEdit[] = [];
  for (const e of sorted) {
    const before = kept.at(-1);
    if (before?.uri !== e.uri || before.to <= e.from) kept.push(e);
  }
  return kept;
}
