import { address } from "./address";
import { callHierarchy } from "./call-hierarchy";
import { clauses } from "./clauses";
import { codeActions } from "./code-actions";
import { completion } from "./completion";
import { definition } from "./definition";
import { pullDiagnostics } from "./diagnostics";
import type { Feature } from "./feature";
import { folding } from "./folding";
import { formatting } from "./formatting";
import { hover } from "./hover";
import { inlayHints } from "./inlay-hints";
import { links } from "./links";
import { newDocument } from "./new-document";
import { paste } from "./paste";
import { preview } from "./preview";
import { references } from "./references";
import { renumber } from "./renumber";
import { selection } from "./selection";
import { symbols } from "./symbols";
import { tokens } from "./tokens";
import { workspaceSymbols } from "./workspace-symbols";

export const allFeatures: readonly Feature[] = [
  pullDiagnostics,
  codeActions,
  symbols,
  folding,
  hover,
  completion,
  newDocument,
  renumber,
  preview,
  definition,
  references,
  links,
  selection,
  callHierarchy,
  workspaceSymbols,
  tokens,
  formatting,
  inlayHints,
  clauses,
  address,
  paste,
];
