import { fold, stem } from "../../russian/words";
import { documentationOf, documentationSeen } from "../../workspace/packages/companions";
import { placeOf } from "../../workspace/place";
import type { Rule } from "../engine/rule";

const HEAD = "---\nдокумент: положение\nпрофиль: ПОС\n---\n\n# Положение о клубе\n\n## 1. Документация\n\n";

export const documentListGap: Rule = {
  id: "document-list-gap",
  group: "package",
  severity: "information",
  summary: "В перечне документации есть всё, что ведётся на деле.",
  docs: `Заседания без протоколов не оставляют решений: нечего исполнять и нечем отчитаться. Если положение перечисляет документацию, в перечне должны быть и протоколы заседаний.`,
  examples: [
    { good: `${HEAD}1.1. В клубе ведутся план работы, протоколы заседаний и отчёт.\n` },
    { bad: `${HEAD}1.1. <|В клубе ведутся план работы и отчёт.|>\n` },
  ],
  reads: documentationSeen,
  *check(doc, { profile }) {
    if (!profile?.documentation.length) return;
    const places = documentationOf(doc);
    if (!places.length) return;
    const whole = fold(places.map(p => doc.text.slice(p.from, p.to)).join(" "));
    const missing = profile.documentation.filter(d => !whole.includes(stem(fold(d))));
    if (!missing.length) return;
    const at = places.find(p => /план|график|отч[её]т|дорожн/iu.test(doc.text.slice(p.from, p.to))) ?? places[0]!;
    yield {
      from: at.from,
      to: at.to,
      message: `${placeOf(doc, at.block)} перечислена документация, но среди неё нет: ${missing.map(m => (m === "протокол" ? "протоколы заседаний" : m)).join(", ")}.`,
    };
  },
};
