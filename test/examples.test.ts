/**
 * The examples: every finding of the drafts and of the inconsistent package is in test/expected (UPDATE=1 rewrites);
 * corrected editions are clean at warning level, the model has no finding at all.
 */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { allRules } from "../server/src/rules/all";
import { check, type Finding } from "../server/src/rules/engine/check";
import { createWorkspace } from "../server/src/workspace/docs";

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

/** The meetings of these days are past, and the school year 2026/2027 goes on. */
const today = { y: 2026, m: 11, d: 24 };

/** Whose documents have drifted apart. */
const INCONSISTENT = "nesoglasovannyi-paket/";

/** Rules of other groups that compare documents or dates. */
const COMPARING = [
  "appendix-missing",
  "appendix-unreferenced",
  "date-invalid",
  "period-mismatch",
  "plan-date",
  "ref-broken",
  "ref-file",
  "role-duplicate",
  "stamp-date-order",
  "status-above-basis",
  "title-mismatch",
];

/** Rules of the group that speak only where the text names no frequency; there the other two about it are silent. */
const UNLIKE = ["frequency-missing", "frequency-vague"];

const words = { error: "ошибка", warning: "предупреждение", information: "сведение", hint: "подсказка" };

describe("examples", () => {
  const paths = files(EXAMPLES);
  const uri = (path: string) =>
    `file:///examples/${relative(EXAMPLES, path).split("/").map(encodeURIComponent).join("/")}`;
  const workspace = createWorkspace(paths.map(path => ({ uri: uri(path), text: readFileSync(path, "utf8") })));
  workspace.today = today;
  for (const path of paths) {
    const name = relative(EXAMPLES, path);
    const doc = workspace.docs.get(uri(path));
    if (!doc) continue;
    const place = (f: Finding) => {
      const before = doc.text.slice(0, f.from).split("\n");
      return `${before.length}:${before.at(-1)!.length + 1}`;
    };
    it(name, () => {
      const found = check(workspace, doc);
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
      if (name.startsWith("obrazets/")) assert.equal(lines, "");
      if (!name.includes("черновик") && !name.startsWith(INCONSISTENT))
        assert.deepEqual(
          found.filter(f => f.severity !== "hint" && f.severity !== "information").map(f => f.message),
          [],
        );
    });
  }

  it("every rule about a package finds something in the inconsistent one", () => {
    const own = [...workspace.docs.values()].filter(d => d.uri.includes(INCONSISTENT));
    const found = new Set(own.flatMap(d => check(workspace, d).map(f => f.rule.id)));
    const asked = allRules.filter(r => (r.group === "package" && !UNLIKE.includes(r.id)) || COMPARING.includes(r.id));
    assert.equal(asked.filter(r => COMPARING.includes(r.id)).length, COMPARING.length);
    assert.deepEqual(
      asked.map(r => r.id).filter(id => !found.has(id)),
      [],
    );
  });
});
