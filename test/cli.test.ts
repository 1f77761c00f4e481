/** The command line as it is built: what it prints, its exit codes, and bad input of every kind. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { CLI, commandLine } from "./command-line";
import { slow } from "./runs";

slow("cli", function () {
  this.timeout(60_000);
  const { put, run, found, at } = commandLine();
  const gap = "## 1. Общие\n\n1.1. А.\n\n1.3. Б.\n";

  it("helps on every level", async () => {
    for (const args of [["--help"], ["check", "--help"], ["check", "-h"], ["lsp", "--help"], ["help"]]) {
      const { code, out, err } = await run(...args);
      assert.equal(code, 0, args.join(" "));
      assert.match(out, /reglament check \[файлы и папки…\]/);
      assert.equal(err, "");
    }
    const version = JSON.parse(readFileSync(join(process.cwd(), "package.json"), "utf8")).version as string;
    assert.equal((await run("--version")).out, `${version}\n`);
  });

  it("says in Russian what it didn't understand, with code 2", async () => {
    put({ "заметка.md": "Текст.\n" });
    const cases: [string[], RegExp][] = [
      [[], /reglament check/],
      [["chek"], /Команды «chek» нет/],
      [["check", "--foo"], /^Параметры не поняты: такого параметра нет: --foo\./],
      [["check", "--format"], /^Параметры не поняты: у параметра не то значение: --format/],
      [["check", "--format", "xml"], /--format бывает pretty или json/],
      [["check", "--fail-on", "x"], /--fail-on/],
      [["check", "--fail-on", "constructor"], /--fail-on/],
      [["check", "нет такой папки"], /^Файл или папка не найдены: нет такой папки/],
      [["check", "заметка.md"], /^Это не документ: заметка\.md\./],
    ];
    for (const [args, message] of cases) {
      const { code, out, err } = await run(...args);
      assert.equal(code, 2, args.join(" "));
      assert.equal(out, "");
      assert.match(err, message);
    }
  });

  it("prints findings in columns and counts them", async () => {
    put({ "Школа № 1/a.reg.md": `${gap}\n1.4. Клуб "Книголюб".\n\n1.5 В.\n` });
    const { code, out } = await run("check");
    assert.equal(code, 1);
    assert.equal(
      out,
      [
        "Школа № 1/a.reg.md",
        "  5:1      ошибка          После пункта 1.1 идёт 1.3: номер 1.2 пропущен.  number-gap",
        "  7:11     подсказка       В документе ставят кавычки «ёлочки».  typography",
        "  9:1      предупреждение  После номера 1.5 нет точки, а у остальных пунктов она есть.  number-format",
        "",
        "Проверено файлов: 1; ошибок: 1, предупреждений: 1, сведений: 0, подсказок: 1.",
        "",
      ].join("\n"),
    );
  });

  it("gives LSP diagnostics as JSON", async () => {
    put({ "a.reg.md": gap });
    const { code, out } = await run("check", "--format", "json", "a.reg.md");
    assert.equal(code, 1);
    assert.deepEqual(JSON.parse(out), {
      files: [
        {
          path: "a.reg.md",
          diagnostics: [
            {
              range: { start: { line: 4, character: 0 }, end: { line: 4, character: 4 } },
              severity: 1,
              code: "number-gap",
              source: "reglament",
              message: "После пункта 1.1 идёт 1.3: номер 1.2 пропущен.",
            },
          ],
        },
      ],
      summary: { files: 1, errors: 1, warnings: 0, infos: 0, hints: 0 },
    });
  });

  it("documents whose contents were let go are read again for their neighbours", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [
        `${String(i).padStart(2, "0")}.reg.md`,
        `## 1. Общие\n\n1.1. Срок указан в пункте 1.2 [положения](${String(59 - i).padStart(2, "0")}.reg.md).\n\n1.3. Б.\n`,
      ]),
    );
    put(files);
    const whole = await found();
    const alone = await Promise.all(["00", "59"].map(name => found(`${name}.reg.md`)));
    for (const { list } of alone) {
      assert.ok(list.length);
      for (const finding of list) assert.ok(whole.list.includes(finding), finding);
    }
  });

  it("the exit code follows --fail-on", async () => {
    put({ "a.reg.md": "## 1. Общие\n\n1.1. А.\n\n1.2. Б.\n\n1.3 В.\n" });
    for (const [level, code] of [
      ["error", 0],
      ["warning", 1],
      ["information", 1],
    ] as const)
      assert.equal((await run("check", "--fail-on", level)).code, code, level);
    put({ "a.reg.md": "## 1. Общие\n\n1.1. А.\n" });
    assert.equal((await run("check", "--fail-on", "hint")).code, 0);
  });

  it("--fix keeps line ends and BOM, and references of other files follow", async () => {
    put({
      "a.reg.md": `\ufeff${gap}`.replaceAll("\n", "\r\n"),
      "b.reg.md": "# Положение о клубе\n\nПо [п. 1.3](a.reg.md#1.3).\n",
    });
    const { out } = await run("check", "--fix", "a.reg.md");
    assert.match(out, /ошибок: 0/);
    assert.equal(readFileSync(at("a.reg.md"), "utf8"), `\ufeff${gap.replace("1.3", "1.2")}`.replaceAll("\n", "\r\n"));
    assert.equal(readFileSync(at("b.reg.md"), "utf8"), "# Положение о клубе\n\nПо [п. 1.2](a.reg.md#1.2).\n");
  });

  it("files of other encodings and binary ones get one finding and stay as they are", async () => {
    const cp1251 = Uint8Array.from(
      [...gap].map(c => (c >= "А" && c <= "я" ? c.charCodeAt(0) - 0x350 : c.charCodeAt(0))),
    );
    const files = {
      "1251.reg.md": cp1251,
      "binary.reg.md": Uint8Array.from({ length: 5000 }, (_, i) => (i * 73) % 256),
      "reglament.yaml": cp1251,
      "utf16.reg.md": Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(gap, "utf16le")]),
      "utf16be.reg.md": Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(gap, "utf16le").swap16()]),
    };
    put(files);
    const { code, list } = await found("--fix");
    assert.equal(code, 1);
    assert.deepEqual(
      list,
      Object.keys(files).map(name => `${name} file-encoding`),
    );
    for (const [name, bytes] of Object.entries(files))
      assert.ok(readFileSync(at(name)).equals(Buffer.from(bytes)), name);
  });

  it("an empty file and 10 MB in one line are read", async () => {
    const line = "1.1. Клуб собирается по плану (п. 2.3), «когда» – решает совет; ";
    put({ "empty.reg.md": "", "long.reg.md": line.repeat(1 + 10_000_000 / Buffer.byteLength(line)) });
    const { report } = await found();
    assert.deepEqual(
      report.files.map(f => f.path),
      ["empty.reg.md", "long.reg.md"],
    );
  });

  it("documents that approve and append each other in a ring are checked", async () => {
    const head = (keys: string) =>
      `---\nдокумент: положение\n${keys}\n---\n\n# Положение о клубе\n\n## 1. Общие\n\n1.1. А.\n\n1.3. Б.\n`;
    put({
      "a.reg.md": head("утверждено: b.reg.md\nоснование: b.reg.md"),
      "b.reg.md": head("приложение к: a.reg.md\nоснование: a.reg.md\nутверждено: b.reg.md"),
      "c.reg.md": head("приложение к: c.reg.md\nоснование: c.reg.md\nутверждено: c.reg.md"),
    });
    const { list } = await found();
    for (const name of ["a", "b", "c"]) assert.ok(list.includes(`${name}.reg.md number-gap`), name);
  });

  it("a broken profile and broken YAML are told, and the rest is checked", async () => {
    put({
      "reglament.yaml": "организация: [\nправила:\n  number-gap: никогда\n",
      "x/reglament.yaml": "правила:\n  number-gap: никогда\nпрофили: [профили/профиль.yaml, профили/нет.yaml]\n",
      "x/профили/профиль.yaml": "документ: памятка\nразделы: 5\n",
      "x/a.reg.md": `---\nдокумент: положение\nгрифы: [\n---\n\n${gap}`,
    });
    const { list, report } = await found();
    assert.ok(list.includes("reglament.yaml front-matter-invalid"));
    assert.ok(list.includes("x/a.reg.md front-matter-invalid") && list.includes("x/a.reg.md number-gap"));
    const said = report.files
      .find(f => f.path === "x/reglament.yaml")!
      .diagnostics.map(d => d.message)
      .join("\n");
    for (const word of ["никогда", "профиль.yaml", "нет.yaml"]) assert.ok(said.includes(word), `${word}: ${said}`);
  });

  it("a file that can't be read costs itself only", async () => {
    put({ "a.reg.md": gap });
    // A socket has a name and no text, for whoever runs the test.
    const socket = createServer().listen(at("b.reg.md"));
    await new Promise(resolve => socket.once("listening", resolve));
    const { code, out, err } = await run("check", "a.reg.md", "b.reg.md");
    socket.close();
    assert.equal(code, 2);
    assert.match(err, /^Не удалось прочитать b\.reg\.md: /);
    assert.match(out, /number-gap/);
  });

  it("speaks the protocol over stdio, and ends with its client", async () => {
    const server = spawn(process.execPath, [CLI, "lsp"], { cwd: at("") });
    const chunks: Buffer[] = [];
    server.stdout.on("data", chunk => chunks.push(chunk));
    const send = (message: object) => {
      const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
      server.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
      server.stdin.write(body);
    };
    const uri = "file:///w/a.reg.md";
    const textDocument = { uri, languageId: "reglament", version: 1, text: gap };
    send({ id: 1, method: "initialize", params: { processId: null, rootUri: null, capabilities: {} } });
    send({ method: "initialized", params: {} });
    send({ method: "textDocument/didOpen", params: { textDocument } });
    send({ id: 2, method: "textDocument/documentSymbol", params: { textDocument: { uri } } });
    send({ id: 3, method: "shutdown" });
    send({ method: "exit" });
    assert.equal(await new Promise(resolve => server.on("close", resolve)), 0);
    const answers = new Map<number, string>();
    for (let rest = Buffer.concat(chunks); rest.length; ) {
      const head = /^Content-Length: (\d+)\r\n\r\n/.exec(rest.toString("latin1"))!;
      const end = head[0].length + Number(head[1]);
      const message = JSON.parse(rest.toString("utf8", head[0].length, end)) as { id?: number; result?: unknown };
      if (message.id !== undefined) answers.set(message.id, JSON.stringify(message.result));
      rest = rest.subarray(end);
    }
    assert.deepEqual([...answers.keys()], [1, 2, 3]);
    assert.match(answers.get(2)!, /"name":"1\. Общие".*"name":"1\.3\. Б\."/);
  });
});
