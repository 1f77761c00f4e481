import assert from "node:assert/strict";
import { conflictsOf } from "../../server/src/model/conflicts";
import { createDoc, editDoc } from "../../server/src/model/document";
import { check } from "../../server/src/rules/engine/check";
import { fixAllEdits } from "../../server/src/rules/engine/fix-all";
import { createWorkspace } from "../../server/src/workspace/docs";

const URI = "file:///w/a.reg.md";

/** What each conflict covers. */
const coveredIn = (text: string): string[] => {
  const doc = createDoc(URI, text);
  return conflictsOf(doc).map(c => text.slice(c.from, c.to));
};

describe("marks of a merge", () => {
  it("cover both versions, with the base between them where it is written", () => {
    const two = "<<<<<<< HEAD\n1.1. А.\n=======\n1.1. Б.\n>>>>>>> ветка";
    const three = two.replace("=======", "||||||| base\n1.1. В.\n=======").replaceAll("\n", "\r\n");
    assert.deepEqual(coveredIn(`${two}\n\n1.2. Г.\n\n${three}\r\n`), [two, three]);
  });

  it("alone cover their line", () => {
    assert.deepEqual(coveredIn("1.1. А.\n\n<<<<<<<\n\n1.2. Б.\n"), ["<<<<<<<"]);
    assert.deepEqual(coveredIn("1.1. А.\n>>>>>>> ветка\n\n1.2. Б.\n"), [">>>>>>> ветка"]);
    assert.deepEqual(coveredIn("<<<<<<< a\n<<<<<<< b\nА\n>>>>>>> в"), ["<<<<<<< a", "<<<<<<< b\nА\n>>>>>>> в"]);
  });

  it("aren't lines of signs, quotes in quotes or eight of them", () => {
    for (const text of [
      "Раздел\n=======\n",
      "> Раз.\n>>>>>>> Два.\n",
      ">>>>>>> Два.\n>>>>>> Раз.\n",
      "<<<<<<<< HEAD\n",
      " <<<<<<< HEAD\n",
      "<<<<<<<HEAD\n",
    ])
      assert.deepEqual(coveredIn(text), [], text);
  });

  it("come and go with edits", () => {
    const text = "1.1. А.\n\n<<<<<< HEAD\n\n1.2. Б.\n";
    const place = text.indexOf("<");
    const before = createDoc(URI, text);
    assert.equal(conflictsOf(before).length, 0);
    const now = `${text.slice(0, place)}<${text.slice(place)}`;
    const after = editDoc(before, now, [{ from: place, to: place, insert: "<" }]);
    assert.equal(conflictsOf(after).length, 1);
    assert.equal(conflictsOf(editDoc(after, text, [{ from: place, to: place + 1, insert: "" }])).length, 0);
  });

  it("keep every other finding and every edit out", () => {
    const inner = '<<<<<<< HEAD\n1.2. Клуб  "Книголюб"\n=======\n1.2. Клуб  "Книга"\n>>>>>>> ветка\n';
    const text = `## 1. Общие\n\n1.1. Кружок "Радуга".\n\n${inner}\n1.4. В.\n`;
    const workspace = createWorkspace([{ uri: URI, text }]);
    const doc = workspace.docs.get(URI)!;
    const from = text.indexOf(inner);
    const found = check(workspace, doc);
    assert.deepEqual(
      found.filter(f => f.from >= from && f.from < from + inner.length).map(f => f.rule.id),
      ["merge-conflict"],
    );
    assert.ok(found.some(f => f.rule.id === "typography" && f.from < from));
    for (const finding of found)
      for (const fix of finding.fixes?.() ?? [])
        for (const e of fix.edits) assert.ok(e.to < from || e.from > from + inner.length, fix.title);
    assert.deepEqual(fixAllEdits(workspace, doc, found), []);
  });
});
