/** What pasted text consists of, whatever it came from. */

/** `text` of a piece is one line of plain words without marks and numbers. */
export type IntakePiece =
  | { readonly kind: "heading"; readonly level: number; readonly numbered: boolean; readonly text: string }
  /** A paragraph with a number of a clause; `depth` 1 is «3.», 2 is «3.1.». */
  | { readonly kind: "numbered"; readonly depth: number; readonly text: string; readonly stands: Stands }
  /** An item of a list: `-`, `1)`, `а)`; `depth` from 0. */
  | { readonly kind: "item"; readonly depth: number; readonly mark: string; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "table"; readonly rows: readonly (readonly string[])[] };

/** `out`: bold or centred as headings are. */
type Stands = "out" | "plain";

/** What a paragraph begins with. */
export interface Label {
  readonly kind: "number" | "enumerator" | "bullet";
  /** Parts of a number: 2 of «3.1.». */
  readonly parts: number;
  /** `1)`, `а)`; `-` of every bullet. */
  readonly mark: string;
  /** Length of the label and the blanks behind it. */
  readonly length: number;
}

const NUMBER =
  /^(?!\d{1,2}\.\d{2}\.\d{4})(?:(?:\d{1,3}(?:\.\d{1,3})+\.?|[IVX]{1,5}\.|\d{1,3}\.)(?=\s|$)|\d{1,3}(?:\.\d{1,3})*\.(?=\p{Lu}))\s*/u;
const ENUMERATOR = /^(\d{1,3}|[а-яёa-z])\)\s*/u;
const BULLET = /^(?:[-–—*+](?=\s)|[•·●▪◦‣■□○§\u2023\uf000-\uf0ff]|[oo](?=\s{2,}))\s*/u;

/** The number, enumerator or bullet that a text begins with. */
export function labelOf(text: string): Label | undefined {
  const number = NUMBER.exec(text)?.[0];
  if (number) {
    const parts = number.match(/\d+/g)?.length ?? 1;
    return { kind: "number", parts, mark: number.trim(), length: number.length };
  }
  const enumerator = ENUMERATOR.exec(text);
  if (enumerator) return { kind: "enumerator", parts: 1, mark: enumerator[0].trim(), length: enumerator[0].length };
  const bullet = BULLET.exec(text)?.[0];
  return bullet === undefined ? undefined : { kind: "bullet", parts: 1, mark: "-", length: bullet.length };
}

/** Blanks made plain, invisible signs dropped, curly quotes turned into «». */
export function cleaned(text: string): string {
  let low = 0;
  return text
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "")
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000\t\r\n\v\f]/g, " ")
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

/** «3. Общие положения» over «3.1. …» is a heading; so is one that stands out as headings do. */
export function withHeadings(pieces: readonly IntakePiece[]): readonly IntakePiece[] {
  return pieces.map((piece, i) => {
    if (piece.kind !== "numbered" || piece.depth !== 1) return piece;
    const next = pieces.slice(i + 1).find(p => p.kind === "numbered");
    const opens = next?.kind === "numbered" && next.depth === 2;
    const isShort = piece.text.length <= 120 && !/[;:,!?]$/.test(piece.text);
    const finished = piece.text.endsWith(".");
    if (!isShort || !(piece.stands === "out" ? opens || !finished : opens && !finished)) return piece;
    return { kind: "heading", level: 2, numbered: true, text: piece.text.replace(/\.$/, "") };
  });
}
