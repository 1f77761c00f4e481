/** `reglament check`: prints the findings of documents; `--fix` first applies the fixes that need no answer. */
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { createDoc } from "../../model/document";
import { check, faults } from "../../rules/engine/check";
import { fixAllEdits } from "../../rules/engine/fix-all";
import { type Level, levels } from "../../rules/engine/rule";
import { applyEdits, type Edit } from "../../syntax/edits";
import type { Workspace } from "../../workspace/docs";
import { checkAll } from "../check-all";
import { uriOf } from "../node-files";
import { formats, json, pretty } from "../report";
import { chosenFiles, load, said, shown } from "./documents";
import { HELP } from "./help";

const failOn: Record<string, Level> = {
  error: "error",
  warning: "warning",
  information: "information",
  info: "information",
  hint: "hint",
};

export async function checkCommand(argv: readonly string[]): Promise<number> {
  let parsed: ReturnType<typeof options>;
  try {
    parsed = options(argv);
  } catch (error) {
    console.error(`Параметры не поняты: ${said(error)}.\n\n${HELP}`);
    return 2;
  }
  const { values, positionals } = parsed;
  const threshold = failOn[values["fail-on"]];
  const format = formats.find(f => f === values.format);
  if (!threshold || !format) {
    console.error(
      `Параметры не поняты: --format бывает ${formats.join(" или ")}, --fail-on — ${Object.keys(failOn).join(", ")}.`,
    );
    return 2;
  }
  const chosen = await chosenFiles(positionals);
  if (!chosen) return 2;
  const { wanted, roots } = chosen;
  // Documents are released as the check goes on; by default V8 would let the heap grow to many times what is in use.
  setFlagsFromString("--heap-growing-percent=50");
  let failed = false;
  const fail = (what: string, path: string, error: unknown) => {
    failed = true;
    console.error(`Не удалось ${what} ${shown(path)}: ${said(error)}`);
  };
  const workspace = await load(roots, wanted, (path, error) => fail("прочитать", path, error));
  if (values.fix) await fix(workspace, wanted, (path, error) => fail("записать", path, error));
  const documents = [...wanted].sort().flatMap(path => {
    const uri = uriOf(path);
    return workspace.docs.has(uri) ? [{ uri, path: shown(path) }] : [];
  });
  faults.report = (rule, error) =>
    console.error(`Внутренняя ошибка правила ${rule.id}: ${error instanceof Error ? error.message : String(error)}`);
  const reports = checkAll(workspace, documents);
  const style = !values["no-color"] && process.stdout.isTTY === true ? "colour" : "plain";
  process.stdout.write(format === "json" ? json(reports) : pretty(reports, style));
  if (failed) return 2;
  return reports.some(r => r.findings.some(f => levels.indexOf(f.level) <= levels.indexOf(threshold))) ? 1 : 0;
}

function options(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      format: { type: "string", default: "pretty" },
      fix: { type: "boolean", default: false },
      "fail-on": { type: "string", default: "error" },
      "no-color": { type: "boolean", default: false },
    },
  });
}

/** Applies fixes in rounds, since one may make another possible. Edits of other documents are applied with the fix they belong to. */
async function fix(
  workspace: Workspace,
  wanted: ReadonlySet<string>,
  unwritten: (path: string, error: unknown) => void,
): Promise<void> {
  const touched = new Set<string>();
  for (let round = 0; round < 10; round++) {
    let any = false;
    for (const path of wanted) {
      const doc = workspace.docs.get(uriOf(path));
      if (!doc || doc.kind === "workspace") continue;
      const byUri = new Map<string, Edit[]>();
      for (const e of fixAllEdits(check(workspace, doc)))
        byUri.set(e.uri ?? doc.uri, [...(byUri.get(e.uri ?? doc.uri) ?? []), e]);
      for (const [uri, edits] of byUri) {
        const before = workspace.docs.get(uri)?.text ?? "";
        const text = applyEdits(before, edits);
        if (text === before) continue;
        workspace.docs.set(uri, createDoc(uri, text));
        touched.add(uri);
        any = true;
      }
    }
    if (!any) break;
  }
  for (const uri of touched) {
    const path = fileURLToPath(uri);
    try {
      const bom = (await readFile(path)).subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? "\ufeff" : "";
      await writeFile(path, bom + workspace.docs.get(uri)!.text);
    } catch (error) {
      unwritten(path, error);
    }
  }
}
