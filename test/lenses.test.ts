/** Lenses of a regulation: what they say of its tasks and offices, and where they lead. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { CodeLens, Location } from "vscode-languageserver";
import { lensesOf, lensText } from "../server/src/features/lenses";
import { createDoc } from "../server/src/model/document";
import { drawMatrix } from "../server/src/render/matrix";
import { createWorkspace } from "../server/src/workspace/docs";
import { fixture } from "./fixture";
import { serve } from "./session";

const REGULATION = `//- polozhenie.reg.md
---
документ: положение
утверждено: prikaz.reg.md
роли:
  координатор клуба: назначается приказом директора
  секретарь клуба: избирается на первом заседании
---

# Положение о клубе

## 1. Цели и задачи

1.1. Задачами клуба являются:

1.1.1. подбор книг;

1.1.2. обсуждение книг.

1.2. Координатор клуба назначается приказом директора. Секретарь клуба избирается на первом заседании.
`;
const ORDER = `//- prikaz.reg.md
---
документ: приказ
регистрация: { номер: 95, дата: 2026-02-21 }
---

# О клубе

ПРИКАЗЫВАЮ:

1. Назначить координатором клуба Филькину М.Г.
`;
const PLAN = `//- plan.reg.yaml
документ: план
основание: polozhenie.reg.md
мероприятия:
  - { задача: 1.1.1, мероприятие: Выставка }
  - { задача: [1.1.1], мероприятие: Опрос }
  - { мероприятие: Встреча }
`;
const MINUTES = `//- protokol.reg.md
---
документ: протокол
основание: polozhenie.reg.md
регистрация: { номер: 1, дата: 2026-03-01 }
---

# Протокол заседания клуба

1. СЛУШАЛИ: о подборе книг ([п. 1.1.1 Положения](polozhenie.reg.md#1.1.1)).

РЕШИЛИ:

1.1. Избрать секретарём клуба Орлову И.А.
`;
const PEOPLE = `//- reglament.yaml
люди:
  Филькина М.Г.: { должность: учитель }
`;

const said = (source: string) => {
  const { workspace, doc } = fixture(source);
  return lensesOf(workspace, doc).map(l => {
    const line = doc.text
      .slice(doc.text.lastIndexOf("\n", l.from - 1) + 1)
      .split("\n")[0]!
      .trim();
    return `${line.slice(0, 17)} | ${lensText(workspace, doc, l.about)?.title}`;
  });
};

describe("lenses", () => {
  it("count where a task is answered for and name who holds an office", () => {
    assert.deepEqual(said(REGULATION + ORDER + PLAN + MINUTES + PEOPLE), [
      "координатор клуба | назначен приказом № 95: Филькина М.Г.",
      "секретарь клуба:  | избран, протокол № 1: Орлову И.А.",
      "1.1.1. подбор кни | в плане 2, в протоколе 1",
      "1.1.2. обсуждение | в плане нет, в протоколе нет",
      "1.2. Координатор  | координатор клуба: назначен приказом № 95: Филькина М.Г.",
      "1.2. Координатор  | секретарь клуба: избран, протокол № 1: Орлову И.А.",
    ]);
  });

  it("count what the matrix of tasks shows, minutes that only name an activity too", () => {
    const told = MINUTES.replace("о подборе книг ([п. 1.1.1 Положения](polozhenie.reg.md#1.1.1))", "о конкурсе чтецов");
    const { workspace, doc } = fixture(
      REGULATION + PLAN.replace("Выставка", "Конкурс чтецов") + told + told.replace("protokol", "protokol-2"),
    );
    const lens = lensText(workspace, doc, { kind: "task", path: "1.1.1" })!;
    assert.equal(lens.title, "в плане 2, в протоколах 2");
    const row = /<tr><th scope="row"><span class="number">1\.1\.1<.*?<\/tr>/.exec(
      drawMatrix(workspace, doc).join(""),
    )![0];
    assert.deepEqual(
      [...row.matchAll(/<span class="count">(\d+)</g)].map(m => m[1]),
      ["2", "2"],
    );
    assert.deepEqual(
      lens.places.map(p => workspace.docs.get(p.uri)!.text.slice(p.from, p.to).slice(0, 40)),
      [
        "{ задача: 1.1.1, мероприятие: Конкурс чт",
        "{ задача: [1.1.1], мероприятие: Опрос }",
        "СЛУШАЛИ: о конкурсе чтецов.",
        "СЛУШАЛИ: о конкурсе чтецов.",
      ],
    );
  });

  it("say only what the package can answer", () => {
    assert.deepEqual(said(REGULATION.replace("утверждено: prikaz.reg.md\n", "")), []);
    assert.deepEqual(said(REGULATION + ORDER.replace(/\n1\..*\n/, "\n1. Создать клуб.\n")), [
      "координатор клуба | никто не назначен",
      "секретарь клуба:  | никто не избран",
      "1.2. Координатор  | координатор клуба: никто не назначен",
      "1.2. Координатор  | секретарь клуба: никто не избран",
    ]);
  });

  it("the newest order counts", () => {
    const newer = ORDER.replace("prikaz.reg.md", "prikaz-2.reg.md")
      .replace("номер: 95, дата: 2026-02-21", "номер: 12, дата: 2026-09-01")
      .replace("документ: приказ", "документ: приказ\nоснование: polozhenie.reg.md")
      .replace("Филькину М.Г.", "Седову А.П.");
    assert.equal(said(REGULATION + newer + ORDER)[0], "координатор клуба | назначен приказом № 12: Седову А.П.");
  });

  it("the model package has all its tasks and offices answered", () => {
    const names = [
      "polozhenie-pos.reg.md",
      "prikaz-118.reg.md",
      "plan.reg.yaml",
      "protokol-1.reg.md",
      "otchyot.reg.md",
    ];
    const workspace = createWorkspace();
    for (const name of names) {
      const uri = `file:///w/${name}`;
      workspace.docs.set(uri, createDoc(uri, readFileSync(`examples/obrazets/${name}`, "utf8")));
    }
    const doc = workspace.docs.get("file:///w/polozhenie-pos.reg.md")!;
    const titles = lensesOf(workspace, doc).map(l => lensText(workspace, doc, l.about)!.title);
    assert.ok(titles.includes("назначен приказом № 118: Дорохова Л.П."), titles.join("\n"));
    assert.ok(titles.includes("в плане 2, в отчёте 2, в протоколе нет"), titles.join("\n"));
    assert.ok(!titles.some(t => t.includes("никто")), titles.join("\n"));
  });

  it("lead to their places, and the client asks again when those change elsewhere", async () => {
    const client = await serve(REGULATION + ORDER + PLAN, { workspace: { codeLens: { refreshSupport: true } } });
    let refreshed = 0;
    client.connection.onRequest("workspace/codeLens/refresh", () => {
      refreshed++;
      return null;
    });
    try {
      const textDocument = { uri: client.uri("polozhenie.reg.md") };
      const ask = async () => {
        const all = await client.ask<CodeLens[]>("textDocument/codeLens", { textDocument });
        assert.ok(all.every(l => !l.command));
        return client.ask<CodeLens>(
          "codeLens/resolve",
          all.find(l => l.data.about.path === "1.1.1"),
        );
      };
      const { command } = await ask();
      assert.equal(command?.title, "в плане 2");
      const [, , places] = command.arguments as [string, unknown, Location[]];
      assert.deepEqual(
        places.map(p => [p.uri, p.range.start.line]),
        [
          [client.uri("plan.reg.yaml"), 3],
          [client.uri("plan.reg.yaml"), 4],
        ],
      );
      const plan = client.text("plan.reg.yaml").getText();
      await client.edit("plan.reg.yaml", plan.indexOf("[1.1.1]"), plan.indexOf("[1.1.1]") + 7, "1.1.2");
      for (let i = 0; i < 200 && !refreshed; i++) await new Promise(resolve => setTimeout(resolve, 10));
      assert.equal(refreshed, 1);
      assert.equal((await ask()).command?.title, "в плане 1");
    } finally {
      client.stop();
    }
  });

  describe("if asked for", () => {
    const all = { package: false, references: true, sections: true };
    const texts = (source: string) => {
      const { workspace, doc } = fixture(source);
      return lensesOf(workspace, doc, all).map(l => [
        doc.text.slice(l.from, l.from + 12).split("\n")[0],
        lensText(workspace, doc, l.about)?.title,
      ]);
    };

    it("references of a clause are counted over the package, clauses that nobody refers to have none", () => {
      const own = REGULATION.replace("## 1. Цели и задачи", "## 1. Цели и задачи\n\nСостав указан в пункте 1.2.");
      const found = texts(`${own}${PLAN}`);
      assert.deepEqual(
        found.filter(([, title]) => title?.startsWith("ссылок")),
        [
          ["1.1.1. подбо", "ссылок: 2"],
          ["1.2. Координ", "ссылок: 1"],
        ],
      );
    });

    it("sections say whether they must be there, the title names the missing", () => {
      const found = texts(REGULATION);
      const title = found.find(([text]) => text === "# Положение ")?.[1];
      assert.match(title ?? "", /^обязательных разделов \d из \d, нет: «Общие положения»/);
      assert.equal(found.find(([text]) => text?.startsWith("## 1. Цели"))?.[1], "обязательный раздел ✓");
    });

    it("the settings of the editor decide", async () => {
      const client = await serve(`${REGULATION}${PLAN}`, { workspace: { configuration: true } });
      const answers = [{ enabled: false }, { enabled: false, references: { enabled: true } }, null];
      client.connection.onRequest("workspace/configuration", () => [answers.shift()]);
      const ask = () =>
        client.ask<CodeLens[]>("textDocument/codeLens", { textDocument: { uri: client.uri("polozhenie.reg.md") } });
      const kinds = async () => [
        ...new Set((await ask()).map(l => (l.data as { about: { kind: string } }).about.kind)),
      ];
      assert.deepEqual(await kinds(), []);
      assert.deepEqual(await kinds(), ["references"]);
      assert.deepEqual((await kinds()).sort(), ["task"]);
      client.stop();
    });
  });
});
