/** Edits of a text: applied at once they give what one after the other gives, and offsets follow them. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { applyEdits, type Edit, editBetween, movedBy, spanAfter } from "../server/src/syntax/edits";

describe("edits", () => {
  it("inserted lines end as the text's own", () => {
    const edits = [{ from: 1, to: 1, insert: "\nб\r\n" }];
    assert.equal(applyEdits("ав\n", edits), "а\nб\nв\n");
    assert.equal(applyEdits("ав\r\n", edits), "а\r\nб\r\nв\r\n");
    assert.equal(applyEdits("ав", edits), "а\nб\nв");
  });

  it("in any order give the same text, and what stands outside of them is found where it moved", () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(cuts, fc.array(fc.string({ maxLength: 4 }), { minLength: 4, maxLength: 4 }), (places, inserts) => {
        const text = "абвгдежзийклмнопрсту";
        const sorted = [...places].sort((a, b) => a - b);
        const edits: Edit[] = [];
        for (let i = 0; i + 1 < sorted.length; i += 2)
          edits.push({ from: sorted[i]!, to: sorted[i + 1]!, insert: inserts[i / 2]!.replace(/[\r\n]/g, "_") });
        const whole = applyEdits(text, edits);
        assert.equal(applyEdits(text, [...edits].reverse()), whole);
        const oneByOne = [...edits]
          .reverse()
          .reduce((out, e) => out.slice(0, e.from) + e.insert + out.slice(e.to), text);
        assert.equal(whole, oneByOne);
        for (let at = 0; at < text.length; at++)
          if (!edits.some(e => e.from <= at && at < e.to)) assert.equal(whole[movedBy(at, edits)], text[at]);
      }),
    );
  });

  it("are found again from two texts, and a span goes with its words", () => {
    const few = fc.string({ unit: fc.constantFrom("а", "б"), maxLength: 8 });
    fc.assert(
      fc.property(few, few, few, few, (before, words, behind, insert) => {
        const text = `${before}[${words}]${behind}`;
        const span = { from: before.length, to: before.length + words.length + 2 };
        for (let at = 0; at <= text.length; at++) {
          const after = text.slice(0, at) + insert + text.slice(at);
          const edit = editBetween(text, after);
          assert.equal(applyEdits(text, [edit]), after);
          const moved = spanAfter(span, edit);
          assert.equal(after.slice(moved.from, moved.to), after.slice(after.indexOf("["), after.indexOf("]") + 1));
        }
      }),
    );
  });

  it("that take away an end of a span leave what stays of it and what replaced it", () => {
    const span = { from: 2, to: 5 };
    assert.deepEqual(spanAfter(span, { from: 1, to: 3, insert: "х" }), { from: 1, to: 4 });
    assert.deepEqual(spanAfter(span, { from: 4, to: 7, insert: "хх" }), { from: 2, to: 6 });
    assert.deepEqual(spanAfter(span, { from: 0, to: 9, insert: "" }), { from: 0, to: 0 });
    assert.deepEqual(spanAfter({ from: 2, to: 2 }, { from: 2, to: 2, insert: "х" }), { from: 3, to: 3 });
  });
});
