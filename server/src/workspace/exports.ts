/** What a document defines for others. Only a change of this makes neighbours be checked again. */
import { type Doc, fileName } from "../model/document";
import { factsOf, type Link } from "../model/facts";
import { relatedOf, resolve, type Workspace } from "./workspace";

/** Equal for two editions that look the same from outside. */
export function exportsOf(doc: Doc): string {
  let known = cache.get(doc);
  if (known === undefined) {
    const { header, outline } = doc;
    known = JSON.stringify([
      outline.title?.title,
      outline.clauses.map(c => c.number.path),
      outline.sections.map(s => [s.number?.path, s.appendix]),
      doc.kind === "text" ? doc.text.slice(0, header.end) : doc.text,
      // Orders name the act they approve, appoint to roles and mention appendices.
      header.type === "приказ" || header.type === "протокол" ? doc.text.slice(header.end) : "",
    ]);
    cache.set(doc, known);
  }
  return known;
}

const cache = new WeakMap<Doc, string>();

/** A Markdown link at its absolute place. */
export interface PlacedLink extends Link {
  readonly path: string;
  /** Behind `#`, decoded. */
  readonly anchor: string;
}

/** Links to files (not to the web). */
export function linksOf(doc: Doc): readonly PlacedLink[] {
  let known = links.get(doc);
  if (!known) {
    const found: PlacedLink[] = [];
    doc.tree.blocks.forEach((block, i) => {
      if (!block.text.includes("](")) return;
      const start = doc.tree.starts[i]!;
      for (const link of factsOf(block).links) {
        if (/^[a-z][a-z+.-]*:/i.test(link.target)) continue;
        const hash = link.target.indexOf("#");
        found.push({
          ...link,
          from: link.from + start,
          to: link.to + start,
          targetFrom: link.targetFrom + start,
          targetTo: link.targetTo + start,
          path: hash < 0 ? link.target : link.target.slice(0, hash),
          anchor: hash < 0 ? "" : decode(link.target.slice(hash + 1)),
        });
      }
    });
    links.set(doc, (known = found));
  }
  return known;
}

const links = new WeakMap<Doc, readonly PlacedLink[]>();

const decode = (s: string) => {
  try {
    return decodeURIComponent(s);
  } catch {
    return s;
  }
};

/** Equal while nothing that the findings of `doc` rely on in other documents has changed. */
export function relianceOf(workspace: Workspace, doc: Doc): string {
  const named = linksOf(doc).flatMap(l => (l.path ? (resolve(workspace, doc.uri, l.path) ?? []) : []));
  const all = [...new Set([...relatedOf(workspace, doc), ...named])];
  return all.map(d => `${fileName(d.uri)}\0${exportsOf(d)}`).join("\0");
}
