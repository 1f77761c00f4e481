/** Completion: header keys and values, section headings that the profile still misses, clause numbers after «п.», the next number. */
import { type CompletionItem, CompletionItemKind, type CompletionList } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type Doc, fileName } from "../model/document";
import { headerSchema, shapeAt, valuesAt } from "../model/header";
import { builtIn, profileOf } from "../profiles/all";
import { allRules } from "../rules/all";
import { pathAt } from "../syntax/yaml";
import { fillTemplate, sectionStates } from "../workspace/requirements";
import { configOf, configSchema, levelWords } from "../workspace/workspace";
import { rangeIn } from "./convert";
import type { Feature, Session } from "./feature";

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
  const inHeader = doc.kind !== "text" || (doc.header.end > 0 && offset < doc.header.end && lineStart > 0);
  const items = inHeader
    ? yamlItems(session, doc, text, offset, lineStart, before)
    : textItems(session, doc, text, offset, lineStart, before);
  return items.length ? { isIncomplete: false, items } : null;
}

function yamlItems(
  session: Session,
  doc: Doc,
  text: TextDocument,
  offset: number,
  lineStart: number,
  before: string,
): CompletionItem[] {
  const schema = doc.kind === "workspace" ? configSchema : headerSchema;
  const yaml = doc.kind === "text" ? doc.header.yaml : doc.yaml;
  const value = /^(\s*(?:-\s+)?(?:\{[^}]*,\s*|\{\s*)?)([\p{L} -]+?):[ \t]+(\[?[^:{},]*)$/u.exec(before);
  const indent = /^\s*/.exec(before)![0].length;
  const parent =
    indent === 0 && !before.includes("{")
      ? []
      : parentPath(doc, lineStart, indent, before, yaml ? pathAt(yaml, offset).path : []);
  const range = (from: number) => rangeIn(text, { from, to: offset });
  if (value) {
    const key = value[2]!.trim().replace(/^-\s*/, "");
    const from = offset - value[3]!.replace(/^\[/, "").length;
    const values = valuesFor(session, doc, [...parent, key], key, valuesAt(schema, [...parent, key]));
    return values.map(v => ({
      label: v,
      kind: CompletionItemKind.EnumMember,
      textEdit: { range: range(from), newText: v },
    }));
  }
  if (!/^\s*(?:-\s+)?(?:\{.*[{,]\s*)?[\p{L} -]*$/u.test(before)) return [];
  const word = /[\p{L}][\p{L} ]*$/u.exec(before)?.[0] ?? "";
  const present = new Set(
    [
      ...doc.text.slice(0, doc.kind === "text" ? doc.header.end : doc.text.length).matchAll(/^([\p{L}][\p{L} ]*):/gmu),
    ].map(m => m[1]!),
  );
  return Object.entries(shapeAt(schema, parent))
    .filter(([key]) => parent.length > 0 || !present.has(key))
    .map(([key, shape], i) => ({
      label: key,
      kind: CompletionItemKind.Property,
      ...(shape.description ? { documentation: shape.description } : {}),
      sortText: String(i).padStart(3, "0"),
      textEdit: { range: range(offset - word.length), newText: `${key}: ` },
    }));
}

/** Keys above by indent; list items count as index 0 of their list. */
function parentPath(
  doc: Doc,
  lineStart: number,
  indent: number,
  before: string,
  known: readonly (string | number)[],
): (string | number)[] {
  const path: (string | number)[] = [];
  let depth = indent;
  let inItem = /^\s*-\s/.test(before);
  const lines = doc.text.slice(0, lineStart).split("\n").slice(0, -1).reverse();
  for (const line of lines) {
    if (!line.trim() || line.trim().startsWith("#")) continue;
    const own = /^\s*/.exec(line)![0].length;
    const item = /^\s*-\s/.test(line);
    const key = /^\s*(?:-\s+)?([\p{L}][\p{L} .-]*?):/u.exec(line)?.[1];
    if (own < depth || (own === depth && inItem && !item)) {
      if (item) inItem = true;
      else if (key) {
        path.unshift(...(inItem ? [key, 0] : [key]));
        inItem = false;
      }
      depth = own;
      if (own === 0 && !item) break;
    }
    if (/^---/.test(line)) break;
  }
  // Inside { … } the keys before the brace belong to the path.
  const flow = /([\p{L}][\p{L} ]*):\s*\{[^}]*$/u.exec(before);
  if (flow) path.push(...(inItem ? [0] : []), flow[1]!);
  return path.length ? path : known.slice(0, -1);
}

function valuesFor(
  session: Session,
  doc: Doc,
  path: readonly (string | number)[],
  key: string,
  enumeration: string[],
): string[] {
  if (enumeration.length) return enumeration;
  const config = configOf(session.workspace, doc.uri);
  const profiles = [...config.profiles, ...builtIn];
  switch (key) {
    case "документ":
      return [...new Set(profiles.map(p => p.type))];
    case "профиль":
      return [...new Set(profiles.flatMap(p => (p.type === doc.header.type && p.name ? [p.name] : [])))];
    case "утверждено":
    case "приложение к":
    case "основание":
      return files(session, doc);
    case "орган":
      return [
        "Педагогический совет",
        "Управляющий совет",
        "Методический совет",
        "Совет родителей",
        "Совет обучающихся",
        "Общее собрание работников",
      ];
    case "заседания":
      return ["1 раз в месяц", "не реже одного раза в месяц", "не реже одного раза в четверть", "не менее 4 раз в год"];
    default:
      if (path[0] === "правила") return Object.keys(levelWords);
      return [];
  }
}

function files(session: Session, doc: Doc): string[] {
  const folder = doc.uri.slice(0, doc.uri.lastIndexOf("/") + 1);
  return [...session.workspace.docs.keys()]
    .filter(
      uri =>
        uri !== doc.uri &&
        uri.startsWith(folder) &&
        !uri.slice(folder.length).includes("/") &&
        fileName(uri) !== "reglament.yaml",
    )
    .map(fileName);
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
