/**
 * The school's calendar: days off, quarters and pupils' holidays. The law and the typical year are data (календарь.yaml);
 * what `календарь:` of reglament.yaml says comes first. A school year is named by the calendar year in which it begins.
 */
import * as z from "zod";
import type { HeaderProblem } from "../../model/schema";
import { list, record, str } from "../../model/values";
import {
  addDays,
  type CalendarDate,
  compareDates,
  dateInDigits,
  isDate,
  isoDate,
  schoolYear,
  weekday,
} from "../../russian/dates";
import { type OwnedMemory, remembered } from "../../russian/memo";
import { parseTiming, type Season, type Stretch } from "../../russian/timing";
import { rangeOf, type Yaml } from "../../syntax/yaml";
import data from "./календарь.yaml";

/** Days from the first to the last, both included. */
export interface DateSpan {
  readonly first: CalendarDate;
  readonly last: CalendarDate;
}

export interface Holidays extends DateSpan {
  readonly season: Season;
}

/** What a school says of one of its years; what is empty it doesn't say. */
interface OwnYear {
  readonly quarters: readonly DateSpan[];
  readonly trimesters: readonly DateSpan[];
  readonly holidays: readonly DateSpan[];
}

export interface Calendar {
  /** Saturday is a working day. */
  readonly sixDays: boolean;
  readonly years: ReadonlyMap<number, OwnYear>;
  /** Days off and working days of the school's own, by ISO date; they outrank the law's. */
  readonly own: ReadonlyMap<string, "off" | "work">;
}

const spans = z.array(z.string());
const yearSchema = z.strictObject({
  четверти: spans.optional().describe("Четверти по порядку: [01.09–24.10, 05.11–30.12, 12.01–27.03, 06.04–26.05]."),
  триместры: spans.optional().describe("Триместры по порядку, если школа учится по ним."),
  каникулы: spans.optional().describe("Каникулы обучающихся; если не указаны – промежутки между четвертями и лето."),
  выходные: spans.optional().describe("Нерабочие дни школы сверх общих: [2025-11-03, 27.05]."),
  рабочие: spans.optional().describe("Дни, которые стали рабочими: [2025-11-01]."),
});
const yesNo = z.enum(["да", "нет"]);
export const calendarSchema = z
  .object({ шестидневка: yesNo.optional().describe("да – суббота рабочий день.") })
  .catchall(yearSchema)
  .describe("Календарь школы по учебным годам: 2025/2026: { четверти: […], каникулы: […], выходные: […] }.");

/** Reads `календарь:`; what can't be read is left out and reported by `calendarProblems`. */
export function readCalendar(value: unknown): Calendar {
  const map = record(value);
  const years = new Map<number, OwnYear>();
  const own = new Map<string, "off" | "work">();
  for (const [key, raw] of Object.entries(map)) {
    const year = schoolYearOf(key);
    if (year === undefined) continue;
    const read = (name: string) => list(record(raw)[name]).flatMap(v => readSpan(str(v) ?? "", year) ?? []);
    years.set(year, { quarters: read("четверти"), trimesters: read("триместры"), holidays: read("каникулы") });
    for (const span of read("выходные")) for (const day of daysIn(span)) own.set(isoDate(day), "off");
    for (const span of read("рабочие")) for (const day of daysIn(span)) own.set(isoDate(day), "work");
  }
  return { sixDays: str(map.шестидневка) === "да", years, own };
}

/** What is wrong with the dates of `календарь:`, beyond the schema. */
export function calendarProblems(yaml: Yaml): HeaderProblem[] {
  const problems: HeaderProblem[] = [];
  for (const [key, raw] of Object.entries(record(record(yaml.value).календарь))) {
    if (key === "шестидневка") continue;
    const year = schoolYearOf(key);
    if (year === undefined) {
      const message = `Учебный год «${key}» записан не так: нужны два года подряд, например 2025/2026.`;
      problems.push({ ...rangeOf(yaml, ["календарь", key]), message });
      continue;
    }
    for (const [name, values] of Object.entries(record(raw))) {
      let before: DateSpan | undefined;
      list(values).forEach((value, i) => {
        const at = rangeOf(yaml, ["календарь", key, name, i]);
        const span = readSpan(str(value) ?? "", year);
        const message = !span
          ? `«${str(value) ?? ""}» не читается: нужны день или дни, например 05.11–30.12.`
          : compareDates(span.first, span.last) > 0
            ? `Конец раньше начала: ${spanInDigits(span)}.`
            : !inSchoolYear(span.first, year) || !inSchoolYear(span.last, year)
              ? `${spanInDigits(span)} – не ${year}/${year + 1} учебный год.`
              : before && compareDates(before.last, span.first) >= 0 && name !== "выходные" && name !== "рабочие"
                ? `Начинается раньше, чем кончается предыдущее: ${spanInDigits(before)}.`
                : undefined;
        if (message) problems.push({ ...at, message });
        before = span;
      });
    }
  }
  return problems;
}

/** The year in which the school year of «2025/2026», «на 2025–2026 учебный год», «2025/26 уч. г.» begins. */
export function schoolYearOf(text: string | undefined): number | undefined {
  const match = /(?<!\d)(\d{4})\s*[–—\-/]\s*(\d{4}|\d{2})(?!\d)/.exec(text ?? "");
  if (!match) return undefined;
  const first = Number(match[1]);
  return Number(match[2]) % 100 === (first + 1) % 100 ? first : undefined;
}

/** A school year lasts from 1 September to 31 August. */
const inSchoolYear = (date: CalendarDate, year: number): boolean => schoolYear(date) === year;

/** Why a day is off, as a person would say: «воскресенье», «4 ноября, День народного единства»; undefined for a working day. */
export function dayOff(calendar: Calendar, date: CalendarDate): string | undefined {
  const own = calendar.own.get(isoDate(date));
  if (own) return own === "off" ? "нерабочий день по календарю школы" : undefined;
  return lawful(calendar.sixDays, date);
}

/** The school's quarters of a school year. */
export function quartersOf(calendar: Calendar, year: number): readonly DateSpan[] {
  return partsOf(calendar, year, "quarters");
}

export function trimestersOf(calendar: Calendar, year: number): readonly DateSpan[] {
  return partsOf(calendar, year, "trimesters");
}

/** Halves of a school year: of four quarters two make a half. */
export function halvesOf(calendar: Calendar, year: number): readonly DateSpan[] {
  const quarters = quartersOf(calendar, year);
  const middle = Math.ceil(quarters.length / 2);
  return [quarters.slice(0, middle), quarters.slice(middle)].flatMap(half =>
    half.length ? [{ first: half[0]!.first, last: half.at(-1)!.last }] : [],
  );
}

/** Holidays of the pupils (days of work for teachers): the school's own, else what lies between quarters, and the summer. */
export function holidaysOf(calendar: Calendar, year: number): readonly Holidays[] {
  return remembered(holidays, calendar, year, () => {
    const own = calendar.years.get(year)?.holidays ?? [];
    const quarters = quartersOf(calendar, year);
    const gaps = quarters.map((quarter, i) => ({
      first: addDays(quarter.last, 1),
      last: quarters[i + 1] ? addDays(quarters[i + 1]!.first, -1) : { y: year + 1, m: 8, d: 31 },
    }));
    return (own.length ? own : gaps).map(span => ({ ...span, season: seasonOf(span) }));
  });
}

/** The holidays that a day belongs to. */
export function holidaysAt(calendar: Calendar, date: CalendarDate): Holidays | undefined {
  return holidaysOf(calendar, schoolYear(date)).find(span => within(date, span));
}

export const within = (date: CalendarDate, { first, last }: DateSpan): boolean =>
  compareDates(first, date) <= 0 && compareDates(date, last) <= 0;

/** 1 September – 31 May: the year of a methodical body's work. */
export const workingYear = (year: number): DateSpan => ({
  first: { y: year, m: 9, d: 1 },
  last: { y: year + 1, m: 5, d: 31 },
});

/** The days of a span that isn't longer than a year. */
export function daysIn({ first, last }: DateSpan): CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let day = first; compareDates(day, last) <= 0 && days.length < 366; day = addDays(day, 1)) days.push(day);
  return days;
}

/** 01.09.2025–24.10.2025, or one date. */
export const spanInDigits = ({ first, last }: DateSpan): string =>
  compareDates(first, last) === 0 ? dateInDigits(first) : `${dateInDigits(first)}–${dateInDigits(last)}`;

/** A day of which the year may be missing, in a school year; August without a year is the one before its September. */
export function dayIn({ y, m, d }: Extract<Stretch, { kind: "day" }>, year: number): CalendarDate | undefined {
  const date = { y: y ?? (m >= 8 ? year : year + 1), m, d };
  return isDate(date) ? date : undefined;
}

function readSpan(text: string, year: number): DateSpan | undefined {
  const timing = parseTiming(text);
  if (timing?.kind !== "at" || timing.stretches.length !== 1) return undefined;
  const [only] = timing.stretches;
  if (only!.kind === "day") {
    const day = dayIn(only!, year);
    return day && { first: day, last: day };
  }
  if (only!.kind !== "range" || only!.first.kind !== "day" || only!.last.kind !== "day") return undefined;
  const first = dayIn(only!.first, year);
  const end = only!.last;
  // August at the end of holidays is the one after them.
  const last = dayIn(end.m === 8 && only!.first.m !== 8 ? { ...end, y: end.y ?? year + 1 } : end, year);
  return first && last && { first, last };
}

function partsOf(calendar: Calendar, year: number, name: "quarters" | "trimesters"): readonly DateSpan[] {
  const own = calendar.years.get(year)?.[name] ?? [];
  if (own.length) return own;
  const known = law().years.years.get(year)?.[name] ?? [];
  if (known.length) return known;
  return remembered(typical[name], calendar, year, () =>
    law().typical[name].flatMap(text => {
      const span = readSpan(text, year);
      if (!span) return [];
      let { first, last } = span;
      while (dayOff(calendar, first)) first = addDays(first, 1);
      while (dayOff(calendar, last)) last = addDays(last, -1);
      return { first, last };
    }),
  );
}

const holidays: OwnedMemory<Calendar, number, readonly Holidays[]> = new WeakMap();
const typical: Record<"quarters" | "trimesters", OwnedMemory<Calendar, number, readonly DateSpan[]>> = {
  quarters: new WeakMap(),
  trimesters: new WeakMap(),
};

function seasonOf({ first }: DateSpan): Season {
  if (first.m >= 9 && first.m <= 11) return "осень";
  if (first.m === 12 || first.m <= 2) return "зима";
  return first.m <= 4 ? "весна" : "лето";
}

const monthDay = ({ m, d }: CalendarDate) => `${String(d).padStart(2, "0")}.${String(m).padStart(2, "0")}`;

let lawRead: ReturnType<typeof readLaw> | undefined;
/** Read when a day is first asked about: a text document needs none of it. */
const law = () => (lawRead ??= readLaw());

function readLaw() {
  const map = record(data);
  const typical = record(map["учебный год"]);
  const texts = (raw: unknown) => list(raw).flatMap(v => str(v) ?? []);
  return {
    /** Why a day is off, by day and month. */
    holidays: new Map(Object.entries(record(map.праздники)).map(([day, name]) => [day, str(name) ?? day])),
    /** From which day rest moves to which, by calendar year. */
    transfers: new Map(
      Object.entries(record(map.переносы)).map(([y, moves]) => [
        Number(y),
        new Map(Object.entries(record(moves)).flatMap(([from, to]) => (str(to) ? [[from, str(to)!] as const] : []))),
      ]),
    ),
    typical: { quarters: texts(typical.четверти), trimesters: texts(typical.триместры) },
    years: readCalendar(map.календарь),
  };
}

/** A day off by the law, in a week of five or six working days. */
function lawful(sixDays: boolean, date: CalendarDate): string | undefined {
  const holiday = law().holidays.get(monthDay(date));
  if (holiday) return holiday;
  const { extra, working } = movesOf(sixDays, date.y);
  const key = monthDay(date);
  if (working.has(key)) return undefined;
  const from = extra.get(key);
  return from ? `выходной, перенесённый с ${from}` : weekend(sixDays, date);
}

function weekend(sixDays: boolean, date: CalendarDate): string | undefined {
  const day = weekday(date);
  return day === 7 ? "воскресенье" : day === 6 && !sixDays ? "суббота" : undefined;
}

interface MovedDays {
  /** Days that are off instead of another one, with that one. */
  readonly extra: ReadonlyMap<string, string>;
  readonly working: ReadonlySet<string>;
}
const moves = new Map<string, MovedDays>();

/** Transfers of a calendar year: the Government's, then those of article 112. */
function movesOf(sixDays: boolean, y: number): MovedDays {
  const known = moves.get(`${y} ${sixDays}`);
  if (known) return known;
  const extra = new Map<string, string>();
  const working = new Set<string>();
  const dateOf = (key: string): CalendarDate => ({ y, d: Number(key.slice(0, 2)), m: Number(key.slice(3)) });
  const decreed = law().transfers.get(y) ?? new Map<string, string>();
  for (const [from, to] of decreed) {
    // What isn't a day of rest in this week can't be moved: a Saturday of six working days.
    if (!weekend(sixDays, dateOf(from))) continue;
    extra.set(to, from);
    if (!law().holidays.has(from)) working.add(from);
  }
  for (const key of law().holidays.keys()) {
    const day = dateOf(key);
    if (day.m === 1 || decreed.has(key) || !weekend(sixDays, day)) continue;
    let next = addDays(day, 1);
    while (law().holidays.has(monthDay(next)) || weekend(sixDays, next) || extra.has(monthDay(next)))
      next = addDays(next, 1);
    extra.set(monthDay(next), key);
  }
  const found = { extra, working };
  moves.set(`${y} ${sixDays}`, found);
  return found;
}
