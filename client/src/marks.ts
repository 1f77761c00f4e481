/** Places of a text that move with its edits. Knows no VS Code: offsets are UTF-16 units. */
import type { TextDocument } from "vscode-languageserver-textdocument";

/** One replacement, at its place in the text before the event that it is part of. */
export interface TextChange {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

export interface Mark {
  offset: number;
  /** False once what it marked is gone. */
  alive: boolean;
  /** A line break stands before it that it lives by. */
  readonly opensLine: boolean;
}

/** Where the new line begins when `changes` are one Enter: a line break with its indent, at most blanks taken away. */
export function isBreak(changes: readonly TextChange[]): number | undefined {
  const breaks = changes.filter(c => c.text !== "");
  const [own] = breaks;
  if (breaks.length !== 1 || !own || !/^\r?\n[ \t]*$/.test(own.text)) return undefined;
  const before = changes.filter(c => c !== own && c.rangeOffset < own.rangeOffset);
  const gone = before.reduce((sum, c) => sum + c.rangeLength, 0);
  return own.rangeOffset - gone + own.text.indexOf("\n") + 1;
}

/** Moves a mark through an event; `text` gives the text after it. An undone event ends a mark that it reaches. */
export function moved(mark: Mark, changes: readonly TextChange[], text: () => string, undone = false): void {
  if (!mark.alive) return;
  const was = mark.offset;
  const edge = mark.opensLine ? was - 1 : was;
  let broken: TextChange | undefined;
  for (const change of changes) {
    const end = change.rangeOffset + change.rangeLength;
    if (end <= edge && change.rangeOffset < was) mark.offset += change.text.length - change.rangeLength;
    else if (change.rangeOffset < was) mark.alive = false;
    else if (mark.opensLine && change.text.includes("\n") && !undone) broken = change;
  }
  // Enter again in the blank line: who wants a blank line wants no number in it.
  if (
    mark.alive &&
    broken &&
    text()
      .slice(mark.offset, mark.offset + broken.rangeOffset - was)
      .trim() === ""
  )
    mark.alive = false;
}

interface Ranged {
  readonly range: { readonly start: Place; readonly end: Place };
  readonly newText: string;
}
interface Place {
  readonly line: number;
  readonly character: number;
}

/** Edits of the text `asked` at their offsets after the events `since`; undefined when one of those met an edit. */
export function mapped(
  edits: readonly Ranged[],
  asked: TextDocument,
  since: readonly (readonly TextChange[])[],
): readonly { readonly from: number; readonly to: number; readonly insert: string }[] | undefined {
  const found: { from: number; to: number; insert: string }[] = [];
  for (const { range, newText } of edits) {
    let [from, to] = [asked.offsetAt(range.start), asked.offsetAt(range.end)];
    for (const changes of since) {
      let shift = 0;
      for (const { rangeOffset, rangeLength, text } of changes) {
        if (rangeOffset >= to) continue;
        if (rangeOffset + rangeLength > from) return undefined;
        shift += text.length - rangeLength;
      }
      from += shift;
      to += shift;
    }
    found.push({ from, to, insert: newText });
  }
  return found;
}
