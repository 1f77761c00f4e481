import assert from "node:assert/strict";
import fc from "fast-check";
import { type Block, blocksWhere, parse, reparse } from "../server/src/syntax/blocks";
import type { Edit } from "../server/src/syntax/edits";
import { type Inline, inlines, prose } from "../server/src/syntax/inline";
import { least, runs, slowly } from "./runs";

const pieces = [
  "---\n",
  "документ: положение\n",
  "\n",
  "\r\n",
  "# Положение о ПОС\n",
  "## 1. Общие положения\n",
  "1.1. Настоящее Положение (далее – ПОС).\n",
  "1.2 Без точки\n",
  "- пункт;\n",
  "- 1.3. Пункт\n",
  "1) один;\n",
  "а) два\n",
  "| а | б |\n",
  "|---|---|\n",
  "```\n",
  "<!-- ",
  "-->\n",
  "продолжение строки\n",
  "по п. 1.2 и пункту\n",
  "1.3 Положения\n",
  "1.5 ставки (далее\n",
  "##1. Общие\n",
  "1.Создать\n",
  "1. Создать\n",
  "\t",
  "  ",
  "😀",
  "**",
  "[п. 2](a.reg.md#2)",
  "•",
  "–",
  "### ",
  "ё",
  "#",
  "-",
  "1",
  ".",
];
const text = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map(p => p.join(""));

const tests = [
  (b: Block) => b.kind === "blank",
  (b: Block) => b.text.includes("ё"),
  (b: Block) => b.number !== undefined,
];

describe("blocks", () => {
  it("joined are the source again", () => {
    fc.assert(
      fc.property(
        text,
        t =>
          parse(t)
            .blocks.map(b => b.text)
            .join("") === t,
      ),
      { numRuns: runs(300) },
    );
  });
  it("an incremental parse equals a full one, reuses, and so do the blocks of a kind", () => {
    let reused = 0;
    fc.assert(
      fc.property(
        text,
        fc.array(fc.tuple(fc.nat(), fc.nat(20), fc.oneof(text, fc.constantFrom(...pieces, "")))),
        (start, edits) => {
          let source = start;
          let tree = parse(source);
          for (const [at, length, insert] of edits) {
            const from = source.length ? at % (source.length + 1) : 0;
            const change: Edit = { from, to: Math.min(source.length, from + length), insert };
            source = source.slice(0, change.from) + insert + source.slice(change.to);
            tree = reparse(tree, source, change);
            const fresh = parse(source);
            assert.deepEqual(tree.blocks, fresh.blocks);
            assert.deepEqual(tree.starts, fresh.starts);
            if (tree.edit) reused += tree.blocks.length - (tree.edit.end - tree.edit.first);
            for (const test of tests) assert.deepEqual(blocksWhere(tree, test), blocksWhere(fresh, test));
          }
        },
      ),
      { numRuns: runs(500) },
    );
    assert.ok(reused >= least(1400), `blocks were reused: ${reused}`);
  });
});

describe("a number at the start of a line", () => {
  const kinds = (source: string) => parse(source).blocks.map(b => `${b.kind}${b.number ? ` ${b.number.path}` : ""}`);
  const wrapped = [
    "1.1. Порядок дан в пункте\n1.3 Положения.\n",
    "1.1. Порядок дан в пункте\n1.2. настоящего Положения.\n",
    "1.1. Порядок дан в пункте\n1.2. Положения.\n",
    "1.1. Порядок дан в п.\n1.2.\n",
    "1.1. Порядок дан в п.\n1.1 и приложении.\n",
    "1.1. Порядок дан в пп.\n1.1 и 1.2 Положения.\n",
    "1.1. По разделу\n3. Состав совета не меняется.\n",
    "1.1. По подпункту\n2) пункта 1.4 и подпункту\nа) пункта 1.5.\n",
    "1.1. Форма дана в приложении №\n1. Она проста.\n",
    "1.1. Норма составляет\n1.5 ставки на человека.\n",
    "1.1. Норма составляет от\n1.2 до 1.5 ставки.\n",
    "1.1. Норма составляет 1.2 –\n1.5 ставки.\n",
    "1.1. Занятия начинают в\n8.30 утра.\n",
    "1.1. По пунктам 1.1,\n1.3 и 1.4 Устава.\n",
    "1.1. По требованиям\n1.3 Устава.\n",
    "1.1. Премия 5 тыс. руб.\n1.5 оклада.\n",
    "1.1. Рост на\n1.5 % и на\n2.5 процента.\n",
    "1.1. Совет состоит из\n10. Прежний состоял из 9.\n",
    "1.1. Клуб юных книголюбов (далее\n- КЮК) работает.\n",
    "1.1. Клуб юных книголюбов (далее по тексту\n– КЮК) работает.\n",
  ];
  for (const source of wrapped)
    it(`goes on: ${source.replace(/\n(?=.)/g, "⏎").trim()}`, () => assert.deepEqual(kinds(source), ["clause 1.1"]));

  const opened: readonly (readonly [string, ...string[]])[] = [
    ["1.1. Совет создан.\n1.2. Совет открыт.\n", "clause 1.1", "clause 1.2"],
    ["1.1. Совет создан\n1.2. Совет открыт\n", "clause 1.1", "clause 1.2"],
    ["1.1 Совет создан\n1.2 Совет открыт\n", "clause 1.1", "clause 1.2"],
    ["1.1 цели совета\n1.2 задачи совета\n", "clause 1.1", "clause 1.2"],
    ["1.1. цели совета,\n1.2. задачи совета,\n1.2.1. первая\n", "clause 1.1", "clause 1.2", "clause 1.2.1"],
    ["1.1. цели совета\n1.3. задачи совета\n", "clause 1.1", "clause 1.3"],
    ["1.1. Совет принимает меры и т.п.\n1.2. Совет открыт.\n", "clause 1.1", "clause 1.2"],
    ["1.1. Совет создан в 2025 г.\n1.2. Совет открыт.\n", "clause 1.1", "clause 1.2"],
    ["1.1. Совет вносит правки в раздел\n1.2. Совет открыт.\n", "clause 1.1", "clause 1.2"],
    ["1.1. Совет собирается в\n1.2. Совет открыт.\n", "clause 1.1", "clause 1.2"],
    ["1.1. Совет собирается в\n1.2. \n", "clause 1.1", "clause 1.2"],
    ["1.1. Совет\n1.2.\n", "clause 1.1", "clause 1.2"],
    ["1.1. Председатель – Петрова П.П.\n1.2. Совет открыт.\n", "clause 1.1", "clause 1.2"],
    ["1.1. Председатель – Петрова П.\n2.1. Совет открыт.\n", "clause 1.1", "clause 2.1"],
    ["1.1. Совет по\n**1.3.** Порядок.\n", "clause 1.1", "clause 1.3"],
    ["Задачи совета\n1.1. учить\n1.2. лечить\n", "paragraph", "clause 1.1", "clause 1.2"],
    ["ПРИКАЗЫВАЮ\n1. Создать совет\n2. Открыть совет\n", "paragraph", "item 1", "item 2"],
    ["1.1. Задачи совета\n- учить;\n- лечить.\n", "clause 1.1", "item", "item"],
    ["1.Создать совет.\n2.О плане.\n", "item 1", "item 2"],
    ["5.А класс\n", "paragraph"],
    ["##1. Общие\n##Состав\n#школа\n", "heading 1", "heading", "paragraph"],
  ];
  for (const [source, ...blocks] of opened)
    it(`opens: ${source.replace(/\n(?=.)/g, "⏎").trim()}`, () => assert.deepEqual(kinds(source), blocks));
});

describe("markup inside of markup", () => {
  const n = 4000;
  const texts = {
    emphases: `1.1. ${"*а ".repeat(n)}б${" а*".repeat(n)}\n`,
    pictures: `1.1. ${"![а ".repeat(n)}${"](b)".repeat(n)}\n`,
    open: `1.1. ${"*а ".repeat(n)}\n`,
    mixed: `1.1. ${"**_а ".repeat(n)}б${" а_**".repeat(n)}\n`,
  };
  const depthOf = (nodes: readonly Inline[]): number => Math.max(0, ...nodes.map(node => 1 + depthOf(node.children)));
  for (const [name, text] of Object.entries(texts))
    slowly(`is read some way down, whatever it is: ${name}`, () => {
      const block = parse(text).blocks[0]!;
      assert.ok(depthOf(inlines(block)) <= 101);
      assert.equal(prose(block).length, text.length);
    });
  it("is read whole where a person has written it", () => {
    assert.equal(depthOf(inlines(parse("1.1. **а _б [в `г`](d)_**\n").blocks[0]!)), 5);
  });
});
