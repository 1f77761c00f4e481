/** Files and clauses that a document names can be clicked (LSP textDocument/documentLink). */
import type { DocumentLink } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type Doc, titleOf } from "../model/document";
import { occurrencesIn } from "../workspace/entities/occurrences";
import { rangeIn } from "./convert";
import { numberTargets } from "./definition";
import type { Feature, Session } from "./feature";

export const links: Feature = {
  capabilities: { documentLinkProvider: { resolveProvider: false } },
  listen(session) {
    session.connection.onDocumentLinks(({ textDocument: { uri } }) => {
      const doc = session.doc(uri);
      const text = session.text(uri);
      return doc && text ? linksIn(session, doc, text) : null;
    });
  },
};

function linksIn(session: Session, doc: Doc, text: TextDocument): DocumentLink[] {
  return occurrencesIn(session.workspace, doc).flatMap((o): DocumentLink[] => {
    const { kind, name, scope } = o.entity;
    if (o.role !== "reference" || (kind !== "file" && kind !== "number" && kind !== "appendix")) return [];
    const target = session.doc(scope);
    const targetText = session.text(scope);
    if (!target || !targetText) return [];
    const range = rangeIn(text, o);
    if (kind === "file") return [{ range, target: scope, tooltip: titleOf(target) }];
    const [place] = numberTargets(target, o.entity);
    if (!place) return [];
    const { line } = targetText.positionAt(place.from);
    return [
      {
        range,
        target: `${scope}#L${line + 1}`,
        tooltip: kind === "number" && name ? wayTo(target, name) : titleOf(target),
      },
    ];
  });
}

/** The words of the place are on the card of the same hover. */
const wayTo = ({ outline }: Doc, path: string): string =>
  outline.sections.some(s => s.number?.path === path) ? `К разделу ${path}` : `К пункту ${path}`;
