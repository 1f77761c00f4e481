/** What the editor reads without the server (manifest, language configuration) and the reference of the language: true, and of one mind with the code. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createDoc } from "../server/src/model/document";
import { headerSchema, stampKinds, states } from "../server/src/model/header-schema";
import { schemaProblems } from "../server/src/model/schema";
import { check } from "../server/src/rules/engine/check";
import { readYaml, type Yaml } from "../server/src/syntax/yaml";
import { calendarProblems } from "../server/src/workspace/calendar/calendar";
import { configSchema, levelWords } from "../server/src/workspace/config";
import { createWorkspace } from "../server/src/workspace/docs";

type Pattern = string | { readonly pattern: string; readonly flags?: string };
interface Configuration {
  readonly brackets: readonly (readonly [string, string])[];
  readonly autoClosingPairs: readonly { readonly open: string; readonly close: string }[];
  readonly wordPattern: Pattern;
  readonly onEnterRules: readonly {
    readonly beforeText: Pattern;
    readonly afterText?: Pattern;
    readonly action: { readonly indent: string; readonly appendText?: string };
  }[];
  readonly indentationRules?: Readonly<Record<string, Pattern>>;
}
const read = (path: string) => JSON.parse(readFileSync(path, "utf8"));
const regexp = (p: Pattern) => (typeof p === "string" ? new RegExp(p) : new RegExp(p.pattern, p.flags));
const prose = read("language-configuration.json") as Configuration;
const yaml = read("language-configuration-yaml.json") as Configuration;

/** What stands on the new line when Enter is pressed at the end of `line`. */
function enter({ onEnterRules }: Configuration, line: string): string {
  const rule = onEnterRules.find(
    r => regexp(r.beforeText).test(line) && (!r.afterText || regexp(r.afterText).test("")),
  );
  const indent = /^\s*/.exec(line)![0];
  return rule ? indent + (rule.action.indent === "indent" ? "  " : "") + (rule.action.appendText ?? "") : indent;
}

const words = (text: string, { wordPattern }: Configuration) =>
  text.match(new RegExp(regexp(wordPattern).source, "gu")) ?? [];

describe("language configuration", () => {
  it("takes compounds, numbers of clauses and Cyrillic words whole", () => {
    assert.deepEqual(words("Мастер-класс «Ёлка» по п. 2.3.1.", prose), ["Мастер-класс", "Ёлка", "по", "п", "2.3.1"]);
    assert.deepEqual(words("дата: 2026-09-01, роли: [координатор]", yaml), [
      "дата",
      "2026-09-01",
      "роли",
      "координатор",
    ]);
  });

  it("goes on with an enumeration until its dot", () => {
    const cases: [string, string][] = [
      ["- первый пункт;", "- "],
      ["- без знака", "- "],
      ["- последний пункт.", ""],
      ["- выбор темы:", ""],
      ["- ", ""],
      ["  - вложенный,", "  - "],
      ["• со значком;", "• "],
      ["1) первый;", "2) "],
      ["   19) девятнадцатый;", "   20) "],
      ["3) последний.", ""],
      ["а) первый;", "б) "],
      ["   е) шестой;", "   ж) "],
      ["и) девятый;", "к) "],
      ["1.1. Пункт;", ""],
      ["обычный текст;", ""],
      ["| 1 | План |", "| "],
      ["|---|---|", ""],
    ];
    for (const [line, next] of cases) assert.equal(enter(prose, line), next, line);
  });

  it("goes on with lists of YAML", () => {
    assert.equal(enter(yaml, "  - задача: 1.2.1"), "    ");
    assert.equal(enter(yaml, "  - { вид: принято }"), "  - ");
    assert.equal(enter(yaml, "  - Иванова И.И."), "  - ");
    assert.equal(enter(yaml, "документ: план"), "");
  });

  it("closes the Russian quotes and keeps pairs in pairs", () => {
    for (const configuration of [prose, yaml]) {
      assert.ok(configuration.autoClosingPairs.some(p => p.open === "«" && p.close === "»"));
      for (const [open, close] of configuration.brackets) assert.notEqual(open, close);
      // «Лицей «Горизонт» closes once: as a bracket its first quote is drawn as a mistake until the settings are read.
      assert.ok(!configuration.brackets.flat().some(b => b === "«" || b === "»"));
      for (const p of Object.values(configuration.indentationRules ?? {})) regexp(p);
    }
  });
});

describe("manifest", () => {
  const { contributes } = read("package.json");
  it("knows the files of both languages", () => {
    const ids: Record<string, string> = {};
    for (const { id, extensions, filenames, icon, configuration } of contributes.languages) {
      for (const name of [...extensions, ...(filenames ?? [])]) ids[name] = id;
      for (const path of [icon.light, icon.dark, configuration]) assert.ok(existsSync(path), path);
    }
    assert.equal(ids[".reg.md"], "reglament");
    assert.equal(ids[".reg.yaml"], "reglament-yaml");
    assert.equal(ids["reglament.yaml"], "reglament-yaml");
  });

  it("points to grammars with the scopes it names", () => {
    for (const { path, scopeName } of contributes.grammars) assert.equal(read(path).scopeName, scopeName);
  });

  it("leaves prose in peace: no pop-ups, no marked Cyrillic letters, words parted by «»", () => {
    for (const language of ["[reglament]", "[reglament-yaml]"]) {
      const settings = contributes.configurationDefaults[language];
      assert.equal(settings["editor.unicodeHighlight.ambiguousCharacters"], false);
      assert.equal(settings["editor.wordWrap"], "on");
      for (const sign of "«»№–—\u00a0") assert.ok(settings["editor.wordSeparators"].includes(sign), sign);
      assert.ok(!settings["editor.wordSeparators"].includes("-"), "мастер-класс is one word");
    }
    assert.equal(contributes.configurationDefaults["[reglament]"]["editor.quickSuggestions"].other, "off");
  });
});

describe("docs/dialect.md", () => {
  const text = readFileSync("docs/dialect.md", "utf8");
  /** Code blocks with their language and the file name that the paragraph before them gives. */
  const blocks = [...text.matchAll(/(?:^([^\n]*)\n\n)?```(\w+)\n([\s\S]*?)```/gm)].map(m => ({
    file: /[Фф]айл(?:а)? `([^`]+)`|из файла `([^`]+)`/
      .exec(m[1] ?? "")
      ?.slice(1)
      .find(Boolean),
    language: m[2]!,
    source: m[3]!,
  }));

  it("names every key and value of header and reglament.yaml", () => {
    const named = (word: string) => text.includes(`\`${word}\``);
    for (const key of [...Object.keys(headerSchema.shape), ...Object.keys(configSchema.shape)])
      assert.ok(named(key), key);
    for (const value of [...states, ...stampKinds, ...Object.keys(levelWords)]) assert.ok(named(value), value);
  });

  it("leads to places that exist", () => {
    const anchors = new Set(
      [...text.matchAll(/^#{2,3} (.+)$/gm)].map(m =>
        m[1]!
          .toLowerCase()
          .replace(/[^\p{L}\d\- ]/gu, "")
          .replaceAll(" ", "-"),
      ),
    );
    for (const [, target] of text.replace(/```[\s\S]*?```|`[^`\n]*`/g, "").matchAll(/\]\(([^)]+)\)/g)) {
      if (target!.startsWith("#")) assert.ok(anchors.has(target!.slice(1)), target);
      else assert.ok(existsSync(`docs/${target}`), target);
    }
  });

  it("shows a package without errors and warnings", () => {
    const files = blocks.filter(b => b.file).map(b => ({ uri: `file:///w/${b.file}`, text: b.source }));
    const config = blocks.find(b => b.source.startsWith("организация:"))!;
    assert.deepEqual(
      files.map(f => f.uri.slice(10)),
      [
        "polozhenie-mo.reg.md",
        "prikaz-12.reg.md",
        "protokol-1.reg.md",
        "otchyot.reg.md",
        "plan.reg.yaml",
        "grafik.reg.yaml",
      ],
    );
    const workspace = createWorkspace([...files, { uri: "file:///w/reglament.yaml", text: config.source }]);
    for (const doc of workspace.docs.values()) {
      const found = check(workspace, doc)
        .filter(f => f.severity === "error" || f.severity === "warning")
        .map(f => `${doc.uri}: ${f.rule.id}: ${f.message}`);
      assert.deepEqual(found, []);
    }
  });

  it("shows YAML that is read, with known keys", () => {
    const configProblems = (parsed: Yaml) => [...schemaProblems(parsed, configSchema), ...calendarProblems(parsed)];
    for (const { language, source, file } of blocks) {
      if (language !== "yaml" || file) continue;
      const parsed = readYaml(source, 0);
      assert.deepEqual(parsed.problems, [], source);
      if (/^документ:/.test(source)) assert.ok(createDoc("file:///w/a.reg.yaml", source).header.type, source);
      else if (/^(?:организация|календарь):/.test(source)) assert.deepEqual(configProblems(parsed), []);
      else assert.deepEqual(schemaProblems(readYaml(`документ: положение\n${source}`, 0), headerSchema), []);
    }
  });

  it("names snippets that exist", () => {
    const prefixes = new Set<string>(
      (read("package.json").contributes.snippets as { path: string }[]).flatMap(({ path }) =>
        Object.values(read(path) as Record<string, { prefix: string[] }>).flatMap(s => s.prefix),
      ),
    );
    const table = text.slice(text.indexOf("## Заготовки и ввод"), text.indexOf("Клавиша Enter"));
    for (const row of table.matchAll(/^\| (`.+`.*?) \|/gm))
      for (const [, prefix] of row[1]!.matchAll(/`([^`]+)`/g)) assert.ok(prefixes.has(prefix!), prefix);
  });
});
