/** Runs: what a writer of the page is given, whatever it writes. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { type PagePiece, piecesOf } from "../server/src/render/blocks";
import { renderPage } from "../server/src/render/html";
import { type PrintedBlock, type PrintedFrame, printedBlock, printedFrame, type Run } from "../server/src/render/runs";
import { configOf } from "../server/src/workspace/config";
import { fixture } from "./fixture";
import { runs as numRuns, Proved } from "./runs";

function pieces(source: string): readonly PagePiece[] {
  const { doc, workspace } = fixture(source);
  return piecesOf(workspace, doc, configOf(workspace, doc.uri));
}
const blocks = (source: string): PrintedBlock[] =>
  pieces(source).flatMap(p => (p.kind === "block" ? printedBlock(p.block, p.role) : []));
const frames = (source: string): PrintedFrame[] =>
  pieces(source).flatMap(p => (p.kind === "block" ? [] : printedFrame(p)));

function paragraph(source: string): readonly Run[] {
  const [block] = blocks(source);
  assert.ok(block?.kind === "paragraph");
  return block.runs;
}
/** `[look|words]`, as a writer of flat runs sees them. */
const flat = (runs: readonly Run[]): string =>
  runs
    .map(({ text, styles, isBreak }) => {
      const look = styles.map(s => (s.kind === "link" ? `link ${s.target}` : s.kind)).join("+");
      const words = isBreak ? "↵" : text.replaceAll("\u00a0", "~");
      return look ? `[${look}|${words}]` : words;
    })
    .join("");

describe("runs", () => {
  it("have the styles around them, outermost first, and the very same style in one span", () => {
    const runs = paragraph("Один **два *три* четыре** `пять`.\n");
    assert.equal(flat(runs), "Один [strong|два ][strong+emphasis|три][strong| четыре] [code|пять].");
    assert.equal(runs[1]!.styles[0], runs[2]!.styles[0]);
    assert.equal(runs[1]!.styles[0], runs[3]!.styles[0]);
    const two = paragraph("**раз**<!-- тут -->**два**\n");
    assert.equal(flat(two), "[strong|раз][strong|два]");
    assert.notEqual(two[0]!.styles[0], two[1]!.styles[0]);
  });

  it("are as few as can be: escapes, comments and tags make none of their own", () => {
    const runs = paragraph("Звезда \\* и<!-- нет --> скобка \\[, тег <b>.\n");
    assert.deepEqual(runs, [{ text: "Звезда * и скобка [, тег <b>.", styles: [] }]);
  });

  it("lead only where it is safe; a picture is its caption", () => {
    assert.equal(
      flat(paragraph("[п. 1](#1) [злое](javascript:1) [без цели] ![схема](a.png) ![](b.png) [**жирно**](b.reg.md)\n")),
      "[link #1|п.~1] злое [без цели] [picture|схема] [picture|рисунок] [link b.reg.md+strong|жирно]",
    );
    // A writer of links needs one even without words.
    assert.equal(flat(paragraph("да [](b.reg.md) б\n")), "да [link b.reg.md|] б");
  });

  it("break the line where the author does; another line feed is a blank; blanks at the ends are gone", () => {
    assert.equal(
      flat(paragraph("раз  \nдва\\\nтри\nчетыре **пять  \nшесть**  \n")),
      "раз↵два↵три\nчетыре [strong|пять][strong|↵][strong|шесть]",
    );
  });

  it("know the sign of an entity and how it is written", () => {
    assert.deepEqual(paragraph("a&mdash;b&#171;c&nosuch;d & e\n"), [
      { text: "a", styles: [] },
      { text: "—", styles: [], entity: "&mdash;" },
      { text: "b", styles: [] },
      { text: "«", styles: [], entity: "&#171;" },
      { text: "c", styles: [] },
      { text: "&nosuch;", styles: [], entity: "&nosuch;" },
      { text: "d & e", styles: [] },
    ]);
  });

  it("don't let a line end behind № or a preposition; code stays as it is", () => {
    assert.equal(flat(paragraph("В школе № 3 и `в № 3`\n")), "В~школе №~3 и~[code|в № 3]");
  });

  it("number text, address, bullet, level, depth", () => {
    const source =
      "## 1 . Общее\n\n##### IV. Глубоко\n\n1.1. Пункт\n\n- 1.2. Пункт с чертой\n\n* раз\n  - а) два\n    - три\n        - четыре\n\n***\n\n```\nкод <b>\n```\n";
    const told = blocks(source).map(b => {
      switch (b.kind) {
        case "heading":
          return [b.kind, b.level, b.number.text, b.number.path, flat(b.runs)];
        case "clause":
          return [b.kind, b.bullet, b.number.text, b.number.path, flat(b.runs)];
        case "item":
          return [b.kind, b.depth, ...b.marks, flat(b.runs)];
        case "code":
          return [b.kind, b.text];
        default:
          return [b.kind];
      }
    });
    assert.deepEqual(told, [
      ["heading", 2, "1.", "1", "Общее"],
      ["heading", 5, "IV.", "", "Глубоко"],
      ["clause", "", "1.1.", "1.1", "Пункт"],
      ["clause", "–", "1.2.", "1.2", "Пункт с~чертой"],
      ["item", 0, "–", "раз"],
      ["item", 1, "–", "а)", "два"],
      ["item", 2, "–", "три"],
      ["item", 3, "–", "четыре"],
      ["break"],
      ["code", "код <b>"],
    ]);
  });

  it("cells have their side and their own markup", () => {
    const [table] = blocks("| А | Б |\n|:-:|---|\n| *x* № 1 | a \\| b |\n| y |\n");
    assert.ok(table?.kind === "table");
    const cells = [table.head, ...table.rows].map(row => row.map(c => `${c.align} ${flat(c.runs)}`));
    assert.deepEqual(cells, [
      ["center А", "left Б"],
      ["center [emphasis|x] №~1", "left a | b"],
      ["center y", "left "],
    ]);
  });

  it("a table document: soft hyphens in columns, on its side with more than six of them", () => {
    const grid = (more: string) =>
      frames(
        `//- g.reg.yaml\nдокумент: график\nзаседания:\n  - { номер: 1, дата: 2026-10-12, тема: Наставничество${more} }\n`,
      ).find(f => f.kind === "grid");
    const upright = grid("");
    assert.ok(upright?.kind === "grid" && !upright.isWide);
    assert.deepEqual(upright.rows[0]!.cells.flat().at(-1), "Нас\u00adтав\u00adни\u00adчес\u00adтво");
    const wide = grid(", время: 15:00, место: кабинет 12, ответственный: директор, протокол: p.reg.md");
    assert.ok(wide?.kind === "grid" && wide.isWide);
  });

  it("joined and escaped they are the HTML without its tags", () => {
    const bits = fc.constantFrom(
      ..."**раз**|*два*|`три`|[четыре](b.reg.md)|**|*|_|`|[a](|[|](|)|![|](b.reg.md)|<b>|&lt;|&mdash;|\\|\\*|<!--|-->|№ 3| |«|о ".split(
        "|",
      ),
      ...["  \n", "\\\n", "\n"],
    );
    const signs: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
    const styled = new Proved();
    fc.assert(
      fc.property(fc.array(fc.oneof(bits, fc.string({ maxLength: 5 })), { maxLength: 30 }), parts => {
        const source = `Слово ${parts.join("").replace(/[\n\r\0]\s*#*/g, "\n")}`; // headings aren't meant
        const { doc, workspace } = fixture(source);
        const html = renderPage(workspace, doc, configOf(workspace, doc.uri));
        const printed = blocks(source);
        assert.equal(printed.length, html.length);
        for (const [i, block] of printed.entries()) {
          if (block.kind !== "paragraph") continue;
          const text = block.runs.map(r => r.entity ?? r.text.replace(/[&<>"']/g, sign => signs[sign]!)).join("");
          assert.equal(html[i]!.html.replace(/<[^>]*>/g, ""), text);
          if (block.runs.some(r => r.styles.length)) styled.one();
        }
      }),
      { numRuns: numRuns(300) },
    );
    styled.atLeast(30);
  });
});
