import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import * as z from "zod";
import { jsonSchemas } from "../server/src/json-schemas";
import { headerSchema } from "../server/src/model/header-schema";
import { builtIn } from "../server/src/profiles/all";
import { rulePages } from "../server/src/rule-pages";
import { configSchema } from "../server/src/workspace/config";

/** `dir` holds what the code makes and nothing else. */
function same(dir: string, files: ReadonlyMap<string, string>): void {
  const path = join(process.cwd(), dir);
  assert.deepEqual(readdirSync(path).sort(), [...files.keys()].sort());
  for (const [name, text] of files) assert.equal(readFileSync(join(path, name), "utf8"), text, name);
}

describe("generated files", () => {
  it("docs/rules is what the rules say (else: npm run generate)", () => same("docs/rules", rulePages()));

  it("schemas/ is what the profiles say (else: npm run generate)", () => same("schemas", jsonSchemas()));
});

describe("JSON schemas", () => {
  const schemas = new Map(
    [...jsonSchemas()].map(([name, text]) => [name, JSON.parse(text) as z.core.JSONSchema.JSONSchema]),
  );
  /** What another tool makes of the text: 1.2 is a number to it, an empty value null. */
  const accepts = (name: string, yaml: string) => z.fromJSONSchema(schemas.get(name)!).safeParse(parse(yaml)).success;
  const of = (type: string) => `${builtIn.find(p => p.type === type)!.fileName}.schema.json`;

  it("take the tables of docs/dialect.md as other tools read them", () => {
    const blocks = [...readFileSync("docs/dialect.md", "utf8").matchAll(/```yaml\n([\s\S]*?)```/g)].map(m => m[1]!);
    let tables = 0;
    for (const block of blocks) {
      const type = /^документ: (.+)$/m.exec(block)?.[1];
      if (type) assert.ok(accepts(of(type), block), block);
      else if (/^организация:/.test(block)) assert.ok(accepts("reglament.schema.json", block), block);
      else continue;
      tables++;
    }
    assert.ok(tables >= 5);
  });

  it("refuse what isn't known, another type and values that can't be", () => {
    const plan =
      "документ: план\nмероприятия:\n  - { задача: [1.2, 1.2.1], мероприятие: А, срок: 2026-09-10, отметка: }\n";
    assert.ok(accepts(of("план"), plan));
    for (const [from, to] of [
      ["срок", "срк"],
      ["документ: план", "документ: график"],
      ["мероприятия:", "мероприятие:"],
      ["[1.2, 1.2.1]", "{ а: б }"],
    ] as const)
      assert.ok(!accepts(of("план"), plan.replace(from, to)), to);
    assert.ok(!accepts(of("план"), `${plan}состояние: готов\n`));
    assert.ok(!accepts("header.schema.json", "профиль: ПОС\n"));
  });

  it("describe every key of headers, tables and reglament.yaml in Russian", () => {
    for (const key of Object.keys(headerSchema.shape))
      assert.match(described("header.schema.json", key), /[а-яё]/, key);
    for (const key of Object.keys(configSchema.shape))
      assert.match(described("reglament.schema.json", key), /[а-яё]/, key);
  });
  function described(name: string, key: string): string {
    const property = schemas.get(name)!.properties![key];
    return typeof property === "object" ? (property.description ?? "") : "";
  }
});
