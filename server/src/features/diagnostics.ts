/** Diagnostics by pull (LSP 3.17 textDocument/diagnostic, workspace/diagnostic) and by push for clients that can't. */
import {
  type ClientCapabilities,
  DocumentDiagnosticReportKind,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import type { Feature, Session } from "./feature";
import { progressOf } from "./progress";

/** The result of a file that is no more. */
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
        // A long run lets keystrokes through.
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
      // A client forgets what it had of a file that was open when it went, and keeps showing it.
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

/** Pushes what changed among the open documents; `sent` remembers the last result of each. */
export function pushDiagnostics(session: Session, sent: Map<string, string>): void {
  for (const doc of session.workspace.docs.values()) {
    if (!session.isOpen(doc.uri)) {
      if (sent.delete(doc.uri)) void session.connection.sendDiagnostics({ uri: doc.uri, diagnostics: [] });
      continue;
    }
    const { id, items } = session.diagnostics(doc);
    if (sent.get(doc.uri) === id) continue;
    sent.set(doc.uri, id);
    void session.connection.sendDiagnostics({ uri: doc.uri, diagnostics: items });
  }
}
