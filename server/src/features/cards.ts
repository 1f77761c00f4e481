/** What is known of a thing that texts speak of, as Markdown: shown by hover and beside a completion, in prose and YAML alike. */

import { type Doc, titleOf } from "../model/document";
import { termsOf } from "../model/terms";
import { fileName } from "../model/uris";
import { inCase } from "../russian/forms";
import { samePerson } from "../russian/names";
import { cases } from "../russian/paradigms";
import { cut, shortened } from "../russian/shortened";
import type { Workspace } from "../workspace/docs";
import { citedActs } from "../workspace/entities/acts";
import { type Entity, type PlacedOccurrence, placesOf } from "../workspace/entities/occurrences";
import { holdersOf, isOwnOffice, officeName, sameOffice } from "../workspace/entities/offices";
import { type KnownPerson, listedName, peopleOf } from "../workspace/entities/responsible";
import { type RoleMention, rolesOf } from "../workspace/entities/roles";
import { approvalOf } from "../workspace/neighbours";
import { profileFor, regulationOf } from "../workspace/packages/packages";

/** What cards are written with. */
export interface CardSource {
  readonly workspace: Workspace;
  /** Document in which the card is asked for. */
  readonly near: Doc;
  /** A place as a Markdown link, or its bare label (already escaped) where the client has no links. */
  place(doc: Doc, offset: number, label: string): string;
}

/** Labels only: for clients without links. */
export const withoutLinks = (workspace: Workspace, near: Doc): CardSource => ({
  workspace,
  near,
  place: (_doc, _offset, label) => label,
});

/** What a completion item carries so that its card can be asked for later. */
export interface CardData {
  readonly uri: string;
  readonly entity: Entity;
}

/** Undefined where nothing worth showing is known. */
export function cardOf(source: CardSource, entity: Entity): string | undefined {
  const target = source.workspace.docs.get(entity.scope);
  switch (entity.kind) {
    case "role":
      return roleCard(source, entity.name);
    case "term":
      return termCard(source, entity);
    case "person":
      return personCard(source, entity.name);
    case "number":
    case "appendix":
      return target && numberCard(source, target, entity);
    case "file":
      return target && fileCard(source, target);
    case "act":
      return actCard(source, entity);
    default:
      return entity.kind satisfies never;
  }
}

/** Signs that would be read as Markdown, escaped. */
export const escaped = (text: string): string =>
  text
    .replace(/[\\`*_{}[\]<>#|~]/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/\s+/g, " ");

/** The most places of one kind that are named. */
const MOST = 6;

function roleCard(source: CardSource, name: string): string {
  const { workspace, near } = source;
  const regulation = regulationOf(workspace, near) ?? near;
  const role = rolesOf(workspace, regulation).roles.get(name);
  const lines = [`**${escaped(name)}** – роль`];
  if (role?.declaration?.procedure) lines.push(`Порядок: ${escaped(role.declaration.procedure)}.`);
  const told = clauseLines(source, regulation, role?.established ?? []);
  if (told.length) lines.push(`Кто назначает или избирает: ${told.join(", ")}.`);
  const [first] = role?.established ?? [];
  if (first) lines.push(`> ${escaped(shortened(regulation.tree.blocks[first.block]!.text, 240))}`);
  const duties = clauseLines(source, regulation, role?.duties ?? []);
  if (duties.length) lines.push(`Обязанности и права: ${duties.join(", ")}.`);
  const holders = holderLines(source, name);
  if (holders.length) lines.push(`Исполняет: ${holders.join("; ")}.`);
  const scope = regulation.uri;
  const places = placesOf(workspace, { kind: "role", name, scope: "" }, workspace.docs.get(scope) ?? near);
  if (places.length) lines.push(`Упоминания: ${countsBy(source, places)}.`);
  return lines.join("\n\n");
}

/** «п. 1.3, п. 2.1» with links, each once. */
function clauseLines({ place }: CardSource, doc: Doc, mentions: readonly RoleMention[]): string[] {
  const found = new Map<string, string>();
  for (const m of mentions) {
    const path = doc.outline.clauseOf[m.block]?.number.path;
    const label = path ? `п. ${path}` : "в тексте";
    if (!found.has(label)) found.set(label, place(doc, m.from, label));
  }
  const all = [...found.values()];
  return all.length > MOST ? [...all.slice(0, MOST), "…"] : all;
}

const sources = { order: "приказ", minutes: "протокол", people: "reglament.yaml" } as const;

/** «Орлова И.А. (reglament.yaml, приказ «О клубе»)», each person once. */
function holderLines({ workspace, near, place }: CardSource, name: string): string[] {
  const office = officeName(name);
  const told = new Map<string, Map<string, string>>();
  for (const h of holdersOf(workspace, near)) {
    if (!sameOffice(workspace, near, h, office) || (h.by === "people" && !isOwnOffice(workspace, near, h))) continue;
    const doc = workspace.docs.get(h.uri);
    const label = h.by === "people" || !doc ? sources[h.by] : `${sources[h.by]} «${escaped(titleOf(doc))}»`;
    const person = listedName(workspace, near, h.person);
    const by = told.get(person) ?? new Map<string, string>();
    if (!by.has(h.uri)) by.set(h.uri, doc ? place(doc, h.at.from, label) : label);
    told.set(person, by);
  }
  return [...told].slice(0, MOST).map(([person, by]) => `${escaped(person)} (${[...by.values()].join(", ")})`);
}

/** «Положение о клубе – 5, План – 2», the documents in the order of their places. */
function countsBy({ place }: CardSource, places: readonly PlacedOccurrence[]): string {
  const counts = new Map<Doc, PlacedOccurrence[]>();
  for (const p of places) {
    const known = counts.get(p.doc);
    if (known) known.push(p);
    else counts.set(p.doc, [p]);
  }
  const all = [...counts].map(
    ([doc, found]) => `${place(doc, found[0]!.from, escaped(titleOf(doc)))} – ${found.length}`,
  );
  return all.length > MOST
    ? `${all.slice(0, MOST).join(", ")} и ещё в документах: ${all.length - MOST}`
    : all.join(", ");
}

function termCard({ workspace, near, place }: CardSource, { name }: Entity): string | undefined {
  const home = [near, regulationOf(workspace, near)].find(d => d && termsOf(d).has(name));
  const term = home && termsOf(home).get(name);
  if (!home || !term) return undefined;
  const lines = [`**${escaped(term.short)}** – ${escaped(term.full) || "сокращение"}`];
  const [first] = term.places;
  lines.push(`Введено: ${first ? place(home, first.from, term.where) : term.where}.`);
  const forms = [...new Set(cases.map(c => inCase(term.full, c)))].filter(f => f && f !== term.full);
  if (forms.length) lines.push(`В других падежах: ${forms.map(escaped).join(", ")}.`);
  return lines.join("\n\n");
}

export function personCard({ workspace, near, place }: CardSource, name: string): string {
  const person = knownPerson(workspace, near, name);
  if (!person) return `**${escaped(name)}** – нет ни в reglament.yaml, ни в приказах пакета`;
  const where = person.sources.map(uri => {
    const doc = workspace.docs.get(uri);
    if (!doc) return escaped(fileName(uri));
    const label = doc !== near && doc.kind !== "workspace" ? `«${escaped(titleOf(doc))}»` : escaped(fileName(uri));
    return place(doc, 0, label);
  });
  return [
    `**${escaped(person.name)}**${person.post ? ` – ${escaped(person.post)}` : ""}`,
    ...(person.roles.length ? [`Роли: ${person.roles.map(escaped).join(", ")}.`] : []),
    ...(where.length ? [`Откуда: ${where.join(", ")}.`] : []),
  ].join("\n\n");
}

const knownPerson = (workspace: Workspace, doc: Doc, name: string): KnownPerson | undefined =>
  peopleOf(workspace, doc).find(p => samePerson(p.name, name));

function numberCard({ near, place }: CardSource, target: Doc, { kind, name }: Entity): string | undefined {
  const text = numberText(target, kind === "appendix" ? "appendix" : "clause", name);
  if (!text) return undefined;
  return target === near ? text : `${text}\n\n*${place(target, 0, escaped(titleOf(target)))}*`;
}

/** The clause, section or appendix that a number names; what stands there is its words, without links and pictures. */
export function numberText(doc: Doc, target: "clause" | "section" | "appendix", path: string): string | undefined {
  const { clauses, sections } = doc.outline;
  if (target === "appendix") {
    const found = sections.find(s => s.appendix && (path === "" || String(s.appendix.number ?? "1") === path));
    return found && `**${escaped(found.heading.title)}**`;
  }
  const clause = target === "clause" ? clauses.find(c => c.number.path === path) : undefined;
  if (clause) return quoted(doc.text.slice(clause.from, clause.end));
  const section = sections.find(s => !s.appendix && s.number?.path === path);
  if (!section) return undefined;
  const count = section.clauses.length ? `\n\nПунктов: ${section.clauses.length}.` : "";
  return `**${path}. ${escaped(section.heading.title)}**${count}`;
}

/** A passage of a document with its emphasis and lists; links and pictures leave their words, tags are shown as text. */
function quoted(source: string): string {
  const text = source.trim().replace(/!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, "$1");
  const shown = cut(text, 1500);
  return shown.replace(/[<[\]]/g, "\\$&");
}

export function fileCard({ workspace, place }: CardSource, target: Doc): string {
  const type = profileFor(workspace, target)?.label ?? target.header.type;
  const approval = approvalOf(workspace, target);
  return [
    `**${place(target, 0, escaped(titleOf(target)))}**`,
    ...(type ? [`${escaped(type)}, ${target.header.state}`] : []),
    ...(approval ? [`Утверждает: «${place(approval, 0, escaped(titleOf(approval)))}».`] : []),
  ].join("\n\n");
}

function actCard(source: CardSource, entity: Entity): string | undefined {
  const { workspace, place } = source;
  const cited = citedActs(workspace).get(entity.name);
  if (!cited) return undefined;
  const places = cited.places.map(({ doc, from }) => {
    const path = clauseAt(doc, from);
    return place(doc, from, `${escaped(titleOf(doc))}${path ? `, п. ${path}` : ""}`);
  });
  const shown = [...new Set(places)];
  return [
    "**Нормативный акт**",
    escaped(cited.full),
    ...(cited.short ? [`Далее – ${escaped(cited.short)}.`] : []),
    `Ссылки: ${shown.slice(0, MOST).join("; ")}${shown.length > MOST ? ` и ещё ${shown.length - MOST}` : ""}.`,
  ].join("\n\n");
}

function clauseAt(doc: Doc, offset: number): string | undefined {
  let found: string | undefined;
  for (const c of doc.outline.clauses) {
    if (c.from > offset) break;
    if (offset <= c.end) found = c.number.path;
  }
  return found;
}
