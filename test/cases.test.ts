/**
 * The cases of `../shared/cases`, where they lie beside the project. A file is run as soon as a table below has a check for
 * it: add yours to `test/cases/` and to `CHECKS`. The project's own inputs of the same kinds stand in the tests of each folder.
 */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type CaseChecks, casesOf } from "./cases/case";
import { fixCases } from "./cases/fixes";
import { hostCases } from "./cases/host";
import { intakeCases } from "./cases/intake";
import { nameCases } from "./cases/names";

const CASES = join(process.cwd(), "../shared/cases");
const CHECKS: CaseChecks = { ...hostCases, ...intakeCases, ...fixCases, ...nameCases };

describe("cases", () => {
  if (!existsSync(CASES)) return; // not beside the project
  const all = casesOf(CASES);
  for (const given of all) {
    const check = CHECKS[given.id] ?? CHECKS[given.id.slice(0, 2)];
    if (check) it(`${given.id}: ${given.right}`, () => check(given));
  }
  it("each check has its case", () => {
    const ids = new Set(all.flatMap(c => [c.id, c.id.slice(0, 2)]));
    assert.deepEqual(
      Object.keys(CHECKS).filter(id => !ids.has(id)),
      [],
    );
  });
});
