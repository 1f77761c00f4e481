import type { Doc } from "../../model/document";
import { type CalendarDate, dateInDigits, isDate, parseDate } from "../../russian/dates";
import { matches } from "../../russian/matches";
import { nothing } from "../engine/footprint";
import type { Rule } from "../engine/rule";

export const dateInvalid: Rule = {
  id: "date-invalid",
  group: "dates",
  severity: "error",
  summary: "Такой день в календаре есть.",
  docs: `31 февраля и 31 июня не бывает: это опечатка, из-за которой документ не найти по дате.`,
  examples: [
    { good: "1.1. Протокол от 28.02.2026 № 3.\n" },
    { bad: "1.1. Протокол от <|31.02.2026|> № 3.\n" },
    { bad: "---\nдокумент: приказ\nрегистрация: { номер: 4, дата: <|2026-02-30|> }\n---\n" },
  ],
  reads: nothing,
  *check(doc) {
    for (const { from, to, date } of headerDates(doc))
      if (!isDate(date)) yield { from, to, message: `Даты ${dateInDigits(date)} не бывает.` };
  },
  block(block) {
    if (block.kind === "header" || block.kind === "code") return [];
    return matches(block.text, /(?<![\d.])(\d{1,2})\.(\d{1,2})\.((?:19|20)\d{2})(?![\d.]\d)/g)
      .filter(m => !isDate({ y: Number(m[3]), m: Number(m[2]), d: Number(m[1]) }))
      .map(m => ({ from: m.index, to: m.index + m[0].length, message: `Даты ${m[0]} не бывает.` }));
  },
};

function headerDates(doc: Doc): { from: number; to: number; date: CalendarDate }[] {
  const { yaml } = doc.header;
  if (!yaml) return [];
  const head = doc.text.slice(0, doc.header.end);
  return [...head.matchAll(/дата:[ \t]*["']?(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4})/g)].flatMap(m => {
    const read = parseDate(m[1]!);
    const from = m.index + m[0].length - m[1]!.length;
    return read ? [{ from, to: from + m[1]!.length, date: { y: read.year!, m: read.month, d: read.day } }] : [];
  });
}
