/** `reglament check [paths…]`, `export` and `rules`: the same core without an editor. */
import { readFile, stat, writeFile } from "node:fs/promises";
import { dirname, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { icsOf } from "../features/calendar";
import { createDoc } from "../model/document";
import { allRules } from "../rules/all";
import { check, faults } from "../rules/engine/check";
import { fixAllEdits } from "../rules/engine/fix-all";
import { type Level, levels } from "../rules/engine/rule";
import { dateOf } from "../russian/dates";
import type { Edit } from "../syntax/edits";
import { createWorkspace, isDocument, setFile, type Workspace } from "../workspace/docs";
import { eventsOf } from "../workspace/planning/events";
import { checkAll } from "./check-all";
import { decodeText } from "./files";
import { listDocuments, uriOf } from "./node-files";
import { formats, json, pretty } from "./report";
import { version } from "./version";

const HELP = `reglament ${version}: проверка положений, приказов и других документов

  reglament check [файлы и папки…]   проверить (по умолчанию — текущую папку)
    --format pretty|json             вид вывода (по умолчанию pretty)
    --fix                            исправить то, что исправляется само
    --fail-on error|warning|information|hint
                                     с какого уровня код возврата 1 (по умолчанию error)
    --no-color                       без цвета
    --help                           эта справка
  reglament export --format ics [файлы и папки…]
                                     заседания и сроки — файл для календаря
    --out ФАЙЛ                       куда записать (по умолчанию — на экран)
  reglament lsp --stdio              языковой сервер для любого редактора
  reglament rules                    список правил

  reglament --version                номер версии

Код возврата: 0 — замечаний этого уровня нет, 1 — есть (export: выгружать нечего), 2 — ошибка в команде, чтении или записи.
`;

const failOn: Record<string, Level> = {
  error: "error",
  warning: "warning",
  information: "information",
  info: "information",
  hint: "hint",
};

const reasons: Record<string, string> = {
  EACCES: "нет прав на этот файл",
  EPERM: "нет прав на этот файл",
  ENOENT: "файла больше нет",
  EISDIR: "это папка",
  EROFS: "диск только для чтения",
  ENOSPC: "на диске нет места",
  ERR_FS_FILE_TOO_LARGE: "файл слишком велик",
  ERR_PARSE_ARGS_UNKNOWN_OPTION: "такого параметра нет",
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: "у параметра не то значение",
};

// The reader of a pipe may have seen enough: `reglament check | head`.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  error => {
    console.error(`Не получилось: ${said(error)}`);
    process.exitCode = 2;
  },
);

async function main(argv: readonly string[]): Promise<number> {
  const [command, ...rest] = argv;
  if (command !== undefined && rest.some(a => a === "--help" || a === "-h")) {
    console.log(HELP);
    return 0;
  }
  switch (command) {
    case "check":
      return checkCommand(rest);
    case "export":
      return exportCommand(rest);
    case "rules":
      for (const rule of allRules) console.log(`${rule.id.padEnd(24)} ${rule.summary}`);
      return 0;
    case "--version":
    case "-v":
      console.log(version);
      return 0;
    case "help":
    case "--help":
    case "-h":
      console.log(HELP);
      return 0;
    case undefined:
      console.error(HELP);
      return 2;
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
  // Little is kept of many documents; left alone, V8 lets the heap grow to many times that before it collects.
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

/** From the current folder, with `/` on every system. */
const shown = (path: string): string => (relative(process.cwd(), path) || path).split(sep).join("/");

/** An error of Node as a person would say it; its own words where it isn't known. */
function said(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code = "" } = error as NodeJS.ErrnoException;
  const reason = reasons[code];
  if (!reason) return error.message;
  const option = code.startsWith("ERR_PARSE_ARGS") ? /--?[\w-]+/.exec(error.message)?.[0] : undefined;
  return option ? `${reason}: ${option}` : reason;
}

/** Meetings and terms of the chosen table documents in one calendar. */
async function exportCommand(argv: readonly string[]): Promise<number> {
  let parsed: ReturnType<typeof exportOptions>;
  try {
    parsed = exportOptions(argv);
  } catch (error) {
    console.error(`Параметры не поняты: ${said(error)}\n\n${HELP}`);
    return 2;
  }
  const { values, positionals } = parsed;
  if (values.format !== "ics") {
    console.error("Параметры не поняты: нужен вид файла, --format ics.");
    return 2;
  }
  const chosen = await chosenFiles(positionals);
  if (!chosen) return 2;
  let failed = false;
  const workspace = await load(chosen.roots, chosen.wanted, (path, error) => {
    failed = true;
    console.error(`Не удалось прочитать ${shown(path)}: ${said(error)}`);
  });
  if (failed) return 2;
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
      console.error(`Не удалось записать ${shown(values.out)}: ${said(error)}`);
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
    if (!info.isDirectory() && !isDocument(uriOf(full))) {
      console.error(`Это не документ: ${path}. Нужны файлы *.reg.md, *.reg.yaml и reglament.yaml.`);
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

async function load(
  roots: readonly string[],
  wanted: ReadonlySet<string>,
  unread: (path: string, error: unknown) => void,
): Promise<Workspace> {
  const workspace = createWorkspace();
  workspace.today = dateOf(new Date());
  const files = new Set(wanted);
  for (const root of roots) for (const path of await listDocuments(root)) files.add(path);
  const paths = [...files];
  for (let i = 0; i < paths.length; i += 64) {
    const some = paths.slice(i, i + 64);
    const texts = await Promise.allSettled(some.map(async path => decodeText(await readFile(path))));
    for (const [n, path] of some.entries()) {
      const text = texts[n]!;
      if (text.status === "fulfilled") setFile(workspace, uriOf(path), text.value);
      // A neighbour that can't be read is as good as absent.
      else if (wanted.has(path)) unread(path, text.reason);
    }
  }
  return workspace;
}

/** Fixes until nothing more is offered; one round may make room for the next. A fix is whole: neighbours that cite a number change with it. */
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
        const text = applied(before, edits);
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

/** The text after edits that don't overlap; inserted lines end as its own do. */
function applied(text: string, edits: readonly Edit[]): string {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  return [...edits]
    .sort((a, b) => b.from - a.from || b.to - a.to)
    .reduce((out, e) => out.slice(0, e.from) + e.insert.replace(/\r?\n/g, eol) + out.slice(e.to), text);
}
