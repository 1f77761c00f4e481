/** Writes a file so that whoever reads it finds the old content or the new one whole, even after a crash or on a full disk. */
import { randomBytes } from "node:crypto";
import {
  access,
  constants,
  type FileHandle,
  lstat,
  open,
  readlink,
  realpath,
  rename,
  stat,
  unlink,
} from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { readBytes } from "./node-files";

/** The file isn't what it was when it was read: somebody else has written it meanwhile. */
export class ChangedMeanwhile extends Error {
  constructor() {
    super("файл тем временем изменила другая программа");
  }
}

/**
 * Puts a new file in the place of `path`: one beside it is written, brought to the disk and renamed. Mode and owner stay, a
 * link is followed. `expected`: what the file must hold until then, else {@link ChangedMeanwhile}. Nothing is left behind by
 * a failure, and the old file stays.
 */
export async function replaceFile(path: string, content: Uint8Array, expected?: Uint8Array): Promise<void> {
  const old = await stat(path).catch(() => undefined);
  if (old && !old.isFile()) return writeInto(path, content);
  const target = await targetOf(path);
  // A rename would put a new file in the place of one that is read-only.
  if (old) await access(target, constants.W_OK);
  const beside = join(dirname(target), temporaryName());
  const handle = await open(beside, "wx", old ? old.mode & 0o7777 : 0o666);
  try {
    try {
      await handle.writeFile(content);
      if (old) await keepOwnerAndMode(handle, old);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (expected && !(await readBytes(target)).equals(expected)) throw new ChangedMeanwhile();
    await rename(beside, target);
  } catch (error) {
    await unlink(beside).catch(() => {});
    throw error;
  }
  await syncFolder(dirname(target));
}

/** No name of a document, whatever the file it stands in for is called. */
const temporaryName = () => `.reglament-${randomBytes(8).toString("hex")}.tmp`;

/** The file behind links; the one a dangling link speaks of. */
async function targetOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const link = await lstat(path).catch(() => undefined);
    if (link?.isSymbolicLink()) return resolve(dirname(path), await readlink(path));
    const folder = await realpath(dirname(path));
    return join(folder, basename(path));
  }
}

/** Pipes and devices have no content to keep. */
async function writeInto(path: string, content: Uint8Array): Promise<void> {
  const handle = await open(path, "w");
  try {
    await handle.writeFile(content);
  } finally {
    await handle.close();
  }
}

async function keepOwnerAndMode(handle: FileHandle, old: { mode: number; uid: number; gid: number }): Promise<void> {
  const own = await handle.stat();
  // Only root may give a file away; the group may be one of the writer's own.
  if (own.uid !== old.uid || own.gid !== old.gid)
    await handle.chown(old.uid, old.gid).catch(() => handle.chown(-1, old.gid).catch(() => {}));
  await handle.chmod(old.mode & 0o7777).catch(() => {});
}

/** So that the new name outlives a power cut, where the system can do it. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, "r");
    await handle.sync().finally(() => handle.close());
  } catch {
    // Windows opens no folders, and the file is in its place already.
  }
}
