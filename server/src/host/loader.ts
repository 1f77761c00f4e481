/** Files of a workspace: read in batches, followed while they come, change, move and go. */
import { isDocument, setFile, type Workspace } from "../workspace/docs";
import type { Files } from "./files";

/** Files read side by side. */
const BATCH = 64;

/**
 * Reads files and hands their texts on in the order of the list, whatever order they arrive in; `undefined` for one that
 * can't be read. `goOn` is asked before each batch with the number done.
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

/** What a loader tells and asks of the one it reads for. */
export interface LoaderOwner {
  /** Open in an editor: the file's text doesn't count. */
  isOpen(uri: string): boolean;
  /** A document was read, or read again. */
  read(uri: string, text: string): void;
  /** A document or profile is gone. */
  removed(uri: string): void;
  /** Something else was read: `reglament.yaml`'s profiles. */
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

  /** Reads all documents of the folders. `progress` as of features/progress.ts, made for the number of files. */
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

  /** Reads a file that isn't open (any more); one that isn't there is removed. */
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

  /** Files and whole folders that are gone. */
  removeAll(gone: ReadonlySet<string>): void {
    for (const uri of this.#known()) if (withFolders(uri).some(path => gone.has(path))) this.remove(uri);
  }

  /** Everything in folders that left the workspace. */
  leave(folders: readonly string[]): void {
    for (const uri of this.#known()) if (folders.some(folder => uri.startsWith(`${folder}/`))) this.remove(uri);
  }

  /** A file or folder is known at once under its new name; the watcher would tell of a folder's end only, and later. */
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

/** A file's URI and those of the folders it lies in. */
function withFolders(uri: string): string[] {
  const found: string[] = [];
  for (let end = uri.length; end > 0; end = uri.lastIndexOf("/", end - 1)) found.push(uri.slice(0, end));
  return found;
}
