/** Everything that the editor's side says is there in both languages, and nothing else. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const read = (file: string) => readFileSync(file, "utf8");
const keys = (file: string) => Object.keys(JSON.parse(read(file)) as object).sort();

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly configuration: {
      readonly properties: Record<string, { readonly description?: string; readonly markdownDescription?: string }>;
    };
    readonly keybindings: readonly { readonly command: string; readonly key: string }[];
    readonly viewsWelcome: readonly { readonly contents: string }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly title: string;
        readonly description: string;
        readonly media: { readonly svg: string; readonly altText: string };
      }[];
    }[];
  };
}

/** Commands that a text has links to, with their arguments. */
const links = (text: string) => [...text.matchAll(/\(command:([^)]+)\)/g)].map(m => m[1]!);
/** `{0}`, `{1}` … of a message. */
const places = (text: string) => [...new Set(text.match(/\{\d+\}/g))].sort();
/** `ctrl+k v` as people write it. */
const written = (key: string) => key.replace(/[a-z]\w*/g, word => word[0]!.toUpperCase() + word.slice(1));

describe("languages of the editor's side", () => {
  it("each string of the client has its English", () => {
    const sources = readdirSync("client/src", { recursive: true, encoding: "utf8" }).filter(f => f.endsWith(".ts"));
    const said = sources.flatMap(file =>
      [...read(join("client/src", file)).matchAll(/(?<![\p{L}.])t\(\s*"((?:[^"\\]|\\.)*)"/gu)].map(m => m[1]!),
    );
    assert.deepEqual([...new Set(said)].sort(), keys("l10n/bundle.l10n.en.json"));
  });

  it("the manifest says the same things in both", () => {
    assert.deepEqual(keys("package.nls.en.json"), keys("package.nls.json"));
    const used = [...read("package.json").matchAll(/"%([^%"]+)%"/g)].map(m => m[1]!);
    assert.deepEqual([...new Set(used)].sort(), keys("package.nls.json"));
  });

  it("names of commands, settings and steps are taken from there, each said in its language", () => {
    const { contributes } = JSON.parse(read("package.json")) as Manifest;
    const said = [
      ...contributes.commands.map(c => c.title),
      ...Object.values(contributes.configuration.properties).map(p => p.description ?? p.markdownDescription ?? ""),
      ...contributes.walkthroughs.flatMap(w => w.steps.flatMap(s => [s.title, s.description, s.media.altText])),
      ...contributes.viewsWelcome.map(v => v.contents),
    ];
    assert.deepEqual(
      said.filter(text => !/^%[^%]+%$/.test(text)),
      [],
    );
    const [russian, english] = ["package.nls.json", "package.nls.en.json"].map(
      file => JSON.parse(read(file)) as Record<string, string>,
    );
    for (const [key, text] of Object.entries(russian!)) {
      assert.match(text, /[а-яё]/i, key);
      // Words of documents are quoted as they are.
      assert.doesNotMatch(english![key]!.replace(/“[^”]*”/g, ""), /[а-яё]/i, key);
      assert.deepEqual(links(english![key]!), links(text), `commands that ${key} leads to`);
    }
    for (const [text, translated] of Object.entries(
      JSON.parse(read("l10n/bundle.l10n.en.json")) as Record<string, string>,
    ))
      assert.deepEqual(places(translated), places(text), text);
  });

  it("what texts lead to is there: commands, pictures of the walkthrough", () => {
    const { contributes } = JSON.parse(read("package.json")) as Manifest;
    const commands = contributes.commands.map(c => c.command);
    const named = links(read("package.nls.json")).filter(c => c.startsWith("reglament."));
    assert.deepEqual(
      named.filter(c => !commands.includes(c)),
      [],
    );
    for (const { media } of contributes.walkthroughs.flatMap(w => w.steps)) {
      assert.match(read(media.svg), /var\(--vscode-/, `${media.svg} follows the theme`);
    }
  });

  it("the page of keys tells of each of ours and of no other", () => {
    const { contributes } = JSON.parse(read("package.json")) as Manifest;
    const names = JSON.parse(read("package.nls.json")) as Record<string, string>;
    const titles = new Map(contributes.commands.map(c => [c.command, names[c.title.slice(1, -1)]]));
    const rows = contributes.keybindings
      .filter(k => titles.has(k.command))
      .map(k => `\`${written(k.key)}\` | ${titles.get(k.command)}`);
    const own = read("docs/keys.md").split("\n## ")[1]!;
    const told = [...own.matchAll(/^\| (`[^`]+` \| [^|]+?) \|/gm)].map(m => m[1]!);
    assert.deepEqual(told, rows);
  });
});
