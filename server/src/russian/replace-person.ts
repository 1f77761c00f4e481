/** Puts one person's name in the place of another's, in the case, order and fullness of the place. */
import { type Agreed, type Agreeing, agreed } from "./agreement";
import { type Case, cases, type Form, type Spelling } from "./forms";
import { admitted } from "./government";
import { knownRoles } from "./lexicon";
import { complement } from "./matcher";
import { declineName, type PersonMention, type PersonName, personName, type Sex, sexOf } from "./names";
import { type Doubt, genderDoubt, type Replacement } from "./replace";
import { fold, words } from "./words";

/**
 * The edit that makes the mention `at` of `text`, a form of `old`, into `next`; both are in the nominative. Undefined when the
 * mention is no form of `old`.
 */
export function replacePerson(
  text: string,
  at: PersonMention,
  old: PersonName,
  next: PersonName,
  spelling: Spelling = "ё",
): Replacement | undefined {
  const standing = casesOf(old, at.surname).map((name): Form => ({ case: name, number: "sg" }));
  if (standing.length === 0) return undefined;
  const sex = sexOf(next) ?? (isSameGiven(old, next) ? sexOf(old) : undefined);
  const spelled = (forms: readonly Form[]) => [...new Set(forms.map(f => inCase(at, next, f.case, sex)))];
  let told = spelled(standing);
  if (told.length > 1) told = spelled(appositive(text, at, standing));
  const source = text.slice(at.from, at.to);
  const known = told.map(person => rewritten(source, at, person ?? next));
  const round = agreement(text, at, standing, sexOf(old), sex, spelling);
  const doubt: Doubt | undefined =
    known.length > 1
      ? { kind: "Неоднозначная форма", about: known.map(n => `«${n}»`).join(" или ") }
      : told[0] === undefined
        ? { kind: "Склонение зависит от пола", about: `«${next.surname}»` }
        : genderDoubt(round);
  return {
    from: at.from,
    to: at.to,
    insert: known[0]!,
    ...(round.edits.length ? { agreed: round.edits } : {}),
    ...(doubt ? { doubt } : {}),
  };
}

/** The cases that a surname found in a text may be of a person's. */
export function casesOf(person: PersonName, surname: string): readonly Case[] {
  const sexes: readonly (Sex | undefined)[] = sexOf(person) ? [sexOf(person)] : ["male", "female"];
  return cases.filter(name => sexes.some(sex => fold(surnameIn(person.surname, name, sex) ?? "") === fold(surname)));
}

const surnameIn = (surname: string, to: Case, sex: Sex | undefined): string | undefined =>
  personName(declineName(`${surname} А.А.`, to, sex) ?? "")?.surname;

const isSameGiven = (a: PersonName, b: PersonName): boolean =>
  fold(a.given)[0] === fold(b.given)[0] && fold(a.patronymic)[0] === fold(b.patronymic)[0];

/** `next` in a case, as fully as the mention is written; undefined when its sex decides and isn't known. */
function inCase(at: PersonMention, next: PersonName, to: Case, sex: Sex | undefined): PersonName | undefined {
  const surname = surnameIn(next.surname, to, sex);
  if (surname === undefined) return undefined;
  const isFull = at.given.length > 2 && next.given.length > 2;
  if (!isFull) return { surname, given: initial(next.given), patronymic: initial(next.patronymic) };
  return personName(declineName(`${next.surname} ${next.given} ${next.patronymic}`.trim(), to, sex) ?? "");
}

const initial = (name: string): string => (name ? `${name[0]}.` : "");

/** The forms that a post before the name leaves: «Заместителю директора Звягиной», «учителя физики Савельева». */
function appositive(text: string, at: PersonMention, standing: readonly Form[]): readonly Form[] {
  const start = Math.max(0, at.from - 200);
  const before = text.slice(start, at.from);
  const all = words(before);
  const post = knownRoles()
    .find(before, all)
    .reverse()
    .find(m => {
      const last = all.findIndex(w => w.to === m.to);
      const end = last < 0 ? undefined : all[last + complement(before, all, last)];
      return end !== undefined && /^[\s\u00a0]*$/.test(before.slice(end.to));
    });
  if (!post) return admitted(text, at, standing);
  const agreed = standing.filter(f => post.forms.some(p => p.case === f.case && p.number === f.number));
  return admitted(text, { from: start + post.from, to: at.to }, agreed.length ? agreed : standing);
}

/** The mention's text with each part of the name exchanged; what the new name lacks goes with the blank before it. */
function rewritten(source: string, at: PersonMention, next: PersonName): string {
  const rest = [next.given, next.patronymic];
  let surname: string | undefined = next.surname;
  let result = "";
  let end = 0;
  for (const m of source.matchAll(/\p{Lu}[\p{L}’'-]*\.?/gu)) {
    const gap = source.slice(end, m.index);
    end = m.index + m[0].length;
    const isSurname = surname !== undefined && m[0] === at.surname;
    const part = isSurname ? surname! : (rest.shift() ?? "");
    if (isSurname) surname = undefined;
    // Initials that replace full names stand together: «Л.П.».
    const joined = part.endsWith(".") && result.endsWith(".") && !m[0].endsWith(".");
    result += part === "" || joined ? part : gap + part;
  }
  return result.trim();
}

function agreement(
  text: string,
  at: PersonMention,
  standing: readonly Form[],
  old: Sex | undefined,
  next: Sex | undefined,
  spelling: Spelling,
): Agreed {
  if (!old || !next) return { edits: [], left: undefined };
  const [was, is] = [old, next].map((sex): Agreeing => ({ gender: sex === "male" ? "m" : "f", animate: true }));
  const forms = admitted(text, at, standing);
  return agreed({ text, at, standing, forms, completed: false, was: was!, is: is!, spelling });
}
