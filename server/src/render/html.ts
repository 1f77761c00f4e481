/** The page as HTML. Everything that comes from a document goes through `esc`; nothing of it is ever taken as HTML. */

import type { Doc } from "../model/document";
import { gridOf } from "../model/grid";
import type { ColumnKind } from "../profiles/profile";
import { softHyphens } from "../russian/hyphens";
import { nonBreaking } from "../russian/typography";
import { type Block, ofBlock } from "../syntax/blocks";
import { hash } from "../syntax/hash";
import { type Inline, inlines } from "../syntax/inline";
import { partitionPoint } from "../syntax/search";
import type { Span } from "../syntax/span";
import type { Config } from "../workspace/config";
import type { Workspace } from "../workspace/docs";
import { type PagePiece, piecesOf } from "./blocks";
import type { PrintedGrid } from "./grid";
import type { PreviewBlock } from "./preview";

/** The printed page. The id of a block is its text's hash with a counter: it stays while the text does, wherever the block moves. */
export function renderPage(workspace: Workspace, doc: Doc, config: Config): PreviewBlock[] {
  const lineAt = lineFinder(doc.text);
  return identified(
    piecesOf(workspace, doc, config).map(piece => {
      const line = lineAt(piece.from);
      return {
        html: pieceHtml(piece, lineAt),
        line,
        endLine: Math.max(line, lineAt(Math.max(piece.from, piece.to - 1))),
      };
    }),
  );
}

/** Gives blocks their ids: the hash of the text with a counter. */
export function identified(blocks: readonly Omit<PreviewBlock, "id">[]): PreviewBlock[] {
  const seen = new Map<string, number>();
  return blocks.map(block => {
    const key = hash(block.html);
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return { id: `b${key}-${times}`, ...block };
  });
}

const signs: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "\0": "\ufffd",
};

export const esc = (text: string): string => text.replace(/[&<>"'\0]/g, sign => signs[sign]!);

/** The block's content, or the part `[from, to)` of it (offsets from the block's start). */
function inlineHtml(block: Block, from = block.from, to = block.to): string {
  return pieces(wordsOf(block), inlines(block), from, to).trim();
}

/** A target that can do no harm: a place in the document, a neighbouring file, or an https page. Undefined for any other. */
export function safeTarget(target: string): string | undefined {
  // Browsers drop control characters and blanks inside a scheme: judge what they would see.
  const seen = target.replace(/[\u0000-\u0020\u007f-\u00a0]/g, "");
  if (!seen || /^[\\/]{2}|^\\|^\/\\/.test(seen)) return undefined;
  if (/^https:\/\/[^\\]/i.test(seen)) return seen;
  // A blank inside is part of a file's name.
  return /^[^/?#]*:/.test(seen) ? undefined : target.replace(/[\u0000-\u001f\u007f-\u009f]/g, "").trim();
}

/** A block's text twice, unit by unit: for code and addresses as it was written, for words with blanks that don't break. */
interface Words {
  readonly source: string;
  readonly printed: string;
}

const wordsOf = ofBlock((block: Block): Words => ({ source: block.text, printed: nonBreaking(block.text) }));

function pieces(text: Words, nodes: readonly Inline[], from: number, to: number): string {
  let html = "";
  let at = from;
  for (const node of nodes) {
    // A node that reaches over the edge (a table's cell) isn't markup here.
    if (node.from < at || node.to > to) continue;
    html += plain(text.printed.slice(at, node.from)) + nodeHtml(text, node);
    at = node.to;
  }
  return html + plain(text.printed.slice(at, to));
}

function nodeHtml(text: Words, node: Inline): string {
  const source = text.source.slice(node.from, node.to);
  switch (node.kind) {
    case "strong":
      return `<strong>${inner(text, node)}</strong>`;
    case "emphasis":
      return `<em>${inner(text, node)}</em>`;
    case "strike":
      return `<s>${inner(text, node)}</s>`;
    case "code":
      return `<code>${inner({ ...text, printed: text.source }, node)}</code>`;
    case "link":
    case "image":
      return linkHtml(text, node);
    case "mark":
    case "comment":
      return "";
    case "escape":
      return /^\\\r?\n/.test(source) ? "<br>" : esc(source.slice(1));
    case "entity":
      return /^&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});$/.test(source) ? source : esc(source);
    case "url":
    case "html":
      return esc(source);
  }
}

const inner = (text: Words, { children, from, to }: Inline): string => pieces(text, children, from, to);

/** `[words](target)`; the words alone when the target isn't safe or there is none. Pictures are named, not loaded. */
function linkHtml(text: Words, node: Inline): string {
  const source = (span: Span) => text.source.slice(span.from, span.to);
  const marks = node.children.filter(c => c.kind === "mark");
  const [open, close] = marks;
  if (!open || !close) return esc(source(node));
  const inside = node.children.filter(c => c.from >= open.to && c.to <= close.from);
  const words = pieces(text, inside, open.to, close.from);
  if (node.kind === "image") return `<span class="picture">${words || "рисунок"}</span>`;
  const url = node.children.find(c => c.kind === "url" && c.from >= close.to);
  if (!url) return marks.length > 2 ? words : esc(source(node));
  const target = safeTarget(source(url).replace(/^<|>$/g, ""));
  return target ? `<a href="${esc(target)}">${words}</a>` : words;
}

/** Two blanks or a backslash before a line's end are a line break, as in Markdown. */
const plain = (text: string): string => esc(text).replace(/(?: {2,}|\\)\r?\n[ \t]*/g, "<br>");

function pieceHtml(piece: PagePiece, lineAt: LineFinder): string {
  switch (piece.kind) {
    case "organisation":
      return `<div class="organisation">${[piece.founder, piece.full, piece.short && `(${piece.short})`]
        .filter(Boolean)
        .map(t => `<p>${typeset(t)}</p>`)
        .join("")}</div>`;
    case "mark":
      return markHtml(piece.lines);
    case "stamps":
      return `<div class="stamps"><div>${piece.left.map(stampHtml).join("")}</div><div>${piece.right.map(stampHtml).join("")}</div></div>`;
    case "type":
      return `<h1 class="type">${esc(piece.text)}</h1>`;
    case "title": {
      const words = piece.block ? inlineHtml(piece.block, piece.textFrom) : typeset(piece.text);
      return `<h1 class="title">${piece.word ? `<span class="word">${esc(piece.word)}</span> ` : ""}${words}</h1>`;
    }
    case "about":
      return `<p class="about" role="doc-subtitle">${inlineHtml(piece.block, piece.textFrom)}</p>`;
    case "registration":
      return `<p class="registration"><span>${esc(piece.date)}</span><span>${piece.number ? `№\u00a0${esc(piece.number)}` : ""}</span></p>`;
    case "place":
      return `<p class="place">${typeset(piece.text)}</p>`;
    case "people":
      return `<p class="people"><span>${esc(piece.label)}</span> <span>${piece.names.map(typeset).join(", ")}</span></p>`;
    case "appendix":
      return `<div class="appendix"><div class="sheet-end" role="doc-pagebreak" aria-label="Новый лист"></div>${markHtml(piece.lines)}<h2 class="section">${inlineHtml(piece.block, piece.textFrom)}</h2></div>`;
    case "grid":
      return gridHtml(piece, lineAt);
    case "year":
      return `<p class="year">${typeset(piece.text)}</p>`;
    case "signature":
      return `<p class="signature"><span>${typeset(piece.post)}</span> <span>${typeset(piece.person)}</span></p>`;
    default:
      return blockHtml(piece.kind, piece.block);
  }
}

/** Words that come from the header or a table: «№ 4» stays on one line. */
const typeset = (text: string): string => esc(nonBreaking(text));
/** In a column a long word may be divided: the browser's own dictionary isn't everywhere. */
const narrow = (text: string): string => softHyphens(typeset(text));
const markHtml = (lines: readonly string[]): string => `<p class="mark">${lines.map(typeset).join("<br>")}</p>`;
const stampHtml = (lines: readonly string[]): string => `<p class="stamp">${lines.map(typeset).join("<br>")}</p>`;

// Typing changes one block: the others aren't written again.
const written = new WeakMap<Block, { readonly kind: string; readonly html: string }>();

function blockHtml(kind: string, block: Block): string {
  const known = written.get(block);
  if (known?.kind === kind) return known.html;
  const html = writeBlock(kind, block);
  written.set(block, { kind, html });
  return html;
}

function writeBlock(kind: string, block: Block): string {
  const source = (span: { from: number; to: number } | undefined) => (span ? block.text.slice(span.from, span.to) : "");
  // The number of an order's point is its mark too; a bullet before a clause stands apart from the number.
  const number = source(block.number).replace(/\s+/g, "");
  const numbered = `${number ? `<span class="number">${esc(number)}</span> ` : ""}${inlineHtml(block)}`;
  const bullet =
    block.mark && block.number && block.mark.to <= block.number.from ? `${esc(dash(block.mark.text))} ` : "";
  const parts = block.number?.roman ? "" : (block.number?.path ?? "");
  const path = parts ? ` data-number="${esc(parts)}"` : "";
  switch (kind) {
    case "heading": {
      const level = Math.min(6, Math.max(2, block.level));
      return `<h${level} class="section"${path}>${numbered}</h${level}>`;
    }
    case "clause":
      return `<p class="clause"${path}>${bullet}${numbered}</p>`;
    case "item": {
      const marks = [block.mark, block.second].flatMap(m =>
        m ? [`<span class="number">${esc(dash(m.text))}</span>`] : [],
      );
      return `<p class="item depth-${Math.min(3, Math.floor(block.indent / 2))}">${marks.join(" ")} ${inlineHtml(block)}</p>`;
    }
    case "resolve":
      return `<p class="resolve">${inlineHtml(block)}</p>`;
    case "table":
      return tableHtml(block);
    case "code":
      return `<pre>${esc(block.text.replace(/^[^\n]*\n?/, "").replace(/\n?[ \t]*(?:`{3,}|~{3,})[ \t]*\s*$/, ""))}</pre>`;
    case "break":
      return "<hr>";
    default:
      return `<p class="text">${inlineHtml(block)}</p>`;
  }
}

/** Markdown's bullets are a dash on paper; other marks are printed as written. */
const dash = (mark: string): string => (/^[-*+]$/.test(mark) ? "–" : mark);

function tableHtml(block: Block): string {
  const { head, rows, align } = gridOf(block);
  const row = (tag: string, cells: readonly Span[]) =>
    `<tr>${cells
      .map((c, i) => {
        const side = align[i] && align[i] !== "left" ? ` class="${align[i]}"` : "";
        return `<${tag}${side}>${inlineHtml(block, c.from, c.to)}</${tag.split(" ")[0]}>`;
      })
      .join("")}</tr>`;
  return `<table><thead>${row('th scope="col"', head)}</thead><tbody>${rows.map(r => row("td", r)).join("")}</tbody></table>`;
}

/** Kinds of column as classes: the style sheet knows how wide each is. */
const columnClasses: Readonly<Record<ColumnKind, string>> = {
  номер: "number",
  название: "name",
  текст: "words",
  задача: "clauses",
  пункт: "clauses",
  срок: "term",
  дата: "date",
  время: "time",
  исполнитель: "who",
  файл: "file",
  отметка: "done",
};
/** More columns than this don't fit between the margins of an upright sheet. */
const UPRIGHT = 6;

function gridHtml({ columns, rows }: PrintedGrid, lineAt: LineFinder): string {
  const classes = columns.map(({ kind }) => kind && columnClasses[kind]);
  const cls = (i: number) => (classes[i] ? ` class="${classes[i]}"` : "");
  const cell = (lines: readonly string[]) => lines.map(narrow).join("<br>");
  const body = rows.map(({ from, stage, cells }) => {
    const at = ` data-line="${lineAt(from)}"`;
    return stage
      ? `<tr class="stage"${at}><th scope="rowgroup" colspan="${columns.length}">${cell(cells[0]!)}</th></tr>`
      : `<tr${at}>${cells.map((lines, i) => `<td${cls(i)}>${cell(lines)}</td>`).join("")}</tr>`;
  });
  const cols = classes.some(Boolean) ? `<colgroup>${columns.map((_, i) => `<col${cls(i)}>`).join("")}</colgroup>` : "";
  const head = columns.map((c, i) => `<th scope="col"${cls(i)}>${narrow(c.heading)}</th>`).join("");
  return `<table class="grid${columns.length > UPRIGHT ? " wide" : ""}">${cols}<thead><tr>${head}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}

export type LineFinder = (offset: number) => number;

/** Zero-based line of an offset, with the line ends of LSP. */
export function lineFinder(text: string): LineFinder {
  const starts = [0];
  for (const end of text.matchAll(/\r\n|\n|\r/g)) starts.push(end.index + end[0].length);
  return offset => Math.max(0, partitionPoint(starts.length, i => starts[i]! <= offset) - 1);
}
