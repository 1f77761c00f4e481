/** Text that comes in: the clipboard. */
import assert from "node:assert/strict";
import { pasted } from "../../server/src/intake/paste";
import { fixture } from "../fixture";
import type { Case, CaseChecks } from "./case";

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

export const intakeCases: CaseChecks = {
  "08": inRegulation,
};
