/** How an act is named in a text: «Положение о методическом совете школы», with its short forms understood. */

import { stem, type Word, words } from "../russian/words";
import { blocksWhere } from "../syntax/blocks";
import { flow } from "../syntax/inline";
import { type Doc, ofDoc } from "./document";
import { factsOf } from "./facts";
import { introduces } from "./terms";

export interface ActName {
  /** The words behind «Положение», up to the predicate, a sign or the end. Offsets in the text that was read. */
  readonly from: number;
  readonly to: number;
  /** «о», «об» stands before them. */
  readonly about: boolean;
  /** Stems of what the act is about, without the organisation's name. */
  readonly core: readonly string[];
  /** The words of `core`. */
  readonly words: readonly Word[];
}

/** Reads the name that begins at `at`, right behind the word «Положение». */
export function actNameAt(text: string, at: number): ActName {
  const blanks = /^[\s\u00a0]*/.exec(text.slice(at))![0].length;
  const stop = text.slice(at).search(/[.,;:()|](?!\d)|\s[-–—]\s/);
  const all = words(text.slice(at + blanks, stop < 0 ? text.length : at + Math.max(stop, blanks)));
  const about = /^обо?$|^о$/.test(all[0]?.fold ?? "");
  const rest = about ? all.slice(1) : all;
  const end = rest.findIndex(w => PREDICATE.test(w.fold));
  const named = end < 0 ? rest : rest.slice(0, end);
  const tail = named.findIndex(w => OWNER.test(w.fold) || /^\p{Lu}*(?:ОУ|СОШ|ООШ|НОШ|СШ|ДС)$/u.test(w.text));
  const core = (tail < 0 ? named : named.slice(0, tail)).filter(w => !SMALL.has(w.fold));
  const last = named.at(-1);
  return {
    from: at + blanks,
    to: at + blanks + (last?.to ?? (about ? all[0]!.to : 0)),
    about,
    core: core.map(w => stem(w.fold)),
    words: core,
  };
}

/** Where the title's name begins behind the word of its kind («Положение»); undefined when the title doesn't begin so. */
export function titleName(title: string, kind: string): ActName | undefined {
  const first = words(title)[0];
  if (!first || !kind || stem(first.fold) !== stem(words(kind)[0]!.fold)) return undefined;
  return actNameAt(title, first.to);
}

/** Short form → stems of the words before it, where it is introduced or declared. */
export const shortFormStems = ofDoc((doc: Doc): ReadonlyMap<string, ReadonlySet<string>> => {
  const known = new Map<string, Set<string>>();
  const put = (short: string, phrase: readonly Word[]) => {
    const key = words(short)
      .map(w => stem(w.fold))
      .join(" ");
    const set = known!.get(key) ?? new Set<string>();
    for (const w of phrase) set.add(stem(w.fold));
    known!.set(key, set);
  };
  for (const term of doc.header.terms) put(term.short, words(term.full));
  for (const index of blocksWhere(doc.tree, introduces)) {
    const block = doc.tree.blocks[index]!;
    for (const i of factsOf(block).introductions) put(i.short, words(flow(block).slice(0, i.from)).slice(-20));
  }

  return known;
});

/** Words of `full` that `name` lacks; a short form stands for its full one. */
export function missingWords(
  full: ActName,
  name: ActName,
  shorts: ReadonlyMap<string, ReadonlySet<string>>,
): readonly Word[] {
  const has = new Set(name.core);
  const spoken = ` ${name.core.join(" ")} `;
  for (const [short, stems] of shorts) if (short && spoken.includes(` ${short} `)) for (const s of stems) has.add(s);
  return full.words.filter((_, i) => !has.has(full.core[i]!));
}

const SMALL = new Set(["и", "о", "об", "в", "на", "с", "по", "для", "или", "при", "из", "к"]);
/** Where the owner's name begins: it is often left out, and that is no other name. */
const OWNER =
  /^(?:муниципальн|государственн|частн|краев|областн|автономн|бюджетн|казенн|общеобразовательн|образовательн|школ|гимнази|лице[йяюе]|детск|организаци)/;
const PREDICATE =
  /^(?:явля|разработан|составлен|определя|устанавлива|регулир|регламентир|принима|утвержда|принят|утвержден|ввод|введен|вступа|действу|распространя|содержит|соответств|считать|призна|обязател|основан)/;
