import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { canonicalUri, decodeText, type Files } from "./files";

const SKIPPED = new Set(["node_modules", ".git", ".hg", ".svn", "dist", "out"]);
const WANTED = /\.reg\.(?:md|ya?ml)$|^reglament\.yaml$/;
/** A file that may be a profile: `reglament.yaml` says which ones are. */
const PROFILE = /\.ya?ml$/;

export const nodeFiles: Files = {
  async list(folders) {
    const found: string[] = [];
    for (const folder of folders) {
      if (folder.startsWith("file:"))
        for (const path of await listDocuments(fileURLToPath(folder))) found.push(uriOf(path));
    }
    return found;
  },
  async read(uri) {
    if (!uri.startsWith("file:")) return undefined;
    try {
      return decodeText(await readFile(fileURLToPath(uri)));
    } catch {
      return undefined;
    }
  },
};

/** Paths of documents, `reglament.yaml` and possible profiles below a folder, in a stable order. */
export async function listDocuments(folder: string): Promise<string[]> {
  const found: string[] = [];
  let entries: import("node:fs").Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch {
    return found;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !SKIPPED.has(entry.name)) found.push(...(await listDocuments(path)));
    else if (entry.isFile() && (WANTED.test(entry.name) || (PROFILE.test(entry.name) && /profil|профил/i.test(folder))))
      found.push(path);
  }
  return found;
}

export const uriOf = (path: string): string => canonicalUri(pathToFileURL(path).href);
