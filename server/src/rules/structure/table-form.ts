import { gridOf } from "../../model/grid";
import { type Block, ofBlock } from "../../syntax/blocks";
import type { Problem, Rule } from "../engine/rule";

export const tableForm: Rule = {
  id: "table-form",
  group: "structure",
  severity: "warning",
  summary: "В строках таблицы столько ячеек, сколько столбцов в шапке, а под шапкой стоит строка «|---|».",
  docs: `Лишняя ячейка оказывается в столбце без названия: обычно потерян столбец шапки, а иногда черта «|» стоит внутри слов (тогда перед ней ставят «\\\\»). Другие программы, которые читают Markdown, такую ячейку не показывают вовсе. Без строки «|---|---|» под шапкой таблица печатается как абзац с чертами.`,
  examples: [
    { good: "| Документ | Срок |\n|---|---|\n| План | май |\n| Отчёт |\n" },
    {
      bad: "| Документ | Срок |\n|---|---|\n| План | май |<| Иванова |>|\n| Отчёт | июнь |\n",
      fixed: "| Документ | Срок | |\n|---|---|---|\n| План | май | Иванова |\n| Отчёт | июнь |\n",
    },
    {
      bad: "<|| Документ | Срок ||>\n| План | май |\n",
      fixed: "| Документ | Срок |\n|---|---|\n| План | май |\n",
    },
    {
      bad: "Документ | Срок\n---|---\nПлан | май|<| Иванова | да|>\nОтчёт | июнь |\n",
      fixed: "Документ | Срок| | |\n---|---|---|---|\nПлан | май| Иванова | да\nОтчёт | июнь |\n",
      hidden: true,
    },
    { good: "| а\\|б | в |\n|---|---|\n| г\\|д | е | \n| ж | з |   |\n", hidden: true },
    { good: "Модуль |x| не меньше нуля.\n", hidden: true },
  ],
  block: block => formOf(block),
};

const formOf = ofBlock((block): readonly Problem[] =>
  block.kind === "table" ? extraCells(block) : block.kind === "paragraph" ? lostRow(block) : [],
);

function extraCells(block: Block): Problem[] {
  const { head, rows } = gridOf(block);
  const wide = rows.filter(row => row.length > head.length);
  const most = Math.max(0, ...wide.map(row => row.length));
  return wide.map(row => ({
    from: row[head.length]!.from,
    to: row.at(-1)!.to,
    message: `В строке таблицы ячеек – ${row.length}, а в шапке ${head.length}: назовите столбец в шапке или уберите лишнюю черту «|».`,
    fixes: () => [{ title: "Добавить столбец в шапку", edits: widened(block.text, most - head.length), ask: true }],
  }));
}

/** More columns in the head and in the row under it. */
function widened(text: string, more: number): { from: number; to: number; insert: string }[] {
  const [head = "", rule = ""] = text.split("\n", 2);
  const end = (line: string) => line.trimEnd().length;
  const closed = (line: string) => /\|\s*$/.test(line);
  const headEnd = end(head);
  const ruleEnd = head.length + 1 + end(rule);
  return [
    { from: headEnd, to: headEnd, insert: `${closed(head) ? "" : "|"}${" |".repeat(more)}` },
    { from: ruleEnd, to: ruleEnd, insert: `${closed(rule) ? "" : "|"}${"---|".repeat(more)}` },
  ];
}

function isRow(line: string): boolean {
  const text = line.trim();
  return text.startsWith("|") && text.endsWith("|") && text.indexOf("|", 1) < text.length - 1;
}

/** Two lines or more with bars at both ends and no row of dashes. */
function lostRow(block: Block): Problem[] {
  const lines = block.text.trimEnd().split(/\r?\n/);
  if (lines.length < 2 || !lines.every(isRow)) return [];
  const width = (lines[0]!.match(/(?<!\\)\|/g)?.length ?? 2) - 1;
  const from = block.text.search(/\S/);
  const to = from + lines[0]!.trim().length;
  const eol = block.text.includes("\r\n") ? "\r\n" : "\n";
  return [
    {
      from,
      to,
      message: "Таблица не узнана и печатается как абзац: под строкой шапки нужна строка «|---|---|».",
      fixes: () => [
        { title: "Добавить строку «|---|»", edits: [{ from: to, to, insert: `${eol}|${"---|".repeat(width)}` }] },
      ],
    },
  ];
}
