/** Companions made from what is there: their texts, their findings, their declensions. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { newDocumentIn } from "../server/src/features/new-document";
import { createDoc } from "../server/src/model/document";
import { type Draft, draftOf, offersOf } from "../server/src/operations/drafts/drafts";
import { check } from "../server/src/rules/engine/check";
import { createWorkspace, type Workspace } from "../server/src/workspace/docs";
import { bodyOf } from "../server/src/workspace/entities/body";
import { split } from "./fixture";
import { serve } from "./session";

const ROOT = "file:///w/";
const today = { y: 2025, m: 11, d: 20 };

/** The model package after its first meeting, with some of its files. */
function model(...without: readonly string[]): Workspace {
  const folder = "examples/obrazets";
  const files = readdirSync(folder).filter(
    f => /\.reg\.|\.yaml$/.test(f) && !/^protokol-[2-9]/.test(f) && !without.includes(f),
  );
  const workspace = createWorkspace(
    files.map(f => ({ uri: ROOT + encodeURIComponent(f), text: readFileSync(join(folder, f), "utf8") })),
  );
  workspace.today = today;
  return workspace;
}

function make(workspace: Workspace, from: string, type: string, row?: number): Draft {
  const doc = workspace.docs.find(ROOT + from);
  assert.ok(doc, from);
  const made = draftOf(workspace, doc, type, row);
  assert.ok(made, type);
  return made;
}

/** Findings of the new document and of the package that changes with it. */
function findings(workspace: Workspace, made: Draft): string[] {
  const uri = `${made.folder}/${made.fileName}`;
  workspace.docs.set(uri, createDoc(uri, made.text));
  return (
    check(workspace, workspace.docs.get(uri)!)
      // A schedule proposed in the middle of the year has meetings that are past.
      .filter(f => !["blank-left", "stamp-placeholder", "minutes-missing"].includes(f.rule.id))
      .map(f => `${f.severity} ${f.rule.id}: ${f.message}`)
  );
}

describe("companions", () => {
  for (const [from, type, without] of [
    ["polozhenie-pos.reg.md", "план", ["plan.reg.yaml"]],
    ["polozhenie-pos.reg.md", "дорожная карта", ["plan.reg.yaml"]],
    ["plan.reg.yaml", "дорожная карта", []],
    ["polozhenie-pos.reg.md", "график", ["grafik.reg.yaml"]],
    ["grafik.reg.yaml", "протокол", []],
    ["plan.reg.yaml", "отчёт", ["otchyot.reg.md"]],
    ["polozhenie-pos.reg.md", "приказ", ["prikaz-118.reg.md", "protokol-1.reg.md"]],
    ["polozhenie-pos.reg.md", "чек-лист", []],
  ] as const)
    it(`${type} of ${from} is clean but for its blanks`, () => {
      const workspace = model(...without);
      for (const row of type === "протокол" ? [0, 1, 2, 3, 4, 5, 6, 7, 8] : [undefined]) {
        const made = make(workspace, from, type, row);
        // The regulation of the model is in force: the order that is being drafted for it isn't yet.
        const told = findings(workspace, made).filter(f => type !== "приказ" || !/ status-above-basis: /.test(f));
        assert.deepEqual(told, [], made.text);
      }
    });

  it("an order that the regulation names «100%» is made under that name", () => {
    const workspace = createWorkspace([
      {
        uri: `${ROOT}polozhenie.reg.md`,
        text: "---\nдокумент: положение\nутверждено: 100%.reg.md\n---\n\n# Положение о клубе\n",
      },
    ]);
    const made = make(workspace, "polozhenie.reg.md", "приказ");
    assert.equal(`${made.folder}/${made.fileName}`, `${ROOT}100%.reg.md`);
  });

  it("whatever the example packages lack is clean but for its blanks", () => {
    let made = 0;
    for (const folder of readdirSync("examples", { recursive: true, encoding: "utf8" })) {
      const path = join("examples", folder, "polozhenie.reg.md");
      // What a draft says amiss goes into what is made from it.
      if (!existsSync(path) || !folder.includes("исправлено")) continue;
      const load = () => {
        const files = readdirSync(join("examples", folder)).filter(f => /\.reg\.|\.yaml$/.test(f));
        const workspace = createWorkspace(
          files.map(f => ({ uri: ROOT + f, text: readFileSync(join("examples", folder, f), "utf8") })),
        );
        workspace.today = { y: 2026, m: 11, d: 24 }; // the year of the latest package
        return workspace;
      };
      const workspace = load();
      for (const { uri, type, row, missing } of offersOf(workspace, workspace.docs.get(`${ROOT}polozhenie.reg.md`)!)) {
        if (!missing) continue;
        const fresh = load();
        const document = draftOf(fresh, fresh.docs.get(uri)!, type, row)!;
        const found = findings(fresh, document).filter(f => /^(?:error|warning)/.test(f));
        assert.deepEqual(found, [], `${folder}\n${document.text}`);
        made++;
      }
    }
    assert.ok(made >= 10, String(made));
  });

  it("a plan has a row a task, its words above it, the one who leads", () => {
    const { fileName, text } = make(model("plan.reg.yaml"), "polozhenie-pos.reg.md", "план");
    assert.equal(fileName, "plan.reg.yaml");
    assert.ok(
      text.startsWith(
        "документ: план\nназвание: План работы профессионального обучающегося сообщества педагогов\nоснование: polozhenie-pos.reg.md\nучебный год: 2025/2026\nмероприятия:\n  # 2.2.1. выявление затруднений обучающихся и профессиональных дефицитов педагогов\n  - задача: 2.2.1\n    мероприятие: ____\n    срок: ____\n    ответственный: координатор ПОС\n",
      ),
      text,
    );
    assert.deepEqual(
      [...text.matchAll(/задача: (\S+)/g)].map(m => m[1]),
      ["2.2.1", "2.2.2", "2.2.3", "2.2.4"],
    );
  });

  it("are named after what the regulation is about, in its own number", () => {
    const names = Object.entries({
      чтениях: "чтения",
      "Педагогических чтениях": "педагогические чтения",
      "элективных курсах": "элективные курсы",
      "клубе юных краеведов": "клуб юных краеведов",
      "профессиональных обучающихся сообществах педагогов": "профессиональные обучающиеся сообщества педагогов",
      "методической неделе": "методическая неделя",
      "школьной службе примирения": "школьная служба примирения",
      ПОС: "ПОС",
    });
    for (const [about, name] of names)
      assert.equal(bodyOf(createDoc("file:///w/a.reg.md", `# Положение о ${about}\n`))?.name, name);
  });

  it("a second plan is for the next year; from June on plans are for the year to come", () => {
    const workspace = model();
    const next = make(workspace, "polozhenie-pos.reg.md", "план");
    assert.equal(next.fileName, "plan-2026-2027.reg.yaml");
    assert.ok(next.text.includes("учебный год: 2026/2027\n"));
    const bare = model("plan.reg.yaml");
    for (const [day, year] of [
      [{ y: 2026, m: 5, d: 31 }, "2025/2026"],
      [{ y: 2026, m: 6, d: 1 }, "2026/2027"],
      [undefined, "2025/2026"],
    ] as const) {
      bare.today = day;
      assert.ok(make(bare, "polozhenie-pos.reg.md", "план").text.includes(`учебный год: ${year}\n`), year);
    }
  });

  it("a schedule has the meetings that the regulation demands, on working days", () => {
    const { text } = make(model("grafik.reg.yaml"), "polozhenie-pos.reg.md", "график");
    const lines = text.split("\n").filter(l => l.startsWith("  - "));
    assert.equal(lines.length, 9);
    assert.equal(
      lines[0],
      "  - { номер: 1, дата: 2025-09-11, тема: Избрание секретаря. План работы на 2025/2026 учебный год, ответственный: координатор ПОС }",
    );
    assert.equal(
      lines[8],
      "  - { номер: 9, дата: 2026-05-14, тема: Отчёт о работе за 2025/2026 учебный год, ответственный: координатор ПОС }",
    );
  });

  it("minutes take date, number, officers, members and questions from the package", () => {
    const workspace = model("grafik.reg.yaml", "protokol-1.reg.md");
    const schedule = make(workspace, "polozhenie-pos.reg.md", "график");
    const uri = `${schedule.folder}/${schedule.fileName}`;
    workspace.docs.set(uri, createDoc(uri, schedule.text));
    const { fileName, text } = make(workspace, "grafik.reg.yaml", "протокол", 0);
    assert.equal(fileName, "protokol-1.reg.md");
    assert.equal(
      text,
      `---
документ: протокол
состояние: проект
основание: polozhenie-pos.reg.md
регистрация: { номер: 1, дата: 2025-09-11, место: г. Светлоярск }
председатель: Дорохова Л.П.
секретарь: Мельникова А.Р.
присутствовали:
  - Дорохова Л.П.
  - Мельникова А.Р.
  - Савельев К.И.
  - Тарханова Е.Ю.
  - Шубин О.М.
---

# Протокол заседания профессионального обучающегося сообщества педагогов

ПОВЕСТКА ДНЯ:

1) об избрании секретаря;
2) о плане работы на 2025/2026 учебный год.

1. СЛУШАЛИ: Дорохову Л.П. – об избрании секретаря.

РЕШИЛИ:

1.1. Избрать секретарём на 2025/2026 учебный год ____.

Голосовали: за – ____, против – ____, воздержались – ____.

2. СЛУШАЛИ: Дорохову Л.П. – о плане работы на 2025/2026 учебный год.

РЕШИЛИ:

2.1. ____.

Голосовали: за – ____, против – ____, воздержались – ____.
`,
    );
  });

  it("minutes that nobody chose a row for are those of the first meeting without them", () => {
    const { fileName, text } = make(model(), "polozhenie-pos.reg.md", "протокол");
    assert.equal(fileName, "protokol-2.reg.md");
    assert.ok(text.includes("номер: 2, дата: 2025-10-09"), text);
  });

  it("later minutes have the elected secretary, else the one of the last minutes of their year", () => {
    const workspace = model();
    const uri = `${ROOT}protokol-1.reg.md`;
    const first = workspace.docs.get(uri)!;
    const substituted = first.text.replace("секретарь: Мельникова А.Р.", "секретарь: Шубин О.М.");
    workspace.docs.set(uri, createDoc(uri, substituted));
    const secretary = () => /^секретарь: (.+)$/m.exec(make(workspace, "grafik.reg.yaml", "протокол", 1).text)?.[1];
    assert.equal(secretary(), "Мельникова А.Р.");
    const config = `${ROOT}reglament.yaml`;
    const nobody = workspace.docs.get(config)!.text.replace(", роли: [секретарь ПОС]", "");
    workspace.docs.set(config, createDoc(config, nobody));
    workspace.docs.set(uri, createDoc(uri, substituted.replace(/^1\.1\. Избрать.*$/m, "1.1. Выборы отложить.")));
    assert.equal(secretary(), "Шубин О.М.");
  });

  it("a report answers for each activity of the plan", () => {
    const { text } = make(model("otchyot.reg.md"), "plan.reg.yaml", "отчёт");
    assert.equal([...text.matchAll(/^\| \[2\.2/gm)].length, 6);
    for (const line of [
      "подпись: { должность: Координатор ПОС, лицо: Дорохова Л.П. }",
      "2.1. За учебный год проведено 1 заседание.",
      "| [2.2.2](polozhenie-pos.reg.md#2.2.2), [2.2.4](polozhenie-pos.reg.md#2.2.4) | Методический день для педагогов школы | 06.05.2026 | координатор ПОС | методические рекомендации | ____ |",
    ])
      assert.ok(text.includes(`${line}\n`), line);
  });

  it("an order creates, approves and appoints; the regulation that names it needs no edit", () => {
    const named = make(model("prikaz-118.reg.md", "protokol-1.reg.md"), "polozhenie-pos.reg.md", "приказ");
    assert.deepEqual([named.fileName, named.approves], ["prikaz-118.reg.md", undefined]);
    for (const line of [
      "# О создании профессионального обучающегося сообщества педагогов",
      "В целях повышения образовательных результатов обучающихся через совместное профессиональное развитие педагогов",
      "1. Создать в МБОУ «СШ № 8» профессиональное обучающееся сообщество педагогов (далее – ПОС).",
      "4. Назначить координатором ПОС на 2025/2026 учебный год учителя математики Дорохову Л.П.",
      "5. Координатору ПОС представить план работы и график заседаний на утверждение до ____.",
    ])
      assert.ok(named.text.includes(`${line}\n`), `${line} in\n${named.text}`);
    const workspace = model("prikaz-118.reg.md", "protokol-1.reg.md");
    const uri = `${ROOT}polozhenie-pos.reg.md`;
    const text = workspace.docs
      .get(uri)!
      .text.replace("утверждено: prikaz-118.reg.md\nприложение к: prikaz-118.reg.md\n", "");
    workspace.docs.set(uri, createDoc(uri, text));
    const asked = make(workspace, "polozhenie-pos.reg.md", "приказ");
    assert.deepEqual([asked.fileName, asked.approves], ["prikaz.reg.md", uri]);
  });

  it("what is missing comes first; minutes of past meetings by name", () => {
    const offers = offersOf(
      model("plan.reg.yaml", "otchyot.reg.md"),
      model().docs.get(`${ROOT}polozhenie-pos.reg.md`)!,
    );
    assert.deepEqual(
      offers.map(o => `${o.missing ? "+" : " "} ${o.label}`),
      [
        "+ Протокол № 2 от 09.10.2025",
        "+ Протокол № 3 от 13.11.2025",
        "+ Отчёт",
        "+ План работы",
        "+ Дорожная карта",
        "+ Чек-лист",
        "  Протокол № 4 от 11.12.2025",
        "  График заседаний",
      ],
    );
  });

  it("paths and names that need quotes or escapes are right", () => {
    const workspace = read(`//- Школа № 1/Положение о клубе (новое).reg.md
---
документ: положение
роли:
  "координатор клуба: старший": назначается приказом директора
---

# Положение о клубе «Поиск»

## 1. Задачи клуба

1.1. Подбор книг.
//- Школа № 1/2025, планы/plan.reg.yaml
документ: план
название: План работы клуба «Поиск»
основание: ../Положение о клубе (новое).reg.md
учебный год: 2025/2026
мероприятия:
  - { задача: 1.1, мероприятие: "Встреча: чтение | обсуждение", срок: октябрь, ответственный: "координатор клуба: старший" }
`);
    const report = make(workspace, "Школа № 1/2025, планы/plan.reg.yaml", "отчёт");
    assert.ok(report.text.includes("основание: ../Положение о клубе (новое).reg.md\n"), report.text);
    assert.ok(
      report.text.includes(
        "| [1.1](../Положение%20о%20клубе%20%28новое%29.reg.md#1.1) | Встреча: чтение \\| обсуждение | октябрь |",
      ),
      report.text,
    );
    assert.deepEqual(
      findings(workspace, report).filter(f => /^error/.test(f)),
      [],
    );
    const map = make(workspace, "Школа № 1/2025, планы/plan.reg.yaml", "дорожная карта");
    assert.ok(map.text.includes('мероприятие: "Встреча: чтение | обсуждение"\n'), map.text);
    assert.deepEqual(findings(workspace, map), [], map.text);
  });

  it("a new document beside a regulation rests on it", () => {
    const workspace = model();
    const folder = ROOT.slice(0, -1);
    for (const type of ["план", "график", "дорожная карта", "чек-лист", "протокол", "отчёт"]) {
      const made = newDocumentIn(workspace, { type, title: "", folder });
      assert.match(made!.text, /^основание: polozhenie-pos\.reg\.md$/m, type);
    }
    assert.doesNotMatch(newDocumentIn(workspace, { type: "положение", title: "", folder })!.text, /основание/);
    assert.doesNotMatch(
      newDocumentIn(workspace, { type: "протокол", title: "", folder: "file:///other" })!.text,
      /основание/,
    );
  });

  it("is offered on a row of the schedule: a command, or an edit for editors without it", async () => {
    const source = `//- grafik.reg.yaml
документ: график
учебный год: 2025/2026
заседания:
  - { номер: 1, дата: 2025-09-11, тема: <|>План работы }
`;
    const session = await serve(source);
    try {
      const { textDocument, position } = session.at();
      const params = { textDocument, range: { start: position, end: position }, context: { diagnostics: [] } };
      const actions = await session.ask<{ title: string; kind: string; command?: { arguments: unknown[] } }[]>(
        "textDocument/codeAction",
        params,
      );
      const own = actions.find(a => a.kind === "refactor");
      assert.equal(own?.title, "Создать протокол этого заседания");
      assert.deepEqual(own?.command?.arguments, ["file:///w/grafik.reg.yaml", "протокол", 0]);
      const edit = await session.ask<unknown>("reglament/approvalEdit", { uri: textDocument.uri, order: "p.reg.md" });
      assert.equal(edit, null, "a schedule has no such line");
    } finally {
      session.stop();
    }
  });

  it("the regulation gets the order's name in its header, instead of the old one", async () => {
    const session = await serve(
      "//- a.reg.md\n---\nдокумент: положение\nсостояние: проект\n---\n\n# Положение о клубе\n//- b.reg.md\n---\nдокумент: положение\nутверждено: старый.reg.md\n---\n\n# Положение о клубе\n",
    );
    type Changes = { changes: Record<string, { newText: string; range: { start: { line: number } } }[]> };
    const ask = async (path: string) => {
      const { changes } = await session.ask<Changes>("reglament/approvalEdit", {
        uri: session.uri(path),
        order: "prikaz № 1.reg.md",
      });
      return changes[session.uri(path)]!.map(e => `${e.range.start.line} ${e.newText}`);
    };
    try {
      assert.deepEqual(await ask("a.reg.md"), ["3 утверждено: prikaz № 1.reg.md\n"]);
      assert.deepEqual(await ask("b.reg.md"), ["2 prikaz № 1.reg.md"]);
    } finally {
      session.stop();
    }
  });
});

/** Role and post in the nominative, how the order has them. */
const appointments: readonly (readonly [role: string, post: string, line: string])[] = [
  ["координатор клуба", "учитель математики", "координатором клуба … учителя математики"],
  ["председатель клуба", "педагог-психолог", "председателем клуба … педагога-психолога"],
  ["секретарь клуба", "учитель-логопед", "секретарём клуба … учителя-логопеда"],
  ["руководитель клуба", "старший воспитатель", "руководителем клуба … старшего воспитателя"],
  ["модератор клуба", "заведующий библиотекой", "модератором клуба … заведующего библиотекой"],
  ["куратор клуба", "социальный педагог", "куратором клуба … социального педагога"],
  ["заместитель председателя клуба", "методист", "заместителем председателя клуба … методиста"],
  [
    "ответственный за ведение документации клуба",
    "музыкальный руководитель",
    "ответственным за ведение документации клуба … музыкального руководителя",
  ],
  ["тьютор клуба", "инструктор по физической культуре", "тьютором клуба … инструктора по физической культуре"],
  [
    "администратор клуба",
    "педагог дополнительного образования",
    "администратором клуба … педагога дополнительного образования",
  ],
];
/** Name in the nominative, in the accusative; where the sex isn't told the name stays behind a colon. */
const names: readonly (readonly [string, string])[] = [
  ["Дорохова Л.П.", " учителя Дорохову Л.П."],
  ["Шубин О.М.", " учителя Шубина О.М."],
  ["Вересаев Пётр Ильич", " учителя Вересаева Петра Ильича."],
  ["Троепольская Н.В.", " учителя Троепольскую Н.В."],
  ["Гончаренко И.И.", " учителя Гончаренко И.И."],
  ["Седых А.А.", " учителя Седых А.А."],
  ["Заяц Павел Петрович", " учителя Зайца Павла Петровича."],
  ["Ткач Ольга Викторовна", " учителя Ткач Ольгу Викторовну."],
  ["Жуковский Д.С.", " учителя Жуковского Д.С."],
  ["Бештур Е.С.", ": Бештур Е.С., учитель."],
];

describe("appointments are declined", () => {
  const line = (role: string, post: string, name: string): string => {
    const workspace = read(`//- polozhenie.reg.md
---
документ: положение
роли:
  ${role}: назначается приказом директора
---

# Положение о клубе
//- reglament.yaml
люди:
  ${name}: { должность: ${post}, роли: [${role}] }
`);
    workspace.today = today;
    const { text } = make(workspace, "polozhenie.reg.md", "приказ");
    return /^\d+\. Назначить (.*)$/m.exec(text)?.[1] ?? text;
  };
  for (const [role, post, expected] of appointments)
    it(expected, () =>
      assert.equal(
        line(role, post, "Дорохова Л.П."),
        `${expected.replace(" … ", " на 2025/2026 учебный год ")} Дорохову Л.П.`,
      ),
    );
  for (const [name, expected] of names)
    it(name, () =>
      assert.equal(
        line("координатор клуба", "учитель", name),
        `координатором клуба на 2025/2026 учебный год${expected}`,
      ),
    );
});

const read = (source: string): Workspace =>
  createWorkspace(
    split(source).map(([path, text]) => ({ uri: ROOT + path.split("/").map(encodeURIComponent).join("/"), text })),
  );
