/** Rules of the organisation's own name: texts are copied between schools, and names come along. */
import { type Doc, ofDoc } from "../../model/document";
import type { Organisation } from "../../model/header";
import { type Block, blocksWhere, ofBlock } from "../../syntax/blocks";
import { flow } from "../../syntax/inline";
import { type Context, type Rule, replace } from "../engine/rule";

interface OrganisationMention {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** What stands right before it. */
  readonly before: string;
}

/** Abbreviated legal form and a name in quotes or with a number: «МБОУ «СОШ № 5», МАДОУ ДС № 12. */
const NAME = new RegExp(
  "(?<!\\p{L})(?:[МГОЧК][БАК]?Д?ОУ|[МГ][БАК]?ОУ ?ДО|МБУ ?ДО|МАУ ?ДО)[ \\t\\u00a0]+(?:" +
    "«[^«»\\n]{1,60}(?:«[^«»\\n]{1,60})?»{1,2}" +
    '|"[^"\\n]{1,60}"' +
    "|(?:СОШ|СШ|ООШ|НОШ|ДС|[Гг]имнази\\p{Ll}{1,2}|[Лл]ице\\p{Ll}{1,2}|[Шш]кол\\p{Ll}{1,2}|детск\\p{Ll}{2,3} сад\\p{Ll}{0,2})[ \\t\\u00a0]*(?:№[ \\t\\u00a0]*\\d{1,4}|«[^«»\\n]{1,60}»)" +
    ")",
  "gu",
);

const mentionsOf = ofDoc((doc: Doc): readonly OrganisationMention[] => {
  const found = mentionsIn(doc.text.slice(0, doc.header.end));
  for (const i of blocksWhere(doc.tree, mentions)) {
    const start = doc.tree.starts[i]!;
    for (const m of mentionsOfBlock(doc.tree.blocks[i]!)) found.push({ ...m, from: start + m.from, to: start + m.to });
  }
  return found;
});

const mentionsOfBlock = ofBlock(block => mentionsIn(flow(block)));
const mentions = (block: Block) => mentionsOfBlock(block).length > 0;

function mentionsIn(text: string): OrganisationMention[] {
  if (!/ОУ|У ?ДО/.test(text)) return [];
  return [...text.matchAll(NAME)].map(m => ({
    from: m.index,
    to: m.index + m[0].length,
    text: m[0],
    before: text.slice(Math.max(0, m.index - 60), m.index),
  }));
}

/** What the rules of this file see of a block. */
const organisationsSeen = (block: Block): string =>
  mentionsOfBlock(block)
    .map(m => `${m.text}${PARTNER.test(m.before)}`)
    .join();

const same = (s: string) => s.toLowerCase().replace(/ё/g, "е");
/** Spelling aside: no blanks, no quotes. */
const bare = (s: string) => same(s).replace(/[\s\u00a0«»"„“]/g, "");
const numberOf = (s: string) => /№\s*(\d+)/u.exec(s)?.[1];
/** The innermost name in quotes without «СОШ», «школа» and the number. */
const properOf = (s: string) =>
  same(/[«"]([^«»"]+)["»]*$/u.exec(s.trim())?.[1] ?? "")
    .replace(
      /(?:сош|сш|оош|ноош|дс|гимнази\p{L}*|лице\p{L}*|школ\p{L}*|средняя|основная|общеобразовательная|детский сад|имени.*)|№\s*\d+/gu,
      "",
    )
    .trim();

const ownOf = (doc: Doc, cx: Context): Organisation | undefined => doc.header.organisation ?? cx.config.organisation;

/** Words after which another organisation is meant: a partner, a base, a founder's letter. */
const PARTNER =
  /(?<!\p{L})(?:с|со|совместно|между|партн\p{L}+|сет\p{L}+|базе|филиал\p{L}*|взаимодейств\p{L}+|сотруднич\p{L}+|договор\p{L}*|соглашен\p{L}*|опыт\p{L}*|и)[\s\u00a0]+(?:\p{L}+[\s\u00a0]+){0,2}$/iu;

export const organisationForeign: Rule = {
  id: "organisation-foreign",
  group: "template",
  severity: "warning",
  summary: "В документе нет названия другой организации.",
  docs: `Положения переписывают друг у друга, и в тексте остаётся чужое название или подпись чужого руководителя. Правило сравнивает названия с тем, что указано в ключе \`организация\` шапки или файла reglament.yaml; если организация не указана, оно молчит. Партнёры («совместно с …», «на базе …») чужими не считаются.`,
  examples: [
    {
      good: "---\nдокумент: положение\nорганизация: МБОУ «СОШ № 4»\n---\n\n1.1. Клуб МБОУ «СОШ №4» работает совместно с МБОУ «СОШ № 9».\n",
    },
    {
      bad: "---\nдокумент: положение\nорганизация: МБОУ «СОШ № 4»\n---\n\n1.1. Клуб создан в <|МБОУ «СОШ № 9»|>.\n",
    },
    {
      bad: "//- polozhenie.reg.md\n---\nдокумент: положение\nгрифы:\n  - <|{ вид: утверждаю, должность: Директор, лицо: И.И. Иванова }|>\n---\n\n//- reglament.yaml\nорганизация:\n  краткое: МАОУ «СОШ «Радуга»\n  руководитель: { должность: директор, лицо: Петрова А.А. }\n",
    },
    {
      bad: "---\nдокумент: положение\nорганизация: МАОУ «СОШ «Радуга»\n---\n\n1.1. Положение регулирует работу клуба <|МАОУ «СОШ «Рассвет»|>.\n",
    },
  ],
  reads: organisationsSeen,
  *check(doc, cx) {
    const own = ownOf(doc, cx);
    const names = [own?.full, own?.short].filter((n): n is string => n !== undefined);
    if (!own || !names.length) return;
    const numbers = new Set(names.map(numberOf).filter(n => n !== undefined));
    const known = same(names.join(" "));
    for (const m of mentionsOf(doc)) {
      const number = numberOf(m.text);
      const proper = properOf(m.text);
      const otherNumber = number !== undefined && numbers.size > 0 && !numbers.has(number);
      const otherName = number === undefined && proper.length > 2 && !known.includes(proper.slice(0, -1));
      if ((!otherNumber && !otherName) || PARTNER.test(m.before)) continue;
      yield {
        from: m.from,
        to: m.to,
        message: `Название другой организации: «${m.text}», а документ принадлежит ${own.short ?? own.full}.`,
      };
    }
    const head = cx.config.organisation?.headPerson;
    const surname = head && surnameOf(head);
    if (!surname || (doc.header.state ?? "проект") !== "проект") return;
    for (const s of doc.header.stamps) {
      const signs = s.person && surnameOf(s.person);
      if (s.kind !== "утверждаю" || !signs || signs === surname) continue;
      yield {
        from: s.from,
        to: s.to,
        message: `Утверждает ${s.person}, а руководитель в reglament.yaml — ${head.replace(/\.$/, "")}.`,
      };
    }
  },
};

const surnameOf = (s: string) => {
  const word = /\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?/u.exec(s)?.[0];
  return word && same(word);
};

export const organisationVariant: Rule = {
  id: "organisation-variant",
  group: "template",
  severity: "information",
  style: true,
  summary: "Название организации написано одинаково.",
  docs: `«МБОУ «СОШ №5», «МБОУ СОШ № 5» и «МБОУ "СОШ № 5"» — одно название, записанное трижды. Верная запись — та, что в уставе: укажите её в ключе \`организация\`; без неё принимается запись, которая в документе встречается чаще. Только пробел после «№» замечания не вызывает: его исправляет форматирование.`,
  examples: [
    { good: "1.1. Клуб МБОУ «СОШ № 5» создан.\n\n1.2. Учащиеся МБОУ «СОШ №5».\n" },
    {
      bad: "1.1. Клуб МБОУ «СОШ № 5».\n\n1.2. Учащиеся <|МБОУ СОШ № 5|> и учителя МБОУ «СОШ № 5».\n",
      fixed: "1.1. Клуб МБОУ «СОШ № 5».\n\n1.2. Учащиеся МБОУ «СОШ № 5» и учителя МБОУ «СОШ № 5».\n",
    },
  ],
  reads: organisationsSeen,
  *check(doc, cx) {
    const own = ownOf(doc, cx);
    const groups = new Map<string, OrganisationMention[]>();
    for (const m of mentionsOf(doc)) {
      const group = groups.get(bare(m.text));
      if (group) group.push(m);
      else groups.set(bare(m.text), [m]);
    }
    for (const [key, mentions] of groups) {
      const stated = own?.short !== undefined && bare(own.short) === key ? own.short : undefined;
      const usual = stated ?? mostUsual(mentions);
      if (!usual) continue;
      for (const m of mentions) {
        if (shape(m.text) === shape(usual)) continue;
        // A title in capitals stays in capitals.
        if (m.text === m.text.toUpperCase() && shape(m.text) === shape(usual.toUpperCase())) continue;
        yield {
          from: m.from,
          to: m.to,
          message: `Название записано как «${m.text}», а ${stated ? "в реквизитах организации" : "в остальном документе"} — «${usual}».`,
          fixes: replace(m, usual, `Записать «${usual}»`),
        };
      }
    }
  },
};

/** Blanks round № don't make another name. */
const shape = (s: string) => s.replace(/[\s\u00a0]+/g, " ").replace(/ ?№ ?/g, " № ");

/** The spelling of more than half; undefined when none prevails. */
function mostUsual(mentions: readonly OrganisationMention[]): string | undefined {
  const counts = new Map<string, { text: string; count: number }>();
  for (const m of mentions) {
    const known = counts.get(shape(m.text));
    if (known) known.count++;
    else counts.set(shape(m.text), { text: m.text, count: 1 });
  }
  return [...counts.values()].find(c => c.count * 2 > mentions.length)?.text;
}
