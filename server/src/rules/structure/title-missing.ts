import { lineEnd } from "../../syntax/edits";
import { nothing } from "../engine/footprint";
import type { Rule } from "../engine/rule";
import { isGluedTitle } from "./heading-mark";

export const titleMissing: Rule = {
  id: "title-missing",
  group: "structure",
  severity: "warning",
  summary: "У документа есть название.",
  docs: "Название отвечает на вопрос, что это за документ и о чём он: «Положение о методическом объединении учителей», «О создании рабочей группы». Без него документ нельзя ни утвердить приказом, ни указать в перечне локальных актов (ГОСТ Р 7.0.97-2025: наименование вида документа и заголовок к тексту). Название – строка первого уровня: `# Положение о …`.",
  examples: [
    {
      good: "---\nдокумент: положение\n---\n\n# Положение о совете\n\n## 1. Общие положения\n\n1.1. Совет создан в школе.\n",
    },
    {
      bad: "---\nдокумент: положение\n---\n\n<|## 1. Общие положения|>\n\n1.1. Совет создан в школе.\n",
      fixed:
        "---\nдокумент: положение\n---\n\n# Положение о ____\n\n## 1. Общие положения\n\n1.1. Совет создан в школе.\n",
    },
    {
      bad: "---\nдокумент: приказ\n---\n\n<|ПРИКАЗЫВАЮ:|>\n\n1. Создать рабочую группу.\n",
      fixed: "---\nдокумент: приказ\n---\n\n# О ____\n\nПРИКАЗЫВАЮ:\n\n1. Создать рабочую группу.\n",
      hidden: true,
    },
    { good: "---\nдокумент: положение\n---\n", hidden: true },
  ],
  reads: nothing,
  *check(doc, { profile }) {
    if (doc.outline.title || !doc.header.type) return;
    const { blocks, starts } = doc.tree;
    const first = blocks.findIndex(b => b.kind !== "header" && b.kind !== "blank" && b.kind !== "comment");
    // A document that has only a header has just been started.
    if (first < 0) return;
    const block = blocks[first]!;
    // heading-mark reports the blank that «#Положение о клубе» lacks.
    if (isGluedTitle(block.text)) return;
    const at = starts[first]!;
    const from =
      at + (block.kind === "heading" ? block.text.search(/#/) : (block.mark?.from ?? block.number?.from ?? block.from));
    const line = doc.text.indexOf("\n", from);
    const to = Math.min(at + block.to, line < 0 ? doc.text.length : line);
    const about = profile?.titleForm === "о чём";
    const title = [profile?.titleWord ?? "", about ? (profile?.titleWord ? "о ____" : "О ____") : "____"]
      .filter(Boolean)
      .join(" ");
    const eol = lineEnd(doc.text);
    yield {
      from,
      to,
      message: "У документа нет названия: перед текстом нужна строка первого уровня «# …».",
      fixes: () => [
        {
          title: `Вставить название «${title}»`,
          edits: [{ from: at, to: at, insert: `# ${title}${eol}${eol}` }],
          ask: true,
        },
      ],
    };
  },
};
