import type { Doc } from "../model/document";

/** Bytes of another encoding were read as UTF-8, or the file is binary: other findings would be about nonsense. */
export function unreadable(doc: Doc): boolean {
  return /\ufffd|\0/.test(doc.text.length > 65_536 ? doc.text.slice(0, 65_536) : doc.text);
}
