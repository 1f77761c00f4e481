/** Writes the page as HTML. Whatever comes from a document goes through `esc`: nothing of it is taken as HTML. */

import { type Doc, ofDoc } from "../model/document";
import type { ColumnKind } from "../profiles/profile";
import type { PreviewBlock } from "../protocol";
import { type Block, ofBlockWith } from "../syntax/blocks";
import { hash } from "../syntax/hash";
import { partitionPoint } from "../syntax/search";
import type { Config } from "../workspace/config";
import type { Workspace } from "../workspace/docs";
import { type BlockRole, type PagePiece, piecesOf } from "./blocks";
import {
  type PrintedCell,
  type PrintedFrame,
  type PrintedNumber,
  type PrintedTable,
  printedBlock,
  printedFrame,
  type Run,
  type RunStyle,
} from "./runs";

/** The printed page. A block keeps its id while its HTML is the same, wherever it moves. */
export function renderPage(workspace: Workspace, doc: Doc, config: Config): PreviewBlock[] {
  const lineAt = lineFinder(doc);
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

/** Gives blocks their ids: a hash of the HTML and a counter. */
export function identified(blocks: readonly Omit<PreviewBlock, "id">[]): PreviewBlock[] {
  const seen = new Map<string, number>();
  return blocks.map(block => {
    const key = hash(block.html);
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return { id: `b${key}-${times}`, ...block };
  });
}

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "\0": "\ufffd",
};

export const esc = (text: string): string => text.replace(/[&<>"'\0]/g, sign => escapes[sign]!);

const pieceHtml = (piece: PagePiece, lineAt: LineFinder): string =>
  piece.kind === "block" ? blockHtml(piece.block, piece.role) : frameHtml(printedFrame(piece), lineAt);

function frameHtml(frame: PrintedFrame, lineAt: LineFinder): string {
  switch (frame.kind) {
    case "organisation":
      return `<div class="organisation">${frame.lines.map(line => `<p>${esc(line)}</p>`).join("")}</div>`;
    case "mark":
      return markHtml(frame.lines);
    case "stamps":
      return `<div class="stamps"><div>${frame.left.map(stampHtml).join("")}</div><div>${frame.right.map(stampHtml).join("")}</div></div>`;
    case "type":
      return `<h1 class="type">${esc(frame.text)}</h1>`;
    case "title": {
      const word = frame.word ? `<span class="word">${esc(frame.word)}</span> ` : "";
      return `<h1 class="title">${word}${runsHtml(frame.runs)}</h1>`;
    }
    case "about":
      return `<p class="about" role="doc-subtitle">${runsHtml(frame.runs)}</p>`;
    case "registration":
      return `<p class="registration"><span>${esc(frame.date)}</span><span>${esc(frame.number)}</span></p>`;
    case "place":
      return `<p class="place">${esc(frame.text)}</p>`;
    case "people":
      return `<p class="people"><span>${esc(frame.label)}</span> <span>${esc(frame.names)}</span></p>`;
    case "appendix":
      return `<div class="appendix"><div class="sheet-end" role="doc-pagebreak" aria-label="Новый лист"></div>${markHtml(frame.lines)}<h2 class="section">${runsHtml(frame.runs)}</h2></div>`;
    case "grid":
      return gridHtml(frame, lineAt);
    case "year":
      return `<p class="year">${esc(frame.text)}</p>`;
    case "signature":
      return `<p class="signature"><span>${esc(frame.post)}</span> <span>${esc(frame.person)}</span></p>`;
  }
}

const linesHtml = (lines: readonly string[]): string => lines.map(esc).join("<br>");
const markHtml = (lines: readonly string[]): string => `<p class="mark">${linesHtml(lines)}</p>`;
const stampHtml = (lines: readonly string[]): string => `<p class="stamp">${linesHtml(lines)}</p>`;

/** The HTML of a block, written once: typing changes one block. */
const blockHtml = ofBlockWith((block: Block, role: BlockRole): string => {
  const content = printedBlock(block, role);
  switch (content.kind) {
    case "heading": {
      const tag = `h${content.level}`;
      return `<${tag} class="section"${pathAttribute(content.number)}>${numberHtml(content.number)}${runsHtml(content.runs)}</${tag}>`;
    }
    case "clause": {
      const bullet = content.bullet && `${esc(content.bullet)} `;
      return `<p class="clause"${pathAttribute(content.number)}>${bullet}${numberHtml(content.number)}${runsHtml(content.runs)}</p>`;
    }
    case "item": {
      const marks = content.marks.map(mark => `<span class="number">${esc(mark)}</span>`);
      return `<p class="item depth-${content.depth}">${marks.join(" ")} ${runsHtml(content.runs)}</p>`;
    }
    case "table":
      return `<table><thead>${rowHtml("th", content.head)}</thead><tbody>${content.rows.map(row => rowHtml("td", row)).join("")}</tbody></table>`;
    case "code":
      return `<pre>${esc(content.text)}</pre>`;
    case "break":
      return "<hr>";
    case "resolve":
      return `<p class="resolve">${runsHtml(content.runs)}</p>`;
    case "paragraph":
      return `<p class="text">${runsHtml(content.runs)}</p>`;
  }
});

const pathAttribute = ({ path }: PrintedNumber): string => (path ? ` data-number="${esc(path)}"` : "");
const numberHtml = ({ text }: PrintedNumber): string => (text ? `<span class="number">${esc(text)}</span> ` : "");

function rowHtml(tag: "th" | "td", cells: readonly PrintedCell[]): string {
  const scope = tag === "th" ? ' scope="col"' : "";
  const html = cells.map(({ align, runs }) => {
    const side = align === "left" ? "" : ` class="${align}"`;
    return `<${tag}${scope}${side}>${runsHtml(runs)}</${tag}>`;
  });
  return `<tr>${html.join("")}</tr>`;
}

/** A tag opens and closes where its style begins and ends. */
function runsHtml(runs: readonly Run[]): string {
  let html = "";
  let open: readonly RunStyle[] = [];
  const change = (styles: readonly RunStyle[]) => {
    let kept = 0;
    while (kept < open.length && open[kept] === styles[kept]) kept++;
    for (const style of open.slice(kept).reverse()) html += `</${tags[style.kind]}>`;
    for (const style of styles.slice(kept)) html += openingTag(style);
    open = styles;
  };
  for (const run of runs) {
    if (run.styles !== open) change(run.styles);
    html += run.isBreak ? "<br>" : (run.entity ?? esc(run.text));
  }
  change([]);
  return html;
}

const tags: Readonly<Record<RunStyle["kind"], string>> = {
  strong: "strong",
  emphasis: "em",
  strike: "s",
  code: "code",
  link: "a",
  picture: "span",
};

function openingTag(style: RunStyle): string {
  if (style.kind === "link") return `<a href="${esc(style.target)}">`;
  return style.kind === "picture" ? '<span class="picture">' : `<${tags[style.kind]}>`;
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

function gridHtml({ columns, rows, isWide }: PrintedTable, lineAt: LineFinder): string {
  const classes = columns.map(({ kind }) => kind && columnClasses[kind]);
  const classAttribute = (i: number) => (classes[i] ? ` class="${classes[i]}"` : "");
  const body = rows.map(({ from, stage, cells }) => {
    const at = ` data-line="${lineAt(from)}"`;
    return stage
      ? `<tr class="stage"${at}><th scope="rowgroup" colspan="${columns.length}">${linesHtml(cells[0]!)}</th></tr>`
      : `<tr${at}>${cells.map((lines, i) => `<td${classAttribute(i)}>${linesHtml(lines)}</td>`).join("")}</tr>`;
  });
  const widths = columns.map((_, i) => `<col${classAttribute(i)}>`).join("");
  const head = columns.map(({ heading }, i) => `<th scope="col"${classAttribute(i)}>${esc(heading)}</th>`).join("");
  return `<table class="grid${isWide ? " wide" : ""}">${classes.some(Boolean) ? `<colgroup>${widths}</colgroup>` : ""}<thead><tr>${head}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}

type LineFinder = (offset: number) => number;

/** Finds the zero-based line of an offset, with the line ends of LSP. */
export const lineFinder = ofDoc(({ text }: Doc): LineFinder => {
  const starts = [0];
  for (const end of text.matchAll(/\r\n|\n|\r/g)) starts.push(end.index + end[0].length);
  return offset => Math.max(0, partitionPoint(starts.length, i => starts[i]! <= offset) - 1);
});
