import { frequencyOf } from "./meetings";
import { placeOf } from "./place";
import type { Rule } from "./rule";

const HEAD = "---\nдокумент: положение\nпрофиль: ПОС\n---\n\n# Положение о клубе\n\n## 1. Организация деятельности\n\n";

export const frequencyMissing: Rule = {
  id: "frequency-missing",
  group: "package",
  severity: "warning",
  summary: "Сказано, как часто проводятся заседания.",
  docs: `По периодичности заседаний составляют график и проверяют, сколько протоколов должно быть за год. Без неё график не с чем сверить. Укажите её в тексте («Заседания проводятся не реже одного раза в месяц») и, чтобы сверять с графиком, в шапке: \`заседания: не реже одного раза в месяц\`.`,
  examples: [
    { good: `${HEAD}1.1. Заседания проводятся не реже одного раза в четверть.\n` },
    {
      bad: `${HEAD.replace("## 1. Организация деятельности", "## <|1. Организация деятельности|>")}1.1. Решения принимаются большинством голосов.\n`,
    },
  ],
  *check(doc, { profile }) {
    if (!profile?.meetings || doc.header.meetings || frequencyOf(doc).kind !== "none") return;
    const section =
      doc.outline.sections.find(s =>
        /организаци\p{L}* (?:и порядок )?(?:деятельности|работы)|порядок работы|регламент/iu.test(s.heading.title),
      ) ?? doc.outline.sections.at(-1);
    const at = section
      ? { from: section.heading.number?.from ?? section.heading.titleFrom, to: section.heading.to }
      : { from: 0, to: Math.min(doc.text.length, 3) };
    yield { ...at, message: "Не сказано, как часто проводятся заседания: график не с чем будет сверить." };
  },
};

export const frequencyVague: Rule = {
  id: "frequency-vague",
  group: "package",
  severity: "information",
  summary: "Периодичность заседаний можно проверить.",
  docs: `«Периодичность определяется его членами», «по мере необходимости» проверить нельзя: ни график, ни число протоколов с этим не сверить. Назовите хотя бы нижнюю границу: «по мере необходимости, но не реже одного раза в четверть».`,
  examples: [
    { good: `${HEAD}1.1. Заседания проводятся по мере необходимости, но не реже одного раза в четверть.\n` },
    { bad: `${HEAD}1.1. <|Периодичность заседаний устанавливают члены клуба.|>\n` },
  ],
  *check(doc, { profile }) {
    if (!profile?.meetings || doc.header.meetings) return;
    const found = frequencyOf(doc);
    if (found.kind === "vague")
      yield {
        from: found.from,
        to: found.to,
        message: `${placeOf(doc, found.block)} периодичность заседаний не названа: укажите, не реже скольких раз в месяц, четверть или год.`,
      };
  },
};
