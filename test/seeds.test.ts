/**
 * The five typed seed documents: every finding of owed.json is reported on its line with its rule, and nothing else from
 * information upwards but what a methodist's reading of the text has judged right (`JUDGED`).
 */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { check, type Finding } from "../server/src/rules/engine/check";
import { createWorkspace } from "../server/src/workspace/docs";

const SEEDS = join(process.cwd(), "../shared/seeds/dialect");

interface Owed {
  readonly seed: string;
  readonly rule: string;
  readonly severity: "E" | "W" | "I";
  readonly places: readonly { readonly file: string; readonly line: number; readonly quote: string }[];
  readonly note: string;
  readonly where?: string;
}

/** Findings that owed.json has under another rule. «- 1.1. Текст» has a rule of its own: list marks aren't at fault there. */
const CALLED: Readonly<Record<string, string>> = {
  "003 list-marker I": "clause-in-bullet",
  "004 list-marker I": "clause-in-bullet",
};

/** Findings that owed.json doesn't name and the text bears out: seed, rule, line, why. */
const JUDGED: readonly (readonly [string, string, number, string])[] = [
  ["000", "title-form", 7, "owed in the order, and the title itself has the same slip"],
  ["000", "phrase-slip", 23, "a misprint: seed-findings has it as wording"],
  ["000", "phrase-slip", 62, "government and a lost noun: two slips that seed-findings has as wording"],
  ["001", "stamp-form", 8, "a personal УТВЕРЖДАЮ mixed with an order's number"],
  ["001", "act-case", 20, "the second of three items in the nominative: owed.json names the first"],
  ["001", "act-case", 21, "the third of them"],
  ["001", "act-citation", 20, "the second standard without its order: owed.json names the first"],
  ["001", "act-citation", 21, "the third of them"],
  ["001", "phrase-slip", 31, "number: «становится достижения»"],
  ["001", "phrase-slip", 37, "the comma before «в том числе»"],
  ["001", "phrase-slip", 52, "case: «подготовка и реализации»"],
  ["001", "phrase-slip", 56, "case: «инициирование создание»"],
  ["001", "phrase-slip", 81, "«имеют права» before infinitives"],
  ["001", "phrase-slip", 111, "government of «изменений и дополнений»"],
  ["002", "list-marker", 30, "the first of four lost items: owed.json names the second and the last"],
  ["002", "list-marker", 34, "the third of them, though a sentence: it stands inside the list"],
  ["002", "list-punctuation", 36, "the last item without its dot: owed.json names the second"],
  ["003", "stamp-form", 5, "УТВЕРЖДАЮ with an order's number"],
  ["003", "term-form", 13, "the second «(далее ПОС)» without a dash: owed.json names the first"],
  ["003", "clause-in-bullet", 45, "section 4 as section 1"],
  ["004", "clause-in-bullet", 13, "section 1; owed.json names the clause of section 2"],
  ["004", "phrase-slip", 15, "case: «по улучшения»"],
  ["004", "phrase-slip", 18, "the comma before «в том числе»"],
  ["004", "phrase-slip", 26, "case: «подготовка и реализации»"],
  ["004", "number-format", 28, "each number without its dot; owed.json names the first of each run"],
  ["004", "number-format", 30, "so"],
  ["004", "number-format", 36, "so"],
  ["004", "number-format", 38, "so"],
  ["004", "number-format", 40, "so"],
  [
    "004",
    "term-redefined",
    44,
    "«являются добровольным объединением» beside «это группа»; owed in 001 for the same words",
  ],
];

describe("seeds", () => {
  if (!existsSync(SEEDS)) return; // not beside the project
  const owed: Owed[] = JSON.parse(readFileSync(join(SEEDS, "owed.json"), "utf8"));
  const found = new Map<string, { line: number; endLine: number; finding: Finding }[]>();
  for (const seed of readdirSync(SEEDS).filter(n => /^\d+$/.test(n))) {
    const files = readdirSync(join(SEEDS, seed)).map(name => ({
      uri: `file:///${seed}/${name}`,
      text: readFileSync(join(SEEDS, seed, name), "utf8"),
    }));
    const workspace = createWorkspace(files);
    for (const doc of workspace.docs.values()) {
      const lineOf = (offset: number) => doc.text.slice(0, offset).split("\n").length;
      found.set(
        doc.uri.slice("file:///".length),
        check(workspace, doc).map(finding => ({ line: lineOf(finding.from), endLine: lineOf(finding.to), finding })),
      );
    }
  }
  const expected = new Set<Finding>();
  for (const o of owed) {
    if (o.where?.startsWith("import only")) continue;
    const rule = CALLED[`${o.seed} ${o.rule} ${o.severity}`] ?? o.rule;
    const hits = (o.places.length ? o.places : [undefined]).map(place => {
      const files = place ? [`${o.seed}/${place.file}`] : [...found.keys()].filter(f => f.startsWith(`${o.seed}/`));
      return files.flatMap(file =>
        (found.get(file) ?? []).filter(
          f =>
            f.finding.rule.id === rule &&
            (!place || o.where === "document" || (f.line <= place.line && place.line <= Math.max(f.line, f.endLine))),
        ),
      );
    });
    for (const hit of hits.flat()) expected.add(hit.finding);
    const name = `${o.seed} ${o.rule} ${o.severity}: ${o.places[0]?.quote ?? o.note.slice(0, 60)}`;
    it(name, () => {
      assert.ok(
        hits.some(h => h.length > 0),
        o.note,
      );
    });
  }
  for (const [file, all] of found) {
    const seed = file.slice(0, 3);
    const extra = all.filter(({ finding }) => finding.severity !== "hint" && !expected.has(finding));
    it(`${file}: nothing else is reported`, () => {
      const judged = (f: (typeof extra)[number]) =>
        JUDGED.some(([s, rule, line]) => s === seed && rule === f.finding.rule.id && line === f.line);
      assert.deepEqual(
        extra.filter(f => !judged(f)).map(f => `${f.line} ${f.finding.rule.id}: ${f.finding.message}`),
        [],
      );
    });
    if (!process.env.SEEDS) continue;
    for (const { line, finding } of all) {
      const mark = extra.some(e => e.finding === finding) ? "EXTRA" : "     ";
      console.log(`${mark} ${file}:${line} ${finding.severity} ${finding.rule.id}: ${finding.message}`);
    }
  }
});
