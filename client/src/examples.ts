/** The examples, copied to a folder of one's own: what is changed inside the extension is lost with its next version. */
import * as vscode from "vscode";
import { t } from "./l10n";

/** Paths of the files in `examples/`, put in by the build: on the web a folder of an extension can't be listed. */
declare const EXAMPLE_FILES: readonly string[];

export function registerExamples(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.commands.registerCommand("reglament.openExamples", async (given?: vscode.Uri) => {
      const folder = given ?? (await chosenFolder());
      if (!folder) return;
      const target = vscode.Uri.joinPath(folder, t("Примеры Регламента"));
      if (await isThere(target))
        void vscode.window.showInformationMessage(t("Папка «{0}» уже есть: открываю её.", t("Примеры Регламента")));
      else await copy(vscode.Uri.joinPath(context.extensionUri, "examples"), target);
      // Inside of the open folder the files are shown already.
      if (!vscode.workspace.getWorkspaceFolder(target))
        await vscode.commands.executeCommand("vscode.openFolder", target);
    }),
  );
}

async function chosenFolder(): Promise<vscode.Uri | undefined> {
  const open = vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = await vscode.window.showOpenDialog({
    canSelectFolders: true,
    canSelectFiles: false,
    title: t("Куда скопировать примеры?"),
    openLabel: t("Скопировать сюда"),
    ...(open ? { defaultUri: open } : {}),
  });
  return chosen?.[0];
}

const isThere = (uri: vscode.Uri): Thenable<boolean> =>
  vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );

async function copy(from: vscode.Uri, to: vscode.Uri): Promise<void> {
  for (const path of EXAMPLE_FILES) {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(from, path));
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(to, path), bytes);
  }
}
