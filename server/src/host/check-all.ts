/** Checks many documents, keeping the contents of the last few only. */
import { check, faults } from "../rules/check";
import type { Workspace } from "../workspace/workspace";
import { type Report, reportOf } from "./report";

/** A document to check and its path as the report shows it. */
export interface Wanted {
  readonly uri: string;
  readonly path: string;
}

/** A rule that threw. */
export interface Fault {
  readonly rule: string;
  readonly error: string;
}

export interface Outcome {
  readonly reports: readonly Report[];
  readonly faults: readonly Fault[];
}

/** Documents whose contents are kept: neighbours are asked about each other, and they lie side by side in the order of a check. */
const KEPT = 16;

/** Findings of `wanted` in its order; documents that the workspace doesn't know are left out. */
export function checkAll(workspace: Workspace, wanted: readonly Wanted[]): Outcome {
  const reports: Report[] = [];
  const found: Fault[] = [];
  faults.report = (rule, error) =>
    found.push({ rule: rule.id, error: error instanceof Error ? error.message : String(error) });
  wanted.forEach(({ uri, path }, i) => {
    const doc = workspace.docs.get(uri);
    if (doc) reports.push(reportOf(path, doc.text, check(doc, workspace)));
    const old = wanted[i - KEPT];
    if (old && workspace.docs.get(old.uri)?.kind !== "workspace") workspace.docs.release(old.uri);
  });
  return { reports, faults: found };
}
