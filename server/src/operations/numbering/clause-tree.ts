/** Sections and clauses as one tree of entries, each with its siblings and its children. */
import { type Doc, ofDoc } from "../../model/document";
import type { Mutable } from "../../model/mutable";
import { lastPart, parentPath } from "../../model/numbers";
import type { Clause, Numbered, Section } from "../../model/outline";
import { capitalised } from "../../russian/capitalised";
import { blockAt } from "../../syntax/blocks";
import type { Span } from "../../syntax/span";
import { startsAnew } from "./renumber";

/** A section or clause with what belongs to it. `[from, to)` covers its parts and a suppression before it. */
export interface TreeEntry extends Span {
  readonly number: Numbered | undefined;
  readonly section: Section | undefined;
  readonly clause: Clause | undefined;
  readonly depth: number;
  /** Lists of points count each by itself. */
  readonly list: number;
  readonly parent: TreeEntry | undefined;
  readonly children: readonly TreeEntry[];
  /** First character behind the number. */
  readonly textFrom: number;
}

export type NumberedEntry = TreeEntry & { readonly number: Numbered };

export type ClauseEntry = NumberedEntry & { readonly clause: Clause };

/** Sections and clauses in text order. */
export const entriesOf = ofDoc((doc: Doc): readonly TreeEntry[] => readEntries(doc));

function readEntries(doc: Doc): TreeEntry[] {
  const { sections, clauses } = doc.outline;
  const { blocks, starts } = doc.tree;
  const { length } = doc.text;
  const root: Mutable<TreeEntry> = { ...nothing, from: 0, to: length, depth: 0, children: [] };
  const found: Mutable<TreeEntry>[] = [];
  const open: Mutable<TreeEntry>[] = [root];
  let list = 0;
  let sectionDepth = 0;
  const add = (entry: Omit<TreeEntry, "to" | "parent" | "children" | "list">) => {
    close(entry.depth, entry.from);
    const parent = open.at(-1)!;
    const made: Mutable<TreeEntry> = { ...entry, to: length, parent, children: [], list };
    (parent.children as TreeEntry[]).push(made);
    open.push(made);
    found.push(made);
  };
  const close = (depth: number, at: number) => {
    while (open.at(-1)!.depth >= depth) open.pop()!.to = at;
  };
  /** Start of a block with the comments that stand right before it. */
  const startOf = (block: number) => {
    let first = block;
    while (blocks[first - 1]?.kind === "comment") first--;
    return starts[first]!;
  };
  const addClause = (clause: Clause) => {
    const { block, number } = clause;
    const from = startOf(block);
    if (startsAnew(doc, clause)) {
      // «Решили:» before a list of its own is no part of the clause above.
      let lead = block - 1;
      while (blocks[lead]?.kind === "blank") lead--;
      const leadsIn = blocks[lead]?.kind === "paragraph" && /:\s*$/.test(blocks[lead]!.text);
      close(sectionDepth + 1, leadsIn ? startOf(lead) : from);
      list++;
    }
    const depth = Math.max(number.parts.length, sectionDepth + 1);
    add({ from, number, section: undefined, clause, depth, textFrom: clause.textFrom });
  };
  for (const clause of clauses) if (!clause.section) addClause(clause);
  for (const section of sections) {
    const { heading, number, appendix, parent } = section;
    const from = startOf(heading.block);
    const depth = appendix ? 1 : number ? number.parts.length : parent ? 2 : 1;
    if (appendix) list++;
    sectionDepth = depth;
    const own = appendix || number?.roman ? undefined : number;
    add({ from, number: own, section, clause: undefined, depth, textFrom: heading.titleFrom });
    section.clauses.forEach(addClause);
  }
  return found;
}

const nothing = {
  number: undefined,
  section: undefined,
  clause: undefined,
  parent: undefined,
  list: 0,
  textFrom: 0,
} as const;

/** The innermost section or clause round an offset. */
export function entryAt(doc: Doc, offset: number): TreeEntry | undefined {
  const entries = entriesOf(doc);
  for (let i = entries.length - 1; i >= 0; i--) {
    const entry = entries[i]!;
    if (entry.from <= offset && (offset < entry.to || (offset === doc.text.length && entry.to === offset)))
      return entry;
  }
  return undefined;
}

/** The clause in whose own words (not in its lists, tables and other paragraphs) the offset lies. */
export function ownClauseAt(doc: Doc, offset: number): ClauseEntry | undefined {
  if (doc.kind !== "text") return undefined;
  // The end of a line at the end of the text is the block's, too.
  const block = blockAt(doc.tree, offset > 0 && offset === doc.text.length ? offset - 1 : offset);
  const clause = doc.outline.clauseOf[block];
  if (!clause || clause.block !== block) return undefined;
  return entriesOf(doc).find((e): e is ClauseEntry => e.clause === clause);
}

/** Those that count together with `entry`, of its own kind or (parts of a section) of both. */
export function siblingsOf(entry: NumberedEntry, side: "before" | "after"): readonly NumberedEntry[] {
  const { parent, list, number } = entry;
  const same = (parent?.children ?? []).filter(
    (e): e is NumberedEntry =>
      e.number !== undefined && e.list === list && parentPath(e.number.path) === parentPath(number.path),
  );
  const at = same.indexOf(entry);
  return side === "before" ? same.slice(0, at) : same.slice(at + 1);
}

export const childrenOf = (entry: TreeEntry): readonly NumberedEntry[] =>
  entry.children.filter(
    (e): e is NumberedEntry => e.number !== undefined && parentPath(e.number.path) === entry.number?.path,
  );

export const lastChild = (entry: TreeEntry): number =>
  Math.max(0, ...childrenOf(entry).map(e => lastPart(e.number.path)));

const nameOf = (entry: NumberedEntry): string =>
  entry.section
    ? `раздел ${entry.number.path}`
    : `${entry.number.parts.length > 2 ? "подпункт" : "пункт"} ${entry.number.path}`;

export const sentenceName = (entry: NumberedEntry): string => capitalised(nameOf(entry));

export const deep = (entry: TreeEntry): readonly TreeEntry[] => [entry, ...entry.children.flatMap(deep)];
