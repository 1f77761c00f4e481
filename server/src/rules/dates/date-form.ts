import { addressesIn, isInAddress } from "../../russian/addresses";
import { matches } from "../../russian/matches";
import type { Block } from "../../syntax/blocks";
import { type Problem, type Rule, replace } from "../engine/rule";

export const dateForm: Rule = {
  id: "date-form",
  group: "dates",
  severity: "information",
  style: true,
  summary: "Дата записана как 01.09.2026 или 1 сентября 2026 г.",
  docs: `По ГОСТ Р 7.0.97 дату пишут цифрами в последовательности день, месяц, год (две цифры дня и месяца, без «г.») или словесно-цифровым способом: 1 сентября 2026 г. Смешанные формы («28.04.2026г.», «1.09.2026») встречаются часто и исправляются одним щелчком.`,
  examples: [
    { good: "1.1. Протокол от 01.09.2026 № 3 и приказ от 1 сентября 2026 г. № 4.\n" },
    { bad: "1.1. Протокол от <|1.09.2026|> № 3.\n", fixed: "1.1. Протокол от 01.09.2026 № 3.\n" },
    { bad: "1.1. Протокол от <|28.04.2026г.|> № 3.\n", fixed: "1.1. Протокол от 28.04.2026 № 3.\n" },
    {
      bad: "1.1. Клуб создан <|08.04.2024г.|>\n\n1.2. Дата <|8.04.2024 г.|> Далее – год.\n",
      fixed: "1.1. Клуб создан 08.04.2024.\n\n1.2. Дата 08.04.2024. Далее – год.\n",
      hidden: true,
    },
    { bad: "УТВЕРЖДЕНО\nприказом от <|31.08.2021г.|>\n", fixed: "УТВЕРЖДЕНО\nприказом от 31.08.2021\n", hidden: true },
    { good: "1.1. Файл otchet_1.09.2026.pdf на сайте sch5.ru/1.09.2026г.html.\n", hidden: true },
    { bad: "1.1. Протокол от <|«30» августа 2026г.|> № 3.\n", fixed: "1.1. Протокол от 30 августа 2026 г. № 3.\n" },
  ],
  block: block =>
    block.kind === "header" || block.kind === "code" || !/\d{4}/.test(block.text) ? [] : oddDates(block),
};

const months = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря";

const DATE = new RegExp(
  `(?<![\\d.])(?:(\\d{1,2})\\.(\\d{1,2})\\.((?:19|20)\\d{2})([ \\t\\u00a0]?г(?:ода|\\.)?(?!\\p{L}))?|(«\\d{1,2}»|\\d{1,2})[ \\t\\u00a0]+(${months})[ \\t\\u00a0]+((?:19|20)\\d{2})([ \\t\\u00a0]*(?:г\\.?(?!\\p{L})|года)))`,
  "gu",
);

function* oddDates(block: Block): Iterable<Problem> {
  const { text } = block;
  const addresses = addressesIn(text);
  for (const m of matches(text, DATE)) {
    const span = { from: m.index, to: m.index + m[0].length };
    if (isInAddress(addresses, span)) continue;
    if (m[1]) {
      const fixed = `${m[1].padStart(2, "0")}.${m[2]!.padStart(2, "0")}.${m[3]}`;
      if (fixed === m[0]) continue;
      yield {
        ...span,
        message: `Дата цифрами пишется «${fixed}».`,
        fixes: replace(span, fixed + stopOf(block, m[0], span.to), `Записать «${fixed}»`),
      };
    } else {
      const tail = /года/.test(m[8]!) ? " года" : " г.";
      const fixed = `${Number(m[5]!.replace(/[«»]/g, ""))} ${m[6]} ${m[7]}${tail}`;
      if (fixed === m[0].replace(/\u00a0/g, " ")) continue;
      yield {
        ...span,
        message: `Дата словами пишется «${fixed}».`,
        fixes: replace(span, fixed, `Записать «${fixed}»`),
      };
    }
  }
}

/** The full stop that ends the sentence together with «г.»: the date keeps it where «г.» goes. */
function stopOf({ kind, text, number }: Block, found: string, to: number): "." | "" {
  if (!found.endsWith(".")) return "";
  const ends = /^[ \t\r\n]*$|^[ \t\r\n]+[«"]?\p{Lu}/u.test(text.slice(to, to + 12));
  // Lines of a title page end without one.
  const isSentence = kind === "clause" || kind === "item" || number !== undefined || /\p{Ll}{3}\.\s+\p{Lu}/u.test(text);
  return ends && isSentence ? "." : "";
}
