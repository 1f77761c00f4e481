/** The examples in the rule files are the rules' tests: exact spans; the first fix of every finding gives `fixed`; `fixed` is clean. */

import assert from "node:assert/strict";
import { createDoc } from "../server/src/model/document";
import { allRules } from "../server/src/rules/all";
import { check, faults } from "../server/src/rules/engine/check";
import { parseDate } from "../server/src/russian/dates";
import { applyEdits } from "../server/src/syntax/edits";
import { fixture, mark } from "./fixture";

faults.report = (_rule, error) => {
  throw error;
};

describe("rules", () => {
  it("suppression-unused speaks in a full run only", () => {
    const { doc, workspace } = fixture("<!-- reglament-ignore number-gap: так надо -->\n\n1.1. А.\n");
    assert.deepEqual(
      check(workspace, doc).map(f => f.rule.id),
      ["suppression-unused"],
    );
    const used = fixture("<!-- reglament-ignore number-gap: так надо -->\n\n1.2. А.\n");
    assert.deepEqual(
      check(used.workspace, used.doc).map(f => f.rule.id),
      [],
    );
  });
  for (const rule of allRules) {
    describe(rule.id, () => {
      it("has a summary and a page", () => {
        assert.match(rule.summary, /^[«\p{Lu}].*\.$/u);
        assert.ok(rule.docs.length > 60, "docs say why");
        assert.ok(
          rule.examples.some(e => e.good !== undefined) &&
            (rule.examples.some(e => e.bad !== undefined) || rule.id === "suppression-unused"),
          "a good and a bad example",
        );
      });
      rule.examples.forEach((example, n) => {
        if (example.good !== undefined) {
          it(`good ${n + 1} is clean`, () => {
            const { doc, workspace } = fixture(example.good!);
            workspace.today = parseDate(example.today ?? "")?.date;
            assert.deepEqual(
              check(workspace, doc, [rule]).map(f => `${doc.text.slice(f.from, f.to)}: ${f.message}`),
              [],
            );
          });
        }
        if (example.bad !== undefined) {
          it(`bad ${n + 1} is found`, () => {
            const { doc, workspace, spans } = fixture(example.bad!);
            workspace.today = parseDate(example.today ?? "")?.date;
            assert.ok(spans.length > 0, "the example marks its findings");
            const found = check(workspace, doc, [rule]);
            assert.equal(mark(doc.text, found), mark(doc.text, spans));
            if (example.fixed === undefined) return;
            const edits = found.flatMap(f => f.fixes?.()[0]?.edits ?? []);
            const own = dedupe(edits.filter(e => e.uri === undefined || e.uri === doc.uri));
            const fixed = applyEdits(doc.text, own);
            assert.equal(fixed, fixture(example.fixed).doc.text);
            workspace.docs.set(doc.uri, createDoc(doc.uri, fixed));
            const left = check(workspace, workspace.docs.get(doc.uri)!, [rule]).filter(f => f.fixes);
            assert.deepEqual(
              left.map(f => f.message),
              [],
              "the fixed text is clean",
            );
          });
        }
      });
    });
  }
});

/** Several findings may offer the very same edit (one spelling for the whole document). */
function dedupe<T extends { from: number; to: number; insert: string }>(edits: readonly T[]): T[] {
  const seen = new Set<string>();
  return edits.filter(e => {
    const key = `${e.from}:${e.to}:${e.insert}`;
    return !seen.has(key) && seen.add(key);
  });
}
