/**
 * `npm run bench [-- --quick] [-- --requests] [-- --workspace] [-- --packages]`: our server and checker beside two peers and the floor, all in one run, because
 * only ratios within a run mean anything on a shared machine. The peers do other work than ours: they know
 * Markdown and its style, not regulations. Read a ratio as «as quick as what people are used to».
 *
 * Without a flag: documents of 20 KB, 200 KB and 1 MB (start → first findings, key → findings, a burst of 50 keys, memory)
 * and `check` of 1,000 files. `--requests`: other requests right after a key. `--workspace`: a key in one of 1,000
 * documents beside the same key in the document alone. `--packages`: a plan of 500 activities (beside yaml-language-server
 * with our schema) and 1,000 packages of six documents: complete findings, a key, `check`. `--quick`: less of each. `--old=FOLDER`: another build of ours beside.
 */
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath, pathToFileURL } from "node:url";
import { generator, makeDocument, makePlan, writePackages, writeWorkspace } from "./corpus.mjs";
import { peakMemory, startServer } from "./lsp.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const quick = process.argv.includes("--quick");
const only = process.argv
  .find(arg => arg.startsWith("--servers="))
  ?.slice(10)
  .split(",");
const sizes = quick ? [20, 200] : [20, 200, 1000];
const keys = quick ? 20 : 60;
/** Measures other requests than diagnostics, asked right after a key. */
const onlyRequests = process.argv.includes("--requests");
/** Measures a key in a document of a large workspace beside the same key in the document alone. */
const onlyWorkspace = process.argv.includes("--workspace");
/** Measures a plan and a workspace of packages. */
const onlyPackages = process.argv.includes("--packages");
const starts = quick ? 1 : 3;
const budget = quick ? 8_000 : 20_000;
const files = quick ? 100 : 1_000;
const activities = quick ? 100 : 500;

const markdownSettings = {
  markdown: {
    suggest: { paths: { enabled: true, includeWorkspaceHeaderCompletions: "never" } },
    occurrencesHighlight: { enabled: false },
    preferredMdPathExtensionStyle: "auto",
    validate: {
      enabled: true,
      referenceLinks: { enabled: "warning" },
      fragmentLinks: { enabled: "warning" },
      fileLinks: { enabled: "warning", markdownFragmentLinks: "inherit" },
      ignoredLinks: [],
      unusedLinkDefinitions: { enabled: "hint" },
      duplicateLinkDefinitions: { enabled: "warning" },
    },
  },
};

/** The place asked about is a role's mention, where ours has most to tell. */
const requests = {
  outline: { provider: "documentSymbolProvider", method: "textDocument/documentSymbol" },
  folding: { provider: "foldingRangeProvider", method: "textDocument/foldingRange" },
  completion: { provider: "completionProvider", method: "textDocument/completion", place: true },
  hover: { provider: "hoverProvider", method: "textDocument/hover", place: true },
  definition: { provider: "definitionProvider", method: "textDocument/definition", place: true },
  references: {
    provider: "referencesProvider",
    method: "textDocument/references",
    place: true,
    extra: { context: { includeDeclaration: true } },
  },
  rename: {
    provider: "renameProvider",
    method: "textDocument/rename",
    place: true,
    extra: { newName: "наставник клуба" },
  },
  tokens: { provider: "semanticTokensProvider", method: "textDocument/semanticTokens/full" },
};

installPeers();
const require = createRequire(path.join(here, "package.json"));
const rumdl = rumdlBinary();
const ours = path.join(here, "../dist/server/cli.js");
const markdownServer = path.join(here, "node_modules/vscode-markdown-languageserver/dist/node/workerMain.js");
if (!fs.existsSync(ours)) fail("dist/server/cli.js is missing: run `npm run build` first");

/** `--old=FOLDER`: a checkout with its `dist/`, measured in the same run. */
const oldTree = process.argv.find(arg => arg.startsWith("--old="))?.slice(6);
const old = oldTree && path.resolve(oldTree, "dist/server/cli.js");

const servers = [
  { name: "floor", command: [process.execPath, path.join(here, "floor.mjs")] },
  { name: "ours", command: [process.execPath, ours, "lsp", "--stdio"], language: "reglament", extension: ".reg.md" },
  ...(old
    ? [{ name: "old", command: [process.execPath, old, "lsp", "--stdio"], language: "reglament", extension: ".reg.md" }]
    : []),
  { name: "rumdl", command: [rumdl, "server", "--stdio"] },
  { name: "vscode-markdown", command: [process.execPath, markdownServer, "--stdio"], parsesInClient: true },
].filter(server => only === undefined || only.includes(server.name));

const yamlServer = "yaml-language-server less its wait of 200 ms";
/** How servers are to be spoken to about a plan; the floor parses Markdown, which is no less than it would for YAML. */
const planServers = [
  { name: "floor", command: servers.find(s => s.name === "floor")?.command },
  { name: "ours", command: servers.find(s => s.name === "ours")?.command, language: "reglament-yaml" },
  { name: "old", command: servers.find(s => s.name === "old")?.command, language: "reglament-yaml" },
  {
    name: yamlServer,
    command: [
      process.execPath,
      path.join(here, "node_modules/yaml-language-server/bin/yaml-language-server"),
      "--stdio",
    ],
    language: "yaml",
    waits: 200,
    settings: {
      yaml: {
        validate: true,
        schemaStore: { enable: false },
        schemas: { [pathToFileURL(path.join(here, "../schemas/plan.schema.json")).href]: "*.reg.yaml" },
      },
    },
  },
]
  .filter(server => server.command !== undefined)
  .map(server => ({ ...server, extension: ".reg.yaml" }));

const ratios = [
  ["ours", "floor"],
  ["ours", "old"],
  ["ours", "rumdl"],
  ["ours", yamlServer],
  ["among others", "alone"],
  ["among others", "one package"],
];

const work = fs.mkdtempSync(path.join(os.tmpdir(), "reglament-bench-"));
try {
  if (onlyPackages) await measurePackages();
  else if (onlyWorkspace) print(`A key in one of ${files} documents, ms`, await measureWorkspace());
  else if (onlyRequests) await measureRequests();
  else await measureFindings();
} finally {
  fs.rmSync(work, { recursive: true, force: true });
}

async function measureFindings() {
  for (const kilobytes of sizes) {
    const text = makeDocument({ bytes: kilobytes * 1000 });
    const rows = [];
    for (const server of servers) rows.push({ name: server.name, ...(await measure(server, kilobytes, text)) });
    print(`Document of ${kilobytes} KB, ms (memory in MB)`, rows);
  }
  if (only === undefined) print(`check of ${files} files`, await measureCheck(folder => writeWorkspace(folder, files)));
}

/** Median time from a key to the answer of each request, which is asked right behind the key; «–»: not supported. */
async function measureRequests() {
  for (const kilobytes of sizes) {
    const text = makeDocument({ bytes: kilobytes * 1000 });
    const rows = [];
    for (const server of servers) {
      const session = await open(server, kilobytes, text);
      const row = { name: server.name };
      for (let i = 0; i < keys; i++) await session.type(1); // warms the compiler up
      for (const [title, request] of Object.entries(requests)) {
        const took = [];
        const until = performance.now() + budget / 4;
        if (session.supports(request.provider))
          for (let i = 0; i < keys / 2 + 5 && (performance.now() < until || took.length < 3); i++) {
            const time = await session.ask(request);
            if (i >= 5) took.push(time);
          }
        row[title] = took.length ? quantile(took, 0.5) : Number.NaN;
      }
      await session.stop();
      rows.push(row);
    }
    print(`Requests right after a key in ${kilobytes} KB, ms`, rows);
  }
}

/**
 * The same document alone and among all others: time to complete findings of the folder, then of a key. `fill(folder, count)`
 * writes the others and may give the path of the one to type in.
 */
async function measureWorkspace(
  fill = (folder, count) => void writeWorkspace(folder, count),
  cases = { alone: 0, "among others": files },
) {
  const ours = servers.find(server => server.name === "ours");
  const text = makeDocument({ bytes: 12_000 });
  const rows = [];
  for (const [name, count] of Object.entries(cases)) {
    const session = await open(ours, 12, text, folder => fill(folder, count));
    const complete = await session.complete();
    const single = [];
    for (let i = 0; i < keys + 5; i++) {
      const took = await session.type(1);
      if (i >= 5) single.push(took);
    }
    rows.push({
      name,
      complete,
      "key p50": quantile(single, 0.5),
      "key p95": quantile(single, 0.95),
      "memory, MB": session.peakMemory(),
    });
    await session.stop();
  }
  return rows;
}

async function measurePackages() {
  const text = makePlan({ rows: activities });
  const rows = [];
  for (const server of planServers) rows.push({ name: server.name, ...(await measure(server, activities, text)) });
  print(`Plan of ${activities} activities (${Math.round(Buffer.byteLength(text) / 1000)} KB), ms (memory in MB)`, rows);
  if (only !== undefined) return;
  const cases = { "one package": 1, "among others": files };
  print(`A key in one of ${files} packages (${6 * files} documents), ms`, await measureWorkspace(writePackages, cases));
  print(`check of ${files} packages`, await measureCheck(folder => writePackages(folder, files)));
}

async function measure(server, kilobytes, text) {
  const { waits = 0 } = server;
  const first = [];
  for (let i = 1; i < starts; i++) {
    const session = await open(server, kilobytes, text);
    first.push(session.firstFindings);
    await session.stop();
  }
  const session = await open(server, kilobytes, text);
  first.push(session.firstFindings);
  const single = [];
  const until = performance.now() + budget;
  for (let i = 0; i < keys + 5 && (performance.now() < until || single.length < 5); i++) {
    const took = await session.type(1);
    if (i >= 5) single.push(took); // the first keys warm the compiler up
  }
  const bursts = [];
  for (let i = 0; i < (quick ? 1 : 3); i++) bursts.push(await session.type(50));
  const row = {
    start: quantile(first, 0.5) - waits,
    "key p50": quantile(single, 0.5) - waits,
    "key p95": quantile(single, 0.95) - waits,
    "burst of 50": quantile(bursts, 0.5) - waits,
    memory: session.peakMemory(),
    findings: session.found,
  };
  await session.stop();
  return row;
}

/**
 * A session with one document open: the one whose path `fill` gives, else one of `text`. `type(n)` types n keys at once
 * and resolves to the time from the last one.
 */
async function open(server, kilobytes, ownText, fill = () => undefined) {
  const folder = fs.mkdtempSync(path.join(work, "session-"));
  const filled = fill(folder);
  const file = filled ?? path.join(folder, `document-${kilobytes}${server.extension ?? ".md"}`);
  if (!filled) fs.writeFileSync(file, ownText);
  const text = fs.readFileSync(file, "utf8");
  fs.writeFileSync(path.join(folder, ".rumdl.toml"), '[global]\ndisable = ["MD013"]\n');
  const uri = pathToFileURL(file).href;
  const lines = text.split("\n");
  const answer = server.parsesInClient ? markdownClient(folder, uri, lines) : answerWith(server.settings);
  const client = startServer(server.command, { cwd: folder, answer });
  const root = pathToFileURL(folder).href;
  const { capabilities } = await client.request("initialize", {
    processId: process.pid,
    rootUri: root,
    workspaceFolders: [{ uri: root, name: "bench" }],
    initializationOptions: { markdownFileExtensions: ["md"] },
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true },
      textDocument: {
        diagnostic: {},
        publishDiagnostics: { versionSupport: true },
        documentSymbol: { hierarchicalDocumentSymbolSupport: true },
      },
    },
  });
  client.notify("initialized", {});
  if (server.parsesInClient) client.notify("workspace/didChangeConfiguration", { settings: markdownSettings });
  const pulls = capabilities.diagnosticProvider !== undefined;
  const sync = capabilities.textDocumentSync;
  const whole = (sync.change ?? sync) === 1; // such a server is sent the whole text with every key, as an editor does
  const languageId = server.language ?? "markdown";
  client.notify("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
  const nextKey = typist(lines);
  let version = 1;
  return {
    found: (await client.findings(uri, 1, pulls)).length,
    firstFindings: performance.now() - client.started,
    peakMemory: client.peakMemory,
    stop: client.stop,
    type,
    ask,
    supports: provider => Boolean(capabilities[provider]),
    /** Time from the start to the findings of every document. */
    async complete() {
      await client.request("workspace/diagnostic", { previousResultIds: [] });
      return performance.now() - client.started;
    },
  };

  /** A key, and behind it the request: time from the key to the answer. */
  async function ask({ method, place, extra }) {
    const key = nextKey();
    const line = lines.findIndex(l => /^\d.*[Кк]оординатор клуба/u.test(l));
    const position = { line, character: lines[line].search(/оординатор клуба/u) + 2 };
    const change = whole ? { text: lines.join("\n") } : key;
    const sent = performance.now();
    client.notify("textDocument/didChange", { textDocument: { uri, version: ++version }, contentChanges: [change] });
    await client.request(method, { textDocument: { uri }, ...(place ? { position } : {}), ...extra });
    return performance.now() - sent;
  }

  async function type(count) {
    let sent = 0;
    client.forget(uri);
    for (let i = 0; i < count; i++) {
      const key = nextKey();
      const change = whole ? { text: lines.join("\n") } : key;
      sent = performance.now();
      client.notify("textDocument/didChange", { textDocument: { uri, version: ++version }, contentChanges: [change] });
    }
    await client.findings(uri, version, pulls);
    return performance.now() - sent;
  }
}

/** Where the typist is: words typed letter by letter into clauses (activities of a plan) around the middle of the document. */
function typist(lines) {
  const random = generator(7);
  const middle = Math.floor(lines.length / 2);
  const clauses = [];
  for (let i = middle; i < lines.length && clauses.length < 20; i++)
    if (/^(?:\d+\.\d+\. | +мероприятие: )/u.test(lines[i])) clauses.push(i);
  const word = " иногда повторно";
  let letter = 0;
  let line = 0;
  let character = 0;
  return () => {
    if (letter === 0) {
      line = clauses[Math.floor(random() * clauses.length)];
      character = lines[line].indexOf(" ", Math.floor(lines[line].length / 2));
      if (character < 0) character = lines[line].length - 1;
    }
    const text = word[letter];
    const position = { line, character };
    lines[line] = lines[line].slice(0, character) + text + lines[line].slice(character);
    character++;
    letter = (letter + 1) % word.length;
    return { range: { start: position, end: position }, text };
  };
}

/** What VS Code itself does for its Markdown server: parses with markdown-it and serves the files. */
function markdownClient(folder, uri, lines) {
  const MarkdownIt = require("markdown-it");
  const markdown = new (MarkdownIt.default ?? MarkdownIt)({ html: true });
  const bytes = params => Array.from(fs.readFileSync(fileURLToPath(params.uri)));
  return (method, params) => {
    if (method === "markdown/parse") return markdown.parse(params.text ?? lines.join("\n"), {});
    if (method === "markdown/fs/readFile") return bytes(params);
    if (method === "markdown/fs/stat") return { isDirectory: fileURLToPath(params.uri) === folder };
    if (method === "markdown/fs/readDirectory")
      return fs.readdirSync(folder).map(name => [name, { isDirectory: false }]);
    if (method === "markdown/findMarkdownFilesInWorkspace") return [uri];
    if (method === "workspace/configuration") return params.items.map(() => markdownSettings.markdown);
    return null;
  };
}

/** A plain client, with the settings that a server asks for by section. */
function answerWith(settings = {}) {
  return (method, params) =>
    method === "workspace/configuration" ? params.items.map(item => settings[item.section] ?? null) : null;
}

async function measureCheck(fill) {
  const folder = path.join(work, "workspace");
  fill(folder);
  fs.writeFileSync(path.join(folder, ".rumdl.toml"), '[global]\ndisable = ["MD013"]\n');
  const tools = [
    { name: "ours", command: [process.execPath, ours, "check", "--format", "json", "."] },
    ...(old ? [{ name: "old", command: [process.execPath, old, "check", "--format", "json", "."] }] : []),
    { name: "rumdl", command: [rumdl, "check", "--no-cache", "."] },
  ];
  const rows = [];
  for (const { name, command } of tools) {
    const runs = [];
    for (let i = 0; i < starts; i++) runs.push(await timeRun(command, folder));
    rows.push({
      name,
      "wall, ms": quantile(
        runs.map(run => run.wall),
        0.5,
      ),
      "memory, MB": quantile(
        runs.map(run => run.memory),
        0.5,
      ),
    });
  }
  return rows;
}

function timeRun([command, ...args], cwd) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, args, { cwd, stdio: ["ignore", "ignore", "inherit"] });
    let memory = 0;
    // the peak is read while the process lives, so a process under 20 ms would show none
    const watch = setInterval(() => {
      try {
        memory = Math.max(memory, peakMemory(child.pid));
      } catch {
        // it has just ended
      }
    }, 20);
    child.on("error", reject);
    child.on("exit", code => {
      clearInterval(watch);
      const wall = performance.now() - started;
      // 1 says that there are findings; anything else means that nothing was measured
      if (code === 0 || code === 1) resolve({ wall, memory });
      else reject(new Error(`${command} ended with ${code}`));
    });
  });
}

/** Values, and the ratios of those rows that are there. */
function print(title, rows) {
  const columns = Object.keys(rows[0]).filter(column => column !== "name");
  const of = name => rows.find(row => row.name === name);
  const table = [["", ...columns]];
  for (const row of rows) table.push([row.name, ...columns.map(column => number(row[column]))]);
  for (const [own, base] of ratios) {
    if (of(own) === undefined || of(base) === undefined) continue;
    const ratio = column => (column === "findings" ? "" : `×${number(of(own)[column] / of(base)[column])}`);
    table.push([`${own} / ${base}`, ...columns.map(ratio)]);
  }
  const widths = table[0].map((_, i) => Math.max(...table.map(row => row[i].length)));
  const line = row => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join("  ");
  console.log(`\n${title}\n${table.map(line).join("\n")}`);
}

function number(value) {
  if (Number.isNaN(value)) return "–";
  if (Number.isInteger(value)) return String(value);
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

function installPeers() {
  const { dependencies } = JSON.parse(fs.readFileSync(path.join(here, "package.json"), "utf8"));
  if (Object.keys(dependencies).every(name => fs.existsSync(path.join(here, "node_modules", name)))) return;
  console.log("Installing the servers to measure beside (once) …");
  execFileSync("npm", ["install", "--no-audit", "--no-fund"], { cwd: here, stdio: "inherit" });
}

/** The native program itself: the package's start script would add a Node of its own to every figure. */
function rumdlBinary() {
  const found = path.join(here, `node_modules/@rumdl/cli-${process.platform}-${process.arch}/rumdl`);
  return fs.existsSync(found) ? found : fail(`no rumdl for ${process.platform}-${process.arch}`);
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
