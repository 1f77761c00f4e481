/** Terms («срок»: «октябрь–ноябрь», «до 25 мая», «1 раз в четверть») as they are written, before a school year gives them days. */
import { monthOf } from "./dates";
import { findFrequencies, type Span } from "./frequency";
import { ordinalWord, romanValue } from "./numerals";
import { fold } from "./words";

export type PartUnit = "четверть" | "квартал" | "триместр" | "полугодие";
export type Season = "осень" | "зима" | "весна" | "лето";

/** A part of a stretch: the thirds are its beginning, middle and end; `n` counts from 1, -1 is the last. */
export interface Piece {
  readonly unit: "треть" | "половина" | "неделя" | "день недели";
  readonly n: number;
  /** 1 is Monday; of `день недели` only. */
  readonly weekday?: number;
}

/** A stretch of time named in words. Months are 1–12; a year is given only when it is written. */
export type Stretch =
  | { readonly kind: "day"; readonly d: number; readonly m: number; readonly y?: number }
  | { readonly kind: "month"; readonly m: number; readonly y?: number }
  | { readonly kind: "part"; readonly unit: PartUnit; readonly n: number }
  | { readonly kind: "holidays"; readonly season?: Season }
  | { readonly kind: "season"; readonly season: Season }
  /** The school year; `y` is the calendar year in which it begins. */
  | { readonly kind: "year"; readonly y?: number }
  | { readonly kind: "piece"; readonly of: Stretch; readonly piece: Piece }
  | { readonly kind: "range"; readonly first: Stretch; readonly last: Stretch };

/** `count` times in each `per`; on which day, when that is said. */
export interface Repetition {
  readonly count: number;
  readonly per: Span;
  /** 1 is Monday. */
  readonly weekday?: number;
  /** Which of these weekdays of the month: 1–5, -1 is the last. */
  readonly week?: number;
}

export type Timing =
  /** In these stretches. */
  | { readonly kind: "at"; readonly stretches: readonly Stretch[] }
  /** «До 25 мая»: not later than the end of the stretch. */
  | { readonly kind: "until"; readonly stretch: Stretch }
  | { readonly kind: "repeated"; readonly repetition: Repetition; readonly stretches: readonly Stretch[] }
  /** Readable, without a place on the calendar: «по мере необходимости». */
  | { readonly kind: "open" };

/** Reads a whole term; undefined when something in it can't be read. */
export function parseTiming(text: string): Timing | undefined {
  const clean = tidy(text);
  if (!clean) return undefined;
  if (open.test(clean)) return { kind: "open" };
  return deadline(clean) ?? repeated(clean) ?? inStretches(clean);
}

const months = "январ|феврал|март|апрел|ма[йяею]|июн|июл|август|сентябр|октябр|ноябр|декабр";
const month = `(?:(?:${months})\\p{L}{0,2}|(?:янв|февр?|мар|апр|авг|сент?|окт|нояб?|дек)\\.?)`;
const ordinal = "(\\d|[ivхі]{1,4}|\\p{L}{4,12})";
const weekdayStems = ["понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресен"];
const weekdays = `(?:${weekdayStems.join("|")})\\p{L}{0,3}`;

const open =
  /^(?:согласно|по|в соответствии с)\s+(?!итогам|окончани|средам|понедельник|вторник|четверг|пятниц|суббот|воскресень|\d)\p{L}|^при необходимости$|^в рабочем порядке$|^в (?:течение|период) (?:проведения|реализации|действия)(?!\p{L})|^в (?:установленн|указанн)\p{L}+ срок|^ко? (?:дню|дням|юбиле\p{L}+|праздник\p{L}+)(?!\p{L})/u;
const wholeYear =
  /^(?:(?:в течение|на протяжении|весь|всего)\s+)?(?:(?:все|кажд)\p{L}+\s+)?(?:учебн\p{L}+\s+)?(?:года?|период[ае]?)$|^(?:постоянно|систематически|регулярно|ежедневно|непрерывно|в течение всего периода)$/u;

const monthWord = new RegExp(`(?<!\\p{L})(${month}) месяц[ае]?(?!\\p{L})`, "gu");

/** Lower case, one kind of dash and blank, dates in one form, no notes in brackets. */
function tidy(text: string): string {
  return (
    fold(text)
      .replace(/[\s\u00a0\u202f]+/g, " ")
      .replace(/[–—−]/g, "-")
      .replace(/[«»"„“”]/g, "")
      .replace(/(\d{4})-(\d{2})-(\d{2})/g, "$3.$2.$1")
      // «Сентябрь (2 неделя)» is «2 неделя сентябрь»; other notes say nothing of the time.
      .replace(
        new RegExp(`^(${month}) \\(([^()]*(?:недел|декад|половин|${weekdayStems.join("|")})[^()]*)\\)$`, "u"),
        "$2 $1",
      )
      .replace(/\s*\([^()]*\)/g, "")
      .replace(/(\d)\s*-?(?:я|й|е|го|ой|ую|ю|м|му|ая|ый|ом|ые|х)(?!\p{L})/gu, "$1")
      .replace(/(\d{4})\s*(?:г\.?г?\.?|год[ау]?)(?!\p{L})/gu, "$1")
      .replace(monthWord, "$1")
      .replace(/\s*-\s*/g, "-")
      .trim()
      .replace(/(?<!\s(?:янв|фев|февр|мар|апр|авг|сен|сент|окт|ноя|нояб|дек))[.;,]+$/u, "")
      .replace(/^срок\p{L}*:?\s+/u, "")
  );
}

function deadline(clean: string): Timing | undefined {
  const rest = /^(?:в срок )?(?:до|не позднее|не позже|ко?)\s+(.+)$/u.exec(clean)?.[1];
  if (!rest || /числа/u.test(rest)) return undefined;
  // «До конца сентября» is till its last day, «к началу учебного года» till the day before… its first one.
  const end = /^(?:конца|окончания|завершения)\s+(.+)$/u.exec(rest)?.[1];
  const found = stretch(end ?? rest);
  return found && { kind: "until", stretch: found };
}

function repeated(clean: string): Timing | undefined {
  let rest = clean;
  let repetition: Repetition | undefined;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    const match = pattern.exec(rest) ?? undefined;
    if (match) rest = `${rest.slice(0, match.index)},${rest.slice(match.index + match[0].length)}`;
    return match;
  };
  const monthly = take(nthWeekday);
  const weekly = monthly ? undefined : take(everyWeekday);
  if (monthly) repetition = { count: 1, per: "месяц", ...weekdayIn(monthly[2]!), week: ordinalOf(monthly[1]!) ?? 1 };
  if (weekly) repetition = { count: 1, per: "неделя", ...weekdayIn(weekly[1]!) };
  const each = repetition ? undefined : take(eachUnit);
  if (each) repetition = { count: 1, per: unitOf(each[1]!) };
  for (const found of findFrequencies(rest)) {
    if ("vague" in found) return { kind: "open" };
    repetition ??= { count: found.count, per: found.per };
    // A day of the week is the day of what takes place every week or month.
    if (weekly) repetition = { ...repetition, count: found.count, per: found.per };
    rest = `${rest.slice(0, found.from)}${",".repeat(found.to - found.from)}${rest.slice(found.to)}`;
  }
  if (!repetition) return undefined;
  take(/(?:^|,| )(?:до |к |не позднее )?\d{1,2}(?:-\d{1,2})? числа(?: каждого месяца| месяца)?/u);
  rest = rest
    .replace(/^[\s,;-]+|[\s,;-]+$/g, "")
    .replace(/[\s,;]*,[\s,;]*/g, ",")
    .trim();
  if (!rest || open.test(rest)) return { kind: "repeated", repetition, stretches: [{ kind: "year" }] };
  const within = inStretches(rest);
  return within?.kind === "at" ? { kind: "repeated", repetition, stretches: within.stretches } : undefined;
}

const nthWeekday = new RegExp(
  `(?:кажд\\p{L}+ |во? )?(?<!\\p{L})(\\d|перв\\p{L}+|втор\\p{L}+|трет\\p{L}+|четверт\\p{L}+|последн\\p{L}+) (${weekdays}) (?:каждого )?месяца`,
  "u",
);
const everyWeekday = new RegExp(`(?<!\\p{L})(?:кажд\\p{L}+|по) (${weekdays})(?!\\p{L})`, "u");
/** «В конце каждой четверти», «по итогам полугодия», «до 5 числа каждого месяца». */
const eachUnit =
  /(?:(?:в |к )?(?:начал\p{L}|кон[её]?ц\p{L}{0,2}|середин\p{L}) кажд\p{L}+ |(?:(?:\d|перв\p{L}+|последн\p{L}+) недел\p{L} |(?:до |не позднее )?\d{1,2}(?:-\d{1,2})? числа )кажд\p{L}+ |по (?:итогам|окончании) (?:кажд\p{L}+ )?|ежечетвертн)(месяц|четверт|триместр|полугоди|года?(?!\p{L}))?\p{L}*/u;

function unitOf(word: string | undefined): Span {
  const units = ["месяц", "четверть", "триместр", "полугодие"] as const;
  return units.find(unit => word !== undefined && unit.startsWith(word)) ?? (word ? "год" : "четверть");
}

function weekdayIn(word: string): { weekday: number } {
  return { weekday: weekdayStems.findIndex(base => word.startsWith(base)) + 1 };
}

function inStretches(clean: string): Timing | undefined {
  const stretches: Stretch[] = [];
  const parts = clean.split(/\s*[,;]\s*|\s+и\s+|(?<!\d)\/|\/(?!\d)/u);
  // «I, III четверть», «12 и 15 октября»: what a part lacks stands in the next one.
  let next = "";
  for (const part of parts.reverse()) {
    const found = stretch(part) ?? stretch(borrowed(part, next));
    if (!found) return undefined;
    next = part;
    stretches.unshift(found);
  }
  return { kind: "at", stretches };
}

const borrowed = (part: string, next: string) => `${part} ${next.replace(/^\S+?(?:\s|$)|^[^\s-]+-\S+\s/u, "")}`.trim();

/** One stretch; a range of two. */
function stretch(text: string): Stretch | undefined {
  if (wholeYear.test(text)) return { kind: "year" };
  const bare = text.replace(/^(?:в течение|на протяжении|в период|за период)\s+/u, "");
  const whole = single(bare);
  if (whole) return whole;
  const between = /^(?:со?\s+)?(.+?)(?:\s+(?:по|до)\s+|-)(.+)$/u.exec(bare);
  if (between) {
    const [, left = "", right = ""] = between;
    const last = single(right.replace(/^конец\s+/u, ""));
    const first = single(left) ?? single(borrowed(left, right));
    return first && last && { kind: "range", first, last };
  }
  const since = /^(?:со?|начиная с|после)\s+(.+)$/u.exec(bare);
  const first = since && single(since[1]!);
  return first ? { kind: "range", first, last: { kind: "year" } } : undefined;
}

function single(text: string): Stretch | undefined {
  const bare = text.replace(/^(?:во?|на|за|весь|всю|все)\s+/u, "");
  return day(bare) ?? monthIn(bare) ?? partIn(bare) ?? holidaysIn(bare) ?? yearIn(bare) ?? pieceIn(bare);
}

const digits = /^(\d{1,2})\.(\d{1,2})(?:\.(\d{4}|\d{2}))?$/;
const inWords = new RegExp(`^(\\d{1,2}) (${month})(?: (\\d{4}))?$`, "u");
const monthOnly = new RegExp(`^(${month})(?: (\\d{4}))?$`, "u");
const partOnly = new RegExp(`^${ordinal} (четверт|квартал|триместр|полугоди)\\p{L}{0,2}$`, "u");

function day(text: string): Stretch | undefined {
  const [, d, m, y] = digits.exec(text) ?? [];
  if (d && m) return { kind: "day", d: Number(d), m: Number(m), ...yearOf(y) };
  const [, dd, name, yy] = inWords.exec(text) ?? [];
  return dd && name ? { kind: "day", d: Number(dd), m: named(name), ...yearOf(yy) } : undefined;
}

function monthIn(text: string): Stretch | undefined {
  const [, name, y] = monthOnly.exec(text) ?? [];
  return name ? { kind: "month", m: named(name), ...yearOf(y) } : undefined;
}

function partIn(text: string): Stretch | undefined {
  const [, number = "", word = ""] = partOnly.exec(text) ?? [];
  const n = ordinalOf(number);
  const unit = (["четверть", "квартал", "триместр", "полугодие"] as const).find(u => word !== "" && u.startsWith(word));
  if (!unit || !n || n < 1) return undefined;
  return n <= most[unit] ? { kind: "part", unit, n } : undefined;
}

const most: Readonly<Record<PartUnit, number>> = { четверть: 4, квартал: 4, триместр: 3, полугодие: 2 };

function holidaysIn(text: string): Stretch | undefined {
  const [, name] = /^(?:(осен|зим|весен|лет)ни\p{L}{1,2} )?каникул\p{L}{0,3}$/u.exec(text) ?? [];
  if (name) return { kind: "holidays", season: seasonOf(name) };
  if (/^каникул\p{L}*(?: время)?$|^каникулярн\p{L}+ (?:время|период)$/u.test(text)) return { kind: "holidays" };
  const season = /^(?:(осен|зим|весн|лет)(?:ь|ью|а|ой|о|ом)|(осен|зим|весен|лет)ний период)$/u.exec(text);
  return season ? { kind: "season", season: seasonOf(season[1] ?? season[2]!) } : undefined;
}

const seasonOf = (base: string): Season =>
  base === "осен" ? "осень" : base === "зим" ? "зима" : base === "лет" ? "лето" : "весна";

function yearIn(text: string): Stretch | undefined {
  const match = /^(\d{4})[-/](\d{4}|\d{2})(?: (?:учебн\p{L}+ год\p{L}?|уч\. ?г\p{L}*\.?))?$/u.exec(text);
  if (!match) return undefined;
  const y = Number(match[1]);
  return Number(match[2]) % 100 === (y + 1) % 100 ? { kind: "year", y } : undefined;
}

function pieceIn(text: string): Stretch | undefined {
  const edge = /^(начал|кон(?:ец|ц)|середин)\p{L}{0,2} (.+)$/u.exec(text);
  if (edge) return piece(edge[2]!, { unit: "треть", n: edge[1] === "начал" ? 1 : edge[1] === "середин" ? 2 : 3 });
  const [, number = "", unit = "", of = ""] = numbered.exec(text) ?? [];
  const n = ordinalOf(number);
  if (!n || !of) return undefined;
  if (unit.startsWith("недел")) return n <= 6 ? piece(of, { unit: "неделя", n }) : undefined;
  if (unit.startsWith("декад")) return n <= 3 ? piece(of, { unit: "треть", n }) : undefined;
  if (unit.startsWith("половин")) return n <= 2 ? piece(of, { unit: "половина", n }) : undefined;
  return n <= 5 ? piece(of, { unit: "день недели", n, ...weekdayIn(unit) }) : undefined;
}

const numbered = new RegExp(
  `^(\\d|[ivх]{1,3}|перв\\p{L}+|втор\\p{L}+|трет\\p{L}+|четверт\\p{L}+|пят\\p{L}+|последн\\p{L}+) (недел\\p{L}{1,3}|декад\\p{L}{1,3}|половин\\p{L}|${weekdays}) (.+)$`,
  "u",
);

function piece(text: string, part: Piece): Stretch | undefined {
  if (/^(?:учебного )?года$/u.test(text)) return { kind: "piece", of: { kind: "year" }, piece: part };
  const of = monthIn(text) ?? partIn(text) ?? yearIn(text);
  return of && { kind: "piece", of, piece: part };
}

/** -1 is the last. */
function ordinalOf(text: string): number | undefined {
  if (/^\d$/.test(text)) return Number(text);
  if (text.startsWith("последн")) return -1;
  return romanValue(text) ?? ordinalWord(text);
}

const shortMonths = ["янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"];
/** The month that a name which the patterns took stands for, written in full or cut short. */
const named = (name: string): number => monthOf(name) ?? shortMonths.indexOf(name.slice(0, 3)) + 1;

const yearOf = (y: string | undefined): { y?: number } =>
  y === undefined ? {} : { y: y.length === 2 ? 2000 + Number(y) : Number(y) };
