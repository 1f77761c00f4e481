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
  /** The open or closed document of a URI; undefined for files that aren't ours. */
  doc(uri: string): Doc | undefined;
  /** Positions of an open or closed document. */
  text(uri: string): TextDocument | undefined;
  /** Findings of the current state, kept until something they rely on changes. */
  findings(doc: Doc): readonly Finding[];
  /** The findings as the client shows them. */
  diagnostics(doc: Doc): { readonly id: string; readonly items: Diagnostic[] };
  isOpen(uri: string): boolean;
  /** Documents that were there once. */
  readonly gone: ReadonlySet<string>;
  /** Runs `listener` after anything that findings or look-ups rest on has changed; often, so it should put off its work. */
  onChanged(listener: () => void): void;
  /** Resolves when the files of the workspace are read. */
  readonly ready: Promise<void>;
}

export interface Feature {
  readonly capabilities: ServerCapabilities;
  listen(session: Session): void;
}

/** Runs `task` once changes have paused for so many milliseconds. */
export function whenChanged(session: Session, pause: number, task: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  session.onChanged(() => {
    clearTimeout(timer);
    timer = setTimeout(task, pause);
  });
}
