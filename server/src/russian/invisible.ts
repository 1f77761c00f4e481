/**
 * Signs that nobody sees but that stand between the letters: soft hyphens, blanks of no width, marks of direction; and «й»
 * and «ё» of two signs each, as file systems and PDF of a Mac write them.
 */

const SIGNS = "\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff";
const PARTS = "[ИиЕе\\u0406\\u0456][\\u0306\\u0308]";

/** A run of them, or a letter of two signs. */
export const INVISIBLE = new RegExp(`[${SIGNS}]+|${PARTS}`, "g");
const LETTERS = new RegExp(PARTS, "g");
const any = new RegExp(`[${SIGNS}\\u0306\\u0308]`);

export const hasInvisible = (text: string): boolean => any.test(text);

/** Blanks of every width as `\u00a0`: each stays one unit long. */
export const evenBlanks = (text: string): string => text.replace(/[\u2000-\u200a\u202f\u205f\u3000]/g, "\u00a0");

/** A text without them, letters composed. */
export const visible = (text: string): string =>
  any.test(text) ? text.replace(INVISIBLE, s => (/[\u0306\u0308]$/.test(s) ? s.normalize("NFC") : "")) : text;

/** «й» and «ё» of two signs as one letter. */
export const composed = (text: string): string =>
  any.test(text) ? text.replace(LETTERS, s => s.normalize("NFC")) : text;

/** What `read` says of the visible text, with its offsets in the text itself: all numbers under keys in `…from` and `…to`. */
export function readVisible<T>(text: string, read: (visible: string) => T): T {
  if (!any.test(text)) return read(text);
  let shown = "";
  /** Where each unit of `shown` begins and ends in the text. */
  const starts: number[] = [];
  const ends: number[] = [];
  const take = (from: number, to: number, sign: string) => {
    shown += sign;
    starts.push(from);
    ends.push(to);
  };
  let at = 0;
  for (const m of text.matchAll(INVISIBLE)) {
    for (; at < m.index; at++) take(at, at + 1, text[at]!);
    at += m[0].length;
    if (/[\u0306\u0308]$/.test(m[0])) take(m.index, at, m[0].normalize("NFC"));
  }
  for (; at < text.length; at++) take(at, at + 1, text[at]!);
  const place = (key: string, offset: number): number =>
    /from$/i.test(key) ? (starts[offset] ?? text.length) : /to$/i.test(key) ? (ends[offset - 1] ?? 0) : offset;
  const moved = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(moved);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, v]) => [key, typeof v === "number" ? place(key, v) : moved(v)]),
    );
  };
  return moved(read(shown)) as T;
}
