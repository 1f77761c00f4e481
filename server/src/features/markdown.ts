/** Pages that the server writes in Markdown: text of documents stays text, places are links. */
import { pathBetween } from "../model/uris";

/** No markup, no HTML. */
export const escaped = (text: string): string =>
  text
    .replace(/\s+/g, " ")
    .replace(/[\\`*_{}[\]()#+!|~>-]/g, "\\$&")
    .replace(/^(\d+)\./, "$1\\.")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;");

export const linked = (text: string, target: string | undefined): string =>
  target === undefined ? escaped(text) : `[${escaped(text)}](<${target}>)`;

/** `/папка/файл.reg.md#L12` from `root`; undefined for a place outside of its file system. */
export function linkTo(root: string | undefined, uri: string, line: number | undefined): string | undefined {
  if (root === undefined) return undefined;
  const folder = root.replace(/\/$/, "");
  if (fileSystem(folder) !== fileSystem(uri)) return undefined;
  return `/${pathBetween(folder, uri)}${line ? `#L${line + 1}` : ""}`;
}

/** Scheme and authority: `file://`, `vscode-vfs://github`. */
const fileSystem = (uri: string): string => uri.split("/", 3).join("/");
