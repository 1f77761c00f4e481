/** Why not, and what to do instead: shown to users. */
export interface Refusal {
  readonly refused: string;
}

export const isRefusal = (value: object): value is Refusal => "refused" in value;
