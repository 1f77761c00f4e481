/** «Готово к подписанию»: a page of what is left. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { ReadyToSign, type ReadyToSignParams, type ReadyToSignResult } from "../../server/src/protocol";
import { t } from "./l10n";
import { registerPage } from "./page";

type Scope = ReadyToSignParams["scope"];

export function registerReady(context: vscode.ExtensionContext, client: BaseLanguageClient): void {
  const page = registerPage(context, "reglament-ready", async query => {
    const { uri, scope } = JSON.parse(query) as { uri: string; scope: Scope };
    const root = vscode.workspace.workspaceFolders?.[0]?.uri.toString();
    const params: ReadyToSignParams = { uri, scope, root };
    const result = await client.sendRequest<ReadyToSignResult | null>(ReadyToSign, params);
    return result?.markdown ?? t("Документа больше нет.");
  });
  context.subscriptions.push(
    vscode.commands.registerCommand("reglament.readyToSign", async (given?: vscode.Uri, scope: Scope = "document") => {
      const document = vscode.window.activeTextEditor?.document;
      const uri = given ?? (document && /^reglament/.test(document.languageId) ? document.uri : undefined);
      if (!uri) {
        void vscode.window.showInformationMessage(t("Откройте документ, который готовится к подписанию."));
        return;
      }
      const name = uri.path.slice(uri.path.lastIndexOf("/") + 1).replace(/\.reg\.\w+$/, "");
      await page.show(t("До подписания: {0}", name), JSON.stringify({ uri: uri.toString(), scope }));
    }),
  );
}
