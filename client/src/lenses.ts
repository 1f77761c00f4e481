/** Lenses: asked for again when the settings change (the server reads them); the places that they count. */
import * as vscode from "vscode";
import { type BaseLanguageClient, CodeLensRequest, type Location, type Position } from "vscode-languageclient";
import { ClientCommands } from "../../server/src/protocol";

export function registerLenses(context: vscode.ExtensionContext, client: BaseLanguageClient): void {
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration(event => {
      if (!event.affectsConfiguration("reglament.lenses")) return;
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
