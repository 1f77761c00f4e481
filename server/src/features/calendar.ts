/** Meetings and terms as a file for calendars; what writes it is loaded when somebody asks. */
import type { Doc } from "../model/document";
import { fileName } from "../model/uris";
import { CalendarFile, type CalendarParams, type CalendarResult } from "../protocol";
import type { Workspace } from "../workspace/docs";
import { documentsOf, packageOf, packageTitle } from "../workspace/packages/packages";
import { type CalendarEvent, eventsOf } from "../workspace/planning/events";
import type { Feature } from "./feature";

export const calendar: Feature = {
  capabilities: {},
  listen(session) {
    session.connection.onRequest(CalendarFile, ({ uri, stamp }: CalendarParams): Promise<CalendarResult | null> => {
      const doc = session.doc(uri);
      return doc ? calendarFile(session.workspace, doc, new Date(stamp)) : Promise.resolve(null);
    });
  },
};

/** The events of a table document, of the whole package for any other; null when there are none. */
export async function calendarFile(workspace: Workspace, doc: Doc, stamp: Date): Promise<CalendarResult | null> {
  const own = packageOf(workspace, doc);
  const docs = doc.kind === "table" ? [doc] : documentsOf(workspace, own);
  const events = docs.flatMap(d => eventsOf(workspace, d));
  if (!events.length) return null;
  const name = doc.header.title || (own ? packageTitle(workspace, own) : fileName(doc.uri));
  const stem = fileName(doc.uri).replace(/\.reg\.\w+$/, "");
  return { fileName: `${stem}.ics`, text: await icsOf(name, events, stamp), events: events.length };
}

/** A calendar of any events. */
export async function icsOf(name: string, events: readonly CalendarEvent[], stamp: Date): Promise<string> {
  const { icsText } = await import("../render/ics");
  return icsText(name, events, stamp);
}
