/** Operations on the clause or section at the cursor; in the order of the menu. */
export const clauseOperations = [
  "insertAfter",
  "insertBefore",
  "insertSection",
  "moveUp",
  "moveDown",
  "demote",
  "promote",
  "split",
  "join",
  "renumberSection",
] as const;

export type ClauseOperation = (typeof clauseOperations)[number];
