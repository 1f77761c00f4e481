/**
 * HTML of the clipboard → pieces. Knows how Word (fake numbers in `mso-list:Ignore`, no list elements), LibreOffice and
 * Google Docs write lists. There is no DOM in a worker: tags are read one after the other, nothing is ever run or loaded.
 */
import { withoutEntities } from "../syntax/entities";
import { goesOn } from "../syntax/wraps";
import { cleaned, type IntakePiece, isContentsLine, type Label, labelOf, openingOf } from "./pieces";

export function piecesOfHtml(html: string): readonly IntakePiece[] {
  const reader = new Reader();
  for (const token of tokens(html.slice(0, LIMIT))) reader.take(token);
  reader.end();
  return reader.pieces;
}

/** What is longer isn't a regulation. */
const LIMIT = 4_000_000;

type HtmlToken =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "open" | "close"; readonly name: string; readonly attributes: string };

/** Elements whose content is no text of the document. */
const HIDDEN = new Set(["head", "style", "script", "xml", "title", "noscript", "template", "object", "svg", "math"]);

function* tokens(html: string): Iterable<HtmlToken> {
  let at = 0;
  let hidden: string | undefined;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    if (open !== at) {
      const end = open < 0 ? html.length : open;
      if (!hidden) yield { kind: "text", text: withoutEntities(html.slice(at, end)) };
      at = end;
      continue;
    }
    if (html.startsWith("<!--", at)) {
      const end = html.indexOf("-->", at + 4);
      at = end < 0 ? html.length : end + 3;
      continue;
    }
    const end = tagEnd(html, at);
    const name = /^<\/?([a-z][\w:-]*)/i.exec(html.slice(at, at + 40))?.[1]?.toLowerCase();
    if (end < 0 || (!name && !/^<[!?]/.test(html.slice(at, at + 2)))) {
      if (!hidden) yield { kind: "text", text: "<" };
      at++;
      continue;
    }
    const source = html.slice(at, end);
    at = end;
    if (!name) continue; // «<![if !supportLists]>»: what stands inside is text
    const closes = source[1] === "/";
    if (hidden) {
      if (closes && name === hidden) hidden = undefined;
    } else if (!closes && HIDDEN.has(name) && !source.endsWith("/>")) hidden = name;
    else {
      yield { kind: closes ? "close" : "open", name, attributes: source.slice(name.length + 1, -1) };
      if (!closes && source.endsWith("/>")) yield { kind: "close", name, attributes: "" };
    }
  }
}

/** The offset behind the `>` that closes a tag, which may hold others in its quoted values; -1 without one. */
function tagEnd(html: string, from: number): number {
  for (let i = from + 1, quote = ""; i < html.length && i < from + 20_000; i++) {
    const c = html[i]!;
    if (quote) {
      if (c === quote) quote = "";
    } else if (c === ">") return i + 1;
    else if ((c === '"' || c === "'") && html[i - 1] === "=") quote = c;
  }
  return -1;
}

const attribute = (attributes: string, name: string): string => {
  const m = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, "i").exec(attributes);
  return m?.[1] ?? m?.[2] ?? m?.[3] ?? "";
};

const BLOCKS = new Set([
  "p",
  "div",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "blockquote",
  "pre",
  "center",
  "section",
  "body",
]);

type ListStyle = "numbers" | "letters" | "roman" | "bullets";

interface OpenList {
  readonly style: ListStyle;
  count: number;
}
interface OpenElement {
  readonly name: string;
  readonly bold: boolean | undefined;
  readonly label: boolean;
  readonly shown: boolean;
}
/** What stands between two line breaks of a paragraph. */
interface ReadLine {
  text: string;
  letters: number;
  bold: number;
}
interface OpenTable {
  readonly rows: string[][];
  /** Columns that cells of rows above reach down into: column → rows left. */
  readonly spans: Map<number, number>;
}

/** Puts a paragraph together until a tag ends it. */
class Reader {
  readonly pieces: IntakePiece[] = [];
  private lines: ReadLine[] = [newLine()];
  private label = "";
  /** Level of Word's list that the paragraph says it is of; 0 without one. */
  private wordLevel = 0;
  private heading = 0;
  private centred = false;
  /** The paragraph is a line of a table of contents. */
  private contents = false;
  private readonly open: OpenElement[] = [];
  private readonly lists: OpenList[] = [];
  /** The mark that the next paragraph takes. */
  private mark: ListMark | undefined;
  private readonly tables: OpenTable[] = [];
  private cell: string[] | undefined;

  take(token: HtmlToken): void {
    if (token.kind === "text") this.word(token.text);
    else if (token.kind === "open") this.start(token.name, token.attributes);
    else this.stop(token.name);
  }

  end(): void {
    this.flush();
    while (this.tables.length) this.closeTable();
  }

  private word(text: string): void {
    if (this.open.some(o => !o.shown)) return;
    if (this.open.some(o => o.label)) {
      this.label += text;
      return;
    }
    const line = this.lines.at(-1)!;
    line.text += text.replace(/\s/g, c => (c === "\u00a0" ? c : " "));
    const letters = text.match(/[\p{L}\d]/gu)?.length ?? 0;
    line.letters += letters;
    if (this.open.findLast(o => o.bold !== undefined)?.bold) line.bold += letters;
  }

  private start(name: string, attributes: string): void {
    const style = attribute(attributes, "style").replace(/\s+/g, "").toLowerCase();
    if (name === "br") {
      this.lines.push(newLine());
      return;
    }
    if (name === "img" || name === "hr" || name === "meta" || name === "link" || name === "col" || name === "input")
      return;
    if (BLOCKS.has(name) || name === "li" || name === "ol" || name === "ul") this.flush();
    if (/^h[1-6]$/.test(name)) this.heading = Number(name[1]);
    if (BLOCKS.has(name)) {
      this.centred = attribute(attributes, "align").toLowerCase() === "center" || style.includes("text-align:center");
      this.wordLevel = Number(/mso-list:.*?level(\d)/.exec(style)?.[1] ?? 0);
      if (!this.heading) this.heading = Number(/mso-outline-level:(\d)/.exec(style)?.[1] ?? 0);
      this.contents = /^mso(?:toc\d|tocheading)/i.test(attribute(attributes, "class"));
    }
    switch (name) {
      case "ol":
      case "ul":
        this.lists.push({
          style: listStyle(name, attribute(attributes, "type"), style),
          count: Number(attribute(attributes, "start") || 1) - 1,
        });
        break;
      case "li":
        this.item(style, Number(attribute(attributes, "aria-level")) || 0);
        break;
      case "table":
        this.flush();
        this.tables.push({ rows: [], spans: new Map() });
        break;
      case "tr":
        this.tables.at(-1)?.rows.push([]);
        break;
      case "td":
      case "th":
        this.startCell(attributes);
        break;
    }
    this.open.push({
      name,
      bold: /font-weight:(?:bold|[6-9]00)/.test(style)
        ? true
        : /font-weight:(?:normal|[1-4]00)/.test(style)
          ? false
          : name === "b" || name === "strong" || name === "th"
            ? true
            : undefined,
      label: style.includes("mso-list:ignore"),
      shown: !isAside(name, attributes, style),
    });
  }

  private stop(name: string): void {
    const at = this.open.findLastIndex(o => o.name === name);
    if (at < 0) {
      if (name === "p") this.flush();
      return;
    }
    if (BLOCKS.has(name) || name === "li") this.flush();
    this.open.splice(at);
    if (name === "li") this.mark = undefined;
    if (name === "ol" || name === "ul") {
      this.flush();
      this.lists.pop();
    }
    if (name === "td" || name === "th") this.closeCell();
    if (name === "table") this.closeTable();
  }

  private item(style: string, level: number): void {
    const list = this.lists.at(-1) ?? { style: "bullets", count: 0 };
    list.count++;
    const type = /list-style-type:([\w-]+)/.exec(style)?.[1];
    const kind = type ? listStyle("ol", "", style) : list.style;
    // Word Online puts each item into a list of its own and tells its level.
    const depth = Math.max(1, level || this.lists.length);
    const text =
      kind === "letters"
        ? `${"абвгдежзиклмнопрстуфхцчшщэюя"[list.count - 1] ?? "я"})`
        : kind === "roman"
          ? `${list.count})`
          : "-";
    const path = level > this.lists.length ? "" : this.lists.map(l => l.count).join(".");
    this.mark = { depth, text, numbered: kind === "numbers", path };
  }

  private startCell(attributes: string): void {
    const table = this.tables.at(-1);
    if (!table) return;
    this.flush();
    const row = table.rows.at(-1) ?? table.rows[table.rows.push([]) - 1]!;
    this.skipSpans(table, row);
    const across = Math.min(50, Math.max(1, Number(attribute(attributes, "colspan")) || 1));
    const down = Math.min(1000, Math.max(1, Number(attribute(attributes, "rowspan")) || 1));
    for (let i = 0; i < across; i++) {
      if (down > 1) table.spans.set(row.length, down - 1);
      row.push("");
    }
    this.cell = [];
    this.cellAt = row.length - across;
  }
  private cellAt = 0;

  /** Cells from above stand here, too: blank ones keep the columns in line. */
  private skipSpans({ spans }: OpenTable, row: string[]): void {
    for (let left = spans.get(row.length); left; left = spans.get(row.length)) {
      spans.set(row.length, left - 1);
      row.push("");
    }
  }

  private closeCell(): void {
    this.flush();
    const row = this.tables.at(-1)?.rows.at(-1);
    if (row && this.cell) row[this.cellAt] = this.cell.join(" ");
    this.cell = undefined;
  }

  private closeTable(): void {
    if (this.cell) this.closeCell();
    const table = this.tables.pop();
    if (!table) return;
    const rows = table.rows.filter(row => row.some(Boolean));
    const width = Math.max(0, ...rows.map(r => r.length));
    // A frame round a text is no table; one inside of a cell becomes its words.
    if (this.tables.length) this.lines.at(-1)!.text += ` ${rows.flat().filter(Boolean).join(" ")}`;
    else if (width === 1) for (const [text] of rows) this.put(text!, undefined, "plain");
    else if (rows.length) this.pieces.push({ kind: "table", rows });
  }

  private flush(): void {
    // Bullets of Word come in fonts of signs, or as «o».
    const given = cleaned(this.label);
    const label = given ? (labelOf(`${given} `) ?? labelOf("- ")) : undefined;
    const { lines, cell } = this;
    if (cell) {
      const text = cleaned(lines.map(l => l.text).join(" "));
      if (text || given) cell.push(given && label?.kind !== "bullet" ? `${given} ${text}`.trim() : text);
    } else if (this.contents || isContentsLine(cleaned(lines.map(l => l.text).join(" ")))) {
      const text = cleaned(lines.map(l => l.text).join(" "));
      if (text) this.pieces.push({ kind: "paragraph", text, stands: "plain", contents: true });
    } else
      paragraphsOf(lines, label ?? this.mark).forEach((line, i) => {
        const stands = this.centred || (line.letters > 0 && line.bold === line.letters) ? "out" : "plain";
        this.put(line.text, i ? undefined : label, stands);
      });
    this.lines = [newLine()];
    this.label = "";
    this.wordLevel = this.heading = 0;
    this.centred = this.contents = false;
  }

  private put(text: string, label: Label | undefined, stands: "out" | "plain"): void {
    if (!text) return;
    const { mark } = this;
    this.mark = undefined;
    const typed = label ? undefined : labelOf(text);
    const found = label ?? typed;
    const words = typed ? text.slice(typed.length) : text;
    const path = found?.kind === "number" ? found.path : undefined;
    if (this.heading) {
      const own = found?.kind === "number" ? found : undefined;
      const plain = own && typed ? words : text;
      const level = own ? own.parts + 1 : this.heading;
      this.pieces.push({ kind: "heading", level, numbered: own !== undefined, path, text: plain.replace(/\.$/, "") });
      this.heading = 0;
    } else if (mark && words) this.putItem(mark, typed, words, stands);
    else if (found?.kind === "number" && words) {
      const depth = found.parts > 1 ? found.parts : Math.max(1, this.wordLevel);
      this.pieces.push({ kind: "numbered", depth, path, text: words, stands });
    } else if (found && words) {
      this.pieces.push({ kind: "item", depth: Math.max(0, this.wordLevel - 1), mark: found.mark, text: words });
    } else this.pieces.push({ kind: "paragraph", text, stands });
  }

  /** An item of a list, whose number or dash may be typed once more in its words. */
  private putItem(mark: ListMark, typed: Label | undefined, text: string, stands: "out" | "plain"): void {
    const isNumber = typed?.kind === "number";
    if (isNumber || (mark.numbered && !typed)) {
      const path = isNumber ? typed.path : mark.path || undefined;
      const depth = isNumber && typed.parts > 1 ? typed.parts : mark.depth;
      this.pieces.push({ kind: "numbered", depth: mark.numbered ? mark.depth : depth, path, text, stands });
    } else this.pieces.push({ kind: "item", depth: mark.depth - 1, mark: typed?.mark ?? mark.text, text });
  }
}

interface ListMark {
  readonly depth: number;
  readonly text: string;
  readonly numbered: boolean;
  /** The number that the browser shows: `2`, `2.1`; empty when it isn't known. */
  readonly path: string;
}

const newLine = (): ReadLine => ({ text: "", letters: 0, bold: 0 });

/** `type="I"` numbers sections, `type="i"` items; CSS says it in words. */
function listStyle(element: string, type: string, style: string): ListStyle {
  const named = /list-style(?:-type)?:([\w-]+)/.exec(style)?.[1] ?? "";
  if (/alpha|latin|cyrillic/.test(named) || /^a$/i.test(type)) return "letters";
  if (named === "lower-roman" || type === "i") return "roman";
  if (/^(?:decimal|upper-roman)/.test(named) || /^[I1]$/.test(type)) return "numbers";
  return named || element === "ul" ? "bullets" : "numbers";
}

/** What isn't the text: what a revision deleted, comments and their marks, running heads. */
const isAside = (element: string, attributes: string, style: string): boolean =>
  element === "del" ||
  /display:none|mso-hide:all|mso-element:(?:comment|header|footer)|mso-special-character:comment/.test(style) ||
  /^(?:msocommentreference|msocomanchor|msocomoff|msodel|annotation)/i.test(attribute(attributes, "class")) ||
  /^#(?:_msocom_|cmnt\d)/i.test(attribute(attributes, "href"));

/** A line break is a blank unless a number, a mark or an empty line begins a paragraph behind it. */
function paragraphsOf(lines: readonly ReadLine[], label: object | undefined): ReadLine[] {
  const found: ReadLine[] = [];
  let apart = true;
  for (const given of lines) {
    const line = { ...given, text: cleaned(given.text) };
    const last = found.at(-1);
    if (!line.text) apart = true;
    else if (last && !begins(last.text, line.text, apart, found.length === 1 && label !== undefined)) {
      last.text = `${last.text} ${line.text}`;
      last.letters += line.letters;
      last.bold += line.bold;
      apart = false;
    } else {
      found.push(line);
      apart = false;
    }
  }
  return found;
}

function begins(last: string, line: string, apart: boolean, labelled: boolean): boolean {
  if (apart) return true;
  const opening = openingOf(line);
  if (!opening) return false;
  const own = labelled ? undefined : openingOf(last)?.number;
  return !goesOn(last, own, line, opening);
}
