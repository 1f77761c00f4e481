/**
 * An esbuild plugin. `\p{L}`, `\p{Lu}` and `\p{Ll}` of our sources become the letters of Latin-1 and Cyrillic, spelt out: V8 takes 0.5–4 ms
 * to compile a pattern with a property of all of Unicode and 0.03 ms for these, and the first findings of a document
 * compile hundreds of patterns. Other scripts' letters are none to our patterns; the words of a text (words.ts) know all.
 */
import { readFileSync } from "node:fs";
import jsTokens from "js-tokens";

const blocks = [
  [0x00, 0xff],
  [0x400, 0x52f],
];

/** What stands for a property inside the brackets of a class: `A-Za-z…`. */
export const letters = Object.fromEntries(
  ["L", "Lu", "Ll"].map(name => [name, spelt(new RegExp(`\\p{${name}}`, "u"))]),
);

function spelt(property) {
  let text = "";
  for (const [first, last] of blocks)
    for (let from = first; from <= last; from++) {
      let to = from;
      while (to <= last && property.test(String.fromCharCode(to))) to++;
      if (to === from) continue;
      text +=
        String.fromCharCode(from) + (to - from > 2 ? "-" : "") + (to - from > 1 ? String.fromCharCode(to - 1) : "");
      from = to;
    }
  return text;
}

/** The source with the properties in its patterns (literals, and strings and templates that patterns are made of) replaced. */
export function spellLetters(source) {
  if (!source.includes("p{L")) return source;
  return Array.from(jsTokens(source), ({ type, value }) =>
    /Literal$|Template/.test(type) && value.includes("p{L")
      ? spellIn(value, type === "RegularExpressionLiteral" ? "\\\\" : "\\\\\\\\")
      : value,
  ).join("");
}

/** `slash`: a pattern of the backslash of patterns, which is doubled in strings. */
function spellIn(literal, slash) {
  let inClass = false;
  const parts = new RegExp(`${slash}p\\{(L[ul]?)\\}|${slash}(?:${slash}|[^])|[[\\]]`, "gu");
  const spelt = literal.replace(parts, (found, name) => {
    if (found === "[") inClass = true;
    else if (found === "]") inClass = false;
    if (!name) return found;
    return inClass ? letters[name] : `[${letters[name]}]`;
  });
  if (inClass) throw new Error(`A class of letters ends in another part of the template: ${literal}`);
  return spelt;
}

/** @type {import("esbuild").Plugin} */
export const spellsLetters = {
  name: "letters",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](?:server|client)[\\/]src[\\/].*\.ts$/ }, ({ path }) => ({
      contents: spellLetters(readFileSync(path, "utf8")),
      loader: "ts",
    }));
  },
};
