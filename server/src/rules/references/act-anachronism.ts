import type { Doc } from "../../model/document";
import { factsOf } from "../../model/facts";
import type { Workspace } from "../../workspace/docs";
import { approvalOf } from "../../workspace/neighbours";
import { placeOf } from "../../workspace/place";
import { actsFootprint } from "../engine/footprint";
import type { Rule } from "../engine/rule";
import { isRealDate, parseDate } from "../header/stamps";

type DayParts = readonly [number, number, number];

export const actAnachronism: Rule = {
  id: "act-anachronism",
  group: "references",
  severity: "warning",
  summary: "Документ не ссылается на акт, который принят позже него.",
  docs: `Положение, утверждённое в сентябре, не могло опираться на закон или редакцию закона, принятые в декабре: либо ошибка в одной из дат, либо текст меняли без приказа об изменении. Сравниваются даты законов и актов федеральных органов с датой приказа, которым документ утверждён; собственные приказы организации не учитываются.`,
  examples: [
    {
      good: "---\nдокумент: положение\nгрифы:\n  - { вид: утверждено, приказ: { номер: 12, дата: 2024-09-02 } }\n---\n\n1.1. Основа – Федеральный закон от 29.12.2012 № 273-ФЗ (ред. от 08.08.2024). Изменено приказом от 15.02.2025 № 6.\n",
    },
    {
      bad: "---\nдокумент: положение\nгрифы:\n  - { вид: утверждено, приказ: { номер: 12, дата: 2024-09-02 } }\n---\n\n1.1. Основа – Федеральный закон от 29.12.2012 № 273-ФЗ (ред. <|от 28.12.2024|>).\n",
    },
    {
      bad: "---\nдокумент: приказ\nрегистрация: { номер: 12, дата: 2024-09-02 }\n---\n\n1. Исполнять <|приказ Министерства просвещения Российской Федерации от 10 октября 2024 г. № 700|>.\n",
    },
  ],
  reads: actsFootprint,
  *check(doc, { workspace }) {
    const own = approvedOn(workspace, doc);
    if (!own) return;
    for (const [i, block] of doc.tree.blocks.entries()) {
      const { acts } = factsOf(block);
      for (const act of acts) {
        const cited = block.text.slice(act.from, act.to);
        if (!/закон/iu.test(act.kind) && !/Мин|Правительств|Президент|Рособр|Главного/u.test(cited)) continue;
        const start = doc.tree.starts[i]!;
        const day = dayOf(act.date);
        if (day && later(day, own)) {
          yield {
            from: start + act.from,
            to: start + act.to,
            message: `${placeOf(doc, i)} назван акт от ${printed(day)}, а документ утверждён раньше — ${printed(own)}.`,
          };
          continue;
        }
        // «(ред. от …)» behind this very act.
        const edition = /^[^.;()]{0,200}\((?:в )?ред(?:\.|акции) (от \d{1,2}\.\d{1,2}\.\d{4})/u.exec(
          block.text.slice(act.to),
        );
        const edited = edition ? dayOf(edition[1]!.slice(3)) : undefined;
        if (edition && edited && later(edited, own)) {
          const to = start + act.to + edition[0].length;
          yield {
            from: to - edition[1]!.length,
            to,
            message: `${placeOf(doc, i)} названа редакция от ${printed(edited)}, а документ утверждён раньше — ${printed(own)}.`,
          };
        }
      }
    }
  },
};

/** The latest day on which the document was approved, adopted or registered. */
function approvedOn(workspace: Workspace, doc: Doc): DayParts | undefined {
  const dates = [
    doc.header.registration?.date,
    approvalOf(workspace, doc)?.header.registration?.date,
    ...doc.header.stamps.flatMap(s => [s.date, s.order?.date, s.minutes?.date]),
  ];
  const days = dates.map(d => parseDate(d)).filter((d): d is DayParts => d !== undefined && isRealDate(d));
  return days.reduce<DayParts | undefined>((a, b) => (a && later(a, b) ? a : b), undefined);
}

const value = (d: DayParts) => d[0] * 10000 + d[1] * 100 + d[2];
const later = (a: DayParts, b: DayParts) => value(a) > value(b);
const printed = (d: DayParts) => `${String(d[2]).padStart(2, "0")}.${String(d[1]).padStart(2, "0")}.${d[0]}`;

const MONTHS = ["янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"];

/** «29.12.2012», «29 декабря 2012 г.». */
function dayOf(text: string | undefined): DayParts | undefined {
  const m = /^«?(\d{1,2})»?[.\s\u00a0]+(\d{1,2}|\p{Ll}+)[.\s\u00a0]+(\d{4})/u.exec(text ?? "");
  if (!m) return undefined;
  const month = /^\d/.test(m[2]!) ? Number(m[2]) : MONTHS.findIndex(s => m[2]!.startsWith(s)) + 1;
  const day: DayParts = [Number(m[3]), month, Number(m[1])];
  return month && isRealDate(day) ? day : undefined;
}
