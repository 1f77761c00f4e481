/** `reglament check`: prints the findings of documents; `--fix` first applies the fixes that need no answer. */
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { faults } from "../../rules/engine/check";
import { type Level, levels } from "../../rules/engine/rule";
import { checkAll } from "../check-all";
import { uriOf } from "../node-files";
import { formats, json, pretty } from "../report";
import { chosenFiles, load, said, shown, tell } from "./documents";
import { fixFiles } from "./fix";
import { HELP } from "./help";

const failOn: ReadonlyMap<string, Level> = new Map([
  ["error", "error"],
  ["warning", "warning"],
  ["information", "information"],
  ["info", "information"],
  ["hint", "hint"],
]);

export async function checkCommand(argv: readonly string[]): Promise<number> {
  let parsed: ReturnType<typeof options>;
  try {
    parsed = options(argv);
  } catch (error) {
    tell(`Параметры не поняты: ${said(error)}.`);
    console.error(`\n${HELP}`);
    return 2;
  }
  const { values, positionals } = parsed;
  const threshold = failOn.get(values["fail-on"]);
  const format = formats.find(f => f === values.format);
  if (!threshold || !format) {
    tell(
      `Параметры не поняты: --format бывает ${formats.join(" или ")}, --fail-on — ${[...failOn.keys()].join(", ")}.`,
    );
    return 2;
  }
  const chosen = await chosenFiles(positionals, values["allow-empty"]);
  if (!chosen) return 2;
  const { wanted, roots, partly } = chosen;
  // Documents are released as the check goes on; by default V8 would let the heap grow to many times what is in use.
  setFlagsFromString("--heap-growing-percent=50");
  let failed = partly;
  const fail = (what: string, path: string, error: unknown) => {
    failed = true;
    tell(`Не удалось ${what} ${shown(path)}: ${said(error)}`);
  };
  const workspace = await load(roots, wanted, (path, error) => fail("прочитать", path, error));
  if (values.fix) {
    const { neighbours } = await fixFiles(workspace, wanted, (path, error) => fail("записать", path, error));
    for (const path of neighbours) tell(`Изменён и соседний документ: ${shown(path)}`);
  }
  const documents = [...wanted].sort().flatMap(path => {
    const uri = uriOf(path);
    return workspace.docs.has(uri) ? [{ uri, path: shown(path) }] : [];
  });
  faults.report = (rule, error) =>
    tell(`Внутренняя ошибка правила ${rule.id}: ${error instanceof Error ? error.message : String(error)}`);
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
      "allow-empty": { type: "boolean", default: false },
      "fail-on": { type: "string", default: "error" },
      "no-color": { type: "boolean", default: false },
    },
  });
}
