/** Text from Word, LibreOffice, Google Docs and PDF becomes clauses with the numbers of the place. */

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
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

describe("paste", () => {
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
