import assert from "node:assert/strict";
import { cases, compilePhrase, inflect } from "../../server/src/russian/forms";
import { knownPosts, postEntries, posts, roleHeadEntries, roleHeads } from "../../server/src/russian/lexicon";
import { compileMatcher } from "../../server/src/russian/matcher";
import { words } from "../../server/src/russian/words";

describe("lexicon", () => {
  it("names each post and each head once", () => {
    for (const names of [posts.flatMap(({ name, also = [] }) => [name, ...also]), roleHeads.map(({ name }) => name)]) {
      assert.deepEqual(
        names.filter((name, index) => names.indexOf(name) !== index),
        [],
      );
    }
    assert.ok(roleHeads.length >= 60);
  });
  it("knows how each name declines", () => {
    for (const { phrases } of [...postEntries, ...roleHeadEntries]) {
      for (const phrase of phrases) assert.ok(compilePhrase(phrase).sure || phrase === "ППк", phrase);
    }
  });
  it("finds each post in each of its forms", () => checkAllForms(knownPosts(), postEntries));
  it("finds each head of a role in each of its forms", () =>
    checkAllForms(compileMatcher(roleHeadEntries), roleHeadEntries));
  it("tells members and groups from offices", () => {
    const kinds = new Map(roleHeads.map(({ name, kind }) => [name, kind]));
    assert.equal(kinds.get("член"), "membership");
    assert.equal(kinds.get("рабочая группа"), "group");
    assert.equal(kinds.get("секретарь"), "office");
    assert.equal(kinds.get("наставляемый"), "party");
  });
});

function checkAllForms(matcher: ReturnType<typeof compileMatcher>, entries: typeof postEntries): void {
  const failed: string[] = [];
  for (const { key, phrases } of entries) {
    for (const phrase of phrases) {
      for (const to of cases) {
        for (const number of ["sg", "pl"] as const) {
          const surface = inflect(phrase, to, number);
          const text = `О том же: ${surface} – сказано.`;
          const found = matcher
            .find(text, words(text))
            .map(mention => `${mention.key}: ${text.slice(mention.from, mention.to)}`);
          if (found.join() !== `${key}: ${surface}`) failed.push(`${phrase}, ${to} ${number}: ${found.join()}`);
        }
      }
    }
  }
  assert.deepEqual(failed, []);
}
