/** Puts one name in the place of another in a text, in the case, number and capital of the place. */

import { type Agreed, type Agreeing, agreed, alike } from "./agreement";
import { capitalised } from "./capitalised";
import {
  anyForm,
  type Case,
  cases,
  compilePhrase,
  dictionaryForm,
  type Form,
  formsAs,
  inflect,
  type Phrase,
  type Spelling,
} from "./forms";
import { admitted } from "./government";
import { knownRoles } from "./lexicon";
import { memoized } from "./memo";
import { allForms, formsOf } from "./paradigms";
import { fold, type TextSpan, type Word, words } from "./words";

/** Why a person should look at a place: shown to users. */
export interface Doubt {
  /** A few words, the same for all doubts of a kind: «Неоднозначная форма». */
  readonly kind: string;
  /** What about this place: «комиссии» или «комиссию». */
  readonly about: string;
}

/** Names and their surfaces come again at each place. */
const wordsOf: (text: string) => readonly Word[] = memoized(words);

/** What to put instead of `[from, to)`; offsets in the text that was read. */
export interface Replacement extends TextSpan {
  readonly insert: string;
  readonly doubt?: Doubt;
  /** Words round it that are to agree: «назначен» → «назначена». */
  readonly agreed?: Agreed["edits"];
}

/** A replacement and the words that go with it as edits of their own; what is in doubt is so together. */
export const editsOf = (own: Replacement): readonly Replacement[] => [
  own,
  ...(own.agreed ?? []).map(edit => (own.doubt ? { ...edit, doubt: own.doubt } : edit)),
];

/** A name taken apart: «рабочая группа» + «ПОС». A name that doesn't decline has no tail. */
export interface NameParts {
  readonly front: string;
  readonly tail: string;
}

export const nameParts = memoized((name): NameParts => {
  const { text, parts } = compilePhrase(name);
  const last = parts[frontLength(compilePhrase(name)) - 1];
  return last
    ? { front: text.slice(0, last.word.to), tail: text.slice(last.word.to).trim() }
    : { front: name, tail: "" };
});

/** What a name is called in short: «рабочая группа», but «Центр «Исток»» is no «Центр» without its own name. */
export function bareName(name: string): string {
  const { front, tail } = nameParts(name);
  return `${front} ${ownName(tail)}`.trim();
}

const ownName = (tail: string): string => /^«[^«»]*»/.exec(tail)?.[0] ?? "";

const frontLength = ({ sure, head, parts }: Phrase): number => (sure ? head + 1 : parts.length);

/** Whether `surface` is `name` in some form, every word of it. */
export function isForm(name: string, surface: string): boolean {
  const { parts } = compilePhrase(name);
  const found = wordsOf(surface);
  return (
    parts.length > 0 &&
    found.length === parts.length &&
    parts.reduce((mask, part, i) => mask & formsAs(part, found[i]!), anyForm) !== 0
  );
}

export interface ReplaceOptions {
  /** What to write where the place has a head alone; the bare new name. */
  readonly headOnly?: string;
  readonly spelling?: Spelling;
}

/** {@link replaceName} for many places: a surface that decides alone what it becomes is looked at once. */
export function replacer(
  name: string,
  next: string,
  options: ReplaceOptions = {},
): (text: string, at: TextSpan) => Replacement | undefined {
  const known = new Map<string, Replacement>();
  return (text, at) => {
    const surface = text.slice(at.from, at.to);
    const told = known.get(surface);
    if (told) return { ...told, from: at.from + told.from, to: at.from + told.to };
    const found = replacement(text, at, name, next, options);
    if (found?.alone)
      known.set(surface, { ...found.made, from: found.made.from - at.from, to: found.made.to - at.from });
    return found?.made;
  };
}

/**
 * The edit that makes the name at `at` of `text`, which is `name` or its head in some form, into `next`. What completes the
 * head stays where both names share it («координатор ПОС» → «модератор ПОС») or where the place has no more than a head.
 * Undefined when another name stands there.
 */
export const replaceName = (
  text: string,
  at: TextSpan,
  name: string,
  next: string,
  options: ReplaceOptions = {},
): Replacement | undefined => replacement(text, at, name, next, options)?.made;

/** `alone`: it is certain, and nothing round the place has been looked at. */
function replacement(
  text: string,
  at: TextSpan,
  name: string,
  next: string,
  { headOnly = bareName(next), spelling = "ё" }: ReplaceOptions,
): { readonly made: Replacement; readonly alone: boolean } | undefined {
  const own = ownName(nameParts(name).tail);
  const end = at.to + (own && text.startsWith(` ${own}`, at.to) ? own.length + 1 : 0);
  const found = wordsOf(text.slice(at.from, end));
  const old = compilePhrase(name);
  const length = frontLength(old);
  if (found.length < length || length === 0) return undefined;
  let mask = anyForm;
  for (let i = 0; i < length; i++) mask &= formsAs(old.parts[i]!, found[i]!);
  if (mask === 0) return undefined;

  const rest = found.slice(length);
  const { tail } = nameParts(next);
  const isFollowed = rest.length === 0 && follows(text, end, tail);
  const { count, written } = exchange(name, next, rest, isFollowed, headOnly);
  const place = withQuotes(text, {
    from: at.from + found[0]!.from,
    to: at.from + found[length + count - 1]!.to,
  });
  const whole = { from: place.from, to: Math.max(place.to, at.from + found.at(-1)!.to) };
  const standing = mask === anyForm ? allForms : formsOf(mask);
  const { form, doubt, isSure } = inForm(text, whole, standing, written, spelling);
  const isCapital = /^\p{Lu}/u.test(name);
  const surface = dressed(form, found.slice(0, length), isCapital, text, place.from);
  const [was, is] = [agreeing(old), agreeing(compilePhrase(written))];
  const completed = rest.length > 0;
  const round =
    was && is && !alike(was, is)
      ? agreed({ text, at: whole, standing, forms: admitted(text, whole, standing), completed, was, is, spelling })
      : undefined;
  const changed = doubt ?? (written === next ? tailDoubt(name, rest) : undefined) ?? (round && genderDoubt(round));
  const made = {
    ...place,
    insert: spaced(text.slice(place.from, place.to), surface),
    ...(round?.edits.length ? { agreed: round.edits } : {}),
    ...(changed ? { doubt: changed } : {}),
  };
  const isPlain = own === "" && (completed || tail === "") && !/[«»]/.test(text.slice(at.from, at.to));
  return { made, alone: isPlain && isSure && !isCapital && !round && !changed };
}

/**
 * What is written, and in the place of how many of the words behind the head. `isFollowed`: what completes the new name stands
 * behind the mention already.
 */
function exchange(
  name: string,
  next: string,
  rest: readonly Word[],
  isFollowed: boolean,
  headOnly: string,
): { readonly count: number; readonly written: string } {
  const [oldTail, { front, tail }] = [nameParts(name).tail, nameParts(next)];
  const quoted = wordsOf(ownName(oldTail));
  const isBare = quoted.length === rest.length && rest.every((w, i) => w.fold === quoted[i]!.fold);
  if (isBare && quoted.length > 0 && oldTail !== ownName(oldTail)) return { count: rest.length, written: headOnly };
  if (rest.length === 0) return { count: 0, written: oldTail !== "" ? headOnly : isFollowed ? front : next };
  if (oldTail === "") return { count: 0, written: isForm(tail, rest.map(w => w.text).join(" ")) ? front : next };
  // What both names end with stays as the place has it: «координатор профессионального сообщества».
  const shared = commonEnd(oldTail, tail);
  const own = wordsOf(oldTail).length - wordsOf(shared).length;
  return shared !== "" && rest.length > own
    ? { count: own, written: next.slice(0, next.length - shared.length).trim() }
    : { count: rest.length, written: next };
}

/** The words that two names end with. */
function commonEnd(a: string, b: string): string {
  const [one, two] = [wordsOf(a), wordsOf(b)];
  let count = 0;
  while (count < one.length && count < two.length && one.at(-1 - count)!.fold === two.at(-1 - count)!.fold) count++;
  return count === 0 ? "" : b.slice(two.at(-count)!.from);
}

/** Takes in the quotes whose pair is inside: «Центр «Исток»». */
function withQuotes(text: string, { from, to }: TextSpan): TextSpan {
  const inside = text.slice(from, to);
  if (!/[«»]/.test(inside)) return { from, to };
  const count = (sign: string) => inside.split(sign).length - 1;
  const open = count("«") - count("»");
  return {
    from: open < 0 && text[from - 1] === "«" ? from - 1 : from,
    to: open > 0 && text[to] === "»" ? to + 1 : to,
  };
}

/** Whether the words behind `at` are `tail`. */
function follows(text: string, at: number, tail: string): boolean {
  const count = words(tail).length;
  const next = words(text.slice(at, at + tail.length + 20)).slice(0, count);
  return (
    count > 0 &&
    next.length === count &&
    /^[\s\u00a0]+$/.test(text.slice(at, at + next[0]!.from)) &&
    isForm(tail, next.map(w => w.text).join(" "))
  );
}

/** `next` in the form that the place has, as far as that is known; `isSure`: its surface alone decides. */
function inForm(
  text: string,
  at: TextSpan,
  standing: readonly Form[],
  next: string,
  spelling: Spelling,
): { readonly form: string; readonly doubt?: Doubt; readonly isSure: boolean } {
  const told = spellings(next, standing, spelling);
  if (told.length === 1) {
    const oblique = standing.length < 12 && !standing.some(f => f.case === "nom");
    return !oblique || declines(next)
      ? { form: told[0]!, isSure: true }
      : { form: told[0]!, isSure: true, doubt: { kind: "Склонение неизвестно", about: `«${next}»` } };
  }
  const left = spellings(next, likeliest(admitted(text, at, standing)), spelling);
  if (left.length === 1) return { form: left[0]!, isSure: false };
  return {
    form: left[0]!,
    isSure: false,
    doubt: { kind: "Неоднозначная форма", about: left.map(f => `«${f}»`).join(" или ") },
  };
}

/** Forms in the order of cases, the singular first. */
const likeliest = (forms: readonly Form[]): readonly Form[] =>
  [...forms].sort((a, b) => Number(a.number === "pl") - Number(b.number === "pl") || rank(a.case) - rank(b.case));
const rank = (name: Case) => cases.indexOf(name);

const spellings = (name: string, forms: readonly Form[], spelling: Spelling): readonly string[] => [
  ...new Set(forms.map(f => inflect(name, f.case, f.number, spelling))),
];

/** Whether its forms are known, or it has none: an abbreviation, a name in quotes. */
function declines(name: string): boolean {
  const { sure, parts } = compilePhrase(name);
  return sure || parts[0] === undefined || parts[0].exact || /^[«"„]/.test(name.trim());
}

/** «Руководители проектных групп»: what completes the head isn't written as in the name, and is to be another. */
function tailDoubt(name: string, rest: readonly Word[]): Doubt | undefined {
  const tail = wordsOf(nameParts(name).tail);
  if (!rest.length || tail.length !== rest.length || tail.every((w, i) => w.fold === rest[i]!.fold)) return undefined;
  return { kind: "Дополнение стояло в другой форме", about: `«${rest.map(w => w.text).join(" ")}»` };
}

/** Undefined where the gender isn't known. */
function agreeing({ sure, parts, head }: Phrase): Agreeing | undefined {
  const paradigm = sure ? parts[head]?.paradigm : undefined;
  // «Староста», «глава» go with men's adjectives and verbs.
  const isMan = paradigm && /(?:староста|судья|глава|коллега|юноша)$/.test(parts[head]!.word.fold);
  return paradigm && { gender: isMan ? "m" : paradigm.gender, animate: paradigm.animate };
}

export const genderDoubt = ({ left }: Agreed): Doubt | undefined =>
  left === undefined ? undefined : { kind: "Рядом слово другого рода", about: `«${left}»` };

/**
 * In the capitals of the words that it replaces; where the old name always has one («ПОС», «Центр») the place in its sentence
 * decides.
 */
function dressed(form: string, front: readonly Word[], isCapital: boolean, text: string, at: number): string {
  if (!isCapital && front.every(w => w.text.length > 1 && w.text === w.text.toUpperCase())) return form.toUpperCase();
  const capital = isCapital ? opensSentence(text, at) : /^\p{Lu}/u.test(front[0]!.text);
  return capital ? capitalised(form) : form;
}

const opensSentence = (text: string, at: number): boolean =>
  at === 0 || /(?:[.!?]|#)[\s\u00a0]+[«*_]*$/.test(text.slice(Math.max(0, at - 12), at));

/** The new words with the blanks, line breaks and marks that stood between the old ones. */
function spaced(old: string, next: string): string {
  const [before, after] = [wordsOf(old), wordsOf(next)];
  if (!after.length || !before.length) return next;
  let result = next.slice(0, after[0]!.to);
  for (let i = 1; i < after.length; i++) {
    const own = next.slice(after[i - 1]!.to, after[i]!.from);
    const kept = i < before.length ? old.slice(before[i - 1]!.to, before[i]!.from) : own;
    result +=
      (/^\s+$/.test(own) && /^[\s\u00a0*_]+$/.test(kept) ? kept : own) + next.slice(after[i]!.from, after[i]!.to);
  }
  return result + next.slice(after.at(-1)!.to);
}

/** The nominative singular that a new name should be given in, when it is given in another form. */
export function misgiven(name: string): string | undefined {
  const { sure, parts, head } = compilePhrase(name);
  const paradigm = sure ? parts[head]?.paradigm : undefined;
  if (paradigm?.gender === "pl") {
    const single = inflect(name, "nom", "sg");
    return single === name ? undefined : single;
  }
  const [role] = knownRoles().find(name, words(name));
  const isOblique = role?.from === 0 && role.forms.length > 0 && !role.forms.some(f => f.case === "nom");
  if (sure && !isOblique) return undefined;
  const nominative = dictionaryForm(name);
  return nominative !== undefined && fold(nominative) !== fold(name) ? nominative : undefined;
}
