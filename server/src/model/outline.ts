/** Sections, clauses, lists: what the blocks make together. All offsets are absolute. */

import { type Block, blocksWhere, type Mark, type Numeral, type Tree } from "../syntax/blocks";
import type { Span } from "../syntax/span";
import type { Mutable } from "./mutable";

export interface Heading extends Span {
  /** Index of the block. */
  readonly block: number;
  /** 1–6 as written. */
  readonly level: number;
  readonly number: Numbered | undefined;
  /** The words without the number. */
  readonly title: string;
  readonly titleFrom: number;
  readonly titleTo: number;
}

/** A number at its absolute place. */
export type Numbered = Numeral;

export interface Section {
  readonly heading: Heading;
  readonly number: Numbered | undefined;
  /** A section of a section (H3 with a number of two parts, or without a number under an H2). */
  readonly parent: Section | undefined;
  readonly clauses: readonly Clause[];
  /** Own blocks after the heading, up to the next heading: `[firstBlock, endBlock)`. */
  readonly firstBlock: number;
  readonly endBlock: number;
  /** End of the own text. */
  readonly end: number;
  /** The heading is «Приложение № N». `number` is absent for the only appendix. */
  readonly appendix: { readonly number?: number } | undefined;
}

export interface Clause extends Span {
  readonly block: number;
  readonly number: Numbered;
  readonly textFrom: number;
  readonly textTo: number;
  /** Blocks that belong to the clause behind its own: `(block, endBlock)`. */
  readonly endBlock: number;
  /** End of everything that belongs to it. */
  readonly end: number;
  readonly section: Section | undefined;
  /** A list mark before the number: `- 1.1.`. */
  readonly bullet: Mark | undefined;
}

interface ListItem extends Span {
  readonly block: number;
  /** Absolute place of the mark that counts (the second one of `- 2)`). */
  readonly mark: Mark;
  /** There is one more mark before it. */
  readonly doubled: boolean;
  readonly textFrom: number;
  readonly textTo: number;
  /** Blank lines stand between this item and the one before. */
  readonly loose: boolean;
}

/** Items of one depth. */
interface ItemList extends Span {
  readonly items: readonly ListItem[];
  /** Block of the paragraph, clause or item that leads in; undefined right after a heading. */
  readonly lead: number | undefined;
  readonly clause: Clause | undefined;
  readonly section: Section | undefined;
  /** 0 for the outer list. */
  readonly depth: number;
}

export interface Outline {
  /** The first H1. */
  readonly title: Heading | undefined;
  readonly headings: readonly Heading[];
  readonly sections: readonly Section[];
  readonly clauses: readonly Clause[];
  readonly lists: readonly ItemList[];
  /** Clauses are numbered `1.` without sections (orders, minutes). */
  readonly points: boolean;
  /** Clause that a block belongs to; index by block. */
  readonly clauseOf: readonly (Clause | undefined)[];
  /** Section that a block belongs to; index by block. */
  readonly sectionOf: readonly (Section | undefined)[];
}

export function outlineOf(tree: Tree): Outline {
  const { blocks, starts } = tree;
  const agenda = agendaBlocks(tree);
  const isPoint = (i: number) => isPointMark(blocks[i]!) && !agenda.has(i);
  const points =
    !blocksWhere(tree, isNumberedSection).length && blocksWhere(tree, isPointMark).some(i => !agenda.has(i));
  const headings: Heading[] = [];
  const sections: Section[] = [];
  const clauses: Clause[] = [];
  const clauseOf: (Clause | undefined)[] = new Array(blocks.length);
  const sectionOf: (Section | undefined)[] = new Array(blocks.length);
  let title: Heading | undefined;
  let section: Mutable<Section> | undefined;
  let top: Section | undefined;
  let clause: Mutable<Clause> | undefined;
  const closeClause = (i: number) => {
    if (clause) {
      clause.endBlock = i;
      clause.end = starts[i] ?? tree.length;
    }
    clause = undefined;
  };
  const closeSection = (i: number) => {
    closeClause(i);
    if (section) {
      section.endBlock = i;
      section.end = starts[i] ?? tree.length;
    }
    section = undefined;
  };
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i]!;
    const start = starts[i]!;
    if (block.kind === "heading") {
      closeSection(i);
      const heading = headingOf(block, start, i);
      headings.push(heading);
      if (!title && isTitle(block)) {
        title = heading;
        continue;
      }
      const isTop = block.level <= 2 || heading.number?.parts.length === 1 || !top;
      section = openSection(tree, heading, i, isTop ? undefined : top);
      if (isTop) top = section;
      sections.push(section);
      sectionOf[i] = section;
      continue;
    }
    if (block.kind === "clause" || (points && isPoint(i))) {
      closeClause(i);
      clause = openClause(tree, i, section);
      clauses.push(clause);
      if (section) (section.clauses as Clause[]).push(clause);
    }
    clauseOf[i] = clause;
    sectionOf[i] = section;
  }
  let lists: readonly ItemList[] | undefined;
  return {
    title,
    headings,
    sections,
    clauses,
    get lists() {
      return (lists ??= listsOf(tree, i => points && isPoint(i), clauseOf, sectionOf));
    },
    points,
    clauseOf,
    sectionOf,
  };
}

/** A section that goes on to the end of the text until another one closes it. */
const openSection = (tree: Tree, heading: Heading, index: number, parent: Section | undefined): Mutable<Section> => ({
  heading,
  number: heading.number,
  parent,
  clauses: [],
  firstBlock: index + 1,
  endBlock: tree.blocks.length,
  end: tree.length,
  appendix: appendixOf(heading.title),
});

/** A clause or point that goes on to the end of the text until something closes it. */
function openClause(tree: Tree, index: number, section: Section | undefined): Mutable<Clause> {
  const block = tree.blocks[index]!;
  const start = tree.starts[index]!;
  const bullet = block.kind === "clause" ? block.mark : undefined;
  return {
    block: index,
    number: at(block.number!, start),
    from: start + (bullet ?? block.number!).from,
    to: start + block.to,
    textFrom: start + block.from,
    textTo: start + block.to,
    endBlock: tree.blocks.length,
    end: tree.length,
    section,
    bullet: bullet && moved(bullet, start),
  };
}

const isPointMark = (b: Block) =>
  b.kind === "item" && b.number !== undefined && b.mark?.kind === "dot" && b.indent === 0;

/**
 * `agenda`: «ПОВЕСТКА ДНЯ:» leads in a list, whatever its marks («1. О плане» is no point of the minutes);
 * `heard`: «1. СЛУШАЛИ» ends it.
 */
export function agendaSign(block: Block): "agenda" | "heard" | undefined {
  if (block.kind !== "paragraph" && block.kind !== "heading" && block.kind !== "item") return undefined;
  const start = block.text.slice(block.from, block.from + 40);
  if (block.kind === "item") return /^[*_]*(?:за)?слушали(?!\p{L})/iu.test(start) ? "heard" : undefined;
  return /^[*_]*(?:повестка|на повестке дня|вопросы повестки)(?!\p{L})/iu.test(start) ? "agenda" : undefined;
}

const isTitle = (b: Block) => b.level === 1 && !b.number;

/** The block of the document's title, without making its outline. */
export const titleBlock = (tree: Tree): number | undefined => blocksWhere(tree, isTitle)[0];

/** The words of the document's title. */
export function titleIn(tree: Tree): string | undefined {
  const title = titleBlock(tree);
  const block = title === undefined ? undefined : tree.blocks[title]!;
  return block?.text.slice(block.from, block.to);
}

/** The numbered items right behind the agenda's lead-in, until their numbers or their marks begin again. */
function agendaBlocks(tree: Tree): ReadonlySet<number> {
  const { blocks } = tree;
  const found = new Set<number>();
  for (const lead of blocksWhere(tree, isAgenda)) {
    let last = 0;
    for (let i = lead + 1; i < blocks.length; i++) {
      const block = blocks[i]!;
      if (block.kind === "blank" || block.kind === "comment") continue;
      if (block.kind !== "item") break;
      if (!isPointMark(block)) last = Number.POSITIVE_INFINITY;
      else if (block.number!.parts[0]! <= last || agendaSign(block)) break;
      else {
        last = block.number!.parts[0]!;
        found.add(i);
      }
    }
  }
  return found;
}

const isAgenda = (b: Block) => agendaSign(b) === "agenda";
const isNumberedSection = (b: Block) => b.kind === "heading" && b.level > 1 && b.number !== undefined;

function headingOf(block: Block, start: number, index: number): Heading {
  return {
    block: index,
    level: block.level,
    number: block.number && at(block.number, start),
    title: block.text.slice(block.from, block.to),
    titleFrom: start + block.from,
    titleTo: start + block.to,
    from: start,
    to: start + block.to,
  };
}

// Written out: spreading costs ten times as much, and there are thousands.
function at({ from, to, parts, path, roman, dot, spaced }: Numeral, start: number): Numbered {
  return { from: from + start, to: to + start, parts, path, roman, dot, spaced };
}

function moved({ from, to, text, kind }: Mark, start: number): Mark {
  return { from: from + start, to: to + start, text, kind };
}

/** Whether a heading is that of an appendix. */
export function appendixOf(title: string): { readonly number?: number } | undefined {
  const m = /^приложение(?:\s*(?:№|N)?\s*(\d{1,3}))?(?=[\s.:–—-]|$)/iu.exec(title);
  return m ? (m[1] ? { number: Number(m[1]) } : {}) : undefined;
}

interface OpenItems {
  items: ListItem[];
  lead: number | undefined;
  depth: number;
  indent: number;
  kind: string;
}

/** Runs of items; an inner list opens behind an item that ends in a colon or by indent, and closes when the outer mark returns. */
function listsOf(
  tree: Tree,
  isPoint: (block: number) => boolean,
  clauseOf: readonly (Clause | undefined)[],
  sectionOf: readonly (Section | undefined)[],
): ItemList[] {
  const { blocks, starts } = tree;
  const lists: ItemList[] = [];
  let stack: OpenItems[] = [];
  let lead: number | undefined;
  let blank = false;
  const close = (down: number) => {
    while (stack.length > down) {
      const open = stack.pop()!;
      const first = open.items[0]!;
      lists.push({
        items: open.items,
        lead: open.lead,
        depth: open.depth,
        clause: clauseOf[first.block],
        section: sectionOf[first.block],
        from: first.from,
        to: open.items[open.items.length - 1]!.to,
      });
    }
  };
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i]!;
    if (block.kind === "blank") {
      blank = true;
      continue;
    }
    // A remark, or a suppression, between two items doesn't part them.
    if (block.kind === "comment") continue;
    if (block.kind !== "item" || isPoint(i)) {
      close(0);
      lead = block.kind === "paragraph" || block.kind === "clause" || block.kind === "item" ? i : undefined;
      blank = false;
      continue;
    }
    const start = starts[i]!;
    const mark = moved(block.second ?? block.mark!, start);
    const kind = mark.kind === "symbol" || mark.kind === "bullet" ? "bullet" : mark.kind;
    let top = stack[stack.length - 1];
    if (top) {
      const lastItem = top.items[top.items.length - 1]!;
      const last = blocks[lastItem.block]!;
      const opens = block.indent >= top.indent + 2 || (kind !== top.kind && /:\s*$/.test(last.text.slice(0, last.to)));
      if (opens) {
        stack.push({ items: [], lead: lastItem.block, depth: stack.length, indent: block.indent, kind });
      } else {
        while (
          stack.length > 1 &&
          (block.indent + 2 <= top!.indent || (kind !== top!.kind && stack.some(o => o !== top && o.kind === kind)))
        ) {
          close(stack.length - 1);
          top = stack[stack.length - 1];
        }
      }
    } else {
      stack = [{ items: [], lead, depth: 0, indent: block.indent, kind }];
    }
    const open = stack[stack.length - 1]!;
    open.items.push({
      block: i,
      mark,
      doubled: block.second !== undefined,
      from: start + block.mark!.from,
      to: start + block.to,
      textFrom: start + block.from,
      textTo: start + block.to,
      loose: blank && open.items.length > 0,
    });
    blank = false;
  }
  close(0);
  return lists.sort((a, b) => a.from - b.from);
}
