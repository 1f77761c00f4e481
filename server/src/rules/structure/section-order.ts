import type { Section } from "../../model/outline";
import { sectionStates } from "../../workspace/packages/requirements";
import { signsFootprint } from "../engine/footprint";
import type { Rule } from "../engine/rule";

export const sectionOrder: Rule = {
  id: "section-order",
  group: "structure",
  severity: "information",
  summary: "Разделы идут в обычном порядке.",
  docs: "Читатель ищет предмет акта в первом разделе, а порядок принятия и изменений – в последнем. Обычный порядок разделов сложился в практике и задан профилем документа; закон его не требует, поэтому замечание – сведение.\n\nПравило смотрит только на обязательные разделы профиля, а также на то, что первый раздел стоит первым, а заключительный – последним: прочие школы располагают по-разному.",
  examples: [
    {
      good: "---\nдокумент: положение\n---\n\n# Положение о совете\n\n## 1. Общие положения\n\n## 2. Цели и задачи\n\n## 3. Документация\n\n## 4. Права и обязанности\n\n## 5. Заключительные положения\n",
    },
    {
      bad: "---\nдокумент: положение\n---\n\n# Положение о совете\n\n## 1. Общие положения\n\n<|## 2. Заключительные положения|>\n\n## 3. Цели и задачи\n",
    },
    {
      bad: "---\nдокумент: положение\n---\n\n# Положение о совете\n\n## 1. Организация деятельности\n\n<|## 2. Цели и задачи|>\n",
    },
    {
      good: "---\nдокумент: приказ\n---\n\n# О совете\n\n## Заключительные положения\n\n## Общие положения\n",
      hidden: true,
    },
  ],
  reads: signsFootprint,
  *check(doc, { profile }) {
    if (!profile || profile.sections.length < 2) return;
    const states = sectionStates(doc, profile);
    // A heading that stands for several sections has no single place.
    const count = new Map<Section, number>();
    for (const { section } of states) if (section) count.set(section, (count.get(section) ?? 0) + 1);
    const known = states.flatMap(({ section, wanted }, i) =>
      section && count.get(section) === 1 ? [{ section, wanted, i }] : [],
    );
    const strict = known
      .filter(k => k.wanted.need === "обязателен")
      .sort((a, b) => a.section.heading.from - b.section.heading.from);
    const last = profile.sections.length - 1;
    // A final section with others behind it is itself out of place; the others are not.
    const early = strict.find(
      k => k.i === last && known.some(o => o.section.heading.from > k.section.heading.from && o.i !== last),
    );
    const rest = strict.filter(k => k !== early);
    const inPlace = increasing(rest.map(k => k.i));
    const misplaced = new Set([...rest.filter((_, n) => !inPlace.has(n)), ...(early ? [early] : [])]);
    for (const [n, known] of strict.entries()) {
      if (!misplaced.has(known)) continue;
      const { section, wanted, i } = known;
      const before = strict.slice(0, n).find(k => k.i > i);
      const hint = before
        ? `обычно он стоит до раздела «${before.wanted.title}»`
        : `после него обычно нет других разделов`;
      yield {
        from: section.heading.from,
        to: section.heading.to,
        message: `Раздел «${wanted.title}» не на обычном месте: ${hint}.`,
      };
    }
  },
};

/** Indexes of a longest increasing subsequence; the lists have a dozen entries. */
function increasing(list: readonly number[]): ReadonlySet<number> {
  const best: number[][] = [];
  let longest: number[] = [];
  list.forEach((value, n) => {
    let chain: number[] = [];
    for (let k = 0; k < n; k++) if (list[k]! < value && best[k]!.length > chain.length) chain = best[k]!;
    best.push([...chain, n]);
    if (best[n]!.length > longest.length) longest = best[n]!;
  });
  return new Set(longest);
}
