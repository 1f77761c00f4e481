/** What the build does to our sources. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { packageFolders, shippedFindings } from "../scripts/bundled.mjs";
import { letters, spellLetters } from "../scripts/letters.mjs";
import { builtIn } from "../server/src/profiles/all";
import { type Profile, readProfile } from "../server/src/profiles/profile";

describe("build", () => {
  it("the audit judges the packages whose code is shipped, and tells which", () => {
    const folders = packageFolders([
      "client/src/node.ts",
      "node_modules/zod/v4/mini/index.js",
      "node_modules/zod/v4/core/core.js",
      "node_modules/@lezer/markdown/dist/index.js",
      "node_modules/a/node_modules/b/index.js",
    ]);
    assert.deepEqual(folders, ["node_modules/@lezer/markdown", "node_modules/a/node_modules/b", "node_modules/zod"]);
    const hole = { title: "Prototype pollution", url: "https://example.org/1" };
    const found = (name: string, nodes: string[], via: unknown[]) => ({
      [name]: { name, severity: "high", nodes, via },
    });
    const report = {
      vulnerabilities: {
        ...found("zod", ["node_modules/zod"], [hole]),
        // A tool, the same package elsewhere, and one that only depends on a hole.
        ...found("mocha", ["node_modules/mocha"], [hole]),
        ...found("b", ["node_modules/b", "node_modules/a/node_modules/b"], [hole]),
        ...found("@lezer/markdown", ["node_modules/@lezer/markdown"], ["mocha"]),
      },
    };
    assert.deepEqual(shippedFindings(report, folders), [
      {
        name: "zod",
        severity: "high",
        folders: ["node_modules/zod"],
        why: ["Prototype pollution https://example.org/1"],
      },
      {
        name: "b",
        severity: "high",
        folders: ["node_modules/a/node_modules/b"],
        why: ["Prototype pollution https://example.org/1"],
      },
    ]);
    assert.deepEqual(shippedFindings({}, folders), []);
  });

  it("spells the letters of Latin-1 and Cyrillic out as Unicode has them", () => {
    for (const [name, spelt] of Object.entries(letters)) {
      const property = new RegExp(`\\p{${name}}`, "u");
      const own = new RegExp(`[${spelt}]`, "u");
      for (const [from, to] of [
        [0, 0xff],
        [0x400, 0x52f],
      ] as const)
        for (let code = from; code <= to; code++) {
          const letter = String.fromCharCode(code);
          assert.equal(own.test(letter), property.test(letter), `${name}: ${code.toString(16)}`);
        }
    }
  });

  it("does so in literals, strings and templates, inside a class and outside, and nowhere else", () => {
    const source = String.raw`
      const a = /[«\p{Lu}]\[\p{Lu}\]+[^\]\p{Lu}\\]\p{Lu}/u, b = [/(?<!\p{Lu})\/\p{N}/u, c / 2]; // \p{Lu}
      const d = new RegExp(${"`"}(?<![\\d\\p{Lu}])\\[${"$"}{b.map(x => "\\p{Lu}[\\p{Lu}]")}\\p{Lu}${"`"}, "u");`;
    const expected = String.raw`
      const a = /[«@]\[[@]\]+[^\]@\\][@]/u, b = [/(?<![@])\/\p{N}/u, c / 2]; // \p{Lu}
      const d = new RegExp(${"`"}(?<![\\d@])\\[${"$"}{b.map(x => "[@][@]")}[@]${"`"}, "u");`;
    assert.equal(spellLetters(source).replaceAll(letters.Lu, "@"), expected);
  });

  it("reads the built-in profiles as our reader does, and they fit the schema", () => {
    const files = [...readFileSync("server/src/profiles/all.ts", "utf8").matchAll(/from "\.\/(.+\.yaml)"/g)];
    assert.equal(files.length, builtIn.length);
    const found = new Map<string, Profile>();
    const sources = files.map(m => readFileSync(`server/src/profiles/${m[1]}`, "utf8"));
    // A profile that others are based on comes before them.
    for (const source of sources.sort((a, b) => Number(/^основа:/m.test(a)) - Number(/^основа:/m.test(b)))) {
      const { profile, problems } = readProfile(source, type => found.get(type));
      assert.deepEqual(problems, []);
      assert(profile);
      if (!profile.name) found.set(profile.type, profile);
      assert.deepEqual(
        profile,
        builtIn.find(p => p.type === profile.type && p.name === profile.name),
      );
    }
  });
});
