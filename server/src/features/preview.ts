/** The printed page or a picture beside the text (our request `reglament/preview`). */
import { type Doc, titleOf } from "../model/document";
import { Preview, type PreviewParams, type PreviewResult, type PreviewView } from "../protocol";
import { renderView, viewsOf } from "../render/views";
import { rangeIn, severities } from "./convert";
import type { Feature, Session } from "./feature";

export const preview: Feature = {
  capabilities: {},
  listen(session) {
    session.connection.onRequest(Preview, async ({ uri, view }: PreviewParams): Promise<PreviewResult | null> => {
      await session.ready;
      const doc = session.doc(uri);
      return doc && doc.kind !== "workspace" ? resultOf(session, doc, view) : null;
    });
  },
};

function resultOf(session: Session, doc: Doc, wanted: PreviewView = "page"): PreviewResult {
  const text = session.text(doc.uri);
  const views = viewsOf(session.workspace, doc);
  const view = views.includes(wanted) ? wanted : "page";
  return {
    title: titleOf(doc),
    version: text?.version ?? 0,
    view,
    views,
    blocks: renderView(session.workspace, doc, view),
    findings:
      text && view === "page"
        ? session.findings(doc).map(f => ({
            line: rangeIn(text, f).start.line,
            rule: f.rule.id,
            severity: severities[f.severity],
            message: f.message,
          }))
        : [],
  };
}
