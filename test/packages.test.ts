/** Tables, packages, tasks, executors: what many documents say together. */
import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { checkAll } from "../server/src/host/check-all";
import { createDoc } from "../server/src/model/document";
import { tasksOf } from "../server/src/model/tasks";
import { createWorkspace, setFile, type Workspace } from "../server/src/workspace/docs";
import { responsibleIn } from "../server/src/workspace/entities/responsible";
import { fingerprintOf, neighbourFingerprint } from "../server/src/workspace/fingerprints";
import { documentsOf, packagesOf, profileFor, regulationOf } from "../server/src/workspace/packages/packages";
import { tableOf } from "../server/src/workspace/tables";
import { fixture, split } from "./fixture";
import { slow } from "./runs";

const PACKAGE = `//- polozhenie.reg.md
---
документ: положение
утверждено: prikaz.reg.md
роли:
  координатор клуба: назначается приказом директора
---

# Положение о клубе

## 1. Цели и задачи

1.1. Целью клуба является чтение.

1.2. Задачами клуба являются:

1.2.1. подбор книг;

1.2.2. обсуждение книг.

1.3. Координатор клуба ведёт заседания. Секретарь клуба ведёт протоколы.
//- prikaz.reg.md
---
документ: приказ
назначения:
  координатор клуба: Орлова И.А.
---

# О клубе

1. Создать клуб.
//- plan.reg.yaml
документ: план
название: План работы клуба
основание: polozhenie.reg.md
учебный год: 2026/2027
мероприятия:
  - задача: [1.2.1, 1.2.2]
    мероприятие: Семинар
    срок: октябрь
    ответственный: координатор клуба, Орлова И.А.
  - { мероприятие: Встреча, срок: ____, ответственный: }
//- отчёт.reg.md
---
документ: отчёт
основание: polozhenie.reg.md
---

# Отчёт о работе клуба

| № | Наименование мероприятия | Сроки | Результат |
|---|---|---|---|
| 1 | [Семинар](plan.reg.yaml) | октябрь | |
//- памятка.reg.md
# Памятка
`;

const doc = (workspace: Workspace, name: string) => workspace.docs.find(`file:///w/${name}`)!;

describe("packages", () => {
  const { workspace } = fixture(PACKAGE);

  it("what headers name belongs together, a loose document joins the only package of its folder", () => {
    const all = packagesOf(workspace);
    assert.deepEqual(
      all.map(p => documentsOf(workspace, p).map(d => decodeURIComponent(d.uri.slice("file:///w/".length)))),
      [["plan.reg.yaml", "polozhenie.reg.md", "prikaz.reg.md", "отчёт.reg.md", "памятка.reg.md"]],
    );
    assert.equal(all[0]!.id, "file:///w/polozhenie.reg.md");
  });

  it("regulations without links in one folder stand alone", () => {
    const two = createWorkspace(
      ["a", "b"].map(n => ({ uri: `file:///w/${n}.reg.md`, text: "---\nдокумент: положение\n---\n\n# О клубе\n" })),
    );
    assert.equal(packagesOf(two).length, 2);
  });

  it("every document of a package finds its regulation", () => {
    for (const name of ["plan.reg.yaml", "prikaz.reg.md", "отчёт.reg.md"])
      assert.equal(regulationOf(workspace, doc(workspace, name))?.uri, "file:///w/polozhenie.reg.md", name);
  });

  it("cells have their values and places", () => {
    const plan = doc(workspace, "plan.reg.yaml");
    const table = tableOf(plan, profileFor(workspace, plan))!;
    assert.deepEqual(
      table.rows.map(r => r.cells.map(c => `${c.column.key}=${c.text}`).join("; ")),
      [
        "задача=1.2.1; задача=1.2.2; мероприятие=Семинар; срок=октябрь; ответственный=координатор клуба, Орлова И.А.",
        "мероприятие=Встреча",
      ],
    );
    for (const cell of table.rows.flatMap(r => r.cells)) assert.equal(plan.text.slice(cell.from, cell.to), cell.text);
    assert.ok(plan.text.slice(table.rows[1]!.from, table.rows[1]!.to).startsWith("{ мероприятие"));
  });

  it("tables of a text document are read by their headings", () => {
    const report = doc(workspace, "отчёт.reg.md");
    const table = tableOf(report, profileFor(workspace, report))!;
    assert.deepEqual(
      table.rows.map(r => r.cells.map(c => `${c.column.kind}=${c.text}`)),
      [["название=Семинар", "срок=октябрь"]],
    );
  });

  it("tasks are the sub-clauses of the clause that names them", () => {
    assert.deepEqual(
      tasksOf(doc(workspace, "polozhenie.reg.md")).map(t => `${t.path} ${t.text}`),
      ["1.2.1 подбор книг", "1.2.2 обсуждение книг"],
    );
  });

  it("executors are roles, posts, people and strangers", () => {
    const told = (text: string) =>
      responsibleIn(workspace, doc(workspace, "plan.reg.yaml"), text).map(e => `${e.kind} ${e.name}`);
    assert.deepEqual(told("координатор клуба, Орлова И.А."), ["role координатор клуба", "person Орлова И.А."]);
    assert.deepEqual(told("Секретарь клуба"), ["role секретарь"]);
    assert.deepEqual(told("заместитель директора, учителя-предметники"), [
      "post заместитель директора",
      "post учитель-предметник",
    ]);
    assert.deepEqual(told("модератор"), ["stranger модератор"]);
    assert.deepEqual(told("все"), []);
  });

  it("wording of a clause isn't told to neighbours, a task is", () => {
    const { workspace: ws } = fixture(PACKAGE);
    const regulation = doc(ws, "polozhenie.reg.md");
    const plan = doc(ws, "plan.reg.yaml");
    const before = { exports: fingerprintOf(ws, regulation), reliance: neighbourFingerprint(ws, plan) };
    const edit = (from: string, to: string) => {
      const text = regulation.text.replace(from, to);
      assert.notEqual(text, regulation.text);
      const edited = createDoc(regulation.uri, text);
      ws.docs.set(regulation.uri, edited);
      return { exports: fingerprintOf(ws, edited), reliance: neighbourFingerprint(ws, plan) };
    };
    assert.deepEqual(edit("является чтение", "является вдумчивое чтение"), before);
    assert.notDeepEqual(edit("подбор книг", "выбор книг"), before);
  });

  it("a schedule is checked again only for what it rests on", () => {
    const { workspace: ws } = fixture(
      `${PACKAGE}//- график.reg.yaml\nдокумент: график\nоснование: polozhenie.reg.md\nучебный год: 2026/2027\nзаседания:\n  - { номер: 1, дата: 2026-09-10, тема: План }\n//- протокол.reg.md\n---\nдокумент: протокол\nоснование: polozhenie.reg.md\nрегистрация: { номер: 1, дата: 2026-09-10 }\n---\n\n# Протокол заседания\n`,
    );
    const texts = [...ws.docs.values()].map(d => d.uri);
    const reliances = () => new Map(texts.map(uri => [uri, neighbourFingerprint(ws, ws.docs.get(uri)!)]));
    /** Files whose findings rest on what the edit changes. */
    const again = (name: string, from: string, to: string) => {
      const before = reliances();
      const was = doc(ws, name);
      assert.notEqual(was.text.replace(from, to), was.text);
      ws.docs.set(was.uri, createDoc(was.uri, was.text.replace(from, to)));
      const after = reliances();
      return texts.filter(uri => after.get(uri) !== before.get(uri)).map(uri => decodeURIComponent(uri.slice(10)));
    };
    assert.deepEqual(again("график.reg.yaml", "2026-09-10", "2026-09-17"), ["протокол.reg.md"]);
    assert.deepEqual(again("plan.reg.yaml", "срок: октябрь", "срок: ноябрь"), ["отчёт.reg.md"]);
    assert.ok(again("протокол.reg.md", "2026-09-10", "2026-09-17").includes("график.reg.yaml"));
    assert.deepEqual(again("polozhenie.reg.md", "является чтение", "является вдумчивое чтение"), []);
    assert.deepEqual(again("polozhenie.reg.md", "ведёт заседания", "проводит заседания 1 раз в месяц"), [
      "график.reg.yaml",
    ]);
    const before = reliances();
    ws.today = { y: 2026, m: 9, d: 18 };
    assert.deepEqual(
      texts
        .filter(uri => neighbourFingerprint(ws, ws.docs.get(uri)!) !== before.get(uri))
        .map(uri => decodeURIComponent(uri.slice(10))),
      ["график.reg.yaml"],
    );
  });

  it("an order tells its neighbours whom it appoints and what it approves, not its terms or its control", () => {
    const { workspace: ws } = fixture(
      PACKAGE.replace(
        "1. Создать клуб.",
        "1. Создать клуб.\n2. Назначить секретарём клуба Зуева П.П.\n3. Учителям сдать планы до 15.09.2026.",
      ),
    );
    const order = doc(ws, "prikaz.reg.md");
    const before = fingerprintOf(ws, order);
    const edit = (from: string, to: string) => {
      const text = order.text.replace(from, to);
      assert.notEqual(text, order.text);
      return fingerprintOf(ws, createDoc(order.uri, text)) === before;
    };
    assert.ok(edit("15.09.2026", "16.09.2026"));
    assert.ok(!edit("Зуева", "Лосева"));
    assert.ok(!edit("Создать клуб.", "Создать клуб (приложение)."));
    assert.ok(!edit("координатор клуба: Орлова", "координатор клуба: Лосева"));
  });
});

slow("a check of many documents", () => {
  it("lets go of those behind it, and of those that they look at", async () => {
    const workspace = createWorkspace();
    for (let n = 10; n < 50; n++)
      for (const [path, text] of split(PACKAGE))
        setFile(workspace, `file:///w/${n}/${path}`, text.replace("1.3. ", "1.3. Сделано по [плану](plan.reg.yaml). "));
    const held = [...workspace.docs.values()].map(doc => new WeakRef(doc));
    checkAll(
      workspace,
      [...workspace.docs.keys()].map(uri => ({ uri, path: uri })),
    );
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    await new Promise(resolve => setTimeout(resolve));
    collect();
    assert.ok(held.filter(ref => ref.deref()).length <= 20);
  });
});
