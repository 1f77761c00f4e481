import assert from "node:assert/strict";
import fc from "fast-check";
import { type Block, blocksWhere, parse, reparse } from "../server/src/syntax/blocks";
import type { Edit } from "../server/src/syntax/edits";

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
      { numRuns: 300 },
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
      { numRuns: 500 },
    );
    assert.ok(reused > 1000, `blocks were reused: ${reused}`);
  });
});
