import { headerFrequency, heldFrequencies, meetingPassageOf, meetingSeen } from "../../model/meetings";
import { timesAYear } from "../../russian/frequency";
import { ofBlock } from "../../syntax/blocks";
import { rangeOf } from "../../syntax/yaml";
import { placeOf } from "../../workspace/place";
import type { Rule } from "../engine/rule";

const HEAD = "---\nдокумент: положение\nпрофиль: ПОС\n---\n\n# Положение о клубе\n\n## 1. Организация деятельности\n\n";

const meetings = ofBlock(b => meetingSeen(b.text));

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
  reads: meetings,
  *check(doc, { profile }) {
    if (!profile?.meetings || doc.header.meetings || meetingPassageOf(doc).kind !== "none") return;
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
    {
      bad: "---\nдокумент: положение\nпрофиль: ПОС\nзаседания: <|по мере необходимости|>\n---\n\n# Положение о клубе\n",
    },
  ],
  reads: meetings,
  *check(doc, { profile }) {
    if (!profile?.meetings) return;
    if (doc.header.meetings) {
      if (headerFrequency(doc) === "vague" && doc.header.yaml)
        yield {
          ...rangeOf(doc.header.yaml, ["заседания"]),
          message:
            "В шапке периодичность заседаний названа так, что её не проверить: напишите, например, «не реже одного раза в четверть».",
        };
      return;
    }
    const found = meetingPassageOf(doc);
    if (found.kind === "vague")
      yield {
        from: found.from,
        to: found.to,
        message: `${placeOf(doc, found.block)} периодичность заседаний не названа: укажите, не реже скольких раз в месяц, четверть или год.`,
      };
  },
};

export const frequencyMismatch: Rule = {
  id: "frequency-mismatch",
  group: "package",
  severity: "warning",
  summary: "Периодичность заседаний в шапке та же, что в тексте.",
  docs: `С ключом \`заседания\` сверяется график, а исполнять будут текст. Если в шапке «1 раз в месяц», а в пункте «один раз в четверть», график составят не по положению. Сравнивается число заседаний за учебный год: «2 раза в год» и «раз в полугодие» – одно и то же.`,
  examples: [
    {
      good: "---\nдокумент: положение\nзаседания: 1 раз в месяц\n---\n\n# Положение о клубе\n\n## 1. Работа\n\n1.1. Заседания проводятся не реже одного раза в месяц. Отчёт о заседаниях представляется 1 раз в год.\n",
    },
    {
      bad: "---\nдокумент: положение\nзаседания: <|1 раз в месяц|>\n---\n\n# Положение о клубе\n\n## 1. Работа\n\n1.1. Заседания проводятся один раз в четверть.\n",
      fixed:
        "---\nдокумент: положение\nзаседания: один раз в четверть\n---\n\n# Положение о клубе\n\n## 1. Работа\n\n1.1. Заседания проводятся один раз в четверть.\n",
    },
    {
      good: "---\nдокумент: положение\nзаседания: раз в четверть\n---\n\n# Положение о клубе\n\n## 1. Работа\n\n1.1. Клуб проводит не менее 4 заседаний в год, то есть один раз в четверть.\n",
      hidden: true,
    },
  ],
  reads: meetings,
  *check(doc) {
    const header = headerFrequency(doc);
    if (!header || header === "vague") return;
    const inText = heldFrequencies(doc);
    const [first] = inText;
    if (!first || inText.some(f => timesAYear(f) === timesAYear(header))) return;
    const written = first.text.replace(/\s+/g, " ");
    yield {
      from: header.from,
      to: header.to,
      message: `В шапке заседания – «${header.text}», а ${placeOf(doc, first.block!).toLowerCase()} – «${written}».`,
      related: [{ from: first.from, to: first.to, message: "Периодичность в тексте" }],
      // Which of the two is meant is for the authors to say.
      fixes: () => [
        {
          title: `Написать в шапке «${written}»`,
          edits: [{ from: header.from, to: header.to, insert: written }],
          ask: true,
        },
      ],
    };
  },
};
