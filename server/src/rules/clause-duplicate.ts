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
  follow(before, doc) {
    const known = partners.get(before);
    if (!known) return false;
    if (doc === before) return true;
    const old = sentencesOf(before);
    const sentences = sentencesAfter(before, doc);
    const part = editedPart(old, sentences);
    const earliest = partnersAfter(known, sentences, part);
    partners.set(doc, earliest);
    return part.end === part.oldEnd && earliest.every((o, n) => o === known[n] && (o === NONE || !isIn(part, n)));
  },
  *check(doc, { profile }) {
    // Minutes and orders repeat on purpose: the agenda, the hearing, the decision.
    if (profile?.numbering === "пункты") return;
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

/** Sentences of a document beyond which none is compared: some two thousand printed pages. */
const MOST = 20_000;
/** Sentences read anew at once beyond which all are compared again. */
const FEW = 50;
const NONE = -1;

/** For each sentence the number of the first one before it that says the same, or NONE. */
type Partners = Int32Array;
const partners = new WeakMap<Doc, Partners>();

function partnersIn(sentences: readonly Placed[]): Partners {
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

function editedPart(before: readonly Placed[], sentences: readonly Placed[]): EditedPart {
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
function partnersAfter(known: Partners, sentences: readonly Placed[], { head, end, oldEnd }: EditedPart): Partners {
  if (end - head > FEW) return partnersIn(sentences);
  const first = (n: number, from: number, to: number) => {
    const { sentence } = sentences[n]!;
    for (let o = from; o < to; o++) {
      const other = sentences[o]!.sentence;
      if (mayBeAlike(sentence, other) && alike(sentence, other, shared(sentence.pairs, other.pairs))) return o;
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

interface Sentence {
  /** From the block's start. */
  readonly from: number;
  readonly to: number;
  readonly stems: ReadonlySet<string>;
  /** Of `stems`: read for each pair of sentences. */
  readonly size: number;
  /** One bit of 32 for each stem: stems of one that the other lacks are mostly told by the bits alone. */
  readonly bits: number;
  /** Neighbouring stems, each pair as a hash. */
  readonly pairs: readonly number[];
  /** Figures of the sentence: «в 5 классе» and «в 6 классе» are two norms. */
  readonly figures: string;
  /** Equal for sentences of the same words and figures. */
  readonly key: string;
}

interface Placed {
  readonly sentence: Sentence;
  readonly block: number;
}

const lists = new WeakMap<Doc, readonly Placed[]>();
const pieces = new WeakMap<Block, readonly Sentence[]>();

function sentencesOf(doc: Doc): readonly Placed[] {
  let known = lists.get(doc);
  if (!known) {
    const found: Placed[] = [];
    const { blocks } = doc.tree;
    for (let block = 0; block < blocks.length; block++)
      for (const sentence of piecesOf(blocks[block]!)) found.push({ sentence, block });
    lists.set(doc, (known = found));
  }
  return known;
}

/** The same, from those before an edit that kept the number of blocks. */
function sentencesAfter(before: Doc, doc: Doc): readonly Placed[] {
  const known = lists.get(before);
  const { edit, blocks } = doc.tree;
  if (!known || lists.has(doc) || edit?.before.deref() !== before.tree || edit.end !== edit.oldEnd)
    return sentencesOf(doc);
  const { first, end } = edit;
  const fresh = blocks
    .slice(first, end)
    .flatMap((block, i) => piecesOf(block).map(sentence => ({ sentence, block: first + i })));
  const at = (block: number) => {
    const next = known.findIndex(s => s.block >= block);
    return next < 0 ? known.length : next;
  };
  const sentences = [...known.slice(0, at(first)), ...fresh, ...known.slice(at(end))];
  lists.set(doc, sentences);
  return sentences;
}

function piecesOf(block: Block): readonly Sentence[] {
  if (block.kind !== "clause" && block.kind !== "item" && block.kind !== "paragraph") return none;
  let own = pieces.get(block);
  // Acts of one kind are cited in the same words; that is no repetition.
  if (!own) pieces.set(block, (own = factsOf(block).acts.length ? none : split(block)));
  return own;
}

const none: readonly Sentence[] = [];

function placed(doc: Doc, { sentence, block }: Placed): { from: number; to: number; place: string } {
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

function split(block: Block): Sentence[] {
  const text = prose(block);
  const words = factsOf(block).words;
  const found: Sentence[] = [];
  let from = block.from;
  let next = 0;
  for (const m of [...text.slice(block.from, block.to).matchAll(/[.!?;](?=\s+\p{Lu}|\s*$)|$/gu)]) {
    const to = block.from + m.index + m[0].length;
    const sequence: string[] = [];
    for (; next < words.length && words[next]!.from < to; next++) {
      const w = words[next]!;
      if (w.from >= from && w.fold.length > 2) sequence.push(stem(w.fold));
    }
    const stems = new Set(sequence);
    if (stems.size >= 6) {
      const lead = /^[\s\u00a0]*/.exec(text.slice(from))![0].length;
      const hashes = sequence.map(hash);
      const figures = (text.slice(from, to).match(/\d+/g) ?? []).join();
      found.push({
        from: from + lead,
        to,
        stems,
        size: stems.size,
        bits: hashes.reduce((bits, h) => bits | (1 << (h & 31)), 0),
        pairs: [...new Set(hashes.slice(1).map((h, k) => (Math.imul(hashes[k]!, 31) + h) | 0))],
        figures,
        key: `${sequence.join(" ")}|${figures}`,
      });
    }
    from = to;
  }
  return found;
}

/** Nearly all of the shorter sentence is in the longer, which isn't much longer, and much of it in the same order. */
function alike(a: Sentence, b: Sentence, sharedPairs: number): boolean {
  if (sharedPairs < 3 || sharedPairs * 4 < Math.min(a.pairs.length, b.pairs.length)) return false;
  if (a.figures !== "" && b.figures !== "" && a.figures !== b.figures) return false;
  let common = 0;
  for (const s of a.stems) if (b.stems.has(s)) common++;
  const { size } = a.stems;
  return (
    common >= 6 && common / Math.min(size, b.stems.size) >= 0.75 && common / (size + b.stems.size - common) >= 0.55
  );
}

/** False only for sentences that aren't alike: a quarter of the shorter one's stems may be missing in the longer. */
function mayBeAlike(a: Sentence, b: Sentence): boolean {
  const shorter = a.size < b.size;
  const most = (shorter ? a : b).size >> 2;
  let missing = shorter ? a.bits & ~b.bits : b.bits & ~a.bits;
  let count = 0;
  for (; missing && count <= most; missing &= missing - 1) count++;
  return count <= most;
}

function shared(a: readonly number[], b: readonly number[]): number {
  let count = 0;
  for (const pair of a) if (b.includes(pair)) count++;
  return count;
}

/** FNV-1a. */
function hash(word: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), 0x01000193);
  return h;
}
