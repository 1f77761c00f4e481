/**
 * The lines of a YAML text: which belong to which key or item, by their indents. A line that can't be read is reported at
 * its place and costs itself only: what follows is read by its own indent. Never throws.
 */
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
export function readBlocks(text: string): { root: YamlNode | undefined; problems: readonly YamlProblem[] } {
  const lines = linesOf(text);
  const problems: YamlProblem[] = [];
  const source: YamlSource = {
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
  /** The line being read. */
  let i = 0;
  let depth = 0;
  /** The last line whose indent was found wanting, to say it once. */
  let blamed = -1;
  const documents = { begun: false, keys: new Set<string>() };

  let root: YamlNode | undefined;
  for (let line = next(); line; line = next()) {
    if (!root) root = block(line.from, -1);
    else {
      if (dashAt(line, line.from) !== (root.kind === "list"))
        blame(line, "Эта строка не на своём месте: проверьте отступ и дефис в её начале.");
      const more = block(line.from, -1);
      root = joined(root, more);
    }
  }
  return { root, problems: problems.sort(byPlace) };

  /** The next line with something on it; marks between documents are dealt with here. */
  function next(): YamlLine | undefined {
    for (; i < lines.length; i++) {
      const line = lines[i]!;
      if (line.empty) continue;
      if (line.from === line.start && /^(?:---|\.\.\.)(?:\s|$)/.test(text.slice(line.from, line.from + 4))) {
        if (!mark(line)) i = lines.length;
        continue;
      }
      if (!documents.begun && line.from === line.start && text[line.from] === "%") continue;
      documents.begun = true;
      tabs(line);
      return line;
    }
    return undefined;
  }

  /** `---` and `...`: before the first line and behind the last they are usual. False when what follows is another document. */
  function mark(line: YamlLine): boolean {
    const rest = lines.slice(i + 1, i + 200).find(l => !l.empty);
    if (!documents.begun) {
      documents.begun = true;
      if (line.to > line.from + 3) source.report(line.from + 3, line.to, "После «---» начинают новую строку.");
      return true;
    }
    if (!rest) {
      if (text.startsWith("---", line.from))
        source.report(line.from, line.to, "В этом файле строка «---» не нужна: уберите её.", removal(line));
      return true;
    }
    source.report(
      line.from,
      line.to,
      "В файле один документ: уберите строку «---», а второй документ перенесите в свой файл.",
      removal(line),
    );
    const key = keyAt(rest, rest.from);
    return !key || !documents.keys.has(key.name);
  }

  function removal(line: YamlLine) {
    const following = lines[i + 1];
    return { from: line.start, to: following ? following.start : line.to, title: "Убрать строку", insert: "" };
  }

  /** Tabs and hard blanks before a line; a run of such lines is one slip. */
  function tabs(line: YamlLine): void {
    const at = oddIndent(line);
    if (at < 0 || blamed === i) return;
    blamed = i;
    const above = lines[i - 1];
    if (above && !above.empty && oddIndent(above) >= 0) return;
    let insert = "";
    let to = line.start;
    for (let j = i; j < lines.length && (j === i || (!lines[j]!.empty && oddIndent(lines[j]!) >= 0)); j++) {
      insert += text.slice(to, lines[j]!.start) + " ".repeat(lines[j]!.indent);
      to = lines[j]!.from;
    }
    source.report(
      line.start + at,
      line.from,
      text[line.start + at] === "\t"
        ? "Отступ сделан клавишей Tab: поставьте вместо неё пробелы, по два на каждый уровень."
        : "Отступ сделан неразрывными пробелами: нужны обычные.",
      { from: line.start, to, title: "Заменить отступ пробелами", insert },
    );
  }

  function oddIndent(line: YamlLine): number {
    return text.slice(line.start, line.from).search(/[^ ]/);
  }

  function blame(line: YamlLine, message: string): void {
    if (blamed === i) return;
    blamed = i;
    source.report(line.from, withoutComment(text, line.from, line.to).to, message);
  }

  function column(pos: number): number {
    const line = lines[i]!;
    return line.indent + (pos - line.from);
  }

  /** What begins at `pos` of the current line; lines with an indent over `floor` belong to it. */
  function block(pos: number, floor: number): YamlNode {
    const line = lines[i]!;
    if (++depth > DEEPEST) {
      source.report(pos, line.to, "Слишком глубокая вложенность.");
      i++;
      depth--;
      return scalar(pos, line.to, "");
    }
    const node =
      dashAt(line, pos) || gluedDash(line, pos, floor)
        ? list(pos, floor)
        : keyAt(line, pos) || keysFollow(pos, floor)
          ? map(pos, floor)
          : value(pos, floor);
    depth--;
    return node;
  }

  /** A first line without its colon: the lines below at its column have theirs. */
  function keysFollow(pos: number, floor: number): boolean {
    if (/["'[{|>]/.test(text[pos]!)) return false;
    const col = column(pos);
    for (let j = i + 1; j < lines.length; j++) {
      const line = lines[j]!;
      if (line.empty) continue;
      if (line.indent <= floor) return false;
      if (line.indent === col) return keyAt(line, line.from) !== undefined || (glued(i, pos) && glued(j, line.from));
    }
    return false;
  }

  function glued(j: number, pos: number): boolean {
    return GLUED.test(text.slice(pos, lines[j]!.to));
  }

  function map(pos: number, floor: number): YamlNode {
    let col = column(pos);
    const entries: YamlEntry[] = [];
    const keys = new Set<string>();
    let end = entry(pos, col, entries, keys);
    for (let line = next(); line && line.indent > floor; line = next()) {
      if (dashAt(line, line.from)) {
        if (line.indent <= col) break;
        blame(line, "Пункт списка стоит не на своём месте: проверьте отступ.");
        const stray = list(line.from, col);
        const last = entries.pop();
        if (last) entries.push({ ...last, value: last.value ? joined(last.value, stray) : stray });
        end = stray.to;
        continue;
      }
      if (line.indent !== col) blame(line, badIndent);
      // Of two columns the left one is more likely meant.
      col = Math.min(col, line.indent);
      end = entry(line.from, col, entries, keys);
    }
    return { kind: "map", from: pos, to: end, entries, flow: false };
  }

  /** Reads a key with its value, or a line that has no colon; gives where it ends. */
  function entry(pos: number, col: number, entries: YamlEntry[], keys: Set<string>): number {
    const line = lines[i]!;
    const key = keyAt(line, pos) ?? gluedKey(line, pos);
    if (!key) {
      const { to } = withoutComment(text, pos, line.to);
      if (blamed !== i) source.report(pos, to, noColon(text.slice(pos, to)));
      i++;
      entries.push({ key: text.slice(pos, to), from: pos, to, value: undefined });
      return to;
    }
    // The next document is known by its first key.
    if (col === 0 && documents.keys.size < 100) documents.keys.add(key.name);
    const at = skipBlanks(key.after, line.to);
    let read: YamlNode;
    const label = "&!".includes(text[at] ?? " ") && deeperFollows(col) ? LABEL.exec(text.slice(at, line.to)) : null;
    if (label) plainValue(source, at, at + label[1]!.length);
    if (at >= line.to || text[at] === "#" || label) {
      i++;
      const below = next();
      read =
        below && (below.indent > col || (below.indent === col && dashAt(below, below.from)))
          ? block(below.from, col)
          : scalar(key.to + 1, key.to + 1, "");
    } else read = value(at, col);
    if (newKey(source, keys, key)) entries.push({ key: key.name, from: key.from, to: key.to, value: read });
    return Math.max(read.to, key.after);
  }

  function deeperFollows(col: number): boolean {
    for (let j = i + 1; j < lines.length; j++) if (!lines[j]!.empty) return lines[j]!.indent > col;
    return false;
  }

  function list(pos: number, floor: number): YamlNode {
    let col = column(pos);
    const items: YamlNode[] = [];
    let end = item(pos, col, items);
    // Items may stand right under their key: then its column is their own.
    for (
      let line = next();
      line && (line.indent > floor || (col === floor && line.indent === col && dashAt(line, line.from)));
      line = next()
    ) {
      if (dashAt(line, line.from) || (text[line.from] === "-" && line.indent === col)) {
        if (line.indent !== col) blame(line, badIndent);
        col = Math.min(col, line.indent);
        end = item(line.from, col, items);
        continue;
      }
      if (floor < 0 && line.indent <= col) break;
      const last = items.at(-1);
      if (keyAt(line, line.from) && last?.kind === "map" && !last.flow) {
        blame(line, "Неверный отступ: ключи одной строки списка начинаются в одном столбце.");
        const more = map(line.from, line.indent - 1);
        items[items.length - 1] = joined(last, more);
        end = more.to;
      } else {
        const { to } = withoutComment(text, line.from, line.to);
        blame(line, "Строка списка начинается с дефиса и пробела: «- ».");
        items.push(scalar(line.from, to, text.slice(line.from, to)));
        end = to;
        i++;
      }
    }
    return { kind: "list", from: pos, to: end, items, flow: false };
  }

  function item(pos: number, col: number, items: YamlNode[]): number {
    const line = lines[i]!;
    let at = pos + 1;
    if (text[pos] !== "-") {
      source.report(pos, pos + 1, "Строка списка начинается с дефиса «-», а не с тире.", {
        from: pos,
        to: pos + 1,
        title: "Поставить дефис",
        insert: "-",
      });
    } else if (at < line.to && !isBlank(text[at])) {
      source.report(pos, pos + 1, "После дефиса нужен пробел: «- ».", {
        from: pos,
        to: pos + 1,
        title: "Поставить пробел",
        insert: "- ",
      });
      // Its keys stand where they would with the blank.
      lines[i] = { ...line, indent: line.indent + 1 };
    }
    at = skipBlanks(at, line.to);
    let read: YamlNode;
    if (at >= line.to || text[at] === "#") {
      i++;
      const below = next();
      read = below && below.indent > col ? block(below.from, col) : scalar(pos + 1, pos + 1, "");
    } else read = block(at, col);
    items.push(read);
    return Math.max(read.to, pos + 1);
  }

  /** A scalar or a bracket that begins at `pos`; goes on over lines with an indent over `floor`. */
  function value(pos: number, floor: number): YamlNode {
    const line = lines[i]!;
    const c = text[pos]!;
    if (c === "|" || c === ">") {
      let last = i;
      for (let j = i + 1; j < lines.length; j++) {
        const l = lines[j]!;
        if (l.from >= l.to) continue;
        if (l.indent <= floor) break;
        last = j;
      }
      i = last + 1;
      return blockText(source, pos, lines[last]!.to, Math.max(floor, 0));
    }
    if (c === "[" || c === "{") return bracket(pos, floor);
    if (c === '"' || c === "'") return quote(pos, floor);
    const first = withoutComment(text, pos, line.to);
    i++;
    const parts = [text.slice(pos, first.to)];
    let { to } = first;
    // A plain text goes on in deeper lines, unless they look like keys or items: then their indent is wrong.
    if (first.to === line.to || /^\s*$/.test(text.slice(first.to, line.to))) {
      for (let j = i; j < lines.length; j++) {
        const l = lines[j]!;
        if (l.from >= l.to) {
          parts.push("");
          continue;
        }
        if (l.empty || l.indent <= floor || keyAt(l, l.from) || dashAt(l, l.from)) break;
        const rest = withoutComment(text, l.from, l.to);
        parts.push(text.slice(l.from, rest.to));
        to = rest.to;
        i = j + 1;
        if (rest.to < l.to && text.slice(rest.to, l.to).includes("#")) break;
      }
    }
    const head = plainValue(source, pos, first.to);
    return to === first.to ? head : scalar(pos, to, folded(parts));
  }

  function quote(pos: number, floor: number): YamlNode {
    // The quote may close in a line below; a key or an item there says that it was forgotten.
    let last = i;
    for (let j = i + 1; j < lines.length; j++) {
      const l = lines[j]!;
      if (l.from < l.to && (l.indent <= floor || keyAt(l, l.from) || dashAt(l, l.from))) break;
      last = j;
    }
    const line = lines[i]!;
    i++;
    const read = quotedValue(source, pos, lines[last]!.to);
    if (!read) return unclosedQuote(source, pos, trimmedEnd(pos, line.to));
    while (lines[i] && lines[i]!.start < read.at) i++;
    const rest = withoutComment(text, read.at, lines[i - 1]!.to);
    return rest.to > skipBlanks(read.at, rest.to) ? textBehindQuote(source, pos, rest.to) : read.node;
  }

  function bracket(pos: number, floor: number): YamlNode {
    // The brackets may close in a line below; a line that can't be inside them ends the search.
    let last = i;
    let open = 0;
    for (let j = i; j < lines.length; j++) {
      const l = lines[j]!;
      // Brackets may stand under their key.
      const outside = l.indent < floor || (l.indent === floor && !/[{}[\]]/.test(text[l.from] ?? ""));
      if (j > i && l.from < l.to && (outside || dashAt(l, l.from))) break;
      open = openAfter(j === i ? pos : l.start, l.to, open);
      last = j;
      if (open <= 0) break;
    }
    if (open > 0) last = openLines(floor);
    const end = lines[last]!.to;
    const read = flowValue(source, pos, end);
    i = last + 1;
    if (!read.closed) return read.node;
    const rest = withoutComment(text, read.at, end);
    const extra = skipBlanks(read.at, rest.to);
    if (extra < rest.to) {
      source.report(
        extra,
        rest.to,
        /^[}\]]+$/.test(text.slice(extra, rest.to))
          ? `Лишняя скобка «${text[extra]!}».`
          : "После закрывающей скобки стоит лишний текст: возьмите значение в кавычки.",
      );
    }
    return read.node;
  }

  /** The last line of brackets that never close: while a line ends with a comma or a bracket, the deeper one below goes on. */
  function openLines(floor: number): number {
    let j = i;
    while (
      j + 1 < lines.length &&
      /[,[{]$/.test(text.slice(lines[j]!.start, withoutComment(text, lines[j]!.start, lines[j]!.to).to)) &&
      lines[j + 1]!.indent > floor &&
      !lines[j + 1]!.empty &&
      !dashAt(lines[j + 1]!, lines[j + 1]!.from)
    )
      j++;
    return j;
  }

  /** How many brackets are open behind `to` when `open` were before `from`; stops at the last to close. */
  function openAfter(from: number, to: number, open: number): number {
    for (let at = from; at < to; at++) {
      const c = text[at]!;
      if ((c === '"' || c === "'") && /[\s,:[{]/.test(text[at - 1] ?? " ")) {
        at = closing(text, at, to) ?? at;
      } else if (c === "{" || c === "[") open++;
      else if ((c === "}" || c === "]") && --open <= 0) return 0;
    }
    return open;
  }

  /** «- », a lone dash, a dash glued to a key, or a typographic dash in its place. */
  function dashAt(line: YamlLine, pos: number): boolean {
    const c = text[pos];
    const after = text[pos + 1];
    if (c === "-") {
      if (pos + 1 >= line.to || isBlank(after)) return true;
      return pos === line.from && /[\p{L}{["'«]/u.test(after ?? "") && keyAt(line, pos) !== undefined;
    }
    return (c === "–" || c === "—") && pos === line.from && isBlank(after);
  }

  /** «-план» on a line of its own under a key. */
  function gluedDash(line: YamlLine, pos: number, floor: number): boolean {
    return floor >= 0 && pos === line.from && /^-[\p{L}«]/u.test(text.slice(pos, pos + 2));
  }

  function keyAt(line: YamlLine, pos: number): BlockKey | undefined {
    const first = text[pos];
    if (pos >= line.to || first === undefined) return undefined;
    // Search the line alone: the text may be long.
    const words = text.slice(pos, line.to);
    if (first === '"' || first === "'") {
      const close = words.indexOf(first, 1);
      if (close < 0) return undefined;
      const colon = skipBlanks(pos + close + 1, line.to);
      if (text[colon] !== ":" || !(colon + 1 >= line.to || isBlank(text[colon + 1]))) return undefined;
      return { name: words.slice(1, close), from: pos, to: pos + close + 1, after: colon + 1 };
    }
    if ("[]{}#&*!|>%@`,".includes(first) || (first === "?" && isBlank(text[pos + 1]))) return undefined;
    for (let at = words.indexOf(":"); at >= 0; at = words.indexOf(":", at + 1)) {
      if (at + 1 < words.length && !isBlank(words[at + 1])) continue;
      if (words.slice(0, at).includes(" #")) return undefined;
      const to = trimmedEnd(pos, pos + at);
      return { name: text.slice(pos, to), from: pos, to, after: pos + at + 1 };
    }
    return undefined;
  }

  function gluedKey(line: YamlLine, pos: number): BlockKey | undefined {
    const glued = GLUED.exec(text.slice(pos, line.to));
    if (!glued) return undefined;
    const to = pos + glued[1]!.length;
    missingBlank(source, to, text);
    const hard = /[\u00a0\u2000-\u200a\u202f\u3000]/.test(text[to + 1] ?? "");
    return { name: glued[1]!, from: pos, to, after: to + (hard ? 2 : 1) };
  }

  function skipBlanks(at: number, end: number): number {
    while (at < end && isBlank(text[at])) at++;
    return at;
  }

  function trimmedEnd(from: number, to: number): number {
    while (to > from && isBlank(text[to - 1])) to--;
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
