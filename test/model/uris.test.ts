/** Files under awkward names: a name is decoded once, and what is written for it leads back to it. */
import assert from "node:assert/strict";
import fc from "fast-check";
import {
  encodeStep,
  fileName,
  folderOf,
  linkPath,
  pathBetween,
  relativePath,
  resolveUri,
} from "../../server/src/model/uris";
import { moveEdits } from "../../server/src/operations/renaming/rename-files";
import { check } from "../../server/src/rules/engine/check";
import { createWorkspace } from "../../server/src/workspace/docs";

const names = ["100%.reg.md", "100%25.reg.md", "а б.reg.md", "неразрывный\u00a0.reg.md", "(1).reg.md", "№#1.reg.md"];

describe("URIs", () => {
  for (const name of names)
    it(`«${name}» is found by its URI, its path and its link`, () => {
      const uri = `file:///w/${encodeStep("приказы")}/${encodeStep(name)}`;
      assert.equal(fileName(uri), name);
      const from = "file:///w/локальные/polozhenie.reg.md";
      const path = relativePath(folderOf(from), uri);
      assert.equal(path, `../приказы/${name}`);
      assert.equal(resolveUri(from, linkPath(path)), uri);
    });

  for (const name of [...names, "скидка 20%.reg.md", "a%20b.reg.md", "й.reg.md".normalize("NFD")])
    it(`«${name}» is found by a header and by a link, and both follow it`, () => {
      const [from, uri, next] = ["a.reg.md", name, `новый ${name}`].map(n => `file:///w/${encodeStep(n)}`) as [
        string,
        string,
        string,
      ];
      const text = `---\nдокумент: положение\nутверждено: "${name}"\n---\n\n# О клубе\n\n1.1. [П](<${linkPath(name)}>).\n`;
      const workspace = createWorkspace([
        { uri: from, text },
        { uri, text: "# О клубе\n" },
      ]);
      const lost = check(workspace, workspace.docs.get(from)!).filter(f => f.rule.id === "ref-file");
      assert.equal(lost[0]?.message, undefined);
      const edits = moveEdits(workspace, [{ from: uri, to: next }]);
      assert.equal(edits.length, 2);
    });

  it("a link leads where its path did, whatever the names", () => {
    const step = fc.string({ unit: "grapheme", minLength: 1 }).filter(s => !/[/\\]|^\.\.?$|\p{Cs}/u.test(s));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 3 }), fc.array(step, { minLength: 1, maxLength: 3 }), (from, to) => {
        const uri = ["file:///w", ...to.map(encodeStep)].join("/");
        const folder = ["w", ...from].join("/");
        const link = linkPath(pathBetween(folder, ["w", ...to].join("/")));
        assert.ok(!/[\s()<>#]/.test(link), link);
        assert.equal(resolveUri(`file:///${["w", ...from.map(encodeStep), "x.reg.md"].join("/")}`, link), uri);
      }),
    );
  });
});
