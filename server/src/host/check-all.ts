/** Checks many documents, keeping the contents of the last few only. */
import { check } from "../rules/check";
import type { Workspace } from "../workspace/workspace";
import { type Report, reportOf } from "./report";

/** A document to check and its path as the report shows it. */
export interface Wanted {
  readonly uri: string;
  readonly path: string;
}

/** Documents whose contents are kept: neighbours are asked about each other, and they lie side by side in the order of a check. */
const KEPT = 16;

/** Findings of `wanted` in its order; documents that the workspace doesn't know are left out. */
export function checkAll(workspace: Workspace, wanted: readonly Wanted[]): readonly Report[] {
  const reports: Report[] = [];
  wanted.forEach(({ uri, path }, i) => {
    const doc = workspace.docs.get(uri);
    if (doc) reports.push(reportOf(path, doc.text, check(doc, workspace)));
    const old = wanted[i - KEPT];
    if (old && workspace.docs.get(old.uri)?.kind !== "workspace") workspace.docs.release(old.uri);
  });
  return reports;
}
