/** The formal address of the clause at the cursor goes to the clipboard, in the case that is chosen. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { Address, type AddressForm, type AddressParams } from "../../server/src/protocol";
import { plain } from "./edits";
import { t } from "./l10n";

export async function copyAddress(client: BaseLanguageClient): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const params: AddressParams = { uri: editor.document.uri.toString(), position: plain(editor.selection.active) };
  const forms = await client.sendRequest<AddressForm[]>(Address, params);
  const chosen = await vscode.window.showQuickPick(
    // An address is longer than the list is wide: the case stands before it.
    forms.map(({ label, text }) => ({ label, detail: text })),
    { title: t("Адрес пункта"), placeHolder: t("В каком падеже?"), matchOnDetail: true },
  );
  if (!chosen) return;
  await vscode.env.clipboard.writeText(chosen.detail);
  void vscode.window.setStatusBarMessage(t("Адрес скопирован: {0}", chosen.detail), 4000);
}
