/** A language feature: a value that declares its own capability and listens. */
import type { ClientCapabilities, Connection, Diagnostic, ServerCapabilities } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Doc } from "../model/document";
import type { ClientOptions } from "../protocol";
import type { Finding } from "../rules/engine/check";
import type { Workspace } from "../workspace/docs";

/** What features see of the server. */
export interface Session {
  readonly connection: Connection;
  readonly workspace: Workspace;
  readonly options: ClientOptions;
  readonly client: ClientCapabilities;
  /** The document of a URI, open or not; undefined for files that aren't ours. */
  doc(uri: string): Doc | undefined;
  /** The text of a document, open or not, to convert offsets and positions. */
  text(uri: string): TextDocument | undefined;
  /** Findings of the current state; the same array until something they depend on changes. */
  findings(doc: Doc): readonly Finding[];
  /** The findings as diagnostics; `id` differs for each result. */
  diagnostics(doc: Doc): { readonly id: string; readonly items: Diagnostic[] };
  isOpen(uri: string): boolean;
  /** URIs of documents that have been removed. */
  readonly gone: ReadonlySet<string>;
  /** Runs `listener` after every change of what findings or look-ups depend on; that is often, so it should delay its work. */
  onChanged(listener: () => void): void;
  /** Wraps a task that a timer runs or nobody awaits: logs what it throws. */
  guarded(what: string, task: () => unknown): () => void;
  /** Resolves when the files of the workspace are read. */
  readonly ready: Promise<void>;
}

export interface Feature {
  readonly capabilities: ServerCapabilities;
  listen(session: Session): void;
}

/** Runs `task` once there has been no change for `pause` milliseconds. `what` names it in the log when it throws. */
export function whenChanged(session: Session, pause: number, what: string, task: () => unknown): void {
  const run = session.guarded(what, task);
  let timer: ReturnType<typeof setTimeout> | undefined;
  session.onChanged(() => {
    clearTimeout(timer);
    timer = setTimeout(run, pause);
  });
}
