/** What new plans, road maps, schedules and check lists are filled with. */

import type { Doc } from "../../model/document";
import { demandedFrequency } from "../../model/meetings";
import type { Clause } from "../../model/outline";
import { tasksOf } from "../../model/tasks";
import { type CalendarDate, isoDate } from "../../russian/dates";
import { inflect } from "../../russian/forms";
import { sentenceAround } from "../../russian/sentences";
import { shortenedToWords } from "../../russian/shortened";
import { prose } from "../../syntax/inline";
import type { Span } from "../../syntax/span";
import { proposeDates } from "../../workspace/calendar/meeting-dates";
import { readTerm } from "../../workspace/calendar/timeframes";
import type { Workspace } from "../../workspace/docs";
import { officesOf } from "../../workspace/entities/body";
import { officeName } from "../../workspace/entities/offices";
import { rolesOf } from "../../workspace/entities/roles";
import { profileFor } from "../../workspace/packages/packages";
import { type Row, tableOf, termCell } from "../../workspace/tables";
import { type Cells, type DraftRow, groupedRows, longRows, shortRows } from "./rows";
import { type DraftSource, partFor, yearText } from "./source";

/** A row a task, its words above it; the activity and its term are the writer's. */
export const planRows = (source: DraftSource): string => longRows(source.profile, taskRows(source));

function taskRows({ regulation, lead }: DraftSource): DraftRow[] {
  const rows = (regulation ? tasksOf(regulation) : []).map(task => ({
    cells: { задача: task.path, ...(lead ? { исполнитель: lead } : {}) },
    note: `${task.path}. ${shortenedToWords(task.text, 120)}`,
  }));
  return rows.length ? rows : [{ cells: lead ? { исполнитель: lead } : {} }];
}

/** Stages of a school year, with the last month of each, counted from September. */
const stages = [
  { name: "Подготовительный", term: "сентябрь–октябрь", until: 1 },
  { name: "Основной", term: "ноябрь–апрель", until: 7 },
  { name: "Заключительный", term: "май", until: Number.POSITIVE_INFINITY },
] as const;
const MAIN = 1;

/** The plan's activities by the stage in which they end; without a plan the tasks in the main one. */
export function roadMapRows(source: DraftSource): string {
  const { workspace, profile, year, config } = source;
  const plan = partFor(source, "план");
  const table = plan && tableOf(plan, profileFor(workspace, plan));
  const rows = table?.rows.length ? table.rows.map(row => ({ stage: stageOf(row), row: copied(row) })) : undefined;
  const tasks = rows ? [] : taskRows(source);
  return groupedRows(
    profile,
    stages.map((stage, i) => {
      const own = rows ? rows.filter(r => r.stage === i).map(r => r.row) : i === MAIN ? tasks : [];
      return { cells: { название: stage.name, срок: stage.term }, rows: own.length ? own : [blank(source)] };
    }),
  );

  function stageOf(row: Row): number {
    const text = termCell(row)?.text;
    const term = text && year !== undefined ? readTerm(text, year, config.calendar) : undefined;
    if (year === undefined || !term?.first || !term.last || term.kind === "repeated" || term.spans.length > 1)
      return MAIN;
    const stageAt = ({ y, m }: CalendarDate) => stages.findIndex(s => (y - year) * 12 + m - 9 <= s.until);
    // What lasts from the first stage to the last belongs to none of them.
    return term.kind === "period" && stageAt(term.first) === 0 && stageAt(term.last) === 2 ? MAIN : stageAt(term.last);
  }
}

const blank = ({ lead }: DraftSource): DraftRow => ({ cells: lead ? { исполнитель: lead } : {} });

/** A plan's row without its marks. */
function copied(row: Row): DraftRow {
  const cells: Record<string, string | string[]> = {};
  for (const { column, text } of row.cells) {
    if (column.kind === "отметка") continue;
    const before = cells[column.key];
    cells[column.key] = before === undefined ? text : [...(typeof before === "string" ? [before] : before), text];
  }
  return { cells };
}

/** Days as often as the regulation demands; what the first and the last meeting are usually about. */
export function meetingRows(source: DraftSource): string {
  const { workspace, regulation, profile, year, config, lead } = source;
  const often = regulation && demandedFrequency(regulation);
  const days = often && year !== undefined ? proposeDates(often, year, config.calendar).map(isoDate) : [];
  const dates = days.length ? days : ["____"];
  const elected = regulation ? electedFirst(workspace, regulation) : [];
  const first = [
    ...(elected.length ? [`Избрание ${series(elected.map(head => inflect(head, "gen", "sg")))}`] : []),
    `План работы на ${yearText(year)} учебный год`,
  ].join(". ");
  const theme = (i: number) =>
    i === 0 ? first : i === dates.length - 1 ? `Отчёт о работе за ${yearText(year)} учебный год` : "____";
  return shortRows(
    profile,
    dates.map((дата, i): DraftRow => {
      const cells: Cells = { номер: String(i + 1), дата, название: theme(i), ...(lead ? { исполнитель: lead } : {}) };
      return { cells };
    }),
  );
}

/** Offices of the body that are elected at its first meeting: «председатель», «секретарь». */
export function electedFirst(workspace: Workspace, regulation: Doc): readonly string[] {
  const heads = officesOf(workspace, regulation).flatMap(role => {
    const said = [
      role.declaration?.procedure ?? "",
      ...role.established.map(m => prose(regulation.tree.blocks[m.block]!)),
    ];
    return said.some(text => FIRST.test(text) && ELECTED.test(text)) ? [officeName(role.name).head] : [];
  });
  return [...new Set(heads)];
}

const FIRST = /(?<!\p{L})перв\p{L}+\s+(?:организационн\p{L}+\s+)?(?:заседани|собрани)/iu;
const ELECTED = /(?<!\p{L})(?:избира|выбира|избран|выбор)/iu;

/** «председателя и секретаря». */
export const series = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} и ${names.at(-1)}`;

/** A row for each thing that a clause obliges to; an enumeration gives one an item. */
export function checkListRows({ workspace, regulation, profile }: DraftSource): string {
  const rows = regulation ? duties(workspace, regulation) : [];
  return longRows(profile, rows.length ? rows : [{ cells: {} }]);
}

const OBLIGES =
  /(?<!\p{L})(?:обязан[аоы]?(?!\p{L})|долж(?:ен|на|но|ны)(?!\p{L})|не\s+(?:реже|менее|позднее)(?!\p{L}))/iu;
const APPOINTS = /(?<!\p{L})(?:назнача|избира|утвержда)/iu;
/** Rights, and what is said of the act itself. */
const OTHER =
  /(?<!\p{L})(?:вправе|име[ею]т\s+право|мо(?:жет|гут)(?!\p{L})|вступает в силу|утрачива|локальн\p{L}+ (?:нормативн\p{L}+ )?акт)/iu;

function duties(workspace: Workspace, regulation: Doc): DraftRow[] {
  const { outline, text } = regulation;
  const tasks = new Set(tasksOf(regulation).map(t => t.clause));
  const roles = [...rolesOf(workspace, regulation).roles.values()];
  return outline.clauses.flatMap(clause =>
    tasks.has(clause) || clause.section?.appendix
      ? []
      : sentencesOf(clause).flatMap(span => {
          const said = text.slice(span.from, span.to);
          const inside = (m: Span) => m.from >= span.from && m.to <= span.to;
          const charged = roles.filter(r => r.duties.some(inside));
          if (OTHER.test(said) || !(charged.length || OBLIGES.test(said))) return [];
          // Nobody appoints himself.
          const executor = charged.length === 1 && !APPOINTS.test(said) ? { исполнитель: charged[0]!.name } : {};
          return statements(clause, said).map(name => ({
            cells: { пункт: clause.number.path, название: name, ...executor },
          }));
        }),
  );

  function sentencesOf({ textFrom, textTo }: Clause): Span[] {
    const found: Span[] = [];
    const words = text.slice(textFrom, textTo);
    for (let at = 0; at < words.length; ) {
      const { from, to } = sentenceAround(words, at);
      found.push({ from: textFrom + Math.max(from, at), to: textFrom + to });
      at = Math.max(to, at) + 1;
    }
    return found;
  }

  /** A lead-in goes with each of its items. */
  function statements(clause: Clause, said: string): string[] {
    const own = plain(said);
    if (!own.endsWith(":")) return [shortenedToWords(own, 220)];
    const items = outline.lists.filter(l => l.clause === clause && l.depth === 0).flatMap(l => l.items);
    return items.map(i => shortenedToWords(`${own.slice(0, -1)} ${plain(text.slice(i.textFrom, i.textTo))}`, 220));
  }
}

const plain = (text: string): string =>
  text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[*`]/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[.;,]$/, "");
