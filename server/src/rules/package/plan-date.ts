import {
  addDays,
  type CalendarDate,
  compareDates,
  dateInDigits,
  findDates,
  findPeriods,
  isoDate,
  schoolYear,
} from "../../russian/dates";
import { memoized, type OwnedMemory, remembered } from "../../russian/memo";
import type { Edit } from "../../syntax/edits";
import { type Calendar, dayIn, dayOff, spanInDigits, within } from "../../workspace/calendar/calendar";
import { meetingWindow } from "../../workspace/calendar/meeting-dates";
import { yearOf } from "../../workspace/calendar/school-year";
import { readTerm, type Timeframe } from "../../workspace/calendar/timeframes";
import { cellsOf, tableOf } from "../../workspace/tables";
import { nothing } from "../engine/footprint";
import type { Fix, Problem, Rule } from "../engine/rule";

const PLAN = (term: string) =>
  `//- plan.reg.yaml\nдокумент: план\nучебный год: 2025/2026\nмероприятия:\n  - { мероприятие: Семинар, срок: ${term} }\n`;
const SCHEDULE = (date: string) =>
  `//- grafik.reg.yaml\nдокумент: график\nучебный год: 2025/2026\nзаседания:\n  - { номер: 1, дата: ${date}, тема: План работы }\n`;

export const planDate: Rule = {
  id: "plan-date",
  group: "dates",
  severity: "warning",
  yaml: true,
  summary: "Сроки читаются, лежат в учебном году и не выпадают на выходной.",
  docs: `Срок, которого нет в календаре, исполнить нельзя, а чаще всего это дата из прошлогоднего плана. Проверяется, что срок читается («октябрь–ноябрь», «до 25 мая», «1 раз в четверть», «по плану»), что он относится к учебному году документа, что конец не раньше начала и что день – не выходной и не праздник (статья 112 Трудового кодекса РФ и переносы выходных).\n\nЧетверти, каникулы и нерабочие дни школы задаёт ключ \`календарь\` в \`reglament.yaml\`. Каникулы обучающихся выходными не считаются. Мероприятие в субботу и заседание раньше 25 августа или позже 10 июня – только сведение.`,
  examples: [
    { good: PLAN("октябрь–ноябрь") },
    { good: PLAN("до 25 мая") },
    { good: PLAN("по мере необходимости") },
    { good: SCHEDULE("2025-10-09") },
    { bad: PLAN("<|скоро|>") },
    { bad: PLAN("<|31.02.2026|>"), hidden: true },
    { bad: PLAN("<|13.10.2023|>"), fixed: PLAN("13.10.2025") },
    { bad: PLAN("<|с 28.03.2026 по 05.04.2025|>"), fixed: PLAN("с 28.03.2026 по 05.04.2026") },
    { bad: PLAN("<|ноябрь–октябрь|>"), hidden: true },
    { bad: PLAN("<|октябрь 2024|>"), fixed: PLAN("октябрь 2025"), hidden: true },
    { bad: PLAN("<|2024/2025 учебный год|>"), fixed: PLAN("2025/2026 учебный год"), hidden: true },
    { bad: PLAN('<|"02.02.2025"|>'), fixed: PLAN('"02.02.2026"'), hidden: true },
    { bad: SCHEDULE("<|2025-10-12|>"), fixed: SCHEDULE("2025-10-13") },
    { bad: SCHEDULE("<|04.11.2025|>"), fixed: SCHEDULE("05.11.2025"), hidden: true },
    { bad: SCHEDULE("<|2026-07-02|>"), hidden: true },
    {
      good: `${SCHEDULE("2025-11-04")}//- reglament.yaml\nкалендарь:\n  2025/2026:\n    рабочие: [2025-11-04]\n`,
      hidden: true,
    },
    {
      good: "//- plan.reg.yaml\nдокумент: план\nмероприятия:\n  - { мероприятие: Семинар, срок: март }\n",
      hidden: true,
    },
  ],
  reads: nothing,
  *check(doc, { profile, config }) {
    const table = tableOf(doc, profile);
    if (!table) return;
    const judge = judgeOf(config.calendar, { year: yearOf(doc), row: table.shape.row, inText: doc.kind !== "table" });
    for (const row of table.rows) {
      if (judge.fine.has(row.source)) continue;
      let isFine = true;
      for (const kind of ["дата", "срок"] as const) {
        for (const cell of cellsOf(row, kind)) {
          // blank-left reports gaps of the template.
          if (/_{2}|[XХ]{2}\./.test(cell.text)) continue;
          const { from, to, text } = cell;
          const judgement = judge.read(doc.text.slice(from, to), text);
          if (!judgement) continue;
          isFine = false;
          const { fix, ...problem } = judgement;
          const edits = fix?.edits.map(e => ({ ...e, from: from + e.from, to: from + e.to }));
          yield { from, to, ...problem, ...(edits ? { fixes: () => [{ ...fix!, edits }] } : {}) };
        }
      }
      if (isFine) judge.fine.add(row.source);
    }
  },
};

interface Judgement extends Pick<Problem, "message" | "severity"> {
  /** Its edits count from the start of the cell. */
  readonly fix?: Fix;
}

/** What a term is judged by beside the calendar. */
interface Measure {
  /** Where the school year begins, as far as it is known. */
  readonly year: number | undefined;
  /** What a row is: «заседание». */
  readonly row: string;
  /** In a table of a text document. */
  readonly inText: boolean;
}

interface Judge {
  read(raw: string, text: string): Judgement | undefined;
  /** Sources of rows that have nothing wrong. */
  readonly fine: WeakSet<object>;
}
const judges: OwnedMemory<Calendar, string, Judge> = new WeakMap();

/** Judges cells by their source and value; equal ones once. */
const judgeOf = (calendar: Calendar, measure: Measure): Judge =>
  remembered(judges, calendar, JSON.stringify(measure), () => {
    const read = memoized(both => {
      const [raw, text] = both.split("\0") as [string, string];
      return judged(raw, text, calendar, measure);
    });
    return { read: (raw, text) => read(`${raw}\0${text}`), fine: new WeakSet() };
  });

function judged(raw: string, text: string, calendar: Calendar, measure: Measure): Judgement | undefined {
  const { year, row, inText } = measure;
  const written = findDates(raw);
  // Without a school year a term can still be read, and a date with a year is still a day.
  const own = written.find(d => d.date)?.date;
  const base = year ?? (own ? schoolYear(own) : 2000);
  const term = readTerm(text, base, calendar);
  if (!term) {
    // A report says in its own words when something was; date-invalid reports dates that don't exist.
    if (inText) return undefined;
    const wrong = written.find(d => d.invalid);
    if (wrong) return { message: `Даты ${raw.slice(wrong.from, wrong.to)} не бывает.` };
    return {
      message: `Срок «${text}» не читается: нужны дата, месяц, четверть, «ежемесячно», «до 25 мая» или «по плану».`,
    };
  }
  const fix = year === undefined ? undefined : yearFix(raw, year);
  const withFix = fix && { fix };
  const backwards = term.spans.find(s => compareDates(s.first, s.last) > 0);
  if (backwards)
    return {
      message: `Конец (${dateInDigits(backwards.last)}) раньше начала (${dateInDigits(backwards.first)}).`,
      ...withFix,
    };
  const outside = year === undefined ? undefined : outsideOf(term, year);
  if (outside) return { message: `${outside} – не ${year}/${year! + 1} учебный год.`, ...withFix };
  if (term.kind !== "day" || (year === undefined && !own)) return undefined;
  for (const { first } of term.spans) {
    const reason = dayOff(calendar, first);
    if (!reason) continue;
    const move = moved(raw, first, calendar);
    return {
      message: `${dateInDigits(first)} – нерабочий день: ${reason}.`,
      ...(reason === "суббота" && row !== "заседание" ? { severity: "information" } : {}),
      ...(move ? { fix: move } : {}),
    };
  }
  if (row !== "заседание" || year === undefined) return undefined;
  const early = term.spans.find(s => !within(s.first, meetingWindow(year)));
  return (
    early && {
      severity: "information",
      message: `Заседание ${dateInDigits(early.first)} – вне обычного времени заседаний, с 25 августа по 10 июня.`,
    }
  );
}

/** The part of a term outside the school year; the council in August and a quarter that ends in September belong to the year. */
function outsideOf({ kind, spans }: Timeframe, year: number): string | undefined {
  const last = { y: year + 1, m: 8, d: 31 };
  const first = { y: year, m: kind === "period" ? 7 : 8, d: 1 };
  const found = spans.find(s => compareDates(s.first, first) < 0 || compareDates(s.last, last) > 0);
  return found && (kind === "deadline" ? dateInDigits(found.last) : spanInDigits(found));
}

/** The same days and months in the document's school year. */
function yearFix(raw: string, year: number): Fix | undefined {
  const edits: Edit[] = [];
  const put = (at: number, was: string, now: number) => {
    if (Number(was) !== now) edits.push({ from: at, to: at + was.length, insert: String(now) });
  };
  const first = (from: number, to: number) => /\d{4}/.exec(raw.slice(from, to));
  for (const { from, to, date } of findDates(raw)) {
    const right = date && dayIn({ kind: "day", d: date.d, m: date.m }, year);
    const found = first(from, to);
    if (right && found && schoolYear(date) !== year && !isAugustBefore(date, year))
      put(from + found.index, found[0], right.y);
  }
  for (const period of findPeriods(raw)) {
    const found = first(period.from, period.to);
    if (!found || (period.kind !== "months" && period.kind !== "school-year")) continue;
    const months = period.kind === "months";
    put(period.from + found.index, found[0], months && period.last < 8 ? year + 1 : year);
    const second = months ? null : /\d{4}/.exec(raw.slice(period.from + found.index + 4, period.to));
    if (second) put(period.from + found.index + 4 + second.index, second[0], year + 1);
  }
  return edits.length ? { title: `Исправить год на ${edits.map(e => e.insert).join(", ")}`, edits } : undefined;
}

const isAugustBefore = (date: CalendarDate, year: number) => date.y === year && date.m === 8;

/** The nearest working day, written in the same way. */
function moved(raw: string, day: CalendarDate, calendar: Calendar): Fix | undefined {
  const mention = findDates(raw).find(d => d.date && compareDates(d.date, day) === 0);
  if (!mention || mention.form === "words" || mention.shortYear) return undefined;
  for (let i = 1; i <= 14; i++) {
    for (const to of [addDays(day, i), addDays(day, -i)]) {
      if (dayOff(calendar, to)) continue;
      const insert = mention.form === "iso" ? isoDate(to) : dateInDigits(to);
      const { from } = mention;
      const length = mention.form === "iso" ? insert.length : raw.slice(mention.from).search(/(?<=\d{4})/);
      return {
        title: `Перенести на ближайший рабочий день, ${dateInDigits(to)}`,
        edits: [{ from, to: from + length, insert }],
        ask: true,
      };
    }
  }
  return undefined;
}
