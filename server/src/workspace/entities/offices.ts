/** Who holds an office of a package: by its orders, its minutes and reglament.yaml. */
import type { Doc } from "../../model/document";
import { minutesOf } from "../../model/minutes";
import { orderOf } from "../../model/order";
import { termsOf } from "../../model/terms";
import type { CalendarDate } from "../../russian/dates";
import { stem, words } from "../../russian/words";
import type { Span } from "../../syntax/span";
import { configOf } from "../config";
import type { Workspace } from "../docs";
import { documentsOf, packageOf, partOf, regulationOf } from "../packages/packages";

/** An office as a text names it: «координатор» + «ПОС». */
export interface OfficeName {
  /** The head in the nominative: «координатор», «заместитель председателя». */
  readonly head: string;
  /** What completes it, in any case; empty for a bare head. */
  readonly tail: string;
}

export interface Holder extends OfficeName {
  readonly person: string;
  /** `people`: the list of reglament.yaml. */
  readonly by: "order" | "minutes" | "people";
  /** Where it is said; the document's own date when it has one. */
  readonly uri: string;
  readonly at: Span;
  readonly date: CalendarDate | undefined;
}

/** Everybody who is said to hold an office in the package of `doc`, in the order of its files. */
export function holdersOf(workspace: Workspace, doc: Doc): readonly Holder[] {
  const config = configOf(workspace, doc.uri);
  const found: Holder[] = config.people.flatMap(p =>
    p.roles.map(role => ({
      ...officeName(role),
      person: p.name,
      by: "people" as const,
      uri: config.uri ?? doc.uri,
      at: { from: 0, to: 0 },
      date: undefined,
    })),
  );
  for (const other of documentsOf(workspace, packageOf(workspace, doc))) {
    const date = other.header.registration?.day;
    const part = partOf(workspace, other);
    const said =
      part === "приказ" ? orderOf(other).appointments : part === "протокол" ? minutesOf(other).elections : undefined;
    for (const { head, tail, person } of said ?? []) {
      if (!person) continue;
      const by = part === "приказ" ? ("order" as const) : ("minutes" as const);
      found.push({ head, tail, person: person.name, by, uri: other.uri, at: person, date });
    }
  }
  return found;
}

/** «Заместитель председателя ПОС» taken apart. */
export function officeName(role: string): OfficeName {
  const parts = role.trim().split(/\s+/);
  const length = /^(?:заместител|главн|научн|ответственн)/iu.test(parts[0] ?? "") ? 2 : 1;
  return { head: parts.slice(0, length).join(" ").toLowerCase(), tail: parts.slice(length).join(" ") };
}

/**
 * Whether two names may mean one office: a bare head means any, otherwise the tails have a word in common, an abbreviation
 * read as what it stands for in the regulation.
 */
export function sameOffice(workspace: Workspace, doc: Doc, a: OfficeName, b: OfficeName): boolean {
  if (a.head !== b.head) return false;
  if (!a.tail || !b.tail) return true;
  const [one, two] = [tailStems(workspace, doc, a.tail), tailStems(workspace, doc, b.tail)];
  return one.size === 0 || two.size === 0 || [...one].some(s => two.has(s));
}

/** Whether the office is of the package's own body: nothing contradicts it, or the regulation's title has its words. */
export function isOwnOffice(workspace: Workspace, doc: Doc, { tail }: OfficeName): boolean {
  if (!tail) return true;
  const regulation = regulationOf(workspace, doc);
  const named = [regulation?.outline.title?.title, doc.outline.title?.title].join(" ");
  const own = tailStems(workspace, doc, named);
  const told = tailStems(workspace, doc, tail);
  return told.size === 0 || [...told].some(s => own.has(s));
}

/** Words that any body's name may have. */
const COMMON = new Set(["педагог", "учител", "школ", "работник", "обуча"]);

function tailStems(workspace: Workspace, doc: Doc, tail: string): ReadonlySet<string> {
  const regulation = regulationOf(workspace, doc) ?? doc;
  const found = new Set<string>();
  for (const w of words(tail)) {
    found.add(stem(w.fold));
    const full = termsOf(regulation).get(w.text)?.full ?? termsOf(doc).get(w.text)?.full;
    for (const f of words(full ?? "")) found.add(stem(f.fold));
  }
  for (const s of found) if (s.length < 3 || [...COMMON].some(c => s.startsWith(c))) found.delete(s);
  return found;
}
