import type { Doc } from "../../model/document";
import { fileName, linkPath, relativePath, resolveUri } from "../../model/uris";
import { nearest } from "../../russian/nearest";
import { rangeOf } from "../../syntax/yaml";
import { isDocument, type Workspace } from "../../workspace/docs";
import { linksOf } from "../../workspace/links";
import { resolve } from "../../workspace/neighbours";
import { cellsOf, tableOf } from "../../workspace/tables";
import type { Problem, Rule } from "../engine/rule";
import { referencesFootprint } from "./footprint";

export const refFile: Rule = {
  id: "ref-file",
  group: "references",
  severity: "error",
  yaml: true,
  summary: "Файл, на который ссылается документ, есть в папке.",
  docs: "Документы пакета связаны именами файлов: положение называет приказ, которым утверждено, план — положение, на котором основан. Если файл переименован или не сохранён, связь обрывается молча: пункты плана не с чем сверить, а ссылка в тексте никуда не ведёт.\n\nПроверяются ключи `утверждено`, `приложение к`, `основание`, столбцы с файлами (`протокол` в графике) и ссылки на файлы `.reg.md` и `.reg.yaml`. Ссылки на сайты и на файлы других видов не проверяются.",
  examples: [
    {
      good: "//- polozhenie.reg.md\n---\nдокумент: положение\nутверждено: prikaz-7.reg.md\n---\n\n# Положение о совете\n//- prikaz-7.reg.md\n---\nдокумент: приказ\n---\n\n# Об утверждении положения\n",
    },
    {
      bad: "//- polozhenie.reg.md\n---\nдокумент: положение\nутверждено: <|prikaz-07.reg.md|>\n---\n\n# Положение о совете\n//- prikaz-7.reg.md\n---\nдокумент: приказ\n---\n\n# Об утверждении положения\n",
      fixed: "---\nдокумент: положение\nутверждено: prikaz-7.reg.md\n---\n\n# Положение о совете\n",
    },
    {
      bad: "---\nдокумент: положение\n---\n\n# Положение о совете\n\n## 1. Общие положения\n\n1.1. Задачи перечислены в [плане](<|plan-raboty.reg.yaml|>).\n",
    },
    {
      bad: "//- grafik.reg.yaml\nдокумент: график\nзаседания:\n  - { номер: 1, дата: 2025-09-11, тема: План работы, протокол: <|protokol-01.reg.md|> }\n  - { номер: 2, дата: 2025-10-09, тема: Итоги, протокол: protokol-2.docx }\n//- protokol-1.reg.md\n---\nдокумент: протокол\n---\n\n# Протокол\n",
      fixed:
        "документ: график\nзаседания:\n  - { номер: 1, дата: 2025-09-11, тема: План работы, протокол: protokol-1.reg.md }\n  - { номер: 2, дата: 2025-10-09, тема: Итоги, протокол: protokol-2.docx }\n",
      hidden: true,
    },
    {
      good: "---\nдокумент: положение\n---\n\n# Положение о совете\n\n1.1. Образец – в [файле](obrazec.docx) и на [сайте](https://example.org/plan.reg.md).\n",
      hidden: true,
    },
  ],
  reads: referencesFootprint,
  *check(doc, { profile, workspace }) {
    const { header } = doc;
    const keys = { утверждено: header.approvedBy, "приложение к": header.appendixTo, основание: header.basis };
    for (const [key, path] of Object.entries(keys)) {
      if (!path || !header.yaml || !names(path) || resolve(workspace, doc.uri, path)) continue;
      const span = rangeOf(header.yaml, [key]);
      yield missing(workspace, doc, span.from, span.to, path, `В шапке («${key}») указан`);
    }
    const table = tableOf(doc, profile);
    const hasFiles = table?.shape.columns.some(c => c.kind === "файл");
    for (const cell of hasFiles ? table!.rows.flatMap(row => cellsOf(row, "файл")) : [])
      if (names(cell.text) && !resolve(workspace, doc.uri, cell.text))
        yield missing(workspace, doc, cell.from, cell.to, cell.text, `В столбце «${cell.column.key}» указан`);
    for (const link of linksOf(doc)) {
      if (!link.path || !isDocument(resolveUri(doc.uri, link.path)) || resolve(workspace, doc.uri, link.path)) continue;
      const to =
        link.targetTo - (link.anchor ? doc.text.slice(link.targetFrom, link.targetTo).length - link.path.length : 0);
      yield missing(workspace, doc, link.targetFrom, to, link.path, "Ссылка ведёт в", linkPath);
    }
  },
};

/** A value that names a document of the workspace; not «prikaz.pdf», a title in words or a blank. */
const names = (path: string) =>
  isDocument(path) || (/^[^\s«»]+$/u.test(path) && !/\.[a-z]{2,5}$/i.test(path) && !/^_+$/.test(path));

function missing(
  workspace: Workspace,
  doc: Doc,
  from: number,
  to: number,
  path: string,
  lead: string,
  write = (plain: string) => plain,
): Problem {
  const message = `${lead} файл ${path}, а его нет.`;
  const folder = resolveUri(doc.uri, ".");
  const near = [...workspace.docs.keys()].filter(
    uri => uri !== doc.uri && uri.startsWith(`${folder}/`) && isDocument(uri) && fileName(uri) !== "reglament.yaml",
  );
  const given = path.slice(path.lastIndexOf("/") + 1);
  const found =
    nearest(given, near.map(fileName)) ??
    near.map(fileName).find(n => n.replace(/\.reg\.(?:md|ya?ml)$/, "") === given.replace(/\.[a-z.]+$/, ""));
  const uri = near.find(u => fileName(u) === found);
  if (!uri) return { from, to, message };
  const insert = write(relativePath(folder, uri));
  // Another number is another document: «protokol-4» isn't «protokol-1» misspelt.
  const figures = (name: string) => name.replace(/\D+/g, " ").trim();
  const ask = figures(insert) === figures(path) ? {} : { ask: true as const };
  return {
    from,
    to,
    message,
    fixes: () => [{ title: `Исправить на ${insert}`, edits: [{ from, to, insert }], ...ask }],
  };
}
