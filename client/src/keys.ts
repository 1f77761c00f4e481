/** The page of keys: ours, and those of the editor that are worth knowing. */
import * as vscode from "vscode";

export function registerKeys(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.commands.registerCommand("reglament.showKeys", () => {
      const page = vscode.Uri.joinPath(context.extensionUri, "docs", "keys.md");
      return vscode.commands
        .executeCommand("markdown.showPreview", page)
        .then(undefined, () => vscode.commands.executeCommand("vscode.open", page));
    }),
  );
}
