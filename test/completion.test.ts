/** Completion and hover in prose, asked as a client asks: over a package of several files. */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import type { CompletionItem, CompletionList, Hover, InitializeParams } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { cardOf, withoutLinks } from "../server/src/features/cards";
import { completionsAt } from "../server/src/features/completion";
import type { Session } from "../server/src/features/feature";
import { hoverAt } from "../server/src/features/hover";
import { createWorkspace } from "../server/src/workspace/docs";
import { serve } from "./session";

const RICH: InitializeParams["capabilities"] = {
  textDocument: {
    hover: { contentFormat: ["markdown"] },
    completion: {
      completionItem: { labelDetailsSupport: true, snippetSupport: true },
      completionList: { itemDefaults: ["editRange"] },
    },
  },
};

/** The package with `line` as its last clause. */
const pack = (line: string) => `//- polozhenie.reg.md
---
документ: положение
утверждено: prikaz.reg.md
термины:
  ПОС: профессиональное обучающееся сообщество
роли:
  координатор ПОС: назначается приказом директора
  секретарь ПОС: избирается на первом заседании
---

# Положение о профессиональном обучающемся сообществе

## 1. Общие положения

1.1. Профессиональное обучающееся сообщество (далее – ПОС) создано по Федеральному закону от 29.12.2012 № 273-ФЗ «Об образовании» (далее – Закон).

1.2. Координатор ПОС назначается приказом директора.

1.3. Координатор ПОС ведёт [записи](http://example.org/x) <b>и</b> *отчёты*.

1.4. ${line}

## Приложение № 1. Форма
//- prikaz.reg.md
---
документ: приказ
---

# О создании [ПОС]

1. Назначить координатором ПОС Орлову И.А.
//- reglament.yaml
люди:
  Орлова И.А.: { должность: учитель, роли: [координатор ПОС] }
  Сидоров С.С.: { должность: методист }
`;

async function ask(line: string, capabilities = RICH, trigger?: string) {
  const client = await serve(pack(line), capabilities);
  try {
    const context = trigger ? { triggerKind: 2, triggerCharacter: trigger } : { triggerKind: 1 };
    const list = await client.ask<CompletionList | null>("textDocument/completion", { ...client.at(), context });
    const items = list?.items ?? [];
    const resolve = (item: CompletionItem) => client.ask<CompletionItem>("completionItem/resolve", item);
    const text = client.text("polozhenie.reg.md");
    /** The clause after the item is taken. */
    const take = (label: string): string => {
      const item = items.find(i => i.label === label);
      assert.ok(item, `«${label}» isn't among ${items.map(i => i.label).join(" | ")}`);
      const edit = item.textEdit;
      const range = edit && "range" in edit ? edit.range : list!.itemDefaults!.editRange!;
      assert.ok("start" in range);
      const newText = edit?.newText ?? item.textEditText ?? item.label;
      const typed = text.getText({ start: range.start, end: client.at().position });
      const filter = item.filterText!.toLowerCase();
      let from = -1;
      for (const c of typed.toLowerCase()) {
        from = filter.indexOf(c, from + 1);
        assert.ok(from >= 0, `«${typed}» filters «${item.filterText}» out`);
      }
      const after = TextDocument.applyEdits(text, [{ range, newText }]);
      return /^1\.4\. (.*)$/m.exec(after)![1]!;
    };
    return { labels: items.map(i => i.label), items, take, resolved: await resolve(items[0] ?? { label: "" }) };
  } finally {
    client.stop();
  }
}

describe("completion in prose", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ["коор<|>", "Координатор ПОС", "Координатор ПОС"],
    ["Заседания созывает коор<|>", "координатор ПОС", "Заседания созывает координатор ПОС"],
    ["Орлова И.А. назначается <|>", "координатором ПОС", "Орлова И.А. назначается координатором ПОС"],
    ["Орлова И.А. назначается коор<|>", "координатором ПОС", "Орлова И.А. назначается координатором ПОС"],
    ["Назначить координатором П<|>", "координатором ПОС", "Назначить координатором ПОС"],
    ["Назначить координатор П<|>", "координатором ПОС", "Назначить координатором ПОС"],
    ["Контроль возложить на секр<|>", "секретаря ПОС", "Контроль возложить на секретаря ПОС"],
    ["Назначить координатором ПОС <|>", "Орлову И.А.", "Назначить координатором ПОС Орлову И.А."],
    ["Записи передаются для Орл<|>", "Орловой И.А.", "Записи передаются для Орловой И.А."],
    [
      "В деятельности <|>",
      "профессионального обучающегося сообщества",
      "В деятельности профессионального обучающегося сообщества",
    ],
    ["Решение принимает дир<|>", "директор", "Решение принимает директор"],
    [
      "Создано по Федеральн<|>",
      "Федеральному закону от 29.12.2012 № 273-ФЗ «Об образовании»",
      "Создано по Федеральному закону от 29.12.2012 № 273-ФЗ «Об образовании»",
    ],
    [
      "В соответствии с <|>",
      "Федеральным законом от 29.12.2012 № 273-ФЗ «Об образовании»",
      "В соответствии с Федеральным законом от 29.12.2012 № 273-ФЗ «Об образовании»",
    ],
    ["По правилам п. <|>", "1.2", "По правилам п. 1.2"],
    ["По правилам пп. 1.1 и 1.<|>", "1.2", "По правилам пп. 1.1 и 1.2"],
    ["По разделу <|>", "1", "По разделу 1"],
    ["По форме приложения № <|>", "1", "По форме приложения № 1"],
    ["По форме приложения <|>", "№\u00a01", "По форме приложения №\u00a01"],
    ["См. [п. <|>", "п. 1", "См. [п. 1](prikaz.reg.md#1)"],
    ["См. [п. <|>]", "п. 1", "См. [п. 1](prikaz.reg.md#1)"],
    ["См. [приказ](<|>", "prikaz.reg.md", "См. [приказ](prikaz.reg.md"],
    ["См. [приказ](prikaz.reg.md#<|>)", "1", "См. [приказ](prikaz.reg.md#1)"],
    ["Записи сдают до 15 ма<|>", "мая", "Записи сдают до 15 мая"],
  ];
  for (const [line, label, after] of cases)
    it(`${line} → ${label}`, async () => assert.equal((await ask(line)).take(label), after));

  it("offers nothing in code, addresses and tags", async () => {
    for (const line of ["`коор<|>`", "[a](http://example.org/ко<|>о)", '<b title="ко<|>ор">', "и <!-- коор<|> -->"])
      assert.deepEqual((await ask(line)).labels, [], line);
  });

  it("isn't in the way of prose: a typed blank asks only after «п.» and verbs of appointment", async () => {
    assert.deepEqual((await ask("Записи для <|>", RICH, " ")).labels, []);
    assert.deepEqual((await ask("Клуб. <|>", RICH, " ")).labels, []);
    assert.ok((await ask("По п. <|>", RICH, " ")).labels.includes("1.2"));
    assert.ok((await ask("Орлова И.А. назначается <|>", RICH, " ")).labels.includes("координатором ПОС"));
  });

  it("gives the card when an item is looked at; plain clients get ranges and details", async () => {
    const { items, resolved } = await ask("коор<|>");
    assert.equal(items[0]!.documentation, undefined);
    assert.match(JSON.stringify(resolved.documentation), /\*\*координатор ПОС\*\* – роль/);
    const plain = await ask("коор<|>", {});
    assert.equal(plain.items[0]!.detail, "роль");
    assert.ok(plain.items.every(i => i.textEdit && !i.labelDetails));
  });
});

describe("hover in prose", () => {
  async function hovered(line: string, capabilities = RICH): Promise<string> {
    const client = await serve(pack(line), capabilities);
    try {
      const hover = await client.ask<Hover | null>("textDocument/hover", client.at());
      return hover ? (hover.contents as { value: string }).value : "";
    } finally {
      client.stop();
    }
  }

  it("tells of a role: how established, duties, holders, where used", async () => {
    const card = await hovered("Отчёт утверждает коорди<|>натор ПОС.");
    assert.match(card, /^\*\*координатор ПОС\*\* – роль\n\nПорядок: назначается приказом директора\./);
    assert.match(card, /назначает или избирает: \[п\. 1\.2\]\(file:\/\/\/w\/polozhenie\.reg\.md#L\d+\)/);
    assert.match(card, /Обязанности и права: .*п\. 1\.3/);
    // Said in two places, by the order as «Орлову И.А.»: once, in the nominative.
    assert.match(
      card,
      /Исполняет: Орлова И\.А\. \(\[reglament\.yaml\]\([^)]*\), \[приказ «О создании \\\[ПОС\\\]»\]\([^)]*\)\)\./,
    );
    assert.match(card, /Упоминания: \[Положение [^\]]+\]\([^)]+\) – 4/);
    assert.doesNotMatch(await hovered("Отчёт утверждает коорди<|>натор ПОС.", {}), /\]\(/);
  });

  it("tells of a term, a person, an act", async () => {
    assert.match(
      await hovered("Работа П<|>ОС."),
      /^\*\*ПОС\*\* – профессиональное обучающееся сообщество[\s\S]*падежах: профессионального обучающегося сообщества/,
    );
    assert.match(
      await hovered("Записи ведёт Орл<|>ова И.А."),
      /^\*\*Орлова И\.А\.\*\* – учитель\n\nРоли: координатор ПОС/,
    );
    const act = await hovered("По Федеральному за<|>кону от 29.12.2012 № 273-ФЗ.");
    assert.match(act, /Федеральный закон от 29\.12\.2012 № 273-ФЗ «Об образовании»\n\nДалее – Закон\./);
    assert.match(act, /п\. 1\.1\][\s\S]*п\. 1\.4\]/);
  });

  it("shows the clause of each number, links and tags without effect", async () => {
    assert.match(
      await hovered("По пп. 1.2 и 1.<|>3."),
      /^1\.3\. Координатор ПОС ведёт записи \\<b>и\\<\/b> \*отчёты\*\.$/,
    );
    assert.match(await hovered("По пу<|>нкту 1.2."), /^1\.2\. Координатор ПОС/);
    assert.match(await hovered("По [п. 1](prikaz.reg.md#<|>1)."), /^1\. Назначить[\s\S]*\*\[О создании \\\[ПОС\\\]\]/);
    assert.match(await hovered("По [приказу](prik<|>az.reg.md)."), /О создании \\\[ПОС\\\][\s\S]*Приказ/);
    assert.equal(await hovered("Обычные сло<|>ва."), "");
  });
});

describe("completion and hover anywhere", () => {
  const folder = path.resolve("examples/obrazets");
  for (const file of ["polozhenie-pos.reg.md", "prikaz-118.reg.md", "plan.reg.yaml"])
    it(`answer at offsets all over ${file}`, function () {
      this.timeout(60_000);
      const names = fs.readdirSync(folder).filter(n => /\.(?:md|yaml)$/.test(n));
      const uri = (n: string) => `file:///w/${n}`;
      const workspace = createWorkspace(
        names.map(n => ({ uri: uri(n), text: fs.readFileSync(path.join(folder, n), "utf8") })),
      );
      const doc = workspace.docs.get(uri(file))!;
      const session = { workspace } as Session;
      const text = TextDocument.create(doc.uri, "x", 0, doc.text);
      const step = Math.max(1, Math.floor(doc.text.length / 300));
      let answers = 0;
      for (let offset = 0; offset <= doc.text.length; offset += step) {
        const list = completionsAt(session, doc, text, offset);
        const card = hoverAt(withoutLinks(workspace, doc), offset);
        for (const item of list?.items ?? []) {
          const range = item.textEdit && "range" in item.textEdit ? item.textEdit.range : undefined;
          if (range) assert.equal(range.start.line, range.end.line);
        }
        if (list?.items[0]?.data) cardOf(withoutLinks(workspace, doc), list.items[0].data.entity);
        if (card) {
          assert.ok(card.from <= offset && offset <= card.to && card.value, `${offset} ${JSON.stringify(card)}`);
          answers++;
        }
      }
      assert.ok(answers > 10, String(answers));
    });
});
