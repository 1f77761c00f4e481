/** Writing table documents: completion, hover, outline, folding over a whole package. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { TextDocument } from "vscode-languageserver-textdocument";
import { withoutLinks } from "../server/src/features/cards";
import { completionsAt } from "../server/src/features/completion";
import type { Session } from "../server/src/features/feature";
import { hoverAt } from "../server/src/features/hover";
import { yamlFolding, yamlSymbols } from "../server/src/features/yaml-outline";
import { createDoc } from "../server/src/model/document";
import { renderPage } from "../server/src/render/html";
import { drawnYear } from "../server/src/render/picture";
import { check, faults } from "../server/src/rules/engine/check";
import { readYaml } from "../server/src/syntax/yaml";
import { configOf } from "../server/src/workspace/config";
import { schoolYearFor } from "../server/src/workspace/packages/year";
import { fixture, unmark, yamlBits } from "./fixture";
import { runs, slow, slowly } from "./runs";
import { expand } from "./snippet";

const PACKAGE = `//- Положение о клубе.reg.md
---
документ: положение
утверждено: приказы/prikaz.reg.md
роли:
  координатор клуба: { порядок: назначается приказом директора, пункт: 1.3 }
заседания: 1 раз в месяц
---

# Положение о клубе

## 1. Цели и задачи

1.1. Целью клуба является чтение.

1.2. Задачами клуба являются:

1.2.1. подбор книг;

1.2.2. обсуждение книг.

1.3. Координатор клуба ведёт заседания. Секретарь клуба избирается на первом заседании. Заседания проводятся один раз в месяц.
//- приказы/prikaz.reg.md
---
документ: приказ
назначения:
  координатор клуба: Орлова И.А.
---

# О клубе

1. Создать клуб.
//- protokol-1.reg.md
---
документ: протокол
основание: Положение о клубе.reg.md
---

# Протокол заседания клуба
//- reglament.yaml
организация:
  краткое: МБОУ «Школа № 1»
  руководитель: { должность: директор, лицо: Петрова А.А. }
люди:
  Иванова И.И.: { должность: учитель математики, роли: [секретарь клуба] }
`;

/** The document `file` with text at the mark `<|>` in the package. */
function at(source: string, file = "plan.reg.yaml") {
  const { text, spans } = unmark(source);
  const { workspace } = fixture(PACKAGE);
  const uri = `file:///w/${file.split("/").map(encodeURIComponent).join("/")}`;
  workspace.docs.set(uri, createDoc(uri, text));
  workspace.today = { y: 2026, m: 11, d: 24 };
  const doc = workspace.docs.get(uri)!;
  const session = { workspace } as Session;
  return { workspace, doc, session, offset: spans[0]?.from ?? 0, document: TextDocument.create(uri, "x", 0, text) };
}

function items(source: string, file?: string) {
  const { session, doc, document, offset } = at(source, file);
  return completionsAt(session, doc, document, offset)?.items ?? [];
}
const labels = (source: string, file?: string) => items(source, file).map(i => i.label);

/** The text after the item `label` is taken, tab stops filled with what they show. */
function taken(source: string, label: string, file?: string): string {
  const { session, doc, document, offset } = at(source, file);
  const item = completionsAt(session, doc, document, offset)?.items.find(i => i.label === label);
  assert.ok(item, `«${label}» isn't offered`);
  const edit = item.textEdit!;
  assert.ok("range" in edit);
  assert.equal(edit.range.start.line, edit.range.end.line);
  const newText = item.insertTextFormat === 2 ? expand(edit.newText).text : edit.newText;
  return TextDocument.applyEdits(document, [{ range: edit.range, newText }]);
}

const HEAD = "документ: план\nоснование: Положение о клубе.reg.md\nучебный год: 2026/2027\n";
const ROWS = `${HEAD}мероприятия:\n`;
const ALL = ["задача", "мероприятие", "срок", "ответственный", "результат", "отметка"];
const without = (...keys: string[]) => ALL.filter(k => !keys.includes(k));
const NEW = "Новая строка: мероприятие";

describe("completion in table documents", () => {
  it("keys of a row that it hasn't yet, in the order of the profile, wherever it is written", () => {
    const cases: [string, string[]][] = [
      [`${ROWS}  - <|>`, ALL],
      [`${ROWS}  - за<|>`, ALL],
      [`${ROWS}  - задача: 1.2.1\n    <|>`, without("задача")],
      [`${ROWS}  - задача: 1.2.1\n    ср<|>`, without("задача")],
      [`${ROWS}  - задача: 1.2.1\n    <|>\n    срок: май\n  - срок: май\n`, without("задача", "срок")],
      [`${ROWS}  - <|>\n    срок: май\n`, without("срок")],
      [`${ROWS}  - { <|> }`, ALL],
      [`${ROWS}  - { срок: май, <|>`, without("срок")],
      [`${ROWS}  - { срок: май, от<|> }\n  - срок: май\n`, without("срок")],
      [`${ROWS}  - {\n      срок: май,\n      <|>\n    }\n`, without("срок")],
      [`${ROWS}      - срок: май\n        <|>\n`, without("срок")],
      [`${ROWS}- срок: май\n  <|>\n`, without("срок")],
      [`${ROWS}  - срок: май # в мае: точно\n    <|>\n`, without("срок")],
      [`${ROWS}  - мероприятие: "А\n    <|>\n  - { срок: май\n`, without("мероприятие")],
      [`${ROWS}  - мероприятие: А: б\n    <|>\n`, without("мероприятие")],
    ];
    for (const [source, expected] of cases) {
      for (const text of [source, source.replaceAll("\n", "\r\n")])
        assert.deepEqual(
          labels(text).filter(l => !l.startsWith("Новая")),
          expected,
          text,
        );
    }
  });

  it("keys of the document, of a stage and of its rows", () => {
    assert.deepEqual(labels(`${HEAD}<|>`).slice(0, 2), ["название", "мероприятия"]);
    assert.deepEqual(labels(`документ: план\nна<|>\nмероприятия:\n  - срок: май\n`).slice(0, 3), [
      "название",
      "основание",
      "учебный год",
    ]);
    const stage = `документ: дорожная карта\nэтапы:\n  - этап: А\n    <|>\n`;
    assert.deepEqual(
      labels(stage).filter(l => !l.startsWith("Новая")),
      ["срок", "мероприятия"],
    );
    const inner = `документ: дорожная карта\nэтапы:\n  - этап: А\n    мероприятия:\n      - срок: май\n        <|>\n`;
    assert.deepEqual(
      labels(inner).filter(l => !l.startsWith("Новая")),
      without("срок"),
    );
  });

  it("nothing in comments and free text", () => {
    for (const source of [`${ROWS}  # <|>`, `${ROWS}  - срок: май # <|>`, `${ROWS}  - мероприятие: Сем<|>`])
      assert.deepEqual(labels(source), [], source);
  });

  it("inserts valid YAML", () => {
    assert.equal(taken(`${HEAD}<|>`, "мероприятия"), `${HEAD}мероприятия:\n  - `);
    assert.equal(taken(`${ROWS}  - ср<|>`, "срок"), `${ROWS}  - срок: `);
    assert.equal(taken(`${ROWS}  - ср<|>ок: май`, "результат"), `${ROWS}  - результат: май`);
    assert.equal(taken(`${ROWS}  - срок:<|>`, "октябрь"), `${ROWS}  - срок: октябрь`);
    assert.equal(taken(`${ROWS}  - срок: ок<|>`, "октябрь"), `${ROWS}  - срок: октябрь`);
    assert.equal(taken(`${ROWS}  - срок: "ок<|>"`, "октябрь"), `${ROWS}  - срок: "октябрь"`);
    assert.equal(
      taken(`${ROWS}  - { срок: ок<|>, задача: 1.2.1 }`, "октябрь"),
      `${ROWS}  - { срок: октябрь, задача: 1.2.1 }`,
    );
    assert.equal(
      taken(`${ROWS}  - ответственный: Орлова И.А., коор<|>`, "координатор клуба"),
      `${ROWS}  - ответственный: Орлова И.А., координатор клуба`,
    );
  });

  it("tasks with their words, those of the list left out; clauses in a check list", () => {
    const tasks = items(`${ROWS}  - задача: <|>`);
    assert.deepEqual(
      tasks.map(i => `${i.label} ${i.detail}`),
      ["1.2.1 подбор книг", "1.2.2 обсуждение книг"],
    );
    assert.equal(tasks[1]!.filterText, "1.2.2 обсуждение книг");
    assert.deepEqual(labels(`${ROWS}  - задача: [1.2.1, <|>]`), ["1.2.2"]);
    assert.deepEqual(labels(`${ROWS}  - задача:\n      - 1.2.2\n      - <|>\n`), ["1.2.1"]);
    const list = "документ: чек-лист\nоснование: Положение о клубе.reg.md\nпроверки:\n  - пункт: <|>\n";
    assert.deepEqual(labels(list, "list.reg.yaml"), ["1.1", "1.2", "1.2.1", "1.2.2", "1.3"]);
  });

  it("roles, people with their posts, posts", () => {
    const found = items(`${ROWS}  - ответственный: <|>`).map(i => `${i.label} – ${i.detail}`);
    for (const line of [
      "координатор клуба – роль по положению",
      "Орлова И.А. – координатор клуба",
      "Иванова И.И. – учитель математики, секретарь клуба",
      "Петрова А.А. – директор",
      "учитель математики – должность",
      "заместитель директора – должность",
    ])
      assert.ok(found.includes(line), `${line}\n${found.join("\n")}`);
    assert.equal(new Set(found).size, found.length);
  });

  it("terms and dates of the school year, marks, the next number", () => {
    const terms = items(`${ROWS}  - срок: <|>`);
    assert.deepEqual(
      terms.slice(0, 5).map(i => `${i.label} ${i.detail}`),
      ["сентябрь 2026", "октябрь 2026", "ноябрь 2026", "декабрь 2026", "январь 2027"],
    );
    for (const label of ["1 четверть", "в течение года", "ежемесячно", "до 25 мая"])
      assert.ok(terms.some(t => t.label === label));
    const schedule =
      "документ: график\nоснование: Положение о клубе.reg.md\nучебный год: 2026/2027\nзаседания:\n  - { номер: 1, дата: 2026-09-10, тема: А }\n";
    const dates = items(`${schedule}  - { дата: <|> }\n`, "grafik.reg.yaml");
    assert.equal(dates[0]!.label, "2026-10-08");
    assert.equal(dates[0]!.detail, "четверг, 8 октября");
    assert.deepEqual(labels(`${schedule}  - { номер: <|> }\n`, "grafik.reg.yaml"), ["2"]);
    assert.equal(labels(`${ROWS}  - отметка: <|>`)[0], "выполнено");
  });

  it("files by their parts of the package, with blanks and folders", () => {
    assert.equal(labels("документ: план\nоснование: <|>")[0], "Положение о клубе.reg.md");
    assert.equal(
      taken("документ: план\nоснование: <|>", "Положение о клубе.reg.md"),
      "документ: план\nоснование: Положение о клубе.reg.md",
    );
    assert.equal(labels("документ: план\nутверждено: <|>")[0], "приказы/prikaz.reg.md");
    assert.equal(labels("документ: план\nоснование: <|>", "планы/план.reg.yaml")[0], "../Положение о клубе.reg.md");
    const schedule = "документ: график\nоснование: Положение о клубе.reg.md\nзаседания:\n  - протокол: <|>\n";
    assert.equal(labels(schedule, "grafik.reg.yaml")[0], "protokol-1.reg.md");
  });

  it("types and school years", () => {
    for (const type of ["план", "график", "дорожная карта", "чек-лист"])
      assert.ok(labels("документ: <|>").includes(type));
    assert.deepEqual(labels("документ: план\nучебный год: <|>"), ["2026/2027", "2027/2028"]);
    assert.deepEqual(labels("документ: план\nсостояние: <|>"), [
      "проект",
      "на согласовании",
      "действует",
      "утратил силу",
    ]);
  });

  it("a whole row wherever one may begin", () => {
    const row = (dash: string) =>
      `${dash}- задача: ____\n${dash}  мероприятие: ____\n${dash}  срок: ____\n${dash}  ответственный: ____`;
    const one = `${ROWS}  - задача: 1.2.1\n    срок: май\n`;
    const cases: [string, string][] = [
      [`${ROWS}  <|>`, `${ROWS}${row("  ")}`],
      [`${ROWS}  - <|>`, `${ROWS}${row("  ")}`],
      [`${one}    <|>`, `${one}${row("  ")}`],
      [`${one}    нов<|>`, `${one}${row("  ")}`],
      [`${one}  <|>`, `${one}${row("  ")}`],
      [`${one}<|>`, `${one}${row("  ")}`],
      [`${one}  - <|>\n  - срок: июнь\n`, `${one}${row("  ")}\n  - срок: июнь\n`],
    ];
    for (const [source, expected] of cases) {
      assert.equal(taken(source, NEW), expected);
      assert.deepEqual(readYaml(taken(source, NEW), 0).problems, []);
      assert.equal(taken(source.replaceAll("\n", "\r\n"), NEW), expected.replaceAll("\n", "\r\n"));
    }
    assert.ok(!labels(`${ROWS}  - { <|> }`).includes(NEW));
    assert.ok(!labels(`${ROWS}  - срок: <|>`).includes(NEW));
    assert.ok(!labels("<|>").some(l => l.startsWith("Новая")));
  });

  it("a row of a stage and a stage", () => {
    const map =
      "документ: дорожная карта\nэтапы:\n  - этап: А\n    мероприятия:\n      - мероприятие: Б\n        срок: май\n";
    assert.deepEqual(
      labels(`${map}        <|>`).filter(l => l.startsWith("Новая")),
      [NEW, "Новая строка: этап"],
    );
    assert.equal(
      taken(`${map}        <|>`, NEW),
      `${map}      - задача: ____\n        мероприятие: ____\n        срок: ____\n        ответственный: ____`,
    );
    const stage = taken(`${map}<|>`, "Новая строка: этап");
    assert.equal(
      stage,
      `${map}  - этап: ____\n    мероприятия:\n      - задача: ____\n        мероприятие: ____\n        срок: ____\n        ответственный: ____`,
    );
    const doc = createDoc("file:///w/map.reg.yaml", stage);
    const { workspace } = at(stage, "map.reg.yaml");
    assert.deepEqual(
      check(workspace, doc).filter(f => f.rule.id === "front-matter-invalid"),
      [],
    );
  });

  it("headers and reglament.yaml", () => {
    const header = (line: string) => `---\nдокумент: приказ\n${line}\n---\n\n# О клубе\n`;
    assert.deepEqual(labels(header("состояние: <|>"), "p.reg.md"), [
      "проект",
      "на согласовании",
      "действует",
      "утратил силу",
    ]);
    assert.ok(labels(header("<|>"), "p.reg.md").includes("назначения"));
    assert.ok(!labels(header("<|>"), "p.reg.md").includes("документ"));
    assert.ok(labels(header("назначения:\n  координатор клуба: <|>"), "p.reg.md").includes("Иванова И.И."));
    assert.deepEqual(labels(header("грифы:\n  - { <|> }"), "p.reg.md").slice(0, 2), ["вид", "орган"]);
    assert.deepEqual(labels(header("грифы:\n  - вид: <|>"), "p.reg.md").slice(0, 2), ["согласовано", "принято"]);
    assert.deepEqual(labels("люди:\n  Орлова И.А.: { <|> }", "reglament.yaml"), ["должность", "роли", "падежи"]);
    assert.ok(labels("правила:\n  <|>", "reglament.yaml").includes("plan-date"));
    assert.ok(labels("правила:\n  plan-date: <|>", "reglament.yaml").includes("нет"));
    assert.deepEqual(labels("<|>", "reglament.yaml").slice(0, 2), ["организация", "роли"]);
    assert.deepEqual(labels("---\nдокумент: приказ\n---\n<|>\n", "p.reg.md"), []);
  });
});

/** The hover at the mark and the text it covers. */
function hovered(source: string, file?: string): [string, string] | null {
  const { session, doc, offset } = at(source, file);
  const found = hoverAt(withoutLinks(session.workspace, doc), offset);
  return found && [doc.text.slice(found.from, found.to), found.value.replace(/\n+/g, " | ")];
}

describe("the school year of a document that names none", () => {
  const plan = "документ: план\nназвание: План\nмероприятия:\n  - { мероприятие: А, срок: октябрь }\n";
  const schedule = "документ: график\nназвание: График\nучебный год: 2024/2025\nзаседания: []\n";

  it("is its package's in hovers, completion and pictures", () => {
    const { workspace } = fixture(`//- plan.reg.yaml\n${plan}//- grafik.reg.yaml\n${schedule}`);
    workspace.today = { y: 2026, m: 11, d: 24 };
    const doc = workspace.docs.find("file:///w/plan.reg.yaml")!;
    assert.equal(schoolYearFor(workspace, doc), 2024);
    assert.equal(drawnYear(workspace, doc)?.year, 2024);
    assert.match(hoverAt(withoutLinks(workspace, doc), doc.text.indexOf("октябрь"))!.value, /31 октября 2024/);
  });

  it("is the current one where no neighbour names any", () => {
    const { workspace } = fixture(`//- plan.reg.yaml\n${plan}`);
    assert.equal(schoolYearFor(workspace, workspace.docs.find("file:///w/plan.reg.yaml")!), undefined);
    workspace.today = { y: 2026, m: 11, d: 24 };
    assert.equal(schoolYearFor(workspace, workspace.docs.find("file:///w/plan.reg.yaml")!), 2026);
  });
});

describe("hover in table documents", () => {
  it("says what a key is for", () => {
    assert.deepEqual(hovered(`${ROWS}  - ср<|>ок: май`), [
      "срок",
      "**срок** – обязательно | Когда: октябрь, октябрь–ноябрь, 12.10.2026, до 25 мая, 1 четверть, ежемесячно, в течение года.",
    ]);
    assert.match(hovered("документ: план\nсосто<|>яние: проект\n")![1], /Можно: проект, на согласовании/);
    assert.match(hovered("учебный<|> год: 2026/2027\nдокумент: план\n")![0], /^учебный год$/);
  });

  it("gives the words of a task or clause", () => {
    assert.deepEqual(hovered(`${ROWS}  - задача: [1.2.1, 1.<|>2.2]\n`), [
      "1.2.2",
      "1.2.2. обсуждение книг. | *Положение о клубе*",
    ]);
    assert.deepEqual(hovered(`${ROWS}  - задача: 9.<|>9\n`), ["9.9", "Пункта 9.9 нет: *Положение о клубе*"]);
  });

  it("says how a term is read", () => {
    const cases: [string, string][] = [
      ["октябрь", "с 1 по 31 октября 2026 г."],
      ["сентябрь–октябрь", "с 1 сентября по 31 октября 2026 г."],
      ["до 25 мая", "Не позднее 25 мая 2027 г. (вторник)"],
      ["в течение года", "с 1 сентября 2026 г. по 31 мая 2027 г."],
      ["ежемесячно", "Повторяется (раз за год: 9), с 1 сентября 2026 г. по 31 мая 2027 г."],
      ["12.10.2026", "12 октября 2026 г., понедельник"],
      ["2026-11-04", "4 ноября 2026 г., среда | Нерабочий день: 4 ноября, День народного единства"],
      ["2026-10-10", "10 октября 2026 г., суббота"],
      ["31.02.2027", "Такого дня нет."],
      ["вовремя", "Срок не читается: запишите дату, месяц, четверть или «ежемесячно»."],
    ];
    for (const [term, reading] of cases) assert.deepEqual(hovered(`${ROWS}  - срок: <|>${term}\n`), [term, reading]);
  });

  it("tells of roles, people, posts and strangers at their words", () => {
    const row = (who: string) => hovered(`${ROWS}  - ответственный: ${who}\n`);
    assert.deepEqual(row("Орлова И.А., коорди<|>натор клуба")![0], "координатор клуба");
    assert.match(row("коорди<|>натор клуба")![1], /^\*\*координатор клуба\*\* – роль.*назначается приказом/);
    assert.deepEqual(row("Иван<|>ова И.И."), [
      "Иванова И.И.",
      "**Иванова И.И.** – учитель математики | Роли: секретарь клуба. | Откуда: reglament.yaml.",
    ]);
    assert.deepEqual(row("Орл<|>ова И.А."), [
      "Орлова И.А.",
      "**Орлова И.А.** | Роли: координатор клуба. | Откуда: «О клубе».",
    ]);
    assert.match(row('"Сидо<|>ров С.С."')![1], /нет ни в reglament.yaml/);
    assert.match(row("заместитель ди<|>ректора")![1], /должность/);
    assert.equal(row("<|>все"), null);
  });

  it("gives the title of a file", () => {
    assert.deepEqual(hovered("документ: план\nоснование: Положение<|> о клубе.reg.md\n"), [
      "Положение о клубе.reg.md",
      "**Положение о клубе** | Положение, проект | Утверждает: «О клубе».",
    ]);
    assert.deepEqual(hovered("документ: план\nоснование: не<|>т.reg.md\n"), ["нет.reg.md", "Файла «нет.reg.md» нет."]);
  });

  it("works in headers and reglament.yaml", () => {
    assert.match(
      hovered("---\nдокумент: приказ\nподпись: { лицо: Иван<|>ова И.И. }\n---\n", "p.reg.md")![1],
      /учитель математики/,
    );
    assert.match(
      hovered("---\nдокумент: приказ\nрегистрация: { дата: 2026-<|>09-01 }\n---\n", "p.reg.md")![1],
      /вторник/,
    );
    assert.match(
      hovered("люди:\n  Иванова<|> И.И.: { должность: учитель }\n", "reglament.yaml")![1],
      /^\*\*Иванова И.И.\*\* – учитель/,
    );
    assert.match(hovered("пра<|>вила:\n  list-case: нет\n", "reglament.yaml")![1], /Уровни правил/);
  });
});

describe("outline and folding of table documents", () => {
  const view = (source: string, file?: string) => {
    const { workspace, doc, document } = at(source, file);
    const lines: string[] = [];
    const walk = (symbols: ReturnType<typeof yamlSymbols>, indent: string) => {
      for (const s of symbols) {
        lines.push(`${indent}${s.name}${s.detail ? ` (${s.detail})` : ""}`);
        const inside = (a: typeof s.range, b: typeof s.range) =>
          document.offsetAt(a.start) >= document.offsetAt(b.start) &&
          document.offsetAt(a.end) <= document.offsetAt(b.end);
        assert.ok(inside(s.selectionRange, s.range));
        for (const child of s.children ?? []) assert.ok(inside(child.range, s.range), child.name);
        walk(s.children ?? [], `${indent}  `);
      }
    };
    walk(yamlSymbols(workspace, doc, document), "");
    return lines;
  };
  const MAP =
    "документ: дорожная карта\nназвание: Карта\nэтапы:\n  - этап: Первый\n    срок: сентябрь\n    мероприятия:\n      - мероприятие: Семинар\n        срок: май\n      - { срок: июнь }\n  - этап: Второй\n# одна\n# две\n";

  it("shows rows by name with their terms, stages as parents", () => {
    assert.deepEqual(view(MAP, "map.reg.yaml"), [
      "Карта (дорожная карта)",
      "  Первый (сентябрь)",
      "    Семинар (май)",
      "    Строка 2 (июнь)",
      "  Второй",
    ]);
    assert.deepEqual(
      view("документ: график\nзаседания:\n  - { номер: 1, дата: 2026-09-10, тема: План }\n  - ном\n", "g.reg.yaml"),
      ["g.reg.yaml (график)", "  1. План (2026-09-10)", "  Строка 2"],
    );
    assert.deepEqual(
      view("организация:\n  краткое: Школа\nлюди:\n  Иванова И.И.: { должность: учитель }\n", "reglament.yaml"),
      ["организация", "  краткое (Школа)", "люди", "  Иванова И.И.", "    должность (учитель)"],
    );
  });

  it("folds the header, lists, stages, rows and comments", () => {
    const { doc, document } = at(MAP, "map.reg.yaml");
    assert.deepEqual(
      yamlFolding(doc, document).map(f => `${f.startLine}–${f.endLine}`),
      ["0–1", "2–9", "3–8", "5–8", "6–7", "10–11"],
    );
  });
});

slow("table documents half-typed and broken", () => {
  const TABLES: Readonly<Record<string, string>> = {
    план: `${ROWS}  - задача: [1.2.1, 1.2.2]\n    мероприятие: "Итоги: год"\n    срок: октябрь # к осени\n    ответственный: координатор клуба, Орлова И.А.\n  - { мероприятие: Встреча, срок: ____ }\n`,
    график:
      "документ: график\nоснование: Положение о клубе.reg.md\nучебный год: 2026/2027\nзаседания:\n  - { номер: 1, дата: 2026-09-10, тема: План, протокол: protokol-1.reg.md }\n",
    "дорожная карта":
      "документ: дорожная карта\nэтапы:\n  - этап: Первый\n    срок: сентябрь\n    мероприятия:\n      - мероприятие: Семинар\n        срок: 1 четверть\n  - { этап: Второй }\n",
    "чек-лист":
      "документ: чек-лист\nоснование: Положение о клубе.reg.md\nпроверки:\n  - пункт: 1.2\n    проверка: |\n      Задачи решены\n    отметка: да\n",
  };

  /** Everything that the editor may ask about a text. */
  function exercise(text: string, offset: number): void {
    const { workspace, session, doc, document } = at(text);
    check(workspace, doc);
    completionsAt(session, doc, document, offset);
    hoverAt(withoutLinks(session.workspace, doc), offset);
    yamlSymbols(workspace, doc, document);
    yamlFolding(doc, document);
    renderPage(workspace, doc, configOf(workspace, doc.uri));
  }

  before(() => {
    faults.report = (_rule, error) => {
      throw error;
    };
  });

  for (const [type, text] of Object.entries(TABLES)) {
    it(`a ${type} at every prefix`, function () {
      this.timeout(60_000);
      for (let i = 0; i <= text.length; i++) exercise(text.slice(0, i), i);
    });
  }

  it("random edits", function () {
    this.timeout(120_000);
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(TABLES)),
        fc.array(fc.tuple(fc.nat(), fc.nat(12), fc.constantFrom("", ...yamlBits)), { minLength: 1, maxLength: 6 }),
        (text, edits) => {
          let last = 0;
          for (const [where, length, insert] of edits) {
            last = where % (text.length + 1);
            text = text.slice(0, last) + insert + text.slice(last + length);
          }
          exercise(text, last);
        },
      ),
      { numRuns: runs(100) },
    );
  });

  /** Messages of front-matter-invalid at their words. */
  const told = (text: string) => {
    const { workspace, doc } = at(text);
    return check(workspace, doc).flatMap(f =>
      f.rule.id === "front-matter-invalid" ? [`${doc.text.slice(f.from, f.to)}: ${f.message}`] : [],
    );
  };

  it("what stands before and behind a slip is checked, what it covers isn't", () => {
    const row = "  - мероприятие: А\n    срк: май\n";
    const known = "срк: Неизвестный ключ «срк»: возможно, «срок».";
    for (const [slip, message] of [
      ['  - мероприятие: "Б\n', '": Кавычка открыта и не закрыта: поставьте " и в конце значения.'],
      ["  - { мероприятие: Б, срк: май\n", "{: Скобка «{» не закрыта: поставьте «}» в конце перечисленного."],
      ["  - мероприятие: Б: в\n", "Б: в: Двоеточие внутри значения: возьмите значение в кавычки."],
      [
        "  - мероприятие: Б\n   срк: май\n",
        "срк: май: Неверный отступ: выровняйте строку с соседними ключами или сдвиньте её на два пробела внутрь.",
      ],
      ["  - мероприятие: Б\n    ср\n", "ср: После названия ключа нужно двоеточие с пробелом: «ключ: значение»."],
      [
        "\t- мероприятие: Б\n",
        "\t: Отступ сделан клавишей Tab: поставьте вместо неё пробелы, по два на каждый уровень.",
      ],
    ] as const)
      assert.deepEqual(told(ROWS + row + slip + row), [known, message, known], slip);
  });

  it("a key that may be in the broken line isn't missed", () => {
    assert.deepEqual(told("документ план\nназвание: А\n"), [
      "документ план: После названия ключа нужно двоеточие с пробелом: «ключ: значение».",
    ]);
    assert.deepEqual(told("название: А\nзаседания:\n  - тема: Б\n"), [
      ": Не указано, что это за документ: нужен ключ «документ».",
    ]);
    assert.deepEqual(told("документ: плн\nмероприятия:\n  - срк: май\n"), [
      "плн: Вид документа «плн» неизвестен: возможно, «план».",
    ]);
  });

  slowly("100,000 rows of 10 MB with a slip at the end don't hang", function () {
    this.timeout(120_000);
    const row = (i: number) =>
      `  - задача: 1.2.${(i % 2) + 1}\n    мероприятие: Семинар ${i} для учителей начальной школы\n    срок: октябрь\n`;
    const long = (rows: number) =>
      `${ROWS}${Array.from({ length: rows }, (_, i) => row(i)).join("")}  - мероприятие: "Б\n    ср`;
    assert.ok(long(100_000).length > 9_000_000);
    assert.deepEqual(told(long(100_000)).length, 2);
    const text = long(5000);
    exercise(text, text.length);
  });
});
