import { codeActions } from "./code-actions";
import { pullDiagnostics } from "./diagnostics";
import type { Feature } from "./feature";
import { folding } from "./folding";
import { hover } from "./hover";
import { preview } from "./preview";
import { symbols } from "./symbols";
export const allFeatures: readonly Feature[] = [pullDiagnostics, codeActions, symbols, folding, hover, preview];
