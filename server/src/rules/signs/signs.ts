/** Rules of paired signs and of hyphens. Each needs its block alone; quotes are counted in the header and in tables too. */

import { matches } from "../../russian/matches";
import { homoglyphs, type NotedCorrection, spacedHyphen } from "../../russian/typography";
import type { Block } from "../../syntax/blocks";
import { flow, prose } from "../../syntax/inline";
import type { Span } from "../../syntax/span";
import { partsOf, textsUnder } from "../../syntax/yaml";
import { nothing } from "../engine/footprint";
import { type Problem, type Rule, replace } from "../engine/rule";

export const quoteUnbalanced: Rule = {
  id: "quote-unbalanced",
  group: "signs",
  severity: "warning",
  yaml: true,
  summary: "У каждой кавычки есть пара.",
  docs: `Лишняя или незакрытая кавычка меняет границы названия. Закрывающие кавычки одного рисунка, которые встретились, печатают один раз: «Средняя школа «Рассвет» — верная запись, и замечания на неё нет.`,
  examples: [
    { good: "1.1. Школа «Средняя школа «Рассвет» создала клуб «Книголюб».\n" },
    { bad: "1.1. План работы клуба Книголюб<|»|>.\n" },
    { bad: "1.1. План <|«|>Книголюб утверждает директор школы.\n" },
    {
      bad: "---\nдокумент: положение\nорганизация: МОУ <|«|>Гимназия № 7\n---\n\n# Положение о клубе «Книголюб»\n",
      hidden: true,
    },
    {
      good: "//- plan.reg.yaml\nдокумент: план\nназвание: План МАОУ «Средняя школа «Рассвет»\nмероприятия:\n  - { мероприятие: Встреча «Книги», результат: выставка «Книга года» }\n",
      hidden: true,
    },
    {
      bad: "//- plan.reg.yaml\nдокумент: план\nмероприятия:\n  - { мероприятие: Встреча <|«|>Книги, результат: выставка «Книга года» }\n",
      hidden: true,
    },
  ],
  reads: nothing,
  block: block => (block.kind === "table" || !/[«»]/.test(block.text) ? none : lonelyQuotes(flow(block), block)),
  *check({ header, yaml = header.yaml, text }) {
    if (!yaml) return;
    for (const { value, node } of partsOf(yaml)) {
      const row = value instanceof Object ? value : undefined;
      if (row && paired.has(row)) continue;
      const found = textsUnder(yaml, node).flatMap(span => [...lonelyQuotes(text, span)]);
      yield* found;
      if (row && !found.length) paired.add(row);
    }
  },
};

/** Rows of YAML whose quotes all have their pair. */
const paired = new WeakSet<object>();

function* lonelyQuotes(text: string, { from, to }: Span): Iterable<Problem> {
  if (!/[«»]/.test(text.slice(from, to))) return;
  const open: number[] = [];
  for (let i = from; i < to; i++) {
    if (text[i] === "«") open.push(i);
    else if (text[i] === "»") {
      if (open.length) open.pop();
      else yield { from: i, to: i + 1, message: "Лишняя закрывающая кавычка: открывающей перед ней нет." };
      // One sign closes all when nothing but it follows: «Школа «Рассвет».
      if (open.length && !text.slice(i + 1, to).includes("»")) {
        const outer = open[0]!;
        if (open.length <= 1 && /«[^»]*«[^«»]*»/.test(text.slice(outer, i + 1))) open.length = 0;
      } else if (open.length && nextQuoteOpens(text, i + 1, to)) open.length = 0;
    }
  }
  for (const i of open) yield { from: i, to: i + 1, message: "Кавычка не закрыта." };
}

/** Behind a shared closing sign the next quote opens a new pair, so the outer one was closed too. */
function nextQuoteOpens(text: string, from: number, to: number): boolean {
  const next = /[«»]/.exec(text.slice(from, to));
  return next?.[0] === "«";
}

export const bracketUnbalanced: Rule = {
  id: "bracket-unbalanced",
  group: "signs",
  severity: "warning",
  summary: "У каждой скобки есть пара, и она закрыта там, где надо.",
  docs: `Кроме потерянных скобок, правило узнаёт частую ошибку: в «как горизонтальных групп (по предметам, так и вертикальных)» скобка проглотила вторую половину оборота «как …, так и …» и должна закрыться раньше. Знаки перечней «1)», «а)» скобками не считаются.`,
  examples: [
    { good: "1.1. Создаются как группы (по предметам), так и пары (по классам): 1) малые; 2) большие.\n" },
    { good: "1.1. Выставки (в том числе выездные: а) в классах; б) в музее) проводит актив.\n", hidden: true },
    { bad: "1.1. Занятия <|(|>в том числе выездные проводятся весной.\n" },
    {
      bad: "1.1. Полезны как малые группы <|(по предметам, так и большие – по классам)|>.\n",
      fixed: "1.1. Полезны как малые группы (по предметам), так и большие – по классам.\n",
    },
  ],
  block: block => (block.kind === "table" || !/[()]/.test(block.text) ? none : lonelyBrackets(block)),
};

function* lonelyBrackets(block: Block): Iterable<Problem> {
  const text = flow(block);
  const open: number[] = [];
  /** Pairs whose second half may as well be a list mark: «(выездные: а) …; б) …)». */
  let doubtful = 0;
  for (let i = block.from; i < block.to; i++) {
    if (text[i] === "(") open.push(i);
    else if (text[i] === ")") {
      const from = open.pop();
      const markLike = /(?:^|[\s:;,(])(?:\d{1,3}|\p{L})$/u.test(text.slice(Math.max(0, i - 5), i));
      if (from !== undefined && markLike) doubtful++;
      if (from === undefined) {
        // The second half of a paragraph that was cut: paragraph-broken reports it.
        if (block.kind === "paragraph" && /^\p{Ll}/u.test(text.slice(block.from))) continue;
        if (markLike) continue;
        if (doubtful > 0) doubtful--;
        else yield { from: i, to: i + 1, message: "Лишняя закрывающая скобка: открывающей перед ней нет." };
        continue;
      }
      const inside = text.slice(from + 1, i);
      const swallowed = /,\s+так и\s/u.exec(inside);
      if (
        swallowed &&
        !/(?<!\p{L})как(?!\p{L})/u.test(inside.slice(0, swallowed.index)) &&
        /(?<!\p{L})как(?!\p{L})/u.test(text.slice(block.from, from))
      ) {
        const cut = from + 1 + swallowed.index;
        yield {
          from,
          to: i + 1,
          message: "Скобка захватила вторую половину оборота «как …, так и …»: она должна закрыться раньше.",
          fixes: () => [
            {
              title: "Закрыть скобку перед «так и»",
              edits: [
                { from: cut, to: cut, insert: ")" },
                { from: i, to: i + 1, insert: "" },
              ],
            },
          ],
        };
      }
    }
  }
  if (/[\p{Ll},–-]$/u.test(text.slice(block.from, block.to)) && block.kind !== "item") return;
  for (const i of open) yield { from: i, to: i + 1, message: "Скобка не закрыта." };
}

export const hyphenSpaced: Rule = {
  id: "hyphen-spaced",
  group: "signs",
  severity: "warning",
  summary: "Сложное слово пишется через дефис без пробелов.",
  docs: `«Мастер – классы» читается как два слова с пропущенным сказуемым. Дефис внутри сложного слова пробелами не отделяется: мастер-класс, учебно-методический, календарно-тематический.`,
  examples: [
    { good: "1.1. Проводятся мастер-классы и учебно-методические семинары.\n" },
    { bad: "1.1. Проводятся <|мастер – классы|> и чтения.\n", fixed: "1.1. Проводятся мастер-классы и чтения.\n" },
    {
      bad: "1.1. Ведёт <|учитель – предметник|> школы.\n",
      fixed: "1.1. Ведёт учитель-предметник школы.\n",
      hidden: true,
    },
    { good: "1.1. Наставник – педагог с опытом, мастер – педагог.\n", hidden: true },
  ],
  block: block => corrected(spacedHyphen(flow(block))),
};

export const homoglyph: Rule = {
  id: "homoglyph",
  group: "signs",
  severity: "warning",
  summary: "В русских словах нет латинских букв.",
  docs: `Латинская «c» вместо русской «с» на вид неотличима, но слово с ней не найдёт ни поиск, ни проверка орфографии, а сокращение не совпадёт с собой. Такие буквы появляются после распознавания и при наборе на чужой раскладке.`,
  examples: [
    { good: "1.1. Сайт школы и IT-класс, раздел IV.\n" },
    { bad: "1.1. План <|cовета|> утверждает директор.\n", fixed: "1.1. План совета утверждает директор.\n" },
    {
      bad: "1.1. Встречи <|c|> родителями проводит директор.\n",
      fixed: "1.1. Встречи с родителями проводит директор.\n",
      hidden: true,
    },
  ],
  block: block => corrected(homoglyphs(prose(block))),
};

const none: readonly Problem[] = [];

const corrected = (slips: readonly NotedCorrection[]): readonly Problem[] =>
  slips.map(slip => ({
    from: slip.from,
    to: slip.to,
    message: slip.message,
    fixes: replace(slip, slip.insert, `Записать «${slip.insert}»`),
  }));

export const capitalStray: Rule = {
  id: "capital-stray",
  group: "signs",
  severity: "hint",
  style: true,
  summary: "Прописная буква стоит там, где нужна.",
  docs: `«Презентация Достижений», «База данных» в скобках, «Круглые столы» пишут со строчной: это не имена собственные. Наоборот, акт называет сам себя с прописной: «Настоящее Положение».`,
  examples: [
    { good: "1.1. Настоящее Положение устанавливает порядок защиты проектов.\n" },
    {
      bad: "1.1. Настоящее <|положение|> устанавливает порядок.\n",
      fixed: "1.1. Настоящее Положение устанавливает порядок.\n",
    },
    { bad: "- презентация <|Достижений|> клуба.\n", fixed: "- презентация достижений клуба.\n" },
    {
      bad: "1.1. Проводятся тематические «<|Круглые|> столы».\n",
      fixed: "1.1. Проводятся тематические «круглые столы».\n",
    },
  ],
  block(block) {
    const text = flow(block);
    return text.includes("астоящ") || CAPITALS.test(text) ? straying(block, text) : none;
  },
};

const OWN_NAME = /(?<=(?<!\p{L})[Нн]астоящ(?:ее|его|ему|им|ем)\s)положени(?:е|я|ю|ем|и)(?!\p{L})/gu;

function* straying(block: Block, text: string): Iterable<Problem> {
  for (const m of matches(text, OWN_NAME)) {
    const fixed = `П${m[0].slice(1)}`;
    yield {
      from: m.index,
      to: m.index + m[0].length,
      severity: "information",
      message: "Акт называет сам себя с прописной: «Положение».",
      fixes: replace({ from: m.index, to: m.index + m[0].length }, fixed, `Записать «${fixed}»`),
    };
  }
  yield* stray(block, text);
}

/** How the words of `COMMON` begin. */
const CAPITALS = /[\s«(](?:Дост|Резу|Круг|Маст|Баз|Откр|Семи|План|Педа|Учит|Сооб)/;
/** Common nouns that schools write with a capital in the middle of a sentence. */
const COMMON =
  /(?<=(?:\p{Ll}|,)\s|[«(])(Достижени\p{Ll}+|Результат\p{Ll}*|Круглы\p{Ll} стол\p{Ll}*|Мастер-класс\p{Ll}*|Баз\p{Ll} данных|Открыты\p{Ll} урок\p{Ll}*|Семинар\p{Ll}*|План\p{Ll}{0,2} работы|Педагоги(?!\p{L})|Педагогов(?!\p{L})|Учител(?:я|ей|ям)(?!\p{L})|Сообществ\p{Ll}(?!\p{L}))/gu;

function* stray(block: Block, text: string) {
  if (!CAPITALS.test(text)) return;
  for (const m of matches(text, COMMON)) {
    if (m.index < block.from + 2) continue;
    const quoted = text[m.index - 1] === "«";
    // In quotes only the set phrases; a name in quotes may well begin so.
    if (quoted && !/^Круглы/.test(m[0])) continue;
    const word = /^[\p{L}-]+/u.exec(m[0])![0];
    const fixed = word[0]!.toLowerCase() + word.slice(1);
    yield {
      from: m.index,
      to: m.index + word.length,
      message: `«${word}» здесь пишется со строчной.`,
      fixes: replace({ from: m.index, to: m.index + word.length }, fixed, "Записать со строчной"),
    };
  }
}
