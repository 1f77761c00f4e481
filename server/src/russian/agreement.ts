/** Words that agree in gender with a name: they break when another gender takes its place. */
import { adjectival } from "./adjectival";
import type { Form } from "./forms";
import { words } from "./words";

/**
 * The nearest word that agrees with the name at `at` in gender: «назначен», «избранный», «который», «он». Undefined where
 * there is none. `forms` are those the name may stand in.
 */
export function agreeingWord(
  text: string,
  at: { readonly from: number; readonly to: number },
  forms: readonly Form[],
): string | undefined {
  if (forms.length && forms.every(f => f.number === "pl")) return undefined;
  return before(text, at.from, forms) ?? after(text, at.to, forms.length === 0 || forms.some(f => f.case === "nom"));
}

function before(text: string, at: number, forms: readonly Form[]): string | undefined {
  const start = Math.max(0, at - 60);
  const [word] = words(text.slice(start, at)).slice(-1);
  if (!word || !/^[\s\u00a0*_]*$/.test(text.slice(start + word.to, at))) return undefined;
  const own = /^(?:его|ее|их)$/.test(word.fold) ? undefined : adjectival(word.fold);
  const agrees = own?.some(o => o.number === "sg" && forms.some(f => f.case === o.case && f.number === "sg"));
  return agrees ? word.text : undefined;
}

const relative =
  /^[\s\u00a0]*,[\s\u00a0]*(?:(?:в|на|о|об|при|к|ко|с|со|у|от|для|за|под|над|по)[\s\u00a0]+)?(котор(?:ый|ого|ому|ым|ом|ая|ой|ую|ое)|[\p{L}]{3,}(?:нный|нного|нному|нным|нном|нная|нной|нную|нное|тый|того|тая|тую|щий|щего|щему|щим|щая|щей|щую|щее|вший|вшего|вшая|вшую)(?:ся)?)(?!\p{L})/u;

function after(text: string, at: number, subject: boolean): string | undefined {
  const rest = text.slice(at, at + 400);
  const told = relative.exec(rest);
  if (told) return told[1];
  if (!subject) return undefined;
  const end = rest.search(/[.;:|](?=\s|$)|\n[ \t]*\n/);
  const clause = end < 0 ? rest : rest.slice(0, end);
  for (const word of words(clause)) {
    // The predicate is told: what follows depends on other words.
    if (
      /(?:[еи]т|[ую]т|[ая]т)(?:ся)?$/.test(word.fold) &&
      word.fold.length > 3 &&
      !/(?:совет|комитет|отчет)$/.test(word.fold)
    )
      break;
    if (bound.test(word.fold) && !free.test(word.fold)) return word.text;
  }
  const next = /^[.;]\s+(Он|Она|Оно|Ему|Ей)(?!\p{L})/u.exec(end < 0 ? "" : rest.slice(end));
  return next?.[1] ?? /(?<!\p{L})(?:он|она|оно|сам|сама)(?!\p{L})/u.exec(clause)?.[0];
}

const bound =
  /^(?:должен|должна|должно|обязан[ао]?|ответствен(?:ен|на|но)|подотчет(?:ен|на|но)|вправе)$|(?:[аяе]н|[нд]ят)[ао]?$|[аеиоуыя]л[ао]?(?:с[ья])?$/;
const free =
  /^(?:вправе|из|него|после|школа?|дела?|сила?|числа|правила|начала|отдела?|раздела?|предела?|материала?|зала|канала?|филиала?|персонала?|журнала?|протокола?|портала?|плана?|органа?|члена?|экрана?|экзамена?|стена|смена|цена|времена?|имена|страна|урока?|данных|района?|региона?|мена|заменa|квартала?)$/;
