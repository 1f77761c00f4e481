/** «Fix all», of an editor or of `check --fix`. */

import type { Edit } from "../../syntax/edits";
import type { Finding } from "./check";

/** First fixes that need no look, in text order; one that would overlap an earlier one waits for the next run. */
export function fixAllEdits(findings: readonly Finding[]): readonly Edit[] {
  const taken: Edit[] = [];
  const key = (e: Edit) => `${e.uri ?? ""}:${e.from}:${e.to}:${e.insert}`;
  const seen = new Set<string>();
  for (const finding of findings) {
    const fix = finding.fixes?.()[0];
    if (!fix || fix.ask) continue;
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
