/**
 * Operations on clauses and sections: insert, move, change of depth, split, join, numbers of one section. Each gives every
 * edit it needs: the text, the numbers behind it, and whatever cites them, here and in other documents.
 */
import type { Doc } from "../model/document";
import { numbersStand } from "../model/header";
import type { Clause, Numbered, Section } from "../model/outline";
import { blockAt, type Span } from "../syntax/blocks";
import { inlines } from "../syntax/inline";
import { citationEdits, type NumberEdit, placements, startsAnew } from "./renumber";
import type { Workspace } from "./workspace";

export type ClauseOperation =
  | "insertAfter"
  | "insertBefore"
  | "insertSection"
  | "moveUp"
  | "moveDown"
  | "promote"
  | "demote"
  | "split"
  | "join"
  | "renumberSection";

/** `selection`: where the cursor belongs, in the document's own text after the edits. */
export interface ClauseChange {
  readonly edits: readonly NumberEdit[];
  readonly selection: Span;
}
/** Why not, and what to do instead; in Russian. */
export interface Refusal {
  readonly refused: string;
}
export type Outcome = ClauseChange | Refusal;

/** What `operation` does to the clause or section at `offset`. */
export function operate(doc: Doc, workspace: Workspace, operation: ClauseOperation, offset: number): Outcome {
  const plan = planOf(doc, operation, offset);
  return "refused" in plan ? plan : carryOut(doc, workspace, plan);
}

/** Why `operation` can't be done at `offset`; undefined when it can. */
export function reasonAgainst(doc: Doc, operation: ClauseOperation, offset: number): string | undefined {
  const plan = planOf(doc, operation, offset);
  return "refused" in plan ? plan.refused : undefined;
}

function planOf(doc: Doc, operation: ClauseOperation, offset: number): Plan | Refusal {
  const entry = entryAt(doc, offset);
  if (!entry?.number) return { refused: "Поставьте курсор в пункт или раздел с номером." };
  const numbered = entry as NumberedEntry;
  if (numbersStand(doc.header.state) && operation !== "insertAfter") return inForce(numbered);
  return operations[operation]({ doc, entry: numbered, offset });
}

/**
 * Enter in a clause: at the end of its text the next number, in an empty clause the number goes away. Undefined where Enter
 * means what it always does.
 */
export function enter(doc: Doc, workspace: Workspace, offset: number): ClauseChange | undefined {
  const entry = ownClauseAt(doc, offset);
  if (!entry) return undefined;
  const { textFrom, clause } = entry;
  const { text } = doc;
  const end = textFrom + text.slice(textFrom, clause.textTo).trimEnd().length;
  const line = lineOf(text, offset);
  if (offset < end || text.slice(offset, line.to).trim() !== "") return undefined;
  const inside = doc.tree.blocks.slice(clause.block + 1, clause.endBlock);
  if (inside.some(b => b.kind !== "blank" && b.kind !== "comment")) return undefined;
  if (end === textFrom) {
    if (entry.children.length || offset < entry.number.to) return undefined;
    return leave(doc, workspace, entry);
  }
  if (text[end - 1] === ":") return undefined;
  const plan = entry.children.length
    ? inserted({ ...placeBehind(doc, entry), from: end, to: line.to }, `${entry.number.path}.1`, entry.children)
    : insertAfter({ doc, entry, offset });
  return carryOut(doc, workspace, plan);
}

/** Tab (`demote`) and Shift+Tab (`promote`) before the text of a clause. */
export function changeDepth(
  doc: Doc,
  workspace: Workspace,
  operation: "promote" | "demote",
  offset: number,
): ClauseChange | undefined {
  const entry = ownClauseAt(doc, offset);
  if (!entry || offset > entry.textFrom) return undefined;
  const outcome = operate(doc, workspace, operation, offset);
  return "refused" in outcome ? undefined : outcome;
}

/** Where text that comes in at `offset` goes on counting: a blank clause may be there already. */
export interface NumberingPlace {
  /** Number of the section or clause that the new clauses are parts of; empty at the top of a list of points. */
  readonly parent: string;
  /** The last number taken before the place; 0 when none is. */
  readonly last: number;
}

/** Undefined where no clauses are numbered. */
export function numberingAt(doc: Doc, offset: number): NumberingPlace | undefined {
  const entry = entryAt(doc, offset);
  if (!entry?.number) return undefined;
  const { path } = entry.number;
  if (!entry.clause) return { parent: path, last: 0 };
  const followers = siblingsOf(entry as NumberedEntry, "after");
  const stands = numbersStand(doc.header.state) && followers.length > 0;
  if (stands) return { parent: path, last: lastChild(entry) };
  return { parent: parentPath(path), last: lastPart(path) };
}

/** Edits that make room for `count` clauses behind the one at `offset`; none in an act in force. */
export function makeRoom(doc: Doc, workspace: Workspace, offset: number, count: number): readonly NumberEdit[] {
  const entry = entryAt(doc, offset);
  if (!entry?.number || numbersStand(doc.header.state)) return [];
  const renames = new Map<NumberedEntry, string>();
  const numbered = entry as NumberedEntry;
  if (entry.clause) pushOn(renames, siblingsOf(numbered, "after"), lastPart(entry.number.path) + count);
  else pushOn(renames, childrenOf(numbered), count);
  return numberEdits(doc, workspace, renames, new Map());
}

/** A section or clause with what belongs to it. `[from, to)` covers its parts and a suppression before it. */
interface Entry extends Span {
  readonly number: Numbered | undefined;
  readonly section: Section | undefined;
  readonly clause: Clause | undefined;
  readonly depth: number;
  /** Lists of points count each by itself. */
  readonly list: number;
  readonly parent: Entry | undefined;
  readonly children: readonly Entry[];
  /** First character behind the number. */
  readonly textFrom: number;
}
type NumberedEntry = Entry & { readonly number: Numbered };
type ClauseEntry = NumberedEntry & { readonly clause: Clause };
type Open<T> = { -readonly [K in keyof T]: T[K] };

/** Sections and clauses in text order. */
function entriesOf(doc: Doc): readonly Entry[] {
  let known = cache.get(doc);
  if (!known) cache.set(doc, (known = readEntries(doc)));
  return known;
}

const cache = new WeakMap<Doc, readonly Entry[]>();

function readEntries(doc: Doc): Entry[] {
  const { sections, clauses } = doc.outline;
  const { blocks, starts } = doc.tree;
  const { length } = doc.text;
  const root: Open<Entry> = { ...nothing, from: 0, to: length, depth: 0, children: [] };
  const found: Open<Entry>[] = [];
  const open: Open<Entry>[] = [root];
  let list = 0;
  let sectionDepth = 0;
  const add = (entry: Omit<Entry, "to" | "parent" | "children" | "list">) => {
    close(entry.depth, entry.from);
    const parent = open.at(-1)!;
    const made: Open<Entry> = { ...entry, to: length, parent, children: [], list };
    (parent.children as Entry[]).push(made);
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
function entryAt(doc: Doc, offset: number): Entry | undefined {
  const entries = entriesOf(doc);
  for (let i = entries.length - 1; i >= 0; i--) {
    const entry = entries[i]!;
    if (entry.from <= offset && (offset < entry.to || (offset === doc.text.length && entry.to === offset)))
      return entry;
  }
  return undefined;
}

/** The clause in whose own words (not in its lists, tables and other paragraphs) the offset lies. */
function ownClauseAt(doc: Doc, offset: number): ClauseEntry | undefined {
  if (doc.kind !== "text") return undefined;
  // The end of a line at the end of the text is the block's, too.
  const block = blockAt(doc.tree, offset > 0 && offset === doc.text.length ? offset - 1 : offset);
  const clause = doc.outline.clauseOf[block];
  if (!clause || clause.block !== block) return undefined;
  return entriesOf(doc).find((e): e is ClauseEntry => e.clause === clause);
}

function lineOf(text: string, offset: number): Span {
  const from = text.lastIndexOf("\n", offset - 1) + 1;
  const feed = text.indexOf("\n", offset);
  const to = feed < 0 ? text.length : feed;
  return { from, to: text[to - 1] === "\r" && to > offset ? to - 1 : to };
}

const parentPath = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf(".")));
const lastPart = (path: string): number => Number(path.slice(path.lastIndexOf(".") + 1));
const childPath = (parent: string, last: number): string => (parent ? `${parent}.${last}` : String(last));

/** Those that count together with `entry`, of its own kind or (parts of a section) of both. */
function siblingsOf(entry: NumberedEntry, side: "before" | "after"): readonly NumberedEntry[] {
  const { parent, list, number } = entry;
  const same = (parent?.children ?? []).filter(
    (e): e is NumberedEntry =>
      e.number !== undefined && e.list === list && parentPath(e.number.path) === parentPath(number.path),
  );
  const at = same.indexOf(entry);
  return side === "before" ? same.slice(0, at) : same.slice(at + 1);
}

const childrenOf = (entry: Entry): readonly NumberedEntry[] =>
  entry.children.filter(
    (e): e is NumberedEntry => e.number !== undefined && parentPath(e.number.path) === entry.number?.path,
  );

const lastChild = (entry: Entry): number => Math.max(0, ...childrenOf(entry).map(e => lastPart(e.number.path)));

const nameOf = (entry: NumberedEntry): string =>
  entry.section
    ? `раздел ${entry.number.path}`
    : `${entry.number.parts.length > 2 ? "подпункт" : "пункт"} ${entry.number.path}`;
const capitalised = (entry: NumberedEntry): string => nameOf(entry).replace(/^./, c => c.toUpperCase());

const lineEnd = (text: string): string => (/\r\n/.test(text.slice(0, 4000)) ? "\r\n" : "\n");

function inForce(entry: NumberedEntry): Refusal {
  const suffix = childPath(entry.number.path, lastChild(entry) + 1);
  return {
    refused: `Документ действует: на его номера ссылаются другие акты, поэтому пункты не переставляют и не перенумеровывают. Новый пункт получает добавочный номер (${suffix}), отменённый – слова «Утратил силу», остальное оформляют приказом о внесении изменений.`,
  };
}

interface Asked {
  readonly doc: Doc;
  readonly entry: NumberedEntry;
  readonly offset: number;
}

/** What is to be done to the document's own text, before numbers and references follow. */
interface Plan {
  /** Don't overlap; in none of them a number that moves. */
  readonly edits: readonly NumberEdit[];
  readonly renames: ReadonlyMap<NumberedEntry, string>;
  /** Numbers that go away, and what a reference to them means now. */
  readonly gone?: ReadonlyMap<string, string>;
  /** Two neighbours that change places. */
  readonly swap?: readonly [Entry, Entry];
  /** An offset in the old text, or a stretch of the text that an edit puts in. */
  readonly cursor: number | { readonly edit: NumberEdit; readonly from: number; readonly to: number };
}

const operations: Readonly<Record<ClauseOperation, (asked: Asked) => Plan | Refusal>> = {
  insertAfter: insertAfter,
  insertBefore: ({ doc, entry }) => {
    if (entry.section) return { refused: "Перед разделом пункт не вставить: поставьте курсор в пункт." };
    const { prefix, dot, gap } = styleOf(doc, entry);
    const edit = { from: entry.from, to: entry.from, insert: `${prefix}${entry.number.path}${dot} ${gap}` };
    const renames = new Map<NumberedEntry, string>();
    pushOn(renames, [entry, ...siblingsOf(entry, "after")], lastPart(entry.number.path));
    return { edits: [edit], renames, cursor: within(edit, edit.insert.length - gap.length) };
  },
  insertSection: insertSection,
  moveUp: asked => move(asked, "before"),
  moveDown: asked => move(asked, "after"),
  promote,
  demote,
  split,
  join,
  renumberSection: renumberSection,
};

const within = (edit: NumberEdit, from: number, to = from) => ({ edit, from, to });

/** How the numbers round `entry` are written: marks before them, the dot, blank lines between. */
function styleOf(doc: Doc, entry: Entry): { prefix: string; dot: string; gap: string } {
  const end = lineEnd(doc.text);
  const { clause, number } = entry;
  const bullet = clause?.bullet ? `${clause.bullet.text} ` : "";
  const neighbour = [...siblingsOf(entry as NumberedEntry, "after").slice(0, 1), entry].find(
    e => e.from > 0 && siblingsOf(e as NumberedEntry, "before").length > 0,
  );
  const before = neighbour ? doc.text.slice(0, neighbour.from) : "\n\n";
  const tight = !/\n[ \t]*\r?\n$/.test(before);
  return { prefix: bullet, dot: !number || number.dot ? "." : "", gap: tight ? end : end + end };
}

interface InsertPlace extends Span {
  readonly prefix: string;
  readonly dot: string;
  readonly gap: string;
}

/** The end of an entry's text, with the style of its number. */
function placeBehind(doc: Doc, entry: Entry): InsertPlace {
  const at = entry.from + doc.text.slice(entry.from, entry.to).trimEnd().length;
  return { from: at, to: lineOf(doc.text, at).to, ...styleOf(doc, entry) };
}

/** A blank clause `path` at `place`; those of `followers` whose numbers are in its way move on. */
function inserted(place: InsertPlace, path: string, followers: readonly Entry[]): Plan {
  const { from, to, prefix, dot, gap } = place;
  const edit = { from, to, insert: `${gap}${prefix}${path}${dot} ` };
  const renames = new Map<NumberedEntry, string>();
  pushOn(
    renames,
    followers.filter(
      (e): e is NumberedEntry => e.number !== undefined && parentPath(e.number.path) === parentPath(path),
    ),
    lastPart(path),
  );
  return { edits: [edit], renames, cursor: within(edit, edit.insert.length) };
}

function insertAfter({ doc, entry }: Asked): Plan {
  const { path } = entry.number;
  // Behind a heading stands the section's first clause.
  if (entry.section) {
    const end = lineEnd(doc.text);
    const own = { ...entry, to: entry.children[0]?.from ?? entry.to };
    const stands = numbersStand(doc.header.state) && entry.children.length > 0;
    const place = { ...placeBehind(doc, stands ? entry : own), prefix: "", dot: ".", gap: end + end };
    return stands
      ? inserted(place, childPath(path, lastChild(entry) + 1), [])
      : inserted(place, childPath(path, 1), entry.children);
  }
  const followers = siblingsOf(entry, "after");
  // Others cite the numbers of an act in force: a clause in between gets one of its own.
  if (numbersStand(doc.header.state) && followers.length)
    return inserted(placeBehind(doc, entry), childPath(path, lastChild(entry) + 1), []);
  return inserted(placeBehind(doc, entry), childPath(parentPath(path), lastPart(path) + 1), followers);
}

function insertSection({ doc, entry }: Asked): Plan | Refusal {
  let section: Entry | undefined = entry;
  while (section && !section.section) section = section.parent;
  if (!section?.number) return { refused: "Здесь нет раздела с номером, после которого можно вставить новый." };
  const before = section as NumberedEntry;
  const path = childPath(parentPath(before.number.path), lastPart(before.number.path) + 1);
  const end = lineEnd(doc.text);
  const at = before.from + doc.text.slice(before.from, before.to).trimEnd().length;
  const head = `${end}${end}${"#".repeat(before.section!.heading.level)} ${path}. `;
  const edit = { from: at, to: at, insert: `${head}____${end}${end}${path}.1. ____.` };
  const renames = new Map<NumberedEntry, string>();
  pushOn(renames, siblingsOf(before, "after"), lastPart(path));
  return { edits: [edit], renames, cursor: within(edit, head.length, head.length + 4) };
}

function move({ entry, offset }: Asked, side: "before" | "after"): Plan | Refusal {
  const other = side === "before" ? siblingsOf(entry, side).at(-1) : siblingsOf(entry, side)[0];
  const edge = side === "before" ? "первый" : "последний";
  if (!other)
    return {
      refused: `${capitalised(entry)} – ${edge}${entry.parent?.section ? " в своём разделе" : ""}: дальше его не сдвинуть.`,
    };
  const [a, b] = side === "before" ? [other, entry] : [entry, other];
  if (a.to !== b.from || !a.section !== !b.section)
    return {
      refused: `Между номерами ${a.number.path} и ${b.number.path} стоит другое: сначала перенумеруйте документ.`,
    };
  const renames = new Map<NumberedEntry, string>();
  rename(renames, a, b.number.path);
  rename(renames, b, a.number.path);
  return { edits: [], renames, swap: [a, b], cursor: offset };
}

const DEEPEST = 4;

function demote({ doc, entry, offset }: Asked): Plan | Refusal {
  const before = siblingsOf(entry, "before").at(-1);
  if (!before || !before.section !== !entry.section)
    return { refused: `${capitalised(entry)} – первый: над ним нет того, чьей частью он мог бы стать.` };
  const deepest = Math.max(...deep(entry).map(e => e.number?.parts.length ?? 0));
  if (deepest >= DEEPEST) return { refused: `Глубже ${DEEPEST} уровней пункты не нумеруют.` };
  if (entry.section && before.children.some(c => c.clause))
    return {
      refused: `${capitalised(before)} делится на пункты, а не на подразделы: раздел ${entry.number.path} в него не войдёт.`,
    };
  const renames = new Map<NumberedEntry, string>();
  rename(renames, entry, childPath(before.number.path, lastChild(before) + 1));
  pullBack(renames, siblingsOf(entry, "after"), lastPart(entry.number.path));
  return { edits: entry.section ? headingEdits(doc, entry, "#") : [], renames, cursor: offset };
}

function promote({ doc, entry, offset }: Asked): Plan | Refusal {
  const above = entry.parent;
  if (!above?.number || !above.section !== !entry.section || parentPath(entry.number.path) !== above.number.path)
    return {
      refused: `${capitalised(entry)} уже верхнего уровня${entry.clause && above?.section ? " в своём разделе" : ""}.`,
    };
  const parent = above as NumberedEntry;
  const followers = siblingsOf(entry, "after");
  if (entry.section && followers.length && entry.children.some(c => c.clause))
    return { refused: `За подразделом ${entry.number.path} идут другие: сначала сдвиньте его в конец раздела.` };
  const path = childPath(parentPath(parent.number.path), lastPart(parent.number.path) + 1);
  const renames = new Map<NumberedEntry, string>();
  rename(renames, entry, path);
  // What followed it in its old place stands behind it now, as its own.
  let last = lastChild(entry);
  for (const f of followers) rename(renames, f, childPath(path, ++last));
  pushOn(renames, siblingsOf(parent, "after"), lastPart(path));
  return { edits: entry.section ? headingEdits(doc, entry, "") : [], renames, cursor: offset };
}

/** Headings of a section and of its parts one level down (`#` more) or up. */
function headingEdits(doc: Doc, entry: Entry, more: "#" | ""): NumberEdit[] {
  const headings = more ? deep(entry) : [entry];
  return headings.flatMap(e => {
    if (!e.section) return [];
    const from = e.section.heading.from + doc.text.slice(e.section.heading.from).indexOf("#");
    return [{ from, to: more ? from : from + 1, insert: more }];
  });
}

const deep = (entry: Entry): readonly Entry[] => [entry, ...entry.children.flatMap(deep)];

function split({ doc, entry, offset }: Asked): Plan | Refusal {
  const block = blockAt(doc.tree, offset);
  const found = doc.tree.blocks[block];
  const start = doc.tree.starts[block]!;
  if (!entry.clause || !found) return { refused: "Разделить можно пункт: поставьте курсор в его текст." };
  const isOwn = block === entry.clause.block;
  if (!isOwn && found.kind !== "paragraph")
    return { refused: "Курсор в перечне или таблице: разделить можно сам текст пункта." };
  const from = isOwn ? entry.textFrom : start + found.from;
  const to = from + doc.text.slice(from, start + found.to).trimEnd().length;
  const at = Math.max(from, offset);
  const left = doc.text.slice(from, at).trimEnd();
  const right = at + /^\s*/.exec(doc.text.slice(at, to))![0].length;
  if (right >= to) return { refused: "Курсор в конце пункта: вставьте за ним новый." };
  if (isOwn && !left) return { refused: "Курсор в начале пункта: вставьте новый перед ним." };
  if (inlines(found).some(i => start + i.from < at && at < start + i.to))
    return { refused: "Курсор внутри ссылки или выделения: разделить их нельзя." };
  const { prefix, dot, gap } = styleOf(doc, entry);
  const path = childPath(parentPath(entry.number.path), lastPart(entry.number.path) + 1);
  const edit = left
    ? { from: from + left.length, to: right, insert: `${gap}${prefix}${path}${dot} ` }
    : { from: start, to: right, insert: `${prefix}${path}${dot} ` };
  const renames = new Map<NumberedEntry, string>();
  for (const c of childrenOf(entry)) rename(renames, c, childPath(path, lastPart(c.number.path)));
  pushOn(renames, siblingsOf(entry, "after"), lastPart(path));
  return { edits: [edit], renames, cursor: within(edit, edit.insert.length) };
}

function join({ doc, entry }: Asked): Plan | Refusal {
  const next = siblingsOf(entry, "after")[0];
  if (!entry.clause || !next?.clause)
    return {
      refused: `За ${entry.section ? "разделом" : "пунктом"} ${entry.number.path} нет пункта, с которым его соединить.`,
    };
  if (entry.children.length || next.from !== entry.to)
    return {
      refused: `У пункта ${entry.number.path} есть подпункты: текст пункта ${next.number.path} встал бы за ними.`,
    };
  const { clause } = entry;
  const end = entry.textFrom + doc.text.slice(entry.textFrom, clause.textTo).trimEnd().length;
  const bare = doc.text.slice(end, next.from).trim() === "" && next.from === doc.tree.starts[next.clause.block];
  const line = doc.tree.starts[next.clause.block]!;
  const blankBefore = /\n[ \t]*\r?\n$/.test(doc.text.slice(0, line));
  const empty = doc.text.slice(next.textFrom, next.clause.textTo).trim() === "";
  const edit = bare
    ? { from: end, to: next.textFrom, insert: empty ? "" : " " }
    : { from: line, to: next.textFrom, insert: blankBefore ? "" : lineEnd(doc.text) };
  const renames = new Map<NumberedEntry, string>();
  for (const c of childrenOf(next)) rename(renames, c, childPath(entry.number.path, lastPart(c.number.path)));
  pullBack(renames, siblingsOf(next, "after"), lastPart(next.number.path));
  const gone = new Map([[next.number.path, entry.number.path]]);
  return { edits: [edit], renames, gone, cursor: within(edit, edit.insert.length) };
}

function renumberSection({ doc, entry, offset }: Asked): Plan | Refusal {
  let section: Entry | undefined = entry;
  while (section && !section.section) section = section.parent;
  if (!section?.number) return { refused: "Курсор не в разделе с номером: перенумеруйте весь документ." };
  const own = section as NumberedEntry;
  const byPlace = new Map(placements(doc).map(p => [p.number.from, p.path]));
  const base = byPlace.get(own.number.from);
  const renames = new Map<NumberedEntry, string>();
  for (const e of deep(own)) {
    const path = e.number && byPlace.get(e.number.from);
    if (base === undefined || !path?.startsWith(`${base}.`)) continue;
    const wanted = own.number.path + path.slice(base.length);
    if (wanted !== e.number!.path) renames.set(e as NumberedEntry, wanted);
  }
  if (!renames.size) return { refused: `В разделе ${own.number.path} номера уже идут по порядку.` };
  return { edits: [], renames, cursor: offset };
}

/** Enter in a clause without text: its number goes, those behind it move up. One that is cited stays. */
function leave(doc: Doc, workspace: Workspace, entry: ClauseEntry): ClauseChange | undefined {
  if (citationEdits(doc, workspace, new Map([[entry.number.path, "0"]])).length) return undefined;
  const from = doc.tree.starts[entry.clause.block]!;
  const edit = { from, to: lineOf(doc.text, entry.textFrom).to, insert: "" };
  const renames = new Map<NumberedEntry, string>();
  if (!numbersStand(doc.header.state)) pullBack(renames, siblingsOf(entry, "after"), lastPart(entry.number.path));
  return carryOut(doc, workspace, { edits: [edit], renames, cursor: within(edit, 0) });
}

/** A new number for an entry and, in front, for all its parts. */
function rename(renames: Map<NumberedEntry, string>, entry: NumberedEntry, path: string): void {
  const old = entry.number.path;
  for (const e of deep(entry))
    if (e === entry) renames.set(entry, path);
    else if (e.number?.path.startsWith(`${old}.`))
      renames.set(e as NumberedEntry, path + e.number.path.slice(old.length));
}

/** The number `last` is taken: those of `followers` that are in the way move on, up to the first gap. */
function pushOn(renames: Map<NumberedEntry, string>, followers: readonly NumberedEntry[], last: number): void {
  let taken = last;
  for (const f of followers) {
    if (lastPart(f.number.path) > taken) break;
    rename(renames, f, childPath(parentPath(f.number.path), ++taken));
  }
}

/** The number `freed` is free: those that follow without a gap move up. */
function pullBack(renames: Map<NumberedEntry, string>, followers: readonly NumberedEntry[], freed: number): void {
  let free = freed;
  for (const f of followers) {
    if (lastPart(f.number.path) !== free + 1) break;
    rename(renames, f, childPath(parentPath(f.number.path), free++));
  }
}

/** Numbers as `renames` says, and all that cites them. */
function numberEdits(
  doc: Doc,
  workspace: Workspace,
  renames: ReadonlyMap<NumberedEntry, string>,
  gone: ReadonlyMap<string, string>,
): NumberEdit[] {
  const edits: NumberEdit[] = [];
  const map = new Map<string, string>();
  const seen = new Set<string>();
  for (const e of entriesOf(doc)) {
    if (!e.number) continue;
    const { path, from, to, dot } = e.number;
    const next = renames.get(e as NumberedEntry);
    if (next !== undefined && next !== path) edits.push({ from, to, insert: next + (dot ? "." : "") });
    // Of two equal numbers a reference means the first.
    const target = next ?? gone.get(path);
    if (!seen.has(path) && target !== undefined && target !== path) map.set(path, target);
    seen.add(path);
  }
  return [...edits, ...citationEdits(doc, workspace, map)];
}

function carryOut(doc: Doc, workspace: Workspace, plan: Plan): ClauseChange {
  const following = numberEdits(doc, workspace, plan.renames, plan.gone ?? new Map());
  const own = [...plan.edits, ...following.filter(e => e.uri === undefined)].sort(
    (a, b) => a.from - b.from || a.to - b.to,
  );
  const others = following.filter(e => e.uri !== undefined);
  if (plan.swap) {
    const [a, b] = plan.swap;
    const inside = own.filter(e => e.from >= a.from && e.to <= b.to);
    const first = changed(doc.text, a, inside);
    const second = changed(doc.text, b, inside);
    const [gapA, gapB] = [first, second].map(s => s.slice(s.trimEnd().length)) as [string, string];
    const insert = second.trimEnd() + gapA + first.trimEnd() + gapB;
    const edit = { from: a.from, to: b.to, insert };
    const rest = own.filter(e => !inside.includes(e));
    const cursor = plan.cursor as number;
    const start = moved(a.from, rest);
    const at =
      cursor < b.from
        ? second.trimEnd().length + gapA.length + moved(cursor, inside) - a.from
        : moved(cursor, inside) - moved(b.from, inside);
    const place = start + Math.min(at, insert.length);
    return { edits: [...rest, edit, ...others], selection: { from: place, to: place } };
  }
  const { cursor } = plan;
  if (typeof cursor === "number") {
    const at = moved(cursor, own);
    return { edits: [...own, ...others], selection: { from: at, to: at } };
  }
  const start = moved(
    cursor.edit.from,
    own.filter(e => e !== cursor.edit && e.from < cursor.edit.from),
  );
  return { edits: [...own, ...others], selection: { from: start + cursor.from, to: start + cursor.to } };
}

/** Where an offset is after `edits`, which are in text order. */
const moved = (offset: number, edits: readonly NumberEdit[]): number =>
  edits.reduce(
    (at, e) => (e.to <= offset && (e.to > e.from || e.from < offset) ? at + e.insert.length - (e.to - e.from) : at),
    offset,
  );

/** The text of a span after the edits that lie in it. */
function changed(text: string, span: Span, edits: readonly NumberEdit[]): string {
  let result = "";
  let at = span.from;
  for (const e of edits) {
    if (e.from < span.from || e.to > span.to) continue;
    result += text.slice(at, e.from) + e.insert;
    at = e.to;
  }
  return result + text.slice(at, span.to);
}
