/** One name for each thing: a type that two files declare would mean two things. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

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
