/** `<!-- reglament-ignore rule-id: причина -->` and, in YAML, `# reglament-ignore rule-id: причина`. */
import { type Block, blocksWhere, headerStart } from "../syntax/blocks";
import type { Span } from "../syntax/span";
import type { Doc } from "./document";

export interface Suppression {
  /** The comment itself. */
  readonly span: Span;
  readonly rules: readonly string[];
  /** Empty when none is given: then nothing is suppressed. */
  readonly reason: string;
  /** What it covers: itself and the next block, in YAML the next line, below a header's opening line that one too. What a document lacks is reported at its very start. */
  readonly from: number;
  readonly to: number;
}

const PATTERN = /reglament-ignore[ \t]+([a-z-]+(?:[ \t]*,[ \t]*[a-z-]+)*)[ \t]*:?[ \t]*(.*?)[ \t]*(?:-->|$)/;
const none: readonly Suppression[] = [];

export function suppressionsOf(doc: Doc): readonly Suppression[] {
  if (doc.kind !== "text") return doc.text.includes("reglament-ignore") ? inYaml(doc.text, 0) : none;
  const { blocks, starts } = doc.tree;
  const found: Suppression[] = [];
  if (doc.header.end) {
    // The opening line has no line above it that could speak of it.
    const below = doc.text.indexOf("\n", headerStart(blocks[0]!)) + 1;
    for (const s of inYaml(doc.text.slice(0, doc.header.end), 0))
      found.push(doc.text.slice(below, s.span.from).trim() === "" ? { ...s, from: 0 } : s);
  }
  for (const i of blocksWhere(doc.tree, isMark)) {
    const block = blocks[i]!;
    const m = PATTERN.exec(block.text.replace(/\r?\n/g, " "));
    if (!m) continue;
    let next = i + 1;
    while (next < blocks.length && (blocks[next]!.kind === "blank" || blocks[next]!.kind === "comment")) next++;
    const end = (starts[next] ?? doc.text.length) + (blocks[next]?.text.length ?? 0);
    found.push({
      span: { from: starts[i]! + block.from, to: starts[i]! + block.to },
      rules: m[1]!.split(/[ \t]*,[ \t]*/),
      reason: m[2]!,
      from: starts[i]!,
      to: end,
    });
  }
  return found;
}

const isMark = (b: Block) => b.kind === "comment" && b.text.includes("reglament-ignore");

function inYaml(text: string, offset: number): Suppression[] {
  const found: Suppression[] = [];
  for (const m of text.matchAll(/#[ \t]*(reglament-ignore[^\r\n]*)/g)) {
    const rule = PATTERN.exec(m[1]!);
    if (!rule) continue;
    const lineStart = text.lastIndexOf("\n", m.index) + 1;
    const next = text.indexOf("\n", m.index) + 1 || text.length;
    const alone = text.slice(lineStart, m.index).trim() === "";
    const from = alone ? next : lineStart;
    const end = text.indexOf("\n", from);
    found.push({
      span: { from: offset + m.index, to: offset + m.index + m[0].length },
      rules: rule[1]!.split(/[ \t]*,[ \t]*/),
      reason: rule[2]!,
      from: offset + from,
      to: offset + (end < 0 ? text.length : end + 1),
    });
  }
  return found;
}
