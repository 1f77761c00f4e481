/** Problems of the numbers of a document, found in one pass; each rule of numbering reports some of them. */

import { type Doc, ofDoc } from "../../model/document";
import { numbersStand } from "../../model/header-schema";
import { childPath } from "../../model/numbers";
import type { Numbered, Section } from "../../model/outline";
import { placements, renumberEdits, startsAnew } from "../../operations/numbering/renumber";
import type { Context, Fix, Problem } from "../engine/rule";

export type NumberFault = "gap" | "duplicate" | "order" | "parent" | "depth";

export interface NumberProblem {
  readonly fault: NumberFault;
  readonly number: Numbered;
  readonly what: "раздел" | "пункт";
  readonly message: string;
  /** Numbers by place are surely the right ones; else they may have been lost, moved or belong to another text. */
  readonly isSure?: true;
  /** A heading that should be a clause: its section. */
  readonly heading?: Section;
}

export const numberProblems = ofDoc((doc: Doc): readonly NumberProblem[] => [...inSections(doc), ...inClauses(doc)]);

function* inSections(doc: Doc): Iterable<NumberProblem> {
  let last = 0;
  let before: Section | undefined;
  const seen = new Set<number>();
  let unnumbered = 0; // section-unnumbered reports them; they hold a place
  for (const section of doc.outline.sections) {
    const number = section.number;
    if (!number && !section.parent && !section.appendix) unnumbered++;
    if (section.appendix) {
      // An appendix counts its sections anew.
      last = unnumbered = 0;
      before = undefined;
      seen.clear();
    }
    if (section.appendix || !number || section.parent || number.parts.length > 1) continue;
    const n = number.parts[0]!;
    const what = "раздел";
    if (seen.has(n)) {
      yield {
        fault: "duplicate",
        number,
        what,
        ...sure(n === last),
        message: `Раздел ${n} уже есть: номер «${n}» стоит дважды.`,
      };
      if (/:\s*$/.test(section.heading.title) && before?.number?.path === String(n)) {
        const next = `${n}.${(before.clauses.at(-1)?.number.parts[1] ?? 0) + 1}`;
        yield {
          fault: "parent",
          number,
          what,
          heading: section,
          message: `Похоже на пункт, а не на раздел: строка продолжает раздел ${n} и должна быть пунктом ${next}.`,
        };
      }
      continue;
    }
    if (n < last) yield { fault: "order", number, what, message: `Раздел ${n} стоит после раздела ${last}.` };
    else if (n > last + 1 + unnumbered)
      yield {
        fault: "gap",
        number,
        what,
        ...sure(last > 0),
        message: last
          ? `После раздела ${last} идёт раздел ${n}: ${lost(last + 1, n - 1, "")}.`
          : `Нумерация разделов начинается с ${n}, а не с 1.`,
      };
    seen.add(n);
    last = Math.max(last, n);
    unnumbered = 0;
    before = section;
  }
}

function* inClauses(doc: Doc): Iterable<NumberProblem> {
  const { clauses } = doc.outline;
  let holder: unknown = {};
  let lasts = new Map<string, number>();
  let seen = new Set<string>();
  let end = 0;
  for (const clause of clauses) {
    const owner = clause.section?.parent ?? clause.section;
    if (owner !== holder || startsAnew(doc, clause)) {
      holder = owner;
      lasts = new Map();
      seen = new Set();
    }
    const subsection = clause.section?.parent ? clause.section.number : undefined;
    if (subsection) seen.add(subsection.path);
    const { number } = clause;
    const { parts, path } = number;
    const what = "пункт";
    const parent = parts.slice(0, -1).join(".");
    const n = parts.at(-1)!;
    const section = owner?.number;
    const gapText = doc.text.slice(end, clause.from);
    end = clause.from;
    if (section && !section.roman && section.parts.length === 1 && parts.length > 1 && parts[0] !== section.parts[0]) {
      yield {
        fault: "parent",
        number,
        what,
        ...sure(true),
        message: `Пункт ${path} стоит в разделе ${section.path}: первая часть номера должна быть ${section.path}.`,
      };
      lasts.set(parent, n);
      seen.add(path);
      continue;
    }
    const rootDepth = doc.outline.points ? 1 : 2;
    if (parts.length > rootDepth && !seen.has(parent)) {
      yield {
        fault: "depth",
        number,
        what,
        message: `Пункта ${parent} нет, а пункт ${path} стоит под ним: пропущен уровень нумерации.`,
      };
      lasts.set(parent, n);
      seen.add(path);
      continue;
    }
    const last = lasts.get(parent) ?? 0;
    if (seen.has(path))
      yield {
        fault: "duplicate",
        number,
        what,
        // «1, 2, 3, 1, 2»: a list that starts again is more likely one of its own.
        ...sure(n === last),
        message: `Пункт ${path} уже есть: номер стоит дважды.`,
      };
    else if (n < last)
      yield { fault: "order", number, what, message: `Пункт ${path} стоит после пункта ${join(parent, last)}.` };
    else if (n > last + 1 && !REPEALED.test(gapText)) {
      yield {
        fault: "gap",
        number,
        what,
        // «… изложить в следующей редакции:» quotes another text's numbers.
        ...sure(last > 0 && !/:\s*$/.test(gapText)),
        message: last
          ? `После пункта ${join(parent, last)} идёт ${path}: ${lost(last + 1, n - 1, parent)}.`
          : `Нумерация пунктов начинается с ${path}, а не с ${join(parent, 1)}.`,
      };
    }
    seen.add(path);
    lasts.set(parent, Math.max(last, n));
  }
}

const sure = (is: boolean): { isSure?: true } => (is ? { isSure: true } : {});

/** «Пункт 1.2 утратил силу», «исключён»; not «за исключением». */
const REPEALED = /утрати(?:л|ла|ло|ли)\s+силу|(?<!\p{L})исключ[её]н(?:а|о|ы)?(?!\p{L})/iu;

const join = (parent: string, n: number) => (parent ? `${parent}.${n}` : String(n));
const lost = (from: number, to: number, parent: string) =>
  from === to ? `номер ${join(parent, from)} пропущен` : `номера ${join(parent, from)}–${join(parent, to)} пропущены`;

/** The problem with its fix: the whole document is renumbered with its references, unless it is in force. */
export function numberProblem(doc: Doc, cx: Context, p: NumberProblem): Problem {
  const span = { from: p.number.from, to: p.number.to };
  if (numbersStand(doc.header.state)) {
    return {
      ...span,
      message: `${p.message} ${doc.header.state === "действует" ? "Документ действует" : "Документ утратил силу"}: на его номера ссылаются, поэтому их не меняют.`,
    };
  }
  return { ...span, message: p.message, fixes: () => fixes(doc, cx, p) };
}

function fixes(doc: Doc, cx: Context, p: NumberProblem): Fix[] {
  if (p.heading) {
    const { heading } = p.heading;
    const before = doc.outline.sections[doc.outline.sections.indexOf(p.heading) - 1];
    const path = childPath(p.number.path, (before?.clauses.at(-1)?.number.parts[1] ?? 0) + 1);
    return [
      {
        title: `Сделать пунктом ${path}`,
        edits: [{ from: heading.from, to: heading.titleFrom, insert: `${path}. ` }],
        ask: true,
      },
    ];
  }
  const path = placements(doc).find(x => x.number.from === p.number.from)?.path;
  const edits = renumberEdits(cx.workspace, doc);
  if (!path || !edits.length) return [];
  return [
    {
      title:
        edits.length === 1 ? `Исправить на ${path}` : `Исправить на ${path} и перенумеровать дальше вместе со ссылками`,
      edits,
      // It numbers the whole document: by itself only where no number of it is in doubt.
      ...(numberProblems(doc).every(x => x.isSure) ? {} : { ask: true as const }),
    },
  ];
}
