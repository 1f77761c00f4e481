/** Which case the words before a name ask for, and in which form a name stands. */
import assert from "node:assert/strict";
import { formOf, inCase } from "../../server/src/russian/forms";
import { admitted, caseAfter, type NameKind } from "../../server/src/russian/government";
import type { Case } from "../../server/src/russian/paradigms";
import { unmark } from "../fixture";

const table: readonly (readonly [string, NameKind, Case | undefined])[] = [
  ["", "office", "nom"],
  ["Клуб работает год. ", "office", "nom"],
  ["Что делать? ", "office", "nom"],
  ["Приказом директора назначается ", "office", "ins"],
  ["Назначить ", "office", "ins"],
  ["Иванова И.И. избирается ", "office", "ins"],
  ["Председателем избран ", "office", "nom"],
  ["Председателем клуба избрана ", "person", "nom"],
  ["Приказом директора назначен ", "office", "ins"],
  ["Руководителем клуба является ", "office", "nom"],
  ["Классный руководитель является ", "office", "ins"],
  ["Директор назначает ", "person", "acc"],
  ["Назначить координатором клуба ", "person", "acc"],
  ["Избрать секретарём ", "person", "acc"],
  ["Координатором клуба назначается ", "person", "nom"],
  ["Контроль возложить на ", "office", "acc"],
  ["Возложить обязанности секретаря на ", "person", "acc"],
  ["Контроль возлагается на ", "office", "acc"],
  ["Меры в отношении ", "office", "gen"],
  ["Договор подписан в лице ", "person", "gen"],
  ["Работает при участии ", "office", "gen"],
  ["Проходит под руководством ", "person", "gen"],
  ["Созывается по решению ", "office", "gen"],
  ["Вносится по представлению ", "office", "gen"],
  ["Действует на основании ", "thing", "gen"],
  ["Действует от имени ", "thing", "gen"],
  ["Даты меняют по согласованию с ", "office", "ins"],
  ["План готовится совместно с ", "office", "ins"],
  ["Создан в соответствии с ", "thing", "ins"],
  ["По отношению к ", "office", "dat"],
  ["Работой клуба руководит ", "office", "nom"],
  ["Директор руководит ", "thing", "ins"],
  ["Клуб возглавляется ", "office", "ins"],
  ["Заседание созывается ", "office", "ins"],
  ["Протокол ведётся ", "office", "ins"],
  ["План утверждается ", "office", "ins"],
  ["Протокол подписан ", "office", "ins"],
  ["Подготовку поручить ", "office", "dat"],
  ["Участник подчиняется ", "office", "dat"],
  ["Секретарь докладывает ", "office", "dat"],
  ["Материалы направляются ", "office", "dat"],
  ["Исполняет обязанности ", "office", "gen"],
  ["Выполняет функции ", "office", "gen"],
  ["Участвует в деятельности ", "thing", "gen"],
  ["Секретарь отвечает за ", "thing", "acc"],
  ["Передаёт через ", "office", "acc"],
  ["Материалы для ", "office", "gen"],
  ["Отчёт от ", "person", "gen"],
  ["Решают без ", "office", "gen"],
  ["Вместо ", "office", "gen"],
  ["Обращаются к ", "office", "dat"],
  ["Действует согласно ", "thing", "dat"],
  ["Встреча с ", "person", "ins"],
  ["Сведения о ", "person", "prep"],
  ["Совет при ", "thing", "prep"],
  ["Участвует в ", "thing", "prep"],
  ["Ссылается на ", "person", "acc"],
  ["Решение принимает директор, секретарь и ", "office", undefined],
  ["Назначается до мая. Ведёт записи ", "office", undefined],
  ["Сегодня ", "person", undefined],
  ["В п. ", "office", undefined],
];

/** A place, the name that stands there, and its cases that the words round it admit. */
const places: readonly (readonly [string, string, string])[] = [
  ["Решает голос <|комиссии|>.", "комиссия", "gen"],
  ["Поручить <|комиссии|> проверку.", "комиссия", "dat"],
  ["Передать карту <|комиссии|>.", "комиссия", "gen dat"],
  ["Решение директора и <|комиссии|>.", "комиссия", "gen"],
  ["Сведения о школе и о <|комиссии|>.", "комиссия", "prep"],
  ["<|Комиссии|> представить отчёт.", "комиссия", "dat"],
  ["Создать <|объединение|>.", "объединение", "acc"],
  ["<|Объединение|> утверждает план.", "объединение", "nom"],
  ["Работой клуба руководит <|объединение|>.", "объединение", "nom"],
  ["Контроль возложить на <|объединение|>.", "объединение", "acc"],
  ["По согласованию с директором школы <|объединение|> собирают.", "объединение", "nom acc"],
  ["В работе клуба <|комиссии|> помогают.", "комиссия", "gen"],
];

describe("government", () => {
  for (const [before, kind, expected] of table)
    it(`«${before}» + ${kind} → ${expected ?? "?"}`, () => assert.equal(caseAfter(before, kind), expected));

  for (const [marked, name, expected] of places)
    it(`${marked.replace(/<\||\|>/g, "*")} → ${expected}`, () => {
      const { text, spans } = unmark(marked);
      const [at] = spans;
      const standing = formOf(name, text.slice(at!.from, at!.to));
      assert.equal(
        admitted(text, at!, standing)
          .map(f => f.case)
          .join(" "),
        expected,
      );
    });

  it("declines in the name's own number", () => {
    assert.equal(inCase("координатор ПОС", "ins"), "координатором ПОС");
    assert.equal(inCase("классный руководитель", "dat"), "классному руководителю");
    assert.equal(inCase("ПОС", "gen"), "ПОС");
  });
});
