import { factsOf } from "../../model/facts";
import { stemsOf, termsOf } from "../../model/terms";
import { where } from "../engine/footprint";
import type { Rule } from "../engine/rule";

export const termAmbiguous: Rule = {
  id: "term-ambiguous",
  group: "terms",
  severity: "warning",
  summary: "Одно сокращение означает одно понятие.",
  docs: `«Пр. № 4» читается и как «приказ», и как «протокол»; «Комиссия», введённая для двух разных комиссий, не даёт понять, чьё это решение. Пишите слово полностью или введите разные сокращения.`,
  examples: [
    { good: "1.1. Протокол № 4 и приказ № 12 хранятся в деле.\n" },
    { bad: "1.1. Основание: <|Пр.|> № 4 от 10.09.2026.\n" },
    {
      bad: "1.1. Счётная палата отряда (далее – СПО) считает голоса.\n\n1.2. Совет помощи отряду <|(далее – СПО)|> ведёт переписку.\n",
    },
  ],
  reads: where(/далее|р\./iu),
  *check(doc) {
    for (const term of termsOf(doc).values()) {
      for (const place of term.places.slice(1)) {
        const full = doc.text.slice(place.fullFrom, place.fullTo);
        if (!full || !term.full || stemsOf(full).join(" ") === stemsOf(term.full).join(" ")) continue;
        yield {
          from: place.from,
          to: place.to,
          message: `«${term.short}» уже введено для другого: «${term.full}» (${term.where}).`,
        };
      }
    }
    for (let i = 0; i < doc.tree.blocks.length; i++) {
      const block = doc.tree.blocks[i]!;
      if (!block.text.includes("р.") || factsOf(block).words.length === 0) continue;
      const m = /(?<!\p{L})[Пп]р\.(?=[ \t\u00a0]*№)/u.exec(block.text);
      if (!m) continue;
      const from = doc.tree.starts[i]! + m.index;
      yield {
        from,
        to: from + m[0].length,
        message: "«Пр.» читается и как «приказ», и как «протокол»: напишите слово полностью.",
      };
      return;
    }
  },
};
