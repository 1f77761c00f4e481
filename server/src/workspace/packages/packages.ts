/** Documents that belong together: order, regulation, plan, schedule, minutes, report. Look-ups at query time; nothing is stored in a document. */

import { type Doc, titleOf } from "../../model/document";
import { fileName, folderOf } from "../../model/uris";
import { profileOf } from "../../profiles/all";
import type { PackagePart, Profile } from "../../profiles/profile";
import { ofOwnerWith } from "../../russian/memo";
import { configOf } from "../config";
import type { Workspace } from "../docs";
import { namedBy, resolve } from "../neighbours";

export interface Package {
  /** URI of the main document: the regulation, else the order, else the first. */
  readonly id: string;
  /** URIs in ascending order. */
  readonly uris: readonly string[];
}

/** Every package of the workspace. A document is in exactly one; `reglament.yaml` is in none. */
export function packagesOf(workspace: Workspace): readonly Package[] {
  return groupingOf(workspace).packages;
}

export function packageOf(workspace: Workspace, doc: Doc): Package | undefined {
  return groupingOf(workspace).byUri.get(doc.uri);
}

export const documentsOf = (workspace: Workspace, own: Package | undefined): readonly Doc[] =>
  own?.uris.flatMap(uri => workspace.docs.get(uri) ?? []) ?? [];

/** The documents that serve a package as `part`, among them `doc` itself when it does. */
export const partsOf = (workspace: Workspace, doc: Doc, part: PackagePart): readonly Doc[] =>
  documentsOf(workspace, packageOf(workspace, doc)).filter(d => partOf(workspace, d) === part);

export const profileFor = (workspace: Workspace, doc: Doc): Profile | undefined =>
  profileOf(doc, configOf(workspace, doc.uri).profiles);

export const partOf = (workspace: Workspace, doc: Doc): PackagePart | undefined => profileFor(workspace, doc)?.part;

/**
 * The regulation that a document answers to: itself, what its header names (`основание`, `приложение к`), what an order
 * approves, else the only regulation of its package.
 */
export function regulationOf(workspace: Workspace, doc: Doc): Doc | undefined {
  if (partOf(workspace, doc) === "основа") return doc;
  const { basis, appendixTo } = doc.header;
  for (const path of [basis, appendixTo]) {
    const named = resolve(workspace, doc.uri, path);
    if (named && partOf(workspace, named) === "основа") return named;
  }
  const all = partsOf(workspace, doc, "основа");
  const approved = all.filter(d => resolve(workspace, d.uri, d.header.approvedBy) === doc);
  if (approved.length === 1) return approved[0];
  return all.length === 1 ? all[0] : undefined;
}

interface Grouping {
  readonly packages: readonly Package[];
  readonly byUri: ReadonlyMap<string, Package>;
}
const groupingOf = (workspace: Workspace): Grouping =>
  groupingAt(workspace, workspace.docs.revision, workspace.profiles.revision);

const groupingAt = ofOwnerWith((workspace: Workspace, _docs: number, _profiles: number): Grouping => {
  const packages = group(workspace);
  return { packages, byUri: new Map(packages.flatMap(p => p.uris.map(uri => [uri, p] as const))) };
});

/**
 * What headers name belongs together. A document that names none and is named by none joins its folder: the only package
 * there, or the others like it; where a folder holds several regulations each stands alone.
 */
function group(workspace: Workspace): Package[] {
  const parent = new Map<string, string>();
  const find = (uri: string): string => {
    let root = uri;
    while (parent.get(root) !== root) root = parent.get(root)!;
    parent.set(uri, root);
    return root;
  };
  const docs = [...workspace.docs.values()].filter(d => d.kind !== "workspace");
  for (const { uri } of docs) parent.set(uri, uri);
  const linked = new Set<string>();
  for (const doc of docs) {
    for (const other of namedBy(workspace, doc)) {
      if (other === doc || !parent.has(other.uri)) continue;
      parent.set(find(doc.uri), find(other.uri));
      linked.add(doc.uri).add(other.uri);
    }
  }
  const folders = new Map<string, Doc[]>();
  for (const doc of docs) {
    const folder = folderOf(doc.uri);
    const inside = folders.get(folder);
    if (inside) inside.push(doc);
    else folders.set(folder, [doc]);
  }
  for (const inside of folders.values()) {
    const roots = new Set(inside.filter(d => linked.has(d.uri)).map(d => find(d.uri)));
    const loose = inside.filter(d => !linked.has(d.uri));
    const regulations = loose.filter(d => partOf(workspace, d) === "основа");
    if (roots.size + regulations.length > 1) continue;
    const [first, ...rest] = [...roots, ...loose.map(d => d.uri)];
    for (const uri of rest) parent.set(find(uri), find(first!));
  }
  const sets = new Map<string, Doc[]>();
  for (const doc of docs) {
    const root = find(doc.uri);
    const members = sets.get(root);
    if (members) members.push(doc);
    else sets.set(root, [doc]);
  }
  return [...sets.values()].map(members => {
    members.sort((a, b) => (a.uri < b.uri ? -1 : 1));
    const main =
      members.find(d => partOf(workspace, d) === "основа") ??
      members.find(d => partOf(workspace, d) === "приказ") ??
      members[0]!;
    return { id: main.uri, uris: members.map(d => d.uri) };
  });
}

/** What a package is called where documents are listed: the title of its main document, else its file. */
export function packageTitle(workspace: Workspace, { id }: Package): string {
  const main = workspace.docs.get(id);
  return main ? titleOf(main) : fileName(id);
}
