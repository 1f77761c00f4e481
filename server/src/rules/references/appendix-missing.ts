import { placeOf } from "../../workspace/place";
import { where } from "../engine/footprint";
import type { Rule } from "../engine/rule";
import { appendixFiles, appendixMentions, appendixSections } from "./appendices";

export const appendixMissing: Rule = {
  id: "appendix-missing",
  group: "references",
  severity: "error",
  summary: "Приложение, о котором говорит документ, есть.",
  docs: "Приложение – часть документа: без него норма, которая на него опирается, неполна, а приказ утверждает то, чего нет. Приложением считается раздел «Приложение № 1. Название» или отдельный файл, в шапке которого сказано `приложение к:` либо `утверждено:` с именем этого документа.",
  examples: [
    {
      good: "# Положение о совете\n\n## 1. Состав\n\n1.1. Состав указан в приложении № 1.\n\n## Приложение № 1. Состав совета\n\n- учителя.\n",
    },
    {
      bad: "# Положение о совете\n\n## 1. Состав\n\n1.1. Состав указан в приложении № <|2|>.\n\n## Приложение № 1. Состав совета\n\n- учителя.\n",
    },
    { bad: "# О создании совета\n\nПРИКАЗЫВАЮ:\n\n1. Утвердить Положение о совете <|(приложение)|>.\n" },
    {
      good: "//- prikaz.reg.md\n# О создании совета\n\nПРИКАЗЫВАЮ:\n\n1. Утвердить Положение о совете (приложение).\n//- polozhenie.reg.md\n---\nдокумент: положение\nприложение к: prikaz.reg.md\n---\n\n# Положение о совете\n",
      hidden: true,
    },
    {
      good: "# Положение о совете\n\n1.1. Формы – в приложении № 3 к приказу Министерства просвещения и согласно приложению к приказу школы.\n",
      hidden: true,
    },
  ],
  reads: where(/приложени/iu),
  *check(doc, { workspace }) {
    const mentions = appendixMentions(doc);
    if (!mentions.length) return;
    const sections = appendixSections(doc);
    const files = appendixFiles(workspace, doc).length;
    const numbers = new Set(sections.map(s => s.appendix!.number ?? 1));
    const told = new Set<number | undefined>();
    for (const { from, to, number, block } of mentions) {
      // Files have no appendix numbers: each of them may be any one.
      const there =
        number === undefined
          ? sections.length + files > 0
          : numbers.has(number) || (number <= sections.length + files && files > 0);
      if (there || told.has(number)) continue;
      told.add(number);
      const which = number === undefined ? "приложение" : `приложение № ${number}`;
      yield {
        from,
        to,
        message: `${placeOf(doc, block)} названо ${which}, но его нет ни в документе, ни среди файлов пакета.`,
      };
    }
  },
};
