/** Every place that speaks of a thing, and those in this document (LSP textDocument/references, documentHighlight). */
import { type DocumentHighlight, DocumentHighlightKind, type Location } from "vscode-languageserver";
import { occurrencesIn, placesOf, sameEntity } from "../workspace/entities/occurrences";
import { rangeIn } from "./convert";
import { at } from "./definition";
import type { Feature } from "./feature";

export const references: Feature = {
  capabilities: { referencesProvider: true, documentHighlightProvider: true },
  listen(session) {
    session.connection.onReferences(({ textDocument: { uri }, position, context }): Location[] | null => {
      const here = at(session, uri, position);
      if (!here) return null;
      return placesOf(session.workspace, here.found.entity, here.doc).flatMap(place => {
        const text = session.text(place.doc.uri);
        const wanted = context.includeDeclaration || place.role === "reference";
        return text && wanted ? [{ uri: place.doc.uri, range: rangeIn(text, place) }] : [];
      });
    });
    session.connection.onDocumentHighlight(({ textDocument: { uri }, position }): DocumentHighlight[] | null => {
      const here = at(session, uri, position);
      const text = session.text(uri);
      if (!here || !text) return null;
      return occurrencesIn(session.workspace, here.doc, here.found.entity.kind)
        .filter(o => sameEntity(o.entity, here.found.entity))
        .map(o => ({
          range: rangeIn(text, o),
          kind: o.role === "reference" ? DocumentHighlightKind.Read : DocumentHighlightKind.Write,
        }));
    });
  },
};
