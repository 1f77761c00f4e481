/** The printed page: golden HTML of small documents, escaping, stable ids, bad input. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { PreviewBlock } from "../server/src/protocol";
import { renderPage } from "../server/src/render/html";
import { safeTarget } from "../server/src/render/runs";
import { configOf } from "../server/src/workspace/config";
import { fixture } from "./fixture";
import { runs } from "./runs";

function page(source: string): PreviewBlock[] {
  const { doc, workspace } = fixture(source);
  return renderPage(workspace, doc, configOf(workspace, doc.uri));
}
const html = (source: string): string[] => page(source).map(b => b.html);

const school = `//- reglament.yaml
организация:
  полное: муниципальное учреждение «Школа № 3»
  краткое: МУ «Школа № 3»
  город: Заречный
  руководитель: { должность: директор, лицо: Петрова А.Б. }
`;

describe("printed page", () => {
  it("regulation: organisation, stamps on both sides, title, clauses, appendix", () => {
    const source = `//- pol.reg.md
---
документ: положение
утверждено: prikaz.reg.md
грифы:
  - вид: принято
    орган: Педагогический совет
    протокол: { номер: 4, дата: 2023-04-28 }
  - вид: мнение учтено
    орган: Совет родителей
---

# Положение о наставничестве

## 1. Общие положения

1.1. Задачи:

- помощь;
2) обмен **опытом**.

## Приложение № 1. Форма плана
//- prikaz.reg.md
---
документ: приказ
регистрация: { номер: 95, дата: 2023-02-21 }
---
${school}`;
    assert.deepEqual(html(source), [
      '<div class="organisation"><p>Муниципальное учреждение «Школа №\u00a03»</p><p>(МУ «Школа №\u00a03»)</p></div>',
      '<div class="stamps"><div><p class="stamp">ПРИНЯТО<br>педагогическим советом<br>(протокол от\u00a028.04.2023 №\u00a04)</p>' +
        '<p class="stamp">УЧТЕНО МНЕНИЕ<br>совета родителей</p></div>' +
        '<div><p class="stamp">УТВЕРЖДЕНО<br>приказом МУ «Школа №\u00a03»<br>от\u00a021.02.2023 №\u00a095</p></div></div>',
      '<h1 class="title"><span class="word">ПОЛОЖЕНИЕ</span> о\u00a0наставничестве</h1>',
      '<h2 class="section" data-number="1"><span class="number">1.</span> Общие положения</h2>',
      '<p class="clause" data-number="1.1"><span class="number">1.1.</span> Задачи:</p>',
      '<p class="item depth-0"><span class="number">–</span> помощь;</p>',
      '<p class="item depth-0"><span class="number">2)</span> обмен <strong>опытом</strong>.</p>',
      '<div class="appendix"><div class="sheet-end" role="doc-pagebreak" aria-label="Новый лист"></div>' +
        '<p class="mark">Приложение №\u00a01<br>к\u00a0Положению о\u00a0наставничестве</p><h2 class="section">Форма плана</h2></div>',
    ]);
  });

  it("order: date and number, place, heading, ПРИКАЗЫВАЮ, signature of the head", () => {
    const source = `//- prikaz.reg.md
---
документ: приказ
регистрация: { номер: 57-ОД, дата: 2023-02-21 }
---

# О наставничестве

В целях развития школы

ПРИКАЗЫВАЮ:

1. Утвердить план.
${school}`;
    assert.deepEqual(html(source).slice(1), [
      '<h1 class="type">ПРИКАЗ</h1>',
      '<p class="registration"><span>21.02.2023</span><span>№\u00a057-ОД</span></p>',
      '<p class="place">г.\u00a0Заречный</p>',
      '<p class="about" role="doc-subtitle">О\u00a0наставничестве</p>',
      '<p class="text">В\u00a0целях развития школы</p>',
      '<p class="resolve">ПРИКАЗЫВАЮ:</p>',
      '<p class="clause" data-number="1"><span class="number">1.</span> Утвердить план.</p>',
      '<p class="signature"><span>Директор</span> <span>А.Б.\u00a0Петрова</span></p>',
    ]);
  });

  it("minutes are signed by chair and secretary", () => {
    const blocks = html(
      "---\nдокумент: протокол\nпредседатель: Орлова И.А.\nсекретарь: Гусева Е.В.\n---\n\n# Протокол заседания совета\n",
    );
    assert.deepEqual(blocks.slice(0, 2), [
      '<h1 class="type">ПРОТОКОЛ</h1>',
      '<p class="about" role="doc-subtitle">заседания совета</p>',
    ]);
    assert.deepEqual(blocks.slice(-2), [
      '<p class="signature"><span>Председатель</span> <span>И.А.\u00a0Орлова</span></p>',
      '<p class="signature"><span>Секретарь</span> <span>Е.В.\u00a0Гусева</span></p>',
    ]);
  });

  it("«утверждаю» is a person's stamp; the approving word agrees with the document", () => {
    const person = html(
      "---\nдокумент: положение\nгрифы:\n  - { вид: утверждаю, должность: Директор, лицо: И.А. Орлова, дата: 2023-05-10 }\n---\n",
    );
    assert.match(person[0]!, /<p class="stamp">УТВЕРЖДАЮ<br>Директор<br>_+ И\.А\.\u00a0Орлова<br>10\.05\.2023<\/p>/);
    const word = (type: string) =>
      /УТВЕРЖД\p{L}+/u.exec(html(`---\nдокумент: ${type}\nгрифы:\n  - { вид: утверждено }\n---\n`).join(""))?.[0];
    assert.deepEqual(
      ["положение", "отчёт", "инструкция", "правила", "учебный план", "должностная инструкция"].map(word),
      ["УТВЕРЖДЕНО", "УТВЕРЖДЁН", "УТВЕРЖДЕНА", "УТВЕРЖДЕНЫ", "УТВЕРЖДЁН", "УТВЕРЖДЕНА"],
    );
    // «Положение» and «расписание» end like adjectives.
    assert.deepEqual(
      ["положение об оплате", "расписание уроков", "методические рекомендации", "годовой план"].map(word),
      ["УТВЕРЖДЕНО", "УТВЕРЖДЕНО", "УТВЕРЖДЕНЫ", "УТВЕРЖДЁН"],
    );
  });

  it("a line doesn't end behind №, initials, «г.», one letter, nor before a dash; code, addresses and breaks stay", () => {
    const text =
      'Клуб – в школе № 3, г. Тверь, ведёт И. И. **Орлова** и `№ 5 – в x` [о нём](https://example.org/в "в № 5").  \n  в год 5 %  – всё.';
    const printed = html(
      `${text}\n\n| В школе | – |\n|---|---|\n| № 5 | 14 мая 2026 г. |\n\n\`\`\`\nв № 5 – б\n\`\`\`\n`,
    );
    assert.deepEqual(
      printed.map(p => p.replaceAll("\u00a0", "~")),
      [
        '<p class="text">Клуб~– в~школе №~3, г.~Тверь, ведёт И.~И. <strong>Орлова</strong> и~<code>№ 5 – в x</code> <a href="https://example.org/в">о~нём</a>.<br>в~год 5~%  – всё.</p>',
        '<table><thead><tr><th scope="col">В~школе</th><th scope="col">–</th></tr></thead><tbody><tr><td>№~5</td><td>14~мая 2026~г.</td></tr></tbody></table>',
        "<pre>в № 5 – б</pre>",
      ],
    );
  });

  it("tables: aligned columns, escaped bars, rows evened out", () => {
    assert.deepEqual(html("| А | Б |\n|:-:|--:|\n| 1 \\| 2 | *два* |\n| один |\n"), [
      '<table><thead><tr><th scope="col" class="center">А</th><th scope="col" class="right">Б</th></tr></thead>' +
        '<tbody><tr><td class="center">1 | 2</td><td class="right"><em>два</em></td></tr>' +
        '<tr><td class="center">один</td><td class="right"></td></tr></tbody></table>',
    ]);
  });

  it("a plan is printed as its profile says: year, numbered rows, stages, columns in use, values on lines, signature", () => {
    const source = `//- karta.reg.yaml
документ: дорожная карта
название: Дорожная карта клуба
учебный год: 2026/2027
подпись: { должность: Руководитель, лицо: Орлова И.А. }
этапы:
  - этап: Первый
    срок: сентябрь–октябрь
    мероприятия:
      - срок: 2026-10-12
        мероприятие: <b>
        задача: [1.2.1, 1.2.2]
        ответственный: [директор, Орлова И.А.]
  - этап: Второй
мероприятия:
  - { мероприятие: Итог, срок: май }
`;
    const row = (line: number, ...cells: [string, string][]) =>
      `<tr data-line="${line}">${cells.map(([c, t]) => `<td class="${c}">${t}</td>`).join("")}</tr>`;
    const stage = (line: number, text: string) =>
      `<tr class="stage" data-line="${line}"><th scope="rowgroup" colspan="5">${text}</th></tr>`;
    const columns = ["number", "clauses", "name", "term", "who"];
    // Long words may be divided in a column.
    const heads = ["№\u00a0п/п", "Задача", "Ме-роп-ри-я-тие", "Срок", "От-вет-ствен-ный"].map(h =>
      h.replaceAll("-", "\u00ad"),
    );
    assert.deepEqual(html(source), [
      '<h1 class="title"><span class="word">ДОРОЖНАЯ КАРТА</span> клуба</h1>',
      '<p class="year">на 2026/2027 учебный год</p>',
      `<table class="grid"><colgroup>${columns.map(c => `<col class="${c}">`).join("")}</colgroup>` +
        `<thead><tr>${heads.map((h, i) => `<th scope="col" class="${columns[i]}">${h}</th>`).join("")}</tr></thead><tbody>` +
        row(14, ["number", "1"], ["clauses", ""], ["name", "Итог"], ["term", "май"], ["who", ""]) +
        stage(5, "Первый (сентябрь–октябрь)") +
        row(
          8,
          ["number", "2"],
          ["clauses", "1.2.1<br>1.2.2"],
          ["name", "&lt;b&gt;"],
          ["term", "12.10.2026"],
          ["who", "директор,<br>И.А.\u00a0Орлова"],
        ) +
        stage(12, "Второй") +
        "</tbody></table>",
      '<p class="signature"><span>Руководитель</span> <span>И.А.\u00a0Орлова</span></p>',
    ]);
  });

  it("a schedule has its own numbers and names the minutes; many columns lie on their side; an unknown kind is printed by its keys", () => {
    const schedule = (keys: string) =>
      html(`//- grafik.reg.yaml
документ: график
заседания:
  - { номер: 3, дата: 2026-10-12, тема: Итоги, протокол: p.reg.md${keys} }
//- p.reg.md
---
документ: протокол
регистрация: { номер: 7, дата: 2026-10-12 }
---
`).at(-1)!;
    assert.match(
      schedule(""),
      /^<table class="grid">.*<td class="number">3<\/td>.*<td class="file">от\u00a012\.10\.2026 №\u00a07<\/td>/,
    );
    assert.match(schedule(", время: 15:00, место: кабинет 12, ответственный: директор"), /^<table class="grid wide">/);
    assert.match(
      html("//- x.reg.yaml\nдокумент: перечень\nпозиции:\n  - { имя: <i>, дата: 2026-10-12 }\n").at(-1)!,
      /<th scope="col">Имя<\/th><th scope="col">Дата<\/th>.*<td>&lt;i&gt;<\/td><td>12\.10\.2026<\/td>/,
    );
  });

  it("what a document says is never HTML", () => {
    assert.deepEqual(html("Абзац <script>alert(\"1\")</script> & 'кавычки' <img src=x onerror=alert(1)>.\n"), [
      '<p class="text">Абзац &lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;кавычки&#39; &lt;img src=x onerror=alert(1)&gt;.</p>',
    ]);
    assert.deepEqual(
      html('[п. 1](#1) [x](javascript:alert(1)) [y](https://example.org/?a="b") [z](other.reg.md#2.2)\n'),
      [
        '<p class="text"><a href="#1">п.\u00a01</a> x <a href="https://example.org/?a=&quot;b&quot;">y</a> <a href="other.reg.md#2.2">z</a></p>',
      ],
    );
  });

  it("only safe link targets", () => {
    const bad = [
      "javascript:1",
      " JaVa\tScript:1",
      "\u0001javascript:1",
      "data:text/html,1",
      "vbscript:1",
      "http://a",
      "//a.org",
      "\\\\a",
      "/\\a",
      "file:///etc",
      "command:x",
      "vscode:x",
      "",
    ];
    for (const target of bad) assert.equal(safeTarget(target), undefined, JSON.stringify(target));
    for (const target of ["#2.2", "a.reg.md", "../b/a.reg.md#1", "https://example.org/a", "мой файл.reg.md"])
      assert.equal(safeTarget(target), target);
  });

  it("ids stay while the text does, and are unique", () => {
    const before = page("# Положение\n\nПервый.\n\nВторой.\n\nВторой.\n");
    const after = page("# Положение\n\nНовый.\n\nПервый.\n\nВторой.\n\nВторой.\n");
    const kept = after.filter(b => !b.html.includes("Новый"));
    assert.deepEqual(
      kept.map(b => b.id),
      before.map(b => b.id),
    );
    assert.deepEqual(
      kept.map(b => b.line),
      [0, 4, 6, 8],
    );
    assert.equal(new Set(after.map(b => b.id)).size, after.length);
  });

  it("tells the source lines of a block, whatever the line ends", () => {
    const lines = (source: string) => page(source).map(b => [b.line, b.endLine]);
    const source = "# О\n\nодин\nдва\n\n| А |\n|---|\n| 1 |\n";
    assert.deepEqual(lines(source), [
      [0, 0],
      [2, 3],
      [5, 7],
    ]);
    assert.deepEqual(lines(source.replace(/\n/g, "\r\n")), lines(source));
  });

  it("bad input never throws and never gives a tag of its own", () => {
    const bits = fc.constantFrom(
      "---\n",
      "документ: приказ\n",
      "грифы:\n",
      "  - { вид: принято\n",
      "# ",
      "## Приложение № 1\n",
      "1.1. ",
      "- ",
      "| a | b |\n",
      "|---|\n",
      "**",
      "[a](",
      ")",
      "<script>",
      "&lt;",
      "&#0;",
      "```\n",
      "<!--",
      "\0",
      "\ufffd",
      "\\",
      "\r",
      "\n\n",
      "_",
      "«",
    );
    const allowed = /^(?:\/?(?:p|div|h[1-6]|span|strong|em|s|code|pre|table|thead|tbody|tr|td|th|a)|br|hr)$/;
    fc.assert(
      fc.property(fc.array(fc.oneof(bits, fc.string()), { maxLength: 30 }), parts => {
        for (const block of page(parts.join("").replace(/^\/\/-/gm, "")))
          for (const [, tag] of block.html.matchAll(/<([^\s>]*)/g)) assert.match(tag!, allowed);
      }),
      { numRuns: runs(300) },
    );
  });
});
