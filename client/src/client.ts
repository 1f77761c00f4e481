/** What the Node and the web client share: options, answers to the server, commands, the status item. */
import * as vscode from "vscode";
import { type BaseLanguageClient, type LanguageClientOptions, type Middleware, State } from "vscode-languageclient";
import {
  ClientCommands,
  type ClientOptions,
  Cursor,
  type CursorParams,
  ListFiles,
  ReadFile,
} from "../../server/src/protocol";
import { registerCommands } from "./commands";
import { wholeFindings } from "./diagnostics";
import { type Documents, registerDocuments } from "./documents";
import { registerExamples } from "./examples";
import { FILES, PROFILES } from "./files";
import { watchFolders } from "./folders";
import { registerKeys } from "./keys";
import { speakAsManifest } from "./l10n";
import { registerLenses } from "./lenses";
import { registerPreview } from "./preview/panel";
import { registerReady } from "./ready";
import { type Review, registerReview } from "./review/review";
import { registerStatus } from "./status";

export function clientOptions(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
): LanguageClientOptions {
  const rulePages = `${vscode.Uri.joinPath(context.extensionUri, "docs", "rules").toString()}/`;
  const options: ClientOptions = { rulePages, clientFiles: true, clientCommands: true };
  return {
    documentSelector: [{ language: "reglament" }, { language: "reglament-yaml" }],
    initializationOptions: options,
    outputChannel: output,
    diagnosticPullOptions: { onChange: true, onSave: true, onTabs: true },
    markdown: { isTrusted: false },
    middleware: { provideInlayHints: hintsWanted, ...wholeFindings },
    uriConverters: { code2Protocol: uri => uri.toString(), protocol2Code: uri => rulePage(uri, rulePages) },
  };
}

/** The rule's name beside a finding shows its page; a link to the file would show its Markdown. */
function rulePage(uri: string, folder: string): vscode.Uri {
  if (!uri.startsWith(folder)) return vscode.Uri.parse(uri);
  const rule = uri.slice(folder.length).replace(/\.md$/, "");
  return vscode.Uri.from({ scheme: "command", path: ClientCommands.explainRule, query: JSON.stringify([rule]) });
}

/** Hints of the kinds that the settings switch on. */
const hintsWanted: NonNullable<Middleware["provideInlayHints"]> = async (document, range, token, next) => {
  const settings = vscode.workspace.getConfiguration("reglament.inlayHints", document);
  const wanted = { role: "roles", reference: "references", date: "dates" };
  const shown = Object.entries(wanted).flatMap(([kind, key]) => (settings.get(`${key}.enabled`, false) ? kind : []));
  if (!shown.length) return [];
  const hints = await next(document, range, token);
  return hints?.filter(h => shown.includes(String((h as vscode.InlayHint & { data?: unknown }).data)));
};

/** What the tests see of the extension: nothing else tells what a tree or a decoration shows. */
export interface Exports {
  readonly documents: Documents;
  readonly review: Review;
}

/** Starts the client and everything that needs it; its commands are there before the server answers. */
export async function start(
  context: vscode.ExtensionContext,
  client: BaseLanguageClient,
  output: vscode.LogOutputChannel,
): Promise<Exports> {
  context.subscriptions.push(
    client.onRequest(ListFiles, async () => {
      const found = await Promise.all(
        [FILES, PROFILES].map(glob => vscode.workspace.findFiles(glob, "**/node_modules/**")),
      );
      return found.flat().map(uri => uri.toString());
    }),
    client.onRequest(ReadFile, async ({ uri }: { uri: string }) => {
      try {
        return base64(await vscode.workspace.fs.readFile(vscode.Uri.parse(uri)));
      } catch {
        return null;
      }
    }),
  );
  speakAsManifest(context);
  registerCommands(context, client, output);
  registerStatus(context, client);
  registerPreview(context, client);
  const documents = registerDocuments(context, client);
  registerReady(context, client);
  const review = registerReview(context, client);
  registerExamples(context);
  registerKeys(context);
  registerLenses(context, client);
  watchFolders(context, client);
  await client.start();
  context.subscriptions.push(...tellCursor(client));
  return { documents, review };
}

/** Tells the server the line being written: by document too, or the same line of another one would go unnoticed. */
function tellCursor(client: BaseLanguageClient): vscode.Disposable[] {
  let told = "";
  const tell = ({ document, selection }: vscode.TextEditor) => {
    if (!document.languageId.startsWith("reglament") || client.state !== State.Running) return;
    const params: CursorParams = { uri: document.uri.toString(), line: selection.active.line };
    const place = `${params.uri}#${params.line}`;
    if (place === told) return;
    told = place;
    void client.sendNotification(Cursor, params);
  };
  return [
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => tell(textEditor)),
    vscode.window.onDidChangeActiveTextEditor(editor => editor && tell(editor)),
  ];
}

/** `btoa` takes a string of bytes; long ones in pieces. */
function base64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 32_768) text += String.fromCharCode(...bytes.subarray(i, i + 32_768));
  return btoa(text);
}
