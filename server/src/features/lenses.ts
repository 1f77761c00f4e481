/**
 * Lenses (LSP textDocument/codeLens): where the tasks of a regulation are answered for, who holds its offices; if asked for by
 * `reglament.lenses`, references of clauses and the state of sections.
 */
import { type CodeLens, CodeLensRefreshRequest, type Command, type Location } from "vscode-languageserver";
import type { Doc } from "../model/document";
import { tasksOf } from "../model/tasks";
import { record } from "../model/values";
import { ClientCommands } from "../protocol";
import { personName } from "../russian/names";
import { sentenceAround } from "../russian/sentences";
import type { Span } from "../syntax/span";
import { configOf } from "../workspace/config";
import type { Workspace } from "../workspace/docs";
import { type Holder, holdersOf, officeName, sameOffice } from "../workspace/entities/offices";
import { listedName } from "../workspace/entities/responsible";
import { officeHeads, type Role, rolesOf } from "../workspace/entities/roles";
import { partOf, partsOf, regulationOf } from "../workspace/packages/packages";
import { type Answers, answersOf, type TaskAnswers, type TaskMention } from "../workspace/planning/task-coverage";
import { rangeIn } from "./convert";
import { type Feature, type Session, whenChanged } from "./feature";
import type { Lens, LensSubject, LensText } from "./lens";
import { referenceLenses, referencesText, sectionLenses, sectionsText, sectionText } from "./outline-lenses";

/** Between a change and the question whether lenses say something else now, ms. */
const PAUSE = 300;

export const lenses: Feature = {
  capabilities: { codeLensProvider: { resolveProvider: true } },
  listen(session) {
    const { connection, workspace } = session;
    /** What the lenses of a document said last. */
    const told = new Map<string, { readonly wanted: WantedLenses; readonly said: string }>();
    const saying = (doc: Doc, wanted: WantedLenses): string =>
      JSON.stringify(lensesOf(workspace, doc, wanted).map(l => lensText(workspace, doc, l.about)));

    connection.onCodeLens(async ({ textDocument: { uri } }): Promise<CodeLens[] | null> => {
      await session.ready;
      const doc = session.doc(uri);
      const text = session.text(uri);
      if (!doc || !text) return null;
      const wanted = await wantedFor(session, uri);
      told.set(uri, { wanted, said: saying(doc, wanted) });
      return lensesOf(workspace, doc, wanted).map(l => ({
        range: rangeIn(text, l),
        data: { uri, about: l.about } satisfies LensData,
      }));
    });
    connection.onCodeLensResolve(lens => {
      const { uri, about } = lens.data as LensData;
      const doc = session.doc(uri);
      const found = doc && lensText(workspace, doc, about);
      // A lens without a command would be asked for again and again.
      return { ...lens, command: found ? commandOf(session, uri, lens, found) : { title: "", command: "" } };
    });
    whenChanged(session, PAUSE, "lenses", () => {
      let differs = false;
      for (const [uri, { wanted, said }] of told) {
        const doc = session.isOpen(uri) ? session.doc(uri) : undefined;
        if (!doc) told.delete(uri);
        else if (saying(doc, wanted) !== said) differs = true;
      }
      return differs && session.client.workspace?.codeLens?.refreshSupport
        ? connection.sendRequest(CodeLensRefreshRequest.type)
        : undefined;
    });
  },
};

/** Kinds of lenses, as in the settings `reglament.lenses`. */
interface WantedLenses {
  /** Tasks and offices. */
  readonly package: boolean;
  readonly references: boolean;
  readonly sections: boolean;
}
const usual: WantedLenses = { package: true, references: false, sections: false };

/** Reads the editor's settings for a document; the defaults where it has none. */
async function wantedFor({ connection, client }: Session, uri: string): Promise<WantedLenses> {
  if (!client.workspace?.configuration) return usual;
  const told: unknown = await connection.workspace
    .getConfiguration({ scopeUri: uri, section: "reglament.lenses" })
    .catch(() => undefined);
  const settings = record(told);
  const flag = (value: unknown, otherwise: boolean) => (typeof value === "boolean" ? value : otherwise);
  return {
    package: flag(settings.enabled, usual.package),
    references: flag(record(settings.references).enabled, usual.references),
    sections: flag(record(settings.sections).enabled, usual.sections),
  };
}

interface LensData {
  readonly uri: string;
  readonly about: LensSubject;
}

/** What answers for a task, and how a lens calls one and several documents of the kind. */
const answering: readonly {
  readonly docs: (answers: TaskAnswers) => readonly Doc[];
  readonly of: (answers: Answers) => readonly TaskMention[];
  readonly one: string;
  readonly many: string;
}[] = [
  { docs: a => a.plans, of: a => a.plan, one: "в плане", many: "в планах" },
  { docs: a => a.reports, of: a => a.report, one: "в отчёте", many: "в отчётах" },
  { docs: a => a.minutes, of: a => a.minutes, one: "в протоколе", many: "в протоколах" },
];

/** Lenses of the wanted kinds, in text order. */
export function lensesOf(workspace: Workspace, doc: Doc, wanted = usual): readonly Lens[] {
  return [
    ...(wanted.sections ? sectionLenses(workspace, doc) : []),
    ...(wanted.package ? packageLenses(workspace, doc) : []),
    ...(wanted.references ? referenceLenses(workspace, doc) : []),
  ].sort((a, b) => a.from - b.from);
}

/** Lenses of a regulation; none where its package says nothing about it. */
function packageLenses(workspace: Workspace, doc: Doc): readonly Lens[] {
  if (partOf(workspace, doc) !== "основа") return [];
  const all = answersOf(workspace, doc);
  const tasks = all && answering.some(({ docs }) => docs(all).length > 0) ? tasksOf(doc) : [];
  return [
    ...tasks.map(({ path, from, to }): Lens => ({ about: { kind: "task", path }, from, to })),
    ...(saysWho(workspace, doc) ? roleLenses(workspace, doc) : []),
  ];
}

/** Whether anything of the package or reglament.yaml could name the holder of an office. */
const saysWho = (workspace: Workspace, doc: Doc): boolean =>
  partsOf(workspace, doc, "приказ").length > 0 ||
  partsOf(workspace, doc, "протокол").some(d => regulationOf(workspace, d) === doc) ||
  configOf(workspace, doc.uri).people.some(p => p.roles.length > 0);

/** Over the header's word for a role and over the clauses that establish it. */
function roleLenses(workspace: Workspace, doc: Doc): Lens[] {
  const found: Lens[] = [];
  const byBlock = new Map<number, Set<string>>();
  for (const role of rolesOf(workspace, doc).roles.values()) {
    if (!role.declaredHere && !officeHeads.has(role.name)) continue;
    if (role.declaredHere && role.declaration)
      found.push({ about: { kind: "role", name: role.name, named: false }, ...spanOf(role.declaration) });
    for (const { block } of role.established) byBlock.set(block, (byBlock.get(block) ?? new Set()).add(role.name));
  }
  for (const [block, names] of byBlock) {
    const clause = doc.outline.clauseOf[block];
    const { blocks, starts } = doc.tree;
    const span = clause ?? { from: starts[block]! + blocks[block]!.from, to: starts[block]! + blocks[block]!.to };
    for (const name of names)
      found.push({ about: { kind: "role", name, named: names.size > 1 }, from: span.from, to: span.to });
  }
  return found;
}

const spanOf = ({ from, to }: Span): Span => ({ from, to });

/** What a lens says; undefined when its subject is gone. */
export function lensText(workspace: Workspace, doc: Doc, about: LensSubject): LensText | undefined {
  switch (about.kind) {
    case "task":
      return taskText(workspace, doc, about.path);
    case "role": {
      const role = rolesOf(workspace, doc).roles.get(about.name);
      const text = role && roleText(workspace, doc, role);
      return text && about.named ? { ...text, title: `${about.name}: ${text.title}` } : text;
    }
    case "references":
      return referencesText(workspace, doc, about.path);
    case "section":
      return sectionText(workspace, doc, about.title);
    case "sections":
      return sectionsText(workspace, doc);
    default:
      return about satisfies never;
  }
}

/** «в плане 3, в отчёте нет, в протоколах 2», of the kinds that the package has: the numbers of the matrix of tasks. */
function taskText(workspace: Workspace, regulation: Doc, path: string): LensText | undefined {
  const all = answersOf(workspace, regulation);
  const own = all?.rows.find(r => r.task?.path === path);
  if (!all || !own) return undefined;
  const told = answering.filter(({ docs }) => docs(all).length > 0);
  return {
    title: told
      .map(({ docs, of, one, many }) => `${docs(all).length === 1 ? one : many} ${of(own).length || "нет"}`)
      .join(", "),
    places: told.flatMap(({ of }) => of(own).map(({ doc, from, to }) => ({ uri: doc.uri, from, to }))),
  };
}

/** «назначен приказом № 95: Филькина М.Г.», by the newest document that names somebody. */
function roleText(workspace: Workspace, doc: Doc, role: Role): LensText {
  const office = officeName(role.name);
  const all = holdersOf(workspace, doc).filter(h => sameOffice(workspace, doc, office, h));
  const told = all.filter(h => h.by !== "people");
  const holders = told.length ? told.filter(h => h.uri === newest(told).uri) : all;
  const [first] = holders;
  if (!first) return { title: isElected(doc, role) ? "никто не избран" : "никто не назначен", places: [] };
  const named: string[] = [];
  for (const { person } of holders) {
    const name = surnameFirst(listedName(workspace, doc, person));
    if (!named.includes(name)) named.push(name);
  }
  const number = workspace.docs.get(first.uri)?.header.registration?.number;
  const of = number && !/_{2,}/.test(number) ? ` № ${number}` : "";
  const how =
    first.by === "order"
      ? `назначен приказом${of}`
      : first.by === "minutes"
        ? `избран, протокол${of}`
        : "reglament.yaml";
  return {
    title: `${how}: ${named.join(", ")}`,
    places: holders.map(h => ({ uri: h.uri, from: h.at.from, to: h.at.to })),
  };
}

const newest = (holders: readonly Holder[]): Holder => holders.reduce((a, b) => (dayOf(b) > dayOf(a) ? b : a));

const dayOf = ({ date }: Holder): number => (date ? date.y * 10_000 + date.m * 100 + date.d : 0);

/** «Л.П. Дорохова» → «Дорохова Л.П.». */
function surnameFirst(name: string): string {
  const parts = personName(name);
  return parts
    ? `${parts.surname} ${parts.given}${parts.given.endsWith(".") ? "" : " "}${parts.patronymic}`.trim()
    : name;
}

/** Whether the office is filled by a vote: by the header's word, else by the sentences that establish it. */
function isElected(doc: Doc, role: Role): boolean {
  const order = role.declaration?.procedure;
  const passages = role.established.map(({ block, from }) => {
    const text = doc.tree.blocks[block]!.text;
    const sentence = sentenceAround(text, from - doc.tree.starts[block]!);
    return text.slice(sentence.from, sentence.to);
  });
  return (order ? [order] : passages).some(text => /избира|избер|избран|выбира/iu.test(text));
}

/** Shows the places where the client can; the command of VS Code's own, which several editors know, elsewhere. */
function commandOf(session: Session, uri: string, lens: CodeLens, { title, places }: LensText): Command {
  const locations = places.flatMap((p): Location[] => {
    const text = session.text(p.uri);
    return text ? [{ uri: p.uri, range: rangeIn(text, p) }] : [];
  });
  if (locations.length === 0) return { title, command: "" };
  const command = session.options.clientCommands ? ClientCommands.showPlaces : "editor.action.showReferences";
  return { title, command, arguments: [uri, lens.range.start, locations] };
}
