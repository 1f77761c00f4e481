/** Meetings of a schedule, their days and their minutes. */
import type { Doc } from "../../model/document";
import { type CalendarDate, compareDates, parseDate, schoolYear } from "../../russian/dates";
import { yearOf } from "../calendar/school-year";
import { readTerm } from "../calendar/timeframes";
import { configOf } from "../config";
import type { Workspace } from "../docs";
import { resolve } from "../neighbours";
import { partsOf, profileFor } from "../packages/packages";
import { type Cell, cellOf, type Row, tableOf, termCell } from "../tables";

export interface ScheduledMeeting {
  readonly row: Row;
  readonly number: string | undefined;
  /** The cell of its day. */
  readonly cell: Cell | undefined;
  /** undefined while only the month is known. */
  readonly day: CalendarDate | undefined;
}

/** The meetings of a schedule in its order; none in any other document. Terms are read for `year`. */
export function scheduledMeetings(
  workspace: Workspace,
  schedule: Doc,
  year = yearOf(schedule),
): readonly ScheduledMeeting[] {
  const table = tableOf(schedule, profileFor(workspace, schedule));
  if (table?.shape.row !== "заседание") return [];
  const { calendar } = configOf(workspace, schedule.uri);
  return table.rows.map(row => {
    const cell = termCell(row);
    const term = cell && year !== undefined ? readTerm(cell.text, year, calendar) : undefined;
    const day = cell && (parseDate(cell.text)?.date ?? (term?.kind === "day" ? term.last : undefined));
    return { row, number: cellOf(row, "номер")?.text, cell, day };
  });
}

/** A meeting with its minutes. */
export interface MinutedMeeting extends ScheduledMeeting {
  readonly minutes: Doc | undefined;
  /** The day of the minutes' registration. */
  readonly held: CalendarDate | undefined;
}

/**
 * The meetings of a schedule with their minutes: the file that the row names, else those of its day, else those of its
 * number that were held between the meetings before and after, on a day that is no other meeting's.
 */
export function minutedMeetings(
  workspace: Workspace,
  schedule: Doc,
  year = yearOf(schedule),
): readonly MinutedMeeting[] {
  const all = partsOf(workspace, schedule, "протокол").map(doc => ({
    doc,
    number: doc.header.registration?.number,
    date: dateIn(doc),
  }));
  const days = partsOf(workspace, schedule, "график").flatMap(s =>
    scheduledMeetings(workspace, s, s === schedule ? year : yearOf(s)).flatMap(m => m.day ?? []),
  );
  const onDay = (date: CalendarDate, day: CalendarDate) => compareDates(date, day) === 0;
  const free = all.filter(m => m.date && !days.some(day => onDay(m.date!, day)));
  const meetings = scheduledMeetings(workspace, schedule, year);
  return meetings.map((meeting, i): MinutedMeeting => {
    const { row, number, day } = meeting;
    const named = resolve(workspace, schedule.uri, cellOf(row, "файл")?.text);
    if (named) return { ...meeting, minutes: named, held: dateIn(named) };
    const before = meetings.slice(0, i).findLast(m => m.day)?.day;
    const after = meetings.slice(i + 1).find(m => m.day)?.day;
    const isItsTurn = (date: CalendarDate) =>
      day !== undefined &&
      schoolYear(date) === schoolYear(day) &&
      (!before || compareDates(before, date) < 0) &&
      (!after || compareDates(date, after) < 0);
    const own =
      day && (all.find(m => m.date && onDay(m.date, day)) ?? free.find(m => m.number === number && isItsTurn(m.date!)));
    return { ...meeting, minutes: own?.doc, held: own?.date };
  });
}

const dateIn = ({ header }: Doc): CalendarDate | undefined => header.registration?.day;

/** Meetings for which the package has no minutes. */
export const meetingsWithoutMinutes = (workspace: Workspace, schedule: Doc): readonly ScheduledMeeting[] =>
  minutedMeetings(workspace, schedule).filter(m => !m.minutes);
