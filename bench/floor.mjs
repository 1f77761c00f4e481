/**
 * The floor of a measurement: a language server that keeps the text, parses it as Markdown incrementally
 * and answers that nothing is wrong, and null to every other request. No server with a parse of its own can be quicker on this machine.
 */
import { TreeFragment } from "@lezer/common";
import { GFM, parser } from "@lezer/markdown";
import { frame, reader } from "./lsp.mjs";

const markdown = parser.configure([GFM]);
let text = "";
let fragments = [];

process.stdin.on("data", reader(handle));
process.stdin.on("end", () => process.exit(0));

function handle(message) {
  const { id, method, params } = message;
  if (method === "exit") process.exit(0);
  if (method === "textDocument/didOpen") parse(params.textDocument.text, []);
  if (method === "textDocument/didChange") params.contentChanges.forEach(change);
  if (id !== undefined && method !== undefined) send({ id, result: results[method] ?? null });
}

const results = {
  initialize: {
    capabilities: {
      textDocumentSync: { openClose: true, change: 2 },
      documentSymbolProvider: true,
      foldingRangeProvider: true,
      completionProvider: {},
      hoverProvider: true,
      definitionProvider: true,
      referencesProvider: true,
      renameProvider: true,
      semanticTokensProvider: { legend: { tokenTypes: [], tokenModifiers: [] }, full: true },
      diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false },
    },
  },
  "textDocument/diagnostic": { kind: "full", items: [] },
};

function send(message) {
  process.stdout.write(frame(message));
}

function change({ range, text: inserted }) {
  const from = offsetAt(range.start);
  const to = offsetAt(range.end);
  const kept = TreeFragment.applyChanges(fragments, [
    { fromA: from, toA: to, fromB: from, toB: from + inserted.length },
  ]);
  parse(text.slice(0, from) + inserted + text.slice(to), kept);
}

function parse(next, kept) {
  text = next;
  fragments = TreeFragment.addTree(markdown.parse(text, kept), kept);
}

function offsetAt({ line, character }) {
  let at = 0;
  for (let i = 0; i < line; i++) at = text.indexOf("\n", at) + 1;
  return at + character;
}
