/** Paste of text from Word and other programs as clauses; the same for text that is there already. */
import * as vscode from "vscode";
import { type BaseLanguageClient, State, type WorkspaceEdit } from "vscode-languageclient";
import { Paste, type PasteParams, type PasteResult } from "../../server/src/protocol";
import { plain } from "./edits";
import { t } from "./l10n";

type Answer = PasteResult<WorkspaceEdit>;

/** What VS Code has of paste providers since 1.97; older versions paste as they always did. */
interface PasteKind {
  append(...parts: string[]): PasteKind;
}
interface PasteEdit {
  additionalEdit?: vscode.WorkspaceEdit;
}
interface PasteProvider {
  provideDocumentPasteEdits(
    document: vscode.TextDocument,
    ranges: readonly vscode.Range[],
    data: vscode.DataTransfer,
    context: unknown,
    token: vscode.CancellationToken,
  ): Promise<PasteEdit[] | undefined>;
}
interface PasteApi {
  readonly languages: {
    registerDocumentPasteEditProvider?(
      selector: vscode.DocumentSelector,
      provider: PasteProvider,
      metadata: { providedPasteEditKinds: readonly PasteKind[]; pasteMimeTypes: readonly string[] },
    ): vscode.Disposable;
  };
  readonly DocumentDropOrPasteEditKind?: { readonly Text: PasteKind };
  readonly DocumentPasteEdit?: new (insertText: string, title: string, kind: PasteKind) => PasteEdit;
}

const asked = async (client: BaseLanguageClient, params: PasteParams): Promise<Answer | null> =>
  client.state === State.Running ? client.sendRequest<Answer | null>(Paste, params).catch(() => null) : null;

export function registerPaste(
  context: vscode.ExtensionContext,
  client: BaseLanguageClient,
  command: (id: string, run: () => unknown) => void,
): void {
  const { languages, DocumentDropOrPasteEditKind, DocumentPasteEdit } = vscode as unknown as PasteApi;
  if (languages.registerDocumentPasteEditProvider && DocumentDropOrPasteEditKind && DocumentPasteEdit) {
    const kind = DocumentDropOrPasteEditKind.Text.append("reglament", "clauses");
    const provider: PasteProvider = {
      async provideDocumentPasteEdits(document, ranges, data, _context, token) {
        const [range] = ranges;
        if (!range || ranges.length > 1 || !isOn(document)) return undefined;
        // A text of the editor's own has its numbers by intent.
        if (data.get("vscode-editor-data")) return undefined;
        const [html, text] = await Promise.all(["text/html", "text/plain"].map(type => data.get(type)?.asString()));
        const answer = await asked(client, {
          uri: document.uri.toString(),
          range: { start: plain(range.start), end: plain(range.end) },
          text: text ?? "",
          ...(html ? { html } : {}),
        });
        if (!answer || token.isCancellationRequested) return undefined;
        const edit = new DocumentPasteEdit(answer.text, t("Вставить пунктами"), kind);
        const others = await client.protocol2CodeConverter.asWorkspaceEdit(answer.edit);
        if (others.size) edit.additionalEdit = others;
        return [edit];
      },
    };
    context.subscriptions.push(
      languages.registerDocumentPasteEditProvider({ language: "reglament" }, provider, {
        providedPasteEditKinds: [kind],
        pasteMimeTypes: ["text/html", "text/plain"],
      }),
    );
  }
  command("reglament.cleanPasted", async () => {
    const editor = vscode.window.activeTextEditor;
    if (!editor || editor.selection.isEmpty) {
      void vscode.window.showInformationMessage(t("Выделите вставленный текст."));
      return;
    }
    const { document, selection } = editor;
    const answer = await asked(client, {
      uri: document.uri.toString(),
      range: { start: plain(selection.start), end: plain(selection.end) },
      text: document.getText(selection),
    });
    if (answer) await editor.edit(builder => builder.replace(selection, answer.text));
    else void vscode.window.showInformationMessage(t("В выделенном тексте чистить нечего."));
  });
}

const isOn = (document: vscode.TextDocument): boolean =>
  vscode.workspace.getConfiguration("reglament", document).get("paste.enabled", true);
