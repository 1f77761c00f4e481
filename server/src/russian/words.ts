import { stemmer } from "@orama/stemmers/russian";
import { memoized } from "./memo";

/** A piece of a text. Offsets are UTF-16 units into that text. */
export interface TextSpan {
  readonly from: number;
  readonly to: number;
}

/** A word of a text. */
export interface Word extends TextSpan {
  readonly text: string;
  /** Lower case, ё→е, composed: what words are compared by. */
  readonly fold: string;
}

/**
 * The words of a text in their order. A word is letters with the digits and hyphens inside it: «учитель-предметник»,
 * «5б», «2-х», «273-ФЗ» are one word each; a bare number is none.
 */
export function words(text: string): Word[] {
  const found: Word[] = [];
  const end = text.length;
  for (let at = 0; at < end; ) {
    let kind = kindAt(text, at);
    if (kind === NONE) {
      at++;
      continue;
    }
    const from = at;
    let letters = false;
    let small = true;
    for (; kind !== NONE; kind = kindAt(text, at)) {
      letters ||= kind !== DIGIT;
      small &&= kind !== OTHER;
      at += kind === OTHER ? sizeAt(text, at) : 1;
      // A hyphen belongs to the word only when the word goes on: «научно- и учебно-методический».
      if (isHyphen(text.charCodeAt(at)) && kindAt(text, at + 1) !== NONE) {
        small &&= text.charCodeAt(at) === 0x2d;
        at++;
      }
    }
    if (letters) {
      const word = text.slice(from, at);
      found.push({ from, to: at, text: word, fold: small ? word : fold(word) });
    }
  }
  return found;
}

/** The parts of a hyphenated word as words of the same text; the word itself when it has no hyphen. */
export function halves(word: Word): Word[] {
  if (!/[-‐‑]/.test(word.text)) return [word];
  const parts: Word[] = [];
  let from = word.from;
  for (const text of word.text.split(/[-‐‑]/)) {
    parts.push({ from, to: from + text.length, text, fold: fold(text) });
    from += text.length + 1;
  }
  return parts;
}

/**
 * The form in which words are compared: lower case, ё→е, one kind of hyphen, no soft hyphens or stress marks.
 * Its length may differ from the text's.
 */
export const fold = (text: string): string => folded(text.toLowerCase());

function folded(lower: string): string {
  return odd.test(lower)
    ? lower
        .normalize("NFC")
        .replace(/ё/g, "е")
        .replace(/[‐‑]/g, "-")
        .replace(/[\u00ad\u0300\u0301]/g, "")
    : lower;
}
const odd = /[ё\u00ad\u0300-\u036f‐‑]/;

/** The Snowball stem of a folded word. */
export const stem = memoized(stemmer, 20_000);

/** How many UTF-16 units the letter or digit at `at` takes; 0 when something else stands there. */
function sizeAt(text: string, at: number): 0 | 1 | 2 {
  const code = text.charCodeAt(at);
  // Russian first: this runs for every character of every document.
  if (code >= 0x400 && code < 0x530) return 1;
  if (code < 0x80) return isDigit(code) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) ? 1 : 0;
  if (code === 0xad || (code >= 0x300 && code < 0x370)) return isInside(text, at) ? 1 : 0;
  if (code >= 0x2000 && code < 0x2c00) return 0;
  if (code >= 0xd800 && code < 0xdc00) return /^\p{L}/u.test(text.slice(at, at + 2)) ? 2 : 0;
  return /\p{L}/u.test(text.charAt(at)) ? 1 : 0;
}

/** Soft hyphens and combining marks count only inside a word. */
function isInside(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return before >= 0x400 && before < 0x530;
}

/** `SMALL` letters are folded as they stand. */
const [NONE, DIGIT, SMALL, OTHER, ASK] = [0, 1, 2, 3, 4] as const;
/** Russian and Latin by their codes: a look at each character of every document. */
const kinds = Uint8Array.from({ length: 0x530 }, (_, code) => {
  if (isDigit(code)) return DIGIT;
  const isSmall = (code >= 0x61 && code <= 0x7a) || (code >= 0x430 && code <= 0x44f);
  return isSmall
    ? SMALL
    : code === 0xad || (code >= 0x300 && code < 0x370)
      ? ASK
      : sizeAt(String.fromCharCode(code), 0)
        ? OTHER
        : NONE;
});

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  const kind = code < 0x530 ? kinds[code]! : ASK;
  return kind !== ASK ? kind : at < text.length && sizeAt(text, at) > 0 ? OTHER : NONE;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isHyphen(code: number): boolean {
  return code === 0x2d || code === 0x2010 || code === 0x2011;
}
