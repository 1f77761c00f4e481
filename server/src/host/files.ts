import { encodeStep } from "../model/uris";

/** Where closed documents come from: Node's file system, or the client (virtual file systems, the web). */
export interface Files {
  /** URIs of all documents and profiles below the folders. */
  list(folders: readonly string[]): Promise<readonly string[]>;
  /** Text of a file; undefined when it can't be read. Bytes that aren't UTF-8 become U+FFFD. */
  read(uri: string): Promise<string | undefined>;
}

/** Bytes → text; a BOM of UTF-8 is dropped, as editors do. */
export const decodeText = (bytes: Uint8Array): string => new TextDecoder("utf-8").decode(bytes);

/**
 * One spelling of a file's URI, VS Code's: every sign outside the unreserved ones is encoded with capital digits, the letter of
 * a drive is small. Editors differ («%d0», a bare «!»), and documents find each other by their URIs. Other schemes are their
 * editor's own.
 */
export function canonicalUri(uri: string): string {
  if (!uri.startsWith("file:///")) return uri;
  return uri
    .split("/")
    .map((step, i) => (i < 3 ? step : canonicalStep(step)))
    .join("/");
}

function canonicalStep(step: string): string {
  try {
    const name = decodeURIComponent(step).replace(/^[A-Z]:$/, drive => drive.toLowerCase());
    return encodeStep(name);
  } catch {
    return step; // not UTF-8
  }
}
