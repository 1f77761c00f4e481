/**
 * `node test/ui/typing.mjs [node] [web] [words of a test's name]`: keys at 15–150 ms apart in a real VS Code, in both extension hosts, with the
 * answers to Enter and Tab held back 0–400 ms. Whatever comes late, the text is what was typed; once the keys rest, each
 * line has its number.
 */
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { root, startBrowser, startServer } from "../host/driver.mjs";
import { person } from "../host/person.mjs";

const HELD = [0, 50, 100, 200, 400];
const HEAD = "---\nдокумент: положение\n---\n\n# Положение о клубе\n\n## 1. Общие положения\n\n";
const TEXT = `${HEAD}1.1. Клуб создан.\n\n1.2. Клуб открыт.\n\n## 2. Работа\n\n2.1. Работой руководит координатор.\n`;

/** Runs before the server: its answers to these keys go out late, each of the delays in turn. */
const hold = `{
  const held = new Set(), delays = ${JSON.stringify(HELD)};
  let count = 0;
  const note = m => { if (/^reglament\\/on(?:Enter|Tab)$/.test(m?.method)) held.add(m.id); };
  const late = send => (m, ...rest) => {
    if (m?.method !== undefined || !held.delete(m?.id)) return send(m, ...rest);
    setTimeout(() => send(m, ...rest), delays[count++ % delays.length]);
    return true;
  };
  if (typeof process === "object" && process.send) {
    process.on("message", note);
    process.send = late(process.send.bind(process));
  } else {
    self.addEventListener("message", event => note(event.data));
    self.postMessage = late(self.postMessage.bind(self));
  }
}
`;

/** A copy of the extension whose server is slow to answer keys. */
function slowExtension(folder) {
  const parts = [
    "package.json",
    "package.nls.json",
    "package.nls.en.json",
    "dist",
    "l10n",
    "syntaxes",
    "snippets",
    "icons",
  ];
  const also = fs.readdirSync(root).filter(name => name.startsWith("language-configuration"));
  for (const name of [...parts, ...also, "schemas"])
    fs.cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  for (const file of ["node.js", "web.js"]) {
    const at = path.join(folder, "dist/server", file);
    fs.writeFileSync(at, hold + fs.readFileSync(at, "utf8"));
  }
  return folder;
}

/** Without numbers, blank lines and the blanks round words: what a person wrote. */
const words = text =>
  text
    .split(/\r?\n/)
    .map(line => line.replace(/^\s*(?:\d+\.)+\s*/, "").trim())
    .filter(Boolean)
    .join("\n");

const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));

async function saved(ui, test = () => true) {
  let last;
  for (let i = 0; i < 60; i++) {
    await ui.save();
    await sleep(150);
    const text = fs.readFileSync(path.join(ui.folder, "a.reg.md"), "utf8");
    if (text === last && test(text)) return text;
    last = text;
  }
  return last;
}

const tests = {
  async "lines one after the other, at every speed"(ui) {
    for (const delay of [15, 40, 80, 150]) {
      const typed = [];
      await ui.clickBehind("Клуб открыт.");
      await ui.page.keyboard.press("End");
      for (let i = 0; i < HELD.length; i++) {
        const line = `Строка ${i} при ${delay} мс.`;
        typed.push(line);
        await ui.page.keyboard.press("Enter");
        await ui.page.keyboard.type(line, { delay });
      }
      const wanted = words(TEXT).replace("Клуб открыт.", `Клуб открыт.\n${typed.join("\n")}`);
      const text = await saved(ui, t => t.includes(`1.${2 + HELD.length}. ${typed.at(-1)}`));
      assert.equal(words(text), wanted, `${delay} ms`);
      typed.forEach((line, i) => {
        assert.ok(text.includes(`\n1.${i + 3}. ${line}\n`), `${delay} ms: ${line} has its number:\n${text}`);
      });
      await back(ui);
    }
  },

  async "Backspace, Tab and words taken back between late answers"(ui) {
    for (const delay of [15, 60, 150]) {
      await ui.clickBehind("Клуб открыт.");
      await ui.page.keyboard.press("End");
      const press = async (...keys) => {
        for (const key of keys) {
          await ui.page.keyboard.press(key);
          await sleep(delay);
        }
      };
      await press("Enter");
      await ui.page.keyboard.type("Перваяя", { delay });
      await press("Backspace");
      await ui.page.keyboard.type(" строка.", { delay });
      await press("Enter");
      await ui.page.keyboard.type("Вторая.", { delay });
      await press("Enter");
      // Where the number comes first it is a clause's part; else the tab is text.
      await press("Tab");
      await ui.page.keyboard.type("Третья.", { delay });
      const text = await saved(ui, t => /\d\. +\s*Третья\./.test(t));
      assert.equal(
        words(text),
        words(TEXT).replace("Клуб открыт.", "Клуб открыт.\nПервая строка.\nВторая.\nТретья."),
        `${delay} ms:\n${text}`,
      );
      await back(ui);
    }
  },

  async "Enter at once taken back leaves nothing behind"(ui) {
    for (let i = 0; i < HELD.length; i++) {
      await ui.clickBehind("Клуб открыт.");
      await ui.page.keyboard.press("End");
      await ui.page.keyboard.press("Enter");
      await ui.page.keyboard.press("Backspace");
      await ui.page.keyboard.type("!", { delay: 15 });
      await sleep(700);
      const text = await saved(ui);
      // The number may have come before Backspace: then that took the blank behind it.
      const left = text.replace(/\n\n1\.3\.!/, "!").replace(/\n!/, "!");
      assert.equal(words(left), words(TEXT).replace("Клуб открыт.", "Клуб открыт.!"), text);
      await back(ui);
    }
  },

  async "undo leads back to the text before, redo to the text after"(ui) {
    await ui.clickBehind("Клуб создан.");
    await ui.page.keyboard.press("End");
    for (const word of ["Раз.", "Два.", "Три."]) {
      await ui.page.keyboard.press("Enter");
      await ui.page.keyboard.type(word, { delay: 25 });
    }
    const after = await saved(ui, t => t.includes("1.4. Три."));
    assert.equal(words(after), words(TEXT).replace("Клуб создан.", "Клуб создан.\nРаз.\nДва.\nТри."));
    let steps = 0;
    for (let text = after; text !== TEXT && steps < 20; steps++) {
      await ui.page.keyboard.press("Control+Z");
      text = await saved(ui);
    }
    assert.ok(steps > 0 && steps < 20, `${steps} steps back`);
    for (let i = 0; i < steps; i++) await ui.page.keyboard.press("Control+Shift+Z");
    assert.equal(await saved(ui, t => t === after), after);
    await back(ui);
  },

  async "several cursors break their lines as the editor does"(ui) {
    await ui.clickBehind("Клуб создан.");
    await ui.page.keyboard.press("End");
    await ui.page.keyboard.press("Shift+Alt+ArrowDown");
    await ui.page.keyboard.press("Shift+Alt+ArrowDown");
    await ui.page.keyboard.press("Enter");
    await ui.page.keyboard.type("и", { delay: 15 });
    await sleep(700);
    const text = await saved(ui);
    const lines = text.split("\n");
    assert.ok(lines.filter(line => line === "и").length >= 2, text);
    assert.equal(words(text).replaceAll(/\nи(?=\n|$)/g, ""), words(TEXT), text);
    await ui.page.keyboard.press("Escape");
    await back(ui);
  },

  async "a composing keyboard keeps its words"(ui) {
    const cdp = await ui.page.context().newCDPSession(ui.page);
    await ui.clickBehind("Клуб открыт.");
    await ui.page.keyboard.press("End");
    for (let i = 0; i < HELD.length; i++) {
      await ui.page.keyboard.press("Enter");
      for (const text of ["п", "пр", "при", "прив"]) {
        await cdp.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
        await sleep(40);
      }
      await cdp.send("Input.insertText", { text: `привет ${i}.` });
      await sleep(40);
    }
    const text = await saved(ui, t => t.includes(`1.${2 + HELD.length}. привет ${HELD.length - 1}.`));
    const typed = HELD.map((_, i) => `привет ${i}.`).join("\n");
    assert.equal(words(text), words(TEXT).replace("Клуб открыт.", `Клуб открыт.\n${typed}`), text);
    await back(ui);
  },
};

/** The text as it was before the test. */
async function back(ui) {
  for (let i = 0; i < 3; i++) {
    await ui.page.keyboard.press("Control+A");
    await ui.page.keyboard.press("Delete");
    await ui.page.evaluate(text => navigator.clipboard.writeText(text), TEXT);
    await ui.page.keyboard.press("Control+V");
    if ((await saved(ui, t => t.trim() === TEXT.trim())).trim() === TEXT.trim()) return;
  }
  assert.fail("the text can't be put back");
}

const total = { passed: 0, failed: 0, skipped: 0 };
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), "reglament-typing-"));
const extension = slowExtension(path.join(temporary, "extension"));
const hosts = process.argv.slice(2).filter(arg => arg === "node" || arg === "web");
const only = process.argv
  .slice(2)
  .filter(arg => !hosts.includes(arg))
  .join(" ");
const server = await startServer({ settings: { "editor.pasteAs.enabled": false, "files.autoSave": "off" } });
const browser = await startBrowser({ width: 1400, height: 860 });
await browser.ctx.grantPermissions(["clipboard-read", "clipboard-write"]).catch(() => {});
try {
  for (const host of hosts.length ? hosts : ["node", "web"]) {
    const folder = path.join(temporary, `Документы ${host}`);
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, "a.reg.md"), TEXT);
    const ui = await person(server, browser, folder, { extension, web: host === "web" });
    await ui.open("a.reg.md");
    await ui.page.locator(".squiggly-warning, .squiggly-error, .squiggly-info").first().waitFor({ timeout: 60_000 });
    for (const [title, run] of Object.entries(tests)) {
      if (!title.includes(only)) continue;
      const started = Date.now();
      try {
        await run(ui);
        total.passed++;
        console.log(`  ok   ${host}: ${title} (${Date.now() - started} ms)`);
      } catch (error) {
        total.failed++;
        console.log(`  FAIL ${host}: ${title}\n       ${error.stack}`);
        fs.mkdirSync(path.join(root, "out/artifacts"), { recursive: true });
        await ui.page
          .screenshot({ path: path.join(root, `out/artifacts/typing-${host}-${total.failed}.png`) })
          .catch(() => {});
        await ui.page.keyboard.press("Escape");
        await back(ui).catch(() => {});
      }
    }
    await ui.close();
  }
} finally {
  await browser.stop();
  await server.stop();
  fs.rmSync(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed || !total.passed ? 1 : 0;
