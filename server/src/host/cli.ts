/** `reglament check [paths…]` and `reglament lsp --stdio`: the same core without an editor. */
import { readFile, stat, writeFile } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { icsOf } from "../features/calendar";
import { fixAllEdits } from "../features/code-actions";
import { rangeIn, severities } from "../features/convert";
import { createDoc } from "../model/document";
import { allRules } from "../rules/all";
import { check, type Finding, faults } from "../rules/check";
import { type Level, levels } from "../rules/rule";
import { dateOf } from "../russian/dates";
import { eventsOf } from "../workspace/events";
import { createWorkspace, isDocument, setFile, type Workspace } from "../workspace/workspace";
import { decodeText } from "./files";
import { listDocuments, nodeFiles, uriOf } from "./node-files";
import { startServer, version } from "./server";

const HELP = `reglament ${version}: проверка положений, приказов и других документов

  reglament check [файлы и папки…]   проверить (по умолчанию — текущую папку)
    --format pretty|json             вид вывода (по умолчанию pretty)
    --fix                            исправить то, что исправляется само
    --fail-on error|warning|information|hint
                                     с какого уровня код возврата 1 (по умолчанию error)
    --no-color                       без цвета
  reglament export --format ics [файлы и папки…]
                                     заседания и сроки — файл для календаря
    --out ФАЙЛ                       куда записать (по умолчанию — на экран)
  reglament lsp --stdio              языковой сервер для любого редактора
  reglament rules                    список правил

Код возврата: 0 — замечаний этого уровня нет, 1 — есть (export: выгружать нечего), 2 — ошибка в команде, чтении или записи.
`;

const failOn: Record<string, Level> = {
  error: "error",
  warning: "warning",
  information: "information",
  info: "information",
  hint: "hint",
};

void main(process.argv.slice(2)).then(code => {
  if (code !== undefined) process.exitCode = code;
});

async function main(argv: readonly string[]): Promise<number | undefined> {
  const [command, ...rest] = argv;
  switch (command) {
    case "check":
      return checkCommand(rest);
    case "export":
      return exportCommand(rest);
    case "lsp":
      startServer(createConnection(ProposedFeatures.all, process.stdin, process.stdout), nodeFiles);
      return undefined;
    case "rules":
      for (const rule of allRules) console.log(`${rule.id.padEnd(24)} ${rule.summary}`);
      return 0;
    case "--version":
    case "-v":
      console.log(version);
      return 0;
    case undefined:
    case "help":
    case "--help":
    case "-h":
      console.log(HELP);
      return command === undefined ? 2 : 0;
    default:
      console.error(`Команды «${command}» нет.\n\n${HELP}`);
      return 2;
  }
}

async function checkCommand(argv: readonly string[]): Promise<number> {
  let parsed: ReturnType<typeof options>;
  try {
    parsed = options(argv);
  } catch (error) {
    console.error(`Параметры не поняты: ${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    return 2;
  }
  const { values, positionals } = parsed;
  const threshold = failOn[values["fail-on"]];
  if (!threshold || !["pretty", "json"].includes(values.format)) {
    console.error(
      `Параметры не поняты: --format бывает pretty или json, --fail-on — ${Object.keys(failOn).join(", ")}.`,
    );
    return 2;
  }
  const chosen = await chosenFiles(positionals);
  if (!chosen) return 2;
  const { wanted, roots } = chosen;
  faults.report = (rule, error) =>
    console.error(`Внутренняя ошибка правила ${rule.id}: ${error instanceof Error ? error.message : String(error)}`);
  const workspace = await load(roots, wanted);
  if (values.fix) await fix(workspace, wanted);
  const reports = [...wanted].sort().flatMap(path => {
    const doc = workspace.docs.get(uriOf(path));
    return doc
      ? [{ path: relative(process.cwd(), path) || path, text: doc.text, findings: check(doc, workspace) }]
      : [];
  });
  if (values.format === "json") console.log(json(reports));
  else process.stdout.write(pretty(reports, !values["no-color"] && process.stdout.isTTY === true));
  return reports.some(r => r.findings.some(f => levels.indexOf(f.severity) <= levels.indexOf(threshold))) ? 1 : 0;
}

/** Meetings and terms of the chosen table documents in one calendar. */
async function exportCommand(argv: readonly string[]): Promise<number> {
  let parsed: ReturnType<typeof exportOptions>;
  try {
    parsed = exportOptions(argv);
  } catch (error) {
    console.error(`Параметры не поняты: ${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    return 2;
  }
  const { values, positionals } = parsed;
  if (values.format !== "ics") {
    console.error("Параметры не поняты: нужен вид файла, --format ics.");
    return 2;
  }
  const chosen = await chosenFiles(positionals);
  if (!chosen) return 2;
  const workspace = await load(chosen.roots, chosen.wanted);
  const docs = [...chosen.wanted].sort().flatMap(path => workspace.docs.get(uriOf(path)) ?? []);
  const events = docs.flatMap(doc => eventsOf(workspace, doc));
  if (!events.length) {
    console.error("Выгружать нечего: в этих документах нет ни заседаний с датами, ни сроков мероприятий.");
    return 1;
  }
  const titles = [...new Set(docs.filter(d => eventsOf(workspace, d).length).map(d => d.header.title))];
  const text = await icsOf((titles.length === 1 && titles[0]) || "Заседания и сроки", events, new Date());
  if (values.out === undefined) process.stdout.write(text);
  else {
    try {
      await writeFile(values.out, text);
    } catch (error) {
      console.error(`Файл не записан: ${values.out} (${error instanceof Error ? error.message : String(error)})`);
      return 2;
    }
    console.log(`Записано событий: ${events.length}, файл ${values.out}`);
  }
  return 0;
}

function exportOptions(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { format: { type: "string" }, out: { type: "string" } },
  });
}

/** The documents that paths name and the folders that are read with them; says what isn't there. */
async function chosenFiles(paths: readonly string[]): Promise<{ wanted: Set<string>; roots: string[] } | undefined> {
  const wanted = new Set<string>();
  const roots = new Set<string>();
  for (const path of paths.length ? paths : ["."]) {
    const full = resolve(path);
    const info = await stat(full).catch(() => undefined);
    if (!info) {
      console.error(`Файл или папка не найдены: ${path}`);
      return undefined;
    }
    roots.add(await rootOf(info.isDirectory() ? full : dirname(full)));
    for (const file of info.isDirectory() ? await listDocuments(full) : [full])
      if (isDocument(uriOf(file))) wanted.add(file);
  }
  return { wanted, roots: [...roots] };
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

/** The folder of the topmost `reglament.yaml` above, so that neighbours and the organisation are known; else the folder itself. */
async function rootOf(folder: string): Promise<string> {
  let root = folder;
  for (let at = folder; ; at = dirname(at)) {
    if (await stat(resolve(at, "reglament.yaml")).catch(() => undefined)) root = at;
    if (dirname(at) === at) return root;
  }
}

async function load(roots: readonly string[], wanted: ReadonlySet<string>): Promise<Workspace> {
  const workspace = createWorkspace();
  workspace.today = dateOf(new Date());
  const files = new Set(wanted);
  for (const root of roots) for (const path of await listDocuments(root)) files.add(path);
  const paths = [...files];
  for (let i = 0; i < paths.length; i += 64) {
    const texts = await Promise.all(paths.slice(i, i + 64).map(async p => [p, decodeText(await readFile(p))] as const));
    for (const [path, text] of texts) setFile(workspace, uriOf(path), text);
  }
  return workspace;
}

/** Fixes until nothing more is offered; one round may make room for the next. */
async function fix(workspace: Workspace, wanted: ReadonlySet<string>): Promise<void> {
  const touched = new Set<string>();
  for (let round = 0; round < 10; round++) {
    let any = false;
    for (const path of wanted) {
      const uri = uriOf(path);
      const doc = workspace.docs.get(uri);
      if (!doc || doc.kind === "workspace") continue;
      const edits = fixAllEdits(check(doc, workspace)).filter(e => e.uri === undefined || e.uri === uri);
      if (!edits.length) continue;
      const eol = doc.text.includes("\r\n") ? "\r\n" : "\n";
      const text = [...edits]
        .sort((a, b) => b.from - a.from || b.to - a.to)
        .reduce((out, e) => out.slice(0, e.from) + e.insert.replace(/\r?\n/g, eol) + out.slice(e.to), doc.text);
      if (text === doc.text) continue;
      workspace.docs.set(uri, createDoc(uri, text));
      touched.add(uri);
      any = true;
    }
    if (!any) break;
  }
  for (const uri of touched) {
    const path = fileURLToPath(uri);
    const bom = (await readFile(path)).subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? "\ufeff" : "";
    await writeFile(path, bom + workspace.docs.get(uri)!.text);
  }
}

interface Report {
  readonly path: string;
  readonly text: string;
  readonly findings: readonly Finding[];
}

const count = (reports: readonly Report[], level: Level) =>
  reports.reduce((n, r) => n + r.findings.filter(f => f.severity === level).length, 0);

function json(reports: readonly Report[]): string {
  return JSON.stringify({
    files: reports.map(r => {
      const text = TextDocument.create("", "", 0, r.text);
      return {
        path: r.path,
        diagnostics: r.findings.map(f => ({
          range: rangeIn(text, f),
          severity: severities[f.severity],
          code: f.rule.id,
          source: "reglament",
          message: f.message,
        })),
      };
    }),
    summary: {
      files: reports.length,
      errors: count(reports, "error"),
      warnings: count(reports, "warning"),
      infos: count(reports, "information"),
      hints: count(reports, "hint"),
    },
  });
}

const words: Record<Level, string> = {
  error: "ошибка",
  warning: "предупреждение",
  information: "сведение",
  hint: "подсказка",
};
const colours: Record<Level, number> = { error: 31, warning: 33, information: 36, hint: 90 };

function pretty(reports: readonly Report[], colour: boolean): string {
  const paint = (code: number, s: string) => (colour ? `\x1b[${code}m${s}\x1b[0m` : s);
  const lines: string[] = [];
  for (const r of reports) {
    if (!r.findings.length) continue;
    const text = TextDocument.create("", "", 0, r.text);
    lines.push(paint(1, r.path));
    for (const f of r.findings) {
      const { line, character } = text.positionAt(f.from);
      lines.push(
        `  ${`${line + 1}:${character + 1}`.padEnd(8)} ${paint(colours[f.severity], words[f.severity])}  ${f.message}  ${paint(90, f.rule.id)}`,
      );
    }
    lines.push("");
  }
  const total = levels.map(l => `${words[l]}: ${count(reports, l)}`).join(", ");
  lines.push(`Проверено файлов: ${reports.length}; ${total}.`, "");
  return lines.join("\n");
}
