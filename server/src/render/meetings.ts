/** The calendar of meetings: twelve months of a school year with the meetings of the schedule, and a list of their themes. */

import type { Doc } from "../model/document";
import { dateAndNumber } from "../model/requisites";
import { capitalised } from "../russian/capitalised";
import { counted } from "../russian/counted";
import { type CalendarDate, compareDates, dateInDigits, weekday } from "../russian/dates";
import { dayOff, daysIn, holidaysAt } from "../workspace/calendar/calendar";
import type { Workspace } from "../workspace/docs";
import { esc } from "./html";
import { isToday, type Month, type PlaceAttributes, placesFrom, svgLink, wordLink, type Year } from "./picture";
import { type Demand, type DrawnMeeting, demandOn, meetingsOf } from "./schedule";

/** Size of a day's cell in CSS pixels. */
const WIDTH = 32;
const HEIGHT = 26;
const WEEKDAYS = ["пн", "вт", "ср", "чт", "пт", "сб", "вс"];
const WEEKDAY_NAMES = ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"];

/** Blocks of HTML: the legend, the months, the list of meetings. */
export function drawMeetings(workspace: Workspace, doc: Doc, year: Year): string[] {
  const at = placesFrom(doc);
  const meetings = meetingsOf(workspace, doc, year);
  const demand = demandOn(workspace, doc, year, meetings);
  const months = year.months.map(month => monthHtml(month, { year, meetings, demand, at, today: workspace.today }));
  return [
    `<header class="picture-head"><h1>Заседания ${year.year}/${year.year + 1} учебного года</h1>${demandHtml(demand, at)}${legend(isToday(workspace, year))}</header>`,
    `<div class="year-months">${months.join("")}</div>`,
    `<section class="agenda"><h2>${counted(meetings.length, ["заседание", "заседания", "заседаний"])}</h2>${listHtml(meetings, year, at)}</section>`,
  ];
}

function demandHtml(demand: Demand | undefined, at: PlaceAttributes): string {
  if (!demand) return "";
  const place = wordLink(demand.words, at(demand.regulation, demand.from));
  const missing = demand.lacking.map(p => (p.count > 1 ? `${p.name} – ${p.count}` : p.name));
  const verdict = missing.length
    ? `<strong class="hole">Не хватает заседаний: ${esc(missing.join(", "))}.</strong>`
    : "Заседаний достаточно.";
  return `<p class="demand">По положению: ${place}. ${verdict}</p>`;
}

function legend(today: boolean): string {
  const item = (drawing: string, words: string) =>
    `<li><svg class="swatch" width="30" height="20" aria-hidden="true">${drawing}</svg>${words}</li>`;
  const nine = (classes: string) => `<text class="${classes}" x="13" y="15">9</text>`;
  const marks = [
    item(
      `<rect class="meeting" y="1" width="26" height="19" rx="3"/><text class="meeting-day-number" x="9" y="15">9</text>${badge(21, 9, "1")}`,
      "заседание и его номер",
    ),
    item(`<rect class="off" width="26" height="20"/>${nine("day off-day")}`, "нерабочий день"),
    item(`${nine("day")}<line class="vacation" x1="3" x2="23" y1="18.5" y2="18.5"/>`, "каникулы"),
    ...(today
      ? [item(`<rect class="today-box" x="1" y="1" width="24" height="18" rx="3"/>${nine("day")}`, "сегодня")]
      : []),
  ];
  return `<ul class="legend" aria-label="Обозначения">${marks.join("")}</ul>`;
}

interface CalendarSetting {
  readonly year: Year;
  readonly meetings: readonly DrawnMeeting[];
  readonly demand: Demand | undefined;
  readonly at: PlaceAttributes;
  readonly today: CalendarDate | undefined;
}

function monthHtml(month: Month, { year, meetings, demand, at, today }: CalendarSetting): string {
  const shift = weekday(month.first) - 1;
  const days = daysIn(month);
  const weeks = Math.ceil((shift + days.length) / 7);
  const here = meetings.filter(m => m.span && sameMonth(m.span.first, month));
  const cells = days.map((day, i) => {
    const x = ((shift + i) % 7) * WIDTH;
    const y = (Math.floor((shift + i) / 7) + 1) * HEIGHT;
    const cell = dayCell(day, x, y, {
      off: dayOff(year.calendar, day),
      vacation: holidaysAt(year.calendar, day) !== undefined,
      meetings: here.filter(m => m.date && compareDates(m.date, day) === 0),
      isToday: today !== undefined && compareDates(today, day) === 0,
      at,
    });
    return { cell, held: here.some(m => m.date && compareDates(m.date, day) === 0) };
  });
  // The badges of meetings overlap the days beside them, so they are drawn last.
  cells.sort((a, b) => Number(a.held) - Number(b.held));
  const heads = WEEKDAYS.map((d, i) => `<text class="weekday" x="${i * WIDTH + WIDTH / 2}" y="18">${d}</text>`);
  const lacking = demand?.lacking.find(p => sameMonth(p.first, month) && sameMonth(p.last, month));
  const undated = here.filter(m => !m.date).map(m => `№ ${m.number} – день не выбран`);
  const notes = [
    ...undated.map(note => `<p class="note">${esc(note)}</p>`),
    ...(lacking ? [`<p class="hole">${here.length ? "заседаний меньше, чем нужно" : "заседания нет"}</p>`] : []),
  ];
  const name = `${capitalised(month.name)} ${month.y}`;
  const desc = here.length
    ? here.map(m => `Заседание № ${m.number}: ${m.date ? dateInDigits(m.date) : m.when}.`).join(" ")
    : "Заседаний нет.";
  return `<figure><figcaption>${name}</figcaption><svg class="month" role="group" width="${7 * WIDTH}" height="${(weeks + 1) * HEIGHT}" viewBox="0 0 ${7 * WIDTH} ${(weeks + 1) * HEIGHT}"><title>${name}</title><desc>${esc(desc)}</desc>${heads.join("")}${cells.map(c => c.cell).join("")}</svg>${notes.join("")}</figure>`;
}

interface CalendarCell {
  readonly off: string | undefined;
  readonly vacation: boolean;
  readonly meetings: readonly DrawnMeeting[];
  readonly isToday: boolean;
  readonly at: PlaceAttributes;
}

function dayCell(
  day: CalendarDate,
  x: number,
  y: number,
  { off, vacation, meetings, isToday, at }: CalendarCell,
): string {
  const box = `x="${x + 1}" y="${y + 1}" width="${WIDTH - 2}" height="${HEIGHT - 2}"`;
  const middle = x + WIDTH / 2;
  const [meeting] = meetings;
  const line = vacation
    ? `<line class="vacation" x1="${x + 5}" x2="${x + WIDTH - 5}" y1="${y + HEIGHT - 2.5}" y2="${y + HEIGHT - 2.5}"/>`
    : "";
  const now = isToday ? `<rect class="today-box" ${box} rx="3"/>` : "";
  if (meeting) {
    const name = [
      `Заседание № ${meeting.number}, ${dateInDigits(day)}: ${meeting.theme || "тема не указана"}`,
      ...(off ? [`день нерабочий: ${off}`] : []),
      ...(meetings.length > 1 ? [`в этот день заседаний ${meetings.length}`] : []),
    ].join("; ");
    const inner = `<rect class="meeting" ${box} rx="3"/><text class="meeting-day-number" x="${middle - 3}" y="${y + 18}">${day.d}</text>${line}${now}${badge(x + WIDTH - 4, y + 5, meeting.number)}`;
    return svgLink(name, at(meeting.doc, meeting.row.from), "meeting-day", inner);
  }
  const why = [off, vacation ? "каникулы" : undefined, isToday ? "сегодня" : undefined].filter(Boolean).join(", ");
  const text = `<text class="day${off ? " off-day" : ""}" x="${middle}" y="${y + 18}">${day.d}</text>`;
  if (!why) return text;
  return `<g><title>${esc(why)}</title>${off ? `<rect class="off" ${box}/>` : ""}${text}${line}${now}</g>`;
}

/** Draws the number of a meeting on the corner of its day. */
const badge = (x: number, y: number, number: string): string =>
  `<circle class="corner" cx="${x}" cy="${y}" r="8"/><text class="corner-number" x="${x}" y="${y + 3.5}">${esc(number)}</text>`;

const sameMonth = (a: CalendarDate, { y, m }: { readonly y: number; readonly m: number }): boolean =>
  a.y === y && a.m === m;

function listHtml(meetings: readonly DrawnMeeting[], year: Year, at: PlaceAttributes): string {
  if (meetings.length === 0) return '<p class="empty">В графике пока нет заседаний.</p>';
  const items = meetings.map(meeting => {
    const { doc, row, number, theme, who, when, date, minutes } = meeting;
    const off = date && dayOff(year.calendar, date);
    const day = date ? `${dateInDigits(date)}, ${WEEKDAY_NAMES[weekday(date) - 1]}` : when || "дата не указана";
    const more = [
      ...(who ? [esc(who)] : []),
      ...(off ? [`<strong class="hole">день нерабочий: ${esc(off)}</strong>`] : []),
      ...(minutes ? [wordLink(`протокол ${dateAndNumber(minutes.header.registration ?? {})}`, at(minutes, 0))] : []),
    ];
    return `<li><span class="badge">${esc(number)}</span><div><p class="when">${esc(day)}</p><p>${wordLink(theme || "Тема не указана", at(doc, row.from))}</p>${more.length ? `<p class="more">${more.join(" · ")}</p>` : ""}</div></li>`;
  });
  return `<ol>${items.join("")}</ol>`;
}
