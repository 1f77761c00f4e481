/**
 * Ten roles of the examples, each renamed to ten others: what comes of every mention is in test/expected/rename.txt (UPDATE=1
 * rewrites it), to be read as Russian. Renaming back gives the text as it was.
 */
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RenameEdit } from "../server/src/operations/renaming/renaming";
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
  ["согласование", "секретарь клуба"],
];
/** What the examples have little of: words that agree with the role. */
const agreement = `---
документ: положение
роли: [секретарь клуба]
---

# Положение о клубе

1.1. Избранный открытым голосованием секретарь клуба ведёт протокол. Новый секретарь приступает к работе сразу.

1.2. Секретарь клуба назначен приказом и подотчётен директору. Секретарь клуба, избираемый на год, не вправе уйти раньше срока.

1.3. Протокол ведёт секретарь, который был избран первым. Протокол, подписанный секретарём, хранится год.

1.4. Если секретарь не избран, собрание повторяют. На собрании избран секретарь клуба. Секретарь может быть освобождён досрочно.

1.5. Секретарь считается избранным, если за него подано больше половины голосов.

1.6. Секретарь клуба, его помощник и директор подписывают протокол. Обязанности секретаря, который болеет, исполняет помощник.

1.7. Прежний и новый секретари передают дела. Каждый секретарь отчитывается. Прежний и новый секретарь подписывают акт. Двое секретарей не избираются.

1.8. Секретарь клуба ведёт записи. Он оповещает членов клуба.
`;
/**
 * What comes out wrong and nobody is warned of: words that agree from afar or may belong to another noun. Each must be among
 * the results; it leaves the list when it is mended.
 */
const misses: readonly (readonly [string, string, string])[] = [
  ["секретарь клуба → рабочая комиссия клуба", "[Рабочая комиссия] считается избранным", "«считается избранной»"],
  ["секретарь клуба → рабочая комиссия клуба", "[Рабочая комиссия] клуба, его помощник", "«её помощник»"],
  ["секретарь клуба → рабочая комиссия клуба", "Двое [рабочих комиссий]", "«две рабочие комиссии»"],
  ["секретарь клуба → жюри клуба", "[жюри] передают дела", "«прежнее и новое жюри»"],
  ["секретарь клуба → рабочая комиссия клуба", "Прежний и новая [рабочая комиссия]", "«прежняя и новая»"],
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

/** What stands round an edit, after all of them. */
function shown({ texts, edits }: Renamed, { uri, from, insert, doubt }: RenameEdit): string {
  const text = texts[uri]!;
  const at = movedTo(from, uri, edits);
  const to = at + insert.length;
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const end = text.indexOf("\n", to);
  const before = text
    .slice(start, at)
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
  const all: Texts = {
    ...textsOf(join(process.cwd(), "examples")),
    [`file:///${encodeURIComponent("согласование")}/a.reg.md`]: agreement,
  };
  const lines: string[] = [];
  const lost: string[] = [];
  for (const [folder, role] of sources) {
    const prefix = `file:///${folder.split("/").map(encodeURIComponent).join("/")}/`;
    const texts = Object.fromEntries(Object.entries(all).filter(([uri]) => uri.startsWith(prefix)));
    const places = placesIn(workspaceOf(texts), "role").filter(p => p.entity.name === role);
    const place = places[0];
    const isDeclared = places.some(p => p.role === "declaration");
    for (const target of targets) {
      const tail = / (?:ПОС|проектной группы|клуба)$/.exec(role)?.[0] ?? "";
      const name = `${target}${tail}`;
      it(`${role} → ${name}`, () => {
        assert.ok(place, "no such role");
        const done = renamedAt(texts, place.doc.uri, place.from, name);
        assert.ok(typeof done !== "string", String(done));
        lines.push(`${role} → ${name}`, ...new Set(done.edits.map(e => shown(done, e))), "");
        const back = renamedAt(done.texts, place.doc.uri, movedTo(place.from, place.doc.uri, done.edits), role);
        // What no header declares is a role by its word alone: «жюри» is none.
        if (typeof back === "string") assert.ok(!isDeclared && /^Здесь нечего/.test(back), back);
        if (typeof back === "string") return;
        // Only what is offered, not made, may come out otherwise.
        const doubtful = new Set([
          ...done.edits.filter(e => e.doubt).map(e => lineAt(texts[e.uri]!, e.from)),
          ...back.edits.filter(e => e.doubt).map(e => lineAt(done.texts[e.uri]!, e.from)),
        ]);
        assert.deepEqual(
          differences(back.texts, texts, t =>
            (/^\p{Lu}/u.test(name) ? t.toLowerCase() : t).replaceAll(tail || "\0", ""),
          ).filter(d => !doubtful.has(d.line)),
          [],
        );
      });
    }
  }
  it("misses are listed", () => {
    for (const [renaming, place, what] of misses) {
      const block = lines.slice(lines.indexOf(renaming));
      const line = block.slice(0, block.indexOf("")).find(l => l.includes(place));
      assert.ok(line !== undefined && !line.includes("   ? "), `${place}: mended, or asked now`);
      lost.push(`  ${place} – ${what}`);
    }
  });
  it("reads as Russian", () => {
    const text = [...lines, "Не меняется и не отмечено (должно быть):", ...lost, ""].join("\n");
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
  if (!existsSync(SEEDS)) return; // not beside the project
  const texts = textsOf(SEEDS);
  const roles = new Map(placesIn(workspaceOf(texts), "role").map(p => [`${p.entity.scope} ${p.entity.name}`, p]));
  for (const [name, place] of roles) {
    it(`${decodeURI(name)}: found again at the same places, and back as it was`, () => {
      // Of undeclared roles these alone are found by their word.
      for (const target of ["куратор", "сопредседатель", "модератор", "тьютор", "администратор", "фасилитатор"]) {
        const done = renamedAt(texts, place.doc.uri, place.from, target);
        if (typeof done === "string" && /уже есть/.test(done)) continue;
        assert.ok(typeof done !== "string", String(done));
        const back = renamedAt(
          done.texts,
          place.doc.uri,
          movedTo(place.from, place.doc.uri, done.edits),
          place.entity.name,
        );
        assert.ok(typeof back !== "string", String(back));
        assert.equal(back.edits.length, done.edits.length);
        assert.deepEqual(back.texts, texts);
      }
    });
  }
});

/** Where an offset is after the edits before it. */
function movedTo(offset: number, uri: string, edits: readonly RenameEdit[]): number {
  return edits
    .filter(e => e.uri === uri && e.from < offset)
    .reduce((at, e) => at + e.insert.length - (e.to - e.from), offset);
}
