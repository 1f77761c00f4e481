/** Where closed documents come from: Node's file system, or the client (virtual file systems, the web). */
export interface Files {
  /** URIs of all documents and profiles below the folders. */
  list(folders: readonly string[]): Promise<readonly string[]>;
  /** Text of a file; undefined when it can't be read. Bytes that aren't UTF-8 become U+FFFD. */
  read(uri: string): Promise<string | undefined>;
}

/** Bytes → text; a BOM of UTF-8 is dropped, as editors do. */
export const decodeText = (bytes: Uint8Array): string => new TextDecoder("utf-8").decode(bytes);
