import { type Doc, ofDoc } from "../../model/document";
import { depthOf, lastPart, parentPath, withParents } from "../../model/numbers";
import { rangeOf } from "../../syntax/yaml";
import { linksOf } from "../../workspace/links";
import { resolve } from "../../workspace/neighbours";
import { placeOf } from "../../workspace/place";
import type { Fix, Rule } from "../engine/rule";
import { referencesFootprint } from "./footprint";
import { ownReferences } from "./own-references";

export const refBroken: Rule = {
  id: "ref-broken",
  group: "references",
  severity: "error",
  summary: "Пункт или раздел, на который ссылаются, есть в документе.",
  docs: "Ссылка на пункт, которого нет, чаще всего остаётся от прежней нумерации: пункт убрали или добавили, а ссылку не поправили. Норму, к которой она вела, читатель уже не найдёт, а при споре её нельзя применить.\n\nПроверяются ссылки внутри документа («п. 2.3», «в разделе 3», «пунктом 2.3 настоящего Положения») и ссылки на пункты других файлов. Номера чужих актов — законов, порядков, приказов — не проверяются.",
  examples: [
    {
      good: "# Положение о совете\n\n## 1. Состав\n\n1.1. Секретарь избирается в порядке пункта 1.2.\n\n1.2. Голосование открытое.\n",
    },
    {
      bad: "# Положение о совете\n\n## 1. Состав\n\n1.1. Секретарь избирается в порядке пункта <|1.7|>.\n\n1.2. Голосование открытое.\n",
      fixed:
        "# Положение о совете\n\n## 1. Состав\n\n1.1. Секретарь избирается в порядке пункта 1.2.\n\n1.2. Голосование открытое.\n",
    },
    {
      bad: "# Положение о совете\n\n## 1. Состав\n\n1.1. Задачи названы в разделе <|4|> настоящего Положения.\n\n## 2. Задачи\n\n2.1. Задачи года.\n",
    },
    {
      bad: "//- prikaz.reg.md\n# Приказ\n\n1. Исполнить [п. 2.2](polozhenie.reg.md#<|2.2|>).\n\n//- polozhenie.reg.md\n# Положение о совете\n\n## 1. Состав\n\n1.1. Состав утверждается приказом.\n",
    },
    {
      good: "# Положение о совете\n\n## 1. Состав\n\n1.1. Применяется пункт 7.4 Порядка, а по пункту 3.9 статьи 28 Федерального закона – устав.\n\n1.2. В соответствии с Правилами приёма (п. 5.5) ведётся журнал.\n",
      hidden: true,
    },
    {
      good: "# О создании совета\n\nПРИКАЗЫВАЮ:\n\n1. Исполнить пункт 3.1 Положения.\n\n2. Контроль по пункту 1 оставляю за собой.\n",
      hidden: true,
    },
  ],
  reads: referencesFootprint,
  *check(doc, { workspace }) {
    const paths = pathsOf(doc);
    if (paths.clauses.size) {
      for (const r of ownReferences(doc)) {
        if (r.target === "appendix" || paths.all.has(r.path)) continue;
        // «пункт 3» of a document with sections may be an item «3)»; so may «2.3.1» when 2.3 has items.
        if (r.target === "clause" && !doc.outline.points && depthOf(r.path) === 1) continue;
        if (r.target === "clause" && hasItem(doc, parentPath(r.path), lastPart(r.path))) continue;
        if (r.target === "section" && !doc.outline.sections.some(s => s.number)) continue;
        const what =
          r.target === "section" ? `на раздел ${r.path}, а такого раздела` : `на пункт ${r.path}, а такого пункта`;
        const pool = r.target === "section" ? paths.sections : paths.clauses;
        yield {
          from: r.at,
          to: r.end,
          message: `${placeOf(doc, r.block)} ссылка ${what} в документе нет.`,
          fixes: () => fixes(r.at, r.end, r.path, pool),
        };
      }
      const { yaml } = doc.header;
      for (const role of yaml ? doc.header.roles : []) {
        if (!role.clause || paths.all.has(role.clause.replace(/\.$/, ""))) continue;
        const { from, to } = rangeOf(yaml!, ["роли", role.name, "пункт"]);
        yield {
          from,
          to,
          message: `Роль «${role.name}» отсылает к пункту ${role.clause}, а такого пункта в документе нет.`,
          fixes: () => fixes(from, to, role.clause!, paths.clauses),
        };
      }
    }
    for (const link of linksOf(doc)) {
      if (!/^\d{1,3}(?:\.\d{1,3})*$/.test(link.anchor)) continue;
      const target = link.path ? resolve(workspace, doc.uri, link.path) : doc;
      if (target?.kind !== "text") continue;
      const there = target === doc ? paths : pathsOf(target);
      if (there.all.has(link.anchor)) continue;
      const from =
        link.targetTo -
        (doc.text.slice(link.targetFrom, link.targetTo).length -
          doc.text.slice(link.targetFrom, link.targetTo).indexOf("#") -
          1);
      const to = from + link.anchor.length;
      const where = target === doc ? "в документе" : `в документе ${link.path}`;
      yield {
        from,
        to,
        message: `Ссылка ведёт к пункту ${link.anchor}, а его ${where} нет.`,
        fixes: () => fixes(from, to, link.anchor, there.clauses),
      };
    }
  },
};

interface Paths {
  readonly clauses: ReadonlySet<string>;
  readonly sections: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
}

const pathsOf = ofDoc((doc: Doc): Paths => {
  const clauses = new Set(doc.outline.clauses.map(c => c.number.path));
  const sections = new Set(doc.outline.sections.flatMap(s => s.number?.path ?? []));
  // A section without a heading number exists by its clauses.
  for (const path of clauses) if (parentPath(path)) sections.add(withParents(path)[0]!);
  return { clauses, sections, all: new Set([...clauses, ...sections]) };
});

function hasItem(doc: Doc, path: string, n: number): boolean {
  return doc.outline.lists.some(
    l => l.clause?.number.path === path && l.items.length >= n && l.items[0]!.mark.kind !== "bullet",
  );
}

/** The nearest existing numbers: of the same parent first. All are only offered: nobody but the author knows which was meant. */
function fixes(from: number, to: number, path: string, pool: ReadonlySet<string>): Fix[] {
  const near = [...pool]
    .filter(p => parentPath(p) === parentPath(path))
    .sort((a, b) => Math.abs(lastPart(a) - lastPart(path)) - Math.abs(lastPart(b) - lastPart(path)));
  return near
    .slice(0, 3)
    .map(insert => ({ title: `Исправить на ${insert}`, edits: [{ from, to, insert }], ask: true }));
}
