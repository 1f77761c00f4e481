/** Pictures share this: the school year they are drawn on, links to the source, escaped pieces of SVG. */

import type { Doc } from "../model/document";
import { type CalendarDate, compareDates, daysBetween } from "../russian/dates";
import { type Calendar, type DateSpan, within } from "../workspace/calendar/calendar";
import { monthNames } from "../workspace/calendar/timeframes";
import { configOf } from "../workspace/config";
import type { Workspace } from "../workspace/docs";
import { schoolYearFor } from "../workspace/packages/year";
import { esc, lineFinder } from "./html";

/** A school year as a stretch from 0 % (the morning of 1 September) to 100 % (the evening of 31 August). */
export interface Year extends DateSpan {
  /** The calendar year in which it begins. */
  readonly year: number;
  readonly calendar: Calendar;
  readonly months: readonly Month[];
}

export interface Month extends DateSpan {
  readonly y: number;
  /** 1–12. */
  readonly m: number;
  readonly name: string;
}

/** The school year that a document's pictures are drawn on. */
export function drawnYear(workspace: Workspace, doc: Doc): Year | undefined {
  const year = schoolYearFor(workspace, doc);
  if (year === undefined) return undefined;
  const months = Array.from({ length: 12 }, (_, i): Month => {
    const m = ((i + 8) % 12) + 1;
    const y = m >= 9 ? year : year + 1;
    const days = new Date(Date.UTC(y, m, 0)).getUTCDate();
    return { y, m, name: monthNames[m - 1]!, first: { y, m, d: 1 }, last: { y, m, d: days } };
  });
  return {
    year,
    months,
    calendar: configOf(workspace, doc.uri).calendar,
    first: months[0]!.first,
    last: months[11]!.last,
  };
}

export const isToday = ({ today }: Workspace, year: Year): boolean => today !== undefined && within(today, year);

/** Where a day begins, in per cent of the year; a day outside of it counts as its first or last one. */
export function startOf(year: Year, date: CalendarDate): number {
  const inside = compareDates(date, year.first) < 0 ? year.first : compareDates(date, year.last) > 0 ? year.last : date;
  return (daysBetween(year.first, inside) / (daysBetween(year.first, year.last) + 1)) * 100;
}

/** Where a day ends, in per cent of the year. */
export const endOf = (year: Year, date: CalendarDate): number =>
  compareDates(date, year.first) < 0 ? 0 : startOf(year, date) + 100 / (daysBetween(year.first, year.last) + 1);

/** Gives a place in the source as attributes that the script of the page understands. */
export type PlaceAttributes = (doc: Doc, offset: number) => string;

/** Only places in other documents than the one shown name their document. */
export const placesFrom =
  (shown: Doc): PlaceAttributes =>
  (doc, offset) =>
    ` data-line="${lineFinder(doc)(offset)}"${doc === shown ? "" : ` data-uri="${esc(doc.uri)}"`}`;

/** Something to click in a picture; the arrow keys reach it. A screen reader and the tooltip give its `name`. */
export const svgLink = (name: string, at: string, classes: string, inner: string): string =>
  `<g role="link" tabindex="-1" class="to ${classes}"${at}><title>${esc(name)}</title>${inner}</g>`;

/** Words that lead to their source. */
export const wordLink = (words: string, at: string): string =>
  `<a role="link" tabindex="-1" class="to"${at}>${esc(words)}</a>`;

/** A number for an attribute: two decimal places are finer than a pixel. */
export const num = (n: number): string => String(Math.round(n * 100) / 100);
export const pct = (n: number): string => `${num(n)}%`;
