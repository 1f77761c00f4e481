/** A real LSP session over streams in memory: the server as clients meet it, with the files of a fixture. */
import { PassThrough } from "node:stream";
import {
  createConnection,
  createProtocolConnection,
  type InitializeParams,
  type InitializeResult,
  ProposedFeatures,
  type ProtocolConnection,
  type ServerCapabilities,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { startServer } from "../server/src/host/server";
import { split, unmark } from "./fixture";

export interface Client {
  readonly connection: ProtocolConnection;
  /** What the server has announced. */
  readonly capabilities: ServerCapabilities;
  /** Sends a request of the protocol. */
  ask<T>(method: string, params: unknown): Promise<T>;
  text(path: string): TextDocument;
  uri(path: string): string;
  /** `textDocument` and `position` of the `n`-th marker (start of its span) of all files, in order. */
  at(n?: number): { textDocument: { uri: string }; position: { line: number; character: number } };
  /** The marked span as a range. */
  range(n?: number): { start: { line: number; character: number }; end: { line: number; character: number } };
  edit(path: string, from: number, to: number, insert: string): Promise<void>;
  /** Deletes a file from the disk. */
  forget(path: string): void;
  stop(): void;
}

const ROOT = "file:///w/";

/**
 * `capabilities` are the client's; every file of the fixture is open but those whose path begins with `closed/`.
 * `folders` of the workspace are paths of the fixture, its root by default.
 */
export async function serve(
  source: string,
  capabilities: InitializeParams["capabilities"] = {},
  folders: readonly string[] = [""],
): Promise<Client> {
  const files = split(source).map(([path, marked]) => ({ path, uri: ROOT + encodeURI(path), ...unmark(marked) }));
  const texts = new Map(files.map(f => [f.uri, TextDocument.create(f.uri, "reglament", 1, f.text)]));
  const markers = files.flatMap(f => f.spans.map(span => ({ uri: f.uri, span })));
  const up = new PassThrough();
  const down = new PassThrough();
  startServer(createConnection(ProposedFeatures.all, new StreamMessageReader(up), new StreamMessageWriter(down)), {
    list: async below => [...texts.keys()].filter(file => below.some(folder => file.startsWith(`${folder}/`))),
    read: async uri => texts.get(uri)?.getText(),
  });
  const connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  connection.listen();
  connection.onRequest("client/registerCapability", () => null);
  const { capabilities: announced } = await connection.sendRequest<InitializeResult>("initialize", {
    processId: null,
    rootUri: ROOT,
    workspaceFolders: folders.map(folder => ({ uri: (ROOT + encodeURI(folder)).replace(/\/$/, ""), name: folder })),
    capabilities,
    initializationOptions: { clientCommands: true },
  });
  await connection.sendNotification("initialized", {});
  for (const { uri, path, text } of files) {
    if (path.startsWith("closed/")) continue;
    const languageId = /\.ya?ml$/.test(path) ? "reglament-yaml" : "reglament";
    await connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
  }
  const uri = (path: string) => ROOT + encodeURI(path);
  const range = (n = 0) => {
    const { uri: at, span } = markers[n]!;
    return { start: texts.get(at)!.positionAt(span.from), end: texts.get(at)!.positionAt(span.to) };
  };
  return {
    connection,
    capabilities: announced,
    ask: (method, params) => connection.sendRequest(method, params),
    text: path => texts.get(uri(path))!,
    uri,
    range,
    at: (n = 0) => ({ textDocument: { uri: markers[n]!.uri }, position: range(n).start }),
    async edit(path, from, to, insert) {
      const before = texts.get(uri(path))!;
      const change = { range: { start: before.positionAt(from), end: before.positionAt(to) }, text: insert };
      const version = before.version + 1;
      texts.set(uri(path), TextDocument.update(before, [change], version));
      await connection.sendNotification("textDocument/didChange", {
        textDocument: { uri: uri(path), version },
        contentChanges: [change],
      });
    },
    forget: path => void texts.delete(uri(path)),
    stop: () => connection.dispose(),
  };
}
