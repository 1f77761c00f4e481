/** Rules of how numbers are written. */

import type { Doc } from "../../model/document";
import { numbersStand } from "../../model/header-schema";
import { childPath } from "../../model/numbers";
import type { Clause } from "../../model/outline";
import { type Block, blocksWhere } from "../../syntax/blocks";
import type { Edit } from "../../syntax/edits";
import { content, nothing } from "../engine/footprint";
import { type Fix, type Problem, type Rule, replace } from "../engine/rule";

export const numberFormat: Rule = {
  id: "number-format",
  group: "numbering",
  severity: "warning",
  summary: "Номера записаны одинаково: точка в конце, пробел после.",
  docs: `«2.2 Задачи» рядом с «2.1. Цель» и «1.4Сайт» без пробела выглядят небрежно и мешают найти номер. ГОСТ допускает номера и с последней точкой, и без неё, поэтому замечание делается, только когда в одном документе есть и те и другие: меньшинство приводится к большинству.`,
  examples: [
    { good: "## 1. Общие\n\n1.1. А.\n\n1.2. Б.\n" },
    { good: "## 1. Общие\n\n1.1 А.\n\n1.2 Б.\n" },
    {
      bad: "## 1. Общие\n\n1.1. А.\n\n<|1.2|> Б.\n\n1.3. В.\n",
      fixed: "## 1. Общие\n\n1.1. А.\n\n1.2. Б.\n\n1.3. В.\n",
    },
    {
      bad: "## 1. Общие\n\n1.1. А.\n\n<|1.2|> .Сайт клуба.\n",
      fixed: "## 1. Общие\n\n1.1. А.\n\n1.2. Сайт клуба.\n",
      hidden: true,
    },
    { bad: "## 1. Общие\n\n1.1. А.\n\n<|1.2.|>Сайт клуба.\n", fixed: "## 1. Общие\n\n1.1. А.\n\n1.2. Сайт клуба.\n" },
    {
      bad: "## 1. Общие\n\n1.1. Задачи:\n<|1.|>учить;\n<|2.|>Лечить.\n",
      fixed: "## 1. Общие\n\n1.1. Задачи:\n1. учить;\n2. Лечить.\n",
      hidden: true,
    },
    { bad: "ПРИКАЗЫВАЮ:\n\n<|1.|>Создать клуб.\n", fixed: "ПРИКАЗЫВАЮ:\n\n1. Создать клуб.\n", hidden: true },
  ],
  reads: b => content(b).slice(0, 1),
  *check(doc) {
    yield* gluedItems(doc);
    const { clauses } = doc.outline;
    const dotted = clauses.filter(c => c.number.dot).length;
    const wanted = dotted * 2 >= clauses.length;
    for (const { number } of clauses) {
      const form = number.path + (wanted ? "." : "");
      // «1.1 .Текст»: the dot is there, behind a blank.
      if (/^[ \t]+\.(?=\p{L})/u.test(doc.text.slice(number.to, number.to + 4))) {
        const dot = doc.text.indexOf(".", number.to);
        yield {
          from: number.from,
          to: number.to,
          message: `Точка после номера ${number.path} отделена пробелом.`,
          fixes: replace({ from: number.to, to: dot + 1 }, ". ", "Переставить пробел"),
        };
        continue;
      }
      const behind = /[ \t\u00a0]/.test(doc.text[number.to] ?? "\n") || /[\r\n*_]/.test(doc.text[number.to] ?? "\n");
      if (number.dot !== wanted) {
        const message = wanted
          ? `После номера ${number.path} нет точки, а у остальных пунктов она есть.`
          : `После номера ${number.path} стоит точка, а у остальных пунктов её нет.`;
        yield {
          from: number.from,
          to: number.to,
          message,
          fixes: replace(number, behind ? form : `${form} `, `Записать «${form}»`),
        };
      } else if (!behind) {
        yield {
          from: number.from,
          to: number.to,
          message: `После номера ${number.path} нужен пробел.`,
          fixes: replace(number, `${form} `, "Добавить пробел"),
        };
      } else if (!number.spaced && /\s/.test(doc.text.slice(number.from, number.to))) {
        yield {
          from: number.from,
          to: number.to,
          message: `Внутри номера ${number.path} лишний пробел.`,
          fixes: replace(number, form, `Записать «${form}»`),
        };
      }
    }
  },
};

/** «1.Создать» in a list that isn't clauses. */
function* gluedItems({ tree, outline }: Doc): Iterable<Problem> {
  if (outline.points) return;
  for (const i of blocksWhere(tree, isGluedItem)) {
    const { number } = tree.blocks[i]!;
    const span = { from: tree.starts[i]! + number!.from, to: tree.starts[i]! + number!.to };
    const form = `${number!.path}.`;
    yield {
      ...span,
      message: `После номера ${number!.path} нужен пробел.`,
      fixes: replace(span, `${form} `, "Добавить пробел"),
    };
  }
}

const isGluedItem = (b: Block): boolean =>
  b.kind === "item" && b.number !== undefined && /^[\p{L}«]/u.test(b.text.slice(b.number.to));

export const numberStyleMixed: Rule = {
  id: "number-style-mixed",
  group: "numbering",
  severity: "information",
  summary: "Разделы нумеруются либо римскими, либо арабскими цифрами.",
  docs: `Римские номера разделов при арабских номерах пунктов встречаются и допустимы, если выдержаны во всём документе. Смешение внутри одного документа — след разных источников.`,
  examples: [
    { good: "## I. Общие\n\n1.1. А.\n\n## II. Состав\n\n2.1. Б.\n" },
    { bad: "## 1. Общие\n\n1.1. А.\n\n## 2. Цели\n\n2.1. Б.\n\n## <|III.|> Состав\n\n3.1. В.\n" },
  ],
  reads: nothing,
  *check(doc) {
    const numbered = doc.outline.sections.flatMap(s => (s.number && !s.appendix ? [s.number] : []));
    const roman = numbered.filter(n => n.roman);
    if (!roman.length || roman.length === numbered.length) return;
    const minority = roman.length * 2 <= numbered.length ? roman : numbered.filter(n => !n.roman);
    for (const n of minority) {
      yield {
        from: n.from,
        to: n.to,
        message: n.roman
          ? "Номер раздела римский, а у остальных разделов арабские."
          : "Номер раздела арабский, а у остальных разделов римские.",
      };
    }
  },
};

export const sectionUnnumbered: Rule = {
  id: "section-unnumbered",
  group: "structure",
  severity: "error",
  summary: "Раздел пронумерован, если пронумерованы соседние.",
  docs: `Раздел без номера среди пронумерованных выпадает из оглавления, и на него нельзя сослаться. Если его пункты уже начинаются с «1.», номер ясен.`,
  examples: [
    { good: "## 1. Общие\n\n1.1. А.\n\n## 2. Состав\n\n2.1. Б.\n" },
    {
      bad: "## <|Общие положения|>\n\n1.1. А.\n\n## 2. Состав\n\n2.1. Б.\n",
      fixed: "## 1. Общие положения\n\n1.1. А.\n\n## 2. Состав\n\n2.1. Б.\n",
    },
  ],
  reads: nothing,
  *check(doc) {
    const top = doc.outline.sections.filter(s => !s.parent && !s.appendix && s.heading.level === 2);
    if (!top.some(s => s.number)) return;
    const numbered = top.filter(s => s.number).length;
    for (const [i, s] of top.entries()) {
      if (s.number || !s.heading.title || /^приложени/iu.test(s.heading.title)) continue;
      if (numbered * 2 < top.length && s.clauses.length === 0) continue;
      const next = String((top[i - 1]?.number?.parts[0] ?? i) + 1);
      yield {
        from: s.heading.titleFrom,
        to: s.heading.titleTo,
        message: `У раздела «${s.heading.title}» нет номера, а у соседних он есть.`,
        fixes: numbersStand(doc.header.state)
          ? () => []
          : replace({ from: s.heading.titleFrom, to: s.heading.titleFrom }, `${next}. `, `Поставить номер ${next}`),
      };
    }
  },
};

export const textUnnumbered: Rule = {
  id: "text-unnumbered",
  group: "numbering",
  severity: "warning",
  summary: "Текст раздела разбит на нумерованные пункты, если так устроены другие разделы.",
  docs: `На текст или перечень без номера нельзя сослаться: «п. 2.1» есть, а «задачи во втором разделе, второй список» приходится описывать словами. Если в других разделах пункты пронумерованы, пронумеруйте и здесь.`,
  examples: [
    { good: "## 1. Общие\n\n1.1. А.\n\n## 2. Цели\n\n2.1. Цели клуба:\n\n- первая;\n- вторая.\n" },
    {
      bad: "## 1. Общие\n\n1.1. А.\n\n## 2. Цели\n\n<|Цели клуба:|>\n\n- первая;\n- вторая.\n\n<|Задачи клуба:|>\n\n- третья.\n",
      fixed:
        "## 1. Общие\n\n1.1. А.\n\n## 2. Цели\n\n2.1. Цели клуба:\n\n- первая;\n- вторая.\n\n2.2. Задачи клуба:\n\n- третья.\n",
    },
    { bad: "## 1. Общие\n\n1.1. А.\n\n## 2. Формы\n\n<|- беседа;|>\n- выставка.\n", hidden: true },
  ],
  reads: b => String(/^[«"(*]*\p{Lu}/u.test(content(b))),
  *check(doc) {
    const { sections, clauses } = doc.outline;
    if (!clauses.some(c => c.number.parts.length > 1)) return;
    for (const section of sections) {
      if (
        !section.number ||
        section.appendix ||
        section.clauses.length ||
        /:\s*$/.test(section.heading.title) ||
        sections.some(s => s.parent === section && s.clauses.length)
      )
        continue;
      let n = 0;
      let previous = "";
      const numbers: Edit[] = [];
      for (let i = section.firstBlock; i < section.endBlock; i++) {
        const block = doc.tree.blocks[i]!;
        if (block.kind === "blank" || block.kind === "comment") continue;
        const text = block.text.slice(block.from, block.to);
        const bareList = block.kind === "item" && n === 0 && previous === "";
        // A paragraph in the small letter goes on with the one before.
        const paragraph = block.kind === "paragraph" && /^[«"(*]*\p{Lu}/u.test(text);
        previous = block.kind;
        if (!bareList && !paragraph) continue;
        n++;
        const path = childPath(section.number.path, n);
        const from = doc.tree.starts[i]! + (block.mark?.from ?? block.from);
        yield {
          from,
          to: doc.tree.starts[i]! + block.to,
          message: bareList
            ? `В разделе ${section.number.path} перечень стоит без пункта и без вводных слов: начните с «${path}. …:».`
            : `В разделе ${section.number.path} текст без номера, а в других разделах пункты пронумерованы.`,
          // A number needs those before it.
          ...(bareList ? {} : { fixes: numbered(numbers, { from, to: from, insert: `${path}. ` }) }),
        };
      }
    }
  },
};

/** The fix that numbers a paragraph together with the unnumbered ones before it; `before` grows by it. */
function numbered(before: Edit[], edit: Edit): () => readonly Fix[] {
  before.push(edit);
  const edits = [...before];
  const [first, last] = [edits[0]!, edit].map(e => e.insert.replace(/\. $/, ""));
  const title = first === last ? `Сделать пунктом ${last}` : `Сделать пунктами ${first}–${last}`;
  return () => [{ title, edits }];
}

export const clauseInBullet: Rule = {
  id: "clause-in-bullet",
  group: "numbering",
  severity: "information",
  style: true,
  summary: "Перед номером пункта нет знака перечисления.",
  docs: `«- 1.1. Текст» — пункт, перед которым остался знак списка, обычно после вставки из Word. В напечатанном документе получится и тире, и номер.`,
  examples: [
    { good: "## 1. Общие\n\n1.1. А.\n\n1.2. Б.\n" },
    { bad: "## 1. Общие\n\n<|- |>1.1. А.\n- 1.2. Б.\n", fixed: "## 1. Общие\n\n1.1. А.\n1.2. Б.\n" },
    {
      bad: "## 1. Общие\n\n<|- |>1.1. А.\n- 1.2. Б.\n\n## 2. Цель\n\n<|- |>2.1. В.\n\n2.2. Г.\n",
      fixed: "## 1. Общие\n\n1.1. А.\n1.2. Б.\n\n## 2. Цель\n\n2.1. В.\n\n2.2. Г.\n",
      hidden: true,
    },
  ],
  reads: nothing,
  *check(doc) {
    for (const run of bulletedRuns(doc)) {
      const { bullet, number } = run[0]!;
      yield {
        from: bullet!.from,
        to: number.from,
        message:
          run.length > 1
            ? `Перед номерами пунктов (${run.length} подряд) стоит знак перечисления «${bullet!.text}».`
            : `Перед номером ${number.path} стоит знак перечисления «${bullet!.text}».`,
        fixes: () => [
          {
            title: run.length > 1 ? `Убрать знаки перед номерами (${run.length})` : "Убрать знак перед номером",
            edits: run.map(c => ({ from: c.bullet!.from, to: c.number.from, insert: "" })),
          },
        ],
      };
    }
  },
};

/** Clauses behind a bullet that follow one another in one section. */
function bulletedRuns(doc: Doc): readonly (readonly Clause[])[] {
  const runs: Clause[][] = [];
  let last: Clause | undefined;
  for (const clause of doc.outline.clauses) {
    if (clause.bullet) {
      if (last?.bullet && last.section === clause.section) runs.at(-1)!.push(clause);
      else runs.push([clause]);
    }
    last = clause;
  }
  return runs;
}
