import { termsOf } from "../../model/terms";
import { placeOf } from "../../workspace/place";
import type { Rule } from "../engine/rule";
import { termsFootprint } from "./footprint";
import { variantOf } from "./term-variant";
import { ownNames, shortFormUses } from "./terms";

export const termUndefined: Rule = {
  id: "term-undefined",
  group: "terms",
  severity: "information",
  summary: "Сокращение раскрыто там, где оно появляется впервые.",
  docs: `Сокращение, которого нет в законе и в уставе, читатель может понять по-своему. При первом упоминании дайте полное имя и в скобках сокращение: «образовательная организация (далее – ОО)», или объявите его в шапке: \`термины:\`. Общеизвестные сокращения (РФ, ФГОС, МБОУ, СОШ) раскрывать не нужно.`,
  examples: [
    { good: "1.1. Совет творческих мастерских (далее – СТМ) создаётся на год. СТМ собирается ежемесячно.\n" },
    { bad: "1.1. Членом клуба может стать любой работник <|ТМЦ|>. Работа в ТМЦ ведётся по плану.\n" },
  ],
  reads: termsFootprint,
  *check(doc, { config }) {
    const terms = termsOf(doc);
    const seen = new Set<string>();
    for (const use of shortFormUses(doc, ownNames(doc, config.organisation))) {
      if (seen.has(use.text) || terms.has(use.text)) continue;
      seen.add(use.text);
      if (variantOf(use.text, [...terms.keys()])) continue;
      yield {
        from: use.from,
        to: use.to,
        message: `${placeOf(doc, use.block)} стоит сокращение «${use.text}», которое нигде не раскрыто.`,
      };
    }
  },
};
