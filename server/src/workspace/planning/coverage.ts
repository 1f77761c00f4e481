/** Which rows of which plans answer which tasks of the regulation. */
import { type Doc, ofDoc } from "../../model/document";
import { byNumber, depthOf, withParents } from "../../model/numbers";
import { type Task, tasksOf } from "../../model/tasks";
import { type Index, indexOf } from "../../russian/likeness";
import { memoized } from "../../russian/memo";
import type { Span } from "../../syntax/span";
import type { Workspace } from "../docs";
import { partsOf, profileFor, regulationOf } from "../packages/packages";
import { cellsOf, type Row, tableOf } from "../tables";

/** A clause that a cell names by its number. Offsets in the cell's text. */
export interface ClauseNumber extends Span {
  readonly path: string;
  /** The last one of «1.2.1–1.2.4». */
  readonly through?: string;
}

/** «1.2.1», «пп. 1.2.1–1.2.4», «1.2.1. Подбор книг»; nothing where another act is named («п. 7 Порядка»). */
export const clauseNumbersIn = memoized((text: string): readonly ClauseNumber[] => {
  if (FOREIGN.test(text)) return [];
  const wordy = (text.match(/\p{L}{3,}/gu) ?? []).some(
    w => !/^(?:пункт|подпункт|раздел|задач|положени|настоящ)/iu.test(w),
  );
  const found: ClauseNumber[] = [];
  for (const m of text.matchAll(/(?<![\d.])(\d+(?:\.\d+)*)(?:\s*[–—-]\s*(\d+(?:\.\d+)+))?/gu)) {
    // A bare figure among words counts something: «2 раза».
    if (wordy && !m[1]!.includes(".")) continue;
    const at = { from: m.index, to: m.index + m[1]!.length, path: m[1]! };
    if (!m[2]) found.push(at);
    else
      found.push(
        { ...at, through: m[2] },
        { from: m.index + m[0].length - m[2].length, to: m.index + m[0].length, path: m[2] },
      );
  }
  return found;
});

const FOREIGN = /закон|кодекс|устав|порядк|приказ|программ|стандарт|ФГОС|ст\.|стать/iu;

/** Numbers of the clauses and sections of a document, with those that only their parts have. */
export const clausePaths = ofDoc((doc: Doc): ReadonlySet<string> => {
  const { clauses, sections } = doc.outline;
  const own = [...clauses.map(c => c.number.path), ...sections.flatMap(s => s.number?.path ?? [])];
  return new Set(own.flatMap(withParents));
});

/** The plans that count together with `doc`, a plan or a report: of its package, regulation and school year. */
export function plansOf(workspace: Workspace, doc: Doc): readonly Doc[] {
  const regulation = regulationOf(workspace, doc);
  const year = doc.header.schoolYear;
  return partsOf(workspace, doc, "план").filter(
    d =>
      d === doc ||
      (regulationOf(workspace, d) === regulation &&
        (!year || !d.header.schoolYear || sameYear(year, d.header.schoolYear))),
  );
}

const sameYear = (a: string, b: string): boolean => a.match(/\d{4}/)?.[0] === b.match(/\d{4}/)?.[0];

export interface PlanRow {
  readonly doc: Doc;
  readonly row: Row;
}

export interface Coverage {
  readonly task: Task;
  readonly rows: readonly PlanRow[];
}

/** Every task of the regulation with the rows of `docs` (plans, or the report) that answer it. */
export function coverageOf(workspace: Workspace, regulation: Doc, docs: readonly Doc[]): readonly Coverage[] {
  const finder = taskFinder(regulation);
  const found = new Map<Task, PlanRow[]>(tasksOf(regulation).map(task => [task, []]));
  for (const doc of docs) {
    for (const row of tableOf(doc, profileFor(workspace, doc))?.rows ?? []) {
      const named = new Set(cellsOf(row, "задача").flatMap(cell => finder(cell.text)));
      for (const task of named) found.get(task)!.push({ doc, row });
    }
  }
  return [...found].map(([task, rows]) => ({ task, rows }));
}

/** The tasks that a cell names: by the number of the task, of a clause that holds it or of its part, else by its words. */
export const taskFinder = ofDoc((regulation: Doc): ((text: string) => readonly Task[]) =>
  makeFinder(tasksOf(regulation)),
);

function makeFinder(tasks: readonly Task[]): (text: string) => readonly Task[] {
  const inNumber = new Map<string, Task[]>();
  const exact = new Map(tasks.map(t => [t.path, t]));
  for (const task of tasks) {
    for (const path of withParents(task.path)) {
      const inside = inNumber.get(path);
      if (inside) inside.push(task);
      else inNumber.set(path, [task]);
    }
  }
  let index: Index | undefined;
  return memoized(text => {
    const numbers = clauseNumbersIn(text);
    if (!numbers.length) {
      index ??= indexOf(tasks.map(t => t.text));
      const best = index.best(text);
      return best && best.share >= 0.6 && best.ownShare >= 0.3 ? [tasks[best.index]!] : [];
    }
    return numbers.flatMap(({ path, through }) => {
      if (through) return tasks.filter(t => isBetween(t.path, path, through));
      const inside = inNumber.get(path);
      if (inside) return inside;
      return withParents(path).flatMap(p => exact.get(p) ?? []);
    });
  });
}

function isBetween(path: string, first: string, last: string): boolean {
  const own = withParents(path);
  return own.some(p => byNumber(p, first) >= 0 && byNumber(p, last) <= 0 && depthOf(p) === depthOf(last));
}
