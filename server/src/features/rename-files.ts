/** Links follow files and folders that are renamed or moved (LSP workspace/willRenameFiles). */
import type { FileOperationRegistrationOptions, RenameFilesParams, WorkspaceEdit } from "vscode-languageserver";
import { moveEdits } from "../operations/renaming/rename-files";
import type { Feature } from "./feature";
import { annotatedEdit } from "./workspace-edit";

const filters: FileOperationRegistrationOptions = {
  filters: [
    { pattern: { glob: "**/*.reg.{md,yaml,yml}", matches: "file" } },
    { pattern: { glob: "**/reglament.yaml", matches: "file" } },
    { pattern: { glob: "**/*", matches: "folder" } },
  ],
};

export const renameFiles: Feature = {
  capabilities: { workspace: { fileOperations: { willRename: filters, didRename: filters } } },
  listen(session) {
    session.connection.workspace.onWillRenameFiles(({ files }: RenameFilesParams): WorkspaceEdit | null => {
      const edits = moveEdits(
        session.workspace,
        files.map(f => ({ from: f.oldUri, to: f.newUri })),
      );
      return edits.length ? annotatedEdit(session, undefined, { label: "Пути к файлам", edits }) : null;
    });
  },
};
