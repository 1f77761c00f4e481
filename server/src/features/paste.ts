/** Text of the clipboard as clauses with the numbers of the place. */
import type { WorkspaceEdit } from "vscode-languageserver";
import { pasted } from "../intake/paste";
import { Paste, type PasteParams, type PasteResult } from "../protocol";
import type { Feature } from "./feature";
import { workspaceEdit } from "./workspace-edit";

export const paste: Feature = {
  capabilities: {},
  listen(session) {
    session.connection.onRequest(
      Paste,
      ({ uri, range, html, text }: PasteParams): PasteResult<WorkspaceEdit> | null => {
        const doc = session.doc(uri);
        const at = session.text(uri);
        if (!doc || !at) return null;
        const span = { from: at.offsetAt(range.start), to: at.offsetAt(range.end) };
        const result = pasted(session.workspace, doc, span, { html, text });
        return result ? { text: result.text, edit: workspaceEdit(session, uri, result.edits) } : null;
      },
    );
  },
};
