import type { Doc } from "../model/document";
import { compareDates, dateInDigits, parseDate, schoolYear } from "../russian/dates";
import { partsOf } from "../workspace/packages";
import { yearOf } from "../workspace/school-year";
import { cellOf, tableOf, termCell } from "../workspace/tables";
import { readTerm } from "../workspace/timing";
import { resolve } from "../workspace/workspace";
import type { Rule } from "./rule";

const SCHEDULE = (date: string) =>
  `//- grafik.reg.yaml\nдокумент: график\nучебный год: 2025/2026\nзаседания:\n  - { номер: 1, дата: 2025-09-11, тема: План работы }\n  - { номер: 2, дата: ${date}, тема: Итоги четверти }\n`;
const MINUTES = (number: number, date: string) =>
  `//- protokol-${number}.reg.md\n---\nдокумент: протокол\nрегистрация: { номер: ${number}, дата: ${date} }\n---\n\n# Протокол заседания клуба\n`;

export const minutesMissing: Rule = {
  id: "minutes-missing",
  group: "package",
  severity: "information",
  yaml: true,
  summary: "У каждого состоявшегося заседания есть протокол.",
  docs: `Решения заседания существуют, пока есть протокол. Когда день заседания по графику прошёл, в пакете ищется протокол с той же датой или тем же номером в том же учебном году; если протокол назван иначе, укажите его файл в графе \`протокол\`. Заседание, которого не было, из графика убирают или переносят.`,
  examples: [
    {
      today: "2025-10-20",
      good: `${SCHEDULE("2025-11-13")}${MINUTES(1, "2025-09-11")}`,
    },
    { today: "2025-11-20", bad: `${SCHEDULE("<|2025-11-13|>")}${MINUTES(1, "2025-09-11")}` },
    { today: "2025-11-20", good: `${SCHEDULE("2025-11-13")}${MINUTES(1, "11.09.2025")}${MINUTES(2, "2025-11-14")}` },
    { today: "2025-11-13", good: `${SCHEDULE("2025-11-13")}${MINUTES(1, "2025-09-11")}`, hidden: true },
    { good: SCHEDULE("2025-11-13"), hidden: true },
    {
      today: "2025-11-20",
      bad: `${SCHEDULE("<|2025-11-13|>")}${MINUTES(1, "2025-09-11")}${MINUTES(2, "2024-11-14")}`,
      hidden: true,
    },
  ],
  *check(doc, { profile, config: { calendar }, workspace }) {
    const { today } = workspace;
    const table = tableOf(doc, profile);
    if (!today || table?.shape.row !== "заседание") return;
    const year = yearOf(doc);
    const minutes = partsOf(workspace, doc, "протокол").map(actOf);
    for (const row of table.rows) {
      const cell = termCell(row);
      const day = cell && (parseDate(cell.text)?.date ?? inYear(cell.text));
      if (!cell || !day || compareDates(day, today) >= 0) continue;
      const number = cellOf(row, "номер")?.text;
      const file = cellOf(row, "файл")?.text;
      if (resolve(workspace, doc.uri, file)) continue;
      const found = minutes.some(
        m =>
          m.date &&
          (compareDates(m.date, day) === 0 || (m.number === number && schoolYear(m.date) === schoolYear(day))),
      );
      if (found) continue;
      yield {
        from: cell.from,
        to: cell.to,
        message: `Заседание ${dateInDigits(day)} прошло, а его протокола в пакете нет.`,
      };
    }

    function inYear(text: string) {
      const term = year === undefined ? undefined : readTerm(text, year, calendar);
      return term?.kind === "day" ? term.last : undefined;
    }
  },
};

function actOf({ header: { registration } }: Doc) {
  return { number: registration?.number, date: parseDate(registration?.date ?? "")?.date };
}
