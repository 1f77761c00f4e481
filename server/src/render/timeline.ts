/** The timeline: a plan over its school year. Activities are bars, meetings numbered points; each row is one line of text. */

import type { Doc } from "../model/document";
import { dateText, initialsFirst } from "../model/requisites";
import { capitalised } from "../russian/capitalised";
import { counted } from "../russian/counted";
import { compareDates, daysBetween } from "../russian/dates";
import { memoized, type OwnedMemory, remembered } from "../russian/memo";
import { cut } from "../russian/shortened";
import { fold } from "../russian/words";
import { type DateSpan, holidaysOf, quartersOf, spanInDigits, trimestersOf } from "../workspace/calendar/calendar";
import { readTerm, type Timeframe } from "../workspace/calendar/timeframes";
import type { Workspace } from "../workspace/docs";
import { profileFor } from "../workspace/packages/packages";
import { cellsOf, type Row, type Table, tableOf } from "../workspace/tables";
import { stageText } from "./grid";
import { esc } from "./html";
import {
  endOf,
  isToday,
  num,
  type PlaceAttributes,
  pct,
  placesFrom,
  startOf,
  svgLink,
  wordLink,
  type Year,
} from "./picture";
import { type DrawnMeeting, meetingsOf } from "./schedule";

/** Heights of a row and of a lane of the scale in CSS pixels. */
const ROW = 22;
const LANE = 20;
/** The names take this share of the width, the year the rest. */
const NAMES = 36;
/** The number of colours. Who answers for the fewest activities gets none and shares an outline. */
const COLOURS = 6;
/** A longer plan without stages is divided into months. */
const UNDIVIDED = 12;
/** A repeated term with more marks than this has small ones. */
const DENSE = 14;

interface Activity {
  readonly row: Row;
  readonly name: string;
  /** The responsible as printed: [«координатор ПОС», «К.И. Савельев»]; the first gives the colour. */
  readonly who: readonly string[];
  /** The term as written: «октябрь–ноябрь». */
  readonly when: string;
  /** The terms that lie in the year. */
  readonly terms: readonly PlacedTimeframe[];
  /** From the first day of all terms to the last; undefined without a place on the calendar. */
  readonly span: DateSpan | undefined;
}

/** Blocks of HTML from top to bottom: the legend, the scale, each stage or month, activities without a term, all as a table. */
export function drawTimeline(workspace: Workspace, doc: Doc, year: Year): string[] {
  const table = tableOf(doc, profileFor(workspace, doc));
  if (!table) return [];
  const at = placesFrom(doc);
  const termOf = termReader(year);
  const activities = table.rows.map(row => activityOf(row, termOf));
  const meetings = meetingsOf(workspace, doc, year).filter(m => m.date);
  const colours = coloursOf(activities);
  const draw = termDrawer(year);
  const dated = activities.filter(a => a.span);
  const undated = activities.filter(a => !a.span);
  const band = (title: string, rows: readonly Activity[]) =>
    `<section class="band"><h2>${esc(title)}</h2>${bandSvg(title, rows, { doc, year, workspace, colours, draw, at })}</section>`;
  return [
    `<header class="picture-head"><h1>Лента ${year.year}/${year.year + 1} учебного года</h1>${legend(activities, colours, meetings.length > 0, isToday(workspace, year))}</header>`,
    scale(year, meetings, workspace, at),
    ...(activities.length ? [] : ['<p class="empty">В плане пока нет мероприятий.</p>']),
    ...bandsOf(table, dated, year).map(([title, rows]) => band(title, rows)),
    ...(undated.length ? [band("Без срока или вне учебного года", undated)] : []),
    ...(activities.length ? [asTable(activities, doc, at)] : []),
  ];
}

type PlacedTimeframe = Timeframe & DateSpan;

/** Reads terms that lie in the year; plans repeat the same few. */
const termReader = (year: Year): ((text: string) => PlacedTimeframe | undefined) =>
  memoized(text => {
    const term = readTerm(text, year.year, year.calendar);
    const placed = term?.first && term.last ? { ...term, first: term.first, last: term.last } : undefined;
    return placed && overlaps(placed, year) ? placed : undefined;
  });

function activityOf(row: Row, termOf: (text: string) => PlacedTimeframe | undefined): Activity {
  const written = row.cells.filter(c => c.column.kind === "срок" || c.column.kind === "дата");
  const terms = written.flatMap(c => termOf(c.text) ?? []);
  const starts = terms.map(t => t.first).sort(compareDates);
  const ends = terms.map(t => t.last).sort(compareDates);
  return {
    row,
    name:
      cellsOf(row, "название")
        .map(c => c.text)
        .join(", ") || `Строка ${row.index + 1}`,
    who: cellsOf(row, "исполнитель").map(c => initialsFirst(c.text)),
    when: written.map(c => dateText(c.text)).join(", "),
    terms,
    span: starts.length ? { first: starts[0]!, last: ends.at(-1)! } : undefined,
  };
}

const overlaps = (span: DateSpan, year: Year): boolean =>
  compareDates(span.first, year.last) <= 0 && compareDates(span.last, year.first) >= 0;

/** Groups activities by stage if the plan has stages, else by the month in which they begin; each group is in the order of time. */
function bandsOf(table: Table, dated: readonly Activity[], year: Year): [string, Activity[]][] {
  const sorted = [...dated].sort(
    (a, b) => compareDates(a.span!.first, b.span!.first) || compareDates(a.span!.last, b.span!.last),
  );
  if (table.groups.length) {
    const of = (index: number | undefined) => sorted.filter(a => a.row.group?.index === index);
    const bands = table.groups.map((g): [string, Activity[]] => [stageText(g) || `Этап ${g.index + 1}`, of(g.index)]);
    return [...bands, ["Вне этапов", of(undefined)] satisfies [string, Activity[]]].filter(([, rows]) => rows.length);
  }
  if (sorted.length <= UNDIVIDED) return sorted.length ? [["Мероприятия", sorted]] : [];
  const byMonth = year.months.map((): Activity[] => []);
  for (const activity of sorted) {
    // What began before the year stands in its first month.
    const month = year.months.findIndex(({ last }) => compareDates(activity.span!.first, last) <= 0);
    byMonth[month]?.push(activity);
  }
  return year.months.flatMap(({ name }, i): [string, Activity[]][] =>
    byMonth[i]!.length ? [[capitalised(name), byMonth[i]!]] : [],
  );
}

/** Gives each responsible a colour and pattern; the busiest come first. The keys are folded names. */
function coloursOf(
  activities: readonly Activity[],
): ReadonlyMap<string, { readonly name: string; readonly colour: number }> {
  const counts = new Map<string, { name: string; count: number }>();
  for (const name of activities.flatMap(a => a.who.slice(0, 1))) {
    const known = counts.get(fold(name));
    if (known) known.count++;
    else counts.set(fold(name), { name, count: 1 });
  }
  const ranked = [...counts].sort((a, b) => b[1].count - a[1].count);
  return new Map(ranked.map(([key, { name }], i) => [key, { name, colour: i < COLOURS ? i + 1 : 0 }]));
}

type Colours = ReturnType<typeof coloursOf>;
const colourOf = (colours: Colours, { who }: Activity): number => colours.get(fold(who[0] ?? ""))?.colour ?? 0;

/** Patterns by colour: 0 is an outline, 1 is plain. */
const PATTERNS = [
  "",
  "",
  '<path d="M-2 2L2 -2M0 8L8 0M6 10L10 6"/>',
  '<path d="M0 2H8M0 6H8"/>',
  '<path d="M-2 6L2 10M0 0L8 8M6 -2L10 2"/>',
  '<circle cx="2" cy="2" r="1.2"/><circle cx="6" cy="6" r="1.2"/>',
  '<path d="M2 0V8M6 0V8"/>',
];

const definitions = `<defs><linearGradient id="fade"><stop stop-opacity="0"/><stop offset="1"/></linearGradient>${PATTERNS.map(
  (marks, i) =>
    marks
      ? `<pattern id="weave-${i}" class="weave" width="8" height="8" patternUnits="userSpaceOnUse">${marks}</pattern>`
      : "",
).join("")}</defs>`;

/** A bar in the colour of its responsible, with the pattern over it. */
function bar(x: string, y: number, width: string, height: number, colour: number): string {
  const box = `x="${x}" y="${y}" width="${width}" height="${height}" rx="3"`;
  return `<rect class="bar" ${box}/>${PATTERNS[colour] ? `<rect ${box} fill="url(#weave-${colour})"/>` : ""}`;
}

function legend(activities: readonly Activity[], colours: Colours, meetings: boolean, today: boolean): string {
  const item = (classes: string, drawing: string, words: string) =>
    `<li><svg class="swatch${classes && ` ${classes}`}" width="30" height="14" aria-hidden="true">${drawing}</svg>${esc(words)}</li>`;
  const kinds = new Set(activities.flatMap(a => a.terms.map(t => t.kind)));
  const named = [...colours.values()].filter(c => c.colour);
  const rest = colours.size - named.length;
  const people = [
    ...named.map(({ name, colour }) => item(`who-${colour}`, bar("0", 1, "30", 12, colour), name)),
    ...(rest ? [item("who-0", bar("0", 1, "30", 12, 0), `остальные (${rest})`)] : []),
  ];
  const marks = [
    ...(kinds.has("day") ? [item("key", '<circle class="bar" cx="15" cy="7" r="5"/>', "в один день")] : []),
    ...(kinds.has("deadline") ? [item("key", diamond("15", 7), "не позднее")] : []),
    ...(kinds.has("repeated") ? [item("key", '<circle class="ring" cx="15" cy="7" r="4.5"/>', "повторяется")] : []),
    ...(meetings ? [item("", meetingMark("15", 7, "1"), "заседание")] : []),
    item("", '<rect class="holidays" width="30" height="14"/>', "каникулы"),
    ...(today ? [item("", '<line class="today" x1="15" x2="15" y1="0" y2="14"/>', "сегодня")] : []),
  ];
  const lists = [
    people.length ? `<ul class="legend" aria-label="Ответственные">${people.join("")}</ul>` : "",
    `<ul class="legend" aria-label="Обозначения">${marks.join("")}</ul>`,
  ];
  return `${lists.join("")}<svg class="defs" width="0" height="0" aria-hidden="true">${definitions}</svg>`;
}

const diamond = (x: string, y: number): string =>
  `<svg x="${x}" y="${y}" overflow="visible"><path class="bar" d="M0 -6L6 0L0 6L-6 0Z"/></svg>`;
const meetingMark = (x: string, y: number, number: string): string =>
  `<svg x="${x}" y="${y}" overflow="visible"><rect class="meeting" x="-8" y="-7" width="16" height="14" rx="2"/><text class="meeting-number" y="4">${esc(number)}</text></svg>`;

/** The part of a picture that the year spans: x is in per cent of the year. */
const onYear = (height: number, inner: string): string =>
  `<svg x="${NAMES}%" y="0" width="${99.5 - NAMES}%" height="${height}" overflow="visible">${inner}</svg>`;

/** Draws holidays, the beginnings of months and the line of today behind the rows. */
function ground(year: Year, workspace: Workspace, height: number): string {
  const { today } = workspace;
  const holidays = holidaysOf(year.calendar, year.year).map(
    h =>
      `<rect class="holidays" x="${pct(startOf(year, h.first))}" y="0" width="${pct(endOf(year, h.last) - startOf(year, h.first))}" height="${height}"/>`,
  );
  const months = year.months.map(({ first, m }) => {
    const x = pct(startOf(year, first));
    return `<line class="month-line${m === 9 || m === 1 ? " year" : ""}" x1="${x}" x2="${x}" y1="0" y2="${height}"/>`;
  });
  const x = today && pct((startOf(year, today) + endOf(year, today)) / 2);
  const now = isToday(workspace, year) ? `<line class="today" x1="${x}" x2="${x}" y1="0" y2="${height}"/>` : "";
  return `<g aria-hidden="true">${holidays.join("")}${months.join("")}${now}</g>`;
}

/** Draws quarters, months and the meetings of the schedule. The scale stays in sight while the rows scroll. */
function scale(year: Year, meetings: readonly DrawnMeeting[], workspace: Workspace, at: PlaceAttributes): string {
  const { calendar } = year;
  const own = calendar.years.get(year.year);
  const trimesters = !!own?.trimesters.length && !own.quarters.length;
  const parts = trimesters ? trimestersOf(calendar, year.year) : quartersOf(calendar, year.year);
  const height = LANE * (meetings.length ? 3 : 2);
  const middle = (span: DateSpan) => pct((startOf(year, span.first) + endOf(year, span.last)) / 2);
  const quarters = parts.map((part, i) => {
    const number = ["I", "II", "III", "IV"][i] ?? `${i + 1}`;
    const name = `${number} ${trimesters ? "триместр" : "четверть"}`;
    return `<g class="part"><title>${esc(`${name}: ${spanInDigits(part)}`)}</title><rect x="${pct(startOf(year, part.first))}" y="1" width="${pct(endOf(year, part.last) - startOf(year, part.first))}" height="${LANE - 2}" rx="3"/><text x="${middle(part)}" y="14">${number} ${trimesters ? "трим." : "четв."}</text></g>`;
  });
  const months = year.months.map(month => {
    const y =
      month.m === 9 || month.m === 1 ? `<title>${month.name} ${month.y}</title>` : `<title>${month.name}</title>`;
    return `<text class="month-name" x="${middle(month)}" y="${LANE + 14}">${y}${month.name.slice(0, 3)}</text>`;
  });
  const marks = meetings.map(m =>
    svgLink(
      `Заседание № ${m.number}, ${spanInDigits({ first: m.date!, last: m.date! })}: ${m.theme}`,
      at(m.doc, m.row.from),
      "meeting-link",
      meetingMark(pct((startOf(year, m.date!) + endOf(year, m.date!)) / 2), 2 * LANE + LANE / 2, m.number),
    ),
  );
  const names = [
    `<text class="lane" x="0" y="${LANE + 14}">${year.year}/${year.year + 1} учебный год</text>`,
    ...(meetings.length ? [`<text class="lane" x="0" y="${2 * LANE + 14}">Заседания</text>`] : []),
  ];
  const desc = meetings.length
    ? `${counted(meetings.length, ["заседание", "заседания", "заседаний"])} по графику.`
    : "";
  return `<svg class="scale" role="group" width="100%" height="${height}"><title>Месяцы, четверти и заседания</title><desc>${desc}</desc>${names.join("")}${onYear(height, `${ground(year, workspace, height)}${quarters.join("")}${months.join("")}${marks.join("")}`)}</svg>`;
}

interface TimelineSetting {
  readonly doc: Doc;
  readonly year: Year;
  readonly workspace: Workspace;
  readonly colours: Colours;
  readonly draw: TermDrawer;
  readonly at: PlaceAttributes;
}

function bandSvg(
  title: string,
  rows: readonly Activity[],
  { doc, year, workspace, colours, draw, at }: TimelineSetting,
): string {
  const height = rows.length * ROW;
  const drawn = rows.map((activity, i) => {
    const y = i * ROW;
    const colour = colourOf(colours, activity);
    const hit = `<rect class="hit" x="0" y="${y}" width="100%" height="${ROW}"/>`;
    const label = `<svg class="label" x="0" y="${y}" width="${NAMES - 1}%" height="${ROW}"><text x="4" y="15">${esc(cut(activity.name, 90))}</text></svg>`;
    const inner = `<svg x="${NAMES}%" y="${y}" width="${99.5 - NAMES}%" height="${ROW}" overflow="visible">${marksOf(activity, colour, draw)}</svg>`;
    const name = [
      activity.name,
      activity.when || "срок не указан",
      activity.who.join(", ") || "ответственный не указан",
    ].join(" – ");
    return svgLink(name, at(doc, activity.row.from), `row who-${colour}`, hit + label + inner);
  });
  const desc = counted(rows.length, ["мероприятие", "мероприятия", "мероприятий"]);
  const back = rows.some(r => r.span) ? onYear(height, ground(year, workspace, height)) : "";
  const fade = `<rect class="fade" x="${NAMES - 4}%" y="0" width="3%" height="${height}" fill="url(#fade)"/>`;
  return `<svg class="rows" role="group" width="100%" height="${height}"><title>${esc(title)}</title><desc>${desc}</desc>${back}${drawn.join("")}${fade}</svg>`;
}

function marksOf({ terms, span, who, when }: Activity, colour: number, draw: TermDrawer): string {
  if (!span)
    return `<text class="note" x="0" dx="4" y="15">${esc(cut([when || "срок не указан", who.join(", ")].filter(Boolean).join(" · "), 80))}</text>`;
  const marks = terms.map(term => draw(term, colour));
  const left = Math.min(...marks.map(m => m.left));
  const right = Math.max(...marks.map(m => m.right));
  const words = esc(cut(who.join(", "), 60));
  // The names stand behind the marks if there is room, else on the wider side.
  const behind = 100 - right >= Math.min(left, 30);
  const label = behind
    ? `<text class="who" x="${pct(right)}" dx="9" y="15">${words}</text>`
    : `<text class="who end" x="${pct(left)}" dx="-9" y="15">${words}</text>`;
  return marks.map(m => m.svg).join("") + (words ? `<svg width="100%" height="${ROW}">${label}</svg>` : "");
}

interface Marks {
  readonly svg: string;
  /** The ends of the marks in per cent of the year. */
  readonly left: number;
  readonly right: number;
}
type TermDrawer = (term: PlacedTimeframe, colour: number) => Marks;

/** Draws each term of the plan once in each colour. */
function termDrawer(year: Year): TermDrawer {
  const drawn: OwnedMemory<PlacedTimeframe, number, Marks> = new WeakMap();
  return (term, colour) =>
    remembered(drawn, term, colour, () => ({
      svg: termMarks(term, colour, year),
      left: startOf(year, term.first),
      right: endOf(year, term.last),
    }));
}

function termMarks(term: PlacedTimeframe, colour: number, year: Year): string {
  const middle = ROW / 2;
  const centre = (s: DateSpan) => pct((startOf(year, s.first) + endOf(year, s.last)) / 2);
  const line = (s: DateSpan) =>
    `<line class="lead" x1="${pct(startOf(year, s.first))}" x2="${pct(endOf(year, s.last))}" y1="${middle}" y2="${middle}"/>`;
  switch (term.kind) {
    case "day":
      return term.spans.map(s => `<circle class="bar" cx="${centre(s)}" cy="${middle}" r="5.5"/>`).join("");
    case "period":
      return term.spans
        .map(s =>
          bar(
            pct(startOf(year, s.first)),
            4,
            pct(Math.max(1, endOf(year, s.last) - startOf(year, s.first))),
            ROW - 8,
            colour,
          ),
        )
        .join("");
    case "deadline":
      return line({ first: term.first, last: term.last }) + diamond(pct(endOf(year, term.last)), middle);
    case "repeated": {
      const occasions = term.spans.flatMap(s => (daysBetween(s.first, s.last) > 45 ? monthsWithin(s, year) : [s]));
      const r = occasions.length > DENSE ? 3 : 4.5;
      return (
        line({ first: term.first, last: term.last }) +
        occasions.map(s => `<circle class="ring" cx="${centre(s)}" cy="${middle}" r="${num(r)}"/>`).join("")
      );
    }
    case "open":
      return "";
  }
}

/** Divides a long span into months. */
const monthsWithin = (span: DateSpan, year: Year): DateSpan[] =>
  year.months.flatMap(month => {
    const first = compareDates(span.first, month.first) > 0 ? span.first : month.first;
    const last = compareDates(span.last, month.last) < 0 ? span.last : month.last;
    return compareDates(first, last) <= 0 ? [{ first, last }] : [];
  });

/** Writes the picture as a table, for screen readers and for those who would rather read. */
function asTable(activities: readonly Activity[], doc: Doc, at: PlaceAttributes): string {
  const rows = activities.map(
    ({ row, name, when, who }) =>
      `<tr><td>${wordLink(name, at(doc, row.from))}</td><td>${esc(when || "нет")}</td><td>${esc(who.join(", ") || "нет")}</td></tr>`,
  );
  const head = ["Мероприятие", "Срок", "Ответственный"].map(h => `<th scope="col">${h}</th>`).join("");
  return `<details class="as-table"><summary>То же таблицей</summary><table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></details>`;
}
