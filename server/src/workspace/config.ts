/** `reglament.yaml`: what an organisation says of itself, its people, rules and profiles, and which file applies to a document. */

import * as z from "zod";
import type { Doc } from "../model/document";
import { type Organisation, organisationOf, type RoleDeclaration } from "../model/header";
import { organisationSchema } from "../model/header-schema";
import { type HeaderProblem, schemaProblems, trusted } from "../model/schema";
import { addressKey, fileName, folderOf } from "../model/uris";
import { list, record, some, str } from "../model/values";
import { builtIn } from "../profiles/all";
import { type Profile, readProfile } from "../profiles/profile";
import { ofOwnerWith } from "../russian/memo";
import { nearest } from "../russian/nearest";
import { keyRangeOf, rangeOf } from "../syntax/yaml";
import { type Calendar, calendarProblems, calendarSchema, readCalendar } from "./calendar/calendar";
import type { Docs, Profiles, Workspace } from "./docs";
import { matchesGlob } from "./glob";

export type ConfigLevel = "error" | "warning" | "information" | "hint" | "off";

/** Words of `правила:` and what they mean. */
export const levelWords: ReadonlyMap<string, ConfigLevel> = new Map([
  ["нет", "off"],
  ["подсказка", "hint"],
  ["сведение", "information"],
  ["предупреждение", "warning"],
  ["ошибка", "error"],
]);

export interface ListedPerson {
  readonly name: string;
  readonly post?: string;
  readonly roles: readonly string[];
}

/** What the nearest `reglament.yaml` says; empty when there is none. */
export interface Config {
  readonly uri: string | undefined;
  readonly organisation: Organisation | undefined;
  readonly roles: readonly RoleDeclaration[];
  readonly people: readonly ListedPerson[];
  readonly levels: ReadonlyMap<string, ConfigLevel>;
  readonly calendar: Calendar;
  readonly profiles: readonly Profile[];
  /** Each entry of `профили` names files, and all of them could be read: a type that no profile knows is unknown. */
  readonly profilesRead: boolean;
  readonly problems: readonly HeaderProblem[];
}

export const configSchema = z.strictObject({
  организация: z.union([z.string(), organisationSchema]).optional().describe("Организация, чьи это документы."),
  роли: z
    .union([z.array(z.string()), z.record(z.string(), z.union([z.string(), z.looseObject({})]))])
    .optional()
    .describe("Роли и органы, известные во всех документах: [директор, педагогический совет]."),
  люди: z
    .record(
      z.string(),
      z.strictObject({
        должность: z.string().optional().describe("Должность: учитель математики."),
        роли: z.array(z.string()).optional().describe("Роли, которые человек исполняет: [координатор ПОС]."),
        падежи: z.looseObject({}).optional().describe("Особые падежные формы фамилии."),
      }),
    )
    .optional()
    .describe("Люди: Филькина М.Г.: { должность: учитель математики, роли: [координатор ПОС] }."),
  правила: z
    .record(z.string(), z.enum(["нет", "подсказка", "сведение", "предупреждение", "ошибка"]))
    .optional()
    .describe("Уровни правил: list-punctuation: нет."),
  календарь: calendarSchema.optional(),
  профили: z.array(z.string()).optional().describe("Файлы своих видов документов: [profiles/*.yaml]."),
});

const noConfig: Config = {
  uri: undefined,
  organisation: undefined,
  roles: [],
  people: [],
  levels: new Map(),
  calendar: readCalendar(undefined),
  profiles: [],
  profilesRead: true,
  problems: [],
};

/** The `reglament.yaml` nearest upwards of `uri`. */
export function configOf(workspace: Workspace, uri: string): Config {
  const { docs } = workspace;
  const byUri = nearestConfigs(docs, docs.revision);
  let nearest = byUri.get(uri);
  if (nearest === undefined) byUri.set(uri, (nearest = nearestConfig(docs, uri)));
  const doc = docs.get(nearest);
  return doc ? readConfig(workspace, doc) : noConfig;
}

/** Every look-up between documents begins with it. */
const nearestConfigs = ofOwnerWith((_docs: Docs, _revision: number) => new Map<string, string>());

/** Its URI; empty when there is none. */
function nearestConfig(docs: Docs, uri: string): string {
  for (let folder = folderOf(uri); folder; folder = folderOf(folder)) {
    const config = `${folder}/reglament.yaml`;
    if (docs.has(config)) return config;
  }
  return "";
}

interface KeptConfig {
  readonly config: Config;
  /** The profiles it was read with, and all profiles of then. */
  readonly profiles: string;
  readonly texts: Profiles;
  readonly revision: number;
}

const configs = new WeakMap<Doc, KeptConfig>();

function readConfig(workspace: Workspace, doc: Doc): Config {
  const known = configs.get(doc);
  const { profiles: texts } = workspace;
  if (known?.texts === texts && known.revision === texts.revision) return known.config;
  const value = record(doc.yaml?.value);
  const globs = list(value.профили).flatMap(v => str(v) ?? []);
  const sources = globs.length
    ? [...workspace.profiles].filter(([uri]) => globs.some(g => matches(g, folderOf(doc.uri), uri))).sort()
    : [];
  const key = sources.map(([uri, text]) => uri + text).join("\0");
  if (known?.profiles === key) {
    configs.set(doc, { ...known, texts, revision: texts.revision });
    return known.config;
  }
  const problems: HeaderProblem[] = [...(doc.yaml?.problems ?? [])];
  if (doc.yaml) {
    problems.push(...schemaProblems(doc.yaml, configSchema));
    problems.push(...trusted(doc.yaml, calendarProblems(doc.yaml)));
  }
  const profiles: Profile[] = [];
  for (const [uri, text] of sources) {
    const read = readProfile(text, type => [...profiles, ...builtIn].find(p => p.type === type));
    if (read.profile) profiles.push(read.profile);
    else if (doc.yaml) {
      problems.push({
        ...rangeOf(doc.yaml, ["профили"]),
        message: `Профиль ${fileName(uri)} не читается: ${read.problems[0]?.message ?? "ошибка в YAML."}`,
      });
    }
  }
  for (const [n, glob] of globs.entries()) {
    if (!doc.yaml || /[*?]/.test(glob) || sources.some(([uri]) => matches(glob, folderOf(doc.uri), uri))) continue;
    problems.push({
      ...rangeOf(doc.yaml, ["профили", n]),
      message: `Профиль «${glob}» не найден: его файл должен лежать в папке «профили» рядом с reglament.yaml.`,
    });
  }
  const levels = new Map<string, ConfigLevel>();
  for (const [id, word] of Object.entries(record(value.правила))) {
    const level = levelWords.get(str(word) ?? "");
    if (level) levels.set(id, level);
  }
  const config: Config = {
    uri: doc.uri,
    organisation: organisationOf(value.организация),
    roles: doc.header.roles,
    people: Object.entries(record(value.люди)).map(([name, raw]) => ({
      name,
      roles: list(record(raw).роли).flatMap(v => str(v) ?? []),
      ...some("post", str(record(raw).должность)),
    })),
    levels,
    calendar: readCalendar(value.календарь),
    profiles,
    profilesRead:
      profiles.length === sources.length &&
      globs.every(g => sources.some(([uri]) => matches(g, folderOf(doc.uri), uri))),
    problems,
  };
  configs.set(doc, { config, profiles: key, texts, revision: texts.revision });
  return config;
}

/** Problems of `правила:` that only the list of rules reveals. */
export function unknownRules(doc: Doc, ids: ReadonlySet<string>): HeaderProblem[] {
  if (!doc.yaml) return [];
  return Object.keys(record(record(doc.yaml.value).правила)).flatMap(id => {
    if (ids.has(id)) return [];
    const meant = nearest(id, [...ids]);
    return [
      {
        ...keyRangeOf(doc.yaml!, ["правила", id]),
        message: `Правила «${id}» нет${meant ? `: возможно, «${meant}»` : ""}.`,
        ...some("meant", meant),
      },
    ];
  });
}

const matches = (glob: string, folder: string, uri: string): boolean =>
  uri.startsWith(`${folder}/`) && matchesGlob(glob, addressKey(uri.slice(folder.length + 1)));
