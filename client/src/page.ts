/** Read-only pages of Markdown: shown by its preview, kept true while they are open. */
import * as vscode from "vscode";

export interface Page {
  /** `name` is the title of the tab, `query` what `write` gets. */
  show(name: string, query?: string): Promise<void>;
  /** Writes open pages anew, once changes have paused. */
  refresh(): void;
}

/** Pages of a scheme of their own; `write` gives the text. Changed findings refresh them. */
export function registerPage(
  context: vscode.ExtensionContext,
  scheme: string,
  write: (query: string) => Promise<string>,
): Page {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === scheme) changed.fire(uri);
    }, 300);
  };
  context.subscriptions.push(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: ({ query }) => write(query),
    }),
    vscode.languages.onDidChangeDiagnostics(refresh),
    { dispose: () => clearTimeout(timer) },
  );
  return {
    refresh,
    async show(name, query = "") {
      const uri = vscode.Uri.from({ scheme, path: `/${name}.md`, query });
      // Asked by name, not looked up: the command is in no list before Markdown's own extension is awake.
      await vscode.commands
        .executeCommand("markdown.showPreview", uri)
        .then(undefined, () => vscode.commands.executeCommand("vscode.open", uri));
    },
  };
}
