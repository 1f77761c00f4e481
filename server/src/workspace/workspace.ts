/** Many documents: look-ups between them and the `reglament.yaml` that applies. What needs two documents is asked here, never stored. */
import * as z from "zod";
import { createDoc, type Doc, fileName } from "../model/document";
import {
  type HeaderProblem,
  list,
  nearest,
  type Organisation,
  organisationOf,
  organisationSchema,
  type RoleDeclaration,
  record,
  schemaProblems,
  some,
  str,
  trusted,
} from "../model/header";
import { builtIn } from "../profiles/all";
import { type Profile, readProfile } from "../profiles/profile";
import type { CalendarDate } from "../russian/dates";
import { keyRangeOf, rangeOf } from "../syntax/yaml";
import { type Calendar, calendarProblems, calendarSchema, readCalendar } from "./calendar";

export type ConfigLevel = "error" | "warning" | "information" | "hint" | "off";
/** Words of `правила:` and what they mean. */
export const levelWords: Readonly<Record<string, ConfigLevel>> = {
  нет: "off",
  подсказка: "hint",
  сведение: "information",
  предупреждение: "warning",
  ошибка: "error",
};

export interface Person {
  readonly name: string;
  readonly post?: string;
  readonly roles: readonly string[];
}

/** What the nearest `reglament.yaml` says; empty when there is none. */
export interface Config {
  readonly uri: string | undefined;
  readonly organisation: Organisation | undefined;
  readonly roles: readonly RoleDeclaration[];
  readonly people: readonly Person[];
  readonly levels: ReadonlyMap<string, ConfigLevel>;
  readonly calendar: Calendar;
  readonly profiles: readonly Profile[];
  /** Each entry of `профили` names files, and all of them could be read: a type that no profile knows is unknown. */
  readonly profilesRead: boolean;
  readonly problems: readonly HeaderProblem[];
}

/** Documents by URI. */
export class Docs extends Map<string, Doc> {
  /** Changes when a document comes, goes, or names another kind or other neighbours, and with `reglament.yaml`: what look-ups between documents rest on. */
  revision = 0;
  /** Changes with every edit. */
  edits = 0;
  /** URIs by their decoded form: editors encode them differently. */
  readonly #decoded = new Map<string, string>();

  override set(uri: string, doc: Doc): this {
    const before = this.get(uri);
    this.edits++;
    if (!before) this.#decoded.set(decode(uri), uri);
    if (!before || doc.kind === "workspace" || neighboursNamed(before) !== neighboursNamed(doc)) this.revision++;
    return super.set(uri, doc);
  }

  override delete(uri: string): boolean {
    if (!super.delete(uri)) return false;
    this.#decoded.delete(decode(uri));
    this.edits++;
    this.revision++;
    return true;
  }

  /** Lets go of all that was read of a document but its text: it is read again when somebody asks. */
  release(uri: string): void {
    const doc = this.get(uri);
    if (doc) super.set(uri, createDoc(uri, doc.text));
  }

  /** The document at `uri`, however it is encoded. */
  find(uri: string): Doc | undefined {
    return this.get(uri) ?? this.get(this.#decoded.get(decode(uri)) ?? "");
  }
}

const neighboursNamed = ({ header: { type, profile, approvedBy, appendixTo, basis } }: Doc) =>
  [type, profile, approvedBy, appendixTo, basis].join("\0");

/** Texts of own profiles by URI. */
export class Profiles extends Map<string, string> {
  /** Changes with any of them. */
  revision = 0;

  override set(uri: string, text: string): this {
    this.revision++;
    return super.set(uri, text);
  }

  override delete(uri: string): boolean {
    this.revision++;
    return super.delete(uri);
  }
}

export interface Workspace {
  readonly docs: Docs;
  readonly profiles: Profiles;
  /** The day by the host's clock; undefined where nobody tells. The core has no clock of its own. */
  today: CalendarDate | undefined;
}

export function createWorkspace(files: readonly { readonly uri: string; readonly text: string }[] = []): Workspace {
  const workspace: Workspace = { docs: new Docs(), profiles: new Profiles(), today: undefined };
  for (const { uri, text } of files) setFile(workspace, uri, text);
  return workspace;
}

/** Puts a file in: a document, or the text of an own profile. */
export function setFile(workspace: Workspace, uri: string, text: string): void {
  if (isDocument(uri)) workspace.docs.set(uri, createDoc(uri, text));
  else workspace.profiles.set(uri, text);
}

export const isDocument = (uri: string) =>
  /\.reg\.(?:md|ya?ml)$/.test(fileName(uri)) || fileName(uri) === "reglament.yaml";

const folderOf = (uri: string) => uri.slice(0, uri.lastIndexOf("/") + 1);

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
  let known = nearestConfigs.get(docs);
  if (known?.revision !== docs.revision)
    nearestConfigs.set(docs, (known = { revision: docs.revision, byUri: new Map() }));
  let nearest = known.byUri.get(uri);
  if (nearest === undefined) known.byUri.set(uri, (nearest = nearestConfig(docs, uri)));
  const doc = docs.get(nearest);
  return doc ? readConfig(workspace, doc) : noConfig;
}

/** Every look-up between documents begins with it. */
const nearestConfigs = new WeakMap<Docs, { readonly revision: number; readonly byUri: Map<string, string> }>();

/** Its URI; empty when there is none. */
function nearestConfig(docs: Docs, uri: string): string {
  for (let folder = folderOf(uri); folder.length > 1; folder = folderOf(folder.slice(0, -1))) {
    if (docs.has(`${folder}reglament.yaml`)) return `${folder}reglament.yaml`;
    if (!folder.slice(0, -1).includes("/")) break;
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
    if (!doc.yaml || glob.includes("*") || sources.some(([uri]) => matches(glob, folderOf(doc.uri), uri))) continue;
    problems.push({
      ...rangeOf(doc.yaml, ["профили", n]),
      message: `Профиль «${glob}» не найден: его файл должен лежать в папке «профили» рядом с reglament.yaml.`,
    });
  }
  const levels = new Map<string, ConfigLevel>();
  for (const [id, word] of Object.entries(record(value.правила))) {
    const level = levelWords[str(word) ?? ""];
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

/** Problems of `правила:` that only the list of rules can tell. */
export function unknownRules(doc: Doc, ids: readonly string[]): HeaderProblem[] {
  if (!doc.yaml) return [];
  return Object.keys(record(record(doc.yaml.value).правила)).flatMap(id => {
    if (ids.includes(id)) return [];
    const meant = nearest(id, ids);
    return [
      {
        ...keyRangeOf(doc.yaml!, ["правила", id]),
        message: `Правила «${id}» нет${meant ? `: возможно, «${meant}»` : ""}.`,
        ...some("meant", meant),
      },
    ];
  });
}

function matches(glob: string, folder: string, uri: string): boolean {
  if (!uri.startsWith(folder)) return false;
  const pattern = glob
    .replace(/^\.\//, "")
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*\*\/?/g, "\0")
    .replace(/\*/g, "[^/]*")
    .replaceAll("\0", "(?:.*/)?");
  return new RegExp(`^${pattern}$`, "u").test(decode(uri.slice(folder.length)));
}

const decode = (s: string) => {
  try {
    return decodeURIComponent(s);
  } catch {
    return s;
  }
};

/** URI of a relative path written in a document. */
export function resolveUri(from: string, path: string): string {
  const key = `${folderOf(from)}\0${path}`;
  let uri = resolved.get(key);
  if (uri === undefined) {
    if (resolved.size >= MOST_RESOLVED) resolved.clear();
    resolved.set(key, (uri = joined(from, path)));
  }
  return uri;
}

/** The same few paths are asked for at each check. */
const resolved = new Map<string, string>();
const MOST_RESOLVED = 50_000;

function joined(from: string, path: string): string {
  const parts = folderOf(from).split("/").slice(0, -1);
  const steps = decode(path).split("#")[0]!.split("/");
  for (const step of steps) {
    if (step === "..") parts.pop();
    else if (step !== "." && step !== "") parts.push(encodeStep(step));
  }
  return parts.join("/");
}

/** The path by which a document in `folder` (a URI without the last slash) names another one. */
export function relativePath(folder: string, uri: string): string {
  const from = decode(folder).split("/");
  const to = decode(uri).split("/");
  let same = 0;
  while (same < from.length && same < to.length - 1 && from[same] === to[same]) same++;
  return [...from.slice(same).map(() => ".."), ...to.slice(same)].join("/");
}

/** As VS Code encodes a path segment. */
const encodeStep = (s: string) =>
  // Half of a surrogate pair has no code.
  encodeURIComponent(s.replace(/\p{Cs}/gu, "\ufffd")).replace(
    /[!'()*]/g,
    c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** The document that `path`, written in `from`, names. */
export function resolve(workspace: Workspace, from: string, path: string | undefined): Doc | undefined {
  if (!path) return undefined;
  return workspace.docs.find(resolveUri(from, path));
}

/** The order that approves a document, or the document it is an appendix to. */
export function approvalOf(workspace: Workspace, doc: Doc): Doc | undefined {
  return resolve(workspace, doc.uri, doc.header.approvedBy) ?? resolve(workspace, doc.uri, doc.header.appendixTo);
}

/** Documents that name this one as the document they rest on or are appendices to. */
export function dependantsOf(workspace: Workspace, doc: Doc): readonly Doc[] {
  return (indexOf(workspace).get(doc.uri) ?? []).flatMap(uri => workspace.docs.get(uri) ?? []);
}

/** Documents that this one's header names. */
export function namedBy(workspace: Workspace, { uri, header: { approvedBy, appendixTo, basis } }: Doc): readonly Doc[] {
  return [...new Set([approvedBy, appendixTo, basis].flatMap(p => resolve(workspace, uri, p) ?? []))];
}

/** Documents whose definitions this one relies on: what it names, and what names it. */
export function relatedOf(workspace: Workspace, doc: Doc): readonly Doc[] {
  return [...new Set([...namedBy(workspace, doc), ...dependantsOf(workspace, doc)])].filter(d => d !== doc);
}

// Who names whom.
const indexes = new WeakMap<Workspace, { revision: number; index: ReadonlyMap<string, readonly string[]> }>();

function indexOf(workspace: Workspace): ReadonlyMap<string, readonly string[]> {
  const known = indexes.get(workspace);
  if (known?.revision === workspace.docs.revision) return known.index;
  const index = new Map<string, string[]>();
  for (const doc of workspace.docs.values()) {
    for (const target of namedBy(workspace, doc)) {
      const dependants = index.get(target.uri);
      if (dependants) dependants.push(doc.uri);
      else index.set(target.uri, [doc.uri]);
    }
  }
  indexes.set(workspace, { revision: workspace.docs.revision, index });
  return index;
}
