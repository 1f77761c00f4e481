/** The command line and the files it reads and writes: no word is lost, whatever happens meanwhile. */
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  watch,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CLI, commandLine } from "./command-line";
import { slow } from "./runs";

const isRoot = process.getuid?.() === 0;
const isPosix = process.platform !== "win32";
/** A test for systems that have what it needs. */
const where = (has: boolean) => (title: string, body: Mocha.Func | Mocha.AsyncFunc) => {
  if (has) it(title, body);
};
const whereModes = where(isPosix);
const whereBytes = where(process.platform === "linux");
const whereMounts = where(isRoot && spawnSync("unshare", ["-m", "true"]).status === 0);
const gap = "## 1. Общие\n\n1.1. А.\n\n1.3. Б.\n";
const mended = gap.replace("1.3", "1.2");

slow("files", function () {
  this.timeout(60_000);
  const { at, put, run, runWith } = commandLine();
  const text = (name: string): string => readFileSync(at(name), "utf8");

  describe("writing", () => {
    whereModes("a fixed file keeps its mode, and a link stays a link", async () => {
      put({ "real/a.reg.md": gap, "real/reglament.yaml": "" });
      chmodSync(at("real/a.reg.md"), 0o640);
      if (isRoot) chownSync(at("real/a.reg.md"), 65_534, 65_534);
      symlinkSync("real/a.reg.md", at("b.reg.md"));
      await run("check", "--fix", "b.reg.md");
      assert.ok(lstatSync(at("b.reg.md")).isSymbolicLink());
      assert.equal(text("real/a.reg.md"), mended);
      const { mode, uid, gid } = statSync(at("real/a.reg.md"));
      assert.equal(mode & 0o777, 0o640);
      if (isRoot) assert.deepEqual([uid, gid], [65_534, 65_534]);
      assert.deepEqual(readdirSync(at("real")).sort(), ["a.reg.md", "reglament.yaml"]);
    });

    it("a killed --fix leaves the old text or the new one, never a part", async function () {
      this.timeout(120_000);
      // Some megabytes, so that writing takes its time.
      const clause = (n: number, word: string) =>
        `1.${n}. ${word} ${"Совет обсуждает план работы на год. ".repeat(60)}\n`;
      const body = Array.from({ length: 60 }, (_, n) => clause(n + 1, "Пункт.")).join("\n");
      const before = `## 1. Общие\n\n${body}\n1.62. Конец.\n`;
      put({ "a.reg.md": before });
      const started = Date.now();
      assert.equal((await run("check", "--fix", "a.reg.md")).code, 0);
      const whole = Date.now() - started;
      const after = text("a.reg.md");
      assert.equal(after, before.replace("1.62.", "1.61."));
      const seen = { before: 0, after: 0, killed: 0, writing: 0 };
      for (let n = 0; n < 36; n++) {
        put({ "a.reg.md": before });
        const child = spawn(process.execPath, [CLI, "check", "--fix", "a.reg.md"], { cwd: at(""), stdio: "ignore" });
        const gone = new Promise<NodeJS.Signals | null>(resolve =>
          child.on("exit", (_code, signal) => resolve(signal)),
        );
        const kill = () => child.kill("SIGKILL");
        // Every other one while the new file is being written.
        const watcher = n % 2 ? watch(at(""), () => setTimeout(kill, n % 3)) : undefined;
        const timer = n % 2 ? undefined : setTimeout(kill, Math.random() * whole);
        const signal = await gone;
        watcher?.close();
        clearTimeout(timer);
        if (signal) seen.killed++;
        const now = text("a.reg.md");
        assert.ok(now === before || now === after, `run ${n}: ${now.length} of ${before.length} units`);
        seen[now === before ? "before" : "after"]++;
        const rest = readdirSync(at("")).filter(name => name !== "a.reg.md");
        if (rest.length) seen.writing++;
        for (const name of rest) {
          assert.match(name, /^\.reglament-[0-9a-f]{16}\.tmp$/);
          rmSync(at(name));
        }
      }
      assert.ok(seen.killed >= 15 && seen.before >= 5, JSON.stringify(seen));
    });

    it("what a killed run left behind is no document", async () => {
      put({ "a.reg.md": mended, ".reglament-0123456789abcdef.tmp": gap });
      assert.match((await run("check")).out, /Проверено файлов: 1;/);
    });

    whereModes("a file too large for the writer stays as it was, and is named", async () => {
      const long = gap.replace("А.", `А.${" Совет готовит план работы.".repeat(20_000)}`);
      put({ "a.reg.md": long });
      // `ulimit -f` stands in for a full disk: the write breaks off in the middle.
      const { status, stdout, stderr } = spawnSync(
        "bash",
        ["-c", `trap '' XFSZ; ulimit -f 100; exec "$@"`, "bash", process.execPath, CLI, "check", "--fix", "a.reg.md"],
        { cwd: at(""), encoding: "utf8" },
      );
      assert.equal(status, 2, stderr);
      assert.match(stderr, /^Не удалось записать a\.reg\.md: файл больше, чем здесь разрешено/);
      assert.match(stdout, /number-gap/);
      assert.match(stdout, /ошибок: 1/);
      assert.equal(text("a.reg.md"), long);
      assert.deepEqual(readdirSync(at("")), ["a.reg.md"]);
    });

    whereMounts("a full disk leaves the old file", () => {
      // Only root may mount one; elsewhere the limit above shows the same path.
      const disk = mkdtempSync(join(tmpdir(), "reglament-disk-"));
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", disk]);
      try {
        const long = gap.replace("А.", `А.${" Совет готовит план работы.".repeat(13_000)}`);
        writeFileSync(join(disk, "a.reg.md"), long);
        const { status, stderr } = spawnSync(process.execPath, [CLI, "check", "--fix"], {
          cwd: disk,
          encoding: "utf8",
        });
        assert.equal(status, 2, stderr);
        assert.match(stderr, /^Не удалось записать a\.reg\.md: на диске нет места/);
        assert.equal(readFileSync(join(disk, "a.reg.md"), "utf8"), long);
        assert.deepEqual(readdirSync(disk), ["a.reg.md"]);
      } finally {
        execFileSync("umount", [disk]);
        rmSync(disk, { recursive: true, force: true });
      }
    });

    it("a file that changed while --fix ran is told and left alone", async () => {
      put({ "a.reg.md": gap, "b.reg.md": gap });
      // Another program writes the file right behind the first read.
      const hook = `const fs = require("node:fs/promises"), { open } = fs; let read = 0;
        fs.open = async (path, ...rest) => { const h = await open(path, ...rest);
          if (String(path).endsWith("a.reg.md") && read++ === 0) { const close = h.close.bind(h);
            h.close = async () => { await close(); await fs.writeFile(path, "Новый текст.\\n"); }; }
          return h; };`;
      put({ "hook.cjs": hook });
      const { code, out, err } = await runWith(
        { env: { ...process.env, NODE_OPTIONS: `--require "${at("hook.cjs")}"` } },
        "check",
        "--fix",
      );
      assert.equal(code, 2);
      assert.equal(err, "Не удалось записать a.reg.md: файл тем временем изменила другая программа\n");
      assert.equal(text("a.reg.md"), "Новый текст.\n");
      assert.equal(text("b.reg.md"), mended);
      assert.match(out, /a\.reg\.md\n.*number-gap/);
    });

    it("--fix names the neighbours it changes", async () => {
      put({ "a.reg.md": gap, "b.reg.md": "# Положение о клубе\n\nПо [п. 1.3](a.reg.md#1.3).\n" });
      const { err } = await run("check", "--fix", "a.reg.md");
      assert.equal(err, "Изменён и соседний документ: b.reg.md\n");
      assert.match(text("b.reg.md"), /п\. 1\.2/);
    });

    it("a fix that would change a neighbour whose text isn't certain isn't made", async () => {
      for (const bad of ["<<<<<<< HEAD\nА\n=======\nБ\n>>>>>>> ветка\n", Buffer.from([0xcf, 0xf3, 0xed, 0xea, 0xf2])]) {
        const neighbour = Buffer.concat([
          Buffer.from("# Положение о клубе\n\nПо [п. 1.3](a.reg.md#1.3).\n\n"),
          Buffer.from(bad),
        ]);
        put({ "a.reg.md": gap, "b.reg.md": neighbour });
        await run("check", "--fix", "a.reg.md");
        assert.equal(text("a.reg.md"), gap);
        assert.ok(readFileSync(at("b.reg.md")).equals(neighbour));
      }
    });

    it("one byte that isn't UTF-8, far behind, is told at its place and the file stays", async () => {
      const head = Buffer.from(`${gap}\n${"1.4. Координатор  готовит план работы клуба.\n\n".repeat(2000)}`);
      const bad = Buffer.concat([head, Buffer.from([0xcf]), Buffer.from(" конец.\n")]);
      put({ "a.reg.md": bad });
      const { code, out } = await run("check", "--fix", "a.reg.md");
      assert.equal(code, 1);
      assert.match(out, /4007:1 .*Этот знак записан не в UTF-8.*file-encoding/);
      assert.ok(readFileSync(at("a.reg.md")).equals(bad));
    });

    it("UTF-16 is called by its name, with a mark and without", async () => {
      const little = Buffer.from(gap, "utf16le");
      const big = Buffer.from(little).swap16();
      put({
        "be-bom.reg.md": Buffer.concat([Buffer.from([0xfe, 0xff]), big]),
        "be.reg.md": big,
        "le-bom.reg.md": Buffer.concat([Buffer.from([0xff, 0xfe]), little]),
        "le.reg.md": little,
      });
      const { out } = await run("check");
      for (const name of ["be-bom", "be", "le-bom", "le"]) {
        const told = out.slice(out.indexOf(`${name}.reg.md\n`)).split("\n")[1]!;
        assert.match(told, new RegExp(`UTF-16\\. .*UTF-16 ${name.slice(0, 2).toUpperCase()} .*file-encoding`));
      }
    });

    it("conflicts of a merge are an error, and --fix leaves the file alone", async () => {
      const torn = `${gap}\n<<<<<<< HEAD\n1.4. Один текст\n=======\n1.4. Другой  текст\n>>>>>>> ветка\n`;
      put({ "a.reg.md": torn });
      const { code, out } = await run("check", "--fix");
      assert.equal(code, 1);
      assert.match(out, /7:1 .*merge-conflict/);
      assert.equal(text("a.reg.md"), torn);
    });

    it("export writes whole files, through links, and over no document without --force", async () => {
      const plan =
        "документ: график\nназвание: График\nучебный год: 2026/2027\nзаседания:\n  - { номер: 1, дата: 2026-10-12, тема: Тема }\n";
      put({ "g.reg.yaml": plan, "b.reg.md": "Текст.\n", "old.ics": "старое" });
      const out = (...args: string[]) => run("export", "--format", "ics", "--out", ...args, "g.reg.yaml");
      const refused = await out("b.reg.md");
      assert.equal(refused.code, 2);
      assert.match(refused.err, /^b\.reg\.md – документ, а не календарь/);
      assert.equal(text("b.reg.md"), "Текст.\n");
      assert.equal((await out("b.reg.md", "--force")).code, 0);
      assert.match(text("b.reg.md"), /^BEGIN:VCALENDAR/);
      assert.equal((await out("old.ics")).code, 0);
      assert.match(text("old.ics"), /^BEGIN:VCALENDAR/);
      if (isPosix) {
        symlinkSync("new.ics", at("link.ics"));
        assert.equal((await out("link.ics")).code, 0);
        assert.match(text("new.ics"), /^BEGIN:VCALENDAR/);
        const piped = `"$@" --out /dev/stdout | cat`;
        const args = ["-c", piped, "sh", process.execPath, CLI, "export", "--format", "ics", "g.reg.yaml"];
        assert.match(execFileSync("sh", args, { cwd: at(""), encoding: "utf8" }), /^BEGIN:VCALENDAR/);
      }
      assert.match((await out("нет/a.ics")).err, /^Не удалось записать нет\/a\.ics: файла или папки больше нет/);
    });
  });

  describe("finding", () => {
    it("a folder without documents is a slip unless it may be empty", async () => {
      put({ "пусто/заметка.md": "Текст.\n", "a.reg.md": mended });
      for (const args of [["пусто"], ["a.reg.md", "пусто"]]) {
        const { code, out, err } = await run("check", ...args);
        assert.equal(code, 2);
        assert.equal(out, "");
        assert.match(err, /^В папке нет документов: пусто\. Ищутся \*\.reg\.md/);
      }
      const { code, out } = await run("check", "--allow-empty", "пусто");
      assert.equal(code, 0);
      assert.match(out, /Проверено файлов: 0/);
    });

    whereModes("a folder that can't be read is told, and the rest is checked", async () => {
      put({ "закрыто/a.reg.md": gap, "b.reg.md": mended });
      // Root reads everything: it asks as nobody.
      chmodSync(at(""), 0o755);
      chmodSync(at("закрыто"), 0);
      const as = isRoot ? { uid: 65_534, gid: 65_534 } : {};
      const whole = await runWith(as, "check");
      const alone = await runWith(as, "check", "закрыто");
      chmodSync(at("закрыто"), 0o755);
      for (const { code, err } of [whole, alone]) {
        assert.equal(code, 2);
        assert.match(err, /^Папка не читается: закрыто: нет прав/);
      }
      assert.match(whole.out, /Проверено файлов: 1;/);
    });

    whereModes("pipes and devices aren't waited for", async () => {
      put({ "a.reg.md": mended });
      execFileSync("mkfifo", [at("pipe.reg.md"), at("reglament.yaml")]);
      symlinkSync("/dev/zero", at("zero.reg.md"));
      const { code, out, err } = await runWith({ timeout: 20_000 }, "check", "a.reg.md", "pipe.reg.md", "zero.reg.md");
      assert.equal(code, 2);
      assert.match(err, /pipe\.reg\.md: это не обычный файл/);
      assert.match(err, /zero\.reg\.md: это не обычный файл/);
      assert.match(out, /Проверено файлов: 1;/);
      assert.equal((await runWith({ timeout: 20_000 }, "check")).code, 0);
    });

    whereBytes("names that aren't UTF-8 are told and cost nothing else", async () => {
      put({ "a.reg.md": mended });
      writeFileSync(Buffer.concat([Buffer.from(at("")), Buffer.from("/\xcf\xf0.reg.md", "latin1")]), gap);
      mkdirSync(Buffer.concat([Buffer.from(at("")), Buffer.from("/\xcf\xe0", "latin1")]));
      const { code, out, err } = await run("check");
      assert.equal(code, 0);
      assert.equal(err.match(/Пропущено: имя не в кодировке UTF-8/g)?.length, 2);
      assert.match(out, /Проверено файлов: 1;/);
    });

    it("a stray reglament.yaml above the repository or in the home folder is nobody's", async () => {
      const elsewhere = { "reglament.yaml": "", "other/broken.reg.md": "1.1. По [п. 1.3](../home/w/a.reg.md#1.3).\n" };
      const inside = {
        "home/reglament.yaml": "",
        "home/x.reg.md": "x",
        "home/w/reglament.yaml": "правила:\n  number-gap: нет\n",
      };
      put({
        ...elsewhere,
        ...inside,
        "home/w/docs/a.reg.md": gap,
        "home/repo/.git/HEAD": "",
        "home/repo/docs/a.reg.md": gap,
      });
      const env = { ...process.env, HOME: at("home"), USERPROFILE: at("home") };
      // The organisation's file below the home folder counts,
      assert.equal((await runWith({ env }, "check", "home/w/docs")).code, 0);
      // one in the home folder or above the repository doesn't.
      put({
        "home/reglament.yaml": "правила:\n  number-gap: нет\n",
        "reglament.yaml": "правила:\n  number-gap: нет\n",
      });
      assert.equal((await runWith({ env }, "check", "home/repo/docs")).code, 1);
      rmSync(at("home/repo/.git"), { recursive: true });
      assert.equal((await runWith({ env }, "check", "home/repo/docs")).code, 1);
    });

    it("the two ways to write «й» are one name", async () => {
      const head =
        "---\nдокумент: положение\nутверждено: новый-приказ.reg.md\n---\n\n# Положение\n\n1.1. [Приказ](новый-приказ.reg.md).\n";
      for (const [file, named] of [
        ["NFD", "NFC"],
        ["NFC", "NFD"],
      ] as const) {
        const name = "новый-приказ.reg.md".normalize(file);
        put({ [name]: "---\nдокумент: приказ\n---\n\n# Приказ\n", "a.reg.md": head.normalize(named) });
        const { out } = await run("check", "a.reg.md");
        assert.doesNotMatch(out, /ref-file/);
        rmSync(at(name));
      }
    });
  });

  describe("the terminal", () => {
    whereModes("is steered neither by documents nor by names", async () => {
      const evil = "\x1b[31m\x1b]0;PWNED\x07\x9b2J\r\x7f\u202e";
      const name = `b${evil}\n== Чисто: 0 ошибок.reg.md`;
      put({
        [name]: `---\nдокумент: положение\nутверждено: "x\\e[31m\\e]0;PWNED\\a.reg.md"\nсостояние: "a\\e[2J"\n---\n\n# Положение ${evil}о клубе\n\n1.1. Модератор${evil} ведёт [п](${evil}x.reg.md).\n\n1.3. А.\n`,
      });
      mkdirSync(at(`x${evil}`));
      for (const args of [
        ["check"],
        ["check", "--format", "json"],
        ["check", `нет${evil}`],
        [`x${evil}`],
        ["check", `x${evil}`],
        ["check", `--x${evil}`],
      ]) {
        const { out, err } = await run(...args);
        assert.doesNotMatch(out + err, /[\x00-\x09\x0b-\x1f\x7f-\x9f]/, args.join(" "));
        if (!args.includes("json")) assert.doesNotMatch(out + err, /\u202e|^== /m);
      }
      assert.ok(existsSync(at(name)));
    });
  });
});
