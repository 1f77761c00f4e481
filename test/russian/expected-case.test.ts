/** Which case the words before a name ask for. */
import assert from "node:assert/strict";
import { caseAfter, inCase, type NameKind } from "../../server/src/russian/expected-case";
import type { Case } from "../../server/src/russian/paradigms";

const table: readonly (readonly [string, NameKind, Case | undefined])[] = [
  ["", "office", "nom"],
  ["Клуб работает год. ", "office", "nom"],
  ["Что делать? ", "office", "nom"],
  ["Приказом директора назначается ", "office", "ins"],
  ["Назначить ", "office", "ins"],
  ["Иванова И.И. избирается ", "office", "ins"],
  ["Председателем избран ", "office", "ins"],
  ["Руководителем клуба является ", "office", "ins"],
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
  ["Работой клуба руководит ", "office", "ins"],
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

describe("government", () => {
  for (const [before, kind, expected] of table)
    it(`«${before}» + ${kind} → ${expected ?? "?"}`, () => assert.equal(caseAfter(before, kind), expected));

  it("declines in the name's own number", () => {
    assert.equal(inCase("координатор ПОС", "ins"), "координатором ПОС");
    assert.equal(inCase("классный руководитель", "dat"), "классному руководителю");
    assert.equal(inCase("ПОС", "gen"), "ПОС");
  });
});
