/** Renaming of every kind of thing over a package; and back again over the examples and the typed real documents. */

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { isRefusal } from "../server/src/operations/refusal";
import { renamableAt } from "../server/src/operations/renaming/rename";
import { moveEdits } from "../server/src/operations/renaming/rename-files";
import { editsOf, replaceName, replacer } from "../server/src/russian/replace";
import { applyEdits } from "../server/src/syntax/edits";
import type { EntityKind } from "../server/src/workspace/entities/occurrences";
import { split, unmark } from "./fixture";
import { type Place, placesIn, renamedAt, type Texts, textsOf, workspaceOf } from "./renaming";
import { Proved, runs, slowly } from "./runs";

/** The lines that a renaming at the marker changes, after it; or why not. */
function renamed(source: string, name: string): readonly string[] | string {
  const files = split(source).map(([path, marked]) => ({ uri: `file:///w/${path}`, ...unmark(marked) }));
  const texts: Texts = Object.fromEntries(files.map(f => [f.uri, f.text]));
  const marked = files.find(f => f.spans.length)!;
  const done = renamedAt(texts, marked.uri, marked.spans[0]!.from, name);
  if (typeof done === "string") return done;
  return Object.entries(texts).flatMap(([uri, text]) => {
    const [was, is] = [text.split("\n"), done.texts[uri]!.split("\n")];
    return is.filter((line, i) => line !== was[i]);
  });
}

const doc = (text: string, header = "") =>
  `//- a.reg.md\n---\nдокумент: положение\n${header}---\n\n# Положение о клубе\n\n${text}`;

describe("rename", () => {
  describe("a name put in the place of another", () => {
    const cases: readonly (readonly [string, string, string, string])[] = [
      ["координатор ПОС", "комиссия ПОС", "Избирает <координатора ПОС>.", "Избирает комиссию ПОС."],
      ["координатор ПОС", "комиссия ПОС", "Голос <координатора ПОС> решает.", "Голос комиссии ПОС решает."],
      ["координатор ПОС", "комиссия ПОС", "Имеет <координатора>.", "Имеет комиссию."],
      ["комиссия", "координатор", "<Комиссии> представить план.", "Координатору представить план."],
      ["комиссия", "координатор", "На заседании <комиссии> решают.", "На заседании координатора решают."],
      ["комиссия", "координатор", "Решение председателя и <комиссии>.", "Решение председателя и координатора."],
      ["совет", "методист", "Создать <совет> школы.", "Создать методиста школы."],
      ["секретарь", "центр «Исток»", "Обязанности <секретаря> клуба.", "Обязанности центра «Исток» клуба."],
      ["центр «Исток»", "секретарь", "Обязанности <центра «Исток>» клуба.", "Обязанности секретаря клуба."],
      ["ПОС", "сообщество", "Задачами <ПОС> являются.", "Задачами сообщества являются."],
      ["ПОС", "КЮК", "<ПОС> работает.", "КЮК работает."],
      ["КЮК", "клуб", "<КЮК> работает.", "Клуб работает."],
      ["координатор", "модератор", "<КООРДИНАТОР> клуба", "МОДЕРАТОР клуба"],
      ["координатор ПОС", "старший методист ПОС", "<координатора\nПОС> зовут", "старшего методиста\nПОС зовут"],
      ["руководитель группы", "куратор команды", "<руководителя\u00a0группы> зовут", "куратора\u00a0команды зовут"],
    ];
    for (const [name, next, marked, wanted] of cases) {
      it(`${marked.replace(/\s/g, " ")} → ${next}`, () => {
        const text = marked.replace(/[<>]/g, "");
        const at = { from: marked.indexOf("<"), to: marked.indexOf(">") - 1 };
        const made = replaceName(text, at, name, next);
        assert.ok(made);
        const replaced = replacer(name, next);
        for (let i = 0; i < 2; i++) assert.deepEqual(replaced(text, at), made);
        assert.equal(applyEdits(text, editsOf(made)), wanted);
        assert.equal(made.doubt, undefined);
      });
    }
    it("of many places each as if it were alone", () => {
      const text =
        "Голос комиссии. Поручить комиссии. Поручить комиссии клуба. Комиссия клуба работает. Голос комиссии клуба. Комиссии.";
      for (const [name, next] of [
        ["комиссия", "рабочая группа"],
        ["комиссия клуба", "секция клуба"],
        ["комиссия", "методист"],
      ] as const) {
        const replaced = replacer(name, next);
        for (const { 0: surface, index } of text.matchAll(/комисси[яи](?: клуба)?/giu)) {
          const at = { from: index, to: index + surface.length };
          assert.deepEqual(replaced(text, at), replaceName(text, at, name, next));
        }
      }
    });
    const doubtful: readonly (readonly [string, string, string, string])[] = [
      ["ПОС", "сообщество", "Входят в <ПОС>.", "Неоднозначная форма: «сообщество» или «сообществе»"],
      ["совет", "методист", "План утверждает <совет>.", "Неоднозначная форма: «методист» или «методиста»"],
      ["комиссия", "методист", "Передать карту <комиссии>.", "Неоднозначная форма: «методиста» или «методисту»"],
      ["координатор", "комиссия", "<Координатор> ведёт записи. Он хранит их.", "Рядом слово другого рода: «Он»"],
      ["координатор", "коми", "Голос <координатора>.", "Склонение неизвестно: «коми»"],
    ];
    for (const [name, next, marked, doubt] of doubtful) {
      it(`${marked} → ${next}?`, () => {
        const text = marked.replace(/[<>]/g, "");
        const made = replaceName(text, { from: marked.indexOf("<"), to: marked.indexOf(">") - 1 }, name, next);
        assert.equal(`${made?.doubt?.kind}: ${made?.doubt?.about}`, doubt);
      });
    }
  });

  it("a role in text, header, order, plan and the list of people; a synonym alone", () => {
    const source = `${doc(
      "## 1. Общее\n\n1.1. <|Координатор|> клуба назначается приказом. Клуб имеет **координатора**.\n\n1.2. Ведущий клуба помогает членам.\n",
      "роли:\n  координатор клуба: { порядок: назначается приказом, синонимы: [ведущий клуба] }\nутверждено: b.reg.md\n",
    )}//- b.reg.md\n---\nдокумент: приказ\nназначения:\n  координатор клуба: Орлова И.А.\nподпись: { должность: Координатор клуба, лицо: И.А. Орлова }\n---\n\n# О клубе\n\n1. Назначить координатором клуба Орлову И.А.\n//- p.reg.yaml\nдокумент: план\nоснование: a.reg.md\nмероприятия:\n  - { мероприятие: Встреча с координатором клуба, ответственный: "координатор клуба" }\n//- reglament.yaml\nлюди:\n  Орлова И.А.: { роли: [координатор клуба] }\n`;
    assert.deepEqual(renamed(source, "модератор кружка"), [
      "  модератор кружка: { порядок: назначается приказом, синонимы: [ведущий клуба] }",
      "1.1. Модератор кружка назначается приказом. Клуб имеет **модератора**.",
      "  модератор кружка: Орлова И.А.",
      "подпись: { должность: Модератор кружка, лицо: И.А. Орлова }",
      "1. Назначить модератором кружка Орлову И.А.",
      '  - { мероприятие: Встреча с модератором кружка, ответственный: "модератор кружка" }',
      "  Орлова И.А.: { роли: [модератор кружка] }",
    ]);
    const synonym = source.replace(/<\||\|>/g, "").replace("1.2. Ведущий", "1.2. <|>Ведущий");
    assert.deepEqual(renamed(synonym, "дежурный клуба"), [
      "  координатор клуба: { порядок: назначается приказом, синонимы: [дежурный клуба] }",
      "1.2. Дежурный клуба помогает членам.",
    ]);
  });

  it("a role: refusals say what to do", () => {
    const source = doc(
      "1.1. <|>Координатор клуба и секретарь клуба.\n",
      "роли: [координатор клуба, секретарь клуба]\n",
    );
    assert.match(String(renamed(source, "секретарь клуба")), /уже есть/);
    assert.match(String(renamed(source, "координатора кружка")), /в именительном падеже.*«координатор кружка»/);
    assert.match(String(renamed(source, "методисты")), /единственного числа: «методист»/);
    assert.match(String(renamed(source, "а: б")), /двоеточий/);
    assert.match(String(renamed(source, " ")), /Напишите/);
    assert.match(String(renamed(doc("1.1. П<|>росто слова.\n"), "х")), /нечего переименовать/);
    assert.match(String(renamed(doc("1.1. По приказу от <|>01.02.2024 № 5 решено.\n"), "х")), /чужой акт/);
  });

  it("a bare head that another role shares is written in full", () => {
    const source = doc(
      "1.1. <|>Координатор клуба и секретарь совета. Клуб имеет координатора.\n",
      "роли: [координатор клуба, секретарь совета]\n",
    );
    assert.deepEqual(renamed(source, "секретарь клуба"), [
      "роли: [секретарь клуба, секретарь совета]",
      "1.1. Секретарь клуба и секретарь совета. Клуб имеет секретаря клуба.",
    ]);
  });

  it("a term: its short form with the names of roles, its full form in every case", () => {
    const source = (at: number) => {
      const text = `${doc(
        "1.1. Читательский клуб (далее – ЧК) создан. Задачи ЧК ставит координатор ЧК.\n\n1.2. Работу читательского клуба ведут.\n",
        "термины:\n  ЧК: читательский клуб\nроли: [координатор ЧК]\n",
      )}//- reglament.yaml\nлюди:\n  Орлова И.А.: { роли: [координатор ЧК] }\n`;
      return `${text.slice(0, at)}<|>${text.slice(at)}`;
    };
    const plain = source(0).slice(3);
    assert.deepEqual(renamed(source(plain.indexOf("ЧК ставит")), "КЧ"), [
      "  КЧ: читательский клуб",
      "роли: [координатор КЧ]",
      "1.1. Читательский клуб (далее – КЧ) создан. Задачи КЧ ставит координатор КЧ.",
      "  Орлова И.А.: { роли: [координатор КЧ] }",
    ]);
    assert.deepEqual(renamed(source(plain.indexOf("читательского")), "книжная мастерская"), [
      "  ЧК: книжная мастерская",
      "1.1. Книжная мастерская (далее – ЧК) создана. Задачи ЧК ставит координатор ЧК.",
      "1.2. Работу книжной мастерской ведут.",
    ]);
  });

  it("a person in every case, order and fullness", () => {
    const source = (next: string) =>
      renamed(
        `${doc(
          "1.1. Заменить <|>Савельева К.И. нельзя; слово К.\u00a0И.\u00a0Савельеву, решение учителя физики Савельева К.И.\n\n1.2. Савельев Кирилл Ильич предложил начать.\n",
        )}//- reglament.yaml\nлюди:\n  Савельев К.И.: { должность: учитель физики }\n`,
        next,
      );
    assert.deepEqual(source("Титов Олег Юрьевич"), [
      "1.1. Заменить Титова О.Ю. нельзя; слово О.\u00a0Ю.\u00a0Титову, решение учителя физики Титова О.Ю.",
      "1.2. Титов Олег Юрьевич предложил начать.",
      "  Титов О.Ю.: { должность: учитель физики }",
    ]);
    assert.deepEqual(source("Титова О.Ю."), [
      "1.1. Заменить Титову О.Ю. нельзя; слово О.\u00a0Ю.\u00a0Титовой, решение учителя физики Титовой О.Ю.",
      "1.2. Титова О.Ю. предложила начать.",
      "  Титова О.Ю.: { должность: учитель физики }",
    ]);
    assert.match(String(source("Титов")), /инициалами/);
  });

  it("a number with its clauses and everything that cites it", () => {
    const text = (state = "проект") =>
      `${doc(
        "## 1. Общее\n\n1.1. По пп. 1.2 и 1.2.1, [п. 1.2](#1.2).\n\n1.<|>2. Состав:\n\n1.2.1. члены.\n\n1.3. Прочее.\n",
        `состояние: ${state}\nроли:\n  секретарь: { пункт: 1.2 }\n`,
      )}//- p.reg.yaml\nдокумент: план\nоснование: a.reg.md\nмероприятия:\n  - { задача: 1.2.1, мероприятие: Встреча }\n`;
    assert.deepEqual(renamed(text(), "1.7"), [
      "  секретарь: { пункт: 1.7 }",
      "1.1. По пп. 1.7 и 1.7.1, [п. 1.7](#1.7).",
      "1.7. Состав:",
      "1.7.1. члены.",
      "  - { задача: 1.7.1, мероприятие: Встреча }",
    ]);
    assert.match(String(renamed(text(), "1.3")), /1\.3 занят/);
    assert.match(String(renamed(text(), "2.3")), /перенесите/);
    assert.match(String(renamed(text(), "1.2.5")), /уровень/);
    assert.match(String(renamed(text(), "один")), /не номер/);
    assert.match(String(renamed(text("действует"), "1.7")), /действует/);
  });

  it("the number of an appendix, the words of its heading and of a section", () => {
    const source = (at: string) =>
      doc(
        "## 1. Общее\n\n1.1. Список – в приложении № 1, см. [раздел «Общее»](#1).\n\n## Приложение № 1. Список книг\n\nКниги.\n",
      ).replace(at, `<|>${at}`);
    assert.deepEqual(renamed(source("1, см."), "3"), [
      "1.1. Список – в приложении № 3, см. [раздел «Общее»](#1).",
      "## Приложение № 3. Список книг",
    ]);
    assert.deepEqual(renamed(source("книг\n"), "Перечень"), ["## Приложение № 1. Перечень"]);
    assert.deepEqual(renamed(source("бщее\n"), "Начало"), [
      "## 1. Начало",
      "1.1. Список – в приложении № 1, см. [раздел «Начало»](#1).",
    ]);
  });

  it("a file: paths of links, headers and cells, both ways", () => {
    const files = split(
      `//- a/положение клуба.reg.md\n---\nдокумент: положение\nутверждено: ../b/p.reg.md\n---\n\n# Положение о клубе\n\n1.1. См. [приказ](../b/p.reg.md#1) и [схему](схема.png).\n//- b/p.reg.md\n---\nдокумент: приказ\n---\n\n# О клубе\n\n1. Утвердить [положение](<../a/положение клуба.reg.md>) и [его](../a/положение%20клуба.reg.md#1.1).\n`,
    );
    const uri = (path: string) => `file:///w/${path.split("/").map(encodeURIComponent).join("/")}`;
    const texts: Texts = Object.fromEntries(files.map(([path, text]) => [uri(path), text]));
    const moved = (from: string, to: string) => {
      const edits = moveEdits(workspaceOf(texts), [{ from: uri(from), to: uri(to) }]);
      return Object.entries(texts).flatMap(([at, text]) => {
        const after = applyEdits(
          text,
          edits.filter(e => e.uri === at),
        ).split("\n");
        return after.filter((line, i) => line !== text.split("\n")[i]);
      });
    };
    assert.deepEqual(moved("a/положение клуба.reg.md", "a/о клубе (новое).reg.md"), [
      "1. Утвердить [положение](<../a/о клубе (новое).reg.md>) и [его](../a/о%20клубе%20%28новое%29.reg.md#1.1).",
    ]);
    assert.deepEqual(moved("a", "c/d"), [
      "утверждено: ../../b/p.reg.md",
      "1.1. См. [приказ](../../b/p.reg.md#1) и [схему](схема.png).",
      "1. Утвердить [положение](<../c/d/положение клуба.reg.md>) и [его](../c/d/положение%20клуба.reg.md#1.1).",
    ]);
    assert.deepEqual(moved("b/p.reg.md", "a/p.reg.md"), [
      "утверждено: p.reg.md",
      "1.1. См. [приказ](p.reg.md#1) и [схему](схема.png).",
      "1. Утвердить [положение](<положение клуба.reg.md>) и [его](положение%20клуба.reg.md#1.1).",
    ]);
    const at = texts[uri("b/p.reg.md")]!.indexOf("положение%20") + 3;
    const done = renamedAt(texts, uri("b/p.reg.md"), at, "клуб");
    assert.ok(typeof done !== "string");
    assert.match(done.texts[uri("b/p.reg.md")]!, /<\.\.\/a\/клуб\.reg\.md>.*\.\.\/a\/клуб\.reg\.md#1\.1/);
    assert.match(String(renamedAt(texts, uri("b/p.reg.md"), at, "a/b")), /не может/);
  });

  slowly("every offset of every example gives a thing or a reason", function () {
    this.timeout(30_000);
    const workspace = workspaceOf(textsOf(join(process.cwd(), "examples")));
    for (const each of workspace.docs.values()) {
      for (let offset = 0; offset <= each.text.length; offset += 13) {
        const found = renamableAt(workspace, each, offset);
        if (isRefusal(found)) {
          assert.match(found.refused, /^[«\p{Lu}].*[.)]$/u);
          continue;
        }
        assert.ok(found.from >= 0 && found.to <= each.text.length && found.placeholder);
        for (const name of ["", "кружок", "9", "Ильин А.П."]) assert.ok(found.rename(name));
      }
    }
  });

  describe("and back gives the text as it was", () => {
    const seeds = join(process.cwd(), "../shared/seeds/dialect");
    const folders = [join(process.cwd(), "examples"), ...(existsSync(seeds) ? [seeds] : [])];
    const names: Partial<Record<EntityKind, readonly string[]>> = {
      role: ["куратор", "модератор", "сопредседатель", "фасилитатор", "тьютор", "администратор", "сокоординатор"],
      term: ["КЮК", "ТГП", "МДЦ"],
      person: ["Кравец Т.Е.", "Ильин А.П.", "Ткач О.С.", "Гордиевская М.Д."],
      number: ["17", "33"],
    };
    for (const folder of folders) {
      for (const [kind, targets] of Object.entries(names) as [EntityKind, readonly string[]][]) {
        it(`${kind} in ${folder.endsWith("examples") ? "the examples" : "the real documents"}`, () => {
          const texts = drafts(textsOf(folder));
          const places = placesIn(workspaceOf(texts), kind).filter(
            p => kind !== "term" || /^\p{Lu}{2,}$/u.test(p.doc.text.slice(p.from, p.to)),
          );
          const proved = new Proved();
          if (places.length === 0) {
            // Neither the examples nor the real documents are without roles, numbers and people.
            assert.equal(kind, "term");
            return;
          }
          fc.assert(
            fc.property(fc.nat(places.length - 1), fc.constantFrom(...targets), (index, target) => {
              const place = places[index]!;
              const old = place.entity.name;
              const folder = (p: Place) => p.doc.uri.slice(0, p.doc.uri.lastIndexOf("/"));
              const isDeclared =
                kind === "role" &&
                places.some(p => p.entity.name === old && p.role === "declaration" && folder(p) === folder(place));
              const name =
                kind === "number"
                  ? [...old.split(".").slice(0, -1), target].join(".")
                  : // A head of many roles («куратор школы») is read by what completes it.
                    isDeclared
                    ? "дежурный методист"
                    : target;
              if (Object.values(texts).some(t => t.toLowerCase().includes(name.slice(0, 6)))) return;
              if (comesBack(texts, place.doc.uri, place.from, name)) proved.one();
            }),
            // Most forms of a person's name leave a doubt, which proves nothing.
            { numRuns: runs(kind === "person" ? 80 : 12) },
          );
          proved.atLeast(1);
        });
      }
    }
  });
});

/** Numbers of acts in force stand: the properties want them free. */
const drafts = (texts: Texts): Texts =>
  Object.fromEntries(
    Object.entries(texts).map(([uri, t]) => [uri, t.replace(/^состояние: .*$/m, "состояние: проект")]),
  );

/** Renames there and back; false where that proves nothing: it is refused or doubtful. */
function comesBack(texts: Texts, uri: string, offset: number, name: string): boolean {
  const done = renamedAt(texts, uri, offset, name);
  if (typeof done === "string" || done.edits.some(e => e.doubt)) return false;
  const at = done.edits.find(e => e.uri === uri && e.from <= offset && offset <= e.to) ?? done.edits[0];
  if (!at) return false;
  const shift = done.edits
    .filter(e => e.uri === at.uri && e.from < at.from)
    .reduce((sum, e) => sum + e.insert.length - (e.to - e.from), 0);
  const found = renamableAt(workspaceOf(texts), workspaceOf(texts).docs.get(uri)!, offset);
  assert.ok(!isRefusal(found));
  const back = renamedAt(done.texts, at.uri, at.from + shift, found.placeholder);
  assert.ok(typeof back !== "string", `${name}: ${String(back)}`);
  // Read anew, the new name is found at the same places.
  assert.equal(back.edits.length, done.edits.length);
  if (back.edits.some(e => e.doubt)) return false;
  assert.deepEqual(back.texts, texts);
  return true;
}
