/** Names of persons in their cases. */
import assert from "node:assert/strict";
import { declineName } from "../../server/src/russian/names";
import type { Case } from "../../server/src/russian/paradigms";
import type { CaseCheck, CaseChecks } from "./case";

/** «Осадчий Павел Юрьевич» in the genitive, dative and instrumental, or in the case that the heading ends with. */
const declines: CaseCheck = ({ name, expected }) => {
  const [, person = name, to] = /^(.*?)(?: (gen|dat|acc|ins|prep))?$/.exec(name) ?? [];
  const wanted: readonly Case[] = to ? [to as Case] : ["gen", "dat", "ins"];
  assert.equal(wanted.map(c => declineName(person, c)).join("; "), expected);
};

export const nameCases: CaseChecks = { "22": declines, "25": declines };
