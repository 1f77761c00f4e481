/** Renumbering of a whole document with its references, as one edit. */
import type { WorkspaceEdit } from "vscode-languageserver";
import { numbersStand } from "../model/header-schema";
import { renumberEdits } from "../operations/numbering/renumber";
import { Renumber } from "../protocol";
import type { Feature } from "./feature";
import { editWithOthers } from "./workspace-edit";

type RenumberResult = { readonly refused: string } | (WorkspaceEdit & { readonly refused?: never });

export const renumber: Feature = {
  capabilities: {},
  listen(session) {
    session.connection.onRequest<RenumberResult, unknown>(Renumber, (params): RenumberResult => {
      const { uri } = params as { uri: string };
      const doc = session.doc(uri);
      if (doc?.kind !== "text")
        return { refused: "Перенумеровать можно положение, приказ или другой текстовый документ." };
      if (numbersStand(doc.header.state)) {
        return {
          refused:
            "Документ действует: на его номера ссылаются другие акты, поэтому их не меняют. Подготовьте приказ о внесении изменений.",
        };
      }
      const edits = renumberEdits(session.workspace, doc);
      return edits.length
        ? editWithOthers(session, uri, "Номера пунктов", edits)
        : { refused: "Номера уже идут по порядку." };
    });
  },
};
