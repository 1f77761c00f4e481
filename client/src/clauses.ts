/** Commands that operate on clauses and sections. */
import * as vscode from "vscode";
import type { BaseLanguageClient, WorkspaceEdit } from "vscode-languageclient";
import {
  ClauseEdit,
  type ClauseEditParams,
  type ClauseEditResult,
  ClientCommands,
  clauseOperations,
} from "../../server/src/protocol";
import { applyWithOthers, plain } from "./edits";

type Answer = ClauseEditResult<WorkspaceEdit>;
type Position = { readonly line: number; readonly character: number };

export function registerClauses(
  client: BaseLanguageClient,
  command: (id: string, run: (...args: never[]) => unknown) => void,
): void {
  for (const operation of clauseOperations)
    command(`reglament.clause.${operation}`, async () => {
      const editor = vscode.window.activeTextEditor;
      if (!editor) return;
      const { document, selection } = editor;
      const params: ClauseEditParams = { uri: document.uri.toString(), position: plain(selection.active), operation };
      const answer = await client.sendRequest<Answer | { refused: string }>(ClauseEdit, params);
      if ("refused" in answer) void vscode.window.showInformationMessage(answer.refused);
      else if (await applyWithOthers(document.uri, await client.protocol2CodeConverter.asWorkspaceEdit(answer.edit)))
        select(editor, answer.selection);
    });
  command(ClientCommands.select, (uri: string, range: { start: Position; end: Position }) => {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.uri.toString() === vscode.Uri.parse(uri).toString()) select(editor, range);
  });
}

function select(editor: vscode.TextEditor, { start, end }: { start: Position; end: Position }): void {
  editor.selection = new vscode.Selection(start.line, start.character, end.line, end.character);
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
