// What a person does with mouse and keyboard in the workbench: for the UI tests and the pictures.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { inWebHost, workbench } from "./driver.mjs";

/** A line of the editor writes blanks as no-break ones. */
const pattern = words => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");

/** One page of the workbench and what a person can do with it. `web`: the extension runs in the web extension host. */
export async function person(server, browser, folder, { extension, web = false } = {}) {
  const page = await browser.ctx.newPage();
  page.setDefaultTimeout(30_000);
  if (web) await inWebHost(server, page, extension);
  await page.goto(web ? `${server.url}/?${new URLSearchParams({ folder })}` : workbench(server, folder, extension));
  await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor({ timeout: 60_000 });
  const ui = {
    page,
    folder,
    async open(...parts) {
      for (const part of parts.slice(0, -1))
        await page.locator(".explorer-folders-view .monaco-list-row", { hasText: part }).first().click();
      const file = parts.at(-1);
      await page.locator(".explorer-folders-view .monaco-list-row", { hasText: file }).first().dblclick();
      await page.locator(".tab.active", { hasText: file }).waitFor();
      await page.locator(".editor-group-container .view-lines .view-line").first().waitFor();
    },
    /** A row of the Problems panel; the name of its file is on another row. */
    problem: (rule, line) =>
      page.locator(".markers-panel .monaco-list-row", { hasText: new RegExp(`${rule}.*Ln ${line},`) }),
    /** Double click on the words of a row (its rule is a link), once the list has stopped moving. */
    async goTo(row) {
      await page.locator(".markers-panel .monaco-list-row", { hasText: "otchyot.reg.md" }).waitFor();
      await row.dblclick({ position: { x: 100, y: 11 } });
      await page.locator(".editor-group-container .monaco-editor.focused").waitFor();
    },
    /** Takes an entry of the light bulb's list with the keyboard's shortcut; pressed too early, it shows nothing. */
    async fix(title) {
      const entry = page.locator(".action-widget .monaco-list-row", { hasText: title }).first();
      await ui.until(entry, () => page.keyboard.press("Control+."));
      await entry.click();
    },
    /** Where words of a visible line stand, in pixels of the page; `from` and `to` are words of that line. */
    async spot(from, to = from) {
      await page
        .locator(".view-line", { hasText: new RegExp(pattern(from)) })
        .first()
        .waitFor();
      const found = await page.evaluate(
        ([from, to]) => {
          for (const line of document.querySelectorAll(".editor-group-container .view-lines .view-line")) {
            const text = line.textContent.replaceAll("\u00a0", " ");
            const start = text.indexOf(from);
            const at = start < 0 ? -1 : text.indexOf(to, start);
            if (at < 0) continue;
            const nodes = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
            const place = offset => {
              nodes.currentNode = line;
              for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
                if (offset <= node.length) return [node, offset];
                offset -= node.length;
              }
            };
            const range = document.createRange();
            range.setStart(...place(at));
            range.setEnd(...place(at + to.length));
            const { left, right, top, bottom } = range.getBoundingClientRect();
            return { left, right, x: (left + right) / 2, y: (top + bottom) / 2 };
          }
        },
        [from, to],
      );
      assert.ok(found, `no line shows “${from} … ${to}”`);
      return found;
    },
    /** Puts the cursor into words of a visible line. */
    async clickOn(...words) {
      const { x, y } = await ui.spot(...words);
      await page.mouse.click(x, y);
      await page.locator(".editor-group-container .monaco-editor.focused").waitFor();
    },
    /** Puts the cursor behind words of a visible line. */
    async clickBehind(words) {
      const { right, y } = await ui.spot(words);
      await page.mouse.click(right, y);
      await page.locator(".editor-group-container .monaco-editor.focused").waitFor();
    },
    /** Text of the editor's lines on the page, with plain blanks, in no order. */
    visible: async () =>
      (await page.locator(".editor-group-container .view-line").allTextContents()).join("\n").replaceAll("\u00a0", " "),
    async goToLine(line) {
      await page.keyboard.press("Control+G");
      await page.locator(".quick-input-widget input").waitFor();
      await page.keyboard.type(String(line));
      await page.keyboard.press("Enter");
      await page.locator(".statusbar-item", { hasText: new RegExp(`^Ln ${line}, Col 1$`) }).waitFor();
      await page.locator(".editor-group-container .monaco-editor.focused").waitFor();
    },
    /** Does it again until the thing shows: what is pressed before the workbench is ready shows nothing. */
    async until(thing, act) {
      for (let i = 0; i < 10 && !(await thing.isVisible()); i++) {
        await act().catch(() => {});
        await thing.waitFor({ timeout: 2000 }).catch(() => {});
      }
      await thing.waitFor();
    },
    /** Opens the view «Документы» with its packages. */
    async documents() {
      await page
        .locator(
          ".activitybar .action-label[aria-label^='Регламент'], .activitybar .action-label[aria-label^='Reglament']",
        )
        .first()
        .click();
      await page.locator(".pane-body .monaco-list-row").first().waitFor();
    },
    async inEditor() {
      await page.locator(".editor-group-container .monaco-editor .view-lines").first().click();
      await page.locator(".editor-group-container .monaco-editor.focused").waitFor();
    },
    async command(typed, label) {
      await page.keyboard.press("F1");
      await page.locator(".quick-input-widget input").waitFor();
      await page.keyboard.type(typed);
      await page.locator(".quick-input-list .monaco-list-row", { hasText: label }).first().click();
    },
    /** Ticks the box of a setting in the page of settings, found by its id. */
    async tick(setting) {
      await page.keyboard.press("Control+,");
      await page.locator(".settings-editor .suggest-input-container .monaco-editor").click();
      await page.keyboard.press("Control+A");
      await page.keyboard.type(`@id:${setting}`);
      // The list is drawn anew while the search goes on: a click before its end is lost.
      await page.locator(".settings-count-widget", { hasText: /^1 / }).waitFor();
      const box = page.locator(`.setting-value-checkbox[aria-label='${setting}']`);
      await ui.until(box.and(page.locator("[aria-checked='true']")), () => box.click({ timeout: 2000 }));
      await page.locator(".tab.active", { hasText: "Settings" }).locator(".tab-actions .action-label").click();
    },
    previewButton: () =>
      page.locator(
        ".editor-actions a[aria-label^='Открыть предпросмотр сбоку'], .editor-actions a[aria-label^='Open Preview to the Side']",
      ),
    webview: () => page.frameLocator("iframe.webview.ready").frameLocator("#active-frame"),
    async sheet() {
      const sheet = ui.webview().locator("#sheet");
      await sheet.waitFor();
      return sheet;
    },
    /** Fills the clipboard with a list as Word gives it, [number, words] each: HTML with fake numbers, and plain text. */
    async copyFromWord(items) {
      const html = items.map(
        ([number, words]) =>
          `<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>${number}<span>&nbsp;&nbsp; </span></span><![endif]>${words}<o:p></o:p></p>`,
      );
      const text = items.map(([number, words]) => `${number}\t${words}\r\n`);
      await page.evaluate(
        async types => {
          const data = Object.entries(types).map(([type, value]) => [type, new Blob([value], { type })]);
          await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(data))]);
        },
        { "text/html": html.join(""), "text/plain": text.join("") },
      );
    },
    async save() {
      await page.keyboard.press("Control+S");
    },
    /** The file's text once it holds `wanted`: saving takes its time. */
    async onDisk(...parts) {
      const wanted = parts.pop();
      const file = path.join(folder, ...parts);
      for (let i = 0; ; i++) {
        const text = fs.readFileSync(file, "utf8");
        if (text.includes(wanted)) return text;
        assert.ok(i < 100, `${parts.at(-1)} never got “${wanted}”:\n${text}`);
        await new Promise(resolve => setTimeout(resolve, 50));
      }
    },
    files: (...parts) => fs.readdirSync(path.join(folder, ...parts)).sort(),
    close: () => page.close(),
  };
  return ui;
}
