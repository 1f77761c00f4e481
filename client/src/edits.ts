/** Places sent to the server, edits of several documents. */
import * as vscode from "vscode";
import { t } from "./l10n";

/** Other files are changed only with a yes: all at once, or each change looked at. One undo takes everything back. False when nothing was changed. */
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
  if (answer === all) return vscode.workspace.applyEdit(edit);
  return answer === look && vscode.workspace.applyEdit(asked(own, edit));
}

/** The same edit, each change of another file to be ticked off. */
function asked(own: vscode.Uri, edit: vscode.WorkspaceEdit): vscode.WorkspaceEdit {
  const result = new vscode.WorkspaceEdit();
  const mine = { label: t("Номера документа"), needsConfirmation: false };
  const theirs = { label: t("Ссылки в других документах"), needsConfirmation: true };
  for (const [uri, edits] of edit.entries()) {
    const metadata = uri.toString() === own.toString() ? mine : theirs;
    for (const { range, newText } of edits) result.replace(uri, range, newText, metadata);
  }
  return result;
}

/** A position as plain data: the messages to a worker carry no getters. */
export const plain = ({ line, character }: vscode.Position): { line: number; character: number } => ({
  line,
  character,
});
