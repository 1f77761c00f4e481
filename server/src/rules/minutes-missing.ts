import { compareDates, dateInDigits } from "../russian/dates";
import { minutesType } from "../workspace/drafts/drafts";
import { meetingsWithoutMinutes } from "../workspace/schedule";
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
  *check(doc, { workspace }) {
    const { today } = workspace;
    if (!today) return;
    for (const { row, cell, day } of meetingsWithoutMinutes(workspace, doc)) {
      if (!cell || !day || compareDates(day, today) >= 0) continue;
      const type = minutesType(workspace, doc);
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
