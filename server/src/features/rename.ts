/** Renaming in every form and file, with what is uncertain left to a person (LSP textDocument/prepareRename, rename). */

import { LSPErrorCodes, type PrepareRenameResult, ResponseError, type WorkspaceEdit } from "vscode-languageserver";
import { isRefusal, type Refusal } from "../operations/refusal";
import { renamableAt } from "../operations/renaming/rename";
import type { Renamable, Renaming } from "../operations/renaming/renaming";
import { rangeIn } from "./convert";
import type { Feature, Session } from "./feature";
import { annotatedEdit } from "./workspace-edit";

export const rename: Feature = {
  capabilities: { renameProvider: { prepareProvider: true } },
  listen(session) {
    session.connection.onPrepareRename(({ textDocument: { uri }, position }): PrepareRenameResult | null => {
      const text = session.text(uri);
      const found = text && at(session, uri, text.offsetAt(position));
      return found ? { range: rangeIn(text, found), placeholder: found.placeholder } : null;
    });
    session.connection.onRenameRequest(({ textDocument: { uri }, position, newName }): WorkspaceEdit | null => {
      const text = session.text(uri);
      const found = text && at(session, uri, text.offsetAt(position));
      if (!found) return null;
      const renaming: Renaming = told(found.rename(newName));
      if (renaming.move && !renamesFiles(session))
        throw refusal("Редактор не переименовывает файлы по просьбе сервера: переименуйте файл в проводнике.");
      return annotatedEdit(session, uri, renaming);
    });
  },
};

function at(session: Session, uri: string, offset: number): Renamable | undefined {
  const doc = session.doc(uri);
  return doc && told(renamableAt(session.workspace, doc, offset));
}

/** A refusal is an error to the protocol: clients show its message. */
function told<T extends object>(value: T | Refusal): T {
  if (isRefusal(value)) throw refusal(value.refused);
  return value;
}

const refusal = (message: string) => new ResponseError(LSPErrorCodes.RequestFailed, message);

const renamesFiles = ({ client }: Session): boolean =>
  client.workspace?.workspaceEdit?.documentChanges === true &&
  (client.workspace.workspaceEdit.resourceOperations ?? []).includes("rename");
