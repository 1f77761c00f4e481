/** Everything that a client can ask the server, held against what the server announces: a new request can't be forgotten. */
import {
  type CallHierarchyItem,
  type CodeAction,
  type CodeLens,
  type CompletionItem,
  type CompletionList,
  LSPErrorCodes,
  type Position,
  ResponseError,
  type SemanticTokens,
  type ServerCapabilities,
  type WorkspaceSymbol,
} from "vscode-languageserver";
import * as protocol from "../server/src/protocol";
import type { Client } from "./session";

/** Methods behind each capability, by its path; those of a capability that announces no request of its own are none. */
const methods: Readonly<Record<string, readonly string[]>> = {
  textDocumentSync: [],
  "textDocumentSync.openClose": [],
  "workspace.workspaceFolders": [],
  "workspace.workspaceFolders.supported": [],
  "workspace.workspaceFolders.changeNotifications": [],
  workspace: [],
  "workspace.fileOperations": [],
  "workspace.fileOperations.willRename": ["workspace/willRenameFiles"],
  "workspace.fileOperations.didRename": [],
  callHierarchyProvider: [
    "textDocument/prepareCallHierarchy",
    "callHierarchy/incomingCalls",
    "callHierarchy/outgoingCalls",
  ],
  codeActionProvider: ["textDocument/codeAction"],
  "codeActionProvider.resolveProvider": ["codeAction/resolve"],
  codeLensProvider: ["textDocument/codeLens"],
  "codeLensProvider.resolveProvider": ["codeLens/resolve"],
  completionProvider: ["textDocument/completion"],
  "completionProvider.resolveProvider": ["completionItem/resolve"],
  declarationProvider: ["textDocument/declaration"],
  definitionProvider: ["textDocument/definition"],
  diagnosticProvider: ["textDocument/diagnostic"],
  "diagnosticProvider.interFileDependencies": [],
  "diagnosticProvider.workspaceDiagnostics": ["workspace/diagnostic"],
  documentFormattingProvider: ["textDocument/formatting"],
  documentHighlightProvider: ["textDocument/documentHighlight"],
  documentLinkProvider: ["textDocument/documentLink"],
  documentOnTypeFormattingProvider: ["textDocument/onTypeFormatting"],
  documentRangeFormattingProvider: ["textDocument/rangeFormatting"],
  documentSymbolProvider: ["textDocument/documentSymbol"],
  foldingRangeProvider: ["textDocument/foldingRange"],
  hoverProvider: ["textDocument/hover"],
  inlayHintProvider: ["textDocument/inlayHint"],
  referencesProvider: ["textDocument/references"],
  renameProvider: ["textDocument/rename"],
  "renameProvider.prepareProvider": ["textDocument/prepareRename"],
  selectionRangeProvider: ["textDocument/selectionRange"],
  semanticTokensProvider: [],
  "semanticTokensProvider.legend": [],
  "semanticTokensProvider.full": ["textDocument/semanticTokens/full"],
  "semanticTokensProvider.full.delta": ["textDocument/semanticTokens/full/delta"],
  "semanticTokensProvider.range": ["textDocument/semanticTokens/range"],
  workspaceSymbolProvider: ["workspace/symbol"],
  "workspaceSymbolProvider.resolveProvider": ["workspaceSymbol/resolve"],
};

/** The paths of everything that is announced: `true`, or an object. */
function announced(capabilities: ServerCapabilities): readonly string[] {
  const paths = (value: object, prefix: string): string[] =>
    Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
      if (inner === true) return [prefix + key];
      if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return [];
      return [prefix + key, ...paths(inner, `${prefix}${key}.`)];
    });
  return paths(capabilities, "");
}

/** Ours that the server doesn't answer: the client does, or nobody. */
const elsewhere: readonly string[] = [protocol.ReadFile, protocol.ListFiles, protocol.Cursor, protocol.PackagesChanged];

const ours: readonly string[] = Object.values(protocol)
  .flatMap(value => (typeof value === "string" ? [value] : []))
  .filter(method => !elsewhere.includes(method));

/** What is announced and not known here (or the other way round), and the methods that were not among `asked`. */
export function forgotten(capabilities: ServerCapabilities, asked: ReadonlySet<string>): readonly string[] {
  const [told, known] = [announced(capabilities), Object.keys(methods)];
  return [
    ...told.filter(path => !known.includes(path)),
    ...known.filter(path => !told.includes(path)),
    ...[...Object.values(methods).flat(), ...ours].filter(method => !asked.has(method)),
  ];
}

export interface Question {
  readonly uri: string;
  readonly from: Position;
  readonly to: Position;
  /** What to call that which stands there. */
  readonly name: string;
}

/** What refuses in words that the client shows: an error to the protocol, an answer to a person. */
const refusing = /^textDocument\/(?:prepareRename|rename)$/;

/** Asks everything about one place and its document; rejects with the first error. `asked` gathers the methods. */
export async function askAll(client: Client, question: Question, asked = new Set<string>()): Promise<void> {
  const ask = async <T>(method: string, params: unknown): Promise<T | null> => {
    asked.add(method);
    try {
      return await client.ask<T>(method, params);
    } catch (error) {
      if (refusing.test(method) && error instanceof ResponseError && error.code === LSPErrorCodes.RequestFailed)
        return null;
      throw error;
    }
  };
  await Promise.all([askStandard(ask, question), askOurs(ask, question)]);
}

type Ask = <T>(method: string, params: unknown) => Promise<T | null>;

async function askStandard(ask: Ask, { uri, from, to, name }: Question): Promise<void> {
  const textDocument = { uri };
  const place = { textDocument, position: from };
  const range = { start: from, end: to };
  const options = { tabSize: 2, insertSpaces: true };
  const resolved = async <T>(method: string, items: readonly T[] | null | undefined) => {
    await Promise.all(some(items ?? []).map(item => ask(method, item)));
  };
  const completed = async () => {
    const list = await ask<CompletionList>("textDocument/completion", place);
    await resolved<CompletionItem>("completionItem/resolve", list?.items);
  };
  const called = async () => {
    const items = await ask<CallHierarchyItem[]>("textDocument/prepareCallHierarchy", place);
    for (const item of items ?? [])
      await Promise.all([ask("callHierarchy/incomingCalls", { item }), ask("callHierarchy/outgoingCalls", { item })]);
  };
  const coloured = async () => {
    const tokens = await ask<SemanticTokens>("textDocument/semanticTokens/full", { textDocument });
    const previousResultId = tokens?.resultId ?? "none";
    await ask("textDocument/semanticTokens/full/delta", { textDocument, previousResultId });
  };
  const files = [{ oldUri: uri, newUri: uri.replace(/[^/]*$/, encodeURIComponent("другой файл.reg.md")) }];
  const context = { diagnostics: [] };
  await Promise.all([
    completed(),
    called(),
    coloured(),
    ask<CodeAction[]>("textDocument/codeAction", { textDocument, range, context }).then(actions =>
      resolved("codeAction/resolve", actions),
    ),
    ask<CodeLens[]>("textDocument/codeLens", { textDocument }).then(lenses => resolved("codeLens/resolve", lenses)),
    ask<WorkspaceSymbol[]>("workspace/symbol", { query: name }).then(found =>
      resolved("workspaceSymbol/resolve", found),
    ),
    ask("workspace/willRenameFiles", { files }),
    ask("textDocument/prepareRename", place),
    ask("textDocument/rename", { ...place, newName: name }),

    ask("textDocument/hover", place),
    ask("textDocument/definition", place),
    ask("textDocument/declaration", place),
    ask("textDocument/references", { ...place, context: { includeDeclaration: true } }),
    ask("textDocument/documentHighlight", place),
    ask("textDocument/selectionRange", { textDocument, positions: [from, to] }),
    ask("textDocument/semanticTokens/range", { textDocument, range }),
    ask("textDocument/inlayHint", { textDocument, range }),
    ask("textDocument/documentSymbol", { textDocument }),
    ask("textDocument/foldingRange", { textDocument }),
    ask("textDocument/documentLink", { textDocument }),
    ask("textDocument/formatting", { textDocument, options }),
    ask("textDocument/rangeFormatting", { textDocument, range, options }),
    ask("textDocument/onTypeFormatting", { ...place, ch: '"', options }),
    ask("textDocument/diagnostic", { textDocument }),
    ask("workspace/diagnostic", { previousResultIds: [] }),
  ]);
}

async function askOurs(ask: Ask, { uri, from, to, name }: Question): Promise<void> {
  const folder = uri.replace(/\/[^/]*$/, "");
  const place = { uri, position: from };
  const [rule, reason, level] = ["typography", "так надо", "выкл"];
  const offers = ask<protocol.CompanionOffer[]>(protocol.Companions, { uri });
  const types = ask<protocol.DocumentType[]>(protocol.DocumentTypes, { folder });
  const made = ask(protocol.Companion, { uri, type: "план" } satisfies protocol.CompanionParams);
  await Promise.all([
    ...some((await offers) ?? []).map(({ uri, type, row }) =>
      ask(protocol.Companion, { uri, type, ...(row === undefined ? {} : { row }) } satisfies protocol.CompanionParams),
    ),
    ...some((await types) ?? []).map(({ id }) =>
      ask(protocol.NewDocument, { type: id, title: name, folder } satisfies protocol.NewDocumentParams),
    ),
    made,
    ...(["page", "timeline", "matrix", "meetings"] as const).map(view =>
      ask(protocol.Preview, { uri, view } satisfies protocol.PreviewParams),
    ),
    ask(protocol.ApprovalEdit, { uri, order: "prikaz.reg.md" } satisfies protocol.ApprovalEditParams),
    ask(protocol.CalendarFile, { uri, stamp: "2026-09-01T09:00:00Z" } satisfies protocol.CalendarParams),
    ask(protocol.Packages, {}),
    ask(protocol.PackageDocuments, { uri } satisfies protocol.PackageParams),
    ask(protocol.ReadyToSign, { uri, scope: "package", root: folder } satisfies protocol.ReadyToSignParams),
    ask(protocol.Remarks, { uri } satisfies protocol.RemarksParams),
    ask(protocol.RemarksPage, { uri, root: folder, links: true } satisfies protocol.RemarksPageParams),
    ask(protocol.Ready, {}),
    ask(protocol.Renumber, { uri }),
    ask(protocol.IgnoreEdit, { uri, ...from, rule, reason } satisfies protocol.IgnoreParams),
    ask(protocol.LevelEdit, { uri, rule, level }),
    ...protocol.clauseOperations.map(operation =>
      ask(protocol.ClauseEdit, { ...place, operation } satisfies protocol.ClauseEditParams),
    ),
    ...[0, 1].flatMap(version => [
      ask(protocol.OnEnter, { ...place, version } satisfies protocol.PlaceParams),
      ask(protocol.OnTab, { ...place, version, operation: "demote" } satisfies protocol.OnTabParams),
    ]),
    ask(protocol.Address, place satisfies protocol.AddressParams),
    ask(protocol.Paste, {
      uri,
      range: { start: from, end: to },
      text: `1) ${name};\n2) ${name}.`,
    } satisfies protocol.PasteParams),
  ]);
}

/** The first, the last and those between, eight at most. */
const some = <T>(items: readonly T[]): readonly T[] => items.filter((_, i) => i % Math.ceil(items.length / 8) === 0);
