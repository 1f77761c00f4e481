/** Small matters of typesetting: quotes, dashes, blanks, №, initials. */
import type { Doc } from "../model/document";
import { type Block, blocksWhere, type Span } from "../syntax/blocks";
import { prose } from "../syntax/inline";
import { type Problem, type Rule, replace } from "./rule";

const NBSP = "\u00a0";

interface Habit {
  /** Cheap test that most blocks fail. */
  readonly guard: RegExp;
  readonly pattern: RegExp;
  readonly message: string;
  readonly title: string;
  readonly insert: (found: string, text: string) => string;
  /** Columns of a table are lined up with blanks. */
  readonly tables?: false;
  /** Read in values of the header too, and at which level. */
  readonly header?: "information" | "hint";
}

/** First halves of compounds: hyphen-spaced speaks of them. */
const COMPOUND = "мастер|учебно|научно|календарно|социально|информационно|организационно|материально|психолого";
const BLANK = `[ \\t${NBSP}]`;

const habits: readonly Habit[] = [
  {
    guard: /-[ \t\u00a0]/,
    pattern: new RegExp(
      `(?<=[\\p{L}\\d).»"…%])(?<!(?:^|[^\\p{L}])(?:${COMPOUND}))(?<!\\d|далее)${BLANK}+-${BLANK}+(?=[\\p{L}\\d«(])|(?<=\\d)${BLANK}+-${BLANK}+(?=[\\p{L}«(])`,
      "giu",
    ),
    message: "Вместо тире стоит дефис.",
    title: "Поставить тире",
    insert: (_, text) => (text.includes("—") && !text.includes("–") ? `${NBSP}— ` : `${NBSP}– `),
  },
  {
    guard: /№\d/,
    pattern: /(?<=№)(?=\d)/g,
    message: "После знака «№» нужен пробел.",
    title: "Отбить номер неразрывным пробелом",
    insert: () => NBSP,
    header: "hint",
  },
  {
    guard: /N[ \t\u00a0]?\d/,
    pattern: new RegExp(`(?<![\\p{L}\\d])N(?=${BLANK}?\\d)`, "gu"),
    message: "Вместо «N» в русском тексте ставят «№».",
    title: "Поставить «№»",
    insert: () => "№",
  },
  {
    guard: /\.[А-ЯЁA-Z]/,
    pattern: /(?<=(?<!\p{L})\p{Lu}\.(?:\p{Lu}\.)?)(?=\p{Lu}\p{Ll}+)/gu,
    message: "Между инициалами и фамилией нужен пробел.",
    title: "Отбить фамилию неразрывным пробелом",
    insert: () => NBSP,
    header: "information",
  },
  {
    guard: /\.[А-ЯЁA-Z]/,
    pattern: /(?<=(?<![\p{L}\d])(?:г|ул|им|пос)\.)(?=\p{Lu})/gu,
    message: "После сокращения перед названием нужен пробел.",
    title: "Поставить неразрывный пробел",
    insert: () => NBSP,
    header: "information",
  },
  {
    guard: /г\.[ \t\u00a0]?г\./,
    pattern: new RegExp(`(?<=\\d)${BLANK}?г\\.${BLANK}?г\\.`, "gu"),
    message: "«Годы» сокращают «гг.».",
    title: "Записать «гг.»",
    insert: () => `${NBSP}гг.`,
  },
  {
    guard: /\d-\d/,
    pattern: /(?<=(?<![\d.-])(?:19|20)\d{2})-(?=(?:19|20)\d{2}(?![\d.-]))/g,
    message: "Между годами ставят тире без пробелов.",
    title: "Поставить тире",
    insert: () => "–",
  },
  {
    guard: /[ \t\u00a0][,;:!?.]/,
    pattern: new RegExp(`(?<=[\\p{L}\\d»)])${BLANK}+(?=[,;:!?.](?:\\s|$))`, "gu"),
    message: "Перед знаком препинания пробел не ставят.",
    title: "Убрать пробел",
    insert: () => "",
  },
  {
    guard: /[«(][ \t\u00a0]|[ \t\u00a0][)»]/,
    pattern: new RegExp(`(?<=[«(])${BLANK}+(?=[\\p{L}\\d«])|(?<=[\\p{L}\\d.»])${BLANK}+(?=[)»])`, "gu"),
    message: "Скобка или кавычка не отделяется от слова пробелом.",
    title: "Убрать пробел",
    insert: () => "",
  },
  {
    guard: /[,;][а-яё]/i,
    pattern: /(?<=[а-яё»)][,;])(?=[а-яё])/giu,
    message: "После знака препинания нужен пробел.",
    title: "Поставить пробел",
    insert: () => " ",
  },
  {
    guard: / {2}/,
    pattern: /(?<=\S) {2,}(?=\S)/g,
    message: "Лишние пробелы.",
    title: "Оставить один пробел",
    insert: () => " ",
    tables: false,
  },
];

const QUOTED = /(?<=^|[\s(«])"(?=[\p{L}\d])([^"\n]{1,200})"(?=$|[\s.,;:!?)»])/gu;
/** Keys of the header whose values are printed. */
const PRINTED =
  /(?<=^|[\s{,])(?:лицо|орган|должность|организация|полное|краткое|город|место|председатель|секретарь):[ \t]*([^,{}\n]+)/gmu;

export const typography: Rule = {
  id: "typography",
  group: "signs",
  severity: "hint",
  style: true,
  summary: "Кавычки, тире, пробелы и знак номера набраны по правилам.",
  docs: `Кавычки в документе — «ёлочки», между словами — тире с пробелами, а не дефис; знак «№» и инициалы отделяются неразрывным пробелом, чтобы число или фамилия не ушли на другую строку. Буква «ё» — дело выбора, но в одном документе пишут либо с ней, либо без неё. Всё это исправляется разом при форматировании документа.`,
  examples: [
    {
      good: "1.1. Клуб «Книголюб» – объединение учащихся школы № 4 в 2026–2027 учебном году, руководитель – И.И. Иванова.\n",
    },
    {
      bad: '1.1. Клуб <|"Книголюб"|> создан в школе №<|>4.\n',
      fixed: `1.1. Клуб «Книголюб» создан в школе №${NBSP}4.\n`,
    },
    { bad: "1.1. Клуб<| - |>объединение учащихся.\n", fixed: `1.1. Клуб${NBSP}– объединение учащихся.\n` },
    {
      bad: "1.1. Ведёт И.И.<|>Иванова, г.<|>Тверь<| |>, 2026<|-|>2027 годы.\n",
      fixed: `1.1. Ведёт И.И.${NBSP}Иванова, г.${NBSP}Тверь, 2026–2027 годы.\n`,
    },
    {
      bad: "---\nдокумент: положение\nгрифы:\n  - { вид: утверждаю, должность: Директор, лицо: И.И.<|>Иванова, дата: 2026-09-01 }\n---\n",
      fixed: `---\nдокумент: положение\nгрифы:\n  - { вид: утверждаю, должность: Директор, лицо: И.И.${NBSP}Иванова, дата: 2026-09-01 }\n---\n`,
    },
    {
      bad: "1.1. Ведется учет книг и отчет о чтении.\n\n1.2. <|Приём|> книг ведет актив.\n",
      fixed: "1.1. Ведется учет книг и отчет о чтении.\n\n1.2. Прием книг ведет актив.\n",
    },
  ],
  *block(block) {
    const text = prose(block);
    if (!text) return;
    const body = text.slice(0, block.to);
    for (const habit of habits) {
      if (!habit.guard.test(body) || (block.kind === "table" && habit.tables === false)) continue;
      for (const m of body.matchAll(habit.pattern)) {
        if (m.index < block.from) continue;
        const at = { from: m.index, to: m.index + m[0].length };
        yield { ...at, message: habit.message, fixes: replace(at, habit.insert(m[0], body), habit.title) };
      }
    }
    if (!body.includes('"')) return;
    for (const m of body.matchAll(QUOTED)) {
      if (m.index < block.from) continue;
      const at = { from: m.index, to: m.index + m[0].length };
      const [open, close] = /«[^»]*$/.test(body.slice(0, m.index)) ? "„“" : "«»";
      yield {
        ...at,
        message: "В документе ставят кавычки «ёлочки».",
        fixes: () => [
          {
            title: "Заменить кавычки",
            edits: [
              { from: at.from, to: at.from + 1, insert: open! },
              { from: at.to - 1, to: at.to, insert: close! },
            ],
          },
        ],
      };
    }
  },
  *check(doc) {
    const head = doc.text.slice(0, doc.header.end);
    for (const value of head.matchAll(PRINTED)) {
      const start = value.index + value[0].length - value[1]!.length;
      for (const habit of habits) {
        if (!habit.header || !habit.guard.test(value[1]!)) continue;
        for (const m of value[1]!.matchAll(habit.pattern)) {
          const at = { from: start + m.index, to: start + m.index + m[0].length };
          yield {
            ...at,
            severity: habit.header,
            message: habit.message,
            fixes: replace(at, habit.insert(m[0], ""), habit.title),
          };
        }
      }
    }
    yield* unevenYo(doc);
  },
};

/** Words of regulations that have a «ё»; written with «е» they show that the document does without it. */
const WITH_YO =
  /(?<!\p{L})(?:отчет\p{Ll}*|учет(?:а|ом|у|е)?|прием(?:а|ом|у|е|ы|ов|ами)?|вед[её]тся|ведет|утвержден(?:а|о|ы)?|партнер\p{Ll}*|определен(?:а|ы)|ребенок|ребенка|путем|объем(?:а|ом|у|е)?|расчет\p{Ll}{0,2}|проведен(?:а|о|ы)?|создает(?:ся)?)(?!\p{L})/giu;

interface Yo {
  /** Words with «ё» that could do without; offsets from the block's start. */
  readonly dotted: readonly Span[];
  /** How many words are written without the «ё» that they have. */
  readonly plain: number;
}

const kept = new WeakMap<Block, Yo>();

function yoOf(block: Block): Yo {
  let known = kept.get(block);
  if (!known) {
    const text = prose(block);
    const dotted: Span[] = [];
    let plain = 0;
    if (text.includes("ё"))
      // Names keep their «ё» always.
      for (const m of text.matchAll(/(?<!\p{L})\p{L}+(?!\p{L})/gu))
        if (
          m[0].includes("ё") &&
          (!/^\p{Lu}/u.test(m[0]) || /(?:^|[.!?]\s)[\s*_]*$/u.test(text.slice(block.from, m.index)))
        )
          dotted.push({ from: m.index, to: m.index + m[0].length });
    for (const m of text.matchAll(WITH_YO)) if (!m[0].includes("ё")) plain++;
    kept.set(block, (known = { dotted, plain }));
  }
  return known;
}

const chooses = (block: Block) => yoOf(block).plain > 0 || yoOf(block).dotted.length > 0;

/** What `typography` sees of a block when it counts how the document writes «ё». */
export function yoSeen(block: Block): string {
  const { dotted, plain } = yoOf(block);
  return `${dotted.length} ${plain}`;
}

function* unevenYo(doc: Doc): Iterable<Problem> {
  const dotted: Span[] = [];
  let plain = 0;
  for (const i of blocksWhere(doc.tree, chooses)) {
    const own = yoOf(doc.tree.blocks[i]!);
    const start = doc.tree.starts[i]!;
    plain += own.plain;
    for (const at of own.dotted) dotted.push({ from: start + at.from, to: start + at.to });
  }
  if (!dotted.length || plain < 2 || dotted.length > plain) return;
  for (const at of dotted) {
    const word = doc.text.slice(at.from, at.to);
    const fixed = word.replace(/ё/g, "е");
    yield {
      ...at,
      message: `«${word}» с буквой «ё», а остальной документ обходится без неё.`,
      fixes: replace(at, fixed, `Записать «${fixed}»`),
    };
  }
}
