/** What the page of the preview may say. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readMessage, readState } from "../client/src/preview/from-page";

describe("messages of the preview's page", () => {
  it("are taken as the page sends them", () => {
    for (const message of [
      { type: "ready" },
      { type: "view", view: "matrix" },
      { type: "source", line: 3 },
      { type: "source", line: 3, uri: "file:///w/a.reg.md" },
      { type: "scrolled", line: 0 },
      { type: "open", href: "a.reg.md#1.1" },
    ])
      assert.deepEqual(readMessage(message), message);
  });

  it("of any other shape are nothing", () => {
    for (const message of [
      undefined,
      null,
      "ready",
      [],
      {},
      { type: "eval", code: "1" },
      { type: "constructor" },
      { type: "view", view: "toString" },
      { type: "source" },
      { type: "source", line: "3" },
      { type: "source", line: -1 },
      { type: "source", line: 1.5 },
      { type: "source", line: Number.NaN },
      { type: "source", line: 3, uri: {} },
      { type: "open", href: ["javascript:alert(1)"] },
      { type: "open", href: "a".repeat(10_000) },
      { type: "open", href: "a", more: 1 },
    ])
      assert.equal(readMessage(message), undefined, JSON.stringify(message));
  });

  it("kept over a restart open a page only by its address", () => {
    assert.deepEqual(readState({ uri: "file:///w/a.reg.md", view: "page", scroll: 5 }), {
      uri: "file:///w/a.reg.md",
      view: "page",
    });
    for (const state of [undefined, null, {}, { uri: 5 }, { uri: "a", view: "x" }])
      assert.equal(readState(state), undefined);
  });

  it("can't be sent elsewhere by what a document holds", () => {
    const panel = readFileSync("client/src/preview/panel.ts", "utf8");
    const policy = /const policy = `([^`]+)`/.exec(panel)?.[1] ?? "";
    for (const rule of ["default-src 'none'", "base-uri 'none'", "form-action 'none'"])
      assert.ok(policy.includes(rule), rule);
  });
});
