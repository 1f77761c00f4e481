/**
 * Government: what the words before a name ask of its case. In «голос комиссии» and «поручить комиссии» the name itself
 * doesn't show the form (a renaming asks); behind «назначается …» there is no name yet (a completion asks).
 */
import { adjectival } from "./adjectival";
import type { Case, Form } from "./paradigms";
import { type TextSpan, type Word, words } from "./words";

/**
 * Those of `forms` that the words round a name admit; all of them where the words decide nothing. `text` is the passage,
 * `at` the place of the name, whose own words need not be readable.
 */
export function admitted(text: string, at: TextSpan, forms: readonly Form[]): readonly Form[] {
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
  const word = clause[last];
  if (word && isBlank(text, word.to, open)) {
    const asked = conjunction.test(word.fold) ? joined(text, clause, last) : asks(text, clause, last);
    if (asked) narrow(f => asked.includes(f.case));
    // «Родители выбирают совет»: not the subject, unless it is one of several.
    if (
      pluralVerb.test(word.fold) &&
      isPredicate(word.fold) &&
      !/^[\s\u00a0*_»]*(?:\p{Lu}{2,}[\s\u00a0]+)?(?:,|и(?!\p{L}))/u.test(text.slice(at.to))
    )
      narrow(f => f.case !== "nom" || f.number === "pl");
  } else if (/^[\s\u00a0]*[–—-][\s\u00a0]/.test(text.slice(at.to))) {
    // «…, координатор – Иванова И.И.»
    narrow(f => f.case === "nom");
  } else if (word && /^[\s\u00a0]*,[\s\u00a0]*$/.test(text.slice(word.to, open))) {
    const asked = joined(text, clause, last + 1);
    if (asked) narrow(f => asked.includes(f.case));
  } else if (last < 0) {
    const asked = subject(text, at.to);
    narrow(f => asked.case === f.case && (!asked.number || asked.number === f.number));
  }
  if (left.length > 1 && left.some(f => f.number === "sg")) narrow(f => f.number === "sg");
  return left;
}

/** What a name stands for: «назначить координатором Иванову» asks the instrumental of an office, the accusative of a person. */
export type NameKind = "office" | "person" | "thing";

/**
 * The case of a name that follows `before`, the text of its paragraph up to the name: nominative where a sentence begins;
 * undefined where the words before don't decide («и», «сегодня»).
 */
export function caseAfter(before: string, kind: NameKind): Case | undefined {
  if (opensSentence(before)) return "nom";
  const clause = clauseBefore(before, before.length);
  const last = clause.at(-1);
  if (!last || !isBlank(before, last.to, before.length)) return undefined;
  if (kind === "person" && appointee.test(said(before, clause, clause.length - 1))) return "acc";
  const told = governor(before, clause, clause.length - 1);
  if (!told) return undefined;
  const usual = told.usual?.[kind];
  return usual === "none" ? undefined : (usual ?? told.asks[0]);
}

/** Whether the next word begins a sentence; «п. », «им. » and initials don't end one. */
export function opensSentence(before: string): boolean {
  const text = before.trimEnd();
  return text === "" || (/\s$/.test(before) && (/[!?]$/.test(text) || /(?:[\p{L}\d]{3}|[»)])\.$/u.test(text)));
}

/** Verbs of appointment: what follows is nearly always an office or who appoints. */
export const appoints = (before: string): boolean =>
  /(?<!\p{L})(?:назнач(?:ить|аю|ается|аются)|избрать|избира(?:ется|ются)|является|являются|возложить на|возлага(?:ется|ются) на)\s$/iu.test(
    before,
  );

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

const pluralVerb = /(?:[ую]т|[ая]т|ли)$/;

/** «Его координатора» says nothing about the form. */
const possessive = /^(?:его|ее|их|также|лично|ежегодно|ежемесячно|совместно)$/;
const conjunction = /^(?:и|или|либо|также)$/;

/** What opens a clause is its subject when a verb follows: «Комиссия утверждает», «Координатору представить». */
function subject(text: string, to: number): { readonly case: Case; readonly number?: "sg" | "pl" } {
  const end = text.slice(to).search(/[.;:|(–—]|\n[ \t]*\n/);
  for (const word of words(text.slice(to, end < 0 ? text.length : to + end))) {
    if (/^(?:вправе|обязан|должен|должн|готов|способ)/.test(word.fold)) return { case: "nom" };
    if (infinitive.test(word.fold) && !likeInfinitive.test(word.fold)) return { case: "dat" };
    // «Секретарь, его помощник и директор подписывают»: of several each may be one.
    if (isPredicate(word.fold) && /,|(?<!\p{L})и(?!\p{L})/u.test(text.slice(to, to + word.from)))
      return { case: "nom" };
    if (isPredicate(word.fold))
      return { case: "nom", number: /(?:[ую]т|[ая]т|л?и)(?:с[ья])?$/.test(word.fold) ? "pl" : "sg" };
  }
  return { case: "nom" };
}

/** The case that a list's first member was asked for: «решение координатора и …». */
function joined(text: string, all: readonly Word[], conjunction: number): readonly Case[] | undefined {
  for (let at = conjunction - 1; at >= 0 && at >= conjunction - 12; at--) {
    const asked = governor(text, all, at)?.asks;
    if (asked) return asked;
    const next = all[at + 1];
    if (next && /[^\s\u00a0,*_«».\p{L}]/u.test(text.slice(all[at]!.to, next.from))) return undefined;
    if (isPredicate(all[at]!.fold) || infinitive.test(all[at]!.fold)) return asks(text, all, at);
  }
  return undefined;
}

/** The governor that the words up to `at` end with. */
function governor(text: string, all: readonly Word[], at: number): Governor | undefined {
  const before = said(text, all, at);
  const found = governors.find(g => g.pattern.test(before));
  // «Координатором клуба является …»: who it is, not what they are.
  return found?.asks[0] === "ins" && isInverted(all, at) ? { ...found, asks: ["nom"], usual: {} } : found;
}

/** The last words up to `at`, folded; words that more than blanks and figures divide stand apart. */
function said(text: string, all: readonly Word[], at: number): string {
  const from = Math.max(0, at - 8);
  let result = all[from]!.fold;
  for (let i = from + 1; i <= at; i++) {
    const between = text.slice(all[i - 1]!.to, all[i]!.from);
    result += (/^[\s\u00a0*_«»\d]*$/.test(between) ? " " : " , ") + all[i]!.fold;
  }
  return result;
}

/** Whether the clause begins with the instrumental that its verb at `at` asks: «Работой клуба руководит …». */
function isInverted(all: readonly Word[], at: number): boolean {
  const first = all[0]!.fold;
  return (
    at > 0 &&
    oneInstrumental.test(all[at]!.fold) &&
    /(?:[ое]м|[ое]й|ью|[ыи]м|[аяыи]ми)$/.test(first) &&
    !/^(?:приказ|распоряжени|решени|протокол|голосовани|большинств|устав|положени|порядк|договор|зат|пот|сов|всем|при)\p{L}*$/u.test(
      first,
    )
  );
}
/** Verbs with one instrumental, of what somebody is or leads. */
const oneInstrumental =
  /^(?:явля(?:ется|ются|лся|лась)|становится|становятся|стал[аи]?|счита(?:ется|ются)|руковод(?:ит|ят)|управля(?:ет|ют)|(?:назначен|избран|выбран)[аы]?)$/;

/** The cases that the word at `at` asks of a name right behind it; undefined where it asks for none that is known. */
function asks(text: string, all: readonly Word[], at: number): readonly Case[] | undefined {
  const told = governor(text, all, at)?.asks;
  if (told) return told;
  const { fold, text: word } = all[at]!;
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
  if (all.slice(0, at).some(w => givers.test(w.fold))) return ["gen", "dat"];
  return /^\p{Lu}{2,}$/u.test(word) ? undefined : ["gen"];
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

interface Governor {
  /** Matches the folded words up to the name. */
  readonly pattern: RegExp;
  /** The cases that it asks for, the usual one first. */
  readonly asks: readonly Case[];
  /** The usual case of a kind of names where it differs; "none": such a name hardly ever follows. */
  readonly usual?: Partial<Readonly<Record<NameKind, Case | "none">>>;
}

const behind = (words: string): RegExp => new RegExp(`(?<![\\p{L}-])(?:${words})$`, "u");

/** Verbs with somebody who gets or hears something. */
const receivers =
  "поруч(?:ить|аю|ает|ают|ается|аются|ено|ена)|поруча\\p{L}*|предложить|предлага(?:ет|ют)|рекоменд(?:овать|ует)|подчиня\\p{L}*|подотчет\\p{L}*|подконтрол\\p{L}*|помога\\p{L}*|помочь|содейств\\p{L}*|сообща\\p{L}*|разреш(?:ить|ается)|запрещ\\p{L}*|принадлеж\\p{L}*|предостав\\p{L}*|представлен\\p{L}*|представля(?:ются|ется)|переда(?:ть|ет|ют|ется|ются|йте|вать|ны|но|н|на)|направ(?:ить|ляет|ляют|ляется|ляются|ьте)|вручает|доклады\\p{L}*|доложить|вменя\\p{L}*|вруч\\p{L}*|делегиру\\p{L}*|оказыва\\p{L}*|объяви\\p{L}*";
const presenting = "представ(?:ить|лять|ляет|ляют)";
const givers = behind(`${receivers}|${presenting}`);

/** «Назначить координатором клуба Иванову»: the office is named already. */
const appointee =
  /(?<!\p{L})(?:назначить|назначаю|избрать|избрали|утвердить|освободить|включить|поощрить|наградить|обязать)(?: [\p{L}\d-]+){0,6}$/u;

/** The first that fits counts: the longer and narrower ones come first. */
const governors: readonly Governor[] = [
  // Offices and what one is
  {
    pattern: behind("назнач(?:ить|ать|аю)|(?:пере)?избрать|избирать|выбрать|выбирать"),
    asks: ["ins", "acc"],
    usual: { person: "acc" },
  },
  {
    pattern: behind("назнача(?:ет|ют)|назначил[аи]?|избира(?:ет|ют)|(?:пере)?избрал[аи]?|выбира(?:ет|ют)|выбрал[аи]?"),
    asks: ["ins", "nom", "acc"],
    usual: { person: "acc" },
  },
  {
    pattern: behind("назнач(?:ен[аоы]?|ается|аются)|избран[аоы]?|избира(?:ется|ются)|выбран[аоы]?|выбира(?:ется|ются)"),
    asks: ["ins", "nom"],
    usual: { person: "nom" },
  },
  {
    pattern: behind(
      "явля(?:ется|ются|лся|лась|ться|ясь|ющийся|ющаяся)|стать|стал[аи]?|станет|становится|становятся|счита(?:ется|ются)|служит",
    ),
    asks: ["ins"],
  },
  { pattern: behind("быть|будет|был[аи]?"), asks: ["ins", "nom"] },
  { pattern: behind("руковод(?:ит|ят|ить)|управля(?:ет|ют|ть)"), asks: ["ins"] },
  // Several words, of which the last alone would ask for more
  {
    pattern: behind(
      "по согласованию с|по договоренности с|совместно с|вместе с|в сотрудничестве с|наряду с|в связи с|в соответствии с|знакомит(?:ся)? с",
    ),
    asks: ["ins"],
  },
  {
    pattern: behind("возл(?:ожить|ожен[аоы]?|агается|агаются|агает)(?: [\\p{L}-]+){0,6} на|в отношениях на"),
    asks: ["acc"],
  },
  { pattern: behind("отвеча(?:ет|ют) за|ответственн(?:ый|ая|ым|ого) за|включая"), asks: ["acc"] },
  {
    pattern: behind(
      "в лице|в составе?|в целях|в адрес|в пользу|в случае|в рамках|в течение|при поддержке|с учетом|под руководством|под председательством|по инициативе|по представлению|по предложению|по поручению|по итогам|по результатам|от имени|на имя|со стороны|во главе|с согласия|посредством|путем",
    ),
    asks: ["gen"],
  },
  // By whom, to whom, whom
  {
    pattern: behind(
      "(?:осуществля|обеспечива|организу|созыва|согласовыва|разрабатыва|рассматрива|утвержда|подписыва|контролиру|определя|оформля|состав(?:ля)?|проверя|заполня|планиру|координиру|провод|готов|принима|храня|вед|(?:воз|о)главля|замеща)(?:ется|ются|ятся|ится|утся)|(?:утвержден|подписан|согласован|разработан|принят|составлен|подготовлен|проведен|заверен)[аоы]?",
    ),
    asks: ["ins", "nom"],
  },
  { pattern: behind(receivers), asks: ["dat"] },
  { pattern: behind(presenting), asks: ["acc", "dat"], usual: { office: "dat", person: "dat" } },
  {
    pattern: behind("освободить|включить|поощрить|наградить|обязать"),
    asks: ["acc"],
  },
  // Nouns
  {
    pattern: behind(
      "(?:поручени|задани|помощ|предложени|рекомендаци|благодарност|содействи|доклад|информаци|указани|доверенност|консультаци|материал)\\p{L}*|отчет(?:а|у|ом|е|ы|ов)?",
    ),
    asks: ["gen", "dat"],
  },
  // Of action and the like: «решение председателя и комиссии».
  {
    pattern:
      /(?:[еая]ни|[ия]ти|участи)(?:е|я|ю|ем|и|й)$|ост(?:ь|и|ью)$|(?<![\p{L}-])(?:голос|состав|функци|полномоч|приказ|протокол|подпис)(?:[аеийоуыюяь]|[ое]м|ов|[еи]й|и[еяюй]м?|ью)?$/u,
    asks: ["gen"],
  },
  {
    pattern: behind(
      "обязанност(?:и|ей|ями?)|прав[ао]|работ(?:а|ы|у|е|ой)|задач(?:а|и|ами)?|член(?:ы|ов|ам|ами)?|участник(?:и|ов|ам|ами)?|план(?:а|е|у|ом)?|кандидатур[аыу]",
    ),
    asks: ["gen"],
  },
  // Prepositions
  {
    pattern: behind(
      "без|безо|для|до|из|от|ото|у|около|вокруг|кроме|после|против|ради|из-за|из-под|вне|среди|помимо|внутри|возле|мимо|взамен|вместо|относительно|касательно|насчет",
    ),
    asks: ["gen"],
  },
  { pattern: behind("к|ко|согласно|вопреки|благодаря|навстречу"), asks: ["dat"] },
  { pattern: behind("по"), asks: ["dat", "prep"] },
  { pattern: behind("про|через|сквозь"), asks: ["acc"] },
  { pattern: behind("над|перед|передо|между"), asks: ["ins"] },
  { pattern: behind("с|со"), asks: ["ins", "gen"] },
  { pattern: behind("о|об|обо|при"), asks: ["prep"] },
  { pattern: behind("под"), asks: ["ins", "acc"] },
  { pattern: behind("за"), asks: ["acc", "ins"], usual: { office: "none", person: "none", thing: "none" } },
  { pattern: behind("на"), asks: ["acc", "prep"], usual: { thing: "none" } },
  { pattern: behind("в|во"), asks: ["prep", "acc"], usual: { office: "none", person: "none" } },
];
