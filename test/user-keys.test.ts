/** Words that JavaScript's objects know by themselves are words like others. */
import assert from "node:assert/strict";
import { leftToSign, readyPage } from "../server/src/features/ready";
import { pasted } from "../server/src/intake/paste";
import { check, faults } from "../server/src/rules/engine/check";
import { inflect } from "../server/src/russian/forms";
import { cases } from "../server/src/russian/paradigms";
import { configOf } from "../server/src/workspace/config";
import { createWorkspace } from "../server/src/workspace/docs";
import { profileFor } from "../server/src/workspace/packages/packages";
import { tableOf } from "../server/src/workspace/tables";
import { fixture } from "./fixture";

const WORDS = Object.getOwnPropertyNames(Object.prototype);
const uri = (name: string) => `file:///w/${name}`;

describe("words of users that objects know", () => {
  const { report } = faults;
  before(() => {
    faults.report = (rule, error) => {
      throw new Error(`${rule.id}: ${error}`);
    };
  });
  after(() => {
    faults.report = report;
  });

  for (const word of WORDS)
    it(`${word}: as level, role, term, key, column, name and entity`, () => {
      const workspace = createWorkspace([
        {
          uri: uri("reglament.yaml"),
          text: `организация: ${word}\nроли: { ${word}: ${word} }\nлюди: { ${word}: { должность: ${word} } }\nправила: { number-gap: ${word}, ${word}: нет }\nкалендарь: { ${word}: ${word} }\nпрофили: [profiles/${word}.yaml]\n${word}: ${word}\n`,
        },
        {
          uri: uri(`profiles/${word}.yaml`),
          text: `документ: ${word}\nназвание: ${word}\nтаблица:\n  строки: ${word}\n  столбцы:\n    - { ключ: ${word}, название: ${word}, вид: текст }\n`,
        },
        { uri: uri("t.reg.yaml"), text: `документ: ${word}\nназвание: ${word}\n` },
        {
          uri: uri("p.reg.yaml"),
          text: `документ: план\n${word}: ${word}\nмероприятия:\n  - { ${word}: ${word}, мероприятие: ${word}, срок: ${word}, ответственный: ${word} }\n`,
        },
        {
          uri: uri("a.reg.md"),
          text: `---\nдокумент: положение\nпрофиль: ${word}\nсостояние: ${word}\nроли: { ${word}: ${word} }\nтермины: { ${word}: ${word} }\nназначения: { ${word}: ${word} }\n${word}: ${word}\n---\n\n# ${word} (далее – ${word})\n\n1.1. ${word} ведёт ${word}, который ${word}.\n\n1.3. См. [${word}](${word}).\n`,
        },
      ]);
      const doc = workspace.docs.get(uri("a.reg.md"))!;
      const gap = check(workspace, doc).find(f => f.rule.id === "number-gap");
      assert.equal(gap?.severity, "error");
      const table = workspace.docs.get(uri("t.reg.yaml"))!;
      for (const other of workspace.docs.values()) check(workspace, other);
      assert.ok(configOf(workspace, doc.uri).problems.some(p => p.message.includes("number-gap")));
      assert.deepEqual(tableOf(table, profileFor(workspace, table))?.rows ?? [], []);
      const left = leftToSign(workspace, doc, "package", d => check(workspace, d));
      assert.match(
        readyPage(left, () => undefined),
        /1\.2 пропущен/,
      );
      for (const to of cases) assert.equal(typeof inflect(word, to, "pl"), "string");
      const place = fixture("1.1. А.\n\n<|>");
      const html = `<p>1.2. Б &${word}; в.</p>`;
      assert.match(pasted(place.workspace, place.doc, place.spans[0]!, { html, text: "" })?.text ?? html, /Б &\w+; в/);
    });
});
