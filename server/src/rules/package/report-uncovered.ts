import type { Doc } from "../../model/document";
import { gridOf } from "../../model/grid";
import type { Task } from "../../model/tasks";
import type { Profile } from "../../profiles/profile";
import { indexOf, significantStems } from "../../russian/likeness";
import { shortened } from "../../russian/shortened";
import type { Span } from "../../syntax/span";
import type { Workspace } from "../../workspace/docs";
import { profileFor, regulationOf } from "../../workspace/packages/packages";
import { type PlanRow, plansOf, taskFinder } from "../../workspace/planning/coverage";
import { type Cell, cellOf, cellsOf, tableOf, tablePlace, termCell } from "../../workspace/tables";
import type { Fix, Rule } from "../engine/rule";
import { appendedLines, appendedRows, rowOf } from "./table-edit";

const PLAN =
  "//- plan.reg.yaml\nдокумент: план\nоснование: polozhenie.reg.md\nмероприятия:\n  - { задача: 1.1, мероприятие: Семинар «Формирующее оценивание», срок: октябрь }\n  - { задача: 1.2, мероприятие: Взаимное наблюдение уроков, срок: в течение года }\n";
const REGULATION =
  "//- polozhenie.reg.md\n---\nдокумент: положение\n---\n\n# Положение о клубе\n\n## 1. Задачи\n\n1.1. Освоить новые приёмы.\n\n1.2. Учиться друг у друга.\n";
const HEAD =
  "//- otchyot.reg.md\n---\nдокумент: отчёт\nоснование: polozhenie.reg.md\n---\n\n# Отчёт о работе клуба\n\n## 1. ";
const TABLE = "| Задача | Мероприятие |\n|---|---|\n";

export const reportUncovered: Rule = {
  id: "report-uncovered",
  group: "package",
  severity: "warning",
  yaml: true,
  summary: "Отчёт отвечает за каждое мероприятие плана.",
  docs: "По плану обещали, в отчёте отвечают: мероприятие, о котором отчёт молчит, проверяющий сочтёт невыполненным. Если его перенесли или отменили, об этом тоже говорят одной строкой.\n\nМероприятия ищутся в таблицах и в тексте отчёта – по значимым словам названия и по номеру задачи, если задачу решает одно мероприятие. План и отчёт сопоставляются за один учебный год. Исправление дописывает в таблицу отчёта строку из плана: останется сказать, когда это было и что получено. Строка отчёта, похожей на которую в плане нет, – сведение: работа сверх плана – не ошибка.",
  examples: [
    {
      good: `${HEAD}Выполнение плана\n\n1.1. Проведён семинар по формирующему оцениванию.\n\n1.2. Наблюдение уроков друг друга шло весь год.\n${PLAN}${REGULATION}`,
    },
    {
      bad: `${HEAD}<|Выполнение плана|>\n\n${TABLE}| 1.1 | Семинар «Формирующее оценивание» |\n${PLAN}${REGULATION}`,
      fixed:
        `${HEAD}Выполнение плана\n\n${TABLE}| 1.1 | Семинар «Формирующее оценивание» |\n| 1.2 | Взаимное наблюдение уроков |\n`.replace(
          "//- otchyot.reg.md\n",
          "",
        ),
    },
    {
      bad: `${HEAD}<|Выполнение плана|>\n\n| № | Мероприятие | Срок | Примечание | Результат |\n|---|---|---|---|---|\n| 1 | Семинар «Формирующее оценивание» | октябрь | – | записи |\n\n## 2. Выводы\n${PLAN}${REGULATION}`,
      fixed:
        `${HEAD}Выполнение плана\n\n| № | Мероприятие | Срок | Примечание | Результат |\n|---|---|---|---|---|\n| 1 | Семинар «Формирующее оценивание» | октябрь | – | записи |\n| 2 | Взаимное наблюдение уроков | ____ | ____ | ____ |\n\n## 2. Выводы\n`.replace(
          "//- otchyot.reg.md\n",
          "",
        ),
      hidden: true,
    },
    {
      good: `${HEAD}Выполнение плана\n\n${TABLE}| 1.1 | Семинар |\n| 1.2 | Открытые занятия |\n${PLAN}${REGULATION}`,
      hidden: true,
    },
    {
      bad: `${HEAD}<|Выполнение плана|>\n\n${TABLE}| | Взаимное наблюдение уроков |\n| | <|Поездка в музей|> |\n${PLAN}${REGULATION}`,
      hidden: true,
    },
    {
      bad: `${HEAD}<|Выполнение плана|>\n\n| Задача | Мероприятие | Результат |\n|---|---|---|\n| 1.2 | Взаимное наблюдение уроков | запись для семинара по оцениванию |\n${PLAN}${REGULATION}`,
      hidden: true,
    },
    {
      bad: `${HEAD}<|Выполнение плана|>\n\n${TABLE}| | Семинар «Формирующее оценивание» |\n| | Взаимное наблюдение уроков |\n${PLAN.replace("срок: в течение года }", "срок: в течение года }\n  - { мероприятие: Повторный семинар «Формирующее оценивание», срок: май }")}${REGULATION}`,
      hidden: true,
    },
    {
      good: `${HEAD}Выполнение плана\n\n${TABLE}| | Семинар «Формирующее оценивание» и взаимное наблюдение уроков |\n${PLAN}${REGULATION}`,
      hidden: true,
    },
    {
      good: `${HEAD.replace("основание: polozhenie.reg.md", "основание: polozhenie.reg.md\nучебный год: 2025/2026")}Выполнение плана\n\n1.1. Всё сделано.\n${PLAN.replace("мероприятия:", "учебный год: 2026/2027\nмероприятия:")}${REGULATION}`,
      hidden: true,
    },
  ],
  *check(doc, { profile, workspace }) {
    if (profile?.part !== "отчёт" || doc.yaml?.problems.length) return;
    const planned = plannedRows(workspace, doc);
    if (!planned.length) return;
    const told = unitsOf(workspace, doc, profile);
    const missing = unanswered(workspace, doc, planned, told);
    if (missing.length) {
      const names = missing.slice(0, MOST).map(p => `«${short(p.name.text)}»`);
      yield {
        ...placeOf(doc, profile),
        message: `Отчёт молчит о мероприяти${missing.length === 1 ? "и" : "ях"} плана: ${names.join(", ")}${missing.length > MOST ? ` и ещё ${missing.length - MOST}` : ""}.`,
        related: missing.map(({ doc: plan, row, name }) => ({
          uri: plan.uri,
          from: name.from,
          to: name.to,
          message: `Мероприятие плана${termCell(row) ? `, ${termCell(row)!.text}` : ""}`,
        })),
        fixes: () => additions(workspace, doc, profile, missing),
      };
    }
    yield* beyondPlan(planned, told);
  },
};

/** A row of the report's table for each activity; the author fills in its date and result. */
function additions(workspace: Workspace, doc: Doc, profile: Profile, missing: readonly Planned[]): readonly Fix[] {
  const table = tableOf(doc, profile);
  if (!table) return [];
  const regulation = regulationOf(workspace, doc);
  const isKnown = (task: Cell) => regulation !== undefined && taskFinder(regulation)(task.text).length > 0;
  const said = (cells: readonly Cell[]) => cells.map(c => c.text).join(", ") || "____";
  const rows = missing.map(({ row, name }) => ({
    задача: said(cellsOf(row, "задача").filter(isKnown)),
    название: name.text,
    исполнитель: said(cellsOf(row, "исполнитель")),
  }));
  const edit = doc.yaml
    ? appendedRows(
        doc,
        table,
        rows.map(values => rowOf(table.shape, values)),
      )
    : appendedLines(doc, table, rows);
  const title =
    missing.length === 1
      ? `Добавить в отчёт строку «${short(missing[0]!.name.text)}»`
      : `Добавить в отчёт строки о мероприятиях: ${missing.length}`;
  return edit ? [{ title, edits: [edit], ask: true }] : [];
}

/** How many activities a message names at most. */
const MOST = 5;
const short = (text: string): string => shortened(text, 60);

interface Planned extends PlanRow {
  readonly name: Cell;
}

function plannedRows(workspace: Workspace, doc: Doc): readonly Planned[] {
  return plansOf(workspace, doc).flatMap(plan =>
    (tableOf(plan, profileFor(workspace, plan))?.rows ?? []).flatMap(row => {
      const name = cellOf(row, "название");
      return name && significantStems(name.text).size ? [{ doc: plan, row, name }] : [];
    }),
  );
}

/** A piece of the report that may answer for an activity: a row of a table, a clause, an item. */
interface Unit extends Span {
  readonly text: string;
  readonly tasks: readonly Task[];
  /** The name of the activity, for a row of a table that the profile knows. */
  readonly name: Cell | undefined;
}

function unitsOf(workspace: Workspace, doc: Doc, profile: Profile): readonly Unit[] {
  const regulation = regulationOf(workspace, doc);
  const find = regulation ? taskFinder(regulation) : () => [];
  const rows = tableOf(doc, profile)?.rows ?? [];
  const known = new Map(rows.map(row => [row.from, row]));
  const found: Unit[] = [];
  const add = (from: number, to: number) => {
    const row = known.get(from);
    found.push({
      from,
      to,
      text: doc.text.slice(from, to),
      tasks: row ? cellsOf(row, "задача").flatMap(c => find(c.text)) : [],
      name: row && cellOf(row, "название"),
    });
  };
  if (doc.yaml) for (const row of rows) add(row.from, row.to);
  const { clauseOf } = doc.outline;
  doc.tree.blocks.forEach((block, i) => {
    const clause = clauseOf[i];
    // What is meant for the next year isn't what was done.
    if (clause && NEXT.test(doc.text.slice(clause.textFrom, clause.textTo))) return;
    const start = doc.tree.starts[i]!;
    if (block.kind === "table") {
      for (const cells of gridOf(block).rows) if (cells.length) add(start + cells[0]!.from, start + cells.at(-1)!.to);
    } else if (!["header", "heading", "blank", "comment"].includes(block.kind))
      add(start + block.from, start + block.to);
  });
  return found;
}

const NEXT = /(?:задач|план|цел|предлаг|предлож|намеч|предсто)[^.]{0,40}следующ/iu;

function unanswered(
  workspace: Workspace,
  doc: Doc,
  planned: readonly Planned[],
  told: readonly Unit[],
): readonly Planned[] {
  const regulation = regulationOf(workspace, doc);
  const find = regulation ? taskFinder(regulation) : () => [];
  const tasksOfRow = planned.map(({ row }) => [...new Set(cellsOf(row, "задача").flatMap(c => find(c.text)))]);
  const rowsOfTask = new Map<Task, number>();
  for (const task of tasksOfRow.flat()) rowsOfTask.set(task, (rowsOfTask.get(task) ?? 0) + 1);
  const reported = new Set(told.flatMap(u => u.tasks));
  const alike = indexOf(told.map(u => u.text));
  const byName = indexOf(told.map(u => u.name?.text ?? ""));
  const owner = ownersOf(planned, told);
  return planned.filter(({ name }, i) => {
    const tasks = tasksOfRow[i]!;
    if (tasks.some(t => rowsOfTask.get(t) === 1 && reported.has(t))) return false;
    const other = (unit: number) => (owner[unit]?.index === i ? undefined : owner[unit]);
    if (byName.some(name.text, (unit, common, asked) => !other(unit)?.whole && isSame(common, asked))) return false;
    return !alike.some(
      name.text,
      (unit, common, asked) =>
        !other(unit) &&
        (isSame(common, asked) || (common >= 0.3 * asked && tasks.some(t => told[unit]!.tasks.includes(t)))),
    );
  });
}

interface Owner {
  /** The index of the planned activity. */
  readonly index: number;
  /** The row has the name of the activity, which therefore covers no other. */
  readonly whole: boolean;
}

/** The activity of each row that is plainly about one: its other words don't cover another activity. */
function ownersOf(planned: readonly Planned[], told: readonly Unit[]): readonly (Owner | undefined)[] {
  const names = indexOf(planned.map(p => p.name.text));
  return told.map(({ name }) => {
    const best = name && names.best(name.text);
    return best && best.share >= 0.5 && best.ownShare >= 0.5
      ? { index: best.index, whole: Math.min(best.share, best.ownShare) > 0.9 }
      : undefined;
  });
}

/** A good share of the activity's words; of a long name fewer are enough, one word alone must be the whole name. */
const isSame = (common: number, asked: number): boolean =>
  common >= Math.min(2, asked) && common >= (asked > 5 ? 0.4 : 0.5) * asked;

/** Rows of the report that speak of nothing planned, where the rest of them follows the plan. */
function* beyondPlan(planned: readonly Planned[], told: readonly Unit[]) {
  const rows = told.flatMap(u => (u.name ? { name: u.name, tasks: u.tasks } : []));
  const alike = indexOf(planned.map(p => p.name.text));
  const strangers = rows.filter(r => !alike.best(r.name.text) && !r.tasks.length);
  if (!strangers.length || strangers.length * 2 > rows.length) return;
  for (const { name } of strangers)
    yield {
      from: name.from,
      to: name.to,
      severity: "information" as const,
      message: `Мероприятия «${short(name.text)}» в плане нет.`,
    };
}

/** The heading of the section that says how the plan was carried out, else the title. */
function placeOf(doc: Doc, profile: Profile): Span {
  const section = doc.outline.sections.find(s => /план|мероприяти|выполнен|проведен|сделан/iu.test(s.heading.title));
  if (section) return { from: section.heading.titleFrom, to: section.heading.titleTo };
  const table = tableOf(doc, profile);
  if (table) return tablePlace(doc, table);
  const { title } = doc.outline;
  return title ? { from: title.titleFrom, to: title.titleTo } : { from: 0, to: 0 };
}
