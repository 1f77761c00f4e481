/** The rule of typesetting: quotes, dashes, blanks, №, initials. */
import type { Doc } from "../../model/document";
import { matches } from "../../russian/matches";
import { type SlipKind, type TypographySlip, typographySlips } from "../../russian/typography";
import { type Block, blocksWhere, ofBlock } from "../../syntax/blocks";
import { prose } from "../../syntax/inline";
import type { Span } from "../../syntax/span";
import type { Problem, Rule } from "../engine/rule";

const NBSP = "\u00a0";

/** What the fix of each slip is called. */
const titles: Readonly<Record<SlipKind, string>> = {
  quotes: "Заменить кавычки",
  dash: "Поставить тире",
  "number-doubled": "Оставить один знак «№»",
  "number-space": "Отбить номер неразрывным пробелом",
  "number-sign": "Поставить «№»",
  initials: "Отбить фамилию неразрывным пробелом",
  abbreviation: "Поставить неразрывный пробел",
  years: "Записать «гг.»",
  "year-range": "Поставить тире",
  "space-before": "Убрать пробел",
  "space-in-brackets": "Убрать пробел",
  "space-after": "Поставить пробел",
  "double-space": "Оставить один пробел",
};
/** The first blank of their fix doesn't break. */
const BOUND: ReadonlySet<SlipKind> = new Set([
  "dash",
  "number-space",
  "number-sign",
  "initials",
  "abbreviation",
  "years",
]);
/** What is read in values of the header too, and at which level. */
const inHeader: Readonly<Partial<Record<SlipKind, "information" | "hint">>> = {
  "number-space": "hint",
  initials: "information",
  abbreviation: "information",
};

/** `start`: where the text that was read begins. */
function problemOf({ from, to, insert, kind, message, pair }: TypographySlip, start = 0): Problem {
  const first = { from: start + from, to: start + to, insert: BOUND.has(kind) ? insert.replace(" ", NBSP) : insert };
  const last = pair && { ...pair, from: start + pair.from, to: start + pair.to };
  const edits = last ? [first, last] : [first];
  return {
    from: first.from,
    to: (last ?? first).to,
    message,
    fixes: () => [{ title: titles[kind], edits }],
  };
}

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
  reads: yoSeen,
  block(block) {
    const body = prose(block).slice(0, block.to);
    return typographySlips(body).flatMap(slip => {
      if (slip.from < block.from) return [];
      // Columns of a table are lined up with blanks.
      if (slip.kind === "double-space" && block.kind === "table") return [];
      // `term-form` reports «(далее - ПОС)».
      if (slip.kind === "dash" && /далее$/i.test(body.slice(0, slip.from))) return [];
      return problemOf(slip);
    });
  },
  *check(doc) {
    const head = doc.text.slice(0, doc.header.end);
    for (const value of head.matchAll(PRINTED)) {
      const start = value.index + value[0].length - value[1]!.length;
      for (const slip of typographySlips(value[1]!)) {
        const severity = inHeader[slip.kind];
        if (severity) yield { ...problemOf(slip, start), severity };
      }
    }
    yield* unevenYo(doc);
  },
};

/** Words of regulations that have a «ё»; written with «е» they show that the document does without it. */
const WITH_YO =
  /(?<!\p{L})(?:отчет\p{Ll}*|учет(?:а|ом|у|е)?|прием(?:а|ом|у|е|ы|ов|ами)?|вед[её]тся|ведет|утвержден(?:а|о|ы)?|партнер\p{Ll}*|определен(?:а|ы)|ребенок|ребенка|путем|объем(?:а|ом|у|е)?|расчет\p{Ll}{0,2}|проведен(?:а|о|ы)?|создает(?:ся)?)(?!\p{L})/giu;

/** Letters inside those words; most blocks have none of them. */
const HAS_YO = /чет|ием|едет|жден|тнер|делен|ребен|утем|бъем|веден|здает/i;

interface Yo {
  /** Words with «ё» that could do without; offsets from the block's start. */
  readonly dotted: readonly Span[];
  /** How many words are written without the «ё» that they have. */
  readonly plain: number;
}

const yoOf = ofBlock((block): Yo => {
  const text = prose(block);
  const dotted: Span[] = [];
  let plain = 0;
  if (text.includes("ё"))
    // Names keep their «ё» always.
    for (const m of matches(text, /(?<!\p{L})\p{L}+(?!\p{L})/gu))
      if (
        m[0].includes("ё") &&
        (!/^\p{Lu}/u.test(m[0]) || /(?:^|[.!?]\s)[\s*_]*$/u.test(text.slice(block.from, m.index)))
      )
        dotted.push({ from: m.index, to: m.index + m[0].length });
  if (HAS_YO.test(text)) for (const m of matches(text, WITH_YO)) if (!m[0].includes("ё")) plain++;
  return dotted.length || plain ? { dotted, plain } : noYo;
});

const noYo: Yo = { dotted: [], plain: 0 };

const chooses = (block: Block) => yoOf(block).plain > 0 || yoOf(block).dotted.length > 0;

/** What `typography` sees of a block when it counts how the document writes «ё». */
function yoSeen(block: Block): string {
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
      // Which of the two spellings is meant is the author's choice.
      fixes: () => [{ title: `Записать «${fixed}»`, edits: [{ ...at, insert: fixed }], ask: true }],
    };
  }
}
