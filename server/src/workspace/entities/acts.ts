/** Acts that texts cite, with the places that cite them. */
import { type Doc, ofDoc } from "../../model/document";
import { type Act, factsOf } from "../../model/facts";
import type { Mutable } from "../../model/mutable";
import { type Block, blocksWhere, ofBlock } from "../../syntax/blocks";
import type { Workspace } from "../docs";
import { actKey } from "./occurrences";

/** An act as the documents of a workspace cite it. */
export interface CitedAct {
  readonly key: string;
  /** The longest citation, its kind in the nominative. */
  readonly full: string;
  /** Length of the kind at the start of `full`, the part that declines. */
  readonly kind: number;
  /** Introduced with «(далее – …)» right behind the act; empty when it isn't. */
  readonly short: string;
  readonly places: readonly { readonly doc: Doc; readonly from: number }[];
}

interface Citation {
  readonly key: string;
  readonly text: string;
  readonly kind: number;
  readonly short: string;
  readonly from: number;
}

/** The acts that a workspace cites, by {@link actKey}, in the order of their first citation. */
export function citedActs(workspace: Workspace): ReadonlyMap<string, CitedAct> {
  const found = new Map<string, Mutable<CitedAct> & { places: { doc: Doc; from: number }[] }>();
  for (const doc of workspace.docs.values()) {
    for (const { key, text, kind, short, from } of citationsIn(doc)) {
      const act = found.get(key);
      if (!act) found.set(key, { key, full: text, kind, short, places: [{ doc, from }] });
      else {
        act.places.push({ doc, from });
        act.short ||= short;
        if (text.length > act.full.length) Object.assign(act, { full: text, kind });
      }
    }
  }
  return found;
}

const none: readonly Citation[] = [];

const citationsIn = ofDoc((doc: Doc): readonly Citation[] => {
  const found: Citation[] = [];
  const { blocks, starts } = doc.tree;
  for (const i of blocksWhere(doc.tree, cites))
    for (const c of blockCitations(blocks[i]!)) found.push({ ...c, from: starts[i]! + c.from });

  return found;
});

const cites = (block: Block) => blockCitations(block).length > 0;

/** Offsets are from the block's start. */
const blockCitations = ofBlock((block: Block): readonly Citation[] => {
  if (!/№|N/.test(block.text)) return none;
  const { acts, introductions } = factsOf(block);
  const found = acts.flatMap((act): Citation[] => {
    const key = actKey(act);
    if (!key) return [];
    const intro = introductions.find(n => n.from >= act.to && /^[\s\u00a0(]*$/.test(block.text.slice(act.to, n.from)));
    const kind = nominativeKind(act);
    const rest = block.text.slice(act.kindTo, act.to).replace(/[ \t\r\n]+/g, " ");
    return [{ key, text: kind + rest, kind: kind.length, short: intro?.short ?? "", from: act.from }];
  });
  return found.length ? found : none;
});

/** «Федеральным законом» → «Федеральный закон». */
function nominativeKind({ kind }: Act): string {
  const lower = kind.toLowerCase().replace(/\s+/g, " ");
  const [, noun] = kinds.find(([start]) => lower.startsWith(start)) ?? [];
  if (!noun) return kind;
  const tail = /^закон/.test(lower) ? kind.replace(/\s+/g, " ").split(" ").slice(1).join(" ") : "";
  return tail ? `${noun} ${tail}` : noun;
}

const kinds: readonly (readonly [string, string])[] = [
  ["федеральный закон", "Федеральный закон"],
  ["федерального закона", "Федеральный закон"],
  ["федеральному закону", "Федеральный закон"],
  ["федеральным законом", "Федеральный закон"],
  ["федеральном законе", "Федеральный закон"],
  ["федеральн", "Федеральный государственный образовательный стандарт"],
  ["закон", "Закон"],
  ["приказ", "приказ"],
  ["распоряж", "распоряжение"],
  ["постановл", "постановление"],
  ["указ", "Указ"],
  ["письм", "письмо"],
];
