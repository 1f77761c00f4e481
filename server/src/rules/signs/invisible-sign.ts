import { hasInvisible, INVISIBLE, visible } from "../../russian/invisible";
import type { Block } from "../../syntax/blocks";
import type { Problem, Rule } from "../engine/rule";

export const invisibleSign: Rule = {
  id: "invisible-sign",
  group: "signs",
  severity: "warning",
  summary: "В тексте нет невидимых знаков, а «й» и «ё» – одна буква, а не две.",
  docs: `Мягкие переносы, пробелы нулевой ширины и метки направления приходят с сайтов и из PDF, а «й» из двух знаков («и» и дужка) – из программ на Mac. Глазу они не видны, но слово с ними не найдёт ни поиск, ни проверка орфографии, а в другой программе оно может рассыпаться. Исправление видимых букв не меняет.`,
  examples: [
    { good: "1.1. Первый совет: 5\u00a0человек, ещё\u202fодин.\n" },
    { bad: "1.1. Форма дана в <|прило\u00adжении|>.\n", fixed: "1.1. Форма дана в приложении.\n" },
    { bad: "<|\u200b1.1|>. Раз.\n", fixed: "1.1. Раз.\n", hidden: true },
    {
      bad: "1.1. <|Перво\u0438\u0306|> и <|е\u0308лки|>, и <|ещё\u200b|>.\n",
      fixed: "1.1. Первой и ёлки, и ещё.\n",
      hidden: true,
    },
    { good: "\ufeff1.1. Раз.\n", hidden: true },
    { good: "1.1. Семья 👩\u200d🏫 и флаг 🏴\u200d☠️.\n", hidden: true },
  ],
  block: block => (hasInvisible(block.text) ? slips(block) : []),
};

/** One finding a word. */
function* slips({ text }: Block): Iterable<Problem> {
  for (const m of text.matchAll(/\S+/g)) {
    const word = m[0];
    // The mark of a file's encoding; signs that join emoji.
    if (!hasInvisible(word.replace(/^\ufeff/, "")) || /\p{Extended_Pictographic}/u.test(word)) continue;
    const start = m.index + (word.startsWith("\ufeff") && m.index === 0 ? 1 : 0);
    const bare = word.slice(start - m.index);
    const to = start + bare.replace(/(?<![.,;:)»])[.,;:)»]+$/, "").length;
    const isLetter = !/[^\p{L}\p{N}\p{P}\p{S}\u0306\u0308]/u.test(bare);
    yield {
      from: start,
      to,
      message: isLetter
        ? `В «${visible(bare)}» буква записана двумя знаками: поиск её не найдёт.`
        : `В «${visible(bare)}» есть невидимый знак.`,
      fixes: () => [
        {
          title: isLetter ? "Записать одной буквой" : "Убрать невидимые знаки",
          edits: [...bare.matchAll(INVISIBLE)].map(s => ({
            from: start + s.index,
            to: start + s.index + s[0].length,
            insert: visible(s[0]),
          })),
        },
      ],
    };
  }
}
