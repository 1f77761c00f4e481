import { matches } from "./matches";
import { ordinalWord, romanValue } from "./numerals";
import { fold } from "./words";

/** A day of the calendar; the month is 1–12. */
export interface CalendarDate {
  readonly y: number;
  readonly m: number;
  readonly d: number;
}

/** A date written in a text. Offsets are UTF-16 units and cover the quotes of the day and the «г.» of the year. */
export interface DateMention {
  readonly from: number;
  readonly to: number;
  /** `digits` 21.02.2023, `words` 21 февраля 2023 г., `iso` 2023-02-21. */
  readonly form: "digits" | "words" | "iso";
  /** Absent when the year isn't written, and when there is no such day. */
  readonly date?: CalendarDate;
  readonly day: number;
  readonly month: number;
  readonly year?: number;
  /** There is no such day: 31.02.2023. */
  readonly invalid?: true;
  /** «30» августа. */
  readonly quotedDay?: true;
  /** What follows the year: «г.» with or without a blank before it, or «года». */
  readonly yearMark?: "glued" | "spaced" | "word";
  /** 1.09.2018: day or month in digits without its zero. */
  readonly zeroless?: true;
  /** 01.09.23. */
  readonly shortYear?: true;
}

/** A stretch of time written in a text. */
export interface PeriodMention {
  readonly from: number;
  readonly to: number;
  /** четверть is the school's quarter, квартал the calendar's; `days` is «с 1 по 15 сентября». */
  readonly kind: "days" | "months" | "четверть" | "квартал" | "триместр" | "полугодие" | "school-year";
  /** Day for `days`, month 1–12 for `months`, ordinal for the parts of a year, calendar year for a school year. */
  readonly first: number;
  readonly last: number;
  /** Month of `days`. */
  readonly month?: number;
  readonly year?: number;
  /** The years of a school year don't follow each other, or there is no such part of a year. */
  readonly invalid?: true;
}

/** The dates of a text, in order. A date needs its month: clause numbers such as 1.2.3 are none. */
export function findDates(text: string): DateMention[] {
  if (!/\d/.test(text)) return [];
  const found: DateMention[] = [];
  for (const match of matches(text, inDigits)) {
    const [whole, d = "", m = "", y = "", mark] = match;
    const shortYear = y.length === 2;
    // 10.12.15 is a date only where the text says so; elsewhere it is a clause.
    if (
      shortYear &&
      !(
        d.length === 2 &&
        m.length === 2 &&
        /(?<!\p{L})(?:от|с|со|до|по|к|на)\s+$/iu.test(text.slice(Math.max(0, match.index - 5), match.index))
      )
    )
      continue;
    found.push({
      ...mention(match.index, whole, "digits", Number(d), Number(m), shortYear ? 2000 + Number(y) : Number(y), mark),
      ...(d.length === 1 || m.length === 1 ? { zeroless: true } : {}),
      ...(shortYear ? { shortYear } : {}),
    });
  }
  for (const match of matches(text, inWords)) {
    const [whole, open = "", d = "", close = "", name = "", y, mark] = match;
    // A quote that opens before the day and doesn't close behind it belongs to the text round the date.
    const lone = close === "" ? open.length : 0;
    const year = y === undefined ? undefined : Number(y);
    found.push({
      ...mention(match.index + lone, whole.slice(lone), "words", Number(d), monthOf(name)!, year, mark),
      ...(close === "" ? {} : { quotedDay: true }),
    });
  }
  for (const match of matches(text, iso)) {
    const [whole, y = "", m = "", d = ""] = match;
    found.push(mention(match.index, whole, "iso", Number(d), Number(m), Number(y), undefined));
  }
  return found.sort((a, b) => a.from - b.from);
}

/** The date that a whole text is: a value of a header, a cell of a table. Zeros of an ISO date may be left out. */
export function parseDate(text: string): DateMention | undefined {
  const trimmed = text.trim();
  const loose = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(trimmed);
  if (loose) {
    const [, y, m, d] = loose;
    return mention(text.indexOf(trimmed), trimmed, "iso", Number(d), Number(m), Number(y), undefined);
  }
  const found = findDates(/^\d\d\.\d\d\.\d\d$/.test(trimmed) ? `от ${trimmed}` : trimmed)[0];
  const shift = /^\d\d\.\d\d\.\d\d$/.test(trimmed) ? 3 : 0;
  if (!found || found.from !== shift || found.to - shift !== trimmed.length) return undefined;
  const from = text.indexOf(trimmed);
  return { ...found, from, to: from + trimmed.length };
}

/** Months, parts of a year, school years and stretches of days, in order. */
export function findPeriods(text: string): PeriodMention[] {
  const found: PeriodMention[] = [];
  const at = (match: RegExpExecArray) => ({ from: match.index, to: match.index + match[0].length });
  for (const match of matches(text, schoolYears)) {
    const first = Number(match[1]);
    const last = match[2]!.length === 2 ? Math.floor(first / 100) * 100 + Number(match[2]) : Number(match[2]);
    found.push({ ...at(match), kind: "school-year", first, last, ...(last === first + 1 ? {} : { invalid: true }) });
  }
  for (const match of matches(text, partsOfYear)) {
    const [, ordinal = "", word = "", y] = match;
    const number = partNumber(ordinal);
    const kind = partKind(word);
    if (number === undefined || kind === undefined) continue;
    const most = { четверть: 4, квартал: 4, триместр: 3, полугодие: 2 }[kind];
    found.push({
      ...at(match),
      kind,
      first: number,
      last: number,
      ...yearOf(y),
      ...(number <= most ? {} : { invalid: true }),
    });
  }
  for (const match of matches(text, stretches)) {
    const [, first = "", last = "", name = "", y] = match;
    found.push({
      ...at(match),
      kind: "days",
      first: Number(first),
      last: Number(last),
      month: monthOf(name)!,
      ...yearOf(y),
    });
  }
  for (const match of matches(text, monthNames)) {
    const [, first = "", last, y] = match;
    // «15 сентября» is a day, «с 1 по 15 сентября» a stretch.
    if (/\d[»"“]?(?:-?го|-е)?\s*$/.test(text.slice(Math.max(0, match.index - 6), match.index))) continue;
    const month = monthOf(first)!;
    found.push({
      ...at(match),
      kind: "months",
      first: month,
      last: (last === undefined ? undefined : monthOf(last)) ?? month,
      ...yearOf(y),
    });
  }
  return found.sort((a, b) => a.from - b.from);
}

/** The day of a moment by the clock of its place. */
export const dateOf = (moment: Date): CalendarDate => ({
  y: moment.getFullYear(),
  m: moment.getMonth() + 1,
  d: moment.getDate(),
});

/** Negative when `a` is earlier. */
export function compareDates(a: CalendarDate, b: CalendarDate): number {
  return a.y - b.y || a.m - b.m || a.d - b.d;
}

export function isDate({ y, m, d }: CalendarDate): boolean {
  return m >= 1 && m <= 12 && d >= 1 && d <= new Date(Date.UTC(y, m, 0)).getUTCDate();
}

/** 1 is Monday, 7 Sunday. */
export function weekday({ y, m, d }: CalendarDate): number {
  return new Date(Date.UTC(y, m - 1, d)).getUTCDay() || 7;
}

/** The day `days` after (or before) another. */
export function addDays({ y, m, d }: CalendarDate, days: number): CalendarDate {
  const date = new Date(Date.UTC(y, m - 1, d + days));
  return { y: date.getUTCFullYear(), m: date.getUTCMonth() + 1, d: date.getUTCDate() };
}

/** How many days `b` is after `a`. */
export function daysBetween(a: CalendarDate, b: CalendarDate): number {
  return Math.round((Date.UTC(b.y, b.m - 1, b.d) - Date.UTC(a.y, a.m - 1, a.d)) / 86_400_000);
}

/** 2023-02-21. */
export function isoDate({ y, m, d }: CalendarDate): string {
  return `${y}-${two(m)}-${two(d)}`;
}

/** 21.02.2023. */
export function dateInDigits({ y, m, d }: CalendarDate): string {
  return `${two(d)}.${two(m)}.${y}`;
}

const two = (n: number) => String(n).padStart(2, "0");

const genitiveMonths = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(" ");

/** «8 октября». */
export const dayAndMonth = ({ m, d }: CalendarDate): string => `${d} ${genitiveMonths[m - 1]}`;

/** «8 октября 2026 г.» */
export const dateInWords = (date: CalendarDate): string => `${dayAndMonth(date)} ${date.y} г.`;

/** «с 1 по 31 октября 2026 г.»; one day as a date. */
export function spanInWords({ first, last }: { readonly first: CalendarDate; readonly last: CalendarDate }): string {
  if (compareDates(first, last) === 0) return dateInWords(first);
  if (first.y !== last.y) return `с ${dateInWords(first)} по ${dateInWords(last)}`;
  return `с ${first.m === last.m ? first.d : dayAndMonth(first)} по ${dateInWords(last)}`;
}

/** «четверг». */
export const weekdayName = (date: CalendarDate): string =>
  ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"][weekday(date) - 1]!;

/** The calendar year in which the school year of a date begins: it runs from 1 September to 31 August. */
export function schoolYear({ y, m }: CalendarDate): number {
  return m >= 9 ? y : y - 1;
}

/** The month, 1–12, that a word names in any case. */
export function monthOf(word: string): number | undefined {
  const folded = fold(word);
  const index = monthStems.findIndex(base => folded.startsWith(base));
  return index < 0 ? undefined : index + 1;
}

const monthStems = [
  "январ",
  "феврал",
  "март",
  "апрел",
  "ма",
  "июн",
  "июл",
  "август",
  "сентябр",
  "октябр",
  "ноябр",
  "декабр",
];
const genitive =
  "январ[ья]|феврал[ья]|марта?|апрел[ья]|ма[йя]|июн[ья]|июл[ья]|августа?|сентябр[ья]|октябр[ья]|ноябр[ья]|декабр[ья]";
const anyCase =
  "(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)(?:ь|я|ю|ем|ём|е)|(?:март|август)(?:а|у|ом|е)?|ма(?:й|я|ю|ем|е)";
const yearMark = "(\\s*г(?:\\.|ода?(?!\\p{L})|(?![\\p{L}])))?";
const inDigits = new RegExp(`(?<![\\d.,/])(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4}|\\d{2})(?!\\d|[.,/]\\d)${yearMark}`, "giu");
const inWords = new RegExp(
  `(?<![\\d.,])([«"„“])?(?<!\\d)(\\d{1,2})([»"“”])?(?:-?го|-е)?\\s*(?<=[\\s»"“”])(${genitive})(?!\\p{L})(?:\\s+(\\d{4})(?!\\d)${yearMark})?`,
  "giu",
);
const iso = /(?<![\d.\-/])(\d{4})-(\d{2})-(\d{2})(?![\d\-/]|\.\d)/g;
const schoolYears =
  /(?<![\d.])(\d{4})\s*[–—\-/]\s*(\d{4}|\d{2})(?!\d)\s*(?:учебн\p{L}+\s+год\p{L}*|уч\.\s*г(?:од\p{L}*|\.|(?!\p{L})))/giu;
const partsOfYear =
  /(?<![\p{L}\d.])([IVX]{1,4}|\d|\p{L}{4,12})(?:-?(?:й|я|е|го|ой|ом|м|му|ю|ым))?\s+(четверт\p{L}{1,3}|квартал\p{L}{0,3}|триместр\p{L}{0,3}|полугоди\p{L}{1,3})(?!\p{L})(?:\s+(\d{4})(?!\d)(?:\s*(?:г\.|года?(?!\p{L})))?)?/giu;
const stretches = new RegExp(
  `(?<![\\d.,])(?:с(?:о)?\\s+)?(\\d{1,2})(?:-го)?\\s*(?:по|до|[–—-])\\s*(\\d{1,2})(?:-е)?\\s+(${genitive})(?!\\p{L})(?:\\s+(\\d{4})(?!\\d)(?:\\s*(?:г\\.|года?(?!\\p{L})))?)?`,
  "giu",
);
const monthNames = new RegExp(
  `(?<![\\p{L}-])(${anyCase})(?!\\p{L})(?:\\s*[–—-]\\s*(${anyCase})(?!\\p{L}))?(?:\\s+(\\d{4})(?!\\d)(?:\\s*(?:г\\.|года?(?!\\p{L})))?)?`,
  "giu",
);

function mention(
  from: number,
  whole: string,
  form: DateMention["form"],
  day: number,
  month: number,
  year: number | undefined,
  mark: string | undefined,
): DateMention {
  // Without a year the 29th of February may be.
  const exists = isDate({ y: year ?? 2024, m: month, d: day });
  return {
    from,
    to: from + whole.length,
    form,
    day,
    month,
    ...(year === undefined ? {} : { year }),
    ...(exists && year !== undefined ? { date: { y: year, m: month, d: day } } : {}),
    ...(exists ? {} : { invalid: true }),
    ...(mark === undefined ? {} : { yearMark: /од/i.test(mark) ? "word" : /^\s/.test(mark) ? "spaced" : "glued" }),
  };
}

function partNumber(ordinal: string): number | undefined {
  if (/^\d$/.test(ordinal)) return Number(ordinal) || undefined;
  return (/^[IVX]+$/.test(ordinal) ? romanValue(ordinal) : undefined) ?? ordinalWord(fold(ordinal));
}

function partKind(word: string): "четверть" | "квартал" | "триместр" | "полугодие" | undefined {
  return (["четверть", "квартал", "триместр", "полугодие"] as const).find(kind =>
    fold(word).startsWith(kind.slice(0, -1)),
  );
}

function yearOf(year: string | undefined): { year?: number } {
  return year === undefined ? {} : { year: Number(year) };
}
