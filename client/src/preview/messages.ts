/** What the panel and its page say to each other: types only. */
import type { PreviewFinding, PreviewView } from "../../../server/src/protocol";

export type ToPage =
  | {
      readonly type: "update";
      readonly uri: string;
      readonly title: string;
      readonly view: PreviewView;
      readonly views: readonly PreviewView[];
      /** Ids of all blocks from top to bottom. */
      readonly order: readonly string[];
      /** First and last source line of each. */
      readonly lines: readonly (readonly [number, number])[];
      /** Only the blocks that the page doesn't have. */
      readonly html: Readonly<Record<string, string>>;
      readonly findings: readonly PreviewFinding[];
    }
  | { readonly type: "scroll"; readonly line: number }
  | { readonly type: "findings"; readonly shown: boolean };

export type FromPage =
  /** The script runs and has no blocks. */
  | { readonly type: "ready" }
  /** A tab was chosen. */
  | { readonly type: "view"; readonly view: PreviewView }
  /** To the text; `uri` when it is not the shown document's. */
  | { readonly type: "source"; readonly line: number; readonly uri?: string }
  | { readonly type: "scrolled"; readonly line: number }
  | { readonly type: "open"; readonly href: string };

/** Kept by the editor while the page is hidden and over a restart. */
export interface PageState {
  readonly uri: string;
  readonly view?: PreviewView;
  /** Of the view that is shown. */
  readonly scroll: number;
  /** Of the others. */
  readonly scrolls?: Partial<Record<PreviewView, number>>;
  /** undefined: as the setting says. */
  readonly findings?: boolean;
}
