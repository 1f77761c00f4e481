/** YAML: what the library reads is read the same; a slip is told at its place and costs its own line only. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { parseDocument, stringify } from "yaml";
import { applyEdits } from "../server/src/syntax/edits";
import {
  nodeAt,
  pathAt,
  rangeOf,
  readYaml,
  rereadYaml,
  valueAt,
  writeScalar,
  type Yaml,
  type YamlNode,
} from "../server/src/syntax/yaml";
import { mark, unmark, yamlBits } from "./fixture";
import { least, runs, slowly } from "./runs";

const ROWS = "документ: план\nмероприятия:\n";

/** Marked text, the messages in order, what is read of it (rows of the plan, else the whole value). */
const slips: readonly [name: string, source: string, messages: readonly string[], value: unknown][] = [
  [
    "a key twice",
    "документ: план\nназвание: А\n<|название|>: Б\nсостояние: проект\n",
    ["Ключ «название» уже есть выше: оставьте один."],
    { документ: "план", название: "А", состояние: "проект" },
  ],
  [
    "a key twice in braces",
    `${ROWS}  - { срок: май, <|срок|>: июнь }\n`,
    ["Ключ «срок» уже есть выше: оставьте один."],
    [{ срок: "май" }],
  ],
  [
    "an anchor and references to it",
    `${ROWS}  - <|&a|>\n    мероприятие: А\n  - <|*a|>\n  - мероприятие: <|*b|>\n    срок: май\n`,
    [
      "Знак «&» в начале значения – служебный: возьмите значение в кавычки.",
      "Знак «*» в начале значения – служебный: возьмите значение в кавычки.",
      "Знак «*» в начале значения – служебный: возьмите значение в кавычки.",
    ],
    [{ мероприятие: "А" }, "*a", { мероприятие: "*b", срок: "май" }],
  ],
  [
    "a merge key",
    `${ROWS}  - <|"<<"|>: общее\n    срок: май\n`,
    ["Слияние «<<» здесь не действует: запишите все ключи строки."],
    [{ срок: "май" }],
  ],
  [
    "tabs, told once for a run of lines",
    `${ROWS}<|\t|>- мероприятие: А\n\t  срок: май\n  - мероприятие: Б\n`,
    ["Отступ сделан клавишей Tab: поставьте вместо неё пробелы, по два на каждый уровень."],
    [{ мероприятие: "А", срок: "май" }, { мероприятие: "Б" }],
  ],
  [
    "a tab in place of four blanks",
    `${ROWS}  - мероприятие: А\n<|\t|>срок: май\n`,
    ["Отступ сделан клавишей Tab: поставьте вместо неё пробелы, по два на каждый уровень."],
    [{ мероприятие: "А", срок: "май" }],
  ],
  [
    "blanks of Word",
    `${ROWS}  - мероприятие<|:\u00a0|>А\n<|\u00a0\u00a0\u00a0\u00a0|>срок: май\n`,
    [
      "После двоеточия стоит неразрывный пробел: нужен обычный.",
      "Отступ сделан неразрывными пробелами: нужны обычные.",
    ],
    [{ мероприятие: "А", срок: "май" }],
  ],
  [
    "a key too far to the left",
    `${ROWS}  - мероприятие: А\n   <|срок: май|>\n  - мероприятие: Б\n`,
    ["Неверный отступ: выровняйте строку с соседними ключами или сдвиньте её на два пробела внутрь."],
    [{ мероприятие: "А", срок: "май" }, { мероприятие: "Б" }],
  ],
  [
    "a key under the dash",
    `${ROWS}  - мероприятие: А\n  <|срок: май|>\n  - мероприятие: Б\n`,
    ["Неверный отступ: ключи одной строки списка начинаются в одном столбце."],
    [{ мероприятие: "А", срок: "май" }, { мероприятие: "Б" }],
  ],
  [
    "a key too far to the right",
    `документ: план\n  <|название: А|>\nмероприятия:\n  - мероприятие: Б\n      <|срок: май|>\n`,
    [
      "Неверный отступ: выровняйте строку с соседними ключами или сдвиньте её на два пробела внутрь.",
      "Неверный отступ: выровняйте строку с соседними ключами или сдвиньте её на два пробела внутрь.",
    ],
    [{ мероприятие: "Б", срок: "май" }],
  ],
  [
    "an item off its column",
    `${ROWS}  - мероприятие: А\n <|- мероприятие: Б|>\n   срок: май\n`,
    ["Неверный отступ: выровняйте строку с соседними ключами или сдвиньте её на два пробела внутрь."],
    [{ мероприятие: "А" }, { мероприятие: "Б", срок: "май" }],
  ],
  [
    "an item where none can be",
    "документ: план\n<|- мероприятие: А|>\n  срок: май\nназвание: Б\n",
    ["Эта строка не на своём месте: проверьте отступ и дефис в её начале."],
    { документ: "план", название: "Б" },
  ],
  [
    "an open quote",
    `${ROWS}  - мероприятие: <|"|>А\n    срок: 'май'\n  - { мероприятие: <|"|>Б, срок: май }\n  - мероприятие: <|'|>В\n`,
    [
      'Кавычка открыта и не закрыта: поставьте " и в конце значения.',
      'Кавычка открыта и не закрыта: поставьте " и в конце значения.',
      "Кавычка открыта и не закрыта: поставьте ' и в конце значения.",
    ],
    [{ мероприятие: "А", срок: "май" }, { мероприятие: "Б", срок: "май" }, { мероприятие: "В" }],
  ],
  [
    "text behind a quote",
    `${ROWS}  - мероприятие: <|"Семинар" для всех|>\n    срок: май\n`,
    ["После закрывающей кавычки стоит текст: возьмите в кавычки всё значение, а внутри него поставьте «ёлочки»."],
    [{ мероприятие: '"Семинар" для всех', срок: "май" }],
  ],
  [
    "open brackets",
    `${ROWS}  - <|{|> мероприятие: А, срок: май\n  - { мероприятие: Б, ответственный: <|[|>а, б }\n  - задача: <|[|>1.2.1\n    срок: май\n`,
    [
      "Скобка «{» не закрыта: поставьте «}» в конце перечисленного.",
      "Скобка «[» не закрыта: поставьте «]» в конце перечисленного.",
      "Скобка «[» не закрыта: поставьте «]» в конце перечисленного.",
    ],
    [
      { мероприятие: "А", срок: "май" },
      { мероприятие: "Б", ответственный: ["а", "б"] },
      { задача: ["1.2.1"], срок: "май" },
    ],
  ],
  [
    "brackets that stay open over lines",
    "документ: план\nзадачи: <|[|>\n  первая,\n  вторая\nроли: <|{|> а: б,\n  в: г\nсрок: май\n",
    [
      "Скобка «[» не закрыта: поставьте «]» в конце перечисленного.",
      "Скобка «{» не закрыта: поставьте «}» в конце перечисленного.",
    ],
    { документ: "план", задачи: ["первая", "вторая"], роли: { а: "б", в: "г" }, срок: "май" },
  ],
  [
    "brackets of two kinds",
    "документ: приказ\nрегистрация: { номер: 95, дата: 2023-02-21 <|]|>\nсостав: [Орлова, Зуев<|}|>\nсостояние: проект\n",
    ["Открыта скобка «{», а закрыта «]»: нужна «}».", "Открыта скобка «[», а закрыта «}»: нужна «]»."],
    {
      документ: "приказ",
      регистрация: { номер: "95", дата: "2023-02-21" },
      состав: ["Орлова", "Зуев"],
      состояние: "проект",
    },
  ],
  [
    "a number sign that hides the bracket",
    "документ: приказ\nрегистрация: { номер: <|#95, дата: 2023-02-21 }|>\nсостояние: проект\n",
    ["Всё за знаком «#» – заметка, и скобка «{» осталась открытой: возьмите значение с «#» в кавычки."],
    { документ: "приказ", регистрация: { номер: "" }, состояние: "проект" },
  ],
  [
    "a comma lost before a key, semicolons for commas",
    "документ: приказ\nрегистрация: { номер: 95 <|дата: 2023-02-21|> }\nдокументация: [<|план; график|>]\n",
    ["Перед этим ключом не хватает запятой.", "В скобках [ ] одно от другого отделяют запятой, а не точкой с запятой."],
    { документ: "приказ", регистрация: { номер: "95 дата: 2023-02-21" }, документация: ["план; график"] },
  ],
  [
    "dashes without a blank",
    "документ: положение\nдокументация:\n  <|-|>план\n  <|-|>график\n",
    ["После дефиса нужен пробел: «- ».", "После дефиса нужен пробел: «- »."],
    { документ: "положение", документация: ["план", "график"] },
  ],
  [
    "brackets too many",
    `${ROWS}  - { мероприятие: А }<|}|>\n  - { мероприятие: Б, срок: <|а [1|> }\n`,
    ["Лишняя скобка «}».", "Скобки внутри значения: возьмите значение в кавычки."],
    undefined,
  ],
  [
    "commas",
    `${ROWS}  - { мероприятие: Семинар, <|мастер-класс|>, срок: май }\n  - { мероприятие: А, <|,|> срок: май }\n`,
    [
      "После «мастер-класс» нет двоеточия. Запятая внутри { } отделяет следующий ключ: значение с запятой берут в кавычки.",
      "Лишняя запятая.",
    ],
    [
      { мероприятие: "Семинар", срок: "май" },
      { мероприятие: "А", срок: "май" },
    ],
  ],
  [
    "a colon in a value",
    `${ROWS}  - мероприятие: <|Итоги: год|>\n    срок: май\n  - { мероприятие: <|Итоги: год|>, срок: май }\n`,
    [
      "Двоеточие внутри значения: возьмите значение в кавычки.",
      "Двоеточие внутри значения: возьмите значение в кавычки.",
    ],
    [
      { мероприятие: "Итоги: год", срок: "май" },
      { мероприятие: "Итоги: год", срок: "май" },
    ],
  ],
  [
    "a dash without its blank, and a typographic one",
    `${ROWS}  <|-|>мероприятие: А\n    срок: май\n  <|–|> мероприятие: Б\n    срок: май\n`,
    ["После дефиса нужен пробел: «- ».", "Строка списка начинается с дефиса «-», а не с тире."],
    [
      { мероприятие: "А", срок: "май" },
      { мероприятие: "Б", срок: "май" },
    ],
  ],
  [
    "a colon without its blank",
    `${ROWS}  - мероприятие<|:|>А\n    срок<|:|>май\n  - { мероприятие<|:|>Б, срок: май }\n`,
    [
      "После двоеточия нужен пробел: «ключ: значение».",
      "После двоеточия нужен пробел: «ключ: значение».",
      "После двоеточия нужен пробел: «ключ: значение».",
    ],
    [
      { мероприятие: "А", срок: "май" },
      { мероприятие: "Б", срок: "май" },
    ],
  ],
  [
    "signs that begin no value",
    `${ROWS}  - мероприятие: <|%А|>\n    срок: <|@май|>\n    результат: <|\`x\`|>\n    отметка: <|!да|>\n`,
    [
      "Значение не может начинаться со знака «%»: возьмите его в кавычки.",
      "Значение не может начинаться со знака «@»: возьмите его в кавычки.",
      "Значение не может начинаться со знака «`»: возьмите его в кавычки.",
      "Значение не может начинаться с восклицательного знака: возьмите его в кавычки.",
    ],
    [{ мероприятие: "%А", срок: "@май", результат: "`x`", отметка: "!да" }],
  ],
  [
    "a dash behind a key",
    `${ROWS}  - мероприятие: <|- А|>\n    срок: май\n`,
    ["Список с дефисами начинают с новой строки, с отступом; если дефис – часть текста, возьмите значение в кавычки."],
    [{ мероприятие: "- А", срок: "май" }],
  ],
  [
    "another document behind `---`",
    `${ROWS}  - мероприятие: А\n<|---|>\nдокумент: график\n`,
    ["В файле один документ: уберите строку «---», а второй документ перенесите в свой файл."],
    [{ мероприятие: "А" }],
  ],
  [
    "a header as in a text document",
    "---\nдокумент: план\n<|---|>\nмероприятия:\n  - мероприятие: А\n",
    ["В файле один документ: уберите строку «---», а второй документ перенесите в свой файл."],
    [{ мероприятие: "А" }],
  ],
  [
    "keys half typed",
    `документ: план\n<|наз|>\nмероприятия:\n  - мероприятие: А\n    <|ср|>\n  - <|мер|>\n    срок: май\n  <|от|>\n`,
    [
      "После названия ключа нужно двоеточие с пробелом: «ключ: значение».",
      "После названия ключа нужно двоеточие с пробелом: «ключ: значение».",
      "После названия ключа нужно двоеточие с пробелом: «ключ: значение».",
      "Строка списка начинается с дефиса и пробела: «- ».",
    ],
    [{ мероприятие: "А" }, { срок: "май" }, "от"],
  ],
  [
    "a question mark as a key",
    "документ: план\n<|? а|>\nназвание: Б\n",
    ["Ключ со знаком «?» здесь не читается: запишите «ключ: значение»."],
    { документ: "план", название: "Б" },
  ],
  [
    "text behind a block sign",
    `документ: план\nназвание: <||x|>\nсостояние: проект\n`,
    ["После знака «|» текст начинают с новой строки, с отступом."],
    { документ: "план", название: "", состояние: "проект" },
  ],
  [
    "an escape that is none",
    `документ: план\nназвание: <|"C:\\школа"|>\n`,
    ["Обратная черта в двойных кавычках – служебный знак: возьмите значение в одинарные кавычки."],
    { документ: "план", название: "C:\\школа" },
  ],
];

const withoutRows = (value: unknown): unknown => {
  const rows = (value as { мероприятия?: unknown } | undefined)?.мероприятия;
  return rows ?? value;
};

describe("YAML", () => {
  for (const [name, source, messages, value] of slips) {
    it(`tells of ${name} and reads the rest`, () => {
      for (const end of ["\n", "\r\n"]) {
        for (const start of ["", "\ufeff"]) {
          const { text, spans } = unmark(start + source.replaceAll("\n", end));
          const yaml = readYaml(text, 0);
          assert.equal(mark(text, yaml.problems), mark(text, spans));
          assert.deepEqual(
            yaml.problems.map(p => p.message),
            messages,
          );
          if (value !== undefined) assert.deepEqual(withoutRows(yaml.value), value);
        }
      }
    });
  }

  it("brackets may close under their key", () => {
    const { value, problems } = readYaml("мероприятия: [\n{ срок: май },\n  { срок: июнь }\n]\nназвание: А\n", 0);
    assert.deepEqual(problems, []);
    assert.deepEqual(value, { мероприятия: [{ срок: "май" }, { срок: "июнь" }], название: "А" });
  });

  it("fixes remove what they fix", () => {
    let fixed = 0;
    for (const [name, source] of slips) {
      const { text } = unmark(source);
      const { problems } = readYaml(text, 0);
      const fixes = problems.flatMap(p => p.fix ?? []);
      if (!fixes.length || fixes.length < problems.length) continue;
      fixed++;
      const left = readYaml(applyEdits(text, fixes), 0).problems.map(p => p.message);
      for (const { message } of problems) assert.ok(!left.includes(message), `${name}: ${message}`);
    }
    assert.ok(fixed >= 10);
  });

  it("what the library reads without errors is read the same", function () {
    this.timeout(60_000);
    const word = fc.constantFrom("срок", "май", "1.2.1", "Семинар «Итоги», часть 2", "октябрь–ноябрь", "№ 5", "да");
    const text = fc.oneof(
      word,
      fc.constantFrom(
        "a: b",
        "- x",
        "#",
        "x # y",
        "{",
        "]",
        "'",
        '"',
        "  x ",
        "@a",
        "&a",
        "*a",
        "%",
        "!",
        "?",
        "|",
        "две\nстроки\n",
      ),
      fc
        .string({ maxLength: 12 })
        .map(
          s =>
            s.replace(/[\u0000-\u001f\u007f-\u00a0\u2000-\u200f\u2028\u2029\u202f\u3000\ufeff\ud800-\udfff]/g, "") ||
            "я",
        ),
    );
    const key = fc.constantFrom("документ", "срок", "учебный год", "приложение к", "Филькина М.Г.");
    const value = fc.letrec(tie => ({
      node: fc.oneof(
        { maxDepth: 3 },
        text,
        fc.array(tie("node"), { minLength: 1, maxLength: 3 }),
        fc.dictionary(key, tie("node"), { maxKeys: 4, noNullPrototype: true }),
      ),
    })).node;
    const options = fc.record({
      lineWidth: fc.constantFrom(0, 20, 80),
      indent: fc.constantFrom(2, 4),
      indentSeq: fc.boolean(),
      collectionStyle: fc.constantFrom("any" as const, "block" as const, "flow" as const),
      defaultStringType: fc.constantFrom("PLAIN" as const, "QUOTE_SINGLE" as const, "QUOTE_DOUBLE" as const),
    });
    fc.assert(
      fc.property(fc.dictionary(key, value, { minKeys: 1, noNullPrototype: true }), options, (given, style) => {
        const written = stringify(given, { schema: "failsafe", ...style });
        const library = parseDocument(written, { schema: "failsafe" });
        const own = readYaml(written, 0);
        assert.deepEqual(
          own.problems.map(p => p.message),
          [],
          written,
        );
        assert.deepEqual(own.value, library.toJS(), written);
      }),
      { numRuns: runs(200) },
    );
  });

  it("reads any text; problems and nodes lie inside it, nodes inside one another", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...yamlBits), { maxLength: 40 }), fc.nat(5), (pieces, offset) => {
        const text = pieces.join("");
        const yaml = readYaml(text, offset);
        for (const p of yaml.problems)
          assert.ok(p.from >= offset && p.from <= p.to && p.to <= text.length + offset, text);
        const visit = (node: YamlNode, from: number, to: number) => {
          assert.ok(
            node.from >= from && node.to <= to && node.from <= node.to,
            `${node.kind} in ${JSON.stringify(text)}`,
          );
          if (node.kind === "list") for (const item of node.items) visit(item, node.from, node.to);
          if (node.kind === "map") for (const e of node.entries) if (e.value) visit(e.value, e.to, node.to);
        };
        if (yaml.root) visit(yaml.root, 0, text.length);
        for (let at = 0; at <= text.length + 2; at += 3) pathAt(yaml, at + offset);
      }),
      { numRuns: runs(1500) },
    );
  });

  it("read again after edits is what a fresh read gives, with the same rows", () => {
    const rows = fc.array(
      fc.constantFrom(
        "  - мероприятие: Встреча\n    срок: май\n",
        "  - { мероприятие: Встреча, срок: [май, июнь] }\n",
        "  - мероприятие: >\n      Встреча\n\n      с родителями\n    срок: май # весной\n",
        '  - мероприятие: "Встреча\n      вторая"\n    ответственные:\n      - Директор\n      - Совет\n',
        "  - Встреча клуба\n    на полях\n",
        "  # заметка\n",
        "# заметка\n",
        "\n",
        "  -\n    срок: май\n",
        "  - срок: 'май\n",
      ),
      { maxLength: 6 },
    );
    const text = fc.tuple(
      rows,
      fc.constantFrom("", "название: План\n", "этапы:\n- название: А\n- название: Б\n"),
      fc.boolean(),
    );
    const edit = fc.tuple(
      fc.nat(),
      fc.nat(4),
      fc.constantFrom(...yamlBits, "", "а", "б в", "\n    цель: рост", "\n  - срок: май"),
    );
    let reused = 0;
    fc.assert(
      fc.property(text, fc.array(edit, { maxLength: 6 }), ([first, tail, isWindows], edits) => {
        let source = `документ: план\nмероприятия:\n${first.join("")}${tail}`;
        if (isWindows) source = source.replaceAll("\n", "\r\n");
        let yaml = readYaml(source, 0);
        for (const [at, length, insert] of edits) {
          const from = at % (source.length + 1);
          const to = Math.min(source.length, from + length);
          source = source.slice(0, from) + insert + source.slice(to);
          const before = valueAt(yaml.value, ["мероприятия"]);
          yaml = rereadYaml(yaml, source, { from, to, insert });
          assert.deepEqual(yaml, readYaml(source, 0), source);
          const after = valueAt(yaml.value, ["мероприятия"]);
          if (Array.isArray(before) && Array.isArray(after))
            reused += after.filter(v => typeof v === "object" && before.includes(v)).length;
        }
      }),
      { numRuns: runs(1500) },
    );
    assert.ok(reused >= least(280), `rows were reused: ${reused}`);

    const plan = "документ: план\nмероприятия:\n  - срок: май\n  - срок: июль\n  - срок: июнь\n";
    const insert = "ь";
    const from = plan.indexOf("ль");
    const yaml = readYaml(plan, 0);
    const again = rereadYaml(yaml, plan.slice(0, from) + insert + plan.slice(from), { from, to: from, insert });
    const values = (y: Yaml) => valueAt(y.value, ["мероприятия"]) as unknown[];
    assert.deepEqual(
      values(again).map((v, i) => v === values(yaml)[i]),
      [true, false, true],
    );
  });

  slowly("hostile sizes don't hang", function () {
    this.timeout(20_000);
    for (const text of [
      "[".repeat(100_000),
      "{".repeat(100_000),
      "- ".repeat(100_000),
      '"'.repeat(100_001),
      "a: {\n".repeat(30_000),
      ` - x\n`.repeat(50_000),
      `a: "\n${"  x\n".repeat(100_000)}`,
      `a: {\n${"  x\n".repeat(100_000)}`,
      `a: '\n${"  x: 'y\n".repeat(50_000)}`,
      "a:\n".repeat(100_000),
      Array.from({ length: 3000 }, (_, i) => `${" ".repeat(i)}a:`).join("\n"),
    ])
      readYaml(text, 0);
  });

  it("paths lead to places and back", () => {
    const { text, spans } = unmark(
      `${ROWS}  - { мероприятие: А, срок: май }\n  - ответственный:\n      - Б\n      - <|В Г|>\n`,
    );
    const yaml = readYaml(text, 10);
    const path = ["мероприятия", 1, "ответственный", 1];
    const span = { from: spans[0]!.from + 10, to: spans[0]!.to + 10 };
    assert.deepEqual(rangeOf(yaml, path), span);
    assert.deepEqual(pathAt(yaml, span.from + 1), { path, inKey: false });
    assert.deepEqual(pathAt(yaml, text.indexOf("срок") + 11), { path: ["мероприятия", 0, "срок"], inKey: true });
    assert.deepEqual(rangeOf(yaml, [...path, "нет"]), span);
    assert.equal(nodeAt(yaml, ["мероприятия", 7]), undefined);
  });

  it("a written value is read as it was", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.constantFrom(
            "Итоги: год",
            "Семинар, часть 2",
            "[1]",
            "#1",
            "a #b",
            "",
            " x",
            "'а'",
            '"а"',
            "*а",
            "- а",
            "C:\\x",
            "{а}",
            "а:",
            "; !",
          ),
          fc.string({ maxLength: 10 }).map(s => s.replace(/[\u0000-\u001f\u007f-\u00a0\u2028\u2029\ufeff]/g, "")),
        ),
        value => {
          const text = `а: ${writeScalar(value, "block")}\nб: { в: ${writeScalar(value, "flow")}, г: [${writeScalar(value, "flow")}] }\n`;
          const yaml = readYaml(text, 0);
          assert.deepEqual(yaml.problems, [], text);
          assert.deepEqual(yaml.value, { а: value, б: { в: value, г: [value] } });
          assert.deepEqual(parseDocument(text, { schema: "failsafe" }).toJS(), yaml.value, text);
        },
      ),
      { numRuns: runs(300) },
    );
  });
});
