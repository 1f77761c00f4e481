/** Plans against their regulation: numbers and coverage of tasks, executors, promised companions, rows that fixes add. */

import assert from "node:assert/strict";
import fc from "fast-check";
import type { CodeAction } from "vscode-languageserver";
import { createDoc } from "../server/src/model/document";
import { check } from "../server/src/rules/engine/check";
import { packageMissing } from "../server/src/rules/package/package-missing";
import { planResponsible } from "../server/src/rules/package/plan-responsible";
import { planTaskUncovered } from "../server/src/rules/package/plan-task-uncovered";
import { planTaskUnknown } from "../server/src/rules/package/plan-task-unknown";
import { reportUncovered } from "../server/src/rules/package/report-uncovered";
import { applyEdits } from "../server/src/syntax/edits";
import type { Workspace } from "../server/src/workspace/docs";
import { fingerprintOf, neighbourFingerprint } from "../server/src/workspace/fingerprints";
import { companionsOf } from "../server/src/workspace/packages/companions";
import { profileFor } from "../server/src/workspace/packages/packages";
import { clauseNumbersIn, coverageOf, plansOf, taskFinder } from "../server/src/workspace/planning/coverage";
import { cellOf, tableOf } from "../server/src/workspace/tables";
import { fixture } from "./fixture";
import { runs } from "./runs";
import { serve } from "./session";

const REGULATION = `//- polozhenie.reg.md
---
документ: положение
роли:
  координатор ПОС: { порядок: назначается приказом директора, синонимы: [куратор сообщества] }
---

# Положение о профессиональном обучающемся сообществе

## 1. Цели и задачи

1.1. Профессиональное обучающееся сообщество (далее – ПОС) создано для педагогов.

1.2. Задачами ПОС являются:

1.2.1. подбор книг;

1.2.2. обсуждение: споры, # и [другое];

1.2.3. встречи с авторами.

1.3. Секретарь ПОС избирается на первом заседании.
`;
const PLAN = "//- plan.reg.yaml\nдокумент: план\nоснование: polozhenie.reg.md\n";

const doc = (workspace: Workspace, name: string) => workspace.docs.find(`file:///w/${name}`)!;

describe("plans", () => {
  it("numbers of clauses are read as schools write them", () => {
    const read = (text: string) =>
      clauseNumbersIn(text).map(n => {
        assert.equal(text.slice(n.from, n.to), n.path);
        return n.path + (n.through ? `..${n.through}` : "");
      });
    assert.deepEqual(read("1.2.1"), ["1.2.1"]);
    assert.deepEqual(read("п. 1.2.1."), ["1.2.1"]);
    assert.deepEqual(read("пп. 1.2.1 и 1.2.3"), ["1.2.1", "1.2.3"]);
    assert.deepEqual(read("1.2.1–1.2.3"), ["1.2.1..1.2.3", "1.2.3"]);
    assert.deepEqual(read("1.2.1, 1.2.2; раздел 2"), ["1.2.1", "1.2.2", "2"]);
    assert.deepEqual(read("1.2.1. Подбор 5 книг"), ["1.2.1"]);
    assert.deepEqual(read("5 книг"), []);
    assert.deepEqual(read("п. 7.2 Порядка аттестации"), []);
    assert.deepEqual(read("часть 3 статьи 28 Федерального закона"), []);
    assert.deepEqual(read("все"), []);
  });

  it("a cell names tasks by number, by range, by a clause above or below, by its words", () => {
    const { workspace } = fixture(REGULATION);
    const find = taskFinder(doc(workspace, "polozhenie.reg.md"));
    const told = (text: string) => [...new Set(find(text).map(t => t.path))].join(" ");
    assert.equal(told("1.2.2"), "1.2.2");
    assert.equal(told("1.2"), "1.2.1 1.2.2 1.2.3");
    assert.equal(told("1.2.2–1.2.3"), "1.2.2 1.2.3");
    assert.equal(told("1.2.3.4"), "1.2.3");
    assert.equal(told("встреча с автором"), "1.2.3");
    assert.equal(told("1.3"), "");
    assert.equal(told("методическая работа"), "");
  });

  it("plans of one package and school year count together", () => {
    const { workspace } = fixture(
      `${REGULATION}//- a.reg.yaml\nдокумент: план\nоснование: polozhenie.reg.md\nучебный год: 2025/2026\nмероприятия:\n  - { задача: 1.2, мероприятие: А }\n//- b.reg.yaml\nдокумент: план\nоснование: polozhenie.reg.md\nучебный год: 2026-2027\nмероприятия:\n  - { задача: 1.2.1, мероприятие: Б }\n//- c.reg.yaml\nдокумент: дорожная карта\nоснование: polozhenie.reg.md\nучебный год: 2026/2027\nэтапы:\n  - этап: Один\n    мероприятия:\n      - { задача: 1.2.3, мероприятие: В }\n`,
    );
    const plans = plansOf(workspace, doc(workspace, "b.reg.yaml"));
    assert.deepEqual(
      plans.map(p => p.uri.slice("file:///w/".length)),
      ["b.reg.yaml", "c.reg.yaml"],
    );
    assert.deepEqual(
      coverageOf(workspace, doc(workspace, "polozhenie.reg.md"), plans).map(
        c => `${c.task.path}: ${c.rows.map(r => cellOf(r.row, "название")?.text).join()}`,
      ),
      ["1.2.1: Б", "1.2.2: ", "1.2.3: В"],
    );
    const uncovered = (name: string) => check(workspace, doc(workspace, name), [planTaskUncovered]).map(f => f.message);
    assert.deepEqual(uncovered("a.reg.yaml"), []);
    assert.deepEqual(uncovered("b.reg.yaml"), [
      "Ни одно мероприятие не решает задачу положения 1.2.2 («обсуждение: споры, # и [другое]»).",
    ]);
    assert.deepEqual(uncovered("c.reg.yaml"), []);
  });

  it("added rows follow the style of the file, and the whole is YAML whose rows say what was meant", function () {
    this.timeout(60_000);
    const styles = [
      "мероприятия:\n  - { задача: 1.2.1, мероприятие: А, срок: май, ответственный: директор }\n",
      "мероприятия:\n    -   задача: 1.2.1\n        мероприятие: А\n        срок: май   # весна\n        ответственный: директор\n\n# конец\n",
      "мероприятия:\n- задача:\n    - 1.2.1\n  мероприятие: >-\n    Долгое\n    название\n  срок: май\n  ответственный: директор\nназвание: План\n",
      "мероприятия: [{ задача: 1.2.1, мероприятие: А }]\n",
      "мероприятия: [\n  { задача: 1.2.1, мероприятие: А },\n  { мероприятие: Б }\n]\n",
      "мероприятия: []\nназвание: План",
      "мероприятия: # список\n",
      "название: План",
      "этапы:\n  - этап: Один\n    срок: май\n    мероприятия:\n      - задача: 1.2.1\n        мероприятие: А\n  - этап: Два\n    мероприятия:\n      - { мероприятие: Б }\n",
    ];
    const pieces = [
      "споры",
      ": ",
      " #",
      ", ",
      "[",
      "}",
      "- ",
      '"',
      "'",
      "\\",
      "&a",
      "*",
      "%",
      "?",
      "да",
      "1.2",
      "«х»",
      "!",
      "|",
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...styles),
        fc.constantFrom("\n", "\r\n"),
        fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 5 }),
        (style, eol, text) => {
          const task = `я${text.join("")}я`;
          const type = style.startsWith("этапы") ? "дорожная карта" : "план";
          const files = `${PLAN.replace("план", type)}${style}\n${REGULATION.replace("встречи с авторами", task)}`;
          const { workspace, doc: plan } = fixture(files);
          const source = plan.text.replace(/\n/g, eol);
          workspace.docs.set(plan.uri, createDoc(plan.uri, source));
          const [found] = check(workspace, doc(workspace, "plan.reg.yaml"), [planTaskUncovered]);
          const edits = found!.fixes!()[0]!.edits.map(e => ({ ...e, insert: e.insert.replace(/\n/g, eol) }));
          assert.equal(edits.length, 1);
          const fixed = createDoc(plan.uri, applyEdits(source, edits));
          assert.deepEqual(fixed.yaml!.problems, [], fixed.text);
          assert.equal(fixed.text.replace(/\r\n/g, "").includes("\r"), false);
          if (eol === "\r\n") assert.doesNotMatch(fixed.text, /[^\r]\n/);
          workspace.docs.set(plan.uri, fixed);
          assert.deepEqual(
            check(workspace, fixed, [planTaskUncovered]).map(f => f.message),
            [],
            fixed.text,
          );
          const names = tableOf(fixed, profileFor(workspace, fixed))!.rows.map(r => cellOf(r, "название")?.text);
          assert.equal(
            names.at(-1),
            `Я${task
              .slice(1)
              .replace(/\s+/g, " ")
              .replace(/[;.:]$/, "")}`,
            fixed.text,
          );
        },
      ),
      { numRuns: runs(150) },
    );
  });

  it("nobody is asked for who may be known, and who isn't is told once a cell", () => {
    const people = "//- reglament.yaml\nлюди:\n  Орлова И.А.: { должность: учитель физики }\nроли: [директор]\n";
    const told = (who: string) => {
      const { workspace, doc: plan } = fixture(
        `${PLAN}мероприятия:\n  - мероприятие: Семинар\n    срок: май\n    ответственный: "${who}"\n${REGULATION}${people}`,
      );
      return check(workspace, plan, [planResponsible]).map(f => `${f.severity} ${f.message}`);
    };
    for (const who of [
      "координатор ПОС",
      "Координатор",
      "куратор сообщества",
      "секретарь",
      "Орлова И.А.",
      "И.А. Орлова",
      "Орлова Ирина Анатольевна",
      "все педагоги",
      "классные руководители",
      "администрация школы",
      "Администрация",
      "члены ПОС",
      "ПОС",
      "рабочая группа",
      "руководители МО",
      "руководитель методического объединения",
      "председатель профкома",
      "секретарь педагогического совета",
      "школьный координатор",
      "Иванова А.А., учитель математики",
      "зам. директора по УВР",
      "педагог-психолог, классные руководители 5–6 классов",
      "учителя-предметники",
      "все",
      "каждый член сообщества",
      "творческая группа",
      "кафедра естественных наук",
      "волонтёры",
      "по приказу",
      "проектная команда «Единые критерии»",
    ])
      assert.deepEqual(told(who), [], who);
    assert.deepEqual(told("модератор ПОС"), ["warning Роли «модератор ПОС» в положении (polozhenie.reg.md) нет."]);
    assert.equal(told("модератор сообщества").length, 1);
    assert.equal(told("модератор").length, 1);
    assert.deepEqual(told("кординатор ПОС"), [
      "warning Не узнан ответственный «кординатор ПОС»: возможно, «координатор ПОС».",
    ]);
    assert.deepEqual(told("Орлава И.А."), [
      "warning Человека «Орлава И.А.» нет ни в reglament.yaml, ни в приказах пакета: возможно, «Орлова И.А.».",
    ]);
    assert.deepEqual(told("свежий ветер"), [
      "information Не узнан ответственный «свежий ветер»: это не роль положения, не должность и не человек из списка.",
    ]);
  });

  it("an unknown executor can be made known in the regulation and in reglament.yaml", () => {
    for (const config of [
      "роли: [директор]\n",
      "роли:\n  - директор\n",
      "организация: Школа\n",
      "люди:\n  Орлова И.А.: {}",
    ]) {
      for (const who of ["модератор ПОС", "Зуев П.П."]) {
        const { workspace, doc: plan } = fixture(
          `${PLAN}мероприятия:\n  - { мероприятие: Семинар, срок: май, ответственный: ${who} }\n${REGULATION}//- reglament.yaml\n${config}`,
        );
        const [found] = check(workspace, plan, [planResponsible]);
        for (const fix of found?.fixes?.() ?? []) {
          const { uri } = fix.edits[0]!;
          const before = workspace.docs.get(uri!)!;
          workspace.docs.set(uri!, createDoc(uri!, applyEdits(before.text, fix.edits)));
          const after = workspace.docs.get(uri!)!;
          assert.deepEqual(after.header.problems, [], after.text);
          assert.deepEqual(check(workspace, plan, [planResponsible]), [], `${fix.title}\n${after.text}`);
          workspace.docs.set(uri!, before);
        }
        if (who === "модератор ПОС") assert.equal(found?.fixes?.().length, 2);
      }
    }
  });

  it("a plan at every prefix is checked without a fault", () => {
    const plan = `документ: план\nоснование: polozhenie.reg.md\nмероприятия:\n  - задача: [1.2.1, 1.9]\n    мероприятие: Семинар\n    срок: май\n    ответственный: модератор\n  - { задача: "п. 1.2.2", мероприятие: Встреча }\n`;
    const { workspace } = fixture(REGULATION);
    const uri = "file:///w/plan.reg.yaml";
    let most = 0;
    for (let i = 0; i <= plan.length; i++) {
      workspace.docs.set(uri, createDoc(uri, plan.slice(0, i)));
      most = Math.max(most, check(workspace, workspace.docs.get(uri)!, [planTaskUnknown, planResponsible]).length);
    }
    assert.equal(most, 2);
  });

  it("the regulation promises companions in its header and in its text", () => {
    const told = (source: string) => {
      const { workspace, doc: regulation } = fixture(source);
      return companionsOf(workspace, regulation).map(c => {
        assert.ok(c.to > c.from);
        return `${regulation.text.slice(c.from, c.to)} = ${c.type} (${c.promisedBy}) ${c.documents.length}`;
      });
    };
    const text =
      "# Положение о клубе\n\n## 1. Документация\n\n1.1. В ПОС ведутся план работы, график заседаний, протоколы, отчёт.\n\n1.2. «Дорожную карту» и чек-листы ведёт секретарь. План работы хранится год.\n";
    assert.deepEqual(
      told(`//- a.reg.md\n---\nдокумент: положение\nдокументация: [планы работы, журнал]\n---\n\n${text}`),
      [
        "планы работы = план (header) 0",
        "график = график (text) 0",
        "протоколы = протокол (text) 0",
        "отчёт = отчёт (text) 0",
        "Дорожную карту = дорожная карта (text) 0",
        "чек-листы = чек-лист (text) 0",
      ],
    );
    assert.deepEqual(
      told(
        `//- a.reg.md\n---\nдокумент: положение\nдокументация: [план, дорожная карта, памятка]\n---\n//- karta.reg.yaml\nдокумент: план\nназвание: План мероприятий («дорожная карта»)\nоснование: a.reg.md\n//- m.reg.md\n---\nдокумент: памятка\nоснование: a.reg.md\n---\n//- reglament.yaml\nпрофили: [памятка.yaml]\n//- памятка.yaml\nдокумент: памятка\nназвание: Памятка\nчасть пакета: проверка\n`,
      ),
      ["план = план (header) 1", "дорожная карта = дорожная карта (header) 1", "памятка = памятка (header) 1"],
    );
  });

  it("a report answers in its own words, and is silent about what it doesn't name", () => {
    const told = (report: string) => {
      const { workspace, doc: own } = fixture(
        `//- otchyot.reg.md\n---\nдокумент: отчёт\nоснование: polozhenie.reg.md\n---\n\n# Отчёт\n\n${report}\n${PLAN}мероприятия:\n  - { задача: 1.2.1, мероприятие: Семинар «Формирующее оценивание», срок: октябрь, отметка: перенесено }\n  - { задача: 1.2.1, мероприятие: Семинар «Функциональная грамотность», срок: май }\n  - { задача: 1.2.3, мероприятие: Проведение недели открытых уроков для молодых педагогов города, срок: в течение года }\n${REGULATION}`,
      );
      return check(workspace, own, [reportUncovered]).map(f => {
        for (const r of f.related ?? []) assert.match(workspace.docs.get(r.uri!)!.text.slice(r.from, r.to), /^[«СП]/);
        return f.message;
      });
    };
    assert.deepEqual(
      told(
        "1.1. Семинар по формирующему оцениванию перенесён на сентябрь. Функциональной грамотности был посвящён второй семинар.\n\n- неделя открытых уроков прошла в марте.\n",
      ),
      [],
    );
    assert.deepEqual(told("1.1. Проведены семинары.\n"), [
      "Отчёт молчит о мероприятиях плана: «Семинар «Формирующее оценивание»», «Семинар «Функциональная грамотность»», «Проведение недели открытых уроков для молодых педагогов гор…».",
    ]);
    assert.equal(
      told(
        "1.1. Задачами на следующий год являются:\n\n- семинар «Формирующее оценивание»;\n- неделя открытых уроков.\n",
      ).length,
      1,
    );
    // The only activity of its task is answered by the task's number.
    assert.deepEqual(
      told(
        "| Задача | Мероприятие |\n|---|---|\n| 1.2.1 | Формирующее оценивание |\n| 1.2.1 | Грамотность функциональная |\n| 1.2.3 | Дни коллег |\n",
      ),
      [],
    );
  });

  it("only a change of what it relies on has a plan checked again", () => {
    const { workspace } = fixture(
      `${PLAN}мероприятия:\n  - { задача: 1.2, мероприятие: А, результат: справка }\n//- karta.reg.yaml\nдокумент: дорожная карта\nоснование: polozhenie.reg.md\nмероприятия:\n  - { задача: 1.2, мероприятие: Б, срок: май }\n${REGULATION}`,
    );
    const plan = doc(workspace, "plan.reg.yaml");
    const edit = (from: string, to: string) => {
      const map = doc(workspace, "karta.reg.yaml");
      const text = map.text.replace(from, to);
      assert.notEqual(text, map.text);
      workspace.docs.set(map.uri, createDoc(map.uri, text));
      return neighbourFingerprint(workspace, plan);
    };
    const before = neighbourFingerprint(workspace, plan);
    assert.ok(fingerprintOf(workspace, plan));
    assert.equal(edit("мероприятие: Б", "мероприятие: В"), before);
    assert.notEqual(edit("задача: 1.2", "задача: 1.2.1"), before);
  });

  it("a missing companion is created by the client's command", async () => {
    const client = await serve(
      "//- polozhenie.reg.md\n---\nдокумент: положение\nдокументация: [план, <|график|>]\n---\n\n# Положение о клубе\n//- plan.reg.yaml\nдокумент: план\nоснование: polozhenie.reg.md\n",
    );
    try {
      const { textDocument } = client.at();
      const actions = await client.ask<CodeAction[]>("textDocument/codeAction", {
        textDocument,
        range: client.range(),
        context: { diagnostics: [] },
      });
      const create = actions.find(a => a.command?.command === "reglament.createCompanion");
      assert.equal(create?.title, "Создать: График заседаний");
      assert.deepEqual(create?.command?.arguments, [textDocument.uri, "график"]);
    } finally {
      client.stop();
    }
    const { workspace, doc: regulation } = fixture(
      "---\nдокумент: положение\nдокументация: [план]\n---\n\n# Положение о клубе\n",
    );
    assert.deepEqual(
      check(workspace, regulation, [packageMissing]).map(f => f.severity),
      ["information"],
    );
  });
});
