/** The server without its transport: the same for Node and the web. */
import {
  type ClientCapabilities,
  type Connection,
  type Diagnostic,
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
import { diagnosticsOf } from "../features/convert";
import { pullsDiagnostics, pushDiagnostics } from "../features/diagnostics";
import type { Session } from "../features/feature";
import { progressOf } from "../features/progress";
import { createDoc, type Doc, editDoc } from "../model/document";
import { type ClientOptions, Cursor, type CursorParams, ListFiles, ReadFile } from "../protocol";
import { allRules } from "../rules/all";
import { type CheckResult as CheckedDoc, checkAfter, faults } from "../rules/engine/check";
import { dateOf, isoDate } from "../russian/dates";
import type { Edit } from "../syntax/edits";
import { type Config, configOf } from "../workspace/config";
import { createWorkspace, isDocument, setFile, type Workspace } from "../workspace/docs";
import { fingerprintOf, neighbourFingerprint } from "../workspace/fingerprints";
import { edgeOf } from "./edge";
import { canonicalUri, decodeText, type Files } from "./files";
import { version } from "./version";

const styles = new Set(allRules.filter(r => r.style).map(r => r.id));

/** `localFiles`: reads `file:` documents without the client; absent on the web. */
export function startServer(transport: Connection, localFiles: Files | undefined): void {
  const connection = edgeOf(transport);
  const workspace: Workspace = {
    ...createWorkspace(),
    // An editor stays open past midnight.
    get today() {
      return dateOf(new Date());
    },
  };
  const open = new Map<string, TextDocument>();
  const closed = new Map<string, TextDocument>();
  const checked = new Map<string, KeptFindings>();
  const sent = new Map<string, string>();
  const gone = new Set<string>();
  const listeners: (() => void)[] = [];
  let options: ClientOptions = {};
  let client: ClientCapabilities = {};
  let folders: string[] = [];
  let files: Files | undefined = localFiles;
  let pulls = false;
  let results = 0;
  let push: ReturnType<typeof setTimeout> | undefined;
  let refresh: ReturnType<typeof setTimeout> | undefined;
  /** The line being written: findings of style on it wait until it is left. */
  let writing: (CursorParams & { readonly edited: boolean }) | undefined;
  let markReady = () => {};
  const ready = new Promise<void>(resolve => {
    markReady = resolve;
  });

  faults.report = (rule, error) =>
    connection.console.error(`Правило ${rule.id}: ${error instanceof Error ? error.stack : String(error)}`);

  const session: Session = {
    connection,
    workspace,
    get options() {
      return options;
    },
    get client() {
      return client;
    },
    ready,
    doc: uri => workspace.docs.get(uri),
    isOpen: uri => open.has(uri),
    gone,
    onChanged: listener => listeners.push(listener),
    text(uri) {
      const known = open.get(uri);
      if (known) return known;
      const doc = workspace.docs.get(uri);
      if (!doc) return undefined;
      let text = closed.get(uri);
      if (text?.getText() !== doc.text) closed.set(uri, (text = TextDocument.create(uri, "reglament", 0, doc.text)));
      return text;
    },
    findings: doc => checkedOf(doc).findings,
    diagnostics(doc) {
      const entry = checkedOf(doc);
      const text = session.text(doc.uri);
      entry.items ??= text ? diagnosticsOf(session, text, entry.findings) : [];
      if (!writing?.edited || writing.uri !== doc.uri) return { id: entry.id, items: entry.items };
      const { line } = writing;
      const items = entry.items.filter(d => d.range.start.line !== line || !styles.has(String(d.code)));
      return { id: items.length === entry.items.length ? entry.id : `${entry.id}~${line}`, items };
    },
  };

  function checkedOf(doc: Doc): KeptFindings {
    const known = checked.get(doc.uri);
    const own = known?.doc === doc ? known : undefined;
    const around = surroundings(doc.uri);
    if (own?.around === around) return own;
    const config = configOf(workspace, doc.uri);
    const reliance = neighbourFingerprint(workspace, doc);
    const same = known?.config === config && known.reliance === reliance;
    if (own && same) {
      own.around = around;
      return own;
    }
    const entry: KeptFindings = {
      config,
      reliance,
      ...checkAfter(same ? known : undefined, workspace, doc),
      around,
      id: String(++results),
      items: undefined,
    };
    checked.set(doc.uri, entry);
    return entry;
  }

  /** Something changed: push to clients that don't pull; others ask again by themselves, or are told to for neighbours. */
  function changed(neighbours: boolean): void {
    for (const listener of listeners) listener();
    if (!pulls) {
      clearTimeout(push);
      push = setTimeout(() => pushDiagnostics(session, sent), 0);
    } else if (neighbours && client.workspace?.diagnostics?.refreshSupport) {
      clearTimeout(refresh);
      refresh = setTimeout(() => connection.languages.diagnostics.refresh(), 150);
    }
  }

  /** Documents as they were before the edits whose effect on neighbours isn't known yet. */
  const unsettled = new Map<string, Doc>();
  /** How often a document has come to look otherwise from outside, and how much of that neighbours were told. */
  let outside = 0;
  let told = 0;
  let settle: ReturnType<typeof setTimeout> | undefined;

  /** Equal while nothing that `asking` may rely on in other documents has changed: spares a large folder the look at all neighbours. */
  function surroundings(asking?: string): string {
    for (const [uri, was] of unsettled) {
      if (uri === asking) continue;
      const now = workspace.docs.get(uri);
      if (now && fingerprintOf(workspace, was) !== fingerprintOf(workspace, now)) outside++;
      unsettled.delete(uri);
    }
    const { docs, profiles, today } = workspace;
    return [outside, docs.revision, profiles.revision, today && isoDate(today)].join();
  }

  function put(uri: string, doc: Doc): void {
    const before = workspace.docs.get(uri);
    workspace.docs.set(uri, doc);
    if (!before || before.kind === "workspace") {
      changed(true);
      return;
    }
    if (!unsettled.has(uri)) unsettled.set(uri, before);
    changed(false);
    // What the document looks like from outside is compared once typing pauses, not at each key.
    clearTimeout(settle);
    settle = setTimeout(() => {
      surroundings();
      if (told !== outside) changed(true);
      told = outside;
    }, 100);
  }

  async function readClosed(uri: string): Promise<void> {
    const text = await files?.read(uri);
    if (text === undefined) remove(uri);
    else if (!open.has(uri)) {
      if (isDocument(uri)) put(uri, createDoc(uri, text));
      else {
        setFile(workspace, uri, text);
        changed(true);
      }
    }
  }

  function remove(uri: string): void {
    if (open.has(uri)) return;
    if (workspace.docs.delete(uri)) gone.add(uri);
    workspace.profiles.delete(uri);
    checked.delete(uri);
    closed.delete(uri);
    changed(true);
  }

  async function readAll(): Promise<void> {
    const uris = (await files?.list(folders).catch(() => [])) ?? [];
    const progress = progressOf(connection, "Чтение документов…", uris.length);
    for (let i = 0; i < uris.length && !progress.cancelled; i += 64) {
      progress.at(i);
      await Promise.all(
        uris.slice(i, i + 64).map(async uri => {
          const text = open.has(uri) ? undefined : await files?.read(uri);
          if (text !== undefined && !open.has(uri)) setFile(workspace, uri, text);
        }),
      );
    }
    progress.done();
    markReady();
    changed(true);
  }

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    options = (params.initializationOptions as ClientOptions | undefined) ?? {};
    client = params.capabilities;
    pulls = pullsDiagnostics(client);
    folders = params.workspaceFolders?.map(f => f.uri) ?? (params.rootUri ? [params.rootUri] : []);
    if (options.clientFiles && (!localFiles || folders.some(f => !f.startsWith("file:"))))
      files = clientFiles(connection, localFiles);
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
    if (!pulls) delete capabilities.diagnosticProvider;
    return { capabilities, serverInfo: { name: "reglament", version } };
  });

  connection.onInitialized(() => {
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [
          { globPattern: "**/*.reg.{md,yaml,yml}" },
          { globPattern: "**/reglament.yaml" },
          { globPattern: "**/{profil,профил}*/**/*.{yaml,yml}" },
          // A folder that goes is told as one.
          { globPattern: "**", kind: WatchKind.Delete },
        ],
      });
    }
    if (client.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(event => {
        const gone = event.removed.map(f => f.uri);
        folders = [...folders.filter(f => !gone.includes(f)), ...event.added.map(f => f.uri)];
        for (const uri of [...workspace.docs.keys(), ...workspace.profiles.keys()])
          if (gone.some(g => uri.startsWith(`${g}/`))) remove(uri);
        void readAll();
      });
    }
    void readAll();
  });

  connection.onDidOpenTextDocument(({ textDocument: t }) => {
    // Where a client has no languages of ours, it sends every Markdown and YAML file: a readme is no regulation.
    if (!isDocument(t.uri) && /^(?:markdown|yaml)$/i.test(t.languageId)) return;
    open.set(t.uri, TextDocument.create(t.uri, t.languageId, t.version, t.text));
    const before = workspace.docs.get(t.uri);
    if (before?.text === t.text) changed(false);
    else put(t.uri, createDoc(t.uri, t.text));
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    const text = open.get(textDocument.uri);
    const doc = workspace.docs.get(textDocument.uri);
    if (!text || !doc) return;
    if (writing?.uri === textDocument.uri) writing = { ...writing, edited: true };
    const changes: Edit[] = [];
    let whole = false;
    for (const change of contentChanges) {
      if ("range" in change && change.range) {
        changes.push({
          from: text.offsetAt(change.range.start),
          to: text.offsetAt(change.range.end),
          insert: change.text,
        });
      } else whole = true;
      TextDocument.update(text, [change], textDocument.version);
    }
    put(textDocument.uri, whole ? createDoc(textDocument.uri, text.getText()) : editDoc(doc, text.getText(), changes));
  });
  connection.onNotification(Cursor, ({ uri, line }: CursorParams) => {
    const before = writing;
    const same = before?.uri === uri && before.line === line;
    writing = { uri, line, edited: same && before.edited };
    if (before?.edited && !same) changed(true);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    if (!open.delete(uri)) return;
    if (sent.delete(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
    void readClosed(uri);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const deleted = new Set<string>();
    for (const { uri, type } of changes) {
      if (type === FileChangeType.Deleted) deleted.add(uri);
      else if (!open.has(uri)) void readClosed(uri);
    }
    if (deleted.size === 0) return;
    for (const uri of [...workspace.docs.keys(), ...workspace.profiles.keys()])
      if (withFolders(uri).some(path => deleted.has(path))) remove(uri);
  });
  // Known at once under its new name; the watcher would tell of a folder's end only, and later.
  connection.workspace.onDidRenameFiles(({ files: renamed }) => {
    for (const { oldUri, newUri } of renamed) {
      for (const known of [...workspace.docs.keys(), ...workspace.profiles.keys()]) {
        if (known !== oldUri && !known.startsWith(`${oldUri}/`)) continue;
        const text = workspace.docs.get(known)?.text ?? workspace.profiles.get(known);
        const uri = newUri + known.slice(oldUri.length);
        if (text !== undefined && !open.has(uri)) setFile(workspace, uri, text);
        remove(known);
      }
    }
    changed(true);
  });
  for (const feature of allFeatures) feature.listen(session);
  connection.listen();
}

/** A file's URI and those of the folders it lies in. */
function withFolders(uri: string): string[] {
  const found: string[] = [];
  for (let end = uri.length; end > 0; end = uri.lastIndexOf("/", end - 1)) found.push(uri.slice(0, end));
  return found;
}

interface KeptFindings extends CheckedDoc {
  readonly config: Config;
  readonly reliance: string;
  /** The `surroundings` in which it is known to hold. */
  around: string;
  readonly id: string;
  items: Diagnostic[] | undefined;
}

/** The client's file system; local files are read without it where they can be. */
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
