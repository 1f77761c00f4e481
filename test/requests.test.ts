/** Whatever is asked wherever and whenever, the server answers or says null: an error would be noise in every editor. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { CallHierarchyItem, Diagnostic, SemanticTokens } from "vscode-languageserver";
import { progressOf } from "../server/src/features/progress";
import { edgeOf } from "../server/src/host/edge";
import { canonicalUri } from "../server/src/host/files";
import { type Client, serve } from "./session";

const EXAMPLES = join(process.cwd(), "examples");

/** Every file of the examples as a fixture, each package closed in one copy and open in the other. */
function examples(folder: string): { source: string; paths: string[] } {
  const paths = readdirSync(join(EXAMPLES, folder), { recursive: true, encoding: "utf8" })
    .filter(path => /\.reg\.(?:md|yaml)$|reglament\.yaml$/.test(path))
    .sort();
  const file = (path: string, at: string) =>
    `//- ${at}${path}\n${readFileSync(join(EXAMPLES, folder, path), "utf8")}\n`;
  const source = paths.map(path => file(path, "") + file(path, "closed/")).join("");
  return { source, paths: paths.flatMap(path => [path, `closed/${path}`]) };
}

/** Asks everything about one place; rejects with the first error. */
async function askAll(client: Client, uri: string, from: Place, to: Place): Promise<void> {
  const textDocument = { uri };
  const place = { textDocument, position: from };
  const range = { start: from, end: to };
  const options = { tabSize: 2, insertSpaces: true };
  const [items, tokens] = await Promise.all([
    client.ask<CallHierarchyItem[] | null>("textDocument/prepareCallHierarchy", place),
    client.ask<SemanticTokens | null>("textDocument/semanticTokens/full", { textDocument }),
    client.ask("textDocument/completion", place),
    client.ask("textDocument/hover", place),
    client.ask("textDocument/definition", place),
    client.ask("textDocument/declaration", place),
    client.ask("textDocument/references", { ...place, context: { includeDeclaration: true } }),
    client.ask("textDocument/documentHighlight", place),
    client.ask("textDocument/selectionRange", { textDocument, positions: [from, to] }),
    client.ask("textDocument/semanticTokens/range", { textDocument, range }),
    client.ask("textDocument/inlayHint", { textDocument, range }),
    client.ask("textDocument/documentSymbol", { textDocument }),
    client.ask("textDocument/foldingRange", { textDocument }),
    client.ask("textDocument/documentLink", { textDocument }),
    client.ask("textDocument/formatting", { textDocument, options }),
    client.ask("textDocument/rangeFormatting", { textDocument, range, options }),
    client.ask("textDocument/onTypeFormatting", { ...place, ch: "\n", options }),
    client.ask("textDocument/codeAction", { textDocument, range, context: { diagnostics: [] } }),
    client.ask("textDocument/diagnostic", { textDocument }),
  ]);
  const previousResultId = tokens?.resultId ?? "none";
  await Promise.all([
    client.ask("textDocument/semanticTokens/full/delta", { textDocument, previousResultId }),
    ...(items ?? []).flatMap(item => [
      client.ask("callHierarchy/incomingCalls", { item }),
      client.ask("callHierarchy/outgoingCalls", { item }),
    ]),
  ]);
}

interface Place {
  readonly line: number;
  readonly character: number;
}

/** Errors that the server logs while `run` asks. */
async function faultsOf(client: Client, run: () => Promise<void>): Promise<string[]> {
  const faults: string[] = [];
  client.connection.onNotification("window/logMessage", ({ type, message }: { type: number; message: string }) => {
    if (type === 1) faults.push(message);
  });
  await run();
  return faults;
}

const PULLING = { textDocument: { diagnostic: {} }, workspace: { workspaceFolders: true } };

describe("requests", () => {
  for (const folder of readdirSync(EXAMPLES).filter(name => !name.endsWith(".md")))
    it(`at random places of open, closed and changing files are answered: ${folder}`, async () => {
      const { source, paths } = examples(folder);
      const client = await serve(source, PULLING);
      try {
        const offset = fc.double({ min: 0, max: 1, noNaN: true });
        const insert = fc.constantFrom("", "п. ", "\n", "1.1. ", "- ", "## ", "---\n", "«", "\u0301", "{ а: [", "|");
        const step = fc.record({ path: fc.constantFrom(...paths), at: offset, length: fc.nat(40), insert });
        const faults = await faultsOf(client, async () => {
          for (const { path, at, length, insert } of fc.sample(step, 8)) {
            const text = client.text(path);
            const from = Math.floor(at * text.getText().length);
            const to = Math.min(text.getText().length, from + length);
            const asked = askAll(client, client.uri(path), text.positionAt(from), text.positionAt(to));
            // the edit comes while the answers are made
            if (!path.startsWith("closed/")) await client.edit(path, from, to, insert);
            await asked;
          }
          await client.ask("workspace/symbol", { query: "пол" });
          await client.ask("workspace/diagnostic", { previousResultIds: [] });
        });
        assert.deepEqual(faults, []);
      } finally {
        client.stop();
      }
    });

  it("at every offset of a small document are answered", async () => {
    const text =
      "---\nдокумент: положение\nроли: { координатор: 1.2 }\n---\n# О клубе (далее – ЧК)\n\n1.1. Координатор, п. 1.2.\n";
    const client = await serve(`//- a.reg.md\n${text}`, PULLING);
    try {
      const faults = await faultsOf(client, async () => {
        const document = client.text("a.reg.md");
        for (let i = 0; i <= document.getText().length; i++)
          await askAll(client, document.uri, document.positionAt(i), document.positionAt(i + 3));
      });
      assert.deepEqual(faults, []);
    } finally {
      client.stop();
    }
  });

  it("about unknown files and places beyond the text are answered", async () => {
    const client = await serve("//- a.reg.md\n# О клубе\n//- b.reg.yaml\nдокумент: план\n", PULLING);
    try {
      const faults = await faultsOf(client, async () => {
        const far = { line: 1e6, character: 1e6 };
        for (const path of ["a.reg.md", "b.reg.yaml"]) await askAll(client, client.uri(path), far, far);
        for (const uri of ["file:///w/нет.reg.md", "file:///w/%E0.reg.md", "untitled:Untitled-1", ""])
          await askAll(client, uri, { line: 0, character: 0 }, far);
      });
      assert.deepEqual(faults, []);
    } finally {
      client.stop();
    }
  });

  it("that throw are logged and answered with null", async () => {
    const logged: string[] = [];
    let handler: ((params: unknown) => unknown) | undefined;
    const connection = {
      console: { error: (message: string) => logged.push(message) },
      languages: { inlayHint: { on: (given: typeof handler) => (handler = given) } },
    };
    const edge = edgeOf(connection as unknown as Parameters<typeof edgeOf>[0]);
    edge.languages.inlayHint.on(() => {
      throw new Error("сбой");
    });
    assert.equal(await handler!({}), null);
    edge.languages.inlayHint.on(async () => {
      throw new Error("поздний сбой");
    });
    assert.equal(await handler!({}), null);
    assert.match(logged.join("\n"), /^on: Error: сбой.*on: Error: поздний сбой/s);
  });
});

describe("a workspace", () => {
  const diagnostics = async (client: Client, path: string) => {
    await client.ask("workspace/diagnostic", { previousResultIds: [] });
    const { items } = await client.ask<{ items: Diagnostic[] }>("textDocument/diagnostic", {
      textDocument: { uri: client.uri(path) },
    });
    return items.map(d => d.code);
  };
  const change = (client: Client, added: string[], removed: string[]) => {
    const folders = (paths: string[]) => paths.map(path => ({ uri: client.uri(path), name: path }));
    const event = { added: folders(added), removed: folders(removed) };
    return client.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event });
  };
  const files = `//- a/one.reg.md
---
документ: положение
---
# О клубе

[Список](../closed/list.reg.md)
//- closed/list.reg.md
# Список
`;

  it("knows the files of a folder when it is added and forgets them when it is removed", async () => {
    const client = await serve(files, PULLING, ["a"]);
    try {
      assert.ok((await diagnostics(client, "a/one.reg.md")).includes("ref-file"));
      await change(client, ["closed"], []);
      await settled(async () => !(await diagnostics(client, "a/one.reg.md")).includes("ref-file"));
      await change(client, [], ["closed"]);
      await settled(async () => (await diagnostics(client, "a/one.reg.md")).includes("ref-file"));
      assert.equal(
        await client.ask("textDocument/documentSymbol", { textDocument: { uri: client.uri("closed/list.reg.md") } }),
        null,
      );
    } finally {
      client.stop();
    }
  });

  it("knows a file however its editor spells the URI", () => {
    const canonical = "file:///c%3A/%D0%90%20%21%28/a.reg.md";
    for (const uri of ["file:///C:/А !(/a.reg.md", "file:///c%3a/%d0%90%20!(/a.reg.md", canonical])
      assert.equal(canonicalUri(uri), canonical);
    for (const uri of ["untitled:Untitled-1", "file:///%E0", ""]) assert.equal(canonicalUri(uri), uri);
  });
});

describe("progress", () => {
  it("is shown for what takes long, counted and stopped by the user", async () => {
    const told: unknown[] = [];
    const token = { isCancellationRequested: false };
    const reporter = {
      token,
      begin: (title: string) => told.push(title),
      report: (percent: number, message: string) => told.push(`${percent} % ${message}`),
      done: () => told.push("done"),
    };
    const connection = { window: { createWorkDoneProgress: async () => reporter } };
    const start = () =>
      progressOf(connection as unknown as Parameters<typeof progressOf>[0], "Чтение документов…", 1000);
    const short = start();
    short.at(500);
    short.done();
    assert.deepEqual(told, []);
    const long = start();
    await new Promise(resolve => setTimeout(resolve, 320));
    long.at(300);
    await new Promise(resolve => setTimeout(resolve, 0));
    long.at(350);
    assert.equal(long.cancelled, false);
    token.isCancellationRequested = true;
    assert.equal(long.cancelled, true);
    long.done();
    assert.deepEqual(told, ["Чтение документов…", "35 % 350 из 1000", "done"]);
  });
});

/** Files are read beside the requests: waits at most 5 s. */
async function settled(holds: () => Promise<boolean>): Promise<void> {
  for (const until = Date.now() + 5_000; Date.now() < until; ) {
    if (await holds()) return;
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  assert.fail("not in 5 s");
}
