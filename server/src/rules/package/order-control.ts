import { numbersStand } from "../../model/header-schema";
import { type OrderPoint, orderOf } from "../../model/order";
import type { Fix, Rule } from "../engine/rule";

const HEAD = "---\nдокумент: приказ\n---\n\n# О клубе\n\nПРИКАЗЫВАЮ:\n\n";
const CONTROL = "Контроль за исполнением приказа оставляю за собой.";

export const orderControl: Rule = {
  id: "order-control",
  group: "package",
  severity: "information",
  summary: "Сказано, кто контролирует исполнение приказа.",
  docs: `Последним пунктом приказа называют того, кто отвечает за его исполнение: «${CONTROL}» или «Контроль за исполнением приказа возложить на …». Без такого пункта за исполнение отвечает руководитель, но проверять сроки никому не поручено. Форма «контроль исполнения» тоже годится.\n\nПриказ из одного пункта без номера правило не трогает.`,
  examples: [
    { good: `${HEAD}1. Создать клуб.\n2. ${CONTROL}\n` },
    {
      good: `${HEAD}1. Создать клуб.\n2. Ответственность за исполнение приказа возложить на заместителя директора.\n`,
      hidden: true,
    },
    { good: `${HEAD}Создать клуб.\n`, hidden: true },
    {
      bad: `${HEAD}1. Создать клуб.\n2. <|Утвердить план клуба.|>\n`,
      fixed: `${HEAD}1. Создать клуб.\n2. Утвердить план клуба.\n3. ${CONTROL}\n`,
    },
    {
      bad: `${HEAD}1. Создать клуб.\n\n2. <|Учителям:|>\n   1) прочитать план;\n   2) прийти.\n\nС приказом ознакомлены: ____\n`,
      fixed: `${HEAD}1. Создать клуб.\n\n2. Учителям:\n   1) прочитать план;\n   2) прийти.\n\n3. ${CONTROL}\n\nС приказом ознакомлены: ____\n`,
      hidden: true,
    },
  ],
  *check(doc, { profile }) {
    if (profile?.part !== "приказ") return;
    const { points, control } = orderOf(doc);
    const main = points.filter(p => /^\d+$/.test(p.path));
    const last = main.at(-1);
    if (control || !last) return;
    const block = doc.tree.blocks[last.block]!;
    yield {
      from: doc.tree.starts[last.block]! + block.from,
      to: last.to,
      message: "В приказе не сказано, кто контролирует его исполнение.",
      ...(numbersStand(doc.header.state) ? {} : { fixes: () => [addPoint(doc.text, points, main)] }),
    };
  },
};

/** The point comes behind everything that belongs to the last one, as far from it as its neighbours are from each other. */
function addPoint(text: string, points: readonly OrderPoint[], main: readonly OrderPoint[]): Fix {
  const [before, after] = main.slice(-2);
  const { end } = points.at(-1)!;
  const gap = before && after ? text.slice(points[points.indexOf(after) - 1]!.end, after.from) : "\n";
  const lines = gap.match(/\r?\n/g) ?? ["\n"];
  const number = Math.max(...main.map(p => Number(p.path))) + 1;
  return {
    title: "Добавить пункт о контроле",
    ask: true, // who controls is the head's decision
    edits: [{ from: end, to: end, insert: `${lines.slice(0, 2).join("")}${number}. ${CONTROL}` }],
  };
}
