/** Hover: what the thing under the pointer is (cards.ts), in prose; in YAML its keys and values too (yaml-hover.ts). */
import type { Hover } from "vscode-languageserver";
import type { Doc } from "../model/document";
import { factsOf } from "../model/facts";
import { blockAt } from "../syntax/blocks";
import { type Occurrence, occurrenceAt, occurrencesWithin } from "../workspace/entities/occurrences";
import { type CardSource, cardOf } from "./cards";
import { rangeIn } from "./convert";
import type { Feature, Session } from "./feature";
import { type HoverText, yamlHover } from "./yaml-hover";

export const hover: Feature = {
  capabilities: { hoverProvider: true },
  listen(session) {
    session.connection.onHover(({ textDocument: { uri }, position }) => {
      const doc = session.doc(uri);
      const text = session.text(uri);
      if (!doc || !text) return null;
      const found = hoverAt(cardSource(session, doc), text.offsetAt(position));
      return (
        found && ({ contents: { kind: "markdown", value: found.value }, range: rangeIn(text, found) } satisfies Hover)
      );
    });
  },
};

/** Cards for this client: places are links where it shows Markdown. */
export function cardSource(session: Session, near: Doc): CardSource {
  const links = session.client.textDocument?.hover?.contentFormat?.includes("markdown") ?? false;
  return {
    workspace: session.workspace,
    near,
    place: (doc, offset, label) => {
      const text = links && session.text(doc.uri);
      if (!text) return label;
      return `[${label}](${doc.uri.replace(/[()]/g, c => (c === "(" ? "%28" : "%29"))}#L${text.positionAt(offset).line + 1})`;
    },
  };
}

export function hoverAt(source: CardSource, offset: number): HoverText | null {
  const { near: doc } = source;
  const yaml = doc.kind === "text" ? (offset < doc.header.end ? doc.header.yaml : undefined) : doc.yaml;
  const found = (yaml && yamlHover(source, yaml, offset)) ?? thingAt(source, offset);
  return found ?? (yaml ? null : referenceAt(source, offset));
}

function thingAt(source: CardSource, offset: number): HoverText | null {
  const found = occurrenceAt(source.workspace, source.near, offset);
  if (!found) return null;
  // «Закон», introduced for an act, is also a word of that act's full form.
  const whole = found.entity.kind === "term" ? actAround(source, found) : undefined;
  const { entity, from, to } = whole ?? found;
  const value = cardOf(source, entity);
  return value ? { from, to, value } : null;
}

const actAround = ({ workspace, near }: CardSource, inner: Occurrence): Occurrence | undefined => {
  const i = blockAt(near.tree, inner.from);
  const from = near.tree.starts[i];
  if (from === undefined) return undefined;
  return occurrencesWithin(workspace, near, { from, to: from + near.tree.blocks[i]!.text.length }).find(
    o => o.entity.kind === "act" && o.from <= inner.from && inner.to <= o.to,
  );
};

/** The first number behind the word «пункт» of a reference. */
function referenceAt(source: CardSource, offset: number): HoverText | null {
  const { tree } = source.near;
  const i = blockAt(tree, offset);
  const start = tree.starts[i];
  if (start === undefined) return null;
  const at = offset - start;
  const reference = factsOf(tree.blocks[i]!).references.find(r => at >= r.from && at <= r.to && !r.foreign);
  const found = reference && thingAt(source, start + reference.numberFrom);
  return found ? { ...found, from: start + reference.from, to: start + reference.to } : null;
}
