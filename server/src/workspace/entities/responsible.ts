/** Who does it: roles of the regulation, posts of any school, people of reglament.yaml and of the package's orders. */
import type { Doc } from "../../model/document";
import { orderOf } from "../../model/order";
import { knownPosts, roleHeads } from "../../russian/lexicon";
import { memoized } from "../../russian/memo";
import { findPersons, type PersonMention, personName, samePerson } from "../../russian/names";
import { fold, words } from "../../russian/words";
import type { Span } from "../../syntax/span";
import { type Config, configOf } from "../config";
import type { Workspace } from "../docs";
import { documentsOf, packageOf, partOf, regulationOf } from "../packages/packages";
import { matcherFor, type Role, rolesOf } from "./roles";

export interface KnownPerson {
  /** As first written: «Филькина М.Г.». */
  readonly name: string;
  readonly post?: string;
  /** Roles by reglament.yaml and by the appointments of the package's orders. */
  readonly roles: readonly string[];
  /** `people`: the list of reglament.yaml; `roster`: a roster of an order; `head`: a signature, a stamp, the head of the organisation. */
  readonly by: ReadonlySet<"people" | "roster" | "appointment" | "head">;
  /** Documents that name the person: reglament.yaml, orders. */
  readonly sources: readonly string[];
}

/** The people that a document may name: reglament.yaml, then rosters, assignments and signatures of its package. */
export function peopleOf(workspace: Workspace, doc: Doc): readonly KnownPerson[] {
  const config = configOf(workspace, doc.uri);
  const docs = documentsOf(workspace, packageOf(workspace, doc));
  const [first] = docs;
  const known = first && cache.get(first);
  if (known?.config === config && known.docs.length === docs.length && known.docs.every((d, i) => d === docs[i]))
    return known.people;
  const people = readPeople(workspace, doc, config, docs);
  if (first) cache.set(first, { config, docs, people });
  return people;
}

/** A name as the lists of the package write it: an order says «назначить Рябинину О.К.» of «Рябинина О.К.» */
export const listedName = (workspace: Workspace, doc: Doc, name: string): string =>
  peopleOf(workspace, doc).find(p => samePerson(p.name, name))?.name ?? name;

/** Kept by the package's first document: a plan of many rows asks for the same people at each of them. */
const cache = new WeakMap<
  Doc,
  { readonly config: Config; readonly docs: readonly Doc[]; readonly people: readonly KnownPerson[] }
>();

function readPeople(workspace: Workspace, doc: Doc, config: Config, docs: readonly Doc[]): readonly KnownPerson[] {
  type By = "people" | "roster" | "appointment" | "head";
  const found: { name: string; post?: string; roles: string[]; sources: string[]; by: Set<By> }[] = [];
  const add = (by: By, name: string | undefined, source: string, role?: string, post?: string) => {
    const given = name && personName(name) ? name : undefined;
    if (!given) return;
    let person = found.find(p => samePerson(p.name, given));
    if (!person)
      found.push((person = { name: given, ...(post ? { post } : {}), roles: [], sources: [], by: new Set() }));
    person.by.add(by);
    if (role && !person.roles.includes(role)) person.roles.push(role);
    if (!person.sources.includes(source)) person.sources.push(source);
  };
  for (const { name, post, roles } of config.people) {
    add("people", name, config.uri ?? doc.uri, undefined, post);
    for (const role of roles) add("people", name, config.uri ?? doc.uri, role);
  }
  const { organisation } = config;
  add("head", organisation?.headPerson, config.uri ?? doc.uri, organisation?.headPost, organisation?.headPost);
  for (const other of docs) {
    const { uri, header } = other;
    if (partOf(workspace, other) === "приказ") {
      const { roster, appointments } = orderOf(other);
      for (const { name } of roster) add("roster", name, uri);
      for (const { name, person } of appointments) add("appointment", person?.name, uri, name);
    }
    add("head", header.signature?.person, uri, undefined, header.signature?.post);
    for (const stamp of header.stamps) add("head", stamp.person, uri, undefined, stamp.post);
  }
  return found;
}

/** A piece of text that says who does it. */
export type Responsible = Span &
  (
    | { readonly kind: "role"; readonly name: string; readonly role: Role }
    /** A post, a body, membership («члены ПОС») or a party: never asked for. */
    | { readonly kind: "post"; readonly name: string }
    /** An office that the regulation doesn't know. */
    | { readonly kind: "stranger"; readonly name: string }
    | { readonly kind: "person"; readonly name: string; readonly person: KnownPerson | undefined }
  );

const heads = new Map(roleHeads.map(h => [h.name, h.kind]));

/** Those named in `text`, in order; offsets in `text`. Empty when nobody is recognised. */
export const responsibleIn = (workspace: Workspace, doc: Doc, text: string): readonly Responsible[] =>
  responsibleReader(workspace, doc)(text);

/** The same for many cells of one document; equal texts are read once. */
export function responsibleReader(workspace: Workspace, doc: Doc): (text: string) => readonly Responsible[] {
  const read = new Map<string, readonly Responsible[]>();
  const regulation = regulationOf(workspace, doc) ?? doc;
  const { roles } = rolesOf(workspace, regulation);
  const matcher = matcherFor(workspace, regulation);
  /** «Координатор» alone is the «координатор ПОС» that the regulation has. */
  const declaredBy = (head: string) =>
    [...roles.values()].find(r => r.declaration && fold(r.name).startsWith(`${fold(head)} `));
  let people: readonly KnownPerson[] | undefined;
  const persons = new Map<string, KnownPerson | undefined>();
  const personFor = (name: string): KnownPerson | undefined => {
    people ??= peopleOf(workspace, doc);
    if (!persons.has(name))
      persons.set(
        name,
        people.find(k => samePerson(k.name, name)),
      );
    return persons.get(name);
  };
  return text => {
    const known = read.get(text);
    if (known) return known;
    const named = personsIn(text);
    const found: Responsible[] = named.map(p => {
      const name = text.slice(p.from, p.to);
      return { kind: "person", from: p.from, to: p.to, name, person: personFor(name) };
    });
    for (const m of matcher.find(text, words(text))) {
      if (!m.key || m.key.startsWith("\0") || named.some(p => m.from < p.to && p.from < m.to)) continue;
      const kind = heads.get(m.key);
      const role = roles.get(m.key) ?? (kind === "office" ? declaredBy(m.key) : undefined);
      const at = { from: m.from, to: m.to, name: m.key };
      if (role && (role.declaration || role.mentions.length)) found.push({ kind: "role", role, ...at });
      else found.push({ kind: kind === "office" ? "stranger" : "post", ...at });
    }
    found.sort((a, b) => a.from - b.from);
    read.set(text, found);
    return found;
  };
}

/** Those that a cell names; a lone «Фамилия И.» too. */
const personsIn = memoized((text): readonly PersonMention[] => {
  const named = findPersons(text);
  return named.length || !isOneName(text) ? named : [{ from: 0, to: text.length, ...personName(text)! }];
});

/** A lone «Фамилия И.» or «Фамилия Имя» that is no post. */
function isOneName(text: string): boolean {
  return /\s/.test(text.trim()) && personName(text) !== undefined && knownPosts().find(text, words(text)).length === 0;
}
