/** Outline and folding of table documents and reglament.yaml. */

import { type DocumentSymbol, type FoldingRange, FoldingRangeKind, SymbolKind } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type Doc, titleOf } from "../model/document";
import { shortened } from "../russian/shortened";
import type { Span } from "../syntax/span";
import type { YamlNode } from "../syntax/yaml";
import type { Workspace } from "../workspace/docs";
import { profileFor } from "../workspace/packages/packages";
import { type Cell, cellOf, tableOf, termCell } from "../workspace/tables";
import { rangeIn } from "./convert";

/** A table document: its title, its stages, its rows by name with their terms; reglament.yaml: its keys. */
export function yamlSymbols(workspace: Workspace, doc: Doc, text: TextDocument): DocumentSymbol[] {
  const table = doc.kind === "table" ? tableOf(doc, profileFor(workspace, doc)) : undefined;
  if (!table) return keySymbols(doc, text);
  const symbol = (span: Span & { readonly cells: readonly Cell[] }, kind: SymbolKind, at: number): DocumentSymbol => {
    const name = cellOf(span, "название");
    const number = cellOf(span, "номер");
    const range = rangeIn(text, span);
    return {
      name: `${number ? `${number.text}. ` : ""}${oneLine(name?.text ?? "")}`.trim() || `Строка ${at + 1}`,
      detail: termCell(span)?.text ?? "",
      kind,
      range,
      selectionRange: name ? rangeIn(text, name) : { start: range.start, end: range.start },
      children: [],
    };
  };
  const groups = table.groups.map((group, i) => symbol(group, SymbolKind.Module, i));
  const loose: DocumentSymbol[] = [];
  for (const row of table.rows) {
    const own = row.group ? groups[row.group.index]?.children : undefined;
    (own ?? loose).push(symbol(row, SymbolKind.Event, row.index));
  }
  const whole = { from: 0, to: doc.text.length };
  return [
    {
      name: oneLine(titleOf(doc)),
      detail: doc.header.type ?? "",
      kind: SymbolKind.File,
      range: rangeIn(text, whole),
      selectionRange: rangeIn(text, { from: 0, to: 0 }),
      children: [...groups, ...loose],
    },
  ];
}

function keySymbols({ yaml }: Doc, text: TextDocument): DocumentSymbol[] {
  const symbols = (node: YamlNode | undefined, depth: number): DocumentSymbol[] =>
    node?.kind === "map" && depth < 3
      ? node.entries.flatMap(({ key, from, to, value }) =>
          key
            ? [
                {
                  name: oneLine(key),
                  detail: value?.kind === "scalar" ? oneLine(value.text) : "",
                  kind: SymbolKind.Key,
                  range: rangeIn(text, { from, to: Math.max(to, value?.to ?? to) }),
                  selectionRange: rangeIn(text, { from, to }),
                  children: symbols(value, depth + 1),
                },
              ]
            : [],
        )
      : [];
  return symbols(yaml?.root, 0);
}

const oneLine = (s: string): string => shortened(s, 80);

/** The keys before the first list as the header, lists, their items, maps of several lines, comments. */
export function yamlFolding(doc: Doc, text: TextDocument): FoldingRange[] {
  const found: FoldingRange[] = [];
  const add = (from: number, to: number, kind?: FoldingRangeKind) => {
    const startLine = text.positionAt(from).line;
    const endLine = text.positionAt(to).line;
    if (endLine > startLine) found.push(kind ? { startLine, endLine, kind } : { startLine, endLine });
  };
  const visit = (node: YamlNode) => {
    if (node.kind === "list") {
      for (const item of node.items) {
        add(item.from, item.to);
        visit(item);
      }
    } else if (node.kind === "map") {
      for (const { from, value } of node.entries) {
        if (!value) continue;
        add(from, value.to);
        visit(value);
      }
    }
  };
  const root = doc.yaml?.root;
  if (root) visit(root);
  if (root?.kind === "map") {
    const rows = root.entries.findIndex(e => e.value?.kind === "list" && !e.value.flow);
    const last = root.entries[(rows < 0 ? root.entries.length : rows) - 1];
    if (last && doc.kind === "table") add(root.from, last.value?.to ?? last.to);
  }
  for (const comment of doc.text.matchAll(/^[ \t]*#.*(?:\r?\n[ \t]*#.*)+/gm))
    add(comment.index, comment.index + comment[0].length, FoldingRangeKind.Comment);
  const seen = new Set<number>();
  return found
    .sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine)
    .filter(f => !seen.has(f.startLine) && seen.add(f.startLine));
}
