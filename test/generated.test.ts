import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rulePages } from "../server/src/rule-pages";

describe("generated files", () => {
  it("docs/rules is what the rules say (else: npm run generate)", () => {
    const dir = join(process.cwd(), "docs/rules");
    const pages = rulePages();
    assert.deepEqual(readdirSync(dir).sort(), [...pages.keys()].sort());
    for (const [name, text] of pages) assert.equal(readFileSync(join(dir, name), "utf8"), text, name);
  });
});
