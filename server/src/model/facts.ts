/** What one block says: words, short forms, definitions, references, cited acts. Kept with the block; offsets are from its start. */
import { readVisible } from "../russian/invisible";
import { matches } from "../russian/matches";
import { type Word, words } from "../russian/words";
import { type Block, ofBlock } from "../syntax/blocks";
import { flow, type Inline, inlines } from "../syntax/inline";
import type { Span } from "../syntax/span";

/** «(далее – ПОС)»: a short form is introduced. */
interface Introduction extends Span {
  readonly short: string;
  readonly shortFrom: number;
  readonly shortTo: number;
  /** What stands between «далее» and the short form: a dash sign or nothing. */
  readonly dash: string;
  readonly bracketed: boolean;
}

/** A word of capitals: ПОС, МАОУ. */
interface Abbreviation extends Span {
  readonly text: string;
}

/** «ПОС – это форма …», «ПОС являются объединением …». */
interface Definition extends Span {
  readonly term: string;
  readonly verb: string;
}

type ReferenceTarget = "clause" | "section" | "appendix";
/** «п. 2.3», «разделе 3», «приложение № 1». */
export interface Reference extends Span {
  readonly target: ReferenceTarget;
  /** `2.3`, `3`, `1`; empty for «приложение» without a number. */
  readonly path: string;
  /** Place of the number. */
  readonly numberFrom: number;
  readonly numberTo: number;
  /** The number belongs to another act: «пункт 2 статьи 28». */
  readonly foreign: boolean;
  /** Reads «настоящего Положения» behind it. */
  readonly own: boolean;
}

/** A Markdown link. */
export interface Link extends Span {
  readonly target: string;
  readonly targetFrom: number;
  readonly targetTo: number;
}

/** A cited act: kind, date, number, title in whatever order. */
export interface Act extends Span {
  readonly kind: string;
  /** End of the words of the kind. */
  readonly kindTo: number;
  readonly date: string | undefined;
  readonly number: string | undefined;
  readonly title: string | undefined;
  /** Places inside the act, in text order: d date, n number, t title. */
  readonly layout: string;
}

export interface Facts {
  readonly words: readonly Word[];
  readonly introductions: readonly Introduction[];
  readonly abbreviations: readonly Abbreviation[];
  readonly definitions: readonly Definition[];
  readonly references: readonly Reference[];
  readonly links: readonly Link[];
  readonly acts: readonly Act[];
}

export const factsOf = ofBlock(readFacts);

const empty: Facts = {
  words: [],
  introductions: [],
  abbreviations: [],
  definitions: [],
  references: [],
  links: [],
  acts: [],
};
const nothing: readonly never[] = [];

function readFacts(block: Block): Facts {
  if (
    block.kind === "blank" ||
    block.kind === "code" ||
    block.kind === "comment" ||
    block.kind === "break" ||
    block.kind === "header"
  )
    return empty;
  const links = block.text.includes("](") ? linksIn(block) : nothing;
  return { ...readVisible(flow(block), read => said(read, block.from)), links };
}

const said = (text: string, from: number): Omit<Facts, "links"> => ({
  words: words(text),
  introductions: /далее/i.test(text) ? introductions(text) : nothing,
  abbreviations: abbreviations(text),
  definitions: definitions(text, from),
  references: references(text),
  acts: acts(text),
});

const INTRODUCTION =
  /(\()?[ \t]*далее(?:[ \t]+по тексту)?([ \t\u00a0]*[-–—:,=]*[ \t\u00a0]*)(«?)(\p{L}[^()\n;]{0,80}?)(»?)[ \t]*(?=\)|$)/giu;

function introductions(text: string): Introduction[] {
  const found: Introduction[] = [];
  for (const m of matches(text, INTRODUCTION)) {
    const bracketed = m[1] !== undefined;
    if (!bracketed) continue;
    const raw = m[4]!.trim().replace(/^именуем\p{L}*\s+/iu, "");
    // «МОУ «Гимназия № 7» keeps its inner quotes.
    const closed = m[3] && m[5] ? raw : `${m[3]}${raw}${m[5]}`;
    const shortFrom = m.index + m[0].indexOf(raw, (m[1]?.length ?? 0) + 5);
    const to = m.index + m[0].length + (text[m.index + m[0].length] === ")" ? 1 : 0);
    found.push({
      from: m.index,
      to,
      short: closed.replace(/\s+/g, " "),
      shortFrom,
      shortTo: shortFrom + closed.length,
      dash: m[2]!.trim(),
      bracketed,
    });
  }
  return found;
}

/** Ranges that hold all capitals are quicker looked for than `\p{Lu}`. */
const CAPITALS = /[A-ZÀ-ÞЀ-ЯѠ-ԯ]{2}/;
const ABBREVIATION = /(?<![\p{L}\d-])\p{Lu}{2,8}(?![\p{L}\d])/gu;

const abbreviations = (text: string): readonly Abbreviation[] =>
  CAPITALS.test(text)
    ? matches(text, ABBREVIATION).map(m => ({ from: m.index, to: m.index + m[0].length, text: m[0] }))
    : nothing;

const DEFINITION =
  /^[ \t*«]*((?:\p{Lu}{2,8}|\p{Lu}\p{Ll}+(?:[ \t\u00a0]+\p{Ll}+){0,4}))(?:[ \t\u00a0]*\(далее[^)]*\))?[ \t\u00a0]*(?:[–—-][ \t\u00a0]*(это)|(является|являются)|(представля(?:ет|ют) собой))[ \t\u00a0]+/u;

const OPENING = /(?:^|[.!?]\s+)(?=\p{Lu}|[*«])/gu;

/** A definition opens a sentence. */
function definitions(text: string, from: number): readonly Definition[] {
  if (!/это|явля|представля/.test(text)) return nothing;
  const found: Definition[] = [];
  const body = text.slice(from);
  for (const s of matches(body, OPENING)) {
    const start = from + s.index + s[0].length;
    const m = DEFINITION.exec(text.slice(start));
    if (!m) continue;
    const end = text.slice(start).search(/[.;](?:\s|$)/);
    found.push({
      term: m[1]!,
      verb: m[2] ?? m[3] ?? m[4]!,
      from: start,
      to: end < 0 ? text.trimEnd().length : start + end,
    });
  }
  return found;
}

const NUMBER = "\\d{1,3}(?:\\.\\d{1,3}){0,3}(?![\\d])";
const NUMBERS = new RegExp(NUMBER, "g");
const REFERENCE = new RegExp(
  `(?<![\\p{L}\\d.])(?:(пп?\\.|п/п|пункт\\p{Ll}{0,3}|подпункт\\p{Ll}{0,3}|подп\\.)|(раздел\\p{Ll}{0,3}|разд\\.)|(приложени\\p{Ll}{1,3})(?=[ \\t\\u00a0]*(?:№|N)))[ \\t\\u00a0]*(?:№|N)?[ \\t\\u00a0]*(${NUMBER}(?:(?:[ \\t]*,[ \\t]*|[ \\t]+и[ \\t]+|[ \\t]*[-–—][ \\t]*)${NUMBER})*)\\.?(?![\\d])`,
  "giu",
);
/** What follows a number that is another act's: «пункт 2 статьи 28 …», «пункт 7 Порядка», «п. 2.1 приказа», «пункт 3 части 1». */
const FOREIGN =
  /^[ \t\n\u00a0]*(?:\([^)]*\)[ \t]*)?(?:стат|ст\.|част|ч\.|федеральн|закон|порядк|приказ|постановлен|распоряжен|кодекс|устав|правил|указ|договор|соглашен|инструкц|санпин|фгос|протокол|письм|программ|плана?(?![\p{L}])|концепци|методическ|рекомендац)/iu;
const OWN = /^[ \t\n\u00a0]*(?:настоящ|данн|этого|положени)/iu;

function references(text: string): readonly Reference[] {
  if (!/п\.|пункт|п\/п|раздел|разд\.|приложени/i.test(text)) return nothing;
  const found: Reference[] = [];
  for (const m of matches(text, REFERENCE)) {
    const target: ReferenceTarget = m[1] ? "clause" : m[2] ? "section" : "appendix";
    const listFrom = m.index + m[0].lastIndexOf(m[4]!);
    const behind = text.slice(listFrom + m[4]!.length).replace(/^\./, "");
    const foreign = FOREIGN.test(behind) || /^[ \t]*Положени\p{Ll}+[ \t]+об?[ \t]/u.test(behind);
    const own = OWN.test(behind);
    for (const n of matches(m[4]!, NUMBERS)) {
      const numberFrom = listFrom + n.index;
      found.push({
        from: m.index,
        to: listFrom + m[4]!.length,
        target,
        path: n[0],
        numberFrom,
        numberTo: numberFrom + n[0].length,
        foreign,
        own,
      });
    }
  }
  return found;
}

function linksIn(block: Block): Link[] {
  const found: Link[] = [];
  const visit = (node: Inline) => {
    const url = node.kind === "link" ? node.children.find(c => c.kind === "url") : undefined;
    if (url) {
      found.push({
        from: node.from,
        to: node.to,
        targetFrom: url.from,
        targetTo: url.to,
        target: block.text.slice(url.from, url.to).replace(/^<|>$/g, ""),
      });
    }
    node.children.forEach(visit);
  };
  inlines(block).forEach(visit);
  return found;
}

const ACT_KIND =
  /(?<!\p{L})(федеральн\p{Ll}+[ \t]+закон\p{Ll}*|федеральн\p{Ll}+[ \t]+государственн\p{Ll}+[ \t]+образовательн\p{Ll}+[ \t]+стандарт\p{Ll}*|закон\p{Ll}{0,3}[ \t]+(?:РФ|Российской Федерации)|приказ(?:ом|а|у|е)?(?!\p{L})|распоряжени(?:ем|я|ю|и|е)(?!\p{L})|постановлени(?:ем|я|ю|и|е)(?!\p{L})|указ(?:ом|а|у|е)?(?!\p{L})|письм(?:ом|а|у|е|о)(?!\p{L}))/giu;
const ACT_DATE =
  /от[ \t\u00a0]+(«?\d{1,2}»?[.\s\u00a0]+(?:\d{2}|\p{Ll}{3,8})[.\s\u00a0]+\d{4}(?:[ \t\u00a0]*(?:года|г\.?))?)/u;
const ACT_NUMBER =
  /(?:№|N)[ \t\u00a0]*([А-ЯЁA-Zа-яё]?-?\d(?:[\d./-]*\d)?(?:[ \t]?[-–][ \t]?(?:[А-ЯЁA-Z]{1,3}\d?|р|од|п))?)/u;

/** Acts that carry a date or a number. The stretch of one act ends at the next act, at «;» or at a sentence's end. */
function acts(text: string): readonly Act[] {
  if (!/закон|приказ|распоряж|постановл|указ|письм|стандарт/i.test(text)) return nothing;
  const starts = matches(text, ACT_KIND);
  const found: Act[] = [];
  starts.forEach((m, i) => {
    const limit = starts[i + 1]?.index ?? text.length;
    let stretch = text.slice(m.index, limit);
    const stop = stretch.search(/;|\.(?=\s+\p{Lu})|\.\s*$/u);
    if (stop >= 0) stretch = stretch.slice(0, stop);
    const quote = stretch.indexOf("«");
    const titleAt = quote >= 0 && /^[^«]*$/.test(stretch.slice(0, quote)) ? quote : -1;
    const titleEnd = titleAt >= 0 ? closing(stretch, titleAt) : -1;
    // Dates and numbers inside the title or inside «(ред. от …)» are not the act's.
    let outside =
      titleAt >= 0 && titleEnd > 0
        ? stretch.slice(0, titleAt) + " ".repeat(titleEnd - titleAt) + stretch.slice(titleEnd)
        : stretch;
    outside = outside.replace(/\([^)]*\)/g, s => " ".repeat(s.length));
    const date = ACT_DATE.exec(outside);
    const number = ACT_NUMBER.exec(outside);
    if (!number && !date) return;
    const ends = [m[0].length, date && date.index + date[0].length, number && number.index + number[0].length].map(
      n => n ?? 0,
    );
    const last = Math.max(...ends);
    const near =
      titleAt >= 0 && titleEnd > 0 && (titleAt < last || /^[\s\u00a0,]*$/.test(stretch.slice(last, titleAt)));
    const title = near ? stretch.slice(titleAt, titleEnd) : undefined;
    const places: [string, number][] = [];
    if (date) places.push(["d", date.index]);
    if (number) places.push(["n", number.index]);
    if (near) places.push(["t", titleAt]);
    places.sort((a, b) => a[1] - b[1]);
    found.push({
      kind: m[0],
      kindTo: m.index + m[0].length,
      date: date?.[1],
      number: number?.[1],
      title,
      layout: places.map(p => p[0]).join(""),
      from: m.index,
      to: m.index + Math.max(last, near ? titleEnd : 0),
    });
  });
  return found.length ? found : nothing;
}

/** End of the quotation that opens at `open`; closing marks that meet are printed once, so one may close two. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === "«") depth++;
    else if (text[i] === "»") {
      depth--;
      const rest = text.slice(i + 1);
      if (depth <= 0 || !rest.includes("»")) return i + 1;
    }
  }
  return -1;
}
