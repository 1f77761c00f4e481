/** The matrix of tasks shows where the plan, the minutes and the report answer for each task of the regulation. It is a table, so that a screen reader reads its gaps. */

import { type Doc, ownTitle } from "../model/document";
import { counted } from "../russian/counted";
import type { Workspace } from "../workspace/docs";
import { type Answers, answersOf, type TaskAnswers, type TaskMention } from "../workspace/planning/task-coverage";
import { esc } from "./html";
import { type PlaceAttributes, placesFrom, wordLink } from "./picture";

/** A cell with more links than this folds the rest. */
const SHOWN = 4;

interface MatrixColumn {
  readonly title: string;
  readonly docs: (answers: TaskAnswers) => readonly Doc[];
  readonly of: (answers: Answers) => readonly TaskMention[];
}

const columns: readonly MatrixColumn[] = [
  { title: "План", docs: c => c.plans, of: a => a.plan },
  { title: "Протоколы", docs: c => c.minutes, of: a => a.minutes },
  { title: "Отчёт", docs: c => c.reports, of: a => a.report },
];

/** Blocks of HTML: a summary in words, then the matrix. */
export function drawMatrix(workspace: Workspace, doc: Doc): string[] {
  const answers = answersOf(workspace, doc);
  if (!answers) return [];
  const at = placesFrom(doc);
  const tasks = answers.rows.filter(r => r.task);
  const open = tasks.filter(r => r.plan.length === 0).length;
  const verdict = open
    ? `<strong class="hole">Без мероприятий в плане: ${open}.</strong>`
    : "На каждую есть мероприятие в плане.";
  const heads = columns.map(column => {
    const covered = tasks.filter(r => column.of(r).length).length;
    const told = column.docs(answers).length ? `${covered} из ${tasks.length}` : "документа нет";
    return `<th scope="col">${column.title}<span class="sum">${told}</span></th>`;
  });
  return [
    `<header class="picture-head"><h1>Задачи и их выполнение</h1><p>${esc(ownTitle(answers.regulation) ?? "")}: ${counted(tasks.length, ["задача", "задачи", "задач"])}. ${verdict}</p></header>`,
    `<table class="matrix"><thead><tr><th scope="col">Задача положения</th>${heads.join("")}</tr></thead><tbody>${answers.rows.map(row => rowHtml(row, answers, at)).join("")}</tbody></table>`,
  ];
}

function rowHtml(row: Answers, { regulation }: TaskAnswers, at: PlaceAttributes): string {
  const { task } = row;
  const head = task
    ? `<span class="number">${esc(task.path)}</span> ${wordLink(task.text, at(regulation, task.from))}`
    : "Без задачи положения";
  const cells = columns.map((column, i) => {
    const mentions = column.of(row);
    if (mentions.length) return `<td>${mentionsHtml(mentions, at)}</td>`;
    return task || i === 0 ? '<td class="gap"><span>нет</span></td>' : "<td>–</td>";
  });
  return `<tr><th scope="row">${head}</th>${cells.join("")}</tr>`;
}

function mentionsHtml(mentions: readonly TaskMention[], at: PlaceAttributes): string {
  const items = mentions.map(m => `<li>${wordLink(m.words, at(m.doc, m.from))}</li>`);
  const list = (part: readonly string[]) => `<ul>${part.join("")}</ul>`;
  const count = `<span class="count">${mentions.length}</span>`;
  if (items.length <= SHOWN) return count + list(items);
  const rest = items.slice(SHOWN);
  return `${count}${list(items.slice(0, SHOWN))}<details><summary>ещё ${rest.length}</summary>${list(rest)}</details>`;
}
