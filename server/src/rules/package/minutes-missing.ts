import type { Doc } from "../../model/document";
import { fileName } from "../../model/uris";
import { minutesType } from "../../operations/drafts/drafts";
import { type CalendarDate, compareDates, dateInDigits, isoDate } from "../../russian/dates";
import type { Span } from "../../syntax/span";
import { rangeOf } from "../../syntax/yaml";
import { minutedMeetings } from "../../workspace/planning/schedule";
import { cellOf } from "../../workspace/tables";
import { nothing } from "../engine/footprint";
import type { Rule } from "../engine/rule";

const SCHEDULE = (date: string) =>
  `//- grafik.reg.yaml\nдокумент: график\nучебный год: 2025/2026\nзаседания:\n  - { номер: 1, дата: 2025-09-11, тема: План работы }\n  - { номер: 2, дата: ${date}, тема: Итоги четверти }\n`;
const MINUTES = (number: number, date: string) =>
  `//- protokol-${number}.reg.md\n---\nдокумент: протокол\nрегистрация: { номер: ${number}, дата: ${date} }\n---\n\n# Протокол заседания клуба\n`;

export const minutesMissing: Rule = {
  id: "minutes-missing",
  group: "package",
  severity: "information",
  yaml: true,
  summary: "У каждого состоявшегося заседания есть протокол, и день в нём тот же.",
  docs: `Решения заседания существуют, пока есть протокол. Когда день заседания по графику прошёл, в пакете ищется протокол с той же датой или тем же номером, составленный между соседними заседаниями; если протокол назван иначе, укажите его файл в графе \`протокол\`. Заседание, которого не было, из графика убирают или переносят.

Протокол с номером заседания и другой датой – либо описка, либо заседание перенесли, а график не исправили: по графику его уже не найти. Исправление предлагает и то, и другое.`,
  examples: [
    {
      today: "2025-10-20",
      good: `${SCHEDULE("2025-11-13")}${MINUTES(1, "2025-09-11")}`,
    },
    { today: "2025-11-20", bad: `${SCHEDULE("<|2025-11-13|>")}${MINUTES(1, "2025-09-11")}` },
    {
      bad: `${SCHEDULE("<|2025-11-13|>")}${MINUTES(1, "11.09.2025")}${MINUTES(2, "2025-11-14")}`,
      fixed: SCHEDULE("2025-11-14").replace("//- grafik.reg.yaml\n", ""),
    },
    {
      bad: `${SCHEDULE("<|13.11.2025|>, протокол: protokol-2.reg.md")}${MINUTES(1, "2025-09-11")}${MINUTES(2, "2025-12-01")}`,
      fixed: SCHEDULE("01.12.2025, протокол: protokol-2.reg.md").replace("//- grafik.reg.yaml\n", ""),
      hidden: true,
    },
    // Minutes outside the schedule move the numbers on.
    {
      today: "2025-11-13",
      good: `${SCHEDULE("2025-11-13").replace("  - { номер: 2", "  - { номер: 3, дата: 2025-10-09, тема: Итоги }\n  - { номер: 4")}${MINUTES(1, "2025-09-11")}${MINUTES(2, "2025-09-20")}${MINUTES(3, "2025-09-25")}${MINUTES(4, "2025-10-09")}`,
      hidden: true,
    },
    // Minutes of a meeting that the schedule doesn't have, and of the other body's.
    {
      good: `${SCHEDULE("2025-11-13")}${MINUTES(1, "2025-09-11")}${MINUTES(2, "2025-10-02")}${MINUTES(3, "2025-11-13")}`,
      hidden: true,
    },
    {
      today: "2025-11-13",
      good: `${SCHEDULE("2025-11-13")}${MINUTES(2, "2025-09-11")}${MINUTES(3, "2025-09-12")}${SCHEDULE("2025-09-12").replace("grafik", "sovet")}`,
      hidden: true,
    },
    { today: "2025-11-13", good: `${SCHEDULE("2025-11-13")}${MINUTES(1, "2025-09-11")}`, hidden: true },
    { good: SCHEDULE("2025-11-13"), hidden: true },
    {
      today: "2025-11-20",
      bad: `${SCHEDULE("<|2025-11-13|>")}${MINUTES(1, "2025-09-11")}${MINUTES(2, "2024-11-14")}`,
      hidden: true,
    },
  ],
  reads: nothing,
  *check(doc, { workspace }) {
    const { today } = workspace;
    const type = minutesType(workspace, doc);
    for (const { row, number, cell, day, minutes, held } of minutedMeetings(workspace, doc)) {
      if (!cell || !day) continue;
      if (minutes && held && compareDates(held, day) !== 0)
        yield {
          from: cell.from,
          to: cell.to,
          message: `По графику заседание${number ? ` № ${number}` : ""} ${dateInDigits(day)}, а его протокол (${fileName(minutes.uri)}) – от ${dateInDigits(held)}.`,
          related: [{ uri: minutes.uri, ...dateOf(minutes), message: "Дата протокола" }],
          fixes: () => [
            {
              title: `Перенести заседание в графике на ${dateInDigits(held)}`,
              edits: [{ from: cell.from, to: cell.to, insert: written(held, cell.text) }],
              ask: true,
            },
            {
              title: `Исправить дату протокола на ${dateInDigits(day)}`,
              edits: [
                {
                  uri: minutes.uri,
                  ...dateOf(minutes),
                  insert: written(day, minutes.header.registration?.date ?? ""),
                },
              ],
              ask: true,
            },
          ],
        };
      // ref-file reports a missing file.
      if (minutes || cellOf(row, "файл") || !today || compareDates(day, today) >= 0) continue;
      yield {
        from: cell.from,
        to: cell.to,
        message: `Заседание ${dateInDigits(day)} прошло, а его протокола в пакете нет.`,
        ...(type
          ? {
              fixes: () => [
                {
                  title: "Создать протокол этого заседания",
                  edits: [],
                  ask: true as const,
                  create: { type, row: row.index },
                },
              ],
            }
          : {}),
      };
    }
  },
};

const dateOf = ({ header }: Doc): Span =>
  header.yaml ? rangeOf(header.yaml, ["регистрация", "дата"]) : { from: 0, to: 0 };

/** The date in the form of the one it replaces: 2025-11-13, else 13.11.2025. */
const written = (date: CalendarDate, before: string): string =>
  /^\d{4}-/.test(before) ? isoDate(date) : dateInDigits(date);
