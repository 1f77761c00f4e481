import type { Doc } from "../../model/document";
import { numbersStand } from "../../model/header-schema";
import type { Numbered } from "../../model/outline";
import { citationEdits, renumberEdits } from "../../operations/numbering/renumber";
import type { Edit } from "../../syntax/edits";
import {
  fillTemplate,
  missingContents,
  namesSection,
  type SectionState,
  sectionStates,
} from "../../workspace/packages/requirements";
import { signsFootprint } from "../engine/footprint";
import type { Context, Fix, Rule } from "../engine/rule";
import { candidateOf, pseudoHeadings } from "./pseudo-headings";

const HEAD = "---\nдокумент: отчёт\n---\n\n# Отчёт о работе клуба\n\n";

export const sectionMissing: Rule = {
  id: "section-missing",
  group: "structure",
  severity: "error",
  summary: "В документе есть все разделы, которых требует его вид.",
  docs: `Положение без раздела о правах или без заключительных положений не отвечает на вопросы, ради которых его пишут: кто за что отвечает, кто принимает акт и как он меняется. Какие разделы обязательны, а какие желательны, задаёт профиль вида документа; названия сравниваются по основам слов, и раздел может быть заменён пунктом («Задачами ПОС являются: …»). Состав разделов основан на сложившейся практике, федерального образца нет, поэтому в своём профиле его можно изменить.`,
  examples: [
    {
      good: `${HEAD}## 1. Что сделано\n\n1.1. Проведено пять встреч.\n\n## 2. Результаты\n\n2.1. Результаты выросли.\n\n## 3. Выводы\n\n3.1. Работа полезна.\n\n## 4. Состав\n\n4.1. Вели учителя.\n`,
    },
    {
      bad: `${HEAD}## 1. Общие сведения\n\n1.1. Вели учителя.\n\n## <|2. Выполнение плана|>\n\n2.1. Прошло пять встреч.\n\n## 3. Выводы\n\n3.1. Работа полезна.\n`,
      fixed: `${HEAD}## 1. Общие сведения\n\n1.1. Вели учителя.\n\n## 2. Выполнение плана\n\n2.1. Прошло пять встреч.\n\n## 3. Результаты\n\n3.1. Результатами работы стали ____.\n\n## 4. Выводы\n\n4.1. Работа полезна.\n`,
    },
  ],
  reads: (b, doc, cx) => {
    const candidate = candidateOf(b);
    return signsFootprint(b, doc, cx) + (candidate ? JSON.stringify(candidate) : "");
  },
  *check(doc, cx) {
    if (!cx.profile?.sections.length || !doc.header.type) return;
    const pseudo = pseudoHeadings(doc, cx.profile);
    for (const state of sectionStates(doc, cx.profile)) {
      if (state.section || state.byText || state.wanted.need === "возможен") continue;
      // The section is there; heading-mark reports how it is written.
      if (pseudo.some(p => namesSection(state.wanted, p.title))) continue;
      const at = place(doc, state);
      const must = state.wanted.need === "обязателен";
      yield {
        ...at,
        severity: must ? "error" : "warning",
        message: `Нет раздела «${state.wanted.title}»${must ? "" : " (желателен)"}: он должен стоять ${state.after ? `после раздела «${state.after.heading.title}»` : "в начале"}.`,
        fixes: () => insertion(doc, cx, state),
      };
    }
  },
};

/** The heading after which the section belongs; a document without sections is marked at its title. */
function place(doc: Doc, state: SectionState): { from: number; to: number } {
  const heading = state.after?.heading ?? doc.outline.sections[0]?.heading ?? doc.outline.title;
  if (heading) return { from: heading.number?.from ?? heading.titleFrom, to: heading.to };
  const first = doc.tree.blocks.findIndex(b => b.kind !== "header" && b.kind !== "blank");
  const start = doc.tree.starts[first] ?? 0;
  return { from: start, to: start + (doc.tree.blocks[first]?.to ?? 0) };
}

function insertion(doc: Doc, cx: Context, state: SectionState): Fix[] {
  const title = `Добавить раздел «${state.wanted.title}»`;
  const top = doc.outline.sections.filter(s => !s.parent && !s.appendix);
  const appendix = doc.outline.sections.find(s => s.appendix);
  const at = state.after
    ? endOf(doc, state.after)
    : (top[0]?.heading.from ?? appendix?.heading.from ?? doc.text.length);
  const before = top.filter(s => s.heading.from < at).length;
  const numbered = top.length === 0 || top.some(s => s.number);
  const number = String(before + 1);
  const text = fillTemplate(
    state.wanted.template || "N.1. ____.\n",
    number,
    cx.config,
    cx.profile?.titleWord ?? "",
  ).trimEnd();
  const body = numbered ? text : text.replace(/^\d+\.\d+\. /gm, "");
  const lead =
    at === 0 || /\n\r?\n$/.test(doc.text.slice(0, at)) ? "" : doc.text.slice(0, at).endsWith("\n") ? "\n" : "\n\n";
  const tail = at < doc.text.length ? "\n\n" : "\n";
  const edits: Edit[] = [
    { from: at, to: at, insert: `${lead}## ${numbered ? `${number}. ` : ""}${state.wanted.title}\n\n${body}${tail}` },
  ];
  // What follows moves one number on, with its references; in an act in force it must not.
  if (numbersStand(doc.header.state) && top.some(s => s.number && s.heading.from >= at)) return [];
  const moving = numbered ? shifted(doc, cx, at) : [];
  return [{ title, edits: [...edits, ...moving], ask: true }];
}

function endOf(doc: Doc, section: SectionState["after"] & object): number {
  const inner = doc.outline.sections.filter(s => s.parent === section).map(s => s.end);
  return Math.max(section.end, ...inner);
}

/** Number edits of everything behind `at`, as if one more section stood there. */
function shifted(doc: Doc, cx: Context, at: number): Edit[] {
  if (renumberEdits(cx.workspace, doc).length) return []; // the numbers are out of order anyway: renumbering comes after
  const map = new Map<string, string>();
  const edits: Edit[] = [];
  const move = (n: Numbered) => {
    const path = [n.parts[0]! + 1, ...n.parts.slice(1)].join(".");
    edits.push({ from: n.from, to: n.to, insert: path + (n.dot ? "." : "") });
    map.set(n.path, path);
  };
  for (const s of doc.outline.sections) {
    // Appendices number their sections by themselves.
    if (s.appendix && s.heading.from >= at) break;
    if (s.heading.from < at) continue;
    if (s.number && !s.number.roman) move(s.number);
    for (const c of s.clauses) if (!doc.outline.points) move(c.number);
  }
  return edits.length ? [...edits, ...citationEdits(cx.workspace, doc, map)] : edits;
}

export const contentMissing: Rule = {
  id: "content-missing",
  group: "structure",
  severity: "warning",
  summary: "Сказано всё, что в таком документе должно быть сказано.",
  docs: `Положение опирается на закон и устав (статьи 28 и 30 Федерального закона от 29.12.2012 № 273-ФЗ относят принятие локальных нормативных актов к компетенции организации в порядке, установленном уставом). Приказ ставит срок и контроль, протокол называет повестку и решения. Требования задаёт профиль вида документа; подойдёт любой пункт, в котором это сказано.`,
  examples: [
    {
      good: "---\nдокумент: протокол\n---\n\n# Протокол заседания клуба\n\nПовестка дня:\n\n1) О плане.\n\n1. СЛУШАЛИ: о плане.\n\n2. РЕШИЛИ: утвердить.\n",
    },
    {
      bad: "---\nдокумент: протокол\n---\n\n# <|Протокол заседания клуба|>\n\nПовестка дня:\n\n1) О плане.\n\n1. СЛУШАЛИ: о плане.\n",
    },
  ],
  reads: signsFootprint,
  *check(doc, cx) {
    if (!cx.profile || !doc.header.type) return;
    const missing = missingContents(doc, cx.profile).filter(c => c.need !== "возможен");
    if (!missing.length) return;
    const { sections, title } = doc.outline;
    for (const content of missing) {
      const home =
        content.section && sectionStates(doc, cx.profile).find(s => s.wanted.title === content.section)?.section;
      const heading = (home || undefined)?.heading ?? title ?? sections[0]?.heading;
      if (!heading) continue;
      yield {
        from: heading.number?.from ?? heading.titleFrom,
        to: heading.to,
        message: `Не сказано: ${content.title}.`,
        ...(home && content.template ? { fixes: () => [clauseInsertion(doc, cx, home, content.template)] } : {}),
      };
    }
  },
};

function clauseInsertion(doc: Doc, cx: Context, section: NonNullable<SectionState["section"]>, template: string): Fix {
  const last = section.clauses.filter(c => c.number.parts.length === 2).at(-1);
  const path =
    last && section.number
      ? `${last.number.parts[0]}.${last.number.parts[1]! + 1}. `
      : section.number
        ? `${section.number.path}.1. `
        : "";
  const at = section.end;
  const before = doc.text.slice(0, at);
  const lead = /\n\r?\n$/.test(before) ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const text = `${lead}${path}${fillTemplate(template, "", cx.config, cx.profile?.titleWord ?? "").trimEnd()}${at < doc.text.length ? "\n\n" : "\n"}`;
  return {
    title: `Добавить пункт${path ? ` ${path.trim().replace(/\.$/, "")}` : ""}`,
    edits: [{ from: at, to: at, insert: text }],
    ask: true,
  };
}
