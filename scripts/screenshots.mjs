// npm run docs:screenshots [words of a name]: the pictures of README and docs, taken in a real VS Code from copies of the examples.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { root, startBrowser, startServer, workbench } from "../test/host/driver.mjs";

const images = path.join(root, "docs/images");
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), "reglament-shots-"));
const only = process.argv.slice(2).join(" ");
/** Suffix of the file → how to come to its colours from those before; a new profile is light. */
const themes = {
  light: { steps: [], workbenchClass: ".vs" },
  dark: { steps: ["Preferences: Toggle between Light/Dark Themes"], workbenchClass: "[class*='2026-dark']" },
  contrast: { steps: ["Preferences: Color Theme", "Dark High Contrast"], workbenchClass: ".hc-black" },
};
const settings = {
  "window.commandCenter": false,
  "workbench.layoutControl.enabled": false,
};

fs.mkdirSync(images, { recursive: true });
const data = path.join(temporary, "data");
const server = await startServer({ dataDir: data, settings });
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
    await webview(page).locator("#sheet .block").nth(3).waitFor();
  });
  // What a package looks like: the printed table and the pictures, in three themes; a theme stays for those after it.
  for (const [suffix, theme] of Object.entries(themes)) {
    await shoot(`table-${suffix}`, "obrazets", "plan.reg.yaml", see("Страница", ".grid"), theme);
    await shoot(`timeline-${suffix}`, "obrazets", "plan.reg.yaml", see("Лента года", ".rows"), theme);
    await shoot(`matrix-${suffix}`, "obrazets", "plan.reg.yaml", see("Матрица задач", ".matrix"), theme);
    await shoot(`calendar-${suffix}`, "obrazets", "grafik.reg.yaml", see("Календарь", ".month"), theme);
  }
  await shootTrees();
} finally {
  await browser.stop();
  await server.stop();
  fs.rmSync(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** Opens the preview over the text, at its full width, on one of its tabs; `shown` is what has to be there. */
function see(tab, shown) {
  return async page => {
    await page.setViewportSize({ width: 1240, height: 720 });
    await page.locator(".editor-actions a[aria-label*='review']").first().waitFor(); // commands are there as well
    await page.keyboard.press("Control+B");
    await page.keyboard.press("F1");
    await page.keyboard.type("Регламент");
    await page
      .locator(".quick-input-list .monaco-list-row", { hasText: /(Открыть предпросмотр|Open Preview)(?! сбоку| to)/ })
      .click();
    await webview(page).getByRole("tab", { name: tab }).click();
    await webview(page).locator(`#sheet ${shown}`).first().waitFor();
    await page.mouse.move(640, 718);
    // Headless Chromium may keep a strip of what lay over the page before: have it painted anew.
    await webview(page)
      .locator("body")
      .evaluate(async body => {
        body.hidden = true;
        await new Promise(resolve => setTimeout(resolve, 300));
        body.hidden = false;
      });
  };
}

function webview(page) {
  return page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
}

/** Opens a file of a copied example, lets `prepare` set the stage and keeps the picture once it has stopped changing. */
async function shoot(name, example, file, prepare, theme = themes.light) {
  if (!name.includes(only)) return;
  // A folder of its own: what an earlier picture did to the workbench is kept by folder.
  const folder = path.join(temporary, name, path.basename(example));
  fs.cpSync(path.join(root, "examples", example), folder, { recursive: true });
  const page = await browser.ctx.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(workbench(server, folder));
  await page.locator(".monaco-workbench").waitFor({ timeout: 60_000 });
  await page.locator(".explorer-folders-view .monaco-list-row", { hasText: file }).dblclick();
  await page.locator(".editor-group-container .monaco-editor.focused").waitFor();
  await dress(page, theme);
  await prepare(page);
  const target = path.join(images, `${name}.png`);
  fs.writeFileSync(target, await still(page));
  if (!(await page.locator(`.monaco-workbench${theme.workbenchClass}`).count()))
    throw new Error(`${name}: wrong colours`);
  console.log(path.relative(root, target));
  await page.close();
}

/** Takes the entries of the palette, one list after the other, until the workbench has the colours. */
async function dress(page, { steps, workbenchClass }) {
  const dressed = page.locator(`.monaco-workbench${workbenchClass}`);
  await page.waitForTimeout(2000); // colours chosen on an earlier page may come yet
  for (let tries = 0; tries < 4 && !(await dressed.count()); tries++) {
    await page.keyboard.press("F1");
    for (const step of steps) {
      await page.locator(".quick-input-widget input").waitFor();
      await page.keyboard.type(step, { delay: 20 });
      await page.locator(".quick-input-list .monaco-list-row", { hasText: step }).first().click();
      await page.waitForTimeout(1500); // the next list, or the theme
    }
  }
  await page.keyboard.press("Control+1"); // back to the text; the mouse would raise a hover
}

/** The view «Документы» beside a regulation with its lenses, in a light, a dark and a high-contrast theme. */
async function shootTrees() {
  const folder = path.join(temporary, "Документы школы");
  for (const example of ["1-prikaz-i-polozhenie/исправлено", "nesoglasovannyi-paket", "obrazets"])
    fs.cpSync(path.join(root, "examples", example), path.join(folder, example.split("/")[0]), { recursive: true });
  fs.rmSync(path.join(folder, "nesoglasovannyi-paket/otchyot.reg.md"));
  const page = await browser.ctx.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(workbench(server, folder));
  await page
    .locator(".activitybar .action-label[aria-label^='Регламент'], .activitybar .action-label[aria-label^='Reglament']")
    .first()
    .click();
  const row = text => page.locator(".part.sidebar .monaco-list-row", { hasText: text }).first();
  await row("nesoglasovannyi-paket").locator(".monaco-tl-twistie").click();
  await row("на согласовании").dblclick();
  await page.locator(".editor-group-container .monaco-editor.focused").waitFor();
  await page.keyboard.press("Control+G");
  await page.keyboard.type("28");
  await page.keyboard.press("Enter");
  await page.locator(".codelens-decoration a", { hasText: "в плане" }).first().waitFor();
  // The names of rows in full: the sash between the sidebar and the editor is drawn to the right.
  const edge = await page.locator(".part.sidebar").boundingBox();
  await page.mouse.move(edge.x + edge.width, 400);
  await page.mouse.down();
  await page.mouse.move(edge.x + 460, 400, { steps: 8 });
  await page.mouse.up();
  for (const [suffix, theme, workbenchClass] of [
    ["light", "Light 2026", ".vs"],
    ["dark", "Dark 2026", ".vs-dark"],
    ["contrast", "Dark High Contrast", ".hc-black"],
  ]) {
    await page.keyboard.press("F1");
    await page.keyboard.type("Preferences: Color Theme");
    await page
      .locator(".quick-input-list .monaco-list-row", { hasText: /^Preferences: Color Theme/ })
      .first()
      .click();
    await page
      .locator(".quick-input-list .monaco-list-row", { hasText: /^(?:Dark|Light) / })
      .first()
      .waitFor();
    await page.keyboard.type(theme);
    await page.keyboard.press("Enter");
    await page.locator(`.monaco-workbench${workbenchClass}`).waitFor();
    await page.mouse.move(900, 700);
    const target = path.join(images, `tree-${suffix}.png`);
    fs.writeFileSync(target, await still(page));
    console.log(path.relative(root, target));
  }
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
