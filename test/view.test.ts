/** The view «Документы» and the page «До подписания»: what the server says of packages, and when it says that something has changed. */
import assert from "node:assert/strict";
import { linkTo } from "../server/src/features/markdown";
import { packageContents, packageNodes } from "../server/src/features/packages";
import { leftToSign, readyPage } from "../server/src/features/ready";
import {
  PackageDocuments,
  type PackageResult,
  Packages,
  PackagesChanged,
  type PackagesChangedParams,
  ReadyToSign,
  type ReadyToSignResult,
} from "../server/src/protocol";
import { check } from "../server/src/rules/engine/check";
import { missingCompanions } from "../server/src/workspace/packages/companions";
import { packageOf, packagesOf } from "../server/src/workspace/packages/packages";
import { fixture } from "./fixture";
import { slowly } from "./runs";
import { serve } from "./session";

const CLUB = `//- Клуб/polozhenie.reg.md
---
документ: положение
состояние: на согласовании
утверждено: prikaz.reg.md
документация: [планы работы, график, протоколы заседаний, журнал]
---

# Положение о клубе

## 1. Общие положения

1.1. Клуб создан.
//- Клуб/prikaz.reg.md
---
документ: приказ
регистрация: { номер: 95, дата: 2026-02-21 }
подпись: { должность: Директор, лицо: И.А. Орлова }
---

# О создании клуба

ПРИКАЗЫВАЮ:

1. Утвердить Положение о клубе.
//- Клуб/plan.reg.yaml
документ: план
название: План работы клуба
основание: polozhenie.reg.md
учебный год: 2026/2027
мероприятия: []
//- Клуб/заметки.reg.md
# Заметки
//- Совет/polozhenie.reg.md
---
документ: положение
состояние: действует
грифы:
  - { вид: утверждено, приказ: { номер: 12, дата: 2025-09-01 } }
---

# Положение о совете
//- Совет/drugoe.reg.md
---
документ: положение
грифы:
  - { вид: утверждаю, должность: Директор, лицо: И.А. Орлова, дата: ____ }
---

# Положение о другом
`;

const none = { errors: 0, warnings: 0, informations: 0 };

describe("view of documents", () => {
  const { workspace } = fixture(CLUB);
  const at = (path: string) => workspace.docs.find(`file:///w/${path}`)!;
  const contents = (path: string) => packageContents(workspace, packageOf(workspace, at(path))!, () => none);

  it("packages are listed by title with their folder", () => {
    assert.deepEqual(
      packageNodes(workspace).map(n => [n.title, decodeURI(n.folder), n.shared, n.count]),
      [
        ["Положение о другом", "file:///w/Совет", true, 1],
        ["Положение о клубе", "file:///w/Клуб", false, 4],
        ["Положение о совете", "file:///w/Совет", true, 1],
      ],
    );
  });

  it("a document whose title is empty is listed by its header, else by its file", () => {
    const { workspace: own } = fixture(
      "//- а/pusto.reg.md\n---\nдокумент: положение\n---\n\n# \n\n1.1. Клуб создан.\n//- б/shapka.reg.md\n---\nдокумент: положение\nназвание: Положение о совете\n---\n\n# \n\n1.1. Совет создан.\n",
    );
    const names = ["pusto.reg.md", "Положение о совете"];
    assert.deepEqual(
      packageNodes(own)
        .map(n => n.title)
        .sort(),
      [...names].sort(),
    );
    for (const [i, one] of [...own.docs.values()].entries()) {
      assert.equal(packageContents(own, packageOf(own, one)!, () => none).documents[0]!.title, names[i]);
    }
  });

  it("a long title is shown with the abbreviations of its header", () => {
    const { workspace: own } = fixture(
      "---\nдокумент: положение\nтермины:\n  ПОС: профессиональное обучающееся сообщество\n---\n\n# Положение о профессиональном обучающемся сообществе педагогов\n",
    );
    assert.deepEqual(
      packageNodes(own).map(n => n.label),
      ["Положение о ПОС педагогов"],
    );
  });

  it("documents follow from one another: kind and number, state, approval", () => {
    assert.deepEqual(
      contents("Клуб/polozhenie.reg.md").documents.map(d => [d.label, d.title, d.part, d.state, d.approval]),
      [
        [
          "Положение",
          "Положение о клубе",
          "основа",
          "на согласовании",
          "утверждено приказом от\u00a021.02.2026 №\u00a095",
        ],
        ["Приказ № 95", "О создании клуба", "приказ", "проект", "от\u00a021.02.2026 №\u00a095"],
        ["План работы", "План работы клуба", "план", "проект", undefined],
        ["заметки.reg.md", "Заметки", undefined, undefined, undefined],
      ],
    );
  });

  it("a stamp tells the approval, a blank in it doesn't", () => {
    const [council] = contents("Совет/polozhenie.reg.md").documents;
    assert.equal(council?.approval, "утверждено приказом от\u00a001.09.2025 №\u00a012");
    const [other] = contents("Совет/drugoe.reg.md").documents;
    assert.equal(other?.approval, "утверждает Директор, И.А. Орлова");
  });

  it("companions that the regulation promises and nobody has written are missing", () => {
    assert.deepEqual(
      contents("Клуб/polozhenie.reg.md").missing.map(m => [m.type, m.label]),
      [
        ["график", "График заседаний"],
        ["протокол", "Протокол"],
      ],
    );
    assert.deepEqual(missingCompanions(workspace, at("Совет/polozhenie.reg.md")), []);
  });

  slowly("the client is told what looks different, and nothing else", async () => {
    const client = await serve(`//- a/polozhenie.reg.md
---
документ: положение
---

# Положение о клубе

## 1. Общие положения

1.1. Клуб создан.

1.3. Клуб работает.
//- b/polozhenie.reg.md
---
документ: положение
---

# Положение о совете
`);
    const told: PackagesChangedParams[] = [];
    client.connection.onNotification(PackagesChanged, (p: PackagesChangedParams) => void told.push(p));
    const next = async () => {
      const before = told.length;
      for (let i = 0; i < 200 && told.length === before; i++) await new Promise(resolve => setTimeout(resolve, 10));
      return told.length > before ? told.at(-1) : undefined;
    };
    const place = (text: string) => client.text("a/polozhenie.reg.md").getText().indexOf(text);
    try {
      await client.ask(Packages, undefined);
      const uri = client.uri("a/polozhenie.reg.md");
      const before = await client.ask<PackageResult>(PackageDocuments, { uri });
      assert.equal(
        (await client.ask<PackageResult>(PackageDocuments, { uri: client.uri("b/polozhenie.reg.md") })).id,
        client.uri("b/polozhenie.reg.md"),
      );

      await client.edit("a/polozhenie.reg.md", place("1.3."), place("1.3.") + 4, "1.2.");
      assert.deepEqual(await next(), { list: false, ids: [uri] });
      const after = await client.ask<PackageResult>(PackageDocuments, { uri });
      assert.equal(after.documents[0]!.findings.errors, before.documents[0]!.findings.errors - 1);

      await client.edit("a/polozhenie.reg.md", place("клубе"), place("клубе") + 5, "кружке");
      assert.deepEqual(await next(), { list: true, ids: [uri] });

      // Wording that nobody shows.
      const quiet = told.length;
      await client.edit("a/polozhenie.reg.md", place("работает"), place("работает") + 8, "трудится");
      await new Promise(resolve => setTimeout(resolve, 400));
      assert.equal(told.length, quiet);
    } finally {
      client.stop();
    }
  });

  it("a thousand packages are listed and one of them opened without looking into the others", () => {
    const files = Array.from({ length: 1000 }, (_, i) =>
      ["polozhenie", "prikaz"].map(
        name =>
          `//- ${i}/${name}.reg.md\n---\nдокумент: ${name === "prikaz" ? "приказ" : "положение"}\n---\n\n# О клубе ${i}\n`,
      ),
    );
    const big = fixture(files.flat().join("")).workspace;
    assert.equal(packageNodes(big).length, 1000);
    let counted = 0;
    packageContents(big, packagesOf(big)[500]!, () => {
      counted++;
      return none;
    });
    assert.equal(counted, 2);
  });
});

describe("ready to sign", () => {
  const findings = (workspace: ReturnType<typeof fixture>["workspace"]) => (doc: Parameters<typeof check>[1]) =>
    check(workspace, doc);
  const page = (source: string, scope: "document" | "package" = "document") => {
    const { workspace, doc } = fixture(source);
    return readyPage(leftToSign(workspace, doc, scope, findings(workspace)), (uri, from) =>
      linkTo("file:///w", uri, workspace.docs.get(uri)!.text.slice(0, from).split("\n").length - 1),
    );
  };

  it("lists by document what to mend and what to fill in, with its places", () => {
    assert.equal(
      page(`//- prikaz.reg.md
---
документ: приказ
регистрация: { номер: ____ }
подпись: { должность: Директор, лицо: И.А. Орлова }
---

# О создании клуба

ПРИКАЗЫВАЮ:

1. Создать клуб.
3. Назначить координатором клуба [ФИО].
4. Контроль за исполнением приказа оставляю за собой.
`),
      `# О создании клуба

**До подписания осталось: 4.**

## [Приказ – prikaz.reg.md](</prikaz.reg.md>)

### Исправить

- Ошибка. [После пункта 1 идёт 3: номер 2 пропущен.](</prikaz.reg.md#L12>)

### Заполнить

- [В шапке остался пропуск образца: «\\_\\_\\_\\_».](</prikaz.reg.md#L3>)
- [В пункте 3 остался пропуск образца: «\\[ФИО\\]».](</prikaz.reg.md#L12>)
- [В шапке не указано: регистрация \\(дата\\).](</prikaz.reg.md>)

## Когда подпишут

- [Приказ](</prikaz.reg.md>): сейчас «проект» – указать в шапке \`состояние: действует\`.
`,
    );
  });

  it("says «Готово» when nothing is left, and what to do when it is signed", () => {
    const ready = page(`//- prikaz.reg.md
---
документ: приказ
регистрация: { номер: 4, дата: 2026-09-01 }
подпись: { должность: Директор, лицо: И.А. Орлова }
---

# О создании клуба

В целях развития чтения

ПРИКАЗЫВАЮ:

1. Создать клуб.
2. Контроль за исполнением приказа оставляю за собой.
`);
    assert.match(ready, /\*\*Готово: можно подписывать\.\*\*/);
    assert.match(ready, /## Когда подпишут/);
    assert.doesNotMatch(ready, /Исправить|Заполнить/);
  });

  it("of a package: every document and those that are missing", () => {
    const whole = page(CLUB, "package");
    assert.match(whole, /## Не хватает документов\n\n- График заседаний\n- Протокол\n/);
    assert.match(whole, /## \[Положение – polozhenie/);
    assert.match(whole, /Приказ № 95/);
    assert.doesNotMatch(page(CLUB), /Приказ № 95/);
  });

  it("text of a document can't become markup", () => {
    const { workspace, doc } = fixture("---\nдокумент: приказ\n---\n\n# О <img src=x> [a](b) *c*\n");
    const text = readyPage(leftToSign(workspace, doc, "document", findings(workspace)), () => undefined);
    assert.ok(text.startsWith("# О &lt;img src=x\\> \\[a\\]\\(b\\) \\*c\\*\n"), text.split("\n")[0]);
  });

  it("links lead from the first folder of the workspace, and nowhere outside of its file system", () => {
    assert.equal(linkTo("file:///w", "file:///w/%D0%90/a.reg.md", 11), "/%D0%90/a.reg.md#L12");
    assert.equal(linkTo("file:///w/x/", "file:///w/y/a.reg.md", 0), "/../y/a.reg.md");
    assert.equal(linkTo("vscode-vfs://github/o/r", "vscode-vfs://github/o/r/a.reg.md", 1), "/a.reg.md#L2");
    assert.equal(linkTo("file:///w", "vscode-vfs://github/o/r/a.reg.md", 1), undefined);
    assert.equal(linkTo(undefined, "file:///w/a.reg.md", 1), undefined);
  });

  it("is asked for over the protocol", async () => {
    const client = await serve("//- prikaz.reg.md\n---\nдокумент: приказ\n---\n\n# О клубе\n");
    try {
      const params = { uri: client.uri("prikaz.reg.md"), scope: "document", root: "file:///w" };
      const { markdown } = await client.ask<ReadyToSignResult>(ReadyToSign, params);
      assert.match(markdown, /^# О клубе\n/);
      assert.equal(await client.ask(ReadyToSign, { ...params, uri: "file:///w/нет.reg.md" }), null);
    } finally {
      client.stop();
    }
  });
});
