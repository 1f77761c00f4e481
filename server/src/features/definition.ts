/** Where a thing is established and where it is declared (LSP textDocument/definition, textDocument/declaration). */
import type { Location, LocationLink } from "vscode-languageserver";
import type { Doc } from "../model/document";
import type { Span } from "../syntax/span";
import type { Workspace } from "../workspace/docs";
import {
  type Entity,
  type Occurrence,
  type OccurrenceRole,
  occurrenceAt,
  type PlacedOccurrence,
  placesOf,
} from "../workspace/entities/occurrences";
import { rangeIn } from "./convert";
import type { Feature, Session } from "./feature";

export const definition: Feature = {
  capabilities: { definitionProvider: true, declarationProvider: true },
  listen(session) {
    session.connection.onDefinition(p => linksFrom(session, p.textDocument.uri, p.position, definitionsOf));
    session.connection.onDeclaration(p => linksFrom(session, p.textDocument.uri, p.position, declarationsOf));
  },
};

/** A place and the text that belongs to it. */
export interface DefinitionTarget extends Span {
  readonly doc: Doc;
  /** The clause, section or passage round the place. */
  readonly whole: Span;
}

/** The clause that establishes it, the number itself, the person's entry; the header's word where the text has none. */
export function definitionsOf(workspace: Workspace, entity: Entity, near: Doc): readonly DefinitionTarget[] {
  return bySteps(workspace, entity, near, ["definition", "declaration"]);
}

/** The header's word for it; the definition where the header has none. */
function declarationsOf(workspace: Workspace, entity: Entity, near: Doc): readonly DefinitionTarget[] {
  return bySteps(workspace, entity, near, ["declaration", "definition"]);
}

function bySteps(
  workspace: Workspace,
  entity: Entity,
  near: Doc,
  steps: readonly OccurrenceRole[],
): readonly DefinitionTarget[] {
  const target = workspace.docs.get(entity.scope);
  switch (entity.kind) {
    case "number":
    case "appendix":
      return target ? numberTargets(target, entity) : [];
    case "file":
      return target ? [{ doc: target, from: 0, to: 0, whole: { from: 0, to: 0 } }] : [];
    default: {
      const all = placesOf(workspace, entity, near);
      for (const step of steps) {
        const found = all.filter(p => p.role === step);
        if (found.length) return found.map(targetOf);
      }
      // An act is cited in full somewhere, a person named in an order: the longest mention, the first of these.
      const [first] = [...all].sort((a, b) => b.to - b.from - (a.to - a.from));
      return first ? [targetOf(first)] : [];
    }
  }
}

/** Clause or section of a number, heading of an appendix; without a number the only appendix. */
export function numberTargets(doc: Doc, { kind, name }: Entity): readonly DefinitionTarget[] {
  const { clauses, sections } = doc.outline;
  const headings = sections.filter(s =>
    kind === "appendix"
      ? s.appendix && (name === "" || String(s.appendix.number ?? "1") === name)
      : !s.appendix && s.number?.path === name,
  );
  const found =
    kind === "number"
      ? clauses
          .filter(c => c.number.path === name)
          .map(c => ({ doc, from: c.from, to: c.to, whole: { from: c.from, to: c.end } }))
      : [];
  return found.length
    ? found
    : headings.map(s => ({ doc, from: s.heading.from, to: s.heading.to, whole: { from: s.heading.from, to: s.end } }));
}

function targetOf({ doc, from, to }: PlacedOccurrence): DefinitionTarget {
  const clause = doc.outline.clauses.find(c => c.from <= from && to <= c.end);
  return { doc, from, to, whole: clause ? { from: clause.from, to: clause.end } : { from, to } };
}

/** What stands at a place of an open or closed document. */
export function at(
  session: Session,
  uri: string,
  position: { line: number; character: number },
): { readonly doc: Doc; readonly found: Occurrence } | undefined {
  const doc = session.doc(uri);
  const text = session.text(uri);
  const found = doc && text && occurrenceAt(session.workspace, doc, text.offsetAt(position));
  return found && { doc, found };
}

function linksFrom(
  session: Session,
  uri: string,
  position: { line: number; character: number },
  targets: typeof definitionsOf,
): Location[] | LocationLink[] | null {
  const here = at(session, uri, position);
  if (!here) return null;
  const origin = rangeIn(session.text(uri)!, here.found);
  const links = targets(session.workspace, here.found.entity, here.doc).flatMap((t): LocationLink[] => {
    const text = session.text(t.doc.uri);
    return text
      ? [
          {
            originSelectionRange: origin,
            targetUri: t.doc.uri,
            targetRange: rangeIn(text, t.whole),
            targetSelectionRange: rangeIn(text, t),
          },
        ]
      : [];
  });
  return session.client.textDocument?.definition?.linkSupport
    ? links
    : links.map(l => ({ uri: l.targetUri, range: l.targetSelectionRange }));
}
