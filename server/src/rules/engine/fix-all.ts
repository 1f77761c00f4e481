/** «Fix all», of an editor or of `check --fix`. */

import type { Doc } from "../../model/document";
import { isFixable } from "../../model/readable";
import type { Edit } from "../../syntax/edits";
import type { Workspace } from "../../workspace/docs";
import type { Finding } from "./check";

/**
 * The first fix of each finding, where it doesn't ask, in text order; one that would overlap an earlier one waits for the next
 * run. A fix is applied as a whole: one that would change a document that isn't fixable is left out.
 */
export function fixAllEdits(workspace: Workspace, doc: Doc, findings: readonly Finding[]): readonly Edit[] {
  if (!isFixable(doc)) return [];
  const isKeptOut = (uri: string): boolean => {
    const other = workspace.docs.get(uri);
    return other !== undefined && !isFixable(other);
  };
  const taken: Edit[] = [];
  const key = (e: Edit) => `${e.uri ?? ""}:${e.from}:${e.to}:${e.insert}`;
  const seen = new Set<string>();
  for (const finding of findings) {
    const fix = finding.fixes?.()[0];
    if (!fix || fix.ask) continue;
    if (fix.edits.some(e => e.uri !== undefined && isKeptOut(e.uri))) continue;
    // Several findings may share an edit: one spelling for the whole document, numbers that follow from each other.
    const own = fix.edits.filter(e => !seen.has(key(e)));
    const clash = own.some(e =>
      taken.some(
        t =>
          (t.uri ?? "") === (e.uri ?? "") &&
          ((e.from < t.to && t.from < e.to) || (e.from === t.from && (e.from === e.to || t.from === t.to))),
      ),
    );
    if (clash) continue;
    for (const e of own) {
      seen.add(key(e));
      taken.push(e);
    }
  }
  return taken;
}
