/** Hard-wrapped prose reads as one paragraph: where its lines are broken changes no finding. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { check } from "../server/src/rules/engine/check";
import { parse } from "../server/src/syntax/blocks";
import { createWorkspace } from "../server/src/workspace/docs";
import { slow } from "./runs";

const folders = [join(process.cwd(), "examples"), join(process.cwd(), "../shared/seeds/dialect")].filter(existsSync);

/** Every `step`-th blank of the prose becomes a line break, but for those before a sign that would begin an item. */
function wrapped(text: string, step: number): string {
  let count = 0;
  return parse(text)
    .blocks.map(block => {
      if (block.kind !== "clause" && block.kind !== "paragraph" && block.kind !== "item") return block.text;
      const words = block.text
        .slice(block.from, block.to)
        .replace(/(?<=\S) (?=[^\s<>|`~#*+•·_=-])(?!(?:[\p{L}]|\d{1,3})\)|[-–—] )/gu, blank =>
          count++ % step === 0 ? "\n" : blank,
        );
      return block.text.slice(0, block.from) + words + block.text.slice(block.to);
    })
    .join("");
}

/** The documents of each folder that has some. */
function* packages(folder: string): Iterable<readonly { readonly uri: string; readonly text: string }[]> {
  const entries = readdirSync(folder, { withFileTypes: true });
  const files = entries.filter(f => f.isFile() && /\.(?:reg\.md|yaml)$/.test(f.name));
  if (files.some(f => f.name.endsWith(".reg.md")))
    yield files.map(f => ({
      uri: `file:///${basename(folder)}/${f.name}`,
      text: readFileSync(join(folder, f.name), "utf8"),
    }));
  for (const e of entries) if (e.isDirectory()) yield* packages(join(folder, e.name));
}

function findings(files: readonly { readonly uri: string; readonly text: string }[]): readonly string[] {
  const workspace = createWorkspace(files);
  return [...workspace.docs.values()]
    .flatMap(doc =>
      // A hyphen at the edge of a line isn't judged: a dash might stand there, or a word be torn.
      check(workspace, doc)
        .filter(f => f.rule.id !== "typography")
        .map(f => {
          const at = doc.text.slice(f.from, f.from + 12).replace(/\s+/g, " ");
          return `${doc.uri} ${f.rule.id}: ${f.message.replace(/\s+/g, " ")} «${at}»`;
        }),
    )
    .sort();
}

slow("hard-wrapped prose", () => {
  for (const files of folders.flatMap(folder => [...packages(folder)]))
    it(`finds in ${files[0]!.uri.split("/")[3]} what one line for each paragraph does`, () => {
      const expected = findings(files);
      for (const step of [1, 2, 3, 5, 7]) {
        const torn = files.map(f => ({ ...f, text: f.uri.endsWith(".reg.md") ? wrapped(f.text, step) : f.text }));
        assert.deepEqual(findings(torn), expected, `a break at each ${step}. blank`);
      }
    });
});
