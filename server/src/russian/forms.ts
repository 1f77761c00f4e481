import { capitalised } from "./capitalised";
import { memoized, type OwnedMemory, remembered } from "./memo";
import {
  type Agreement,
  adjectiveForms,
  type Case,
  cellOf,
  type Form,
  formsOf,
  type GrammaticalNumber,
  isAnimate,
  looksOblique,
  nounForms,
  type Paradigm,
} from "./paradigms";
import { fold, stem, type Word, words } from "./words";

export { adjectiveForms, type Case, cases, type Form, type GrammaticalNumber } from "./paradigms";

/** A name of a role, body, document or term, taken apart: [adjective*] head tail*. */
export interface Phrase {
  readonly text: string;
  readonly parts: readonly PhraseWord[];
  /** Index of the head among the parts. */
  readonly head: number;
  /** The phrase is given in the nominative and its head declines by a known pattern. */
  readonly sure: boolean;
}

/** One word of a phrase and what it looks like in a text. */
export interface PhraseWord {
  readonly word: Word;
  readonly paradigm: Paradigm | undefined;
  /** Folded surface → the twelve bits of the forms it may be. A word that doesn't change may be any form. */
  readonly forms: ReadonlyMap<string, number>;
  /** Compared letter for letter: an abbreviation. */
  readonly exact: boolean;
  /** Compared by this stem instead of by forms. */
  readonly stem: string | undefined;
}

/** Forms that agree with anything. */
export const anyForm = 0xfff;

/** Takes a name in the nominative apart; one in another case is kept too, but only its stems are known. */
export const compilePhrase = memoized(compile);

/** The forms in which a text's word may stand as this part; 0 when it is another word. */
export function formsAs(part: PhraseWord, word: Word): number {
  if (part.exact) return word.text === part.word.text ? anyForm : 0;
  const forms = part.forms.get(word.fold);
  if (forms !== undefined) return forms;
  return part.stem !== undefined && stem(word.fold) === part.stem ? anyForm : 0;
}

/**
 * A name in another case and number: «старший методист школы» → «старшему методисту школы». Capitals, abbreviations,
 * quoted names and the tail stay as they are; a name whose head isn't understood comes back unchanged.
 */
export function inflect(text: string, to: Case, number: GrammaticalNumber, spelling: Spelling = "ё"): string {
  const phrase = compilePhrase(text);
  const form = () => inflected(phrase, { case: to, number }, spelling) ?? text;
  return remembered(inflections, phrase, `${number} ${to} ${spelling}`, form);
}
const inflections: OwnedMemory<Phrase, string, string> = new WeakMap();

/** A name given in the nominative in another case, its own number kept: «родители» → «родителями». */
export function inCase(name: string, to: Case): string {
  if (to === "nom") return name;
  const { parts, head } = compilePhrase(name);
  return inflect(name, to, parts[head]?.paradigm?.gender === "pl" ? "pl" : "sg");
}

/** Whether endings keep their ё: «секретарём»; a text that never writes it wants «секретарем». */
export type Spelling = "е" | "ё";

/** The cases and numbers in which a text's words stand as this name: «координаторам ПОС» is the dative plural. */
export function formOf(name: string, surface: string): Form[] {
  const { parts } = compilePhrase(name);
  const found = words(surface);
  if (found.length !== parts.length) return [];
  const mask = parts.reduce((agreed, part, index) => agreed & formsAs(part, found[index]!), anyForm);
  return mask === anyForm ? [] : formsOf(mask);
}

/**
 * The heading's answer to «о чём?» for a name in the nominative: «порядок и условия приёма» → «о порядке и условиях
 * приёма». Undefined where the declension isn't known: a person must write that one.
 */
export function about(name: string): string | undefined {
  const text = name.trim();
  if (/^об?о?\s/iu.test(text)) return text;
  const declined = inSeries(text);
  if (declined === undefined) return undefined;
  // «Об» before а, и, о, у, э; «о» before everything else, е, ё, ю, я among it.
  const first = /\p{L}|\d/u.exec(declined)?.[0] ?? "";
  return `${/[аиоуэ]/iu.test(first) ? "об" : "о"} ${declined}`;
}

/**
 * The nominative singular of a name found in a text in any form: «профессиональных обучающихся сообществ педагогов»
 * → «профессиональное обучающееся сообщество педагогов». Undefined when the nominative isn't certain.
 */
export const dictionaryForm = memoized((surface: string): string | undefined => {
  const found = words(surface);
  if (found.length === 0) return undefined;
  const known = compilePhrase(surface);
  const last = known.parts[known.head]!;
  // «Совета» might be a woman's noun by its shape; what doesn't end in a vowel is what it seems.
  if (known.sure && last.paradigm!.gender !== "pl" && !/[аяуюыие]$/.test(last.word.fold)) return surface;
  if (isAbbreviation(found[0]!, surface)) return surface;
  // «Школьной службой»: the more words agree, the surer the reading.
  for (let head = Math.min(found.length - 1, 4); head >= 0; head--) {
    const words = found.slice(0, head + 1);
    if (isAbbreviation(words[head]!, surface)) continue;
    const front = words.slice(0, head).map(word => adjectiveReadings(word.fold));
    const nouns = nounReadings(words[head]!.fold);
    // A role may be named by an adjective alone: «обучающимися», «заведующего библиотекой».
    const heads =
      nouns.length > 0 ? nouns : adjectiveReadings(words[head]!.fold).filter(({ gender }) => gender === "m");
    const noun = heads.find(reading => front.every(readings => readings.some(agrees(reading))));
    if (
      !noun ||
      (front.length === 0 && heads[1] && likelihood(noun) === likelihood(heads[1]) && noun.lemma !== heads[1].lemma)
    )
      continue;
    let result = "";
    let at = 0;
    words.forEach((word, index) => {
      const adjective = front[index]?.find(agrees(noun));
      const lemma = adjective ? adjectiveForms(adjective.lemma, { gender: noun.gender })!.cells[0]![0]! : noun.lemma;
      result += surface.slice(at, word.from) + dressed(lemma, word.text);
      at = word.to;
    });
    return result + surface.slice(at);
  }
  return undefined;
});

function inflected(phrase: Phrase, form: Form, spelling: Spelling = "ё"): string | undefined {
  if (!phrase.sure) return undefined;
  const { text, parts, head } = phrase;
  let result = "";
  let at = 0;
  for (const { word, paradigm } of parts.slice(0, head + 1)) {
    const cells =
      word === parts[head]!.word ? paradigm : paradigm && adjectiveForms(word.text, agreement(word, parts[head]!));
    const found = cells?.cells[cellOf(form)]?.[0];
    const surface = spelling === "е" && !/ё/i.test(word.text) ? found?.replace(/ё/g, "е") : found;
    result += text.slice(at, word.from) + (surface === undefined ? word.text : dressed(surface, word.text));
    at = word.to;
  }
  return result + text.slice(at);
}

/** A generated form in the capitals of the word it replaces. */
function dressed(form: string, like: string): string {
  const lower = form.toLowerCase();
  if (like.length > 1 && like === like.toUpperCase()) return lower.toUpperCase();
  return like[0] === like[0]?.toUpperCase() ? capitalised(lower) : lower;
}

function compile(text: string): Phrase {
  const found = words(text);
  const head = headOf(found, text);
  const front = found.slice(0, head);
  const paradigm = found[head] && nounForms(found[head].text);
  const sure =
    paradigm !== undefined &&
    !isAbbreviation(found[head]!, text) &&
    !preposition.test(found[head]!.fold) &&
    // Quotes and figures make it a name of its own: «Заря», 1 сентября.
    /^[\p{L}\p{M}\s‐‑-]+$/u.test(text.slice(0, found[head]!.to)) &&
    front.every(word => /о$/.test(word.fold) || adjectiveForms(word.text) !== undefined);
  const parts = found.map((word, index): PhraseWord => {
    if (isAbbreviation(word, text)) return { word, paradigm: undefined, forms: none, exact: true, stem: undefined };
    if (!sure || index > head) return unbent(word);
    if (index === head) return { word, paradigm, forms: headForms(word, paradigm), exact: false, stem: undefined };
    const agreeing = adjectiveForms(word.text, agreement(word, { word: found[head]!, paradigm }));
    return agreeing
      ? { word, paradigm: agreeing, forms: surfaces([agreeing]), exact: false, stem: undefined }
      : unbent(word);
  });
  return { text, parts, head, sure };
}
const none: ReadonlyMap<string, number> = new Map();

/** A word outside the agreeing group: short ones don't change, the others go to the plural with their phrase. */
function unbent(word: Word): PhraseWord {
  const forms = new Map([[word.fold, anyForm]]);
  return { word, paradigm: undefined, forms, exact: false, stem: word.fold.length < 4 ? undefined : stem(word.fold) };
}

/** A role named by an adjective is a person of either sex: «ответственный», «ответственная»; its accusative is like the genitive. */
function headForms(word: Word, paradigm: Paradigm): ReadonlyMap<string, number> {
  if (paradigm.gender === "n" || !adjectiveForms(word.text)) return surfaces([paradigm]);
  const both = (["m", "f"] as const).map(gender => adjectiveForms(word.text, { gender })!);
  return surfaces(
    both.map(p => ({ ...p, cells: p.cells.map((cell, i) => (accusatives.has(i) ? cell.slice(0, 1) : cell)) })),
  );
}

const accusatives = new Set((["sg", "pl"] as const).map(number => cellOf({ case: "acc", number })));

function surfaces(paradigms: readonly Paradigm[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { cells } of paradigms) {
    cells.forEach((variants, cell) => {
      for (const form of variants) {
        const key = fold(form);
        found.set(key, (found.get(key) ?? 0) | (1 << cell));
      }
    });
  }
  return found;
}

/** The head is the first word that isn't an adjective agreeing with the next: «рабочая группа», but «заведующий библиотекой». */
function headOf(found: readonly Word[], text: string): number {
  let head = 0;
  while (head < found.length - 1 && goesWith(found[head]!, found[head + 1]!, text)) head++;
  return head;
}

function goesWith(word: Word, next: Word, text: string): boolean {
  const following = adjectiveForms(next.text);
  // «Постоянно действующая комиссия»: an adverb goes with the participle after it.
  if (following && /(?:нно|тно|рно|бо|го|вно)$/.test(word.fold)) return true;
  const adjective = adjectiveForms(word.text);
  if (
    !adjective ||
    isAbbreviation(word, text) ||
    isAbbreviation(next, text) ||
    preposition.test(next.fold) ||
    (!following && looksOblique(next.fold))
  )
    return false;
  const noun = following ?? nounForms(next.text);
  // «Старший староста», «классная дама»: a man's title may end in -а.
  return (
    noun !== undefined &&
    (noun.gender === adjective.gender || (adjective.gender === "m" && commonGender.test(next.fold)))
  );
}
/** What an adjective of the phrase agrees with: «третейский судья» is a man with a woman's declension. */
function agreement(adjective: Word, head: { word: Word; paradigm: Paradigm | undefined }): Agreement {
  const { animate, singular } = head.paradigm!;
  const man = commonGender.test(head.word.fold) && adjectiveForms(adjective.text)?.gender === "m";
  return { animate, gender: man ? "m" : singular };
}

const preposition = /^(?:за|по|при|в|во|на|из|о|об|от|до|для|с|со|к|ко|без|над|под|и|или)$/;
const commonGender = /(?:староста|судья|глава|коллега|юноша)$/;

/** «ПОС», «МБОУ», «ПМПк»; not a word of a name printed in capitals throughout. */
function isAbbreviation(word: Word, text: string): boolean {
  return /^\p{Lu}{2,}\p{Ll}?$/u.test(word.text) && (word.text.length <= 5 || /\p{Ll}/u.test(text));
}

/** Declines each of «порядок, формы и условия …»; the series ends where a genitive follows. */
function inSeries(text: string): string | undefined {
  const { parts, head, sure } = compilePhrase(text);
  const last = parts[head];
  if (!last) return undefined;
  if (last.exact && head === 0) return text;
  if (!sure) return undefined;
  const number = last.paradigm!.gender === "pl" ? "pl" : "sg";
  const front = inflected(compilePhrase(text.slice(0, last.word.to)), { case: "prep", number });
  const rest = text.slice(last.word.to);
  if (front === undefined) return undefined;
  const joint = nextMember(rest);
  if (joint === "unclear") return undefined;
  if (!joint) return front + rest;
  const following = inSeries(rest.slice(joint.to));
  return following === undefined ? undefined : front + rest.slice(0, joint.to) + following;
}

/**
 * Where the next member of a series begins: «итоги диагностики и карта наблюдения» has one, «избрание председателя и
 * секретаря» goes on with a genitive. «План работы и задачи» is undecided.
 */
function nextMember(rest: string): { to: number } | "unclear" | undefined {
  for (const joint of rest.matchAll(/(?:\s*,\s*(?:а также\s+)?|\s+(?:и|или|либо)\s+)(?=\p{Ll})/gu)) {
    const to = joint.index + joint[0].length;
    if (joint.index === 0) return { to };
    const { parts, head, sure } = compilePhrase(rest.slice(to));
    const last = parts[head];
    if (!sure || !last || last.exact) continue;
    const surface = rest.slice(to, to + last.word.to);
    const name = dictionaryForm(surface);
    const forms = name === undefined ? [] : formOf(name, surface);
    if (name === surface && forms.some(f => f.case === "nom")) return { to };
    if (forms.some(f => f.case === "nom")) return "unclear";
  }
  return undefined;
}

/** A word of a text as a form of some lemma. */
interface WordReading {
  readonly lemma: string;
  readonly gender: "m" | "f" | "n";
  /** Bits of the cells it may stand in. */
  readonly mask: number;
}

const agrees =
  (noun: WordReading) =>
  (other: WordReading): boolean =>
    (noun.mask & other.mask & plural) !== 0 || (noun.gender === other.gender && (noun.mask & other.mask) !== 0);
const plural = 0xfc0;

function adjectiveReadings(folded: string): WordReading[] {
  return adjectiveLemmas(folded).flatMap(lemma =>
    (["m", "f", "n"] as const).flatMap(gender =>
      reading(lemma, gender, folded, adjectiveForms(lemma, { gender })?.cells),
    ),
  );
}

/** The nominatives that a folded word may belong to as an adjective, by its ending: «новую» → «новый», «новой». */
export function adjectiveLemmas(folded: string): readonly string[] {
  const match = /^(.{2,}?)(?:[ыио]й|[ая]я|[оеую]е|[ую]ю|[ое]го|[ое]му|[ыи]ми|[ыи]м|[ыи]х|[ое]м|[ое]й|[ыи]е)(ся)?$/.exec(
    folded,
  );
  if (!match) return [];
  const [, base = "", reflexive = ""] = match;
  // The stressed ones are few and known: «такой», not «такий».
  const lemmas = /[гкхжшчщ]$/.test(base) ? [`${base}ой`, `${base}ий`] : [`${base}ой`, `${base}ый`, `${base}ий`];
  return lemmas.map(lemma => lemma + reflexive);
}

function nounReadings(folded: string): WordReading[] {
  const found: WordReading[] = [];
  if (folded.includes("-")) return hyphenated(folded);
  const adjectival = /(?:[ыи]й|[ыи]х|[ое]го|[ое]му|[ыи]ми|[ыи]м|[ую]ю|[ыи]е|[оа]е|[ая]я|ся)$/;
  if (adjectival.test(folded) && !/(?:[нтвлцс]и[ейяю]|ие|режим)$/.test(folded) && adjectiveReadings(folded).length > 0)
    return [];
  for (const [ending, lemmas] of nounEndings) {
    if (!folded.endsWith(ending)) continue;
    for (const tail of lemmas) {
      const lemma = folded.slice(0, folded.length - ending.length) + tail;
      if (lemma.length < 3 || looksOblique(lemma) || adjectiveForms(lemma)) continue;
      const forms = nounForms(lemma);
      if (forms && forms.gender !== "pl") found.push(...reading(lemma, forms.singular, folded, forms.cells));
    }
  }
  return found.sort((a, b) => likelihood(b) - likelihood(a));
}

/** «Педагогами-психологами»: both halves in one form. */
function hyphenated(folded: string): WordReading[] {
  const cut = folded.lastIndexOf("-");
  const first = folded.slice(0, cut);
  const firsts = [...(looksOblique(first) ? [] : [first]), ...nounReadings(first).map(({ lemma }) => lemma)];
  return nounReadings(folded.slice(cut + 1)).flatMap(last =>
    firsts.flatMap(lemma => {
      const whole = `${lemma}-${last.lemma}`;
      return reading(whole, last.gender, folded, nounForms(whole)?.cells);
    }),
  );
}

function reading(
  lemma: string,
  gender: "m" | "f" | "n",
  folded: string,
  cells: Paradigm["cells"] | undefined,
): WordReading[] {
  const mask =
    cells?.reduce(
      (bits, variants, cell) => (variants.some(form => fold(form) === folded) ? bits | (1 << cell) : bits),
      0,
    ) ?? 0;
  return mask === 0 ? [] : [{ lemma, gender, mask }];
}

/** The noun with a usual shape among several with one form («группу» of «групп» and «группа»). */
function likelihood({ lemma, gender }: WordReading): number {
  if (gender === "n") return /(?:ство|(?:н[иь]|т[иь]|ви)[ое])$/.test(lemma) ? 3 : 0;
  if (gender === "f")
    return /(?:ия|ость|групп.|команд.|служб.|школ.|работ.|программ.|кафедр.|систем.|карт.|ица|ка|форма|норма|мера|неделя)$/.test(
      lemma,
    ) && !/(?:ания|ения|тия)$/.test(lemma)
      ? 3
      : 1;
  return isAnimate(lemma) ||
    /(?:совет|комитет|клуб|центр|отдел|план|график|отчет|порядок|приказ|протокол|регламент|устав|проект|орган)$/.test(
      lemma,
    )
    ? 3
    : /(?:ств|ни|ци|групп|команд|служб|школ)$/.test(lemma)
      ? -1
      : 2;
}

/** Endings of a form and of the lemmas it may come from. */
const nounEndings: readonly (readonly [string, readonly string[]])[] = [
  ["", ["", "а", "о"]],
  ["а", ["а", "о", ""]],
  ["я", ["я", "е", "ь", "й"]],
  ["у", ["", "а", "о"]],
  ["ю", ["ь", "й", "я", "е"]],
  ["ью", ["ь"]],
  ["ой", ["а"]],
  ["ей", ["я", "ь", "а"]],
  ["ом", ["", "о"]],
  ["ем", ["ь", "й", "е", ""]],
  ["е", ["", "а", "о", "ь", "й", "я", "е"]],
  ["и", ["ь", "я", "й", "а", "", "е"]],
  ["ы", ["", "а"]],
  ["ов", [""]],
  ["ев", ["й", "", "е"]],
  ["ий", ["ие", "ия"]],
  ["ам", ["", "а", "о"]],
  ["ами", ["", "а", "о"]],
  ["ах", ["", "а", "о"]],
  ["ям", ["ь", "я", "е", "й"]],
  ["ями", ["ь", "я", "е", "й"]],
  ["ях", ["ь", "я", "е", "й"]],
];
