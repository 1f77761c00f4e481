import assert from "node:assert/strict";
import fc from "fast-check";
import { configOf } from "../server/src/workspace/config";
import { createWorkspace } from "../server/src/workspace/docs";
import { matchesGlob } from "../server/src/workspace/glob";
import { runs } from "./runs";

describe("file names with stars", () => {
  it("fit as everywhere", () => {
    const table: [glob: string, fits: string[], not: string[]][] = [
      ["профили/*.yaml", ["профили/а.yaml", "профили/.yaml"], ["профили/в/а.yaml", "а.yaml", "профили/а.yml"]],
      ["./профили/а.yaml", ["профили/а.yaml"], ["профили/аа.yaml", "x/профили/а.yaml"]],
      ["**/*.yaml", ["а.yaml", "б/в/а.yaml"], ["а.yml"]],
      ["профили/**", ["профили/а.yaml", "профили/б/а.yaml"], ["а.yaml"]],
      ["**/п/**/*.yaml", ["п/а.yaml", "x/п/y/z/а.yaml"], ["x/а.yaml"]],
      ["?.yaml", ["а.yaml", "😀.yaml"], [".yaml", "аб.yaml", "/.yaml"]],
      ["а**б.yaml", ["аб.yaml", "а-б.yaml"], ["а/б.yaml"]],
      ["(а|[б).yaml", ["(а|[б).yaml"], ["а.yaml"]],
      ["й.yaml".normalize("NFD"), ["й.yaml".normalize("NFC")], []],
      ["", [""], ["а"]],
    ];
    for (const [glob, fits, not] of table) {
      for (const path of fits) assert.ok(matchesGlob(glob, path), `${glob} fits ${path}`);
      for (const path of not) assert.ok(!matchesGlob(glob, path), `${glob} doesn't fit ${path}`);
    }
  });

  it("fit what a pattern without a memory fits", () => {
    const sign = fc.constantFrom("a", "b", "/", "*", "?", ".", "+");
    const glob = fc.string({ unit: sign, maxLength: 8 }).map(s => s.replace(/\*{2,}/g, "*"));
    const path = fc.string({ unit: fc.constantFrom("a", "b", "/", ".", "+"), maxLength: 8 });
    fc.assert(
      fc.property(glob, path, (g, p) => {
        const own = g.replace(/^\.\//, "");
        const pattern = own.replace(/[.+]/g, "\\$&").replace(/\*/g, "[^/]*").replace(/\?/g, "[^/]");
        assert.equal(matchesGlob(g, p), new RegExp(`^${pattern}$`, "u").test(p));
      }),
      { numRuns: runs(2000) },
    );
  });

  it("take no time, whatever is written", () => {
    const started = performance.now();
    matchesGlob("*a".repeat(500), "a".repeat(5000));
    matchesGlob("**/a/".repeat(300), "a/".repeat(3000));
    assert.ok(performance.now() - started < 2000);
  });

  it("never throw out of the configuration", () => {
    const words = fc.array(fc.string({ unit: fc.constantFrom(..."?*[](){}+\\^$|./-ая"), maxLength: 6 }), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(words, globs => {
        const text = `профили: ${JSON.stringify(globs)}\n`;
        const workspace = createWorkspace([
          { uri: "file:///w/reglament.yaml", text },
          { uri: "file:///w/%D0%BF%D1%80%D0%BE%D1%84%D0%B8%D0%BB%D0%B8/a.yaml", text: "документ: памятка\n" },
        ]);
        configOf(workspace, "file:///w/a.reg.md");
      }),
      { numRuns: runs(500) },
    );
    const workspace = createWorkspace([{ uri: "file:///w/reglament.yaml", text: 'профили: ["?.yaml"]\n' }]);
    assert.deepEqual(configOf(workspace, "file:///w/a.reg.md").problems, []);
  });
});
