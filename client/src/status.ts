/** The language status item: kind of document, profile, number of findings. */
import * as vscode from "vscode";
import { t } from "./l10n";

const LANGUAGES = ["reglament", "reglament-yaml"];

export function registerStatus(context: vscode.ExtensionContext): void {
  const item = vscode.languages.createLanguageStatusItem(
    "reglament.status",
    LANGUAGES.map(language => ({ language })),
  );
  item.name = t("Регламент");
  item.command = { title: t("Замечания"), command: "workbench.actions.view.problems" };
  const update = () => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !LANGUAGES.includes(document.languageId)) return;
    const head = document.getText(new vscode.Range(0, 0, 40, 0));
    const type = /^документ:[ \t]*(.+?)[ \t]*$/m.exec(head)?.[1];
    const profile = /^профиль:[ \t]*(.+?)[ \t]*$/m.exec(head)?.[1];
    const findings = vscode.languages.getDiagnostics(document.uri).filter(d => d.source === "reglament");
    const worst = Math.min(3, ...findings.map(d => d.severity as number));
    item.text = [type ?? t("документ без шапки"), profile].filter(Boolean).join(" · ");
    item.detail = findings.length ? t("замечаний: {0}", findings.length) : t("замечаний нет");
    item.severity =
      worst === 0
        ? vscode.LanguageStatusSeverity.Error
        : worst === 1
          ? vscode.LanguageStatusSeverity.Warning
          : vscode.LanguageStatusSeverity.Information;
  };
  context.subscriptions.push(
    item,
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.languages.onDidChangeDiagnostics(update),
  );
  update();
}
