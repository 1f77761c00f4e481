/** Tasks of a regulation: what its plan has to answer for. */

import type { Span } from "../syntax/span";
import { type Doc, ofDoc } from "./document";
import { isInside } from "./numbers";
import type { Clause } from "./outline";

export interface Task extends Span {
  /** `1.2.1`: what `задача:` of a plan names. */
  readonly path: string;
  /** Its words without the number; the lead-in of a clause with items. */
  readonly text: string;
  readonly clause: Clause;
}

/**
 * The numbered sub-clauses of «Задачами … являются:» («Задачи ПОС:»), or the clause itself when its tasks are items of a
 * list; in a section that is named «Задачи» alone each of its clauses. In text order.
 */
export const tasksOf = ofDoc((doc: Doc): readonly Task[] => readTasks(doc));

function readTasks(doc: Doc): Task[] {
  const { clauses } = doc.outline;
  const found: Task[] = [];
  const taken = new Set<Clause>();
  const add = (clause: Clause) => {
    if (taken.has(clause)) return;
    taken.add(clause);
    const text = doc.text.slice(clause.textFrom, clause.textTo).trim();
    found.push({
      path: clause.number.path,
      text: text.replace(/[;.:]$/, ""),
      clause,
      from: clause.from,
      to: clause.to,
    });
  };
  clauses.forEach((clause, i) => {
    if (taken.has(clause)) return;
    const text = doc.text.slice(clause.textFrom, clause.textTo);
    const depth = clause.number.parts.length;
    const inner = innerOf(clauses, i);
    if (/(?<!\p{L})задач(?:ами|и|а)(?!\p{L})/iu.test(text) && /:\s*$/.test(text)) {
      const direct = inner.filter(c => c.number.parts.length === depth + 1);
      if (direct.length) direct.forEach(add);
      else add(clause);
    } else if (onlyTasks(clause) && depth === 2 && !/:\s*$/.test(text)) add(clause);
  });
  return found.sort((a, b) => a.from - b.from);
}

/** Clauses whose number begins with the number of the `i`-th. */
function innerOf(clauses: readonly Clause[], i: number): Clause[] {
  const { path } = clauses[i]!.number;
  const inner: Clause[] = [];
  for (let j = i + 1; j < clauses.length && isInside(clauses[j]!.number.path, path); j++) inner.push(clauses[j]!);
  return inner;
}

const onlyTasks = ({ section }: Clause): boolean =>
  section !== undefined && /^(?:основные\s+)?задачи(?!\p{L})(?!.*(?:функци|цел))/iu.test(section.heading.title);
