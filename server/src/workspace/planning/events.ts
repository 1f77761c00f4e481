/** Meetings and terms of table documents as events of a calendar. Pure values; what writes them down is render/ics.ts. */
import type { Doc } from "../../model/document";
import { addDays, type CalendarDate, compareDates, parseDate } from "../../russian/dates";
import { hash } from "../../syntax/hash";
import { dayOff } from "../calendar/calendar";
import { yearOf } from "../calendar/school-year";
import { readTerm } from "../calendar/timeframes";
import { type Config, configOf } from "../config";
import type { Workspace } from "../docs";
import { packageOf, packageTitle, profileFor } from "../packages/packages";
import { cellOf, cellsOf, type Row, tableOf, termCell } from "../tables";
import { scheduledMeetings } from "./schedule";

/** Minutes from midnight by the clock of the place. */
type TimeOfDay = number;

export interface CalendarEvent {
  /** The same for the same row while its number (without one: its theme) stays, whatever its date. */
  readonly uid: string;
  readonly title: string;
  readonly day: CalendarDate;
  /** All day long when absent. */
  readonly time: { readonly from: TimeOfDay; readonly to: TimeOfDay } | undefined;
  readonly place: string | undefined;
  /** Lines; the last names the document. */
  readonly notes: readonly string[];
}

/** The events of a document's rows, in their order; none for a document without a table. */
export function eventsOf(workspace: Workspace, doc: Doc): readonly CalendarEvent[] {
  const table = doc.kind === "table" ? tableOf(doc, profileFor(workspace, doc)) : undefined;
  if (!table) return [];
  const config = configOf(workspace, doc.uri);
  const year = yearOf(doc);
  const meetings = scheduledMeetings(workspace, doc);
  const base = identityOf(workspace, doc, config);
  const seen = new Map<string, number>();
  return table.rows.flatMap(row => {
    const title = cellOf(row, "название")?.text;
    const own = cellOf(row, "номер")?.text ?? title;
    if (!own) return [];
    const times = (seen.get(own) ?? 0) + 1;
    seen.set(own, times);
    const days =
      table.shape.row === "заседание"
        ? meetings.flatMap(m => (m.row === row && m.day ? [m.day] : []))
        : deadlines(row, year, config);
    return days.map(
      (day, i): CalendarEvent => ({
        uid: `${hash([...base, own, String(times), String(i)].join("\0"))}@reglament`,
        title: table.shape.row === "заседание" ? meetingTitle(row, title) : `Срок: ${title ?? own}`,
        day,
        time: timeOf(cellOf(row, "время")?.text),
        place: row.cells.find(c => c.column.key === "место")?.text,
        notes: notesOf(workspace, doc, row),
      }),
    );
  });
}

/** What distinguishes one schedule from another on any machine: no path, no date. */
function identityOf(workspace: Workspace, doc: Doc, config: Config): string[] {
  const own = packageOf(workspace, doc);
  return [
    config.organisation?.short ?? config.organisation?.full ?? "",
    own ? packageTitle(workspace, own) : "",
    doc.header.type ?? "",
    doc.header.title ?? "",
    doc.header.schoolYear ?? "",
  ];
}

/**
 * The last days: a deadline and a day as they are written, the end of a month or a quarter moved back to a working day; of
 * «ежемесячно» one in each month.
 */
function deadlines(row: Row, year: number | undefined, config: Config): CalendarDate[] {
  const text = termCell(row)?.text ?? "";
  const date = parseDate(text)?.date;
  if (date) return [date];
  const term = year === undefined ? undefined : readTerm(text, year, config.calendar);
  if (!term?.last) return [];
  if (term.kind === "day" || term.kind === "deadline") return term.spans.map(s => s.last);
  const ends = term.kind === "repeated" ? term.spans : [{ first: term.first!, last: term.last }];
  return ends.map(({ first, last }) => {
    let day = last;
    while (dayOff(config.calendar, day) && compareDates(day, first) > 0) day = addDays(day, -1);
    return day;
  });
}

function meetingTitle(row: Row, title: string | undefined): string {
  const number = cellOf(row, "номер")?.text;
  return `Заседание${number ? ` № ${number}` : ""}${title ? `: ${title}` : ""}`;
}

/** «15:00», «15.00–16.30»; an hour where the end isn't said. */
function timeOf(text: string | undefined): CalendarEvent["time"] {
  const [from, to] = [...(text ?? "").matchAll(/(?<!\d)([01]?\d|2[0-3])[:.]([0-5]\d)(?!\d)/g)].map(
    m => Number(m[1]) * 60 + Number(m[2]),
  );
  if (from === undefined) return undefined;
  return { from, to: to !== undefined && to > from ? to : Math.min(from + 60, 24 * 60 - 1) };
}

function notesOf(workspace: Workspace, doc: Doc, row: Row): string[] {
  const line = (label: string, cells: readonly { text: string }[]) =>
    cells.length ? [`${label}: ${cells.map(c => c.text).join(", ")}`] : [];
  const term = row.cells.filter(c => c.column.kind === "срок");
  const others = row.cells.filter(c => c.column.kind === "текст" && c.column.key !== "место");
  return [
    ...line("Срок", term),
    ...line("Ответственный", cellsOf(row, "исполнитель")),
    ...line("Задача Положения", cellsOf(row, "задача")),
    ...others.map(c => `${c.column.heading}: ${c.text}`),
    doc.header.title || packageTitle(workspace, packageOf(workspace, doc)!),
  ];
}
