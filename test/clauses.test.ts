/** Operations on clauses and sections: the numbers, the references, the cursor; and what must hold of all of them. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import {
  type AnnotatedTextEdit,
  type CodeAction,
  CodeActionTriggerKind,
  type Range,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { createDoc, type Doc } from "../server/src/model/document";
import { factsOf } from "../server/src/model/facts";
import { numbersStand } from "../server/src/model/header-schema";
import { operate } from "../server/src/operations/numbering/clause-operations";
import { changeDepth, enter } from "../server/src/operations/numbering/clause-typing";
import type { ClauseChange } from "../server/src/operations/numbering/number-edits";
import type { ClauseOperation } from "../server/src/operations/numbering/operation-list";
import { citationEdits, renumberEdits } from "../server/src/operations/numbering/renumber";
import {
  Address,
  type AddressForm,
  ClauseEdit,
  type ClauseEditResult,
  clauseOperations,
  OnEnter,
  OnTab,
  Paste,
  type PasteResult,
  Renumber,
} from "../server/src/protocol";
import { check } from "../server/src/rules/engine/check";
import {
  numberDepth,
  numberDuplicate,
  numberGap,
  numberOrder,
  numberParent,
} from "../server/src/rules/numbering/numbering";
import { applyEdits } from "../server/src/syntax/edits";
import { createWorkspace, type Workspace } from "../server/src/workspace/docs";
import { fixture, mark, split } from "./fixture";
import { Proved, runs } from "./runs";
import { serve } from "./session";

/** All files after `change`, the first one with its cursor marked. */
function filesAfter(source: string, workspace: Workspace, doc: Doc, change: ClauseChange): string {
  const files = split(source).map(([path], i) => {
    const uri = i === 0 ? doc.uri : `file:///w/${path}`;
    const before = workspace.docs.get(uri)!.text;
    const text = applyEdits(
      before,
      change.edits.filter(e => (e.uri ?? doc.uri) === uri),
    );
    return i === 0 ? mark(text, [change.selection]) : `//- ${path}\n${text}`;
  });
  return files.join("");
}

/** `source` has its cursor at `<|>` in the first file. */
function resultOf(source: string, operation: ClauseOperation): string {
  const { doc, workspace, spans } = fixture(source);
  const outcome = operate(workspace, doc, operation, spans[0]!.from);
  return "refused" in outcome ? outcome.refused : filesAfter(source, workspace, doc, outcome);
}

const typed = (source: string, key: "promote" | "demote"): string | undefined => {
  const { doc, workspace, spans } = fixture(source);
  const change = changeDepth(workspace, doc, key, spans[0]!.from);
  return change && filesAfter(source, workspace, doc, change);
};

/** What Enter at the cursor comes to when `words` are typed before the answer; the text may have line ends of Windows. */
const entered = (source: string, words = ""): string | undefined => {
  const end = source.includes("\r\n") ? "\r\n" : "\n";
  const broken = source.replace("<|>", `${end}<|>${words}`);
  const { doc, workspace, spans } = fixture(broken);
  const change = enter(workspace, doc, spans[0]!.from, words.split("\n").length);
  return change && filesAfter(broken, workspace, doc, change);
};

const PLAN = (task: string) =>
  `//- plan.reg.yaml\nдокумент: план\nоснование: a.reg.md\nмероприятия:\n  - { задача: ${task}, мероприятие: Семинар, срок: май }\n`;

describe("clauses", () => {
  const two = "## 1. Состав\n\n1.1. А<|>.\n\n1.2. Б, см. п. 1.2.\n";

  it("a clause comes behind or before, those that follow move on with their references", () => {
    assert.equal(resultOf(two, "insertAfter"), "## 1. Состав\n\n1.1. А.\n\n1.2. <|>\n\n1.3. Б, см. п. 1.3.\n");
    assert.equal(resultOf(two, "insertBefore"), "## 1. Состав\n\n1.1. <|>\n\n1.2. А.\n\n1.3. Б, см. п. 1.3.\n");
    assert.equal(
      resultOf("1. Создать<|>.\n2. Назначить.\n3. По п. 2.\n", "insertAfter"),
      "1. Создать.\n2. <|>\n3. Назначить.\n4. По п. 3.\n",
    );
    assert.equal(
      resultOf("## 1. А\n\n- 1.1. Б<|>.\n\n- 1.2. В.\n", "insertAfter"),
      "## 1. А\n\n- 1.1. Б.\n\n- 1.2. <|>\n\n- 1.3. В.\n",
    );
    assert.equal(
      resultOf("## 1. А<|>\n\nО том.\n\n1.1. Б.\n", "insertAfter"),
      "## 1. А\n\nО том.\n\n1.1. <|>\n\n1.2. Б.\n",
    );
    assert.equal(resultOf("## 1. А\r\n\r\n1.1. Б.<|>", "insertAfter"), "## 1. А\r\n\r\n1.1. Б.\r\n\r\n1.2. <|>");
  });

  it("goes behind everything that the clause owns", () => {
    assert.equal(
      resultOf("## 1. А\n\n1.1. Задачи<|>:\n\n- а;\n- б.\n\n1.1.1. Ещё.\n\n## 2. Б\n\n2.1. В.\n", "insertAfter"),
      "## 1. А\n\n1.1. Задачи:\n\n- а;\n- б.\n\n1.1.1. Ещё.\n\n1.2. <|>\n\n## 2. Б\n\n2.1. В.\n",
    );
  });

  it("a gap is filled and nothing moves", () => {
    assert.equal(
      resultOf("## 1. А\n\n1.1. Б<|>.\n\n1.3. В.\n", "insertAfter"),
      "## 1. А\n\n1.1. Б.\n\n1.2. <|>\n\n1.3. В.\n",
    );
  });

  it("references follow in the header, in links, in plans, in ranges and lists", () => {
    assert.equal(
      resultOf(
        `//- a.reg.md\n---\nдокумент: положение\nроли:\n  секретарь: { пункт: 2.2 }\n---\n\n## 1. А\n\n1.1. По пп. 2.2–2.4, пп. 2.1 и 2.3, [п. 2.2](#2.2).\n\n## 2. Б\n\n2.1. Б<|>.\n\n2.2. В.\n\n2.3. Г.\n\n2.4. Д.\n//- b.reg.md\n# Приказ\n\n1. По [п. 2.3](a.reg.md#2.3) и п. 2.3.\n${PLAN("[2.1, 2.2]")}`,
        "insertAfter",
      ),
      `---\nдокумент: положение\nроли:\n  секретарь: { пункт: 2.3 }\n---\n\n## 1. А\n\n1.1. По пп. 2.3–2.5, пп. 2.1 и 2.4, [п. 2.3](#2.3).\n\n## 2. Б\n\n2.1. Б.\n\n2.2. <|>\n\n2.3. В.\n\n2.4. Г.\n\n2.5. Д.\n//- b.reg.md\n# Приказ\n\n1. По [п. 2.4](a.reg.md#2.4) и п. 2.3.\n${PLAN("[2.1, 2.3]")}`,
    );
  });

  it("a range means the clauses between its ends", () => {
    const source = (refs: string) => `## 1. А\n\n1.1. По ${refs}.\n\n1.2. Б.\n\n1.3. В.\n\n1.4. Г<|>.\n\n1.5. Д.\n`;
    const refs = (given: string, operation: ClauseOperation) =>
      /По (.*)\./.exec(resultOf(source(given), operation))![1];
    assert.equal(refs("пп. 1.2–1.4", "moveDown"), "пп. 1.2, 1.3 и 1.5");
    assert.equal(refs("пп. 1.2–1.4", "moveUp"), "пп. 1.2–1.4");
    assert.equal(refs("пп. 1.3–1.5", "insertAfter"), "пп. 1.3–1.6");
    assert.equal(refs("пп. 1.3–1.5", "demote"), "пп. 1.3–1.4");
    assert.equal(refs("пп. 1.3–1.4", "demote"), "пп. 1.3");
    assert.equal(refs("пп. 1.4 и 1.5", "join"), "пп. 1.4");
    assert.equal(refs("пп. 1.2 и 1.4", "moveUp"), "пп. 1.2 и 1.3");
    assert.match(
      resultOf(`//- a.reg.md\n${source("п. 1.1")}${PLAN('"1.2–1.4"')}`, "moveDown"),
      /задача: "1\.2, 1\.3 и 1\.5"/,
    );
  });

  it("a section comes behind another", () => {
    assert.equal(
      resultOf("## 1. А\n\n1.1. Б<|>.\n\n## 2. В\n\n2.1. По разделу 2.\n", "insertSection"),
      "## 1. А\n\n1.1. Б.\n\n## 2. <|____|>\n\n2.1. ____.\n\n## 3. В\n\n3.1. По разделу 3.\n",
    );
  });

  it("clauses and sections change places with all they own", () => {
    assert.equal(
      resultOf(
        "## 1. А\n\n1.1. Б:\n\n- в;\n- г.\n\n1.1.1. По п. 1.2.\n\n<!-- reglament-ignore clause-empty: так -->\n1.2. Д<|>.",
        "moveUp",
      ),
      "## 1. А\n\n<!-- reglament-ignore clause-empty: так -->\n1.1. Д<|>.\n\n1.2. Б:\n\n- в;\n- г.\n\n1.2.1. По п. 1.1.",
    );
    assert.equal(
      resultOf("# П\n\n## 1. А<|>\n\n1.1. Б.\n\n### 1.2. Под\n\n1.2.1. Е.\n\n## 2. В\n\n2.1. По п. 1.1.\n", "moveDown"),
      "# П\n\n## 1. В\n\n1.1. По п. 2.1.\n\n## 2. А<|>\n\n2.1. Б.\n\n### 2.2. Под\n\n2.2.1. Е.\n",
    );
    assert.match(
      resultOf("## 1. А\n\n1.1. Б<|>.\n\n## 2. В\n\n2.1. Г.\n", "moveDown"),
      /^Пункт 1\.1 – последний в своём разделе/,
    );
  });

  it("lists of points are moved each by itself", () => {
    const source = "# П\n\nСлушали:\n\n1. А.\n2. Б.\n\nРешили:\n\n1. В<|>.\n2. Г.\n";
    assert.equal(resultOf(source, "moveDown"), "# П\n\nСлушали:\n\n1. А.\n2. Б.\n\nРешили:\n\n1. Г.\n2. В<|>.\n");
    assert.match(resultOf(source.replace("<|>", "").replace("Б.", "Б<|>."), "moveDown"), /последний/);
    assert.equal(
      resultOf(source.replace("<|>", "").replace("Б.", "Б<|>."), "insertAfter"),
      "# П\n\nСлушали:\n\n1. А.\n2. Б.\n3. <|>\n\nРешили:\n\n1. В.\n2. Г.\n",
    );
  });

  it("clauses change their depth", () => {
    const source = "## 1. А\n\n1.1. Б.\n\n1.2. В<|>.\n\n1.2.1. Г.\n\n1.3. Д, п. 1.2.1.\n";
    assert.equal(
      resultOf(source, "demote"),
      "## 1. А\n\n1.1. Б.\n\n1.1.1. В<|>.\n\n1.1.1.1. Г.\n\n1.2. Д, п. 1.1.1.1.\n",
    );
    assert.equal(resultOf(resultOf(source, "demote"), "promote"), source);
    assert.equal(
      resultOf("## 1. А\n\n1.1. Б.\n\n1.1.1. В<|>.\n\n1.1.2. Г.\n\n1.2. По п. 1.1.2.\n", "promote"),
      "## 1. А\n\n1.1. Б.\n\n1.2. В<|>.\n\n1.2.1. Г.\n\n1.3. По п. 1.2.1.\n",
    );
    assert.equal(resultOf("1. А.\n2. Б<|>.\n3. В.\n", "demote"), "1. А.\n1.1. Б<|>.\n2. В.\n");
    assert.match(resultOf("## 1. А\n\n1.1. Б<|>.\n", "demote"), /первый/);
    assert.match(resultOf("## 1. А\n\n1.1. Б<|>.\n", "promote"), /уже верхнего уровня в своём разделе/);
  });

  it("sections become parts of a section and come back", () => {
    const source =
      "## 1. А\n\n### 1.1. Б\n\n1.1.1. В.\n\n## 2. Г<|>\n\n2.1. Д.\n\n## 3. Е\n\n3.1. По п. 2.1 и разделу 3.\n";
    const down =
      "## 1. А\n\n### 1.1. Б\n\n1.1.1. В.\n\n### 1.2. Г<|>\n\n1.2.1. Д.\n\n## 2. Е\n\n2.1. По п. 1.2.1 и разделу 2.\n";
    assert.equal(resultOf(source, "demote"), down);
    assert.equal(resultOf(down, "promote"), source);
    assert.match(resultOf("## 1. А\n\n1.1. Б.\n\n## 2. В<|>\n\n2.1. Г.\n", "demote"), /делится на пункты/);
  });

  it("a clause is split at the cursor and joined again", () => {
    const source = "## 1. А\n\n1.1. Раз.<|> Два:\n\n- три.\n\n1.1.1. Четыре.\n\n1.2. По п. 1.1.1 и 1.2.\n";
    const apart = "## 1. А\n\n1.1. Раз.\n\n1.2. <|>Два:\n\n- три.\n\n1.2.1. Четыре.\n\n1.3. По п. 1.2.1 и 1.3.\n";
    assert.equal(resultOf(source, "split"), apart);
    assert.equal(
      resultOf(apart.replace("<|>", "").replace("Раз", "<|>Раз"), "join"),
      source.replace("<|> Два", " <|>Два"),
    );
    assert.equal(resultOf("1. А. <|>Б.\n2. В.\n", "split"), "1. А.\n2. <|>Б.\n3. В.\n");
    assert.equal(
      resultOf("## 1. А\n\n1.1. Б.\n\n<|>Ещё.\n\n1.2. В.\n", "split"),
      "## 1. А\n\n1.1. Б.\n\n1.2. <|>Ещё.\n\n1.3. В.\n",
    );
    assert.equal(
      resultOf("## 1. А\n\n1.1. Б<|>:\n\n- в.\n\n1.2. Г.\n\n1.3. Д.\n", "join"),
      "## 1. А\n\n1.1. Б:\n\n- в.\n\n<|>Г.\n\n1.2. Д.\n",
    );
    assert.match(resultOf("## 1. А\n\n1.1. Б.<|>\n", "split"), /в конце/);
    assert.match(resultOf("## 1. А\n\n1.1. Б **в<|> г** д.\n", "split"), /внутри/);
    assert.match(resultOf("## 1. А\n\n1.1. Б:\n\n- в<|> г.\n", "split"), /в перечне/);
  });

  it("one section is renumbered", () => {
    assert.equal(
      resultOf("## 1. А\n\n1.2. Б.\n\n## 2. В\n\n2.2. Г<|>.\n\n2.2. По п. 2.2.\n\n2.2.4. Д.\n", "renumberSection"),
      "## 1. А\n\n1.2. Б.\n\n## 2. В\n\n2.1. Г<|>.\n\n2.2. По п. 2.1.\n\n2.2.1. Д.\n",
    );
    assert.match(resultOf(two, "renumberSection"), /уже идут по порядку/);
  });

  it("in an act in force numbers stand; a new clause gets one of its own", () => {
    const act = (text: string) => `---\nсостояние: действует\n---\n\n## 2. А\n\n${text}`;
    const source = act("2.1. Б<|>.\n\n2.2. По п. 2.2.\n");
    for (const operation of clauseOperations)
      if (operation !== "insertAfter")
        assert.match(resultOf(source, operation), /Документ действует.*\(2\.1\.1\)/, operation);
    assert.equal(resultOf(source, "insertAfter"), act("2.1. Б.\n\n2.1.1. <|>\n\n2.2. По п. 2.2.\n"));
    assert.equal(resultOf(act("2.1. Б<|>.\n"), "insertAfter"), act("2.1. Б.\n\n2.2. <|>\n"));
    assert.equal(entered(act("2.1. Б.<|>\n\n2.2. В.\n")), act("2.1. Б.\n\n2.1.1. <|>\n\n2.2. В.\n"));
  });

  it("Enter gives the next number and takes an empty one back", () => {
    const whole = "## 1. А\n\n1.1. Б.<|>\n\n1.2. По п. 1.2.\n";
    const next = "## 1. А\n\n1.1. Б.\n\n1.2. <|>\n\n1.3. По п. 1.3.\n";
    assert.equal(entered(whole), next);
    assert.equal(entered(next), "## 1. А\n\n1.1. Б.\n\n<|>\n\n1.2. По п. 1.2.\n");
    assert.equal(entered("1. А.\n2. Б.<|>\n"), "1. А.\n2. Б.\n3. <|>\n");
    assert.equal(entered("1. А.\n2. <|>"), "1. А.\n<|>");
    assert.equal(entered("## 1. А\n\n1.1. Б.<|>  \n\n1.1.1. В.\n"), "## 1. А\n\n1.1. Б.\n\n1.1.1. <|>\n\n1.1.2. В.\n");
  });

  it("Enter is left alone elsewhere", () => {
    for (const text of [
      "## 1. А\n\n1.1. Задачи:<|>\n",
      "## 1. А\n\n1.1. Б.<|>\n\n- в;\n- г.\n",
      "## 1. А\n\n1.1. Б:\n\n- в;<|>\n",
      "## 1. А<|>\n\n1.1. Б.\n",
      "## 1. А\n\n1.1. Б.\n\nЕщё.<|>\n",
      "## 1. А\n\n1.1. Б.\n\n1.2. <|>\n\n1.3. По п. 1.2.\n",
      "---\nсостояние: проект<|>\n---\n\n## 1. А\n",
      "# П\n\nПовестка:\n\n1. О плане.<|>\n\n1. СЛУШАЛИ: о плане.\n",
      "<|>",
    ])
      assert.equal(entered(text), undefined, text);
  });

  it("Enter numbers what has been typed before the answer came", () => {
    const whole = "## 1. А\n\n1.1. Б.<|>\n\n1.2. По п. 1.2.\n";
    const next = (words: string) => `## 1. А\n\n1.1. Б.\n\n1.2. <|>${words}\n\n1.3. По п. 1.3.\n`;
    for (const words of ["В", "Второй пункт.", "Второй.\nТретий.", "ещё 1.5 ставки"])
      assert.equal(entered(whole, words), next(words), words);
    assert.equal(entered("## 1. А\r\n\r\n1.1. Б.<|>\r\n", "В"), "## 1. А\r\n\r\n1.1. Б.\r\n\r\n1.2. <|>В\r\n");
    assert.equal(entered("1. А.\n2. Б.<|>\n", "В"), "1. А.\n2. Б.\n3. <|>В\n");
    for (const words of ["- в", "а) в", "# Глава", "1.2. В", "<!-- в -->"])
      assert.equal(entered(whole, words), undefined, words);
    // A word in an empty clause's place, a second line break, the middle of a paragraph.
    assert.equal(entered("## 1. А\n\n1.1. Б.\n\n1.2. <|>\n", "В"), undefined);
    assert.equal(entered("## 1. А\n\n1.1. Б.\n<|>\n"), undefined);
    assert.equal(entered("## 1. А\n\n1.1. Б.<|>\nи ещё.\n", "в"), undefined);
    assert.equal(entered("## 1. А\n\n1.1. Б.<|>\nи ещё.\n"), undefined);
  });

  it("Tab and Shift+Tab before the text change the depth", () => {
    const source = "## 1. А\n\n1.1. Б.\n\n1.2. <|>В.\n";
    assert.equal(typed(source, "demote"), "## 1. А\n\n1.1. Б.\n\n1.1.1. <|>В.\n");
    assert.equal(typed("## 1. А\n\n1.1. Б.\n\n1.1.1. <|>\n", "promote"), "## 1. А\n\n1.1. Б.\n\n1.2. <|>\n");
    assert.equal(typed("## 1. А\n\n1.1. Б.\n\n1.2. В<|>.\n", "demote"), undefined);
    assert.equal(typed("## 1. А\n\n1.1. <|>В.\n", "demote"), undefined);
  });
});

const numbering = [numberGap, numberDuplicate, numberOrder, numberParent, numberDepth];

/** Each folder of the examples as a workspace of its own. */
function exampleFolders(dir: string): Map<string, string>[] {
  const names = readdirSync(dir, { withFileTypes: true });
  const files = names.filter(n => n.isFile() && /\.reg\.(?:md|yaml)$|^reglament\.yaml$/.test(n.name));
  const own = files.length ? [new Map(files.map(f => [f.name, readFileSync(join(dir, f.name), "utf8")]))] : [];
  return [...own, ...names.filter(n => n.isDirectory()).flatMap(n => exampleFolders(join(dir, n.name)))];
}

const uriOf = (name: string) => `file:///w/${encodeURIComponent(name)}`;
const workspaceOf = (files: ReadonlyMap<string, string>) =>
  createWorkspace([...files].map(([name, text]) => ({ uri: uriOf(name), text })));

function filesChanged(files: ReadonlyMap<string, string>, own: string, change: ClauseChange): Map<string, string> {
  return new Map(
    [...files].map(([name, text]) => [
      name,
      applyEdits(
        text,
        change.edits.filter(e => (e.uri ?? uriOf(own)) === uriOf(name)),
      ),
    ]),
  );
}

/** What each reference to a clause of the text means: the first words of that clause, without figures. */
function meant(doc: Doc): string[] {
  const { clauses, sections } = doc.outline;
  return doc.tree.blocks
    .flatMap(b => factsOf(b).references)
    .flatMap(r => {
      if (r.foreign || r.target === "appendix") return [];
      const clause = clauses.find(c => c.number.path === r.path);
      const section = sections.find(s => s.number?.path === r.path);
      const text = clause ? doc.text.slice(clause.textFrom, clause.textTo) : (section?.heading.title ?? "");
      return text.replace(/\d+/g, "").slice(0, 12);
    })
    .sort();
}

describe("operations over the examples", () => {
  const faults = (d: Doc) => check(createWorkspace([{ uri: d.uri, text: d.text }]), d, numbering).length;
  const drafts = exampleFolders("examples").flatMap(files => {
    const workspace = workspaceOf(files);
    return [...files.keys()].flatMap(name => {
      const doc = workspace.docs.get(uriOf(name))!;
      if (!name.endsWith(".md") || numbersStand(doc.header.state) || doc.outline.clauses.length < 2) return [];
      // A reference to a number that isn't there would mean whatever gets the number.
      const { clauses, sections } = doc.outline;
      const numbers = [...clauses.map(c => c.number.path), ...sections.flatMap(s => s.number?.path ?? [])];
      const next = numbers.flatMap(n => [n.replace(/\d+$/, last => String(Number(last) + 1)), `${n}.1`]);
      const absent = new Map(next.flatMap(n => (numbers.includes(n) ? [] : [[n, "0"] as const])));
      const whole = !renumberEdits(workspace, doc).length && !citationEdits(workspace, doc, absent).length;
      return [{ files, name, workspace, doc, whole, before: faults(doc) }];
    });
  });
  /** A document, an operation and a place in a clause. */
  const cases = fc.tuple(fc.constantFrom(...drafts), fc.constantFrom(...clauseOperations), fc.nat(), fc.nat());

  it("leave the numbering whole where it was, and every reference at its text", () => {
    const done = new Proved();
    fc.assert(
      fc.property(cases, ([{ files, name, workspace, doc: own, whole, before }, operation, which, where]) => {
        const clause = own.outline.clauses[which % own.outline.clauses.length]!;
        const offset = clause.textFrom + (where % Math.max(1, clause.textTo - clause.textFrom));
        const outcome = operate(workspace, own, operation, offset);
        if ("refused" in outcome) return;
        done.one();
        const text = filesChanged(files, name, outcome).get(name)!;
        const now = createDoc(uriOf(name), text);
        assert.ok(faults(now) <= before, `${operation} in ${name} at ${clause.number.path}`);
        assert.ok(outcome.selection.from >= 0 && outcome.selection.to <= text.length);
        if (operation !== "join" && operation !== "renumberSection" && whole)
          assert.deepEqual(meant(now), meant(own), `${operation} in ${name} at ${clause.number.path}`);
      }),
      { numRuns: runs(250) },
    );
    done.atLeast(40);
  });

  it("an operation and the one that takes it back give the text as it was", () => {
    const back: Partial<Record<ClauseOperation, ClauseOperation>> = {
      moveUp: "moveDown",
      moveDown: "moveUp",
      demote: "promote",
      split: "join",
    };
    const done = new Proved();
    fc.assert(
      fc.property(cases, ([{ files, name, workspace, doc, whole }, operation, which, where]) => {
        const inverse = back[operation];
        if (!inverse) return;
        // A range that is torn apart becomes a list and stays one; faulty numbers are not put back.
        if (!whole || /\d[ \t]*[–-][ \t]*\d+\.\d/.test(doc.text)) return;
        const clause = doc.outline.clauses[which % doc.outline.clauses.length]!;
        const blanks = [...doc.text.slice(clause.textFrom, clause.textTo).matchAll(/(?<=\S) (?=\S)/g)];
        const at = operation === "split" ? blanks[where % Math.max(1, blanks.length)]?.index : 0;
        if (at === undefined) return;
        const first = operate(workspace, doc, operation, clause.textFrom + at);
        if ("refused" in first) return;
        const between = filesChanged(files, name, first);
        const next = workspaceOf(between);
        const place = operation === "split" ? clause.textFrom : first.selection.from;
        const second = operate(next, next.docs.get(uriOf(name))!, inverse, place);
        assert.ok(!("refused" in second), `${inverse} after ${operation} in ${name} at ${clause.number.path}`);
        done.one();
        const again = filesChanged(between, name, second);
        for (const [file, text] of files) assert.equal(again.get(file), text, `${operation}, ${inverse} in ${file}`);
      }),
      { numRuns: runs(250) },
    );
    done.atLeast(10);
  });
});

const answered = (text: string, edits: readonly TextEdit[]) =>
  TextDocument.applyEdits(TextDocument.create("file:///a", "reglament", 0, text), [...edits]);

describe("operations in a session", () => {
  const source = `//- a.reg.md\n## 1. А\n\n1.1. Б.<|>\n\n1.2. В.\n//- b.reg.md\n# Приказ\n\n1. По [п. 1.2](a.reg.md#1.2).\n`;
  const annotated = {
    workspace: { workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} } },
    textDocument: { codeAction: { disabledSupport: true } },
  };

  it("are actions where somebody asks for them; those that can't be done say why", async () => {
    const client = await serve(source, annotated);
    const ask = (context: object) =>
      client.ask<CodeAction[]>("textDocument/codeAction", {
        textDocument: client.at().textDocument,
        range: client.range(),
        context: { diagnostics: [], ...context },
      });
    const quiet = await ask({ triggerKind: CodeActionTriggerKind.Automatic });
    assert.ok(!quiet.some(a => a.kind?.startsWith("refactor")));
    const actions = await ask({ only: ["refactor.rewrite"] });
    assert.equal(actions.length, clauseOperations.length);
    assert.match(actions.find(a => a.kind?.endsWith(".moveUp"))!.disabled!.reason, /первый/);
    const action = actions.find(a => a.kind === "refactor.rewrite.reglament.insertAfter")!;
    const { edit, command } = await client.ask<CodeAction>("codeAction/resolve", action);
    const [own, other] = edit!.documentChanges as TextDocumentEdit[];
    assert.equal(
      answered(client.text("a.reg.md").getText(), own!.edits as TextEdit[]),
      "## 1. А\n\n1.1. Б.\n\n1.2. \n\n1.3. В.\n",
    );
    assert.equal(own!.textDocument.version, 1);
    assert.ok(
      other!.edits.every(e => "annotationId" in e && edit!.changeAnnotations![e.annotationId]!.needsConfirmation),
    );
    assert.deepEqual((command!.arguments![1] as Range).start, { line: 4, character: 5 });
    client.stop();
  });

  it("commands get an edit whose changes of other documents are confirmed, as the actions do", async () => {
    const inserted = await serve(source, annotated);
    const { textDocument, position } = inserted.at();
    const { uri } = textDocument;
    const params = { uri, position, operation: "insertAfter" };
    const { edit } = await inserted.ask<ClauseEditResult<WorkspaceEdit>>(ClauseEdit, params);
    inserted.stop();
    const renumbered = await serve(source.replaceAll("1.2", "1.3"), annotated);
    for (const { documentChanges, changeAnnotations } of [
      edit,
      await renumbered.ask<WorkspaceEdit>(Renumber, { uri }),
    ]) {
      const [own, other] = (documentChanges as TextDocumentEdit[]).map(change =>
        change.edits.map(e => changeAnnotations![(e as AnnotatedTextEdit).annotationId]!.needsConfirmation === true),
      );
      assert.ok(own!.length > 0 && own!.every(waits => !waits));
      assert.ok(other!.length > 0 && other!.every(waits => waits));
    }
    renumbered.stop();
  });

  it("commands and keys get the edit and the cursor; an old version gets nothing", async () => {
    const client = await serve(source);
    const { textDocument, position } = client.at();
    const place = { uri: textDocument.uri, version: 1, position };
    assert.equal(await client.ask(OnTab, { ...place, operation: "demote" }), null);
    const end = client.text("a.reg.md").offsetAt(position);
    await client.edit("a.reg.md", end, end, "\n");
    const entered = { ...place, version: 2, position: { line: position.line + 1, character: 0 } };
    const result = await client.ask<ClauseEditResult<WorkspaceEdit>>(OnEnter, entered);
    assert.deepEqual(result.selection, { start: { line: 4, character: 5 }, end: { line: 4, character: 5 } });
    assert.equal(Object.keys(result.edit.changes!).length, 2);
    assert.equal(await client.ask(OnEnter, { ...entered, version: 1 }), null);
    await client.edit("a.reg.md", end, end + 1, "");
    const moved = await client.ask<ClauseEditResult<WorkspaceEdit>>(ClauseEdit, { ...place, operation: "moveDown" });
    assert.equal(
      answered(client.text("a.reg.md").getText(), moved.edit.changes![textDocument.uri]!),
      "## 1. А\n\n1.1. В.\n\n1.2. Б.\n",
    );
    const refused = await client.ask<{ refused: string }>(ClauseEdit, { ...place, operation: "moveUp" });
    assert.match(refused.refused, /первый/);
    const range = { start: position, end: position };
    const html = "<ol><li>Г.</li></ol>";
    const pasted = await client.ask<PasteResult<WorkspaceEdit>>(Paste, { uri: place.uri, range, html, text: "1. Г." });
    assert.equal(pasted.text, "\n\n1.2. Г.");
    assert.equal(Object.keys(pasted.edit.changes!).length, 2);
    const forms = await client.ask<AddressForm[]>(Address, { uri: place.uri, position });
    assert.deepEqual(
      forms.map(f => f.text.split(" ")[0]),
      ["пункт", "пункта", "пункту", "пункт", "пунктом", "пункте"],
    );
    client.stop();
  });
});
