/** Terms («срок») on the calendar of a school year. */
import { addDays, type CalendarDate, compareDates, daysBetween, isDate, weekday } from "../../russian/dates";
import type { TimeUnit } from "../../russian/frequency";
import { type PartUnit, parseTiming, type Repetition, type Stretch, type StretchPart } from "../../russian/timing";
import {
  type Calendar,
  type DateSpan,
  dayIn,
  dayOff,
  daysIn,
  halvesOf,
  holidaysOf,
  quartersOf,
  trimestersOf,
  workingYear,
} from "./calendar";

/** When something is to be done. */
export interface Timeframe {
  /**
   * `day`: on certain days; `period`: at some time within; `deadline`: not later than `last`; `repeated`: in each of the
   * spans; `open`: no place on the calendar («по мере необходимости»).
   */
  readonly kind: "day" | "period" | "deadline" | "repeated" | "open";
  /** Spans in the order of the text; a day is a span of one; a span may be written backwards. Empty when `open`. */
  readonly spans: readonly DateSpan[];
  /** The earliest and the latest day of all spans; absent when `open`. */
  readonly first?: CalendarDate;
  readonly last?: CalendarDate;
  readonly repetition?: Repetition;
}

/**
 * Reads a term in the school year that begins in `year`; undefined when it can't be read or names a day that there isn't.
 * The n-th week of a month is its days 7n-6 to 7n, a third of a month ten days.
 */
export function readTerm(text: string, year: number, calendar: Calendar): Timeframe | undefined {
  const timing = parseTiming(text);
  switch (timing?.kind) {
    case undefined:
      return undefined;
    case "open":
      return { kind: "open", spans: [] };
    case "until": {
      const [end] = spansOf(timing.stretch, year, calendar) ?? [];
      const { first } = workingYear(year);
      return (
        end && bounded("deadline", [{ first: compareDates(first, end.last) > 0 ? end.last : first, last: end.last }])
      );
    }
    case "at": {
      const spans = all(timing.stretches, year, calendar);
      return spans && bounded(spans.every(s => compareDates(s.first, s.last) === 0) ? "day" : "period", spans);
    }
    case "repeated": {
      const spans = all(timing.stretches, year, calendar);
      if (!spans) return undefined;
      const { repetition } = timing;
      const occasions = occasionsOf(repetition, spans, year, calendar);
      return { ...bounded("repeated", occasions.length ? occasions : spans), repetition };
    }
  }
}

/** A part of the school year by which frequencies are counted. */
export interface YearPart extends DateSpan {
  /** «октябрь», «II четверть»; «учебный год». */
  readonly name: string;
}

/** The months, quarters … of the working year that a frequency is counted by; weeks are counted over the whole year. */
export function partsOfYear(per: TimeUnit, year: number, calendar: Calendar): readonly YearPart[] {
  const numbered = (name: string, spans: readonly DateSpan[]) =>
    spans.map((span, i) => ({ ...span, name: `${["I", "II", "III", "IV", "V", "VI"][i] ?? i + 1} ${name}` }));
  switch (per) {
    case "месяц":
      return workingMonths.map(m => ({ ...monthSpan(yearOfMonth(m, year), m), name: monthNames[m - 1]! }));
    case "два месяца":
      return [9, 11, 1, 3].map(m => ({
        first: monthSpan(yearOfMonth(m, year), m).first,
        last: monthSpan(yearOfMonth(m + 1, year), m + 1).last,
        name: `${monthNames[m - 1]}–${monthNames[m]}`,
      }));
    case "четверть":
      return numbered("четверть", quartersOf(calendar, year));
    case "триместр":
      return numbered("триместр", trimestersOf(calendar, year));
    case "полугодие":
      return numbered("полугодие", halvesOf(calendar, year));
    case "квартал":
      return [4, 1, 2].map(n => ({ ...quarterSpan(n, year), name: `${["I", "II", "III", "IV"][n - 1]} квартал` }));
    case "неделя":
    case "две недели":
    case "год":
      return [{ ...workingYear(year), name: "учебный год" }];
  }
}

const workingMonths = [9, 10, 11, 12, 1, 2, 3, 4, 5];
export const monthNames = [
  "январь",
  "февраль",
  "март",
  "апрель",
  "май",
  "июнь",
  "июль",
  "август",
  "сентябрь",
  "октябрь",
  "ноябрь",
  "декабрь",
];

function bounded(kind: Timeframe["kind"], spans: readonly DateSpan[]): Timeframe {
  const ends = spans.flatMap(s => [s.first, s.last]).sort(compareDates);
  return { kind, spans, first: ends[0]!, last: ends.at(-1)! };
}

function all(stretches: readonly Stretch[], year: number, calendar: Calendar): DateSpan[] | undefined {
  const found: DateSpan[] = [];
  for (const stretch of stretches) {
    const spans = spansOf(stretch, year, calendar);
    if (!spans?.length) return undefined;
    found.push(...spans);
  }
  return found;
}

/** The days of each time: the n-th Thursday of every month, each quarter; empty when only their number is known. */
function occasionsOf(
  { per, weekday: day, week }: Repetition,
  spans: readonly DateSpan[],
  year: number,
  calendar: Calendar,
): DateSpan[] {
  const inside = (part: DateSpan) => spans.flatMap(span => common(part, span) ?? []);
  if (day !== undefined && per === "неделя")
    return spans
      .flatMap(daysIn)
      .filter(d => weekday(d) === day && !dayOff(calendar, d))
      .map(oneDay);
  if (per === "неделя" || per === "две недели" || per === "год") return [];
  const parts = partsOfYear(per, year, calendar).flatMap(inside);
  if (day === undefined) return parts;
  return parts.flatMap(part => pieceOf({ unit: "день недели", n: week ?? 1, weekday: day }, part, true) ?? []);
}

/** undefined for what there isn't: 31.02, a sixth week. */
function spansOf(stretch: Stretch, year: number, calendar: Calendar): readonly DateSpan[] | undefined {
  switch (stretch.kind) {
    case "day": {
      const day = dayIn(stretch, year);
      return day && [oneDay(day)];
    }
    case "month":
      return [monthSpan(stretch.y ?? yearOfMonth(stretch.m, year), stretch.m)];
    case "part": {
      const span = partSpan(stretch.unit, stretch.n, stretch.y ?? year, calendar);
      return span && [span];
    }
    case "holidays":
      return holidaysOf(calendar, year).filter(h =>
        stretch.season ? h.season === stretch.season : h.season !== "лето",
      );
    case "season": {
      const [from, to] = seasons[stretch.season];
      const y = from >= 9 ? year : year + 1;
      return [{ first: monthSpan(y, from).first, last: monthSpan(to < from ? y + 1 : y, to).last }];
    }
    case "year":
      return [workingYear(stretch.y ?? year)];
    case "piece": {
      const [of] = spansOf(stretch.of, year, calendar) ?? [];
      const span = of && pieceOf(stretch.piece, of, stretch.of.kind === "month");
      return span && [span];
    }
    case "range":
      return rangeSpan(stretch, year, calendar);
  }
}

function rangeSpan(
  { first, last }: Extract<Stretch, { kind: "range" }>,
  year: number,
  calendar: Calendar,
): readonly DateSpan[] | undefined {
  const [from] = spansOf(first, year, calendar) ?? [];
  const [to] = spansOf(last, year, calendar) ?? [];
  if (!from || !to) return undefined;
  // August behind another month ends the school year: «июнь–август».
  const end = to.last;
  const next =
    end.m === 8 && end.y === year && first.kind !== "year" && from.first.m !== 8 && !("y" in last && last.y)
      ? { ...end, y: year + 1 }
      : end;
  return [{ first: from.first, last: next }];
}

function partSpan(unit: PartUnit, n: number, year: number, calendar: Calendar): DateSpan | undefined {
  switch (unit) {
    case "четверть":
      return quartersOf(calendar, year)[n - 1];
    case "триместр":
      return trimestersOf(calendar, year)[n - 1];
    case "полугодие":
      return halvesOf(calendar, year)[n - 1];
    case "квартал":
      return quarterSpan(n, year);
  }
}

/** A quarter of the calendar year; the third ends with the September in which the school year begins. */
function quarterSpan(n: number, year: number): DateSpan {
  const y = n >= 3 ? year : year + 1;
  return { first: { y, m: 3 * n - 2, d: 1 }, last: monthSpan(y, 3 * n).last };
}

function pieceOf({ unit, n, weekday: day }: StretchPart, of: DateSpan, inMonth: boolean): DateSpan | undefined {
  const length = daysBetween(of.first, of.last) + 1;
  const parts = unit === "треть" ? 3 : 2;
  switch (unit) {
    case "треть":
    case "половина": {
      const step = inMonth ? 30 / parts : Math.floor(length / parts);
      const first = addDays(of.first, step * (n - 1));
      return { first, last: n === parts ? of.last : addDays(first, step - 1) };
    }
    case "неделя": {
      const first = n < 0 ? addDays(of.last, -6) : addDays(of.first, 7 * (n - 1));
      return common(of, { first, last: addDays(first, 6) });
    }
    case "день недели": {
      const days = daysIn(of).filter(d => weekday(d) === day);
      const found = n < 0 ? days.at(-1) : days[n - 1];
      return found && oneDay(found);
    }
  }
}

const seasons = { осень: [9, 11], зима: [12, 2], весна: [3, 5], лето: [6, 8] } as const;
const oneDay = (day: CalendarDate): DateSpan => ({ first: day, last: day });
/** August alone is the one before the school year: its council opens the work. */
const yearOfMonth = (m: number, year: number): number => (m >= 8 ? year : year + 1);

function monthSpan(y: number, m: number): DateSpan {
  let d = 31;
  while (!isDate({ y, m, d })) d--;
  return { first: { y, m, d: 1 }, last: { y, m, d } };
}

function common(a: DateSpan, b: DateSpan): DateSpan | undefined {
  const first = compareDates(a.first, b.first) > 0 ? a.first : b.first;
  const last = compareDates(a.last, b.last) < 0 ? a.last : b.last;
  return compareDates(first, last) <= 0 ? { first, last } : undefined;
}
