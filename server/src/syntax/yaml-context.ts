import type { Span } from "./span";
import { readYaml, type YamlNode, type YamlPath } from "./yaml";

/** The span is what is written of it so far; it ends at the place or, for a key, behind the word there. */
export interface YamlContext extends Span {
  /** `item`: a value of a list, or what may become a map there. */
  readonly role: "key" | "value" | "item";
  /** The path of the map for a key, else the path of the value. */
  readonly path: YamlPath;
  /** Keys that the map has beside the one being written, in order. */
  readonly present: readonly string[];
  /** `flow`: inside of brackets. */
  readonly place: "block" | "flow";
  /** The key has its colon already. */
  readonly complete: boolean;
  /** The span begins behind an opening quote. */
  readonly quoted: boolean;
  /** The key that stands before a new key of a block map. */
  readonly after: string | undefined;
}

/** No text holds it: the first character of the private use area. */
const MARK = "\ue000";

/** undefined in comments and where nothing can be written. Offsets are those of `text`. */
export function contextAt(text: string, offset: number): YamlContext | undefined {
  const { root } = readYaml(text.slice(0, offset) + MARK + text.slice(offset), 0);
  return root && find(root, [], "block");

  function find(node: YamlNode, path: YamlPath, place: YamlContext["place"]): YamlContext | undefined {
    if (node.kind === "scalar") {
      return node.from <= offset && offset < node.to ? valueContext(node.from, path, place) : undefined;
    }
    const inner = node.flow ? "flow" : place;
    if (node.kind === "list") {
      for (const [i, item] of node.items.entries()) {
        const found = item.from <= offset && offset <= item.to ? find(item, [...path, i], inner) : undefined;
        if (found)
          return found.role === "value" && found.path.length === path.length + 1 ? { ...found, role: "item" } : found;
      }
      return undefined;
    }
    for (const [i, entry] of node.entries.entries()) {
      if (entry.from <= offset && offset < entry.to) {
        // The word that the place is in; of a line without a colon not what follows behind a blank.
        const rest = text.slice(offset, entry.to - 1);
        const complete = entry.value !== undefined;
        return {
          role: "key",
          path,
          present: node.entries.filter(e => e !== entry).map(e => e.key),
          place: inner,
          complete,
          quoted: false,
          after: node.entries[i - 1]?.key,
          from: entry.from,
          to: complete ? entry.to - 1 : offset + /^\S*/.exec(rest)![0].length,
        };
      }
      const { value } = entry;
      const found =
        value && value.from <= offset && offset <= value.to ? find(value, [...path, entry.key], inner) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  function valueContext(from: number, path: YamlPath, place: YamlContext["place"]): YamlContext {
    const common = { present: [], place, complete: false, after: undefined, to: offset };
    // «срок:» alone on its line is a word to YAML, to the writer a key.
    const key = /^([\p{L}][\p{L}\d .-]*):$/u.exec(text.slice(from, offset))?.[1];
    if (key) return { ...common, role: "value", path: [...path, key], quoted: false, from: offset };
    const quoted = /["']/.test(text[from] ?? "") && from < offset;
    return { ...common, role: "value", path, quoted, from: quoted ? from + 1 : from };
  }
}
