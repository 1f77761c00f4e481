/** Headings that were written as Word shows them: in bold, or with a number and nothing else. */
import type { Doc } from "../../model/document";
import type { Profile } from "../../profiles/profile";
import { type Block, ofBlock } from "../../syntax/blocks";
import type { Span } from "../../syntax/span";
import { namesSection } from "../../workspace/packages/requirements";

export interface PseudoHeading extends Span {
  /** `1`; empty without a number. */
  readonly number: string;
  readonly title: string;
}

interface Candidate {
  readonly from: number;
  readonly to: number;
  readonly number: string;
  readonly title: string;
  readonly bold: boolean;
}

/** A block of one short line in bold or with a number of one part. */
export const candidateOf = ofBlock((block: Block): Candidate | "" => {
  if (block.kind !== "paragraph" && (block.kind !== "item" || block.mark?.kind !== "dot")) return "";
  const line = block.text.trimEnd();
  if (line.length > 120) return "";
  const m = /^ {0,3}(\*\*|__)?(?:(\d{1,2})\.\s*)?(\*\*|__)?(\p{Lu}[^\n*_|]*?)(\*\*|__)?[.\s]*(\*\*|__)?$/u.exec(line);
  if (!m) return "";
  const [, before, number = "", inner, title = "", after, last] = m;
  const bold = (before ?? inner) !== undefined && (after ?? last) !== undefined;
  if ((!bold && !number) || /[;:,!?]$/.test(title) || (!bold && /[.]\s*$/.test(line))) return "";
  return { from: line.length - line.trimStart().length, to: line.length, number, title: title.trim(), bold };
});

/** Pseudo-headings of a document whose profile has sections. They are certain enough for a finding, not for a fix that doesn't ask. */
export function pseudoHeadings(doc: Doc, profile: Profile | undefined): readonly PseudoHeading[] {
  if (!profile?.sections.length) return [];
  const { blocks, starts } = doc.tree;
  const found: PseudoHeading[] = [];
  for (const [i, block] of blocks.entries()) {
    const candidate = candidateOf(block);
    if (!candidate) continue;
    const { number, title, bold } = candidate;
    const named = profile.sections.some(s => namesSection(s, title));
    const next = blocks.slice(i + 1, i + 4).find(b => b.kind !== "blank");
    const leads = number !== "" && next?.kind === "clause" && next.number?.path === `${number}.1`;
    if (!(bold ? leads || named || (number && next?.kind !== "item") : leads && (named || doc.outline.points)))
      continue;
    found.push({ from: starts[i]! + candidate.from, to: starts[i]! + candidate.to, number, title });
  }
  return found;
}
