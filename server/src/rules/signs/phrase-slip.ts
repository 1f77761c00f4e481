import { capitalised } from "../../russian/capitalised";
import { matches } from "../../russian/matches";
import type { Block } from "../../syntax/blocks";
import { flow } from "../../syntax/inline";
import { type Problem, type Rule, replace } from "../engine/rule";

interface PhraseSlip {
  /** Small letters that every hit has: most blocks have none of them. */
  readonly key: string;
  readonly pattern: RegExp;
  /** What the found words should be; `$1` as in `replace`. */
  readonly right: string;
  readonly why: string;
}

/** Only phrases that are wrong wherever they stand; each begins with a word, the first letter keeps its case. */
const slips: readonly PhraseSlip[] = [
  {
    key: "реализации",
    pattern: word("(подготовка|разработка|организация) и реализации"),
    right: "$1 и реализация",
    why: "падеж",
  },
  { key: "создание", pattern: word("инициирование создание"), right: "инициирование создания", why: "падеж" },
  {
    key: "улучшения",
    pattern: word("(ставить (?:цели|задачи)|предложени\\p{Ll}+|мер\\p{Ll}{0,2}|работ\\p{Ll}{1,2}) по улучшения"),
    right: "$1 по улучшению",
    why: "падеж",
  },
  {
    key: "согласно",
    pattern: word("согласно (приказа|устава|плана|графика|закона|договора|порядка|протокола|регламента|перечня)"),
    right: "согласно $1",
    why: "после «согласно» нужен дательный падеж",
  },
  {
    key: "согласно",
    pattern: word("согласно (положения|решения|постановления|распоряжения|расписания)"),
    right: "согласно $1",
    why: "после «согласно» нужен дательный падеж",
  },
  {
    key: "течении",
    pattern: word(
      "в течении (года|месяца|недели|дня|суток|часа|четверти|полугодия|срока|всего|учебного|одного|двух|трёх|трех|четырёх|четырех|пяти|семи|десяти|\\d{1,3})",
    ),
    right: "в течение $1",
    why: "о времени пишут «в течение»",
  },
  {
    key: "окончанию",
    pattern: word("по окончанию (учебного|четверти|полугодия|срока|года|обучения|работы|мероприятия|заседания)"),
    right: "по окончании $1",
    why: "«после окончания» пишут «по окончании»",
  },
  {
    key: "права",
    pattern: word("(имеет|имеют) права(?=:\\s*$)"),
    right: "$1 право",
    why: "перед перечнем действий пишут «имеют право»",
  },
  {
    key: "дополнений",
    pattern: word("изменений и дополнений отдельных пунктов и разделов"),
    right: "изменений и дополнений в отдельные пункты и разделы",
    why: "изменения вносят «в пункты»",
  },
  {
    key: "предыдущая",
    pattern: word("в новой редакции предыдущая(?= (?:автоматически )?утрачивает силу)"),
    right: "в новой редакции предыдущая редакция",
    why: "пропущено слово «редакция»",
  },
  {
    key: "становится",
    pattern: word("(результатом котор(?:ых|ого|ой)) становится (достижения|улучшения|изменения)(?= в)"),
    right: "$1 становятся $2",
    why: "число",
  },
  {
    key: "том числе",
    pattern: word("(проблем|проблемой|задачей|темой|вопросом) в том числе (с целью|для)"),
    right: "$1, в том числе $2",
    why: "перед «в том числе» нужна запятая",
  },
  { key: "заимоб", pattern: /(?<=(?<!\p{L})[Вв]заим)об(?=мен(?:а|у|ом|е)?(?!\p{L}))/gu, right: "ооб", why: "опечатка" },
  { key: "чавст", pattern: /(?<=(?<!\p{L})[Уу])чавст(?=в)/gu, right: "част", why: "опечатка" },
  { key: "едогог", pattern: /(?<=(?<!\p{L})[Пп])едогог/gu, right: "едагог", why: "опечатка" },
];

/** Words with any blanks between them, in any case. */
function word(source: string): RegExp {
  return new RegExp(`(?<!\\p{L})${source.replace(/ (?![)|])/g, "[ \\t\\u00a0]+")}(?!\\p{L})`, "giu");
}

export const phraseSlip: Rule = {
  id: "phrase-slip",
  group: "signs",
  severity: "information",
  style: true,
  summary: "Нет известных ошибок, которые переходят из одного положения в другое.",
  docs: `Школы берут за образец положения друг друга, и вместе с текстом переходят описки: «подготовка и реализации предложений», «согласно приказа», «в течении года». Правило знает небольшой список таких оборотов, ошибочных в любом тексте; согласование слов вообще оно не проверяет.`,
  examples: [
    { good: "1.1. Подготовка и реализация планов ведётся в течение года согласно приказу директора.\n" },
    {
      bad: "1.1. Проводится <|подготовка и реализации|> планов.\n",
      fixed: "1.1. Проводится подготовка и реализация планов.\n",
    },
    {
      bad: "1.1. <|Согласно приказа|> клуб работает <|в течении учебного|> года.\n",
      fixed: "1.1. Согласно приказу клуб работает в течение учебного года.\n",
    },
    {
      bad: "1.1. Участники клуба <|имеют права|>:\n\n- читать;\n- спорить.\n",
      fixed: "1.1. Участники клуба имеют право:\n\n- читать;\n- спорить.\n",
    },
    {
      good: "1.1. Учащиеся знают о воде в течении реки и имеют права и обязанности. Устав приведён в соответствие с законом.\n",
    },
  ],
  block(block) {
    const text = flow(block);
    return KEYS.test(text) ? slipping(block, text) : [];
  },
};

const KEYS = new RegExp([...new Set(slips.map(s => s.key))].join("|"), "i");

function* slipping(block: Block, text: string): Iterable<Problem> {
  const small = text.toLowerCase();
  for (const { key, pattern, right, why } of slips) {
    if (!small.includes(key)) continue;
    for (const m of matches(text, pattern)) {
      if (m.index < block.from) continue;
      const filled = right.replace(/\$(\d)/g, (_, n: string) => m[Number(n)] ?? "");
      const form = /^согласно /i.test(m[0]) ? `согласно ${dative(m[1]!)}` : filled;
      const fixed = /^\p{Lu}/u.test(m[0]) ? capitalised(form) : form;
      const at = { from: m.index, to: m.index + m[0].length };
      yield {
        ...at,
        message: `Вместо «${around(text, at, m[0])}» нужно «${around(text, at, fixed)}» (${why}).`,
        fixes: replace(at, fixed, `Записать «${fixed}»`),
      };
    }
  }
}

/** «приказа» → «приказу», «решения» → «решению». */
const dative = (noun: string) => noun.slice(0, -1) + (/я$/i.test(noun) ? "ю" : "у");

/** `piece` with the letters that stand next to its place: a slip may lie inside one word. */
function around(text: string, at: { readonly from: number; readonly to: number }, piece: string): string {
  const before = /\p{L}*$/u.exec(text.slice(Math.max(0, at.from - 30), at.from))![0];
  const after = /^\p{L}*/u.exec(text.slice(at.to, at.to + 30))![0];
  return (before + piece + after).replace(/\s+/g, " ");
}
