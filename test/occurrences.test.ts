/** What texts speak of, and where else: the list that navigation, rename and tokens are asked of. */
import assert from "node:assert/strict";
import { occurrenceAt, occurrencesIn, placesOf } from "../server/src/workspace/occurrences";
import type { Workspace } from "../server/src/workspace/workspace";
import { fixture } from "./fixture";

const PACKAGE = `//- polozhenie.reg.md
---
документ: положение
утверждено: prikaz.reg.md
термины:
  ЧК: читательский клуб
роли:
  координатор клуба: { порядок: назначается приказом директора, пункт: 1.3 }
---

# Положение о читательском клубе

## 1. Общие положения

1.1. Читательский клуб (далее – ЧК) создан по Федеральному закону от 29.12.2012 № 273-ФЗ «Об образовании».

1.2. Задачами ЧК являются:

1.2.1. подбор книг (п. 1.3, приложение № 1).

1.3. Координатор клуба назначается приказом директора. Координатора клуба замещает Орлова И.А.

## Приложение № 1. Список книг
//- prikaz.reg.md
---
документ: приказ
назначения:
  координатор клуба: Орлова И.А.
---

# О клубе

1. Назначить координатором клуба Орлову И.А. ([п. 1.3 Положения](polozhenie.reg.md#1.3), Федеральный закон «Об образовании» от 29 декабря 2012 г. № 273-ФЗ).
//- plan.reg.yaml
документ: план
основание: polozhenie.reg.md
мероприятия:
  - { задача: 1.2.1, мероприятие: Встреча, срок: май, ответственный: координатор клуба }
//- reglament.yaml
люди:
  Орлова И.А.: { должность: учитель, роли: [координатор клуба] }
`;

const { workspace } = fixture(PACKAGE);
const doc = (name: string, ws: Workspace = workspace) => ws.docs.get(`file:///w/${name}`)!;
const told = (name: string) =>
  occurrencesIn(workspace, doc(name)).map(o =>
    `${doc(name).text.slice(o.from, o.to)}: ${o.role} of ${o.entity.kind} ${o.entity.name}`.trimEnd(),
  );

describe("occurrences", () => {
  it("a regulation", () => {
    assert.deepEqual(told("polozhenie.reg.md"), [
      "prikaz.reg.md: reference of file",
      "ЧК: declaration of term ЧК",
      "читательский клуб: reference of term ЧК",
      "координатор клуба: declaration of role координатор клуба",
      "1.3: reference of number 1.3",
      "читательском клубе: reference of term ЧК",
      "1.: definition of number 1",
      "1.1.: definition of number 1.1",
      "Читательский клуб: reference of term ЧК",
      "ЧК: definition of term ЧК",
      "Федеральному закону от 29.12.2012 № 273-ФЗ «Об образовании»: reference of act 273-ФЗ 2012-12-29",
      "1.2.: definition of number 1.2",
      "ЧК: reference of term ЧК",
      "1.2.1.: definition of number 1.2.1",
      "1.3: reference of number 1.3",
      "1: reference of appendix 1",
      "1.3.: definition of number 1.3",
      "Координатор клуба: definition of role координатор клуба",
      "Координатора клуба: reference of role координатор клуба",
      "Орлова И.А.: reference of person Орлова И.А.",
      "Приложение № 1. Список книг: definition of appendix 1",
    ]);
  });

  it("an order, a plan and reglament.yaml", () => {
    assert.deepEqual(told("prikaz.reg.md"), [
      "координатор клуба: reference of role координатор клуба",
      "Орлова И.А.: reference of person Орлова И.А.",
      "1.: definition of number 1",
      "координатором клуба: definition of role координатор клуба",
      "Орлову И.А.: reference of person Орлову И.А.",
      "1.3: reference of number 1.3",
      "polozhenie.reg.md: reference of file",
      "1.3: reference of number 1.3",
      "Федеральный закон «Об образовании» от 29 декабря 2012 г. № 273-ФЗ: reference of act 273-ФЗ 2012-12-29",
    ]);
    assert.deepEqual(told("plan.reg.yaml"), [
      "polozhenie.reg.md: reference of file",
      "1.2.1: reference of number 1.2.1",
      "координатор клуба: reference of role координатор клуба",
    ]);
    assert.deepEqual(told("reglament.yaml"), [
      "Орлова И.А.: definition of person Орлова И.А.",
      "координатор клуба: reference of role координатор клуба",
    ]);
  });

  it("every place of a thing, in all documents", () => {
    const places = (name: string, words: string, ahead = 0) => {
      const from = doc(name);
      const found = occurrenceAt(workspace, from, from.text.indexOf(words) + ahead);
      assert.ok(found, words);
      return placesOf(workspace, found.entity, from).map(
        p => `${p.doc.uri.slice("file:///w/".length)} ${p.doc.text.slice(p.from, p.to)}`,
      );
    };
    assert.deepEqual(places("plan.reg.yaml", "координатор"), [
      "plan.reg.yaml координатор клуба",
      "polozhenie.reg.md координатор клуба",
      "polozhenie.reg.md Координатор клуба",
      "polozhenie.reg.md Координатора клуба",
      "prikaz.reg.md координатор клуба",
      "prikaz.reg.md координатором клуба",
      "reglament.yaml координатор клуба",
    ]);
    assert.deepEqual(places("polozhenie.reg.md", "1.2.1."), ["polozhenie.reg.md 1.2.1.", "plan.reg.yaml 1.2.1"]);
    assert.deepEqual(places("prikaz.reg.md", "Орлову"), [
      "polozhenie.reg.md Орлова И.А.",
      "prikaz.reg.md Орлова И.А.",
      "prikaz.reg.md Орлову И.А.",
      "reglament.yaml Орлова И.А.",
    ]);
    assert.equal(places("polozhenie.reg.md", "Федеральному закону").length, 2);
    assert.deepEqual(places("polozhenie.reg.md", "prikaz.reg.md"), ["polozhenie.reg.md prikaz.reg.md"]);
    assert.equal(places("polozhenie.reg.md", "п. 1.3", 3).length, 5);
  });
});
