import assert from "node:assert/strict";
import fc from "fast-check";
import {
  byNumber,
  childPath,
  depthOf,
  isInside,
  lastPart,
  parentPath,
  rebased,
  withParents,
} from "../../server/src/model/numbers";

const path = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }).map(p => p.join("."));

describe("clause numbers", () => {
  it("are sorted as they are read", () => {
    const inOrder = ["1", "1.1", "1.2", "1.2.1", "1.10", "2", "10", "10.1"];
    assert.deepEqual([...inOrder].reverse().sort(byNumber), inOrder);
  });

  it("a path is its parent and its last part", () => {
    assert.equal(parentPath("12"), "", "of the first level");
    assert.ok(!isInside("12", "1"));
    fc.assert(
      fc.property(path, path, (p, q) => {
        assert.equal(childPath(parentPath(p), lastPart(p)), p);
        assert.deepEqual([withParents(p).length, withParents(p).at(-1)], [depthOf(p), p]);
        assert.equal(Math.sign(byNumber(p, q)) + Math.sign(byNumber(q, p)), 0);
        const inner = `${p}.${q}`;
        assert.ok(isInside(inner, p) && !isInside(p, inner) && byNumber(p, inner) < 0);
        assert.equal(rebased(inner, p, q), `${q}.${q}`);
        assert.equal(rebased(p, p, q), q);
      }),
    );
  });
});
