import type { Doc } from "../../model/document";
import { schoolYear } from "../../russian/dates";
import { yearOf } from "../calendar/school-year";
import type { Workspace } from "../docs";
import { documentsOf, packageOf } from "./packages";

/**
 * The calendar year in which a school year begins: the one that the document names, else its package, else the current one.
 * Documents are read and drawn for it.
 */
export function schoolYearFor(workspace: Workspace, doc: Doc): number | undefined {
  const { today } = workspace;
  const stated = [doc, ...documentsOf(workspace, packageOf(workspace, doc))].map(yearOf).find(y => y !== undefined);
  return stated ?? (today && schoolYear(today));
}
