/** Helpers of the rename tests: folders of documents, and a renaming carried out on them. */

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Doc } from "../server/src/model/document";
import { isRefusal } from "../server/src/operations/refusal";
import { renamableAt } from "../server/src/operations/renaming/rename";
import type { RenameEdit } from "../server/src/operations/renaming/renaming";
import { applyEdits } from "../server/src/syntax/edits";
import { createWorkspace, type Workspace } from "../server/src/workspace/docs";
import { type EntityKind, type Occurrence, occurrencesIn } from "../server/src/workspace/entities/occurrences";

/** Texts by URI. */
export type Texts = Readonly<Record<string, string>>;

/** Every document under a folder. */
export function textsOf(folder: string): Texts {
  const found: Record<string, string> = {};
  const visit = (dir: string) => {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      const path = join(dir, entry.name);
      if (entry.isDirectory()) visit(path);
      else if (/\.ya?ml$|\.reg\.md$/.test(entry.name))
        found[`file:///${relative(folder, path).split("/").map(encodeURIComponent).join("/")}`] = readFileSync(
          path,
          "utf8",
        );
    }
  };
  visit(folder);
  return found;
}

/** Read once for the same texts: nothing changes them. */
export function workspaceOf(texts: Texts): Workspace {
  let workspace = workspaces.get(texts);
  if (!workspace)
    workspaces.set(texts, (workspace = createWorkspace(Object.entries(texts).map(([uri, text]) => ({ uri, text })))));
  return workspace;
}
const workspaces = new WeakMap<Texts, Workspace>();

export interface Renamed {
  readonly texts: Texts;
  readonly edits: readonly RenameEdit[];
}

/** All texts after what stands at an offset is renamed; the message when that is refused. */
export function renamedAt(texts: Texts, uri: string, offset: number, name: string): Renamed | string {
  const workspace = workspaceOf(texts);
  const found = renamableAt(workspace, workspace.docs.get(uri)!, offset);
  if (isRefusal(found)) return found.refused;
  const done = found.rename(name);
  if (isRefusal(done)) return done.refused;
  const after = Object.fromEntries(
    Object.entries(texts).map(([at, text]) => [
      at,
      applyEdits(
        text,
        done.edits.filter(e => e.uri === at),
      ),
    ]),
  );
  return { texts: after, edits: done.edits };
}

export interface Place extends Occurrence {
  readonly doc: Doc;
}

/** The places of one kind in the order of files. */
export const placesIn = (workspace: Workspace, kind: EntityKind): readonly Place[] =>
  [...workspace.docs.values()].flatMap(doc =>
    occurrencesIn(workspace, doc).flatMap(o => (o.entity.kind === kind ? [{ ...o, doc }] : [])),
  );
