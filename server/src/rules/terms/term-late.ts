import { factsOf } from "../../model/facts";
import { stemsOf, termsOf } from "../../model/terms";
import { counted } from "../../russian/counted";
import { fold, stem } from "../../russian/words";
import type { Footprint, Rule } from "../engine/rule";
import { termsFootprint } from "./footprint";

const lateTerms: Footprint = (b, doc) => {
  const known = new Set([...termsOf(doc).values()].flatMap(t => stemsOf(t.full)));
  // A foreign word between two words of the term splits it.
  const run = factsOf(b).words.map(w => (known.has(stem(w.fold)) ? fold(w.text) : ""));
  return `${termsFootprint(b)}|${run.filter((w, i) => w || run[i - 1]).join()}`;
};

export const termLate: Rule = {
  id: "term-late",
  group: "terms",
  severity: "information",
  summary: "Сокращение вводится при первом упоминании полного названия.",
  docs: `Если полное название уже стоит в нескольких пунктах, а «(далее – …)» появляется только потом, сокращение ничего не сократило, а читатель ищет, не другой ли это орган. Перенесите введение сокращения к первому упоминанию.`,
  examples: [
    { good: "1.1. Клуб юных краеведов (далее – КЮК) создан на год.\n\n1.2. КЮК собирается ежемесячно.\n" },
    {
      bad: "1.1. Клуб юных краеведов создан на год.\n\n1.2. План клуба юных краеведов утверждает директор.\n\n1.3. В клуб юных краеведов <|(далее – КЮК)|> принимаются ученики.\n",
    },
  ],
  reads: lateTerms,
  *check(doc) {
    for (const term of termsOf(doc).values()) {
      const place = term.places[0];
      if (!place || place.fullTo === place.fullFrom) continue;
      const sought = stemsOf(term.full);
      if (sought.length < 2) continue;
      let before = 0;
      let short = false;
      for (let i = 0; i <= place.block; i++) {
        const block = doc.tree.blocks[i]!;
        if (block.kind === "heading" || block.kind === "header" || block.kind === "blank") continue;
        const start = doc.tree.starts[i]!;
        const { words, abbreviations } = factsOf(block);
        for (let w = 0; w + sought.length <= words.length; w++) {
          if (start + words[w]!.from >= place.fullFrom) break;
          if (sought.every((s, k) => stem(words[w + k]!.fold) === s)) before++;
        }
        short ||= abbreviations.some(a => a.text === term.short && start + a.to < place.from);
      }
      if (before < 2 && !short) continue;
      yield {
        from: place.from,
        to: place.to,
        message: short
          ? `Сокращение «${term.short}» вводится здесь, но выше уже употреблено.`
          : `Сокращение «${term.short}» вводится здесь, но полное название выше стоит уже ${counted(before, ["раз", "раза", "раз"])}: введите его при первом упоминании.`,
      };
    }
  },
};
