/** Diagnostics by pull (LSP 3.17 textDocument/diagnostic, workspace/diagnostic) and by push for clients that can't. */
import {
  type ClientCapabilities,
  type Diagnostic,
  DocumentDiagnosticReportKind,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import type { Doc } from "../model/document";
import { Cursor, type CursorParams } from "../protocol";
import { allRules } from "../rules/all";
import type { Finding } from "../rules/engine/check";
import { diagnosticsOf } from "./convert";
import type { Feature, Session } from "./feature";
import { progressOf } from "./progress";

/** Findings of one state of a document: another object, with another `id`, for each state. */
interface IdentifiedFindings {
  readonly id: string;
  readonly findings: readonly Finding[];
}

/** How long the client is left alone after a change in neighbours, in ms. */
const REFRESH = 150;

/** Result id of a file that was deleted. */
const GONE = "gone";

export const pullDiagnostics: Feature = {
  capabilities: {
    diagnosticProvider: { identifier: "reglament", interFileDependencies: true, workspaceDiagnostics: true },
  },
  listen(session) {
    session.connection.languages.diagnostics.on(params => {
      const doc = session.doc(params.textDocument.uri);
      if (!doc) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
      const { id, items } = session.diagnostics(doc);
      return id === params.previousResultId
        ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id }
        : { kind: DocumentDiagnosticReportKind.Full, resultId: id, items };
    });
    session.connection.languages.diagnostics.onWorkspace(async (params, token, _progress, partial) => {
      await session.ready;
      const previous = new Map(params.previousResultIds.map(p => [p.uri, p.value]));
      const items: WorkspaceDocumentDiagnosticReport[] = [];
      let pause = Date.now();
      const docs = [...session.workspace.docs.values()];
      const progress = progressOf(session.connection, "Проверка документов…", docs.length);
      for (const [i, doc] of docs.entries()) {
        if (token.isCancellationRequested || progress.cancelled) break;
        // A long run yields to keystrokes.
        if (Date.now() - pause > 15) {
          progress.at(i);
          await new Promise(resolve => setTimeout(resolve, 0));
          pause = Date.now();
        }
        const { id, items: found } = session.diagnostics(doc);
        const before = previous.get(doc.uri);
        previous.delete(doc.uri);
        const report: WorkspaceDocumentDiagnosticReport =
          before === id
            ? { uri: doc.uri, version: null, kind: DocumentDiagnosticReportKind.Unchanged, resultId: id }
            : { uri: doc.uri, version: null, kind: DocumentDiagnosticReportKind.Full, resultId: id, items: found };
        if (partial) partial.report({ items: [report] });
        else items.push(report);
      }
      progress.done();
      // A client drops its result id of a file that was deleted while open, but keeps showing the findings.
      for (const uri of new Set([...previous.keys(), ...session.gone])) {
        if (session.doc(uri) || previous.get(uri) === GONE) continue;
        const report: WorkspaceDocumentDiagnosticReport = {
          uri,
          version: null,
          kind: DocumentDiagnosticReportKind.Full,
          resultId: GONE,
          items: [],
        };
        if (partial) partial.report({ items: [report] });
        else items.push(report);
      }
      return { items };
    });
  },
};

export const pullsDiagnostics = (client: ClientCapabilities): boolean => client.textDocument?.diagnostic !== undefined;

const styles = new Set(allRules.filter(r => r.style).map(r => r.id));

/** Converts findings to diagnostics, leaves out those of style on the line being written, and sends them. */
export class ClientFindings {
  readonly #session: Session;
  readonly #findingsOf: (doc: Doc) => IdentifiedFindings;
  readonly #items = new WeakMap<IdentifiedFindings, Diagnostic[]>();
  /** URI → id of the last result pushed. */
  readonly #sent = new Map<string, string>();
  /** The line being written: findings of style on it are hidden until the cursor leaves it. */
  #writing: (CursorParams & { readonly edited: boolean }) | undefined;
  #push: ReturnType<typeof setTimeout> | undefined;
  #refresh: ReturnType<typeof setTimeout> | undefined;

  constructor(session: Session, findingsOf: (doc: Doc) => IdentifiedFindings) {
    this.#session = session;
    this.#findingsOf = findingsOf;
  }

  /** `left` is called when the cursor leaves an edited line: its hidden findings can be shown. */
  listen(left: () => void): void {
    this.#session.connection.onNotification(Cursor, ({ uri, line }: CursorParams) => {
      const before = this.#writing;
      const same = before?.uri === uri && before.line === line;
      this.#writing = { uri, line, edited: same && before.edited };
      if (before?.edited && !same) left();
    });
  }

  of(doc: Doc): { readonly id: string; readonly items: Diagnostic[] } {
    const kept = this.#findingsOf(doc);
    const { id } = kept;
    let items = this.#items.get(kept);
    if (!items) {
      const text = this.#session.text(doc.uri);
      this.#items.set(kept, (items = text ? diagnosticsOf(this.#session, text, kept.findings) : []));
    }
    if (!this.#writing?.edited || this.#writing.uri !== doc.uri) return { id, items };
    const { line } = this.#writing;
    const shown = items.filter(d => d.range.start.line !== line || !styles.has(String(d.code)));
    return { id: shown.length === items.length ? id : `${id}~${line}`, items: shown };
  }

  edited(uri: string): void {
    if (this.#writing?.uri === uri) this.#writing = { ...this.#writing, edited: true };
  }

  closed(uri: string): void {
    if (this.#sent.delete(uri)) this.#send(uri, []);
  }

  /**
   * Pushes to clients that don't pull. Others pull the edited document by themselves; if `neighbours` changed too, they are
   * asked to pull everything again.
   */
  changed(neighbours: boolean): void {
    const { client, connection } = this.#session;
    if (!pullsDiagnostics(client)) {
      clearTimeout(this.#push);
      this.#push = setTimeout(
        this.#session.guarded("pushDiagnostics", () => this.#pushAll()),
        0,
      );
    } else if (neighbours && client.workspace?.diagnostics?.refreshSupport) {
      clearTimeout(this.#refresh);
      this.#refresh = setTimeout(
        this.#session.guarded("refreshDiagnostics", () => connection.languages.diagnostics.refresh()),
        REFRESH,
      );
    }
  }

  /** Pushes the diagnostics of open documents whose result has changed. */
  #pushAll(): void {
    const { workspace, isOpen } = this.#session;
    for (const doc of workspace.docs.values()) {
      if (!isOpen(doc.uri)) {
        this.closed(doc.uri);
        continue;
      }
      const { id, items } = this.of(doc);
      if (this.#sent.get(doc.uri) === id) continue;
      this.#sent.set(doc.uri, id);
      this.#send(doc.uri, items);
    }
  }

  #send(uri: string, diagnostics: Diagnostic[]): void {
    const { connection, guarded } = this.#session;
    guarded("sendDiagnostics", () => connection.sendDiagnostics({ uri, diagnostics }))();
  }
}
