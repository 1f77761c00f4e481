import type { Doc } from "../../model/document";

/** Bytes of another encoding were read as UTF-8, or the file is binary: other findings would be about nonsense. */
export function unreadable(doc: Doc): boolean {
  const start = doc.text.slice(0, 65_536);
  return start.includes("\ufffd") || start.includes("\0");
}
