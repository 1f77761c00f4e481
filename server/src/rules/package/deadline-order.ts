import { orderOf } from "../../model/order";
import { compareDates, dateInDigits } from "../../russian/dates";
import { rangeOf } from "../../syntax/yaml";
import type { Rule } from "../engine/rule";

const HEAD = "---\nдокумент: приказ\nрегистрация: { номер: 12, дата: 2026-09-01 }\n---\n\n# О клубе\n\nПРИКАЗЫВАЮ:\n\n";

export const deadlineOrder: Rule = {
  id: "deadline-order",
  group: "package",
  severity: "warning",
  summary: "Срок в приказе позже даты приказа.",
  docs: `Поручение со сроком, который прошёл или истекает в день подписания, исполнить нельзя. Чаще всего это дата, оставшаяся от прошлогоднего приказа. Сравниваются даты после слов «до», «не позднее», «к», «срок» с датой из \`регистрация\`; дни начала («с 1 сентября») и ссылки на другие акты не считаются сроками.`,
  examples: [
    { good: `${HEAD}1. Учителям представить планы до 15.09.2026.\n2. Ввести режим с 01.09.2026.\n` },
    { good: `${HEAD}1. Отменить приказ от 01.08.2025 № 7, действовавший до 31.08.2026.\n`, hidden: true },
    {
      bad: `${HEAD}1. Учителям представить планы до <|15.09.2025|>.\n2. Сдать журналы не позднее <|1 сентября 2026 г.|>\n`,
    },
  ],
  *check(doc, { profile }) {
    if (profile?.part !== "приказ" || !doc.header.yaml) return;
    const signed = doc.header.registration?.day;
    if (!signed) return;
    for (const { from, to, date, point } of orderOf(doc).deadlines) {
      const order = compareDates(date, signed);
      if (order > 0) continue;
      const where = point.path ? `В пункте ${point.path}` : "В приказе";
      yield {
        from,
        to,
        message: `${where} срок ${doc.text.slice(from, to)} ${order < 0 ? "раньше даты приказа" : "истекает в день приказа"} (${dateInDigits(signed)}).`,
        related: [{ ...rangeOf(doc.header.yaml, ["регистрация", "дата"]), message: "Дата приказа" }],
      };
    }
  },
};
