import type { PackagePart } from "../../profiles/profile";
import { companionsOf, documentationSeen, ownDocuments } from "../../workspace/packages/companions";
import type { Rule } from "../engine/rule";

const HEAD = "---\nдокумент: положение\nдокументация: [план, график, протокол]\n---\n\n# Положение о клубе\n";
const PLAN = "//- plan.reg.yaml\nдокумент: план\nоснование: polozhenie.reg.md\n";
const TEXT =
  "---\nдокумент: положение\n---\n\n# Положение о клубе\n\n## 1. Документация\n\n1.1. В клубе ведутся план работы, график заседаний, протоколы и отчёт.\n";

export const packageMissing: Rule = {
  id: "package-missing",
  group: "package",
  severity: "warning",
  summary: "Документы, которые обещает положение, есть в пакете.",
  docs: "Положение говорит, какие документы ведутся: план работы, график заседаний, протоколы, отчёт. По ним судят, живёт ли сообщество; положение, у которого нет ни плана, ни графика, – бумага на полке.\n\nОбещанное берётся из ключа `документация` и из пункта или раздела о документации. Предупреждение – когда ключ называет документ, а в пакете уже есть другие его документы (кроме приказа); пока положение стоит одно, это сведение: его пишут первым. Протоколы и отчёт появляются по ходу работы, поэтому о них, как и о том, что обещает только текст, – сведение. Исправление создаёт недостающий документ.\n\nДокументы находят друг друга по ключам `основание`, `утверждено`, `приложение к` и по папке.",
  examples: [
    {
      good: `//- polozhenie.reg.md\n${HEAD}${PLAN}//- grafik.reg.yaml\nдокумент: график\n//- protokol.reg.md\n---\nдокумент: протокол\n---\n`,
    },
    { bad: `//- polozhenie.reg.md\n${HEAD.replace("график, протокол", "<|график|>, <|протокол|>")}${PLAN}` },
    { bad: HEAD.replace("план, график, протокол", "<|план|>, <|график|>, <|протокол|>"), hidden: true },
    {
      bad: `//- polozhenie.reg.md\n${TEXT.replace("график", "<|график|>").replace("протоколы", "<|протоколы|>").replace("отчёт", "<|отчёт|>")}${PLAN}`,
      hidden: true,
    },
    { good: TEXT, hidden: true },
    {
      good: `//- polozhenie.reg.md\n${TEXT.replace("график заседаний, протоколы и отчёт", "таблицы и графики для анализа работ")}${PLAN}`,
      hidden: true,
    },
    {
      good: `//- polozhenie.reg.md\n${HEAD.replace("план, график, протокол", "план работы, журнал посещений")}//- karta.reg.yaml\nдокумент: дорожная карта\nоснование: polozhenie.reg.md\n`,
      hidden: true,
    },
  ],
  reads: (b, doc, cx) => (cx.config.profiles.some(p => p.part) ? b.text : documentationSeen(b, doc)),
  *check(doc, { profile, workspace }) {
    if (profile?.part !== "основа") return;
    const alone = !ownDocuments(workspace, doc).length;
    for (const { type, label, part, promisedBy, documents, from, to } of companionsOf(workspace, doc)) {
      if (documents.length || (alone && promisedBy === "text")) continue;
      const grave = promisedBy === "header" && !alone && !records.has(part);
      yield {
        from,
        to,
        ...(grave ? {} : { severity: "information" as const }),
        message: `Положение обещает документ «${type}», а в пакете его нет.`,
        fixes: () => [{ title: `Создать: ${label}`, edits: [], create: { type }, ask: true }],
      };
    }
  },
};

/** Documents that are written in the course of the work, not before it. */
const records: ReadonlySet<PackagePart> = new Set<PackagePart>(["протокол", "отчёт"]);
