/** «Готово к подписанию»: a read-only page of what is left, shown by the preview of Markdown and kept true while it is open. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { ReadyToSign, type ReadyToSignParams, type ReadyToSignResult } from "../../server/src/protocol";
import { t } from "./l10n";

const SCHEME = "reglament-ready";
type Scope = ReadyToSignParams["scope"];

export function registerReady(context: vscode.ExtensionContext, client: BaseLanguageClient): void {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === SCHEME) changed.fire(uri);
    }, 300);
  };
  context.subscriptions.push(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      async provideTextDocumentContent(page) {
        const { uri, scope } = JSON.parse(page.query) as { uri: string; scope: Scope };
        const root = vscode.workspace.workspaceFolders?.[0]?.uri.toString();
        const params: ReadyToSignParams = { uri, scope, root };
        const result = await client.sendRequest<ReadyToSignResult | null>(ReadyToSign, params);
        return result?.markdown ?? t("Документа больше нет.");
      },
    }),
    vscode.languages.onDidChangeDiagnostics(again),
    { dispose: () => clearTimeout(timer) },
    vscode.commands.registerCommand("reglament.readyToSign", async (given?: vscode.Uri, scope: Scope = "document") => {
      const document = vscode.window.activeTextEditor?.document;
      const uri = given ?? (document && /^reglament/.test(document.languageId) ? document.uri : undefined);
      if (!uri) {
        void vscode.window.showInformationMessage(t("Откройте документ, который готовится к подписанию."));
        return;
      }
      await open(uri, scope);
    }),
  );
}

async function open(uri: vscode.Uri, scope: Scope): Promise<void> {
  const name = uri.path.slice(uri.path.lastIndexOf("/") + 1).replace(/\.reg\.\w+$/, "");
  const page = vscode.Uri.from({
    scheme: SCHEME,
    path: `/${t("До подписания: {0}", name)}.md`,
    query: JSON.stringify({ uri: uri.toString(), scope }),
  });
  await vscode.commands
    .executeCommand("markdown.showPreview", page)
    .then(undefined, () => vscode.commands.executeCommand("vscode.open", page));
}
