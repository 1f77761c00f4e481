/** Findings as a reviewer's remarks: their places, filters and the page that is saved. */
import assert from "node:assert/strict";
import { remarksPage } from "../server/src/features/remarks";
import { type Remark, Remarks, RemarksPage } from "../server/src/protocol";
import { remarkPlace } from "../server/src/workspace/place";
import { fixture } from "./fixture";
import { type Client, serve } from "./session";

const PACKAGE = `//- Клуб 1/polozhenie.reg.md
---
документ: положение
---

# Положение о клубе

Вступление.

## 1. Общие положения

1.1. Клуб создан.

1.3. Клуб работает.

## Разное

Без номера.

## Приложение № 1

1. Бланк.
//- Клуб 1/plan.reg.yaml
документ: план
название: План работы клуба
учебный год: 2026/2027
мероприятия:
  - { мероприятие: Выставка, срок: октябрь, ответственный: учитель }
  - { мероприятие: Чтения, срок: "", ответственный: учитель }
`;

describe("remarks", () => {
  it("places are named as a reviewer names them", () => {
    const { workspace } = fixture(PACKAGE);
    const [text, plan] = [...workspace.docs.values()];
    const at = (doc: typeof text, words: string) => remarkPlace(workspace, doc!, doc!.text.indexOf(words));
    assert.deepEqual(
      ["документ:", "Положение о", "Вступление", "Общие", "Клуб работает", "Без номера", "Бланк"].map(w => at(text, w)),
      ["шапка", "название", "вводная часть", "разд. 1", "п. 1.3", "раздел «Разное»", "прил. 1"],
    );
    assert.deepEqual(
      ["название", "Выставка", "Чтения"].map(w => at(plan, w)),
      ["шапка", "строка 1", "строка 2"],
    );
  });

  describe("over LSP", () => {
    let client: Client;
    before(async () => {
      client = await serve(PACKAGE);
    });
    after(() => client.stop());

    it("one document's, the workspace's, of some levels and rules", async () => {
      const uri = client.uri("Клуб 1/polozhenie.reg.md");
      const own = await client.ask<Remark[]>(Remarks, { uri });
      const gap = own.find(r => r.rule === "number-gap");
      assert.deepEqual([gap?.place, gap?.level, gap?.line, gap?.character], ["п. 1.3", "error", 12, 0]);
      const all = await client.ask<Remark[]>(Remarks, {});
      assert.ok(all.length > own.length && all.some(r => r.place === "строка 2"));
      assert.deepEqual(await client.ask(Remarks, { rules: ["number-gap"] }), [gap]);
      const errors = await client.ask<Remark[]>(Remarks, { levels: ["error"] });
      assert.deepEqual(
        errors,
        all.filter(r => r.level === "error"),
      );
      assert.ok(errors.length < all.length);
      assert.deepEqual(await client.ask(Remarks, { uri: "file:///нет.reg.md" }), []);
    });

    it("the page has links on the screen and none in a file", async () => {
      const root = client.uri("").replace(/\/$/, "");
      const shown = await client.ask<string>(RemarksPage, { rules: ["number-gap"], root, links: true });
      assert.match(
        shown,
        /\n\| \[п\. 1\.3\]\(<\/%D0[^|>]*\/polozhenie\.reg\.md#L13>\) \| [^|]+ \| ошибка \| number-gap \| Клуб 1\/polozhenie\.reg\.md \|\n/,
      );
      const saved = await client.ask<string>(RemarksPage, { rules: ["number-gap"], root, links: false });
      assert.match(
        saved,
        /^# Замечания\n\nВсего: 1; ошибок: 1\.\n\n\| Место \| Замечание \| Уровень \| Правило \| Файл \|\n/,
      );
      assert.match(saved, /\n\| п\. 1\.3 \| /);
    });
  });

  it("text of a document can't break the table; nothing found is said", () => {
    const naming = { file: () => "a|b.reg.md", link: () => undefined };
    const bad: Remark = {
      uri: "",
      line: 0,
      character: 0,
      place: "раздел «a|b»",
      message: "<b>*x*</b>\n|",
      level: "hint",
      rule: "r",
    };
    const row = remarksPage([bad], naming).trimEnd().split("\n").at(-1)!;
    assert.equal(row.match(/(?<!\\)\|/g)?.length, 6, row);
    assert.ok(!row.includes("<b>") && row.includes("\\*x\\*"), row);
    assert.equal(remarksPage([], naming), "# Замечания\n\nЗамечаний нет.\n");
  });
});
