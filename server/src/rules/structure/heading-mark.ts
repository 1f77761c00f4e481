import type { Block } from "../../syntax/blocks";
import { type Rule, replace } from "../engine/rule";
import { candidateOf, pseudoHeadings } from "./pseudo-headings";

const HEAD = "---\nдокумент: отчёт\n---\n\n";

/** «##1. Общие», «#Положение о клубе»: how many signs stand there without a blank. */
function gluedSigns({ kind, text }: Block): number {
  const signs = /^ {0,3}(#{1,6})(?=[\p{L}\d*_«])/u.exec(text)?.[1] ?? "";
  return kind === "heading" || (kind === "paragraph" && isGluedTitle(text)) ? signs.length : 0;
}

/** «#Положение о клубе»; «#Школа» alone is a hashtag. */
export const isGluedTitle = (text: string): boolean => /^ {0,3}#\p{Lu}\p{Ll}+ +о(?:бо?)?[ \u00a0]/u.test(text);

export const headingMark: Rule = {
  id: "heading-mark",
  group: "structure",
  severity: "warning",
  summary: "Заголовок отмечен знаками «#» и пробелом.",
  docs: `Раздел начинается строкой «## 1. Общие положения». Если после «#» нет пробела или строка только выделена полужирным, это обычный абзац: раздела нет в оглавлении, на него нельзя сослаться, а его пункты попадают в предыдущий раздел.`,
  examples: [
    { good: `${HEAD}# Отчёт о работе клуба\n\n## 1. Результаты\n\n1.1. Да.\n` },
    {
      bad: "# Положение о клубе\n\n<|##|>1. Общие положения\n\n1.1. Да.\n",
      fixed: "# Положение о клубе\n\n## 1. Общие положения\n\n1.1. Да.\n",
    },
    {
      bad: `${HEAD}# Отчёт о работе клуба\n\n<|**1. Результаты**|>\n\n1.1. Да.\n`,
      fixed: `${HEAD}# Отчёт о работе клуба\n\n## 1. Результаты\n\n1.1. Да.\n`,
    },
    {
      bad: `${HEAD}# Отчёт о работе клуба\n\n<|1. Результаты|>\n\n1.1. Да.\n\n<|2. Выводы|>\n\n2.1. Нет.\n`,
      fixed: `${HEAD}# Отчёт о работе клуба\n\n## 1. Результаты\n\n1.1. Да.\n\n## 2. Выводы\n\n2.1. Нет.\n`,
      hidden: true,
    },
    {
      bad: `${HEAD}# Отчёт о работе клуба\n\n<|__Результаты__|>\n\nДа.\n\n<|**2. Выводы.**|>\n\nНет.\n`,
      fixed: `${HEAD}# Отчёт о работе клуба\n\n## Результаты\n\nДа.\n\n## 2. Выводы\n\nНет.\n`,
      hidden: true,
    },
    { bad: "<|#|>Положение о клубе\n\n1.1. Да.\n", fixed: "# Положение о клубе\n\n1.1. Да.\n", hidden: true },
    {
      bad: "# Положение\n\n<|###|>**1.1. Общие**\n\nДа.\n",
      fixed: "# Положение\n\n### **1.1. Общие**\n\nДа.\n",
      hidden: true,
    },
    { good: `${HEAD}# Отчёт\n\n**Важно:** да.\n\n**Срок – май**\n\n#школа #Клуб\n`, hidden: true },
    {
      good: "---\nдокумент: приказ\n---\n\n# О клубе\n\nПРИКАЗЫВАЮ:\n\n1. Создать группу\n\n1.1. Назначить руководителя.\n",
      hidden: true,
    },
  ],
  reads: b => {
    const candidate = candidateOf(b);
    return candidate ? JSON.stringify(candidate) : gluedSigns(b) ? b.text.slice(0, 60) : "";
  },
  *check(doc, { profile }) {
    const { blocks, starts } = doc.tree;
    for (const [i, block] of blocks.entries()) {
      const signs = gluedSigns(block);
      if (!signs || (block.kind === "paragraph" && doc.outline.title)) continue;
      const from = starts[i]! + block.text.indexOf("#");
      const at = from + signs;
      yield {
        from,
        to: at,
        message: `После «${"#".repeat(signs)}» нужен пробел: без него строка – не заголовок.`,
        fixes: replace({ from: at, to: at }, " ", "Добавить пробел"),
      };
    }
    for (const { from, to, number, title } of pseudoHeadings(doc, profile)) {
      const insert = `## ${number ? `${number}. ` : ""}${title}`;
      yield {
        from,
        to,
        message: `Это заголовок раздела? Тогда строка начинается с «## »: «${insert}».`,
        fixes: () => [{ title: "Сделать заголовком раздела", edits: [{ from, to, insert }], ask: true }],
      };
    }
  },
};
