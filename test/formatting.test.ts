/** Formatting keeps what is said: words, numbers, structure; a second run changes nothing. */

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { TextEdit } from "vscode-languageserver";
import { formatEdits, typedEdits } from "../server/src/features/formatting";
import { createDoc, type Doc } from "../server/src/model/document";
import { check } from "../server/src/rules/engine/check";
import { applyEdits } from "../server/src/syntax/edits";
import { createWorkspace } from "../server/src/workspace/docs";
import { unmark } from "./fixture";
import { runs, slowly } from "./runs";
import { serve } from "./session";

function format(text: string, uri = "file:///w/a.reg.md"): string {
  const workspace = createWorkspace([{ uri, text }]);
  const doc = workspace.docs.get(uri)!;
  return applyEdits(text, formatEdits(doc, check(workspace, doc)));
}

/** What a document says but for typesetting: signs that rules of typesetting mend are levelled. */
function meaning(doc: Doc): unknown {
  const level = (s: string) =>
    s
      .toLowerCase()
      .replace(/[ \t\u00a0]+/g, " ")
      .replace(/ (?=\r?\n)/g, "")
      .replace(/[«»"„“]/g, "'")
      .replace(/[–—-]/g, "-")
      .replace(/n(?=\s?\d)/g, "№")
      .replace(/ё/g, "е")
      .replace(/\s*([№.,;:!?()'-])\s*/g, "$1")
      .replace(/г\.?г\./g, "гг.")
      .trim();
  const { outline, tree } = doc;
  return {
    blocks: tree.blocks.filter(b => b.kind !== "blank").map(b => [b.kind, b.level, level(b.text.slice(b.from, b.to))]),
    numbers: outline.clauses.map(c => [c.number.path, c.number.dot]),
    sections: outline.sections.map(s => [s.number?.path, s.heading.level, s.clauses.length]),
    lists: outline.lists.map(l => [l.depth, l.items.length, l.clause?.number.path]),
  };
}

const texts = (): string[] => {
  const found: string[] = [];
  const walk = (dir: string) => {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      const path = join(dir, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (entry.name.endsWith(".reg.md")) found.push(readFileSync(path, "utf8"));
    }
  };
  for (const dir of ["../shared/seeds/dialect", "examples"]) if (existsSync(dir)) walk(dir);
  return found;
};

describe("formatting", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ["a clause gets its blank line", "## 1. Общие\n1.1. А.\n1.2. Б.\n", "## 1. Общие\n\n1.1. А.\n\n1.2. Б.\n"],
    ["blank lines are one, none at the ends", "\n\n# О клубе\n\n\n\n1.1. А.\n\n\n", "# О клубе\n\n1.1. А.\n"],
    [
      "blanks after numbers and marks",
      "##  1.   Общие\n\n1.1.   А:\n\n*   б;\n+ в.\n",
      "## 1. Общие\n\n1.1. А:\n\n- б;\n- в.\n",
    ],
    ["blanks before and behind a line", "  1.1. А. \n", "1.1. А.\n"],
    ["a line broken on purpose stays", "1.1. А  \nб.\n", "1.1. А  \nб.\n"],
    ["line ends stay", "# О клубе\r\n1.1. А.\r\n", "# О клубе\r\n\r\n1.1. А.\r\n"],
    ["a BOM stays", "\ufeff# О клубе\n1.1. А.\n", "\ufeff# О клубе\n\n1.1. А.\n"],
    [
      "a suppression stays close",
      "<!-- reglament-ignore number-gap: так -->\n1.2. А.\n",
      "<!-- reglament-ignore number-gap: так -->\n1.2. А.\n",
    ],
    ["typesetting", '1.1. Клуб "Книга" - это школа №4.\n', "1.1. Клуб «Книга»\u00a0– это школа №\u00a04.\n"],
    ["code stays", "```\n  a  \n```\n", "```\n  a  \n```\n"],
    ["the last line ends", "1.1. А.", "1.1. А.\n"],
  ];
  for (const [name, source, wanted] of cases) it(name, () => assert.equal(format(source), wanted));

  it("YAML keeps its texts", () => {
    const yaml = "file:///w/a.reg.yaml";
    assert.equal(format("документ: план  \nмероприятия: []\n\n\n", yaml), "документ: план\nмероприятия: []\n");
    const block = "документ: план\nназвание: |\n  а  \n\n";
    assert.equal(format(block, yaml), block);
  });

  slowly("says the same of every example and seed, and nothing more the second time", function () {
    this.timeout(20_000);
    for (const text of texts()) {
      const once = format(text);
      assert.deepEqual(meaning(createDoc("file:///w/a.reg.md", once)), meaning(createDoc("file:///w/a.reg.md", text)));
      assert.equal(format(once), once);
    }
  });

  it("says the same of texts that break parsers", function () {
    this.timeout(60_000);
    const all = texts().filter(t => t.length < 8_000);
    assert.ok(all.length > 10);
    const bits = [
      "\n",
      "\n\n\n",
      "1.1.  ",
      "*  ",
      "   - ",
      "##   ",
      "---\n",
      "|",
      " \n",
      "  \n",
      "\t",
      "\r\n",
      "```\n",
      "<!-- ",
      "-->",
      '"',
      " - ",
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...all),
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(...bits)), { maxLength: 8 }),
        (text, edits) => {
          let source = text;
          for (const [at, insert] of edits) {
            const from = source.length ? at % source.length : 0;
            source = source.slice(0, from) + insert + source.slice(from);
          }
          const once = format(source);
          assert.deepEqual(
            meaning(createDoc("file:///w/a.reg.md", once)),
            meaning(createDoc("file:///w/a.reg.md", source)),
          );
        },
      ),
      { numRuns: runs(150) },
    );
  });

  it("makes no point of a number within a paragraph", () => {
    const text = "# Приказ\n\nПРИКАЗЫВАЮ:\n\n1. Включить:\n  - Туманова С.Е.\n2 . Назначить координатора.\n";
    assert.deepEqual(
      meaning(createDoc("file:///w/a.reg.md", format(text))),
      meaning(createDoc("file:///w/a.reg.md", text)),
    );
  });

  it("signs while typing", () => {
    const typed = (marked: string, sign: string) => {
      const { text, spans } = unmark(marked);
      return applyEdits(text, typedEdits(createDoc("file:///w/a.reg.md", text), spans[0]!.from, sign));
    };
    assert.equal(typed('1.1. Клуб "<|>', '"'), "1.1. Клуб «");
    assert.equal(typed('1.1. Клуб «Книга"<|> школы.\n', '"'), "1.1. Клуб «Книга» школы.\n");
    assert.equal(typed("1.1. Клуб - <|>это.\n", " "), "1.1. Клуб\u00a0– это.\n");
    assert.equal(typed("- <|>б;\n", " "), "- б;\n");
    assert.equal(typed('1.1. `код "<|>`\n', '"'), '1.1. `код "`\n');
    assert.equal(typed('---\nназвание: "<|>\n---\n', '"'), '---\nназвание: "\n---\n');
  });

  it("a range, over LSP", async () => {
    const client = await serve("//- a.reg.md\n1.1.  А.\n\n<|1.2.  Б.|>\n");
    const edits = await client.ask<TextEdit[]>("textDocument/rangeFormatting", {
      textDocument: { uri: client.uri("a.reg.md") },
      range: client.range(),
      options: { tabSize: 2, insertSpaces: true },
    });
    assert.equal(TextEditApply(client.text("a.reg.md").getText(), edits), "1.1.  А.\n\n1.2. Б.\n");
    client.stop();
  });
});

const TextEditApply = (text: string, edits: readonly TextEdit[]): string => {
  const starts = [0];
  for (const m of text.matchAll(/\n/g)) starts.push(m.index + 1);
  const offset = (p: { line: number; character: number }) => starts[p.line]! + p.character;
  return applyEdits(
    text,
    edits.map(e => ({ from: offset(e.range.start), to: offset(e.range.end), insert: e.newText })),
  );
};
