/** Reviewer mode: findings behind the lines, a way from one to the next, a filter, remarks with their place. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { type Remark, Remarks, type RemarksParams } from "../../../server/src/protocol";
import { t } from "../l10n";
import {
  countsOf,
  everything,
  type Filter,
  type Finding,
  isOpenFilter,
  type Level,
  levels,
  neighbour,
  notesOf,
  passes,
} from "./model";
import { registerRemarksPage } from "./page";

const LANGUAGES = ["reglament", "reglament-yaml"];
const ON = "reglament.review.on";
const FILTER = "reglament.review.filter";

/** What the tests see: nothing else tells what decorations show. */
export interface Review {
  readonly on: boolean;
  readonly filter: Filter;
  /** The notes behind the lines of a document, as they would be shown now: «12: text». */
  notes(uri: vscode.Uri): readonly string[];
  setFilter(filter: Filter): void;
}

export function registerReview(context: vscode.ExtensionContext, client: BaseLanguageClient): Review {
  let on = context.workspaceState.get(ON, false);
  let filter = context.workspaceState.get<Filter>(FILTER, everything);
  const styles = decorationStyles();
  const status = statusItem();
  const shown = (uri?: vscode.Uri) => findingsOf(uri).filter(f => passes(filter, f));

  const paint = (editor: vscode.TextEditor) => {
    if (!LANGUAGES.includes(editor.document.languageId)) return;
    const notes = on ? notesOf(shown(editor.document.uri)) : [];
    for (const level of levels) {
      const own = notes.filter(n => n.level === level && n.line < editor.document.lineCount);
      editor.setDecorations(
        styles[level],
        own.map(({ line, text }) => {
          const { end } = editor.document.lineAt(line).range;
          return { range: new vscode.Range(end, end), renderOptions: { after: { contentText: `● ${text}` } } };
        }),
      );
    }
  };
  const show = () => {
    for (const editor of vscode.window.visibleTextEditors) paint(editor);
    if (!on && isOpenFilter(filter)) return status.hide();
    const all = findingsOf();
    const through = all.filter(f => passes(filter, f)).length;
    status.show(
      filter,
      through === all.length ? t("замечаний: {0}", through) : t("показано замечаний: {0} из {1}", through, all.length),
    );
  };
  const changed = () => {
    void context.workspaceState.update(ON, on);
    void context.workspaceState.update(FILTER, filter);
    tellContext();
    show();
  };
  const tellContext = () => {
    void vscode.commands.executeCommand("setContext", "reglament.reviewing", on);
    void vscode.commands.executeCommand("setContext", "reglament.filtered", !isOpenFilter(filter));
  };
  const setFilter = (wanted: Filter) => {
    filter = wanted;
    page.refresh();
    changed();
  };

  const go = async (direction: "next" | "previous") => {
    const editor = vscode.window.activeTextEditor;
    const at = editor && { uri: editor.document.uri.toString(), ...point(editor.selection.active) };
    const found = neighbour(shown(), at, direction);
    if (!found) {
      void vscode.window.setStatusBarMessage(t("Замечаний нет."), 5000);
      return;
    }
    const { finding, number, of } = found;
    const place = new vscode.Position(finding.line, finding.character);
    await vscode.window.showTextDocument(vscode.Uri.parse(finding.uri), { selection: new vscode.Range(place, place) });
    void vscode.window.setStatusBarMessage(t("Замечание {0} из {1}: {2}", number, of, finding.message), 10_000);
  };

  const command = (id: string, run: (...args: never[]) => unknown) =>
    context.subscriptions.push(vscode.commands.registerCommand(id, run));
  command("reglament.review.toggle", () => {
    on = !on;
    changed();
  });
  command("reglament.review.next", () => go("next"));
  command("reglament.review.previous", () => go("previous"));
  command("reglament.review.filter", async () => {
    const chosen = await chooseFilter(filter);
    if (chosen) setFilter(chosen);
  });
  command("reglament.review.showAll", () => setFilter(everything));
  command("reglament.review.copy", () => copyRemarks(client));
  const page = registerRemarksPage(context, client, () => filter);

  context.subscriptions.push(
    status,
    ...Object.values(styles),
    vscode.languages.onDidChangeDiagnostics(show),
    vscode.window.onDidChangeVisibleTextEditors(show),
  );
  tellContext();
  show();
  return {
    get on() {
      return on;
    },
    get filter() {
      return filter;
    },
    notes: uri => (on ? notesOf(shown(uri)).map(n => `${n.line + 1}: ${n.text}`) : []),
    setFilter,
  };
}

const point = ({ line, character }: vscode.Position) => ({ line, character });

/** Ours, of a document or of all. */
function findingsOf(uri?: vscode.Uri): Finding[] {
  const all: readonly (readonly [vscode.Uri, readonly vscode.Diagnostic[]])[] = uri
    ? [[uri, vscode.languages.getDiagnostics(uri)]]
    : vscode.languages.getDiagnostics();
  return all.flatMap(([file, list]) =>
    list
      .filter(d => d.source === "reglament")
      .map(d => ({
        uri: file.toString(),
        ...point(d.range.start),
        level: levels[d.severity]!,
        rule: String(typeof d.code === "object" ? d.code.value : d.code),
        message: d.message,
      })),
  );
}

function decorationStyles(): Record<Level, vscode.TextEditorDecorationType> {
  const style = (colour: string) =>
    vscode.window.createTextEditorDecorationType({
      after: { color: new vscode.ThemeColor(colour), margin: "0 0 0 2em", fontStyle: "italic" },
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    });
  return {
    error: style("editorError.foreground"),
    warning: style("editorWarning.foreground"),
    information: style("editorInfo.foreground"),
    hint: style("descriptionForeground"),
  };
}

/** In the language status: that the mode is on, what is let through, the way out. */
function statusItem() {
  const selector = LANGUAGES.map(language => ({ language }));
  let item: vscode.LanguageStatusItem | undefined;
  const hide = () => {
    item?.dispose();
    item = undefined;
  };
  return {
    show(filter: Filter, detail: string) {
      item ??= vscode.languages.createLanguageStatusItem("reglament.review", selector);
      item.name = t("Режим рецензента");
      item.text = isOpenFilter(filter) ? t("Режим рецензента") : t("Замечания отобраны");
      item.detail = detail;
      item.command = isOpenFilter(filter)
        ? { title: t("Отобрать"), command: "reglament.review.filter" }
        : { title: t("Показать все"), command: "reglament.review.showAll" };
    },
    hide,
    dispose: hide,
  };
}

const levelName = (level: Level): string =>
  ({
    error: t("ошибки"),
    warning: t("предупреждения"),
    information: t("сведения"),
    hint: t("подсказки"),
  })[level];

/** Levels and rules with their numbers; nothing ticked lets everything through. Undefined: dismissed. */
async function chooseFilter(filter: Filter): Promise<Filter | undefined> {
  type Item = vscode.QuickPickItem & { level?: Level; rule?: string };
  const counts = countsOf(findingsOf());
  // What is filtered by stays on the list when its last finding is gone.
  const known = <K>(found: readonly (readonly [K, number])[], chosen: readonly K[]) => [
    ...found,
    ...chosen.filter(k => !found.some(([f]) => f === k)).map(k => [k, 0] as const),
  ];
  const group = (label: string): Item => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const items: Item[] = [
    group(t("Уровень")),
    ...known(counts.levels, filter.levels).map(([level, n]) => ({
      label: levelName(level),
      description: String(n),
      level,
      picked: filter.levels.includes(level),
    })),
    group(t("Правило")),
    ...known(counts.rules, filter.rules).map(([rule, n]) => ({
      label: rule,
      description: String(n),
      rule,
      picked: filter.rules.includes(rule),
    })),
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: t("Какие замечания показывать"),
    placeHolder: t("Ничего не отмечено – показываются все"),
  });
  return chosen && { levels: chosen.flatMap(i => i.level ?? []), rules: chosen.flatMap(i => i.rule ?? []) };
}

/** The remarks at the cursor, else those of its line, each «п. 2.3: …»; the page isn't known to the text. */
async function copyRemarks(client: BaseLanguageClient): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !LANGUAGES.includes(editor.document.languageId)) return;
  const { uri } = editor.document;
  const { active } = editor.selection;
  const own = vscode.languages.getDiagnostics(uri).filter(d => d.source === "reglament");
  const under = own.filter(d => d.range.contains(active));
  const wanted = under.length ? under : own.filter(d => d.range.start.line === active.line);
  const params: RemarksParams = { uri: uri.toString() };
  const remarks = wanted.length ? await client.sendRequest<Remark[]>(Remarks, params) : [];
  const text = remarks
    .filter(r =>
      wanted.some(d => d.range.start.isEqual(new vscode.Position(r.line, r.character)) && d.message === r.message),
    )
    .map(r => `${r.place}: ${r.message}`)
    .join("\n");
  if (!text) {
    void vscode.window.showInformationMessage(t("В этой строке замечаний нет."));
    return;
  }
  await vscode.env.clipboard.writeText(text);
  void vscode.window.setStatusBarMessage(t("Скопировано: {0}", text), 5000);
}
