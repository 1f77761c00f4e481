/** The table of all findings: a page, and the same as a file. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { RemarksPage, type RemarksPageParams } from "../../../server/src/protocol";
import { t } from "../l10n";
import { type Page, registerPage } from "../page";
import type { Filter } from "./model";

/** The table holds what reviewer mode lets through. */
export function registerRemarksPage(
  context: vscode.ExtensionContext,
  client: BaseLanguageClient,
  filter: () => Filter,
): Page {
  const ask = (to: "screen" | "file") => {
    const { levels, rules } = filter();
    const params: RemarksPageParams = {
      ...(levels.length ? { levels } : {}),
      ...(rules.length ? { rules } : {}),
      ...(root() ? { root: root()!.toString() } : {}),
      links: to === "screen",
    };
    return client.sendRequest<string>(RemarksPage, params);
  };
  const page = registerPage(context, "reglament-remarks", () => ask("screen"));
  context.subscriptions.push(
    vscode.commands.registerCommand("reglament.review.table", () => page.show(t("Замечания"))),
    vscode.commands.registerCommand("reglament.review.saveTable", async (target?: vscode.Uri) => {
      const name = t("Замечания.md");
      const place =
        target ??
        (await vscode.window.showSaveDialog({
          title: t("Сохранить таблицу замечаний"),
          ...(root() ? { defaultUri: vscode.Uri.joinPath(root()!, name) } : {}),
          filters: { Markdown: ["md"] },
        }));
      if (!place) return;
      await vscode.workspace.fs.writeFile(place, new TextEncoder().encode(await ask("file")));
      await vscode.window.showTextDocument(place);
    }),
  );
  return page;
}

const root = (): vscode.Uri | undefined => vscode.workspace.workspaceFolders?.[0]?.uri;
