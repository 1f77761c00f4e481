import type { Doc } from "../model/document";
import { factsOf } from "../model/facts";
import { stem } from "../russian/words";
import type { Block } from "../syntax/blocks";
import { prose } from "../syntax/inline";
import type { Rule } from "./rule";

export const clauseDuplicate: Rule = {
  id: "clause-duplicate",
  group: "structure",
  severity: "information",
  summary: "Одна норма записана один раз.",
  docs: "Если норма повторена в двух местах, при первом же изменении одно из них забудут, и документ начнёт противоречить сам себе. Достаточно одного пункта и ссылки на него.\n\nСравниваются предложения из шести и более значимых слов: повтором считается предложение, которое почти целиком содержится в другом. Общие обороты и одинаковые начала перечислений не считаются.",
  examples: [
    {
      good: "# Положение о совете\n\n1.1. Совет собирается не реже одного раза в четверть по плану работы школы.\n\n1.2. Решения совета оформляются протоколом и хранятся у секретаря пять лет.\n",
    },
    {
      bad: "# Положение о клубе\n\n1.1. Клуб является добровольным объединением учеников школы, созданным на основе общих увлечений.\n\n1.2. Собрания открытые.\n\n1.3. <|Клуб – это добровольное объединение учеников, созданное на основе общих увлечений.|>\n",
    },
    {
      good: "# Положение\n\n1.1. Учитель вносит предложения в план методической работы школы на год.\n\n1.2. Учитель вносит предложения по совершенствованию учебной и воспитательной деятельности школы.\n",
      hidden: true,
    },
  ],
  *check(doc, { profile }) {
    // Minutes and orders repeat on purpose: the agenda, the hearing, the decision.
    if (profile?.numbering === "пункты") return;
    const sentences = sentencesOf(doc);
    const byPair = new Map<number, number[]>();
    // Shared pairs with each earlier sentence; only the touched places are cleared again.
    const counts = new Uint16Array(sentences.length);
    for (const [n, s] of sentences.entries()) {
      const touched: number[] = [];
      for (const pair of s.pairs) {
        const others = byPair.get(pair);
        if (!others) {
          byPair.set(pair, [n]);
          continue;
        }
        for (const o of others) if (counts[o]!++ === 0) touched.push(o);
        // A phrase that the document keeps repeating says nothing.
        if (others.length < 12) others.push(n);
      }
      let told = false;
      for (const o of touched) {
        const count = counts[o]!;
        counts[o] = 0;
        if (told || count < 3) continue;
        const other = sentences[o]!;
        // As alike as asked for, they share a fair part of their pairs too.
        if (count * 4 < Math.min(s.pairs.length, other.pairs.length)) continue;
        const figures = s.figures !== "" && other.figures !== "" && s.figures !== other.figures;
        if (figures || !alike(s.stems, other.stems)) continue;
        told = true;
        yield {
          from: s.from,
          to: s.to,
          message: `${s.place} повторено то, что уже сказано ${other.place === s.place ? "там же" : other.place[0]!.toLowerCase() + other.place.slice(1)}.`,
          related: [{ from: other.from, to: other.to, message: "Та же норма" }],
        };
      }
    }
  },
};

interface Sentence {
  readonly from: number;
  readonly to: number;
  readonly stems: ReadonlySet<string>;
  /** Neighbouring stems, each pair as a number. */
  readonly pairs: readonly number[];
  /** Figures of the sentence: «в 5 классе» and «в 6 классе» are two norms. */
  readonly figures: string;
  readonly place: string;
}
type Piece = Omit<Sentence, "place">;

const pieces = new WeakMap<Block, readonly Piece[]>();

function sentencesOf(doc: Doc): Sentence[] {
  const found: Sentence[] = [];
  doc.tree.blocks.forEach((block, i) => {
    if (block.kind !== "clause" && block.kind !== "item" && block.kind !== "paragraph") return;
    let own = pieces.get(block);
    // Acts of one kind are cited in the same words; that is no repetition.
    if (!own) pieces.set(block, (own = factsOf(block).acts.length ? [] : split(block)));
    if (!own.length) return;
    const start = doc.tree.starts[i]!;
    const clause = doc.outline.clauseOf[i];
    const section = doc.outline.sectionOf[i];
    const place = clause
      ? `В пункте ${clause.number.path}`
      : section
        ? `В разделе «${section.heading.title}»`
        : "В начале документа";
    for (const p of own) found.push({ ...p, from: p.from + start, to: p.to + start, place });
  });
  return found;
}

function split(block: Block): Piece[] {
  const text = prose(block);
  const all = factsOf(block).words;
  const found: Piece[] = [];
  let from = block.from;
  let next = 0;
  for (const m of [...text.slice(block.from, block.to).matchAll(/[.!?;](?=\s+\p{Lu}|\s*$)|$/gu)]) {
    const to = block.from + m.index + m[0].length;
    const sequence: string[] = [];
    for (; next < all.length && all[next]!.from < to; next++) {
      const w = all[next]!;
      if (w.from >= from && w.fold.length > 2) sequence.push(stem(w.fold));
    }
    const stems = new Set(sequence);
    if (stems.size >= 6) {
      const lead = /^[\s\u00a0]*/.exec(text.slice(from))![0].length;
      found.push({
        from: from + lead,
        to,
        stems,
        figures: (text.slice(from, to).match(/\d+/g) ?? []).join(),
        pairs: [...new Set(sequence.slice(1).map((s, k) => numberOf(`${sequence[k]} ${s}`)))],
      });
    }
    from = to;
  }
  return found;
}

/** Nearly all of the shorter sentence is in the longer, which isn't much longer. */
function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  let common = 0;
  for (const s of a) if (b.has(s)) common++;
  return common >= 6 && common / Math.min(a.size, b.size) >= 0.75 && common / (a.size + b.size - common) >= 0.55;
}

const numbers = new Map<string, number>();

function numberOf(pair: string): number {
  let known = numbers.get(pair);
  if (known === undefined) numbers.set(pair, (known = numbers.size));
  return known;
}
