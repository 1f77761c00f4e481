/** Numbers that come late: whatever is typed between Enter and its answer, the text is what was typed. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { TextDocument } from "vscode-languageserver-textdocument";
import { isBreak, type Mark, mapped, moved, type TextChange } from "../client/src/marks";
import { createDoc } from "../server/src/model/document";
import { enter } from "../server/src/operations/numbering/clause-typing";
import { createWorkspace } from "../server/src/workspace/docs";
import { least, runs } from "./runs";

const change = (rangeOffset: number, rangeLength: number, text: string): TextChange => ({
  rangeOffset,
  rangeLength,
  text,
});

describe("marks", () => {
  const mark = (offset: number, opensLine = true): Mark => ({ offset, alive: true, opensLine });
  const placeAfter = (m: Mark, text: string, ...changes: TextChange[]) => {
    moved(m, changes, () => text);
    return m.alive ? m.offset : undefined;
  };

  it("an Enter is a line break with its indent, at most blanks taken away", () => {
    assert.equal(isBreak([change(5, 0, "\n")]), 6);
    assert.equal(isBreak([change(5, 0, "\r\n  ")]), 7);
    assert.equal(isBreak([change(8, 0, "\n"), change(2, 3, "")]), 6);
    assert.equal(isBreak([change(5, 0, "\n- ")]), undefined);
    assert.equal(isBreak([change(5, 0, "\n"), change(9, 0, "\n")]), undefined);
    assert.equal(isBreak([change(5, 0, "а")]), undefined);
  });

  it("a mark moves with what comes before it and goes with its line break", () => {
    assert.equal(placeAfter(mark(4), "абв!\n", change(3, 0, "!")), 5);
    assert.equal(placeAfter(mark(4), "абв\nг", change(4, 0, "г")), 4);
    assert.equal(placeAfter(mark(4), "абв", change(3, 1, "")), undefined);
    assert.equal(placeAfter(mark(4), "абв\n\n", change(4, 0, "\n")), undefined);
    assert.equal(placeAfter(mark(4), "абв\nг\n", change(5, 0, "\n")), 4);
    assert.equal(placeAfter(mark(4, false), "абв\n\n", change(4, 0, "\n")), 4);
  });

  it("an edit of an older text is put where its place is now, or not at all", () => {
    const asked = TextDocument.create("", "", 0, "аб\nвг\n");
    const at = (line: number, from: number, to: number, newText: string) => ({
      range: { start: { line, character: from }, end: { line, character: to } },
      newText,
    });
    assert.deepEqual(mapped([at(1, 0, 0, "2. ")], asked, [[change(3, 0, "ж")], [change(0, 0, "щ")]]), [
      { from: 4, to: 4, insert: "2. " },
    ]);
    assert.equal(mapped([at(1, 0, 1, "3")], asked, [[change(2, 2, "")]]), undefined);
  });
});

describe("typing after Enter", () => {
  const base = "## 1. А\n\n1.1. Первое.\n\n1.2. Второе, см. п. 1.1.\n\n1.3. Третье.\n";
  const places = ["Первое.", "п. 1.1.", "Третье."].map(words => base.indexOf(words) + words.length);
  const step = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom("в", "о ", "т.", "1", "-", "№") },
    { weight: 1, arbitrary: fc.constantFrom("Backspace", "Enter") },
    { weight: 1, arbitrary: fc.constant("answer") },
  );

  it("the text without the numbers that came is the text that was typed", () => {
    let numbered = 0;
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.array(step, { maxLength: 25 }), (place, steps) => {
        // `plain` is written by a hand without numbers; `text` by the editor with them. `own` are the numbers' spans in it.
        let text = base;
        let plain = base;
        let cursor = place;
        let plainCursor = place;
        let inserted: { from: number; to: number; was: string }[] = [];
        let pending: { mark: Mark; asked: string; since: TextChange[][] } | undefined;
        const apply = (changes: TextChange[]) => {
          for (const c of [...changes].sort((a, b) => b.rangeOffset - a.rangeOffset))
            text = text.slice(0, c.rangeOffset) + c.text + text.slice(c.rangeOffset + c.rangeLength);
          if (!pending) return;
          moved(pending.mark, changes, () => text);
          pending.since.push(changes);
        };
        const key = (word: string) => {
          const c = word === "Backspace" ? change(cursor - 1, 1, "") : change(cursor, 0, word);
          if (inserted.some(i => c.rangeOffset < i.to && c.rangeOffset + c.rangeLength > i.from)) return;
          apply([c]);
          const delta = c.text.length - c.rangeLength;
          inserted = inserted.map(i => (i.from >= cursor ? { ...i, from: i.from + delta, to: i.to + delta } : i));
          cursor += delta;
          plain =
            word === "Backspace"
              ? plain.slice(0, plainCursor - 1) + plain.slice(plainCursor)
              : plain.slice(0, plainCursor) + word + plain.slice(plainCursor);
          plainCursor += delta;
        };
        const answer = () => {
          if (!pending?.mark.alive) return;
          const doc = createDoc("file:///a.reg.md", pending.asked);
          const at = pending.asked === text ? pending.mark.offset : undefined;
          const start = at ?? asked(pending);
          const found = enter(createWorkspace([{ uri: doc.uri, text: doc.text }]), doc, start);
          const source = TextDocument.create("", "", 0, pending.asked);
          const edits = found?.edits.map(e => ({
            range: { start: source.positionAt(e.from), end: source.positionAt(e.to) },
            newText: e.insert,
          }));
          const own = edits && mapped(edits, source, pending.since);
          pending = undefined;
          for (const e of [...(own ?? [])].sort((a, b) => b.from - a.from)) {
            const was = text.slice(e.from, e.to);
            text = text.slice(0, e.from) + e.insert + text.slice(e.to);
            const delta = e.insert.length - was.length;
            inserted = inserted.map(i => (i.from >= e.to ? { ...i, from: i.from + delta, to: i.to + delta } : i));
            inserted.push({ from: e.from, to: e.from + e.insert.length, was });
            if (cursor >= e.to) cursor += delta;
            numbered++;
          }
        };
        key("\n");
        pending = { mark: { offset: cursor, alive: true, opensLine: true }, asked: text, since: [] };
        for (const s of steps) {
          if (s === "answer") answer();
          else key(s === "Enter" ? "\n" : s);
        }
        answer();
        for (const i of inserted.sort((a, b) => b.from - a.from))
          text = text.slice(0, i.from) + i.was + text.slice(i.to);
        assert.equal(text, plain);
      }),
      { numRuns: runs(2000) },
    );
    assert.ok(numbered >= least(2800), `${numbered} numbers came`);
  });

  /** Where the mark stood in the text that was asked about: the new line of its Enter. */
  function asked({ mark, since }: { mark: Mark; since: TextChange[][] }): number {
    return since.reduceRight((offset, changes) => {
      const before = changes.filter(c => c.rangeOffset + c.rangeLength <= offset - 1);
      return offset - before.reduce((sum, c) => sum + c.text.length - c.rangeLength, 0);
    }, mark.offset);
  }
});
