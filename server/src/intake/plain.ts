/** Plain text of the clipboard, often from a PDF with its lines torn → pieces. */
import { spacedHyphen } from "../russian/typography";
import { goesOn } from "../syntax/wraps";
import { cleaned, type IntakePiece, isContentsLine, labelOf, openingOf } from "./pieces";

export function piecesOfText(text: string): readonly IntakePiece[] {
  return paragraphs(text).flatMap(pieceOf);
}

function pieceOf(text: string): IntakePiece[] {
  if (isContentsLine(text)) return [{ kind: "paragraph", text, stands: "plain", contents: true }];
  const first = labelOf(text);
  // «- 1.1. Текст»: the number counts.
  const inner = first?.kind === "bullet" ? labelOf(text.slice(first.length)) : undefined;
  const isClause = inner?.kind === "number" && inner.parts > 1;
  const label = isClause ? inner : first;
  const words = label ? text.slice(label.length + (isClause ? first!.length : 0)).trim() : text;
  if (!words) return [];
  if (label?.kind === "number")
    return [{ kind: "numbered", depth: label.parts, path: label.path || undefined, text: words, stands: "plain" }];
  return [
    label ? { kind: "item", depth: 0, mark: label.mark, text: words } : { kind: "paragraph", text, stands: "plain" },
  ];
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
    const text = found.at(-1);
    if (last && text !== undefined && joins(text, last, line, widest, scattered))
      found[found.length - 1] = joined(text, line.text);
    else found.push(line.text);
    last = line;
  }
  return found;
}

function linesOf(source: string): PlainLine[] {
  const found: PlainLine[] = [];
  let apart = false;
  // A form feed is where a page ends.
  const raw = source.split(/\r\n|[\n\r\v]/).flatMap(line => line.split(/(?=\f)|(?<=\f)/));
  const lines = raw.map(cleaned);
  const isEdge = (i: number) => i < 0 || i >= raw.length || raw[i] === "\f";
  lines.forEach((text, i) => {
    const between = !lines[i - 1] && !lines[i + 1];
    const atEdge = isEdge(i - 1) || isEdge(i + 1);
    const isPage = PAGE.test(text) || (NUMBER_ALONE.test(text) && (between || (atEdge && raw.includes("\f"))));
    if (!text || isPage) apart ||= raw[i] !== "\f" && !isPage;
    else {
      found.push({ text, apart });
      // A line of the contents ends with its page.
      apart = isContentsLine(text);
    }
  });
  return found;
}

/** A page's number between its pages. */
const NUMBER_ALONE = /^\d{1,3}$/;
const PAGE = /^(?:[-–—] ?\d{1,3} ?[-–—]|(?:стр\.|страница) ?\d{1,3}(?: из \d{1,3})?|\d{1,3} из \d{1,3})$/iu;

/** «1.» or «•» on a line of its own. */
const isLone = (text: string): boolean => {
  const label = labelOf(`${text} `);
  return label !== undefined && label.length > text.length;
};

/** `text`: the paragraph so far, `last` its last line. */
function joins(text: string, last: PlainLine, line: PlainLine, widest: number, scattered: boolean): boolean {
  if (isLone(last.text)) return !labelOf(line.text);
  const opening = openingOf(line.text);
  if (opening && !line.apart && !isLone(line.text)) {
    if (goesOn(last.text, openingOf(text)?.number, line.text, opening)) return true;
  }
  if (opening || isLone(line.text)) return false;
  const isUnfinished = !/[.;:!?]$/.test(last.text);
  const isTorn = /[\p{L}\d][-‐¬–—/]$/u.test(last.text);
  const continues = isTorn || (/^[\p{Ll}\d(«"–—]/u.test(line.text) && isUnfinished);
  if (line.apart) return /^\p{Ll}/u.test(line.text) && /[\p{L},-]$/u.test(last.text);
  if (continues || scattered) return true;
  const isFull = last.text.length >= widest * 0.75;
  return isFull && last.text.length > 40 && (isUnfinished || last.text.length >= widest * 0.9);
}

/** A hyphen at a line's end belongs to the word («учебно-воспитательный») or only tears it («воспита-тельный»). */
function joined(text: string, next: string): string {
  // «2026–⏎2027», «2025/⏎2026», «273-⏎ФЗ», «10-⏎летний»
  if (/\d[-–—/]$/.test(text) && /^\d/.test(next)) return text + next;
  if (/\d[-‐]$/.test(text) && /^\p{L}/u.test(next)) return text + next;
  const torn = /([\p{L}\d]*\p{L})[-‐¬]$/u.exec(text);
  const word = /^[\p{L}-]+/u.exec(next)?.[0];
  if (!torn || !word) return `${text} ${next}`;
  return isCompound(torn[1]!, word) ? text.replace(/[‐¬]$/, "-") + next : text.slice(0, -1) + next;
}

const PRONOUN =
  /^(?:как(?:ой|ая|ое|ие|ого|ому|им|ими|их|ую|ом)?|кто|что|кого|чего|кому|чему|кем|чем|ком|чём|чей|чья|чьё|чьи|где|куда|откуда|когда|почему|зачем|отчего|сколько|столько)$/iu;

/** Whether two halves of a word at a line's end are written with a hyphen. */
function isCompound(first: string, second: string): boolean {
  // «Нижне-⏎Волжский», «IT-⏎отдел», «СОШ-⏎интернат»
  if (/^\p{Lu}/u.test(second) || /\p{Lu}$/u.test(first) || /^[a-z]+$/i.test(first)) return true;
  if (PRONOUN.test(first) && /^(?:либо|нибудь|то)$/u.test(second)) return true;
  if (/^(?:вс[её]|так|опять|прямо|довольно)$/iu.test(first) && second === "таки") return true;
  if (/^(?:кое|кой)$/iu.test(first) || (/^из$/iu.test(first) && /^(?:за|под)$/u.test(second))) return true;
  if (/^во?$/iu.test(first) && /^\p{L}+ых$|^\p{L}+их$/u.test(second)) return true;
  if (/^по$/iu.test(first) && /^(?!этому$|тому$)\p{L}+(?:ому|ему|ски|цки|ьи)$/u.test(second)) return true;
  if (/^\p{L}{3,}(?:но|ко|во|олого)$/u.test(first) && /^\p{Ll}{4,}(?:н|ск|вск)\p{Ll}{2,4}$/u.test(second)) return true;
  // «мастер-⏎класс»: what is known as one word with its hyphen.
  return spacedHyphen(`${first} - ${second}`).length > 0;
}
