import * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { clientOptions, type Exports, start } from "./client";

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<Exports> {
  const output = vscode.window.createOutputChannel("Регламент", { log: true });
  context.subscriptions.push(output);
  const module = vscode.Uri.joinPath(context.extensionUri, "dist", "server", "node.js").fsPath;
  const server = { module, transport: TransportKind.ipc };
  client = new LanguageClient(
    "reglament",
    "Регламент",
    { run: server, debug: { ...server, options: { execArgv: ["--nolazy", "--inspect=6017"] } } },
    clientOptions(context, output),
  );
  return start(context, client, output);
}

export const deactivate = (): Promise<void> | undefined => client?.dispose();
