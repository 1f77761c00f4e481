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

/** How many documents of one package keep their contents: their rules read each other, and a check takes them one after the other. */
const KEPT = 16;

/** Findings of `wanted`, in that order; skips documents that the workspace doesn't hold. */
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
