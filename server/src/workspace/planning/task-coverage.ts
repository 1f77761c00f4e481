/** Where the tasks of a regulation are answered for: activities of plans, passages of minutes, rows of reports. */

import type { Doc } from "../../model/document";
import { factsOf } from "../../model/facts";
import { dateAndNumber } from "../../model/requisites";
import { type Task, tasksOf } from "../../model/tasks";
import type { PackagePart } from "../../profiles/profile";
import { indexOf } from "../../russian/likeness";
import { ofOwnerWith } from "../../russian/memo";
import type { Span } from "../../syntax/span";
import type { Workspace } from "../docs";
import { linksOf } from "../links";
import { resolve } from "../neighbours";
import { partsOf, profileFor, regulationOf } from "../packages/packages";
import { cellsOf, type Row, tableOf } from "../tables";
import { type Coverage, coverageOf, type PlanRow } from "./coverage";

export interface TaskMention extends Span {
  readonly doc: Doc;
  /** «Семинар», «протокол от … № …». */
  readonly words: string;
}

/** What answers for one task. */
export interface Answers {
  /** undefined for what answers no task of the regulation. */
  readonly task: Task | undefined;
  readonly plan: readonly TaskMention[];
  readonly minutes: readonly TaskMention[];
  readonly report: readonly TaskMention[];
}

export interface TaskAnswers {
  readonly regulation: Doc;
  /** One for each task in the order of the regulation, then what has none. */
  readonly rows: readonly Answers[];
  readonly plans: readonly Doc[];
  readonly minutes: readonly Doc[];
  readonly reports: readonly Doc[];
}

/** undefined when the document has no regulation, or the regulation no tasks. What the matrix shows and lenses count. */
export function answersOf(workspace: Workspace, doc: Doc): TaskAnswers | undefined {
  const regulation = regulationOf(workspace, doc);
  if (!regulation || tasksOf(regulation).length === 0) return undefined;
  return answersAt(regulation, workspace, workspace.docs.edits);
}

const answersAt = ofOwnerWith((regulation: Doc, workspace: Workspace, _edits: number) =>
  readAnswers(workspace, regulation),
);

function readAnswers(workspace: Workspace, regulation: Doc): TaskAnswers {
  const about = (part: PackagePart) =>
    partsOf(workspace, regulation, part).filter(d => regulationOf(workspace, d) === regulation);
  const plans = about("план");
  const minutes = about("протокол");
  const reports = about("отчёт");
  const planned = coverageOf(workspace, regulation, plans);
  const reported = coverageOf(workspace, regulation, reports);
  const sameRows = sameNames(reports.flatMap(report => rowsIn(workspace, report)));
  const inMinutes = minutes.map(m => passageFinder(workspace, m, regulation));
  const inReports = reports.map(r => passageFinder(workspace, r, regulation));

  const answers = ({ task, rows }: Coverage, i: number): Answers => {
    const names = rows.map(({ row }) => nameOf(row));
    const told = (finders: readonly PassageFinder[]) => finders.flatMap(find => find(task, names) ?? []);
    const own = [...reported[i]!.rows, ...names.flatMap(sameRows)];
    const report = own.filter((r, k) => own.findIndex(o => o.row === r.row) === k).map(mention);
    return {
      task,
      plan: rows.map(mention),
      minutes: told(inMinutes),
      report: report.length ? report : told(inReports),
    };
  };
  const answering = new Set(planned.flatMap(c => c.rows.map(r => r.row)));
  const loose = plans.flatMap(plan => rowsIn(workspace, plan)).filter(r => !answering.has(r.row));
  const rows = planned.map(answers);
  if (loose.length) rows.push({ task: undefined, plan: loose.map(mention), minutes: [], report: [] });
  return { regulation, rows, plans, minutes, reports };
}

const rowsIn = (workspace: Workspace, doc: Doc): PlanRow[] =>
  (tableOf(doc, profileFor(workspace, doc))?.rows ?? []).map(row => ({ doc, row }));

const nameOf = (row: Row): string =>
  cellsOf(row, "название")
    .map(c => c.text)
    .join(", ");

const mention = ({ doc, row }: PlanRow): TaskMention => ({
  doc,
  from: row.from,
  to: row.to,
  words: nameOf(row) || `Строка ${row.index + 1}`,
});

/** Finds the rows whose name has all the words of another. */
function sameNames(rows: readonly PlanRow[]): (name: string) => readonly PlanRow[] {
  const index = indexOf(rows.map(r => nameOf(r.row)));
  return name => {
    const found: PlanRow[] = [];
    index.some(name, (i, common, asked) => {
      if (common === asked) found.push(rows[i]!);
      return false;
    });
    return found;
  };
}

type PassageFinder = (task: Task, activities: readonly string[]) => TaskMention | undefined;

/**
 * Finds the first block of a text that links to the task's clause, names it («пункт 1.2.1 Положения») or has all the words
 * of an activity; a name of one word proves nothing.
 */
function passageFinder(workspace: Workspace, doc: Doc, regulation: Doc): PassageFinder {
  const links = linksOf(doc).filter(l => l.path && resolve(workspace, doc.uri, l.path) === regulation);
  const passages = doc.tree.blocks.flatMap((block, i) => {
    const facts = factsOf(block);
    if (facts.words.length === 0) return [];
    const start = doc.tree.starts[i]!;
    const linked = links.filter(l => l.from >= start && l.from < start + block.text.length).map(l => l.anchor);
    const named = /положени/iu.test(block.text)
      ? facts.references.filter(r => r.target === "clause" && !r.own).map(r => r.path)
      : [];
    return [
      { from: start + block.from, to: start + block.to, text: block.text, clauses: new Set([...linked, ...named]) },
    ];
  });
  const index = indexOf(passages.map(p => p.text));
  const words = actName(doc);
  return (task, activities) => {
    let first = passages.findIndex(p => p.clauses.has(task.path));
    for (const name of activities)
      index.some(name, (i, common, asked) => {
        if (asked > 1 && common === asked && (first < 0 || i < first)) first = i;
        return false;
      });
    const passage = passages[first];
    return passage && { doc, from: passage.from, to: passage.to, words };
  };
}

/** «протокол от 10.09.2026 № 1». */
const actName = ({ header }: Doc): string =>
  [header.type ?? "документ", dateAndNumber(header.registration ?? {})].filter(Boolean).join(" ");
