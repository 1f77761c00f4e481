/** Writes what is generated from the code: the rule pages and their index. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rulePages } from "./rule-pages";

const dir = join(process.cwd(), "docs/rules");
mkdirSync(dir, { recursive: true });
const pages = rulePages();
for (const name of readdirSync(dir)) if (!pages.has(name)) rmSync(join(dir, name));
for (const [name, text] of pages) {
  const path = join(dir, name);
  let old = "";
  try {
    old = readFileSync(path, "utf8");
  } catch {}
  if (old !== text) writeFileSync(path, text);
}
console.log(`docs/rules: ${pages.size} pages`);
