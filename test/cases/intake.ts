/** Text that comes in: the clipboard. */

import assert from "node:assert/strict";
import { pasted } from "../../server/src/intake/paste";
import { renumberEdits } from "../../server/src/operations/numbering/renumber";
import { renderPage } from "../../server/src/render/html";
import { check } from "../../server/src/rules/engine/check";
import { applyEdits } from "../../server/src/syntax/edits";
import { configOf } from "../../server/src/workspace/config";
import { createWorkspace } from "../../server/src/workspace/docs";
import { fixture } from "../fixture";
import type { Case, CaseCheck, CaseChecks } from "./case";

const REGULATION = "# Положение о совете\n\n## 1. Общее\n\n1.1. Совет работает.\n\n<|>";

/** What the clipboard of a case becomes at `<|>` of a document. */
function pasteOf({ files }: Case, place = REGULATION): string {
  const [name, text] = files[0]!;
  const { doc, workspace, spans } = fixture(place);
  const clipboard = name.endsWith(".html") ? { html: text, text: "" } : { text };
  return (pasted(workspace, doc, spans[0]!, clipboard)?.text ?? text).trim();
}

/** After clause 1.1 of a small regulation it becomes what is expected. */
function inRegulation(given: Case): void {
  assert.equal(pasteOf(given), given.expected);
}

/** What is found in the documents of a case, `«rule: words»`. */
function findingsOf({ files }: Case, words = /(?:)/): readonly string[] {
  const workspace = createWorkspace(files.map(([name, text]) => ({ uri: `file:///w/${name}`, text })));
  return [...workspace.docs.values()].flatMap(doc =>
    check(workspace, doc)
      .filter(f => words.test(f.message))
      .map(f => `${f.rule.id}: ${doc.text.slice(f.from, f.to)}`),
  );
}

/** Nothing of these rules is found, or with no rules nothing at all. */
export const silent =
  (...rules: string[]): CaseCheck =>
  given =>
    assert.deepEqual(
      findingsOf(given).filter(f => !rules.length || rules.some(r => f.startsWith(`${r}:`))),
      [],
    );

/** Findings of these rules are there. */
export const told =
  (...rules: string[]): CaseCheck =>
  given => {
    const found = findingsOf(given);
    for (const rule of rules)
      assert.ok(
        found.some(f => f.startsWith(`${rule}:`)),
        `${rule}: ${found.join("; ")}`,
      );
  };

const all =
  (...checks: CaseCheck[]): CaseCheck =>
  async given => {
    for (const c of checks) await c(given);
  };

function pageOf(source: string): string {
  const { doc, workspace } = fixture(source);
  return renderPage(workspace, doc, configOf(workspace, doc.uri))
    .map(b => b.html)
    .join("");
}

const inNew = (given: Case) => assert.equal(pasteOf(given, "<|>"), given.expected);

/** The whole document after the paste has none of these. */
const without =
  (...patterns: RegExp[]): CaseCheck =>
  given => {
    const text = pasteOf(given);
    for (const p of patterns) assert.doesNotMatch(text, p);
  };

const composed: CaseCheck = given => {
  const text = pasteOf(given);
  assert.match(text, /[йё]/);
  assert.equal(text, text.normalize("NFC"));
};

export const intakeCases: CaseChecks = {
  "01": inRegulation,
  "01 footnote": given => {
    const text = pasteOf(given);
    assert.match(text, /Кроме каникул/);
    assert.doesNotMatch(text, /^\d\.\d\. .*Кроме/m);
  },
  "01 word-header": without(/стр\. 2/),
  "02": inNew,
  "03": inRegulation,
  "03 quotes": given => {
    assert.match(pasteOf(given), /‘Друг’ ©, →\./);
  },
  "04": inRegulation,
  "06": inRegulation,
  "06 plain-br": given => {
    assert.match(pasteOf(given, "<|>"), /^# Положение о клубе$/m);
  },
  "07": inRegulation,
  "08": inRegulation,
  "09 cells": given => {
    assert.match(pasteOf(given), /^\| План работы \| май июнь \|\n\| .*Отчёт.*Справка \| a\\\|b \|$/m);
  },
  "09 spans": given => {
    assert.match(pasteOf(given), /^\| Итого \| +\| Б \|\n\|---\|---\|---\|\n\| 1 \| 2 \| +\|$/m);
  },
  "10 toc": given => {
    const text = pasteOf(given, "<|>");
    assert.match(text, /^## 1\. Общие положения\n\n1\.1\. Да\.\n\n## 2\. Состав\n\n2\.1\. Нет\.$/m);
    assert.equal(text.match(/^## /gm)?.length, 2);
  },
  "10 number-zero": given => {
    assert.match(pasteOf(given, "<|>"), /^1\.1\. Да\.\n\n1\.2\. Нет\.$/m);
  },
  "10 zero": given => {
    assert.doesNotMatch(pasteOf(given, "<|>"), /(?:^|\.)0\./m);
  },
  "11": inRegulation,
  "12 paste-html": composed,
  "12 paste-text": composed,
  "12 act": given => {
    const acts = (c: Case) => findingsOf(c).filter(f => f.startsWith("act-"));
    const nfc = { ...given, files: given.files.map(([n, t]) => [n, t.normalize("NFC")] as const) };
    assert.notDeepEqual(given.files, nfc.files);
    assert.equal(acts(nfc).length, 1);
    assert.deepEqual(
      acts(given).map(f => f.normalize("NFC")),
      acts(nfc),
    );
  },
  "12 yaml": silent("front-matter-invalid"),
  "29": silent(
    "term-undefined",
    "appendix-unreferenced",
    "title-mismatch",
    "number-gap",
    "number-format",
    "number-order",
  ),
  "29 ref": ({ files, expected }) => {
    const { doc, workspace } = fixture(files[0]![1]);
    assert.ok(applyEdits(doc.text, renumberEdits(workspace, doc)).trim().endsWith(expected!));
  },
  "30": told("front-matter-unread"),
  "30 bom-crlf": silent("front-matter-unread", "front-matter-invalid"),
  "30 blank-above": told("front-matter-invalid"),
  "30 spaces": silent("front-matter-unread", "front-matter-invalid"),
  "31": given => {
    told("heading-mark")(given);
    assert.deepEqual(findingsOf(given, /^Нет раздела «Общие положения»/), []);
  },
  "32 extra": given => {
    told("table-form")(given);
    assert.match(pageOf(given.files[0]![1]), /Иванова/);
  },
  "32 preview": ({ right }) => {
    assert.match(right, /«Иванова»/);
    assert.match(pageOf("| Документ | Срок |\n|---|---|\n| План | май | Иванова |\n"), /<td>Иванова<\/td>/);
  },
  "33": silent("link-spaces"),
  "33 angle-broken": told("ref-file"),
  "33 raw": all(told("link-spaces"), silent("ref-broken")),
  "38 control": told("number-format", "order-control"),
  "38 ref": told("ref-broken"),
  "38 two-level": told("number-format"),
  "39": silent("number-gap", "appendix-unreferenced", "act-citation"),
  "39 zwsp": all(told("invisible-sign"), silent("number-gap")),
  "39 shy": all(told("invisible-sign"), silent("appendix-unreferenced")),
};
