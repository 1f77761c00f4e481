/** What pasted text consists of, whatever it came from. */
import { evenBlanks, visible } from "../russian/invisible";

/** `text` of a piece is one line of plain words without marks and numbers. */
export type IntakePiece =
  | {
      readonly kind: "heading";
      readonly level: number;
      readonly numbered: boolean;
      readonly path: string | undefined;
      readonly text: string;
    }
  /** A paragraph with a number of a clause; `depth` 1 is «3.», 2 is «3.1.»; `path` is the number that it came with. */
  | {
      readonly kind: "numbered";
      readonly depth: number;
      readonly path: string | undefined;
      readonly text: string;
      readonly stands: Stands;
    }
  /** An item of a list: `-`, `1)`, `а)`; `depth` from 0. */
  | { readonly kind: "item"; readonly depth: number; readonly mark: string; readonly text: string }
  | {
      readonly kind: "paragraph";
      readonly text: string;
      readonly stands: Stands;
      /** A line of a table of contents. */
      readonly contents?: true;
    }
  | { readonly kind: "table"; readonly rows: readonly (readonly string[])[] };

/** `out`: bold or centred as headings are. */
type Stands = "out" | "plain";

/** What a paragraph begins with. */
export interface Label {
  readonly kind: "number" | "enumerator" | "bullet";
  /** Parts of a number: 2 of «3.1.». */
  readonly parts: number;
  /** `3.1`; empty without a number. */
  readonly path: string;
  /** `1)`, `а)`; `-` of every bullet. */
  readonly mark: string;
  /** Length of the label and the blanks behind it. */
  readonly length: number;
}

/** «1.», «1.2», «IV.», «1.2)», torn «1. 2.»; a date is none. */
const NUMBER =
  /^(?!\d{1,2}\.\s?\d{1,2}\.\s?\d{4})(?:(?:\d{1,3}(?:\.\d{1,3})+\)|\d{1,3}(?:\s?\.\s?\d{1,3})+\.|\d{1,3}(?:\.\d{1,3})+|[IVX]{1,5}\.|\d{1,3}\.)(?=\s|$)|\d{1,3}(?:\.\d{1,3})*\.(?=\p{Lu}))\s*/u;
const ENUMERATOR = /^(\d{1,3}|[а-яёa-z])\)\s*/u;
const BULLET = /^(?:[-–—*+](?=\s)|[-–—](?=[\p{Lu}«])|[•·●▪◦‣■□○§\u2023\uf000-\uf0ff]|[oo](?=\s{2,}))\s*/u;

/** The number, enumerator or bullet that a text begins with. */
export function labelOf(text: string): Label | undefined {
  const number = NUMBER.exec(text)?.[0];
  if (number) {
    const digits = number.match(/\d+/g);
    const path = digits ? digits.join(".") : "";
    return { kind: "number", parts: digits?.length ?? 1, path, mark: number.trim(), length: number.length };
  }
  const enumerator = ENUMERATOR.exec(text);
  if (enumerator) {
    const { length } = enumerator[0];
    return { kind: "enumerator", parts: 1, path: "", mark: enumerator[0].trim(), length };
  }
  const bullet = BULLET.exec(text)?.[0];
  return bullet === undefined ? undefined : { kind: "bullet", parts: 1, path: "", mark: "-", length: bullet.length };
}

interface LabelOpening {
  readonly mark: { readonly kind: string } | undefined;
  readonly number: { readonly from: number; readonly parts: readonly number[]; readonly dot: boolean } | undefined;
  readonly from: number;
}

/** The same as what a line of the dialect begins with. */
export function openingOf(text: string): LabelOpening | undefined {
  const label = labelOf(text);
  if (!label) return undefined;
  const parts = label.path ? label.path.split(".").map(Number) : [0];
  return label.kind === "number"
    ? { mark: undefined, number: { from: 0, parts, dot: /[.)]$/.test(label.mark) }, from: label.length }
    : { mark: { kind: label.kind }, number: undefined, from: label.length };
}

/** «1. Общие положения ........ 3» */
export const isContentsLine = (text: string): boolean => CONTENTS_END.test(text);
const CONTENTS_END = /(?:(?<!\.)\.{4,}|(?<!…)…{2,}|(?<!\. )(?:\. ){4,})\s*\d{1,3}$/;

/** Without the table of contents: the editor makes its own. A line whose heading doesn't come along stays as it is. */
export function withoutContents(pieces: readonly IntakePiece[]): readonly IntakePiece[] {
  if (!pieces.some(isContents)) return pieces;
  const plain = (text: string) => text.replace(/(?<![.\s])[.\s]+$/, "").toLowerCase();
  const headings = new Set(pieces.flatMap(p => (p.kind !== "table" && !isContents(p) ? [plain(p.text)] : [])));
  const isDoubled = (piece: IntakePiece | undefined): boolean => {
    if (!piece || !isContents(piece)) return false;
    const words = piece.text.slice(labelOf(piece.text)?.length ?? 0).replace(/(?<![.…\s])[.…\s]*\d{1,3}$/, "");
    return headings.has(plain(words));
  };
  return pieces.filter(
    (p, i) =>
      !isDoubled(p) &&
      !(p.kind === "paragraph" && /^(?:оглавление|содержание)$/iu.test(p.text) && isDoubled(pieces[i + 1])),
  );
}

const isContents = (piece: IntakePiece): piece is IntakePiece & { readonly kind: "paragraph" } =>
  piece.kind === "paragraph" && piece.contents === true;

/** Blanks made plain, invisible signs and marks of comments dropped, letters composed, curly quotes turned into «». */
export function cleaned(text: string): string {
  let low = 0;
  return evenBlanks(visible(text))
    .replace(/[\u00a0\t\r\n\v\f]/g, " ")
    .replace(/(?<=[\p{L}\d.,;:)»])\[\p{Lu}{2,3}\d{1,3}\]/gu, "")
    .replace(/[„“”‟]/g, sign => {
      if (sign === "„") low++;
      if (sign === "”" || (sign === "“" && low > 0)) {
        low = Math.max(0, low - 1);
        return "»";
      }
      return "«";
    })
    .replace(/ {2,}/g, " ")
    .trim();
}

/**
 * «3. Общие положения» over «3.1. …» is a heading; so is one that stands out as headings do, and where a text has such
 * sections each short one without a full stop is.
 */
export function withHeadings(pieces: readonly IntakePiece[]): readonly IntakePiece[] {
  const isHeading = (piece: IntakePiece, i: number, sectioned: boolean): boolean => {
    if (piece.kind !== "numbered" || piece.depth !== 1) return false;
    const next = pieces.slice(i + 1).find(p => p.kind === "numbered");
    const opens = next?.kind === "numbered" && next.depth === 2;
    const isShort = piece.text.length <= 120 && !/[;:,!?]$/.test(piece.text);
    const finished = piece.text.endsWith(".");
    return isShort && (piece.stands === "out" ? opens || !finished : (opens || sectioned) && !finished);
  };
  const sectioned = pieces.some((p, i) => isHeading(p, i, false) && pieces[i + 1]?.kind === "numbered");
  return pieces.map((piece, i) =>
    piece.kind === "numbered" && isHeading(piece, i, sectioned)
      ? { kind: "heading", level: 2, numbered: true, path: piece.path, text: piece.text.replace(/\.$/, "") }
      : piece,
  );
}

/** What acts are called. */
const KIND =
  /^(?:положение|порядок|правила|регламент|инструкция|программа|концепция|стандарт|кодекс|памятка|отч[её]т|план)(?!\p{L})/iu;
const ORDER = /^(?:приказ|распоряжение|п\s?р\s?и\s?к\s?а\s?з)(?=\s|$)/iu;

/** The first words that name the act are its title, not a paragraph: «ПОЛОЖЕНИЕ» and «о совете», of an order «О совете». */
export function withTitle(pieces: readonly IntakePiece[]): readonly IntakePiece[] {
  const end = pieces.findIndex(p => p.kind !== "paragraph");
  const before = pieces.slice(0, end < 0 ? pieces.length : end);
  const order = before.findIndex(p => p.kind === "paragraph" && ORDER.test(p.text));
  const at = before.findIndex(
    (p, i) =>
      p.kind === "paragraph" &&
      !/[.;:,!?]$/.test(p.text) &&
      p.text.length <= 250 &&
      (order < 0 ? KIND.test(p.text) && namesAct(p) : i > order && /^об?о?\s/iu.test(p.text)),
  );
  const first = before[at];
  if (first?.kind !== "paragraph" || pieces.length === 1) return pieces;
  let text = first.text;
  let to = at + 1;
  for (; to < before.length && to < at + 4; to++) {
    const piece = before[to]!;
    if (piece.kind !== "paragraph" || /[.;:!?]$/.test(piece.text)) break;
    if (piece.stands !== "out" && !/^\p{Ll}/u.test(piece.text) && !/^об?о?\s/iu.test(piece.text)) break;
    text += ` ${piece.text}`;
  }
  const [word = "", ...rest] = text.split(" ");
  const capitals = /^\p{Lu}{2,}$/u.test(word) && /\p{Ll}/u.test(rest.join(" "));
  const title = capitals ? [word[0]! + word.slice(1).toLowerCase(), ...rest].join(" ") : text;
  const heading: IntakePiece = { kind: "heading", level: 1, numbered: false, path: undefined, text: title };
  return [...pieces.slice(0, at), heading, ...pieces.slice(to)];
}

/** «ПОЛОЖЕНИЕ», «Положение о совете»: not «Положение принято советом». */
const namesAct = ({ text, stands }: { readonly text: string; readonly stands: Stands }): boolean =>
  stands === "out" ||
  /^\p{Lu}{4,}(?!\p{L})/u.test(text) ||
  /^\p{L}+(?:\s+(?:об?о?|по|при[её]ма|работы|внутреннего|поведения)\s|$)/iu.test(text);
