import * as vscode from "vscode";
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from "vscode-languageclient/browser";
import { clientOptions, type Exports, start } from "./client";

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<Exports> {
  const output = vscode.window.createOutputChannel("Регламент", { log: true });
  context.subscriptions.push(output);
  const script = vscode.Uri.joinPath(context.extensionUri, "dist", "server", "web.js").toString(true);
  let worker: Worker | undefined;
  // A restart needs a new worker: the server in the old one has ended. (Given as such, a Worker made in a function isn't
  // known for one: VS Code's own stands in for the browser's.)
  const server = async () => {
    worker?.terminate();
    worker = new Worker(script);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  client = new LanguageClient("reglament", "Регламент", server, clientOptions(context, output));
  return start(context, client, output);
}

export const deactivate = (): Promise<void> | undefined => client?.dispose();
