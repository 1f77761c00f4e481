/** Writes events as an iCalendar file (RFC 5545): floating local time, lines folded by octets. The module is loaded on first use. */
import ical, { ICalCalendarMethod, ICalEventTransparency } from "ical-generator";
import type { CalendarDate } from "../russian/dates";
import type { CalendarEvent } from "../workspace/planning/events";

/**
 * `stamp` is the moment of the export by the caller's clock. A later export has a greater SEQUENCE, so that calendars replace
 * the events of an earlier one.
 */
export function icsText(name: string, events: readonly CalendarEvent[], stamp: Date): string {
  const calendar = ical({
    name: clean(name),
    prodId: { company: "reglament", product: "reglament", language: "RU" },
    method: ICalCalendarMethod.PUBLISH,
  });
  const sequence = Math.max(0, Math.floor((stamp.getTime() - EPOCH) / 60_000));
  for (const { uid, title, day, time, place, notes } of events) {
    const end = time ? moment(day, time.to) : moment(day, 24 * 60);
    calendar.createEvent({
      id: uid,
      sequence,
      stamp,
      summary: clean(title),
      start: moment(day, time?.from ?? 0),
      end,
      ...(time ? { floating: true } : { allDay: true, transparency: ICalEventTransparency.TRANSPARENT }),
      ...(place ? { location: clean(place) } : {}),
      description: notes.map(clean).join("\n"),
    });
  }
  return `${calendar.toString()}\r\n`;
}

const EPOCH = Date.UTC(2020, 0, 1);

/** The library takes the UTC fields of a floating moment for its local time. */
const moment = ({ y, m, d }: CalendarDate, minutes: number): Date => new Date(Date.UTC(y, m - 1, d, 0, minutes));

/** One line without control characters, which the format forbids. */
const clean = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, " ").trim();
