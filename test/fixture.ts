/** One marker syntax for all tests: `<|…|>` round a span, `<|>` for a place; `//- path` lines divide a text into files. */

import type { Doc } from "../server/src/model/document";
import { createWorkspace, type Workspace } from "../server/src/workspace/docs";

export interface Fixture {
  readonly workspace: Workspace;
  /** The first file. */
  readonly doc: Doc;
  /** Spans of the first file. */
  readonly spans: readonly { readonly from: number; readonly to: number }[];
}

const ROOT = "file:///w/";

export function fixture(source: string): Fixture {
  const files = split(source).map(([path, text]) => ({ uri: ROOT + path, ...unmark(text) }));
  const workspace = createWorkspace(files);
  const first = files[0]!;
  return { workspace, doc: workspace.docs.get(first.uri)!, spans: first.spans };
}

/** Files of a fixture: a text without `//- path` is `документ.reg.md`. */
export function split(source: string): [string, string][] {
  const parts = source.split(/^\/\/- (.+)\n/m);
  if (parts.length === 1) return [["document.reg.md", source]];
  const files: [string, string][] = [];
  for (let i = 1; i < parts.length; i += 2) files.push([parts[i]!.trim(), parts[i + 1]!]);
  return files;
}

export function unmark(source: string): { text: string; spans: { from: number; to: number }[] } {
  const spans: { from: number; to: number }[] = [];
  const open: number[] = [];
  let text = "";
  for (const piece of source.split(/(<\|>|<\||\|>)/)) {
    if (piece === "<|>") spans.push({ from: text.length, to: text.length });
    else if (piece === "<|") open.push(text.length);
    else if (piece === "|>") spans.push({ from: open.pop()!, to: text.length });
    else text += piece;
  }
  return { text, spans: spans.sort((a, b) => a.from - b.from || a.to - b.to) };
}

/** The text with every span of `spans` marked. */
export function mark(text: string, spans: readonly { readonly from: number; readonly to: number }[]): string {
  const marks = spans.flatMap((s): [number, number, string][] =>
    s.from === s.to
      ? [[s.from, 1, "<|>"]]
      : [
          [s.from, 2, "<|"],
          [s.to, 0, "|>"],
        ],
  );
  marks.sort((a, b) => b[0] - a[0] || b[1] - a[1]);
  return marks.reduce((out, [at, , sign]) => out.slice(0, at) + sign + out.slice(at), text);
}

/** Signs and words that random edits of YAML put in. */
export const yamlBits: readonly string[] = [
  ..."-:{}[],\"'#|>!%@`",
  "\n",
  "\r\n",
  " ",
  "  ",
  "\t",
  "- ",
  ": ",
  "|\n",
  "> ",
  "&a",
  "&а ",
  "*a",
  "*а",
  "---\n",
  "...\n",
  "? ",
  "<<: ",
  "срок",
  "май",
  "\u00a0",
  "\ufeff",
  "\ue000",
  "😀",
];
