import type { Doc } from "../../model/document";
import { alike, type PlacedSentence, sayTheSame, sentencesAfter, sentencesOf } from "../../model/norms";
import { twoPurposes } from "../../model/purposes";
import { type Block, blocksWhere } from "../../syntax/blocks";
import { placeOf } from "../../workspace/place";
import type { Rule } from "../engine/rule";

export const clauseDuplicate: Rule = {
  id: "clause-duplicate",
  group: "structure",
  severity: "information",
  summary: "Одна норма записана один раз.",
  docs: "Если норма повторена в двух местах, при первом же изменении одно из них забудут, и документ начнёт противоречить сам себе. Достаточно одного пункта и ссылки на него.\n\nСравниваются предложения из шести и более значимых слов: повтором считается предложение, которое почти целиком содержится в другом. Общие обороты и одинаковые начала перечислений не считаются.\n\nПовтором считается и цель, названная в одном пункте дважды: «создано для …», а следом «создано с целью …». Читатель не узнает, какая из них цель.",
  examples: [
    {
      good: "# Положение о совете\n\n1.1. Совет собирается не реже одного раза в четверть по плану работы школы.\n\n1.2. Решения совета оформляются протоколом и хранятся у секретаря пять лет.\n",
    },
    {
      bad: "# Положение о клубе\n\n1.1. Клуб является добровольным объединением учеников школы, созданным на основе общих увлечений.\n\n1.2. Собрания открытые.\n\n1.3. <|Клуб – это добровольное объединение учеников, созданное на основе общих увлечений.|>\n",
    },
    {
      bad: "# Положение о клубе\n\n1.1. Клуб юных краеведов (далее – КЮК) создан для изучения родного края. КЮК <|создан с целью|> сплочения учеников.\n",
    },
    {
      good: "# Положение о клубе\n\n1.1. Клуб создан для изучения родного края. Совет клуба создан с целью подготовки встреч.\n\n1.2. Клуб создан с целью сплочения учеников.\n",
      hidden: true,
    },
    {
      good: "# Положение\n\n1.1. Учитель вносит предложения в план методической работы школы на год.\n\n1.2. Учитель вносит предложения по совершенствованию учебной и воспитательной деятельности школы.\n",
      hidden: true,
    },
  ],
  follow(before, doc) {
    const known = partners.get(before);
    if (!known) return false;
    if (doc === before) return true;
    const old = sentencesOf(before);
    const sentences = sentencesAfter(before, doc);
    const part = editedPart(old, sentences);
    const earliest = partnersAfter(known, sentences, part);
    partners.set(doc, earliest);
    const { edit, blocks } = doc.tree;
    // Only the last of several edits since `before` is known.
    if (edit?.before.deref() !== before.tree || blocks.slice(edit.first, edit.end).some(saysTwoPurposes)) return false;
    return part.end === part.oldEnd && earliest.every((o, n) => o === known[n] && (o === NONE || !isIn(part, n)));
  },
  *check(doc, { profile }) {
    // Minutes and orders repeat on purpose: the agenda, the hearing, the decision.
    if (profile?.numbering === "пункты") return;
    for (const i of blocksWhere(doc.tree, saysTwoPurposes)) {
      const [first, second] = twoPurposes(doc.tree.blocks[i]!)!;
      const start = doc.tree.starts[i]!;
      yield {
        from: start + second.from,
        to: start + second.to,
        message: `${placeOf(doc, i)} цель названа дважды: «${first.text} …», а потом «${second.text} …».`,
        related: [{ from: start + first.from, to: start + first.to, message: "Цель названа и здесь" }],
      };
    }
    const sentences = sentencesOf(doc);
    if (sentences.length > MOST) return;
    let earliest = partners.get(doc);
    if (!earliest) partners.set(doc, (earliest = partnersIn(sentences)));
    for (let n = 0; n < earliest.length; n++) {
      if (earliest[n] === NONE) continue;
      const here = placed(doc, sentences[n]!);
      const there = placed(doc, sentences[earliest[n]!]!);
      yield {
        from: here.from,
        to: here.to,
        message: `${here.place} повторено то, что уже сказано ${there.place === here.place ? "там же" : there.place[0]!.toLowerCase() + there.place.slice(1)}.`,
        related: [{ from: there.from, to: there.to, message: "Та же норма" }],
      };
    }
  },
};

const saysTwoPurposes = (block: Block): boolean => twoPurposes(block) !== undefined;

/** Sentences of a document beyond which none is compared: some two thousand printed pages. */
const MOST = 20_000;
/** Sentences read anew at once beyond which all are compared again. */
const FEW = 50;
const NONE = -1;

/** For each sentence the number of the first one before it that says the same, or NONE. */
type Partners = Int32Array;
const partners = new WeakMap<Doc, Partners>();

function partnersIn(sentences: readonly PlacedSentence[]): Partners {
  const earliest = new Int32Array(sentences.length).fill(NONE);
  const byPair = new Map<number, number[]>();
  const same = new Map<string, number>();
  // Shared pairs with each earlier sentence; only the touched places are cleared again.
  const counts = new Uint16Array(sentences.length);
  for (const [n, { sentence }] of sentences.entries()) {
    const twin = same.get(sentence.key);
    if (twin !== undefined) {
      earliest[n] = earliest[twin] === NONE ? twin : earliest[twin]!;
      continue;
    }
    same.set(sentence.key, n);
    const touched: number[] = [];
    for (const pair of sentence.pairs) {
      const others = byPair.get(pair);
      if (!others) {
        byPair.set(pair, [n]);
        continue;
      }
      for (const o of others) if (counts[o]!++ === 0) touched.push(o);
      others.push(n);
    }
    let first = sentences.length;
    for (const o of touched) {
      const shared = counts[o]!;
      counts[o] = 0;
      if (o < first && alike(sentence, sentences[o]!.sentence, shared)) first = o;
    }
    if (first < sentences.length) earliest[n] = first;
  }
  return earliest;
}

/** Sentences `[head, end)` were `[head, oldEnd)` before an edit; those around are the same. */
interface EditedPart {
  readonly head: number;
  readonly end: number;
  readonly oldEnd: number;
}
const isIn = ({ head, end }: EditedPart, n: number): boolean => n >= head && n < end;

function editedPart(before: readonly PlacedSentence[], sentences: readonly PlacedSentence[]): EditedPart {
  const most = Math.min(before.length, sentences.length);
  let head = 0;
  while (head < most && before[head]!.sentence === sentences[head]!.sentence) head++;
  let [oldEnd, end] = [before.length, sentences.length];
  while (oldEnd > head && end > head && before[oldEnd - 1]!.sentence === sentences[end - 1]!.sentence) {
    oldEnd--;
    end--;
  }
  return { head, end, oldEnd };
}

/** The partners from those before an edit: only what was read anew is compared with the rest. */
function partnersAfter(
  known: Partners,
  sentences: readonly PlacedSentence[],
  { head, end, oldEnd }: EditedPart,
): Partners {
  if (end - head > FEW) return partnersIn(sentences);
  const first = (n: number, from: number, to: number) => {
    const { sentence } = sentences[n]!;
    for (let o = from; o < to; o++) {
      if (sayTheSame(sentence, sentences[o]!.sentence)) return o;
    }
    return NONE;
  };
  const earliest = new Int32Array(sentences.length);
  earliest.set(known.subarray(0, head));
  for (let n = head; n < end; n++) earliest[n] = first(n, 0, n);
  for (let n = end; n < sentences.length; n++) {
    const old = known[n - end + oldEnd]!;
    if (old !== NONE && old < head) earliest[n] = old;
    else {
      const anew = first(n, head, end);
      if (anew !== NONE || old === NONE) earliest[n] = anew;
      else earliest[n] = old >= oldEnd ? old - oldEnd + end : first(n, end, n);
    }
  }
  return earliest;
}

function placed(doc: Doc, { sentence, block }: PlacedSentence): { from: number; to: number; place: string } {
  const start = doc.tree.starts[block]!;
  const clause = doc.outline.clauseOf[block];
  const section = doc.outline.sectionOf[block];
  const place = clause
    ? `В пункте ${clause.number.path}`
    : section
      ? `В разделе «${section.heading.title}»`
      : "В начале документа";
  return { from: sentence.from + start, to: sentence.to + start, place };
}
