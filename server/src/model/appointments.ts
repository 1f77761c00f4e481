/** Who is appointed or elected to what, read from a text: «Назначить координатором ПОС учителя математики Иванову И.И.». */
import { type Case, dictionaryForm } from "../russian/forms";
import { knownRoles, posts, roleHeads } from "../russian/lexicon";
import { complement, type NameMention } from "../russian/matcher";
import { findPersons, type PersonMention } from "../russian/names";
import { fold, type Word, words } from "../russian/words";
import type { Span } from "../syntax/span";

/** A role named in a text: «координатором ПОС». Offsets are those of the text that was read. */
export interface RoleName extends Span {
  /** The office in the nominative: «координатор», «заместитель председателя». */
  readonly head: string;
  /** What completes it, as written: «ПОС», «проектной группы»; empty for a bare head. */
  readonly tail: string;
  /** The whole name in the nominative, as far as it is known: «координатор ПОС». */
  readonly name: string;
}

export interface Appointment {
  readonly role: RoleName;
  /** undefined when nobody is named: «Координатором назначить учителя истории». */
  readonly person: PersonMention | undefined;
  /** `charged`: «возложить обязанности секретаря на …»; `listed`: «Иванова И.И. – председатель комиссии». */
  readonly how: "appointed" | "elected" | "charged" | "listed";
}

/** The appointments that a text makes, in order. */
export function appointmentsIn(text: string): Appointment[] {
  if (!ACT.test(text)) return [];
  return statements(text).flatMap(({ from, to }) => {
    const statement = text.slice(from, to);
    const how = kindOf(statement);
    if (!how) return [];
    const roles = rolesIn(statement, how === "charged" ? "gen" : "ins").filter(
      r => how !== "charged" || /обязанност\p{L}*[ \t\n\r\u00a0]*$/iu.test(statement.slice(0, r.from)),
    );
    return pairs(roles, findPersons(statement)).map(([role, person]) => ({
      role: moved(role, from),
      person: person && moved(person, from),
      how,
    }));
  });
}

/** The roles that a list of people gives them: «председатель – Иванова И.И.», «Иванова И.И. – секретарь комиссии». */
export function listedRoles(item: string): Appointment[] {
  const [person, ...others] = findPersons(item);
  const [role] = rolesIn(item, "nom");
  return person && role && others.length === 0 ? [{ role, person, how: "listed" }] : [];
}

/** A role that stands right before a person: «координатора ПОС Иванову И.И.», «секретарь Петрова А.А.». */
export function namedRoles(text: string): { readonly role: RoleName; readonly person: PersonMention }[] {
  const persons = findPersons(text);
  if (persons.length === 0) return [];
  const roles = rolesIn(text, undefined);
  return persons.flatMap(person => {
    const role = roles.find(r => r.to < person.from && /^[\s\u00a0]+$/.test(text.slice(r.to, person.from)));
    return role ? [{ role, person }] : [];
  });
}

const ACT = /назнач|избра|выбра|возло|возла|утвердить/iu;
const KINDS: readonly (readonly [Appointment["how"], RegExp])[] = [
  ["charged", /(?<!\p{L})(?:возлож|возлага)\p{L}*/iu],
  ["elected", /(?<!\p{L})(?:переизбра|избра|выбра)(?:ть|ли|ла?|н|на|но|ны|нн\p{L}+)(?!\p{L})/iu],
  ["appointed", /(?<!\p{L})(?:назнач(?!ени)\p{L}*|утвердить)(?!\p{L})/iu],
];

const kindOf = (statement: string) => KINDS.find(([, pattern]) => pattern.test(statement))?.[0];

/** Sentences, cut once more before a second verb: «освободить Иванову И.И. от обязанностей …, назначить …». */
function statements(text: string): Span[] {
  const found: Span[] = [];
  let from = 0;
  const ends =
    /(?<![\s.(]\p{Lu}|(?<!\p{L})(?:п|пп|ст|ч|им|г|ул|т|см|др))[.!?](?=\s+\p{Lu})|[,;](?=\s+(?:назнач|избра|возлож)\p{L}+)/giu;
  for (const m of text.matchAll(ends)) {
    found.push({ from, to: m.index });
    from = m.index + 1;
  }
  found.push({ from, to: text.length });
  return found;
}

const heads = new Set(roleHeads.filter(h => h.kind === "office").map(h => h.name));
const people = new Set(posts.filter(p => p.kind === "post" || p.kind === "person").map(p => p.name));

/** Offices named in `text`; only those that may stand in `form` when it is given. */
function rolesIn(text: string, form: Case | undefined): RoleName[] {
  const all = words(text);
  const mentions = knownRoles().find(text, all);
  return mentions.flatMap(m => {
    if (!heads.has(m.key) || (form && !m.forms.some(f => f.case === form))) return [];
    return [roleName(text, all, mentions, m)];
  });
}

function roleName(
  text: string,
  all: readonly Word[],
  mentions: readonly NameMention[],
  mention: NameMention,
): RoleName {
  const last = all.findIndex(w => w.to === mention.to);
  let count = last < 0 ? 0 : complement(text, all, last);
  // «Координатором методиста Иванову И.И.»: a post behind the role is the person's.
  const post = mentions.find(m => people.has(m.key) && m.from > mention.to);
  while (count > 0 && post && all[last + count]!.to > post.from) count--;
  const to = count > 0 ? all[last + count]!.to : mention.to;
  const tail = text.slice(mention.to, to).trim();
  const name = dictionaryForm(text.slice(mention.from, to));
  return {
    from: mention.from,
    to,
    head: mention.key,
    tail,
    name: name && fold(name).startsWith(mention.key) ? lowered(name) : `${mention.key} ${tail}`.trim(),
  };
}

const lowered = (name: string) => name.slice(0, 1).toLowerCase() + name.slice(1);

/** Roles with their people, whichever is named first. */
function pairs(
  roles: readonly RoleName[],
  persons: readonly PersonMention[],
): (readonly [RoleName, PersonMention | undefined])[] {
  const peopleFirst = persons[0] !== undefined && roles[0] !== undefined && persons[0].from < roles[0].from;
  return roles.flatMap((role, i): (readonly [RoleName, PersonMention | undefined])[] => {
    const own = peopleFirst
      ? persons.filter(p => p.from < role.from && p.from > (roles[i - 1]?.from ?? -1))
      : persons.filter(p => p.from > role.from && p.from < (roles[i + 1]?.from ?? Number.POSITIVE_INFINITY));
    return own.length ? own.map(p => [role, p]) : [[role, undefined]];
  });
}

const moved = <T extends Span>(s: T, by: number): T => ({ ...s, from: s.from + by, to: s.to + by });
