/** The meetings that the schedules of a package plan for a school year, and how many of them the regulation demands. */

import type { Doc } from "../model/document";
import { demandedFrequency } from "../model/meetings";
import { dateText, initialsFirst } from "../model/requisites";
import type { CalendarDate } from "../russian/dates";
import type { DateSpan } from "../workspace/calendar/calendar";
import { meetingsLacking, meetingsNeeded, type NeededMeetings } from "../workspace/calendar/meeting-dates";
import { readTerm } from "../workspace/calendar/timeframes";
import type { Workspace } from "../workspace/docs";
import { documentsOf, packageOf, profileFor, regulationOf } from "../workspace/packages/packages";
import { minutedMeetings } from "../workspace/planning/schedule";
import { cellOf, cellsOf, type Row } from "../workspace/tables";
import type { Year } from "./picture";

export interface DrawnMeeting {
  readonly doc: Doc;
  readonly row: Row;
  /** The number in the schedule, else the place of the row. */
  readonly number: string;
  readonly theme: string;
  readonly who: string;
  /** The date or term as written. */
  readonly when: string;
  /** undefined if only the month is known. */
  readonly date: CalendarDate | undefined;
  /** The day or the term that is planned; undefined without a readable one. */
  readonly span: DateSpan | undefined;
  readonly minutes: Doc | undefined;
}

/** Documents whose rows are meetings: `doc` alone when it is one, else those of its regulation. */
export function schedulesOf(workspace: Workspace, doc: Doc): readonly Doc[] {
  const isSchedule = (d: Doc) => profileFor(workspace, d)?.table?.row === "заседание";
  if (isSchedule(doc)) return [doc];
  const regulation = regulationOf(workspace, doc);
  return documentsOf(workspace, packageOf(workspace, doc)).filter(
    d => isSchedule(d) && regulationOf(workspace, d) === regulation,
  );
}

/** The meetings in the order of the schedule. */
export function meetingsOf(workspace: Workspace, doc: Doc, year: Year): readonly DrawnMeeting[] {
  return schedulesOf(workspace, doc).flatMap(schedule =>
    minutedMeetings(workspace, schedule, year.year).map(({ row, cell, minutes }): DrawnMeeting => {
      const term = cell && readTerm(cell.text, year.year, year.calendar);
      const date = term?.kind === "day" ? term.first : undefined;
      return {
        doc: schedule,
        row,
        number: cellOf(row, "номер")?.text ?? `${row.index + 1}`,
        theme: cellsOf(row, "название")
          .map(c => c.text)
          .join("; "),
        who: cellsOf(row, "исполнитель")
          .map(c => initialsFirst(c.text))
          .join(", "),
        when: cell ? dateText(cell.text) : "",
        date,
        span: term?.first && term.last ? { first: term.first, last: term.last } : undefined,
        minutes,
      };
    }),
  );
}

export interface Demand {
  readonly regulation: Doc;
  /** Place of the words in the regulation. */
  readonly from: number;
  /** «не реже одного раза в месяц». */
  readonly words: string;
  /** Months, quarters … with the number of meetings they lack. */
  readonly lacking: readonly NeededMeetings[];
}

/** The number of meetings that the regulation demands; undefined when it says nothing that can be counted. */
export function demandOn(
  workspace: Workspace,
  doc: Doc,
  year: Year,
  meetings: readonly DrawnMeeting[],
): Demand | undefined {
  const regulation = regulationOf(workspace, doc);
  const often = regulation && demandedFrequency(regulation);
  if (!often) return undefined;
  const needed = meetingsNeeded(often, year.year, year.calendar);
  const planned = meetings.flatMap(m => m.span ?? []);
  return { regulation, from: often.from, words: often.text, lacking: meetingsLacking(needed, planned) };
}
