/** "New document": the kinds on offer and the text of one, made from its profile, reglament.yaml and the regulation beside it. */
import type { Doc } from "../model/document";
import { folderOf } from "../model/uris";
import { newText, titleHint } from "../operations/drafts/new-text";
import { commonValues, sourceOf } from "../operations/drafts/source";
import { builtIn, profileId } from "../profiles/all";
import {
  type DocumentType,
  DocumentTypes,
  NewDocument,
  type NewDocumentParams,
  type NewDocumentResult,
} from "../protocol";
import { type Config, configOf } from "../workspace/config";
import type { Workspace } from "../workspace/docs";
import { partOf } from "../workspace/packages/packages";
import type { Feature } from "./feature";

export const newDocument: Feature = {
  capabilities: {},
  listen({ connection, workspace }) {
    connection.onRequest(DocumentTypes, (params?: { folder?: string }): DocumentType[] => {
      const folder = params?.folder ?? "";
      return profilesOf(configOf(workspace, `${folder}/x`)).map(p => ({
        id: profileId(p),
        label: p.label,
        detail: p.description,
        extension: p.extension,
        titleHint: titleHint(p, valuesIn(workspace, folder, p)),
      }));
    });
    connection.onRequest(NewDocument, (params: NewDocumentParams): NewDocumentResult | null =>
      newDocumentIn(workspace, params),
    );
  },
};

/** The document's file and text; null for a type that isn't there. */
export function newDocumentIn(
  workspace: Workspace,
  { type, title, folder }: NewDocumentParams,
): NewDocumentResult | null {
  const config = configOf(workspace, `${folder}/x`);
  const profile = profilesOf(config).find(p => profileId(p) === type);
  if (!profile) return null;
  const text = newText(profile, { title, values: valuesIn(workspace, folder, profile) }, config);
  return { fileName: profile.fileName + profile.extension, text };
}

const profilesOf = (config: Config) => [...config.profiles, ...builtIn];

/** What the only regulation of the folder gives a companion; nothing for a regulation. */
function valuesIn(workspace: Workspace, folder: string, profile: Parameters<typeof sourceOf>[2]) {
  if (!profile.part || profile.part === "основа") return {};
  const beside = [...workspace.docs.values()].filter((d: Doc) => folderOf(d.uri) === folder);
  const regulations = beside.filter(d => partOf(workspace, d) === "основа");
  return regulations.length === 1 ? commonValues(sourceOf(workspace, regulations[0]!, profile)) : {};
}
