/** Reads the files of a workspace in batches and keeps it up to date as files are created, changed, moved and deleted. */
import { isDocument, setFile, type Workspace } from "../workspace/docs";
import type { Files } from "./files";

/** How many files are read at the same time. */
const BATCH = 64;

/**
 * Calls `put` with what `read` gives for each file, in the order of `files`. Before each batch `goOn` gets the number of files
 * done; if it returns false, the rest isn't read. Rejects when `read` does.
 */
export async function readInBatches<File, Text>(
  files: readonly File[],
  read: (file: File) => Promise<Text>,
  put: (file: File, text: Text) => void,
  goOn: (done: number) => boolean = () => true,
): Promise<void> {
  for (let i = 0; i < files.length && goOn(i); i += BATCH) {
    const batch = files.slice(i, i + BATCH);
    const texts = await Promise.all(batch.map(read));
    for (const [n, file] of batch.entries()) put(file, texts[n]!);
  }
}

/** What a loader asks of its owner and reports to it. */
export interface LoaderOwner {
  /** The document is open in an editor, whose text takes precedence over the file. */
  isOpen(uri: string): boolean;
  /** A document was read after {@link Loader.readAll}; the owner puts it into the workspace. */
  read(uri: string, text: string): void;
  /** A document was removed from the workspace. */
  removed(uri: string): void;
  /** A profile was read or removed. */
  changed(): void;
}

export class Loader {
  readonly #workspace: Workspace;
  readonly #files: () => Files | undefined;
  readonly #owner: LoaderOwner;

  constructor(workspace: Workspace, files: () => Files | undefined, owner: LoaderOwner) {
    this.#workspace = workspace;
    this.#files = files;
    this.#owner = owner;
  }

  /** Reads all files of the folders but those that are open. `progressFor` makes a progress report for the number of files. */
  async readAll(
    folders: readonly string[],
    progressFor: (total: number) => { readonly cancelled: boolean; at(n: number): void; done(): void },
  ): Promise<void> {
    const files = this.#files();
    const uris = (await files?.list(folders).catch(() => [])) ?? [];
    const progress = progressFor(uris.length);
    const { isOpen } = this.#owner;
    await readInBatches(
      uris,
      async uri => (isOpen(uri) ? undefined : files?.read(uri)),
      (uri, text) => {
        if (text !== undefined && !isOpen(uri)) setFile(this.#workspace, uri, text);
      },
      done => {
        progress.at(done);
        return !progress.cancelled;
      },
    );
    progress.done();
  }

  /** Reads one file that isn't open; removes it from the workspace when it can't be read. */
  async readClosed(uri: string): Promise<void> {
    const text = await this.#files()?.read(uri);
    if (text === undefined) this.remove(uri);
    else if (!this.#owner.isOpen(uri)) {
      if (isDocument(uri)) this.#owner.read(uri, text);
      else {
        setFile(this.#workspace, uri, text);
        this.#owner.changed();
      }
    }
  }

  remove(uri: string): void {
    if (this.#owner.isOpen(uri)) return;
    const { docs, profiles } = this.#workspace;
    const known = docs.delete(uri);
    profiles.delete(uri);
    if (known) this.#owner.removed(uri);
    else this.#owner.changed();
  }

  /** Removes the deleted files and everything in the deleted folders. */
  removeAll(gone: ReadonlySet<string>): void {
    for (const uri of this.#known()) if (withFolders(uri).some(path => gone.has(path))) this.remove(uri);
  }

  /** Removes everything in folders that left the workspace. */
  leave(folders: readonly string[]): void {
    for (const uri of this.#known()) if (folders.some(folder => uri.startsWith(`${folder}/`))) this.remove(uri);
  }

  /** Renames a file or folder at once: the watcher reports later, and of a folder only that its old name is gone. */
  move(oldUri: string, newUri: string): void {
    const { docs, profiles } = this.#workspace;
    for (const known of this.#known()) {
      if (known !== oldUri && !known.startsWith(`${oldUri}/`)) continue;
      const text = docs.get(known)?.text ?? profiles.get(known);
      const uri = newUri + known.slice(oldUri.length);
      if (text !== undefined && !this.#owner.isOpen(uri)) setFile(this.#workspace, uri, text);
      this.remove(known);
    }
  }

  #known(): string[] {
    return [...this.#workspace.docs.keys(), ...this.#workspace.profiles.keys()];
  }
}

/** The URI of a file and of each folder it lies in. */
function withFolders(uri: string): string[] {
  const found: string[] = [];
  for (let end = uri.length; end > 0; end = uri.lastIndexOf("/", end - 1)) found.push(uri.slice(0, end));
  return found;
}
