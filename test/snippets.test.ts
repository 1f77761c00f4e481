/** Snippets: the editor understands every body, no two share a prefix, and what they insert has no finding of ours but the blanks to fill in. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createDoc } from "../server/src/model/document";
import { headerSchema } from "../server/src/model/header-schema";
import { schemaProblems } from "../server/src/model/schema";
import { builtIn, profileOf } from "../server/src/profiles/all";
import { tableDocumentSchema } from "../server/src/profiles/profile";
import { check } from "../server/src/rules/engine/check";
import { readYaml } from "../server/src/syntax/yaml";
import { configSchema } from "../server/src/workspace/config";
import { createWorkspace } from "../server/src/workspace/docs";
import { expand } from "./snippet";

interface Snippet {
  readonly prefix: readonly string[];
  readonly description: string;
  readonly body: readonly string[];
  readonly isFileTemplate?: boolean;
}
type Manifest = { contributes: { snippets: { language: string; path: string }[] } };

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const files = manifest.contributes.snippets.map(({ language, path }) => ({
  language,
  path,
  snippets: Object.entries(JSON.parse(readFileSync(path, "utf8")) as Record<string, Snippet>),
}));
const all = files.flatMap(({ language, path, snippets }) =>
  snippets.map(([name, s]) => ({ language, path, name, ...s, source: s.body.join("\n") })),
);

/** Findings of a document with this text that are no gaps left to the writer. */
function findings(file: string, text: string): string[] {
  const uri = `file:///w/${file}`;
  const workspace = createWorkspace([{ uri, text }]);
  const gaps = ["blank-left", "stamp-placeholder", "stamp-incomplete", "ref-file"];
  return check(workspace, workspace.docs.get(uri)!)
    .filter(f => !gaps.includes(f.rule.id))
    .map(f => `${f.rule.id}: ${f.message}`);
}

/** What a clause alone can't answer for: the rest of the document isn't there. */
const ofTheWhole =
  /^(?:clause-empty|section-|content-|title-|stamp-|role-|term-|ref-|number-|front-matter|frequency|document-list|appendix-|text-unnumbered|act-citation: .*сокращ)/;

/** The text with the first, the second … choice of every list. */
function variantsOf(source: string, line = ""): string[] {
  const most = Math.max(1, ...expand(source).choices.map(c => c.length));
  return Array.from({ length: most }, (_, pick) => expand(source, line, pick).text);
}

describe("snippets", () => {
  it("are many, each with a prefix of its own", () => {
    assert.ok(all.filter(s => s.path.endsWith("clauses.json")).length >= 60);
    for (const language of ["reglament", "reglament-yaml"]) {
      const seen = new Map<string, string>();
      for (const s of all.filter(s => s.language === language)) {
        for (const prefix of s.prefix) {
          assert.equal(seen.get(prefix), undefined, `«${prefix}»: ${s.name}`);
          seen.set(prefix, s.name);
        }
      }
    }
  });

  it("have prefixes that Tab expands and a description", () => {
    for (const s of all) {
      assert.ok(s.prefix.length > 0, s.name);
      for (const prefix of s.prefix) assert.match(prefix, /^[а-яё\da-z]+(?:-[а-яё\d]+)*$/, s.name);
      assert.match(s.description, /^[\p{Lu}\d].*[^.]$/u, s.name);
    }
  });

  it("are read by the editor to the last character, stops without gaps", () => {
    for (const s of all) {
      const { stops, choices, text } = expand(s.source);
      const numbers = [...new Set(stops)].sort((a, b) => a - b);
      assert.deepEqual(numbers, [0, ...numbers.slice(1).map((_, i) => i + 1)], s.name);
      assert.equal(stops.filter(n => n === 0).length, 1, `${s.name}: $0`);
      for (const options of choices) assert.equal(new Set(options).size, options.length, s.name);
      assert.doesNotMatch(text, /\$|\0/, s.name);
      assert.equal(text.split("{").length, text.split("}").length, `${s.name}: braces`);
    }
  });

  it("number a clause only where the line has no number yet", () => {
    const quorum = all.find(s => s.prefix.includes("кворум"))!;
    assert.match(expand(quorum.source, "кворум").text, /^5\.7\. Заседание правомочно/);
    assert.match(expand(quorum.source, "2.4. кворум").text, /^Заседание правомочно/);
    assert.match(expand(quorum.source, "- 2.4. кворум").text, /^Заседание правомочно/);
    const appoint = all.find(s => s.prefix.includes("назначить"))!;
    assert.match(expand(appoint.source, "назначить").text, /^4\. Назначить/);
    assert.match(expand(appoint.source, "3. назначить").text, /^Назначить/);
  });

  for (const s of all.filter(s => s.language === "reglament" && !s.isFileTemplate)) {
    it(`«${s.name}» is good Russian typesetting`, () => {
      for (const text of variantsOf(s.source, s.prefix[0]!)) {
        const clause = /^(?:\d|#|\||<!--|ПОВЕСТКА|Голос)/.test(text)
          ? text
          : `1.1. Об этом сказано в документе: ${text}`;
        const found = findings("document.reg.md", `## 1. Раздел\n\n${clause}\n`);
        assert.deepEqual(
          found.filter(f => !ofTheWhole.test(f) && !f.startsWith("suppression-")),
          [],
        );
      }
    });
  }

  for (const s of all.filter(s => s.language === "reglament" && s.isFileTemplate)) {
    it(`«${s.name}» is clean but for its blanks`, () => {
      for (const text of variantsOf(s.source)) assert.deepEqual(findings("document.reg.md", text), []);
    });
  }

  for (const s of all.filter(s => s.language === "reglament-yaml")) {
    it(`«${s.name}» is valid YAML with known keys`, () => {
      const { text } = expand(s.source);
      if (s.isFileTemplate) {
        const config = s.prefix.includes("reglament");
        const uri = `file:///w/${config ? "reglament.yaml" : "a.reg.yaml"}`;
        const doc = createDoc(uri, text);
        assert.deepEqual(doc.yaml!.problems, []);
        if (config) assert.deepEqual(schemaProblems(doc.yaml!, configSchema), []);
        else {
          const profile = profileOf(doc, []);
          assert.ok(profile?.table && doc.header.basis, "names its kind and its basis");
          assert.deepEqual(schemaProblems(doc.yaml!, tableDocumentSchema(profile)), []);
          for (const key of profile.header) assert.match(text, new RegExp(`^${key}:`, "m"));
        }
        return;
      }
      const stamp = text.startsWith("- { вид");
      const list = text.startsWith("- ") && !stamp;
      const yaml = readYaml(stamp ? `документ: положение\nгрифы:\n  ${text}\n` : text, 0);
      assert.deepEqual(yaml.problems, []);
      if (stamp) assert.deepEqual(schemaProblems(yaml, headerSchema), []);
      if (list) {
        // A row belongs to the documents whose profiles know all its keys.
        const indented = text.replaceAll("\n", "\n  ");
        const homes = builtIn.flatMap(p =>
          [p.table?.rows, p.table?.group?.key].flatMap(key => {
            const whole = readYaml(`документ: ${p.type}\n${key}:\n  ${indented}\n`, 0);
            return key && !schemaProblems(whole, tableDocumentSchema(p)).length ? [p.extension] : [];
          }),
        );
        assert.ok(homes.includes(".reg.yaml"), text);
      }
    });
  }
});
