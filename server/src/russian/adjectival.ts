/** What a word that looks like an adjective, a participle or a pronoun may agree with, judged by its ending alone. */
import type { Case, Form } from "./paradigms";

/** The forms that a word which looks like an adjective may stand in; undefined for other words. */
export function adjectival(word: string): readonly Form[] | undefined {
  const match = /^(.+?)(ый|ий|ого|его|ому|ему|ым|им|ом|ем|ая|яя|ой|ей|ую|юю|ое|ее|ые|ие|ых|их|ыми|ими)(?:ся)?$/.exec(
    word,
  );
  if (Object.hasOwn(pronouns, word)) return forms(pronouns[word]!);
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
