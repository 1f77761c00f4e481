/**
 * The lines of a YAML text: which belong to which key or item, by their indents. A line that can't be read is reported at
 * its place and costs itself only: what follows is read by its own indent. Never throws.
 */

import { composed } from "../russian/invisible";
import { byPlace } from "./span";
import {
  blockText,
  closing,
  flowValue,
  GLUED,
  isBlank,
  missingBlank,
  newKey,
  plainProblem,
  plainValue,
  quotedValue,
  scalar,
  textBehindQuote,
  unclosedQuote,
  withoutComment,
  type YamlEntry,
  type YamlNode,
  type YamlProblem,
  type YamlSource,
} from "./yaml-values";

interface YamlLine {
  readonly start: number;
  /** First sign that isn't a blank. */
  readonly from: number;
  /** Before the line break. */
  readonly to: number;
  /** Columns before `from`; a tab counts for two. */
  readonly indent: number;
  /** Blank, or nothing but a comment. */
  readonly empty: boolean;
}

/** Nesting deeper than this is no document of ours; the reader is recursive. */
const DEEPEST = 100;

/** The tree of a text; undefined when nothing is written. Offsets are those of `text`. */
export const readBlocks = (text: string): { root: YamlNode | undefined; problems: readonly YamlProblem[] } =>
  new BlockReader(text).read();

class BlockReader {
  readonly #text: string;
  readonly #lines: YamlLine[];
  readonly #problems: YamlProblem[] = [];
  readonly #source: YamlSource;
  /** Index of the line being read. */
  #index = 0;
  #depth = 0;
  /** The last line whose indent was reported, so that it is reported once. */
  #blamed = -1;
  readonly #documents = { begun: false, keys: new Set<string>() };

  constructor(text: string) {
    this.#text = text;
    this.#lines = linesOf(text);
    const problems = this.#problems;
    this.#source = {
      text,
      report(from, to, message, fix, guessedTo) {
        problems.push({
          from,
          to: Math.max(to, from),
          message,
          ...(fix ? { fix } : {}),
          ...(guessedTo !== undefined ? { guessedTo } : {}),
        });
      },
    };
  }

  read(): { root: YamlNode | undefined; problems: readonly YamlProblem[] } {
    let root: YamlNode | undefined;
    for (let line = this.#next(); line; line = this.#next()) {
      if (!root) root = this.#block(line.from, -1);
      else {
        if (this.#dashAt(line, line.from) !== (root.kind === "list"))
          this.#blame(line, "Эта строка не на своём месте: проверьте отступ и дефис в её начале.");
        const more = this.#block(line.from, -1);
        root = joined(root, more);
      }
    }
    return { root, problems: this.#problems.sort(byPlace) };
  }

  /** The next line with something on it; marks between documents are handled here. */
  #next(): YamlLine | undefined {
    for (; this.#index < this.#lines.length; this.#index++) {
      const line = this.#lines[this.#index]!;
      if (line.empty) continue;
      if (line.from === line.start && /^(?:---|\.\.\.)(?:\s|$)/.test(this.#text.slice(line.from, line.from + 4))) {
        if (!this.#mark(line)) this.#index = this.#lines.length;
        continue;
      }
      if (!this.#documents.begun && line.from === line.start && this.#text[line.from] === "%") continue;
      this.#documents.begun = true;
      this.#tabs(line);
      return line;
    }
    return undefined;
  }

  /** `---` and `...`: before the first line and behind the last they are usual. False when what follows is another document. */
  #mark(line: YamlLine): boolean {
    const rest = this.#lines.slice(this.#index + 1, this.#index + 200).find(l => !l.empty);
    if (!this.#documents.begun) {
      this.#documents.begun = true;
      if (line.to > line.from + 3) this.#source.report(line.from + 3, line.to, "После «---» начинают новую строку.");
      return true;
    }
    if (!rest) {
      if (this.#text.startsWith("---", line.from))
        this.#source.report(line.from, line.to, "В этом файле строка «---» не нужна: уберите её.", this.#removal(line));
      return true;
    }
    this.#source.report(
      line.from,
      line.to,
      "В файле один документ: уберите строку «---», а второй документ перенесите в свой файл.",
      this.#removal(line),
    );
    const key = this.#keyAt(rest, rest.from);
    return !key || !this.#documents.keys.has(key.name);
  }

  #removal(line: YamlLine) {
    const following = this.#lines[this.#index + 1];
    return { from: line.start, to: following ? following.start : line.to, title: "Убрать строку", insert: "" };
  }

  /** Tabs and hard blanks before a line; a run of such lines is one slip. */
  #tabs(line: YamlLine): void {
    const at = this.#oddIndent(line);
    if (at < 0 || this.#blamed === this.#index) return;
    this.#blamed = this.#index;
    const above = this.#lines[this.#index - 1];
    if (above && !above.empty && this.#oddIndent(above) >= 0) return;
    let insert = "";
    let to = line.start;
    for (
      let j = this.#index;
      j < this.#lines.length &&
      (j === this.#index || (!this.#lines[j]!.empty && this.#oddIndent(this.#lines[j]!) >= 0));
      j++
    ) {
      insert += this.#text.slice(to, this.#lines[j]!.start) + " ".repeat(this.#lines[j]!.indent);
      to = this.#lines[j]!.from;
    }
    this.#source.report(
      line.start + at,
      line.from,
      this.#text[line.start + at] === "\t"
        ? "Отступ сделан клавишей Tab: поставьте вместо неё пробелы, по два на каждый уровень."
        : "Отступ сделан неразрывными пробелами: нужны обычные.",
      { from: line.start, to, title: "Заменить отступ пробелами", insert },
    );
  }

  #oddIndent(line: YamlLine): number {
    return this.#text.slice(line.start, line.from).search(/[^ ]/);
  }

  #blame(line: YamlLine, message: string): void {
    if (this.#blamed === this.#index) return;
    this.#blamed = this.#index;
    this.#source.report(line.from, withoutComment(this.#text, line.from, line.to).to, message);
  }

  #column(pos: number): number {
    const line = this.#lines[this.#index]!;
    return line.indent + (pos - line.from);
  }

  /** What begins at `pos` of the current line; lines with an indent over `floor` belong to it. */
  #block(pos: number, floor: number): YamlNode {
    const line = this.#lines[this.#index]!;
    if (++this.#depth > DEEPEST) {
      this.#source.report(pos, line.to, "Слишком глубокая вложенность.");
      this.#index++;
      this.#depth--;
      return scalar(pos, line.to, "");
    }
    const node =
      this.#dashAt(line, pos) || this.#gluedDash(line, pos, floor)
        ? this.#list(pos, floor)
        : this.#keyAt(line, pos) || this.#keysFollow(pos, floor)
          ? this.#map(pos, floor)
          : this.#value(pos, floor);
    this.#depth--;
    return node;
  }

  /** A first line without its colon: the lines below at its column have theirs. */
  #keysFollow(pos: number, floor: number): boolean {
    if (/["'[{|>]/.test(this.#text[pos]!)) return false;
    const col = this.#column(pos);
    for (let j = this.#index + 1; j < this.#lines.length; j++) {
      const line = this.#lines[j]!;
      if (line.empty) continue;
      if (line.indent <= floor) return false;
      if (line.indent === col)
        return (
          this.#keyAt(line, line.from) !== undefined || (this.#glued(this.#index, pos) && this.#glued(j, line.from))
        );
    }
    return false;
  }

  #glued(j: number, pos: number): boolean {
    return GLUED.test(this.#text.slice(pos, this.#lines[j]!.to));
  }

  #map(pos: number, floor: number): YamlNode {
    let col = this.#column(pos);
    const entries: YamlEntry[] = [];
    const keys = new Set<string>();
    let end = this.#entry(pos, col, entries, keys);
    for (let line = this.#next(); line && line.indent > floor; line = this.#next()) {
      if (this.#dashAt(line, line.from)) {
        if (line.indent <= col) break;
        this.#blame(line, "Пункт списка стоит не на своём месте: проверьте отступ.");
        const stray = this.#list(line.from, col);
        const last = entries.pop();
        if (last) entries.push({ ...last, value: last.value ? joined(last.value, stray) : stray });
        end = stray.to;
        continue;
      }
      if (line.indent !== col) this.#blame(line, badIndent);
      // Of two columns the left one is more likely meant.
      col = Math.min(col, line.indent);
      end = this.#entry(line.from, col, entries, keys);
    }
    return { kind: "map", from: pos, to: end, entries, flow: false };
  }

  /** Reads a key with its value, or a line that has no colon; returns where it ends. */
  #entry(pos: number, col: number, entries: YamlEntry[], keys: Set<string>): number {
    const line = this.#lines[this.#index]!;
    const key = this.#keyAt(line, pos) ?? this.#gluedKey(line, pos);
    if (!key) {
      const { to } = withoutComment(this.#text, pos, line.to);
      if (this.#blamed !== this.#index) this.#source.report(pos, to, noColon(this.#text.slice(pos, to)));
      this.#index++;
      entries.push({ key: this.#text.slice(pos, to), from: pos, to, value: undefined });
      return to;
    }
    // The next document is known by its first key.
    if (col === 0 && this.#documents.keys.size < 100) this.#documents.keys.add(key.name);
    const at = this.#skipBlanks(key.after, line.to);
    let read: YamlNode;
    const label =
      "&!".includes(this.#text[at] ?? " ") && this.#deeperFollows(col)
        ? LABEL.exec(this.#text.slice(at, line.to))
        : null;
    if (label) plainValue(this.#source, at, at + label[1]!.length);
    if (at >= line.to || this.#text[at] === "#" || label) {
      this.#index++;
      const below = this.#next();
      read =
        below && (below.indent > col || (below.indent === col && this.#dashAt(below, below.from)))
          ? this.#block(below.from, col)
          : scalar(key.to + 1, key.to + 1, "");
    } else read = this.#value(at, col);
    if (newKey(this.#source, keys, key)) entries.push({ key: key.name, from: key.from, to: key.to, value: read });
    return Math.max(read.to, key.after);
  }

  #deeperFollows(col: number): boolean {
    for (let j = this.#index + 1; j < this.#lines.length; j++)
      if (!this.#lines[j]!.empty) return this.#lines[j]!.indent > col;
    return false;
  }

  #list(pos: number, floor: number): YamlNode {
    let col = this.#column(pos);
    const items: YamlNode[] = [];
    let end = this.#item(pos, col, items);
    // Items may stand right under their key: then its column is their own.
    for (
      let line = this.#next();
      line && (line.indent > floor || (col === floor && line.indent === col && this.#dashAt(line, line.from)));
      line = this.#next()
    ) {
      if (this.#dashAt(line, line.from) || (this.#text[line.from] === "-" && line.indent === col)) {
        if (line.indent !== col) this.#blame(line, badIndent);
        col = Math.min(col, line.indent);
        end = this.#item(line.from, col, items);
        continue;
      }
      if (floor < 0 && line.indent <= col) break;
      const last = items.at(-1);
      if (this.#keyAt(line, line.from) && last?.kind === "map" && !last.flow) {
        this.#blame(line, "Неверный отступ: ключи одной строки списка начинаются в одном столбце.");
        const more = this.#map(line.from, line.indent - 1);
        items[items.length - 1] = joined(last, more);
        end = more.to;
      } else {
        const { to } = withoutComment(this.#text, line.from, line.to);
        this.#blame(line, "Строка списка начинается с дефиса и пробела: «- ».");
        items.push(scalar(line.from, to, this.#text.slice(line.from, to)));
        end = to;
        this.#index++;
      }
    }
    return { kind: "list", from: pos, to: end, items, flow: false };
  }

  #item(pos: number, col: number, items: YamlNode[]): number {
    const line = this.#lines[this.#index]!;
    let at = pos + 1;
    if (this.#text[pos] !== "-") {
      this.#source.report(pos, pos + 1, "Строка списка начинается с дефиса «-», а не с тире.", {
        from: pos,
        to: pos + 1,
        title: "Поставить дефис",
        insert: "-",
      });
    } else if (at < line.to && !isBlank(this.#text[at])) {
      this.#source.report(pos, pos + 1, "После дефиса нужен пробел: «- ».", {
        from: pos,
        to: pos + 1,
        title: "Поставить пробел",
        insert: "- ",
      });
      // Its keys stand where they would with the blank.
      this.#lines[this.#index] = { ...line, indent: line.indent + 1 };
    }
    at = this.#skipBlanks(at, line.to);
    let read: YamlNode;
    if (at >= line.to || this.#text[at] === "#") {
      this.#index++;
      const below = this.#next();
      read = below && below.indent > col ? this.#block(below.from, col) : scalar(pos + 1, pos + 1, "");
    } else read = this.#block(at, col);
    items.push(read);
    return Math.max(read.to, pos + 1);
  }

  /** A scalar or a bracket that begins at `pos`; goes on over lines with an indent over `floor`. */
  #value(pos: number, floor: number): YamlNode {
    const line = this.#lines[this.#index]!;
    const c = this.#text[pos]!;
    if (c === "|" || c === ">") {
      let last = this.#index;
      for (let j = this.#index + 1; j < this.#lines.length; j++) {
        const l = this.#lines[j]!;
        if (l.from >= l.to) continue;
        if (l.indent <= floor) break;
        last = j;
      }
      this.#index = last + 1;
      return blockText(this.#source, pos, this.#lines[last]!.to, Math.max(floor, 0));
    }
    if (c === "[" || c === "{") return this.#bracket(pos, floor);
    if (c === '"' || c === "'") return this.#quote(pos, floor);
    const first = withoutComment(this.#text, pos, line.to);
    this.#index++;
    const parts = [this.#text.slice(pos, first.to)];
    let { to } = first;
    // A plain text goes on in deeper lines, unless they look like keys or items: then their indent is wrong.
    if (first.to === line.to || /^\s*$/.test(this.#text.slice(first.to, line.to))) {
      for (let j = this.#index; j < this.#lines.length; j++) {
        const l = this.#lines[j]!;
        if (l.from >= l.to) {
          parts.push("");
          continue;
        }
        if (l.empty || l.indent <= floor || this.#keyAt(l, l.from) || this.#dashAt(l, l.from)) break;
        const rest = withoutComment(this.#text, l.from, l.to);
        parts.push(this.#text.slice(l.from, rest.to));
        to = rest.to;
        this.#index = j + 1;
        if (rest.to < l.to && this.#text.slice(rest.to, l.to).includes("#")) break;
      }
    }
    const head = plainValue(this.#source, pos, first.to);
    return to === first.to ? head : scalar(pos, to, folded(parts));
  }

  #quote(pos: number, floor: number): YamlNode {
    // The quote may close in a line below; a key or an item there says that it was forgotten.
    let last = this.#index;
    for (let j = this.#index + 1; j < this.#lines.length; j++) {
      const l = this.#lines[j]!;
      if (l.from < l.to && (l.indent <= floor || this.#keyAt(l, l.from) || this.#dashAt(l, l.from))) break;
      last = j;
    }
    const line = this.#lines[this.#index]!;
    this.#index++;
    const read = quotedValue(this.#source, pos, this.#lines[last]!.to);
    if (!read) return unclosedQuote(this.#source, pos, this.#trimmedEnd(pos, line.to));
    while (this.#lines[this.#index] && this.#lines[this.#index]!.start < read.at) this.#index++;
    const rest = withoutComment(this.#text, read.at, this.#lines[this.#index - 1]!.to);
    return rest.to > this.#skipBlanks(read.at, rest.to) ? textBehindQuote(this.#source, pos, rest.to) : read.node;
  }

  #bracket(pos: number, floor: number): YamlNode {
    // The brackets may close in a line below; a line that can't be inside them ends the search.
    let last = this.#index;
    let open = 0;
    for (let j = this.#index; j < this.#lines.length; j++) {
      const l = this.#lines[j]!;
      // Brackets may stand under their key.
      const outside = l.indent < floor || (l.indent === floor && !/[{}[\]]/.test(this.#text[l.from] ?? ""));
      if (j > this.#index && l.from < l.to && (outside || this.#dashAt(l, l.from))) break;
      open = this.#openAfter(j === this.#index ? pos : l.start, l.to, open);
      last = j;
      if (open <= 0) break;
    }
    if (open > 0) last = this.#openLines(floor);
    const end = this.#lines[last]!.to;
    const read = flowValue(this.#source, pos, end);
    this.#index = last + 1;
    if (!read.closed) return read.node;
    const rest = withoutComment(this.#text, read.at, end);
    const extra = this.#skipBlanks(read.at, rest.to);
    if (extra < rest.to) {
      this.#source.report(
        extra,
        rest.to,
        /^[}\]]+$/.test(this.#text.slice(extra, rest.to))
          ? `Лишняя скобка «${this.#text[extra]!}».`
          : "После закрывающей скобки стоит лишний текст: возьмите значение в кавычки.",
      );
    }
    return read.node;
  }

  /** The last line of brackets that never close: while a line ends with a comma or a bracket, the deeper one below goes on. */
  #openLines(floor: number): number {
    let j = this.#index;
    while (
      j + 1 < this.#lines.length &&
      /[,[{]$/.test(
        this.#text.slice(
          this.#lines[j]!.start,
          withoutComment(this.#text, this.#lines[j]!.start, this.#lines[j]!.to).to,
        ),
      ) &&
      this.#lines[j + 1]!.indent > floor &&
      !this.#lines[j + 1]!.empty &&
      !this.#dashAt(this.#lines[j + 1]!, this.#lines[j + 1]!.from)
    )
      j++;
    return j;
  }

  /** How many brackets are open behind `to` when `open` were before `from`; stops at the last to close. */
  #openAfter(from: number, to: number, open: number): number {
    for (let at = from; at < to; at++) {
      const c = this.#text[at]!;
      if ((c === '"' || c === "'") && /[\s,:[{]/.test(this.#text[at - 1] ?? " ")) {
        at = closing(this.#text, at, to) ?? at;
      } else if (c === "{" || c === "[") open++;
      else if ((c === "}" || c === "]") && --open <= 0) return 0;
    }
    return open;
  }

  /** «- », a lone dash, a dash glued to a key, or a typographic dash in its place. */
  #dashAt(line: YamlLine, pos: number): boolean {
    const c = this.#text[pos];
    const after = this.#text[pos + 1];
    if (c === "-") {
      if (pos + 1 >= line.to || isBlank(after)) return true;
      return pos === line.from && /[\p{L}{["'«]/u.test(after ?? "") && this.#keyAt(line, pos) !== undefined;
    }
    return (c === "–" || c === "—") && pos === line.from && isBlank(after);
  }

  /** «-план» on a line of its own under a key. */
  #gluedDash(line: YamlLine, pos: number, floor: number): boolean {
    return floor >= 0 && pos === line.from && /^-[\p{L}«]/u.test(this.#text.slice(pos, pos + 2));
  }

  #keyAt(line: YamlLine, pos: number): BlockKey | undefined {
    const first = this.#text[pos];
    if (pos >= line.to || first === undefined) return undefined;
    // Search the line alone: the text may be long.
    const words = this.#text.slice(pos, line.to);
    if (first === '"' || first === "'") {
      const close = words.indexOf(first, 1);
      if (close < 0) return undefined;
      const colon = this.#skipBlanks(pos + close + 1, line.to);
      if (this.#text[colon] !== ":" || !(colon + 1 >= line.to || isBlank(this.#text[colon + 1]))) return undefined;
      return { name: composed(words.slice(1, close)), from: pos, to: pos + close + 1, after: colon + 1 };
    }
    if ("[]{}#&*!|>%@`,".includes(first) || (first === "?" && isBlank(this.#text[pos + 1]))) return undefined;
    for (let at = words.indexOf(":"); at >= 0; at = words.indexOf(":", at + 1)) {
      if (at + 1 < words.length && !isBlank(words[at + 1])) continue;
      if (words.slice(0, at).includes(" #")) return undefined;
      const to = this.#trimmedEnd(pos, pos + at);
      return { name: composed(this.#text.slice(pos, to)), from: pos, to, after: pos + at + 1 };
    }
    return undefined;
  }

  #gluedKey(line: YamlLine, pos: number): BlockKey | undefined {
    const glued = GLUED.exec(this.#text.slice(pos, line.to));
    if (!glued) return undefined;
    const to = pos + glued[1]!.length;
    missingBlank(this.#source, to, this.#text);
    const hard = /[\u00a0\u2000-\u200a\u202f\u3000]/.test(this.#text[to + 1] ?? "");
    return { name: composed(glued[1]!), from: pos, to, after: to + (hard ? 2 : 1) };
  }

  #skipBlanks(at: number, end: number): number {
    while (at < end && isBlank(this.#text[at])) at++;
    return at;
  }

  #trimmedEnd(from: number, to: number): number {
    while (to > from && isBlank(this.#text[to - 1])) to--;
    return to;
  }
}

interface BlockKey {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Behind the colon. */
  readonly after: number;
}

/** `&имя`, `!тип` before a list or keys in the lines below. */
const LABEL = /^([&!]\S*)\s*$/;

const badIndent = "Неверный отступ: выровняйте строку с соседними ключами или сдвиньте её на два пробела внутрь.";

function noColon(text: string): string {
  if (/^\?(?:\s|$)/.test(text)) return "Ключ со знаком «?» здесь не читается: запишите «ключ: значение».";
  return plainProblem(text) ?? "После названия ключа нужно двоеточие с пробелом: «ключ: значение».";
}

/** Two pieces of one value that a slip has torn: lists and maps are put together, of others the first stays. */
function joined(a: YamlNode, b: YamlNode): YamlNode {
  const to = Math.max(a.to, b.to);
  if (a.kind === "list" && b.kind === "list") return { ...a, items: [...a.items, ...b.items], to };
  if (a.kind === "map" && b.kind === "map") {
    const known = new Set(a.entries.map(e => e.key));
    return { ...a, entries: [...a.entries, ...b.entries.filter(e => !known.has(e.key))], to };
  }
  return a.kind === "scalar" && a.text === "" ? b : a;
}

/** Lines of a plain text: a break is a blank, an empty line a break. */
function folded(parts: readonly string[]): string {
  while (parts.at(-1) === "") parts = parts.slice(0, -1);
  let text = parts[0]!;
  let empty = 0;
  for (const part of parts.slice(1)) {
    if (part === "") empty++;
    else {
      text += (empty ? "\n".repeat(empty) : " ") + part;
      empty = 0;
    }
  }
  return text;
}

function linesOf(text: string): YamlLine[] {
  const lines: YamlLine[] = [];
  let start = text.startsWith("\ufeff") ? 1 : 0;
  while (start < text.length) {
    let to = start;
    while (to < text.length && text[to] !== "\n" && text[to] !== "\r") to++;
    let from = start;
    let indent = 0;
    for (; from < to; from++) {
      const c = text[from]!;
      if (c === " ") indent++;
      else if (c === "\t") indent += 2;
      else if (/[\u00a0\u2000-\u200a\u202f\u3000]/.test(c)) indent++;
      else break;
    }
    lines.push({ start, from, to, indent, empty: from >= to || text[from] === "#" });
    start = to + (text[to] === "\r" && text[to + 1] === "\n" ? 2 : 1);
  }
  return lines;
}
