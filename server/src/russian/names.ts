import {
  getFirstnameGender,
  getLastnameGender,
  getMiddlenameGender,
  inclineFirstname,
  inclineLastname,
  inclineMiddlename,
} from "lvovich";
import { matches } from "./matches";
import { memoized } from "./memo";
import { type Case, cases, masculineForms } from "./paradigms";
import { fold } from "./words";

/** A person's name as written; an initial keeps its dot: «М.». */
export interface PersonName {
  readonly surname: string;
  readonly given: string;
  /** Empty when it isn't written. */
  readonly patronymic: string;
}

export interface PersonMention extends PersonName {
  readonly from: number;
  readonly to: number;
}

export type Sex = "male" | "female";

/**
 * The persons named in a text: «Синькина М.Г.», «М.Г. Синькина», «Синькина Мария Григорьевна», «Мария Григорьевна
 * Синькина», each in any case. A lone surname is none, since nothing distinguishes it from another capitalised word.
 */
export function findPersons(text: string): PersonMention[] {
  const found: PersonMention[] = [];
  for (const match of NAMED.test(text) ? matches(text, person) : []) {
    const { last1, i1, i2, j1, j2, last2, last3, first3, middle3, first4, middle4, last4 } = match.groups ?? {};
    const parts: PersonName =
      i1 !== undefined
        ? { surname: last1!, given: `${i1}.`, patronymic: `${i2}.` }
        : j1 !== undefined
          ? { surname: last2!, given: `${j1}.`, patronymic: `${j2}.` }
          : last3 !== undefined
            ? { surname: last3, given: first3!, patronymic: middle3! }
            : { surname: last4!, given: first4!, patronymic: middle4! };
    found.push({ from: match.index, to: match.index + match[0].length, ...parts });
  }
  return found;
}

/** The name that a whole text is; a single initial, a lone first name and a lone surname are read here too. */
export const personName = memoized((text: string): PersonName | undefined => {
  const trimmed = text.trim().replace(/[\s\u00a0]+/g, " ");
  const [whole] = findPersons(trimmed);
  if (whole && whole.from === 0 && whole.to === trimmed.length) {
    const { surname, given, patronymic } = whole;
    return { surname, given, patronymic };
  }
  const initial = /^(?:(\p{Lu}[\p{L}’'-]+) (\p{Lu}\.)|(\p{Lu}\.) ?(\p{Lu}[\p{L}’'-]+))$/u.exec(trimmed);
  if (initial) return { surname: initial[1] ?? initial[4]!, given: initial[2] ?? initial[3]!, patronymic: "" };
  const pair = /^(\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?)(?: (\p{Lu}\p{Ll}+))?$/u.exec(trimmed);
  return pair ? { surname: pair[1]!, given: pair[2] ?? "", patronymic: "" } : undefined;
});

/** Whether a man or a woman, as far as the name shows. */
export function sexOf({ surname, given, patronymic }: PersonName): Sex | undefined {
  // The patronymic alone decides where it is written: «Кузьмич Алла Борисовна».
  const isWord = (name: string) => name.length > 2;
  const told =
    (isWord(patronymic) && (oblique(getMiddlenameGender(patronymic)) ?? patronymicSex(patronymic))) ||
    (isWord(given) && oblique(getFirstnameGender(given))) ||
    surnameSex(surname);
  return told || undefined;
}

/**
 * The name in another case, its parts in the order given; it must be in the nominative. Undefined when the declension
 * depends on the sex and the name doesn't show it («Бештур Е.С.»). The family's own usage outranks any rule: let it be
 * overridden.
 */
export function declineName(name: string, to: Case, sex?: Sex): string | undefined {
  const parsed = personName(name);
  if (!parsed) return undefined;
  if (to === "nom") return name;
  const known = sex ?? sexOf(parsed);
  const forms = (known === undefined ? (["male", "female"] as const) : [known]).map(each =>
    declined(name, parsed, to, each),
  );
  return forms.every(form => form === forms[0]) ? forms[0] : undefined;
}

/**
 * Whether two names, each in any case and order, may be one person: «Синькину М.Г.» and «М.Г. Синькина», «Синькина
 * Мария Григорьевна». Initials leave it open whether «Дроздова И.А.» is a woman or the genitive of a man.
 */
export function samePerson(a: string, b: string): boolean {
  const [one, two] = [personName(a), personName(b)];
  if (!one || !two) return false;
  return (
    sameSurname(one.surname, two.surname) &&
    sameName(one.given, two.given, givenForms) &&
    sameName(one.patronymic, two.patronymic, patronymicForms)
  );
}

/** «Директор М.Г. Синькина», «И.О. Директора»: an office, not a surname. */
const office =
  "(?:Директор|Заместител|Заведующ|Руководител|Председател|Учител|Секретар|Начальник|Методист|Воспитател|Педагог|Координатор|Член)";
const upper = `(?!${office})\\p{Lu}\\p{Ll}+(?:-\\p{Lu}\\p{Ll}+)?`;
const blank = "[ \\t\\u00a0\\u202f]";
const line = `(?:${blank}+|${blank}*\\r?\\n${blank}*)`;
const middle =
  "\\p{Lu}\\p{Ll}*(?:[оеё]вич(?:а|у|ем|е)?|(?:[ьикт]|ом|ьм|вв)ич(?:а|у|[её]м|е)?|[оеё]вн(?:а|ы|е|у|ой|ою)|(?:ин)?ичн(?:а|ы|е|у|ой|ою))";
const person = new RegExp(
  `(?<![\\p{L}-])(?:(?<last1>${upper})${line}(?<i1>\\p{Lu})\\.${blank}*(?<i2>\\p{Lu})\\.|(?<j1>\\p{Lu})\\.${blank}*(?<j2>\\p{Lu})\\.${blank}*(?<last2>${upper})(?!\\p{L})|(?<last3>${upper})${line}(?<first3>${upper})${line}(?<middle3>${middle})(?!\\p{L})|(?<first4>${upper})${line}(?<middle4>${middle})${line}(?<last4>${upper})(?!\\p{L}))`,
  "gu",
);

/** What every text with a name has: two initials or a patronymic. */
const NAMED = /\p{Lu}\.[ \t\u00a0\u202f]*\p{Lu}\.|ич|вн|чн/u;

const lvovichCases = ["nominative", "genitive", "dative", "accusative", "instrumental", "prepositional"] as const;

function declined(name: string, { surname, given, patronymic }: PersonName, to: Case, sex: Sex): string {
  const replace = (text: string, part: string, form: string) => {
    const at =
      part === ""
        ? -1
        : text.search(new RegExp(`(?<!\\p{L})${part.replace(/[.*+?^$()|[\]{}\\]/g, "\\$&")}(?!\\p{L})`, "u"));
    return at < 0 ? text : text.slice(0, at) + form + text.slice(at + part.length);
  };
  let result = replace(name, surname, surnameIn(surname, to, sex));
  if (!given.endsWith(".") && given.length > 1) result = replace(result, given, givenIn(given, to, sex));
  if (!patronymic.endsWith(".") && patronymic.length > 2)
    result = replace(result, patronymic, patronymicIn(patronymic, to, sex));
  return result;
}

function surnameIn(surname: string, to: Case, sex: Sex): string {
  const found = surname
    .split("-")
    .map((part, index, all) => {
      // A man's first half that is itself a bare word stays: «Бонч-Бруевича».
      const isFixed = index < all.length - 1 && sex === "male" && part.length < 5 && !/(?:ов|ев|ин|ий|ой)$/i.test(part);
      return isFixed ? part : surnamePart(part, to, sex);
    })
    .join("-");
  return found;
}

function surnamePart(part: string, to: Case, sex: Sex): string {
  const index = cases.indexOf(to);
  // «Осадчий», «Непомнящая» decline like participles.
  const participle = sex === "male" ? /[чщжш]ий$/iu.exec(part) : /[чщжш]ая$/iu.exec(part);
  if (participle) return part.slice(0, -2) + (sex === "male" ? softEndings.male : softEndings.female)[index];
  if (sex === "male" && part.length > 4 && /ец$/iu.test(part)) {
    // «Коломиец – Коломийца»; «Муромец – Муромцем», with the stress on the stem.
    if (/[аеёиоуыэюя]ец$/iu.test(part))
      return part.slice(0, -2) + (index === 0 ? "ец" : `йц${unstressedEndings[index]}`);
    if (/(?:[аояи]м|ем|[оеё]в|[аяие]н)ец$/iu.test(part))
      return part.slice(0, -2) + (index === 0 ? "ец" : `ц${unstressedEndings[index]}`);
  }
  if (sex === "male" && isNoun.test(part)) {
    const form = /^[^аеёиоуыэюя]+ец$/iu.test(part)
      ? part.toLowerCase() + shortEndings[index]
      : masculineForms(part)?.[index];
    if (form !== undefined) return part[0] + form.slice(1);
  }
  return inclineLastname(part, lvovichCases[index]!, sex);
}

/**
 * Men's surnames that are nouns («Гусь», «Ткач», «Заяц») decline like these; lvovich knows the others, those in -ец
 * with their stress among them, but the short ones keep their vowel: «Швеца».
 */
const isNoun =
  /^\p{Lu}\p{Ll}*(?:[бвгджзклмпрстфхчшщнй]|ь|яц|(?<=^[^аеёиоуыэюя]+)ец)$(?<!ов|ев|ёв|ин|ын|ой|ый|ий|[иы]х)/iu;
const shortEndings = ["", "а", "у", "а", "ом", "е"];
const unstressedEndings = ["", "а", "у", "а", "ем", "е"];
const softEndings = {
  male: ["ий", "его", "ему", "его", "им", "ем"],
  female: ["ая", "ей", "ей", "ую", "ей", "ей"],
};

function givenIn(given: string, to: Case, sex: Sex): string {
  // «Любовь» keeps its «о» as a name.
  if (fold(given) === "любовь")
    return given.slice(0, -1) + { nom: "ь", gen: "и", dat: "и", acc: "ь", ins: "ью", prep: "и" }[to];
  if (fold(given) === "ия") return given[0] + { nom: "я", gen: "и", dat: "е", acc: "ю", ins: "ей", prep: "е" }[to];
  return inclineFirstname(given, lvovichCases[cases.indexOf(to)]!, sex);
}

function patronymicIn(patronymic: string, to: Case, sex: Sex): string {
  return inclineMiddlename(patronymic, lvovichCases[cases.indexOf(to)]!, sex);
}

function oblique(gender: string | null): Sex | undefined {
  return gender === "male" || gender === "female" ? gender : undefined;
}

function patronymicSex(patronymic: string): Sex | undefined {
  return /ич(?:а|у|[её]м|е)?$/.test(patronymic)
    ? "male"
    : /(?:вн|ичн)(?:а|ы|е|у|ой|ою)$/.test(patronymic)
      ? "female"
      : undefined;
}

function surnameSex(surname: string): Sex | undefined {
  if (/(?:[оеё]в|[иы]н|[сц]кий|[сц]кой|[чщжш]ий)$/.test(surname)) return "male";
  if (/(?:[оеё]ва|[иы]на|[сц]кая|[чщжш]ая)$/.test(surname)) return "female";
  return oblique(getLastnameGender(surname));
}

function sameSurname(a: string, b: string): boolean {
  if (fold(a) === fold(b)) return true;
  const bases = nominatives(a);
  return nominatives(b).some(base => bases.includes(base));
}

/** The nominatives that a surname may come from, itself among them. */
const nominatives = memoized((surname: string): readonly string[] => {
  const candidates = new Set([surname]);
  for (const [ending, bases] of surnameEndings) {
    if (surname.endsWith(ending))
      for (const base of bases) candidates.add(surname.slice(0, surname.length - ending.length) + base);
  }
  const found = [...candidates].filter(
    base =>
      base.length > 1 &&
      (base === surname ||
        cases.some(to => (["male", "female"] as const).some(sex => fold(surnameIn(base, to, sex)) === fold(surname)))),
  );
  return found.map(fold);
}, 2_000);
const surnameEndings: readonly (readonly [string, readonly string[]])[] = [
  // Fleeting vowels: «Кравца», «Зайца», «Соловья».
  ...["а", "у", "ом", "ем", "е"].map(ending => [`ц${ending}`, ["ец"]] as const),
  ...["а", "у", "ом", "ем", "е"].map(ending => [`йц${ending}`, ["яц", "ец"]] as const),
  ...["я", "ю", "ем", "е"].map(ending => [`ь${ending}`, ["ей"]] as const),
  ["ой", ["а", "ая", "ой"]],
  ["ей", ["я", "а", "ая"]],
  ["у", ["а", ""]],
  ["ю", ["я", "ь", "й"]],
  ["ую", ["ая"]],
  ["а", [""]],
  ["я", ["ь", "й"]],
  ["ым", ["", "ый", "ой"]],
  ["им", ["ий", ""]],
  ["ом", ["", "ой"]],
  ["ем", ["ь", "й", "", "ий"]],
  ["е", ["", "а", "ь", "й", "я"]],
  ["ы", ["а"]],
  ["и", ["а", "я"]],
  ["ого", ["ий", "ой", "ый"]],
  ["ому", ["ий", "ой", "ый"]],
  ["его", ["ий"]],
  ["ему", ["ий"]],
];

/** An initial agrees with every name that begins with it; a name that isn't written agrees with any. */
function sameName(a: string, b: string, forms: (name: string) => string[]): boolean {
  if (a === "" || b === "") return true;
  if (a.endsWith(".") || b.endsWith(".")) return fold(a)[0] === fold(b)[0];
  return (
    fold(a) === fold(b) ||
    forms(a).includes(fold(b)) ||
    forms(b).includes(fold(a)) ||
    (fold(a).length > 5 && fold(a).slice(0, -2) === fold(b).slice(0, -2))
  );
}

function givenForms(name: string): string[] {
  return cases.flatMap(to => (["male", "female"] as const).map(sex => fold(givenIn(name, to, sex))));
}

function patronymicForms(name: string): string[] {
  return cases.flatMap(to => (["male", "female"] as const).map(sex => fold(patronymicIn(name, to, sex))));
}
