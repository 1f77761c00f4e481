/** Folders that come as one: the editor tells of the folder that was moved or renamed, and of no file in it. */
import * as vscode from "vscode";
import {
  type BaseLanguageClient,
  DidChangeWatchedFilesNotification,
  type DidChangeWatchedFilesParams,
  FileChangeType,
  type FileEvent,
  State,
} from "vscode-languageclient";
import { FILES, PROFILES } from "./files";

export function watchFolders(context: vscode.ExtensionContext, client: BaseLanguageClient): void {
  const watcher = vscode.workspace.createFileSystemWatcher("**", false, true, true);
  context.subscriptions.push(
    watcher,
    watcher.onDidCreate(async uri => {
      if (client.state !== State.Running || isFileName(uri) || !(await isFolder(uri))) return;
      const found = await Promise.all(
        [FILES, PROFILES].map(glob => vscode.workspace.findFiles(new vscode.RelativePattern(uri, glob))),
      );
      const changes = found
        .flat()
        .map((f): FileEvent => ({ uri: client.code2ProtocolConverter.asUri(f), type: FileChangeType.Created }));
      const params: DidChangeWatchedFilesParams = { changes };
      if (changes.length) await client.sendNotification(DidChangeWatchedFilesNotification.type, params);
    }),
  );
}

/** Spares a look at each of the many files that a build or an installation makes. */
const isFileName = ({ path }: vscode.Uri): boolean => /\.[a-z][a-z\d]*$|\/(?:node_modules|\.git)(?:\/|$)/i.test(path);

const isFolder = (uri: vscode.Uri): Thenable<boolean> =>
  vscode.workspace.fs.stat(uri).then(
    ({ type }) => (type & vscode.FileType.Directory) !== 0,
    () => false,
  );
