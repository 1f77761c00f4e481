/** Groups of items that should look alike: lists, sub-clauses, and paragraphs that stand where a list was lost. */

import { ofBlock } from "../syntax/blocks";
import { type Doc, ofDoc } from "./document";
import { parentPath } from "./numbers";
import type { Clause } from "./outline";

/** How the words of a block look as an item. */
export interface Wording {
  /** The words without marks. */
  readonly text: string;
  /** Last sign: `;` `,` `.` `:` or empty. */
  readonly end: string;
  /** Several sentences: such an item is text of its own and keeps its own signs. */
  readonly long: boolean;
  /** «и др.», «и т. д.»: the dot is the abbreviation's. */
  readonly endsShort: boolean;
  /** The first word; `from` counts from the start of `text`. */
  readonly first: { readonly from: number; readonly text: string } | undefined;
  /** Begins as a sentence does, with a capital and then small letters. */
  readonly capital: boolean;
  /** A comma or a semicolon stands inside. */
  readonly divided: boolean;
  /** Up to five words. */
  readonly short: boolean;
}

export interface GroupItem {
  readonly block: number;
  readonly from: number;
  readonly to: number;
  readonly words: Wording;
  /** Something of its own follows inside it: an inner list, sub-clauses, a table. */
  readonly opens: boolean;
}

export interface ItemGroup {
  readonly kind: "list" | "clauses" | "lost";
  readonly items: readonly GroupItem[];
  /** 0 for an outer list. */
  readonly depth: number;
  /** Block that leads in. */
  readonly lead: number | undefined;
}

export const groupsOf = ofDoc((doc: Doc): readonly ItemGroup[] => [
  ...lists(doc),
  ...clauseGroups(doc),
  ...lostLists(doc),
]);
export const wordingOf = ofBlock((block): Wording => {
  const text = block.text
    .slice(block.from, block.to)
    .replace(/[*_]+$/, "")
    .trimEnd();
  const first = /^[«"(]?(\p{L}[\p{L}-]*)/u.exec(text);
  return {
    text,
    end: /[;,.:!?]$/.exec(text)?.[0] ?? "",
    long: isLong(text),
    endsShort: /(?:^|\s)(?:др|пр|т\. ?[дп]|гг?|руб|шт|стр)\.$/u.test(text.slice(-8)),
    first: first ? { from: first[0].length - first[1]!.length, text: first[1]! } : undefined,
    capital: /^[«"]?\p{Lu}\p{Ll}/u.test(text),
    divided: /[,;]\s/.test(text),
    short: /^\S+(?:\s+\S+){0,4}$/.test(text),
  };
});

const isLong = (text: string): boolean =>
  /[.!?]\s/.test(text) &&
  /[.!?]\s+[«"(]?\p{Lu}/u.test(text.replace(/(?<!\p{L})(?:\p{Lu}|им|г|ул|ст|п|пп|ч|т|см|др|пр)\.\s/gu, ""));

function item(doc: Doc, block: number, opens: boolean): GroupItem {
  const own = doc.tree.blocks[block]!;
  const words = wordingOf(own);
  const from = doc.tree.starts[block]! + own.from;
  return { block, from, to: from + words.text.length, words, opens };
}

function lists(doc: Doc): ItemGroup[] {
  const opened = new Set(doc.outline.lists.map(l => l.lead));
  return doc.outline.lists.map(l => ({
    kind: "list",
    depth: l.depth,
    lead: l.lead,
    items: l.items.map(i => item(doc, i.block, opened.has(i.block))),
  }));
}

/** Clauses with one parent number. */
function clauseGroups(doc: Doc): ItemGroup[] {
  const groups = new Map<string, Clause[]>();
  doc.outline.clauses.forEach(c => {
    const key = `${c.section?.heading.from ?? -1}:${parentPath(c.number.path)}:${c.number.parts.length}`;
    const group = groups.get(key);
    if (group) group.push(c);
    else groups.set(key, [c]);
  });
  const byPath = new Set(doc.outline.clauses.map(c => parentPath(c.number.path)));
  return [...groups.values()].map(clauses => ({
    kind: "clauses",
    depth: 0,
    lead: undefined,
    items: clauses.map(c => item(doc, c.block, byPath.has(c.number.path) || followed(doc, c))),
  }));
}

function followed(doc: Doc, c: Clause): boolean {
  for (let i = c.block + 1; i < c.endBlock; i++)
    if (!["blank", "comment"].includes(doc.tree.blocks[i]!.kind)) return true;
  return false;
}

/** «2.2. Деятельность включает:» and then two or more paragraphs without marks. */
function lostLists(doc: Doc): ItemGroup[] {
  const found: ItemGroup[] = [];
  for (const c of doc.outline.clauses) {
    const lead = doc.tree.blocks[c.block]!;
    if (!/:\s*$/.test(lead.text.slice(Math.max(lead.from, lead.to - 4), lead.to))) continue;
    const items: GroupItem[] = [];
    for (let i = c.block + 1; i < c.endBlock; i++) {
      const block = doc.tree.blocks[i]!;
      if (block.kind === "blank" || block.kind === "comment") continue;
      if (block.kind !== "paragraph") {
        items.length = 0;
        break;
      }
      items.push(item(doc, i, false));
    }
    if (items.length > 1) found.push({ kind: "lost", depth: 0, lead: c.block, items });
  }
  return found;
}
