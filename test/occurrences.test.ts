/** What texts speak of, and where else: the list that navigation, rename and tokens are asked of. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { TextDocument } from "vscode-languageserver-textdocument";
import { tokensByBlock, tokensOf } from "../server/src/features/tokens";
import { editDoc } from "../server/src/model/document";
import { createWorkspace, type Workspace } from "../server/src/workspace/docs";
import { citedActs } from "../server/src/workspace/entities/acts";
import { occurrenceAt, occurrencesIn, placesOf, sameEntity } from "../server/src/workspace/entities/occurrences";
import { rolesOf } from "../server/src/workspace/entities/roles";
import { fixture } from "./fixture";
import { runs } from "./runs";

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

  it("roles, places, cited acts and tokens after random edits are those of a fresh read", () => {
    const bits = [
      "",
      "\n",
      "\n\n",
      "## ",
      "1.4. ",
      "# ",
      "1. ",
      "\n\n## 1. Раздел\n\n",
      "\n\n# Приложение 1\n\n",
      "к",
      "координатор ",
      "Секретарь избирается. ",
      "(далее – ЧК)",
    ];
    const acts = "Федеральный закон от 29.12.2012 № 273-ФЗ";
    const names = ["polozhenie.reg.md", "prikaz.reg.md"] as const;
    const read = (name: string, ws: Workspace) => {
      const at = doc(name, ws);
      const text = TextDocument.create(at.uri, "reglament", 1, at.text);
      const all = occurrencesIn(ws, at);
      return {
        roles: [...rolesOf(ws, at).roles.values()].map(r => ({ ...r })),
        all,
        places: all.map(o => placesOf(ws, o.entity, at).map(p => [p.doc.uri, p.from, p.to, p.role, p.entity])),
        tokens: [...tokensByBlock(ws, at, text)].flatMap(b => b.tokens.map(t => ({ ...t, line: b.line + t.line }))),
        asOne: tokensOf(ws, at, text, all),
        acts: [...citedActs(ws).values()].map(a => [a.key, a.full, a.places.map(p => [p.doc.uri, p.from])]),
      };
    };
    const step = fc.tuple(fc.constantFrom(...names), fc.nat(), fc.nat(12), fc.constantFrom(...bits, acts));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), edits => {
        const files = [...fixture(PACKAGE).workspace.docs.values()].map(({ uri, text }) => ({ uri, text }));
        const ws = createWorkspace(files);
        for (const [name, at, length, insert] of edits) {
          const before = doc(name, ws);
          const from = at % (before.text.length + 1);
          const to = Math.min(before.text.length, from + length);
          const text = before.text.slice(0, from) + insert + before.text.slice(to);
          ws.docs.set(before.uri, editDoc(before, text, [{ from, to, insert }]));
          const fresh = createWorkspace([...ws.docs.values()].map(d => ({ uri: d.uri, text: d.text })));
          for (const each of names) {
            const { tokens, asOne, ...rest } = read(each, ws);
            assert.deepEqual(tokens, asOne);
            assert.deepEqual({ tokens, asOne, ...rest }, read(each, fresh));
          }
          // The places of a thing are those of all things that are it.
          const own = doc(name, ws);
          const all = occurrencesIn(ws, own);
          for (const { entity } of all) {
            const places = placesOf(ws, entity, own).flatMap(p => (p.doc === own ? [p.from] : []));
            const wanted = all.flatMap(o => (sameEntity(o.entity, entity) ? [o.from] : []));
            assert.deepEqual(places, wanted);
          }
        }
      }),
      { numRuns: runs(60) },
    );
  });
});
