/** Plain text of the clipboard, often from a PDF with its lines torn → pieces. */
import { cleaned, type IntakePiece, labelOf } from "./pieces";

export function piecesOfText(text: string): readonly IntakePiece[] {
  return paragraphs(text).flatMap(pieceOf);
}

function pieceOf(text: string): IntakePiece[] {
  const label = labelOf(text);
  const words = label ? text.slice(label.length).trim() : text;
  if (!words) return [];
  if (label?.kind === "number") return [{ kind: "numbered", depth: label.parts, text: words, stands: "plain" }];
  return [label ? { kind: "item", depth: 0, mark: label.mark, text: words } : { kind: "paragraph", text }];
}

interface PlainLine {
  readonly text: string;
  /** A blank line stands before it. */
  readonly apart: boolean;
}

/** Lines of one paragraph joined, hyphens at their ends mended. */
function paragraphs(source: string): string[] {
  const lines = linesOf(source);
  const lengths = lines.map(l => l.text.length).sort((a, b) => a - b);
  const widest = lengths.at(-1) ?? 0;
  // One word a line, as some PDF give it.
  const scattered = lines.length > 5 && lengths[lengths.length >> 1]! < 16;
  const found: string[] = [];
  let last: PlainLine | undefined;
  for (const line of lines) {
    if (last && found.length && joins(last, line, widest, scattered)) found.push(joined(found.pop()!, line.text));
    else found.push(line.text);
    last = line;
  }
  return found;
}

function linesOf(source: string): PlainLine[] {
  const found: PlainLine[] = [];
  let apart = false;
  const raw = source.split(/\r\n|[\n\r\v\f]/).map(cleaned);
  raw.forEach((text, i) => {
    // A page's number between its pages.
    const isPage = /^(?:[-–—] ?)?\d{1,3}(?: ?[-–—])?$/.test(text) && !raw[i - 1] && !raw[i + 1];
    if (!text || isPage) apart = true;
    else {
      found.push({ text, apart });
      apart = false;
    }
  });
  return found;
}

/** «1.» or «•» on a line of its own. */
const isLone = (text: string): boolean => {
  const label = labelOf(`${text} `);
  return label !== undefined && label.length > text.length;
};

function joins(last: PlainLine, line: PlainLine, widest: number, scattered: boolean): boolean {
  if (isLone(last.text)) return !labelOf(line.text);
  if (labelOf(line.text) || isLone(line.text)) return false;
  const goesOn = /^[\p{Ll}\d(«"–—]/u.test(line.text) && !/[.;:!?]$/.test(last.text);
  if (line.apart) return /^\p{Ll}/u.test(line.text) && /[\p{L},-]$/u.test(last.text);
  if (goesOn || scattered) return true;
  const isFull = last.text.length >= widest * 0.75;
  return isFull && last.text.length > 40 && (!/[.;:!?]$/.test(last.text) || last.text.length >= widest * 0.9);
}

/** A hyphen at a line's end belongs to the word («учебно-воспитательный») or only tears it («воспита-тельный»). */
function joined(text: string, next: string): string {
  const torn = /(\p{L}+)[-‐¬]$/u.exec(text);
  if (!torn || !/^\p{Ll}/u.test(next)) return `${text} ${next}`;
  const compound =
    /^\p{L}{3,}(?:но|ко|во|олого)$/u.test(torn[1]!) && /^\p{Ll}{4,}(?:н|ск|вск)\p{Ll}{2,4}(?!\p{L})/u.test(next);
  return compound ? text.replace(/[‐¬]$/, "-") + next : text.slice(0, -1) + next;
}
