/** Meetings of a schedule, their days and their minutes. */
import type { Doc } from "../model/document";
import { type CalendarDate, compareDates, parseDate, schoolYear } from "../russian/dates";
import { partsOf, profileFor } from "./packages";
import { yearOf } from "./school-year";
import { type Cell, cellOf, type Row, tableOf, termCell } from "./tables";
import { readTerm } from "./timing";
import { configOf, resolve, type Workspace } from "./workspace";

export interface ScheduledMeeting {
  readonly row: Row;
  readonly number: string | undefined;
  /** The cell of its day. */
  readonly cell: Cell | undefined;
  /** undefined while only the month is known. */
  readonly day: CalendarDate | undefined;
}

/** The meetings of a schedule in its order; none in any other document. */
export function scheduledMeetings(workspace: Workspace, schedule: Doc): readonly ScheduledMeeting[] {
  const table = tableOf(schedule, profileFor(workspace, schedule));
  if (table?.shape.row !== "заседание") return [];
  const year = yearOf(schedule);
  const { calendar } = configOf(workspace, schedule.uri);
  return table.rows.map(row => {
    const cell = termCell(row);
    const term = cell && year !== undefined ? readTerm(cell.text, year, calendar) : undefined;
    const day = cell && (parseDate(cell.text)?.date ?? (term?.kind === "day" ? term.last : undefined));
    return { row, number: cellOf(row, "номер")?.text, cell, day };
  });
}

/** Those that no minutes of the package answer: by the file named in the row, by the day, by the number in its school year. */
export function meetingsWithoutMinutes(workspace: Workspace, schedule: Doc): readonly ScheduledMeeting[] {
  const minutes = partsOf(workspace, schedule, "протокол").map(({ header: { registration } }) => ({
    number: registration?.number,
    date: parseDate(registration?.date ?? "")?.date,
  }));
  return scheduledMeetings(workspace, schedule).filter(({ row, number, day }) => {
    if (resolve(workspace, schedule.uri, cellOf(row, "файл")?.text)) return false;
    return !minutes.some(
      m =>
        m.date &&
        day &&
        (compareDates(m.date, day) === 0 || (m.number === number && schoolYear(m.date) === schoolYear(day))),
    );
  });
}
