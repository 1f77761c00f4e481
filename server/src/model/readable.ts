/** Whether a document's text is what its author wrote. */

import { type Block, blocksWhere } from "../syntax/blocks";
import { conflictsOf } from "./conflicts";
import type { Doc } from "./document";

/** Bytes of another encoding were read as UTF-8, or the file is binary: other findings would be about nonsense. */
export const unreadable = (doc: Doc): boolean =>
  doc.kind === "text" ? blocksWhere(doc.tree, hasOddSign).length > 0 : hasOddSign(doc);

/** Nothing is changed without a person where the text isn't certain. */
export const isFixable = (doc: Doc): boolean => !unreadable(doc) && conflictsOf(doc).length === 0;

const hasOddSign = ({ text }: Pick<Block, "text">): boolean => text.includes("\ufffd") || text.includes("\0");

export type Encoding = "UTF-16 LE" | "UTF-16 BE" | "Windows 1251";

/** The encoding that the file seems to have; undefined for UTF-8 with a few damaged signs. */
export function likelyEncoding(text: string): Encoding | undefined {
  // In Russian one byte of each unit of UTF-16 is the block of Cyrillic or of Latin letters.
  const start = text.slice(0, 4096);
  const halves = [0, 0];
  for (let i = 0; i < start.length; i++) if (start[i] === "\0" || start[i] === "\x04") halves[i % 2]!++;
  const [even, odd] = halves as [number, number];
  const most = Math.max(even, odd);
  if (most >= start.length * 0.3 && most > 3 * Math.min(even, odd)) return odd > even ? "UTF-16 LE" : "UTF-16 BE";
  const odds = text.match(/[\ufffd\0]/g)?.length ?? 0;
  return odds * 50 < text.length ? undefined : "Windows 1251";
}
