/** Text from Word, LibreOffice, Google Docs and PDF becomes clauses with the numbers of the place. */

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { pasted } from "../server/src/intake/paste";
import { applyEdits } from "../server/src/syntax/edits";
import { createWorkspace } from "../server/src/workspace/docs";
import { fixture } from "./fixture";

const read = (name: string) => readFileSync(`test/paste/${name}`, "utf8");

/** The first file after the paste at its `<|>`. */
function resultOf(source: string, clipboard: { html?: string; text: string }): string {
  const { doc, workspace, spans } = fixture(source);
  const result = pasted(workspace, doc, spans[0]!, clipboard);
  if (!result) return "as it is";
  return applyEdits(doc.text, [{ ...spans[0]!, insert: result.text }, ...result.edits.filter(e => !e.uri)]);
}
const plain = (source: string, text: string) => resultOf(source, { text });
const html = (source: string, code: string) => resultOf(source, { html: code, text: "" });

const CLUB = "# Положение о клубе\n\n## 1. Общие положения\n\n1.1. Клуб создан.\n\n1.2. Клуб открыт.\n\n<|>";

/** Raw texts of web pages and PDF, where they lie beside the project. */
const RAW = ["../shared/seeds", "../shared/corpus/b", "../shared/corpus/p", "../shared/corpus/o"]
  .map(folder => join(process.cwd(), folder))
  .filter(existsSync)
  .flatMap(folder => readdirSync(folder).map(name => join(folder, name)))
  .filter(path => path.endsWith(".txt"));

describe("paste", () => {
  it(`loses no letter of ${RAW.length} raw texts and adds none`, () => {
    const letters = (text: string) => text.replace(/[^а-яё]/giu, "").toLowerCase();
    for (const path of RAW) {
      // The first line says where a text comes from.
      const text = readFileSync(path, "utf8").replace(/^# .*\n/, "");
      const { doc, workspace, spans } = fixture("<|>");
      const got = pasted(workspace, doc, spans[0]!, { text })?.text ?? text;
      assert.equal(letters(got), letters(text), path);
      assert.doesNotMatch(got, /(?:^|\.)0\.|^(\d+(?:\.\d+)+)\. \1\. /m, path);
    }
  });

  for (const [file, place] of [
    ["word-2016.html", CLUB],
    ["word-2003.html", CLUB],
    ["libreoffice.html", CLUB],
    ["google-docs.html", `${CLUB}\n1.3. По п. 1.3.\n`],
    ["pdf.txt", CLUB],
  ] as const)
    it(`of ${file}`, () => {
      const code = read(file);
      const got = file.endsWith(".html") ? html(place, code) : plain(place, code);
      const golden = `test/paste/${file.replace(/\.\w+$/, ".md")}`;
      if (process.env.UPDATE) writeFileSync(golden, got);
      assert.equal(got, readFileSync(golden, "utf8"));
    });

  it("takes the numbers of the place, others make room and keep their references", () => {
    const source = "## 2. А\n\n2.1. Б.<|>\n\n2.2. По п. 2.2.\n";
    const list = "<ol><li>Раз.</li><li>Два.<ol><li>три.</li></ol></li></ol>";
    assert.equal(
      html(source, list),
      "## 2. А\n\n2.1. Б.\n\n2.2. Раз.\n\n2.3. Два.\n\n2.3.1. три.\n\n2.4. По п. 2.4.\n",
    );
    assert.equal(
      html("## 2. А\n\n2.1. Задачи:\n\n<|>\n\n2.2. По п. 2.2.\n", list),
      "## 2. А\n\n2.1. Задачи:\n\n2.1.1. Раз.\n\n2.1.2. Два.\n\n2.1.2.1. три.\n\n2.2. По п. 2.2.\n",
    );
    assert.equal(
      html("## 2. А\n\n2.1. Б.\n\n2.2. <|>\n\n2.3. По п. 2.3.\n", list),
      "## 2. А\n\n2.1. Б.\n\n2.2. Раз.\n\n2.3. Два.\n\n2.3.1. три.\n\n2.4. По п. 2.4.\n",
    );
    assert.equal(
      html("1. А.\n2. Б.<|>\n3. По п. 3.\n", list),
      "1. А.\n2. Б.\n3. Раз.\n4. Два.\n4.1. три.\n5. По п. 5.\n",
    );
    assert.equal(
      html("---\nсостояние: действует\n---\n\n## 2. А\n\n2.1. Б.<|>\n\n2.2. В.\n", "<ol><li>Раз.</li></ol>"),
      "---\nсостояние: действует\n---\n\n## 2. А\n\n2.1. Б.\n\n2.1.1. Раз.\n\n2.2. В.\n",
    );
  });

  it("words inside of a clause stay words", () => {
    assert.equal(html("1.1. Раз <|> три.\n", "<p><b>два</b>&nbsp;и</p>"), "1.1. Раз два и три.\n");
    assert.equal(plain("1.1. Раз <|> три.\n", "два"), "as it is");
    assert.equal(plain("1.1. Раз<|>\n", " и два"), "as it is");
    assert.equal(html("## 1. А\n\n1.1. Б.<|>\n", "<p>1.4. В.</p>"), "## 1. А\n\n1.1. Б.\n\n1.2. В.\n");
  });

  it("sections go on where sections may stand, elsewhere headings are paragraphs", () => {
    const code = "<h1>4. Права</h1><p>4.1. Член клуба имеет право.</p>";
    assert.equal(html(CLUB, code), `${CLUB.replace("<|>", "")}## 2. Права\n\n2.1. Член клуба имеет право.\n`);
    assert.match(html(CLUB.replace("<|>", "").replace("создан.\n", "создан.\n<|>"), code), /\n\nПрава\n\n1\.2\. Член/);
    assert.equal(
      html("<|>", `<h1>Положение</h1>${code}`),
      "# Положение\n\n## 1. Права\n\n1.1. Член клуба имеет право.\n",
    );
  });

  it("leaves the header, tables, code and what is in the dialect already", () => {
    assert.equal(html("---\nдокумент: <|>\n---\n", "<ol><li>А</li></ol>"), "as it is");
    assert.equal(html("| а |\n|---|\n| <|> |\n", "<ol><li>А</li></ol>"), "as it is");
    assert.equal(plain(CLUB, "## 2. Права\n\n2.1. Да.\n"), "as it is");
    assert.equal(plain(CLUB, "Одна строка."), "as it is");
    assert.equal(html(CLUB, "<script>x</script><!-- нет -->"), "as it is");
  });

  it("mends lines of a PDF", () => {
    const mended = (text: string) => plain("<|>", text);
    assert.equal(mended("Учебно-\nметодический центр рабо-\nтает."), "Учебно-методический центр работает.");
    assert.equal(mended("Один.\nДва."), "Один.\n\nДва.\n");
    assert.equal(mended("3\n\nслово\nза\nсловом\nв\nстолбик\nпо\nодному"), "слово за словом в столбик по одному");
    assert.equal(mended("Цена 5 * 3 < 20, `код`.\nДа."), "Цена 5 \\* 3 < 20, \\`код\\`.\n\nДа.\n");
  });

  it("references of the pasted clauses follow the numbers that they get", () => {
    const place = "## 2. Права\n\n2.1. Клуб создан.\n\n<|>";
    const pastedAs = (text: string) => plain(place, text).slice("## 2. Права\n\n2.1. Клуб создан.\n\n".length).trim();
    assert.equal(
      pastedAs("1.5. Совет решает по п. 1.6 и пп. 1.5 и 1.6.\n1.6. Как в пункте 1.5 настоящего Положения."),
      "2.2. Совет решает по п. 2.3 и пп. 2.2 и 2.3.\n\n2.3. Как в пункте 2.2 настоящего Положения.",
    );
    // Another act's, one that didn't come along, a heading's words.
    assert.equal(
      pastedAs("1.5. По п. 1.6 Устава и п. 1.9.\n1.6. По пункту 1.5 Порядка, утверждённого приказом."),
      "2.2. По п. 1.6 Устава и п. 1.9.\n\n2.3. По пункту 1.5 Порядка, утверждённого приказом.",
    );
    // A number that came twice.
    assert.equal(
      pastedAs("1. Раз.\n2. Два.\n1. Раз по п. 2.\n2. Два по п. 1."),
      "2.2. Раз.\n\n2.3. Два.\n\n2.4. Раз по п. 2.\n\n2.5. Два по п. 1.",
    );
    assert.equal(
      html(place, "<h2>5. Состав</h2><p>5.1. Пять.</p><h2>6. Срок</h2><p>6.1. По разделу 5 и п. 5.1.</p>"),
      "## 2. Права\n\n2.1. Клуб создан.\n\n## 3. Состав\n\n3.1. Пять.\n\n## 4. Срок\n\n4.1. По разделу 3 и п. 3.1.\n",
    );
    assert.equal(
      html(place, "<ol><li>Раз:<ol><li>один;</li><li>по п. 1.1.</li></ol></li><li>По п. 1.</li></ol>"),
      "## 2. Права\n\n2.1. Клуб создан.\n\n2.2. Раз:\n\n2.2.1. один;\n\n2.2.2. по п. 2.2.1.\n\n2.3. По п. 2.2.\n",
    );
    // Into a clause that has its number already.
    assert.equal(
      plain("2.1. Клуб.\n\n2.2. <|>\n", "7.1. Раз.\n7.2. По п. 7.1."),
      "2.1. Клуб.\n\n2.2. Раз.\n\n2.3. По п. 2.2.\n",
    );
  });

  it("under a table, code and a comment it goes on with clauses; inside of them it stays as it is", () => {
    const list = "<p>1.5. Раз.</p><p>1.6. Два.</p>";
    for (const above of ["| а | б |\n|---|---|\n| в | г |\n", "```\nкод\n```\n", "<!-- заметка -->\n"])
      for (const gap of ["", "\n"])
        for (const below of ["", "\n1.2. Три.\n", "\n## 2. Право\n"]) {
          const got = html(`## 1. А\n\n1.1. Б.\n\n${above}${gap}<|>${below}`, list);
          assert.match(got, /\n\n1\.2\. Раз\.\n\n1\.3\. Два\.\n/, JSON.stringify([above, gap, below, got]));
          if (below.includes("Три")) assert.match(got, /\n\n1\.4\. Три\.\n$/);
        }
    assert.equal(html("1.1. А.\n\n| а | б |\n|---|---|\n| в<|> | г |\n", list), "as it is");
    assert.equal(html("1.1. А.\n\n```\nкод<|>\n```\n", list), "as it is");
  });

  it("reads what editors write", () => {
    const cases: readonly (readonly [string, string])[] = [
      // Comments, revisions, running heads.
      [
        '<p>1.1. Совет<span class=MsoCommentReference><a class=msocomanchor href="#_msocom_1">[МИ1]</a></span> создан.</p><p>1.2. Да.</p><div style="mso-element:comment-list"><p>Уточнить!</p></div>',
        "1. Совет создан.\n\n2. Да.",
      ],
      ['<p>1. Совет<sup><a href="#cmnt1">[a]</a></sup> создан.</p><p>2. Да.</p>', "1. Совет создан.\n\n2. Да."],
      ["<p>1. Совет <del>не </del><ins>уже </ins>создан.</p><p>2. Да.</p>", "1. Совет уже создан.\n\n2. Да."],
      ["<div style='mso-element:header'><p>Школа № 5</p></div><p>1. Раз.</p><p>2. Два.</p>", "1. Раз.\n\n2. Два."],
      // Roman numbers, letters, marks typed inside of items.
      ['<ol type="i"><li>раз;</li><li>два.</li></ol>', "1) раз;\n2) два."],
      ['<ol type="A"><li>раз;</li><li>два.</li></ol>', "а) раз;\nб) два."],
      ["<ul><li>а) раз;</li><li>б) два.</li></ul>", "а) раз;\nб) два."],
      ["<ul><li>• раз;</li><li>· два.</li></ul>", "- раз;\n- два."],
      ["<ul><li>3.1. Раз.</li><li>3.2. Два.</li></ul>", "1. Раз.\n\n2. Два."],
      ["<p>1. 1. Раз.</p><p>1. 2. Два.</p>", "1. Раз.\n\n2. Два."],
      ["<p>3.1) Раз.</p><p>3.2) Два.</p>", "1. Раз.\n\n2. Два."],
      // Line breaks.
      [
        "<p>1. Раз.<br>2. Два в пункте<br>1.5 Устава.<br><br>Конец.</p>",
        "1. Раз.\n\n2. Два в пункте 1.5 Устава.\n\nКонец.",
      ],
      [
        "<p>1. Клуб юных книголюбов (далее<br>- КЮК):<br>а) раз;<br>б) два.</p>",
        "1. Клуб юных книголюбов (далее - КЮК):\n\nа) раз;\nб) два.",
      ],
      // Signs by their names and numbers.
      [
        "<p>1. 18&deg;С, 5&times;5, &frac12;, &alpha;, &Alpha;, &#150;, &nosuch;.</p><p>2. &amp;lt;</p>",
        "1. 18°С, 5×5, ½, α, Α, –, &nosuch;.\n\n2. &lt;",
      ],
      [
        "<p>1. Раз:</p><p>-Гражданского кодекса;</p><p>–«Устава».</p>",
        "1. Раз:\n\n- Гражданского кодекса;\n- «Устава».",
      ],
      // Tables of contents: dropped where their headings come, too.
      [
        "<p class=MsoTocHeading>Оглавление</p><p class=MsoToc1>1. Раз<span style='mso-tab-count:1 dotted'>... </span>3</p><p>1. Раз.</p><p>2. Два.</p>",
        "1. Раз.\n\n2. Два.",
      ],
      [
        "<p>Содержание</p><p>1. Раз ........ 3</p><p>2. Состав …… 4</p><p>1. Раз.</p><p>2. Два.</p>",
        "2. Состав …… 4\n\n1. Раз.\n\n2. Два.",
      ],
      ["<p>Перво\u0438\u0306 и ещё\u200b, прило\u00adжение.</p><p>Конец.</p>", "Первой и ещё, приложение.\n\nКонец."],
    ];
    for (const [code, expected] of cases) assert.equal(html("<|>", code).trim(), expected, code);
  });

  it("a clause gets no zero in its number", () => {
    const got = html(
      "<|>",
      "<p>1. Раз.</p><h2>Общее</h2><p>2.1. Да.</p><p>2.2. Нет.</p><h2>Состав</h2><p>3.1.1. Да.</p><p>3.2. Нет.</p>",
    );
    assert.equal(got, "1. Раз.\n\n## 1. Общее\n\n1.1. Да.\n\n1.2. Нет.\n\n## 2. Состав\n\n2.1. Да.\n\n2.2. Нет.\n");
  });

  it("the name of the act becomes the title", () => {
    const body = "<p>1.1. Да.</p>";
    const title = (code: string, place = "<|>") => /^# .*$/m.exec(html(place, code + body))?.[0];
    assert.equal(
      title("<p align=center><b>ПОЛОЖЕНИЕ</b></p><p align=center><b>о совете школы</b></p>"),
      "# Положение о совете школы",
    );
    assert.equal(title("<p>Принято советом</p><p><b>ПОЛОЖЕНИЕ О СОВЕТЕ</b></p>"), "# ПОЛОЖЕНИЕ О СОВЕТЕ");
    assert.equal(title("<p>Положение о совете</p>", "---\nдокумент: положение\n---\n\n<|>"), "# Положение о совете");
    assert.equal(title("<p>ПРИКАЗ</p><p>от 01.09.2026 № 5</p><p>О питании</p><p>ПРИКАЗЫВАЮ:</p>"), "# О питании");
    assert.equal(title("<p>Положение принято советом.</p>"), undefined);
    assert.equal(title("<p>План выполнен</p>"), undefined);
    assert.equal(title("<p>Положение о совете</p>", "# Положение о клубе\n\n<|>"), "# Положение о клубе");
    assert.equal(
      /^# .*$/m.exec(plain("<|>", "ПОЛОЖЕНИЕ\nо совете школы\n\n1. Общие положения\n1.1. Да.\n"))?.[0],
      "# Положение о совете школы",
    );
  });

  it("mends more lines of a PDF", () => {
    const cases: readonly (readonly [string, string])[] = [
      [
        "Требовать каких-\nлибо справок и чего-\nнибудь ещё, кто-\nто, всё-\nтаки, кое-\nчто, из-\nза, во-\nпервых, по-\nновому.",
        "Требовать каких-либо справок и чего-нибудь ещё, кто-то, всё-таки, кое-что, из-за, во-первых, по-новому.",
      ],
      [
        "Это мес-\nто, по-\nэтому поряд-\nка нет, воспита-\nтель рад.",
        "Это место, поэтому порядка нет, воспитатель рад.",
      ],
      ["Мастер-\nкласс ведёт педагог-\nпсихолог IT-\nотдела.", "Мастер-класс ведёт педагог-психолог IT-отдела."],
      [
        "На 2026–\n2027 и 2025/\n2026 годы, закон № 273-\nФЗ, 10-\nлетний.",
        "На 2026–2027 и 2025/2026 годы, закон № 273-ФЗ, 10-летний.",
      ],
      [
        "1. Норма составляет\n1.5 ставки.\n2. Порядок дан в п.\n1.1 и в пункте\n1.3 Устава.",
        "1. Норма составляет 1.5 ставки.\n\n2. Порядок дан в п. 1.1 и в пункте 1.3 Устава.",
      ],
      ["1. Школа (далее\n- ДОУ) работает.\n2. Да.", "1. Школа (далее - ДОУ) работает.\n\n2. Да."],
      ["1. 1. Раз.\n1. 2. Два.", "1. Раз.\n\n2. Два."],
      ["1. Раз .......... 3\n2. Два .......... 5\n1. Раз.\n2. Два.", "1. Раз.\n\n2. Два."],
      ["1. Совет собирается\n\n3\n\nраз в год.\n2. Да.", "1. Совет собирается раз в год.\n\n2. Да."],
      ["1. Совет собирается\n3\n\fраз в год.\n2. Да.", "1. Совет собирается раз в год.\n\n2. Да."],
      ["1. Совет собирается\n- 3 -\nраз в год.\nстр. 4\n2. Да.", "1. Совет собирается раз в год.\n\n2. Да."],
      ["1. Совет собирается\n3\nраза в год.\n2. Да.", "1. Совет собирается 3 раза в год.\n\n2. Да."],
      ["1. Совет[МИ1] решает.\n2. В списке [5] и [А].", "1. Совет решает.\n\n2. В списке [5] и [А]."],
    ];
    for (const [text, expected] of cases) assert.equal(plain("<|>", text).trim(), expected, text);
  });

  it("keeps CRLF", () => {
    assert.equal(
      html("## 1. А\r\n\r\n1.1. Б.<|>\r\n", "<ol><li>В.</li></ol><ul><li>г;</li><li>д.</li></ul>"),
      "## 1. А\r\n\r\n1.1. Б.\r\n\r\n1.2. В.\r\n\r\n- г;\r\n- д.\r\n",
    );
  });

  it("whatever the clipboard holds, there is an answer", () => {
    const { doc } = fixture(CLUB.replace("<|>", ""));
    const workspace = createWorkspace([{ uri: doc.uri, text: doc.text }]);
    const part = fc.constantFrom(
      ..."<p>|</p>|<li>|</li>|<ol>|</ol>|<table>|<tr>|<td colspan=99999>|</td>|</table>|<!--|-->|<![if|<|>|\"|'|&#x110000;|&nbsp;|1.1. |· |слово|<style>|<b|\n|mso-list:Ignore|<span style='mso-list:Ignore'>".split(
        "|",
      ),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), fc.nat(doc.text.length), (parts, at) => {
        const code = parts.join("");
        for (const clipboard of [{ html: code, text: code }, { text: code }]) {
          const result = pasted(workspace, doc, { from: at, to: at }, clipboard);
          assert.ok(!result || !/(?<!\\)<(?:script|style|p|td)\b/.test(result.text));
        }
      }),
    );
  });
});
