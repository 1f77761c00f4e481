/** The body that a regulation establishes: its name, who leads it, who holds its offices on a day. */
import { type Doc, ownTitle } from "../../model/document";
import { orderOf } from "../../model/order";
import { termsOf } from "../../model/terms";
import { type CalendarDate, compareDates, schoolYear } from "../../russian/dates";
import { dictionaryForm, type GrammaticalNumber, inflect } from "../../russian/forms";
import { roleHeads } from "../../russian/lexicon";
import { findPersons, samePerson } from "../../russian/names";
import { fold, stem, words } from "../../russian/words";
import type { Workspace } from "../docs";
import { partsOf } from "../packages/packages";
import { holdersOf, isOwnOffice, officeName, sameOffice } from "./offices";
import { peopleOf } from "./responsible";
import { isOffice, type Role, rolesOf } from "./roles";

export interface Body {
  /** Its name in the nominative: «профессиональное обучающееся сообщество педагогов». */
  readonly name: string;
  /** «ПОС», where the regulation has a short form. */
  readonly short: string | undefined;
}

/** What the title of a regulation is about; undefined when its nominative isn't known. */
export function bodyOf(regulation: Doc): Body | undefined {
  const title = ownTitle(regulation) ?? "";
  const rest = title
    .replace(/^\s*положение\s+/iu, "")
    .replace(/^об?о?\s+/iu, "")
    .replace(WORK, "")
    .trim();
  if (!rest) return undefined;
  const terms = [...termsOf(regulation).values()];
  const own = stemsOf(rest);
  const term = terms.find(t => t.short === rest) ?? terms.find(t => t.full && stemsOf(t.full) === own);
  const name = term?.full || nominativeOf(rest);
  return name ? { name: name.replace(/^\p{Lu}(?!\p{Lu})/u, c => c.toLowerCase()), short: term?.short } : undefined;
}

/** «Об организации работы клуба» is about the club. */
const WORK = /^(?:(?:порядк|организаци|деятельност|работ|создани)\p{L}*\s+(?:и\s+)?)+/iu;

/** The nominative of what stands behind «о»; «о чтениях» is about чтения, not about a чтение. */
function nominativeOf(rest: string): string | undefined {
  const one = dictionaryForm(rest);
  const asWritten = (number: GrammaticalNumber) =>
    one !== undefined && fold(inflect(one, "prep", number)) === fold(rest);
  return one !== undefined && !asWritten("sg") && asWritten("pl") ? inflect(one, "nom", "pl") : one;
}

const stemsOf = (text: string): string =>
  words(text)
    .map(w => stem(w.fold))
    .join(" ");

/** « (далее – ПОС)», where there is a short form. */
export const introduced = ({ short }: Body): string => (short && short !== "Положение" ? ` (далее – ${short})` : "");

/** Offices that lead, the likelier first; and the one that keeps the minutes. */
const LEADING = ["координатор", "модератор", "руководитель", "председатель", "куратор"];

const offices = new Set(roleHeads.filter(h => h.kind === "office").map(h => h.name));

/** The offices of the regulation's own body, declared or mentioned in its text, in the order of its text. */
export function officesOf(workspace: Workspace, regulation: Doc): readonly Role[] {
  return [...rolesOf(workspace, regulation).roles.values()].filter(
    r =>
      (r.declaredHere || (r.mentions.length > 0 && isOffice(r) && offices.has(officeName(r.name).head))) &&
      isOwnOffice(workspace, regulation, officeName(r.name)),
  );
}

/** Who answers for the body's work when nobody else is named. */
export function leadOf(workspace: Workspace, regulation: Doc): Role | undefined {
  const rank = (r: Role) => LEADING.indexOf(officeName(r.name).head) + (r.declaredHere ? 0 : LEADING.length);
  return officesOf(workspace, regulation)
    .filter(r => LEADING.includes(officeName(r.name).head))
    .sort((a, b) => rank(a) - rank(b))[0];
}

/** Who chairs the meetings (a chairman before whoever else leads), who keeps the minutes. */
export function officersOf(workspace: Workspace, regulation: Doc): { chair?: Role; secretary?: Role } {
  const all = officesOf(workspace, regulation);
  const named = (head: string) => all.find(r => officeName(r.name).head === head);
  const chair = named("председатель") ?? leadOf(workspace, regulation);
  const secretary = named("секретарь");
  return { ...(chair ? { chair } : {}), ...(secretary ? { secretary } : {}) };
}

/** The person in the nominative who holds an office on a day: by the latest order or minutes till then, else by reglament.yaml. */
export function holderOf(
  workspace: Workspace,
  doc: Doc,
  role: string,
  day: CalendarDate | undefined,
): string | undefined {
  const office = officeName(role);
  const all = holdersOf(workspace, doc).filter(h => sameOffice(workspace, doc, h, office));
  const dated = all
    .filter(h => h.date && (!day || compareDates(h.date, day) <= 0))
    .sort((a, b) => compareDates(b.date!, a.date!));
  for (const { person } of [...dated, ...all.filter(h => !h.date)]) {
    const name = nominative(workspace, doc, person);
    if (name) return name;
  }
  return undefined;
}

/** The name as the people of the package are written down; an order may have it in another case. */
const nominative = (workspace: Workspace, doc: Doc, name: string): string | undefined =>
  peopleOf(workspace, doc).find(p => samePerson(p.name, name))?.name;

/** Members by the latest order with a roster till `day`; names in the nominative, in its order. */
export function rosterOf(workspace: Workspace, doc: Doc, day: CalendarDate | undefined): readonly string[] {
  const orders = partsOf(workspace, doc, "приказ")
    .map(order => ({ order, date: order.header.registration?.day }))
    .filter(({ order, date }) => orderOf(order).roster.length > 0 && !(date && day && compareDates(date, day) > 0))
    .sort((a, b) => (a.date && b.date ? compareDates(b.date, a.date) : a.date ? -1 : 1));
  const latest = orders[0]?.order;
  if (!latest) return [];
  const { roster } = latest.header;
  const names = roster.length
    ? roster.map(entry => (findPersons(entry)[0] ? entry.split(/\s+[–—-]\s+|,\s/)[0]! : entry))
    : orderOf(latest).roster.map(p => nominative(workspace, doc, p.name) ?? p.name);
  return names.filter((name, i) => names.findIndex(n => samePerson(n, name)) === i);
}

/** The header's chair and secretary of the last minutes before a day in its school year. */
export function lastOfficers(
  workspace: Workspace,
  doc: Doc,
  day: CalendarDate | undefined,
): { chair?: string | undefined; secretary?: string | undefined } {
  if (!day) return {};
  const earlier = partsOf(workspace, doc, "протокол").flatMap(({ header }) => {
    const date = header.registration?.day;
    return date && compareDates(date, day) < 0 && schoolYear(date) === schoolYear(day) ? [{ header, date }] : [];
  });
  const last = earlier.sort((a, b) => compareDates(b.date, a.date))[0]?.header;
  return { chair: last?.chair, secretary: last?.secretary };
}
