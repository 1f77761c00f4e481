import { execSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { root, startBrowser, startServer } from "../host/driver.mjs";
import { person } from "../host/person.mjs";

const out = "/tmp/hand";
fs.rmSync(out, { recursive: true, force: true });
fs.mkdirSync(out);
const tmp = fs.mkdtempSync("/tmp/hand-");
const folder = path.join(tmp, "Документы школы");
fs.cpSync(path.join(root, "examples/obrazets"), folder, { recursive: true });
const sh = c => execSync(c, { cwd: folder, stdio: "pipe" }).toString();
sh("git init -q -b main . && git config user.email a@b && git config user.name a && git add -A && git commit -qm one");
const server = await startServer({ dataDir: path.join(tmp, "data") });
const browser = await startBrowser({ width: 1400, height: 860 });
const ui = await person(server, browser, folder);
let n = 0;
const shot = async s => {
  await ui.page.screenshot({ path: `${out}/${++n}-${s}.png` });
  console.log(n, s);
};
try {
  const files = fs.readdirSync(folder);
  console.log(files);
  const reg = files.find(f => f.startsWith("polozh"));
  await ui.open(reg);
  await ui.page.waitForTimeout(3000);
  // 1 companion
  await ui.command("Create a Document of the Package", /Создать документ пакета|Companion|Package/);
  await ui.page.waitForTimeout(1500);
  await shot("companions");
  await ui.page.keyboard.press("Enter");
  await ui.page.waitForTimeout(2500);
  await shot("created");
  console.log(fs.readdirSync(folder).filter(f => !files.includes(f)));
  await ui.page.keyboard.press("Control+Z");
  await ui.page.waitForTimeout(2000);
  await shot("undone");
  console.log(
    "after undo",
    fs.readdirSync(folder).filter(f => !files.includes(f)),
  );
  await ui.page.keyboard.press("Escape");
  // 2 calendar
  const gr = files.find(f => /graf/.test(f));
  if (gr) {
    await ui.open(gr);
    await ui.page.waitForTimeout(1500);
    await ui.command("Calendar", /календар|Calendar/i);
    await ui.page.waitForTimeout(2000);
    await shot("ics-dialog");
    await ui.page.keyboard.press("Enter");
    await ui.page.waitForTimeout(2000);
    await shot("ics-saved");
    console.log(fs.readdirSync(folder));
  }
  // 3 git
  await ui.open(reg);
  await ui.page.keyboard.press("Control+Shift+M");
  await ui.page.waitForTimeout(1500);
  await shot("before-branch");
  sh("git checkout -q -b other");
  const p = path.join(folder, reg);
  fs.writeFileSync(p, fs.readFileSync(p, "utf8").replace(/^1\.2\. /m, "1.4. "));
  sh("git commit -qam two");
  await ui.page.waitForTimeout(3000);
  await shot("other-branch");
  sh("git checkout -q main");
  await ui.page.waitForTimeout(3000);
  await shot("back");
} catch (e) {
  console.log(e.stack);
  await shot("failure");
}
await ui.close();
await browser.stop();
await server.stop();
fs.rmSync(tmp, { recursive: true, force: true });
