import { addressesIn, isInAddress } from "./addresses";
import { matches } from "./matches";
import { romanValue } from "./numerals";

/** What to write instead of a piece of a text. Offsets are UTF-16 units; `insert` replaces from–to. */
export interface Correction {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** A place of a text that should be written otherwise. */
export interface NotedCorrection extends Correction {
  /** What is wrong, in Russian, for the reader. */
  readonly message: string;
}

/** A slip of typesetting. */
export interface TypographySlip extends NotedCorrection {
  readonly kind: SlipKind;
  /** The closing sign of a pair whose opening sign is from–to: both are mended or none. */
  readonly pair?: Correction;
}

export type SlipKind =
  | "quotes"
  | "dash"
  | "number-doubled"
  | "number-space"
  | "number-sign"
  | "initials"
  | "abbreviation"
  | "years"
  | "year-range"
  | "space-before"
  | "space-after"
  | "space-in-brackets"
  | "double-space";

/**
 * Slips of typesetting in one piece of running text (no markup, no code): quotes, dashes, №, blanks; in text order,
 * without overlaps. What `spacedHyphen` finds isn't reported again. The blanks put in are plain: where a line may not break
 * is a matter of the printed page, see `nonBreaking`.
 */
export function typographySlips(text: string): readonly TypographySlip[] {
  if (!RARE.test(text)) return none;
  const found: TypographySlip[] = straightQuotes(text);
  for (const { guard, pattern, kind, message, insert } of habits) {
    if (!guard.test(text)) continue;
    for (const match of matches(text, pattern)) {
      const from = match.index;
      found.push({ from, to: from + match[0].length, insert: insert(match[0], text), kind, message });
    }
  }
  if (!found.length) return found;
  const torn = found.some(({ kind }) => kind === "dash") ? spacedHyphen(text) : [];
  const addresses = addressesIn(text);
  let end = 0;
  return found
    .sort((a, b) => a.from - b.from)
    .filter(({ from, to, kind }) => {
      if (isInAddress(addresses, { from, to }) || (kind === "dash" && isHyphen(text, from, to))) return false;
      if (from < end || torn.some(compound => compound.from <= from && to <= compound.to)) return false;
      end = to;
      return true;
    });
}

/** First halves of names of places, before their hyphen. */
const PLACES =
  /(?:^|[^\p{L}])(?:Санкт|Ростов|Орехово|Наро|Усть|Йошкар|Улан|Ханты|Горно|Южно|Северо|Нью|Камень|Славянск|Каменск|Гусь|Ямало|Кабардино|Карачаево|Спас|Сан|Лос|Комсомольск|Петропавловск|Николаевск|Франкфурт|Переславль|Гаврилов|Соль|Верх|Нижне|Верхне|Старо|Ново|Восточно|Западно|Центрально|Юго|Ямал)$/u;
const PARTICLES = /^(?:то|либо|нибудь|таки|ка|де|с|тка)(?!\p{L})/iu;
const ADJECTIVE = /^\p{Ll}+(?:ая|ый|ое|ые|ой|ого|ому|ым|ых|ыми|ую|ий|ие|ее|ей|его|ему|им|их|ими|яя|юю)(?!\p{L})/u;

/** Whether a hyphen with blanks round it joins one word: «какой - то», «из - за», «Санкт - Петербург», «очно - заочная». */
function isHyphen(text: string, from: number, to: number): boolean {
  const before = text.slice(Math.max(0, from - 40), from);
  const behind = text.slice(to, to + 60);
  const first = /\p{L}+$/u.exec(before)?.[0] ?? "";
  if (PARTICLES.test(behind) && /^\p{Ll}+$/u.test(first)) return true;
  // «Ростов - на - Дону»
  if (/\p{Lu}\p{Ll}+[ \t\u00a0]*[-–—][ \t\u00a0]*на$/u.test(before) && /^\p{Lu}/u.test(behind)) return true;
  if (/^(?:из|кое|кой|по|во|в|на)$/iu.test(first))
    return /^(?:за|под|над|\p{Ll}+(?:ому|ему|и|х|й))(?!\p{L})/u.test(behind) || /^ко[ей]$/iu.test(first);
  if (PLACES.test(before)) return /^(?:на(?!\p{L})|\p{Lu})/u.test(behind);
  return /\p{Ll}{3}[ое]$/u.test(before) && ADJECTIVE.test(behind);
}

/** Compounds that typing or extraction tore apart: «мастер – классы», «учебно- методический». */
export function spacedHyphen(text: string): readonly NotedCorrection[] {
  if (!/[-‑–—]/.test(text) || !/\p{L}(?:[-‑]\s|\s+[-‑–—])/u.test(text)) return none;
  const found: NotedCorrection[] = [];
  for (const pattern of [tornAdjective, tornNoun]) {
    for (const match of matches(text, pattern)) {
      const [whole, first = "", second = ""] = match;
      const insert = `${first}-${second}`;
      found.push({
        from: match.index,
        to: match.index + whole.length,
        insert,
        message: `Вокруг дефиса лишние пробелы: «${insert}».`,
      });
    }
  }
  return found.sort((a, b) => a.from - b.from);
}

/**
 * Letters and figures that only look right: Latin in Russian words, «ѐ», the figure 3 for «З», Russian letters in Roman
 * numbers. `abbreviations` are those of the document, so that «HMP» typed in Latin is known for «НМР».
 */
export function homoglyphs(
  text: string,
  abbreviations: ReadonlySet<string> = noAbbreviations,
): readonly NotedCorrection[] {
  const latin = /[A-Za-zѐЀ]/.test(text);
  const threes = text.includes("3") && /Ф3|3а/.test(text);
  if (!latin && !threes) return none;
  const found: NotedCorrection[] = [];
  const addresses = addressesIn(text);
  const add = (from: number, word: string, insert: string, message: string) => {
    const to = from + word.length;
    if (!isInAddress(addresses, { from, to })) found.push({ from, to, insert, message });
  };
  for (const match of latin ? matches(text, LETTERS) : none) {
    const word = match[0];
    const from = match.index;
    if (/[А-яЁёѐЀ]/.test(word)) {
      const roman = toRoman(word);
      if (roman !== undefined) add(from, word, roman, "В римском числе есть русские буквы.");
      else if (/[A-Za-zѐЀ]/.test(word) && [...word].every(letter => /[А-яЁё]/.test(letter) || letter in looksRussian)) {
        const fixed = toRussian(word);
        add(from, word, fixed, `В слове «${fixed}» есть буквы, только похожие на русские.`);
      }
      continue;
    }
    if (![...word].every(letter => letter in looksRussian)) continue;
    const fixed = toRussian(word);
    if (abbreviations.has(fixed) || isRussianByPlace(text, from, word, fixed)) {
      add(from, word, fixed, `«${fixed}» набрано латинскими буквами.`);
    }
  }
  if (!threes) return found;
  for (const match of matches(text, /(?<=\d[-–‑]\s?)Ф3(?!\d)/g))
    add(match.index, match[0], "ФЗ", "Вместо буквы «З» стоит цифра 3.");
  for (const match of matches(text, /(?<![\p{L}\d.,-])3(?=а[вдкмнпрсщ]\p{Ll}{3})/gu))
    add(match.index, "3", "З", "Вместо буквы «З» стоит цифра 3.");
  return found.sort((a, b) => a.from - b.from);
}

/**
 * The text with blanks that don't break where a line may not end: between initials and surname, after №, «г.», «п.»
 * and one-letter words, before a dash and a unit. Nothing else changes, so offsets stay true.
 */
export function nonBreaking(text: string): string {
  return unbroken.reduce((result, pattern) => result.replace(pattern, match => match.replace(/ /g, NBSP)), text);
}

const none: readonly never[] = [];
const noAbbreviations: ReadonlySet<string> = new Set();
const LETTERS = /\p{L}+/gu;
const NBSP = "\u00a0";
const blank = "[ \\t\\u00a0]";

/** First halves that never stand alone: what follows their dash is the rest of an adjective. */
const adjectiveHalves =
  "учебно|научно|воспитательно|календарно|информационно|организационно|материально|психолого|художественно|физкультурно|нормативно|коррекционно|проектно|контрольно|санитарно|программно|методико|духовно|культурно|историко|нравственно|познавательно|исследовательско|административно|финансово|хозяйственно|диагностико|консультативно|творческо|экспериментально|технико|общественно|государственно|образовательно|системно|практико|личностно|предметно|рефлексивно|опытно|медико|здоровье|инженерно|естественно|физико|социально|лечебно|спортивно|военно|туристско|гражданско";
const adjectiveSeconds =
  "(?:воспитательн|методическ|образовательн|исследовательск|тематическ|аналитическ|технологическ|коммуникационн|коммуникативн|правов|распорядительн|техническ|педагогическ|эстетическ|оздоровительн|развивающ|измерительн|эпидемиологическ|гигиеническ|нравственн|массов|просветительск|патриотическ|ориентированн|деятельностн|практическ|экономическ|хозяйственн|управленческ|консультационн|общественн|экспериментальн|математическ|научн|бытов|психологическ|профилактическ|досугов|познавательн|целев|творческ|краеведческ|обобщающ|диагностическ|спортивн|педагог)";
const torn = "(?:[-‑]\\s+|\\s+[-‑–—]\\s+|\\s+[-‑](?=\\p{Ll}))";
const tornAdjective = new RegExp(`(?<!\\p{L})(${adjectiveHalves})${torn}(${adjectiveSeconds}\\p{Ll}*)`, "giu");
/** Nouns of both halves; «мастер – педагог» isn't among them. */
const nounPairs: readonly (readonly [string, string])[] = [
  ["мастер", "класс\\p{Ll}{0,3}"],
  ["учител[ьяюие]\\p{Ll}{0,2}", "(?:предметник|логопед|дефектолог|наставник|практик)\\p{Ll}{0,3}"],
  ["педагог\\p{Ll}{0,3}", "(?:психолог|организатор|библиотекар|наставник)\\p{Ll}{0,3}"],
  ["преподавател\\p{Ll}{1,3}", "организатор\\p{Ll}{0,3}"],
  ["чек", "лист\\p{Ll}{0,3}"],
  ["план\\p{Ll}{0,3}", "график\\p{Ll}{0,3}"],
  ["(?:пресс|медиа)", "(?:центр|служб|секретар)\\p{Ll}{0,3}"],
  ["(?:онлайн|интернет|веб)", "(?:занят|курс|урок|платформ|ресурс|сервис|встреч|семинар|форм|заседан)\\p{Ll}{0,3}"],
  ["(?:бизнес)", "(?:план|игр)\\p{Ll}{0,3}"],
  ["блиц", "(?:опрос|турнир)\\p{Ll}{0,3}"],
  ["кейс", "(?:метод|стади|турнир)\\p{Ll}{0,3}"],
  ["квест", "игр\\p{Ll}{0,3}"],
  ["семинар\\p{Ll}{0,3}", "практикум\\p{Ll}{0,3}"],
  ["стажер\\p{Ll}{0,3}", "площадк\\p{Ll}{0,3}"],
  ["шеф", "повар\\p{Ll}{0,3}"],
  ["инженер\\p{Ll}{0,3}", "программист\\p{Ll}{0,3}"],
];
const tornNoun = new RegExp(
  `(?<![\\p{L}-])(${nounPairs.map(([first, second]) => `${first}(?=${torn}${second}(?!\\p{L}))`).join("|")})${torn}(\\p{Ll}+)(?!\\p{L})`,
  "giu",
);

const looksRussian: Readonly<Record<string, string>> = Object.fromEntries(
  "aа cс eе oо pр xх yу AА BВ CС EЕ HН KК MМ OО PР TТ XХ YУ ѐё ЀЁ".split(" ").map(pair => [pair[0]!, pair[1]!]),
);
const looksLatin: Readonly<Record<string, string>> = { І: "I", Х: "X", С: "C", М: "M" };

function toRussian(word: string): string {
  return [...word].map(letter => looksRussian[letter] ?? letter).join("");
}

/** «ХV» with a Russian Х: Russian letters beside Latin ones that make a Roman number. */
function toRoman(word: string): string | undefined {
  if (!/[IVL]/.test(word)) return undefined;
  const latin = [...word].map(letter => looksLatin[letter] ?? letter).join("");
  return romanValue(latin) === undefined || latin === word ? undefined : latin;
}

/** «c», «o», «co» between Russian words are prepositions; «витамин C» and «класс B» stay. */
function isRussianByPlace(text: string, from: number, word: string, fixed: string): boolean {
  const after = /^[ \t\u00a0\n]+«?\p{Script=Cyrillic}{2}/u.test(text.slice(from + word.length, from + word.length + 6));
  const before = text.slice(Math.max(0, from - 4), from);
  if (!after || /[A-Za-z]\s*$/.test(before)) return false;
  if (/^(?:с|о|а|у|со|во|ее|оно)$/.test(fixed)) return /(?:^|[\p{Script=Cyrillic}»),;\d])[ \t\u00a0\n]*$/u.test(before);
  return /^[СОАВКУ]$/.test(fixed) && /(?:^|[.!?»]\s)$/.test(before);
}

interface Habit {
  /** A cheap test that most texts fail. */
  readonly guard: RegExp;
  readonly pattern: RegExp;
  readonly kind: SlipKind;
  readonly message: string;
  readonly insert: (found: string, text: string) => string;
}

/** What a text with a slip has; most have none of it. */
const RARE =
  /[ \t\u00a0][ ,;:!?.)»]|[«(][ \t\u00a0]|[ \t\u00a0]-[ \t\u00a0]|№(?:\s*№|[\dA-Za-zА-яЁё])|[A-Za-zА-яЁё]№|N[ \t\u00a0]*\d|[.а-яё][А-ЯЁA-Z]|г\.[ \t\u00a0]*г\.|\d[ \t\u00a0]*-[ \t\u00a0]*\d|[,;][А-Яа-яЁё]|"/;

// Straight quotes are mended in the same go, so they count as «ёлочки» here.
const habits: readonly Habit[] = [
  {
    guard: /[ \t\u00a0]-[ \t\u00a0]/,
    // «1 - 2» may be a sum, «5 - й» is a torn ordinal; «учебно - игровой» is no matter of a dash.
    pattern: new RegExp(
      `(?<=[\\p{L}).»"…%])(?<!(?<!\\p{L})(?:${adjectiveHalves}))${blank}+-${blank}+(?=[\\p{L}\\d«"(])|(?<=\\d)${blank}+-${blank}+(?=[\\p{L}«"(])(?!\\p{Ll}{1,2}(?!\\p{L}))`,
      "giu",
    ),
    kind: "dash",
    message: "Вместо тире стоит дефис.",
    insert: (_, text) => (text.includes("—") && !text.includes("–") ? " — " : " – "),
  },
  {
    guard: /№\s*№/,
    pattern: new RegExp(`(?<!\\p{L})№(?:${blank}*№)+`, "gu"),
    kind: "number-doubled",
    message: "Знак «№» не удваивают.",
    insert: () => "№",
  },
  {
    guard: /№\s*№/,
    pattern: new RegExp(`(?<=\\p{L})№(?:${blank}*№)+`, "gu"),
    kind: "number-doubled",
    message: "Знак «№» не удваивают.",
    insert: () => " №",
  },
  {
    guard: /№[\dA-Za-zА-яЁё]/,
    pattern: new RegExp(`(?<=№)(?=[\\d\\p{L}])(?!N${blank}*\\d)`, "gu"),
    kind: "number-space",
    message: "После знака «№» нужен пробел.",
    insert: () => " ",
  },
  {
    guard: /\p{L}№/u,
    pattern: new RegExp(`(?<=\\p{L})(?=№${blank}*[\\d\\p{L}])`, "gu"),
    kind: "number-space",
    message: "Перед знаком «№» нужен пробел.",
    insert: () => " ",
  },
  {
    guard: /N[ \t\u00a0]*\d/,
    pattern: new RegExp(`(?<![\\p{L}\\d-]|№${blank}*)N${blank}*(?=\\d)`, "gu"),
    kind: "number-sign",
    message: "Вместо «N» в русском тексте ставят «№».",
    insert: () => "№ ",
  },
  {
    guard: /\.[А-ЯЁA-Z]/,
    // «I.» is a number.
    pattern: /(?<=(?<!\p{L})(?![IVX])\p{Lu}\.)(?=\p{Lu}\p{Ll})/gu,
    kind: "initials",
    message: "Между инициалами и фамилией нужен пробел.",
    insert: () => " ",
  },
  {
    guard: /[а-яё][А-ЯЁ]\./,
    pattern: new RegExp(`(?<=\\p{Ll}{2})(?=\\p{Lu}\\.${blank}*\\p{Lu}\\.)`, "gu"),
    kind: "initials",
    message: "Между фамилией и инициалами нужен пробел.",
    insert: () => " ",
  },
  {
    guard: /\.[А-ЯЁA-Z]/,
    pattern: /(?<=(?<![\p{L}\d.])(?:г|ул|им|пос|пер|обл)\.)(?=\p{Lu})/gu,
    kind: "abbreviation",
    message: "После сокращения перед названием нужен пробел.",
    insert: () => " ",
  },
  {
    guard: /г\.[ \t\u00a0]*г\./,
    pattern: new RegExp(`(?<=\\d)${blank}*г\\.${blank}*г\\.`, "g"),
    kind: "years",
    message: "«Годы» сокращают «гг.».",
    insert: () => " гг.",
  },
  {
    guard: /\d[ \t\u00a0]*-[ \t\u00a0]*\d/,
    // «№ 2023-2024» is a number.
    pattern: new RegExp(
      `(?<=(?<![\\d.\\-/]|[№N]${blank}?)(?:19|20)\\d{2})${blank}*-${blank}*(?=(?:19|20)\\d{2}(?![\\d\\-/]|\\.\\d))`,
      "g",
    ),
    kind: "year-range",
    message: "Между годами ставят тире без пробелов.",
    insert: () => "–",
  },
  {
    guard: /[ \t\u00a0][,;:!?.]/,
    // « .pdf» and « …» keep their blank.
    pattern: new RegExp(`(?<=[\\p{L}\\d»")])${blank}+(?=[,;:!?.](?:\\s|$|[)»"]))`, "gu"),
    kind: "space-before",
    message: "Перед знаком препинания пробел не ставят.",
    insert: () => "",
  },
  {
    guard: /[«(][ \t\u00a0]|[ \t\u00a0][)»]/,
    pattern: new RegExp(`(?<=[«(])${blank}+(?=[\\p{L}\\d«"])|(?<=[\\p{L}\\d.»"])${blank}+(?=[)»])`, "gu"),
    kind: "space-in-brackets",
    message: "Скобка или кавычка не отделяется от слова пробелом.",
    insert: () => "",
  },
  {
    guard: /[,;][а-яё]/i,
    pattern: /(?<=[а-яё»")][,;])(?=[а-яё])/giu,
    kind: "space-after",
    message: "После знака препинания нужен пробел.",
    insert: () => " ",
  },
  {
    guard: / {2}/,
    // Ten blanks are a column, those behind «201» a year to be filled in.
    pattern: /(?<=\S)(?<!(?<!\d)20\d?) {2,9}(?=[^ \n\r])/g,
    kind: "double-space",
    message: "Лишние пробелы.",
    insert: () => " ",
  },
];

/** Pairs of straight quotes round words; inside «» they become „“. An inch mark or a lone quote is left alone. */
function straightQuotes(text: string): TypographySlip[] {
  if (!text.includes('"')) return [];
  return [...text.matchAll(/(?<=^|[\s(«])"(?=[\p{L}\d])[^"\n]{0,200}[^\s"(«]"(?=$|[\s.,;:!?)»])/gu)].map(match => {
    const from = match.index;
    const close = from + match[0].length - 1;
    const [opening, closing] = isQuoted(text, from, close) ? "„“" : "«»";
    return {
      from,
      to: from + 1,
      insert: opening!,
      kind: "quotes",
      message: "В документе ставят кавычки «ёлочки».",
      pair: { from: close, to: close + 1, insert: closing! },
    };
  });
}

/** Whether from–to stands within «»: opened before and closed behind. One sign may have closed two: «Школа «Аврора». */
function isQuoted(text: string, from: number, to: number): boolean {
  let depth = 0;
  for (const [sign] of text.slice(0, from).matchAll(/[«»]/g)) depth = Math.max(0, depth + (sign === "«" ? 1 : -1));
  return depth > 0 && /[«»]/.exec(text.slice(to))?.[0] === "»";
}

/** Where a line must not break; each match keeps its length. Most begin with the blank: it is quicker found than what precedes it. */
const unbroken: readonly RegExp[] = [
  / (?<=(?<!\p{L})\p{Lu}\. )(?=\p{Lu}(?:\.|\p{Ll}))/gu,
  / (?=\p{Lu}\.[ \u00a0]?\p{Lu}\.)(?<=\p{Lu}\p{Ll}+ )/gu,
  /[№§] (?=\S)/gu,
  / ?\. (?<=(?<![\p{L}\d])(?:г|гор|ул|им|пос|пер|обл|с|д|п|пп|подп|ст|ч|стр|рис|табл|см|т) ?\. )(?=[\p{Lu}\d«])/gu,
  / (?<=\d )(?=(?:г|гг|л|экз|руб|коп|ч|мин|кг|м|см|мм|чел|шт|уч)\.|%|(?:год[аыу]?|лет|раза?|часов|часа|час|минут[аы]?|дней|дня|день)(?!\p{L}))/gu,
  / (?<=\d )(?=(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)(?!\p{L}))/gu,
  / (?<=(?<!\p{L})и )(?=(?:т\. ?[дпк]|др|пр)\.)/gu,
  / (?<=(?<!\p{L})т\. )(?=[дпке]\.)/gu,
  / (?=[–—](?:\s|$))(?<=\S )/gu,
  / (?<=(?<![\p{L}\d.])[авикосуяАВИКОСУЯ] )(?=\S)/gu,
  /^\d+(?:\.\d+)*\.? (?=\S)/gu,
];
