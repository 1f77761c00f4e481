/** Text that comes in: the clipboard. */

import assert from "node:assert/strict";
import { pasted } from "../../server/src/intake/paste";
import { renumberEdits } from "../../server/src/operations/numbering/renumber";
import { check } from "../../server/src/rules/engine/check";
import { applyEdits } from "../../server/src/syntax/edits";
import { createWorkspace } from "../../server/src/workspace/docs";
import { fixture } from "../fixture";
import type { Case, CaseCheck, CaseChecks } from "./case";

const REGULATION = "# Положение о совете\n\n## 1. Общее\n\n1.1. Совет работает.\n\n<|>";

/** What the clipboard of a case becomes at `<|>` of a document. */
export function pasteOf({ files }: Case, place = REGULATION): string {
  const [name, text] = files[0]!;
  const { doc, workspace, spans } = fixture(place);
  const clipboard = name.endsWith(".html") ? { html: text, text: "" } : { text };
  return (pasted(workspace, doc, spans[0]!, clipboard)?.text ?? text).trim();
}

/** After clause 1.1 of a small regulation it becomes what is expected. */
function inRegulation(given: Case): void {
  assert.equal(pasteOf(given), given.expected);
}

/** What is found in the documents of a case, `«rule: words»`. */
export function findingsOf({ files }: Case): readonly string[] {
  const workspace = createWorkspace(files.map(([name, text]) => ({ uri: `file:///w/${name}`, text })));
  return [...workspace.docs.values()].flatMap(doc =>
    check(workspace, doc).map(f => `${f.rule.id}: ${doc.text.slice(f.from, f.to)}`),
  );
}

/** Nothing of these rules is found, or with no rules nothing at all. */
export const silent =
  (...rules: string[]): CaseCheck =>
  given =>
    assert.deepEqual(
      findingsOf(given).filter(f => !rules.length || rules.some(r => f.startsWith(`${r}:`))),
      [],
    );

/** Findings of these rules are there. */
export const told =
  (...rules: string[]): CaseCheck =>
  given => {
    const found = findingsOf(given);
    for (const rule of rules)
      assert.ok(
        found.some(f => f.startsWith(`${rule}:`)),
        `${rule}: ${found.join("; ")}`,
      );
  };

export const all =
  (...checks: CaseCheck[]): CaseCheck =>
  async given => {
    for (const c of checks) await c(given);
  };

export const intakeCases: CaseChecks = {
  "08": inRegulation,
  "29": silent(
    "term-undefined",
    "appendix-unreferenced",
    "title-mismatch",
    "number-gap",
    "number-format",
    "number-order",
  ),
  "29 ref": ({ files, expected }) => {
    const { doc, workspace } = fixture(files[0]![1]);
    assert.ok(applyEdits(doc.text, renumberEdits(workspace, doc)).trim().endsWith(expected!));
  },
  "39": silent("number-gap", "appendix-unreferenced", "act-citation"),
};
