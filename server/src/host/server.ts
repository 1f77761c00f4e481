/** The language server without its transport, the same for Node and the web: routes messages to the loader, the findings and the features. */
import {
  type ClientCapabilities,
  type Connection,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  type ServerCapabilities,
  TextDocumentSyncKind,
  WatchKind,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { allFeatures } from "../features/all";
import { ClientFindings, pullsDiagnostics } from "../features/diagnostics";
import type { Session } from "../features/feature";
import { progressOf } from "../features/progress";
import { createDoc, type Doc, editDoc } from "../model/document";
import { type ClientOptions, ListFiles, ReadFile } from "../protocol";
import { faults } from "../rules/engine/check";
import { dateOf } from "../russian/dates";
import type { Edit } from "../syntax/edits";
import { createWorkspace, isDocument, type Workspace } from "../workspace/docs";
import { type Edge, edgeOf, type Guard } from "./edge";
import { canonicalUri, decodeText, type Files } from "./files";
import { FindingsStore } from "./findings";
import { Loader } from "./loader";
import { version } from "./version";

/** How long typing must pause before the effect of an edit on neighbours is computed, in ms. */
const PAUSE = 100;

/** `localFiles` reads `file:` documents without asking the client; absent on the web. */
export function startServer(transport: Connection, localFiles: Files | undefined): void {
  new Server(edgeOf(transport), localFiles).listen();
}

class Server {
  readonly #connection: Connection;
  readonly #guarded: Guard;
  readonly #localFiles: Files | undefined;
  #files: Files | undefined;
  readonly #workspace: Workspace = {
    ...createWorkspace(),
    // A getter, because an editor stays open past midnight.
    get today() {
      return dateOf(new Date());
    },
  };
  readonly #findings = new FindingsStore(this.#workspace);
  readonly #loader: Loader;
  readonly #open = new Map<string, TextDocument>();
  readonly #closed = new Map<string, TextDocument>();
  readonly #gone = new Set<string>();
  readonly #listeners: (() => void)[] = [];
  readonly #session: Session;
  readonly #shown: ClientFindings;
  #options: ClientOptions = {};
  #client: ClientCapabilities = {};
  #folders: string[] = [];
  #pause: ReturnType<typeof setTimeout> | undefined;
  /** The value of {@link FindingsStore.fingerprintChanges} that listeners and the client know. */
  #announced = 0;
  #markReady = () => {};

  constructor({ connection, guarded }: Edge, localFiles: Files | undefined) {
    this.#connection = connection;
    this.#guarded = guarded;
    this.#localFiles = this.#files = localFiles;
    this.#loader = new Loader(this.#workspace, () => this.#files, {
      isOpen: uri => this.#open.has(uri),
      read: (uri, text) => this.#put(uri, createDoc(uri, text)),
      removed: uri => {
        this.#gone.add(uri);
        this.#findings.forget(uri);
        this.#closed.delete(uri);
        this.#changed(true);
      },
      changed: () => this.#changed(true),
    });
    this.#session = this.#sessionOf(
      new Promise<void>(resolve => {
        this.#markReady = resolve;
      }),
    );
    this.#shown = new ClientFindings(this.#session, doc => this.#findings.of(doc));
  }

  listen(): void {
    faults.report = (rule, error) =>
      this.#connection.console.error(`Правило ${rule.id}: ${error instanceof Error ? error.stack : String(error)}`);
    this.#connection.onInitialize(params => this.#initialize(params));
    this.#connection.onInitialized(() => this.#initialized());
    this.#listenToTexts();
    this.#listenToFiles();
    this.#shown.listen(() => this.#changed(true));
    for (const feature of allFeatures) feature.listen(this.#session);
    this.#connection.listen();
  }

  #sessionOf(ready: Promise<void>): Session {
    const server = this;
    return {
      connection: this.#connection,
      workspace: this.#workspace,
      get options() {
        return server.#options;
      },
      get client() {
        return server.#client;
      },
      ready,
      doc: uri => this.#workspace.docs.get(uri),
      isOpen: uri => this.#open.has(uri),
      gone: this.#gone,
      onChanged: listener => this.#listeners.push(listener),
      text: uri => this.#text(uri),
      findings: doc => this.#findings.of(doc).findings,
      diagnostics: doc => this.#shown.of(doc),
      guarded: this.#guarded,
    };
  }

  #text(uri: string): TextDocument | undefined {
    const known = this.#open.get(uri);
    if (known) return known;
    const doc = this.#workspace.docs.get(uri);
    if (!doc) return undefined;
    let text = this.#closed.get(uri);
    if (text?.getText() !== doc.text)
      this.#closed.set(uri, (text = TextDocument.create(uri, "reglament", 0, doc.text)));
    return text;
  }

  #initialize(params: InitializeParams): InitializeResult {
    this.#options = (params.initializationOptions as ClientOptions | undefined) ?? {};
    this.#client = params.capabilities;
    this.#folders = params.workspaceFolders?.map(f => f.uri) ?? (params.rootUri ? [params.rootUri] : []);
    if (this.#options.clientFiles && (!this.#localFiles || this.#folders.some(f => !f.startsWith("file:"))))
      this.#files = clientFiles(this.#connection, this.#localFiles);
    const capabilities: ServerCapabilities = Object.assign(
      {
        positionEncoding: "utf-16",
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      },
      ...allFeatures.map(f => f.capabilities),
    );
    capabilities.workspace = {
      ...capabilities.workspace,
      workspaceFolders: { supported: true, changeNotifications: true },
    };
    if (!pullsDiagnostics(this.#client)) delete capabilities.diagnosticProvider;
    return { capabilities, serverInfo: { name: "reglament", version } };
  }

  #initialized(): void {
    if (this.#client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      const watchers = [
        { globPattern: "**/*.reg.{md,yaml,yml}" },
        { globPattern: "**/reglament.yaml" },
        { globPattern: "**/{profil,профил}*/**/*.{yaml,yml}" },
        // The watcher reports a deleted folder as one event.
        { globPattern: "**", kind: WatchKind.Delete },
      ];
      this.#guarded("registerCapability", () =>
        this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }),
      )();
    }
    if (this.#client.workspace?.workspaceFolders) {
      this.#connection.workspace.onDidChangeWorkspaceFolders(event => {
        const gone = event.removed.map(f => f.uri);
        this.#folders = [...this.#folders.filter(f => !gone.includes(f)), ...event.added.map(f => f.uri)];
        this.#loader.leave(gone);
        this.#readAll();
      });
    }
    this.#readAll();
  }

  #readAll(): void {
    this.#guarded("readAll", async () => {
      // Whoever waits for the files gets those that could be read.
      try {
        await this.#loader.readAll(this.#folders, total => progressOf(this.#connection, "Чтение документов…", total));
      } finally {
        this.#markReady();
        this.#changed(true);
      }
    })();
  }

  #readClosed(uri: string): void {
    this.#guarded("readClosed", () => this.#loader.readClosed(uri))();
  }

  #listenToTexts(): void {
    this.#connection.onDidOpenTextDocument(({ textDocument: t }) => {
      // A client that doesn't know our languages sends every Markdown and YAML file; a README is no document of ours.
      if (!isDocument(t.uri) && /^(?:markdown|yaml)$/i.test(t.languageId)) return;
      this.#open.set(t.uri, TextDocument.create(t.uri, t.languageId, t.version, t.text));
      const before = this.#workspace.docs.get(t.uri);
      if (before?.text === t.text) this.#changed(false);
      else this.#put(t.uri, createDoc(t.uri, t.text));
    });
    this.#connection.onDidChangeTextDocument(({ textDocument: { uri, version: now }, contentChanges }) => {
      const text = this.#open.get(uri);
      const doc = this.#workspace.docs.get(uri);
      if (!text || !doc) return;
      this.#shown.edited(uri);
      const changes: Edit[] = [];
      let whole = false;
      for (const change of contentChanges) {
        if ("range" in change && change.range) {
          const { start, end } = change.range;
          changes.push({ from: text.offsetAt(start), to: text.offsetAt(end), insert: change.text });
        } else whole = true;
        TextDocument.update(text, [change], now);
      }
      this.#put(uri, whole ? createDoc(uri, text.getText()) : editDoc(doc, text.getText(), changes));
    });
    this.#connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
      if (!this.#open.delete(uri)) return;
      this.#shown.closed(uri);
      this.#readClosed(uri);
    });
  }

  #listenToFiles(): void {
    this.#connection.onDidChangeWatchedFiles(({ changes }) => {
      const deleted = new Set<string>();
      for (const { uri, type } of changes) {
        if (type === FileChangeType.Deleted) deleted.add(uri);
        else if (!this.#open.has(uri)) this.#readClosed(uri);
      }
      if (deleted.size > 0) this.#loader.removeAll(deleted);
    });
    this.#connection.workspace.onDidRenameFiles(({ files: renamed }) => {
      for (const { oldUri, newUri } of renamed) this.#loader.move(oldUri, newUri);
      this.#changed(true);
    });
  }

  #put(uri: string, doc: Doc): void {
    const before = this.#workspace.docs.get(uri);
    this.#workspace.docs.set(uri, doc);
    if (!before || before.kind === "workspace") {
      this.#changed(true);
      return;
    }
    this.#findings.edited(before);
    this.#changed(false);
    // The fingerprint of the document is compared once typing pauses, not on each keystroke.
    clearTimeout(this.#pause);
    this.#pause = setTimeout(
      this.#guarded("fingerprints", () => {
        const changes = this.#findings.fingerprintChanges();
        if (this.#announced !== changes) this.#changed(true);
        this.#announced = changes;
      }),
      PAUSE,
    );
  }

  /** Something changed that findings depend on; `neighbours`: findings of other documents may have changed, too. */
  #changed(neighbours: boolean): void {
    for (const listener of this.#listeners) listener();
    this.#shown.changed(neighbours);
  }
}

/** The file system of the client; `file:` documents are read from the local one first. */
function clientFiles(connection: Connection, local: Files | undefined): Files {
  return {
    list: async () => (await connection.sendRequest<string[]>(ListFiles)).map(canonicalUri),
    async read(uri) {
      const own = uri.startsWith("file:") ? await local?.read(uri) : undefined;
      if (own !== undefined) return own;
      const base64 = await connection.sendRequest<string | null>(ReadFile, { uri }).catch(() => null);
      return base64 === null ? undefined : decodeText(Uint8Array.from(atob(base64), c => c.charCodeAt(0)));
    },
  };
}
