/** Commands of the palette and of the light bulb. */
import * as vscode from "vscode";
import type { BaseLanguageClient, Position, WorkspaceEdit } from "vscode-languageclient";
import {
  ApprovalEdit,
  type ApprovalEditParams,
  CalendarFile,
  type CalendarParams,
  type CalendarResult,
  ClientCommands,
  Companion,
  type CompanionOffer,
  type CompanionParams,
  Companions,
  type DocumentType,
  DocumentTypes,
  type Draft,
  IgnoreEdit,
  type IgnoreParams,
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
import { registerTyping } from "./typing";

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
  command(ClientCommands.ignore, async (uri: string, start: Position, rule: string) => {
    const reason = await vscode.window.showInputBox({
      title: t("Не показывать замечание «{0}» в этом месте", rule),
      prompt: t("Почему так и должно быть? Причина останется в тексте документа."),
      validateInput: value => (value.trim() ? undefined : t("Без причины замечание не скрывается.")),
    });
    if (!reason) return;
    const params: IgnoreParams = { uri, line: start.line, character: start.character, rule, reason };
    await apply(await client.sendRequest<WorkspaceEdit | null>(IgnoreEdit, params));
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
  command(ClientCommands.createCompanion, (uri?: string | vscode.Uri, type?: string, row?: number) =>
    createCompanion(client, uri?.toString(), type, row),
  );
  command("reglament.exportCalendar", (uri?: string | vscode.Uri, target?: vscode.Uri) =>
    exportCalendar(client, uri?.toString(), target),
  );
  registerClauses(client, command);
  context.subscriptions.push(registerTyping(client, command));
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
  await openAtBlank(uri);
}

/** Opens a new document with its first blank selected: what the act says comes before its number and date. */
async function openAtBlank(uri: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  const text = document.getText();
  const inText = text.indexOf("____", text.indexOf("\n# "));
  const blank = inText >= 0 ? inText : text.indexOf("____");
  if (blank < 0) return;
  const from = document.positionAt(blank);
  editor.selection = new vscode.Selection(from, from.translate(0, 4));
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/**
 * Makes a companion of the package that a document belongs to, beside it, and opens it. The file, and the regulation's
 * line that names its order, come and go in one step.
 */
async function createCompanion(client: BaseLanguageClient, from?: string, type?: string, row?: number): Promise<void> {
  const chosen = await chosenCompanion(client, from ?? activeDocument(), type, row);
  if (!chosen) return;
  const made = await client.sendRequest<Draft | null>(Companion, chosen);
  if (!made) return;
  const uri = await freeName(vscode.Uri.parse(made.folder), made.fileName);
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { contents: new TextEncoder().encode(made.text) });
  if (made.approves) {
    const regulation = vscode.Uri.parse(made.approves);
    const write = t("Записать");
    const answer = await vscode.window.showInformationMessage(
      t("Записать в положении, что его утверждает этот приказ?"),
      { modal: true, detail: `«${vscode.workspace.asRelativePath(regulation)}»: утверждено: ${baseName(uri)}` },
      write,
      t("Не записывать"),
    );
    if (!answer) return;
    const params: ApprovalEditParams = { uri: made.approves, order: baseName(uri) };
    const naming = answer === write ? await client.sendRequest<WorkspaceEdit | null>(ApprovalEdit, params) : null;
    const converted = naming && (await client.protocol2CodeConverter.asWorkspaceEdit(naming));
    for (const [target, edits] of converted?.entries() ?? []) edit.set(target, edits);
  }
  if (await vscode.workspace.applyEdit(edit)) await openAtBlank(uri);
}

const baseName = (uri: vscode.Uri): string => uri.path.slice(uri.path.lastIndexOf("/") + 1);

const activeDocument = (): string | undefined => {
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId.startsWith("reglament") ? document.uri.toString() : undefined;
};

/** What isn't given is asked: one of what the package lacks or may have. */
async function chosenCompanion(
  client: BaseLanguageClient,
  uri: string | undefined,
  type: string | undefined,
  row: number | undefined,
): Promise<CompanionParams | undefined> {
  if (uri && type) return row === undefined ? { uri, type } : { uri, type, row };
  const offers = uri ? await client.sendRequest<CompanionOffer[]>(Companions, { uri }) : [];
  if (!offers.length) {
    void vscode.window.showInformationMessage(
      t("Откройте положение или другой документ пакета: по нему будет составлен новый."),
    );
    return undefined;
  }
  const group = (missing: boolean, label: string) => {
    const items = offers.filter(o => o.missing === missing).map(offer => ({ ...offer, kind: undefined }));
    return items.length ? [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items] : [];
  };
  const picked = await vscode.window.showQuickPick<vscode.QuickPickItem>(
    [...group(true, t("нет в пакете")), ...group(false, t("можно создать ещё"))] as vscode.QuickPickItem[],
    { title: t("Создать документ пакета"), placeHolder: t("Какой документ нужен?"), matchOnDetail: true },
  );
  return picked as vscode.QuickPickItem & CompanionOffer;
}

/** Saves the meetings and terms of a document, or of the whole package, as a calendar; asks where unless `target` is given. */
async function exportCalendar(client: BaseLanguageClient, from?: string, target?: vscode.Uri): Promise<void> {
  const uri = from ?? activeDocument();
  const params: CalendarParams | undefined = uri ? { uri, stamp: new Date().toISOString() } : undefined;
  const made = params ? await client.sendRequest<CalendarResult | null>(CalendarFile, params) : null;
  if (!made || !uri) {
    void vscode.window.showInformationMessage(
      t("Откройте график или план: в календарь попадают заседания с датами и сроки мероприятий."),
    );
    return;
  }
  const place =
    target ??
    (await vscode.window.showSaveDialog({
      title: t("Экспорт в календарь"),
      defaultUri: vscode.Uri.joinPath(vscode.Uri.parse(uri), "..", made.fileName),
      filters: { [t("Календарь")]: ["ics"] },
    }));
  if (!place) return;
  await vscode.workspace.fs.writeFile(place, new TextEncoder().encode(made.text));
  const isLocal = place.scheme === "file" && vscode.env.uiKind === vscode.UIKind.Desktop && !vscode.env.remoteName;
  const open = t("Открыть");
  const reveal = t("Показать в папке");
  // Not awaited: the command is done, the message may stand as long as it likes.
  void vscode.window
    .showInformationMessage(t("Календарь сохранён, событий: {0}.", made.events), ...(isLocal ? [open, reveal] : []))
    .then(answer => {
      if (answer === open) void vscode.env.openExternal(place);
      if (answer === reveal) void vscode.commands.executeCommand("revealFileInOS", place);
    });
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
