/** A piece of a block's text; offsets are UTF-16 units from the block's start. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export const byPlace = (a: Span, b: Span): number => a.from - b.from || a.to - b.to;
