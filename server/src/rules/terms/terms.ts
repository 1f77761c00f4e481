/** What the rules of terms share: short forms that need no introduction, and uses of short forms in the running text. */
import type { Doc } from "../../model/document";
import { factsOf } from "../../model/facts";
import { type Block, blocksWhere } from "../../syntax/blocks";
import type { Span } from "../../syntax/span";

/** Everybody in a school reads these. */
const COMMON = new Set(
  "РФ РСФСР СССР МАОУ МБОУ МОУ МКОУ ГБОУ ГОУ ГКОУ МБДОУ МДОУ МАДОУ ГБДОУ ДОУ МБУДО МАУДО МБУ МАУ ГБУ ЧОУ АНО СОШ ООШ НОШ СШ ДС ЦРР ДШИ ДЮСШ ЦДТ ФГОС ФЗ НОО ООО СОО ФОП ФООП ООП АООП АОП УВР НМР ВР АХЧ АХР МО ШМО РМО ГМО ОВЗ ИКТ ФИО ПДД ЕГЭ ОГЭ ГИА ВПР ОБЖ ОБЗР МХК ИЗО ГОСТ ТК ГК КОАП СНИЛС ИНН ОГРН КПП ЕГРЮЛ ПАО США ЮНЕСКО ЧС МЧС МВД ГИБДД ПМПК ППК ППМС КДН ЗП СМИ ЭОР ЦОР ПК ТСО РАО СП КТП РФФИ ВУЗ НИИ ДПО ИРО КПК ИПК ЦНППМ".split(
    " ",
  ),
);

export interface Use extends Span {
  readonly text: string;
  readonly block: number;
  /** In a heading or the title. */
  readonly inHeading: boolean;
}

/** Short forms of the text in order, but for common ones, words of capitals among capitals («ПОВЕСТКА ДНЯ») and names in quotes. */
export function shortFormUses(doc: Doc, ownNames: string): Use[] {
  const found: Use[] = [];
  for (const i of blocksWhere(doc.tree, abbreviates)) {
    const block = doc.tree.blocks[i]!;
    const { abbreviations, words } = factsOf(block);
    for (const a of abbreviations) {
      if (a.from < block.from || a.text.length > 5 || COMMON.has(a.text) || !/^[А-ЯЁ]+$/.test(a.text)) continue;
      if (ownNames.includes(a.text)) continue;
      const at = words.findIndex(w => w.from >= a.from);
      const near = [words[at - 1], words[at + 1]];
      if (
        near.some(
          w =>
            w &&
            w.text.length > 1 &&
            /^[\p{Lu}-]+$/u.test(w.text) &&
            Math.min(Math.abs(w.to - a.from), Math.abs(w.from - a.to)) <= 2,
        )
      )
        continue;
      const start = doc.tree.starts[i]!;
      found.push({
        text: a.text,
        block: i,
        inHeading: block.kind === "heading",
        from: start + a.from,
        to: start + a.to,
      });
    }
  }
  return found;
}

const abbreviates = (block: Block) => block.kind !== "header" && factsOf(block).abbreviations.length > 0;

/** Names in which unknown capitals are nobody's short form. */
export function ownNames(
  doc: Doc,
  organisation: { readonly full?: string; readonly short?: string } | undefined,
): string {
  const { header, outline } = doc;
  return [
    header.organisation?.full,
    header.organisation?.short,
    organisation?.full,
    organisation?.short,
    outline.title?.title,
  ]
    .filter(Boolean)
    .join(" ");
}
