/** What a change of one token once passed unseen (`npm run mutate`), and a user would have noticed. */
import assert from "node:assert/strict";
import { typedEdits } from "../server/src/features/formatting";
import { leftToSign } from "../server/src/features/ready";
import { pasted } from "../server/src/intake/paste";
import { createDoc } from "../server/src/model/document";
import { suppressionsOf } from "../server/src/model/suppression";
import { operate } from "../server/src/operations/numbering/clause-operations";
import { renderPage } from "../server/src/render/html";
import { check, type Finding } from "../server/src/rules/engine/check";
import { fixAllEdits } from "../server/src/rules/engine/fix-all";
import { organisationForeign } from "../server/src/rules/template/organisation";
import { applyEdits } from "../server/src/syntax/edits";
import { readYaml } from "../server/src/syntax/yaml";
import { configOf } from "../server/src/workspace/config";
import { createWorkspace } from "../server/src/workspace/docs";
import { serve } from "./session";

describe("one token", () => {
  const value = (text: string) => readYaml(text, 0).value;
  const workspaceOf = (text: string, uri = "file:///w/a.reg.md") => createWorkspace([{ uri, text }]);

  it("of lists of YAML: a dash inside an item is its text, a hyphen without a blank begins one only with words", () => {
    assert.deepEqual(value("a:\n  - – x\n"), { a: ["– x"] });
    assert.deepEqual(value("a:\n  – x\n"), { a: ["x"] });
    assert.deepEqual(value("м:\n-мероприятие: Семинар\n"), { м: [{ мероприятие: "Семинар" }] });
    assert.deepEqual(value("срок: май\n-5\n"), { срок: "май" });
    assert.deepEqual(value("срок: май\n-слово\n"), { срок: "май" });
  });

  it("of maps in braces: a bracket ends a key, an open brace its line", () => {
    assert.deepEqual(value("к: { б[в: г }\n"), { к: { в: "г" } });
    assert.equal(readYaml("к: { б[в: г }\n", 0).problems.length, 4);
    assert.deepEqual(value("к: {а: б\nв: г\n"), { к: { а: "б" }, в: "г" });
  });

  it("of suppressions: a broken one doesn't end the reading of the others", () => {
    const [only, ...more] = suppressionsOf(
      createDoc("file:///a.reg.yaml", "# reglament-ignore\nа: б # reglament-ignore cell-empty: потом\n"),
    );
    assert.deepEqual([only?.rules, only?.reason, more], [["cell-empty"], "потом", []]);
  });

  it("of stamps: those before the approval don't hide who signs it", () => {
    const workspace = createWorkspace([
      {
        uri: "file:///w/a.reg.md",
        text: "---\nдокумент: положение\nгрифы:\n  - { вид: согласовано, должность: Председатель, лицо: П.П. Зуев }\n  - { вид: утверждаю, должность: Директор, лицо: И.И. Иванова }\n---\n\n# О клубе\n",
      },
      {
        uri: "file:///w/reglament.yaml",
        text: "организация:\n  краткое: МАОУ «Радуга»\n  руководитель: { должность: директор, лицо: Петрова А.А. }\n",
      },
    ]);
    const found = check(workspace, workspace.docs.get("file:///w/a.reg.md")!, [organisationForeign]);
    assert.deepEqual(
      found.map(f => f.message),
      ["Утверждает И.И. Иванова, а руководитель в reglament.yaml — Петрова А.А."],
    );
  });

  it("of what is left before signing: hints aren't among what is to be filled in", () => {
    const workspace = workspaceOf("---\nдокумент: положение\n---\n\n# Положение о клубе\n\n1.1. Клуб ____.\n");
    const doc = workspace.docs.get("file:///w/a.reg.md")!;
    const found = check(workspace, doc);
    const asHint = (level: "hint" | "warning") =>
      found.map(f => (f.rule.group === "stamps" ? { ...f, severity: level } : f));
    const blanks = (level: "hint" | "warning") =>
      leftToSign(workspace, doc, "document", () => asHint(level)).documents[0]!.fill.filter(t => t.level !== undefined)
        .length;
    assert.equal(blanks("warning") - blanks("hint"), found.filter(f => f.rule.group === "stamps").length);
    assert.ok(blanks("warning") > blanks("hint"));
  });

  it("of a quote that is typed: in a table it stays as it is", () => {
    const table = '| а | б |\n|---|---|\n| в "';
    assert.deepEqual(typedEdits(createDoc("file:///a.reg.md", `${table} | г |\n`), table.length, '"'), []);
    const clause = '1.1. Клуб "';
    assert.equal(typedEdits(createDoc("file:///a.reg.md", clause), clause.length, '"').length, 1);
  });

  it("of the page: code is printed as it is written", () => {
    const workspace = workspaceOf("# П\n\n```\nкод  <b>\n```\n");
    const doc = workspace.docs.get("file:///w/a.reg.md")!;
    const html = renderPage(workspace, doc, configOf(workspace, doc.uri)).map(b => b.html);
    assert.equal(html.at(-1), "<pre>код  &lt;b&gt;</pre>");
  });

  it("of «fix all»: a fix that would overlap waits, those behind it don't", () => {
    const workspace = workspaceOf("1.1. абвгд.\n");
    const doc = workspace.docs.get("file:///w/a.reg.md")!;
    const found = (...edits: [from: number, to: number, insert: string][]): Finding => ({
      rule: organisationForeign,
      severity: "warning",
      from: edits[0]![0],
      to: edits[0]![1],
      message: "",
      fixes: () => [{ title: "", edits: edits.map(([from, to, insert]) => ({ from, to, insert })) }],
    });
    const edits = fixAllEdits(workspace, doc, [
      found([5, 7, "А"]),
      found([6, 8, "Б"]),
      found([8, 9, "В"]),
      found([8, 9, "В"], [9, 10, "Г"]),
    ]);
    assert.deepEqual(
      edits.map(e => e.insert),
      ["А", "В", "Г"],
    );
  });

  it("of what editors open: a readme is no regulation, a regulation is one whatever its editor calls it", async () => {
    const client = await serve("//- a.reg.md\n# Положение\n");
    const open = (uri: string, languageId: string) =>
      client.connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri, languageId, version: 1, text: "# О клубе\n\n1.1. А.\n" },
      });
    const symbols = (uri: string) =>
      client.ask<readonly unknown[] | null>("textDocument/documentSymbol", { textDocument: { uri } });
    await open("file:///w/README.md", "Markdown");
    await open("file:///w/b.reg.md", "markdown");
    await open("file:///w/untitled", "reglament");
    assert.deepEqual((await symbols("file:///w/README.md")) ?? [], []);
    assert.equal((await symbols("file:///w/b.reg.md"))!.length, 1);
    assert.equal((await symbols("file:///w/untitled"))!.length, 1);
    client.stop();
  });

  const clausesOf = (count: number) =>
    Array.from({ length: count }, (_, i) => `1.${i + 1}. Пункт ${"абвгде"[i]}.\n\n`).join("");
  const changed = (text: string, operation: "moveDown" | "demote", words: string) => {
    const workspace = workspaceOf(text);
    const doc = workspace.docs.get("file:///w/a.reg.md")!;
    const outcome = operate(workspace, doc, operation, text.indexOf(words));
    return "refused" in outcome ? outcome.refused : applyEdits(text, outcome.edits);
  };

  it("of a range that is torn: what still hangs together keeps both its ends", () => {
    const text = `## 1. А\n\n${clausesOf(6)}## 2. Б\n\n2.1. По пп. 1.1–1.4.\n`;
    assert.match(changed(text, "moveDown", "Пункт г"), /По пп\. 1\.1–1\.3 и 1\.5\./);
  });

  it("of a depth: a clause goes down to the fourth level and no further", () => {
    const third = "## 1. А\n\n1.1. А.\n\n1.1.1. Б.\n\n1.1.1.1. В.\n\n1.1.1.2. Г.\n";
    assert.match(changed(third, "demote", "Г."), /Глубже 4 уровней/);
    assert.match(changed("## 1. А\n\n1.1. А.\n\n1.1.1. Б.\n\n1.1.2. В.\n", "demote", "В."), /1\.1\.1\.1\. В\./);
  });

  it("of a section without clauses: what is pasted there begins with its first number", () => {
    const text = "## 1. А\n\n1.1. Да.\n\n## 2. Б\n\n";
    const workspace = workspaceOf(text);
    const doc = workspace.docs.get("file:///w/a.reg.md")!;
    const place = { from: text.length, to: text.length };
    const html = "<ol><li>Первый.</li><li>Второй.</li></ol>";
    assert.match(pasted(workspace, doc, place, { html, text: "" })!.text, /2\.1\. Первый\.[\s\S]*2\.2\. Второй\./);
  });
});
