/** Folders in one fixed order; each imports only itself and those before it. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const ORDER = [
  "russian",
  "syntax",
  "model",
  "profiles",
  "workspace",
  "operations",
  "rules",
  "intake",
  "render",
  "revision",
  "features",
  "host",
];
const ROOT = join(process.cwd(), "server/src");

function* files(dir: string): Iterable<string> {
  for (const name of readdirSync(dir)) {
    const path = join(dir, name);
    if (statSync(path).isDirectory()) yield* files(path);
    else if (path.endsWith(".ts")) yield path;
  }
}

const imports = (path: string) =>
  [...readFileSync(path, "utf8").matchAll(/from "([^"]+)"|import "([^"]+)"/g)].map(m => m[1] ?? m[2]!);

describe("imports", () => {
  it("go one way", () => {
    const wrong: string[] = [];
    for (const path of files(ROOT)) {
      const folder = relative(ROOT, path).split("/")[0]!;
      const rank = ORDER.indexOf(folder);
      if (rank < 0) continue;
      for (const target of imports(path)) {
        if (target.startsWith(".")) {
          const to = relative(ROOT, resolve(dirname(path), target)).split("/")[0]!;
          if (to === "protocol" ? rank < ORDER.indexOf("render") : ORDER.indexOf(to) > rank)
            wrong.push(`${relative(ROOT, path)} → ${target}`);
        } else {
          const lsp = target.startsWith("vscode-languageserver");
          if (lsp && !["features", "host"].includes(folder)) wrong.push(`${relative(ROOT, path)} → ${target}`);
          if (target === "vscode") wrong.push(`${relative(ROOT, path)} → ${target}`);
          if (target.startsWith("node:") && !/host\/(?:node|cli)/.test(path))
            wrong.push(`${relative(ROOT, path)} → ${target}`);
          if ((target.startsWith("@lezer/") || target === "yaml") && folder !== "syntax")
            wrong.push(`${relative(ROOT, path)} → ${target}`);
        }
      }
    }
    assert.deepEqual(wrong, []);
  });
});
