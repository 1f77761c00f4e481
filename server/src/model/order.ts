/** One order → what it says: points, appointments, the roster, the acts it approves, terms, executors, control. */
import { type CalendarDate, findDates } from "../russian/dates";
import { knownRoles } from "../russian/lexicon";
import { complement } from "../russian/matcher";
import { findPersons, type PersonMention } from "../russian/names";
import { words } from "../russian/words";
import type { Block } from "../syntax/blocks";
import { prose } from "../syntax/inline";
import type { Span } from "../syntax/span";
import { keyRangeOf, rangeOf } from "../syntax/yaml";
import { type Appointment, appointmentsIn, listedRoles } from "./appointments";
import { type Doc, ofDoc } from "./document";

/** A numbered point, or an unnumbered paragraph that orders something. Offsets are absolute. */
export interface OrderPoint extends Span {
  /** `4`, `6.1`; empty for an unnumbered paragraph. */
  readonly path: string;
  /** Block that opens the point. */
  readonly block: number;
  /** End of everything that belongs to it, its lists among it. */
  readonly end: number;
  /** Everything in `[from, end)`, what isn't prose blotted out. */
  readonly text: string;
}

/** An appointment at its absolute place; from the header: the role's key. */
export interface PlacedAppointment extends Omit<Appointment, "role" | "person">, Span {
  readonly head: string;
  readonly tail: string;
  readonly name: string;
  /** As written, in whatever case. */
  readonly person: PlacedName | undefined;
  /** The point; undefined when the header says so. */
  readonly point: OrderPoint | undefined;
}

export interface PlacedName extends Span {
  readonly name: string;
}

/** «Утвердить Положение о …»: the act as it is named. */
interface ApprovedAct extends Span {
  readonly name: string;
  readonly point: OrderPoint;
}

/** «до 15.09.2025», «не позднее 1 сентября 2025 г.»: the date's place. */
interface Deadline extends Span {
  readonly date: CalendarDate;
  readonly point: OrderPoint;
}

/** Whom a point charges: «Заместителю директора по НМР Ивановой И.И. ознакомить …». */
interface ChargedExecutor extends Span {
  readonly text: string;
  readonly person: PlacedName | undefined;
  readonly point: OrderPoint;
}

export interface Order {
  /** «О создании …»: the title. */
  readonly subject: PlacedName | undefined;
  /** The line «ПРИКАЗЫВАЮ:». */
  readonly command: Span | undefined;
  readonly points: readonly OrderPoint[];
  readonly appointments: readonly PlacedAppointment[];
  /** Who belongs to the body: of the text and of `состав`. */
  readonly roster: readonly PlacedName[];
  readonly approved: readonly ApprovedAct[];
  readonly deadlines: readonly Deadline[];
  readonly executors: readonly ChargedExecutor[];
  readonly control: OrderPoint | undefined;
}

export const orderOf = ofDoc((doc: Doc): Order => readOrder(doc));

function readOrder(doc: Doc): Order {
  const { title } = doc.outline;
  const command = commandOf(doc);
  const points = pointsOf(doc, command?.block ?? -1);
  const inText = points.flatMap(point => {
    const listed = items(point.text).flatMap(item => listedRoles(item.text).map(a => placed(a, point, item.from)));
    return [...appointmentsIn(point.text).map(a => placed(a, point, 0)), ...(namesRoster(point) ? listed : [])];
  });
  return {
    subject: title && { name: title.title, from: title.titleFrom, to: title.titleTo },
    command: command && { from: command.from, to: command.to },
    points,
    appointments: [...headerAppointments(doc), ...inText],
    roster: [
      ...headerRoster(doc),
      ...points.filter(namesRoster).flatMap(p => findPersons(p.text).map(m => nameAt(p.text, m, p.from))),
    ],
    approved: points.flatMap(approvedIn),
    deadlines: points.flatMap(deadlinesIn),
    executors: points.flatMap(executorOf),
    control: points.find(isControl),
  };
}

/** ПРИКАЗЫВАЮ, приказываю, П Р И К А З Ы В А Ю, ОБЯЗЫВАЮ; on its own line or closing the preamble. */
const COMMAND =
  /(?<!\p{L})(?:приказываю|п р и к а з ы в а ю|распоряжаюсь|обязываю|предлагаю)(?!\p{L})[ \t\u00a0]*[:.]?[ \t\u00a0*_]*$/imu;

function commandOf(doc: Doc): (Span & { block: number }) | undefined {
  const { blocks, starts } = doc.tree;
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i]!;
    if (block.kind !== "paragraph" && block.kind !== "heading") continue;
    const m = COMMAND.exec(prose(block));
    if (m) return { block: i, from: starts[i]! + m.index, to: starts[i]! + m.index + m[0].trimEnd().length };
  }
  return undefined;
}

/** What stands below the points and is none: acquaintance, signatures, the executor's mark. */
const TAIL = /^[*_\s]*(?:с (?:настоящим )?приказом|ознакомлен|исполнитель|исп\.|директор(?!\p{Ll})|заведующ)/iu;

function pointsOf(doc: Doc, after: number): OrderPoint[] {
  const { blocks, starts } = doc.tree;
  const numbered = blocks.some((b, i) => i > after && isPoint(b));
  const found: OrderPoint[] = [];
  let open = -1;
  const close = (end: number) => {
    if (open < 0) return;
    let last = end - 1;
    while (last > open && ["blank", "comment", "break"].includes(blocks[last]!.kind)) last--;
    const from = starts[open]! + (blocks[open]!.number?.from ?? blocks[open]!.from);
    const text = blocks
      .slice(open, last + 1)
      .map(blotted)
      .join("");
    found.push({
      path: blocks[open]!.number?.path ?? "",
      block: open,
      from,
      to: starts[open]! + blocks[open]!.to,
      end: starts[last]! + blocks[last]!.to,
      text: text.slice(from - starts[open]!, starts[last]! + blocks[last]!.to - starts[open]!),
    });
    open = -1;
  };
  for (let i = after + 1; i < blocks.length; i++) {
    const block = blocks[i]!;
    if (block.kind === "heading" && (after >= 0 || found.length || open >= 0)) {
      close(i);
      break;
    }
    if (block.kind === "paragraph" && TAIL.test(prose(block))) {
      close(i);
      continue;
    }
    if (numbered ? isPoint(block) : after >= 0 && block.kind === "paragraph") {
      close(i);
      open = i;
    }
  }
  close(blocks.length);
  return found;
}

/** `4.`, `6.1.`; not an item of a list inside a point. */
const isPoint = (b: Block) =>
  b.kind === "clause" || (b.kind === "item" && b.number !== undefined && b.mark?.kind === "dot" && b.indent < 2);

/** A block's prose in the block's length. */
const blotted = (b: Block) => (b.kind === "comment" || b.kind === "code" ? " ".repeat(b.text.length) : prose(b));

/** Lines of a point that are items of a list, with their offsets in the point's text. */
function items(text: string): { from: number; text: string }[] {
  return [...text.matchAll(/^[ \t]*(?:[-*+•–—]|\d{1,2}\)|[а-яё]\))[ \t\u00a0]*(.+)$/gimu)].map(m => ({
    from: m.index + m[0].length - m[1]!.length,
    text: m[1]!,
  }));
}

const namesRoster = ({ text }: OrderPoint) =>
  /(?<!\p{L})(?:состав(?:а|ом|е|у)?|включить|ввести)(?!\p{L})/iu.test(text) && !/вывести из состава/iu.test(text);

const nameAt = (text: string, m: PersonMention, by: number): PlacedName => ({
  name: text.slice(m.from, m.to).replace(/\s+/g, " "),
  from: m.from + by,
  to: m.to + by,
});

function placed({ role, person, how }: Appointment, point: OrderPoint, by: number): PlacedAppointment {
  const { head, tail, name } = role;
  const at = point.from + by;
  return {
    head,
    tail,
    name,
    how,
    point,
    from: role.from + at,
    to: role.to + at,
    person: person && nameAt(point.text, { ...person, from: person.from + by, to: person.to + by }, point.from),
  };
}

function headerAppointments(doc: Doc): PlacedAppointment[] {
  const { yaml, assignments } = doc.header;
  if (!yaml) return [];
  return assignments.map(({ role, person }) => {
    const [head = role] = role.split(" ");
    return {
      head: /^заместител/iu.test(head) ? role.split(" ").slice(0, 2).join(" ") : head,
      tail: role.slice(head.length).trim(),
      name: role,
      how: "appointed",
      point: undefined,
      ...keyRangeOf(yaml, ["назначения", role]),
      person: person ? placedName(doc.text, person, rangeOf(yaml, ["назначения", role])) : undefined,
    };
  });
}

function headerRoster(doc: Doc): PlacedName[] {
  const { yaml, roster } = doc.header;
  if (!yaml) return [];
  return roster.map((entry, i) => placedName(doc.text, entry, rangeOf(yaml, ["состав", i])));
}

/** The person of a header's value «Иванова И.И. – учитель» at its place in `span`, which may have quotes. */
export function placedName(text: string, value: string, span: Span): PlacedName {
  const at = Math.max(span.from, text.slice(0, span.to).indexOf(value, span.from));
  const [person] = findPersons(value);
  const name = value.split(/\s+[–—-]\s+|,\s+/)[0]!;
  return person ? nameAt(value, person, at) : { name, from: at, to: at + name.length };
}

/** The names of approved acts; a roster is no act. Ends before a bracket, «и ввести», the sentence's end. */
const APPROVED =
  /(?:утвердить|ввести в действие)[\s\u00a0]+(?:прилагаем\p{L}+[\s\u00a0]+)?(?!состав(?:а|у)?(?!\p{L})|\p{L}+ем[\s\u00a0])([«"]?\p{L}(?:[^.;:()\n]|\.(?=\d))*?)(?=[\s\u00a0]*(?:$|[;:()\n]|\.(?!\d)|[,\s]и[\s\u00a0]+(?:ввести|утвердить|разместить)|,[\s\u00a0]+(?:котор|согласно|ввести)))/giu;

function approvedIn(point: OrderPoint): ApprovedAct[] {
  return [...point.text.matchAll(APPROVED)].map(m => {
    const from = point.from + m.index + m[0].length - m[1]!.length;
    return { name: m[1]!, from, to: from + m[1]!.length, point };
  });
}

/** Words before a date that make it a term; «за период с … до …» and «действовавший до …» don't. */
const TERM =
  /(?<!\p{L})(?:до|не[\s\u00a0]+поздн\p{L}+|к|срок\p{L}{0,2}(?:[\s\u00a0]+исполнени\p{L}+)?[\s\u00a0]*[:–—-])[\s\u00a0]*$/iu;
const NO_TERM =
  /(?:(?<!\p{L})период|действов|работав|изданн|принят(?:ого|ой|ым|ый|ая|ое)|утратив|отменит)\p{L}*(?:[^.;]|\.(?=\d))*$/iu;

function deadlinesIn(point: OrderPoint): Deadline[] {
  return findDates(point.text).flatMap(({ from, to, date }) => {
    const before = point.text.slice(Math.max(0, from - 120), from);
    if (!date || !TERM.test(before) || NO_TERM.test(before)) return [];
    return [{ from: point.from + from, to: point.from + to, date, point }];
  });
}

/** A post or an office in the dative, or a person, that opens the point. */
function executorOf(point: OrderPoint): ChargedExecutor[] {
  const { text } = point;
  const lead = /^[\d.\s\u00a0]*/.exec(text)![0].length;
  const head = text.slice(0, lead + 200).split(/[:\n]/)[0]!;
  const all = words(head);
  const first = knownRoles()
    .find(head, all)
    .find(m => m.from === lead && m.forms.some(f => f.case === "dat"));
  const persons = findPersons(head);
  const opening = persons[0]?.from === lead ? persons[0] : undefined;
  if (!first && !opening) return [];
  let to = (first ?? opening)!.to;
  if (first) {
    const last = all.findIndex(w => w.to === first.to);
    to = all[last + complement(head, all, last)]?.to ?? to;
  }
  const behind = opening ?? persons.find(p => /^[\s\u00a0,]*$/.test(head.slice(to, p.from)));
  if (behind) to = Math.max(to, behind.to);
  return [
    {
      from: point.from + lead,
      to: point.from + to,
      text: head.slice(lead, to),
      person: behind && nameAt(text, behind, point.from),
      point,
    },
  ];
}

/** «Контроль за исполнением приказа оставляю за собой», «Ответственность за исполнение … возложить на …». */
const isControl = ({ text }: OrderPoint) =>
  /^[\d.\s\u00a0]*(?:общий[\s\u00a0]+)?контроль/iu.test(text) ||
  /контрол\p{L}*[^.;]{0,60}(?:исполнени|выполнени|приказ|распоряжени|за собой)/iu.test(text) ||
  /ответственност\p{L}*[\s\u00a0]+за[\s\u00a0]+(?:исполнени|выполнени)\p{L}*[^.;]{0,80}(?:возл|остав)/iu.test(text);
