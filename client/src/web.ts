import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { clientOptions, start } from "./client";

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel("Регламент", { log: true });
  context.subscriptions.push(output);
  const worker = new Worker(vscode.Uri.joinPath(context.extensionUri, "dist", "server", "web.js").toString(true));
  client = new LanguageClient("reglament", "Регламент", worker, clientOptions(context, output));
  await start(context, client, output);
}

export const deactivate = (): Promise<void> | undefined => client?.dispose();
