/** Rules of cited acts. */

import type { Doc } from "../../model/document";
import { type Act, factsOf } from "../../model/facts";
import { groupsOf, wordingOf } from "../../model/item-groups";
import { shortened } from "../../russian/shortened";
import { type Block, blocksWhere, ofBlock } from "../../syntax/blocks";
import { placeOf } from "../../workspace/place";
import { actsFootprint, colon, content } from "../engine/footprint";
import { type Rule, replace } from "../engine/rule";

interface PlacedAct extends Act {
  readonly block: number;
  readonly start: number;
}

function actsOf(doc: Doc): PlacedAct[] {
  const found: PlacedAct[] = [];
  for (const i of blocksWhere(doc.tree, cites))
    for (const act of factsOf(doc.tree.blocks[i]!).acts)
      found.push({
        ...act,
        block: i,
        start: doc.tree.starts[i]!,
        from: act.from + doc.tree.starts[i]!,
        to: act.to + doc.tree.starts[i]!,
        kindTo: act.kindTo + doc.tree.starts[i]!,
      });
  return found;
}

const cites = (block: Block) => factsOf(block).acts.length > 0;

const isStandard = (act: Act) => /стандарт/iu.test(act.kind);

const actItem = ofBlock(b => `${leadsActs(content(b))}|${/^[«"]?\p{L}*/u.exec(wordingOf(b).text)?.[0]}|${colon(b)}`);

export const actCitation: Rule = {
  id: "act-citation",
  group: "references",
  severity: "information",
  summary: "Акт цитируется по форме: вид, дата, номер, название.",
  docs: `Принятый порядок частей: «Федеральный закон от 29.12.2012 № 273-ФЗ «Об образовании в Российской Федерации»». Стандарт утверждён приказом, поэтому у него указывают утвердивший приказ: «…, утверждённый приказом Минпросвещения России от … № …». Правило не знает, действует ли акт сегодня.`,
  examples: [
    {
      good: "1.1. Разработано в соответствии с Федеральным законом от 29.12.2012 № 273-ФЗ «Об образовании в Российской Федерации».\n",
    },
    {
      bad: "1.1. Разработано в соответствии с <|Федеральным законом «Об образовании в Российской Федерации» от 29.12.2012 № 273-ФЗ|>.\n",
      fixed:
        "1.1. Разработано в соответствии с Федеральным законом от 29.12.2012 № 273-ФЗ «Об образовании в Российской Федерации».\n",
    },
    {
      bad: "1.1. Основа – <|приказ № 17 от 10.05.2026|> по школе.\n",
      fixed: "1.1. Основа – приказ от 10.05.2026 № 17 по школе.\n",
    },
    { good: "УТВЕРЖДЕНО\nприказом МБОУ СОШ № 8\nот 02.07.2021 № 120-ОД\n", hidden: true },
    { good: "УТВЕРЖДЕНО\nприказом МБОУ «Белоозёрская СШ»\nот 18.06.2020 № 133\n", hidden: true },
    // More stands there than was read («544н»): reported without a fix.
    {
      bad: "1.1. Основа – <|приказ Минтруда № 544н от 18.10.2013|>.\n",
      fixed: "1.1. Основа – приказ Минтруда № 544н от 18.10.2013.\n",
      hidden: true,
    },
    { bad: "1.1. Основа – <|федеральный государственный образовательный стандарт от 31.05.2021 № 287|>.\n" },
  ],
  reads: actsFootprint,
  *check(doc) {
    for (const act of actsOf(doc)) {
      const span = { from: act.from, to: act.to };
      if (isStandard(act)) {
        if (act.date && !/утвержд/iu.test(doc.text.slice(act.from, act.to)))
          yield {
            ...span,
            message: `${placeOf(doc, act.block)} у стандарта указаны дата и номер, но стандарт утверждают приказом: «…, утверждённый приказом … от … № …».`,
          };
        continue;
      }
      if (!act.date || !act.number || !["tdn", "tnd", "nd", "ndt"].includes(act.layout)) continue;
      const tail = act.title ? ` ${act.title}` : "";
      const middle = words(doc, act);
      if (namesOrganisation(doc, act)) continue;
      const fixed = `${act.kind}${middle} от ${act.date} № ${act.number}${tail}`;
      yield {
        ...span,
        message: act.layout.startsWith("t")
          ? `${placeOf(doc, act.block)} в ссылке на акт сначала пишут дату и номер, потом название.`
          : `${placeOf(doc, act.block)} в ссылке на акт сначала пишут дату, потом номер.`,
        // Only putting the same words in another order is certain.
        ...(sameWords(doc.text.slice(act.from, act.to), fixed) && !goesOn(doc, act)
          ? { fixes: replace(span, fixed, `Записать «${shortened(fixed, 70)}»`) }
          : {}),
      };
    }
  },
};

const ORGANISATION =
  /(?:СОШ|СШ|ООШ|НОШ|ДОУ|ОУ|ДО|ДС|ДОД|МБОУ|МАОУ|МКОУ|МОУ|ГБОУ|ГКОУ|МБДОУ|МАДОУ|МКДОУ|школ\p{Ll}*|сад\p{Ll}*|гимнази\p{Ll}*|лице\p{Ll}*|центр\p{Ll}*|колледж\p{Ll}*|техникум\p{Ll}*|учреждени\p{Ll}*|Сад\p{Ll}*|Школ\p{Ll}*|Лице\p{Ll}*|Гимнази\p{Ll}*|Центр\p{Ll}*)[ \t\r\n\u00a0»]*$/u;

/** Whether the number or the name in quotes that was taken for the act's is its organisation's: «приказом МБОУ СОШ № 8 от …». */
function namesOrganisation({ text }: Doc, act: PlacedAct): boolean {
  const source = text.slice(act.from, act.to);
  const sign = source.search(/№|N\s?\d/u);
  const quote = source.indexOf("«");
  return [sign, quote].some(at => at > 0 && ORGANISATION.test(source.slice(0, at)));
}

/** The number goes on behind what was read of it: «№ 544» of «№ 544н», «№ 273 ФЗ». */
const goesOn = ({ text }: Doc, { to }: PlacedAct): boolean =>
  /^(?:[-–—/]?[\p{L}\d]|[ \t\u00a0]?[-–—/][ \t\u00a0]?[\p{Lu}\d]|[ \t\u00a0]+(?:ФЗ|ОД|ОЗ|П)(?!\p{L}))/u.test(
    text.slice(to, to + 6),
  );

/** Whether both texts are made of the same words and numbers. */
function sameWords(a: string, b: string): boolean {
  const words = (s: string) => (s.match(/[\p{L}]+|\d+/gu) ?? []).sort().join(" ");
  return words(a) === words(b);
}

/** Whose act it is: the words between the kind and the first part («Министерства просвещения Российской Федерации»). */
function words(doc: Doc, act: PlacedAct): string {
  const source = doc.text.slice(act.kindTo, act.to);
  return source.slice(0, source.search(/«|от\s+«?\d|№|N\s?\d/u)).trimEnd();
}

const INSTRUMENTAL = /(?:ом|ем|ой|ей|ым|им|ами|ями|ью|ыми|ими)$/u;

/** Words that call for acts in the instrumental behind their colon. */
const leadsActs = (text: string): boolean =>
  /(?:соответствии\s+с(?:о)?|руководствуясь|руководствуется)\s*:\s*$/iu.test(text);

export const actCase: Rule = {
  id: "act-case",
  group: "references",
  severity: "information",
  summary: "Акты в перечне стоят в одном падеже с вводными словами.",
  docs: `После «разработано в соответствии с:» пункты стоят в творительном падеже: «Федеральным законом …», «федеральным государственным образовательным стандартом …». Именительный среди творительных — след вставки из другого перечня. Если вводные слова кончаются обобщающим словом («следующими актами:»), именительный допустим.`,
  examples: [
    {
      good: "1.1. Разработано в соответствии с:\n\n- Федеральным законом от 29.12.2012 № 273-ФЗ;\n- приказом школы от 01.09.2026 № 4;\n- уставом школы.\n",
    },
    {
      bad: "1.1. Разработано в соответствии с:\n\n- Федеральным законом от 29.12.2012 № 273-ФЗ;\n- <|Порядок|> приёма от 01.09.2026 № 4;\n- уставом школы.\n",
    },
  ],
  reads: actItem,
  *check(doc) {
    for (const group of groupsOf(doc)) {
      if (group.kind !== "list" || group.lead === undefined || group.items.length < 2) continue;
      const lead = doc.tree.blocks[group.lead]!;
      if (!leadsActs(lead.text.slice(lead.from, lead.to))) continue;
      const firsts = group.items.map(i => /^[«"]?(\p{L}+)/u.exec(i.words.text));
      const instrumental = firsts.filter(m => m && INSTRUMENTAL.test(m[1]!.toLowerCase())).length;
      if (!instrumental) continue;
      for (const [n, m] of firsts.entries()) {
        if (
          !m ||
          /^\p{Lu}{2,}$/u.test(m[1]!) ||
          !/(?:ый|ий|ое|ее|он|ав|аз|ок|ие|ия|ение|кт|ва)$/u.test(m[1]!.toLowerCase())
        )
          continue;
        const from = group.items[n]!.from + m[0].length - m[1]!.length;
        yield {
          from,
          to: from + m[1]!.length,
          message: `${placeOf(doc, group.items[n]!.block)} акт стоит в именительном падеже, а после «в соответствии с» нужен творительный.`,
        };
      }
    }
  },
};
