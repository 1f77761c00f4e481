/** Edits of the header and of reglament.yaml, in the style in which their YAML is written. */
import type { Doc } from "../../model/document";
import type { Edit } from "../../syntax/edits";
import { rangeOf, valueAt, type YamlPath } from "../../syntax/yaml";

/**
 * Puts a line under a list or map `key`; makes the key, and the header, where they are missing. `entry` gives the line
 * without indent, as a list's item or a map's key. Undefined where the value is neither: `роли: куратор`.
 */
export function headerEntry(
  doc: Doc,
  key: string,
  entry: Readonly<Record<"item" | "pair", string>>,
  first: "item" | "pair",
): Edit | undefined {
  const block = `${key}:\n  ${entry[first]}\n`;
  const isText = doc.kind === "text";
  if (isText && !doc.header.end) return { from: 0, to: 0, insert: `---\n${block}---\n\n` };
  const header = isText ? doc.text.slice(0, doc.header.end) : doc.text;
  const known = new RegExp(`^${key}:[ \\t]*(?:#.*)?\\r?\\n`, "m").exec(header);
  if (known) {
    const from = known.index + known[0].length;
    const children = /^(?:[ \t]+.*(?:\r?\n|$)|-[ \t].*(?:\r?\n|$))*/.exec(header.slice(from))![0];
    const child = /^([ \t]*)(-[ \t])?(?=[^\s#])/m.exec(children);
    const line = `${child?.[1] ?? "  "}${entry[child ? (child[2] ? "item" : "pair") : first]}\n`;
    const at = from + children.length;
    return { from: at, to: at, insert: /(?:^|\n)$/.test(header.slice(0, at)) ? line : `\n${line}` };
  }
  const flow = new RegExp(`^${key}:[ \\t]*([[{])(.*?)[ \\t]*[\\]}](?=[ \\t]*(?:#.*)?\\r?$)`, "m").exec(header);
  if (flow) {
    const end = flow.index + flow[0].length - 1;
    const at = end - /[ \t]*$/.exec(header.slice(0, end))![0].length;
    const own = flow[1] === "[" ? entry.item.replace(/^- /, "") : entry.pair.trimEnd();
    return { from: at, to: at, insert: `${flow[2]!.trim() ? ", " : flow[1] === "{" ? " " : ""}${own}` };
  }
  if (new RegExp(`^${key}:`, "m").test(header)) return undefined;
  const fence = header.replace(/\r?\n$/, "").lastIndexOf("\n") + 1;
  const at = isText && doc.header.closed ? fence : header.length;
  return { from: at, to: at, insert: /(?:^|\n)$/.test(header.slice(0, at)) ? block : `\n${block}` };
}

/** Puts «key: ____» for each of `keys` into the map at `path` of the header; undefined where there is no map or it has the key. */
export function blanksInMap(doc: Doc, path: YamlPath, keys: readonly string[]): Edit | undefined {
  const { yaml } = doc.header;
  const value = yaml && valueAt(yaml.value, path);
  if (!yaml || !value || typeof value !== "object" || Array.isArray(value)) return undefined;
  if (keys.some(key => Object.hasOwn(value, key))) return undefined;
  const span = rangeOf(yaml, path);
  const source = doc.text.slice(span.from, span.to).trimEnd();
  const entries = keys.map(key => `${key}: ${ACTS.has(key) ? "{ номер: ____, дата: ____ }" : "____"}`);
  if (source.startsWith("{")) {
    if (!source.endsWith("}")) return undefined;
    const body = source.slice(0, -1).trimEnd();
    const at = span.from + body.length;
    return { from: at, to: at, insert: (/[{,]$/.test(body) ? " " : ", ") + entries.join(", ") };
  }
  const column = span.from - (doc.text.lastIndexOf("\n", span.from - 1) + 1);
  const at = span.from + source.length;
  return { from: at, to: at, insert: entries.map(e => `\n${" ".repeat(column)}${e}`).join("") };
}

const ACTS = new Set(["приказ", "протокол"]);
