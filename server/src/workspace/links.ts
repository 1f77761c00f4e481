/** Links between documents, with their targets, in both directions. */
import { type Doc, ofDoc } from "../model/document";
import { factsOf, type Link } from "../model/facts";
import { decode } from "../model/uris";
import { type Block, blocksWhere } from "../syntax/blocks";
import type { Workspace } from "./docs";
import { resolve } from "./neighbours";

/** A Markdown link at its absolute place. */
export interface PlacedLink extends Link {
  readonly path: string;
  /** What stands behind `#`, decoded. */
  readonly anchor: string;
}

/** Links to files (not to the web). */
export const linksOf = ofDoc((doc: Doc): readonly PlacedLink[] => {
  const found: PlacedLink[] = [];
  // Who links to a document is asked of all: most needn't be read for it.
  for (const i of doc.text.includes("](") ? blocksWhere(doc.tree, links) : []) {
    const block = doc.tree.blocks[i]!;
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
  }
  return found;
});
const links = (block: Block) => block.text.includes("](") && factsOf(block).links.length > 0;

/** Documents with a link into `target`, in the order of the workspace. */
export function linkersOf(workspace: Workspace, target: Doc): readonly Doc[] {
  const { docs } = workspace;
  let known = linkers.get(workspace);
  if (known?.edits !== docs.edits) {
    const index = new Map<string, string[]>();
    for (const doc of docs.values())
      for (const uri of linkTargets(workspace, doc)) {
        const all = index.get(uri);
        if (all) all.push(doc.uri);
        else index.set(uri, [doc.uri]);
      }
    linkers.set(workspace, (known = { edits: docs.edits, index }));
  }
  return (known.index.get(target.uri) ?? []).flatMap(uri => docs.get(uri) ?? []);
}

const linkers = new WeakMap<
  Workspace,
  { readonly edits: number; readonly index: ReadonlyMap<string, readonly string[]> }
>();

const targets = new WeakMap<Doc, { readonly revision: number; readonly uris: ReadonlySet<string> }>();

const nowhere: ReadonlySet<string> = new Set();

export function linkTargets(workspace: Workspace, doc: Doc): ReadonlySet<string> {
  const known = targets.get(doc);
  if (known?.revision === workspace.docs.revision) return known.uris;
  const links = linksOf(doc);
  const uris = links.length
    ? new Set(links.flatMap(l => (l.path ? (resolve(workspace, doc.uri, l.path)?.uri ?? []) : [])))
    : nowhere;
  targets.set(doc, { revision: workspace.docs.revision, uris });
  return uris;
}
