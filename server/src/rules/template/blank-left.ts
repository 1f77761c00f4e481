import type { Doc } from "../../model/document";
import { prose } from "../../syntax/inline";
import { where } from "../engine/footprint";
import type { Rule } from "../engine/rule";

/**
 * Gaps of a template. A line for a signature is none, so underscores count only where a number, a date or a word is due.
 * «[ФИО]» counts unless it is a link.
 */
const GAP = new RegExp(
  [
    "«_+»[ \\t\\u00a0]*_*(?:\\p{Ll}+)?[ \\t\\u00a0]*(?:20_+|20\\d\\d|_{2,})?(?:[ \\t\\u00a0]*г(?:\\.|ода)?)?",
    "(?<=№[ \\t\\u00a0]?)_{2,}",
    "(?<=(?<!\\p{L})(?:от|до|на|не менее|не более|в срок до)[ \\t\\u00a0]+)_{2,}(?:20_+)?",
    "(?<![\\d_])20_{2,}",
    "_{3,}(?=[ \\t\\u00a0]+\\p{Ll})",
    "(?<![\\p{L}\\d])[XХ]{2}\\.[XХ]{2}\\.(?:20)?(?:[XХ]{2,4}|\\d{2})(?![\\p{L}\\d])",
    "\\[(?=[^\\]\\n]*\\p{Script=Cyrillic}{2})[^\\[\\]\\n]{2,80}\\](?![(\\[:])",
    "\\{(?=[^}\\n]*\\p{Script=Cyrillic}{2})[^{}\\n]{2,80}\\}",
  ].join("|"),
  "gu",
);
/** Values of the header outside of stamps, which stamp-placeholder reports. */
const HEADER_GAP =
  /(?:_{2,}|\[[^\]\n]*\p{Script=Cyrillic}{2}[^\]\n]*\]|[XХ]{2}\.[XХ]{2}\.\S{2,4})(?<=^(?:регистрация|подпись|название|организация|учебный год|председатель|секретарь|заседания):[^\n]*)/gmu;

/** A value of a table document. */
const VALUE_GAP = /(?<=^[^#\n]*(?:[:[,]|-)[ \t]*)_{2,}(?=[ \t]*(?:[\],}#]|\r?$))/gmu;

export const blankLeft: Rule = {
  id: "blank-left",
  group: "template",
  severity: "information",
  yaml: true,
  summary: "В тексте не осталось пропусков образца.",
  docs: `Пропуски «____», «[ФИО]», «ХХ.ХХ.20ХХ» остаются, когда документ составляют по образцу. В проекте это памятка — сведение; в документе, который согласуется или действует, — предупреждение: неясно, о каком сроке или лице идёт речь. Место для подписи и пустые графы таблиц пропусками не считаются.`,
  examples: [
    { good: "1.1. Клуб работает до 31.05.2027.\n\nПредседатель _________ И.И. Иванова\n\n«___» ________ 20__ г.\n" },
    { bad: "1.1. Клуб создан приказом от <|«___» ______ 20__ г.|> № <|____|>.\n" },
    { bad: "1.1. Руководителем клуба назначается <|[ФИО]|> на срок <|____|> года.\n" },
    {
      bad: "//- plan.reg.yaml\nдокумент: план\nучебный год: <|____|>\nмероприятия:\n  - { мероприятие: Семинар, срок: <|____|> } # ____\n",
    },
    {
      good: "1.1. О чтении говорит [список литературы](knigi.md) и <!-- [ФИО] --> сноска [1].\n\n| № | Дата |\n|---|---|\n| 1 | ____ |\n",
    },
  ],
  reads: where(/__|\[|\{|[XХ]{2}\./u),
  *check(doc) {
    const severity = draft(doc) ? "information" : "warning";
    if (doc.kind === "table") {
      if (!doc.text.includes("__")) return;
      for (const m of doc.text.matchAll(VALUE_GAP))
        yield { from: m.index, to: m.index + m[0].length, severity, message: "Осталось заполнить пропуск." };
      return;
    }
    const head = doc.text.slice(0, doc.header.end);
    if (/_{2}|\[|[XХ]{2}\./.test(head))
      for (const m of head.matchAll(HEADER_GAP)) {
        // `присутствовали: [Иванова, Петрова]` is a list of YAML; only one thing in brackets is a gap.
        if (/^\[.*,/.test(m[0])) continue;
        yield {
          from: m.index,
          to: m.index + m[0].length,
          severity,
          message: `В шапке остался пропуск образца: «${m[0]}».`,
        };
      }
    for (const [i, block] of doc.tree.blocks.entries()) {
      if (block.kind === "table" || !/__|\[|\{|[XХ]{2}\./.test(block.text)) continue;
      const text = prose(block);
      for (const m of text.matchAll(GAP)) {
        // A line that is nothing but a date to fill in belongs to a signature.
        if (m.index < block.from || (block.kind === "paragraph" && m[0].trim() === text.trim())) continue;
        const from = doc.tree.starts[i]! + m.index;
        const clause = doc.outline.clauseOf[i];
        yield {
          from,
          to: from + m[0].trimEnd().length,
          severity,
          message: `${clause ? `В пункте ${clause.number.path}` : "В тексте"} остался пропуск образца: «${m[0].trim()}».`,
        };
      }
    }
  },
};

const draft = (doc: Doc) => (doc.header.state ?? "проект") === "проект";
