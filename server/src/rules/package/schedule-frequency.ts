import { type Doc, ownTitle } from "../../model/document";
import { demandedFrequency } from "../../model/meetings";
import { type CalendarDate, compareDates, dateInDigits, findPeriods, isoDate, weekday } from "../../russian/dates";
import type { Edit } from "../../syntax/edits";
import type { Span } from "../../syntax/span";
import { keyRangeOf } from "../../syntax/yaml";
import type { Calendar, DateSpan } from "../../workspace/calendar/calendar";
import {
  meetingsLacking,
  meetingsNeeded,
  type NeededMeetings,
  proposeWithin,
  usualDay,
} from "../../workspace/calendar/meeting-dates";
import { yearOf } from "../../workspace/calendar/school-year";
import { partsOfYear, readTerm } from "../../workspace/calendar/timeframes";
import { regulationOf } from "../../workspace/packages/packages";
import { cellOf, type Row, type Table, tableOf, termCell } from "../../workspace/tables";
import { nothing } from "../engine/footprint";
import type { Fix, Problem, Rule } from "../engine/rule";
import { insertedRows, type RowCells, rowOf } from "./table-edit";

const REGULATION = (often: string) =>
  `//- polozhenie.reg.md\n---\nдокумент: положение\n---\n\n# Положение о клубе\n\n## 1. Работа\n\n1.1. Заседания клуба проводятся ${often}.\n`;
const SCHEDULE = (rows: readonly string[], key = "заседания") =>
  `//- grafik.reg.yaml\nдокумент: график\nоснование: polozhenie.reg.md\nучебный год: 2025/2026\n${key}:\n${rows
    .map((date, i) => `  - { номер: ${i + 1}, дата: ${date}, тема: Вопросы работы }\n`)
    .join("")}`;

export const scheduleFrequency: Rule = {
  id: "schedule-frequency",
  group: "package",
  severity: "warning",
  yaml: true,
  summary: "В графике столько заседаний, сколько требует положение, и они идут по порядку.",
  docs: `Положение обещает заседания с известной периодичностью, и по графику видно, исполнимо ли обещание. Считается по частям года: «1 раз в месяц» – по заседанию в каждом месяце с сентября по май, «раз в четверть» – в каждой четверти, «4 раза в год» – всего. Заседание в каникулы засчитывается соседней четверти, в конце августа – сентябрю.\n\nПериодичность берётся из ключа \`заседания\` положения, а без него – из текста. Строки, у которых дата ещё не поставлена, засчитываются. Даты должны идти по возрастанию: по порядковому номеру ищут протокол.`,
  examples: [
    {
      good: `${SCHEDULE(["2025-09-11", "2025-10-30", "2026-01-15", "2026-04-16"])}${REGULATION("не реже одного раза в четверть")}`,
    },
    {
      bad: `${SCHEDULE(["2025-09-10", "2025-11-12", "2026-04-15"], "<|заседания|>")}${REGULATION("один раз в четверть")}`,
      fixed: SCHEDULE(["2025-09-10", "2025-11-12", "2026-02-18", "2026-04-15"]).replace(
        "дата: 2026-02-18, тема: Вопросы работы",
        "дата: 2026-02-18, тема: ____",
      ),
    },
    {
      bad: `${SCHEDULE(["2025-09-11", "2025-11-13"], "<|заседания|>")}${REGULATION("не менее 4 раз в год")}`,
    },
    {
      bad: `${SCHEDULE([], "<|заседания|>")}  # первое\n  - номер: 1\n    дата: 2025-11-11 # вторник\n    тема: План\n  # второе\n  - номер: 2\n    дата: 2026-05-12\n    тема: Итоги\n${REGULATION("раз в четверть")}`,
      fixed: `${SCHEDULE([])}  - номер: 1\n    дата: 2025-09-30\n    тема: ____\n  # первое\n  - номер: 2\n    дата: 2025-11-11 # вторник\n    тема: План\n  - номер: 3\n    дата: 2026-02-17\n    тема: ____\n  # второе\n  - номер: 4\n    дата: 2026-05-12\n    тема: Итоги\n`,
      hidden: true,
    },
    {
      bad: "//- grafik.reg.yaml\nдокумент: график\nоснование: polozhenie.reg.md\nучебный год: 2025/2026\n<|заседания|>: [{ номер: 1, дата: 2025-11-11, тема: План }, { номер: 2, дата: 2026-05-12, тема: Итоги }]\n".concat(
        REGULATION("раз в четверть"),
      ),
      fixed:
        "документ: график\nоснование: polozhenie.reg.md\nучебный год: 2025/2026\nзаседания: [{ номер: 1, дата: 2025-09-30, тема: ____ }, { номер: 2, дата: 2025-11-11, тема: План }, { номер: 3, дата: 2026-02-17, тема: ____ }, { номер: 4, дата: 2026-05-12, тема: Итоги }]\n",
      hidden: true,
    },
    {
      bad: `${SCHEDULE(["2025-12-11", "<|2025-09-11|>"])}${REGULATION("1 раз в полугодие").replace("полугодие", "год")}`,
    },
    { good: `${SCHEDULE(["2025-09-11", "____"])}${REGULATION("раз в полугодие")}`, hidden: true },
    { good: `${SCHEDULE(["2025-09-11"])}${REGULATION("по мере необходимости")}`, hidden: true },
    {
      good: `${SCHEDULE(["сентябрь", "октябрь", "ноябрь", "декабрь", "январь", "февраль", "март", "апрель", "май"])}${REGULATION("ежемесячно")}`,
      hidden: true,
    },
    {
      good: `${SCHEDULE(["2025-09-11", "2025-11-13"]).replace("заседания:", "название: График на первое полугодие\nзаседания:")}${REGULATION("раз в четверть")}`,
      hidden: true,
    },
  ],
  reads: nothing,
  *check(doc, { profile, config: { calendar }, workspace }) {
    const table = tableOf(doc, profile);
    const year = yearOf(doc);
    if (table?.shape.row !== "заседание" || year === undefined) return;
    const meetings = meetingsIn(table, year, calendar);
    yield* disorder(meetings);
    const regulation = regulationOf(workspace, doc);
    const often = regulation && demandedFrequency(regulation);
    if (!often || regulation === doc) return;
    const needed = inTitle(doc, meetingsNeeded(often, year, calendar), year, calendar);
    const lacking = meetingsLacking(
      needed,
      meetings.map(m => m.span),
    );
    const count = lacking.reduce((sum, part) => sum + part.count, 0);
    // A row whose day isn't known yet will be one of the missing meetings.
    if (count <= table.rows.length - meetings.length) return;
    const place = regulation.outline.clauseOf[often.block ?? -1]?.number.path;
    const told = often.text.replace(/\s+/g, " ");
    yield {
      ...placeOf(doc, table),
      message: `По положению заседания – «${told}»${place ? ` (пункт ${place})` : ""}, а в графике не хватает: ${lacking
        .map(part => missing(part, needed))
        .join(", ")}.`,
      related: [{ uri: regulation.uri, from: often.from, to: often.to, message: "Периодичность в положении" }],
      fixes: () => additions(doc, table, meetings, lacking, calendar),
    };
  },
};

interface DatedRow extends Span {
  readonly span: DateSpan;
  readonly row: Row;
}

/** Meetings of which the time is known. */
function meetingsIn(table: Table, year: number, calendar: Calendar): readonly DatedRow[] {
  return table.rows.flatMap(row => {
    const cell = termCell(row);
    const term = cell && readTerm(cell.text, year, calendar);
    return term?.kind === "day" || term?.kind === "period"
      ? term.spans.map(span => ({ span, row, from: cell!.from, to: cell!.to }))
      : [];
  });
}

function* disorder(meetings: readonly DatedRow[]): Iterable<Problem> {
  for (const [i, { span, from, to }] of meetings.entries()) {
    const before = meetings[i - 1]?.span;
    if (before && compareDates(span.last, before.first) < 0)
      yield {
        from,
        to,
        message: `Заседание ${dateInDigits(span.first)} стоит после заседания ${dateInDigits(before.first)}: даты должны идти по возрастанию.`,
      };
  }
}

/** A schedule for half a year or a quarter covers that alone. */
function inTitle(
  doc: Doc,
  needed: readonly NeededMeetings[],
  year: number,
  calendar: Calendar,
): readonly NeededMeetings[] {
  for (const period of findPeriods(ownTitle(doc) ?? "")) {
    if (period.kind !== "четверть" && period.kind !== "триместр" && period.kind !== "полугодие") continue;
    const part = partsOfYear(period.kind, year, calendar)[period.first - 1];
    if (part) return needed.filter(n => compareDates(n.first, part.first) >= 0 && compareDates(n.last, part.last) <= 0);
  }
  return needed;
}

/** «Октябрь», «октябрь (2)», «2 заседания». */
function missing(part: NeededMeetings, needed: readonly NeededMeetings[]): string {
  if (needed.length === 1) return `заседаний ${part.count} из ${needed[0]!.count}`;
  return part.count > 1 ? `${part.name} (${part.count})` : part.name;
}

const placeOf = (doc: Doc, table: Table): Span => {
  const title = doc.outline.title;
  if (doc.yaml) return keyRangeOf(doc.yaml, [table.shape.rows]);
  return title ? { from: title.titleFrom, to: title.titleTo } : { from: 0, to: 0 };
};

/** Rows for the missing meetings, on the weekday of the others, each in its place and numbered on. */
function additions(
  doc: Doc,
  table: Table,
  meetings: readonly DatedRow[],
  lacking: readonly NeededMeetings[],
  calendar: Calendar,
): readonly Fix[] {
  const { rows, shape } = table;
  const days = meetings.map(m => weekday(m.span.first));
  const usual = { ...usualDay, weekday: mostFrequent(days) ?? usualDay.weekday };
  const dates = lacking.flatMap(part => proposeWithin(part, calendar, usual));
  const numbered = rows.every((row, i) => cellOf(row, "номер")?.text === String(i + 1));
  const edits: Edit[] = [];
  let number = 0;
  /** Puts the rows of the days before `until` behind a row; false where that can't be done. */
  const put = (behind: Row | undefined, until: CalendarDate | undefined): boolean => {
    const added: RowCells[] = [];
    while (dates[0] && (!until || compareDates(dates[0], until) < 0)) {
      const дата = isoDate(dates.shift()!);
      added.push(rowOf(shape, { дата, ...(numbered ? { номер: String(++number) } : {}) }));
    }
    const edit = insertedRows(doc, table, behind, added);
    if (edit) edits.push(edit);
    return added.length === 0 || edit !== undefined;
  };
  let behind: Row | undefined;
  for (const row of rows) {
    const day = meetings.find(m => m.row === row)?.span.first;
    if (day && !put(behind, day)) return [];
    const cell = cellOf(row, "номер");
    if (numbered && cell && cell.text !== String(++number))
      edits.push({ from: cell.from, to: cell.to, insert: String(number) });
    behind = row;
  }
  if (!put(behind, undefined)) return [];
  const count = lacking.reduce((sum, part) => sum + part.count, 0);
  return [{ title: `Добавить заседания: ${count}`, edits, ask: true }];
}

const mostFrequent = (values: readonly number[]): number | undefined =>
  [...values].sort((a, b) => values.filter(v => v === b).length - values.filter(v => v === a).length)[0];
