/** Commands of the palette and of the light bulb. */
import * as vscode from "vscode";
import type { BaseLanguageClient, WorkspaceEdit } from "vscode-languageclient";
import {
  ClientCommands,
  type DocumentType,
  DocumentTypes,
  IgnoreEdit,
  LevelEdit,
  NewDocument,
  type NewDocumentResult,
  Renumber,
} from "../../server/src/protocol";
import { copyAddress } from "./address";
import { registerClauses } from "./clauses";
import { applyWithOthers } from "./edits";
import { t } from "./l10n";
import { registerPaste } from "./paste";

export function registerCommands(
  context: vscode.ExtensionContext,
  client: BaseLanguageClient,
  output: vscode.LogOutputChannel,
): void {
  const command = (id: string, run: (...args: never[]) => unknown) =>
    context.subscriptions.push(
      vscode.commands.registerCommand(id, async (...args: never[]) => {
        try {
          return await run(...args);
        } catch (error) {
          output.error(String(error));
          void vscode.window.showErrorMessage(
            t("Не получилось: {0}", error instanceof Error ? error.message : String(error)),
          );
        }
      }),
    );
  const apply = async (edit: WorkspaceEdit | null) => {
    if (edit) await vscode.workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(edit));
  };

  command("reglament.newDocument", (folder?: vscode.Uri) => newDocument(client, folder));
  command("reglament.renumber", async () => {
    const editor = vscode.window.activeTextEditor;
    if (!editor) {
      void vscode.window.showInformationMessage(t("Откройте документ, который нужно перенумеровать."));
      return;
    }
    const edit = await client.sendRequest<WorkspaceEdit & { refused?: string }>(Renumber, {
      uri: editor.document.uri.toString(),
    });
    if (edit.refused) void vscode.window.showInformationMessage(edit.refused);
    else await applyWithOthers(editor.document.uri, await client.protocol2CodeConverter.asWorkspaceEdit(edit));
  });
  command("reglament.fixAll", () =>
    vscode.commands.executeCommand("editor.action.codeAction", { kind: "source.fixAll.reglament", apply: "first" }),
  );
  command(ClientCommands.ignore, async (uri: string, line: number, rule: string) => {
    const reason = await vscode.window.showInputBox({
      title: t("Не показывать замечание «{0}» в этом месте", rule),
      prompt: t("Почему так и должно быть? Причина останется в тексте документа."),
      validateInput: value => (value.trim() ? undefined : t("Без причины замечание не скрывается.")),
    });
    if (reason) await apply(await client.sendRequest<WorkspaceEdit | null>(IgnoreEdit, { uri, line, rule, reason }));
  });
  command(ClientCommands.changeLevel, async (uri: string, rule: string) => {
    const levels = [
      { label: "ошибка", detail: t("красная волна, мешает проверке пройти") },
      { label: "предупреждение", detail: t("жёлтая волна") },
      { label: "сведение", detail: t("синяя волна") },
      { label: "подсказка", detail: t("без записи в списке замечаний") },
      { label: "нет", detail: t("правило выключено") },
    ];
    const chosen = await vscode.window.showQuickPick(levels, {
      title: t("Уровень правила «{0}» для организации (reglament.yaml)", rule),
    });
    if (chosen)
      await apply(await client.sendRequest<WorkspaceEdit | null>(LevelEdit, { uri, rule, level: chosen.label }));
  });
  command(ClientCommands.explainRule, async (rule: string) => {
    const page = vscode.Uri.joinPath(context.extensionUri, "docs", "rules", `${rule}.md`);
    // Asked by name, not looked up: the command is in no list before Markdown's own extension is awake.
    await vscode.commands
      .executeCommand("markdown.showPreview", page)
      .then(undefined, () => vscode.commands.executeCommand("vscode.open", page));
  });
  registerClauses(client, command);
  registerPaste(context, client, command);
  command("reglament.copyAddress", () => copyAddress(client));
  command("reglament.restartServer", () => client.stop().then(() => client.start()));
  command("reglament.showOutput", () => output.show());
}

/** Asks kind, title and folder, writes the file and opens it with its first blank selected. Nothing is overwritten. */
async function newDocument(client: BaseLanguageClient, given?: vscode.Uri): Promise<void> {
  const folder = given ?? (await targetFolder());
  if (!folder) return;
  const types = await client.sendRequest<DocumentType[]>(DocumentTypes, { folder: folder.toString() });
  const type = await vscode.window.showQuickPick(types, {
    title: t("Новый документ"),
    placeHolder: t("Какой документ нужен?"),
    matchOnDetail: true,
  });
  if (!type) return;
  const title = await vscode.window.showInputBox({
    title: type.label,
    prompt: t("Название документа"),
    value: type.titleHint,
    ignoreFocusOut: true,
  });
  if (title === undefined) return;
  const made = await client.sendRequest<NewDocumentResult | null>(NewDocument, {
    type: type.id,
    title,
    folder: folder.toString(),
  });
  if (!made) return;
  const uri = await freeName(folder, made.fileName);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(made.text));
  const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), {
    preview: false,
  });
  // What the act says comes before its number and date.
  const inText = made.text.indexOf("____", made.text.indexOf("\n# "));
  const blank = inText >= 0 ? inText : made.text.indexOf("____");
  if (blank >= 0) {
    const from = editor.document.positionAt(blank);
    editor.selection = new vscode.Selection(from, from.translate(0, 4));
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
}

async function targetFolder(): Promise<vscode.Uri | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  if (document && /^reglament/.test(document.languageId) && document.uri.scheme !== "untitled")
    return vscode.Uri.joinPath(document.uri, "..");
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 1) return folders[0]!.uri;
  if (folders.length > 1) return (await vscode.window.showWorkspaceFolderPick())?.uri;
  const chosen = await vscode.window.showOpenDialog({
    canSelectFolders: true,
    canSelectFiles: false,
    openLabel: t("Создать здесь"),
  });
  return chosen?.[0];
}

async function freeName(folder: vscode.Uri, name: string): Promise<vscode.Uri> {
  const [, stem, ending] = /^(.*?)(\.reg\.\w+)$/.exec(name) ?? [name, name, ""];
  for (let n = 1; ; n++) {
    const uri = vscode.Uri.joinPath(folder, n === 1 ? name : `${stem}-${n}${ending}`);
    try {
      await vscode.workspace.fs.stat(uri);
    } catch {
      return uri;
    }
  }
}
