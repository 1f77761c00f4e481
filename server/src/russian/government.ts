/**
 * In which case and number a name stands, told by what governs it: «голос комиссии» is the genitive, «поручить комиссии»
 * the dative. Forms that look alike can't be told apart by the name itself.
 */
import type { Case, Form } from "./forms";
import { type Word, words } from "./words";

interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Those of `forms` that the words round a name admit; all of them where the words decide nothing. `text` is the passage,
 * `at` the place of the name, whose own words need not be readable.
 */
export function admitted(text: string, at: Span, forms: readonly Form[]): readonly Form[] {
  const clause = clauseBefore(text, at.from);
  let left = forms;
  const narrow = (keep: (form: Form) => boolean) => {
    const kept = left.filter(keep);
    if (kept.length) left = kept;
  };
  let last = clause.length - 1;
  let open = at.from;
  for (; last >= 0 && isBlank(text, clause[last]!.to, open); last--) {
    const word = clause[last]!;
    const forms = possessive.test(word.fold) ? undefined : adjectival(word.fold);
    if (forms) narrow(f => forms.some(a => a.case === f.case && a.number === f.number));
    else if (!possessive.test(word.fold)) break;
    open = word.from;
  }
  const governor = clause[last];
  if (governor && isBlank(text, governor.to, open)) {
    const asked = conjunction.test(governor.fold) ? joined(text, clause, last) : asks(clause, last);
    if (asked) narrow(f => asked.includes(f.case));
  } else if (/^[\s\u00a0]*[–—-][\s\u00a0]/.test(text.slice(at.to))) {
    // «…, координатор – Иванова И.И.»
    narrow(f => f.case === "nom");
  } else if (governor && /^[\s\u00a0]*,[\s\u00a0]*$/.test(text.slice(governor.to, open))) {
    const asked = joined(text, clause, last + 1);
    if (asked) narrow(f => asked.includes(f.case));
  } else if (last < 0) {
    const asked = subject(text, at.to);
    narrow(f => asked.case === f.case && (!asked.number || asked.number === f.number));
  }
  if (left.length > 1 && left.some(f => f.number === "sg")) narrow(f => f.number === "sg");
  return left;
}

/** The words of the clause before `at`. */
function clauseBefore(text: string, at: number): readonly Word[] {
  const start = Math.max(0, at - 240);
  const before = text.slice(start, at);
  let from = 0;
  for (const m of before.matchAll(
    /[.!?;](?=\s+[\p{Lu}«*_-])|[:|(–—]|(?<=\s)-(?=\s)|\n[ \t]*(?:[-*+]|\d+[.)]|\p{L}\))[ \t]/gu,
  )) {
    if (m[0] === "." && /(?:^|[\s(.])(?:п|пп|ст|ч|им|г|ул|т|см|\p{Lu})$/u.test(before.slice(0, m.index))) continue;
    from = m.index + m[0].length;
  }
  return words(before.slice(from)).map(w => ({ ...w, from: w.from + start + from, to: w.to + start + from }));
}

const isBlank = (text: string, from: number, to: number): boolean => /^[\s\u00a0*_«»"„“]*$/.test(text.slice(from, to));

/** «Его координатора» tells nothing of the form. */
const possessive = /^(?:его|ее|их|также|лично|ежегодно|ежемесячно|совместно)$/;
const conjunction = /^(?:и|или|либо|также)$/;

/** What opens a clause is its subject when a verb follows: «Комиссия утверждает», «Координатору представить». */
function subject(text: string, to: number): { readonly case: Case; readonly number?: "sg" | "pl" } {
  const end = text.slice(to).search(/[.;:|(–—]|\n[ \t]*\n/);
  for (const word of words(text.slice(to, end < 0 ? text.length : to + end))) {
    if (/^(?:вправе|обязан|должен|должн|готов|способ)/.test(word.fold)) return { case: "nom" };
    if (infinitive.test(word.fold) && !likeInfinitive.test(word.fold)) return { case: "dat" };
    if (isPredicate(word.fold))
      return { case: "nom", number: /(?:[ую]т|[ая]т|л?и)(?:с[ья])?$/.test(word.fold) ? "pl" : "sg" };
  }
  return { case: "nom" };
}

/** The case that a list's first member was asked for: «решение координатора и …». */
function joined(text: string, all: readonly Word[], conjunction: number): readonly Case[] | undefined {
  for (let at = conjunction - 1; at >= 0 && at >= conjunction - 12; at--) {
    const asked = known(all, at);
    if (asked) return asked;
    const next = all[at + 1];
    if (next && /[^\s\u00a0,*_«».\p{L}]/u.test(text.slice(all[at]!.to, next.from))) return undefined;
    if (isPredicate(all[at]!.fold) || infinitive.test(all[at]!.fold)) return asks(all, at);
  }
  return undefined;
}

/** What a preposition, a verb or noun of the lists asks for. */
function known(all: readonly Word[], at: number): readonly Case[] | undefined {
  const { fold } = all[at]!;
  const preposition = prepositions.get(fold);
  if (preposition) return preposition;
  return listed(fold);
}

const listed = (word: string): readonly Case[] | undefined => governors.find(([pattern]) => pattern.test(word))?.[1];

/** The cases that the word at `at` asks of a name right behind it; undefined where it asks for none that is known. */
function asks(all: readonly Word[], at: number): readonly Case[] | undefined {
  const told = known(all, at);
  if (told) return told;
  const { fold, text } = all[at]!;
  const negated = all[at - 1]?.fold === "не";
  if (infinitive.test(fold) && !likeInfinitive.test(fold))
    return /ся$/.test(fold) ? undefined : negated ? ["gen", "acc"] : ["acc"];
  if (isPredicate(fold)) return /с[яь]$/.test(fold) ? ["nom", "ins"] : negated ? ["gen", "acc"] : ["nom", "acc"];
  if (shortParticiple.test(fold) && !likeParticiple.test(fold)) return ["nom", "ins"];
  if (
    particle.test(fold) ||
    (/(?:[^вс]|[^т]в)о$|(?:же|ше|ски|жды|ьи)$/.test(fold) && !/(?:дело|лицо|число|место|право|слово)$/.test(fold))
  )
    return undefined;
  // A noun: «член комиссии», «обязанности секретаря»; behind «передать карту» the one who gets it may follow.
  if (all.slice(0, at).some(w => addressed.has(listed(w.fold)))) return ["gen", "dat"];
  return /^\p{Lu}{2,}$/u.test(text) ? undefined : ["gen"];
}

const infinitive = /(?:ть|ти|чь)(?:ся)?$/;
const likeInfinitive =
  /(?:ость|асть|ость|ести|ости|асти|мощь|речь|есть|четверть|площадь|сеть|путь|мать|печать|кровать|печь|дети|почти|пути|сети|части|области|пять|шесть|семь|восемь|девять|десять|роль|очередь|связь)$/;
const isPredicate = (word: string): boolean =>
  (/(?:[еиую]т|[ая]т)(?:ся)?$/.test(word) && word.length > 3 && !likeFinite.test(word)) ||
  (/[аеиоуыя]л[аои]?(?:с[ья])?$/.test(word) && word.length > 4 && !likePast.test(word)) ||
  /^(?:есть|может|могут|был|была|было|были|будет)$/.test(word);
const likeFinite =
  /(?:совет|комитет|отчет|предмет|кабинет|билет|институт|результат|формат|депутат|аттестат|кандидат|лауреат|авторитет|приоритет|факультет|бюджет|пакет|визит|лимит|аудит|кредит|запрет|ответ|обед|штат|зачет|учет|почет|счет|расчет|педсовет|методсовет|реферат|сертификат|плакат|педиатр|лет|сорок|интернет|иммунитет|университет|агрегат|мандат|наставляют)$/;
const likePast =
  /(?:отдел|раздел|предел|материал|зал|начал|канал|филиал|персонал|журнал|потенциал|протокол|портал|школ|правил|дел|сил|числ|капитал|интервал|этал|модел)[аои]?$/;
const shortParticiple = /(?:[аяе]н|[^аеиоу]ен|ят|нят|дан)[аоы]?$/;
const likeParticiple =
  /(?:план|орган|член|экран|экзамен|урок|стран|систем|регион|район|времен|имен|цен|стен|смен|школьн)[аоы]?$/;
const particle =
  /^(?:не|ни|же|ли|бы|то|что|как|если|когда|где|чтобы|кто|это|все|всегда|только|уже|еще|при|так|раз|раза|г|года|год|далее)$/;

const prepositions = new Map<string, readonly Case[]>(
  (
    [
      [
        "без для до из от ото у около после вместо кроме среди против ради посредством путем вне помимо относительно касательно насчет возле мимо внутри",
        ["gen"],
      ],
      ["к ко благодаря согласно вопреки навстречу", ["dat"]],
      ["по", ["dat", "prep"]],
      ["про через сквозь", ["acc"]],
      ["над перед передо между", ["ins"]],
      ["с со", ["ins", "gen"]],
      ["в во на", ["acc", "prep"]],
      ["о об обо", ["prep"]],
      ["при", ["prep"]],
      ["за под", ["acc", "ins"]],
    ] as const
  ).flatMap(([list, cases]) => list.split(" ").map(word => [word, cases] as const)),
);

/** Of verbs with somebody who gets or is told something. */
const toWhom: readonly Case[] = ["dat"];
const whatToWhom: readonly Case[] = ["acc", "dat"];
const addressed = new Set<readonly Case[] | undefined>([toWhom, whatToWhom]);

/** Verbs and nouns of regulations whose government is not that of their kind; by folded beginnings. */
const governors: readonly (readonly [RegExp, readonly Case[]])[] = [
  [/^(?:назнач(?:ить|ать)|избрать|избирать|выбрать|выбирать|переизбрать)$/, ["acc", "ins"]],
  [
    /^(?:назнача(?:ет|ют)|назначил[аи]?|избира(?:ет|ют)|избрал[аи]?|выбира(?:ет|ют)|выбрал[аи]?|переизбрал[аи]?)$/,
    ["nom", "acc", "ins"],
  ],
  [/^(?:назнач(?:ен|ена|ены|ается|аются)|избран[аы]?|избирается|избираются|выбирается|выбираются)$/, ["nom", "ins"]],
  [
    /^(?:явля(?:ется|ются|ться)|станов(?:ится|ятся)|стать|стал[аи]?|станет|счита(?:ется|ются)|руководит|руководят|руководить)$/,
    ["ins"],
  ],
  [
    /^(?:утвержда(?:ется|ются)|утвержден[аоы]?|подписыва(?:ется|ются)|подписан[аоы]?|проводится|проводятся|созыва(?:ется|ются)|возглавля(?:ется|ются)|определя(?:ется|ются)|составля(?:ется|ются)|осуществля(?:ется|ются)|рассматрива(?:ется|ются)|разрабатыва(?:ется|ются)|принима(?:ется|ются)|оформля(?:ется|ются)|согласовыва(?:ется|ются)|принят[аоы]?)$/,
    ["nom", "ins"],
  ],
  [
    /^(?:поруч(?:ить|ает|ают|ается|ено)|поруча\p{L}*|предложить|предлага(?:ет|ют)|рекомендовать|рекомендует|подчиня\p{L}*|подотчет\p{L}*|подконтрол\p{L}*|помога\p{L}*|помочь|содейств\p{L}*|сообща\p{L}*|разреш(?:ить|ается)|запрещ\p{L}*|принадлеж\p{L}*|предостав\p{L}*|представлен\p{L}*|представля(?:ются|ется)|переда(?:ть|ет|ют|ется|ются|йте|вать|ны|но|н|на)|направ(?:ить|ляет|ляют|ляется|ляются|ьте)|вручает|доклады\p{L}*|доложить|вменя\p{L}*|вруч\p{L}*|делегиру\p{L}*|оказыва\p{L}*|объяви\p{L}*)$/u,
    toWhom,
  ],
  [/^представ(?:ить|лять|ляет|ляют)$/, whatToWhom],
  [
    /^(?:поручени|задани|помощ|предложени|рекомендаци|благодарност|содействи|отчет(?:а|у|ом|е|ы|ов)?$|доклад|информаци|указани|доверенност|консультаци|материал)/,
    ["gen", "dat"],
  ],
  // Nouns of action and the like: «решение председателя и комиссии».
  [
    /(?:[еая]ни|[ия]ти)(?:е|я|ю|ем|и)$|ост(?:ь|и|ью)$|^(?:голос|состав|функци|полномоч|приказ|протокол|подпис)(?:[аеиоуыюяь]|[ое]м|ов|[еи]й|и[еяюй]м?|ью)?$/,
    ["gen"],
  ],
];

/** The forms that a word which looks like an adjective may stand in; undefined for other words. */
export function adjectival(word: string): readonly Form[] | undefined {
  const match = /^(.+?)(ый|ий|ого|его|ому|ему|ым|им|ом|ем|ая|яя|ой|ей|ую|юю|ое|ее|ые|ие|ых|их|ыми|ими)(?:ся)?$/.exec(
    word,
  );
  if (word in pronouns) return forms(pronouns[word]!);
  if (!match) return undefined;
  const [, base = "", ending = ""] = match;
  const shape = /(?:[бвгджзклмнпрстфхцчшщьй]н|[аеё]нн|ск|цк|[уюая]щ|вш|нов|дов|г|стар|перв|втор|глав|как|так)$/;
  const weak = /^(?:ий|ом|ем|ой|ей|ие|ее|им|их)$/.test(ending);
  if (weak ? !shape.test(base) : base.length < 3) return undefined;
  if (/^(?:приказ|протокол|план|орган|член|график|отдел|класс|урок|школ)$/.test(base)) return undefined;
  return forms(endings[ending]!);
}

const endings: Readonly<Record<string, string>> = {
  ый: "nom acc",
  ий: "nom acc",
  ого: "gen acc",
  его: "gen acc",
  ому: "dat",
  ему: "dat",
  ым: "ins DAT",
  им: "ins DAT",
  ом: "prep",
  ем: "prep",
  ая: "nom",
  яя: "nom",
  ой: "nom gen dat ins prep",
  ей: "gen dat ins prep",
  ую: "acc",
  юю: "acc",
  ое: "nom acc",
  ее: "nom acc",
  ые: "NOM ACC",
  ие: "NOM ACC",
  ых: "GEN ACC PREP",
  их: "GEN ACC PREP",
  ыми: "INS",
  ими: "INS",
};
const pronouns: Readonly<Record<string, string>> = {
  этот: "nom acc",
  эта: "nom",
  это: "nom acc",
  этого: "gen acc",
  этому: "dat",
  этим: "ins DAT",
  этой: "gen dat ins prep",
  эту: "acc",
  этом: "prep",
  эти: "NOM ACC",
  этих: "GEN ACC PREP",
  этими: "INS",
  тот: "nom acc",
  та: "nom",
  того: "gen acc",
  тому: "dat",
  той: "gen dat ins prep",
  ту: "acc",
  сам: "nom",
  сама: "nom",
  один: "nom acc",
  одна: "nom",
  одного: "gen acc",
  одной: "gen dat ins prep",
  одну: "acc",
  свой: "nom acc",
  своя: "nom",
  своего: "gen acc",
  своему: "dat",
  своим: "ins DAT",
  своей: "gen dat ins prep",
  свою: "acc",
  наш: "nom acc",
  наша: "nom",
  нашего: "gen acc",
  нашей: "gen dat ins prep",
  нашу: "acc",
  весь: "nom acc",
  вся: "nom",
  всего: "gen acc",
  всей: "gen dat ins prep",
  всю: "acc",
  каждый: "nom acc",
  каждого: "gen acc",
};

/** Lower case: singular; upper case: plural. */
function forms(told: string): readonly Form[] {
  return told.split(" ").map(each => {
    const name = each.toLowerCase() as Case;
    return { case: name, number: each === name ? "sg" : "pl" };
  });
}
