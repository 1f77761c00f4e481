/** The preview: one panel that follows the active document of ours. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { Preview, type PreviewParams, type PreviewResult, type PreviewView } from "../../../server/src/protocol";
import { t } from "../l10n";
import type { ToPage } from "./messages";

const VIEW = "reglament.preview";
const TYPING = 80;
const ELSEWHERE = 400;
/** Commands that open the panel on a picture. */
const pictures: readonly (readonly [command: string, view: PreviewView])[] = [
  ["reglament.showTimeline", "timeline"],
  ["reglament.showMatrix", "matrix"],
  ["reglament.showMeetings", "meetings"],
];

export function registerPreview(context: vscode.ExtensionContext, client: BaseLanguageClient): void {
  let open: ShownPreview | undefined;
  const adopt = (panel: vscode.WebviewPanel, uri: vscode.Uri, view: PreviewView | undefined) => {
    open = new ShownPreview(context, client, panel, uri, view);
    panel.onDidDispose(() => {
      open = undefined;
    });
  };
  const command = (column: vscode.ViewColumn, preserveFocus: boolean, view?: PreviewView) => (given?: unknown) => {
    const uri = given instanceof vscode.Uri ? given : activeDocument()?.document.uri;
    if (!uri) {
      void vscode.window.showInformationMessage(
        t("Откройте документ .reg.md или .reg.yaml — предпросмотр покажет его страницу."),
      );
      return;
    }
    if (open) {
      open.follow(uri, view);
      open.panel.reveal(undefined, preserveFocus);
      return;
    }
    adopt(
      vscode.window.createWebviewPanel(VIEW, "", { viewColumn: column, preserveFocus }, { enableFindWidget: true }),
      uri,
      view,
    );
  };
  context.subscriptions.push(
    vscode.commands.registerCommand("reglament.openPreview", command(vscode.ViewColumn.Active, false)),
    vscode.commands.registerCommand("reglament.openPreviewToSide", command(vscode.ViewColumn.Beside, true)),
    ...pictures.map(([id, view]) => vscode.commands.registerCommand(id, command(vscode.ViewColumn.Beside, true, view))),
    vscode.window.registerWebviewPanelSerializer(VIEW, {
      async deserializeWebviewPanel(panel, kept: unknown) {
        const state = (await import("./from-page")).readState(kept);
        const uri = state?.uri ? vscode.Uri.parse(state.uri) : activeDocument()?.document.uri;
        if (uri && !open) adopt(panel, uri, state?.view);
        else panel.dispose();
      },
    }),
    { dispose: () => open?.panel.dispose() },
  );
}

/** A panel with a view of one document, which follows its text. */
class ShownPreview {
  readonly panel: vscode.WebviewPanel;
  readonly #client: BaseLanguageClient;
  #uri: vscode.Uri;
  /** What the user chose; a document without it shows its page. */
  #wanted: PreviewView;
  /** The view was asked for by a command: say so when there is none. */
  #asked: boolean;
  /** A document that a click in the panel led to: the panel stays where it is. */
  #led: string | undefined;
  /** Ids of the blocks that the page has; undefined until its script runs. */
  #known: Set<string> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turns = 0;
  /** The editor's scrolling up to this time is our own doing. */
  #quietUntil = 0;

  constructor(
    context: vscode.ExtensionContext,
    client: BaseLanguageClient,
    panel: vscode.WebviewPanel,
    uri: vscode.Uri,
    view: PreviewView | undefined,
  ) {
    this.panel = panel;
    this.#client = client;
    this.#uri = uri;
    this.#wanted = view ?? "page";
    this.#asked = view !== undefined;
    const listeners = this.#listen();
    panel.onDidDispose(() => {
      clearTimeout(this.#timer);
      this.#known = undefined;
      for (const listener of listeners) listener.dispose();
    });
    const files = vscode.Uri.joinPath(context.extensionUri, "dist", "preview");
    panel.title = titleOf(this.#wanted, uri);
    panel.webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [files] };
    panel.webview.html = frame(panel.webview, files, uri);
  }

  /** Shows another document; `view` as well when it is given. */
  follow(next: vscode.Uri, view?: PreviewView): void {
    if (next.toString() === this.#uri.toString() && (view === undefined || view === this.#wanted)) return;
    this.#uri = next;
    if (view) {
      this.#wanted = view;
      this.#asked = true;
    }
    void this.#refresh();
  }

  #listen(): vscode.Disposable[] {
    return [
      this.panel.webview.onDidReceiveMessage((given: unknown) => this.#hear(given)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length === 0) return;
        if (document.uri.toString() === this.#uri.toString()) this.#schedule(TYPING);
        else if (isOurs(document)) this.#schedule(ELSEWHERE);
      }),
      vscode.window.onDidChangeActiveTextEditor(editor => {
        if (!editor || !isPrinted(editor.document)) return;
        if (editor.document.uri.toString() === this.#led) return;
        this.#led = undefined;
        this.follow(editor.document.uri);
      }),
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
        if (textEditor.document.uri.toString() === this.#uri.toString()) this.#scrollPage(textEditor);
      }),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration("reglament.preview")) this.#sendSettings();
      }),
    ];
  }

  async #hear(given: unknown): Promise<void> {
    // The schema is evaluated when there is a page only.
    const message = (await import("./from-page")).readMessage(given);
    if (!message) return;
    switch (message.type) {
      case "ready": {
        this.#known = new Set();
        this.#sendSettings();
        await this.#refresh();
        const editor = editorOf(this.#uri);
        if (editor) this.#scrollPage(editor);
        return;
      }
      case "source":
        return this.#reveal(this.#beside(message.uri) ?? this.#uri, message.line);
      case "view":
        this.#wanted = message.view;
        return this.#refresh();
      case "scrolled":
        return this.#scrollText(message.line);
      case "open":
        return openLink(this.#uri, message.href);
    }
  }

  /** A document that the page names; undefined outside of the shown document's file system. */
  #beside(named: string | undefined): vscode.Uri | undefined {
    const other = named === undefined ? undefined : vscode.Uri.parse(named);
    return other?.scheme === this.#uri.scheme && other.authority === this.#uri.authority ? other : undefined;
  }

  #post(message: ToPage): void {
    void this.panel.webview.postMessage(message);
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(), delay);
  }

  #sendSettings(): void {
    this.#post({ type: "findings", shown: setting("showFindings.enabled", false) });
  }

  async #refresh(): Promise<void> {
    this.#timer = undefined;
    // A hidden page is thrown away by the editor and says "ready" when it comes back.
    if (!this.#known || !this.panel.visible) return;
    const turn = ++this.#turns;
    const uri = this.#uri;
    const params: PreviewParams = { uri: this.#client.code2ProtocolConverter.asUri(uri), view: this.#wanted };
    let page: PreviewResult | null;
    try {
      page = await this.#client.sendRequest<PreviewResult | null>(Preview, params);
    } catch (error) {
      this.#client.error("Предпросмотр не получен от сервера.", error, false);
      return;
    }
    // A newer question is on its way, or the page went away while the server thought.
    if (turn !== this.#turns || !this.#known) return;
    const blocks = page?.blocks ?? [];
    const had = this.#known;
    this.#known = new Set(blocks.map(b => b.id));
    const view = page?.view ?? "page";
    this.panel.title = titleOf(view, uri);
    if (this.#asked && view !== this.#wanted) void vscode.window.showInformationMessage(missing(this.#wanted));
    this.#asked = false;
    this.#post({
      type: "update",
      view,
      views: page?.views ?? ["page"],
      uri: uri.toString(),
      title: page?.title ?? nameOf(uri),
      order: blocks.map(b => b.id),
      lines: blocks.map(b => [b.line, b.endLine] as const),
      html: Object.fromEntries(blocks.flatMap(b => (had.has(b.id) ? [] : [[b.id, b.html]]))),
      findings: page?.findings ?? [],
    });
  }

  #scrollPage(editor: vscode.TextEditor): void {
    const top = editor.visibleRanges[0]?.start.line;
    if (top !== undefined && Date.now() > this.#quietUntil && setting("scrollSync.enabled", true))
      this.#post({ type: "scroll", line: top });
  }

  #scrollText(line: number): void {
    const editor = editorOf(this.#uri);
    if (!editor || !setting("scrollSync.enabled", true)) return;
    this.#quietUntil = Date.now() + 300;
    const at = new vscode.Position(Math.min(Math.max(0, line), editor.document.lineCount - 1), 0);
    editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.AtTop);
  }

  async #reveal(of: vscode.Uri, line: number): Promise<void> {
    this.#led = of.toString();
    const document = await vscode.workspace.openTextDocument(of);
    const at = new vscode.Position(Math.min(line, document.lineCount - 1), 0);
    const shown = editorOf(of) ?? editorOf(this.#uri);
    const column =
      shown?.viewColumn ??
      (this.panel.viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One);
    const editor = await vscode.window.showTextDocument(document, {
      viewColumn: column,
      selection: new vscode.Range(at, at),
    });
    editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
}

const editorOf = (of: vscode.Uri): vscode.TextEditor | undefined =>
  vscode.window.visibleTextEditors.find(e => e.document.uri.toString() === of.toString());

function titleOf(view: PreviewView, uri: vscode.Uri): string {
  switch (view) {
    case "page":
      return t("Страница: {0}", nameOf(uri));
    case "timeline":
      return t("Лента года: {0}", nameOf(uri));
    case "matrix":
      return t("Матрица задач: {0}", nameOf(uri));
    case "meetings":
      return t("Календарь: {0}", nameOf(uri));
  }
}

/** Why a document has no such view. */
function missing(view: PreviewView): string {
  switch (view) {
    case "page":
      return "";
    case "timeline":
      return t("Лента года строится по плану или дорожной карте: откройте их.");
    case "matrix":
      return t("Матрица строится по положению с задачами и его плану: откройте один из этих документов.");
    case "meetings":
      return t("Календарь заседаний строится по графику: откройте график или положение, у которого он есть.");
  }
}

const setting = (name: string, otherwise: boolean): boolean =>
  vscode.workspace.getConfiguration("reglament.preview").get<boolean>(name) ?? otherwise;
const isOurs = (document: vscode.TextDocument): boolean =>
  document.languageId === "reglament" || document.languageId === "reglament-yaml";
/** `reglament.yaml` has no page of its own. */
const isPrinted = (document: vscode.TextDocument): boolean =>
  isOurs(document) && nameOf(document.uri) !== "reglament.yaml";
const nameOf = (uri: vscode.Uri): string => uri.path.slice(uri.path.lastIndexOf("/") + 1);

function activeDocument(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && isPrinted(editor.document)
    ? editor
    : vscode.window.visibleTextEditors.find(e => isPrinted(e.document));
}

/** Pages open in the browser, neighbouring files in the editor. The server lets no other targets through. */
async function openLink(from: vscode.Uri, href: string): Promise<void> {
  if (/^https:\/\//i.test(href)) {
    await vscode.env.openExternal(vscode.Uri.parse(href));
    return;
  }
  if (/^[^/?#]*:/.test(href)) return;
  const [path = ""] = href.split("#");
  let name = path;
  try {
    name = decodeURIComponent(path);
  } catch {
    // A stray per cent sign: the name is meant as written.
  }
  const target = vscode.Uri.joinPath(from, "..", name);
  try {
    await vscode.workspace.fs.stat(target);
    await vscode.commands.executeCommand("vscode.open", target);
  } catch {
    void vscode.window.showWarningMessage(t("Файл «{0}» не найден рядом с документом.", name));
  }
}

function frame(webview: vscode.Webview, files: vscode.Uri, uri: vscode.Uri): string {
  const nonce = newNonce();
  const source = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(files, name)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource} 'nonce-${nonce}'; script-src 'nonce-${nonce}'; img-src ${webview.cspSource} data:; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${source("page.css")}">
<title></title>
</head>
<body data-uri="${attribute(uri.toString())}">
<div id="tools" class="tools">
<div id="views" class="views" role="tablist" aria-label="Как показать документ" hidden></div>
<button id="findings" type="button" aria-pressed="false" title="Показать или скрыть замечания на странице">Замечания</button>
</div>
<main>
<div id="sheet" class="sheet" aria-label="Документ. Ввод – перейти к тексту; по абзацам страницы – Ctrl и стрелки вверх и вниз, по строкам рисунка – стрелки."></div>
</main>
<script nonce="${nonce}" src="${source("page.js")}"></script>
</body>
</html>`;
}

const attribute = (text: string): string => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

/** Node's crypto isn't there on the web; Web Crypto is in both. */
const newNonce = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, "0")).join("");
