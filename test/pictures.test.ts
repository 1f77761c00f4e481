/** Timeline, matrix and calendar: golden HTML (UPDATE=1 writes it), what each view needs, escaping, bad input, speed. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { createDoc } from "../server/src/model/document";
import type { PreviewView } from "../server/src/protocol";
import { drawnYear } from "../server/src/render/picture";
import { meetingsOf } from "../server/src/render/schedule";
import { renderView, viewsOf } from "../server/src/render/views";
import type { Workspace } from "../server/src/workspace/docs";
import { fixture } from "./fixture";
import { runs } from "./runs";

const PACKAGE = `//- polozhenie.reg.md
---
документ: положение
заседания: один раз в месяц
---

# Положение о клубе

## 1. Общие положения

1.1. Задачами клуба являются:

1.1.1. подбор книг;

1.1.2. обсуждение книг;

1.1.3. встречи с <писателями>.
//- plan.reg.yaml
документ: план
основание: polozhenie.reg.md
учебный год: 2026/2027
мероприятия:
  - { задача: 1.1.1, мероприятие: Обзор новинок, срок: октябрь–ноябрь, ответственный: директор }
  - { задача: [1.1.1, 1.1.2], мероприятие: 'Спор <script>alert("1")</script>', срок: 12.10.2026, ответственный: [Орлова И.А., директор] }
  - { задача: 1.1.2, мероприятие: Чтение вслух, срок: ежемесячно, ответственный: 'О"Нил & Ко' }
  - { мероприятие: Отчёт, срок: до 25 мая }
  - { мероприятие: Помощь, срок: по мере необходимости, ответственный: директор }
//- grafik.reg.yaml
документ: график
основание: polozhenie.reg.md
учебный год: 2026/2027
заседания:
  - { номер: 1, дата: 2026-09-10, тема: Выбор книг, ответственный: директор }
  - { номер: 2, дата: 2026-10-10, тема: '<b>Суббота</b>' }
  - { номер: 3, дата: ноябрь }
//- protokol.reg.md
---
документ: протокол
основание: polozhenie.reg.md
регистрация: { номер: 1, дата: 2026-09-10 }
---

# Протокол заседания клуба

1. СЛУШАЛИ: об обзоре новинок ([п. 1.1.1](polozhenie.reg.md#1.1.1)).
//- otchyot.reg.md
---
документ: отчёт
основание: polozhenie.reg.md
---

# Отчёт о работе клуба

| Мероприятие | Срок |
|---|---|
| Чтение вслух | весь год |
`;

function pack(): Workspace {
  const { workspace } = fixture(PACKAGE);
  workspace.today = { y: 2026, m: 11, d: 24 };
  return workspace;
}
const doc = (workspace: Workspace, name: string) => workspace.docs.find(`file:///w/${name}`)!;
const draw = (workspace: Workspace, name: string, view: PreviewView) =>
  renderView(workspace, doc(workspace, name), view)
    .map(b => b.html)
    .join("\n");

/** The picture with one element a line: what a reviewer of a golden reads. */
const lines = (html: string) => `${html.replace(/(?<=>)(?=<(?!\/))/g, "\n")}\n`;

describe("pictures", () => {
  for (const [name, view] of [
    ["plan.reg.yaml", "timeline"],
    ["plan.reg.yaml", "matrix"],
    ["grafik.reg.yaml", "meetings"],
  ] as const)
    it(`golden ${view}`, () => {
      const file = join(process.cwd(), "test/expected/pictures", `${view}.html`);
      const actual = lines(draw(pack(), name, view));
      if (process.env.UPDATE) {
        mkdirSync(join(file, ".."), { recursive: true });
        writeFileSync(file, actual);
      }
      assert.equal(actual, readFileSync(file, "utf8"));
    });

  it("a document has the views that its profile and its package allow", () => {
    const workspace = pack();
    const views = (name: string) => viewsOf(workspace, doc(workspace, name)).join(" ");
    assert.equal(views("plan.reg.yaml"), "page timeline matrix");
    assert.equal(views("polozhenie.reg.md"), "page matrix meetings");
    assert.equal(views("grafik.reg.yaml"), "page meetings");
    assert.equal(views("protokol.reg.md"), "page");
    const { workspace: alone } = fixture("//- plan.reg.yaml\nдокумент: план\n");
    assert.equal(viewsOf(alone, doc(alone, "plan.reg.yaml")).join(" "), "page timeline");
  });

  it("minutes held on another day than planned are the meeting's own", () => {
    const { workspace } = fixture(PACKAGE.replace("{ номер: 1, дата: 2026-09-10 }", "{ номер: 1, дата: 2026-09-14 }"));
    const year = drawnYear(workspace, doc(workspace, "grafik.reg.yaml"))!;
    assert.deepEqual(
      meetingsOf(workspace, doc(workspace, "grafik.reg.yaml"), year).map(m => m.minutes?.uri),
      ["file:///w/protokol.reg.md", undefined, undefined],
    );
  });

  it("what a document says is text in every picture", () => {
    const workspace = pack();
    for (const [name, view] of [
      ["plan.reg.yaml", "timeline"],
      ["polozhenie.reg.md", "matrix"],
      ["polozhenie.reg.md", "meetings"],
    ] as const) {
      const html = draw(workspace, name, view);
      assert.doesNotMatch(html, /<script|<b>|<писателями|\sstyle=|\son\w+=|javascript:/i, view);
      for (const [, tag] of html.matchAll(/<\/?([^\s>]+)/g)) assert.match(tag!, ALLOWED, view);
    }
    const timeline = draw(workspace, "plan.reg.yaml", "timeline");
    assert.match(timeline, /Спор &lt;script&gt;alert\(&quot;1&quot;\)&lt;\/script&gt;/);
    assert.match(timeline, /О&quot;Нил &amp; Ко/);
  });

  it("everything leads to its line, also in another document", () => {
    const workspace = pack();
    const line = (name: string, words: string) =>
      doc(workspace, name)
        .text.split("\n")
        .findIndex(l => l.includes(words));
    const timeline = draw(workspace, "plan.reg.yaml", "timeline");
    const at = (html: string, name: string) =>
      new RegExp(`<(?:g|a) [^>]*data-line="(\\d+)"(?: data-uri="([^"]*)")?[^>]*>(?:<title>)?${name}`).exec(html);
    assert.equal(at(timeline, "Обзор новинок – октябрь–ноябрь – директор")![1], `${line("plan.reg.yaml", "Обзор")}`);
    const meeting = at(timeline, "Заседание № 1, 10.09.2026: Выбор книг")!;
    assert.deepEqual(meeting.slice(1), [`${line("grafik.reg.yaml", "Выбор книг")}`, "file:///w/grafik.reg.yaml"]);
    const matrix = draw(workspace, "plan.reg.yaml", "matrix");
    assert.deepEqual(at(matrix, "Чтение вслух")!.slice(1), [`${line("plan.reg.yaml", "Чтение")}`, undefined]);
    assert.deepEqual(at(matrix, "протокол от\u00a010.09.2026 №\u00a01")!.slice(1), [
      `${line("protokol.reg.md", "СЛУШАЛИ")}`,
      "file:///w/protokol.reg.md",
    ]);
  });

  it("holes of the matrix are words, and so are months without a meeting", () => {
    const matrix = draw(pack(), "polozhenie.reg.md", "matrix");
    const rows = matrix.split("<tr>").slice(2);
    assert.deepEqual(
      rows.map(r =>
        r
          .split("<td")
          .slice(1)
          .map(c => (c.includes(">нет<") ? "нет" : c.split("<li>").length - 1)),
      ),
      [
        [2, 1, "нет"],
        [2, "нет", 1],
        ["нет", "нет", "нет"],
        [2, 0, 0],
      ],
    );
    const calendar = draw(pack(), "polozhenie.reg.md", "meetings");
    assert.match(calendar, /Не хватает заседаний: декабрь, январь, февраль, март, апрель, май\./);
    assert.equal(calendar.split(">заседания нет<").length - 1, 6);
    assert.match(calendar, /№ 3 – день не выбран/);
    assert.match(calendar, /день нерабочий: суббота/);
  });

  it("without a school year and without a clock the picture says what is missing", () => {
    const { workspace } = fixture(
      "//- plan.reg.yaml\nдокумент: план\nмероприятия:\n  - { мероприятие: М, срок: май }\n",
    );
    assert.match(draw(workspace, "plan.reg.yaml", "timeline"), /Укажите учебный год/);
    workspace.today = { y: 2027, m: 8, d: 31 };
    assert.match(draw(workspace, "plan.reg.yaml", "timeline"), /Лента 2026\/2027 учебного года/);
  });

  it("half-typed tables are drawn without a throw and without a tag of their own", function () {
    this.timeout(20_000);
    const bits = fc.constantFrom(
      "документ: план\n",
      "документ: график\n",
      "документ: дорожная карта\n",
      "основание: polozhenie.reg.md\n",
      "учебный год: 2026/2027\n",
      "учебный год: 9999/10000\n",
      "мероприятия:\n",
      "заседания:\n",
      "этапы:\n",
      "  - { мероприятие: <b>, срок: 31.02.2026 }\n",
      "  - { задача: [1.1.1, <i>], срок: с мая по апрель, ответственный: [] }\n",
      "  - { номер: <u>, дата: 2026-09-10, тема: '\"' }\n",
      "  - этап: &x <s>\n    мероприятия:\n      - *x\n",
      "  - ",
      "срок: ежемесячно",
      "\t",
      "\r\n",
      ": ",
    );
    const workspace = pack();
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 12 }), parts => {
        const own = createDoc("file:///w/a.reg.yaml", parts.join(""));
        workspace.docs.set(own.uri, own);
        for (const view of ["page", "timeline", "matrix", "meetings"] as const)
          for (const block of renderView(workspace, own, view))
            for (const [, tag] of block.html.matchAll(/<\/?([^\s>]+)/g)) assert.match(tag!, ALLOWED);
      }),
      { numRuns: runs(100) },
    );
  });

  it("500 activities are drawn, each of them a link", () => {
    const terms = [
      "октябрь",
      "ноябрь–январь",
      "12.10.2026",
      "до 25 мая",
      "ежемесячно",
      "1 раз в четверть",
      "в течение года",
    ];
    const planOf = (activities: number) =>
      `документ: план\nоснование: polozhenie.reg.md\nучебный год: 2026/2027\nмероприятия:\n${Array.from(
        { length: activities },
        (_, i) =>
          `  - { задача: 1.1.${(i % 3) + 1}, мероприятие: Мероприятие ${i} с названием обычной длины, срок: ${terms[i % terms.length]}, ответственный: учитель ${i % 9} }\n`,
      ).join("")}`;
    for (const view of ["page", "timeline", "matrix"] as const) {
      const workspace = pack();
      const big = createDoc("file:///w/plan.reg.yaml", planOf(500));
      workspace.docs.set(big.uri, big);
      const html = renderView(workspace, big, view).map(b => b.html);
      assert.equal(html.join("").split('role="link"').length > 500, view !== "page", view);
    }
  });
});

const ALLOWED =
  /^(?:p|div|h[12]|span|strong|a|br|ul|ol|li|table|colgroup|col|thead|tbody|tr|td|th|header|section|figure|figcaption|details|summary|svg|g|title|desc|defs|pattern|linearGradient|stop|path|rect|circle|line|text)$/;
