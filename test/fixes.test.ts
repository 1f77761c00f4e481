/** Each fix of each finding alone, and each suppression: the finding goes, the rest stays as it was. */

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ignoring } from "../server/src/features/code-actions";
import { createDoc, type Doc } from "../server/src/model/document";
import { allRules } from "../server/src/rules/all";
import { check, type Finding } from "../server/src/rules/engine/check";
import type { Rule } from "../server/src/rules/engine/rule";
import { applyEdits, type Edit } from "../server/src/syntax/edits";
import { createWorkspace, Docs, type Workspace } from "../server/src/workspace/docs";
import { fixture } from "./fixture";
import { slow } from "./runs";

interface Case {
  readonly name: string;
  /** The rule whose example this is. */
  readonly rule?: Rule;
  readonly workspace: Workspace;
  readonly doc: Doc;
}

/** Our examples, the typed seeds where they are, and the bad examples of the rules: each document among its neighbours. */
function cases(): Case[] {
  const found: Case[] = [];
  const packages = (root: string) => {
    if (!existsSync(root)) return;
    for (const entry of readdirSync(root, { withFileTypes: true, recursive: true })) {
      if (!entry.isDirectory()) continue;
      const dir = join(entry.parentPath, entry.name);
      const files = readdirSync(dir, { withFileTypes: true }).filter(e => e.isFile() && /\.(?:md|ya?ml)$/.test(e.name));
      const workspace = createWorkspace(
        files.map(f => ({
          uri: `file:///p/${encodeURIComponent(f.name)}`,
          text: readFileSync(join(dir, f.name), "utf8"),
        })),
      );
      for (const doc of workspace.docs.values())
        found.push({ name: `${dir.slice(root.length)} ${decodeURIComponent(doc.uri)}`, workspace, doc });
    }
  };
  packages(join(process.cwd(), "examples"));
  packages(join(process.cwd(), "../shared/seeds/dialect"));
  for (const rule of allRules)
    rule.examples.forEach((e, n) => {
      if (e.bad !== undefined) found.push({ name: `${rule.id}, example ${n + 1}`, rule, ...fixture(e.bad) });
    });
  return found;
}

/** The workspace after edits; the given one is left as it is. */
function changed({ workspace, doc }: Case, edits: readonly Edit[]): { workspace: Workspace; doc: Doc } {
  const docs = new Docs();
  for (const [uri, each] of workspace.docs) docs.set(uri, each);
  const byUri = new Map<string, Edit[]>();
  for (const e of edits) byUri.set(e.uri ?? doc.uri, [...(byUri.get(e.uri ?? doc.uri) ?? []), e]);
  for (const [uri, own] of byUri) {
    const text = docs.get(uri)!.text;
    const sorted = [...own].sort((a, b) => a.from - b.from || a.to - b.to);
    sorted.forEach((e, i) => {
      assert.ok(e.from >= 0 && e.from <= e.to && e.to <= text.length, "an edit lies in the text");
      assert.ok(i === 0 || sorted[i - 1]!.to <= e.from, "edits don't overlap");
    });
    docs.set(uri, createDoc(uri, applyEdits(text, own)));
  }
  const next = { ...workspace, docs };
  return { workspace: next, doc: docs.get(doc.uri)! };
}

/** Where an offset is after the edits of one text; what stands at a place of insertion goes behind it. */
const movedBy = (edits: readonly Edit[], offset: number) =>
  edits.reduce((at, e) => (e.to <= offset ? at + e.insert.length - (e.to - e.from) : at), offset);

const grave = (f: Finding) => f.severity === "error" || f.severity === "warning";

function tally(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const f of findings) counts.set(f.rule.id, (counts.get(f.rule.id) ?? 0) + 1);
  return counts;
}

/**
 * What a fix may leave to be done, and is told of: blanks to fill in; who appoints the role that was declared, or that the
 * new section names; numbers that were changed without a word, once the act is in force.
 */
const LEFT: Readonly<Record<string, readonly string[]>> = {
  "role-undefined": ["role-unestablished"],
  "section-missing": ["blank-left", "role-undefined"],
  "content-missing": ["blank-left"],
  "title-missing": ["blank-left"],
  "stamp-missing": ["stamp-placeholder"],
  "stamp-incomplete": ["stamp-placeholder"],
  "plan-task-uncovered": ["blank-left"],
  "schedule-frequency": ["blank-left"],
  "report-uncovered": ["blank-left"],
  "status-above-basis": ["number-in-force"],
};

slow("fixes", () => {
  it("each alone removes its finding and brings no other error or warning", function () {
    this.timeout(120_000);
    const tried = new Set<string>();
    const wrong: string[] = [];
    for (const c of cases()) {
      const before = check(c.workspace, c.doc);
      const counts = tally(before.filter(grave));
      for (const f of before) {
        // A piece of a few lines serves to show one rule.
        if (c.rule && f.rule !== c.rule) continue;
        for (const fix of f.fixes?.() ?? []) {
          // The client makes the document.
          if (fix.create !== undefined) continue;
          tried.add(f.rule.id);
          const say = (what: string) => wrong.push(`${c.name}: ${f.rule.id} «${f.message}» → «${fix.title}»: ${what}`);
          const now = changed(c, fix.edits);
          const own = fix.edits.filter(e => e.uri === undefined || e.uri === c.doc.uri);
          const found = check(now.workspace, now.doc);
          const place = movedBy(own, f.from);
          if (found.some(g => g.rule === f.rule && g.message === f.message && g.from === place)) say("is still there");
          for (const [rule, count] of tally(found.filter(grave))) {
            if (count <= (counts.get(rule) ?? 0) || LEFT[f.rule.id]?.includes(rule)) continue;
            if (c.rule && rule !== c.rule.id) continue;
            say(`brings ${found.flatMap(g => (g.rule.id === rule ? [`${rule} «${g.message}»`] : [])).join("; ")}`);
          }
        }
      }
    }
    assert.deepEqual(wrong, []);
    assert.ok(tried.size > 30, "many rules have fixes");
  });

  it("a comment hides a finding in YAML too", () => {
    const { workspace } = fixture(
      "//- plan.reg.yaml\nдокумент: план\nоснование: net.reg.md\n//- reglament.yaml\nправило: {}\n",
    );
    for (const d of workspace.docs.values()) {
      const [finding] = check(workspace, d);
      assert.ok(finding, d.uri);
      const edit = ignoring(d, finding.from, finding.rule.id, "ключ другой программы");
      const next = createDoc(d.uri, applyEdits(d.text, [edit]));
      workspace.docs.set(d.uri, next);
      assert.deepEqual(check(workspace, next), [], next.text);
    }
  });

  it("each finding is hidden by the comment that the light bulb writes, and nothing else changes", function () {
    this.timeout(120_000);
    const wrong: string[] = [];
    const view = (f: Finding) => `${f.rule.id} «${f.message}»`;
    for (const c of cases()) {
      const before = check(c.workspace, c.doc);
      for (const f of before) {
        if (unsuppressed.has(f.rule.id) || (c.rule && f.rule !== c.rule)) continue;
        const edit = ignoring(c.doc, f.from, f.rule.id, "так и надо");
        const now = changed(c, [edit]);
        const found = check(now.workspace, now.doc);
        const say = (what: string) => wrong.push(`${c.name}: ${view(f)}: ${what}`);
        const place = movedBy([edit], f.from);
        if (found.some(g => view(g) === view(f) && g.from === place)) say("is still there");
        const left = new Set(found.map(view));
        for (const g of before) if (g.rule !== f.rule && !left.has(view(g))) say(`${view(g)} goes too`);
        const known = new Set(before.map(view));
        for (const g of left) if (!known.has(g)) say(`brings ${g}`);
      }
    }
    console.log(wrong.join("\n"));
    assert.deepEqual(wrong, []);
  });
});

/** A comment can't be read in a file that can't be read; findings about suppressions aren't suppressed. */
const unsuppressed = new Set(["file-encoding", "suppression-unused", "suppression-no-reason"]);
