/** All documents of a workspace, found by URI. What needs two documents is looked up at query time, never stored. */
import { createDoc, type Doc } from "../model/document";
import { addressKey, fileName } from "../model/uris";
import type { CalendarDate } from "../russian/dates";

/** Documents by URI. */
export class Docs extends Map<string, Doc> {
  /** Changes when a document comes, goes, or names another kind or other neighbours, and with `reglament.yaml`: what look-ups between documents rest on. */
  revision = 0;
  /** Changes with every edit. */
  edits = 0;
  /** URIs by what is the same in all spellings: editors encode them differently, systems decompose their letters. */
  readonly #spelled = new Map<string, string>();

  override set(uri: string, doc: Doc): this {
    const before = this.get(uri);
    this.edits++;
    if (!before) this.#spelled.set(addressKey(uri), uri);
    if (!before || doc.kind === "workspace" || neighboursNamed(before) !== neighboursNamed(doc)) this.revision++;
    return super.set(uri, doc);
  }

  override delete(uri: string): boolean {
    if (!super.delete(uri)) return false;
    if (this.#spelled.get(addressKey(uri)) === uri) this.#spelled.delete(addressKey(uri));
    this.edits++;
    this.revision++;
    return true;
  }

  /** Drops all that was read of a document but its text: it is read again on demand. */
  release(uri: string): void {
    const doc = this.get(uri);
    if (doc) super.set(uri, createDoc(uri, doc.text));
  }

  /** The document at `uri`, however that is spelled. */
  find(uri: string): Doc | undefined {
    return this.get(uri) ?? this.get(this.#spelled.get(addressKey(uri)) ?? "");
  }
}

const neighboursNamed = ({ header: { type, profile, approvedBy, appendixTo, basis } }: Doc) =>
  [type, profile, approvedBy, appendixTo, basis].join("\0");

/** Texts of own profiles by URI. */
export class Profiles extends Map<string, string> {
  /** Changes with any of them. */
  revision = 0;

  override set(uri: string, text: string): this {
    this.revision++;
    return super.set(uri, text);
  }

  override delete(uri: string): boolean {
    this.revision++;
    return super.delete(uri);
  }
}

export interface Workspace {
  readonly docs: Docs;
  readonly profiles: Profiles;
  /** The day by the host's clock; undefined where the host doesn't say. The core has no clock of its own. */
  today: CalendarDate | undefined;
}

export function createWorkspace(files: readonly { readonly uri: string; readonly text: string }[] = []): Workspace {
  const workspace: Workspace = { docs: new Docs(), profiles: new Profiles(), today: undefined };
  for (const { uri, text } of files) setFile(workspace, uri, text);
  return workspace;
}

/** Puts a file in: a document, or the text of an own profile. */
export function setFile(workspace: Workspace, uri: string, text: string): void {
  if (isDocument(uri)) workspace.docs.set(uri, createDoc(uri, text));
  else workspace.profiles.set(uri, text);
}

export const isDocument = (uri: string) =>
  /\.reg\.(?:md|ya?ml)$/.test(fileName(uri)) || fileName(uri) === "reglament.yaml";
// Who names whom.
