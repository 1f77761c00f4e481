/** Short forms and terms of a document: declared in the header or introduced in the text with «(далее – …)». */

import { fold, stem, words } from "../russian/words";
import { type Block, blocksWhere } from "../syntax/blocks";
import type { Span } from "../syntax/span";
import { type Doc, ofDoc } from "./document";
import { factsOf } from "./facts";

export interface Term {
  readonly short: string;
  /** The words it stands for; empty when they aren't known. */
  readonly full: string;
  /** Where: «в шапке», «в пункте 1.1»; for hovers. */
  readonly where: string;
  readonly places: readonly TermPlace[];
}

interface TermPlace extends Span {
  /** The short form itself. */
  readonly shortFrom: number;
  readonly shortTo: number;
  readonly dash: string;
  readonly block: number;
  /** Place of the full form before the bracket; equal ends when it isn't known. */
  readonly fullFrom: number;
  readonly fullTo: number;
}

/** Terms by their short form. */
export const termsOf = ofDoc((doc: Doc): ReadonlyMap<string, Term> => readTerms(doc));

function readTerms(doc: Doc): ReadonlyMap<string, Term> {
  const found = new Map<string, { short: string; full: string; where: string; places: TermPlace[] }>();
  for (const t of doc.header.terms) found.set(t.short, { short: t.short, full: t.full, where: "в шапке", places: [] });
  const { blocks, starts } = doc.tree;
  for (const i of blocksWhere(doc.tree, introduces)) {
    const block = blocks[i]!;
    for (const intro of factsOf(block).introductions) {
      const start = starts[i]!;
      const full = fullForm(block.text.slice(block.from, intro.from), intro.short);
      const fullTo = start + block.from + (full?.to ?? 0);
      const place: TermPlace = {
        from: start + intro.from,
        to: start + intro.to,
        shortFrom: start + intro.shortFrom,
        shortTo: start + intro.shortTo,
        dash: intro.dash,
        block: i,
        fullFrom: full ? start + block.from + full.from : fullTo,
        fullTo,
      };
      const clause = doc.outline.clauseOf[i];
      const term = found.get(intro.short);
      if (term) {
        term.places.push(place);
        if (!term.full && full) term.full = full.text;
      } else {
        found.set(intro.short, {
          short: intro.short,
          full: full?.text ?? "",
          where: clause ? `в пункте ${clause.number.path}` : "в тексте",
          places: [place],
        });
      }
    }
  }
  return found;
}

/** Whether a block introduces a short form: «(далее – …)». */
export const introduces = (block: Block) => block.text.includes("алее") && factsOf(block).introductions.length > 0;

/** The words right before the bracket whose first letters make the abbreviation, with what follows them. */
function fullForm(before: string, short: string): { from: number; to: number; text: string } | undefined {
  if (!/^\p{Lu}{2,8}$/u.test(short)) return undefined;
  const all = words(before);
  const letters = [...fold(short)];
  for (let at = all.length - letters.length; at >= 0; at--) {
    if (letters.every((l, i) => all[at + i]!.fold[0] === l)) {
      const from = all[at]!.from;
      const to = all[at + letters.length - 1]!.to;
      return { from, to, text: before.slice(from, to) };
    }
  }
  return undefined;
}

/** Stems of a phrase's words, for comparing phrases over cases. */
export const stemsOf = (phrase: string): string[] => words(phrase).map(w => stem(w.fold));
