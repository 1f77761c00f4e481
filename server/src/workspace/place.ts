import type { Doc } from "../model/document";
import type { Section } from "../model/outline";
import { blockAt } from "../syntax/blocks";
import type { Workspace } from "./docs";
import { profileFor } from "./packages/packages";
import { tableOf } from "./tables";

/** «В пункте 2.3», «В разделе 3»: where a block stands, as a person would say it. */
export function placeOf(doc: Doc, block: number): string {
  const clause = doc.outline.clauseOf[block];
  if (clause) return `В пункте ${clause.number.path}`;
  const section = doc.outline.sectionOf[block];
  if (section?.number) return `В разделе ${section.number.path}`;
  if (section) return `В разделе «${section.heading.title}»`;
  return "В тексте";
}

/** «п. 2.3», «прил. 1, разд. 2», «строка 4», «шапка»: the place of a remark as a reviewer writes it before a colon. */
export function remarkPlace(workspace: Workspace, doc: Doc, offset: number): string {
  const row = tableOf(doc, profileFor(workspace, doc))?.rows.findIndex(r => r.from <= offset && offset <= r.to) ?? -1;
  if (doc.kind === "workspace") return "настройки организации";
  if (doc.kind === "table") return row >= 0 ? `строка ${row + 1}` : "шапка";
  const at = textAddress(doc, offset);
  return row >= 0 ? `${at}, строка ${row + 1}` : at;
}

function textAddress({ tree, outline }: Doc, offset: number): string {
  const block = blockAt(tree, offset);
  if (tree.blocks[block]?.kind === "header") return "шапка";
  if (outline.title && outline.title.block === block) return "название";
  const section = outline.sectionOf[block];
  const clause = outline.clauseOf[block];
  const appendix = appendixOf(section);
  const inner = clause
    ? `п. ${clause.number.path}`
    : section && section !== appendix
      ? sectionName(section)
      : undefined;
  return [appendix && appendixName(appendix), inner].filter(Boolean).join(", ") || "вводная часть";
}

function appendixOf(section: Section | undefined): Section | undefined {
  return section?.appendix ? section : section && appendixOf(section.parent);
}

const appendixName = ({ appendix }: Section): string => (appendix?.number ? `прил. ${appendix.number}` : "приложение");

const sectionName = ({ number, heading }: Section): string =>
  number ? `разд. ${number.path}` : `раздел «${heading.title}»`;
