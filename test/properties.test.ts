/** Nothing throws, a fix removes what it fixes, and the result doesn't depend on how the text came to be. */

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { createDoc, editDoc } from "../server/src/model/document";
import { newText } from "../server/src/operations/drafts/new-text";
import { builtIn, profileOf } from "../server/src/profiles/all";
import { type CheckResult, check, checkAfter, faults } from "../server/src/rules/engine/check";
import { fixAllEdits } from "../server/src/rules/engine/fix-all";
import { clauseDuplicate } from "../server/src/rules/structure/clause-duplicate";
import { applyEdits } from "../server/src/syntax/edits";
import { configOf } from "../server/src/workspace/config";
import { createWorkspace } from "../server/src/workspace/docs";
import { tableOf } from "../server/src/workspace/tables";
import { runs, slowly } from "./runs";

const SEEDS = join(process.cwd(), "../shared/seeds/dialect");
const EXAMPLES = join(process.cwd(), "examples");

/** Texts of our examples and, where they are, of the typed seeds. */
function texts(ending = ".reg.md"): { name: string; text: string }[] {
  const found: { name: string; text: string }[] = [];
  const walk = (dir: string) => {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      const path = join(dir, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (entry.name.endsWith(ending))
        found.push({ name: path.slice(process.cwd().length), text: readFileSync(path, "utf8") });
    }
  };
  for (const dir of [SEEDS, EXAMPLES]) if (existsSync(dir)) walk(dir);
  return found;
}

const URI = "file:///p/a.reg.md";
const alone = (text: string) => {
  const workspace = createWorkspace([{ uri: URI, text }]);
  return { workspace, doc: workspace.docs.get(URI)! };
};
const run = (text: string) => {
  const { workspace, doc } = alone(text);
  return check(workspace, doc);
};

describe("properties", () => {
  before(() => {
    faults.report = (_rule, error) => {
      throw error;
    };
  });

  slowly(
    "typing a document character by character and deleting it again never throws and ends as a full read",
    function () {
      this.timeout(60_000);
      for (const { text, name } of texts().slice(0, 6)) {
        let doc = createDoc("file:///p/a.reg.md", "");
        const workspace = createWorkspace();
        for (let i = 0; i < text.length; i++) {
          doc = editDoc(doc, text.slice(0, i + 1), [{ from: i, to: i, insert: text[i]! }]);
          if (i % 37 === 0) {
            workspace.docs.set(doc.uri, doc);
            check(workspace, doc);
          }
        }
        assert.deepEqual(doc.tree.blocks, createDoc(doc.uri, text).tree.blocks, name);
        for (let i = text.length; i > 0; i--) {
          doc = editDoc(doc, text.slice(0, i - 1), [{ from: i - 1, to: i, insert: "" }]);
          if (i % 41 === 0) {
            workspace.docs.set(doc.uri, doc);
            check(workspace, doc);
          }
        }
        assert.equal(doc.tree.blocks.length, 0);
      }
    },
  );

  it("random edits give the findings of a fresh read", function () {
    this.timeout(20_000);
    const all = texts().filter(t => t.text.length < 12_000);
    assert.ok(all.length > 10);
    const bits = [
      "",
      "\n",
      "\n\n",
      "1.1. ",
      "- ",
      "## ",
      "---\n",
      "(",
      "«",
      "»",
      "|",
      "ПОС",
      "\r\n",
      "п. 2.3",
      "```\n",
      "<!-- ",
      "😀",
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...all),
        fc.array(fc.tuple(fc.nat(), fc.nat(30), fc.constantFrom(...bits)), { maxLength: 6 }),
        ({ text }, edits) => {
          let doc = createDoc("file:///p/a.reg.md", text);
          let source = text;
          const workspace = createWorkspace();
          for (const [at, length, insert] of edits) {
            const from = source.length ? at % source.length : 0;
            const to = Math.min(source.length, from + length);
            source = source.slice(0, from) + insert + source.slice(to);
            doc = editDoc(doc, source, [{ from, to, insert }]);
            workspace.docs.set(doc.uri, doc);
            check(workspace, doc);
          }
          workspace.docs.set(doc.uri, doc);
          const view = (f: ReturnType<typeof check>) => f.map(x => `${x.from}-${x.to} ${x.rule.id} ${x.message}`);
          assert.deepEqual(view(check(workspace, doc)), view(run(source)));
        },
      ),
      { numRuns: runs(60) },
    );
  });

  it("a check after an edit inside a block is the check of a fresh read, and reruns few rules", function () {
    this.timeout(60_000);
    const all = texts().filter(t => t.text.length < 15_000);
    assert.ok(all.length > 10);
    const bits = [
      "ж",
      " ",
      "а",
      ".",
      ";",
      ":",
      ",",
      "«",
      "»",
      "(",
      ")",
      "П",
      "ПОС",
      "5",
      "№",
      "-",
      "–",
      "п. 1.2",
      "координатор ",
      "(далее – КЮК)",
      "приложение № 2 ",
      "не реже раза в месяц",
      "Положение ",
      "е",
      "",
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...all),
        fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom(...bits), fc.boolean()), {
          minLength: 4,
          maxLength: 12,
        }),
        ({ text }, edits) => {
          let doc = createDoc("file:///p/a.reg.md", text);
          let source = text;
          const workspace = createWorkspace();
          workspace.docs.set(doc.uri, doc);
          let known: CheckResult = checkAfter(undefined, workspace, doc);
          const view = (f: ReturnType<typeof check>) =>
            f.map(
              x =>
                `${x.from}-${x.to} ${x.severity} ${x.rule.id} ${x.message} ${JSON.stringify(x.related ?? [])} ${JSON.stringify(x.fixes?.() ?? [])}`,
            );
          let last: number | undefined;
          for (const [at, length, insert, goesOn] of edits) {
            const from = last ?? at % source.length;
            const to = Math.min(source.length, from + length);
            source = source.slice(0, from) + insert + source.slice(to);
            doc = editDoc(doc, source, [{ from, to, insert }]);
            workspace.docs.set(doc.uri, doc);
            // A quick hand types on before anybody asks for findings.
            last = goesOn ? from + insert.length : undefined;
            if (goesOn) continue;
            known = checkAfter(known, workspace, doc);
            assert.deepEqual(view(known.findings), view(check(workspace, doc)));
          }
        },
      ),
      { numRuns: runs(150) },
    );
  });

  it("a table checked after edits is what a fresh check gives", function () {
    this.timeout(60_000);
    const bits = [..."«»\"':,-{}[] #", "а", "\n", "\n  - ", "\n    срок: май", "срок", "31.02.2026", "2019", "____"];
    const tables = texts(".reg.yaml");
    const edit = fc.tuple(fc.nat(), fc.nat(4), fc.constantFrom(...bits, ""));
    fc.assert(
      fc.property(fc.constantFrom(...tables), fc.array(edit, { minLength: 2, maxLength: 8 }), ({ text }, edits) => {
        const uri = "file:///p/a.reg.yaml";
        const workspace = createWorkspace([{ uri, text }]);
        let doc = workspace.docs.get(uri)!;
        let known: CheckResult = checkAfter(undefined, workspace, doc);
        for (const [at, length, insert] of edits) {
          const from = at % doc.text.length;
          const to = Math.min(doc.text.length, from + length);
          doc = editDoc(doc, doc.text.slice(0, from) + insert + doc.text.slice(to), [{ from, to, insert }]);
          workspace.docs.set(uri, doc);
          known = checkAfter(known, workspace, doc);
          const fresh = createDoc(uri, doc.text);
          const { profiles } = configOf(workspace, uri);
          const view = (found: ReturnType<typeof check>) =>
            found.map(f => `${f.from}-${f.to} ${f.rule.id} ${f.message} ${JSON.stringify(f.fixes?.() ?? [])}`);
          assert.deepEqual(view(known.findings), view(check(workspace, fresh)), doc.text);
          const rows = (d: typeof doc) => tableOf(d, profileOf(d, profiles))?.rows.map(({ source: _, ...row }) => row);
          assert.deepEqual(rows(doc), rows(fresh), doc.text);
        }
      }),
      { numRuns: runs(200) },
    );
  });

  slowly("editions that were typed over are let go", async () => {
    const typed = texts().map(({ name, text }) => {
      const workspace = createWorkspace();
      const editions: WeakRef<object>[] = [];
      let doc = createDoc("file:///p/a.reg.md", text);
      let known: CheckResult | undefined;
      const at = text.lastIndexOf(" ");
      for (let i = 0; i < 6; i++) {
        workspace.docs.set(doc.uri, doc);
        known = checkAfter(known, workspace, doc);
        editions.push(new WeakRef(doc));
        doc = editDoc(doc, `${doc.text.slice(0, at)}а${doc.text.slice(at)}`, [{ from: at, to: at, insert: "а" }]);
      }
      return { name, known, editions };
    });
    await new Promise(resolve => setTimeout(resolve, 0)); // a job keeps alive what its weak references gave
    setFlagsFromString("--expose-gc");
    runInNewContext("gc()");
    for (const { name, known, editions } of typed) {
      const alive = editions.filter(e => e.deref()).length;
      assert.ok(known && alive <= 2, `${name}: ${alive}`);
    }
  });

  it("a term that changes its meaning changes the roles of other blocks", () => {
    const text = readFileSync(join(EXAMPLES, "1-prikaz-i-polozhenie/черновик/polozhenie.reg.md"), "utf8").replace(
      "(далее - ПОС)",
      "(далее - ПОС)ПОС",
    );
    const before = createDoc("file:///p/a.reg.md", text);
    const workspace = createWorkspace();
    workspace.docs.set(before.uri, before);
    const known = checkAfter(undefined, workspace, before);
    const at = text.indexOf(" - ПОС");
    const insert = "координатор ";
    const doc = editDoc(before, text.slice(0, at) + insert + text.slice(at), [{ from: at, to: at, insert }]);
    workspace.docs.set(doc.uri, doc);
    const view = (found: ReturnType<typeof check>) => found.map(f => `${f.from} ${f.rule.id} ${f.message}`);
    assert.deepEqual(view(checkAfter(known, workspace, doc).findings), view(check(workspace, doc)));
  });

  it("repetitions followed through edits are those of a fresh read", function () {
    this.timeout(20_000);
    const sentences = [
      "Клуб является добровольным объединением учеников школы, созданным на основе общих увлечений.",
      "Клуб – это добровольное объединение учеников, созданное на основе общих увлечений.",
      "Совет клуба собирается не реже одного раза в четверть по плану работы школы.",
      "Совет клуба собирается не реже одного раза в полугодие по общему плану работы школы.",
      "Отчёт о работе клуба за 5 класс хранится у секретаря совета три полных года.",
      "Отчёт о работе клуба за 6 класс хранится у секретаря совета три полных года.",
    ];
    const line = fc.constantFrom(...sentences, "Иное.", "");
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 3, maxLength: 14 }),
        fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.array(line, { maxLength: 3 })), { maxLength: 6 }),
        (first, edits) => {
          const lines = [...first];
          const textOf = () => lines.map(l => `1.1. ${l}\n\n`).join("");
          let doc = createDoc("file:///p/a.reg.md", textOf());
          const workspace = createWorkspace();
          workspace.docs.set(doc.uri, doc);
          let known = checkAfter(undefined, workspace, doc, [clauseDuplicate]);
          for (const [at, gone, added] of edits) {
            const from = at % (lines.length + 1);
            const offset = (n: number) => lines.slice(0, n).join("").length + n * "1.1. \n\n".length;
            const span = { from: offset(from), to: offset(Math.min(lines.length, from + gone)) };
            lines.splice(from, gone, ...added);
            const text = textOf();
            const insert = text.slice(span.from, text.length - (doc.text.length - span.to));
            doc = editDoc(doc, text, [{ ...span, insert }]);
            workspace.docs.set(doc.uri, doc);
            known = checkAfter(known, workspace, doc, [clauseDuplicate]);
            const fresh = createDoc(doc.uri, doc.text);
            const view = (found: ReturnType<typeof check>) =>
              found.map(f => `${f.from} ${f.message} ${f.related?.[0]?.from}`);
            assert.deepEqual(view(known.findings), view(check(workspace, fresh, [clauseDuplicate])));
          }
        },
      ),
    );
  });

  slowly("a header broken at every prefix keeps the rest checked", () => {
    const header =
      "---\nдокумент: положение\nпрофиль: ПОС\nгрифы:\n  - { вид: принято, орган: Совет, протокол: { номер: 4, дата: 2026-04-28 } }\nтермины:\n  ПОС: сообщество\n---\n";
    const body = "\n# Положение о клубе\n\n## 1. Общие\n\n1.1. А.\n\n1.3. Б.\n";
    for (let i = 0; i <= header.length; i++) {
      const found = run(header.slice(0, i) + body);
      if (i > 4 || i === 0)
        assert.ok(
          found.some(f => f.rule.id === "number-gap"),
          `prefix of ${i}: ${JSON.stringify(header.slice(Math.max(0, i - 20), i))}`,
        );
    }
  });

  slowly("bad input gives findings, not faults", () => {
    const inputs = [
      "",
      "\ufeff",
      "\0\0\0",
      "\ufffd".repeat(100),
      "x".repeat(2_000_000),
      "1.1. ".repeat(20_000),
      "(".repeat(50_000),
      "«".repeat(50_000),
      "- ".repeat(20_000),
      `${"#".repeat(7)} x\n---\n---\n`,
      "---\n",
      "---\n[",
      "| a\n|-|\n",
      "\r\r\r",
      "<!--",
      "```",
    ];
    for (const text of inputs) run(text);
    assert.ok(run("1.1. \ufffd\ufffd").some(f => f.rule.id === "file-encoding"));
  });

  slowly("100,000 clauses are read and checked", function () {
    this.timeout(60_000);
    const text = Array.from({ length: 100_000 }, (_, i) => `1.${i + 1}. Пункт.\n`).join("\n");
    run(`## 1. Общие\n\n${text}`);
  });

  slowly("applying every fix removes what was fixed and offers nothing new of the same rules", () => {
    for (const { text, name } of texts()) {
      let source = text;
      let rounds = 0;
      for (; rounds < 12; rounds++) {
        const { workspace, doc } = alone(source);
        const edits = fixAllEdits(workspace, doc, check(workspace, doc)).filter(e => (e.uri ?? URI) === URI);
        if (!edits.length) break;
        const next = applyEdits(source, edits);
        if (next === source) break;
        source = next;
      }
      assert.ok(rounds < 12, `${name}: fixes go on for ever`);
      const left = run(source).filter(f => f.fixes?.()[0] && !f.fixes()[0]!.ask);
      assert.deepEqual(
        left.map(f => `${f.rule.id}: ${f.message}`),
        [],
        name,
      );
    }
  });

  it("a new document of every kind is clean but for its blanks", () => {
    for (const profile of builtIn) {
      const workspace = createWorkspace([
        {
          uri: "file:///p/reglament.yaml",
          text: "организация:\n  краткое: МБОУ «Школа № 1»\n  руководитель: { должность: директор, лицо: Петрова А.А. }\n",
        },
      ]);
      const uri = `file:///p/a${profile.extension}`;
      const text = newText(profile, { title: "", values: {} }, configOf(workspace, uri));
      workspace.docs.set(uri, createDoc(uri, text));
      const found = check(workspace, workspace.docs.get(uri)!).filter(
        f => !["blank-left", "stamp-placeholder"].includes(f.rule.id),
      );
      assert.deepEqual(
        found.map(f => `${f.rule.id}: ${f.message}`),
        [],
        `${profile.label}\n${text}`,
      );
    }
  });
});
