/** What a document's plain references mean: its own clauses, sections and appendices, or somebody else's. */
import { type Doc, ofDoc } from "../../model/document";
import { factsOf, type Reference } from "../../model/facts";
import { profileOf } from "../../profiles/all";
import { fold, stem } from "../../russian/words";
import { type Block, blocksWhere } from "../../syntax/blocks";
import { flow } from "../../syntax/inline";

export interface OwnReference extends Reference {
  readonly block: number;
  /** Absolute place of the number. */
  readonly at: number;
  readonly end: number;
}

/** References to this very document in text order. Where a block may speak of another act, silence: those are left out. */
export const ownReferences = ofDoc((doc: Doc): readonly OwnReference[] => {
  const found: OwnReference[] = [];
  for (const i of blocksWhere(doc.tree, refers)) {
    const block = doc.tree.blocks[i]!;
    const { references, links, acts } = factsOf(block);
    const start = doc.tree.starts[i]!;
    const text = flow(block);
    for (const r of references) {
      if (r.foreign || links.some(l => l.from <= r.numberFrom && r.numberTo <= l.to)) continue;
      const behind = text.slice(r.to, r.to + 300).replace(/^\./, "");
      // «Пункт 1.2 утратил силу» keeps the number of what is gone.
      if (/^[\s\u00a0]*(?:\([^)]*\)\s*)?(?:утрати|исключ[её]н|признан)/iu.test(behind)) continue;
      if (!says(behind)) {
        // «пункт 3.1 Положения» in an order means the Положение, «раздел 2 Порядка» the Порядок.
        if (ANOTHER.test(behind) && !namesItself(doc, behind)) continue;
        // «в соответствии с Порядком (п. 7.2)»
        if (acts.length || ACT.test(sentenceBefore(text, r.from))) continue;
      }
      found.push({ ...r, block: i, at: start + r.numberFrom, end: start + r.numberTo });
    }
  }

  return found;
});
/** «… раздела 2 Положения» in a regulation: the kind of the document itself. */
function namesItself(doc: Doc, behind: string): boolean {
  const word = /^\s*(\p{Lu}\p{L}+)/u.exec(behind)?.[1];
  return (
    word !== undefined &&
    profileOf(doc, [])?.part === "основа" &&
    stem(fold(word)) === stem(fold(doc.header.type ?? ""))
  );
}

const refers = (block: Block) => factsOf(block).references.length > 0;

/** «… настоящего Положения», «… данного приказа». */
const says = (behind: string) => /^[\s\u00a0]*(?:к[ \u00a0]+)?(?:настоящ|данн(?:ого|ому)|этого|этому)/iu.test(behind);
const ANOTHER =
  /^[\s\u00a0]*(?:к[\s\u00a0]+\p{L}|\p{Lu}\p{Ll}+|положени|перечн|списк|протокол|приказ|план|договор|закон)/u;
const ACT =
  /(?<!\p{L})(?:Поряд(?:ок|к\p{Ll}+)|Правил\p{Ll}*|Устав\p{Ll}*|Федеральн\p{Ll}+|Приказ\p{Ll}*|Закон\p{Ll}*|Кодекс\p{Ll}*|Указ\p{Ll}*|Постановлени\p{Ll}+|Санитарн\p{Ll}+|СанПиН|СП)(?!\p{L})/u;

function sentenceBefore(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 300), at);
  const stops = [...before.matchAll(/[.;!?]\s+(?=\p{Lu})/gu)];
  return before.slice(stops.length ? stops.at(-1)!.index + 1 : 0);
}
