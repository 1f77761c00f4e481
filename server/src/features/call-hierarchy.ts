/**
 * Who uses a document or a clause, and what it uses (LSP callHierarchy): regulation → order → plan → minutes. A caller is a
 * clause, row or document that speaks of the thing; a callee is what a clause or document speaks of.
 */

import { type CallHierarchyItem, type Range, SymbolKind } from "vscode-languageserver";
import { type Doc, titleOf } from "../model/document";
import { shortened } from "../russian/shortened";
import type { Span } from "../syntax/span";
import { type Entity, occurrencesIn, occurrencesWithin, placesOf, sameEntity } from "../workspace/entities/occurrences";
import { profileFor } from "../workspace/packages/packages";
import { cellOf, tableOf } from "../workspace/tables";
import { rangeIn } from "./convert";
import { at, definitionsOf } from "./definition";
import type { Feature, Session } from "./feature";

export const callHierarchy: Feature = {
  capabilities: { callHierarchyProvider: true },
  listen(session) {
    const { callHierarchy } = session.connection.languages;
    callHierarchy.onPrepare(({ textDocument: { uri }, position }) => {
      const here = at(session, uri, position);
      const doc = session.doc(uri);
      if (here) {
        const [target] = definitionsOf(session.workspace, here.found.entity, here.doc);
        return [itemOf(session, here.found.entity, target ?? { doc: here.doc, ...here.found, whole: here.found })];
      }
      // Elsewhere the document itself is meant.
      return doc
        ? [itemOf(session, { kind: "file", name: "", scope: uri }, { doc, from: 0, to: 0, whole: { from: 0, to: 0 } })]
        : null;
    });
    callHierarchy.onIncomingCalls(({ item }) => incoming(session, item));
    callHierarchy.onOutgoingCalls(({ item }) => outgoing(session, item));
  },
};

interface CallPlace extends Span {
  readonly doc: Doc;
  readonly whole: Span;
  /** The activity of a row. */
  readonly name?: string;
}

function itemOf(session: Session, entity: Entity, { doc, from, to, whole, name }: CallPlace): CallHierarchyItem {
  const text = session.text(doc.uri)!;
  return {
    name: name ?? nameOf(session, entity, doc, whole),
    detail: titleOf(doc),
    kind: kinds[entity.kind],
    uri: doc.uri,
    range: rangeIn(text, whole),
    selectionRange: rangeIn(text, { from, to }),
    data: entity,
  };
}

const kinds: Record<Entity["kind"], SymbolKind> = {
  role: SymbolKind.Interface,
  term: SymbolKind.Constant,
  number: SymbolKind.String,
  appendix: SymbolKind.Module,
  person: SymbolKind.Object,
  file: SymbolKind.File,
  act: SymbolKind.Key,
};

function nameOf(session: Session, entity: Entity, doc: Doc, whole: Span): string {
  const words = shortened(doc.text.slice(whole.from, whole.to), 70);
  if (entity.kind === "file") return titleOf(session.doc(entity.scope) ?? doc);
  return entity.kind === "number" || entity.kind === "appendix" ? words : entity.name;
}

interface Caller {
  readonly from: CallHierarchyItem;
  readonly fromRanges: Range[];
}

function incoming(session: Session, item: CallHierarchyItem): Caller[] | null {
  const entity = item.data as Entity;
  const near = session.doc(item.uri);
  if (!near) return null;
  const callers = new Map<string, Caller>();
  for (const place of placesOf(session.workspace, entity, near)) {
    if (place.role !== "reference") continue;
    const unit = unitAt(session, place.doc, place);
    const key = `${place.doc.uri} ${unit.whole.from}`;
    let caller = callers.get(key);
    if (!caller) callers.set(key, (caller = { from: itemOf(session, unit.entity, unit), fromRanges: [] }));
    caller.fromRanges.push(rangeIn(session.text(place.doc.uri)!, place));
  }
  return [...callers.values()];
}

function outgoing(session: Session, item: CallHierarchyItem): { to: CallHierarchyItem; fromRanges: Range[] }[] | null {
  const doc = session.doc(item.uri);
  const text = session.text(item.uri);
  if (!doc || !text) return null;
  const entity = item.data as Entity;
  const span = { from: text.offsetAt(item.range.start), to: text.offsetAt(item.range.end) };
  const inside =
    entity.kind === "file" ? occurrencesIn(session.workspace, doc) : occurrencesWithin(session.workspace, doc, span);
  const found: { entity: Entity; to: CallHierarchyItem; fromRanges: Range[] }[] = [];
  for (const o of inside) {
    if (o.role !== "reference" || sameEntity(o.entity, entity)) continue;
    const known = found.find(f => sameEntity(f.entity, o.entity));
    if (known) known.fromRanges.push(rangeIn(text, o));
    else {
      const [target] = definitionsOf(session.workspace, o.entity, doc);
      if (target)
        found.push({ entity: o.entity, to: itemOf(session, o.entity, target), fromRanges: [rangeIn(text, o)] });
    }
  }
  return found.map(({ to, fromRanges }) => ({ to, fromRanges }));
}

/** The clause, row or document that a place lies in. */
function unitAt(session: Session, doc: Doc, place: Span): CallPlace & { readonly entity: Entity } {
  const clause = doc.outline.clauses.findLast(c => c.from <= place.from && place.to <= c.end);
  if (clause) {
    const entity: Entity = { kind: "number", name: clause.number.path, scope: doc.uri };
    return { doc, from: clause.from, to: clause.to, whole: { from: clause.from, to: clause.end }, entity };
  }
  const row = tableOf(doc, profileFor(session.workspace, doc))?.rows.find(
    r => r.from <= place.from && place.to <= r.to,
  );
  const entity: Entity = { kind: "file", name: "", scope: doc.uri };
  if (!row) return { doc, from: 0, to: 0, whole: { from: 0, to: 0 }, entity };
  const name = cellOf(row, "название");
  const { from, to } = name ?? row;
  return { doc, from, to, whole: row, entity, ...(name ? { name: name.text } : {}) };
}
