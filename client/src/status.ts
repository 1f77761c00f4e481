/** The language status item: kind of document, profile, state, number of findings; what the server is doing. */
import * as vscode from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import { Ready } from "../../server/src/protocol";
import { t } from "./l10n";

const LANGUAGES = ["reglament", "reglament-yaml"];

export function registerStatus(context: vscode.ExtensionContext, client: BaseLanguageClient): void {
  const item = vscode.languages.createLanguageStatusItem(
    "reglament.status",
    LANGUAGES.map(language => ({ language })),
  );
  item.name = t("Регламент");
  const update = () => {
    if (client.state === State.Stopped) {
      item.busy = false;
      item.text = t("сервер остановлен");
      item.detail = "";
      item.severity = vscode.LanguageStatusSeverity.Error;
      item.command = { title: t("Перезапустить"), command: "reglament.restartServer" };
      return;
    }
    item.command = { title: t("Замечания"), command: "workbench.actions.view.problems" };
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !LANGUAGES.includes(document.languageId)) return;
    const findings = vscode.languages.getDiagnostics(document.uri).filter(d => d.source === "reglament");
    item.text = headline(document);
    item.detail = item.busy ? t("документы читаются") : numbers(findings);
    item.severity = severityOf(findings);
  };
  const follow = async () => {
    item.busy = client.state !== State.Stopped;
    update();
    if (client.state !== State.Running) return;
    await client.sendRequest(Ready).catch(() => {});
    item.busy = false;
    update();
  };
  context.subscriptions.push(
    item,
    client.onDidChangeState(follow),
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.languages.onDidChangeDiagnostics(update),
  );
  // Before the start the state is that of a stopped one.
  item.busy = true;
}

/** «положение · ПОС · на согласовании». */
function headline(document: vscode.TextDocument): string {
  const head = document.getText(new vscode.Range(0, 0, 40, 0));
  const value = (key: string) => new RegExp(`^${key}:[ \\t]*(.+?)[ \\t]*$`, "m").exec(head)?.[1];
  const type = value("документ") ?? t("документ без шапки");
  return [type, value("профиль"), value("состояние")].filter(Boolean).join(" · ");
}

/** «ошибок: 2, предупреждений: 1». */
function numbers(findings: readonly vscode.Diagnostic[]): string {
  const count = (severity: vscode.DiagnosticSeverity) => findings.filter(d => d.severity === severity).length;
  const said = [
    [t("ошибок"), count(vscode.DiagnosticSeverity.Error)],
    [t("предупреждений"), count(vscode.DiagnosticSeverity.Warning)],
    [t("сведений"), count(vscode.DiagnosticSeverity.Information)],
    [t("подсказок"), count(vscode.DiagnosticSeverity.Hint)],
  ] as const;
  return (
    said
      .filter(([, n]) => n)
      .map(([name, n]) => `${name}: ${n}`)
      .join(", ") || t("замечаний нет")
  );
}

function severityOf(findings: readonly vscode.Diagnostic[]): vscode.LanguageStatusSeverity {
  const worst = Math.min(...findings.map(d => d.severity));
  if (worst === vscode.DiagnosticSeverity.Error) return vscode.LanguageStatusSeverity.Error;
  if (worst === vscode.DiagnosticSeverity.Warning) return vscode.LanguageStatusSeverity.Warning;
  return vscode.LanguageStatusSeverity.Information;
}
