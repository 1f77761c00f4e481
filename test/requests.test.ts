/** Whatever is asked wherever and whenever, the server answers or says null: an error would be noise in every editor. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { Diagnostic } from "vscode-languageserver";
import { progressOf } from "../server/src/features/progress";
import { canonicalUri } from "../server/src/host/files";
import { askAll, forgotten } from "./questions";
import { slow } from "./runs";
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

/** Names that a renaming is asked for: of every kind, and none. */
const NAMES = [
  "куратор",
  "рабочая комиссия",
  "ЧК",
  "1.3",
  "3",
  "Ковалёва А.П.",
  "новый.reg.md",
  "О кружке",
  "",
  "«[|",
  "💥",
];

/** Errors that the server logs while `run` asks. */
async function faultsOf(client: Client, run: () => Promise<void>): Promise<string[]> {
  const faults: string[] = [];
  client.connection.onNotification("window/logMessage", ({ type, message }: { type: number; message: string }) => {
    if (type === 1) faults.push(message);
  });
  await run();
  return faults;
}

/** A client that does everything, with every lens turned on. */
async function started(source: string): Promise<Client> {
  const client = await serve(source, {
    ...PULLING,
    workspace: {
      ...PULLING.workspace,
      configuration: true,
      workspaceEdit: { documentChanges: true, resourceOperations: ["rename"], changeAnnotationSupport: {} },
    },
  });
  const on = { enabled: true, references: { enabled: true }, sections: { enabled: true } };
  client.connection.onRequest("workspace/configuration", () => [on]);
  return client;
}

const PULLING = { textDocument: { diagnostic: {} }, workspace: { workspaceFolders: true } };

slow("requests", () => {
  for (const folder of readdirSync(EXAMPLES).filter(name => !name.endsWith(".md")))
    it(`at random places of open, closed and changing files are answered: ${folder}`, async () => {
      const { source, paths } = examples(folder);
      const client = await started(source);
      try {
        const offset = fc.double({ min: 0, max: 1, noNaN: true });
        const insert = fc.constantFrom("", "п. ", "\n", "1.1. ", "- ", "## ", "---\n", "«", "\u0301", "{ а: [", "|");
        const name = fc.constantFrom(...NAMES);
        const step = fc.record({ path: fc.constantFrom(...paths), at: offset, length: fc.nat(40), insert, name });
        const faults = await faultsOf(client, async () => {
          for (const { path, at, length, insert, name } of fc.sample(step, 8)) {
            const text = client.text(path);
            const from = Math.floor(at * text.getText().length);
            const to = Math.min(text.getText().length, from + length);
            const [uri, start, end] = [client.uri(path), text.positionAt(from), text.positionAt(to)];
            const asked = askAll(client, { uri, from: start, to: end, name });
            // the edit comes while the answers are made
            if (!path.startsWith("closed/")) await client.edit(path, from, to, insert);
            await asked;
          }
        });
        assert.deepEqual(faults, []);
      } finally {
        client.stop();
      }
    });

  it("at every offset of a small document are answered", async () => {
    const text =
      "---\nдокумент: положение\nроли: { координатор: 1.2 }\n---\n# О клубе (далее – ЧК)\n\n1.1. Координатор, п. 1.2.\n";
    const client = await started(`//- a.reg.md\n${text}`);
    try {
      const asked = new Set<string>();
      const faults = await faultsOf(client, async () => {
        const document = client.text("a.reg.md");
        const { uri } = document;
        for (let i = 0; i <= document.getText().length; i++) {
          const [from, to] = [document.positionAt(i), document.positionAt(i + 3)];
          await askAll(client, { uri, from, to, name: NAMES[i % NAMES.length]! }, asked);
        }
      });
      assert.deepEqual(faults, []);
      assert.deepEqual(forgotten(client.capabilities, asked), []);
    } finally {
      client.stop();
    }
  });

  it("about unknown files and places beyond the text are answered", async () => {
    const client = await started("//- a.reg.md\n# О клубе\n//- b.reg.yaml\nдокумент: план\n");
    try {
      const faults = await faultsOf(client, async () => {
        const far = { line: 1e6, character: 1e6 };
        const name = "куратор";
        for (const path of ["a.reg.md", "b.reg.yaml"])
          await askAll(client, { uri: client.uri(path), from: far, to: far, name });
        for (const uri of ["file:///w/нет.reg.md", "file:///w/%E0.reg.md", "untitled:Untitled-1", ""])
          await askAll(client, { uri, from: { line: 0, character: 0 }, to: far, name });
      });
      assert.deepEqual(faults, []);
    } finally {
      client.stop();
    }
  });

  it("leave alone what an editor sends as plain Markdown or YAML and isn't a document of ours", async () => {
    const client = await serve("//- a.reg.md\n# О клубе\n", PULLING);
    try {
      const findings = async (name: string, languageId: string) => {
        const uri = `file:///w/${name}`;
        const text = "# О клубе\n\n1.1. По п. 9.9  -  да\n";
        await client.connection.sendNotification("textDocument/didOpen", {
          textDocument: { uri, languageId, version: 1, text },
        });
        const params = { textDocument: { uri } };
        const { items } = await client.ask<{ items: Diagnostic[] }>("textDocument/diagnostic", params);
        await client.connection.sendNotification("textDocument/didClose", params);
        return items.length;
      };
      assert.equal(await findings("README.md", "markdown"), 0);
      assert.equal(await findings("ci.yaml", "yaml"), 0);
      assert.notEqual(await findings("b.reg.md", "markdown"), 0);
      assert.notEqual(await findings("Untitled-1", "reglament"), 0);
    } finally {
      client.stop();
    }
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

  it("checks a document again when another one that it relies on changes, and only then", async () => {
    const client = await serve(
      `//- polozhenie.reg.md
---
документ: положение
---
# Положение о клубе

## 2. Задачи

2.1. Задачи клуба:

2.1.1. проведение встреч;
2.1.2. помощь новичкам.

## 3. Работа

3.1. Клуб ведёт журнал.
//- plan.reg.yaml
документ: план
основание: polozhenie.reg.md
учебный год: 2026/2027
мероприятия:
  - { мероприятие: Встреча, задача: 2.1.1, срок: май, ответственный: Директор }
  - { мероприятие: Помощь, задача: 2.1.3, срок: май, ответственный: Директор }
//- reglament.yaml
правила:
  list-punctuation: сведение
`,
      PULLING,
    );
    const pull = (path: string) =>
      client.ask<{ resultId: string; items: Diagnostic[] }>("textDocument/diagnostic", {
        textDocument: { uri: client.uri(path) },
      });
    const codes = async (path: string) => (await pull(path)).items.map(d => d.code);
    const at = (path: string, words: string) => client.text(path).getText().indexOf(words);
    try {
      const before = await pull("plan.reg.yaml");
      assert.ok(before.items.some(d => d.code === "plan-task-unknown"));
      await client.edit(
        "polozhenie.reg.md",
        at("polozhenie.reg.md", " журнал"),
        at("polozhenie.reg.md", " журнал"),
        " свой",
      );
      assert.equal((await pull("plan.reg.yaml")).resultId, before.resultId);
      const task = at("polozhenie.reg.md", "2.1.2. помощь");
      await client.edit("polozhenie.reg.md", task, task + 6, "2.1.3.");
      assert.ok(!(await codes("plan.reg.yaml")).includes("plan-task-unknown"));
      const cell = at("plan.reg.yaml", "2.1.3");
      await client.edit("plan.reg.yaml", cell, cell + 5, "2.1.4");
      assert.ok((await codes("plan.reg.yaml")).includes("plan-task-unknown"));
      const level = at("reglament.yaml", "list-punctuation: сведение");
      await client.edit("reglament.yaml", level, level + 26, "plan-task-unknown: нет");
      assert.ok(!(await codes("plan.reg.yaml")).includes("plan-task-unknown"));
    } finally {
      client.stop();
    }
  });

  it("clears the findings of a file that went while it was open", async () => {
    const client = await serve("//- a/one.reg.md\n# О клубе\n\n1.1. А.\n\n1.3. Б.\n", PULLING);
    const uri = client.uri("a/one.reg.md");
    type Report = { uri: string; resultId: string; items: Diagnostic[] };
    const reported = async (previousResultIds: { uri: string; value: string }[]) =>
      (await client.ask<{ items: Report[] }>("workspace/diagnostic", { previousResultIds })).items;
    try {
      assert.ok((await reported([]))[0]!.items.length);
      client.forget("a/one.reg.md");
      await client.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
      await settled(async () => (await reported([]))[0]?.items.length === 0);
      const [{ resultId: value }] = (await reported([])) as [Report];
      assert.deepEqual(await reported([{ uri, value }]), []);
    } finally {
      client.stop();
    }
  });

  it("knows what day it is before a document is opened, and the next day after midnight", async () => {
    const Clock = Date;
    let now: string | undefined = "2020-09-10T23:59:00";
    globalThis.Date = class extends Clock {
      constructor(value?: string | number) {
        super(value ?? now ?? Clock.now());
      }
    } as DateConstructor;
    const client = await serve(
      `//- closed/grafik.reg.yaml
документ: график
учебный год: 2020/2021
заседания:
  - { номер: 1, дата: 2020-09-10, тема: План работы }
`,
      PULLING,
    );
    try {
      assert.ok(!(await diagnostics(client, "closed/grafik.reg.yaml")).includes("minutes-missing"));
      now = undefined;
      assert.ok((await diagnostics(client, "closed/grafik.reg.yaml")).includes("minutes-missing"));
    } finally {
      globalThis.Date = Clock;
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
