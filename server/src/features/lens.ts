/** A lens before it has its words: what it is about and where it stands. */
import type { Span } from "../syntax/span";

/** A task or clause by its number, an office by its name (`named`: the lens says whose it is), a section by the profile's title. */
export type LensSubject =
  | { readonly kind: "task"; readonly path: string }
  | { readonly kind: "role"; readonly name: string; readonly named: boolean }
  | { readonly kind: "references"; readonly path: string }
  | { readonly kind: "section"; readonly title: string }
  | { readonly kind: "sections" };

export interface Lens extends Span {
  readonly about: LensSubject;
}

export interface LensText {
  readonly title: string;
  readonly places: readonly LensPlace[];
}

interface LensPlace extends Span {
  readonly uri: string;
}
