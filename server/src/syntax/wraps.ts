/**
 * Hard-wrapped prose: whether a line that begins with a number or a mark goes on with the sentence of the line before
 * («в пункте⏎1.3 Положения», «составляет⏎1.5 ставки»). It does where a clause can't begin; elsewhere the number opens one.
 */

interface WrittenNumber {
  readonly from: number;
  readonly parts: readonly number[];
  readonly dot: boolean;
}

/** What the second line begins with. */
interface LineOpening {
  readonly mark: { readonly kind: string } | undefined;
  readonly number: WrittenNumber | undefined;
  /** Where its words begin. */
  readonly from: number;
}

/** `own`: number of the block that the lines may belong to. */
export function goesOn(
  before: string,
  own: WrittenNumber | undefined,
  line: string,
  { mark, number, from }: LineOpening,
): boolean {
  const end = before.replace(/(?<![\s*_])[\s*_]+$/, "");
  if (LATER.test(end) && /^\s*[-–—]/.test(line)) return true;
  if (mark?.kind === "bullet" || mark?.kind === "symbol") return false;
  const refers = REFERS.test(end) && !/(?:^|[^\p{L}])т\.\s?п\.$/iu.test(end);
  if (!number) return refers;
  // «**1.1.** Текст»: nobody makes a number bold inside a sentence.
  if (/[*_]/.test(line.slice(0, number.from))) return false;
  const words = line.slice(from);
  const isAct = ACT.test(words);
  const opens = /^[*_«"(]*\p{Lu}/u.test(words);
  const next = own !== undefined && follows(own.parts, number.parts);
  if (refers) return !(opens && next && number.dot && !isAct);
  if (/[.;:!?…][»”")\]]*$/.test(end) && !SHORTENED.test(end)) return false;
  const strong = next || (number.dot && number.parts.length > 1);
  if (UNFINISHED.test(end)) return isAct || !(opens || words === "" ? strong : next && number.dot);
  if (isAct) return !strong;
  return !(opens || words === "" || number.dot || (next && !own.dot));
}

/** «(далее⏎– ДОУ)». */
const LATER = /\([^()]*далее(?:\s+по\s+тексту|\s+именуем\p{Ll}+)?$/iu;
/** The sentence names what the number is of. «П.П.» are initials. */
const REFERS =
  /(?<!\p{L})(?:(?:[Пп]од)?[Пп]ункт\p{Ll}{0,3}|п\.\s?п\.|пп?\.|п\/п|подп\.|[Рр]аздел\p{Ll}{0,3}|разд\.|част(?:ь|и|ью|ей|ям|ях|ями)|стать\p{Ll}{1,3}|статей|ст\.|глав\p{Ll}{1,3}|гл\.|абзац\p{Ll}{0,3}|абз\.|приложени\p{Ll}{1,3}|прил\.|таблиц\p{Ll}{1,3}|табл\.|рисун\p{Ll}{2,4}|рис\.|форм[аеуы]|позици\p{Ll}{1,3}|поз\.|№|N)$/u;
/** A full stop that ends no sentence. */
const SHORTENED = /(?<!\p{L})(?:г|гг|т|д|ч|мин|руб|тыс|млн|им|ул|см|стр|ред|изд|кв|мм|чел)\.$/u;
/** No sentence ends so. */
const UNFINISHED =
  /(?:(?<![\p{L}-])(?:в|во|на|с|со|к|ко|о|об|обо|от|до|по|из|у|за|под|над|при|для|без|между|через|около|более|менее|свыше|не|ни|и|или|либо|а|но|что|как|чем|если|согласно)|[(«[/–—-])$/u;
/** The act that a number before it is of. */
const ACT =
  /^(?:настоящ\p{Ll}+|данн(?:ого|ому|ым|ой)|этого|этому|того же|Положени[яю]|Порядк[ау]|Устав[ау]|Правил(?:ам)?|Федерального|Закон[ау]|Кодекса|Приказ[ау]|Договор[ау]|Инструкци[ию]|Постановлени[яю]|Регламента|Трудового|Гражданского|Семейного|Налогового|Бюджетного|Конституции)(?!\p{L})/u;

/** Whether a number comes right behind another: 1.2 or 1.1.1 or 2 behind 1.1. */
function follows(own: readonly number[], number: readonly number[]): boolean {
  const last = number.length - 1;
  if (!number.slice(0, last).every((n, i) => n === own[i])) return false;
  return number[last] === (own[last] ?? 0) + 1;
}
