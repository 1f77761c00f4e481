/** Findings and edits of one document as LSP values. Imports types only: the command line doesn't load the protocol's library. */
import type { Diagnostic, DiagnosticSeverity, DiagnosticTag, Range, TextEdit } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Finding } from "../rules/engine/check";
import type { Level } from "../rules/engine/rule";
import { type Edit, withLineEnds } from "../syntax/edits";
import type { Span } from "../syntax/span";
import type { Session } from "./feature";

export const severities = { error: 1, warning: 2, information: 3, hint: 4 } as const satisfies Record<
  Level,
  DiagnosticSeverity
>;
const UNNECESSARY: DiagnosticTag = 1;

export const rangeIn = (text: TextDocument, span: Span): Range => ({
  start: text.positionAt(span.from),
  end: text.positionAt(span.to),
});

/** VS Code shows 1,000 diagnostics of a file: of more findings the most severe are sent. */
const MOST = 1000;

export function diagnosticsOf(session: Session, text: TextDocument, findings: readonly Finding[]): Diagnostic[] {
  const shown =
    findings.length > MOST
      ? [...findings].sort((a, b) => severities[a.severity] - severities[b.severity] || a.from - b.from).slice(0, MOST)
      : findings;
  return shown.map(f => diagnosticOf(session, text, f));
}

function diagnosticOf(session: Session, text: TextDocument, f: Finding): Diagnostic {
  const diagnostic: Diagnostic = {
    range: rangeIn(text, f),
    severity: severities[f.severity],
    code: f.rule.id,
    source: "reglament",
    message: f.message,
  };
  if (session.options.rulePages) diagnostic.codeDescription = { href: `${session.options.rulePages}${f.rule.id}.md` };
  if (f.unnecessary) diagnostic.tags = [UNNECESSARY];
  if (f.related?.length) {
    diagnostic.relatedInformation = f.related.flatMap(r => {
      const uri = r.uri ?? text.uri;
      const target = session.text(uri);
      return target ? [{ location: { uri, range: rangeIn(target, r) }, message: r.message }] : [];
    });
  }
  return diagnostic;
}

export const textEditOf = (text: TextDocument, edit: Edit): TextEdit => ({
  range: rangeIn(text, edit),
  newText: withLineEnds(text.getText(), edit.insert),
});
