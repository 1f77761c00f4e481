/** What a companion is made from: the regulation, its body, who leads it, the school year. */
import type { Doc } from "../../model/document";
import { folderOf, linkPath, relativePath } from "../../model/uris";
import { some } from "../../model/values";
import type { Profile } from "../../profiles/profile";
import { type CalendarDate, schoolYear } from "../../russian/dates";
import { inflect } from "../../russian/forms";
import { writeScalar } from "../../syntax/yaml";
import { yearOf } from "../../workspace/calendar/school-year";
import { type Config, configOf } from "../../workspace/config";
import type { Workspace } from "../../workspace/docs";
import { type Body, bodyOf, leadOf } from "../../workspace/entities/body";
import { documentsOf, packageOf, partsOf, profileFor, regulationOf } from "../../workspace/packages/packages";
import type { Values } from "../../workspace/packages/requirements";

export interface DraftSource {
  readonly workspace: Workspace;
  readonly config: Config;
  /** The document that was asked for its companion: the regulation, a plan, a schedule. */
  readonly doc: Doc;
  readonly regulation: Doc | undefined;
  /** The profile of the new document. */
  readonly profile: Profile;
  readonly body: Body | undefined;
  /** The office that answers for the work: «координатор ПОС». */
  readonly lead: string | undefined;
  /** The calendar year in which the school year of the new document begins. */
  readonly year: number | undefined;
  /** URI of the folder of the new document, without the last slash. */
  readonly folder: string;
}

export function sourceOf(workspace: Workspace, doc: Doc, profile: Profile): DraftSource {
  const regulation = regulationOf(workspace, doc);
  return {
    workspace,
    config: configOf(workspace, doc.uri),
    doc,
    regulation,
    profile,
    body: regulation && bodyOf(regulation),
    lead: regulation && leadOf(workspace, regulation)?.name,
    year: yearFor(workspace, doc, profile),
    folder: folderOf(doc.uri),
  };
}

export const yearText = (year: number | undefined): string => (year === undefined ? "____" : `${year}/${year + 1}`);

/** The path by which the new document names another one. */
const pathTo = ({ folder }: DraftSource, doc: Doc): string => relativePath(folder, doc.uri);

/** The same in a Markdown link, with a clause behind it. */
export const linkTo = (source: DraftSource, doc: Doc, clause: string): string =>
  `${linkPath(pathTo(source, doc))}#${clause}`;

/** What most companions are filled with. */
export function commonValues(source: DraftSource): Values {
  const { regulation, body, year } = source;
  return {
    ...some("основание", regulation && writeScalar(pathTo(source, regulation), "flow")),
    ...some("учебный год", year === undefined ? undefined : yearText(year)),
    ...some("сообщества", body && inflect(body.name, "gen", "sg")),
  };
}

/** Where acts of the package are dated: as in another one, else the town of reglament.yaml. */
export function placeOf({ workspace, doc, config }: DraftSource): string | undefined {
  const places = documentsOf(workspace, packageOf(workspace, doc)).flatMap(d => d.header.registration?.place ?? []);
  const place = places[0] ?? config.organisation?.city;
  return place && writeScalar(place, "flow");
}

/** The school year for which plans are made on a day: from June on the next one. */
const plannedYear = (day: CalendarDate): number => (day.m >= 6 ? day.y : schoolYear(day));

/**
 * The year of the document asked, else by the clock, else the latest of the package. What the package has already for that
 * year is made for the next one; a report answers for the last plan there is.
 */
function yearFor(workspace: Workspace, doc: Doc, profile: Profile): number | undefined {
  const { today } = workspace;
  const all = documentsOf(workspace, packageOf(workspace, doc));
  if (profile.part === "отчёт") {
    const now = today && schoolYear(today);
    const plans = yearsOf(partsOf(workspace, doc, "план")).filter(y => now === undefined || y <= now);
    return yearOf(doc) ?? latest(plans) ?? now;
  }
  let year = yearOf(doc) ?? (today && plannedYear(today)) ?? latest(yearsOf(all));
  if (year === undefined || !profile.table) return year;
  const taken = new Set(all.filter(d => profileFor(workspace, d)?.type === profile.type).map(yearOf));
  while (taken.has(year)) year++;
  return year;
}

const yearsOf = (docs: readonly Doc[]): number[] => docs.flatMap(d => yearOf(d) ?? []);
const latest = (years: readonly number[]): number | undefined => (years.length ? Math.max(...years) : undefined);

/** The document of a part for the source's year; the one that was asked comes first, one without a year does for any. */
export function partFor(source: DraftSource, part: "план" | "график"): Doc | undefined {
  const { workspace, doc, year } = source;
  const all = partsOf(workspace, doc, part);
  const fits = (d: Doc) => yearOf(d) === year || yearOf(d) === undefined || year === undefined;
  return all.find(d => d === doc) ?? all.find(d => isFlat(source, d) && fits(d)) ?? all.find(fits);
}

const isFlat = ({ workspace }: DraftSource, doc: Doc): boolean => !profileFor(workspace, doc)?.table?.group;
