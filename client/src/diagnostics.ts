/** Findings come whole or not at all. */
import * as vscode from "vscode";
import type { DiagnosticProviderMiddleware } from "vscode-languageclient";

/**
 * vscode-languageclient 11 converts findings in slices of time. A pull that is cancelled in between (another one is due
 * already: a loaded machine, a folder just read) hands over those converted so far, and because the server then answers
 * «unchanged», the rest never shows. Such an answer counts as cancelled here, and the client asks again.
 */
export const wholeFindings: DiagnosticProviderMiddleware = {
  async provideDiagnostics(document, previousResultId, token, next) {
    const report = await next(document, previousResultId, token);
    if (token.isCancellationRequested) throw new vscode.CancellationError();
    return report;
  },
  provideWorkspaceDiagnostics: (previousResultIds, token, report, next) =>
    next(previousResultIds, token, chunk => {
      if (!token.isCancellationRequested) report(chunk);
    }),
};
