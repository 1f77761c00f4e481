import { actNameAt, titleName } from "../../model/act-names";
import type { Doc } from "../../model/document";
import { capitalised } from "../../russian/capitalised";
import { about } from "../../russian/forms";
import { shortened } from "../../russian/shortened";
import { words } from "../../russian/words";
import { flow } from "../../syntax/inline";
import { placeOf } from "../../workspace/place";
import { where } from "../engine/footprint";
import type { Fix, Problem, Rule } from "../engine/rule";

export const titleForm: Rule = {
  id: "title-form",
  group: "structure",
  severity: "information",
  summary: "Название отвечает на вопрос «о чём?».",
  docs: "Положение бывает «о чём-либо»: «Положение о методическом совете», а не «Положение методического совета». Заголовок приказа тоже отвечает на вопрос «о чём?»: «О создании совета» (ГОСТ Р 7.0.97-2025, заголовок к тексту). Если название положения повторяется в приказе, форма должна быть той же.",
  examples: [
    { good: "---\nдокумент: положение\n---\n\n# Положение о методическом объединении учителей\n" },
    {
      bad: "---\nдокумент: положение\n---\n\n# Положение <|методического объединения учителей|>\n",
      fixed: "---\nдокумент: положение\n---\n\n# Положение о методическом объединении учителей\n",
    },
    {
      bad: "---\nдокумент: приказ\n---\n\n# О создании клуба\n\nПРИКАЗЫВАЮ:\n\n1. Утвердить Положение <|спортивного клуба школьников|> (приложение).\n",
      fixed:
        "---\nдокумент: приказ\n---\n\n# О создании клуба\n\nПРИКАЗЫВАЮ:\n\n1. Утвердить Положение о спортивном клубе школьников (приложение).\n",
    },
    {
      bad: "---\nдокумент: приказ\n---\n\n# <|Создание рабочей группы|>\n",
      fixed: "---\nдокумент: приказ\n---\n\n# О создании рабочей группы\n",
    },
    {
      good: "---\nдокумент: приказ\n---\n\n# Об итогах года\n\nПРИКАЗЫВАЮ:\n\n1. Утвердить Положение «О совете» и план.\n2. Утвердить Положение школы о совете.\n",
      hidden: true,
    },
    { good: "---\nдокумент: приказ\n---\n\n# Приказ № 4 об отпусках\n", hidden: true },
  ],
  reads: where(/утверд/iu),
  *check(doc, { profile }) {
    const { title } = doc.outline;
    if (title && profile?.titleForm === "о чём") {
      const first = words(title.title)[0];
      if (profile.titleWord) {
        const name = titleName(title.title, profile.titleWord);
        if (name && names(name, title.title))
          yield wrong(doc, title.titleFrom + name.from, title.titleFrom + name.to, profile.titleWord, "В заголовке");
      } else if (
        first &&
        !/^(?:о|об|обо|приказ\p{L}*|распоряжени\p{L}*)$/u.test(first.fold) &&
        /^\p{Lu}/u.test(title.title)
      ) {
        const insert = about(title.title[0]!.toLowerCase() + title.title.slice(1));
        const span = { from: title.titleFrom, to: title.titleTo };
        yield {
          ...span,
          message: "Заголовок должен отвечать на вопрос «о чём?» и начинаться с «О» или «Об».",
          ...(insert ? { fixes: (): Fix[] => [fix(span.from, span.to, capitalised(insert))] } : {}),
        };
      }
    }
    const { blocks, starts } = doc.tree;
    for (let i = 0; i < blocks.length; i++) {
      const block = blocks[i]!;
      if (block.kind === "heading" || !block.text.includes("Положени")) continue;
      const text = flow(block);
      for (const m of text.matchAll(APPROVED)) {
        const name = actNameAt(text, m.index + m[0].length);
        if (names(name, text))
          yield wrong(doc, starts[i]! + name.from, starts[i]! + name.to, "Положение", placeOf(doc, i));
      }
    }
  },
};

const APPROVED =
  /(?<!\p{L})(?:утвердить|утверждаю|принять|ввести в действие)\s+(?:прилагаем\p{Ll}+\s+|следующ\p{Ll}+\s+|нов\p{Ll}+\s+)?Положение(?=[\s\u00a0]+\p{Ll})/giu;
const GENITIVE = /(?:ого|его|ой|ей|ых|их)(?:ся)?$/;

/** A genitive follows instead of «о …», and no «о» comes later: «Положение школы о совете» is right. */
function names(
  name: { from: number; to: number; about: boolean; words: readonly { fold: string }[] },
  text: string,
): boolean {
  const first = name.words[0];
  const whole = text.slice(name.from, name.to);
  return (
    !name.about &&
    first !== undefined &&
    (GENITIVE.test(first.fold) || /(?:[аяыи])$/.test(first.fold)) &&
    first.fold.length > 3 &&
    /^\p{Ll}/u.test(whole) &&
    !/(?:^|\s)(?:об?|по|для|и)\s/u.test(whole.split("«")[0]!)
  );
}

function wrong(doc: Doc, from: number, to: number, kind: string, place: string): Problem {
  const insert = prepositional(doc.text.slice(from, to));
  const sample = insert?.split(/\s+/).slice(0, 4).join(" ");
  const message = `${place} ${kind.toLowerCase()} названо по принадлежности («чего?»), а название отвечает на вопрос «о чём?»${sample ? `: «${kind} ${sample}…»` : ""}.`;
  return {
    from,
    to,
    message: message.replace("отчёт названо", "отчёт назван"),
    ...(insert ? { fixes: (): Fix[] => [fix(from, to, insert)] } : {}),
  };
}

const fix = (from: number, to: number, insert: string): Fix => ({
  title: `Исправить на «${shortened(insert, 60)}»`,
  edits: [{ from, to, insert }],
  ask: true,
});

/** «спортивного клуба школьников» → «о спортивном клубе школьников»; undefined where an ending is ambiguous. */
function prepositional(genitive: string): string | undefined {
  const all = words(genitive);
  let text = "";
  let at = 0;
  for (const [i, w] of all.entries()) {
    const adjective = /(ого|его|ой|ей|ых|их)(ся)?$/.exec(w.text);
    const bent = adjective
      ? w.text.slice(0, adjective.index) + ADJECTIVE[adjective[1]!]! + (adjective[2] ?? "")
      : noun(w.text);
    if (bent === undefined || (i > 4 && adjective)) return undefined;
    text += genitive.slice(at, w.from) + bent;
    at = w.to;
    if (!adjective) return `${/^[аиоуэ]/iu.test(text) ? "об" : "о"} ${text}${genitive.slice(at)}`;
  }
  return undefined;
}

const ADJECTIVE: Record<string, string> = { ого: "ом", его: "ем", ой: "ой", ей: "ей", ых: "ых", их: "их" };
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/ия$/, "ии"],
  [/ии$/, "ии"],
  [/сти$/, "сти"],
  [/[ая]$/, "е"],
  [/ы$/, "е"],
  [/(?<=[кгх])и$/, "е"],
  [/ов$/, "ах"],
  [/ев$/, "ях"],
];

function noun(word: string): string | undefined {
  const found = ENDINGS.find(([ending]) => ending.test(word));
  return found && word.replace(found[0], found[1]);
}
