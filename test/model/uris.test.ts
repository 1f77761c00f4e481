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
