import { factsOf } from "../../model/facts";
import { type Rule, replace } from "../engine/rule";

export const linkSpaces: Rule = {
  id: "link-spaces",
  group: "references",
  severity: "warning",
  summary: "Имя файла с пробелами стоит в ссылке в угловых скобках.",
  docs: `В Markdown адрес ссылки кончается на первом пробеле. «Регламент» понимает, какой файл имеется в виду, но другие программы покажут такую ссылку простым текстом. Имя файла с пробелами берут в угловые скобки: \`[план](<План работы.reg.yaml>)\`.`,
  examples: [
    { good: "1.1. По [п. 3.2](<План (1).reg.md#3.2>) и [плану](plan.reg.md).\n" },
    {
      bad: "1.1. По [п. 3.2](<|Мой план (1).reg.md#3.2|>).\n",
      fixed: "1.1. По [п. 3.2](<Мой план (1).reg.md#3.2>).\n",
    },
    { good: "1.1. По [плану] (черновик plan.reg.md) и [сайту](https://example.org «сайт»).\n", hidden: true },
  ],
  *block(block) {
    for (const { targetFrom: from, targetTo: to } of factsOf(block).links) {
      const written = block.text.slice(from, to);
      if (written.startsWith("<") || !/[ \t\u00a0]/.test(written)) continue;
      yield {
        from,
        to,
        message: "В имени файла пробелы: возьмите адрес ссылки в угловые скобки.",
        fixes: replace({ from, to }, `<${written}>`, "Взять в угловые скобки"),
      };
    }
  },
};
