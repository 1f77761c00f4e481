/** The text of a new document: its profile, filled with what reglament.yaml and the package say, blanks `____` for the rest. */
import type { Profile } from "../../profiles/profile";
import { writeScalar } from "../../syntax/yaml";
import type { Config } from "../../workspace/config";
import { fillHeader, fillTemplate, type Values } from "../../workspace/packages/requirements";

/** What is known of a new document beside its profile. */
export interface Filling {
  /** «о клубе», «Положение о клубе»; empty: as the profile proposes. */
  readonly title: string;
  /** Values by the placeholders of the profile. */
  readonly values: Values;
  /** The rows of its table as YAML with their key, instead of the profile's own. */
  readonly rows?: string;
}

/** A whole document, clean under its own rules but for its blanks. */
export function newText(profile: Profile, { title, values, rows }: Filling, config: Config): string {
  const name = heading(profile, title, values);
  const fill = (text: string, number = "") => fillTemplate(text, number, config, name, values).trimEnd();
  const header = [
    `документ: ${profile.type}`,
    ...(profile.name ? [`профиль: ${profile.name}`] : []),
    ...(profile.table && profile.extension === ".reg.yaml" ? [`название: ${writeScalar(name, "block")}`] : []),
    fillHeader(rows === undefined ? profile.newHeader : aboveRows(profile), config, name, values).trimEnd(),
    ...(rows === undefined ? [] : [rows.trimEnd()]),
  ].join("\n");
  if (profile.extension === ".reg.yaml") return `${header}\n`;
  const parts = [`---\n${header}\n---`, `# ${name}`];
  if (profile.opening) parts.push(fill(profile.opening));
  if (profile.points) parts.push(fill(profile.points));
  profile.sections
    .filter(s => s.template)
    .forEach((s, i) => {
      parts.push(`## ${i + 1}. ${s.title}`, fill(s.template, String(i + 1)));
    });
  return `${parts.join("\n\n")}\n`;
}

/** The title that the profile proposes, for a body in the genitive: «заседаний клуба». */
export const titleHint = (profile: Profile, values: Values): string =>
  profile.titleHint.replace(
    /\{(\p{L}[\p{L} ]*)(?:\|([^{}]*))?\}/gu,
    (_, name: string, otherwise?: string) => values[name] ?? otherwise ?? "____",
  );

/** «о клубе» → «Положение о клубе»; a title that has its word already stays. */
function heading(profile: Profile, title: string, values: Values): string {
  const given = title.trim() || titleHint(profile, values);
  if (!profile.titleWord || given.toLowerCase().startsWith(profile.titleWord.toLowerCase())) return given;
  return `${profile.titleWord} ${given[0]!.toLowerCase()}${given.slice(1)}`;
}

/** The keys of a new header that stand before the rows. */
function aboveRows({ newHeader, table }: Profile): string {
  const own = [table?.rows, table?.group?.key];
  const lines = newHeader.split("\n");
  const at = lines.findIndex(line => own.some(key => key !== undefined && line.startsWith(`${key}:`)));
  return at < 0 ? newHeader : lines.slice(0, at).join("\n");
}
