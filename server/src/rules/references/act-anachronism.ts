import type { Doc } from "../../model/document";
import { factsOf } from "../../model/facts";
import { type CalendarDate, compareDates, dateInDigits, findDates } from "../../russian/dates";
import type { Workspace } from "../../workspace/docs";
import { approvalOf } from "../../workspace/neighbours";
import { placeOf } from "../../workspace/place";
import { actsFootprint } from "../engine/footprint";
import type { Rule } from "../engine/rule";

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
        const day = findDates(act.date ?? "")[0]?.date;
        if (day && compareDates(day, own) > 0) {
          yield {
            from: start + act.from,
            to: start + act.to,
            message: `${placeOf(doc, i)} назван акт от ${dateInDigits(day)}, а документ утверждён раньше — ${dateInDigits(own)}.`,
          };
          continue;
        }
        // «(ред. от …)» behind this very act.
        const edition = /^[^.;()]{0,200}\((?:в )?ред(?:\.|акции) (от \d{1,2}\.\d{1,2}\.\d{4})/u.exec(
          block.text.slice(act.to),
        );
        const edited = edition ? findDates(edition[1]!)[0]?.date : undefined;
        if (edition && edited && compareDates(edited, own) > 0) {
          const to = start + act.to + edition[0].length;
          yield {
            from: to - edition[1]!.length,
            to,
            message: `${placeOf(doc, i)} названа редакция от ${dateInDigits(edited)}, а документ утверждён раньше — ${dateInDigits(own)}.`,
          };
        }
      }
    }
  },
};

/** The latest day on which the document was approved, adopted or registered. */
function approvedOn(workspace: Workspace, doc: Doc): CalendarDate | undefined {
  const days = [
    doc.header.registration?.day,
    approvalOf(workspace, doc)?.header.registration?.day,
    ...doc.header.stamps.flatMap(s => [s.day, s.order?.day, s.minutes?.day]),
  ];
  return days.reduce((a, b) => (a && b && compareDates(a, b) > 0 ? a : (b ?? a)), undefined);
}
