/** The view «Документы»: packages, their documents and the companions that are still to be written. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type DocumentNode,
  type FindingCounts,
  type MissingNode,
  PackageDocuments,
  type PackageNode,
  type PackageParams,
  type PackageResult,
  Packages,
  PackagesChanged,
  type PackagesChangedParams,
} from "../../server/src/protocol";
import { plural, t } from "./l10n";

const VIEW = "reglament.documents";
/** Scheme of the URIs that companions have until they are written: only their colour hangs on it. */
const MISSING = "reglament-missing";

/** A row of the tree. Commands of its menus get it as their argument. */
export type Node =
  | { readonly kind: "package"; own: PackageNode }
  | { readonly kind: "document"; readonly parent: PackageRow; readonly document: DocumentNode }
  | { readonly kind: "missing"; readonly parent: PackageRow; readonly missing: MissingNode };
type PackageRow = Extract<Node, { kind: "package" }>;

export function registerDocuments(context: vscode.ExtensionContext, client: BaseLanguageClient): Documents {
  const documents = new Documents(client);
  const view = vscode.window.createTreeView(VIEW, { treeDataProvider: documents, showCollapseAll: true });
  const follow = (editor: vscode.TextEditor | undefined) => {
    if (editor && view.visible && vscode.workspace.getConfiguration(VIEW).get("followEditor.enabled", true))
      void documents.reveal(view, editor.document.uri);
  };
  const command = (id: string, run: (node: Node) => unknown) =>
    vscode.commands.registerCommand(`reglament.documents.${id}`, (node?: Node) => {
      const chosen = node ?? view.selection[0];
      return chosen && run(chosen);
    });
  context.subscriptions.push(
    view,
    documents,
    client.onNotification(PackagesChanged, (params: PackagesChangedParams) => documents.changed(params)),
    vscode.window.onDidChangeActiveTextEditor(follow),
    view.onDidChangeVisibility(() => follow(vscode.window.activeTextEditor)),
    vscode.window.registerFileDecorationProvider({
      provideFileDecoration: uri =>
        uri.scheme === MISSING ? { color: new vscode.ThemeColor("descriptionForeground") } : undefined,
    }),
    vscode.commands.registerCommand("reglament.documents.refresh", () => documents.changed({ list: true, ids: [] })),
    command("createInPackage", node =>
      vscode.commands.executeCommand("reglament.newDocument", vscode.Uri.joinPath(uriOf(node), "..")),
    ),
    command(
      "createCompanion",
      node =>
        node.kind === "missing" &&
        vscode.commands.executeCommand("reglament.createCompanion", node.missing.regulation, node.missing.type),
    ),
    command("open", node => vscode.commands.executeCommand("vscode.open", uriOf(node))),
    command("preview", node => vscode.commands.executeCommand("reglament.openPreviewToSide", uriOf(node))),
    command("revealInExplorer", node => vscode.commands.executeCommand("revealInExplorer", uriOf(node))),
    command("readyToSign", node =>
      vscode.commands.executeCommand(
        "reglament.readyToSign",
        uriOf(node),
        node.kind === "package" ? "package" : "document",
      ),
    ),
  );
  return documents;
}

/** The main document of a package, a document itself, the regulation that promises one. */
function uriOf(node: Node): vscode.Uri {
  switch (node.kind) {
    case "package":
      return vscode.Uri.parse(node.own.id);
    case "document":
      return vscode.Uri.parse(node.document.uri);
    case "missing":
      return vscode.Uri.parse(node.missing.regulation);
  }
}

export class Documents implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #client: BaseLanguageClient;
  readonly #changed = new vscode.EventEmitter<Node | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  /** The rows of packages by id: the editor knows a row again by its object, so what it shows is changed in place. */
  #packages = new Map<string, PackageRow>();

  constructor(client: BaseLanguageClient) {
    this.#client = client;
  }

  changed({ list, ids }: PackagesChangedParams): void {
    if (list) this.#changed.fire(undefined);
    else for (const id of ids) this.#changed.fire(this.#packages.get(id));
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (!node) {
      const all = await this.#client.sendRequest<PackageNode[]>(Packages);
      this.#packages = new Map(
        all.map(own => {
          const row: PackageRow = this.#packages.get(own.id) ?? { kind: "package", own };
          row.own = own;
          return [own.id, row];
        }),
      );
      return [...this.#packages.values()];
    }
    return node.kind === "package" ? this.#children(node, await this.#ask(node.own.id)) : [];
  }

  #ask(uri: string): Promise<PackageResult | null> {
    const params: PackageParams = { uri };
    return this.#client.sendRequest<PackageResult | null>(PackageDocuments, params);
  }

  #children(parent: PackageRow, result: PackageResult | null): Node[] {
    return [
      ...(result?.documents ?? []).map((document): Node => ({ kind: "document", parent, document })),
      ...(result?.missing ?? []).map((missing): Node => ({ kind: "missing", parent, missing })),
    ];
  }

  getParent(node: Node): Node | undefined {
    return node.kind === "package" ? undefined : node.parent;
  }

  /** Shows a document's row; nothing happens when the tree has none. */
  async reveal(view: vscode.TreeView<Node>, uri: vscode.Uri): Promise<void> {
    const own = uri.toString();
    if (!/^reglament/.test(vscode.window.activeTextEditor?.document.languageId ?? "")) return;
    const result = await this.#ask(own);
    const parent = result && this.#packages.get(result.id);
    const row = parent && this.#children(parent, result).find(n => n.kind === "document" && n.document.uri === own);
    if (row) await view.reveal(row, { select: true, focus: false });
  }

  getTreeItem(node: Node): vscode.TreeItem {
    switch (node.kind) {
      case "package":
        return packageItem(node.own, this.#packages.size);
      case "document":
        return documentItem(node.document);
      case "missing":
        return missingItem(node.missing);
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

const { Expanded, Collapsed, None } = vscode.TreeItemCollapsibleState;

function packageItem({ id, title, label, folder, shared, count }: PackageNode, packages: number): vscode.TreeItem {
  const item = new vscode.TreeItem(label, packages === 1 ? Expanded : Collapsed);
  const number = plural(count, t("{0} документ", count), t("{0} документа", count), t("{0} документов", count));
  const place = placeOf(vscode.Uri.parse(folder));
  // A package bears the URI of its main document, which has a row of its own.
  item.id = `package ${id}`;
  item.contextValue = "package";
  item.iconPath = new vscode.ThemeIcon("package");
  // Git and problems mark a folder that is the package's own.
  if (!shared) item.resourceUri = vscode.Uri.parse(folder);
  item.description = packages === 1 || !place ? number : place;
  item.tooltip = new vscode.MarkdownString(
    [`**${escaped(title)}**`, escaped(place), number].filter(Boolean).join("\n\n"),
  );
  item.accessibilityInformation = {
    label: place ? t("Пакет: {0}, {1}, папка {2}", title, number, place) : t("Пакет: {0}, {1}", title, number),
  };
  return item;
}

/** A folder's path inside of the workspace; empty for the folder that is open. */
function placeOf(folder: vscode.Uri): string {
  const root = vscode.workspace.getWorkspaceFolder(folder);
  if (root?.uri.toString() !== folder.toString()) return vscode.workspace.asRelativePath(folder);
  return vscode.workspace.workspaceFolders!.length > 1 ? root.name : "";
}

const icons: Readonly<Record<string, string>> = {
  основа: "law",
  приказ: "megaphone",
  план: "tasklist",
  график: "calendar",
  протокол: "comment-discussion",
  отчёт: "graph",
  проверка: "checklist",
};

function documentItem({ uri, label, title, part, state, approval, findings }: DocumentNode): vscode.TreeItem {
  const item = new vscode.TreeItem(label, None);
  const resource = vscode.Uri.parse(uri);
  const found = total(findings);
  item.id = uri;
  item.contextValue = "document";
  item.resourceUri = resource;
  item.iconPath = new vscode.ThemeIcon(icons[part ?? ""] ?? "file");
  item.description = [state, found ? findingsText(found) : undefined].filter(Boolean).join(" · ");
  item.tooltip = new vscode.MarkdownString(
    [
      `**${escaped(title)}**`,
      escaped([state, approval].filter(Boolean).join(", ")),
      found ? levelsText(findings) : t("замечаний нет"),
      escaped(vscode.workspace.asRelativePath(resource)),
    ]
      .filter(Boolean)
      .join("\n\n"),
  );
  item.command = { command: "vscode.open", title: t("Открыть"), arguments: [resource] };
  item.accessibilityInformation = {
    label: [label, state, approval, found ? levelsText(findings) : t("замечаний нет")].filter(Boolean).join(", "),
  };
  return item;
}

function missingItem({ regulation, type, label }: MissingNode): vscode.TreeItem {
  const item = new vscode.TreeItem(label, None);
  item.id = `${regulation}#${type}`;
  item.contextValue = "missing";
  item.resourceUri = vscode.Uri.from({ scheme: MISSING, path: `/${type}` });
  item.iconPath = new vscode.ThemeIcon("circle-large-outline", new vscode.ThemeColor("descriptionForeground"));
  item.description = t("нет — создать");
  item.tooltip = t("Положение требует этот документ, но его нет среди файлов.");
  item.command = { command: "reglament.createCompanion", title: t("Создать"), arguments: [regulation, type] };
  item.accessibilityInformation = { label: t("{0}: нет, создать", label) };
  return item;
}

const total = ({ errors, warnings, informations }: FindingCounts): number => errors + warnings + informations;

const findingsText = (n: number): string =>
  plural(n, t("{0} замечание", n), t("{0} замечания", n), t("{0} замечаний", n));

const levelsText = ({ errors, warnings, informations }: FindingCounts): string =>
  [
    errors && t("ошибок: {0}", errors),
    warnings && t("предупреждений: {0}", warnings),
    informations && t("сведений: {0}", informations),
  ]
    .filter(Boolean)
    .join(", ");

/** Text of a document in Markdown stays text. */
const escaped = (text: string): string => text.replace(/[\\`*_{}[\]()#+!|<>~&-]/g, "\\$&");
