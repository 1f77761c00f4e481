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
try {
  for (const [name, picture] of Object.entries(pictures)) {
    if (!name.includes(only)) continue;
    // A busy machine may be too slow for one wait; what fails twice is broken.
    await take(name, picture).catch(async error => {
      console.log(`once more: ${error.message}`);
      await take(name, picture);
    });
  }
} finally {
  fs.rmSync(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/**
 * Opens a file of the copied examples, sets the stage and keeps the picture once it has stopped changing. Server and browser
 * are new for each: a workbench remembers colours, open panels and sizes.
 */
async function take(name, picture) {
  const { examples, file, without, own, theme = themes.light, size = [1280, 800], crop, stage, after } = picture;
  const several = examples.length > 1;
  const home = fs.mkdtempSync(path.join(temporary, `${name}-`));
  const folder = path.join(home, several ? "Документы школы" : path.basename(examples[0]));
  for (const example of examples) {
    const copy = path.join(folder, several ? example.split("/")[0] : "");
    fs.cpSync(path.join(root, "examples", example), copy, { recursive: true });
  }
  if (without) fs.rmSync(path.join(folder, without));
  if (own) {
    fs.mkdirSync(path.join(folder, ".vscode"));
    fs.writeFileSync(path.join(folder, ".vscode/settings.json"), JSON.stringify(own));
  }
  const [width, height] = size;
  const server = await startServer({ settings, russian: true });
  const browser = await startBrowser({ width, height });
  try {
    const ui = await person(server, browser, folder);
    const { page } = ui;
    await page.addStyleTag({ content: ".peekview-title .dirname { display: none }" }); // the temporary folder
    const dressed = page.locator(`.monaco-workbench${theme.workbenchClass}`);
    await ui.until(dressed, () => choose(ui, theme.name, dressed));
    await ui.open(...file.split("/"));
    await stage(ui);
    const image = await still(page, crop);
    if (!(await dressed.count())) throw new Error("wrong colours");
    if (await page.locator(".unexpected-closing-bracket").count()) throw new Error("a bracket is drawn as a mistake");
    const target = path.join(images, `${name}.png`);
    fs.writeFileSync(target, image);
    await after?.(ui);
    console.log(path.relative(root, target), `${Math.round(image.length / 1024)} KB`);
  } catch (error) {
    const failure = path.join(root, "out/artifacts", `shot-${name}.png`);
    fs.mkdirSync(path.dirname(failure), { recursive: true });
    await browser.ctx
      .pages()
      .at(-1)
      ?.screenshot({ path: failure })
      .catch(() => {});
    throw new Error(`${name}: ${error.message} (${path.relative(root, failure)})`, { cause: error });
  } finally {
    await browser.stop();
    await server.stop();
  }
}

/** Chooses a theme in the palette once the list has drawn its colours: what is chosen before may be another one. */
async function choose({ page, command }, name, dressed) {
  await page.keyboard.press("Escape");
  await command("Preferences: Color Theme", /^Preferences: Color Theme/);
  await page.keyboard.type(name);
  await dressed.waitFor({ timeout: 10_000 });
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
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
