/** The formal address of a place, in the cases. */
import assert from "node:assert/strict";
import { type Case, cases } from "../server/src/russian/forms";
import { formalAddress } from "../server/src/workspace/address";
import { fixture } from "./fixture";

const all = (source: string): string[] => {
  const { doc, workspace, spans } = fixture(source);
  return cases.map(to => formalAddress(workspace, doc, spans[0]!.from, to));
};
const one = (source: string, to: Case = "ins"): string => all(source)[cases.indexOf(to)]!;

const REGULATION = (body: string) =>
  `//- a.reg.md\n---\nдокумент: положение\nутверждено: prikaz.reg.md\n---\n\n# Положение о клубе\n\n${body}\n//- prikaz.reg.md\n---\nдокумент: приказ\nрегистрация: { номер: 95, дата: 2023-02-21 }\n---\n\n# Об утверждении положения\n\n1. Утвердить.\n`;
const tail = "Положения о клубе, утверждённого приказом от 21.02.2023 № 95";

describe("formal address", () => {
  it("declines its first word, whatever it is", () => {
    const forms = (words: string, behind: string) => words.split(" ").map(w => `${w.replace("_", " ")} ${behind}`);
    assert.deepEqual(
      all(REGULATION("## 1. А\n\n1.2. Б<|>.\n\n1.2.1. В.")),
      forms("пункт пункта пункту пункт пунктом пункте", `1.2 ${tail}`),
    );
    assert.deepEqual(
      all(REGULATION("## 1. А\n\n1.2. Б.\n\n1.2.1. <|>В.")),
      forms("подпункт подпункта подпункту подпункт подпунктом подпункте", `1.2.1 ${tail}`),
    );
    assert.deepEqual(
      all(REGULATION("## 1. А<|>\n\n1.2. Б.")),
      forms("раздел раздела разделу раздел разделом разделе", `1 ${tail}`),
    );
    assert.deepEqual(
      all(REGULATION("## 1. А\n\n1.2. Б:\n\n- в;\n- г<|>.")),
      forms(
        "абзац_третий абзаца_третьего абзацу_третьему абзац_третий абзацем_третьим абзаце_третьем",
        `пункта 1.2 ${tail}`,
      ),
    );
    assert.deepEqual(
      all(REGULATION("## 1. А\n\n1.2. Б:\n\nа) в;\n\nб) г<|>.")),
      forms("подпункт подпункта подпункту подпункт подпунктом подпункте", `«б» пункта 1.2 ${tail}`),
    );
    assert.deepEqual(
      all(REGULATION("## 1. А\n\n1.1. Б.\n\n## Приложение № 2. Форма<|>\n\nТекст.")),
      forms(
        "приложение приложения приложению приложение приложением приложении",
        "№ 2 к Положению о клубе, утверждённому приказом от 21.02.2023 № 95",
      ),
    );
    assert.deepEqual(
      all("---\nдокумент: приказ\nрегистрация: { номер: 95, дата: 2023-02-21 }\n---\n\n# О клубе\n\n1. Создать<|>.\n"),
      forms("пункт пункта пункту пункт пунктом пункте", "1 приказа от 21.02.2023 № 95 «О клубе»"),
    );
    assert.deepEqual(
      all(
        "---\nдокумент: протокол\nрегистрация: { номер: 1, дата: 2025-09-11 }\n---\n\n# Протокол заседания клуба\n\n1. СЛУШАЛИ: о плане.\n\n1.1. РЕШИЛИ<|>.\n",
      ),
      forms(
        "подпункт подпункта подпункту подпункт подпунктом подпункте",
        "1.1 протокола заседания клуба от 11.09.2025 № 1",
      ),
    );
    assert.deepEqual(
      all("# Правила приёма<|>\n\n## 1. А\n\n1.1. Б.\n"),
      "Правила Правил Правилам Правила Правилами Правилах".split(" ").map(w => `${w} приёма`),
    );
  });

  it("goes from small to large", () => {
    assert.equal(
      one(REGULATION("## 1. А\n\n1.2. Б:\n\n1) в:\n\nа) г<|>;\n\n2) д.")),
      `подпунктом «а» подпункта 1 пункта 1.2 ${tail}`,
    );
    assert.equal(one(REGULATION("## 1. А\n\n1.2. Б.\n\nЕщё<|>.")), `абзацем вторым пункта 1.2 ${tail}`);
    assert.equal(one(REGULATION("## 1. А\n\nТекст<|>.")), `абзацем первым раздела 1 ${tail}`);
    assert.equal(
      one(REGULATION("## Приложение. Порядок\n\n## 1. Общее\n\n1.1. Б<|>.")),
      "пунктом 1.1 приложения к Положению о клубе, утверждённому приказом от 21.02.2023 № 95",
    );
    assert.equal(one(REGULATION("## 1. А\n\n### 1.1. Б<|>\n\n1.1.1. В.")), `подразделом 1.1 ${tail}`);
  });

  it("says what approved it as far as it is known, agreeing with the name", () => {
    assert.equal(one("# Порядок приёма\n\n## 1. А\n\n1.1. Б<|>.\n"), "пунктом 1.1 Порядка приёма");
    const stamped = (title: string) =>
      one(
        `---\nгрифы:\n  - { вид: утверждаю, лицо: И.А. Орлова, приказ: { номер: 12, дата: 01.09.2024 } }\n---\n\n# ${title}\n\n## 1. А\n\n1.1. Б<|>.\n`,
      );
    const order = "приказом от 01.09.2024 № 12";
    assert.equal(stamped("Инструкция по охране"), `пунктом 1.1 Инструкции по охране, утверждённой ${order}`);
    assert.equal(stamped("Правила приёма"), `пунктом 1.1 Правил приёма, утверждённых ${order}`);
    assert.equal(stamped("Порядок приёма"), `пунктом 1.1 Порядка приёма, утверждённого ${order}`);
    assert.equal(one("<|>Текст без всего.\n"), "документом");
  });
});
