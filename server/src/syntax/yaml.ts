/**
 * YAML with ranges. All scalars are read as strings (failsafe schema): `номер: 1.10` must not become 1.1.
 * Never throws: broken text gives a partial value and problems with places.
 */
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Range,
} from "yaml";
import type { Span } from "./blocks";

export interface YamlProblem extends Span {
  readonly message: string;
}

export interface Yaml {
  /** Plain value: strings, arrays, objects; undefined for an empty text. */
  readonly value: unknown;
  readonly problems: readonly YamlProblem[];
  readonly document: Document.Parsed;
  /** Added to every offset of the library to get offsets in the file. */
  readonly offset: number;
}

export type YamlPath = readonly (string | number)[];

/** Reads `text`, which stands in its file at `offset`. */
export function readYaml(text: string, offset: number): Yaml {
  const document = parseDocument(text, {
    schema: "failsafe",
    prettyErrors: false,
    logLevel: "error",
    lineCounter: new LineCounter(),
    merge: false,
    stringKeys: false,
  });
  const problems: YamlProblem[] = [];
  for (const error of document.errors) {
    const from = Math.min(error.pos[0], text.length);
    const to = Math.min(Math.max(error.pos[1], from + 1), text.length);
    problems.push({
      from: from + offset,
      to: Math.max(to, from) + offset,
      message: russian(error.code, error.message, text, from),
    });
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 50 });
  } catch {
    problems.push({
      from: offset,
      to: offset + Math.min(3, text.length),
      message: "Слишком много ссылок (*имя) внутри YAML: раскройте их.",
    });
  }
  return { value, problems, document, offset };
}

/** The plain value at `path`; undefined where there is none. */
export const valueAt = (value: unknown, path: YamlPath): unknown =>
  path.reduce<unknown>(
    (v, step) => (v && typeof v === "object" ? (v as Record<string | number, unknown>)[step] : undefined),
    value,
  );

/** The node at `path`, or of its nearest ancestor that exists. */
export function rangeOf(yaml: Yaml, path: YamlPath): Span {
  for (let depth = path.length; depth > 0; depth--) {
    const node = nodeAt(yaml, path.slice(0, depth));
    if (node?.range) return { from: node.range[0] + yaml.offset, to: endOf(node, node.range) + yaml.offset };
  }
  const top = yaml.document.contents?.range;
  return { from: (top?.[0] ?? 0) + yaml.offset, to: (top?.[1] ?? 0) + yaml.offset };
}

/** Where the last value of a list or map ends: the library counts the line break behind a block in. */
function endOf(node: Node, range: Range): number {
  const last: unknown = isMap(node) || isSeq(node) ? (node.flow ? undefined : node.items.at(-1)) : undefined;
  const value = isPair(last) ? (last.value ?? last.key) : last;
  return isNode(value) && value.range ? endOf(value, value.range) : range[1];
}

/** The key itself (not its value); the nearest existing ancestor's range when there is no such key. */
export function keyRangeOf(yaml: Yaml, path: YamlPath): Span {
  const key = path[path.length - 1];
  const parent = path.length > 1 ? nodeAt(yaml, path.slice(0, -1)) : yaml.document.contents;
  if (isMap(parent)) {
    const pair = parent.items.find(p => isScalar(p.key) && String(p.key.value) === String(key));
    const range = pair && isScalar(pair.key) ? pair.key.range : undefined;
    if (range) return { from: range[0] + yaml.offset, to: range[1] + yaml.offset };
  }
  return rangeOf(yaml, path);
}

/** Path of keys to the node at `offset` of the file; `inKey` when the offset is in a key. */
export function pathAt(yaml: Yaml, offset: number): { path: YamlPath; inKey: boolean } {
  const at = offset - yaml.offset;
  const path: (string | number)[] = [];
  let inKey = false;
  let node: unknown = yaml.document.contents;
  descend: while (node) {
    if (isMap(node)) {
      for (const pair of node.items) {
        const key = isScalar(pair.key) ? pair.key : undefined;
        const keyRange = key?.range;
        if (keyRange && at >= keyRange[0] && at <= keyRange[1]) {
          path.push(String(key.value));
          inKey = true;
          break descend;
        }
        const value = pair.value as Node | null;
        const end = value?.range?.[2] ?? keyRange?.[2] ?? -1;
        if (keyRange && at > keyRange[1] && at <= end) {
          path.push(String(key.value));
          node = value;
          continue descend;
        }
      }
      break;
    }
    if (isSeq(node)) {
      const index = node.items.findIndex(item => {
        const range = (isPair(item) ? undefined : (item as Node).range) ?? undefined;
        return range && at >= range[0] && at <= range[2];
      });
      if (index < 0) break;
      path.push(index);
      node = node.items[index];
      continue;
    }
    break;
  }
  return { path, inKey };
}

function nodeAt(yaml: Yaml, path: YamlPath): Node | undefined {
  let node: unknown = yaml.document.contents;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(yaml.document);
    if (isMap(node)) {
      const pair = node.items.find(p => isScalar(p.key) && String(p.key.value) === String(step));
      node = pair?.value ?? (pair?.key as Node | undefined);
    } else if (isSeq(node)) node = node.items[Number(step)];
    else return undefined;
  }
  return (node as Node | undefined) ?? undefined;
}

/** Text as a value behind `key:`, in double quotes only where YAML needs them. */
export const blockScalar = (text: string): string => (isPlain(text) ? text : quoted(text));

/** The same inside `{ … }` and `[ … ]`, where commas and brackets divide. */
export const flowScalar = (text: string): string => (isPlain(text) && !/[,[\]{}]/.test(text) ? text : quoted(text));

const isPlain = (text: string): boolean =>
  /^[^\s\-?:,[\]{}#&*!|>'"%@`\p{Cc}](?:[^\p{Cc}]*[^\s\p{Cc}])?$/u.test(text) && !/:(?:\s|$)|\s#/.test(text);

const quoted = (text: string): string => JSON.stringify(text);

/** What the library says, as a methodist would say it, with the way out. */
function russian(code: string, message: string, text: string, at: number): string {
  switch (code) {
    case "DUPLICATE_KEY":
      return "Этот ключ уже есть выше: оставьте один.";
    case "TAB_AS_INDENT":
      return "Отступ сделан табуляцией: в YAML отступы делают пробелами.";
    case "BAD_INDENT":
      return "Неверный отступ: выровняйте строку с соседними ключами или сдвиньте её на два пробела внутрь.";
    case "MISSING_CHAR":
      return /quote/.test(message) ? "Не закрыта кавычка." : "Не хватает знака: проверьте скобки, запятые и двоеточия.";
    case "UNEXPECTED_TOKEN":
      return `Здесь этого знака быть не может: «${text.slice(at, at + 12).split(/\r?\n/)[0]}». Текст со знаками : # [ ] { } берут в кавычки.`;
    case "MULTILINE_IMPLICIT_KEY":
    case "BLOCK_AS_IMPLICIT_KEY":
      return "После названия ключа нужно двоеточие с пробелом («ключ: значение»), а текст с двоеточием внутри берут в кавычки.";
    case "KEY_OVER_1024_CHARS":
      return "Слишком длинный ключ: похоже, потеряно двоеточие после названия ключа.";
    case "BAD_ALIAS":
    case "ALIAS_PROPS":
      return "Звёздочка в начале значения читается как ссылка: возьмите текст в кавычки.";
    case "BLOCK_IN_FLOW":
      return "Список с дефисами не может стоять внутри скобок { } или [ ].";
    case "BAD_DQ_ESCAPE":
    case "BAD_SCALAR_START":
      return "Значение не может начинаться с этого знака: возьмите его в кавычки.";
    default:
      return "Строка не читается как YAML: проверьте отступы, двоеточия и кавычки.";
  }
}
