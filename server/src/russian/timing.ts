/** Terms («срок»: «октябрь–ноябрь», «до 25 мая», «1 раз в четверть») as they are written, before a school year gives them days. */

import { monthOf } from "./dates";
import { findFrequencies, type TimeUnit } from "./frequency";
import { memoized } from "./memo";
import { ordinalWord, romanValue } from "./numerals";
import { fold } from "./words";

export type PartUnit = "четверть" | "квартал" | "триместр" | "полугодие";
export type Season = "осень" | "зима" | "весна" | "лето";

/** A part of a stretch: the thirds are its beginning, middle and end; `n` counts from 1, -1 is the last. */
export interface StretchPart {
  readonly unit: "треть" | "половина" | "неделя" | "день недели";
  readonly n: number;
  /** 1 is Monday; of `день недели` only. */
  readonly weekday?: number;
}

/** A stretch of time named in words. Months are 1–12; a year is given only when it is written. */
export type Stretch =
  | { readonly kind: "day"; readonly d: number; readonly m: number; readonly y?: number }
  | { readonly kind: "month"; readonly m: number; readonly y?: number }
  /** Here `y` is the calendar year in which the school year begins. */
  | { readonly kind: "part"; readonly unit: PartUnit; readonly n: number; readonly y?: number }
  | { readonly kind: "holidays"; readonly season?: Season }
  | { readonly kind: "season"; readonly season: Season }
  | { readonly kind: "year"; readonly y?: number }
  | { readonly kind: "piece"; readonly of: Stretch; readonly piece: StretchPart }
  | { readonly kind: "range"; readonly first: Stretch; readonly last: Stretch };

/** `count` times in each `per`; on which day, when that is said. */
export interface Repetition {
  readonly count: number;
  readonly per: TimeUnit;
  /** 1 is Monday. */
  readonly weekday?: number;
  /** Which of these weekdays of the month: 1–5, -1 is the last. */
  readonly week?: number;
}

export type Timing =
  /** Takes place in these stretches. */
  | { readonly kind: "at"; readonly stretches: readonly Stretch[] }
  /** «До 25 мая»: not later than the end of the stretch. */
  | { readonly kind: "until"; readonly stretch: Stretch }
  | { readonly kind: "repeated"; readonly repetition: Repetition; readonly stretches: readonly Stretch[] }
  /** Readable, without a place on the calendar: «по мере необходимости». */
  | { readonly kind: "open" };

/** Reads a whole term; undefined when something in it can't be read. */
export const parseTiming = memoized((text: string): Timing | undefined => read(tidy(text)));

function read(clean: string): Timing | undefined {
  if (!clean) return undefined;
  if (open.test(clean)) return { kind: "open" };
  const found = deadline(clean) ?? repeated(clean) ?? inStretches(clean);
  if (found) return found;
  // «К педсовету», «за неделю до заседания»: another event sets the time. A date there that can't be read stays a fault.
  return relative.test(clean) && !/\d\.\d/.test(clean) ? { kind: "open" } : undefined;
}

const months = "январ|феврал|март|апрел|ма[йяею]|июн|июл|август|сентябр|октябр|ноябр|декабр";
const month = `(?:(?:${months})\\p{L}{0,2}|(?:янв|февр?|мар|апр|авг|сент?|окт|нояб?|дек)\\.?)`;
const ordinal = "(\\d|[ivхі]{1,4}|\\p{L}{4,12})";
const weekdayStems = ["понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресен"];
const weekdays = `(?:${weekdayStems.join("|")})\\p{L}{0,3}`;

const open =
  /^(?:согласно|по|в соответствии с)\s+(?!итогам|окончани|средам|понедельник|вторник|четверг|пятниц|суббот|воскресень|\d)\p{L}|^при необходимости$|^в рабочем порядке$|^в (?:течение|период) (?:проведения|реализации|действия)(?!\p{L})|^в (?:установленн|указанн)\p{L}+ срок|^(?:дата |срок )?уточняется$|^в течение (?:месяца|недели)$/u;
const relative =
  /^(?:ко?|перед|накануне|после|во время|в рамках|в ходе|в период|по (?:окончании|итогам|завершении)|за|через|в день|в дни|одновременно с|в течение (?:\d|недели|(?:одн|дв|тр|пят|десят)\p{L}+)|не поздн\p{L}+ (?:чем|\d)|до (?:начала|проведения|заседания|совещания|занятий)) ?.*\p{L}/u;
const wholeYear =
  /^(?:(?:в течение|на протяжении|весь|всего)\s+)?(?:(?:все|кажд)\p{L}+\s+)?(?:учебн\p{L}+\s+)?(?:года?|период[ае]?)$|^(?:постоянно|систематически|регулярно|ежедневно|непрерывно|в течение всего периода)(?: (?:в течение|на протяжении) (?:всего )?(?:учебного )?года)?$/u;

const besideDate = new RegExp(`^${weekdays}, (?=\\d)|(?<=\\d.*), ${weekdays}$`, "gu");
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
      .replace(/(\d)-\d (?=раз)/g, "$1 ")
      // The hour, the day of the week beside its date, and whose plan it is say nothing more of the day.
      .replace(/,?\s+(?:в\s+\d{1,2}[.:]\d{2}|\d{1,2}:\d{2})(?:\s*ч\p{L}*\.?)?$/u, "")
      .replace(besideDate, "")
      .replace(/(?<=\p{L}|\d),? (?:по|согласно) (?:\p{L}+ )?(?:план|график|расписани)\p{L}*.*$/u, "")
      .replace(/^(\p{L}+),? (?:и )?далее,? (?:в течение (?:учебного )?года$)?/u, "с $1, ")
      .replace(/\s*-\s*/g, "-")
      .trim()
      .replace(/,$/, "")
      .replace(/(?<!\s(?:янв|фев|февр|мар|апр|авг|сен|сент|окт|ноя|нояб|дек))[.;,]+$/u, "")
      .replace(/^срок\p{L}*:?\s+/u, "")
  );
}

function deadline(clean: string): Timing | undefined {
  const rest = /^(?:в срок )?(?:до|не позднее|не позже|ко?)\s+(.+)$/u.exec(clean)?.[1];
  if (!rest || /числа/u.test(rest)) return undefined;
  if (/^начал[ау] (?:учебного года|занятий)$/u.test(rest))
    return { kind: "until", stretch: { kind: "day", d: 1, m: 9 } };
  // «До конца сентября» is till its last day.
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
  if (monthly) {
    const [, n = monthly[3]!, day = monthly[4]!] = monthly;
    repetition = { count: 1, per: "месяц", ...weekdayIn(day), week: ordinalOf(n) ?? 1 };
  }
  if (weekly) repetition = { count: 1, per: "неделя", ...weekdayIn(weekly[1]!) };
  const each = repetition ? undefined : take(eachUnit);
  if (each) repetition = { count: 1, per: /числа$/.test(each[0]) ? "месяц" : unitOf(each[1]) };
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

const nth = "(\\d|перв\\p{L}+|втор\\p{L}+|трет\\p{L}+|четверт\\p{L}+|последн\\p{L}+)";
const nthWeekday = new RegExp(
  `кажд\\p{L}+ ${nth} (${weekdays})(?: месяца)?|(?:во? )?(?<!\\p{L})${nth} (${weekdays}) (?:каждого )?месяца`,
  "u",
);
const everyWeekday = new RegExp(`(?<!\\p{L})(?:кажд\\p{L}+|по) (${weekdays})(?!\\p{L})`, "u");
/** «В конце каждой четверти», «по итогам полугодия», «до 5 числа каждого месяца», «каждая четверть». */
const eachUnit =
  /(?:(?:в |к )?(?:начал\p{L}|кон[её]?ц\p{L}{0,2}|середин\p{L}) (?:кажд\p{L}+ )?|(?:(?:в )?(?:\d|перв\p{L}+|последн\p{L}+) недел\p{L} |(?:до |к |не позднее )?\d{1,2}(?:-\d{1,2})? числа )кажд\p{L}+ |по (?:итогам|окончании|завершении) (?:кажд\p{L}+ )?|кажд(?:ая|ой|ого) )(месяц|четверт|триместр|полугоди)\p{L}*|ежечетвертн\p{L}*|^(?:до |к |не позднее )?\d{1,2} числа$/u;

function unitOf(word: string | undefined): TimeUnit {
  const units = ["месяц", "четверть", "триместр", "полугодие"] as const;
  return units.find(unit => word !== undefined && unit.startsWith(word)) ?? "четверть";
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
    let text = part;
    let found = stretch(text);
    if (!found) found = stretch((text = borrowed(part, next)));
    if (!found) return undefined;
    next = text;
    stretches.unshift(found);
  }
  return { kind: "at", stretches };
}

/** A bare day takes the month of the next date, other words what follows the first word of the next part. */
const borrowed = (part: string, next: string): string =>
  /^\d{1,2}$/.test(part) && /^\d{1,2}\.\d/.test(next)
    ? part + next.slice(next.indexOf("."))
    : `${part} ${next.replace(/^\S+?(?:\s|$)|^[^\s-]+-\S+\s/u, "")}`.trim();

/** One stretch; a range of two. */
function stretch(text: string): Stretch | undefined {
  if (wholeYear.test(text)) return { kind: "year" };
  const bare = text.replace(/^(?:в течение|на протяжении|в период|за период|во время|в дни)\s+/u, "");
  const whole = single(bare);
  if (whole) return whole;
  const between = /^(?:со?\s+)?(.+?)(?:\s+(?:по|до)\s+|-)(.+)$/u.exec(bare);
  if (between) {
    const [, left = "", right = ""] = between;
    const last = single(right.replace(/^конец\s+/u, ""));
    const first = single(left.replace(/^со?\s+/u, "")) ?? single(borrowed(left, right));
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
const partOnly = new RegExp(
  `^${ordinal} (четверт|квартал|триместр|полугоди)\\p{L}{0,2}(?: (\\d.+|учебного года))?$`,
  "u",
);

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
  const [, number = "", word = "", of] = partOnly.exec(text) ?? [];
  const n = ordinalOf(number);
  const unit = (["четверть", "квартал", "триместр", "полугодие"] as const).find(u => word !== "" && u.startsWith(word));
  const year = of === undefined || of === "учебного года" ? { kind: "year" as const } : yearIn(of);
  if (!unit || !n || n < 1 || n > most[unit] || year?.kind !== "year") return undefined;
  return { kind: "part", unit, n, ...(year.y === undefined ? {} : { y: year.y }) };
}

const most: Readonly<Record<PartUnit, number>> = { четверть: 4, квартал: 4, триместр: 3, полугодие: 2 };

function holidaysIn(text: string): Stretch | undefined {
  const [, name] =
    /^(?:(осен|зим|весен|лет)ни\p{L}{1,2} )?каникул\p{L}{0,3}(?: \d{4}(?:[-/]\d{2,4})?)?$/u.exec(text) ?? [];
  if (name) return { kind: "holidays", season: seasonOf(name) };
  if (/^каникул\p{L}*(?: время)?$|^каникулярн\p{L}+ (?:время|период)$/u.test(text)) return { kind: "holidays" };
  const season = /^(?:(осен|зим|весн|лет)(?:ь|ью|а|ой|о|ом)|(осен|зим|весен|лет)ний период)(?: \d{4})?$/u.exec(text);
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
  const after = /^по (?:итогам|окончании|завершении) (.+)$/u.exec(text);
  if (after) return piece(after[1]!, { unit: "треть", n: 3 });
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

function piece(text: string, part: StretchPart): Stretch | undefined {
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
