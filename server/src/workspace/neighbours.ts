/** Documents that the headers of two documents tie together: approval, basis, appendix. */

import type { Doc } from "../model/document";
import { resolveUri } from "../model/uris";
import { ofOwnerWith } from "../russian/memo";
import type { Workspace } from "./docs";

/** The document that `path`, written in `from`, names: encoded as in a link, or as the file is called, «№#1» and «100%25» and all. */
export function resolve(workspace: Workspace, from: string, path: string | undefined): Doc | undefined {
  if (!path) return undefined;
  const { docs } = workspace;
  const found = docs.find(resolveUri(from, path));
  return (
    found ?? (/[%#]/.test(path) ? docs.find(resolveUri(from, path.replace(/[%#]/g, encodeURIComponent))) : undefined)
  );
}

/** The order that approves a document, or the document it is an appendix to. */
export function approvalOf(workspace: Workspace, doc: Doc): Doc | undefined {
  return resolve(workspace, doc.uri, doc.header.approvedBy) ?? resolve(workspace, doc.uri, doc.header.appendixTo);
}

/** Documents that name this one as the document they rest on or are appendices to. */
export function dependantsOf(workspace: Workspace, doc: Doc): readonly Doc[] {
  return (dependants(workspace, workspace.docs.revision).get(doc.uri) ?? []).flatMap(
    uri => workspace.docs.get(uri) ?? [],
  );
}

/** Documents that this one's header names. */
export function namedBy(workspace: Workspace, { uri, header: { approvedBy, appendixTo, basis } }: Doc): readonly Doc[] {
  return [...new Set([approvedBy, appendixTo, basis].flatMap(p => resolve(workspace, uri, p) ?? []))];
}

/** Documents whose definitions this one relies on: what it names, and what names it. */
export function relatedOf(workspace: Workspace, doc: Doc): readonly Doc[] {
  return [...new Set([...namedBy(workspace, doc), ...dependantsOf(workspace, doc)])].filter(d => d !== doc);
}

/** URIs of the documents whose headers name each URI. */
const dependants = ofOwnerWith((workspace: Workspace, _revision: number): ReadonlyMap<string, readonly string[]> => {
  const index = new Map<string, string[]>();
  for (const doc of workspace.docs.values()) {
    for (const target of namedBy(workspace, doc)) {
      const known = index.get(target.uri);
      if (known) known.push(doc.uri);
      else index.set(target.uri, [doc.uri]);
    }
  }
  return index;
});
