import { termsOf } from "../../model/terms";
import type { Rule } from "../engine/rule";
import { termsFootprint } from "./footprint";

export const termForm: Rule = {
  id: "term-form",
  group: "terms",
  severity: "information",
  style: true,
  summary: "Сокращение вводится как «(далее – ПОС)».",
  docs: `Принятая форма: после слова «далее» тире с пробелами, затем сокращение. Скобка ставится после полного названия: если она разрывает его («сообщество (далее – ПОС) «Аврора»»), сокращение означает не это сообщество, а любое.`,
  examples: [
    { good: "1.1. Клуб юных краеведов (далее – КЮК) создан на год.\n" },
    {
      bad: "1.1. Клуб юных краеведов <|(далее КЮК)|> создан на год.\n",
      fixed: "1.1. Клуб юных краеведов (далее – КЮК) создан на год.\n",
    },
    {
      bad: "1.1. Клуб юных краеведов <|(далее - КЮК)|> создан на год.\n",
      fixed: "1.1. Клуб юных краеведов (далее – КЮК) создан на год.\n",
    },
    { good: "1.1. Комиссия и школа (далее соответственно - Комиссия, организация) решают.\n", hidden: true },
    { bad: "1. Создать клуб юных краеведов <|(далее – КЮК)|> «Компас».\n" },
  ],
  reads: termsFootprint,
  *check(doc) {
    for (const term of termsOf(doc).values()) {
      for (const place of term.places) {
        const source = doc.text.slice(place.from, place.to);
        // «(далее соответственно – Комиссия, организация)», «(далее в тексте – учителя)»: the dash stands further on.
        if (/далее[ \t\u00a0\r\n]+(?!по тексту)(?:\p{Ll}+[ \t\u00a0\r\n]+){1,3}[-–—][ \t\u00a0]/iu.test(source))
          continue;
        if (place.dash !== "–" && place.dash !== "—") {
          const fixed = source.replace(/(далее(?:[ \t]+по тексту)?)[ \t\u00a0]*[-–—:,=]*[ \t\u00a0]*/i, "$1 – ");
          yield {
            from: place.from,
            to: place.to,
            message: place.dash
              ? `Вместо «${place.dash}» после «далее» ставится тире: «(далее – ${term.short})».`
              : `После «далее» нужно тире: «(далее – ${term.short})».`,
            fixes: () => [{ title: `Записать «${fixed}»`, edits: [{ from: place.from, to: place.to, insert: fixed }] }],
          };
        } else if (
          /^\s«\p{Lu}/u.test(doc.text.slice(place.to, place.to + 3)) &&
          /\p{L}\s$/u.test(doc.text.slice(place.from - 2, place.from))
        ) {
          yield {
            from: place.from,
            to: place.to,
            message: `Скобка с сокращением разрывает название: поставьте её после имени в кавычках.`,
          };
        }
      }
    }
  },
};
