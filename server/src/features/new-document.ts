/** "New document": the kinds on offer and the text of one, made from its profile and reglament.yaml. */

import { builtIn } from "../profiles/all";
import type { Profile } from "../profiles/profile";
import {
  type DocumentType,
  DocumentTypes,
  NewDocument,
  type NewDocumentParams,
  type NewDocumentResult,
} from "../protocol";
import { fillTemplate } from "../workspace/requirements";
import { type Config, configOf } from "../workspace/workspace";
import type { Feature } from "./feature";

export const newDocument: Feature = {
  capabilities: {},
  listen(session) {
    session.connection.onRequest(DocumentTypes, (params?: { folder?: string }): DocumentType[] => {
      const config = configOf(session.workspace, `${params?.folder ?? ""}/x`);
      return [...config.profiles, ...builtIn].map(p => ({
        id: idOf(p),
        label: p.label,
        detail: p.description,
        extension: p.extension,
        titleHint: p.titleHint,
      }));
    });
    session.connection.onRequest(NewDocument, (params: NewDocumentParams): NewDocumentResult | null => {
      const config = configOf(session.workspace, `${params.folder}/x`);
      const profile = [...config.profiles, ...builtIn].find(p => idOf(p) === params.type);
      return profile
        ? { fileName: profile.fileName + profile.extension, text: newText(profile, params.title, config) }
        : null;
    });
  },
};

const idOf = (p: Profile) => (p.name ? `${p.type}/${p.name}` : p.type);

/** A whole document with blanks `____` where the writer has to speak; clean under its own rules but for them. */
export function newText(profile: Profile, title: string, config: Config): string {
  const fill = (text: string, number = "") => fillTemplate(text, number, config, heading(profile, title));
  const header = [`документ: ${profile.type}`, ...(profile.name ? [`профиль: ${profile.name}`] : [])];
  if (profile.extension === ".reg.yaml")
    return `${header.join("\n")}\nназвание: ${heading(profile, title)}\n${fill(profile.newHeader).trimEnd()}\n`;
  const parts = [
    `---\n${header.join("\n")}\n${fill(profile.newHeader).trimEnd()}\n---`,
    `# ${heading(profile, title)}`,
  ];
  if (profile.opening) parts.push(fill(profile.opening).trimEnd());
  if (profile.points) parts.push(profile.points.trimEnd());
  profile.sections
    .filter(s => s.template)
    .forEach((s, i) => {
      parts.push(`## ${i + 1}. ${s.title}`, fill(s.template, String(i + 1)).trimEnd());
    });
  return `${parts.join("\n\n")}\n`;
}

/** «о клубе» → «Положение о клубе»; a title that has its word already stays. */
function heading(profile: Profile, title: string): string {
  const given = title.trim() || profile.titleHint;
  if (!profile.titleWord || given.toLowerCase().startsWith(profile.titleWord.toLowerCase())) return given;
  return `${profile.titleWord} ${given[0]!.toLowerCase()}${given.slice(1)}`;
}
