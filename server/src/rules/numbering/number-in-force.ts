import type { Doc } from "../../model/document";
import { byNumber } from "../../model/numbers";
import { fileName } from "../../model/uris";
import type { Workspace } from "../../workspace/docs";
import { linkersOf, linksOf } from "../../workspace/links";
import { resolve } from "../../workspace/neighbours";
import { nothing } from "../engine/footprint";
import type { Related, Rule } from "../engine/rule";

export const numberInForce: Rule = {
  id: "number-in-force",
  group: "state",
  severity: "warning",
  summary: "В действующем документе номера не меняются.",
  docs: "На пункты действующего акта ссылаются другие документы – и те, которых в папке нет. Если номер сменить, ссылка поведёт к другой норме. Поэтому отменённый пункт не удаляют, а пишут на его месте «Утратил силу», новый ставят с добавочным номером (2.6.1 между 2.6 и 2.7), а изменения оформляют приказом.\n\nИз одной редакции не видно, каким номер был раньше. Правило замечает смену по следам: другой документ пакета ссылается на пункт действующего акта, а такого номера в нём больше нет.",
  examples: [
    {
      good: "//- polozhenie.reg.md\n---\nдокумент: положение\nсостояние: действует\n---\n\n# Положение о совете\n\n## 1. Состав\n\n1.1. Состав утверждает директор.\n\n1.2. Утратил силу.\n//- otchyot.reg.md\n# Отчёт\n\nСделано по [п. 1.2](polozhenie.reg.md#1.2).\n",
    },
    {
      bad: "//- polozhenie.reg.md\n---\nдокумент: положение\nсостояние: действует\n---\n\n# Положение о совете\n\n## 1. Состав\n\n<|1.1.|> Состав утверждает директор.\n//- otchyot.reg.md\n# Отчёт\n\nСделано по [п. 1.2](polozhenie.reg.md#1.2).\n",
    },
    {
      good: "//- polozhenie.reg.md\n---\nдокумент: положение\nсостояние: проект\n---\n\n# Положение о совете\n\n## 1. Состав\n\n1.1. Состав утверждает директор.\n//- otchyot.reg.md\n# Отчёт\n\nСделано по [п. 1.2](polozhenie.reg.md#1.2).\n",
      hidden: true,
    },
  ],
  reads: nothing,
  *check(doc, { workspace }) {
    if (doc.header.state !== "действует") return;
    const { clauses, sections } = doc.outline;
    const numbers = [...clauses.map(c => c.number), ...sections.flatMap(s => s.number ?? [])].sort(
      (a, b) => a.from - b.from,
    );
    const there = new Set(numbers.flatMap(n => [n.path, String(n.parts[0])]));
    for (const [path, related] of cited(workspace, doc)) {
      if (there.has(path)) continue;
      // The neighbour before the lost number, else whatever comes first.
      const before =
        numbers.filter(n => byNumber(n.path, path) < 0).sort((a, b) => byNumber(b.path, a.path))[0] ?? numbers[0];
      const span = before ?? doc.outline.title ?? { from: doc.header.end, to: doc.header.end };
      const who = related[0]!.uri ? ` из файла ${fileName(related[0]!.uri)}` : "";
      yield {
        from: span.from,
        to: span.to,
        related,
        message: `На пункт ${path} ссылаются${who}, а в действующем документе его нет: номер изменён или пункт удалён без отметки «утратил силу».`,
      };
    }
  },
};

/** Numbers of `doc` that other documents link to. */
function cited(workspace: Workspace, doc: Doc): Map<string, Related[]> {
  const found = new Map<string, Related[]>();
  for (const other of linkersOf(workspace, doc)) {
    if (other === doc || other.kind !== "text") continue;
    for (const link of linksOf(other)) {
      if (!/^\d{1,3}(?:\.\d{1,3})*$/.test(link.anchor) || resolve(workspace, other.uri, link.path) !== doc) continue;
      const all = found.get(link.anchor) ?? [];
      all.push({ uri: other.uri, from: link.from, to: link.to, message: `Ссылка на пункт ${link.anchor}` });
      found.set(link.anchor, all);
    }
  }
  return found;
}
