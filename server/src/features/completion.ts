/** Completion: YAML (yaml-completion.ts), section headings that the profile still misses, clause numbers after «п.», the next number. */
import { type CompletionItem, CompletionItemKind, type CompletionList } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Doc } from "../model/document";
import { profileOf } from "../profiles/all";
import { allRules } from "../rules/all";
import type { Span } from "../syntax/blocks";
import { fillTemplate, sectionStates } from "../workspace/requirements";
import { configOf } from "../workspace/workspace";
import { rangeIn } from "./convert";
import type { Feature, Session } from "./feature";
import { yamlItems } from "./yaml-completion";

export const completion: Feature = {
  capabilities: { completionProvider: { triggerCharacters: [":", "#", ".", " "] } },
  listen(session) {
    session.connection.onCompletion(({ textDocument: { uri }, position }) => {
      const doc = session.doc(uri);
      const text = session.text(uri);
      return doc && text ? completionsAt(session, doc, text, text.offsetAt(position)) : null;
    });
  },
};

export function completionsAt(session: Session, doc: Doc, text: TextDocument, offset: number): CompletionList | null {
  const lineStart = doc.text.lastIndexOf("\n", offset - 1) + 1;
  const before = doc.text.slice(lineStart, offset);
  const yaml = yamlSpan(doc);
  const items =
    yaml && offset >= yaml.from && offset <= yaml.to
      ? yamlItems(session.workspace, doc, text, yaml, offset)
      : textItems(session, doc, text, offset, lineStart, before);
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
): CompletionItem[] {
  const range = rangeIn(text, { from: lineStart, to: offset });
  if (/^#{1,3}[^\n]*$/.test(before)) return headingItems(session, doc, range, lineStart);
  if (/^<!--\s*reglament-ignore\s+[\p{L}-]*$/u.test(before)) {
    return allRules.map(r => ({ label: r.id, detail: r.summary, kind: CompletionItemKind.Value }));
  }
  const reference = /(?:^|[\s(])(?:пп?\.|пункт\p{Ll}{0,3}|подпункт\p{Ll}{0,3})[ \t\u00a0]+([\d.]*)$/iu.exec(before);
  if (reference) {
    const at = rangeIn(text, { from: offset - reference[1]!.length, to: offset });
    return doc.outline.clauses.map((c, i) => ({
      label: c.number.path,
      detail: doc.text.slice(c.textFrom, c.textTo).replace(/\s+/g, " ").slice(0, 80),
      kind: CompletionItemKind.Reference,
      sortText: String(i).padStart(5, "0"),
      filterText: c.number.path,
      textEdit: { range: at, newText: c.number.path },
    }));
  }
  return [];
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
