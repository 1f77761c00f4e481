/** Predicates that agree with their subject in gender: past tenses, short participles and adjectives. */
import { capitalised } from "./capitalised";
import type { Spelling } from "./forms";
import type { Gender } from "./paradigms";

type Singular = Exclude<Gender, "pl">;

/** The gender that a folded word has as a predicate; undefined for other words. */
export function predicateGender(fold: string): Singular | undefined {
  const known = irregular.find(forms => forms.includes(fold));
  if (known) return genders[known.indexOf(fold)]!;
  if (!predicate.test(fold) || noun.test(fold)) return undefined;
  const plain = fold.replace(/с[ья]$/, "");
  return plain.endsWith("а") ? "f" : plain.endsWith("о") ? "n" : "m";
}

/** A predicate, as written, in another gender; undefined where its form isn't known. */
export function predicateIn(text: string, to: Singular, spelling: Spelling): string | undefined {
  const lower = text.toLowerCase();
  const plain = lower.replace(/ё/g, "е");
  const known = irregular.find(forms => forms.includes(plain));
  const made = known ? known[genders.indexOf(to)]! : regular(lower, to);
  if (made === undefined) return undefined;
  const spelled = spelling === "ё" ? made : made.replace(/ё/g, "е");
  return /^\p{Lu}/u.test(text) ? capitalised(spelled) : spelled;
}

function regular(lower: string, to: Singular): string | undefined {
  const match = /^(.*?)(л|н|т)(а|о|)(с[ья])?$/.exec(lower);
  if (!match) return undefined;
  const [, stem = "", consonant = "", , reflexive] = match;
  const ending = to === "f" ? "а" : to === "n" ? "о" : "";
  const ends = reflexive === undefined ? "" : ending ? "сь" : "ся";
  const base = stem + consonant;
  // «Вёл» – «вела», «утверждён» – «утверждена»: the stress moves to the ending.
  if (ending) return base.replace(/ё([лн])$/, "е$1") + ending + ends;
  return (moving.test(base) ? base.replace(/е([лн])$/, "ё$1") : base) + ends;
}

const genders = ["m", "f", "n"] as const;
const irregular: readonly (readonly string[])[] = [
  ["должен", "должна", "должно"],
  ["обязан", "обязана", "обязано"],
  ["готов", "готова", "готово"],
  ["правомочен", "правомочна", "правомочно"],
  ["полномочен", "полномочна", "полномочно"],
  ["согласен", "согласна", "согласно"],
  ["способен", "способна", "способно"],
  ["свободен", "свободна", "свободно"],
  ["ответствен", "ответственна", "ответственно"],
  ["ответственен", "ответственна", "ответственно"],
  ["подотчетен", "подотчетна", "подотчетно"],
  ["подконтролен", "подконтрольна", "подконтрольно"],
  ["мог", "могла", "могло"],
  ["помог", "помогла", "помогло"],
  ["пришел", "пришла", "пришло"],
];

/** Stems whose bare form has ё. */
const moving =
  /^(?!вы)(?:.*(?:при|про|пере|за|в|до|по|от|раз|с)|)вел$|^(?!вы)(?:.*(?:жд|ключ|влеч|крепл|предел|надел|вед|реш|соединен|прещ|учт)|(?:пере|от|в|при|за)нес)ен$/;

const predicate = /(?:[аяе]н|[нд]ят|дан)[ао]?$|[аеиоуыя]л[ао]?(?:с[ья])?$/;
const noun =
  /^(?:из|него|после|школа?|дела?|сила?|числа?|правила|начала|(?:под)?(?:отдел|раздел|предел)а?|материала?|зала?|канала?|филиала?|персонала?|журнала?|протокола?|портала?|плана?|органа?|члена?|экрана?|экзамена?|стена|смена|цена|времена?|имена|страна|урока?|данных|района?|региона?|(?:пере|от|за|об)?мена|квартала?|мера|система|капитала?|потенциала?|интервала?|этала?|модел[ао]|мало|около|однако|начало|право|село|рано|равно|данно|отчество)$/;
