/**
 * The pieces of the page ready to be written: numbers, bullets, depths, links, cells and blanks are decided here, once for
 * HTML, Word and print. A writer turns runs and lines into its own format and decides nothing about the words.
 */
import { type Align, gridOf } from "../model/grid";
import type { ColumnKind } from "../profiles/profile";
import { softHyphens } from "../russian/hyphens";
import { nonBreaking } from "../russian/typography";
import { type Block, ofBlock } from "../syntax/blocks";
import { withoutEntities } from "../syntax/entities";
import { type Inline, inlines } from "../syntax/inline";
import type { Span } from "../syntax/span";
import type { BlockRole, FramePiece } from "./blocks";
import type { PrintedGrid } from "./grid";

/**
 * A stretch of a paragraph in one style. Nothing is escaped. Strings elsewhere in this file are runs without a style.
 *
 * A writer of nested tags opens and closes what changes in `styles`; one of flat runs (Word) asks which kinds are among them.
 */
export interface Run {
  /**
   * The words as printed: blanks that must not break are U+00A0. A line feed counts as a blank. It is empty in a break, and
   * in the only run of a style that has no words.
   */
  readonly text: string;
  /** The outermost first. Two runs with the same object lie in the same span of the text, not only in the same style. */
  readonly styles: readonly RunStyle[];
  /** A line break that the author asked for. */
  readonly isBreak?: true;
  /** The run is an entity of HTML, written like this: `&mdash;`. `text` is its sign, or the same if we don't know it. */
  readonly entity?: string;
}

export type RunStyle =
  | { readonly kind: "strong" | "emphasis" | "strike" | "code" }
  /** The caption of a picture: pictures aren't loaded. */
  | { readonly kind: "picture" }
  /** `target` is safe to follow: `#2.3`, a neighbouring file or an https page. */
  | { readonly kind: "link"; readonly target: string };

export interface PrintedNumber {
  /** «1.2.», «IV.»; empty when the block has no number. */
  readonly text: string;
  /** The clause's address, «1.2»; empty for Roman numbers. */
  readonly path: string;
}

export interface PrintedCell {
  readonly align: Align;
  readonly runs: readonly Run[];
}

/** What one block of the text prints. */
export type PrintedBlock =
  | {
      readonly kind: "heading";
      /** 2–6: the first level is the title's. */
      readonly level: number;
      readonly number: PrintedNumber;
      readonly runs: readonly Run[];
    }
  | {
      readonly kind: "clause";
      /** «–» of a clause that is also an item; empty for most. */
      readonly bullet: string;
      readonly number: PrintedNumber;
      readonly runs: readonly Run[];
    }
  | {
      readonly kind: "item";
      /** 0–3. */
      readonly depth: number;
      /** «–», «а)»; two for `- 2) …`. */
      readonly marks: readonly string[];
      readonly runs: readonly Run[];
    }
  | { readonly kind: "resolve" | "paragraph"; readonly runs: readonly Run[] }
  /** Every row has as many cells as the head. */
  | {
      readonly kind: "table";
      readonly head: readonly PrintedCell[];
      readonly rows: readonly (readonly PrintedCell[])[];
    }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "break" };

/** What the header, a table document or an appendix adds to the page; `lines` are lines of one paragraph. */
export type PrintedFrame =
  | { readonly kind: "organisation" | "mark"; readonly lines: readonly string[] }
  | {
      readonly kind: "stamps";
      readonly left: readonly (readonly string[])[];
      readonly right: readonly (readonly string[])[];
    }
  | { readonly kind: "type" | "place" | "year"; readonly text: string }
  /** `word`: «ПОЛОЖЕНИЕ», on a line of its own above the rest; may be empty. */
  | { readonly kind: "title"; readonly word: string; readonly runs: readonly Run[] }
  | { readonly kind: "about"; readonly runs: readonly Run[] }
  /** The date on the left, «№ 57» on the right; either may be empty. */
  | { readonly kind: "registration"; readonly date: string; readonly number: string }
  | { readonly kind: "people"; readonly label: string; readonly names: string }
  /** It begins a sheet; `lines` stand above the heading on the right. */
  | { readonly kind: "appendix"; readonly lines: readonly string[]; readonly runs: readonly Run[] }
  | PrintedTable
  | { readonly kind: "signature"; readonly post: string; readonly person: string };

/** The table of a table document. Its words have soft hyphens. */
export interface PrintedTable {
  readonly kind: "grid";
  /** It needs a sheet on its side. */
  readonly isWide: boolean;
  readonly columns: readonly { readonly heading: string; readonly kind: ColumnKind | undefined }[];
  readonly rows: PrintedGrid["rows"];
}

/** A table with more columns than this doesn't fit between the margins of an upright sheet. */
const UPRIGHT = 6;

/** What a piece that is no block prints. */
export function printedFrame(piece: FramePiece): PrintedFrame {
  switch (piece.kind) {
    case "organisation": {
      const lines = [piece.founder, piece.full, piece.short && `(${piece.short})`];
      return { kind: "organisation", lines: typeset(lines.filter(Boolean)) };
    }
    case "mark":
      return { kind: "mark", lines: typeset(piece.lines) };
    case "stamps":
      return { kind: "stamps", left: piece.left.map(typeset), right: piece.right.map(typeset) };
    case "type":
      return { kind: "type", text: piece.text };
    case "title": {
      const runs = piece.block ? runsOf(piece.block, piece.textFrom) : plainRuns(piece.text);
      return { kind: "title", word: piece.word, runs };
    }
    case "about":
      return { kind: "about", runs: runsOf(piece.block, piece.textFrom) };
    case "registration":
      return { kind: "registration", date: piece.date, number: piece.number && `№\u00a0${piece.number}` };
    case "place":
    case "year":
      return { kind: piece.kind, text: nonBreaking(piece.text) };
    case "people":
      return { kind: "people", label: piece.label, names: typeset(piece.names).join(", ") };
    case "appendix":
      return { kind: "appendix", lines: typeset(piece.lines), runs: runsOf(piece.block, piece.textFrom) };
    case "grid":
      return printedTable(piece);
    case "signature":
      return { kind: "signature", post: nonBreaking(piece.post), person: nonBreaking(piece.person) };
  }
}

/** What a block prints in its role. */
export function printedBlock(block: Block, kind: BlockRole): PrintedBlock {
  switch (kind) {
    case "heading": {
      const level = Math.min(6, Math.max(2, block.level));
      return { kind, level, number: numberOf(block), runs: runsOf(block) };
    }
    case "clause": {
      // The number of an order's point is its mark too; a bullet before a clause stands apart from the number.
      const { mark, number } = block;
      const bullet = mark && number && mark.to <= number.from ? markText(mark.text) : "";
      return { kind, bullet, number: numberOf(block), runs: runsOf(block) };
    }
    case "item": {
      const marks = [block.mark, block.second].flatMap(m => (m ? [markText(m.text)] : []));
      return { kind, depth: Math.min(3, Math.floor(block.indent / 2)), marks, runs: runsOf(block) };
    }
    case "table": {
      const { head, rows, align } = gridOf(block);
      const cell = ({ from, to }: Span, i: number): PrintedCell => ({
        align: align[i] ?? "left",
        runs: runsOf(block, from, to),
      });
      // Cells beyond the head have a column without a name.
      const extra = Math.max(0, ...rows.map(row => row.length - head.length));
      const nameless = Array.from({ length: extra }, (): PrintedCell => ({ align: "left", runs: [] }));
      return { kind, head: [...head.map(cell), ...nameless], rows: rows.map(row => row.map(cell)) };
    }
    case "code":
      return { kind, text: block.text.replace(/^[^\n]*\n?/, "").replace(/\n?[ \t]*(?:`{3,}|~{3,})[ \t]*\s*$/, "") };
    case "break":
      return { kind };
    case "resolve":
    case "paragraph":
      return { kind, runs: runsOf(block) };
  }
}

/** Lines of the header or a table: «№ 4» stays on one line. */
const typeset = (lines: readonly string[]): readonly string[] => lines.map(nonBreaking);
/** A long word may be divided in a column: few programs have a Russian dictionary for that. */
const narrow = (text: string): string => softHyphens(nonBreaking(text));

const printedTable = ({ columns, rows }: PrintedGrid): PrintedTable => ({
  kind: "grid",
  isWide: columns.length > UPRIGHT,
  columns: columns.map(({ heading, kind }) => ({ heading: narrow(heading), kind })),
  rows: rows.map(row => ({ ...row, cells: row.cells.map(lines => lines.map(narrow)) })),
});

/** Markdown's bullets are a dash on paper; other marks are printed as written. */
const markText = (mark: string): string => (/^[-*+]$/.test(mark) ? "–" : mark);

const numberOf = ({ text, number }: Block): PrintedNumber => ({
  text: number ? text.slice(number.from, number.to).replace(/\s+/g, "") : "",
  path: number && !number.roman ? number.path : "",
});

/** The printed text of a block, unit by unit beside its source. */
const printedText = ofBlock(block => nonBreaking(block.text));

const unstyled: readonly RunStyle[] = [];
const plainRuns = (text: string): readonly Run[] => [{ text: nonBreaking(text), styles: unstyled }];

/** The content of a block, or the part `[from, to)` of it (offsets from the block's start), without blanks at its ends. */
function runsOf(block: Block, from = block.from, to = block.to): readonly Run[] {
  const reader = new RunReader(block.text);
  reader.read(inlines(block), { from, to }, printedText(block), unstyled);
  return trimmed(reader.runs);
}

/** Turns the markup of a block into runs. Neighbours of the same styles are one run. */
class RunReader {
  readonly runs: Run[] = [];
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  /** `text`: the block's text as it is printed here, as long as its source. */
  read(nodes: readonly Inline[], { from, to }: Span, text: string, styles: readonly RunStyle[]): void {
    let at = from;
    for (const node of nodes) {
      // A node that reaches over the edge (a table's cell) isn't markup here.
      if (node.from < at || node.to > to) continue;
      this.#plain(text.slice(at, node.from), styles);
      this.#node(node, text, styles);
      at = node.to;
    }
    this.#plain(text.slice(at, to), styles);
  }

  #node(node: Inline, text: string, styles: readonly RunStyle[]): void {
    const source = this.#sourceOf(node);
    switch (node.kind) {
      case "strong":
      case "emphasis":
      case "strike":
        this.#styled({ kind: node.kind }, styles, own => this.read(node.children, node, text, own));
        break;
      case "code":
        this.#styled({ kind: "code" }, styles, own => this.read(node.children, node, this.#source, own));
        break;
      case "link":
      case "image":
        this.#link(node, text, styles);
        break;
      case "escape":
        if (/^\\\r?\n/.test(source)) this.#break(styles);
        else this.#words(source.slice(1), styles);
        break;
      case "entity":
        if (ENTITY.test(source)) this.runs.push({ text: withoutEntities(source), styles, entity: source });
        else this.#words(source, styles);
        break;
      case "url":
      case "html":
        this.#words(source, styles);
        break;
      case "mark":
      case "comment":
    }
  }

  /** `[words](target)`; the words alone when the target isn't safe or there is none. */
  #link(node: Inline, text: string, styles: readonly RunStyle[]): void {
    const marks = node.children.filter(c => c.kind === "mark");
    const [open, close] = marks;
    const url = close && node.children.find(c => c.kind === "url" && c.from >= close.to);
    if (!open || !close || (node.kind === "link" && !url && marks.length === 2)) {
      this.#words(this.#sourceOf(node), styles);
      return;
    }
    const inside = node.children.filter(c => c.from >= open.to && c.to <= close.from);
    const words = (own: readonly RunStyle[]) => this.read(inside, { from: open.to, to: close.from }, text, own);
    const target = url && safeTarget(this.#sourceOf(url).replace(/^<|>$/g, ""));
    if (node.kind === "image") this.#styled({ kind: "picture" }, styles, words, "рисунок");
    else if (target) this.#styled({ kind: "link", target }, styles, words);
    else words(styles);
  }

  /** A style without words still gives one run: `[](a.reg.md)`. */
  #styled(
    style: RunStyle,
    styles: readonly RunStyle[],
    read: (styles: readonly RunStyle[]) => void,
    wordless = "",
  ): void {
    const own = [...styles, style];
    const before = this.runs.length;
    read(own);
    if (this.runs.length === before) this.runs.push({ text: wordless, styles: own });
  }

  /** Two blanks or a backslash before a line's end are a line break, as in Markdown. */
  #plain(text: string, styles: readonly RunStyle[]): void {
    for (const [i, line] of text.split(/(?: {2,}|\\)\r?\n[ \t]*/).entries()) {
      if (i) this.#break(styles);
      this.#words(line, styles);
    }
  }

  #words(text: string, styles: readonly RunStyle[]): void {
    if (!text) return;
    const last = this.runs.at(-1);
    if (last?.styles === styles && isWords(last)) this.runs[this.runs.length - 1] = { text: last.text + text, styles };
    else this.runs.push({ text, styles });
  }

  #break(styles: readonly RunStyle[]): void {
    this.runs.push({ text: "", styles, isBreak: true });
  }

  #sourceOf(span: Span): string {
    return this.#source.slice(span.from, span.to);
  }
}

const ENTITY = /^&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});$/;

const isWords = (run: Run): boolean => !run.isBreak && run.entity === undefined;

/** Without the blanks at the ends, but for those inside a style. */
function trimmed(runs: readonly Run[]): readonly Run[] {
  const edges = [0, runs.length - 1];
  return runs.flatMap((run, i) => {
    if (!edges.includes(i) || run.styles.length || !isWords(run)) return run;
    const start = i === 0 ? run.text.trimStart() : run.text;
    const text = i === runs.length - 1 ? start.trimEnd() : start;
    return text ? { ...run, text } : [];
  });
}

/** A target that can do no harm: a place in the document, a neighbouring file or an https page. Undefined for any other. */
export function safeTarget(target: string): string | undefined {
  // Browsers drop control characters and blanks inside a scheme: judge what they would see.
  const seen = target.replace(/[\u0000-\u0020\u007f-\u00a0]/g, "");
  if (!seen || /^[\\/]{2}|^\\|^\/\\/.test(seen)) return undefined;
  if (/^https:\/\/[^\\]/i.test(seen)) return seen;
  // A blank inside is part of a file's name.
  return /^[^/?#]*:/.test(seen) ? undefined : target.replace(/[\u0000-\u001f\u007f-\u009f]/g, "").trim();
}
