/**
 * A kind of document is data: an own kind that is based on a built-in one under a name that nobody knows is judged and printed
 * as that one is.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { builtIn } from "../server/src/profiles/all";
import { renderPage } from "../server/src/render/html";
import { check } from "../server/src/rules/engine/check";
import { configOf } from "../server/src/workspace/config";
import { createWorkspace } from "../server/src/workspace/docs";
import { slow } from "./runs";

const PACKAGES = ["examples/obrazets", "examples/nesoglasovannyi-paket"];

/** As long as the known name, so that places stay. */
const unknown = (type: string) => `ж${type.slice(1)}`;

interface SourceFile {
  readonly uri: string;
  readonly text: string;
}

const filesOf = (folder: string): readonly SourceFile[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter(f => f.endsWith(".reg.md") || f.endsWith(".yaml"))
    .sort()
    .map(f => ({ uri: `file:///w/${encodeURI(f)}`, text: readFileSync(join(folder, f), "utf8") }));

const SOURCES = readdirSync("server/src/profiles")
  .filter(f => f.endsWith(".yaml"))
  .map(f => readFileSync(join("server/src/profiles", f), "utf8"));

/** The package with documents of `type` under another name, which own profiles give them. */
function renamed(files: readonly SourceFile[], type: string): readonly SourceFile[] {
  const header = new RegExp(`^(документ: *)${type}$`, "m");
  const rename = (text: string) => text.replace(header, (_, key: string) => key + unknown(type));
  const own = SOURCES.filter(text => header.test(text));
  return [
    ...own.map((text, i) => ({ uri: `file:///w/own/${i}.yaml`, text: rename(text) })),
    ...files.map(({ uri, text }) => ({
      uri,
      text: uri.endsWith("/reglament.yaml") ? withProfiles(text) : rename(text),
    })),
  ];
}

const withProfiles = (text: string) =>
  /^профили: \[/m.test(text)
    ? text.replace(/^профили: \[/m, "профили: [own/*.yaml, ")
    : `${text}профили: [own/*.yaml]\n`;

/** What is said of each document and how it is printed, the kinds under their known names. */
function judged(files: readonly SourceFile[], type: string) {
  const workspace = createWorkspace(files);
  const known = (text: string) =>
    text
      .replaceAll(unknown(type), type)
      .replaceAll(unknown(type).toUpperCase(), type.toUpperCase())
      .replaceAll(`Ж${type.slice(1)}`, type[0]!.toUpperCase() + type.slice(1));
  return [...workspace.docs.values()]
    .filter(doc => doc.kind !== "workspace")
    .map(doc => ({
      uri: doc.uri,
      findings: check(workspace, doc).map(f => `${f.rule.id} ${f.severity} ${f.from}–${f.to} ${known(f.message)}`),
      page: known(
        renderPage(workspace, doc, configOf(workspace, doc.uri))
          .map(b => b.html)
          .join("\n"),
      ),
    }));
}

slow("own kinds of documents", () => {
  for (const folder of PACKAGES) {
    const files = filesOf(folder);
    for (const type of new Set(builtIn.map(p => p.type))) {
      if (!files.some(f => new RegExp(`^документ: *${type}$`, "m").test(f.text))) continue;
      it(`judge and print ${type} of ${folder} as the known one`, () => {
        const own = judged(renamed(files, type), type);
        const before = judged(files, type);
        assert.equal(own.length, before.length);
        for (const [i, doc] of before.entries()) assert.deepEqual(own[i], doc, doc.uri);
      });
    }
  }
});
