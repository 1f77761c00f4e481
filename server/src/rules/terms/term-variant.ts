import { termsOf } from "../../model/terms";
import type { Rule } from "../engine/rule";
import { termsFootprint } from "./footprint";
import { ownNames, shortFormUses } from "./terms";

export const termVariant: Rule = {
  id: "term-variant",
  group: "terms",
  severity: "warning",
  summary: "Сокращение пишется одинаково во всём документе.",
  docs: `ПОС в одном разделе и ПСО в другом читаются как два разных органа. Чаще всего это след второго источника, из которого переписан раздел. Исправление заменяет все такие места сразу.`,
  examples: [
    {
      good: "1.1. Совет творческих мастерских (далее – СТМ) создаётся на год.\n\n1.2. План СТМ утверждает директор.\n",
    },
    {
      bad: "1.1. Совет творческих мастерских (далее – СТМ) создаётся на год.\n\n1.2. План <|СМТ|> утверждает директор, СМТ отчитывается в мае.\n",
      fixed:
        "1.1. Совет творческих мастерских (далее – СТМ) создаётся на год.\n\n1.2. План СТМ утверждает директор, СТМ отчитывается в мае.\n",
    },
  ],
  reads: termsFootprint,
  *check(doc, { config }) {
    const terms = [...termsOf(doc).keys()];
    if (!terms.length) return;
    const byText = new Map<string, { from: number; to: number }[]>();
    for (const use of shortFormUses(doc, ownNames(doc, config.organisation))) {
      if (terms.includes(use.text)) continue;
      byText.set(use.text, [...(byText.get(use.text) ?? []), use]);
    }
    for (const [text, uses] of byText) {
      const meant = variantOf(text, terms);
      if (!meant) continue;
      const [first, ...rest] = uses;
      yield {
        from: first!.from,
        to: first!.to,
        message: `«${text}» вместо «${meant}»${rest.length ? ` (всего мест: ${uses.length})` : ""}: сокращение введено как «${meant}».`,
        related: rest.slice(0, 20).map(u => ({ from: u.from, to: u.to, message: `Ещё «${text}»` })),
        fixes: () => [
          {
            title: `Заменить «${text}» на «${meant}» во всём документе`,
            edits: uses.map(u => ({ from: u.from, to: u.to, insert: meant })),
          },
        ],
      };
    }
  },
};

/** The term whose letters are the same in another order, or which differs in one letter of four or more. */
export function variantOf(text: string, terms: readonly string[]): string | undefined {
  if (text.length < 3) return undefined;
  return terms.find(t => {
    if (t === text || t.length !== text.length || !/^[А-ЯЁ]+$/.test(t)) return false;
    if ([...t].sort().join("") === [...text].sort().join("")) return true;
    return t.length >= 4 && [...t].filter((c, i) => c !== text[i]).length === 1;
  });
}
