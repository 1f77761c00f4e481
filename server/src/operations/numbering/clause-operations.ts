/**
 * Operations on clauses and sections: insert, move, change of depth, split, join, numbers of one section. Each gives every
 * edit it needs: the text, the numbers behind it, and whatever cites them, here and in other documents.
 */

import type { Doc } from "../../model/document";
import { numbersStand } from "../../model/header-schema";
import { childPath, lastPart, parentPath } from "../../model/numbers";
import { blockAt } from "../../syntax/blocks";
import { type Edit, lineEnd } from "../../syntax/edits";
import { inlines } from "../../syntax/inline";
import type { Span } from "../../syntax/span";
import type { Workspace } from "../../workspace/docs";
import type { Refusal } from "../refusal";
import {
  childrenOf,
  deep,
  entryAt,
  lastChild,
  type NumberedEntry,
  sentenceName,
  siblingsOf,
  type TreeEntry,
} from "./clause-tree";
import { type ClauseChange, carryOut, type Plan, pullBack, pushOn, rename } from "./number-edits";
import type { ClauseOperation } from "./operation-list";
import { placements } from "./renumber";

export type Outcome = ClauseChange | Refusal;

/** What `operation` does to the clause or section at `offset`. */
export function operate(workspace: Workspace, doc: Doc, operation: ClauseOperation, offset: number): Outcome {
  const plan = planOf(doc, operation, offset);
  return "refused" in plan ? plan : carryOut(workspace, doc, plan);
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

export function lineOf(text: string, offset: number): Span {
  const from = text.lastIndexOf("\n", offset - 1) + 1;
  const feed = text.indexOf("\n", offset);
  const to = feed < 0 ? text.length : feed;
  return { from, to: text[to - 1] === "\r" && to > offset ? to - 1 : to };
}

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

export const within = (edit: Edit, from: number, to = from) => ({ edit, from, to });

/** How the numbers round `entry` are written: marks before them, the dot, blank lines between. */
function styleOf(doc: Doc, entry: TreeEntry): { prefix: string; dot: string; gap: string } {
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
export const placeBehind = (doc: Doc, entry: TreeEntry): InsertPlace => ({
  ...lineEndBehind(doc, entry),
  ...styleOf(doc, entry),
});

/** The stretch from the end of the last word to the end of its line. */
function lineEndBehind({ text }: Doc, { from, to }: Span): Span {
  const at = from + text.slice(from, to).trimEnd().length;
  return { from: at, to: lineOf(text, at).to };
}

/** A blank clause `path` at `place`; those of `followers` whose numbers are in its way move on. */
export function inserted(place: InsertPlace, path: string, followers: readonly TreeEntry[]): Plan {
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
    const own = { from: entry.from, to: entry.children[0]?.from ?? entry.to };
    const stands = numbersStand(doc.header.state) && entry.children.length > 0;
    const place = { ...lineEndBehind(doc, stands ? entry : own), prefix: "", dot: ".", gap: end + end };
    return stands
      ? inserted(place, childPath(path, lastChild(entry) + 1), [])
      : inserted(place, childPath(path, 1), entry.children);
  }
  return insertedBehind(doc, entry, placeBehind(doc, entry));
}

/** A blank clause behind `entry`, at its level. */
export function insertedBehind(doc: Doc, entry: NumberedEntry, place: InsertPlace): Plan {
  const { path } = entry.number;
  const followers = siblingsOf(entry, "after");
  // Others cite the numbers of an act in force: a clause in between gets one of its own.
  return numbersStand(doc.header.state) && followers.length
    ? inserted(place, childPath(path, lastChild(entry) + 1), [])
    : inserted(place, childPath(parentPath(path), lastPart(path) + 1), followers);
}

function insertSection({ doc, entry }: Asked): Plan | Refusal {
  let section: TreeEntry | undefined = entry;
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
      refused: `${sentenceName(entry)} – ${edge}${entry.parent?.section ? " в своём разделе" : ""}: дальше его не сдвинуть.`,
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
    return { refused: `${sentenceName(entry)} – первый: над ним нет того, чьей частью он мог бы стать.` };
  const deepest = Math.max(...deep(entry).map(e => e.number?.parts.length ?? 0));
  if (deepest >= DEEPEST) return { refused: `Глубже ${DEEPEST} уровней пункты не нумеруют.` };
  if (entry.section && before.children.some(c => c.clause))
    return {
      refused: `${sentenceName(before)} делится на пункты, а не на подразделы: раздел ${entry.number.path} в него не войдёт.`,
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
      refused: `${sentenceName(entry)} уже верхнего уровня${entry.clause && above?.section ? " в своём разделе" : ""}.`,
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
function headingEdits(doc: Doc, entry: TreeEntry, more: "#" | ""): Edit[] {
  const headings = more ? deep(entry) : [entry];
  return headings.flatMap(e => {
    if (!e.section) return [];
    const from = e.section.heading.from + doc.text.slice(e.section.heading.from).indexOf("#");
    return [{ from, to: more ? from : from + 1, insert: more }];
  });
}

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
  let section: TreeEntry | undefined = entry;
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
