/**
 * Values of YAML: scalars and what stands in brackets. Slips that Russian texts are full of (a colon or a quote inside a
 * value, a forgotten bracket) are reported where they are, and the value is read as it was meant.
 */

import { isScalar, parseDocument } from "yaml";
import { composed } from "../russian/invisible";
import type { Edit } from "./edits";
import type { Span } from "./span";

export type YamlNode = YamlScalar | YamlList | YamlMap;
export interface YamlScalar extends Span {
  readonly kind: "scalar";
  readonly text: string;
}
interface YamlList extends Span {
  readonly kind: "list";
  readonly items: readonly YamlNode[];
  /** Written in brackets. */
  readonly flow: boolean;
}
interface YamlMap extends Span {
  readonly kind: "map";
  readonly entries: readonly YamlEntry[];
  /** Written in braces. */
  readonly flow: boolean;
}
/** The span is the key's. */
export interface YamlEntry extends Span {
  readonly key: string;
  /** undefined while the colon isn't written. */
  readonly value: YamlNode | undefined;
}

export interface YamlFix extends Edit {
  readonly title: string;
  /** A guess: needs a look. */
  readonly ask?: true;
}
export interface YamlProblem extends Span {
  readonly message: string;
  readonly fix?: YamlFix;
  /** Up to here the value is read by guess; up to `to` when absent. */
  readonly guessedTo?: number;
}

/** What is read, and where problems go. Offsets are those of `text`. */
export interface YamlSource {
  readonly text: string;
  report(from: number, to: number, message: string, fix?: YamlFix, guessedTo?: number): void;
}

export const scalar = (from: number, to: number, text: string): YamlScalar => ({
  kind: "scalar",
  from,
  to,
  text: composed(text),
});

/** A value read up to `at`. */
interface Read {
  readonly node: YamlNode;
  readonly at: number;
  /** It never closes and has taken all the rest. */
  readonly cut?: boolean;
}

/** The text between `from` and `to` without the comment at its end; `to` of the result is behind the last word. */
export function withoutComment(text: string, from: number, to: number): Span {
  let end = to;
  for (let at = from; at < to; at++) {
    if (text[at] === "#" && (at === from || isBlank(text[at - 1]!))) {
      end = at;
      break;
    }
  }
  while (end > from && isBlank(text[end - 1]!)) end--;
  return { from, to: end };
}

export const isBlank = (c: string | undefined): boolean => c === " " || c === "\t";

/** A plain value on its own; `to` is behind its last word. */
export function plainValue(source: YamlSource, from: number, to: number): YamlScalar {
  const { text } = source;
  const value = text.slice(from, to);
  const problem = plainProblem(value);
  if (problem) source.report(from, to, problem, quoting(from, to, value));
  return scalar(from, to, value);
}

/** Why a plain text isn't a value of YAML; undefined when it is. */
export function plainProblem(value: string): string | undefined {
  const first = value[0]!;
  if ("%@`".includes(first)) return `Значение не может начинаться со знака «${first}»: возьмите его в кавычки.`;
  if ("&*".includes(first)) return `Знак «${first}» в начале значения – служебный: возьмите значение в кавычки.`;
  if (first === "!") return "Значение не может начинаться с восклицательного знака: возьмите его в кавычки.";
  if (/^[-?:](?:[ \t]|$)/.test(value)) {
    return first === "-"
      ? "Список с дефисами начинают с новой строки, с отступом; если дефис – часть текста, возьмите значение в кавычки."
      : `Значение не может начинаться со знака «${first}»: возьмите его в кавычки.`;
  }
  if (",]}".includes(first)) return `Здесь лишний знак «${first}»: уберите его или возьмите значение в кавычки.`;
  if (/:(?:\s|$)/.test(value)) return "Двоеточие внутри значения: возьмите значение в кавычки.";
  return undefined;
}

/** A value in quotes that opens at `from`; undefined when it doesn't close before `end`. */
export function quotedValue(source: YamlSource, from: number, end: number): Read | undefined {
  const { text } = source;
  const close = closing(text, from, end);
  if (close === undefined) return undefined;
  const raw = text.slice(from + 1, close);
  const mark = text[from]!;
  let value = raw;
  if (/[\r\n]/.test(raw) || (mark === '"' && raw.includes("\\"))) {
    const read = decoded(text.slice(from, close + 1));
    if (read === undefined)
      source.report(
        from,
        close + 1,
        "Обратная черта в двойных кавычках – служебный знак: возьмите значение в одинарные кавычки.",
        { from, to: close + 1, title: "Взять в одинарные кавычки", insert: `'${raw.replaceAll("'", "''")}'` },
      );
    else value = read;
  } else if (mark === "'") value = raw.replaceAll("''", "'");
  return { node: scalar(from, close + 1, value), at: close + 1 };
}

/** Where the quote that opens at `from` closes. */
export function closing(text: string, from: number, end: number): number | undefined {
  const mark = text[from]!;
  for (let at = from + 1; at < end; at++) {
    if (mark === '"' && text[at] === "\\") at++;
    else if (text[at] === mark) {
      if (mark === "'" && text[at + 1] === "'") at++;
      else return at;
    }
  }
  return undefined;
}

/** A quote that never closes: the rest of its line is the value. */
export function unclosedQuote(source: YamlSource, from: number, to: number): YamlScalar {
  const mark = source.text[from]!;
  const fix: YamlFix = { from: to, to, title: "Закрыть кавычку", insert: mark, ask: true };
  source.report(from, from + 1, `Кавычка открыта и не закрыта: поставьте ${mark} и в конце значения.`, fix, to);
  return scalar(from, to, source.text.slice(from + 1, to).trim());
}

/** Words behind a closing quote: the quotes belong to the text. */
export function textBehindQuote(source: YamlSource, from: number, to: number): YamlScalar {
  const value = source.text.slice(from, to);
  source.report(
    from,
    to,
    "После закрывающей кавычки стоит текст: возьмите в кавычки всё значение, а внутри него поставьте «ёлочки».",
    quoting(from, to, value),
  );
  return scalar(from, to, value);
}

const quoting = (from: number, to: number, value: string): YamlFix => ({
  from,
  to,
  title: "Взять в кавычки",
  insert: quoted(value),
});

/** A block text («|», «>») whose lines reach to `end`; `indent`: columns of the key it belongs to. */
export function blockText(source: YamlSource, from: number, end: number, indent: number): YamlScalar {
  const [head = "", ...lines] = source.text.slice(from, end).split(/\r\n|\n|\r/);
  const body = lines.map(l => l.slice(Math.min(indent, /^ */.exec(l)![0].length)));
  const read = decoded([head, ...body].join("\n"));
  if (read === undefined)
    source.report(from, from + head.length, `После знака «${head[0]!}» текст начинают с новой строки, с отступом.`);
  const written = source.text.slice(from, end).trimEnd().length;
  return scalar(from, from + written, read ?? "");
}

/** What the library makes of one value; undefined when it is none. */
function decoded(value: string): string | undefined {
  const document = parseDocument(`k: ${value}\n`, { schema: "failsafe", prettyErrors: false });
  const node: unknown = document.errors.length ? undefined : document.get("k", true);
  return isScalar(node) ? String(node.value ?? "") : undefined;
}

const CLOSE: Readonly<Record<string, string>> = { "{": "}", "[": "]" };

/**
 * What stands in the brackets that open at `from`; reads on to `end` when they don't close. `outer`: the brackets that are
 * open round them.
 */
export function flowValue(
  source: YamlSource,
  from: number,
  end: number,
  outer = "",
): Read & { readonly closed: boolean } {
  const { text } = source;
  const open = text[from]!;
  const close = CLOSE[open]!;
  const entries: YamlEntry[] = [];
  const items: YamlNode[] = [];
  const built = (to: number): YamlNode =>
    open === "{" ? { kind: "map", from, to, entries, flow: true } : { kind: "list", from, to, items, flow: true };
  const keys = new Set<string>();
  let at = from + 1;
  let comma = true;
  /** Something inside took all the rest and has reported it. */
  let cut = false;
  for (;;) {
    at = skipBlanks(text, at, end);
    if (at >= end) {
      if (!cut) reportUnclosed(source, from, end);
      return { node: built(lastWord(text, from, end)), at: end, closed: false };
    }
    const c = text[at]!;
    if (c === close) return { node: built(at + 1), at: at + 1, closed: true };
    if (c === ",") {
      if (comma) source.report(at, at + 1, "Лишняя запятая.", { from: at, to: at + 1, title: "Убрать", insert: "" });
      comma = true;
      at++;
      continue;
    }
    if (c === "]" || c === "}") {
      if ([...outer].some(o => CLOSE[o] === c)) {
        reportUnclosed(source, from, at);
        return { node: built(lastWord(text, from, at)), at, closed: true };
      }
      source.report(at, at + 1, `Открыта скобка «${open}», а закрыта «${c}»: нужна «${close}».`, {
        from: at,
        to: at + 1,
        title: `Заменить на «${close}»`,
        insert: close,
        ask: true,
      });
      at++;
      if (!text.slice(at, end).includes(close)) return { node: built(at), at, closed: true };
      continue;
    }
    if (!comma) source.report(at, at + 1, "Не хватает запятой перед этим местом.");
    comma = false;
    if (open === "[") {
      const item = flowItem(source, at, end, outer + open);
      items.push(item.node);
      at = item.at;
      cut = item.cut === true;
    } else {
      const read = flowEntry(source, at, end, outer + open, keys);
      if (read.entry) entries.push(read.entry);
      at = read.at;
      cut = read.cut === true;
    }
  }
}

/** The bracket at `from` doesn't close before `end`. */
function reportUnclosed(source: YamlSource, from: number, end: number): void {
  const { text } = source;
  const open = text[from]!;
  const close = CLOSE[open]!;
  const note = hiddenClose(text, from, end, close);
  if (note) {
    source.report(
      note.from,
      note.to,
      `Всё за знаком «#» – заметка, и скобка «${open}» осталась открытой: возьмите значение с «#» в кавычки.`,
    );
    return;
  }
  const last = lastWord(text, from, end);
  const fix: YamlFix = {
    from: last,
    to: last,
    title: `Поставить скобку «${close}»`,
    insert: open === "{" ? " }" : "]",
    ask: true,
  };
  const message = `Скобка «${open}» не закрыта: поставьте «${close}» в конце перечисленного.`;
  source.report(from, from + 1, message, fix, last);
}

/** A comment of the stretch that holds the sign which would close the bracket: «{ номер: #95 }». */
function hiddenClose(text: string, from: number, to: number, close: string): Span | undefined {
  const note = [...text.slice(from, to).matchAll(/(?<=\s)#[^\r\n]*/g)].find(m => m[0].includes(close));
  return note && { from: from + note.index, to: from + note.index + note[0].length };
}

/** Brackets nested deeper than anybody writes are left unread: the reader is recursive. */
const DEEPEST = 100;

function flowEntry(
  source: YamlSource,
  from: number,
  end: number,
  outer: string,
  keys: Set<string>,
): { readonly entry: YamlEntry | undefined; readonly at: number; readonly cut?: boolean } {
  const { text } = source;
  const key = flowKey(source, from, end);
  let at = skipBlanks(text, key.at, end);
  if (text[at] === ":" && at < end) {
    at = skipBlanks(text, at + 1, end);
    const value: Read =
      at >= end || text[at] === "," || text[at] === "}"
        ? { node: scalar(key.to, key.to, ""), at }
        : flowItem(source, at, end, outer);
    const entry = newKey(source, keys, key)
      ? { key: key.name, from: key.from, to: key.to, value: value.node }
      : undefined;
    return { entry, at: value.at, cut: value.cut === true };
  }
  const glued = GLUED.exec(key.name);
  if (glued) {
    const colon = key.from + glued[1]!.length;
    missingBlank(source, colon, text);
    const valueFrom = skipBlanks(text, colon + 1, end);
    return {
      entry: {
        key: glued[1]!,
        from: key.from,
        to: colon,
        value: scalar(valueFrom, key.to, text.slice(valueFrom, key.to)),
      },
      at: key.at,
    };
  }
  source.report(
    key.from,
    key.to,
    `После «${key.name}» нет двоеточия. Запятая внутри { } отделяет следующий ключ: значение с запятой берут в кавычки.`,
  );
  return { entry: { key: key.name, from: key.from, to: key.to, value: undefined }, at: key.at };
}

/** `срок:май`: the key in group 1. */
export const GLUED = /^([\p{L}][\p{L}\d .()«»-]{0,60}):(?=[^ \t\r\n])/u;

/** «срок:май», «срок:май» with a non-breaking space: the colon at `colon` needs a blank behind it. */
export function missingBlank(source: YamlSource, colon: number, text: string): void {
  const hard = /[\u00a0\u2000-\u200a\u202f\u3000]/.test(text[colon + 1] ?? "");
  source.report(
    colon,
    colon + (hard ? 2 : 1),
    hard
      ? "После двоеточия стоит неразрывный пробел: нужен обычный."
      : "После двоеточия нужен пробел: «ключ: значение».",
    { from: colon, to: colon + (hard ? 2 : 1), title: "Поставить пробел", insert: ": " },
  );
}

/** False, with a problem, when the map has the key already. */
export function newKey(source: YamlSource, keys: Set<string>, key: Span & { readonly name: string }): boolean {
  if (key.name === "<<") {
    source.report(key.from, key.to, "Слияние «<<» здесь не действует: запишите все ключи строки.");
    return false;
  }
  if (keys.has(key.name)) {
    source.report(key.from, key.to, `Ключ «${key.name}» уже есть выше: оставьте один.`);
    return false;
  }
  keys.add(key.name);
  return true;
}

interface FlowKey extends Span {
  readonly name: string;
  readonly at: number;
}

function flowKey(source: YamlSource, from: number, end: number): FlowKey {
  const { text } = source;
  if (text[from] === '"' || text[from] === "'") {
    const read = quotedValue(source, from, end);
    if (read?.node.kind === "scalar") return { name: read.node.text, from, to: read.at, at: read.at };
  }
  let at = from;
  while (at < end && !/[,{}[\]]/.test(text[at]!)) {
    if (text[at] === ":" && (at + 1 >= end || /[\s,{}[\]]/.test(text[at + 1]!) || at === from)) break;
    if (text[at] === "#" && at > from && /\s/.test(text[at - 1]!)) break;
    at++;
  }
  if (at === from && text[at] !== ":") at++; // a bracket where a key should be
  let to = at;
  while (to > from && /\s/.test(text[to - 1]!)) to--;
  return { name: composed(text.slice(from, to)), from, to, at };
}

function flowItem(source: YamlSource, from: number, end: number, outer: string): Read {
  const { text } = source;
  const c = text[from]!;
  if ((c === "{" || c === "[") && outer.length < DEEPEST) {
    const { node, at, closed } = flowValue(source, from, end, outer);
    return { node, at, cut: !closed };
  }
  if (c === '"' || c === "'") {
    const read = quotedValue(source, from, end);
    if (!read) {
      const stop = plainEnd(text, from + 1, end);
      return { node: unclosedQuote(source, from, lastWord(text, from, stop)), at: stop };
    }
    const next = skipBlanks(text, read.at, end);
    if (next >= end || /[,}\]]/.test(text[next]!)) return { node: read.node, at: read.at };
    const to = plainEnd(text, next, end);
    return { node: textBehindQuote(source, from, lastWord(text, from, to)), at: to };
  }
  const stop = plainEnd(text, from, end);
  const to = lastWord(text, from, stop);
  const value = text.slice(from, to).replace(/\s*\r?\n\s*/g, " ");
  const missing = /^[^\p{L}]+(?=\s\p{L}[\p{L} ]*:\s)/u.exec(value);
  const problem = /[{}[\]]/.test(value)
    ? "Скобки внутри значения: возьмите значение в кавычки."
    : to > from
      ? plainProblem(value)
      : undefined;
  if (missing && problem) {
    const end = from + missing[0].length;
    source.report(end + 1, to, "Перед этим ключом не хватает запятой.", {
      from: end,
      to: end,
      title: "Поставить запятую",
      insert: ",",
    });
  } else if (problem) source.report(from, to, problem, quoting(from, to, value));
  else if (outer.endsWith("[") && /;\s/.test(value)) {
    source.report(from, to, "В скобках [ ] одно от другого отделяют запятой, а не точкой с запятой.", {
      from,
      to,
      title: "Заменить на запятые",
      insert: value.replaceAll(";", ","),
      ask: true,
    });
  }
  return { node: scalar(from, to, value), at: Math.max(stop, from + 1) };
}

/** Where a plain value in brackets ends: at a comma or the closing bracket; brackets inside it are skipped in pairs. */
function plainEnd(text: string, from: number, end: number): number {
  const inner: string[] = [];
  for (let at = from; at < end; at++) {
    const c = text[at]!;
    if (c === "{" || c === "[") inner.push(CLOSE[c]!);
    else if (c === "}" || c === "]") {
      if (inner.pop() !== c) return at;
    } else if (c === "," && inner.length === 0) return at;
    else if (c === "#" && at > from && /\s/.test(text[at - 1]!)) return at;
  }
  return end;
}

/** Skips blanks, line ends and comments. */
function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end) {
    if (/\s/.test(text[at]!)) at++;
    else if (text[at] === "#" && (at === 0 || /\s/.test(text[at - 1]!))) {
      while (at < end && text[at] !== "\n" && text[at] !== "\r") at++;
    } else break;
  }
  return Math.min(at, end);
}

function lastWord(text: string, from: number, to: number): number {
  while (to > from && /\s/.test(text[to - 1]!)) to--;
  return to;
}

/** Puts a value in the quotes that need the fewest changes. */
const quoted = (value: string): string => (/["\\]/.test(value) ? `'${value.replaceAll("'", "''")}'` : `"${value}"`);

/** A value as it can stand in a file: in quotes only where it must. `place`: in brackets more signs are special. */
export function writeScalar(value: string, place: "block" | "flow"): string {
  const plain =
    value !== "" &&
    value === value.trim() &&
    !/[\r\n]/.test(value) &&
    !/^["'#|>]/.test(value) &&
    !/\s#/.test(value) &&
    !/^[{[]/.test(value) &&
    plainProblem(value) === undefined &&
    !(place === "flow" && /[,{}[\]]|;\s/.test(value));
  return plain ? value : quoted(value.replace(/\s*[\r\n]+\s*/g, " "));
}
