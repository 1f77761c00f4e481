/** Renumbering: the numbers by place, and everything that cites them, in this document and in its neighbours. */

import assert from "node:assert/strict";
import { renumberEdits } from "../server/src/operations/numbering/renumber";
import { check } from "../server/src/rules/engine/check";
import { sectionMissing } from "../server/src/rules/structure/section-missing";
import { applyEdits } from "../server/src/syntax/edits";
import { createWorkspace } from "../server/src/workspace/docs";

const A = "file:///w/a.reg.md";

/** Texts of all files after the first one is renumbered. */
function renumbered(files: Record<string, string>): Record<string, string> {
  const workspace = createWorkspace(Object.entries(files).map(([name, text]) => ({ uri: `file:///w/${name}`, text })));
  const edits = renumberEdits(workspace, workspace.docs.get(A)!);
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [
      name,
      applyEdits(
        text,
        edits.filter(e => (e.uri ?? A) === `file:///w/${name}`),
      ),
    ]),
  );
}

const GAP = "# Положение\n\n## 1. Состав\n\n1.1. Состав.\n\n1.3. Порядок.\n";

describe("renumbering", () => {
  it("closes a gap and moves the references of the text and the header", () => {
    const source = `---\nдокумент: положение\nроли:\n  секретарь: { пункт: 1.3 }\n---\n\n${GAP}\n1.4. По пункту 1.3 и [п. 1.4](#1.4).\n`;
    assert.equal(
      renumbered({ "a.reg.md": source })["a.reg.md"],
      source
        .replace("1.3. Порядок", "1.2. Порядок")
        .replace("{ пункт: 1.3 }", "{ пункт: 1.2 }")
        .replace("1.4. По пункту 1.3 и [п. 1.4](#1.4)", "1.3. По пункту 1.2 и [п. 1.3](#1.3)"),
    );
  });

  it("leaves numbers of other acts and of other files alone", () => {
    const source = `${GAP}\n1.4. По пункту 1.3 Порядка и [п. 1.3](b.reg.md#1.3).\n`;
    const after = renumbered({
      "a.reg.md": source,
      "b.reg.md": "# Отчёт\n\n## 1. Итоги\n\n1.1. Итоги.\n\n1.3. По п. 1.3.\n",
    });
    assert.match(after["a.reg.md"]!, /1\.3\. По пункту 1\.3 Порядка и \[п\. 1\.3\]\(b\.reg\.md#1\.3\)/);
    assert.match(after["b.reg.md"]!, /1\.3\. По п\. 1\.3\./);
  });

  it("moves both the address and the words of a link from another file", () => {
    const after = renumbered({
      "a.reg.md": GAP,
      "b.reg.md": "# Отчёт\n\n1. По [п. 1.3](a.reg.md#1.3) и своему п. 1.3.\n",
    });
    assert.equal(after["b.reg.md"], "# Отчёт\n\n1. По [п. 1.2](a.reg.md#1.2) и своему п. 1.3.\n");
  });

  it("moves the tasks of a plan that rests on the document, and of no other", () => {
    const plan = (basis: string) =>
      `документ: план\nоснование: ${basis}\nмероприятия:\n  - { задача: 1.3, мероприятие: Семинар }\n  - задача: [1.1, "1.3"]\n    мероприятие: Итоги 1.3\n`;
    const after = renumbered({ "a.reg.md": GAP, "p.reg.yaml": plan("a.reg.md"), "q.reg.yaml": plan("b.reg.md") });
    assert.equal(after["p.reg.yaml"], plan("a.reg.md").replace("задача: 1.3", "задача: 1.2").replace('"1.3"', '"1.2"'));
    assert.equal(after["q.reg.yaml"], plan("b.reg.md"));
  });

  it("counts a section whose heading lost its number, subsections, appendices and lists of points by themselves", () => {
    const whole = [
      "# П\n\n## Общее\n\n1.1. А.\n\n## 2. Состав\n\n2.1. Б.\n",
      "# П\n\n## 1. Общее\n\n### 1.1. Члены\n\n1.1.1. А.\n\n### 1.2. Секретарь\n\n1.2.1. Б.\n",
      "# П\n\n## 1. Общее\n\n1.1. А.\n\n## Приложение № 1. Порядок\n\n## 1. Общее\n\n1.1. Б.\n",
      "# П\n\nПовестка:\n\n1. А.\n2. Б.\n\nРешили:\n\n1. В.\n2. Г.\n",
      "# П\n\n1.1. А.\n\n1.2. Б.\n\n2.1. В.\n",
    ];
    for (const text of whole) assert.deepEqual(renumbered({ "a.reg.md": text }), { "a.reg.md": text });
  });

  it("goes with a missing section that is put in, and an act in force gets none before others", () => {
    const source = (state: string) =>
      `---\nдокумент: отчёт\nсостояние: ${state}\n---\n\n# Отчёт о работе клуба\n\n## 1. Общие сведения\n\n1.1. См. п. 2.1.\n\n## 2. Результаты\n\n2.1. Итоги.\n\n## 3. Выводы\n\n3.1. Вывод.\n`;
    const fixesOf = (state: string) => {
      const workspace = createWorkspace([
        { uri: A, text: source(state) },
        { uri: "file:///w/b.reg.md", text: "# Справка\n\n1. По [п. 3.1](a.reg.md#3.1).\n" },
      ]);
      const found = check(workspace, workspace.docs.get(A)!, [sectionMissing]);
      assert.deepEqual(found.map(f => f.message).filter(m => m.includes("Выполнение плана")).length, 1);
      return found[0]!.fixes?.() ?? [];
    };
    assert.deepEqual(fixesOf("действует"), []);
    const [fix] = fixesOf("проект");
    assert.equal(fix?.ask, true);
    const text = applyEdits(
      source("проект"),
      fix!.edits.filter(e => !e.uri),
    );
    assert.match(
      text,
      /1\.1\. См\. п\. 3\.1\.\n\n## 2\. Выполнение плана\n\n2\.1\. [\s\S]*\n\n## 3\. Результаты\n\n3\.1\. Итоги\.\n\n## 4\. Выводы\n\n4\.1\. Вывод\.\n$/,
    );
    assert.deepEqual(
      fix!.edits.filter(e => e.uri).map(e => e.insert),
      ["4.1", "4.1"],
    );
  });
});
