import { constants, open, readdir, stat } from "node:fs/promises";
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
      return decodeText(await readBytes(fileURLToPath(uri)));
    } catch {
      return undefined;
    }
  },
};

/** Not a file that holds something: a pipe, a device, a socket. */
class NoPlainFile extends Error {
  constructor() {
    super("это не обычный файл");
  }
}

/** Content of a file. A pipe or a device, which may never end, isn't waited for. */
export async function readBytes(path: string): Promise<Buffer> {
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const info = await handle.stat();
    if (!info.isFile() && !info.isDirectory()) throw new NoPlainFile();
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** What of a folder couldn't be looked at. */
export interface ListProblems {
  /** The folder or one inside of it can't be read. */
  unreadable(folder: string, error: unknown): void;
  /** A document or folder whose name isn't UTF-8, as far as it is: nothing can address it. */
  misnamed(path: string): void;
}

/** Paths of documents, `reglament.yaml` and possible profiles below a folder, in a stable order. */
export async function listDocuments(folder: string, problems?: ListProblems): Promise<string[]> {
  const found: string[] = [];
  let entries: import("node:fs").Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    problems?.unreadable(folder, error);
    return found;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const isFolder = entry.isDirectory() && !SKIPPED.has(entry.name);
    const isWanted =
      entry.isFile() && (WANTED.test(entry.name) || (PROFILE.test(entry.name) && /profil|профил/i.test(folder)));
    if (!isFolder && !isWanted) continue;
    if (await isMisnamed(path, entry.name)) problems?.misnamed(path);
    else if (isFolder) found.push(...(await listDocuments(path, problems)));
    else found.push(path);
  }
  return found;
}

/** Node gives bytes that aren't UTF-8 as U+FFFD, and then doesn't find the file. */
const isMisnamed = async (path: string, name: string): Promise<boolean> =>
  name.includes("\ufffd") && !(await stat(path).catch(() => undefined));

export const uriOf = (path: string): string => canonicalUri(pathToFileURL(path).href);
