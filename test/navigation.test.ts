/** Definition, declaration, references, highlights, links, selections, calls, outline, workspace symbols, tokens: over a whole package. */
import assert from "node:assert/strict";
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  InlayHint,
  Location,
  LocationLink,
  Range,
  SelectionRange,
  SemanticTokens,
  SemanticTokensDelta,
  WorkspaceSymbol,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { symbolsOf } from "../server/src/features/symbols";
import { createDoc } from "../server/src/model/document";
import { fuzzyScore } from "../server/src/russian/fuzzy";
import { type Client, serve } from "./session";

// Markers in order: 0 term, 1 number in prose, 2 role in prose, 3 person, 4 act, 5 link's file, 6 link's number, 7 task, 8 responsible.
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

1.2. Задачами <|ЧК|> являются:

1.2.1. подбор книг (п. <|1.3|>, приложение № 1).

1.3. Координатор клуба назначается приказом директора. <|Координатора клуба|> замещает <|Орлова И.А.|> Она ведёт записи.

## Приложение № 1. Список книг
//- prikaz.reg.md
---
документ: приказ
назначения:
  координатор клуба: Орлова И.А.
---

# О клубе

1. Назначить координатором клуба Орлову И.А. ([п. 1.3 Положения](<|polozhenie.reg.md|>#<|1.3|>), <|Федеральный закон от 29.12.2012 № 273-ФЗ|>).
//- plan.reg.yaml
документ: план
основание: polozhenie.reg.md
мероприятия:
  - { задача: <|1.2.1|>, мероприятие: Встреча, срок: май, ответственный: <|координатор клуба|> }
//- reglament.yaml
люди:
  Орлова И.А.: { должность: учитель, роли: [координатор клуба] }
`;
const TERM = 0;
const NUMBER = 1;
const ROLE = 2;
const PERSON = 3;
const FILE = 4;
const ANCHOR = 5;
const ACT = 6;
const TASK = 7;
const RESPONSIBLE = 8;

describe("navigation", () => {
  let client: Client;
  before(async () => {
    client = await serve(PACKAGE, { textDocument: { definition: { linkSupport: false } } });
  });
  after(() => client.stop());

  const shown = (uri: string, range: Range) => {
    const path = uri.slice("file:///w/".length);
    return `${path}:${range.start.line + 1} ${client.text(path).getText(range)}`;
  };
  const locations = async (method: string, marker: number, more = {}) =>
    ((await client.ask<Location[] | null>(`textDocument/${method}`, { ...client.at(marker), ...more })) ?? []).map(l =>
      shown(l.uri, l.range),
    );

  it("definition", async () => {
    assert.deepEqual(await locations("definition", TERM), ["polozhenie.reg.md:14 ЧК"]);
    assert.deepEqual(await locations("definition", ROLE), [
      "polozhenie.reg.md:20 Координатор клуба",
      "prikaz.reg.md:9 координатором клуба",
    ]);
    assert.deepEqual(await locations("definition", PERSON), ["reglament.yaml:2 Орлова И.А."]);
    const [clause] = await locations("definition", NUMBER);
    assert.match(clause!, /^polozhenie\.reg\.md:20 1\.3\. Координатор клуба назначается/);
    assert.deepEqual(await locations("definition", ANCHOR), [clause]);
    assert.match((await locations("definition", TASK))[0]!, /^polozhenie\.reg\.md:18 1\.2\.1\. подбор книг/);
    assert.deepEqual(await locations("definition", FILE), ["polozhenie.reg.md:1 "]);
    assert.match((await locations("definition", ACT))[0]!, /^polozhenie\.reg\.md:14 Федеральному закону/);
  });

  it("a definition has the passage round it where the client takes links", async () => {
    const linked = await serve(PACKAGE, { textDocument: { definition: { linkSupport: true } } });
    const [link] = (await linked.ask<LocationLink[]>("textDocument/definition", linked.at(NUMBER)))!;
    assert.deepEqual(link!.originSelectionRange, linked.range(NUMBER));
    assert.ok(linked.text("polozhenie.reg.md").getText(link!.targetRange).includes("замещает"));
    linked.stop();
  });

  it("declaration", async () => {
    assert.deepEqual(await locations("declaration", ROLE), ["polozhenie.reg.md:7 координатор клуба"]);
    assert.deepEqual(await locations("declaration", RESPONSIBLE), ["polozhenie.reg.md:7 координатор клуба"]);
    assert.deepEqual(await locations("declaration", TERM), ["polozhenie.reg.md:5 ЧК"]);
  });

  it("references", async () => {
    const all = await locations("references", RESPONSIBLE, { context: { includeDeclaration: true } });
    assert.equal(all.length, 7);
    const used = await locations("references", RESPONSIBLE, { context: { includeDeclaration: false } });
    assert.deepEqual(used, [
      "plan.reg.yaml:4 координатор клуба",
      "polozhenie.reg.md:20 Координатора клуба",
      "prikaz.reg.md:4 координатор клуба",
      "reglament.yaml:2 координатор клуба",
    ]);
    assert.deepEqual(await locations("references", TASK, { context: { includeDeclaration: false } }), [
      "plan.reg.yaml:4 1.2.1",
    ]);
  });

  it("highlights", async () => {
    const found = await client.ask<DocumentHighlight[]>("textDocument/documentHighlight", client.at(ROLE));
    assert.deepEqual(
      found.map(h => `${h.kind} ${client.text("polozhenie.reg.md").getText(h.range)}`),
      ["3 координатор клуба", "3 Координатор клуба", "2 Координатора клуба"],
    );
  });

  it("links", async () => {
    const found = await client.ask<DocumentLink[]>("textDocument/documentLink", {
      textDocument: { uri: client.uri("prikaz.reg.md") },
    });
    assert.deepEqual(
      found.map(l => `${client.text("prikaz.reg.md").getText(l.range)} → ${l.target} (${l.tooltip})`),
      [
        "1.3 → file:///w/polozhenie.reg.md#L20 (К пункту 1.3)",
        "polozhenie.reg.md → file:///w/polozhenie.reg.md (Положение о читательском клубе)",
        "1.3 → file:///w/polozhenie.reg.md#L20 (К пункту 1.3)",
      ],
    );
  });

  it("selections widen from word to sentence, clause, section and document", async () => {
    const { textDocument, position } = client.at(ROLE);
    const [first] = await client.ask<SelectionRange[]>("textDocument/selectionRange", {
      textDocument,
      positions: [position],
    });
    const steps: string[] = [];
    for (let r: SelectionRange | undefined = first; r; r = r.parent)
      steps.push(client.text("polozhenie.reg.md").getText(r.range).replace(/\s+/g, " "));
    assert.equal(steps[0], "Координатора");
    assert.equal(steps[1], "Координатора клуба замещает Орлова И.А.");
    assert.ok(steps[2]!.startsWith("Координатор клуба назначается") && steps[3]!.startsWith("1.3."));
    assert.ok(steps.at(-2)!.startsWith("## 1. Общие") && steps.at(-1)!.startsWith("---"));
  });

  it("calls: who uses a clause, what a document uses", async () => {
    const [item] = await client.ask<CallHierarchyItem[]>("textDocument/prepareCallHierarchy", client.at(TASK));
    assert.match(item!.name, /^1\.2\.1\. подбор книг/);
    const callers = await client.ask<CallHierarchyIncomingCall[]>("callHierarchy/incomingCalls", { item });
    assert.deepEqual(
      callers.map(c => c.from.name),
      ["Встреча"],
    );
    const { textDocument } = client.at(TASK);
    const [whole] = await client.ask<CallHierarchyItem[]>("textDocument/prepareCallHierarchy", {
      textDocument,
      position: { line: 0, character: 0 },
    });
    const used = await client.ask<CallHierarchyOutgoingCall[]>("callHierarchy/outgoingCalls", { item: whole });
    assert.deepEqual(
      used.map(c => c.to.name.slice(0, 20)),
      ["Положение о читатель", "1.2.1. подбор книг (", "координатор клуба"],
    );
  });

  it("workspace symbols by letters, Latin letters and the wrong layout", async () => {
    const names = async (query: string) =>
      (await client.ask<WorkspaceSymbol[]>("workspace/symbol", { query })).map(s => s.name);
    assert.equal((await names("п. 1.3"))[0]!.slice(0, 6), "п. 1.3");
    assert.ok((await names("polozhenie")).includes("Положение о читательском клубе"));
    assert.ok((await names("gjkj;tybt")).includes("Положение о читательском клубе"));
    assert.deepEqual(await names("щщщ"), []);
    const [symbol] = await client.ask<WorkspaceSymbol[]>("workspace/symbol", { query: "подбор" });
    const resolved = await client.ask<{ location: Location }>("workspaceSymbol/resolve", symbol);
    assert.equal(resolved.location.range.start.line, 17);
  });

  it("hints: who holds a role, what a number is about, the weekday of a date", async () => {
    const hints = async (path: string) => {
      const text = client.text(path);
      const range = { start: { line: 0, character: 0 }, end: text.positionAt(text.getText().length) };
      const found = await client.ask<InlayHint[]>("textDocument/inlayHint", {
        textDocument: { uri: client.uri(path) },
        range,
      });
      return found.map(h => `${h.position.line + 1} ${h.data} ${h.label}`);
    };
    assert.deepEqual(await hints("polozhenie.reg.md"), [
      "7 role Орлова И.А.",
      "7 reference Координатор клуба назначается приказом директора. Координатора…",
      "18 reference Координатор клуба назначается приказом директора. Координатора…",
      "20 role Орлова И.А.",
    ]);
    assert.deepEqual(await hints("plan.reg.yaml"), [
      "4 reference подбор книг (п. 1.3, приложение №…",
      "4 role Орлова И.А.",
    ]);
  });

  it("tokens: all, some, and what changed", async () => {
    const textDocument = { uri: client.uri("polozhenie.reg.md") };
    const full = await client.ask<SemanticTokens>("textDocument/semanticTokens/full", { textDocument });
    assert.ok(full.data.length > 60 && full.data.length % 5 === 0);
    const range = { start: { line: 13, character: 0 }, end: { line: 14, character: 0 } };
    const part = await client.ask<SemanticTokens>("textDocument/semanticTokens/range", { textDocument, range });
    assert.ok(part.data.length > 0 && part.data.length < full.data.length);
    const text = client.text("polozhenie.reg.md").getText();
    await client.edit("polozhenie.reg.md", text.length, text.length, "\nп. 1.1\n");
    const delta = await client.ask<SemanticTokensDelta>("textDocument/semanticTokens/full/delta", {
      textDocument,
      previousResultId: full.resultId,
    });
    assert.equal(delta.edits.length, 1);
    assert.equal(delta.edits[0]!.data?.length, 5);
  });
});

describe("fuzzy search", () => {
  it("prefers starts of words", () => {
    const score = (query: string, name: string) => fuzzyScore(query, name) ?? Number.NaN;
    assert.ok(score("пос", "Положение о ПОС") > score("пос", "Распоследний"));
    assert.ok(score("полпос", "Положение о ПОС") > 0);
    assert.equal(fuzzyScore("жж", "Положение"), undefined);
    assert.ok(score("protokol", "Протокол заседания") > 0);
  });

  it("outline: all clauses of a usual document, of a huge one no more than can be read", () => {
    const outline = (sections: number, clauses: number, inner: number) => {
      const parts = ["# Положение о клубе\n\n"];
      for (let s = 1; s <= sections; s++) {
        parts.push(`## ${s}. Раздел\n\n`);
        for (let c = 1; c <= clauses; c++) {
          parts.push(`${s}.${c}. Пункт.\n\n`);
          for (let i = 1; i <= inner; i++) parts.push(`${s}.${c}.${i}. Подпункт.\n\n`);
        }
      }
      const text = TextDocument.create("file:///w/a.reg.md", "reglament", 1, parts.join(""));
      const counts = [0, 0, 0, 0];
      const count = (all: readonly DocumentSymbol[], depth: number) => {
        for (const { children } of all) {
          counts[depth]!++;
          if (children) count(children, depth + 1);
        }
      };
      count(symbolsOf(createDoc(text.uri, text.getText()), text), 0);
      return counts;
    };
    assert.deepEqual(outline(5, 9, 5), [1, 5, 45, 225]);
    assert.deepEqual(outline(10, 10, 1), [1, 10, 100, 100]);
    assert.deepEqual(outline(10, 10, 5), [1, 10, 100, 0]);
    assert.deepEqual(outline(40, 10, 5), [1, 40, 0, 0]);
    assert.deepEqual(outline(400, 0, 0), [1, 400, 0, 0]);
    const points = Array.from({ length: 200 }, (_, i) =>
      [0, 1, 2, 3, 4, 5].map(n => `${i + 1}.${n ? `${n}.` : ""} Пункт.\n\n`),
    );
    const order = TextDocument.create("file:///w/a.reg.md", "reglament", 1, points.flat().join(""));
    const symbols = symbolsOf(createDoc(order.uri, order.getText()), order);
    assert.equal(symbols.length, 200);
    assert.ok(symbols.every(s => s.children?.length === 5));
  });
});
