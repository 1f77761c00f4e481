/** Lenses over tasks and roles: whether they are shown, and the places that they count. */
import * as vscode from "vscode";
import {
  type BaseLanguageClient,
  type CodeLensMiddleware,
  CodeLensRequest,
  type Location,
  type Position,
} from "vscode-languageclient";
import { ClientCommands } from "../../server/src/protocol";

const SETTING = "reglament.lenses.enabled";

export const provideCodeLenses: NonNullable<CodeLensMiddleware["provideCodeLenses"]> = (document, token, next) =>
  vscode.workspace.getConfiguration(undefined, document).get(SETTING, true) ? next(document, token) : [];

export function registerLenses(context: vscode.ExtensionContext, client: BaseLanguageClient): void {
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration(event => {
      if (!event.affectsConfiguration(SETTING)) return;
      const feature = client.getFeature(CodeLensRequest.method);
      for (const document of vscode.workspace.textDocuments)
        feature.getProvider(document)?.onDidChangeCodeLensEmitter.fire();
    }),
    vscode.commands.registerCommand(
      ClientCommands.showPlaces,
      (uri: string, position: Position, locations: readonly Location[]) => {
        const { protocol2CodeConverter: convert } = client;
        return vscode.commands.executeCommand(
          "editor.action.showReferences",
          convert.asUri(uri),
          convert.asPosition(position),
          locations.map(l => convert.asLocation(l)),
        );
      },
    ),
  );
}
