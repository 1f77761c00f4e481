/** Rules of enumerations. Items that differ within one list are a warning; a list in another than the accepted form is information. */

import type { Doc } from "../../model/document";
import { type GroupItem, groupsOf, type ItemGroup, wordingOf } from "../../model/item-groups";
import { shortened } from "../../russian/shortened";
import { ofBlock } from "../../syntax/blocks";
import { placeOf } from "../../workspace/place";
import { colon, content } from "../engine/footprint";
import { type Problem, type Rule, replace } from "../engine/rule";

const names: Record<string, string> = { ";": "точкой с запятой", ",": "запятой", ".": "точкой", "": "без знака" };

/** After a colon the items begin with capitals and end with dots, as sentences do. */
function isSentenceStyle(group: ItemGroup): boolean {
  const short = group.items.filter(i => !i.words.long && !i.opens && i.words.end !== ":");
  return (
    group.kind === "list" &&
    group.lead !== undefined &&
    short.length >= 3 &&
    short.every(i => i.words.end === "." && i.words.capital) &&
    short.length * 2 > group.items.length
  );
}

const leadsIn = (text: string) => /:\s*$/.test(text);

/** The footprint of a block as an item of a list. */
const itemFootprint = ofBlock(b => {
  const { text, end, long, endsShort, first, capital, divided, short } = wordingOf(b);
  const initial = /^(?:\p{Ll}|\p{Lu}\p{Ll}?)/u.exec(first?.text ?? "")?.[0].length;
  const lower = /^\p{Ll}/u.test(first?.text ?? "");
  const named = isNamed(text);
  return JSON.stringify([colon(b), text === "", end, long, endsShort, capital, initial, lower, named, divided, short]);
});
const leadFootprint = ofBlock(b => {
  const text = content(b);
  return JSON.stringify([colon(b), FINITE.test(text), /\p{Lu}{5,}/u.test(text), wordingOf(b).end]);
});
const FINITE = /\p{L}(?:ется|ются|ится|атся|ятся)(?!\p{L})/u;

export const listPunctuation: Rule = {
  id: "list-punctuation",
  group: "lists",
  severity: "information",
  style: true,
  summary: "Пункты перечня кончаются одинаковым знаком, последний — точкой.",
  docs: `После знака со скобкой или тире пункты пишут со строчной буквы и разделяют точкой с запятой (короткие — запятой), в конце перечня ставят точку; после номера с точкой — с прописной и с точкой. Важнее всего единообразие внутри одного перечня: замечание получает тот пункт, который выбивается.

Перечни одного документа тоже разделяют одинаково. Точка с запятой среди запятых оправдана, если пункты длиннее или в них самих есть запятые.`,
  examples: [
    { good: "1.1. Задачи:\n\n- первая;\n- вторая;\n- третья.\n" },
    {
      bad: "1.1. Задачи:\n\n- первая;\n- втор<|ая.|>\n- третья;\n- четвёртая.\n",
      fixed: "1.1. Задачи:\n\n- первая;\n- вторая;\n- третья;\n- четвёртая.\n",
    },
    {
      bad: "1.1. Задачи:\n\n- первая;\n- вторая;\n- трет<|ья;|>\n",
      fixed: "1.1. Задачи:\n\n- первая;\n- вторая;\n- третья.\n",
    },
    {
      bad: "1. Создать кл<|уб|>\n2. Утвердить план.\n3. Назначить учителя.\n",
      fixed: "1. Создать клуб.\n2. Утвердить план.\n3. Назначить учителя.\n",
    },
    { bad: "1.1. Показателями являются:\n\n- <|Рост интереса к чтению.|>\n- Участие в чтениях.\n- Новые читатели.\n" },
    {
      bad: "1.1. Формы:\n\n- беседа,\n- выставка.\n\n1.2. Задачи:\n\n- рост интереса,\n- новые читатели.\n\n1.3. Права:\n\n- брать книг<|и;|>\n- выбирать тему.\n",
      fixed:
        "1.1. Формы:\n\n- беседа,\n- выставка.\n\n1.2. Задачи:\n\n- рост интереса,\n- новые читатели.\n\n1.3. Права:\n\n- брать книги,\n- выбирать тему.\n",
    },
    {
      good: "1.1. Формы:\n\n- беседа,\n- выставка.\n\n1.2. Задачи:\n\n- рост интереса,\n- новые читатели.\n\n1.3. Права:\n\n- брать книги на дом на весь срок каникул;\n- выбирать тему, место и день встречи.\n\n1.4. Обязанности:\n\n- возвращать книги в тот день, который назван;\n- беречь их.\n",
      hidden: true,
    },
  ],
  reads: itemFootprint,
  *check(doc) {
    for (const group of groupsOf(doc)) {
      const { items } = group;
      if (group.kind === "list" && isSentenceStyle(group) && leadsIn(blockText(doc, group.lead))) {
        const first = items[0]!;
        yield {
          from: first.from,
          to: first.to,
          message: `${placeOf(doc, first.block)} перечень после двоеточия записан предложениями с точками: принято со строчной буквы и через точку с запятой.`,
        };
        continue;
      }
      const wanted = wantedSign(group);
      if (wanted === undefined) continue;
      for (const [i, it] of items.entries()) {
        const { text, end, long, endsShort } = it.words;
        if (end === ":" || it.opens || long || endsShort || !text) continue;
        const last = i === items.length - 1;
        const sign = last && (wanted === ";" || wanted === ",") ? "." : wanted;
        if (end === sign || /[!?]/.test(end)) continue;
        if (last && (group.depth > 0 || wanted === "" || (group.kind === "clauses" && wanted === ";"))) {
          if (group.depth > 0 && (end === ";" || end === ".")) continue;
          if (wanted === "") continue;
        }
        const at = { from: Math.max(it.from, it.to - end.length - 2), to: it.to };
        const what =
          group.kind === "clauses"
            ? `Пункт ${numberOf(doc, it)}`
            : `${placeOf(doc, it.block)} пункт перечня «${start(it)}»`;
        yield {
          ...at,
          message: `${what} кончается ${end ? names[end] : "без знака"}${last && sign === "." && group.kind !== "clauses" ? ", а последний пункт кончают точкой" : `, а соседние — ${names[sign]}`}.`,
          fixes: () => [
            {
              title: sign ? `Поставить «${sign}»` : "Убрать знак",
              edits: [{ from: it.to - end.length, to: it.to, insert: sign }],
              // The text may break off there.
              ...(end === "" && doc.text.slice(it.to).trim() === "" ? { ask: true as const } : {}),
            },
          ],
        };
      }
    }
    yield* oddLists(doc);
  },
};

/** Lists divided in another way than most lists of the document, without a reason in their items. */
function* oddLists(doc: Doc): Iterable<Problem> {
  const simple = groupsOf(doc).flatMap(group => {
    if (group.kind !== "list" || group.depth > 0 || group.items.some(i => i.words.divided || i.opens)) return [];
    const sign = wantedSign(group);
    return sign === ";" || sign === "," ? [{ ...group, sign, short: group.items.every(i => i.words.short) }] : [];
  });
  const commas = simple.filter(l => l.sign === ",");
  const semicolons = simple.filter(l => l.sign === ";");
  if (commas.length === semicolons.length) return;
  const [few, many] = commas.length < semicolons.length ? [commas, semicolons] : [semicolons, commas];
  if (few.length === 0) return;
  // Short items take commas, long ones semicolons.
  const shortIs = (sign: string) => sign === ",";
  for (const { sign, short, items } of few) {
    if (short === shortIs(sign) && many.every(l => l.short !== short)) continue;
    const wanted = many[0]!.sign;
    const wrong = items.slice(0, -1).filter(i => i.words.end === sign);
    const first = wrong[0]!;
    yield {
      from: Math.max(first.from, first.to - 2),
      to: first.to,
      message: `${placeOf(doc, first.block)} пункты перечня разделены ${names[sign]}, а в большинстве перечней документа (${many.length} из ${simple.length}) — ${names[wanted]}.`,
      fixes: () => [
        {
          title: `Разделить ${names[wanted]}`,
          edits: wrong.map(i => ({ from: i.to - sign.length, to: i.to, insert: wanted })),
        },
      ],
    };
  }
}

/** The sign of most inner items; undefined where none prevails. */
function wantedSign(group: ItemGroup): string | undefined {
  const inner = group.items
    .slice(0, -1)
    .filter(i => i.words.end !== ":" && !i.opens && !i.words.long && !i.words.endsShort);
  if (group.kind === "lost")
    return group.items.some(i => i.words.end === "." || i.words.end === ";") && group.items.length > 2
      ? inner.some(i => i.words.end === ";")
        ? ";"
        : "."
      : undefined;
  if (group.kind === "clauses") {
    const all = group.items.filter(i => i.words.end !== ":" && !i.opens);
    const dots = all.filter(i => i.words.end === ".").length;
    if (all.length >= 3 && dots * 2 > all.length) return ".";
    const semicolons = inner.filter(i => i.words.end === ";").length;
    return inner.length >= 2 && semicolons * 2 > inner.length ? ";" : undefined;
  }
  if (inner.length === 0) return undefined;
  const counts = new Map<string, number>();
  for (const i of inner) counts.set(i.words.end, (counts.get(i.words.end) ?? 0) + 1);
  const order = [";", ",", ".", ""];
  const [sign, most] = [...counts].sort((a, b) => b[1] - a[1] || order.indexOf(a[0]) - order.indexOf(b[0]))[0]!;
  return inner.length === 1 || most * 2 > inner.length || sign === ";" ? sign : undefined;
}

const start = (i: GroupItem) => shortened(i.words.text, 40);
const numberOf = (doc: Doc, i: GroupItem) => doc.outline.clauseOf[i.block]?.number.path ?? "";

function blockText(doc: Doc, block: number | undefined): string {
  const b = block === undefined ? undefined : doc.tree.blocks[block];
  return b ? b.text.slice(b.from, b.to) : "";
}

export const listCase: Rule = {
  id: "list-case",
  group: "lists",
  severity: "hint",
  style: true,
  summary: "Пункты перечня начинаются одинаково: все со строчной или все с прописной.",
  docs: `После двоеточия и тире пункты перечня продолжают предложение, поэтому пишутся со строчной буквы. Прописная уместна, если пункт состоит из нескольких предложений или начинается с имени собственного.`,
  examples: [
    { good: "1.1. Задачи:\n\n- первая;\n- вторая;\n- третья.\n" },
    {
      good: "1.1. Основа:\n\n- Федеральный закон от 29.12.2012 № 273-ФЗ;\n- устав;\n- план;\n- приказ.\n",
      hidden: true,
    },
    {
      bad: "1.1. Задачи:\n\n- первая;\n- <|Вторая|>;\n- третья;\n- четвёртая.\n",
      fixed: "1.1. Задачи:\n\n- первая;\n- вторая;\n- третья;\n- четвёртая.\n",
    },
    { bad: "1.1. Показателями являются:\n\n- <|Рост|> интереса к чтению.\n- Участие в чтениях.\n- Новые читатели.\n" },
    { bad: ":\n- :\n- <|Рт|>.\n- Пв.\n- Уч.\n", hidden: true },
  ],
  reads: itemFootprint,
  *check(doc) {
    for (const group of groupsOf(doc)) {
      if (group.kind !== "list" || group.items.length < 3) continue;
      const word = (n: number) => {
        const { from: at, words } = group.items[n]!;
        const { from, text } = words.first!;
        return { from: at + from, to: at + from + text.length, text };
      };
      if (isSentenceStyle(group) && leadsIn(blockText(doc, group.lead))) {
        // An item may have no word: «:».
        const first = group.items.findIndex(i => i.words.first);
        const { from, to } = word(first);
        yield {
          from,
          to,
          severity: "information",
          message: `${placeOf(doc, group.items[first]!.block)} пункты перечня после двоеточия начинаются с прописной: принято со строчной.`,
        };
        continue;
      }
      const lower = group.items.filter(i => i.words.first && /^\p{Ll}/u.test(i.words.first.text)).length;
      const upper = group.items.flatMap(({ words: { first, long, text } }, n) =>
        first && /^\p{Lu}\p{Ll}/u.test(first.text) && !long && !isNamed(text) ? [n] : [],
      );
      if (!upper.length || upper.length > 2 || lower < upper.length * 2) continue;
      for (const n of upper) {
        const { from, to, text } = word(n);
        yield {
          from,
          to,
          message: `Пункт начинается с прописной, а соседние — со строчной.`,
          fixes: replace({ from, to }, text[0]!.toLowerCase() + text.slice(1), "Начать со строчной"),
        };
      }
    }
  },
};

/** Names: acts, people («Иванова А.А.», «Иванова Анна»), what stands in quotes, «Российская …». */
const NAMED =
  /^(?:[«"]|(?:Федеральн|Конституц|Закон|Кодекс|Трудов\p{Ll}+ кодекс|Гражданск\p{Ll}+ кодекс|Устав|Указ|Постановлени|Распоряжени|Приказ|Положени|Порядк|Порядок|Правил|Концепци|Стратеги|Национальн|Госуд|Росси|Министерств|Минпрос|Семейн)|\p{Lu}[\p{L}-]+\s+\p{Lu})/u;

/** Whether an item begins with a name, which keeps its capital. */
const isNamed = (text: string): boolean => NAMED.test(text);

export const listMarker: Rule = {
  id: "list-marker",
  group: "lists",
  severity: "warning",
  summary: "У каждого пункта перечня один знак, у всех — одинаковый.",
  docs: `«- 2) прогноз» — два знака у одного пункта; абзацы без знаков после двоеточия — перечень, из которого знаки пропали при вставке. В напечатанном документе такие пункты не выстроятся в столбец, а на «подпункт 2» нельзя будет сослаться.`,
  examples: [
    { good: "1.1. Формы:\n\n1) беседа;\n2) выставка.\n" },
    { bad: "1.1. Формы:\n\n1) беседа;\n<|- |>2) выставка.\n", fixed: "1.1. Формы:\n\n1) беседа;\n2) выставка.\n" },
    {
      bad: "1.1. Работа включает:\n\n<|Беседы с читателями|>\n\n<|Выставки книг.|>\n",
      fixed: "1.1. Работа включает:\n\n- Беседы с читателями\n\n- Выставки книг.\n",
    },
    {
      bad: "1.1. Формы:\n\n- беседа;\n<|•|> выставка;\n- конкурс.\n",
      fixed: "1.1. Формы:\n\n- беседа;\n- выставка;\n- конкурс.\n",
    },
  ],
  reads: b => String(colon(b)),
  *check(doc) {
    for (const list of doc.outline.lists) {
      const bullets = list.items.filter(i => i.mark.kind === "bullet").length;
      for (const i of list.items) {
        if (i.doubled) {
          const at = { from: i.from, to: i.mark.from };
          yield {
            ...at,
            message: `${placeOf(doc, i.block)} у пункта перечня два знака: «${doc.text.slice(i.from, i.from + 1)}» и «${i.mark.text}».`,
            fixes: replace(at, "", `Оставить «${i.mark.text}»`),
          };
        } else if (i.mark.kind === "symbol" && bullets > 0) {
          yield {
            from: i.mark.from,
            to: i.mark.to,
            message: `${placeOf(doc, i.block)} у пункта перечня другой знак, чем у соседних.`,
            fixes: replace(i.mark, /\s/.test(doc.text[i.mark.to] ?? " ") ? "-" : "- ", "Поставить «-»"),
          };
        }
      }
    }
    for (const group of groupsOf(doc)) {
      if (group.kind !== "lost") continue;
      for (const i of group.items) {
        yield {
          from: i.from,
          to: i.to,
          message: `${placeOf(doc, i.block)} после двоеточия идёт абзац без знака: похоже на пункт перечня.`,
          fixes: replace({ from: i.from, to: i.from }, "- ", "Сделать пунктом перечня"),
        };
      }
    }
  },
};

export const listLeadIn: Rule = {
  id: "list-lead-in",
  group: "lists",
  severity: "warning",
  summary: "После двоеточия идёт перечень, и пункты продолжают вводные слова.",
  docs: `Двоеточие обещает перечень: если за ним ничего нет, текст потерян. Целое предложение среди коротких пунктов не продолжает вводных слов — его место в отдельном пункте документа.`,
  examples: [
    { good: "## 1. Формы\n\n1.1. Формы работы:\n\n- беседа;\n- выставка.\n" },
    { bad: "## 1. Формы\n\n1.1. <|Формами работы являются:|>\n\n1.2. Работа идёт весь год.\n" },
    {
      bad: "## 1. Формы\n\n1.1. Работа включает:\n\nБеседы\n\n<|Работа с книгой ведётся через выставки и проводится круглый год.|>\n\nКонкурсы\n",
    },
  ],
  reads: leadFootprint,
  *check(doc) {
    const { clauses } = doc.outline;
    for (const [n, c] of clauses.entries()) {
      const text = doc.text.slice(c.textFrom, c.textTo);
      if (!leadsIn(text) || followed(doc, c.block, c.endBlock)) continue;
      const next = clauses[n + 1];
      if (next && next.number.parts.length > c.number.parts.length) continue;
      if (/\p{Lu}{5,}/u.test(text)) continue; // СЛУШАЛИ:, РЕШИЛИ:
      yield {
        from: c.textFrom,
        to: c.textTo,
        message: `Пункт ${c.number.path} кончается двоеточием, но перечня за ним нет.`,
      };
    }
    for (const group of groupsOf(doc)) {
      if (group.kind !== "lost") continue;
      const finite = group.items.filter(i => /\p{L}(?:ется|ются|ится|атся|ятся)(?!\p{L})/u.test(i.words.text));
      for (const i of group.items) {
        if (i.words.end === ":")
          yield {
            from: i.from,
            to: i.to,
            message: `${placeOf(doc, i.block)} абзац кончается двоеточием, но перечня за ним нет.`,
          };
        else if (finite.length === 1 && finite[0] === i && group.items.length > 2) {
          yield {
            from: i.from,
            to: i.to,
            message: `${placeOf(doc, i.block)} среди коротких пунктов стоит целое предложение: оно не продолжает вводных слов.`,
          };
        }
      }
    }
  },
};

function followed(doc: Doc, block: number, end: number): boolean {
  for (let i = block + 1; i < end; i++) if (!["blank", "comment"].includes(doc.tree.blocks[i]!.kind)) return true;
  return false;
}
