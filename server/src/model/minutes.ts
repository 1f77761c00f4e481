/** One set of minutes → what it says: agenda, what was heard, decided and voted, who was elected. Facts only. */

import { findPersons } from "../russian/names";
import { ordinalWord } from "../russian/numerals";
import { fold } from "../russian/words";
import { type Block, ofBlock, type Tree } from "../syntax/blocks";
import { prose } from "../syntax/inline";
import type { Span } from "../syntax/span";
import { type Appointment, appointmentsIn } from "./appointments";
import { type Doc, ofDoc } from "./document";
import type { Mutable } from "./mutable";
import type { PlacedName } from "./order";

/** An item of the agenda. The span is its words without the mark; offsets are absolute. */
export interface AgendaItem extends Span {
  /** As written, else its place in the list, from 1. */
  readonly number: number;
  /** «Об избрании секретаря», without the rapporteur. */
  readonly subject: string;
}

interface Decision extends Span {
  /** `1.1`; empty when it has no number. */
  readonly path: string;
  readonly text: string;
}

/** One question of the meeting. The span is its opening line: «1. СЛУШАЛИ: …». */
export interface Hearing extends Span {
  /** End of the last block that belongs to it. */
  readonly end: number;
  /** Numbers of the questions as written: «1. СЛУШАЛИ», «По первому вопросу»; empty when nothing names them. */
  readonly numbers: readonly number[];
  /** «слушали» is there; otherwise the question was only discussed or decided. */
  readonly heard: boolean;
  /** What it was about, behind the speaker's name; empty when it isn't said. */
  readonly subject: string;
  readonly speaker: PlacedName | undefined;
  /** Who spoke: ВЫСТУПИЛИ. */
  readonly spoke: readonly PlacedName[];
  readonly decisions: readonly Decision[];
  /** The word «РЕШИЛИ» is there, with or without a text behind it. */
  readonly decided: boolean;
  readonly vote: Vote | undefined;
}

/** «за – 5, против – 0, воздержались – 0»; a count that isn't written is undefined. */
interface Vote extends Span {
  readonly for: number | undefined;
  readonly against: number | undefined;
  readonly abstained: number | undefined;
  readonly unanimous: boolean;
}

/** Somebody elected (or appointed) by a decision; the span is the role's. */
interface Election extends Span {
  readonly head: string;
  readonly tail: string;
  /** «секретарь ПОС». */
  readonly name: string;
  readonly person: PlacedName | undefined;
  readonly how: Appointment["how"];
}

export interface Minutes {
  /** The line «ПОВЕСТКА ДНЯ». */
  readonly agendaAt: Span | undefined;
  readonly agenda: readonly AgendaItem[];
  readonly hearings: readonly Hearing[];
  readonly elections: readonly Election[];
  /** «Приглашённые: …». */
  readonly guests: readonly PlacedName[];
}

export const minutesOf = ofDoc((doc: Doc): Minutes => readMinutes(doc));
/** What stands below the last question. */
const SIGNATURE = /^[*_\s]*(?:председател|секретар|подпис|приложени)\p{L}*/iu;

type Mode = "agenda" | "heard" | "spoke" | "decided" | "voted" | "guests";

/** A stretch of a block that one keyword opens, or that goes on with what was opened before. */
interface Segment extends Span {
  readonly mode: Mode | undefined;
  /** What stands behind the keyword and its colon. */
  readonly bodyFrom: number;
  /** «По первому и второму вопросам». */
  readonly questions: readonly number[];
}

interface OpenHearing extends Mutable<Omit<Hearing, "spoke" | "decisions">> {
  spoke: PlacedName[];
  decisions: Decision[];
}

const readMinutes = ({ tree }: Doc): Minutes => new MinutesReader(tree).read();

/** A stretch of a block with what decides where it belongs. */
interface PlacedSegment {
  readonly block: Block;
  readonly segment: Segment;
  readonly text: string;
  /** Where `text` begins in the document. */
  readonly body: number;
  readonly span: Span;
  /** The number at its beginning: 1, 1.1. */
  readonly point: readonly number[] | undefined;
}

const SILENT: ReadonlySet<Block["kind"]> = new Set(["blank", "header", "comment", "code", "break"]);

class MinutesReader {
  readonly #tree: Tree;
  readonly #agenda: AgendaItem[] = [];
  readonly #hearings: OpenHearing[] = [];
  readonly #elections: Election[] = [];
  readonly #guests: PlacedName[] = [];
  #agendaAt: Span | undefined;
  #mode: Mode | undefined;
  /** A heading or line that names the question before it is heard. */
  #question: { number: number | undefined; subject: string } | undefined;
  /** The hearing that goes on in the next block. */
  #last: OpenHearing | undefined;

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  read(): Minutes {
    for (const [i, block] of this.#tree.blocks.entries()) {
      if (SILENT.has(block.kind) || (block.kind === "heading" && block.level === 1)) continue;
      if (block.kind === "paragraph" && SIGNATURE.test(prose(block))) this.#mode = undefined;
      else this.#readBlock(block, i);
    }
    shareDecisions(this.#hearings);
    return {
      agendaAt: this.#agendaAt,
      agenda: this.#agenda,
      hearings: this.#hearings,
      elections: this.#elections,
      guests: this.#guests,
    };
  }

  #readBlock(block: Block, index: number): void {
    const start = this.#tree.starts[index]!;
    for (const segment of segmentsOf(block)) {
      const placed: PlacedSegment = {
        block,
        segment,
        text: prose(block).slice(segment.bodyFrom, segment.to),
        body: start + segment.bodyFrom,
        span: { from: start + segment.from, to: start + lineEnd(block, segment) },
        point: segment.from <= block.from ? block.number?.parts : undefined,
      };
      if (segment.mode) this.#openMode(placed, segment.mode);
      else if (this.#namesQuestion(block, index)) {
        const subject = subjectOf(prose(block).slice(block.from, block.to));
        this.#question = { number: block.number?.parts[0], subject };
        this.#mode = undefined;
      } else this.#goOn(placed, start);
    }
    if (this.#last && this.#mode && this.#mode !== "agenda" && this.#mode !== "guests")
      this.#last.end = start + block.to;
  }

  #namesQuestion(block: Block, index: number): boolean {
    if (block.kind === "heading") return true;
    return isQuestion(this.#tree.blocks, index) && !(this.#mode === "agenda" && goesOn(block, this.#agenda));
  }

  /** A stretch that begins with a keyword: «СЛУШАЛИ», «РЕШИЛИ». */
  #openMode({ segment, text, body, span, point }: PlacedSegment, mode: Mode): void {
    this.#mode = mode;
    const numbers = segment.questions.length ? segment.questions : point?.length === 1 ? [point[0]!] : [];
    switch (mode) {
      case "agenda":
        this.#agendaAt ??= span;
        this.#agenda.push(...inlineAgenda(text, body));
        return;
      case "guests":
        this.#guests.push(...persons(text, body));
        return;
      case "heard":
        hear(this.#openHearing(numbers, span, true), text, body);
        return;
      case "spoke":
        this.#current(numbers, span).spoke.push(...persons(text, body));
        return;
      case "decided": {
        const hearing = this.#current(numbers.length ? numbers : point ? [point[0]!] : [], span);
        hearing.decided = true;
        this.#decide(hearing, text, body, point?.length === 2 ? point.join(".") : "");
        return;
      }
      case "voted": {
        const vote = voteIn(text, span);
        if (vote && this.#last) this.#last.vote ??= vote;
      }
    }
  }

  /** A stretch without a keyword belongs to what was opened before. */
  #goOn({ block, text, body, span, point }: PlacedSegment, start: number): void {
    const last = this.#last;
    switch (this.#mode) {
      case "agenda": {
        const item = agendaItem(block, start, this.#agenda);
        if (item) this.#agenda.push(item);
        else if (block.kind !== "item") this.#mode = undefined;
        return;
      }
      case "guests":
        this.#guests.push(...persons(text, body));
        return;
      case "spoke":
        last?.spoke.push(...persons(text, body));
        return;
      case "heard":
        if (last) this.#hearOn(last, { text, body, span, point });
        return;
      case "decided": {
        if (!last) return;
        const owner = ownerOf(point, this.#hearings, last);
        owner.decided = true;
        if (owner !== last && point?.length === 2) this.#last = owner;
        this.#decide(owner, text, body, point?.join(".") ?? "");
        return;
      }
      case "voted": {
        const owner = point?.length === 2 ? ownerOf(point, this.#hearings, last) : undefined;
        if (owner) this.#decide(owner, text, body, point!.join("."));
      }
    }
  }

  /** «СЛУШАЛИ:» over a list: each item is a question of its own unless the word itself has a number. */
  #hearOn(last: OpenHearing, { text, body, span, point }: Omit<PlacedSegment, "block" | "segment">): void {
    const alone = !last.subject && !last.speaker;
    if (point?.length !== 1) {
      if (alone) hear(last, text, body);
    } else if (!alone) hear(this.#openHearing([point[0]!], span, true), text, body);
    else {
      if (!last.numbers.length) Object.assign(last, span, { numbers: [point[0]!] });
      hear(last, text, body);
    }
  }

  #openHearing(numbers: readonly number[], span: Span, heard: boolean): OpenHearing {
    const named = this.#question;
    const hearing: OpenHearing = {
      numbers: numbers.length ? numbers : named?.number !== undefined ? [named.number] : [],
      heard,
      subject: named?.subject ?? "",
      speaker: undefined,
      spoke: [],
      decisions: [],
      decided: false,
      vote: undefined,
      end: span.to,
      ...span,
    };
    this.#question = undefined;
    this.#hearings.push(hearing);
    this.#last = hearing;
    return hearing;
  }

  /** The question that a stretch belongs to when it isn't «слушали». */
  #current(numbers: readonly number[], span: Span): OpenHearing {
    const about = numbers.length ? this.#hearings.find(h => h.numbers.some(n => numbers.includes(n))) : undefined;
    if (about) return about;
    return this.#last && !numbers.length && !this.#question ? this.#last : this.#openHearing(numbers, span, false);
  }

  #decide(hearing: OpenHearing, text: string, from: number, path: string): void {
    const lead = /^[\s\u00a0]*/.exec(text)![0].length;
    const trimmed = text.trim();
    if (!trimmed) return;
    hearing.decisions.push({ path, text: trimmed, from: from + lead, to: from + lead + trimmed.length });
    for (const { role, person, how } of appointmentsIn(text)) {
      this.#elections.push({
        head: role.head,
        tail: role.tail,
        name: role.name,
        how,
        from: role.from + from,
        to: role.to + from,
        person: person && {
          name: text.slice(person.from, person.to).replace(/\s+/g, " "),
          from: person.from + from,
          to: person.to + from,
        },
      });
    }
  }
}

/** Decisions under one «РЕШИЛИ» at the end answer every question that was heard before it without one. */
function shareDecisions(hearings: readonly OpenHearing[]): void {
  const silent = hearings.filter(h => !h.decided && !h.decisions.length);
  const lastOne = hearings.at(-1);
  if (silent.length < hearings.length - 1 || !lastOne?.decided || hearings.length < 2) return;
  for (const h of silent) h.decided = true;
}

/** The question that a numbered decision answers: by the first part of 1.1, else the one that is open. */
function ownerOf(
  point: readonly number[] | undefined,
  hearings: readonly OpenHearing[],
  last: OpenHearing,
): OpenHearing;
function ownerOf(
  point: readonly number[] | undefined,
  hearings: readonly OpenHearing[],
  last: OpenHearing | undefined,
): OpenHearing | undefined;
function ownerOf(
  point: readonly number[] | undefined,
  hearings: readonly OpenHearing[],
  last: OpenHearing | undefined,
): OpenHearing | undefined {
  if (!point) return last;
  const named = hearings.find(h => h.numbers.includes(point[0]!));
  if (point.length > 1) return named ?? last;
  // «1. …, 2. …» under the only «РЕШИЛИ» of several questions.
  const waiting = hearings.filter(h => !h.decisions.length);
  return waiting.length > 1 && named ? named : last;
}

/** Reads «Иванову И.И. – о плане работы» into the hearing. */
function hear(hearing: OpenHearing, text: string, from: number): void {
  const [first] = findPersons(text);
  const speaker = first && first.from < 120 ? first : undefined;
  if (speaker && !hearing.speaker)
    hearing.speaker = {
      name: text.slice(speaker.from, speaker.to).replace(/\s+/g, " "),
      from: from + speaker.from,
      to: from + speaker.to,
    };
  if (!hearing.subject) hearing.subject = subjectOf(speaker ? text.slice(speaker.to) : text);
}

/** The words that say what it is about, without marks, dashes and the rapporteur. */
function subjectOf(text: string): string {
  const plain = text.replace(/\]\([^)]*\)?/g, "").replace(/[\ue000*_[\]]/g, "");
  const cut = plain.search(
    /[\s(]*(?<!\p{L})(?:докл(?:\.|адчик\p{L}*|адывает)|отв(?:\.|етственн\p{L}+)|информаци[яю](?=\s+\p{Lu}\p{Ll}+\s+\p{Lu}\.)|выступ\p{L}+)(?=[\s:–—-])/iu,
  );
  let subject = cut > 0 ? plain.slice(0, cut) : plain;
  // «О плане работы – координатор Иванова И.И.», «(Иванова И.И.)».
  const named = findPersons(subject).at(-1);
  const mark = named && /(?:\s[–—-]|\()\s*(?:\p{Ll}[^–—(]{0,60})?$/u.exec(subject.slice(0, named.from));
  if (mark && mark.index > 5) subject = subject.slice(0, mark.index);
  return subject.replace(/^[\s,.:;–—-]+|[\s,.:;(–—-]+$/g, "");
}

const persons = (text: string, from: number): PlacedName[] =>
  findPersons(text).map(m => ({
    name: text.slice(m.from, m.to).replace(/\s+/g, " "),
    from: from + m.from,
    to: from + m.to,
  }));

/**
 * Keywords at the start of a line, in any capitals; inside a line only in capitals with a colon. «По первому вопросу»
 * may stand before them.
 */
const QUESTION =
  "(?:по[ \\t\\u00a0]+([\\p{L}\\d-]+(?:(?:[ \\t]*,|[ \\t\\u00a0]+и)[ \\t\\u00a0]*[\\p{L}\\d-]+)*)[ \\t\\u00a0]+вопрос(?:у|ам)(?:[ \\t\\u00a0]+повестки(?:[ \\t\\u00a0]+дня)?)?[ \\t\\u00a0]*[:,.–—-]?[ \\t\\u00a0]*)?";
const WORDS: readonly (readonly [Mode, string])[] = [
  [
    "agenda",
    "(?:повестк[ауи](?:[ \\t\\u00a0]+дня)?|на[ \\t\\u00a0]+повестке[ \\t\\u00a0]+дня)(?:[ \\t\\u00a0]+заседания)?",
  ],
  ["heard", "(?:за)?слушали|(?:за)?слушал[аи]?|(?:за)?слушан[аоы]?"],
  ["spoke", "(?:в[ \\t\\u00a0]+обсуждении[ \\t\\u00a0]+)?выступил[аи]?|обсудили"],
  [
    "decided",
    "реш(?:или|ение|ения|ено)(?:[ \\t\\u00a0]+(?:заседания|собрания))?|постановил[аи]?|постановлено|постановление",
  ],
  ["voted", "голосовали|голосование|результаты[ \\t\\u00a0]+голосования|итоги[ \\t\\u00a0]+голосования"],
  ["guests", "приглаш[её]н[а-яё]*"],
];
const LINE = new RegExp(
  `^[ \\t\\u00a0]*(?:[-*+•–—][ \\t\\u00a0]+)?(?:\\d{1,3}(?:\\.\\d{1,3})*\\.?[ \\t\\u00a0]+)?[*_]{0,3}${QUESTION}[*_]{0,3}(?:${WORDS.map(([, w]) => `(${w})`).join("|")})(?![\\p{L}-])[*_]{0,3}[ \\t\\u00a0]*(:|[-–—]|\\.(?=[ \\t\\u00a0]*$))?[*_]{0,3}`,
  "gimu",
);
const INSIDE = /(?<=[.;:][ \t\u00a0]+)(?:(СЛУШАЛИ)|(ВЫСТУПИЛ[АИ])|(РЕШИЛИ|ПОСТАНОВИЛИ)|(ГОЛОСОВАЛИ))[ \t\u00a0]*:/gu;
const INSIDE_MODES: readonly Mode[] = ["heard", "spoke", "decided", "voted"];
const segmentsOf = ofBlock((block: Block): readonly Segment[] => split(block));

function split(block: Block): Segment[] {
  const text = prose(block);
  const found: Mutable<Segment>[] = [];
  for (const m of text.matchAll(LINE)) {
    const word = WORDS.findIndex((_, i) => m[i + 2] !== undefined);
    const mode = WORDS[word]![0];
    const sign = m[WORDS.length + 2];
    const written = m[word + 2]!;
    // «Решение вопроса …», «выступила с …»: without a colon only what is in capitals or says the question.
    if (!sign && !m[1] && written !== written.toUpperCase() && !/^(?:(?:за)?слушали|голосовали)$/iu.test(written))
      continue;
    found.push({
      mode,
      from: m.index + /^[ \t\u00a0]*/.exec(m[0])![0].length,
      to: text.length,
      bodyFrom: m.index + m[0].length,
      questions: m[1] ? numbersOf(m[1]) : [],
    });
  }
  for (const m of text.matchAll(INSIDE)) {
    if (found.some(s => m.index >= s.from && m.index < s.bodyFrom)) continue;
    const mode = INSIDE_MODES[INSIDE_MODES.findIndex((_, i) => m[i + 1] !== undefined)]!;
    found.push({ mode, from: m.index, to: text.length, bodyFrom: m.index + m[0].length, questions: [] });
  }
  found.sort((a, b) => a.from - b.from);
  found.forEach((s, i) => {
    s.to = found[i + 1]?.from ?? text.length;
  });
  const first = found[0]?.from ?? text.length;
  const lead = text.slice(block.from, first).trim();
  if (!found.length || lead)
    found.unshift({ mode: undefined, from: block.from, to: first, bodyFrom: block.from, questions: [] });
  return found;
}

/** End of the segment's first line. */
function lineEnd(block: Block, { from, to }: Segment): number {
  const [line = ""] = block.text.slice(from, to).split(/\r?\n/);
  return from + line.trimEnd().length;
}

/** «первому и второму», «1, 2», «1-му». */
function numbersOf(list: string): number[] {
  return list.split(/[\s\u00a0]*(?:,|[\s\u00a0]и[\s\u00a0])[\s\u00a0]*/u).flatMap(part => {
    const digits = /^\d{1,2}/.exec(part)?.[0];
    return (digits ? Number(digits) : ordinalWord(fold(part))) ?? [];
  });
}

/** A line «2. О плане работы» right before «СЛУШАЛИ» names the question. */
function isQuestion(blocks: readonly Block[], index: number): boolean {
  const block = blocks[index]!;
  if (block.kind !== "item" && block.kind !== "paragraph" && block.kind !== "clause") return false;
  if (!/^(?:об?о?|вопрос)[\s\u00a0]/iu.test(prose(block).slice(block.from))) return false;
  let next = index + 1;
  while (blocks[next]?.kind === "blank") next++;
  const following = blocks[next];
  return following !== undefined && ["heard", "spoke"].includes(segmentsOf(following)[0]?.mode ?? "");
}

/** The agenda's list hasn't begun again: «3) …» behind «2) …», «- …». */
function goesOn(block: Block, agenda: readonly AgendaItem[]): boolean {
  const number = /^\d+/.exec((block.second ?? block.mark)?.text ?? "")?.[0];
  return block.kind === "item" && (!number || Number(number) > (agenda.at(-1)?.number ?? 0));
}

function agendaItem(block: Block, start: number, before: readonly AgendaItem[]): AgendaItem | undefined {
  const text = prose(block);
  const content = text.slice(block.from, block.to);
  const mark = block.second ?? block.mark;
  const listed = block.kind === "item" && block.indent < 4;
  if (!listed && !(block.kind === "paragraph" && /^об?о?[\s\u00a0]/iu.test(content))) return undefined;
  if (!content.trim()) return undefined;
  const written = /^\d+/.exec(mark?.text ?? "")?.[0];
  return {
    number: written ? Number(written) : before.length + 1,
    subject: subjectOf(content),
    from: start + block.from,
    to: start + block.to,
  };
}

/** «ПОВЕСТКА ДНЯ: 1) об избрании секретаря; 2) о плане работы», or one item without a number. */
function inlineAgenda(text: string, from: number): AgendaItem[] {
  if (!text.trim()) return [];
  const marks = [...text.matchAll(/(?<=^|[\s;.,])(\d{1,2})[.)][\s\u00a0]*(?=\p{L})/gu)];
  const pieces = marks.length
    ? marks.map((m, i) => ({
        number: Number(m[1]),
        from: m.index + m[0].length,
        to: marks[i + 1]?.index ?? text.length,
      }))
    : [{ number: 1, from: 0, to: text.length }];
  return pieces.flatMap(({ number, from: at, to }) => {
    const piece = text.slice(at, to);
    const lead = /^[\s\u00a0]*/.exec(piece)![0].length;
    const trimmed = piece.trim().replace(/[;,.]$/, "");
    return trimmed
      ? [{ number, subject: subjectOf(trimmed), from: from + at + lead, to: from + at + lead + trimmed.length }]
      : [];
  });
}

function voteIn(text: string, span: Span): Vote | undefined {
  const count = (word: string) => {
    const m = new RegExp(`(?<!\\p{L})${word}[\\s\\u00a0«»"]*[:–—-]?[\\s\\u00a0]*(\\d{1,4}|нет(?!\\p{L}))`, "iu").exec(
      text,
    );
    return m ? (/\d/.test(m[1]!) ? Number(m[1]) : 0) : undefined;
  };
  const vote = {
    for: count("за"),
    against: count("против"),
    abstained: count("воздержал\\p{L}+"),
    unanimous: /единогласн/iu.test(text),
  };
  return vote.for === undefined && !vote.unanimous && vote.against === undefined ? undefined : { ...vote, ...span };
}
