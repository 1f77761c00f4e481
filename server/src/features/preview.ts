/** The printed page beside the text (our request `reglament/preview`). */
import type { Doc } from "../model/document";
import { fileName } from "../model/document";
import { Preview, type PreviewParams, type PreviewResult } from "../protocol";
import { renderPage } from "../render/html";
import { configOf } from "../workspace/workspace";
import { rangeIn, severities } from "./convert";
import type { Feature, Session } from "./feature";

export const preview: Feature = {
  capabilities: {},
  listen(session) {
    session.connection.onRequest(Preview, async ({ uri }: PreviewParams): Promise<PreviewResult | null> => {
      await session.ready;
      const doc = session.doc(uri);
      return doc && doc.kind !== "workspace" ? pageOf(session, doc) : null;
    });
  },
};

function pageOf(session: Session, doc: Doc): PreviewResult {
  const text = session.text(doc.uri);
  return {
    title: doc.outline.title?.title || doc.header.title || fileName(doc.uri),
    version: text?.version ?? 0,
    blocks: renderPage(doc, configOf(session.workspace, doc.uri), session.workspace),
    findings: text
      ? session.findings(doc).map(f => ({
          line: rangeIn(text, f).start.line,
          rule: f.rule.id,
          severity: severities[f.severity],
          message: f.message,
        }))
      : [],
  };
}
