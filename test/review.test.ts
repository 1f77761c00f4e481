/** Reviewer mode's look at findings: filter, notes behind lines, the next one. */
import assert from "node:assert/strict";
import { countsOf, everything, type Finding, neighbour, notesOf, passes } from "../client/src/review/model";

const finding = (uri: string, line: number, level: Finding["level"], rule: string, character = 0): Finding => ({
  uri,
  line,
  character,
  level,
  rule,
  message: `${rule} здесь`,
});
const found = [
  finding("a", 3, "hint", "list-case"),
  finding("a", 3, "error", "number-gap", 5),
  finding("a", 7, "warning", "ref-broken"),
  finding("b", 1, "warning", "ref-broken"),
];

describe("reviewer mode", () => {
  it("findings of a line make one note, the gravest first and its colour", () => {
    assert.deepEqual(notesOf(found.slice(0, 3)), [
      { line: 3, level: "error", text: "number-gap здесь · list-case здесь" },
      { line: 7, level: "warning", text: "ref-broken здесь" },
    ]);
    const [twice] = notesOf([found[2]!, found[2]!]);
    assert.equal(twice?.text, "ref-broken здесь");
    const [long] = notesOf([{ ...found[0]!, message: "слово ".repeat(100) }]);
    assert.ok(long!.text.length <= 160 && long!.text.endsWith("…"), long!.text);
  });

  it("levels and rules of the filter are both asked; an empty list asks nothing", () => {
    const through = (filter: Parameters<typeof passes>[0]) => found.filter(f => passes(filter, f)).length;
    assert.equal(through(everything), 4);
    assert.equal(through({ levels: ["warning", "error"], rules: [] }), 3);
    assert.equal(through({ levels: [], rules: ["ref-broken", "list-case"] }), 3);
    assert.equal(through({ levels: ["error"], rules: ["ref-broken"] }), 0);
    assert.deepEqual(countsOf(found), {
      levels: [
        ["error", 1],
        ["warning", 2],
        ["hint", 1],
      ],
      rules: [
        ["list-case", 1],
        ["number-gap", 1],
        ["ref-broken", 2],
      ],
    });
  });

  it("the next and the previous go over files and round; two findings of one place are one stop", () => {
    const stops = (direction: "next" | "previous", from: Finding | undefined, list = found) => {
      const next = neighbour(list, from, direction);
      return next && [next.finding.uri, next.finding.line, next.finding.character, next.number, next.of];
    };
    assert.deepEqual(stops("next", undefined), ["a", 3, 0, 1, 4]);
    assert.deepEqual(stops("next", found[0]), ["a", 3, 5, 2, 4]);
    assert.deepEqual(stops("next", found[2]), ["b", 1, 0, 4, 4]);
    assert.deepEqual(stops("next", found[3]), ["a", 3, 0, 1, 4]);
    assert.deepEqual(stops("previous", found[3]), ["a", 7, 0, 3, 4]);
    assert.deepEqual(stops("previous", found[0]), ["b", 1, 0, 4, 4]);
    assert.deepEqual(stops("next", found[0], [...found, { ...found[0]!, rule: "item-mark" }]), ["a", 3, 5, 3, 5]);
    assert.equal(neighbour([], found[0], "next"), undefined);
  });
});
