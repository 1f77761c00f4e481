/** Checks many documents, keeping the contents of one package at a time. */
import { check } from "../rules/engine/check";
import type { Workspace } from "../workspace/docs";
import { type Package, packageOf } from "../workspace/packages/packages";
import { type FileReport, reportOf } from "./report";

/** A document to check and its path as the report shows it. */
export interface DocToCheck {
  readonly uri: string;
  readonly path: string;
}

/** Documents of one package whose contents are kept: they are asked about each other, and lie side by side in the order of a check. */
const KEPT = 16;

/** Findings of `wanted` in its order; documents that the workspace doesn't know are left out. */
export function checkAll(workspace: Workspace, wanted: readonly DocToCheck[]): readonly FileReport[] {
  const reports: FileReport[] = [];
  const kept: string[] = [];
  let last: Package | undefined;
  for (const { uri, path } of wanted) {
    const doc = workspace.docs.get(uri);
    if (!doc) continue;
    const own = packageOf(workspace, doc);
    for (const old of kept.splice(0, own === last ? Math.max(0, kept.length - KEPT) : kept.length))
      workspace.docs.release(old);
    last = own;
    reports.push(reportOf(path, doc.text, check(workspace, doc)));
    if (doc.kind !== "workspace") kept.push(uri);
  }
  return reports;
}
