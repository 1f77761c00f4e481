import { fileName } from "../../model/uris";
import { rangeOf } from "../../syntax/yaml";
import { resolve } from "../../workspace/neighbours";
import { where } from "../engine/footprint";
import type { Rule } from "../engine/rule";
import { appendixMentions, appendixSections, speaksOfAppendices } from "./appendices";

export const appendixUnreferenced: Rule = {
  id: "appendix-unreferenced",
  group: "references",
  severity: "warning",
  summary: "О каждом приложении сказано в тексте документа.",
  docs: "Приложение получает силу от той нормы, которая на него ссылается: «утвердить форму отчёта (приложение № 2)». Если в тексте о нём ни слова, непонятно, для чего оно и обязательно ли. Правило проверяет и приложения-файлы: документ, названный в ключе `приложение к`, должен упоминать приложение.",
  examples: [
    {
      good: "# Положение о совете\n\n## 1. Отчёт\n\n1.1. Отчёт составляется по форме (приложение № 1).\n\n## Приложение № 1. Форма отчёта\n\nОтчёт совета.\n",
    },
    {
      bad: "# Положение о совете\n\n## 1. Отчёт\n\n1.1. Отчёт составляется ежегодно.\n\n<|## Приложение № 1. Форма отчёта|>\n\nОтчёт совета.\n",
    },
    {
      bad: "//- polozhenie.reg.md\n---\nдокумент: положение\nприложение к: <|prikaz.reg.md|>\n---\n\n# Положение о совете\n//- prikaz.reg.md\n# О создании совета\n\nПРИКАЗЫВАЮ:\n\n1. Утвердить Положение о совете.\n",
    },
    {
      bad: "# Положение о совете\n\n1.1. Отчёт составляется по форме (приложение № 2).\n\n<|## Приложение № 1. Форма плана|>\n\nПлан.\n\n## Приложение № 2. Форма отчёта\n\nОтчёт.\n",
      hidden: true,
    },
    {
      good: "# Положение о совете\n\n1.1. Формы отчётов прилагаются.\n\n## Приложение № 1. Форма отчёта\n\nОтчёт.\n",
      hidden: true,
    },
  ],
  reads: where(/приложени/iu),
  *check(doc, { workspace }) {
    const sections = appendixSections(doc);
    if (sections.length && !speaksOfAppendices(doc)) {
      const named = new Set(appendixMentions(doc).map(m => m.number));
      for (const { heading, appendix } of sections) {
        if (named.has(appendix!.number ?? 1)) continue;
        const which = appendix!.number === undefined ? "Приложение" : `Приложение № ${appendix!.number}`;
        yield { from: heading.from, to: heading.to, message: `${which} в тексте документа не упомянуто.` };
      }
    }
    const { appendixTo, yaml } = doc.header;
    const parent = resolve(workspace, doc.uri, appendixTo);
    if (!yaml || parent?.kind !== "text" || speaksOfAppendices(parent) || appendixMentions(parent).length) return;
    yield {
      ...rangeOf(yaml, ["приложение к"]),
      message: `Документ назван приложением к ${fileName(parent.uri)}, но там о приложении не сказано.`,
    };
  },
};
