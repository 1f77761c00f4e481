/** What the preview shows of a document: its views and their pieces. Values only: they go to the client as they are. */

/** The printed page, the timeline of a plan, the matrix of tasks, the calendar of meetings. */
export type PreviewView = "page" | "timeline" | "matrix" | "meetings";

/**
 * One top-level piece of the page or picture. `html` is fully escaped; `id` is stable while the text of the block is.
 * Elements in it that lead elsewhere have `data-line` (zero-based) and, for another document, `data-uri`.
 */
export interface PreviewBlock {
  readonly id: string;
  readonly html: string;
  /** Zero-based source line of the block's first character; -1 when it is not in the text (a stamp from the header has its header line) and for pictures. */
  readonly line: number;
  /** Zero-based last source line of the block. */
  readonly endLine: number;
}
