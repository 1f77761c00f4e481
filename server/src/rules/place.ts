import type { Doc } from "../model/document";

/** «В пункте 2.3», «В разделе 3»: where a block stands, as a person would say it. */
export function placeOf(doc: Doc, block: number): string {
  const clause = doc.outline.clauseOf[block];
  if (clause) return `В пункте ${clause.number.path}`;
  const section = doc.outline.sectionOf[block];
  if (section?.number) return `В разделе ${section.number.path}`;
  if (section) return `В разделе «${section.heading.title}»`;
  return "В тексте";
}
