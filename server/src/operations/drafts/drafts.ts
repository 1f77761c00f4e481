/**
 * Companions of a package made from what is there: a plan from the regulation's tasks, minutes from a row of the schedule,
 * a report from the plan. Which there may be and how they look is data of the profiles; here stands what each part of a
 * package is filled with.
 */
import type { Doc } from "../../model/document";
import { fileName, folderOf, resolveUri } from "../../model/uris";
import { builtIn, profileId } from "../../profiles/all";
import type { Profile } from "../../profiles/profile";
import { compareDates, dateInDigits } from "../../russian/dates";
import { configOf } from "../../workspace/config";
import type { Workspace } from "../../workspace/docs";
import { approvalOf, resolve } from "../../workspace/neighbours";
import { documentsOf, packageOf, partsOf, profileFor, regulationOf } from "../../workspace/packages/packages";
import { meetingsWithoutMinutes, type ScheduledMeeting, scheduledMeetings } from "../../workspace/planning/schedule";
import { cellOf } from "../../workspace/tables";
import { minutesValues, numberOf } from "./minutes";
import { type Filling, newText } from "./new-text";
import { orderValues } from "./order";
import { reportValues } from "./report";
import { commonValues, type DraftSource, sourceOf, yearText } from "./source";
import { checkListRows, meetingRows, planRows, roadMapRows } from "./tables";

/** A companion that can be made. */
export interface CompanionOffer {
  /** The document it is made from: what `draftOf` wants. */
  readonly uri: string;
  /** Its profile: «план», «протокол/ПОС». */
  readonly type: string;
  /** Index of the schedule's row, for minutes. */
  readonly row?: number;
  readonly label: string;
  readonly detail: string;
  /** The package has none; of minutes: the day of the meeting is past. */
  readonly missing: boolean;
}

/** A new document that isn't written yet. */
export interface Draft {
  /** URI without the last slash. */
  readonly folder: string;
  readonly fileName: string;
  readonly text: string;
  /** The regulation that an order approves and that doesn't say so yet. */
  readonly approves?: string;
}

/** What the package of `doc` can be given, in the order of the profiles; what it lacks first. */
export function offersOf(workspace: Workspace, doc: Doc): readonly CompanionOffer[] {
  const regulation = regulationOf(workspace, doc);
  const plans = partsOf(workspace, doc, "план");
  const present = new Set(documentsOf(workspace, packageOf(workspace, doc)).map(d => profileFor(workspace, d)?.type));
  const found = profilesFor(workspace, doc).flatMap((profile): CompanionOffer[] => {
    const one: CompanionOffer = {
      uri: doc.uri,
      type: profileId(profile),
      label: profile.label,
      detail: profile.description,
      missing: !present.has(profile.type),
    };
    switch (profile.part) {
      case undefined:
      case "основа":
        return [];
      case "приказ":
        return regulation && !approvalOf(workspace, regulation) ? [{ ...one, uri: regulation.uri, missing: true }] : [];
      case "протокол":
        return minutesToWrite(workspace, doc, one);
      case "отчёт":
        return regulation || plans.length ? [one] : [];
      default:
        return regulation || (profile.table?.group && plans.length) ? [one] : [];
    }
  });
  return [...found.filter(c => c.missing), ...found.filter(c => !c.missing)];
}

/**
 * The text of a companion and where it belongs; undefined for a type that isn't one. `row`: of the schedule, for minutes; without it they are those of the first meeting that has
 * none.
 */
export function draftOf(workspace: Workspace, doc: Doc, type: string, row?: number): Draft | undefined {
  const profiles = profilesFor(workspace, doc);
  const profile = profiles.find(p => profileId(p) === type) ?? profiles.find(p => p.type === type);
  if (!profile?.part || profile.part === "основа") return undefined;
  const source = sourceOf(workspace, doc, profile);
  const { regulation, folder } = source;
  const own =
    row === undefined && profile.part === "протокол"
      ? partsOf(workspace, doc, "график").flatMap(s => meetingsWithoutMinutes(workspace, s))[0]
      : scheduledMeetings(workspace, doc).find(m => m.row.index === row);
  const text = newText(profile, fillingOf(source, own), source.config);
  if (profile.part === "приказ" && regulation) {
    const named = regulation.header.approvedBy;
    // The regulation may name the order that isn't there yet.
    if (named && !resolve(workspace, regulation.uri, named)) {
      const uri = resolveUri(regulation.uri, named);
      return { folder: folderOf(uri), fileName: fileName(uri), text };
    }
    return { folder, fileName: nameOf(source, own), text, approves: regulation.uri };
  }
  return { folder, fileName: nameOf(source, own), text };
}

function fillingOf(source: DraftSource, meeting: ScheduledMeeting | undefined): Filling {
  const { profile } = source;
  const made = { title: "", values: commonValues(source) };
  switch (profile.part) {
    case "протокол":
      return { ...made, values: minutesValues(source, meeting) };
    case "приказ":
      return { ...made, values: orderValues(source) };
    case "отчёт":
      return { ...made, values: reportValues(source) };
    default: {
      if (!profile.table) return made;
      if (profile.table.group) return { ...made, rows: roadMapRows(source) };
      const { row: kind } = profile.table;
      const rows = { мероприятие: planRows, заседание: meetingRows, проверка: checkListRows }[kind](source);
      return { ...made, rows };
    }
  }
}

/** «protokol-2.reg.md»; a table of another year than the first one's has the year in its name. */
function nameOf(source: DraftSource, meeting: ScheduledMeeting | undefined): string {
  const { workspace, doc, profile, year } = source;
  const stem = profile.fileName;
  if (profile.part === "протокол") {
    const number = numberOf(source, meeting);
    return `${stem}${number && /^[\p{L}\d-]+$/u.test(number) ? `-${number}` : ""}${profile.extension}`;
  }
  const others = documentsOf(workspace, packageOf(workspace, doc)).some(
    d => profileFor(workspace, d)?.type === profile.type,
  );
  return `${stem}${others && year !== undefined ? `-${yearText(year).replace("/", "-")}` : ""}${profile.extension}`;
}

const profilesFor = (workspace: Workspace, doc: Doc): readonly Profile[] => [
  ...configOf(workspace, doc.uri).profiles,
  ...builtIn,
];

/** The meetings that are past and the next one, of those without minutes; without a schedule just minutes. */
function minutesToWrite(workspace: Workspace, doc: Doc, one: CompanionOffer): CompanionOffer[] {
  const { today } = workspace;
  const schedules = partsOf(workspace, doc, "график");
  if (!schedules.length) return [one];
  return schedules.flatMap(schedule => {
    const meetings = meetingsWithoutMinutes(workspace, schedule);
    const isPast = ({ day }: ScheduledMeeting) =>
      today !== undefined && day !== undefined && compareDates(day, today) <= 0;
    const next = meetings.find(m => !isPast(m));
    return meetings
      .filter(m => isPast(m) || m === next)
      .map(m => ({
        ...one,
        uri: schedule.uri,
        row: m.row.index,
        label: [one.label, m.number && `№ ${m.number}`, m.day && `от ${dateInDigits(m.day)}`].filter(Boolean).join(" "),
        detail: cellOf(m.row, "название")?.text ?? one.detail,
        missing: isPast(m),
      }));
  });
}

/** The types that are minutes here: what is offered where a meeting has none. */
export const minutesType = (workspace: Workspace, doc: Doc): string | undefined => {
  const profile = profilesFor(workspace, doc).find(p => p.part === "протокол");
  return profile && profileId(profile);
};
