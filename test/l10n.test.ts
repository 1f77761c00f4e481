/** Everything that the editor's side says is there in both languages, and nothing else. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const read = (file: string) => readFileSync(file, "utf8");
const keys = (file: string) => Object.keys(JSON.parse(read(file)) as object).sort();

describe("languages of the editor's side", () => {
  it("each string of the client has its English", () => {
    const sources = readdirSync("client/src", { recursive: true, encoding: "utf8" }).filter(f => f.endsWith(".ts"));
    const said = sources.flatMap(file =>
      [...read(join("client/src", file)).matchAll(/(?<![\p{L}.])t\(\s*"((?:[^"\\]|\\.)*)"/gu)].map(m => m[1]!),
    );
    assert.deepEqual([...new Set(said)].sort(), keys("l10n/bundle.l10n.en.json"));
  });

  it("the manifest says the same things in both", () => {
    assert.deepEqual(keys("package.nls.en.json"), keys("package.nls.json"));
    const used = [...read("package.json").matchAll(/"%([^%"]+)%"/g)].map(m => m[1]!);
    assert.deepEqual([...new Set(used)].sort(), keys("package.nls.json"));
  });
});
