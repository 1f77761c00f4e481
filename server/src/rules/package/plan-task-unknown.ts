import type { Doc } from "../../model/document";
import { lastPart, parentPath, withParents } from "../../model/numbers";
import { type Task, tasksOf } from "../../model/tasks";
import { fileName } from "../../model/uris";
import { indexOf } from "../../russian/likeness";
import { nearest } from "../../russian/nearest";
import { shortened } from "../../russian/shortened";
import { regulationOf } from "../../workspace/packages/packages";
import { clauseNumbersIn, clausePaths } from "../../workspace/planning/coverage";
import { type Cell, cellOf, type Row, tableOf } from "../../workspace/tables";
import { nothing } from "../engine/footprint";
import type { Fix, Problem, Rule } from "../engine/rule";

const REGULATION =
  "//- polozhenie.reg.md\n---\nдокумент: положение\n---\n\n# Положение о клубе\n\n## 1. Цели и задачи\n\n1.1. Целью клуба является чтение.\n\n1.2. Задачами клуба являются:\n\n1.2.1. подбор книг;\n\n1.2.2. обсуждение прочитанного.\n";
const HEAD =
  "//- plan.reg.yaml\nдокумент: план\nназвание: План работы клуба\nоснование: polozhenie.reg.md\nучебный год: 2026/2027\nмероприятия:\n";

export const planTaskUnknown: Rule = {
  id: "plan-task-unknown",
  group: "package",
  severity: "error",
  yaml: true,
  summary: "Пункты, которые называет план, есть в положении.",
  docs: "Столбец «задача» говорит, какую задачу положения решает мероприятие, столбец «пункт» чек-листа – что проверяется. Если положение перенумеровали или в номере ошибка, план отвечает на то, чего никто не требовал, а настоящая задача остаётся без мероприятия.\n\nНомера сверяются с пунктами и разделами положения-основания. Пункт, который есть, но задачей не назван, – не ошибка: мероприятие может выполнять и другую норму. Подсказывается задача, слова которой есть в названии мероприятия, затем ближайшая по номеру.",
  examples: [
    {
      good: `${HEAD}  - { задача: [1.2.1, 1.2.2], мероприятие: Семинар, срок: май, ответственный: директор }\n${REGULATION}`,
    },
    {
      bad: `${HEAD}  - задача: <|1.2.5|>\n    мероприятие: Подбор новых книг\n    срок: сентябрь\n    ответственный: директор\n${REGULATION}`,
      fixed: `${HEAD}  - задача: 1.2.1\n    мероприятие: Подбор новых книг\n    срок: сентябрь\n    ответственный: директор\n`,
    },
    {
      bad: `${HEAD}  - { задача: "1.2.1, <|1.2.3|>", мероприятие: Встреча, срок: май, ответственный: директор }\n${REGULATION}`,
      fixed: `${HEAD}  - { задача: "1.2.1, 1.2.2", мероприятие: Встреча, срок: май, ответственный: директор }\n`,
      hidden: true,
    },
    {
      bad: `//- list.reg.yaml\nдокумент: чек-лист\nоснование: polozhenie.reg.md\nпроверки:\n  - { пункт: п. <|1.3|>, проверка: Книги выбраны }\n  - { пункт: 1.1, проверка: Цель объявлена }\n  - { пункт: п. 7.4 Порядка аттестации, проверка: Сроки соблюдены }\n${REGULATION}`,
      fixed: `//- list.reg.yaml\nдокумент: чек-лист\nоснование: polozhenie.reg.md\nпроверки:\n  - { пункт: п. 1.2, проверка: Книги выбраны }\n  - { пункт: 1.1, проверка: Цель объявлена }\n  - { пункт: п. 7.4 Порядка аттестации, проверка: Сроки соблюдены }\n`,
      hidden: true,
    },
    {
      good: `${HEAD.replace("основание: polozhenie.reg.md\n", "")}  - { задача: 9.9, мероприятие: Семинар, срок: май, ответственный: директор }\n`,
      hidden: true,
    },
  ],
  reads: nothing,
  *check(doc, { profile, workspace }) {
    const table = tableOf(doc, profile);
    const regulation = table?.rows.length ? regulationOf(workspace, doc) : undefined;
    if (!table || !regulation || regulation === doc || !regulation.outline.clauses.length) return;
    const known = clausePaths(regulation);
    const suggest = suggestions(regulation, known);
    for (const row of table.rows) {
      for (const cell of row.cells) {
        if (cell.column.kind !== "задача" && cell.column.kind !== "пункт") continue;
        const source = doc.text.slice(cell.from, cell.to);
        // ref-broken judges links.
        if (source.includes("](")) continue;
        for (const number of clauseNumbersIn(source)) {
          if (known.has(number.path)) continue;
          const at = { from: cell.from + number.from, to: cell.from + number.to };
          yield problem(at, number.path, regulation, suggest(number.path, row, cell));
        }
      }
    }
  },
};

interface Suggestion {
  readonly path: string;
  readonly task: Task | undefined;
}

function problem(
  at: { from: number; to: number },
  path: string,
  regulation: Doc,
  meant: readonly Suggestion[],
): Problem {
  const [first] = meant;
  const place = first?.task ?? tasksOf(regulation)[0];
  return {
    ...at,
    message: `В положении (${fileName(regulation.uri)}) нет пункта ${path}${first ? `: возможно, ${named(first)}` : ""}.`,
    related: place
      ? [{ uri: regulation.uri, from: place.from, to: place.to, message: `Задача ${place.path} положения` }]
      : [],
    ...(first
      ? {
          fixes: (): readonly Fix[] =>
            meant.map(m => ({
              title: `Исправить на ${named(m)}`,
              edits: [{ ...at, insert: m.path }],
              ask: true,
            })),
        }
      : {}),
  };
}

const named = ({ path, task }: Suggestion): string => (task ? `${path} («${short(task.text)}»)` : path);
const short = (text: string): string => shortened(text, 50);

/** What may have been meant: the task that the activity speaks of, the nearest sibling, the clause that holds the number. */
function suggestions(
  regulation: Doc,
  known: ReadonlySet<string>,
): (path: string, row: Row, cell: Cell) => readonly Suggestion[] {
  const tasks = tasksOf(regulation);
  const byPath = new Map(tasks.map(t => [t.path, t]));
  const alike = indexOf(tasks.map(t => t.text));
  const beside = { задача: numberIndex([...byPath.keys()]), пункт: numberIndex([...known]) };
  return (path, row, cell) => {
    const best = cell.column.kind === "задача" ? alike.best(cellOf(row, "название")?.text ?? "") : undefined;
    const words = best && (best.share >= 0.5 || best.ownShare >= 0.5) ? tasks[best.index]!.path : undefined;
    const parent = withParents(path).findLast(p => p.includes(".") && known.has(p));
    const all = new Set(
      [words, beside[cell.column.kind === "задача" ? "задача" : "пункт"](path), parent].flatMap(p => p ?? []),
    );
    return [...all].map(p => ({ path: p, task: byPath.get(p) }));
  };
}

/** The closest number with the same parent, else the one that a typing slip turns into `path`. */
function numberIndex(candidates: readonly string[]): (path: string) => string | undefined {
  const byParent = new Map<string, string[]>();
  for (const c of candidates) {
    const siblings = byParent.get(parentPath(c));
    if (siblings) siblings.push(c);
    else byParent.set(parentPath(c), [c]);
  }
  const closer = (path: string) => (a: string, b: string) =>
    Math.abs(lastPart(b) - lastPart(path)) < Math.abs(lastPart(a) - lastPart(path)) ? b : a;
  return path => {
    const siblings = path.includes(".") ? byParent.get(parentPath(path)) : undefined;
    return siblings ? siblings.reduce(closer(path)) : nearest(path, candidates);
  };
}
