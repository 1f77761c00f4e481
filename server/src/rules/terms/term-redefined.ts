import type { Doc } from "../../model/document";
import { factsOf } from "../../model/facts";
import { type Sentence, sayTheSame, sentencesIn } from "../../model/norms";
import { stemsOf, termsOf } from "../../model/terms";
import { fold, stem, words } from "../../russian/words";
import { placeOf } from "../../workspace/place";
import type { Rule } from "../engine/rule";
import { termsFootprint } from "./footprint";

/** «является» defines only together with what sort of thing it is. */
const GENUS =
  /^(?:[\p{L}-]+(?:ым|им|ой|ей|ыми|ими)\s+){0,3}(?:объединени|групп|форм[аоуы]|инструмент|ресурс|сообществ|орган(?!из)|структур|коллектив|совокупност|систем|форум|средств|площадк|команд)/u;

export const termRedefined: Rule = {
  id: "term-redefined",
  group: "terms",
  severity: "warning",
  summary: "Сокращение вводится один раз и определяется один раз.",
  docs: `Если сокращение введено дважды, непонятно, с какого места оно действует; если у термина два определения, непонятно, какое из них верно, и спор о норме решается не в пользу того, кто писал. Оставьте одно определение в разделе «Общие положения».

Определение, которое повторено теми же словами, – это повтор нормы (clause-duplicate), а не второе определение.`,
  examples: [
    { good: "1.1. Клуб юных краеведов (далее – КЮК) – это объединение учеников.\n\n1.2. КЮК собирается ежемесячно.\n" },
    {
      bad: "1.1. Клуб юных краеведов (далее – КЮК) создан на год.\n\n1.2. План клуба юных краеведов <|(далее – КЮК)|> утверждает директор.\n",
    },
    { bad: "1.1. КЮК – это объединение учеников.\n\n1.2. <|КЮК является формой внеурочной работы|>.\n" },
    {
      good: "1.1. КЮК является добровольным объединением учеников школы, созданным на основе общих увлечений.\n\n1.2. КЮК является добровольным объединением учеников, созданным на основе общих увлечений.\n",
      hidden: true,
    },
  ],
  reads: termsFootprint,
  *check(doc) {
    const terms = termsOf(doc);
    for (const term of terms.values()) {
      for (const place of term.places.slice(1)) {
        if (place.fullTo > place.fullFrom && !sameFull(term.full, doc.text.slice(place.fullFrom, place.fullTo)))
          continue; // term-ambiguous
        const first = term.places[0]!;
        yield {
          from: place.from,
          to: place.to,
          message: `Сокращение «${term.short}» вводится второй раз: первый раз — ${term.where}.`,
          related: [{ from: first.from, to: first.to, message: "Введено здесь" }],
        };
      }
    }
    const defined = new Map<string, PlacedDefinition[]>();
    const fulls = [...terms.values()]
      .filter(t => t.full)
      .map(t => ({ short: t.short, stems: stemsOf(t.full).join(" ") }));
    for (const d of definitionsOf(doc)) {
      const stems = stemsOf(d.term).join(" ");
      const key = terms.has(d.term)
        ? d.term
        : (fulls.find(f => stems === f.stems || stems.startsWith(`${f.stems} `))?.short ?? fold(d.term));
      const earlier = defined.get(key);
      if (!earlier) {
        defined.set(key, [d]);
        continue;
      }
      const first = earlier[0]!;
      const repeated = earlier.some(e => d.sentence && e.sentence && sayTheSame(d.sentence, e.sentence));
      earlier.push(d);
      if (repeated) continue; // clause-duplicate
      yield {
        from: d.from,
        to: d.to,
        message: `${placeOf(doc, d.block)} «${d.term}» определяется ещё раз; первое определение — ${placeOf(doc, first.block).toLowerCase()}.`,
        related: [{ from: first.from, to: first.to, message: "Первое определение" }],
      };
    }
  },
};

interface PlacedDefinition {
  readonly term: string;
  readonly from: number;
  readonly to: number;
  readonly block: number;
  /** Undefined when it is too short to be compared. */
  readonly sentence: Sentence | undefined;
}

function sameFull(a: string, b: string): boolean {
  const of = (s: string) =>
    words(s)
      .map(w => stem(w.fold))
      .join(" ");
  return !a || of(a) === of(b);
}

function* definitionsOf(doc: Doc): Iterable<PlacedDefinition> {
  const { blocks, starts } = doc.tree;
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i]!;
    if (block.kind === "blank" || block.kind === "heading") continue;
    for (const d of factsOf(block).definitions) {
      if (/^явля/.test(d.verb)) {
        const rest = block.text.slice(block.text.indexOf(d.verb, d.from) + d.verb.length).trimStart();
        if (!GENUS.test(rest)) continue;
      }
      // An ordinary noun that opens a sentence («Результат – это …») is a term only when it is an abbreviation or has several words.
      if (!/^\p{Lu}{2,}$/u.test(d.term) && !d.term.includes(" ")) continue;
      const sentence = sentencesIn(block).find(s => s.from <= d.from && d.from < s.to);
      yield { term: d.term, from: starts[i]! + d.from, to: starts[i]! + d.to, block: i, sentence };
    }
  }
}
