/** Writes what is generated from the code: the rule pages with their index, the JSON schemas. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { jsonSchemas } from "./json-schemas";
import { rulePages } from "./rule-pages";

/** Makes `dir` hold these files and no others. */
function write(dir: string, files: ReadonlyMap<string, string>): void {
  const path = join(process.cwd(), dir);
  mkdirSync(path, { recursive: true });
  for (const name of readdirSync(path)) if (!files.has(name)) rmSync(join(path, name));
  for (const [name, text] of files) {
    let old = "";
    try {
      old = readFileSync(join(path, name), "utf8");
    } catch {}
    if (old !== text) writeFileSync(join(path, name), text);
  }
  console.log(`${dir}: ${files.size} files`);
}

write("docs/rules", rulePages());
write("schemas", jsonSchemas());
