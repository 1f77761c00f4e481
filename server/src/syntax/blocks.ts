import type { Edit } from "./edits";
import { partitionPoint } from "./search";
import type { Span } from "./span";
import { goesOn } from "./wraps";

/**
 * Text → blocks. The dialect is line-structured, so a document is a flat list of blocks that tile its text:
 * joined, their texts are the source again. Scanning a block needs nothing but the text from its start on,
 * which makes an edit cheap (rescan where the scanner looked, reuse the rest) and never fails.
 */

type BlockKind =
  | "header"
  | "heading"
  | "clause"
  | "paragraph"
  | "item"
  | "table"
  | "code"
  | "comment"
  | "break"
  | "blank";

/** A list mark: `-`, `•`, `1)`, `а)`, `1.`. */
export interface Mark extends Span {
  readonly text: string;
  readonly kind: MarkKind;
}
/** `bullet` -, *, +; `symbol` •, –, — and other signs that Markdown doesn't know; `digit` 1); `letter` а); `dot` 1. */
type MarkKind = "bullet" | "symbol" | "digit" | "letter" | "dot";

/** A written number of a heading, clause or point: `2.`, `1.1.`, `1.4` (no dot), `IV.`. */
export interface Numeral extends Span {
  readonly parts: readonly number[];
  /** `2.3`: parts joined, without the last dot. */
  readonly path: string;
  readonly roman: boolean;
  /** Ends in a dot, as it should. */
  readonly dot: boolean;
  /** The number has no blanks inside and a blank behind it. */
  readonly spaced: boolean;
}

export interface Block {
  readonly kind: BlockKind;
  /** Source of the block with its line ends. */
  readonly text: string;
  /** How far from the block's start the scanner looked to decide where the block ends, UTF-16 units. */
  readonly reach: number;
  /** Blanks before the first character; a tab counts as 4. */
  readonly indent: number;
  /** Depth of a heading, 1–6; 0 for other kinds. */
  readonly level: number;
  /** The item's mark, or the bullet before a clause. */
  readonly mark: Mark | undefined;
  /** A second mark: `- 2) …`. */
  readonly second: Mark | undefined;
  readonly number: Numeral | undefined;
  /** Content without marks, number, emphasis round the number, trailing blanks and line ends. */
  readonly from: number;
  readonly to: number;
  /** What has been read of it. */
  readonly memory: BlockMemory;
}

/** The readings of one block by their slots. Private: two blocks of the same text are equal, whatever was read of them. */
class BlockMemory {
  readonly #readings: unknown[] = [];

  reading(slot: number, block: Block, read: (block: Block) => unknown): unknown {
    return (this.#readings[slot] ??= read(block));
  }

  readingWith(
    slot: number,
    block: Block,
    a: unknown,
    b: unknown,
    read: ReadingWith<unknown, unknown, unknown>,
  ): unknown {
    const last = this.#readings[slot] as LastReading | undefined;
    if (last && last.a === a && last.b === b) return last.value;
    const value = read(block, a, b);
    this.#readings[slot] = { a, b, value } satisfies LastReading;
    return value;
  }
}

type ReadingWith<A, B, T> = (block: Block, a: A, b: B) => T;
interface LastReading {
  readonly a: unknown;
  readonly b: unknown;
  readonly value: unknown;
}

let slots = 0;

/** The same reading, made once for each block. It goes with the block, and it is never undefined. */
export function ofBlock<T extends {}>(read: (block: Block) => T): (block: Block) => T {
  const slot = slots++;
  return block => block.memory.reading(slot, block, read) as T;
}

/** The same for what is read of a block and one or two other values, say a matcher: only the last reading is kept. */
export function ofBlockWith<A, T>(read: (block: Block, a: A) => T): (block: Block, a: A) => T;
export function ofBlockWith<A, B, T>(read: ReadingWith<A, B, T>): ReadingWith<A, B, T>;
export function ofBlockWith(
  read: ReadingWith<unknown, unknown, unknown>,
): (block: Block, a: unknown, b?: unknown) => unknown {
  const slot = slots++;
  return (block, a, b) => block.memory.readingWith(slot, block, a, b, read);
}

export interface Tree {
  readonly blocks: readonly Block[];
  /** Start of each block in the text. */
  readonly starts: readonly number[];
  readonly length: number;
  /** What the last edit made the parser read again; undefined after a full parse. */
  readonly edit: TreeEdit | undefined;
}

/** Blocks `[first, end)` stand where `[first, oldEnd)` of the tree before stood; all others are the same objects. */
interface TreeEdit {
  readonly before: WeakRef<Tree>;
  readonly first: number;
  readonly oldEnd: number;
  readonly end: number;
}

export function parse(text: string): Tree {
  const blocks: Block[] = [];
  const starts: number[] = [];
  for (let pos = 0; pos < text.length; ) {
    const block = scanBlock(text, pos);
    blocks.push(block);
    starts.push(pos);
    pos += block.text.length;
  }
  return { blocks, starts, length: text.length, edit: undefined };
}

/** The first block alone: enough for what a header says. */
export const firstBlock = (text: string): Block | undefined => (text ? scanBlock(text, 0) : undefined);

/** The tree of `text`, which is the tree's text after `change`: equal to `parse(text)`, unchanged blocks are the same objects. */
export function reparse(tree: Tree, text: string, change: Edit): Tree {
  const { blocks, starts } = tree;
  let first = 0;
  while (first < blocks.length && starts[first]! + blocks[first]!.reach < change.from) first++;
  const delta = change.insert.length - (change.to - change.from);
  const fresh: Block[] = [];
  let next = first; // the old block that could be reused from `pos` on
  let pos = first < blocks.length ? starts[first]! : Math.min(tree.length, change.from);
  if (first === blocks.length && first > 0) {
    first--;
    next = first;
    pos = starts[first]!;
  }
  for (; pos < text.length; ) {
    if (pos >= change.from + change.insert.length && pos > 0) {
      while (next < blocks.length && starts[next]! + delta < pos) next++;
      if (next < blocks.length && starts[next]! >= change.to && starts[next]! > 0 && starts[next]! + delta === pos)
        break;
    }
    const block = scanBlock(text, pos);
    fresh.push({ ...block, text: copy(block.text), memory: new BlockMemory() });
    pos += block.text.length;
  }
  const rest = pos < text.length ? blocks.slice(next) : [];
  const all = blocks.slice(0, first).concat(fresh, rest);
  const allStarts = starts.slice(0, first);
  let start = first < blocks.length ? starts[first]! : 0;
  for (let i = first; i < all.length; i++) {
    allStarts.push(start);
    start += all[i]!.text.length;
  }
  const edit: TreeEdit = {
    before: new WeakRef(tree),
    first,
    oldEnd: blocks.length - rest.length,
    end: all.length - rest.length,
  };
  return { blocks: all, starts: allStarts, length: text.length, edit };
}

export type BlockTest = (block: Block) => boolean;
const wanted = new WeakMap<BlockTest, WeakMap<Tree, readonly number[]>>();

/**
 * Indices of the blocks that pass a test, ascending. Only blocks that an edit made the parser read again are tested again: `test` has to be
 * one constant function of the block alone. The very same array is given after an edit that changed nothing in it.
 */
export function blocksWhere(tree: Tree, test: BlockTest): readonly number[] {
  let trees = wanted.get(test);
  if (!trees) wanted.set(test, (trees = new WeakMap()));
  let found = trees.get(tree);
  if (!found) {
    const before = tree.edit?.before.deref();
    const old = before && trees.get(before);
    found = old ? passingAfter(old, tree, tree.edit!, test) : passing(tree, test, 0, tree.blocks.length);
    trees.set(tree, found);
  }
  return found;
}

function passing({ blocks }: Tree, test: BlockTest, from: number, to: number): number[] {
  const found: number[] = [];
  for (let i = from; i < to; i++) if (test(blocks[i]!)) found.push(i);
  return found;
}

function passingAfter(old: readonly number[], tree: Tree, edit: TreeEdit, test: BlockTest): readonly number[] {
  const { first, oldEnd, end } = edit;
  const fresh = passing(tree, test, first, end);
  const low = countBelow(old, first);
  const high = countBelow(old, oldEnd);
  if (end === oldEnd && fresh.length === high - low && fresh.every((n, i) => n === old[low + i])) return old;
  return [...old.slice(0, low), ...fresh, ...old.slice(high).map(n => n - oldEnd + end)];
}

/** How many of the ascending numbers are less than `limit`. */
const countBelow = (numbers: readonly number[], limit: number): number =>
  partitionPoint(numbers.length, i => numbers[i]! < limit);

/** Index of the block that holds `offset`; the last one for the end of the text, -1 in an empty text. */
export function blockAt(tree: Tree, offset: number): number {
  // The first block starts at 0.
  return tree.starts.length ? Math.max(0, countBelow(tree.starts, offset + 1) - 1) : -1;
}

/** The same text on its own: a slice keeps the whole text it was cut from alive. */
export const copy = (s: string) => (s.length < 13 ? s : `\0${s}`.slice(1));

const BLANK = /^[ \t\u00a0\u200b\u2060\ufeff]*$/;
/** «##1. Общие» without its blank is a heading that a rule speaks of; «#школа» is a hashtag. */
const HEADING = /^ {0,3}(#{1,6}(?=[ \t\u00a0\u2000-\u200b\u202f]|$)|#{2,6}(?=[\p{L}\d*_«]))/u;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const BREAK = /^ {0,3}([-*])(?:[ \t]*\1){2,}[ \t]*$/;
const DELIMITER_ROW = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
const BULLET = /^([-*+])[ \t\u00a0\u2000-\u200b\u202f]+(?=\S)|^([-*+])[ \t\u00a0\u2000-\u200b\u202f]*$/;
const SYMBOL = /^([•·●▪◦‣–—\uf0b7])[ \t\u00a0\u2000-\u200b\u202f]*(?=\S)/;
const ENUMERATOR = /^(?:(\d{1,3})|([а-яёa-z]))\)(?!\))/;
/** Without a blank behind it only before a word («1.Создать», «2.О плане»). */
const POINT = /^(\d{1,3})\.(?=[ \t\u00a0\u2000-\u200b\u202f]|$|«?\p{L}\p{Ll}{2}|\p{Lu}\p{Ll}|О )/u;
/**
 * Two parts or more. Without a blank behind it only before a capital («1.4Сайт»); «12.09 …» and «01.10» are dates,
 * «9.10 - перемена» is a time, «1.1» inside «1.1%» no number.
 */
const CLAUSE =
  /^(?!0\d|\d{1,3}\.0\d(?:\.|[ \t]|$)|\d{1,2}\.\d0(?:[ \t]*$|[ \t]+[-–—][ \t])|\d{1,2}\.\d\d[ \t]*[-–—][ \t]*\d)\d{1,3}(?:\.\d{1,3})+(?:\.?(?=[ \t\u00a0\u2000-\u200b\u202f]|$)|\.?(?=\p{Lu}))/u;
/** Numbers torn apart: «1 .1. Общие», «1. 1. Общие». */
const TORN_CLAUSE = /^\d{1,3}(?:[ \t]?\.[ \t]?\d{1,3})+\.(?=[ \t\u00a0\u2000-\u200b\u202f]+\p{L})/u;
const HEADING_NUMBER =
  /^(?:(\d{1,3}(?:\.\d{1,3})*)|([IVXLC]{1,7})(?=[ \t]?\.))(?:([ \t]?\.)|(?=[ \t\u00a0\u2000-\u200b\u202f]))(?=[ \t\u00a0\u2000-\u200b\u202f]|\p{L}|$)/u;

interface SourceLine {
  readonly from: number;
  /** End without the line break. */
  readonly to: number;
  /** Start of the next line. */
  readonly next: number;
}

function lineAt(text: string, pos: number): SourceLine {
  const feed = text.indexOf("\n", pos);
  const next = feed < 0 ? text.length : feed + 1;
  let to = feed < 0 ? text.length : feed;
  if (to > pos && text.charCodeAt(to - 1) === 13 /* \r */) to--;
  return { from: pos, to, next };
}

function scanBlock(text: string, pos: number): Block {
  const line = lineAt(text, pos);
  const source = text.slice(line.from, line.to);
  if (pos === 0) {
    const header = scanHeader(text, line);
    if (header) return header;
  }
  if (BLANK.test(source)) {
    const blank = scanBlank(text, line);
    return pos === 0 ? { ...blank, reach: blank.reach + KEY_LOOK } : blank;
  }
  const heading = HEADING.exec(source);
  if (heading) return scanHeading(text, line, source, heading[1]!.length);
  let looked = line.next; // an opening sign without its end is plain text, but its end may be typed later
  const fence = FENCE.exec(source);
  if (fence) {
    const end = fenceEnd(text, line, fence[1]!);
    if (end) return plain("code", text, pos, end, end);
    looked = text.length;
  }
  if (source.trimStart().startsWith("<!--")) {
    const end = commentEnd(text, line);
    if (end.closed) return plain("comment", text, pos, end.next, end.next);
    looked = end.next;
  }
  if (BREAK.test(source)) return plain("break", text, pos, line.next, line.next);
  const block = isTableStart(text, line, source) ? scanTable(text, line) : scanProse(text, line, source);
  return looked - pos > block.reach ? { ...block, reach: looked - pos } : block;
}

function plain(kind: BlockKind, text: string, from: number, to: number, looked: number): Block {
  const source = text.slice(from, to);
  const trimmed = source.trimEnd().length;
  return {
    kind,
    text: source,
    reach: looked - from,
    indent: 0,
    level: 0,
    mark: undefined,
    second: undefined,
    number: undefined,
    from: source.length - source.trimStart().length,
    to: Math.max(trimmed, source.length - source.trimStart().length),
    memory: new BlockMemory(),
  };
}

/** How far behind a low `---` a key is looked for. */
const KEY_LOOK = 40;

/**
 * The YAML header: from `---` on the first line to `---` or `...`. While it is being typed it has no end; then it stops
 * before the first line that YAML can't hold (a heading, a clause), so that the rest stays a document. Blank lines above it
 * belong to it where a key follows: they are a slip.
 */
function scanHeader(text: string, first: SourceLine): Block | undefined {
  let line = first;
  while (line.next < text.length && BLANK.test(text.slice(line.from, line.to))) line = lineAt(text, line.next);
  if (!/^\ufeff?---[ \t]*$/.test(text.slice(line.from, line.to)) || line.next === line.to) return undefined;
  if (line !== first && !/^(?:# *reglament|\p{L}[\p{L} ]*:)/u.test(text.slice(line.next, line.next + KEY_LOOK)))
    return undefined;
  let comment = -1; // a `# …` line may be a YAML comment or the title
  while (line.next < text.length) {
    line = lineAt(text, line.next);
    const s = text.slice(line.from, line.to);
    if (/^(?:---|\.\.\.)[ \t]*$/.test(s)) return plain("header", text, 0, line.next, line.next);
    if (/^# /.test(s) && !/^# *reglament/.test(s)) {
      if (comment < 0) comment = line.from;
    } else if (/^#{2,6}[ \p{L}\d]|^- *\d+\.\d|^\d{1,3}\.(?:\d|[ \t])|^ПРИКАЗЫВАЮ/u.test(s)) {
      const end = comment < 0 ? line.from : comment;
      return plain("header", text, 0, end, line.next);
    }
  }
  const end = comment < 0 ? text.length : comment;
  // Looks to the end of the text: anything typed further down may close it.
  return { ...plain("header", text, 0, end, text.length), reach: Number.MAX_SAFE_INTEGER };
}

/** Where the opening line of a header block begins: behind blank lines that shouldn't be there. */
export const headerStart = (block: Block): number => Math.max(0, block.text.indexOf("---"));

/** Whether a header block has its closing line. */
export const isClosedHeader = (block: Block): boolean => /\n(?:---|\.\.\.)[ \t]*\r?\n?$/.test(block.text);

function scanBlank(text: string, first: SourceLine): Block {
  let line = first;
  while (line.next < text.length) {
    const next = lineAt(text, line.next);
    if (!BLANK.test(text.slice(next.from, next.to))) return plain("blank", text, first.from, line.next, next.next);
    line = next;
  }
  return plain("blank", text, first.from, line.next, line.next);
}

function fenceEnd(text: string, first: SourceLine, fence: string): number {
  for (let line = first; line.next < text.length; ) {
    line = lineAt(text, line.next);
    const s = text.slice(line.from, line.to).trim();
    if (s.startsWith(fence) && /^(`+|~+)$/.test(s)) return line.next;
  }
  return 0;
}

function commentEnd(text: string, first: SourceLine): { closed: boolean; next: number } {
  for (let line = first; ; line = lineAt(text, line.next)) {
    const s = text.slice(line.from, line.to);
    const close = s.indexOf("-->");
    if (close >= 0) return { closed: BLANK.test(s.slice(close + 3)), next: line.next };
    if (BLANK.test(s) || line.next >= text.length) return { closed: false, next: line.next };
  }
}

function scanHeading(text: string, line: SourceLine, source: string, level: number): Block {
  let from = source.indexOf("#".repeat(level)) + level;
  const skip = /^[ \t\u00a0\u2000-\u200b\u202f]*(?:\*\*|__)?/.exec(source.slice(from))!;
  let start = from + skip[0].length;
  let to = source.replace(/[ \t\u00a0\u2000-\u200b\u202f]+#*[ \t\u00a0\u2000-\u200b\u202f]*$/, "").length;
  if (/\*\*|__/.test(skip[0]) && /(?:\*\*|__)$/.test(source.slice(start, to))) to -= 2;
  let number: Numeral | undefined;
  const m = HEADING_NUMBER.exec(source.slice(start, to));
  if (m) {
    const end = start + m[0].length;
    const digits = m[1];
    const parts = digits ? digits.split(".").map(Number) : [romanValue(m[2]!)];
    number = {
      from: start,
      to: end,
      parts,
      path: parts.join("."),
      roman: !digits,
      dot: m[3] !== undefined,
      spaced: (m[3] ?? ".") === "." && /^(?:[ \t\u00a0\u2000-\u200b\u202f]|$)/.test(source.slice(end, to)),
    };
    start = end;
  }
  from = start + /^[ \t\u00a0\u2000-\u200b\u202f]*/.exec(source.slice(start, Math.max(start, to)))![0].length;
  to = Math.max(to, from);
  return { ...plain("heading", text, line.from, line.next, line.next), level, number, from, to };
}

function isTableStart(text: string, line: SourceLine, source: string): boolean {
  if (!source.includes("|") || line.next >= text.length) return false;
  const next = lineAt(text, line.next);
  const row = text.slice(next.from, next.to);
  return row.includes("|") && DELIMITER_ROW.test(row);
}

function scanTable(text: string, first: SourceLine): Block {
  let line = lineAt(text, first.next);
  while (line.next < text.length) {
    const next = lineAt(text, line.next);
    if (!text.slice(next.from, next.to).includes("|")) return plain("table", text, first.from, line.next, next.next);
    line = next;
  }
  return plain("table", text, first.from, line.next, line.next);
}

interface Opening {
  readonly kind: "clause" | "item" | "paragraph";
  readonly indent: number;
  readonly mark: Mark | undefined;
  readonly second: Mark | undefined;
  readonly number: Numeral | undefined;
  readonly from: number;
}

/** What a line of prose begins with. */
function opening(source: string): Opening {
  const blanks = /^[ \t\u00a0\u2000-\u200f\u202f\u2060\ufeff]*/.exec(source)![0];
  const indent = blanks.replace(/\t/g, "    ").length;
  let at = blanks.length;
  let mark: Mark | undefined;
  let second: Mark | undefined;
  const first = markAt(source, at);
  if (first && first.kind !== "dot") {
    mark = first;
    at = afterBlanks(source, first.to);
    if (first.kind === "bullet" || first.kind === "symbol") {
      const inner = markAt(source, at);
      if (inner && inner.kind !== "dot" && inner.kind !== "symbol") {
        second = inner;
        at = afterBlanks(source, inner.to);
      }
    }
  }
  const bold = /^(?:\*\*|__)(?=\d)/.exec(source.slice(at))?.[0] ?? "";
  const tail = source.slice(at + bold.length);
  // «**1.1.** Текст»
  const rest = bold ? tail.replace(/^([\d.]+)(?:\*\*|__)/, "$1  ") : tail;
  const clause = second ? undefined : (CLAUSE.exec(rest) ?? TORN_CLAUSE.exec(rest))?.[0];
  const point = clause || second || (mark && mark.kind !== "bullet") ? undefined : POINT.exec(rest)?.[0];
  const digits = clause ?? point;
  if (digits && (!mark || mark.kind === "bullet" || mark.kind === "symbol")) {
    const from = at + bold.length;
    const to = from + digits.length;
    const behind = source.slice(to);
    const closing = bold && behind.startsWith(bold) ? bold.length : 0;
    const parts = digits.match(/\d+/g)!.map(Number);
    const number: Numeral = {
      from,
      to,
      parts,
      path: parts.join("."),
      roman: false,
      dot: digits.endsWith("."),
      spaced: !/\s/.test(digits) && /^(?:[ \t\u00a0\u2000-\u200b\u202f]|$)/.test(behind.slice(closing)),
    };
    const start = afterBlanks(source, to + closing);
    if (clause) return { kind: "clause", indent, mark, second: undefined, number, from: start };
    const dot: Mark = { from, to, text: digits, kind: "dot" };
    return { kind: "item", indent, mark: mark ?? dot, second: mark ? dot : undefined, number, from: start };
  }
  if (mark) return { kind: "item", indent, mark, second, number: undefined, from: at };
  return { kind: "paragraph", indent, mark: undefined, second: undefined, number: undefined, from: blanks.length };
}

const afterBlanks = (s: string, at: number) => at + /^[ \t\u00a0\u2000-\u200b\u202f]*/.exec(s.slice(at))![0].length;

function markAt(source: string, at: number): Mark | undefined {
  const rest = at ? source.slice(at) : source;
  const bullet = BULLET.exec(rest);
  if (bullet) return { from: at, to: at + 1, text: rest[0]!, kind: "bullet" };
  const symbol = SYMBOL.exec(rest);
  if (symbol) return { from: at, to: at + 1, text: symbol[1]!, kind: "symbol" };
  const enumerator = ENUMERATOR.exec(rest);
  if (enumerator) {
    return { from: at, to: at + enumerator[0].length, text: enumerator[0], kind: enumerator[1] ? "digit" : "letter" };
  }
  const point = POINT.exec(rest);
  return point ? { from: at, to: at + point[0].length, text: point[0], kind: "dot" } : undefined;
}

function scanProse(text: string, first: SourceLine, source: string): Block {
  const open = opening(source);
  let line = first;
  let looked = first.next;
  while (line.next < text.length) {
    const next = lineAt(text, line.next);
    looked = next.next;
    const s = text.slice(next.from, next.to);
    if (BLANK.test(s) || HEADING.test(s) || FENCE.test(s) || s.trimStart().startsWith("<!--")) break;
    if (s.includes("|")) {
      looked = lineAt(text, next.next).next;
      if (isTableStart(text, next, s)) break;
    }
    if (BREAK.test(s)) break;
    const o = opening(s);
    if (o.kind !== "paragraph") {
      const before = text.slice(line.from, line.to);
      // A line that begins with a dash may go on with a sentence; after a finished piece it is an item.
      const isItem = o.mark?.kind !== "symbol" || /[:;.,]\s*$/.test(before);
      if (isItem && !goesOn(before, open.number, s, o)) break;
    }
    line = next;
  }
  const block = plain(open.kind, text, first.from, line.next, looked);
  return {
    ...block,
    indent: open.indent,
    mark: open.mark,
    second: open.second,
    number: open.number,
    from: Math.min(open.from, block.text.length),
    to: Math.max(block.to, Math.min(open.from, block.text.length)),
  };
}

/** Value of Roman figures; 0 when they are not a number. */
function romanValue(s: string): number {
  const worth: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100 };
  let sum = 0;
  for (let i = 0; i < s.length; i++) {
    const v = worth[s[i]!] ?? 0;
    sum += v < (worth[s[i + 1] ?? ""] ?? 0) ? -v : v;
  }
  return sum;
}
