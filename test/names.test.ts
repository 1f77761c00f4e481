/** One name for each thing: a type that two files declare would mean two things. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { renderPage } from "../server/src/render/html";
import { configOf } from "../server/src/workspace/config";
import { createWorkspace } from "../server/src/workspace/docs";

const ROOT = join(process.cwd(), "server/src");

/** Names of the types that a file declares; imported and exported again they are its neighbours'. */
const declared = (text: string): readonly string[] =>
  [
    ...text.matchAll(/^(?:export )?(?:declare )?(?:abstract )?(?:interface|class|enum) (\w+)/gm),
    ...text.matchAll(/^(?:export )?(?:declare )?type (\w+)(?:<[^;]*?>)? =/gm),
  ].map(m => m[1]!);

describe("names of types", () => {
  const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" }).filter(
    f => f.endsWith(".ts") && !f.endsWith(".d.ts"),
  );
  const homes = new Map<string, string[]>();
  for (const file of files)
    for (const name of declared(readFileSync(join(ROOT, file), "utf8")))
      homes.set(name, [...(homes.get(name) ?? []), file]);

  it("are found", () => {
    assert.deepEqual(
      declared("interface A extends B {\nexport abstract class C {\ntype D<T> = T;\nimport {\n  type E,\n"),
      ["A", "C", "D"],
    );
    assert.ok(homes.size > 200, `${homes.size}`);
  });

  it("are declared once each", () => {
    const twice = [...homes].filter(([, own]) => own.length > 1).map(([name, own]) => `${name}: ${own.join(", ")}`);
    assert.deepEqual(twice, []);
  });
});

describe("types of documents", () => {
  it("are asked for by what their profile says, never by name", () => {
    const named = readdirSync("server/src", { recursive: true, encoding: "utf8" })
      .filter(name => name.endsWith(".ts"))
      .flatMap(name =>
        readFileSync(`server/src/${name}`, "utf8")
          .split("\n")
          .flatMap((line, i) => (/header\.type\s*[!=]==?\s*["'`]/.test(line) ? [`${name}:${i + 1}`] : [])),
      );
    assert.deepEqual(named, []);
  });

  it("of one's own are printed as what they are to their package", () => {
    const workspace = createWorkspace([
      {
        uri: "file:///w/a.reg.md",
        text: "---\nдокумент: указание\nрегистрация: { номер: 7, дата: 2026-09-01 }\n---\n\n# О клубе\n\n1. Создать клуб.\n",
      },
      {
        uri: "file:///w/reglament.yaml",
        text: "организация: { краткое: МБОУ «СОШ № 3», город: Тверь }\nпрофили: [указание.yaml]\n",
      },
      { uri: "file:///w/указание.yaml", text: "документ: указание\nназвание: Указание\nчасть пакета: приказ\n" },
    ]);
    const doc = workspace.docs.get("file:///w/a.reg.md")!;
    const page = renderPage(workspace, doc, configOf(workspace, doc.uri))
      .map(b => b.html)
      .join("");
    assert.match(page, /УКАЗАНИЕ/);
    assert.match(page, /01\.09\.2026/);
    assert.match(page, /г\.\s+Тверь|Тверь/);
  });
});
