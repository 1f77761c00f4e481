import { placeOf } from "../../workspace/place";
import { where } from "../engine/footprint";
import { type Rule, replace } from "../engine/rule";
import { appendixFiles, appendixMentions, appendixSections } from "./appendices";

export const appendixMark: Rule = {
  id: "appendix-mark",
  group: "references",
  severity: "information",
  summary: "Приложения названы и пронумерованы единообразно.",
  docs: "В тексте приложение называют в скобках со строчной буквы: «(приложение)», если оно одно, и «(приложение № 1)», если их несколько. На самом приложении стоит отметка «Приложение № 1 к приказу от … № …» (ГОСТ Р 7.0.97-2025, отметка о приложении); её ставит печатная форма по ключу `приложение к`. Без номера или отметки лист, отделённый от приказа, не к чему отнести.\n\nПрописная буква в скобках в школах распространена, поэтому замечание – сведение.",
  examples: [
    { good: "# О создании совета\n\nПРИКАЗЫВАЮ:\n\n1. Утвердить Положение о совете (приложение).\n" },
    {
      bad: "# О создании совета\n\nПРИКАЗЫВАЮ:\n\n1. Утвердить Положение о совете <|(Приложение)|>.\n",
      fixed: "# О создании совета\n\nПРИКАЗЫВАЮ:\n\n1. Утвердить Положение о совете (приложение).\n",
    },
    {
      bad: "# Положение о совете\n\n1.1. Формы – в приложениях.\n\n## <|Приложение|>. Форма отчёта\n\nОтчёт.\n\n## <|Приложение|>. Форма плана\n\nПлан.\n",
      fixed:
        "# Положение о совете\n\n1.1. Формы – в приложениях.\n\n## Приложение № 1. Форма отчёта\n\nОтчёт.\n\n## Приложение № 2. Форма плана\n\nПлан.\n",
    },
    {
      good: "# О плане\n\nПРИКАЗЫВАЮ:\n\n1. Утвердить план (приложение № 1) и график (приложение № 2).\n",
      hidden: true,
    },
  ],
  reads: where(/приложени/iu),
  *check(doc, { workspace }) {
    const sections = appendixSections(doc);
    const mentions = appendixMentions(doc);
    const several =
      mentions.some(m => m.number === undefined) && sections.length + appendixFiles(workspace, doc).length > 1;
    for (const { from, to, number, block } of mentions) {
      const written = doc.text.slice(from, to);
      if (number !== undefined || !written.startsWith("(")) continue;
      const place = placeOf(doc, block);
      if (several) {
        yield {
          from,
          to,
          message: `${place} приложение названо без номера, а приложений несколько: непонятно, какое имеется в виду.`,
        };
      } else if (/\(\s*П/u.test(written)) {
        yield {
          from,
          to,
          message: `${place} приложение названо с прописной буквы: в скобках пишут «(приложение)», а отметку «Приложение к …» ставят на самом приложении.`,
          fixes: replace({ from, to }, "(приложение)", "Исправить на «(приложение)»"),
        };
      }
    }
    if (sections.length < 2) return;
    const taken = new Set(sections.flatMap(s => s.appendix!.number ?? []));
    let next = 0;
    for (const { heading, appendix } of sections) {
      if (appendix!.number !== undefined) continue;
      do next++;
      while (taken.has(next));
      const span = { from: heading.titleFrom, to: heading.titleFrom + "приложение".length };
      yield {
        ...span,
        message: "Приложений несколько, а у этого нет номера.",
        fixes: replace(span, `${doc.text.slice(span.from, span.to)} № ${next}`, `Назвать приложением № ${next}`),
      };
    }
  },
};
