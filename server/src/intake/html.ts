/**
 * HTML of the clipboard → pieces. Knows how Word (fake numbers in `mso-list:Ignore`, no list elements), LibreOffice and
 * Google Docs write lists. There is no DOM in a worker: tags are read one after the other, nothing is ever run or loaded.
 */
import { withoutEntities } from "../syntax/entities";
import { cleaned, type IntakePiece, labelOf } from "./pieces";

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

interface OpenList {
  readonly ordered: boolean;
  readonly letters: boolean;
  count: number;
}
interface OpenElement {
  readonly name: string;
  readonly bold: boolean | undefined;
  readonly label: boolean;
  readonly shown: boolean;
}
interface OpenTable {
  readonly rows: string[][];
  /** Columns that cells of rows above reach down into: column → rows left. */
  readonly spans: Map<number, number>;
}

/** Puts a paragraph together until a tag ends it. */
class Reader {
  readonly pieces: IntakePiece[] = [];
  private text = "";
  private label = "";
  private bold = 0;
  private letters = 0;
  /** Level of Word's list that the paragraph says it is of; 0 without one. */
  private wordLevel = 0;
  private heading = 0;
  private centred = false;
  private readonly open: OpenElement[] = [];
  private readonly lists: OpenList[] = [];
  /** The mark that the next paragraph takes. */
  private mark: { readonly depth: number; readonly text: string; readonly numbered: boolean } | undefined;
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
    this.text += text.replace(/\s/g, c => (c === "\u00a0" ? c : " "));
    const letters = text.match(/[\p{L}\d]/gu)?.length ?? 0;
    this.letters += letters;
    if (this.open.findLast(o => o.bold !== undefined)?.bold) this.bold += letters;
  }

  private start(name: string, attributes: string): void {
    const style = attribute(attributes, "style").replace(/\s+/g, "").toLowerCase();
    if (name === "br") {
      this.text += " ";
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
    }
    switch (name) {
      case "ol":
      case "ul":
        this.lists.push({
          ordered: name === "ol",
          letters: /^[ai]$/i.test(attribute(attributes, "type")) || /lower-(?:alpha|latin)/.test(style),
          count: Number(attribute(attributes, "start") || 1) - 1,
        });
        break;
      case "li":
        this.item(style);
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
      // Deleted and hidden text of Word, its comments.
      shown: name !== "del" && !style.includes("display:none") && !style.includes("mso-element:comment"),
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

  private item(style: string): void {
    const list = this.lists.at(-1) ?? { ordered: false, letters: false, count: 0 };
    list.count++;
    const type = /list-style-type:([\w-]+)/.exec(style)?.[1];
    const letters = type ? /alpha|latin/.test(type) : list.letters;
    const numbered = type ? type === "decimal" : list.ordered && !letters;
    const depth = Math.max(1, this.lists.length);
    const text = letters ? `${"абвгдежзиклмнопрстуфхцчшщэюя"[list.count - 1] ?? "я"})` : "-";
    this.mark = { depth, text, numbered };
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
    if (this.tables.length) this.text += ` ${rows.flat().filter(Boolean).join(" ")}`;
    else if (width === 1) for (const [text] of rows) this.put(text!, undefined);
    else if (rows.length) this.pieces.push({ kind: "table", rows });
  }

  private flush(): void {
    const text = cleaned(this.text);
    // Bullets of Word come in fonts of signs, or as «o».
    const given = cleaned(this.label);
    const label = given && (labelOf(`${given} `) ?? labelOf("- "));
    if (text || given) {
      if (this.cell) this.cell.push(given && label && label.kind !== "bullet" ? `${given} ${text}`.trim() : text);
      else this.put(text, label || undefined);
    }
    this.text = this.label = "";
    this.bold = this.letters = this.wordLevel = this.heading = 0;
    this.centred = false;
  }

  private put(text: string, label: ReturnType<typeof labelOf>): void {
    if (!text) return;
    const typed = label || this.mark ? undefined : labelOf(text);
    const found = label ?? typed;
    const words = typed ? text.slice(typed.length) : text;
    const stands = this.centred || (this.letters > 0 && this.bold === this.letters) ? "out" : "plain";
    const { mark } = this;
    this.mark = undefined;
    if (this.heading) {
      const own = found?.kind === "number" ? found : undefined;
      const plain = own && typed ? words : text;
      const level = own ? own.parts + 1 : this.heading;
      this.pieces.push({ kind: "heading", level, numbered: own !== undefined, text: plain.replace(/\.$/, "") });
    } else if (mark) {
      if (mark.numbered) this.pieces.push({ kind: "numbered", depth: mark.depth, text, stands });
      else this.pieces.push({ kind: "item", depth: mark.depth - 1, mark: mark.text, text });
    } else if (found?.kind === "number" && words) {
      const depth = found.parts > 1 ? found.parts : Math.max(1, this.wordLevel);
      this.pieces.push({ kind: "numbered", depth, text: words, stands });
    } else if (found && words) {
      this.pieces.push({ kind: "item", depth: Math.max(0, this.wordLevel - 1), mark: found.mark, text: words });
    } else this.pieces.push({ kind: "paragraph", text });
  }
}
