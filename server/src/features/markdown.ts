/** Pages that the server writes in Markdown: text of documents stays text, places are links. */

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
  const [from, to] = [root.replace(/\/$/, "").split("/"), uri.split("/")];
  let same = 0;
  while (same < from.length && from[same] === to[same]) same++;
  // Scheme and authority are the first three steps: `file://`, `vscode-vfs://github`.
  if (same < 3) return undefined;
  const path = [...from.slice(same).map(() => ".."), ...to.slice(same)].join("/");
  return `/${path}${line ? `#L${line + 1}` : ""}`;
}
