/** What a renaming is: its edits, files that move, doubts, refusals. */

import type { Doubt } from "../../russian/replace";
import type { Edit } from "../../syntax/edits";
import type { Span } from "../../syntax/span";
import type { Refusal } from "../refusal";

export interface RenameEdit extends Edit {
  readonly uri: string;
  /** Why a person should look before it is made. */
  readonly doubt?: Doubt;
}

/** A file that gets another name. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

export interface Renaming {
  /** What is done, for the preview: «Роль «координатор» → «модератор»». */
  readonly label: string;
  readonly edits: readonly RenameEdit[];
  readonly move?: Move;
}

/** A thing at a place that can be renamed. */
export interface Renamable extends Span {
  /** Its name as it is written in lists: a role in the nominative, a number without its dot. */
  readonly placeholder: string;
  rename(name: string): Renaming | Refusal;
}
