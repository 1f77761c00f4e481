/** Groups of items that should look alike: lists, sub-clauses, and paragraphs that stand where a list was lost. */
import type { Doc } from "../model/document";
import type { Clause } from "../model/outline";

export interface GroupItem {
  readonly block: number;
  /** The words without marks. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** Last sign: `;` `,` `.` `:` or empty. */
  readonly end: string;
  /** Something of its own follows inside it: an inner list, sub-clauses, a table. */
  readonly opens: boolean;
}

export interface Group {
  readonly kind: "list" | "clauses" | "lost";
  readonly items: readonly GroupItem[];
  /** 0 for an outer list. */
  readonly depth: number;
  /** Block that leads in. */
  readonly lead: number | undefined;
}

export function groupsOf(doc: Doc): readonly Group[] {
  let known = cache.get(doc);
  if (!known) cache.set(doc, (known = [...lists(doc), ...clauseGroups(doc), ...lostLists(doc)]));
  return known;
}

const cache = new WeakMap<Doc, readonly Group[]>();

function item(doc: Doc, block: number, from: number, to: number, opens: boolean): GroupItem {
  const text = doc.text
    .slice(from, to)
    .replace(/[*_]+$/, "")
    .trimEnd();
  return { block, from, to: from + text.length, text, end: /[;,.:!?]$/.exec(text)?.[0] ?? "", opens };
}

function lists(doc: Doc): Group[] {
  const opened = new Set(doc.outline.lists.map(l => l.lead));
  return doc.outline.lists.map(l => ({
    kind: "list",
    depth: l.depth,
    lead: l.lead,
    items: l.items.map(i => item(doc, i.block, i.textFrom, i.textTo, opened.has(i.block))),
  }));
}

/** Clauses with one parent number. */
function clauseGroups(doc: Doc): Group[] {
  const groups = new Map<string, Clause[]>();
  doc.outline.clauses.forEach(c => {
    const key = `${c.section?.heading.from ?? -1}:${c.number.parts.slice(0, -1).join(".")}:${c.number.parts.length}`;
    const group = groups.get(key);
    if (group) group.push(c);
    else groups.set(key, [c]);
  });
  const byPath = new Set(doc.outline.clauses.map(c => c.number.parts.slice(0, -1).join(".")));
  return [...groups.values()].map(clauses => ({
    kind: "clauses",
    depth: 0,
    lead: undefined,
    items: clauses.map(c => item(doc, c.block, c.textFrom, c.textTo, byPath.has(c.number.path) || followed(doc, c))),
  }));
}

function followed(doc: Doc, c: Clause): boolean {
  for (let i = c.block + 1; i < c.endBlock; i++)
    if (!["blank", "comment"].includes(doc.tree.blocks[i]!.kind)) return true;
  return false;
}

/** «2.2. Деятельность включает:» and then two or more paragraphs without marks. */
function lostLists(doc: Doc): Group[] {
  const found: Group[] = [];
  for (const c of doc.outline.clauses) {
    if (!/:\s*$/.test(doc.text.slice(c.textFrom, c.textTo))) continue;
    const items: GroupItem[] = [];
    for (let i = c.block + 1; i < c.endBlock; i++) {
      const block = doc.tree.blocks[i]!;
      if (block.kind === "blank" || block.kind === "comment") continue;
      if (block.kind !== "paragraph") {
        items.length = 0;
        break;
      }
      items.push(item(doc, i, doc.tree.starts[i]! + block.from, doc.tree.starts[i]! + block.to, false));
    }
    if (items.length > 1) found.push({ kind: "lost", depth: 0, lead: c.block, items });
  }
  return found;
}

/** Several sentences: such an item is text of its own and keeps its own signs. */
export const isLong = (i: Pick<GroupItem, "text">): boolean =>
  /[.!?]\s/.test(i.text) &&
  /[.!?]\s+[«"(]?\p{Lu}/u.test(i.text.replace(/(?<!\p{L})(?:\p{Lu}|им|г|ул|ст|п|пп|ч|т|см|др|пр)\.\s/gu, ""));
/** «и др.», «и т. д.»: the dot is the abbreviation's. */
export const endsShort = (i: GroupItem): boolean => /(?:^|\s)(?:др|пр|т\. ?[дп]|гг?|руб|шт|стр)\.$/u.test(i.text);
