/** Packages and what is in them, for the view «Документы» (our requests `reglament/packages`, `reglament/packageDocuments`). */

import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import { type Doc, titleOf } from "../model/document";
import type { ActNumber, Header } from "../model/header";
import { approvalLines, dateAndNumber, dateText } from "../model/requisites";
import { fileName, folderOf } from "../model/uris";
import { packageParts } from "../profiles/profile";
import {
  type DocumentNode,
  type FindingCounts,
  type MissingNode,
  PackageDocuments,
  type PackageNode,
  type PackageParams,
  type PackageResult,
  Packages,
  PackagesChanged,
  type PackagesChangedParams,
} from "../protocol";
import { capitalised } from "../russian/capitalised";
import { compileMatcher } from "../russian/matcher";
import { ofOwnerWith } from "../russian/memo";
import { words } from "../russian/words";
import { configOf } from "../workspace/config";
import type { Workspace } from "../workspace/docs";
import { resolve } from "../workspace/neighbours";
import { missingCompanions } from "../workspace/packages/companions";
import {
  documentsOf,
  type Package,
  packageOf,
  packagesOf,
  packageTitle,
  partOf,
  profileFor,
} from "../workspace/packages/packages";
import { type Feature, type Session, whenChanged } from "./feature";

/** Between a change and the question whether the view shows something else now, ms. */
const PAUSE = 250;
/** A long comparison yields to keystrokes every so often, ms. */
const SLICE = 15;

export const packages: Feature = {
  capabilities: {},
  listen(session) {
    const { connection, workspace } = session;
    /** What the client knows, by package; of the list of packages under an empty key. */
    const told = new Map<string, string>();
    let turn = 0;

    /** The first answer is kept; later ones are compared only when something has changed, whoever asked in between. */
    const answered = <T>(key: string, answer: T): T => {
      if (!told.has(key)) told.set(key, JSON.stringify(answer));
      return answer;
    };
    const differs = (key: string, answer: unknown): boolean => {
      const before = told.get(key);
      const now = JSON.stringify(answer);
      told.set(key, now);
      return before !== now;
    };
    const contents = (own: Package): PackageResult => packageContents(workspace, own, doc => countsIn(session, doc));

    async function compare(): Promise<void> {
      const own = ++turn;
      const list = told.has("") && differs("", packageNodes(workspace));
      const ids: string[] = [];
      let started = Date.now();
      for (const id of [...told.keys()]) {
        if (Date.now() - started > SLICE) {
          await new Promise(resolve => setTimeout(resolve, 0));
          // A newer change: its own comparison covers the rest, and reports what this one has found.
          if (turn !== own) break;
          started = Date.now();
        }
        const doc = session.doc(id);
        const known = doc && packageOf(workspace, doc);
        if (id === "") continue;
        if (!known || known.id !== id) told.delete(id);
        else if (differs(id, contents(known))) ids.push(id);
      }
      const params: PackagesChangedParams = { list, ids };
      if (list || ids.length) await connection.sendNotification(PackagesChanged, params);
    }

    connection.onRequest(Packages, async (): Promise<readonly PackageNode[]> => {
      await session.ready;
      return answered("", packageNodes(workspace));
    });
    connection.onRequest(PackageDocuments, async ({ uri }: PackageParams): Promise<PackageResult | null> => {
      await session.ready;
      const doc = session.doc(uri);
      const own = doc && packageOf(workspace, doc);
      return own ? answered(own.id, contents(own)) : null;
    });
    whenChanged(session, PAUSE, "packages", compare);
  },
};

/** The findings of a document as its client shows them: those that wait until a line is left aren't counted. */
function countsIn(session: Session, doc: Doc): FindingCounts {
  const { items } = session.diagnostics(doc);
  const of = (severity: DiagnosticSeverity) => items.filter((d: Diagnostic) => d.severity === severity).length;
  return {
    errors: of(DiagnosticSeverity.Error),
    warnings: of(DiagnosticSeverity.Warning),
    informations: of(DiagnosticSeverity.Information),
  };
}

const collator = new Intl.Collator("ru", { numeric: true });

/** The packages by label, those of one label by folder. */
export function packageNodes(workspace: Workspace): PackageNode[] {
  const all = packagesOf(workspace);
  const folders = new Map<string, number>();
  for (const { uris } of all)
    for (const folder of new Set(uris.map(folderOf))) folders.set(folder, (folders.get(folder) ?? 0) + 1);
  return all
    .map(own => {
      const folder = folderOf(own.id);
      const title = packageTitle(workspace, own);
      return {
        id: own.id,
        title,
        label: abbreviated(title, workspace.docs.get(own.id)?.header),
        folder,
        shared: folders.get(folder)! > 1,
        count: own.uris.length,
      };
    })
    .sort((a, b) => collator.compare(a.label, b.label) || collator.compare(a.folder, b.folder));
}

/** «Положение о профессиональном обучающемся сообществе» → «Положение о ПОС», where the header declares ПОС. */
const abbreviated = (title: string, header: Header | undefined): string => (header ? shortTitle(header, title) : title);

const shortTitle = ofOwnerWith((header: Header, title: string): string => {
  const terms = header.terms.filter(t => /^\p{Lu}{2,}$/u.test(t.short) && t.full);
  if (terms.length === 0) return title;
  const matcher = compileMatcher(terms.map(t => ({ key: t.short, phrases: [t.full] })));
  return matcher
    .find(title, words(title))
    .filter(m => m.key && !m.bare)
    .reduceRight((text, m) => text.slice(0, m.from) + m.key + text.slice(m.to), title);
});

/** The documents of a package, the regulation and what follows from it first, and what is still to be written. */
export function packageContents(
  workspace: Workspace,
  own: Package,
  counts: (doc: Doc) => FindingCounts,
): PackageResult {
  const docs = [...documentsOf(workspace, own)];
  const rank = (doc: Doc) => {
    const part = partOf(workspace, doc);
    return part ? packageParts.indexOf(part) : packageParts.length;
  };
  docs.sort(
    (a, b) =>
      rank(a) - rank(b) ||
      collator.compare(a.header.registration?.number ?? "", b.header.registration?.number ?? "") ||
      collator.compare(fileName(a.uri), fileName(b.uri)),
  );
  const regulations = docs.filter(d => partOf(workspace, d) === "основа");
  return {
    id: own.id,
    documents: docs.map(doc => ({
      uri: doc.uri,
      label: documentLabel(workspace, doc),
      title: titleOf(doc),
      part: partOf(workspace, doc),
      state: doc.header.type ? doc.header.state : undefined,
      approval: approvalText(workspace, doc),
      findings: counts(doc),
    })) satisfies DocumentNode[],
    missing: regulations.flatMap(regulation =>
      missingCompanions(workspace, regulation).map(
        (c): MissingNode => ({ regulation: regulation.uri, type: c.type, label: c.label }),
      ),
    ),
  };
}

/** «Приказ № 118», «План»; the file's name of a document that doesn't say what it is. */
export function documentLabel(workspace: Workspace, doc: Doc): string {
  const profile = profileFor(workspace, doc);
  const name = profile?.label ?? doc.header.type;
  if (!name) return fileName(doc.uri);
  const number = written(doc.header.registration?.number);
  return `${capitalised(name)}${number ? ` № ${number}` : ""}`;
}

/** What approves a document, else its own date and number. */
function approvalText(workspace: Workspace, doc: Doc): string | undefined {
  const { header } = doc;
  const organisation = header.organisation ?? configOf(workspace, doc.uri).organisation;
  const stamp = header.stamps.find(s => s.kind === "утверждено" || s.kind === "утверждаю");
  const order = resolve(workspace, doc.uri, header.approvedBy)?.header.registration ?? stamp?.order;
  const known = order && filled(order);
  if (known) return lowered(approvalLines(known, header.type, organisation).join(" "));
  if (stamp?.kind === "утверждаю") {
    const parts = [written(stamp.post), written(stamp.person), dateText(written(stamp.date) ?? "")].filter(Boolean);
    if (parts.length) return `утверждает ${parts.join(", ")}`;
  }
  const registered = header.registration && filled(header.registration);
  return registered && dateAndNumber(registered);
}

/** A date and a number without blanks; undefined when neither is written. */
function filled({ number, date }: ActNumber): ActNumber | undefined {
  const act = {
    ...(written(number) ? { number: number! } : {}),
    ...(written(date) ? { date: date! } : {}),
  };
  return act.number || act.date ? act : undefined;
}

const written = (value: string | undefined): string | undefined => (value && !/_{2,}/.test(value) ? value : undefined);
const lowered = (text: string): string => text.replace(/^\p{Lu}+/u, word => word.toLowerCase());
