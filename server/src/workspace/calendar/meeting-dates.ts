/** Meetings on the calendar: in which parts of the year a frequency asks for them, and days to propose. */
import { addDays, type CalendarDate, compareDates, daysBetween, schoolYear, weekday } from "../../russian/dates";
import { type Frequency, timesAYear } from "../../russian/frequency";
import { type Calendar, type DateSpan, dayOff, daysIn, holidaysAt } from "./calendar";
import { partsOfYear, type YearPart } from "./timeframes";

type Often = Pick<Frequency, "count" | "per">;

/** A part of the year with the number of meetings it asks for. */
export interface NeededMeetings extends YearPart {
  readonly count: number;
}

/** 25 August – 10 June: when meetings of a school year are usually held. */
export const meetingWindow = (year: number): DateSpan => ({
  first: { y: year, m: 8, d: 25 },
  last: { y: year + 1, m: 6, d: 10 },
});

/** The parts of a school year in which meetings are due, in order; weeks and years are counted over the whole year. */
export function meetingsNeeded(often: Often, year: number, calendar: Calendar): readonly NeededMeetings[] {
  const parts = partsOfYear(often.per, year, calendar);
  const count = parts.length === 1 ? timesAYear(often) : often.count;
  return parts.map(part => ({ ...part, count }));
}

/**
 * What `meetings` leave undone: parts with the number of meetings that they lack. The days between two parts (holidays)
 * count for either, the edges of the year for the parts beside them. A meeting of which only the month is known may be a
 * span.
 */
export function meetingsLacking(
  needed: readonly NeededMeetings[],
  meetings: readonly DateSpan[],
): readonly NeededMeetings[] {
  const left = [...meetings].sort((a, b) => compareDates(a.last, b.last));
  return needed.flatMap((part, i) => {
    const before = needed[i - 1];
    const after = needed[i + 1];
    const from = before ? addDays(before.last, 1) : meetingWindow(schoolYear(part.first)).first;
    const to = after ? addDays(after.first, -1) : { y: schoolYear(part.first) + 1, m: 6, d: 30 };
    let lacking = part.count;
    for (let k = 0; k < left.length && lacking > 0; ) {
      const meeting = left[k]!;
      if (compareDates(meeting.first, to) > 0 || compareDates(meeting.last, from) < 0) k++;
      else {
        left.splice(k, 1);
        lacking--;
      }
    }
    return lacking > 0 ? [{ ...part, count: lacking }] : [];
  });
}

export interface ProposalOptions {
  /** 1 is Monday. */
  readonly weekday: number;
  /** Which of these weekdays of a month, from 1. */
  readonly week: number;
}

/** Thursday of the second week: the day on which most schools meet. */
export const usualDay: ProposalOptions = { weekday: 4, week: 2 };

/** Days for the meetings of a school year: the same weekday, no days off, no pupils' holidays; ascending. */
export function proposeDates(
  often: Often,
  year: number,
  calendar: Calendar,
  options: ProposalOptions = usualDay,
): CalendarDate[] {
  return meetingsNeeded(often, year, calendar).flatMap(part => proposeWithin(part, calendar, options));
}

/** `count` days of a part, spread evenly; the only one of a month in the chosen week. */
export function proposeWithin(
  part: NeededMeetings,
  calendar: Calendar,
  { weekday: day, week }: ProposalOptions,
): readonly CalendarDate[] {
  const working = daysIn(part).filter(d => !dayOff(calendar, d) && !holidaysAt(calendar, d));
  const share = working.length / part.count;
  const wanted =
    part.count === 1 && daysBetween(part.first, part.last) < 31
      ? addDays(part.first, 7 * (week - 1) + weekdayShift(part.first, day))
      : undefined;
  return Array.from({ length: part.count }).flatMap((_, i) => {
    const free = working.slice(Math.floor(share * i), Math.floor(share * (i + 1)));
    const target = wanted ?? free[Math.floor(free.length / 2)];
    const same = free.filter(d => weekday(d) === day);
    return (target && nearest(same.length ? same : free, target)) ?? [];
  });
}

/** Days from a date to the first such weekday on or after it. */
const weekdayShift = (from: CalendarDate, day: number): number => (day - weekday(from) + 7) % 7;

const nearest = (days: readonly CalendarDate[], target: CalendarDate): CalendarDate | undefined =>
  [...days].sort((a, b) => Math.abs(daysBetween(a, target)) - Math.abs(daysBetween(b, target)))[0];
