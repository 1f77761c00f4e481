import { address } from "./address";
import { calendar } from "./calendar";
import { callHierarchy } from "./call-hierarchy";
import { clauses } from "./clauses";
import { codeActions } from "./code-actions";
import { companions } from "./companions";
import { completion } from "./completion";
import { definition } from "./definition";
import { pullDiagnostics } from "./diagnostics";
import type { Feature } from "./feature";
import { folding } from "./folding";
import { formatting } from "./formatting";
import { hover } from "./hover";
import { inlayHints } from "./inlay-hints";
import { lenses } from "./lenses";
import { links } from "./links";
import { newDocument } from "./new-document";
import { packages } from "./packages";
import { paste } from "./paste";
import { preview } from "./preview";
import { readyToSign } from "./ready";
import { references } from "./references";
import { remarks } from "./remarks";
import { rename } from "./rename";
import { renameFiles } from "./rename-files";
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
  companions,
  calendar,
  renumber,
  remarks,
  preview,
  packages,
  readyToSign,
  lenses,
  definition,
  references,
  links,
  selection,
  callHierarchy,
  workspaceSymbols,
  tokens,
  formatting,
  rename,
  renameFiles,
  inlayHints,
  clauses,
  address,
  paste,
];
