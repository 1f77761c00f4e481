/** Completion: YAML (yaml-completion.ts), section headings that the profile still misses, names, numbers and links in prose (prose-completion.ts). */
import {
  type ClientCapabilities,
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  CompletionTriggerKind,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Doc } from "../model/document";
import { profileOf } from "../profiles/all";
import { allRules } from "../rules/all";
import type { Span } from "../syntax/span";
import { configOf } from "../workspace/config";
import { fillTemplate, sectionStates } from "../workspace/packages/requirements";
import { type CardData, cardOf, withoutLinks } from "./cards";
import { rangeIn } from "./convert";
import type { Feature, Session } from "./feature";
import { cardSource } from "./hover";
import { proseItems } from "./prose-completion";
import { yamlItems } from "./yaml-completion";

export const completion: Feature = {
  capabilities: { completionProvider: { triggerCharacters: [":", "#", ".", " ", "("], resolveProvider: true } },
  listen(session) {
    session.connection.onCompletion(({ textDocument: { uri }, position, context }) => {
      const doc = session.doc(uri);
      const text = session.text(uri);
      if (!doc || !text) return null;
      const typed = context?.triggerKind === CompletionTriggerKind.TriggerCharacter;
      return forClient(completionsAt(session, doc, text, text.offsetAt(position), typed), session.client);
    });
    session.connection.onCompletionResolve(item => {
      const data = item.data as CardData | undefined;
      const near = data && session.doc(data.uri);
      const value = near && cardOf(cardSource(session, near), data.entity);
      return value ? { ...item, documentation: { kind: "markdown", value } } : item;
    });
  },
};

/** Shares the range of most items where the client can, and leaves out label details where it can't show them. */
function forClient(list: CompletionList | null, { textDocument }: ClientCapabilities): CompletionList | null {
  const can = textDocument?.completion;
  if (!list) return null;
  const items = can?.completionItem?.labelDetailsSupport
    ? list.items
    : list.items.map(({ labelDetails, ...item }) => {
        const detail = item.detail ?? labelDetails?.description;
        return detail ? { ...item, detail } : item;
      });
  const first = items[0]?.textEdit;
  if (!can?.completionList?.itemDefaults?.includes("editRange") || !first || !("range" in first))
    return { ...list, items };
  const shared = JSON.stringify(first.range);
  return {
    ...list,
    itemDefaults: { editRange: first.range },
    items: items.map(({ textEdit, ...item }) =>
      textEdit && "range" in textEdit && JSON.stringify(textEdit.range) === shared
        ? { ...item, textEditText: textEdit.newText }
        : { ...item, ...(textEdit ? { textEdit } : {}) },
    ),
  };
}

/** `typed`: asked for by a trigger character, not by the user. */
export function completionsAt(
  session: Session,
  doc: Doc,
  text: TextDocument,
  offset: number,
  typed = false,
): CompletionList | null {
  const lineStart = doc.text.lastIndexOf("\n", offset - 1) + 1;
  const before = doc.text.slice(lineStart, offset);
  const yaml = yamlSpan(doc);
  const items =
    yaml && offset >= yaml.from && offset <= yaml.to
      ? yamlItems(session.workspace, doc, text, yaml, offset)
      : textItems(session, doc, text, offset, lineStart, before, typed);
  return items.length ? { isIncomplete: false, items } : null;
}

/** Where the YAML of a document lies: the header between its marks, or all of it. */
function yamlSpan(doc: Doc): Span | undefined {
  if (doc.kind !== "text") return { from: 0, to: doc.text.length };
  const header = doc.tree.blocks[0];
  if (header?.kind !== "header") return undefined;
  const from = header.text.indexOf("\n") + 1;
  const end = doc.header.closed ? header.text.trimEnd().lastIndexOf("\n") + 1 : header.text.length;
  return from ? { from, to: Math.max(from, end - (doc.header.closed ? 1 : 0)) } : undefined;
}

function textItems(
  session: Session,
  doc: Doc,
  text: TextDocument,
  offset: number,
  lineStart: number,
  before: string,
  typed: boolean,
): CompletionItem[] {
  const range = rangeIn(text, { from: lineStart, to: offset });
  if (/^#{1,3}[^\n]*$/.test(before)) return headingItems(session, doc, range, lineStart);
  if (/^<!--\s*reglament-ignore\s+[\p{L}-]*$/u.test(before)) {
    return allRules.map(r => ({ label: r.id, detail: r.summary, kind: CompletionItemKind.Value }));
  }
  return proseItems({ source: withoutLinks(session.workspace, doc), text, offset, typed });
}

/** Sections that the profile names and the document lacks; the first in order comes first, with its text as a snippet. */
function headingItems(
  session: Session,
  doc: Doc,
  range: CompletionItem["textEdit"] extends infer T ? (T extends { range: infer R } ? R : never) : never,
  lineStart: number,
): CompletionItem[] {
  const config = configOf(session.workspace, doc.uri);
  const profile = profileOf(doc, config.profiles);
  if (!profile) return [];
  const number = String(
    doc.outline.sections.filter(s => !s.parent && !s.appendix && s.heading.from < lineStart && s.number).length + 1,
  );
  return sectionStates(doc, profile).flatMap((state, i) => {
    if (state.section || state.byText) return [];
    const body = fillTemplate(state.wanted.template, number, config, profile.titleWord).trimEnd();
    const heading = `## ${number}. ${state.wanted.title}`;
    return [
      {
        label: heading,
        detail: state.wanted.need,
        documentation: state.wanted.about,
        kind: CompletionItemKind.Module,
        sortText: String(i).padStart(3, "0"),
        filterText: heading,
        insertTextFormat: 2 as const,
        textEdit: { range, newText: `${heading}\n\n${blanks(body)}\n` },
      },
    ];
  });
}

/** `____` becomes a tab stop. */
function blanks(text: string): string {
  let n = 0;
  return text.replace(/[$}\\]/g, "\\$&").replace(/____/g, () => `\${${++n}:____}`);
}
