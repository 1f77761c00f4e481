/** Fixes that ask nobody. */
import assert from "node:assert/strict";
import { check } from "../../server/src/rules/engine/check";
import { fixAllEdits } from "../../server/src/rules/engine/fix-all";
import { applyEdits } from "../../server/src/syntax/edits";
import { createWorkspace } from "../../server/src/workspace/docs";
import type { CaseCheck, CaseChecks } from "./case";

/** Fixed at once the words become what is expected, or stay as they were. */
const fixedOrLeft: CaseCheck = ({ files, expected }) => {
  const workspace = createWorkspace(files.map(([name, text]) => ({ uri: `file:///w/${name}`, text })));
  const doc = workspace.docs.get(`file:///w/${files[0]![0]}`)!;
  const text = applyEdits(
    doc.text,
    fixAllEdits(workspace, doc, check(workspace, doc)).filter(e => !e.uri),
  );
  assert.ok(text === doc.text || text.includes(expected!), text);
};

export const fixCases: CaseChecks = { "20": fixedOrLeft, "21": fixedOrLeft };
