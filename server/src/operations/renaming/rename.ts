/** Renaming of whatever stands at a place, in every document that speaks of it. What can't be renamed says why. */

import type { Doc } from "../../model/document";
import type { Workspace } from "../../workspace/docs";
import { type Occurrence, occurrenceAt } from "../../workspace/entities/occurrences";
import type { Refusal } from "../refusal";
import { renamableFile } from "./rename-files";
import { renamableRole, renamableTerm } from "./rename-names";
import { renamableAppendix, renamableHeading, renamableNumber } from "./rename-numbers";
import { renamablePerson } from "./rename-people";
import type { Renamable } from "./renaming";

export function renamableAt(workspace: Workspace, doc: Doc, offset: number): Renamable | Refusal {
  const found = occurrenceAt(workspace, doc, offset);
  if (found) return renamable(workspace, doc, found, offset);
  return (
    renamableHeading(workspace, doc, offset) ?? {
      refused:
        "Здесь нечего переименовать: поставьте курсор на название роли, термин, фамилию, номер пункта или имя файла.",
    }
  );
}

function renamable(workspace: Workspace, doc: Doc, found: Occurrence, offset: number): Renamable | Refusal {
  const { kind } = found.entity;
  switch (kind) {
    case "role":
      return renamableRole(workspace, doc, found);
    case "term":
      return renamableTerm(workspace, doc, found);
    case "person":
      return renamablePerson(workspace, doc, found);
    case "number":
      return renamableNumber(workspace, doc, found);
    case "appendix":
      return renamableAppendix(workspace, doc, found, offset);
    case "file":
      return renamableFile(workspace, found);
    case "act":
      return { refused: "Это чужой акт: его дата, номер и название взяты из него самого. Исправьте их вручную." };
    default:
      return kind satisfies never;
  }
}
