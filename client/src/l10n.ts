/** What the client says, in the editor's language: the source strings are Russian, English is in `l10n/`. */
import * as vscode from "vscode";
import bundle from "../../l10n/bundle.l10n.en.json";

/** VS Code loads no bundle in English, since it takes source strings for English: that one is looked up here. */
const english: Readonly<Record<string, string>> | undefined = vscode.env.language.startsWith("en") ? bundle : undefined;

export const t = (message: string, ...args: (string | number)[]): string =>
  vscode.l10n.t(english?.[message] ?? message, ...args);
