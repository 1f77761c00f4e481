/** Edits of several documents, and positions as the server takes them. */
import * as vscode from "vscode";
import { t } from "./l10n";

/**
 * Applies an edit whose changes of other documents the server has marked to be confirmed: all at once, or each one in the
 * editor's review. It is one step of undo. False when nothing was changed.
 */
export async function applyWithOthers(own: vscode.Uri, edit: vscode.WorkspaceEdit): Promise<boolean> {
  const others = edit.entries().filter(([uri]) => uri.toString() !== own.toString());
  if (others.length === 0) return vscode.workspace.applyEdit(edit);
  const all = t("Изменить");
  const look = t("Просмотреть изменения");
  const names = others.map(([uri]) => `«${vscode.workspace.asRelativePath(uri)}»`).join(", ");
  const answer = await vscode.window.showInformationMessage(
    t("Изменить номера и в других документах?"),
    { modal: true, detail: t("На этот документ ссылаются: {0}. Ссылки изменятся вместе с номерами.", names) },
    all,
    look,
  );
  if (answer === all) return vscode.workspace.applyEdit(confirmed(edit));
  return answer === look && vscode.workspace.applyEdit(edit);
}

/** The same edit with nothing left to confirm: `entries` gives no annotations. */
function confirmed(edit: vscode.WorkspaceEdit): vscode.WorkspaceEdit {
  const result = new vscode.WorkspaceEdit();
  for (const [uri, edits] of edit.entries()) result.set(uri, edits);
  return result;
}

/** A position as plain data: messages to a worker can't carry getters. */
export const plain = ({ line, character }: vscode.Position): { line: number; character: number } => ({
  line,
  character,
});
