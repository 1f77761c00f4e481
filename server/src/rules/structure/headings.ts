/** Rules of headings and of what stands under them. */

import { ofBlock } from "../../syntax/blocks";
import { colon, content, nothing } from "../engine/footprint";
import { type Rule, replace } from "../engine/rule";

const edges = ofBlock(b => {
  const text = content(b);
  return JSON.stringify([/[\p{Ll},–—-]$/u.test(text), /^\p{Ll}/u.test(text), /\s/.test(text), colon(b)]);
});

export const headingLevel: Rule = {
  id: "heading-level",
  group: "structure",
  severity: "warning",
  summary: "Разделы одного уровня — заголовки одного уровня.",
  docs: `Название документа — единственный заголовок «#», разделы — «##», подразделы — «###». Раздел 3 с другим уровнем попадёт в оглавлении внутрь раздела 2 и напечатается другим шрифтом.`,
  examples: [
    { good: "# Положение\n\n## 1. Общие\n\n1.1. А.\n\n## 2. Состав\n\n2.1. Б.\n" },
    {
      bad: "# Положение\n\n## 1. Общие\n\n1.1. А.\n\n<|### 2. Состав|>\n\n2.1. Б.\n",
      fixed: "# Положение\n\n## 1. Общие\n\n1.1. А.\n\n## 2. Состав\n\n2.1. Б.\n",
    },
    {
      bad: "# Положение о клубе\n\n## 1. Общие\n\n1.1. А.\n\n<|# 2. Состав|>\n\n2.1. Б.\n",
      fixed: "# Положение о клубе\n\n## 1. Общие\n\n1.1. А.\n\n## 2. Состав\n\n2.1. Б.\n",
    },
  ],
  reads: nothing,
  *check(doc) {
    const { headings, title } = doc.outline;
    let depth = 1;
    for (const h of headings) {
      if (h === title) continue;
      const wanted = h.number
        ? Math.min(6, h.number.parts.length + 1)
        : h.level === 1
          ? 2
          : Math.min(h.level, depth + 1);
      depth = wanted;
      if (h.level === wanted) continue;
      const at = doc.text.indexOf("#", h.from);
      yield {
        from: h.from,
        to: h.to,
        message:
          h.level === 1
            ? "Заголовок «#» — только название документа; раздел — «##»."
            : `Заголовок «${h.title}» другого уровня, чем соседние разделы: нужно «${"#".repeat(wanted)}».`,
        fixes: replace(
          { from: at, to: at + h.level },
          "#".repeat(wanted),
          `Сделать заголовком «${"#".repeat(wanted)}»`,
        ),
      };
    }
  },
};

export const headingPunctuation: Rule = {
  id: "heading-punctuation",
  group: "structure",
  severity: "information",
  summary: "В конце заголовка нет точки; в одном заголовке одно название.",
  docs: `По ГОСТ Р 7.0.97 точку в конце заголовка не ставят. Точка внутри («Формы работы. Документация») значит, что слиты два раздела: содержание каждого потом не найти.`,
  examples: [
    { good: "## 1. Общие положения\n\n1.1. А.\n" },
    { bad: "## 1. Общие положения<|.|>\n\n1.1. А.\n", fixed: "## 1. Общие положения\n\n1.1. А.\n" },
    { bad: "## 1. <|Состав клуба. Порядок работы|>\n\n1.1. А.\n" },
    { good: "# Положение о музее Савченко А.И.\n\n## 1. Общие положения\n\n1.1. А.\n", hidden: true },
  ],
  reads: nothing,
  *check(doc) {
    for (const h of doc.outline.headings) {
      const end = /(?<!\.)\.$/.exec(h.title);
      if (end && !/(?:^|[\s.])\p{L}{1,3}\.$/u.test(h.title)) {
        const at = { from: h.titleTo - 1, to: h.titleTo };
        yield { ...at, message: "В конце заголовка точка не ставится.", fixes: replace(at, "", "Убрать точку") };
      } else if (/\p{Ll}{3}\.\s+\p{Lu}\p{Ll}{3}/u.test(h.title) && h !== doc.outline.title) {
        yield {
          from: h.titleFrom,
          to: h.titleTo,
          message: "В заголовке слиты два названия: сделайте два раздела или одно общее название.",
        };
      }
    }
  },
};

export const sectionEmpty: Rule = {
  id: "section-empty",
  group: "structure",
  severity: "warning",
  summary: "Под заголовком раздела есть текст.",
  docs: `Пустой раздел обещает то, чего в документе нет. Заполните его или удалите; чтобы вернуться позже, оставьте в нём пропуск «____».`,
  examples: [{ good: "## 1. Общие\n\n1.1. А.\n" }, { bad: "## <|1. Права|>\n\n## 2. Состав\n\n2.1. Б.\n" }],
  reads: nothing,
  *check(doc) {
    const { sections } = doc.outline;
    const parents = new Set(sections.map(s => s.parent));
    for (const [n, s] of sections.entries()) {
      // Sections behind the heading of an appendix belong to the appendix.
      const next = sections[n + 1];
      if (parents.has(s) || (s.appendix && next && !next.appendix)) continue;
      let filled = false;
      for (let i = s.firstBlock; i < s.endBlock && !filled; i++)
        filled = !["blank", "comment", "break"].includes(doc.tree.blocks[i]!.kind);
      if (!filled)
        yield {
          from: s.number?.from ?? s.heading.titleFrom,
          to: s.heading.to,
          message: `В разделе «${s.heading.title}» нет текста.`,
        };
    }
  },
};

export const clauseEmpty: Rule = {
  id: "clause-empty",
  group: "structure",
  severity: "warning",
  summary: "После номера пункта есть текст.",
  docs: `Номер без текста обычно остаётся после удаления пункта или после вставки из Word, когда номер и текст попали на разные строки.`,
  examples: [{ good: "## 1. Общие\n\n1.1. А.\n" }, { bad: "## 1. Общие\n\n<|1.1.|>\n\n1.2. Б.\n" }],
  reads: b => String(content(b).trim() === ""),
  *check(doc) {
    for (const c of doc.outline.clauses) {
      if (doc.text.slice(c.textFrom, c.textTo).trim()) continue;
      let filled = false;
      for (let i = c.block + 1; i < c.endBlock && !filled; i++)
        filled = ["table", "item"].includes(doc.tree.blocks[i]!.kind);
      if (!filled) yield { from: c.number.from, to: c.number.to, message: `У пункта ${c.number.path} нет текста.` };
    }
  },
};

export const paragraphBroken: Rule = {
  id: "paragraph-broken",
  group: "structure",
  severity: "warning",
  summary: "Предложение и перечень не разорваны пустой строкой.",
  docs: `Пустая строка посреди предложения — след границы страницы при вставке из PDF или Word: в напечатанном документе предложение разорвётся на два абзаца. Так же рвётся перечень, если пустая строка стоит только между двумя его пунктами.`,
  examples: [
    { good: "1.1. Клуб собирается ежемесячно и обсуждает новые книги.\n" },
    {
      bad: "1.1. Клуб собирается ежемесячно и <|обсуждает|>\n\nновые книги своих земляков.\n",
      fixed: "1.1. Клуб собирается ежемесячно и обсуждает новые книги своих земляков.\n",
    },
    {
      bad: "1.1. Задачи:\n\n- первая;\n- <|вторая;|>\n\n- третья;\n- четвёртая.\n",
      fixed: "1.1. Задачи:\n\n- первая;\n- вторая;\n- третья;\n- четвёртая.\n",
    },
  ],
  reads: edges,
  *check(doc) {
    const { blocks, starts } = doc.tree;
    // On a title page lines stand side by side or below each other: it isn't certain which belong together.
    const textStart = blocks.findIndex(
      b => b.kind === "clause" || (b.kind === "item" && b.number) || (b.kind === "heading" && b.number),
    );
    for (let i = 0; i + 2 < blocks.length; i++) {
      const a = blocks[i]!;
      if (blocks[i + 1]!.kind !== "blank" || (a.kind !== "clause" && a.kind !== "paragraph" && a.kind !== "item"))
        continue;
      let next = i + 2;
      while (blocks[next]?.kind === "comment") next++;
      const b = blocks[next];
      if (b?.kind !== "paragraph") continue;
      const head = a.text.slice(a.from, a.to);
      const tail = b.text.slice(b.from, b.to);
      // Cut between two words: no sign at the end, a small letter at the beginning.
      if (!/[\p{Ll}»,–—-]$/u.test(head) || head.endsWith("»") || !/^\p{Ll}/u.test(tail) || !/\s/.test(head)) continue;
      const hyphen = /[–—-]$/.test(head);
      const last = /\S+$/.exec(head)!;
      const from = starts[i]! + a.to - last[0].length;
      const cut = { from: starts[i]! + a.to, to: starts[next]! + b.from };
      yield {
        from,
        to: starts[i]! + a.to,
        message: "Предложение разорвано пустой строкой.",
        // A comment between the two parts must not be lost.
        ...(next > i + 2
          ? {}
          : {
              fixes: () => [
                {
                  title: "Соединить",
                  edits: [{ ...cut, insert: hyphen && /\p{L}-$/u.test(head) ? "" : " " }],
                  ...(i < textStart ? { ask: true as const } : {}),
                },
              ],
            }),
      };
    }
    for (const list of doc.outline.lists) {
      const loose = list.items.filter(x => x.loose);
      if (
        list.items.length < 3 ||
        !loose.length ||
        list.items.some(x => x.doubled) ||
        loose.length * 2 > list.items.length - 1
      )
        continue;
      for (const item of loose) {
        const before = list.items[list.items.indexOf(item) - 1]!;
        // An inner list separates them.
        if (doc.outline.lists.some(l => l.depth > list.depth && l.from > before.from && l.from < item.from)) continue;
        const lineStart = doc.text.lastIndexOf("\n", item.from) + 1;
        const gap = /\n[ \t\u00a0]*\r?\n/.exec(doc.text.slice(before.textTo, lineStart));
        if (!gap) continue;
        yield {
          from: before.textFrom,
          to: before.textTo,
          severity: "information",
          message: "Перечень разорван пустой строкой после этого пункта.",
          fixes: replace({ from: before.textTo + gap.index + 1, to: lineStart }, "", "Убрать пустую строку"),
        };
      }
    }
  },
};
