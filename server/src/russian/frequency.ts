import { matches } from "./matches";
import { numberWord } from "./numerals";
import { fold } from "./words";

/** How often something takes place. */
export interface Frequency {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly per: TimeUnit;
  /** «Не реже», «не менее»: a lower bound. */
  readonly atLeast: boolean;
}

export type TimeUnit =
  | "неделя"
  | "две недели"
  | "месяц"
  | "два месяца"
  | "четверть"
  | "квартал"
  | "триместр"
  | "полугодие"
  | "год";

/** A frequency that can't be checked: «по мере необходимости», «определяется его членами». */
export interface VagueFrequency {
  readonly from: number;
  readonly to: number;
  readonly vague: true;
}

/**
 * The frequencies of a text, in order. What can't be checked is returned only where no bound goes with it: in «по мере
 * необходимости, но не реже одного раза в четверть» the latter counts.
 */
export function findFrequencies(text: string): (Frequency | VagueFrequency)[] {
  const found: Frequency[] = [];
  for (const match of matches(text, adverbs)) {
    found.push({ ...span(match), count: 1, per: adverbSpans[fold(match[2]!)]!, atLeast: match[1] !== undefined });
  }
  for (const match of matches(text, times)) {
    const [, bound, ofTimes, ofMeetings, several, each, unit = ""] = match;
    const per = perOf(each, unit);
    const count = several === undefined ? amountOf(ofTimes ?? ofMeetings) : fold(several) === "дважды" ? 2 : 3;
    if (per === undefined || count === undefined || count === 0) continue;
    found.push({ ...span(match), count, per, atLeast: bound !== undefined });
  }
  for (const match of matches(text, every)) {
    const per = perOf(match[1], match[2]!);
    if (per !== undefined) found.push({ ...span(match), count: 1, per, atLeast: false });
  }
  const vague =
    found.length > 0
      ? []
      : matches(text, uncheckable).map((match): VagueFrequency => ({ ...span(match), vague: true }));
  return [...found, ...vague].sort((a, b) => a.from - b.from);
}

/** The least number of times in a school year of meetings, September to May. */
export function timesAYear({ count, per }: Pick<Frequency, "count" | "per">): number {
  return count * yearly[per];
}

const yearly: Readonly<Record<TimeUnit, number>> = {
  неделя: 34,
  "две недели": 17,
  месяц: 9,
  "два месяца": 4,
  четверть: 4,
  квартал: 3,
  триместр: 3,
  полугодие: 2,
  год: 1,
};

const adverbSpans: Readonly<Record<string, TimeUnit>> = {
  еженедельно: "неделя",
  ежемесячно: "месяц",
  ежеквартально: "квартал",
  ежегодно: "год",
};
const least = "(?:не\\s+(?:реже|менее|меньше)(?:\\s*,?\\s*чем)?|(?:как\\s+)?минимум|по\\s+крайней\\s+мере)\\s+";
const units =
  "недел[юи]|месяц(?:а|ев)?|четверть|квартал|триместр|полугодие|полгода|(?:учебный\\s+|календарный\\s+)?год";
const adverbs = /(?<!\p{L})(не\s+реже,?\s+чем\s+)?(еженедельно|ежемесячно|ежеквартально|ежегодно)(?!\p{L})/giu;
/** «не менее 4 (четырёх) раз в год», «4-х заседаний в год», «раз в четверть», «дважды в месяц». */
const number =
  "\\d{1,3}(?:-?(?:го|х|ти|и|ми|й))?|одн\\p{L}{1,3}|один|дв(?:а|е|ух|ум)|тр(?:и|[её]х|[её]м)|четыр(?:е|[её]х)|пят[ьи]|шест[ьи]|сем[ьи]|вос[еь]м[ьи]|девят[ьи]|десят[ьи]";
/** «не менее 4 (четырёх) раз в год», «4-х заседаний в год», «раз в четверть», «дважды в месяц». */
const times = new RegExp(
  `(?<![\\p{L}\\d])(${least})?(?:(?:(${number})\\s*(?:\\((?:\\d{1,3}|\\p{L}+)\\)\\s*)?)?(?<!\\p{L})раза?|(${number})\\s*(?:\\((?:\\d{1,3}|\\p{L}+)\\)\\s*)?(?:\\p{L}+\\s+)?(?:заседани|встреч)\\p{L}{0,2}|(дважды|трижды))\\s+(?:в|за)\\s+(?:(\\d|дв[ае]|три|шесть)\\s+)?(${units})(?!\\p{L})`,
  "giu",
);
/** «На каждый учебный год» is a term, not a frequency. */
const every = new RegExp(
  `(?<!\\p{L}|(?<!\\p{L})(?:на|за)\\s+)кажд(?:ый|ую|ое|ые)\\s+(?:(\\d|\\p{L}{3,6})\\s+)?(${units})(?!\\p{L})`,
  "giu",
);
const uncheckable =
  /(?<!\p{L})(?:по\s+мере\s+(?:необходимости|надобности)|при\s+необходимости|(?:периодичност|частот)\p{L}+[^.;]{0,80}?(?:определя|устанавлива)\p{L}+[^.;]{0,40}?(?:член|участник|самостоятельно|сообществ|координатор|руководител|председател)\p{L}*)/giu;

function span(match: RegExpExecArray): { from: number; to: number } {
  return { from: match.index, to: match.index + match[0].length };
}

/** «Раз в четверть» without a number is once. */
function amountOf(amount: string | undefined): number | undefined {
  if (amount === undefined) return 1;
  return /^\d/.test(amount) ? Number.parseInt(amount, 10) : numberWord(fold(amount));
}

function perOf(each: string | undefined, unit: string): TimeUnit | undefined {
  const folded = fold(unit);
  const many = each === undefined ? 1 : /^\d$/.test(each) ? Number(each) : numberWord(fold(each));
  if (/^недел/.test(folded)) return many === 1 ? "неделя" : many === 2 ? "две недели" : undefined;
  if (/^месяц/.test(folded))
    return many === 1
      ? "месяц"
      : many === 2
        ? "два месяца"
        : many === 3
          ? "квартал"
          : many === 6
            ? "полугодие"
            : undefined;
  if (many !== 1) return undefined;
  if (/год$/.test(folded)) return "год";
  if (/^пол/.test(folded)) return "полугодие";
  return (["четверть", "квартал", "триместр"] as const).find(name => folded.startsWith(name));
}
