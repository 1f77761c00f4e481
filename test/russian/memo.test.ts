/** What is kept of a text, of an object, of an object and what it was read with. */
import assert from "node:assert/strict";
import { memoized, ofOwner, ofOwnerWith } from "../../server/src/russian/memo";
import { type Block, ofBlockWith, parse } from "../../server/src/syntax/blocks";

describe("memory", () => {
  it("keeps what is read of a text, also when that is nothing, and forgets all when there are too many", () => {
    const read: string[] = [];
    const short = memoized((text: string) => {
      read.push(text);
      return text || undefined;
    }, 2);
    for (const text of ["a", "", "a", "", "b", "a"]) assert.equal(short(text), text || undefined);
    assert.deepEqual(read, ["a", "", "b", "a"]);
  });

  it("keeps what is read of an object", () => {
    let times = 0;
    const count = ofOwner((_: object) => ++times);
    const [a, b] = [{}, {}];
    assert.deepEqual([count(a), count(b), count(a), count(b)], [1, 2, 1, 2]);
  });

  it("reads an object again when any of the other values is another", () => {
    const read: unknown[][] = [];
    const sum = ofOwnerWith((owner: { n: number }, a: number, b: string, c: object | undefined) => {
      read.push([owner.n, a, b, c]);
      return read.length;
    });
    const [one, two, other] = [{ n: 1 }, { n: 2 }, {}];
    assert.deepEqual([sum(one, 1, "x", other), sum(two, 1, "x", other), sum(one, 1, "x", other)], [1, 2, 1]);
    assert.deepEqual([sum(one, 2, "x", other), sum(one, 2, "y", other), sum(one, 2, "y", undefined)], [3, 4, 5]);
    // Only the last one is kept.
    assert.deepEqual([sum(one, 2, "y", undefined), sum(one, 1, "x", other), sum(two, 1, "x", other)], [5, 6, 2]);
    assert.equal(read.length, 6);
  });

  it("keeps the last reading of a block with other values, for each reader by itself", () => {
    const [first, second] = parse("Один.\n\nДва.\n").blocks.filter(b => b.kind === "paragraph");
    let times = 0;
    const one = ofBlockWith((block: Block, a: string) => `${block.text.trim()} ${a} ${++times}`);
    const two = ofBlockWith((block: Block, a: string, b: number) => {
      times++;
      return b ? `${block.text.trim()} ${a}` : undefined;
    });
    assert.deepEqual([one(first!, "x"), one(second!, "x"), one(first!, "x")], ["Один. x 1", "Два. x 2", "Один. x 1"]);
    assert.deepEqual(
      [two(first!, "x", 0), two(first!, "x", 0), two(first!, "x", 1)],
      [undefined, undefined, "Один. x"],
    );
    assert.equal(times, 4);
    assert.deepEqual([one(first!, "y"), one(first!, "x")], ["Один. y 5", "Один. x 6"]);
  });
});
