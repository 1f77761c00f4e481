/** What the client says. The source strings are Russian; English ones are in `l10n/`. */
import * as vscode from "vscode";
import bundle from "../../l10n/bundle.l10n.en.json";
import manifest from "../../package.nls.en.json";

let english: Readonly<Record<string, string>> = {};

/**
 * Questions speak the language that the commands' names have got. VS Code alone would mix them: it takes the English
 * names from package.nls.en.json, but loads no bundle in English, since it takes source strings for English.
 */
export function speakAsManifest(context: vscode.ExtensionContext): void {
  if ((context.extension.packageJSON as { displayName?: string }).displayName === manifest.displayName)
    english = bundle;
}

export const t = (message: string, ...args: (string | number)[]): string =>
  vscode.l10n.t(english[message] ?? message, ...args);

/** The form that goes with a number: 1 документ, 3 документа, 5 документов; 1 document, 3 documents. */
export function plural(n: number, one: string, few: string, many: string): string {
  const form = new Intl.PluralRules(english === bundle ? "en" : "ru").select(n);
  return form === "one" ? one : form === "few" ? few : many;
}
