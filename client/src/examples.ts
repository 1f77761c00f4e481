/** The examples, copied to a folder of one's own: what is changed inside the extension is lost with its next version. */
import * as vscode from "vscode";
import { t } from "./l10n";

export function registerExamples(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.commands.registerCommand("reglament.openExamples", async () => {
      const chosen = await vscode.window.showOpenDialog({
        canSelectFolders: true,
        canSelectFiles: false,
        title: t("Куда скопировать примеры?"),
        openLabel: t("Скопировать сюда"),
        ...(vscode.workspace.workspaceFolders?.[0] ? { defaultUri: vscode.workspace.workspaceFolders[0].uri } : {}),
      });
      const folder = chosen?.[0];
      if (!folder) return;
      const target = vscode.Uri.joinPath(folder, t("Примеры Регламента"));
      const isThere = await vscode.workspace.fs.stat(target).then(
        () => true,
        () => false,
      );
      if (isThere)
        void vscode.window.showInformationMessage(t("Папка «{0}» уже есть: открываю её.", t("Примеры Регламента")));
      else await vscode.workspace.fs.copy(vscode.Uri.joinPath(context.extensionUri, "examples"), target);
      // Inside of the open folder the files are shown already.
      if (!vscode.workspace.getWorkspaceFolder(target))
        await vscode.commands.executeCommand("vscode.openFolder", target);
    }),
  );
}
