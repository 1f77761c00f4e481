// npm run docs:screenshots [words of a name]: the pictures of README and docs, taken in a real VS Code from copies of the
// examples. Each picture first does what it shows, as a person does, and fails if that didn't happen.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { root, startBrowser, startServer } from "../test/host/driver.mjs";
import { person } from "../test/host/person.mjs";
import { pictures, themes } from "./pictures.mjs";

const images = path.join(root, "docs/images");
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), "reglament-shots-"));
const only = process.argv.slice(2).join(" ");
const settings = {
  "window.commandCenter": false,
  "workbench.layoutControl.enabled": false,
  "files.autoSave": "off", // as on a desktop
};

fs.mkdirSync(images, { recursive: true });
const server = await startServer({ dataDir: path.join(temporary, "data"), settings, russian: true });
const browser = await startBrowser();
try {
  for (const [name, picture] of Object.entries(pictures)) if (name.includes(only)) await take(name, picture);
} finally {
  await browser.stop();
  await server.stop();
  fs.rmSync(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** Opens a file of the copied examples, sets the stage and keeps the picture once it has stopped changing. */
async function take(
  name,
  { examples, file, without, settings, theme = themes.light, size = [1280, 800], crop, stage, after },
) {
  // A folder of its own: what an earlier picture did to the workbench is kept by folder.
  const folder = path.join(temporary, name, examples.length > 1 ? "Документы школы" : path.basename(examples[0]));
  for (const example of examples)
    fs.cpSync(
      path.join(root, "examples", example),
      path.join(folder, examples.length > 1 ? example.split("/")[0] : ""),
      {
        recursive: true,
      },
    );
  if (without) fs.rmSync(path.join(folder, without));
  if (settings) {
    fs.mkdirSync(path.join(folder, ".vscode"));
    fs.writeFileSync(path.join(folder, ".vscode/settings.json"), JSON.stringify(settings));
  }
  const ui = await person(server, browser, folder);
  const { page } = ui;
  await page.addStyleTag({ content: ".peekview-title .dirname { display: none }" }); // the temporary folder
  try {
    await page.setViewportSize({ width: size[0], height: size[1] });
    await dress(ui, theme);
    await ui.open(...file.split("/"));
    await stage(ui);
    const picture = await still(page, crop);
    if (!(await page.locator(`.monaco-workbench${theme.workbenchClass}`).count())) throw new Error("wrong colours");
    if (await page.locator(".unexpected-closing-bracket").count()) throw new Error("a bracket is drawn as a mistake");
    const target = path.join(images, `${name}.png`);
    fs.writeFileSync(target, picture);
    await after?.(ui);
    console.log(path.relative(root, target), `${Math.round(picture.length / 1024)} KB`);
  } catch (error) {
    const failure = path.join(root, "out/artifacts", `shot-${name}.png`);
    fs.mkdirSync(path.dirname(failure), { recursive: true });
    await page.screenshot({ path: failure }).catch(() => {});
    throw new Error(`${name}: ${error.message} (${path.relative(root, failure)})`, { cause: error });
  } finally {
    await page.close();
  }
}

/** Chooses the theme by its name in the palette. */
async function dress(ui, { name, workbenchClass }) {
  const { page } = ui;
  await ui.until(page.locator(`.monaco-workbench${workbenchClass}`), async () => {
    await page.keyboard.press("Escape");
    await ui.command("Preferences: Color Theme", /^Preferences: Color Theme/);
    await page.keyboard.type(name);
    await page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().click({ timeout: 5000 });
  });
}

/** A picture that is the same as the one a second before: findings, notifications and scrolling have settled. */
async function still(page, crop) {
  let last = Buffer.alloc(0);
  for (let i = 0; i < 30; i++) {
    const clip = crop && (await box(page, crop));
    const next = await page.screenshot({ animations: "disabled", caret: "hide", clip });
    if (next.equals(last)) return next;
    last = next;
    await page.waitForTimeout(1000);
  }
  throw new Error("the workbench does not come to rest");
}

/** The rectangle around all elements of a selector, with a little air, within the page. */
async function box(page, selector) {
  const boxes = [];
  for (const element of await page.locator(selector).all()) {
    const rectangle = await element.boundingBox();
    if (rectangle) boxes.push(rectangle);
  }
  const { width, height } = page.viewportSize();
  const x = Math.max(0, Math.min(...boxes.map(b => b.x)));
  const y = Math.max(0, Math.min(...boxes.map(b => b.y)));
  const right = Math.min(width, Math.max(...boxes.map(b => b.x + b.width)));
  const bottom = Math.min(height, Math.max(...boxes.map(b => b.y + b.height)));
  return { x, y, width: right - x, height: bottom - y };
}
