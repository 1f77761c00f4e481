/**
 * Ten roles of the examples, each renamed to ten others: what comes of every mention is in test/expected/rename.txt (UPDATE=1
 * rewrites it), to be read as Russian. Renaming back gives the text as it was.
 */
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RenameEdit } from "../server/src/workspace/rename";
import { placesIn, type Renamed, renamedAt, type Texts, textsOf, workspaceOf } from "./renaming";

const EXPECTED = join(process.cwd(), "test/expected/rename.txt");

/** Folder and role; what completes the role stays. */
const sources: readonly (readonly [string, string])[] = [
  ["obrazets", "координатор ПОС"],
  ["obrazets", "секретарь ПОС"],
  ["obrazets", "руководитель проектной группы"],
  ["obrazets", "педагогический совет"],
  ["obrazets", "директор"],
  ["1-prikaz-i-polozhenie/исправлено", "председатель"],
  ["1-prikaz-i-polozhenie/исправлено", "координатор"],
  ["2-pyat-grifov/исправлено", "управляющий совет"],
  ["3-bez-nazvaniya/исправлено", "модератор"],
  ["5 детский сад/исправлено", "заведующий"],
];
const targets = [
  "куратор",
  "сопредседатель",
  "старший методист",
  "ответственный",
  "методическая служба наставников",
  "рабочая комиссия",
  "экспертный кружок",
  "методическое объединение наставников",
  "жюри",
  "Центр «Исток»",
];

/** What stands round an edit, after it. */
function shown(texts: Texts, { uri, from, to, insert, doubt }: RenameEdit): string {
  const text = texts[uri]!;
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const end = text.indexOf("\n", to);
  const before = text
    .slice(start, from)
    .slice(-45)
    .replace(/^\S*\s/, "");
  const after = text
    .slice(to, end < 0 ? undefined : end)
    .slice(0, 45)
    .replace(/\s\S*$/, "");
  const mark = doubt ? `   ? ${doubt.kind}: ${doubt.about}` : "";
  return `  ${before}[${insert}]${after}${mark}`;
}

describe("roles renamed", () => {
  const all = textsOf(join(process.cwd(), "examples"));
  const lines: string[] = [];
  for (const [folder, role] of sources) {
    const prefix = `file:///${folder.split("/").map(encodeURIComponent).join("/")}/`;
    const texts = Object.fromEntries(Object.entries(all).filter(([uri]) => uri.startsWith(prefix)));
    const places = placesIn(workspaceOf(texts), "role").filter(p => p.entity.name === role);
    const place = places[0];
    const isDeclared = places.some(p => p.role === "declaration");
    for (const target of targets) {
      const tail = / (?:ПОС|проектной группы)$/.exec(role)?.[0] ?? "";
      const name = `${target}${tail}`;
      it(`${role} → ${name}`, () => {
        assert.ok(place, "no such role");
        const done = renamedAt(texts, place.doc.uri, place.from, name);
        assert.ok(typeof done !== "string", String(done));
        lines.push(`${role} → ${name}`, ...new Set(done.edits.map(e => shown(texts, e))), "");
        const back = renamedAt(done.texts, place.doc.uri, movedTo(place.from, place.doc.uri, done), role);
        // What no header declares is a role by its word alone: «жюри» is none.
        if (typeof back === "string") assert.ok(!isDeclared && /^Здесь нечего/.test(back), back);
        if (typeof back === "string") return;
        // Only what is offered, not made, may come out otherwise.
        const doubtful = new Set(back.edits.filter(e => e.doubt).map(e => lineAt(done.texts[e.uri]!, e.from)));
        assert.deepEqual(
          differences(back.texts, texts, t =>
            (/^\p{Lu}/u.test(name) ? t.toLowerCase() : t).replaceAll(tail || "\0", ""),
          ).filter(d => !doubtful.has(d.line)),
          [],
        );
      });
    }
  }
  it("reads as Russian", () => {
    const text = `${lines.join("\n")}\n`;
    if (process.env.UPDATE) writeFileSync(EXPECTED, text);
    assert.equal(text, existsSync(EXPECTED) ? readFileSync(EXPECTED, "utf8") : "(run with UPDATE=1 and read it)");
  });
});

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

/**
 * Lines that differ. A name with a capital of its own («Центр») keeps none of the places' capitals; a bare «секретарь» that goes
 * through the name of a post comes back in full.
 */
function differences(found: Texts, wanted: Texts, reduced: (text: string) => string) {
  return Object.keys(wanted).flatMap(uri => {
    const [now, was] = [reduced(found[uri]!).split("\n"), reduced(wanted[uri]!).split("\n")];
    return was.flatMap((line, i) => (line === now[i] ? [] : [{ line: i + 1, found: now[i], wanted: line }]));
  });
}

const SEEDS = join(process.cwd(), "../shared/seeds/dialect");

describe("roles of the real documents renamed", () => {
  if (!existsSync(SEEDS)) {
    it("are absent here: ../shared/seeds isn't beside the project", () => {});
    return;
  }
  const texts = textsOf(SEEDS);
  const roles = new Map(placesIn(workspaceOf(texts), "role").map(p => [`${p.entity.scope} ${p.entity.name}`, p]));
  for (const [name, place] of roles) {
    it(`${decodeURI(name)}: found again at the same places, and back as it was`, () => {
      // Of undeclared roles these alone are found by their word.
      for (const target of ["куратор", "сопредседатель", "модератор", "тьютор", "администратор", "фасилитатор"]) {
        const done = renamedAt(texts, place.doc.uri, place.from, target);
        if (typeof done === "string" && /уже есть/.test(done)) continue;
        assert.ok(typeof done !== "string", String(done));
        const back = renamedAt(done.texts, place.doc.uri, movedTo(place.from, place.doc.uri, done), place.entity.name);
        assert.ok(typeof back !== "string", String(back));
        assert.equal(back.edits.length, done.edits.length);
        assert.deepEqual(back.texts, texts);
      }
    });
  }
});

/** Where an offset is after the edits before it. */
function movedTo(offset: number, uri: string, { edits }: Renamed): number {
  return edits
    .filter(e => e.uri === uri && e.from < offset)
    .reduce((at, e) => at + e.insert.length - (e.to - e.from), offset);
}
