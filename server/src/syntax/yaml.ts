/**
 * YAML with ranges. All values are read as strings: `номер: 1.10` must not become 1.1. Of YAML only what documents need is
 * read (no references, no types, one document). Never throws: broken text gives a value without its broken lines, and
 * problems with places.
 */

import { ofOwner } from "../russian/memo";
import { copy } from "./blocks";
import type { Edit } from "./edits";
import { partitionPoint } from "./search";
import type { Span } from "./span";
import { readBlocks } from "./yaml-blocks";
import { scalar, type YamlEntry, type YamlNode, type YamlProblem } from "./yaml-values";

export { writeScalar, type YamlFix, type YamlNode, type YamlProblem } from "./yaml-values";

export interface Yaml {
  /** Plain value: strings, arrays, objects; undefined for an empty text. */
  readonly value: unknown;
  readonly problems: readonly YamlProblem[];
  /** undefined for an empty text. */
  readonly root: YamlNode | undefined;
  /** Added to every offset of the tree and its problems to get offsets in the file. */
  readonly offset: number;
}

export type YamlPath = readonly (string | number)[];

/** Reads `text`, which stands in its file at `offset`. */
export function readYaml(text: string, offset: number): Yaml {
  const { root, problems } = readBlocks(text);
  const move = <T extends Span>(s: T): T => (offset ? { ...s, from: s.from + offset, to: s.to + offset } : s);
  const moved = (p: YamlProblem): YamlProblem => ({
    ...move(p),
    ...(p.fix ? { fix: move(p.fix) } : {}),
    ...(p.guessedTo !== undefined ? { guessedTo: p.guessedTo + offset } : {}),
  });
  return {
    value: root && plain(root),
    problems: problems.map(moved),
    root,
    offset,
  };
}

/**
 * The same as `readYaml(text, 0)`, from the YAML of the text before one change. A change inside an item of a list under a
 * top-level key costs that item: the values of the others are the same objects. Any other change, or one that brings a
 * slip or meets one, costs a full read.
 */
export function rereadYaml(before: Yaml, text: string, change: Edit): Yaml {
  return rereadItem(before, text, change) ?? readYaml(text, before.offset);
}

function rereadItem(before: Yaml, text: string, { from, to, insert }: Edit): Yaml | undefined {
  const { root, problems, offset } = before;
  if (root?.kind !== "map" || root.flow || problems.length || offset) return undefined;
  const at = lastFrom(root.entries, from);
  const entry = root.entries[at];
  const list = entry?.value;
  if (!entry || list?.kind !== "list" || list.flow) return undefined;
  const index = lastFrom(list.items, from);
  const old = list.items[index];
  if (!old || to > old.to) return undefined;
  const moved = insert.length - (to - from);
  // The item's lines, to where the next item or key begins. Its own first line begins with its dash.
  const start = lineStart(text, old.from);
  const following = list.items[index + 1] ?? root.entries[at + 1];
  const end = following ? lineStart(text, following.from + moved) : text.length;
  const own = copy(text.slice(start, end));
  const indent = list.from - lineStart(text, list.from);
  if (!own.startsWith("- ", indent) || own.slice(0, indent).trim() || start + indent + 2 > from) return undefined;
  // A line that doesn't belong to the item any more is no inner matter.
  if (new RegExp(`[\\r\\n] {0,${indent}}[^ \\r\\n#]`).test(own)) return undefined;
  const read = readBlocks(own);
  const item =
    read.root?.kind === "list" && !read.problems.length && read.root.items.length === 1 && read.root.items[0];
  if (!item) return undefined;
  const fresh = shifted(item, start);
  const endOf = (was: number) => (was === old.to ? fresh.to : was + moved);
  const items = list.items.map((node, i) => (i < index ? node : i === index ? fresh : shifted(node, moved)));
  const value = record(before.value)[entry.key] as readonly unknown[];
  return {
    root: {
      ...root,
      to: endOf(root.to),
      entries: root.entries.map((e, i) =>
        i < at ? e : i === at ? { ...e, value: { ...list, items, to: endOf(list.to) } } : shiftedEntry(e, moved),
      ),
    },
    value: { ...record(before.value), [entry.key]: value.map((v, i) => (i === index ? plain(fresh) : v)) },
    problems,
    offset,
  };
}

function lineStart(text: string, at: number): number {
  while (at > 0 && text[at - 1] !== "\n" && text[at - 1] !== "\r") at--;
  return at;
}

const record = (value: unknown) => value as Record<string, unknown>;

function shifted(node: YamlNode, by: number): YamlNode {
  const { kind, from, to } = node;
  if (by === 0) return node;
  if (kind === "scalar") return scalar(from + by, to + by, node.text);
  if (kind === "list")
    return { kind, from: from + by, to: to + by, items: node.items.map(n => shifted(n, by)), flow: node.flow };
  return { kind, from: from + by, to: to + by, entries: node.entries.map(e => shiftedEntry(e, by)), flow: node.flow };
}

const shiftedEntry = ({ key, from, to, value }: YamlEntry, by: number): YamlEntry => ({
  key,
  from: from + by,
  to: to + by,
  value: value && shifted(value, by),
});

function plain(node: YamlNode): unknown {
  if (node.kind === "scalar") return node.text;
  if (node.kind === "list") return node.items.map(plain);
  const value: Record<string, unknown> = {};
  for (const entry of node.entries) {
    if (entry.value === undefined) continue;
    if (entry.key === "__proto__")
      Object.defineProperty(value, entry.key, { value: plain(entry.value), enumerable: true });
    else value[entry.key] = plain(entry.value);
  }
  return value;
}

/** The plain value at `path`; undefined where there is none. */
export const valueAt = (value: unknown, path: YamlPath): unknown =>
  path.reduce<unknown>(
    (v, step) =>
      v && typeof v === "object" && Object.hasOwn(v, step) ? (v as Record<string | number, unknown>)[step] : undefined,
    value,
  );

/** The value at `path`, or its nearest ancestor that exists. */
export const rangeOf = (yaml: Yaml, path: YamlPath): Span => rangeUnder(yaml, yaml.root, path);

/** The same, by the way from a node on: for many values of one map. */
export function rangeUnder(yaml: Yaml, node: YamlNode | undefined, path: YamlPath): Span {
  let found = node;
  for (const step of path) {
    const inner = found && child(found, step);
    if (!inner) break;
    found = inner;
  }
  return placed(yaml, found ?? { from: 0, to: 0 });
}

/** The key itself (not its value); the nearest existing ancestor's range when there is no such key. */
export function keyRangeOf(yaml: Yaml, path: YamlPath): Span {
  const parent = nodeAt(yaml, path.slice(0, -1));
  const entry = parent?.kind === "map" ? entryOf(parent.entries, path[path.length - 1]) : undefined;
  return entry ? placed(yaml, entry) : rangeOf(yaml, path);
}

/** The node at `path`; undefined where there is none. */
export function nodeAt(yaml: Yaml, path: YamlPath): YamlNode | undefined {
  return path.reduce<YamlNode | undefined>((node, step) => node && child(node, step), yaml.root);
}

/** A value that is a piece of text; the span takes its quotes in. */
export interface Scalar extends Span {
  readonly path: YamlPath;
}

/** Every text value in the order of the file; keys aren't among them. */
export const scalarsOf = ofOwner((yaml: Yaml): readonly Scalar[] => {
  const found: Scalar[] = [];
  const visit = (node: YamlNode | undefined, path: YamlPath): void => {
    if (node?.kind === "map") for (const entry of node.entries) visit(entry.value, [...path, entry.key]);
    else if (node?.kind === "list") for (const [i, item] of node.items.entries()) visit(item, [...path, i]);
    else if (node) found.push({ path, ...placed(yaml, node) });
  };
  visit(yaml.root, []);

  return found;
});

/** A value of a top-level key, or an item of a list there. An item's value stays the same object while its text does. */
export interface YamlPart {
  readonly value: unknown;
  readonly node: YamlNode;
}

export function* partsOf({ root, value }: Yaml): Iterable<YamlPart> {
  if (root?.kind !== "map") {
    if (root) yield { value, node: root };
    return;
  }
  for (const { key, value: node } of root.entries) {
    const own = record(value)[key];
    if (node?.kind === "list")
      for (const [i, item] of node.items.entries()) yield { value: (own as unknown[])[i], node: item };
    else if (node) yield { value: own, node };
  }
}

/** Places of the text values under a node, in the order of the file. */
export function textsUnder(yaml: Yaml, node: YamlNode): readonly Span[] {
  if (node.kind === "scalar") return [placed(yaml, node)];
  const inner = node.kind === "list" ? node.items : node.entries.map(e => e.value);
  return inner.flatMap(n => (n ? textsUnder(yaml, n) : []));
}

/** The text value that takes `span` in. */
export function scalarRound(yaml: Yaml, span: Span): Scalar | undefined {
  const all = scalarsOf(yaml);
  const found = all[lastFrom(all, span.from)];
  return found && span.to <= found.to ? found : undefined;
}

/** Path of keys to what stands at `offset` of the file; `inKey` when the offset is in a key. */
export function pathAt(yaml: Yaml, offset: number): { path: YamlPath; inKey: boolean } {
  const at = offset - yaml.offset;
  const path: (string | number)[] = [];
  let node = yaml.root;
  while (node && node.kind !== "scalar") {
    if (node.kind === "list") {
      const index = lastFrom(node.items, at);
      if (index < 0 || at > node.items[index]!.to) break;
      path.push(index);
      node = node.items[index];
      continue;
    }
    const entry: YamlEntry | undefined = node.entries[lastFrom(node.entries, at)];
    if (!entry || at > (entry.value?.to ?? entry.to)) break;
    path.push(entry.key);
    if (at <= entry.to) return { path, inKey: true };
    node = entry.value;
  }
  return { path, inKey: false };
}

/** Index of the last that begins at or before `at`, −1 when there is none; spans are in order. */
export const lastFrom = (spans: readonly Span[], at: number): number =>
  partitionPoint(spans.length, i => spans[i]!.from <= at) - 1;

/** A key without a value is its own node: problems of its value stand at the key. */
function child(node: YamlNode, step: string | number): YamlNode | undefined {
  if (node.kind === "list") return node.items[Number(step)];
  if (node.kind === "scalar") return undefined;
  const entry = entryOf(node.entries, step);
  return entry && (entry.value ?? scalar(entry.from, entry.to, ""));
}

const entryOf = (entries: readonly YamlEntry[], key: string | number | undefined): YamlEntry | undefined =>
  entries.find(e => e.key === String(key));

const placed = (yaml: Yaml, { from, to }: Span): Span => ({ from: from + yaml.offset, to: to + yaml.offset });
