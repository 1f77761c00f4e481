import type { Doc } from "../../model/document";
import { record } from "../../model/values";
import type { TableShape } from "../../profiles/profile";
import { nearest } from "../../russian/nearest";
import { valueAt } from "../../syntax/yaml";
import { type Row, type RowGroup, type Table, tableOf } from "../../workspace/tables";
import { nothing } from "../engine/footprint";
import type { Problem, Rule } from "../engine/rule";

const HEAD = "//- plan.reg.yaml\nдокумент: план\nмероприятия:\n";

export const cellEmpty: Rule = {
  id: "cell-empty",
  group: "package",
  severity: "warning",
  yaml: true,
  summary: "Обязательные ячейки таблицы заполнены.",
  docs: "Мероприятие без срока или без ответственного никто не выполнит: спросить не с кого и не за что. Какие столбцы обязательны, говорит профиль вида (`нужен: обязателен`).\n\nПропуск `____` – знак, что ячейку ещё заполнят: о нём говорит правило [blank-left](blank-left.md).",
  examples: [
    {
      good: `${HEAD}  - { мероприятие: Семинар, срок: май, ответственный: директор }\n  - { мероприятие: Встреча, срок: ____, ответственный: ____ }\n`,
    },
    {
      bad: `${HEAD}  - { мероприятие: Семинар, срок: май, ответственный: директор }\n  - { мероприятие: <|Встреча|>, ответственный: директор }\n`,
    },
    {
      bad: `${HEAD}  - <|результат: справка|>\n    срок: май\n    ответственный: директор\n  - мероприятие: <|Семинар|>\n    срок:\n    ответственный: []\n`,
      hidden: true,
    },
    {
      bad: "//- karta.reg.yaml\nдокумент: дорожная карта\nэтапы:\n  - <|срок: сентябрь|>\n    мероприятия:\n      - { мероприятие: Семинар, срок: май, ответственный: директор }\n",
      hidden: true,
    },
    { good: `${HEAD}  - мероприятие: Семинар\n    срок: "\n`, hidden: true },
    { good: `${HEAD}  - { мероприятие: Семинар, срок: май, отвественный: директор }\n`, hidden: true },
  ],
  reads: nothing,
  *check(doc, { profile }) {
    const table = tableOf(doc, profile);
    if (!table || doc.yaml?.problems.length) return;
    for (const group of table.groups) yield* problems(doc, table, group, `В группе ${group.index + 1}`);
    for (const row of table.rows) if (row.empty.length) yield* problems(doc, table, row, `В строке ${row.index + 1}`);
  },
};

function* problems(doc: Doc, { shape }: Table, row: Row | RowGroup, place: string): Iterable<Problem> {
  const empty = row.empty.filter(c => !misspelt(doc, shape, row, c.key));
  if (!empty.length || !isMap(doc, row)) return;
  const name = row.cells.find(c => c.column.kind === "название") ?? row;
  const end = doc.text.slice(name.from, name.to).search(/\r?\n/);
  yield {
    from: name.from,
    to: end < 0 ? name.to : name.from + end,
    message: `${place} не заполнено: ${empty.map(c => (c.heading === shape.rows ? c.key : c.heading.toLowerCase())).join(", ")}.`,
  };
}

/** The schema reports the misspelt key «отвественный», whose value is the missing one. */
function misspelt(doc: Doc, shape: TableShape, row: Row | RowGroup, key: string): boolean {
  if (!doc.yaml || !("path" in row) || !row.path) return false;
  const known = [...shape.columns, ...(shape.group?.columns ?? [])].map(c => c.key);
  const keys = Object.keys(record(valueAt(doc.yaml.value, row.path)));
  return keys.some(k => !known.includes(k) && nearest(k, [key]) === key);
}

/** The schema reports a row of another kind. */
function isMap(doc: Doc, row: Row | RowGroup): boolean {
  if (!doc.yaml || !("path" in row) || !row.path) return true;
  const value = valueAt(doc.yaml.value, row.path);
  return value === null || value === "" || value === record(value);
}
