/** The formal address of a place: «подпунктом 1.2.1 Положения о …, утверждённого приказом от 21.02.2023 № 95». */
import { type Doc, ownTitle } from "../model/document";
import type { ActNumber } from "../model/header";
import type { Clause, Section } from "../model/outline";
import { dateInDigits } from "../russian/dates";
import { type Case, compilePhrase, type GrammaticalNumber, inflect } from "../russian/forms";
import { type Block, blockAt } from "../syntax/blocks";
import type { Workspace } from "./docs";
import { approvalOf, resolve } from "./neighbours";

/**
 * The place at `offset` from small to large, its first word in the case asked for: paragraph, item, clause or section,
 * appendix, document and what approved it. Before the text it is the document as a whole.
 */
export function formalAddress(workspace: Workspace, doc: Doc, offset: number, to: Case): string {
  const steps = stepsAt(doc, offset);
  const words = steps.map((step, i) => step(i === 0 ? to : "gen"));
  const last = steps.length ? "gen" : to;
  const appendix = appendixAt(doc, offset);
  if (!appendix) return [...words, documentIn(workspace, doc, last)].join(" ");
  const number = appendix.appendix!.number;
  const name = inflect("приложение", last, "sg") + (number === undefined ? "" : ` № ${number}`);
  return [...words, name, "к", documentIn(workspace, doc, "dat")].join(" ");
}

type Step = (to: Case) => string;

/** A word and what stands behind it unchanged: «пункт» «2.3». */
const step =
  (word: string, behind: string): Step =>
  to =>
    `${inflect(word, to, "sg")} ${behind}`;

function stepsAt(doc: Doc, offset: number): Step[] {
  if (doc.kind !== "text" || offset < doc.header.end) return [];
  const { clauseOf, sectionOf, points } = doc.outline;
  const block = blockAt(doc.tree, offset);
  const clause = clauseOf[block];
  const section = sectionOf[block];
  const home = clause ?? section;
  if (!home) return [];
  const inside = partsAt(doc, block, home);
  if (!clause) return [...inside, ...sectionSteps(section)];
  const word = clause.number.parts.length > (points ? 1 : 2) ? "подпункт" : "пункт";
  return [...inside, step(word, clause.number.path)];
}

function sectionSteps(section: Section | undefined): Step[] {
  if (!section || section.appendix) return [];
  const { number, parent, heading } = section;
  return [step(parent && number ? "подраздел" : "раздел", number ? number.path : `«${heading.title}»`)];
}

/** Items of lists with marks of their own, from the innermost out; other items and paragraphs are counted. */
function partsAt(doc: Doc, block: number, home: Clause | Section): Step[] {
  const { blocks } = doc.tree;
  const first = "textFrom" in home ? home.block : home.heading.block;
  const found: Step[] = [];
  for (let at: number | undefined = block; at !== undefined && at > first; ) {
    const { kind } = blocks[at]!;
    if (kind !== "item" && kind !== "paragraph") break;
    const mark = enumerator(blocks[at]!);
    if (mark) found.push(step("подпункт", mark));
    else if (found.length === 0) {
      // The clause's own words are its first paragraph; under a heading that is the first one behind it.
      const before = blocks.slice(first + 1, at).filter(b => isParagraph(b)).length;
      const ordinal = ordinals[before + ("textFrom" in home ? 1 : 0)];
      if (ordinal) found.push(to => inflect(`${ordinal} абзац`, to, "sg").split(" ").reverse().join(" "));
      break;
    }
    const list = doc.outline.lists.find(l => l.items.some(i => i.block === at));
    at = list?.lead;
  }
  return found;
}

const isParagraph = (b: Block): boolean => b.kind === "paragraph" || (b.kind === "item" && !enumerator(b));

/** «а» in marks, 1 without: «подпункт «а», подпункт 1». */
function enumerator({ kind, mark, second }: Block): string | undefined {
  const sign = kind === "item" ? (second ?? mark) : undefined;
  if (!sign || sign.kind === "bullet" || sign.kind === "symbol") return undefined;
  const name = sign.text.replace(/[.)]+$/, "");
  return sign.kind === "letter" ? `«${name}»` : name;
}

const ordinals = [
  "первый",
  "второй",
  "третий",
  "четвёртый",
  "пятый",
  "шестой",
  "седьмой",
  "восьмой",
  "девятый",
  "десятый",
  "одиннадцатый",
  "двенадцатый",
  "тринадцатый",
  "четырнадцатый",
  "пятнадцатый",
  "шестнадцатый",
  "семнадцатый",
  "восемнадцатый",
  "девятнадцатый",
  "двадцатый",
];

/** The appendix of the document that the place lies in, with its own sections. */
function appendixAt(doc: Doc, offset: number): Section | undefined {
  return doc.outline.sections.filter(s => s.appendix && s.heading.from <= offset).at(-1);
}

function documentIn(workspace: Workspace, doc: Doc, to: Case): string {
  const { header } = doc;
  const title = ownTitle(doc);
  const own = header.registration ? actNumber(header.registration) : "";
  // An order is named by its number, what it is about comes behind.
  if (title && /^Об?о?\s/u.test(title)) return `${inflect(header.type ?? "документ", to, "sg")}${own} «${title}»`;
  const full = title ?? header.type ?? "документ";
  // «Протокола заседания … № 1», but «Положения о …»: what has a number of its own isn't a proper name.
  const name = own ? full[0]!.toLowerCase() + full.slice(1) : full;
  const number = numberOf(name);
  const approval = own ? "" : approvalOfDocument(workspace, doc);
  const approved = approval ? `, ${participle(name, number, to)} ${approval}` : "";
  return inflect(name, to, number) + own + approved;
}

/** «Правила» are plural by their name. */
const numberOf = (name: string): GrammaticalNumber =>
  inflect(name, "nom", "sg") !== name && inflect(name, "nom", "pl") === name ? "pl" : "sg";

/** What approved it, in the instrumental: «приказом от 21.02.2023 № 95». */
function approvalOfDocument(workspace: Workspace, doc: Doc): string | undefined {
  const act = resolve(workspace, doc.uri, doc.header.approvedBy) ?? approvalOf(workspace, doc);
  if (act?.header.registration && act.header.type)
    return inflect(act.header.type, "ins", "sg") + actNumber(act.header.registration);
  const stamp = doc.header.stamps.find(s => (s.kind === "утверждаю" || s.kind === "утверждено") && s.order);
  return stamp ? `приказом${actNumber(stamp.order!)}` : undefined;
}

function actNumber({ number, date, day }: ActNumber): string {
  return (date ? ` от ${day ? dateInDigits(day) : date}` : "") + (number ? ` № ${number}` : "");
}

/** «Утверждённый», agreeing with the name of an act; declined beside a word whose declension is known. */
function participle(name: string, number: GrammaticalNumber, to: Case): string {
  const { parts, head } = compilePhrase(name);
  const gender = number === "pl" ? "pl" : (parts[head]?.paradigm?.gender ?? "n");
  return inflect(carriers[gender], to, number).split(" ")[0]!;
}

const carriers = {
  m: "утверждённый порядок",
  f: "утверждённая инструкция",
  n: "утверждённое положение",
  pl: "утверждённые правила",
} as const;
