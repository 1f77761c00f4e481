/** Text from elsewhere → clauses in the dialect, with the numbers of the place it comes to. */

import { createDoc, type Doc } from "../model/document";
import { numbersStand } from "../model/header-schema";
import { isInside } from "../model/numbers";
import { makeRoom, type NumberingPlace, numberingAt } from "../operations/numbering/clause-typing";
import { blockAt } from "../syntax/blocks";
import { type Edit, lineEnd } from "../syntax/edits";
import type { Span } from "../syntax/span";
import type { Workspace } from "../workspace/docs";
import { piecesOfHtml } from "./html";
import { type IntakePiece, withHeadings, withoutContents, withTitle } from "./pieces";
import { piecesOfText } from "./plain";
import { NewNumbers, withNewNumbers } from "./references";

export interface Pasted {
  /** What is to stand at the place. */
  readonly text: string;
  /** Numbers behind the place and references that make room for the new clauses. */
  readonly edits: readonly Edit[];
}

export interface Clipboard {
  readonly html?: string | undefined;
  readonly text: string;
}

/**
 * The clipboard as it comes in place of a span (an empty one: at a place). Undefined where the text goes in as it is: nothing to mend, or no place for clauses
 * (the header, a table, code).
 */
export function pasted(
  workspace: Workspace,
  given: Doc,
  { from, to }: Span,
  { html, text }: Clipboard,
): Pasted | undefined {
  // What is replaced gives no numbers to what replaces it.
  const doc = from === to ? given : createDoc(given.uri, given.text.slice(0, from) + given.text.slice(to));
  if (doc.kind !== "text" || from < doc.header.end) return undefined;
  if (isInsideMarkup(doc, from)) return undefined;
  const pieces = withoutContents(
    html === undefined ? (isMarkdown(text) ? [] : piecesOfText(text)) : piecesOfHtml(html),
  );
  if (!pieces.length) return undefined;
  const place = placeAt(doc, from);
  const [first] = pieces;
  const written = pieces.length === 1 && first?.kind === "paragraph" && place.line !== "empty clause";
  const made = written ? { text: escaped(first.text), clauses: 0 } : write(doc, pieces, place);
  if (made.text === text || made.text.trim() === text.trim().replace(/\r\n/g, place.end)) return undefined;
  const room = made.clauses > 0 && doc === given && place.shifts;
  return { text: made.text, edits: room ? makeRoom(workspace, doc, from, made.clauses) : [] };
}

/** A table, code or a comment, not the line under it. */
function isInsideMarkup({ tree }: Doc, at: number): boolean {
  const i = blockAt(tree, at);
  const block = tree.blocks[i];
  if (block?.kind !== "table" && block?.kind !== "code" && block?.kind !== "comment") return false;
  const start = tree.starts[i]!;
  return at > start && (at < start + block.text.length || !block.text.endsWith("\n"));
}

/** Text that is written in the dialect already. */
const isMarkdown = (text: string): boolean => /^#{1,6} |^\|.*\|[ \t]*\r?$|^```|^---[ \t]*\r?$|^- \[[ x]\]/m.test(text);

interface PastePlace {
  readonly numbering: NumberingPlace;
  /** Number of the last section before the place. */
  readonly section: number;
  /** Headings may stand here: no clause of the section follows, and others may get new numbers. */
  readonly takesHeadings: boolean;
  readonly hasTitle: boolean;
  /** Nothing but the header stands before the place. */
  readonly first: boolean;
  /** What stands before the place on its line. */
  readonly line: "blank" | "text" | "empty clause";
  /** Clauses stand line by line. */
  readonly tight: boolean;
  /** Clauses that follow make room. */
  readonly shifts: boolean;
  readonly end: string;
  readonly before: string;
  readonly behind: string;
}

function placeAt(doc: Doc, from: number): PastePlace {
  const { outline, tree, text } = doc;
  const block = blockAt(tree, from);
  const clause = outline.clauseOf[block];
  const line = text.slice(text.lastIndexOf("\n", from - 1) + 1, from);
  const isEmpty = clause && clause.block === block && text.slice(clause.textFrom, clause.textTo).trim() === "";
  const known = numberingAt(doc, from);
  const clauseText = clause ? text.slice(clause.textFrom, clause.textTo).trim() : "";
  // «Задачами являются:» and nothing behind it: what comes are its parts.
  const leadsIn =
    clause !== undefined &&
    clauseText.endsWith(":") &&
    tree.blocks.slice(clause.block + 1, clause.endBlock).every(b => b.kind === "blank") &&
    !outline.clauses.some(c => isInside(c.number.path, clause.number.path));
  const parts = outline.clauses.filter(c => c.from > from && c.section === outline.sectionOf[block]);
  const isUnderTable = tree.blocks[blockAt(tree, Math.max(0, from - 1))]?.kind === "table";
  const sections = outline.sections.filter(s => s.number?.parts.length === 1 && s.heading.from < from);
  const follow = outline.sections.some(s => s.number && s.heading.from >= from);
  return {
    numbering: leadsIn ? { parent: clause.number.path, last: 0 } : (known ?? { parent: "", last: 0 }),
    section: sections.at(-1)?.number?.parts[0] ?? 0,
    takesHeadings: !outline.points && parts.length === 0 && !follow && line.trim() === "",
    hasTitle: outline.title !== undefined,
    first: text.slice(doc.header.end, from).trim() === "",
    line: line.trim() === "" ? "blank" : isEmpty ? "empty clause" : "text",
    tight: !isUnderTable && outline.clauses.some((c, i) => outline.clauses[i + 1]?.block === c.block + 1),
    shifts: !leadsIn && known !== undefined && !numbersStand(doc.header.state),
    end: lineEnd(text),
    before: text.slice(0, from),
    behind: text.slice(from),
  };
}

interface Written {
  readonly kind: IntakePiece["kind"];
  /** The mark of an item. */
  readonly mark?: string;
  readonly text: string;
}

/** The pieces as blocks, and how many clauses come into the numbering of the place. */
function write(doc: Doc, given: readonly IntakePiece[], place: PastePlace): { text: string; clauses: number } {
  const headed = place.takesHeadings ? withHeadings(given) : given;
  const pieces = place.takesHeadings && place.first && !place.hasTitle ? withTitle(headed) : headed;
  const numbers = new NewNumbers();
  let { parent } = place.numbering;
  let { section } = place;
  let clauses = 0;
  let titled = place.hasTitle;
  const levels = [place.numbering.last];
  /** The depths that the clauses of these levels had where they come from. */
  const depths = place.numbering.last ? [leastDepth(pieces, place.takesHeadings)] : [];
  const write = (piece: IntakePiece, i: number): Written => {
    const { kind } = piece;
    if (piece.kind === "table") return { kind, text: tableText(piece.rows, place.end) };
    const text = escaped(piece.text);
    // The number is there already.
    if (i === 0 && place.line === "empty clause") {
      if (piece.kind === "numbered")
        numbers.set("clause", piece.path, [parent, ...levels].filter(n => n !== "").join("."));
      return { kind: "paragraph", text };
    }
    switch (piece.kind) {
      case "numbered": {
        let level = depths.length;
        while (level > 0 && depths[level - 1]! >= piece.depth) level--;
        depths.splice(level, depths.length, piece.depth);
        levels.length = level + 1;
        levels[level] = (levels[level] ?? 0) + 1;
        if (level === 0 && section === place.section) clauses++;
        const path = [parent, ...levels].filter(n => n !== "").join(".");
        numbers.set("clause", piece.path, path);
        return { kind, text: `${path}. ${text}` };
      }
      case "heading": {
        if (!place.takesHeadings) return { kind: "paragraph", text };
        if (!titled && piece.level === 1 && !piece.numbered) {
          titled = true;
          return { kind, text: `# ${text}` };
        }
        if (piece.level > 2 && !piece.numbered) return { kind, text: `### ${text}` };
        parent = String(++section);
        numbers.set("section", piece.path, parent);
        levels.splice(0, levels.length, 0);
        depths.length = 0;
        return { kind, text: `## ${parent}. ${text}` };
      }
      case "item": {
        const indent = "  ".repeat(Math.min(3, piece.depth - outermost(pieces, i)));
        return { kind, mark: piece.mark, text: `${indent}${piece.mark} ${text}` };
      }
      case "paragraph":
        return { kind, text };
      default:
        return piece satisfies never;
    }
  };
  const blocks = pieces.map(write);
  return { text: withNewNumbers(doc, joined(blocks, place), numbers), clauses };
}

/** Of the clauses before the first section that comes in. */
function leastDepth(pieces: readonly IntakePiece[], takesHeadings: boolean): number {
  const section = takesHeadings ? pieces.findIndex(p => p.kind === "heading") : -1;
  const own = section < 0 ? pieces : pieces.slice(0, section);
  return Math.min(...own.flatMap(p => (p.kind === "numbered" ? p.depth : [])));
}

/** The least depth of the items round piece `at`. */
function outermost(pieces: readonly IntakePiece[], at: number): number {
  let from = at;
  while (pieces[from - 1]?.kind === "item") from--;
  let least = Number.POSITIVE_INFINITY;
  for (let i = from; pieces[i]?.kind === "item"; i++) {
    const piece = pieces[i]!;
    if (piece.kind === "item") least = Math.min(least, piece.depth);
  }
  return least;
}

/** Whether no blank line stands between two blocks: items of one list (`outer` began it), points of a tight list. */
const isClose = (a: Written, b: Written, outer: Written | undefined, tight: boolean): boolean =>
  a.kind === "item" && b.kind === "item"
    ? (outer?.mark === "-") === (b.mark === "-") || b.text.startsWith(" ") || a.text.endsWith(":")
    : tight && a.kind === "numbered" && b.kind === "numbered";

function joined(blocks: readonly Written[], place: PastePlace): string {
  const { end, before, behind, line, tight } = place;
  let text = "";
  let outer: Written | undefined;
  blocks.forEach((b, i) => {
    if (i > 0) text += isClose(blocks[i - 1]!, b, outer, tight) ? end : end + end;
    text += b.text;
    if (b.kind === "item" && !b.text.startsWith(" ")) outer = b;
  });
  const first = blocks[0]!.kind;
  const words = before.replace(/[ \t]+$/, "");
  const isFirstLine = words === "" || /^\ufeff?$/.test(words);
  if (line === "text" && first !== "paragraph") text = end + (tight && first === "numbered" ? "" : end) + text;
  else if (line === "text" && !/\s$/.test(before)) text = ` ${text}`;
  else if (line === "blank" && !isFirstLine && !/\n[ \t]*\r?\n$/.test(words) && !(tight && first === "numbered"))
    text = end + text;
  const lone = blocks.length === 1 && first === "paragraph";
  if (behind === "" && !lone) return text + (line === "blank" ? end : "");
  if (lone || /^[ \t]*\r?\n[ \t]*(?:\r?\n|$)/.test(behind)) return text;
  if (/^[ \t]*\r?\n/.test(behind)) return tight && blocks.at(-1)!.kind === "numbered" ? text : text + end;
  return text + end + (tight ? "" : end);
}

/** Signs of Markdown that the words hold by chance. */
const escaped = (text: string): string => text.replace(/[`*\\]|<(?=[\p{L}/!?])/gu, "\\$&").replace(/^(?=[#>+])/, "\\");

function tableText(rows: readonly (readonly string[])[], end: string): string {
  const width = Math.max(...rows.map(r => r.length));
  const line = (cells: readonly string[]) =>
    `| ${Array.from({ length: width }, (_, i) => escaped(cells[i] ?? "").replaceAll("|", "\\|")).join(" | ")} |`;
  const [head, ...body] = rows;
  return [line(head!), `|${"---|".repeat(width)}`, ...body.map(line)].join(end);
}
