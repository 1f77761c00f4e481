import type { Doc } from "../../model/document";
import { type Task, tasksOf } from "../../model/tasks";
import type { Column } from "../../profiles/profile";
import { capitalised } from "../../russian/capitalised";
import { shortened } from "../../russian/shortened";
import type { Workspace } from "../../workspace/docs";
import { profileFor, regulationOf } from "../../workspace/packages/packages";
import { coverageOf, plansOf } from "../../workspace/planning/coverage";
import { cellsOf, type Table, tableOf, tablePlace } from "../../workspace/tables";
import { nothing } from "../engine/footprint";
import type { Fix, Related, Rule } from "../engine/rule";
import { appendedRows, rowOf } from "./table-edit";

const REGULATION =
  "//- polozhenie.reg.md\n---\nдокумент: положение\n---\n\n# Положение о клубе\n\n1.1. Целью клуба является чтение.\n\n1.2. Задачами клуба являются:\n\n1.2.1. подбор книг;\n\n1.2.2. обсуждение прочитанного;\n\n1.2.3. встречи с авторами.\n";
const HEAD = "//- plan.reg.yaml\nдокумент: план\nоснование: polozhenie.reg.md\n";
const FIRST = "задача: 1.2.1, мероприятие: Подбор книг, срок: май, ответственный: директор";

export const planTaskUncovered: Rule = {
  id: "plan-task-uncovered",
  group: "package",
  severity: "warning",
  yaml: true,
  summary: "Каждая задача положения решается хотя бы одним мероприятием плана.",
  docs: "Задача без мероприятия остаётся словами: к концу года по ней нечего показать, и отчёт о ней молчит. Проверяющий сверяет план с положением именно так – по задачам.\n\nВсе планы пакета (и дорожные карты) на один учебный год считаются вместе. `задача: 1.2` отвечает за все задачи 1.2.1, 1.2.2 …, `задача: 1.2.1` – и за пункт 1.2, если его задачи стоят перечнем. Если ни одно мероприятие не называет задачу, об этом одно сведение. Исправление добавляет в план по строке на задачу: останется назвать мероприятие, срок и ответственного.",
  examples: [
    {
      good: `${HEAD}мероприятия:\n  - { ${FIRST} }\n  - { задача: 1.2.2–1.2.3, мероприятие: Встречи, срок: май, ответственный: директор }\n${REGULATION}`,
    },
    {
      bad: `${HEAD}<|мероприятия|>:\n  - { ${FIRST} }\n${REGULATION}`,
      fixed: `${HEAD}мероприятия:\n  - { ${FIRST} }\n  - { задача: 1.2.2, мероприятие: Обсуждение прочитанного, срок: ____, ответственный: ____ }\n  - { задача: 1.2.3, мероприятие: Встречи с авторами, срок: ____, ответственный: ____ }\n`,
    },
    {
      bad: `${HEAD}<|мероприятия|>:\n- задача: [1.2.1, 1.2.2]\n  мероприятие: Подбор и обсуждение книг\n  срок: май # и летом\n  ответственный: директор\nназвание: План клуба\n${REGULATION}`,
      fixed: `${HEAD}мероприятия:\n- задача: [1.2.1, 1.2.2]\n  мероприятие: Подбор и обсуждение книг\n  срок: май # и летом\n  ответственный: директор\n- задача: 1.2.3\n  мероприятие: Встречи с авторами\n  срок: ____\n  ответственный: ____\nназвание: План клуба\n`,
      hidden: true,
    },
    {
      bad: `${HEAD}<|мероприятия|>: [{ задача: "1.2.1, 1.2.2", мероприятие: А, срок: май, ответственный: директор }]\n${REGULATION.replace("встречи с авторами", "встречи: авторы, чтецы")}`,
      fixed: `${HEAD}мероприятия: [{ задача: "1.2.1, 1.2.2", мероприятие: А, срок: май, ответственный: директор }, { задача: 1.2.3, мероприятие: "Встречи: авторы, чтецы", срок: ____, ответственный: ____ }]\n`,
      hidden: true,
    },
    {
      bad: `${HEAD}<|мероприятия|>:\n${REGULATION.replace(/\n1\.2\.[12].*\n/g, "")}`,
      fixed: `${HEAD}мероприятия:\n  - задача: 1.2.3\n    мероприятие: Встречи с авторами\n    срок: ____\n    ответственный: ____\n`,
      hidden: true,
    },
    {
      bad: `${HEAD}<|мероприятия|>: []\n${REGULATION.replace(/\n1\.2\.(\d)\. /g, "\n$1) ")}`,
      fixed: `${HEAD}мероприятия:\n  - задача: 1.2\n    мероприятие: ____\n    срок: ____\n    ответственный: ____\n`,
      hidden: true,
    },
    {
      bad: `${HEAD}<|мероприятия|>:\n  - { мероприятие: Семинар, срок: май, ответственный: директор }\n${REGULATION}`,
      hidden: true,
    },
    {
      good: `${HEAD}мероприятия:\n  - { ${FIRST} }\n//- karta.reg.yaml\nдокумент: дорожная карта\nоснование: polozhenie.reg.md\nэтапы:\n  - этап: Основной\n    мероприятия:\n      - { задача: 1.2, мероприятие: Встречи, срок: май, ответственный: директор }\n${REGULATION}`,
      hidden: true,
    },
    {
      good: `${HEAD}мероприятия:\n  - { задача: 1.2, мероприятие: Семинар, срок: май, ответственный: директор }\n${REGULATION.replace(/\n1\.2\.(\d)\. /g, "\n$1) ")}`,
      hidden: true,
    },
  ],
  reads: nothing,
  *check(doc, { profile, workspace }) {
    const table = profile?.part === "план" ? tableOf(doc, profile) : undefined;
    if (!table || doc.yaml?.problems.length || !table.shape.columns.some(c => c.kind === "задача")) return;
    const regulation = regulationOf(workspace, doc);
    if (!regulation || regulation === doc || !tasksOf(regulation).length) return;
    const plans = plansOf(workspace, doc);
    if (speaker(workspace, plans) !== doc) return;
    const missing = coverageOf(workspace, regulation, plans).flatMap(c => (c.rows.length ? [] : c.task));
    if (!missing.length) return;
    const place = tablePlace(doc, table);
    const related = missing.map(
      (t): Related => ({ uri: regulation.uri, from: t.from, to: t.to, message: `Задача ${t.path}` }),
    );
    const planned = table.rows.some(r => cellsOf(r, "название").length);
    if (planned && !plans.some(p => namesTasks(workspace, p))) {
      yield {
        ...place,
        severity: "information",
        message: `Мероприятия не называют задач положения (${missing.length > 1 ? `${missing[0]!.path}–${missing.at(-1)!.path}` : missing[0]!.path}), которые решают. Добавьте ключ «${taskColumn(table)!.key}».`,
        related,
      };
      return;
    }
    yield {
      ...place,
      message:
        missing.length === 1
          ? `Ни одно мероприятие не решает задачу положения ${named(missing[0]!)}.`
          : `Ни одно мероприятие не решает задачи положения: ${missing.slice(0, MOST).map(named).join(", ")}${missing.length > MOST ? ` и ещё ${missing.length - MOST}` : ""}.`,
      related,
      fixes: () => rowsFor(doc, table, missing, regulation),
    };
  },
};

/** How many tasks a message names at most. */
const MOST = 5;

const named = ({ path, text }: Task): string => `${path} («${shortened(text, 40)}»)`;

const taskColumn = ({ shape }: Table): Column | undefined => shape.columns.find(c => c.kind === "задача");

/** The plan that speaks for all: the one that names most tasks, of equals the first. */
function speaker(workspace: Workspace, plans: readonly Doc[]): Doc | undefined {
  const count = (d: Doc) =>
    tableOf(d, profileFor(workspace, d))?.rows.filter(r => cellsOf(r, "задача").length).length ?? 0;
  let best: { doc: Doc; count: number } | undefined;
  for (const doc of plans) {
    const n = count(doc);
    if (!best || n > best.count) best = { doc, count: n };
  }
  return best?.doc;
}

const namesTasks = (workspace: Workspace, plan: Doc): boolean =>
  tableOf(plan, profileFor(workspace, plan))?.rows.some(r => cellsOf(r, "задача").length) ?? false;

/** A row for each task: its number, its words as the activity, blanks for what else a row must have. */
function rowsFor(doc: Doc, table: Table, tasks: readonly Task[], regulation: Doc): readonly Fix[] {
  const rows = tasks.map(task =>
    rowOf(table.shape, { задача: task.path, название: holdsList(task, regulation) ? "____" : capital(task.text) }),
  );
  const edit = appendedRows(doc, table, rows);
  const title =
    tasks.length === 1 ? `Добавить мероприятие для задачи ${tasks[0]!.path}` : "Добавить по мероприятию на задачу";
  return edit ? [{ title, edits: [edit], ask: true }] : [];
}

/** «Задачами клуба являются:» is no activity. */
const holdsList = ({ clause }: Task, regulation: Doc): boolean =>
  /:\s*$/.test(regulation.text.slice(clause.textFrom, clause.textTo));

const capital = (text: string): string => {
  const line = text.replace(/\s+/g, " ");
  return capitalised(line);
};
