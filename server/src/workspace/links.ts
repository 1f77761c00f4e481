/** Links between documents, with their targets, in both directions. */

import { type Doc, ofDoc } from "../model/document";
import { factsOf, type Link } from "../model/facts";
import { decode } from "../model/uris";
import { ofOwnerWith } from "../russian/memo";
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
  return (linkers(workspace, docs.edits).get(target.uri) ?? []).flatMap(uri => docs.get(uri) ?? []);
}

/** URIs of the documents that link to each URI. */
const linkers = ofOwnerWith((workspace: Workspace, _edits: number): ReadonlyMap<string, readonly string[]> => {
  const index = new Map<string, string[]>();
  for (const doc of workspace.docs.values())
    for (const uri of linkTargets(workspace, doc)) {
      const all = index.get(uri);
      if (all) all.push(doc.uri);
      else index.set(uri, [doc.uri]);
    }
  return index;
});

const nowhere: ReadonlySet<string> = new Set();

export const linkTargets = (workspace: Workspace, doc: Doc): ReadonlySet<string> =>
  targets(doc, workspace, workspace.docs.revision);

const targets = ofOwnerWith((doc: Doc, workspace: Workspace, _revision: number): ReadonlySet<string> => {
  const links = linksOf(doc);
  if (links.length === 0) return nowhere;
  return new Set(links.flatMap(l => (l.path ? (resolve(workspace, doc.uri, l.path)?.uri ?? []) : [])));
});
