/** The examples: every finding of the drafts is in test/expected (UPDATE=1 rewrites); corrected editions and the model are clean at warning level. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { check, type Finding } from "../server/src/rules/check";
import { createWorkspace } from "../server/src/workspace/workspace";

const EXAMPLES = join(process.cwd(), "examples");
const EXPECTED = join(process.cwd(), "test/expected");

function files(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const path = join(dir, entry.name);
      return entry.isDirectory() ? files(path) : /\.ya?ml$|\.reg\.md$/.test(entry.name) ? [path] : [];
    });
}

const words = { error: "ошибка", warning: "предупреждение", information: "сведение", hint: "подсказка" };

describe("examples", () => {
  const paths = files(EXAMPLES);
  const uri = (path: string) =>
    `file:///examples/${relative(EXAMPLES, path).split("/").map(encodeURIComponent).join("/")}`;
  const workspace = createWorkspace(paths.map(path => ({ uri: uri(path), text: readFileSync(path, "utf8") })));
  for (const path of paths) {
    const name = relative(EXAMPLES, path);
    const doc = workspace.docs.get(uri(path));
    if (!doc) continue;
    const place = (f: Finding) => {
      const before = doc.text.slice(0, f.from).split("\n");
      return `${before.length}:${before.at(-1)!.length + 1}`;
    };
    it(name, () => {
      const found = check(doc, workspace);
      const lines = found.map(f => `${place(f)} ${words[f.severity]} ${f.rule.id} ${f.message}\n`).join("");
      const file = join(EXPECTED, `${name}.expected`);
      if (process.env.UPDATE) {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, lines);
      }
      assert.equal(
        lines,
        existsSync(file) ? readFileSync(file, "utf8") : "(no .expected file: run with UPDATE=1 and read it)",
      );
      if (!name.includes("черновик"))
        assert.deepEqual(
          found.filter(f => f.severity !== "hint" && f.severity !== "information").map(f => f.message),
          [],
        );
    });
  }
});
