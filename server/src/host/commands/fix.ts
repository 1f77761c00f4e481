/** `check --fix`: applies what can be applied without a person, and writes it. */
import { fileURLToPath } from "node:url";
import { createDoc } from "../../model/document";
import { check } from "../../rules/engine/check";
import { fixAllEdits } from "../../rules/engine/fix-all";
import { applyEdits, type Edit } from "../../syntax/edits";
import type { Workspace } from "../../workspace/docs";
import { decodeText } from "../files";
import { readBytes, uriOf } from "../node-files";
import { ChangedMeanwhile, replaceFile } from "../node-write";

/** One round may make room for the next. */
const MOST_ROUNDS = 10;

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Fixes until nothing more is offered. A fix is whole: neighbours that cite a number change with it; `neighbours` are those
 * that nobody named. `unwritten` hears of each file that stays as it was: the workspace then holds its old text again.
 */
export async function fixFiles(
  workspace: Workspace,
  wanted: ReadonlySet<string>,
  unwritten: (path: string, error: unknown) => void,
): Promise<{ readonly neighbours: readonly string[] }> {
  const neighbours: string[] = [];
  for (const [uri, before] of fixTexts(workspace, wanted)) {
    const path = fileURLToPath(uri);
    try {
      await writeFixed(path, before, workspace.docs.get(uri)!.text);
      if (!wanted.has(path)) neighbours.push(path);
    } catch (error) {
      workspace.docs.set(uri, createDoc(uri, before));
      unwritten(path, error);
    }
  }
  return { neighbours };
}

/** The texts that were changed, as they were before. */
function fixTexts(workspace: Workspace, wanted: ReadonlySet<string>): ReadonlyMap<string, string> {
  const before = new Map<string, string>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let any = false;
    for (const path of wanted) {
      const doc = workspace.docs.get(uriOf(path));
      if (!doc || doc.kind === "workspace") continue;
      const byUri = new Map<string, Edit[]>();
      for (const e of fixAllEdits(workspace, doc, check(workspace, doc)))
        byUri.set(e.uri ?? doc.uri, [...(byUri.get(e.uri ?? doc.uri) ?? []), e]);
      for (const [uri, edits] of byUri) {
        const old = workspace.docs.get(uri)?.text ?? "";
        const text = applyEdits(old, edits);
        if (text === old) continue;
        workspace.docs.set(uri, createDoc(uri, text));
        if (!before.has(uri)) before.set(uri, old);
        any = true;
      }
    }
    if (!any) break;
  }
  for (const [uri, old] of before) if (workspace.docs.get(uri)!.text === old) before.delete(uri);
  return before;
}

/** `before`: the text that the fixes were made for. */
async function writeFixed(path: string, before: string, text: string): Promise<void> {
  const bytes = await readBytes(path);
  if (decodeText(bytes) !== before) throw new ChangedMeanwhile();
  const mark = bytes.subarray(0, BOM.length).equals(BOM) ? "\ufeff" : "";
  await replaceFile(path, Buffer.from(mark + text), bytes);
}
