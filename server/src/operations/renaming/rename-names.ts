/** Renaming of roles and terms: every mention keeps its case, number and capital. */

import type { Doc } from "../../model/document";
import { termsOf } from "../../model/terms";
import { dictionaryForm } from "../../russian/forms";
import { knownPosts } from "../../russian/lexicon";
import { memoized } from "../../russian/memo";
import { bareName, type Doubt, isForm, misgiven, nameParts, replaceName, replacer } from "../../russian/replace";
import { fold, words } from "../../russian/words";
import { configOf } from "../../workspace/config";
import type { Workspace } from "../../workspace/docs";
import {
  type Entity,
  type Occurrence,
  occurrencesIn,
  type PlacedOccurrence,
  placesOf,
} from "../../workspace/entities/occurrences";
import { rolesOf } from "../../workspace/entities/roles";
import { documentsOf, packageOf, packagesOf, regulationOf } from "../../workspace/packages/packages";
import type { Refusal } from "../refusal";
import { distinct, docsOf, editsAt, passage, spellingOf, wholeOf, windowOf } from "./places";
import type { Renamable } from "./renaming";

export function renamableRole(workspace: Workspace, doc: Doc, found: Occurrence): Renamable | Refusal {
  const { entity, near } = reach(workspace, found.entity, doc);
  const places = rolePlaces(workspace, entity, near);
  const names = [entity.name, ...synonymsOf(workspace, places, entity.name)];
  const surface = doc.text.slice(found.from, found.to);
  const spoken = spokenAs(names, surface);
  // Of «координатор ПОС» in the people's list the head alone, where the package knows no more.
  const to =
    entity.name === found.entity.name ? found.to : found.from + (windowOf(surface, spoken)?.to ?? surface.length);
  return {
    from: found.from,
    to,
    placeholder: spoken,
    rename(given) {
      const next = tidy(given);
      const spelling = spellingOf(places);
      const others = otherRoles(workspace, places, entity.name);
      const refused = refusedName(next) ?? taken(next, spoken, names, others);
      if (refused) return { refused };
      const { front } = nameParts(next);
      // A bare «секретарь» would be that of another role too, a bare «старший методист» a post of the school.
      const isShared = others.some(o => fold(nameParts(o).front) === fold(front)) || isPost(front);
      const headOnly = isShared ? next : bareName(next);
      const replaced = replacer(spoken, next, { headOnly, spelling });
      const isSpoken = memoized(surface => spokenAs(names, surface) === spoken);
      const edits = places.flatMap(place => {
        if (!isSpoken(place.doc.text.slice(place.from, place.to))) return [];
        const { text, start } = passage(place.doc, place);
        const at = { from: place.from - start, to: place.to - start };
        const made = replaced(text, at);
        return made ? editsAt(place.doc, start, made, sharedDoubt(workspace, place, near, entity.name)) : [];
      });
      return { label: `Роль «${spoken}» → «${next}»`, edits: distinct(edits) };
    },
  };
}

/**
 * What is renamed together: a role of reglament.yaml in all its packages; «координатор ПОС» of the people's list with the
 * bare «координатор» that a package knows it by.
 */
function reach(workspace: Workspace, entity: Entity, doc: Doc): { readonly entity: Entity; readonly near: Doc } {
  const config = doc.kind === "workspace" ? doc : workspace.docs.get(configOf(workspace, doc.uri).uri ?? "");
  if (!config) return { entity, near: doc };
  if (config.header.roles.some(r => r.name === entity.name)) return { entity: { ...entity, scope: "" }, near: config };
  if (doc.kind !== "workspace") return { entity, near: doc };
  const own = [...workspace.docs.values()].filter(d => configOf(workspace, d.uri).uri === config.uri);
  const head = nameParts(entity.name).front;
  const isDeclared = own.some(d => d.header.roles.some(r => r.name === entity.name));
  const isSpoken = own.some(d => d.kind === "text" && rolesOf(workspace, d).roles.has(head));
  return { entity: { ...entity, name: !isDeclared && isSpoken ? head : entity.name }, near: doc };
}

/** Its places, and the lists of people that name it with what completes it. */
function rolePlaces(workspace: Workspace, entity: Entity, near: Doc): readonly PlacedOccurrence[] {
  const places = placesOf(workspace, entity, near);
  const isDeclared = places.some(p => p.role === "declaration");
  if (isDeclared) return places;
  const configs = new Set([near, ...docsOf(places)].map(d => configOf(workspace, d.uri).uri ?? d.uri));
  const listed = [...configs].flatMap(uri => {
    const config = workspace.docs.get(uri);
    if (config?.kind !== "workspace") return [];
    return occurrencesIn(workspace, config).flatMap(o =>
      o.entity.kind === "role" && o.entity.name.startsWith(`${entity.name} `) ? [{ ...o, doc: config }] : [],
    );
  });
  return [...places, ...listed];
}

function synonymsOf(workspace: Workspace, places: readonly PlacedOccurrence[], name: string): readonly string[] {
  const docs = new Set(docsOf(places).flatMap(d => [d, regulationOf(workspace, d) ?? d]));
  return [...new Set([...docs].flatMap(d => d.header.roles.filter(r => r.name === name).flatMap(r => r.synonyms)))];
}

/** The name that a mention uses; a bare head is the name's. */
const spokenAs = (names: readonly string[], surface: string): string =>
  names.find(name => isForm(name, surface)) ?? names[0]!;

/** Names of the other roles that the same documents know. */
function otherRoles(workspace: Workspace, places: readonly PlacedOccurrence[], name: string): readonly string[] {
  const docs = new Set(docsOf(places).map(d => regulationOf(workspace, d) ?? d));
  const found = [...docs].flatMap(d =>
    [...rolesOf(workspace, d).roles.values()].flatMap(r => [r.name, ...(r.declaration?.synonyms ?? [])]),
  );
  return [...new Set(found)].filter(n => n !== name);
}

const isPost = (name: string): boolean =>
  knownPosts()
    .find(name, words(name))
    .some(m => m.from === 0 && m.to === name.length);

const tidy = (name: string) => name.trim().replace(/\s+/g, " ");

function refusedName(name: string): string | undefined {
  if (!name) return "Напишите новое название.";
  if (!/^[\p{L}«]/u.test(name) || /[^\p{L}\d\s«»№.()‐‑-]/u.test(name))
    return "Название состоит из слов: двоеточий, запятых и знаков разметки в нём быть не может.";
  const meant = misgiven(name);
  return meant === undefined
    ? undefined
    : `Название пишут в именительном падеже единственного числа: «${meant}». Остальные формы подберутся сами.`;
}

function taken(next: string, spoken: string, names: readonly string[], others: readonly string[]): string | undefined {
  const isNext = (name: string) => name !== spoken && fold(name) === fold(next);
  if (names.some(isNext))
    return `«${next}» – другое имя той же роли: сначала уберите его из синонимов в шапке, иначе роль будет названа дважды.`;
  if (others.some(isNext))
    return `Роль «${next}» в документах уже есть: две роли под одним именем не различить. Выберите другое название.`;
  return undefined;
}

/** reglament.yaml serves packages that the renaming doesn't reach. */
function sharedDoubt(workspace: Workspace, place: PlacedOccurrence, near: Doc, name: string): Doubt | undefined {
  if (place.doc.kind !== "workspace" || near.kind === "workspace") return undefined;
  const own = packageOf(workspace, near);
  const isElsewhere = packagesOf(workspace).some(
    p =>
      p !== own &&
      configOf(workspace, p.id).uri === place.doc.uri &&
      documentsOf(workspace, p).some(d => d.header.roles.some(r => r.name === name)),
  );
  return isElsewhere ? { kind: "Роль есть и в другом пакете", about: "reglament.yaml у пакетов общий" } : undefined;
}

export function renamableTerm(workspace: Workspace, doc: Doc, found: Occurrence): Renamable | Refusal {
  const surface = doc.text.slice(found.from, found.to);
  const short = found.entity.name;
  const regulation = regulationOf(workspace, doc) ?? doc;
  const term = termsOf(regulation).get(short) ?? termsOf(doc).get(short);
  const isShort = isForm(short, surface);
  const full = term?.full ? (dictionaryForm(term.full) ?? term.full) : "";
  const spoken = isShort || !full ? short : full;
  return {
    from: found.from,
    to: found.to,
    placeholder: spoken,
    rename(given) {
      const next = tidy(given);
      const refused = refusedName(next) ?? (isShort ? takenTerm(workspace, regulation, short, next) : undefined);
      if (refused) return { refused };
      const places = [...placesOf(workspace, found.entity, doc), ...roleNames(workspace, doc)];
      const spelling = spellingOf(places);
      const edits = places.flatMap(place => {
        const { text, start } = passage(place.doc, place);
        const within = place.doc.text.slice(place.from, place.to);
        const isWhole = place.entity.kind === "term";
        const at =
          windowOf(within, spoken) ?? (isWhole && !isForm(short, within) && !isShort ? wholeOf(within) : undefined);
        if (!at) return [];
        const by = place.from - start;
        const made = replaceName(text, { from: at.from + by, to: at.to + by }, spoken, next, { spelling });
        return made ? editsAt(place.doc, start, made) : [];
      });
      return { label: `${isShort ? "Термин" : "Полное название"} «${spoken}» → «${next}»`, edits: distinct(edits) };
    },
  };
}

function takenTerm(workspace: Workspace, doc: Doc, short: string, next: string): string | undefined {
  const own = documentsOf(workspace, packageOf(workspace, doc));
  const isTaken = next !== short && [doc, ...own].some(d => termsOf(d).has(next));
  return isTaken ? `Сокращение «${next}» в документах уже есть и значит другое. Выберите другое.` : undefined;
}

/** Every role named in the package and in the lists of people: their names may hold a term. */
function roleNames(workspace: Workspace, doc: Doc): readonly PlacedOccurrence[] {
  const own = documentsOf(workspace, packageOf(workspace, doc));
  const configs = [...new Set(own.flatMap(d => workspace.docs.get(configOf(workspace, d.uri).uri ?? "") ?? []))];
  return [...own, ...configs].flatMap(d =>
    occurrencesIn(workspace, d).flatMap(o => (o.entity.kind === "role" ? [{ ...o, doc: d }] : [])),
  );
}
