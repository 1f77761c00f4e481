/**
 * Fixes do no harm: what is made without a question («исправить все», `--fix`) over all texts at hand. No edit inserts what
 * it replaces, none reaches beyond the place it speaks of, and no sentence loses a letter or figure but for those that
 * the rule is about.
 */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pasted } from "../server/src/intake/paste";
import { createDoc, type Doc } from "../server/src/model/document";
import { check, type Finding } from "../server/src/rules/engine/check";
import { fixAllEdits } from "../server/src/rules/engine/fix-all";
import type { Fix, RuleGroup } from "../server/src/rules/engine/rule";
import { applyEdits, type Edit } from "../server/src/syntax/edits";
import { createWorkspace, type Workspace } from "../server/src/workspace/docs";
import { slow } from "./runs";

interface Text {
  readonly name: string;
  readonly workspace: Workspace;
  readonly doc: Doc;
}

/** Documents of a folder and the folders in it, each among its neighbours. */
function* documents(dir: string): Iterable<Text> {
  if (!existsSync(dir)) return;
  const entries = readdirSync(dir, { withFileTypes: true });
  const files = entries.filter(e => e.isFile() && /\.reg\.(?:md|ya?ml)$|^reglament\.yaml$/.test(e.name));
  const workspace = createWorkspace(
    files.map(f => ({
      uri: `file:///w/${encodeURIComponent(f.name)}`,
      text: readFileSync(join(dir, f.name), "utf8").replace(/^\ufeff/, ""),
    })),
  );
  for (const doc of workspace.docs.values()) yield { name: `${dir}/${doc.uri.slice(10)}`, workspace, doc };
  for (const e of entries) if (e.isDirectory()) yield* documents(join(dir, e.name));
}

/** Raw texts, put through the paste into an empty regulation. */
function* raw(dir: string): Iterable<Text> {
  if (!existsSync(dir)) return;
  const head = "---\nдокумент: положение\n---\n\n";
  for (const name of readdirSync(dir, { recursive: true, encoding: "utf8" }).filter(n => n.endsWith(".txt"))) {
    const text = readFileSync(join(dir, name), "utf8");
    const empty = createWorkspace([{ uri: "file:///w/a.reg.md", text: head }]);
    const doc = empty.docs.get("file:///w/a.reg.md")!;
    const result = pasted(empty, doc, { from: head.length, to: head.length }, { html: undefined, text });
    const workspace = createWorkspace([{ uri: doc.uri, text: head + (result?.text ?? text) }]);
    yield { name: `${dir}/${name}`, workspace, doc: workspace.docs.get(doc.uri)! };
  }
}

/** Inputs of the cases: whatever stands in fences. */
function* fenced(dir: string): Iterable<Text> {
  if (!existsSync(dir)) return;
  for (const name of readdirSync(dir).filter(n => n.endsWith(".md"))) {
    const blocks = readFileSync(join(dir, name), "utf8").matchAll(/^```\w*\n([\s\S]*?)^```/gm);
    for (const [i, m] of [...blocks].entries()) {
      const workspace = createWorkspace([{ uri: "file:///w/a.reg.md", text: m[1]!.replaceAll("<|>", "") }]);
      yield { name: `${name} ${i + 1}`, workspace, doc: workspace.docs.get("file:///w/a.reg.md")! };
    }
  }
}

const signs = (text: string): string => (text.match(/[\p{L}\d]+/gu) ?? []).join("");
const sorted = (text: string): string => [...signs(text)].sort().join("");
/** Letters that look like Russian ones, as these. */
const LOOKS: Readonly<Record<string, string>> = Object.fromEntries(
  "aа cс eе oо pр xх yу AА BВ CС EЕ HН KК MМ OО PР TТ XХ YУ ѐё ЀЁ 3З IІ".split(" ").map(p => [p[0]!, p[1]!]),
);
const alike = (text: string): string => [...signs(text)].map(c => (LOOKS[c] ?? c).toLowerCase()).join("");

type Harmless = (before: string, after: string) => boolean;
const figures: Harmless = (a, b) => signs(a).replace(/\d/g, "") === signs(b).replace(/\d/g, "");

/** What a rule may change of letters and figures besides nothing. */
const ABOUT: Readonly<Record<string, Harmless>> = {
  // «N 5» is «№ 5».
  typography: (a, b) => signs(a.replace(/N(?=[ \t\u00a0]*\d)/g, "")) === signs(b.replace(/N(?=[ \t\u00a0]*\d)/g, "")),
  // «08.04.2024г.», «5 августа 2016г», «06 октября 2003 года».
  "date-form": (a, b) => bareDate(a) === bareDate(b),
  "invisible-sign": (a, b) => signs(a.normalize("NFC")) === signs(b.normalize("NFC")),
  homoglyph: (a, b) => alike(a) === alike(b),
  "capital-stray": (a, b) => signs(a).toLowerCase() === signs(b).toLowerCase(),
  "list-case": (a, b) => signs(a).toLowerCase() === signs(b).toLowerCase(),
  "act-citation": (a, b) => sorted(a) === sorted(b),
  // A number, a name, an abbreviation put right: that is what they are about.
  "order-number-mismatch": figures,
  "plan-date": figures,
  "term-variant": (a, b) => signs(a).length === signs(b).length,
  "appendix-mark": (a, b) => signs(a).toLowerCase() === signs(b).toLowerCase(),
  "period-mismatch": figures,
  "number-gap": figures,
  "number-duplicate": figures,
  "number-order": figures,
  "number-parent": figures,
  "number-depth": figures,
  "section-unnumbered": figures,
  "text-unnumbered": figures,
  "number-style-mixed": () => true, // Roman figures are letters
  // Whole words are what these are about; each has its examples.
  "phrase-slip": () => true,
  "stamp-form": () => true,
  "organisation-variant": () => true,
  "front-matter-invalid": () => true,
  "title-form": () => true,
};

const bareDate = (text: string): string =>
  signs(text.replace(/((?:19|20)\d{2})[ \t\u00a0]*г(?:ода|\.)?(?!\p{L})/gu, "$1").replace(/(?<!\d)0(?=\d)/g, ""));

/** Groups whose fixes are made elsewhere by their nature: numbers and their references, keys of the header, rows of a table. */
const ELSEWHERE: ReadonlySet<RuleGroup> = new Set(["numbering", "stamps", "package", "roles", "state"]);

/** Edits of a fix to the document itself. */
const own = (fix: Fix, doc: Doc): Edit[] => fix.edits.filter(e => (e.uri ?? doc.uri) === doc.uri);

const certain = (finding: Finding): Fix | undefined => {
  const fix = finding.fixes?.()[0];
  return fix && !fix.ask && !fix.create ? fix : undefined;
};

slow("fixes that ask nobody do no harm", function () {
  this.timeout(120_000);
  const sources: readonly (readonly [title: string, texts: () => Iterable<Text>, least: number])[] = [
    ["our examples", () => documents("examples"), 60],
    ["the typed real documents", () => documents("../shared/seeds/dialect"), 60],
    ["the raw real documents", () => raw("../shared/seeds"), 20],
    ["the cases", () => fenced("../shared/cases"), 5],
    ["the corpus", () => raw("../shared/corpus"), 300],
  ];
  for (const [title, texts, least] of sources) {
    if (title !== "our examples" && !existsSync("../shared")) continue; // not beside the project
    it(`in ${title}`, () => {
      let proved = 0;
      for (const { name, workspace, doc } of texts()) {
        for (const finding of check(workspace, doc)) {
          const fix = certain(finding);
          if (!fix) continue;
          proved++;
          const place = `${name}: ${finding.rule.id} at ${finding.from}`;
          const edits = own(fix, doc);
          for (const e of edits) assert.notEqual(doc.text.slice(e.from, e.to), e.insert, place);
          if (!ELSEWHERE.has(finding.rule.group))
            assert.ok(
              edits.every(e => isNear(doc, finding, e)),
              place,
            );
          const after = applyEdits(doc.text, edits);
          const about = ABOUT[finding.rule.id] ?? ((a, b) => signs(a) === signs(b));
          // A line that is added takes nothing away.
          if (edits.every(e => e.from === e.to && e.insert.includes("\n"))) continue;
          assert.ok(
            about(doc.text, after),
            `${place}: ${JSON.stringify(edits.map(e => [doc.text.slice(e.from, e.to), e.insert]))}`,
          );
        }
        settles(name, workspace, doc);
      }
      assert.ok(proved >= least, `${proved} fixes`);
    });
  }
});

/** In the finding's block, or in the one behind it (a pair of signs, a torn sentence). */
function isNear(doc: Doc, finding: Finding, edit: Edit): boolean {
  if (doc.kind !== "text") return true;
  const line = doc.text.lastIndexOf("\n", finding.from - 1);
  return edit.from >= doc.text.lastIndexOf("\n\n", line) && edit.to <= finding.to + 2_000;
}

/** Everything fixed at once comes to an end, and whatever is done then is done. */
function settles(name: string, workspace: Workspace, doc: Doc): void {
  let now = doc;
  for (let round = 0; round < 10; round++) {
    const edits = fixAllEdits(workspace, now, check(workspace, now)).filter(e => (e.uri ?? doc.uri) === doc.uri);
    const text = applyEdits(now.text, edits);
    if (text === now.text) {
      workspace.docs.set(doc.uri, doc);
      return;
    }
    now = createDoc(doc.uri, text);
    workspace.docs.set(doc.uri, now);
  }
  assert.fail(`${name}: fixes go on for ever`);
}
