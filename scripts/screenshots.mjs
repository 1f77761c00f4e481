// npm run docs:screenshots: the two pictures of the README, taken in a real VS Code from copies of the examples.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { root, startBrowser, startServer, workbench } from "../test/host/driver.mjs";

const images = path.join(root, "docs/images");
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), "reglament-shots-"));
const settings = {
  "workbench.colorTheme": "Light 2026",
  "window.commandCenter": false,
  "workbench.layoutControl.enabled": false,
};

fs.mkdirSync(images, { recursive: true });
const server = await startServer({ dataDir: path.join(temporary, "data"), settings });
const browser = await startBrowser({ width: 1280, height: 800 });
try {
  await shoot("editor", "1-prikaz-i-polozhenie/черновик", "polozhenie.reg.md", async page => {
    await page.locator(".squiggly-error, .squiggly-warning").first().waitFor();
    await page.keyboard.press("Control+Shift+M");
    await page
      .locator(".markers-panel .monaco-list-row", { hasText: /Ln \d+,/ })
      .first()
      .waitFor();
  });
  await shoot("preview", "obrazets", "polozhenie-pos.reg.md", async page => {
    await page.keyboard.press("Control+B"); // without the explorer the page fits at its own size
    await page.keyboard.press("Control+K");
    await page.keyboard.press("v");
    const sheet = page.frameLocator("iframe.webview.ready").frameLocator("#active-frame").locator("#sheet");
    await sheet.locator(".block").nth(3).waitFor();
  });
} finally {
  await browser.stop();
  await server.stop();
  fs.rmSync(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** Opens a file of a copied example, lets `prepare` set the stage and keeps the picture once it has stopped changing. */
async function shoot(name, example, file, prepare) {
  const folder = path.join(temporary, path.basename(example));
  fs.cpSync(path.join(root, "examples", example), folder, { recursive: true });
  const page = await browser.ctx.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(workbench(server, folder));
  await page.locator(".monaco-workbench.vs").waitFor({ timeout: 60_000 });
  await page.locator(".explorer-folders-view .monaco-list-row", { hasText: file }).dblclick();
  await page.locator(".editor-group-container .monaco-editor.focused").waitFor();
  await prepare(page);
  const target = path.join(images, `${name}.png`);
  fs.writeFileSync(target, await still(page));
  console.log(path.relative(root, target));
  await page.close();
}

/** A picture that is the same as the one a second before: findings, notifications and scrolling have settled. */
async function still(page) {
  let last = Buffer.alloc(0);
  for (let i = 0; i < 30; i++) {
    const next = await page.screenshot({ animations: "disabled", caret: "hide" });
    if (next.equals(last)) return next;
    last = next;
    await page.waitForTimeout(1000);
  }
  throw new Error("the workbench does not come to rest");
}
