import { codeActions } from "./code-actions";
import { completion } from "./completion";
import { pullDiagnostics } from "./diagnostics";
import type { Feature } from "./feature";
import { folding } from "./folding";
import { hover } from "./hover";
import { newDocument } from "./new-document";
import { preview } from "./preview";
import { renumber } from "./renumber";
import { symbols } from "./symbols";

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
];
