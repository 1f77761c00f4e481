/**
 * What a text speaks of and where: roles, terms, numbers, appendices, people, files, cited acts. Navigation, highlights,
 * rename, tokens and links are all asked of this one list, from Markdown and YAML alike.
 */
import type { Doc } from "../../model/document";
import { type Act, factsOf } from "../../model/facts";
import { appendixOf, titleBlock } from "../../model/outline";
import { list, record, str } from "../../model/values";
import { findDates } from "../../russian/dates";
import type { Matcher } from "../../russian/matcher";
import { type OwnedMemory, ofOwner, ofOwnerWith, remembered } from "../../russian/memo";
import { findPersons, samePerson } from "../../russian/names";
import { nameParts } from "../../russian/replace";
import { words } from "../../russian/words";
import { type Block, type BlockTest, blockAt, blocksWhere, ofBlockWith } from "../../syntax/blocks";
import { flow } from "../../syntax/inline";
import { byPlace, type Span } from "../../syntax/span";
import { keyRangeOf, rangeOf, scalarsOf, type Yaml } from "../../syntax/yaml";
import { configOf } from "../config";
import type { Workspace } from "../docs";
import { linksOf } from "../links";
import { resolve } from "../neighbours";
import { documentsOf, packageOf, profileFor, regulationOf } from "../packages/packages";
import { cellsOf, tableOf } from "../tables";
import {
  declaredFor,
  isHead,
  matcherFor,
  mentionsIn,
  mentionsInText,
  officeHeads,
  rolesOf,
  statementsIn,
  termKey,
  titleStems,
} from "./roles";

export type EntityKind = "role" | "term" | "number" | "appendix" | "person" | "file" | "act";

/** Something that texts speak of. */
export interface Entity {
  readonly kind: EntityKind;
  /**
   * Name of a role; short form of a term; `2.3` of a clause or section; `1` (or nothing) of an appendix; a person as written;
   * nothing for a file; date and number of an act.
   */
  readonly name: string;
  /** Package of a role or term, document of a number, appendix or file, `reglament.yaml` of a person; empty where it isn't known. */
  readonly scope: string;
}

/**
 * - `definition`: the clause that establishes a role or introduces a term, the number itself, the key of a person;
 * - `declaration`: the header's word for it;
 * - `reference`: any other place.
 */
export type OccurrenceRole = "definition" | "declaration" | "reference";

export interface Occurrence extends Span {
  readonly entity: Entity;
  readonly role: OccurrenceRole;
}

export interface PlacedOccurrence extends Occurrence {
  readonly doc: Doc;
}

/** Whether two entities are one thing. */
export function sameEntity(a: Entity, b: Entity): boolean {
  if (a.kind !== b.kind) return false;
  const scope = a.scope === b.scope || a.scope === "" || b.scope === "";
  if (a.kind === "person") return scope && (a.name === b.name || samePerson(a.name, b.name));
  return scope && a.name === b.name;
}

/** The innermost thing at an offset (its ends count); definitions before what they lie in. */
export function occurrenceAt(workspace: Workspace, doc: Doc, offset: number): Occurrence | undefined {
  const near = nearby(workspace, doc, offset).filter(o => o.from <= offset && offset <= o.to);
  return near.sort((a, b) => a.to - a.from - (b.to - b.from))[0];
}

function nearby(workspace: Workspace, doc: Doc, offset: number): readonly Occurrence[] {
  if (doc.kind !== "text") return occurrencesIn(workspace, doc);
  const i = blockAt(doc.tree, offset);
  if (i < 0) return [];
  const reading = readingOf(workspace, doc);
  // The end of a block is the start of the next one.
  return [i - 1, i].flatMap(index => (index < 0 ? [] : blockOccurrences(reading, index)));
}

/** Everything that a document speaks of, in text order; `kind`: only things of this kind, at a fraction of the cost. */
export function occurrencesIn(workspace: Workspace, doc: Doc, kind?: EntityKind): readonly Occurrence[] {
  return occurrencesBy(readingOf(workspace, doc), kind);
}

function occurrencesBy(reading: OccurrenceContext, kind?: EntityKind, name?: string): readonly Occurrence[] {
  const { doc } = reading;
  if (doc.kind !== "text") return yamlOccurrences(reading).filter(o => !kind || o.entity.kind === kind);
  const found: Occurrence[] = [];
  for (const i of blocksWhere(doc.tree, speaksOf(reading, kind, name))) blockOccurrences(reading, i, kind, found);
  return found;
}

const tests: OwnedMemory<Matcher, string, BlockTest> = new WeakMap();

/**
 * Whether a block may speak of something (of a kind, of a role or term by its name or head): the same function for the same
 * matcher, title, kind and name.
 */
function speaksOf({ matcher, title }: OccurrenceContext, only: EntityKind | undefined, name?: string): BlockTest {
  return remembered(tests, matcher, [only, name, title].join("\0"), () => {
    const numbers = only === undefined || only === "number" || only === "appendix";
    const head = name === undefined ? undefined : nameParts(name).front;
    const isMeant = (n: NamedEntity) =>
      (only === undefined || n.kind === only) && (name === undefined || n.name === name || n.name === head);
    return block =>
      block.kind === "header" ||
      (numbers && (block.kind === "heading" || block.number !== undefined)) ||
      (isText(block) && namedIn(block, matcher, title).some(isMeant));
  });
}

/**
 * The same block by block, for what is made of it and kept with a block. While a block and its `sense` are the same objects,
 * so is what `of` gives, but for its place; without a sense it hangs on the rest of the document.
 */
export function occurrencesByBlock(
  workspace: Workspace,
  doc: Doc,
): {
  readonly blocks: readonly number[];
  of(index: number): readonly Occurrence[];
  sense(block: Block): object | undefined;
} {
  const reading = readingOf(workspace, doc);
  const { matcher, title } = reading;
  const { roles } = rolesOf(workspace, regulationOf(workspace, doc) ?? doc);
  const on = [matcher, title, workspace.docs.revision, workspace.profiles.revision, [...roles.keys()].join("\0")];
  const known = remembered(senses, workspace, doc.uri, () => on);
  const sense = on.every((v, i) => v === known[i]) ? known : on;
  senses.get(workspace)!.set(doc.uri, sense);
  return {
    blocks: blocksWhere(doc.tree, speaksOf(reading, undefined)),
    of: index => blockOccurrences(reading, index),
    sense: ({ kind, number }) => (kind === (number ? "item" : "heading") ? undefined : sense),
  };
}

/** What the occurrences of a block rest on beside the block: the last one of each document. */
const senses: OwnedMemory<Workspace, string, readonly unknown[]> = new WeakMap();

/** The occurrences inside of `span`. */
export function occurrencesWithin(workspace: Workspace, doc: Doc, span: Span): readonly Occurrence[] {
  if (doc.kind !== "text") return occurrencesIn(workspace, doc).filter(o => o.from >= span.from && o.to <= span.to);
  const reading = readingOf(workspace, doc);
  const found: Occurrence[] = [];
  for (let i = Math.max(0, blockAt(doc.tree, span.from)); i < doc.tree.blocks.length; i++) {
    if (doc.tree.starts[i]! >= span.to) break;
    for (const o of blockOccurrences(reading, i)) if (o.from >= span.from && o.to <= span.to) found.push(o);
  }
  return found;
}

/** Every place of the workspace that speaks of `entity`, by document, in text order. */
export function placesOf(workspace: Workspace, entity: Entity, near: Doc): readonly PlacedOccurrence[] {
  const found: PlacedOccurrence[] = [];
  const name = entity.kind === "role" || entity.kind === "term" ? entity.name || undefined : undefined;
  for (const doc of searched(workspace, entity, near))
    for (const { entity: own, role, from, to } of occurrencesBy(readingOf(workspace, doc), entity.kind, name))
      if (sameEntity(own, entity)) found.push({ entity: own, role, from, to, doc });
  return found;
}

type ReferencesByNumber = ReadonlyMap<string, readonly PlacedOccurrence[]>;

/** What refers to each number of a document, by number. */
export function referencesTo(workspace: Workspace, target: Doc): ReferencesByNumber {
  const docs = searched(workspace, { kind: "number", name: "", scope: target.uri }, target);
  const known = counted.get(target);
  if (known && known.docs.length === docs.length && known.docs.every((d, i) => d === docs[i])) return known.found;
  const found = new Map<string, PlacedOccurrence[]>();
  for (const doc of docs) {
    for (const o of occurrencesIn(workspace, doc, "number")) {
      const { scope, name } = o.entity;
      if (scope !== target.uri || o.role !== "reference") continue;
      const own = found.get(name);
      if (own) own.push({ ...o, doc });
      else found.set(name, [{ ...o, doc }]);
    }
  }
  counted.set(target, { docs, found });
  return found;
}

/** Kept while the documents that may refer are the same. */
const counted = new WeakMap<Doc, { readonly docs: readonly Doc[]; readonly found: ReferencesByNumber }>();

/** Documents that may speak of it. */
function searched(workspace: Workspace, { kind, scope }: Entity, near: Doc): readonly Doc[] {
  const all = [...workspace.docs.values()];
  switch (kind) {
    case "role":
    case "term": {
      const home = workspace.docs.get(scope) ?? near;
      if (home.kind === "workspace") return all.filter(d => d === home || configOf(workspace, d.uri).uri === home.uri);
      const own = documentsOf(workspace, packageOf(workspace, home));
      const configs = [...new Set(own.flatMap(d => configOf(workspace, d.uri).uri ?? []))];
      return [...own, ...(kind === "role" ? configs.flatMap(uri => workspace.docs.get(uri) ?? []) : [])];
    }
    case "person":
      return all.filter(d => d.uri === scope || (configOf(workspace, d.uri).uri ?? "") === scope);
    case "number":
    case "appendix":
    case "file": {
      const target = workspace.docs.get(scope);
      const inPackage = new Set(target ? documentsOf(workspace, packageOf(workspace, target)) : []);
      return all.filter(d => d === target || inPackage.has(d) || linksOf(d).length > 0);
    }
    case "act":
      return all;
    default:
      return kind satisfies never;
  }
}

/** What blocks are read with: results are kept with a block while these stay the same objects. */
interface OccurrenceContext {
  readonly workspace: Workspace;
  readonly doc: Doc;
  readonly matcher: Matcher;
  readonly title: string;
  /** Package of roles and terms. */
  readonly scope: string;
  /** `reglament.yaml` of people. */
  readonly people: string;
  /** The role that a name of the matcher means here; undefined for what is no role. */
  roleOf(name: string): string | undefined;
}

/** The reading of a document: the same while no document changes, and dropped with all others when one does. */
function readingOf(workspace: Workspace, doc: Doc): OccurrenceContext {
  const { edits } = workspace.docs;
  const { revision } = workspace.profiles;
  return readings(workspace, edits, revision)(doc);
}

const readings = ofOwnerWith((workspace: Workspace, _edits: number, _revision: number) =>
  ofOwner((doc: Doc) => readingNow(workspace, doc)),
);

function readingNow(workspace: Workspace, doc: Doc): OccurrenceContext {
  const regulation = regulationOf(workspace, doc) ?? doc;
  const declared = new Set(declaredFor(workspace, regulation).map(r => r.name));
  const meant = new Map<string, string | undefined>();
  const roleOf = (name: string): string | undefined => {
    if (declared.has(name)) return name;
    // «Координатор» where one role alone begins so: «координатор ПОС».
    const [whole, ...others] = isHead(name) ? [...declared].filter(r => nameParts(r).front === name) : [];
    if (whole && others.length === 0) return whole;
    return officeHeads.has(name) && rolesOf(workspace, regulation).roles.has(name) ? name : undefined;
  };
  return {
    workspace,
    doc,
    matcher: matcherFor(workspace, regulation),
    title: titleStems(doc),
    scope: packageOf(workspace, doc)?.id ?? "",
    people: doc.kind === "workspace" ? doc.uri : (configOf(workspace, doc.uri).uri ?? ""),
    roleOf(name) {
      if (!meant.has(name)) meant.set(name, roleOf(name));
      return meant.get(name);
    },
  };
}

/** Those of a block, put behind what was `found` before it. */
function blockOccurrences(
  reading: OccurrenceContext,
  index: number,
  only?: EntityKind,
  found: Occurrence[] = [],
): readonly Occurrence[] {
  const { doc } = reading;
  const block = doc.tree.blocks[index]!;
  if (!isText(block)) return found;
  const start = doc.tree.starts[index]!;
  if (block.kind === "header") {
    for (const o of headerOccurrences(reading, block.text, start)) if (!only || o.entity.kind === only) found.push(o);
    return found;
  }
  const first = found.length;
  const own = !only || only === "number" || only === "appendix" ? ownNumber(doc, index) : undefined;
  if (own && (!only || own.entity.kind === only)) found.push(own);
  for (const { kind, name, path, role, from, to } of namedIn(block, reading.matcher, reading.title)) {
    if (only && kind !== only) continue;
    const meant = kind === "role" ? reading.roleOf(name) : name;
    const scope = scopeOf(reading, kind, path);
    if (meant !== undefined && scope !== undefined)
      found.push({ entity: { kind, name: meant, scope }, role, from: start + from, to: start + to });
  }
  for (let i = first + 1; i < found.length; i++) {
    if (byPlace(found[i - 1]!, found[i]!) <= 0) continue;
    found.push(...found.splice(first).sort(byPlace));
    break;
  }
  return found;
}

const isText = (b: Block) => b.kind !== "blank" && b.kind !== "code" && b.kind !== "comment";

/** A thing that a block names; offsets from the block's start. */
interface NamedEntity extends Span {
  readonly kind: EntityKind;
  readonly name: string;
  readonly role: OccurrenceRole;
  /** The link's path for a number, appendix or file; empty for the own document. */
  readonly path: string;
}

/** `undefined`: a link to a file that isn't there. */
function scopeOf(
  { doc, workspace, scope, people }: OccurrenceContext,
  kind: EntityKind,
  path: string,
): string | undefined {
  switch (kind) {
    case "role":
    case "term":
      return scope;
    case "person":
      return people;
    case "act":
      return "";
    default:
      return path ? resolve(workspace, doc.uri, path)?.uri : doc.uri;
  }
}

const namedIn = ofBlockWith(readBlock);

function readBlock(block: Block, matcher: Matcher, title: string): readonly NamedEntity[] {
  const found: NamedEntity[] = [];
  const add = (kind: EntityKind, name: string, at: Span, role: OccurrenceRole = "reference", path = "") =>
    found.push({ kind, name, from: at.from, to: at.to, role, path });
  const facts = factsOf(block);
  const links = facts.links.filter(l => !/^[a-z][a-z+.-]*:/i.test(l.target));
  for (const r of facts.references) {
    // The heading «Приложение № 1» is the appendix itself.
    if (r.foreign || (block.kind === "heading" && r.from === block.from)) continue;
    // «[п. 2.2](prikaz.reg.md#2.2)» speaks of the other file's clause.
    const link = links.find(l => l.from <= r.from && r.to <= l.to);
    const at = { from: r.numberFrom, to: r.numberTo };
    add(r.target === "appendix" ? "appendix" : "number", r.path, at, "reference", link ? pathOf(link.target) : "");
  }
  for (const { target, targetFrom, targetTo } of links) {
    const path = pathOf(target);
    const anchor = target.slice(path.length + 1);
    const hash = targetFrom + path.length;
    if (path) add("file", "", { from: targetFrom, to: anchor ? hash : targetTo }, "reference", path);
    if (/^\d+(?:\.\d+)*$/.test(anchor))
      add("number", anchor, { from: hash + 1, to: hash + 1 + anchor.length }, "reference", path);
  }
  const introduced = facts.introductions.map(({ short, shortFrom, shortTo }) => {
    const at = { from: shortFrom, to: shortTo };
    add("term", short, at, "definition");
    return at;
  });
  const told = statementsIn(block, matcher, title);
  for (const m of mentionsIn(block, matcher, title)) {
    if (m.key.startsWith(termKey(""))) {
      if (!introduced.some(n => n.from <= m.from && m.to <= n.to)) add("term", m.key.slice(termKey("").length), m);
    } else add("role", m.key, m, told.some(t => t.establishes && t.from === m.from) ? "definition" : "reference");
  }
  const text = flow(block);
  for (const p of findPersons(text)) add("person", text.slice(p.from, p.to), p);
  for (const act of facts.acts) {
    const key = actKey(act);
    if (key) add("act", key, act);
  }
  return found;
}

const pathOf = (target: string) => target.replace(/#.*$/s, "");

/** The block's own number or appendix. For a clause or heading the block itself suffices: no outline is made for it. */
function ownNumber(doc: Doc, index: number): Occurrence | undefined {
  const block = doc.tree.blocks[index]!;
  const { kind, number } = block;
  if (kind === "heading") {
    if (titleBlock(doc.tree) === index) return undefined;
    const appendix = appendixOf(block.text.slice(block.from, block.to));
    if (appendix) return defined(doc, index, "appendix", String(appendix.number ?? ""), block);
  } else if (kind !== "clause" && !(number && doc.outline.clauseOf[index]?.block === index)) return undefined;
  return number && defined(doc, index, "number", number.path, number);
}

function defined({ uri, tree }: Doc, index: number, kind: EntityKind, name: string, { from, to }: Span): Occurrence {
  const start = tree.starts[index]!;
  return { entity: { kind, name, scope: uri }, role: "definition", from: start + from, to: start + to };
}

/** Date and number of an act, the same however they are written; undefined when neither distinguishes it from others. */
export function actKey({ date, number }: Act): string | undefined {
  if (!number) return undefined;
  const day = date && findDates(date)[0]?.date;
  return `${number.replace(/\s+/g, "").replace(/–/g, "-").toUpperCase()} ${day ? `${day.y}-${day.m}-${day.d}` : ""}`.trim();
}

/** Keys of a header, of a table document and of reglament.yaml that every YAML here shares. */
function headerOccurrences(reading: OccurrenceContext, text: string, start: number): Occurrence[] {
  const { doc, workspace, scope, people } = reading;
  const { header } = doc;
  const yaml = header.yaml ?? doc.yaml;
  const found: Occurrence[] = [];
  const add = (kind: EntityKind, name: string, at: string, span: Span, role: OccurrenceRole) =>
    found.push({ entity: { kind, name, scope: at }, role, from: span.from, to: span.to });
  for (const p of personsIn(yaml, text)) {
    const from = start + p.from;
    const isKey = doc.kind === "workspace" && /^[ \t]*$/.test(lineStart(text, p.from)) && text[p.to] === ":";
    add("person", text.slice(p.from, p.to), people, { from, to: start + p.to }, isKey ? "definition" : "reference");
  }
  if (!yaml) return found;
  for (const role of header.roles) add("role", role.name, doc.kind === "workspace" ? "" : scope, role, "declaration");
  for (const term of header.terms) add("term", term.short, scope, term, "declaration");
  const { value } = yaml;
  for (const name of Object.keys(record(record(value).назначения)))
    add("role", roleNamed(reading, name) ?? name, scope, keyRangeOf(yaml, ["назначения", name]), "reference");
  for (const [person, raw] of Object.entries(record(record(value).люди)))
    list(record(raw).роли).forEach((role, i) => {
      const name = str(role);
      if (name) add("role", name, "", rangeOf(yaml, ["люди", person, "роли", i]), "reference");
    });
  if (doc.kind !== "workspace") found.push(...named(reading, yaml, text, start));
  const keys = { утверждено: header.approvedBy, "приложение к": header.appendixTo, основание: header.basis };
  for (const [key, path] of Object.entries(keys)) {
    const target = resolve(workspace, doc.uri, path);
    if (target) add("file", "", target.uri, rangeOf(yaml, [key]), "reference");
  }
  if (doc.kind === "text")
    for (const m of text.matchAll(/(?:пункт:[ \t]*|п\.[ \t\u00a0]*)(\d{1,3}(?:\.\d{1,3})+)/g)) {
      const from = start + m.index + m[0].length - m[1]!.length;
      add("number", m[1]!, doc.uri, { from, to: from + m[1]!.length }, "reference");
    }
  return found.sort(byPlace);
}

const persons = new WeakMap<Yaml, ReturnType<typeof findPersons>>();

/** The people of a header or YAML document, whose whole text is `text`. */
function personsIn(yaml: Yaml | undefined, text: string): ReturnType<typeof findPersons> {
  let found = yaml && persons.get(yaml);
  if (!found) {
    found = findPersons(text);
    if (yaml) persons.set(yaml, found);
  }
  return found;
}

/** Keys whose values aren't words of the document. */
const STRUCTURAL = new Set("документ профиль состояние утверждено основание документация".split(" ")).add(
  "приложение к",
);

interface NamedInYaml {
  readonly matcher: Matcher;
  readonly title: string;
  readonly mentions: readonly (Span & { readonly key: string })[];
}
const inYaml = new WeakMap<Yaml, NamedInYaml>();

/** Roles and terms that the values of a YAML text name, whatever their keys. */
function named(reading: OccurrenceContext, yaml: Yaml, text: string, start: number): Occurrence[] {
  const { matcher, title } = reading;
  let told = inYaml.get(yaml);
  if (told?.matcher !== matcher || told.title !== title) {
    const mentions = scalarsOf(yaml).flatMap(({ path, from, to }) =>
      // The list of roles in its short form declares them.
      STRUCTURAL.has(String(path[0])) || (path[0] === "роли" && typeof path[1] === "number")
        ? []
        : mentionsInText(text.slice(from - start, to - start), matcher, title).map(m => ({
            key: m.key,
            from: from + m.from,
            to: from + m.to,
          })),
    );
    inYaml.set(yaml, (told = { matcher, title, mentions }));
  }
  return told.mentions.flatMap(({ key, from, to }): Occurrence[] => {
    const isTerm = key.startsWith(termKey(""));
    const name = isTerm ? key.slice(termKey("").length) : reading.roleOf(key);
    if (name === undefined) return [];
    return [{ entity: { kind: isTerm ? "term" : "role", name, scope: reading.scope }, role: "reference", from, to }];
  });
}

const lineStart = (text: string, at: number): string => text.slice(text.lastIndexOf("\n", at - 1) + 1, at);

/** The role that a name in any case means in this package. */
function roleNamed({ matcher }: OccurrenceContext, name: string): string | undefined {
  const [first] = matcher.find(name, words(name));
  return first?.key && !first.key.startsWith(termKey("")) ? first.key : undefined;
}

function yamlOccurrences(reading: OccurrenceContext): readonly Occurrence[] {
  const { doc, workspace } = reading;
  const found = headerOccurrences(reading, doc.text, 0);
  const table = tableOf(doc, profileFor(workspace, doc));
  const regulation = regulationOf(workspace, doc);
  for (const row of [...(table?.groups ?? []), ...(table?.rows ?? [])]) {
    if (regulation)
      for (const cell of [...cellsOf(row, "задача"), ...cellsOf(row, "пункт")]) {
        const m = /\d+(?:\.\d+)*/.exec(doc.text.slice(cell.from, cell.to));
        if (m) {
          const from = cell.from + m.index;
          found.push({
            entity: { kind: "number", name: m[0], scope: regulation.uri },
            role: "reference",
            from,
            to: from + m[0].length,
          });
        }
      }
    for (const cell of cellsOf(row, "файл")) {
      const target = resolve(workspace, doc.uri, cell.text);
      if (target)
        found.push({
          entity: { kind: "file", name: "", scope: target.uri },
          role: "reference",
          from: cell.from,
          to: cell.to,
        });
    }
  }
  return found.sort(byPlace);
}
