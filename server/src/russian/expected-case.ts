/** Government: which case the words before a place ask of the name that follows («назначается …» – кем? – instrumental). */
import { compilePhrase, inflect } from "./forms";
import type { Case } from "./paradigms";

/** What a name stands for: «назначить координатором Иванову» asks the instrumental of an office, the accusative of a person. */
export type NameKind = "office" | "person" | "thing";

interface Governor {
  /** Ends where the name begins; the words are in lower case, ё as written. */
  readonly pattern: RegExp;
  readonly case: Case;
  /** Kinds of names it governs; all when absent. */
  readonly of?: readonly NameKind[];
}

const behind = (words: string): RegExp => new RegExp(`(?<![\\p{L}-])(?:${words})\\s+$`, "u");

/** The first that fits counts: the longer and narrower ones come first. */
const governors: readonly Governor[] = [
  // «Назначить координатором клуба Иванову И.И.»; passive: «координатором назначается Иванова».
  {
    pattern:
      /(?<!\p{L})(?:назначить|назначаю|избрать|избрали|утвердить|освободить|включить|поощрить|наградить|обязать)(?:\s+[\p{L}\d«»-]+){0,6}\s+$/u,
    case: "acc",
    of: ["person"],
  },
  { pattern: behind("назнача(?:ется|ются)|избира(?:ется|ются)"), case: "nom", of: ["person"] },
  {
    pattern: behind(
      "назнач(?:ить|аю|ает|ают|ается|аются|ен|ена|ены|ен[оы])|избр(?:ать|али|ан|ана|аны)|избира(?:ть|ет|ют|ется|ются)|выбира(?:ет|ют|ется|ются)|выбран[аы]?|явля(?:ется|ются|лся|лась|ться)|явля(?:ясь|ющийся|ющаяся)|стать|стал[аи]?|становится|становятся|быть|будет|служит|считается|считаются|(?:был|была|были)",
    ),
    case: "ins",
  },
  {
    pattern: behind(
      "по согласованию с|по договор[её]нности с|совместно с|вместе с|в сотрудничестве с|наряду с|в связи с|знакомит(?:ся)? с",
    ),
    case: "ins",
  },
  { pattern: behind("возл(?:ожить|ожены?|агается|агаются|агает) на|в отношениях на"), case: "acc" },
  { pattern: behind("(?:возл(?:ожить|ожен[аоы]?|агается|агаются|агает))(?:\\s+[\\p{L}-]+){1,6}\\s+на"), case: "acc" },
  {
    pattern: behind(
      "в отношении|в лице|в составе?|в целях|в адрес|в пользу|в случае|в рамках|в течение|при участии|при поддержке|с участием|с уч[её]том|под руководством|под председательством|по решению|по представлению|по предложению|по инициативе|по поручению|по итогам|по результатам|от имени|на основании|на имя|за исключением|со стороны|во исполнение|во главе|с согласия|посредством|пут[её]м",
    ),
    case: "gen",
  },
  { pattern: behind("в соответствии с"), case: "ins" },
  { pattern: behind("по отношению к|применительно к"), case: "dat" },
  {
    pattern: behind("руковод(?:ит|ят|ить)|управля(?:ет|ют|ть)|(?:воз|о)главля(?:ется|ются)|замеща(?:ется|ются)"),
    case: "ins",
  },
  {
    pattern: behind(
      "(?:осуществля|обеспечива|организу|созыва|согласовыва|разрабатыва|рассматрива|утвержда|подписыва|контролиру|определя|оформля|состав(?:ля)|проверя|заполня|представля|планиру|координиру|провод|готов|принима|храня|вед)(?:ется|[её]тся|ются|ятся|ится|утся)",
    ),
    case: "ins",
  },
  {
    pattern: behind(
      "(?:утвержд[её]н|подписан|согласован|разработан|принят|состав(?:лен)|подготовлен|проведен|проведён|заверен)[аоы]?",
    ),
    case: "ins",
  },
  {
    pattern: behind(
      "поруч(?:ить|аю|ает|ается|аются|ено|ена)|подчиня(?:ется|ются)|подотч[её]т(?:ен|на|ны)|докладыва(?:ет|ют)|сообща(?:ет|ют)|предоставля(?:ет|ют|ется|ются)|помога(?:ет|ют)|содейств(?:ует|уют)|рекомендовать|предложить|разрешить|переда(?:[её]тся|ются)|направля(?:ется|ются)",
    ),
    case: "dat",
  },
  {
    pattern: behind(
      "обязанности|обязанностей|функции|функций|полномочия|полномочий|права|решени(?:е|я|ю|ем)|заседани(?:е|я|ю|ем|й)|протокол[аы]?|деятельност(?:ь|и|ью)|работ(?:а|ы|у|е|ой)|задач(?:а|и|ами)?|член(?:ы|ов|ам|ами)?|участник(?:и|ов|ам|ами)?|состав(?:а|е|у)?|план(?:а|е|у|ом)?|должност(?:ь|и)|назначени(?:е|я)|избрани(?:е|я)|кандидатур[аыу]",
    ),
    case: "gen",
  },
  { pattern: behind("отвечает за|ответственн(?:ый|ая|ым|ого) за|включая|про|через|сквозь"), case: "acc" },
  {
    pattern: behind(
      "для|от|до|из|без|безо|у|около|вокруг|кроме|после|против|ради|из-за|из-под|вне|среди|помимо|внутри|взамен|вместо|относительно|насч[её]т",
    ),
    case: "gen",
  },
  { pattern: behind("к|ко|по|согласно|вопреки|благодаря|навстречу"), case: "dat" },
  { pattern: behind("с|со|под|над|перед|между"), case: "ins" },
  { pattern: behind("о|об|обо|при"), case: "prep" },
  { pattern: behind("на"), case: "acc", of: ["office", "person"] },
  { pattern: behind("в|во"), case: "prep", of: ["thing"] },
];

/**
 * The case of a name that follows `before`, the text of its paragraph up to the name: nominative where a sentence begins;
 * undefined where the words before don't tell («и», «сегодня»).
 */
export function caseAfter(before: string, kind: NameKind): Case | undefined {
  if (opensSentence(before)) return "nom";
  const near = before.slice(-120).toLowerCase();
  const sentence = near.slice(near.search(/[^.!?;:]*$/));
  return governors.find(g => (!g.of || g.of.includes(kind)) && g.pattern.test(sentence))?.case;
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

/** A name given in the nominative in another case, its own number kept: «родители» → «родителями». */
export function inCase(name: string, to: Case): string {
  if (to === "nom") return name;
  const { parts, head } = compilePhrase(name);
  return inflect(name, to, parts[head]?.paradigm?.gender === "pl" ? "pl" : "sg");
}
