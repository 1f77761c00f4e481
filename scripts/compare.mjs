/**
 * `node scripts/compare.mjs OLD NEW FOLDER…`: what two builds of the server answer for the same folders, compared byte by
 * byte. OLD and NEW are checkouts with `dist/`. Per document: findings, every fix, renaming of each name, pages and
 * pictures, calendar file, remarks, what is left before signing, companions, numbering, operations on clauses, addresses,
 * outline, colours, hovers, formatting. A `*.txt` in a folder is pasted into an empty regulation first, with the old build.
 * Prints the documents and answers that differ; ends with 1 if any does.
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { startServer } from "../bench/lsp.mjs";

const [oldTree, newTree, ...folders] = process.argv.slice(2);
if (!folders.length) {
  console.error("node scripts/compare.mjs OLD NEW FOLDER…");
  process.exit(2);
}
const isDocument = name => /\.reg\.(?:md|ya?ml)$/.test(name) || name === "reglament.yaml";
const files = dir =>
  fs
    .readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter(e => e.isFile())
    .map(e => path.join(e.parentPath, e.name))
    .sort();

/** A server on a folder, as an editor starts it. */
async function serve(tree, folder) {
  const uri = pathToFileURL(folder).href;
  const server = startServer([process.execPath, path.join(tree, "dist/server/node.js"), "--stdio"], {
    cwd: folder,
    answer: () => null,
  });
  await server.request("initialize", {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: "compared" }],
    capabilities: {
      workspace: { workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} } },
      textDocument: {
        diagnostic: {},
        codeAction: {
          codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
          resolveSupport: { properties: ["edit"] },
          dataSupport: true,
        },
      },
    },
    initializationOptions: { clientCommands: true },
  });
  server.notify("initialized", {});
  await server.request("reglament/ready");
  return server;
}

/** Every text document that paste makes of the raw texts of a folder, beside copies of its documents. */
async function prepared(folder) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "compared-"));
  fs.cpSync(folder, dir, { recursive: true });
  const texts = files(dir).filter(f => f.endsWith(".txt"));
  if (!texts.length) return dir;
  const server = await serve(oldTree, dir);
  for (const file of texts) {
    const uri = pathToFileURL(file.replace(/\.txt$/, ".reg.md")).href;
    const head = "---\nдокумент: положение\n---\n\n";
    server.notify("textDocument/didOpen", { textDocument: { uri, languageId: "reglament", version: 1, text: head } });
    const at = { line: 4, character: 0 };
    const text = fs.readFileSync(file, "utf8");
    const pasted = await server.request("reglament/paste", { uri, range: { start: at, end: at }, text });
    fs.writeFileSync(file.replace(/\.txt$/, ".reg.md"), head + (pasted?.text ?? text));
  }
  await server.stop();
  return dir;
}

/** What a server says of one document, by question. */
async function answersOf(server, file, root) {
  const uri = pathToFileURL(file).href;
  const text = fs.readFileSync(file, "utf8");
  const lines = text.split(/\r?\n/);
  const doc = { textDocument: { uri } };
  const answers = {};
  const ask = async (name, method, params) => {
    try {
      answers[name] = await server.request(method, params);
    } catch (error) {
      answers[name] = `error ${error.code}: ${error.message.split("\n")[0]}`;
    }
    return answers[name];
  };
  server.notify("textDocument/didOpen", {
    textDocument: { uri, languageId: file.endsWith(".md") ? "reglament" : "reglament-yaml", version: 1, text },
  });
  const findings = await server.findings(uri, 1, true);
  answers.findings = findings;
  for (const [i, diagnostic] of findings.entries()) {
    const context = { diagnostics: [diagnostic] };
    const actions = await ask(`fix ${i}`, "textDocument/codeAction", { ...doc, range: diagnostic.range, context });
    for (const [j, action] of (Array.isArray(actions) ? actions : []).entries())
      if (!action.edit && action.data) await ask(`fix ${i}.${j}`, "codeAction/resolve", action);
  }
  for (const view of ["page", "timeline", "matrix", "meetings"]) await ask(view, "reglament/preview", { uri, view });
  await ask("calendar", "reglament/calendarFile", { uri, stamp: "2026-01-01T00:00:00Z" });
  await ask("remarks", "reglament/remarks", { uri });
  await ask("remarks page", "reglament/remarksPage", { uri, links: false });
  await ask("ready", "reglament/readyToSign", { uri, scope: "package" });
  for (const [i, { uri: from, type, row }] of (
    (await ask("companions", "reglament/companions", { uri })) ?? []
  ).entries())
    await ask(`companion ${i}`, "reglament/companion", { uri: from, type, row });
  await ask("package", "reglament/packageDocuments", { uri });
  await ask("renumber", "reglament/renumber", { uri });
  await ask("outline", "textDocument/documentSymbol", doc);
  await ask("tokens", "textDocument/semanticTokens/full", doc);
  await ask("folding", "textDocument/foldingRange", doc);
  await ask("links", "textDocument/documentLink", doc);
  await ask("lenses", "textDocument/codeLens", doc);
  await ask("format", "textDocument/formatting", { ...doc, options: { tabSize: 2, insertSpaces: true } });
  for (let line = 0; line < lines.length; line++) {
    if (!lines[line].trim()) continue;
    const at = { line, character: Math.min(6, lines[line].length) };
    if (/^\s*(?:[-*]\s+)?\d+\.|^#/.test(lines[line]))
      for (const operation of "insertAfter moveUp moveDown demote promote split join renumberSection".split(" "))
        await ask(`${operation} ${line}`, "reglament/clauseEdit", { uri, version: 1, position: at, operation });
    await ask(`enter ${line}`, "reglament/onEnter", {
      uri,
      version: 1,
      position: { line, character: lines[line].length },
    });
    if (line % 7 === 0) await ask(`address ${line}`, "reglament/address", { uri, position: at });
    // Every word: what is known of it, and what becomes of its names.
    for (const word of lines[line].matchAll(/[\p{L}\d][\p{L}\d.-]*/gu)) {
      const position = { line, character: word.index + 1 };
      if ((line * 31 + word.index) % 5) continue;
      await ask(`hover ${line}:${word.index}`, "textDocument/hover", { ...doc, position });
      const renamable = await ask(`name ${line}:${word.index}`, "textDocument/prepareRename", { ...doc, position });
      if (!renamable || typeof renamable === "string") continue;
      const newName = /^\d/.test(renamable.placeholder ?? "") ? "7.7" : "ответственный координатор";
      await ask(`rename ${line}:${word.index}`, "textDocument/rename", { ...doc, position, newName });
    }
  }
  server.notify("textDocument/didClose", doc);
  const noise = /"resultId":"[^"]*",?/g;
  return JSON.parse(JSON.stringify(answers).replaceAll(pathToFileURL(root).href, "").replace(noise, ""));
}

let differing = 0;
let documents = 0;
let compared = 0;
for (const folder of folders) {
  const dir = await prepared(path.resolve(folder));
  const [before, after] = await Promise.all([serve(oldTree, dir), serve(newTree, dir)]);
  for (const file of files(dir).filter(f => isDocument(path.basename(f)))) {
    documents++;
    const [a, b] = await Promise.all([answersOf(before, file, dir), answersOf(after, file, dir)]);
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      compared++;
      const [was, is] = [JSON.stringify(a[key]), JSON.stringify(b[key])];
      if (was === is) continue;
      differing++;
      let at = 0;
      while (was?.[at] === is?.[at] && at < (was?.length ?? 0)) at++;
      console.log(
        `${path.relative(dir, file)}: ${key}\n  − ${was?.slice(Math.max(0, at - 80), at + 160)}\n  + ${is?.slice(Math.max(0, at - 80), at + 160)}`,
      );
    }
  }
  await Promise.all([before.stop(), after.stop()]);
  fs.rmSync(dir, { recursive: true });
}
console.log(`${documents} documents, ${compared} answers compared, ${differing} differ`);
process.exitCode = differing ? 1 : 0;
