/** Rules of the file itself and of suppressions. */

import type { Doc } from "../../model/document";
import { headerSchema } from "../../model/header-schema";
import { likelyEncoding, unreadable } from "../../model/readable";
import { type HeaderProblem, schemaProblems } from "../../model/schema";
import { suppressionsOf } from "../../model/suppression";
import { record } from "../../model/values";
import { builtIn } from "../../profiles/all";
import { type Profile, tableDocumentSchema } from "../../profiles/profile";
import { nearest } from "../../russian/nearest";
import type { Span } from "../../syntax/span";
import { keyRangeOf, rangeOf, valueAt, type Yaml, type YamlFix } from "../../syntax/yaml";
import { type Config, configOf, unknownRules } from "../../workspace/config";
import { nothing, where } from "../engine/footprint";
import type { Fix, Problem, Rule } from "../engine/rule";

export const headerInvalid: Rule = {
  id: "front-matter-invalid",
  group: "file",
  severity: "error",
  yaml: true,
  summary: "Шапка документа читается и содержит только известные ключи.",
  docs: `Шапка между строками «---» говорит, что это за документ, кем он принят и утверждён. Если в ней лишний отступ, потерянное двоеточие или опечатка в ключе, программа не видит того, что вы написали. Замечание стоит там, где чтение сбилось; остальной документ проверяется дальше.`,
  examples: [
    { good: "---\nдокумент: положение\n---\n\n# Положение о клубе\n" },
    {
      bad: "---\nдокумент: положение\n<|профель|>: ПОС\n---\n",
      fixed: "---\nдокумент: положение\nпрофиль: ПОС\n---\n",
    },
    {
      bad: "---\nдокумент: положение\nсостояние: <|праект|>\n---\n",
      fixed: "---\nдокумент: положение\nсостояние: проект\n---\n",
    },
    { bad: "---\n<|>профиль: ПОС\n---\n", fixed: "---\nдокумент: положение\nпрофиль: ПОС\n---\n" },
    {
      bad: "---\nдокумент: <|полажение|>\n---\n\n# Положение о клубе\n",
      fixed: "---\nдокумент: положение\n---\n\n# Положение о клубе\n",
    },
    {
      bad: "//- plan.reg.yaml\nдокумент: <|плон|>\nмероприятия: []\n",
      fixed: "документ: план\nмероприятия: []\n",
      hidden: true,
    },
    {
      bad: "//- plan.reg.yaml\n<|>название: План\nмероприятия: []\n",
      fixed: "документ: план\nназвание: План\nмероприятия: []\n",
      hidden: true,
    },
    { bad: "---\n<|документ|>:\nпрофиль: ПОС\n---\n", fixed: "---\nдокумент: положение\nпрофиль: ПОС\n---\n" },
    {
      bad: "---\nдокумент: положение\nдокументация: <|план, график]|>\n---\n",
      fixed: "---\nдокумент: положение\nдокументация: [план, график]\n---\n",
    },
    { bad: "---\n<|докумнет|>: положение\n---\n", fixed: "---\nдокумент: положение\n---\n", hidden: true },
    {
      bad: "---\nдокумент: положение\nдокументация: <|[|>план, график\nзаседания: 1 раз в месяц\n---\n",
      hidden: true,
    },
    { bad: "//- plan.reg.md\n---\nдокумент: <|план|>\n---\n\n# План работы\n", hidden: true },
    { bad: "//- p.reg.yaml\nдокумент: <|положение|>\n", hidden: true },
    { bad: "---\nдокумент: <|стихотворение|>\n---\n", hidden: true },
    {
      bad: "\n  \n<|---|>\nдокумент: положение\n---\n\n# Положение о клубе\n",
      fixed: "---\nдокумент: положение\n---\n\n# Положение о клубе\n",
      hidden: true,
    },
    { bad: "\r\n<|---|>\r\nдокумент: <|праказ|>\r\n---\r\n", hidden: true },
    { good: "\n---\n\nТекст под чертой.\n", hidden: true },
    {
      good: "---\n# reglament-ignore front-matter-invalid: ещё пишется\nдокумент: положение\n\n# О клубе\n",
      hidden: true,
    },
    {
      good: "//- a.reg.md\n---\nдокумент: памятка\n---\n//- reglament.yaml\nпрофили: [памятка.yaml]\n//- памятка.yaml\nдокумент: памятка\nназвание: Памятка\n",
      hidden: true,
    },
    { good: "//- a.reg.md\n---\nдокумент: памятка\n---\n//- reglament.yaml\nпрофили: [памятка.yaml]\n", hidden: true },
  ],
  reads: nothing,
  *check(doc, { workspace, profile, config, ruleIds }) {
    const problems =
      doc.kind === "workspace"
        ? [...configOf(workspace, doc.uri).problems, ...unknownRules(doc, ruleIds)]
        : doc.kind === "table" && doc.yaml
          ? [...doc.header.problems, ...tableProblems(doc.yaml, profile)]
          : doc.header.problems;
    for (const p of problems) {
      yield {
        from: p.from,
        to: p.to,
        message: p.message,
        ...(p.meant !== undefined
          ? {
              fixes: () => [
                { title: `Заменить на «${p.meant!}»`, edits: [{ from: p.from, to: p.to, insert: p.meant! }] },
              ],
            }
          : {}),
        ...(p.fix ? { fixes: () => [fixOf(p.fix!)] } : {}),
        ...(p.missingType
          ? {
              fixes: () => [
                {
                  title: `Добавить «документ: ${likelyType(doc, config)}»`,
                  edits: [{ from: p.from, to: p.from, insert: `документ: ${likelyType(doc, config)}\n` }],
                },
              ],
            }
          : {}),
      };
    }
    if (doc.kind !== "workspace") yield* typeProblems(doc, profile, config);
  },
};

/** Problems of a table by the schema of its profile; without a profile only that the type is missing. */
const tableProblems = (yaml: Yaml, profile: Profile | undefined): HeaderProblem[] =>
  profile
    ? schemaProblems(yaml, tableDocumentSchema(profile))
    : schemaProblems(yaml, headerSchema).filter(p => p.missingType);

const fixOf = ({ title, ask, ...edit }: YamlFix): Fix => ({ title, edits: [edit], ...(ask ? { ask } : {}) });

/** A type that no profile knows, or one that is written in the other kind of file. */
function* typeProblems(doc: Doc, profile: Profile | undefined, config: Config): Iterable<Problem> {
  const { type, yaml } = doc.header;
  if (!yaml) return;
  const at = rangeOf(yaml, ["документ"]);
  if (!type) {
    if (valueAt(yaml.value, ["документ"]) !== "") return;
    const likely = likelyType(doc, config);
    const key = keyRangeOf(yaml, ["документ"]);
    yield {
      ...key,
      message: `Не указано, что это за документ: напишите его вид, например «документ: ${likely}».`,
      fixes: () => [{ title: `Записать «${likely}»`, edits: [{ from: key.to, to: at.to, insert: `: ${likely}` }] }],
    };
    return;
  }
  const known = [...config.profiles, ...builtIn];
  if (!profile) {
    // A profile that can't be read is reported in reglament.yaml.
    if (!config.profilesRead) return;
    const types = [...new Set(known.map(p => p.type))];
    const meant = nearest(type, types);
    yield {
      ...at,
      ...(meant ? {} : { severity: "warning" as const }),
      message: `Вид документа «${type}» неизвестен: ${meant ? `возможно, «${meant}»` : `можно ${types.join(", ")} или свой вид из файла-профиля`}.`,
      ...(meant
        ? { fixes: () => [{ title: `Заменить на «${meant}»`, edits: [{ from: at.from, to: at.to, insert: meant }] }] }
        : {}),
    };
    return;
  }
  const extension = doc.kind === "table" ? ".reg.yaml" : ".reg.md";
  if (known.some(p => p.type === type && p.extension === extension)) return;
  yield {
    ...at,
    severity: "warning",
    message:
      doc.kind === "table"
        ? `«${type}» – текстовый документ: его место в файле с окончанием .reg.md.`
        : `«${type}» – табличный документ: его место в файле с окончанием .reg.yaml, здесь его строки не прочитаются.`,
  };
}

/** The type that the rows of a table belong to; a text is most likely a regulation. */
function likelyType(doc: Doc, config: Config): string {
  const top = record(doc.yaml?.value);
  const wanted = doc.kind === "table" ? ".reg.yaml" : ".reg.md";
  const types = [...config.profiles, ...builtIn].filter(p => p.extension === wanted);
  const byRows = types.find(p => p.table && Object.hasOwn(top, p.table.group?.key ?? p.table.rows));
  return (byRows ?? types[0])?.type ?? "положение";
}

export const fileEncoding: Rule = {
  id: "file-encoding",
  group: "file",
  severity: "error",
  yaml: true,
  on: "unreadable",
  summary: "Файл сохранён в кодировке UTF-8.",
  docs: `Файл, сохранённый в Windows-1251 или UTF-16, открывается нечитаемыми знаками. Ничего не пропало: щёлкните название кодировки в строке состояния внизу справа, выберите «Повторно открыть с кодировкой» → «Windows 1251» (или «UTF-16 LE», если её называет замечание), убедитесь, что текст читается, затем «Сохранить с кодировкой» → «UTF-8». Если испорчен один знак, замечание стоит на нём: наберите его заново.`,
  examples: [
    { good: "1.1. Текст.\n" },
    { bad: "<|1.1|>. \ufffd\ufffd\ufffd\ufffd\n" },
    { bad: `1.1. ${"Совет готовит план работы клуба. ".repeat(3)}Слов<|\ufffd|> и дело.\n`, hidden: true },
  ],
  reads: where(/\ufffd|\0/),
  *check(doc) {
    if (!unreadable(doc)) return;
    const encoding = likelyEncoding(doc.text);
    if (encoding) {
      yield {
        from: 0,
        to: Math.min(3, doc.text.length),
        message: encoding.startsWith("UTF-16")
          ? `Файл в кодировке UTF-16. Щёлкните кодировку в строке состояния, откройте файл повторно как ${encoding} и сохраните в UTF-8.`
          : `Файл не в кодировке UTF-8 или это не текст. Щёлкните кодировку в строке состояния, откройте файл повторно как ${encoding} и сохраните в UTF-8.`,
      };
      return;
    }
    const from = doc.text.search(/[\ufffd\0]/);
    yield {
      from,
      to: from + 1,
      message:
        "Этот знак записан не в UTF-8 и не читается. Наберите его заново: пока он здесь, остальное в документе не проверяется.",
    };
  },
};

export const suppressionNoReason: Rule = {
  id: "suppression-no-reason",
  group: "own",
  severity: "warning",
  yaml: true,
  summary: "У пометки, которая скрывает замечание, есть причина.",
  docs: `Пометка \`reglament-ignore\` действует, только если после двоеточия сказано почему: через год никто не вспомнит, зачем замечание скрыли. Например: \`<!-- reglament-ignore role-undefined: куратор назначается учредителем -->\`.`,
  examples: [
    { good: "<!-- reglament-ignore number-gap: пункт 1.2 отменён приказом -->\n\n1.1. А.\n" },
    { bad: "<|<!-- reglament-ignore number-gap -->|>\n\n1.1. А.\n" },
    { bad: "<|<!-- reglament-ignore number-gep: причина -->|>\n\n1.1. А.\n", hidden: true },
  ],
  reads: nothing,
  *check(doc, { ruleIds }) {
    for (const s of suppressionsOf(doc)) {
      if (!s.reason)
        yield {
          from: s.span.from,
          to: s.span.to,
          message: "Укажите после двоеточия причину: без неё замечание не скрывается.",
        };
      for (const id of s.rules)
        if (!ruleIds.has(id)) yield { from: s.span.from, to: s.span.to, message: `Правила «${id}» нет.` };
    }
  },
};

export const suppressionUnused: Rule = {
  id: "suppression-unused",
  group: "own",
  severity: "hint",
  yaml: true,
  summary: "Пометка скрывает замечание, которое есть.",
  docs: `Текст исправили, а пометка осталась: она уже ничего не скрывает, но скроет будущую ошибку. Уберите её.`,
  examples: [
    { good: "<!-- reglament-ignore number-gap: пункт 1.1 отменён приказом -->\n\n1.2. А.\n" },
    {
      bad: "<|<!-- reglament-ignore number-gap: пункт 1.2 отменён приказом -->|>\n\n1.1. А.\n",
      fixed: "\n1.1. А.\n",
    },
  ],
  unusedSuppression: (doc, { span, rules }) => ({
    ...span,
    message: `Пометка больше не нужна: правило ${rules.join(", ")} здесь ничего не находит.`,
    unnecessary: true,
    fixes: () => [removal(doc, span)],
  }),
};

function removal(doc: Doc, span: Span): Fix {
  const next = doc.text.indexOf("\n", span.to);
  return {
    title: "Убрать пометку",
    edits: [{ from: span.from, to: next < 0 ? doc.text.length : next + 1, insert: "" }],
  };
}
