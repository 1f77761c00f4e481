/** Edits of many documents as one LSP edit. Edits that a person should confirm are annotated if the client supports it. */

import {
  type AnnotatedTextEdit,
  type ChangeAnnotation,
  MessageType,
  type RenameFile,
  ShowMessageNotification,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { fileName } from "../model/uris";
import type { RenameEdit, Renaming } from "../operations/renaming/renaming";
import type { Edit } from "../syntax/edits";
import { textEditOf } from "./convert";
import type { Session } from "./feature";

/** Edits that are applied at once; those without a URI belong to `uri`. */
export function workspaceEdit(session: Session, uri: string, edits: readonly Edit[]): WorkspaceEdit {
  return { changes: changesOf(session, byFileOf(edits.map(e => ({ ...e, uri: e.uri ?? uri })))) };
}

/** Edits of `home` that are applied at once, and edits of other documents that are confirmed, if there are any. */
export function editWithOthers(session: Session, home: string, label: string, edits: readonly Edit[]): WorkspaceEdit {
  if (edits.every(e => e.uri === undefined || e.uri === home)) return workspaceEdit(session, home, edits);
  return annotatedEdit(session, home, { label, edits: edits.map(e => ({ ...e, uri: e.uri ?? home })) });
}

/**
 * Edits of `home`, the document in which the person works, are applied at once; those of other documents and those with a
 * doubt are confirmed. Without a home only those with a doubt are.
 */
export function annotatedEdit(session: Session, home: string | undefined, renaming: Renaming): WorkspaceEdit {
  const support = session.client.workspace?.workspaceEdit;
  const byFile = byFileOf(renaming.edits);
  const isAnnotated = support?.documentChanges === true && support.changeAnnotationSupport !== undefined;
  if (!isAnnotated) warn(session, renaming);
  if (!support?.documentChanges) return { changes: changesOf(session, byFile) };
  const annotations: Record<string, ChangeAnnotation> = {};
  const annotate = (edit: RenameEdit): string => {
    const { id, ...annotation } = annotationOf(edit, home, renaming.label);
    annotations[id] = annotation;
    return id;
  };
  const documentChanges = [...byFile].map(([uri, edits]): TextDocumentEdit => {
    const plain = textEdits(session, uri, edits);
    return {
      textDocument: { uri, version: session.isOpen(uri) ? (session.text(uri)?.version ?? null) : null },
      edits: isAnnotated
        ? plain.map((e, i): AnnotatedTextEdit => ({ ...e, annotationId: annotate(edits[i]!) }))
        : plain,
    };
  });
  const { move } = renaming;
  const moves: RenameFile[] = move ? [{ kind: "rename", oldUri: move.from, newUri: move.to }] : [];
  return {
    documentChanges: [...documentChanges, ...moves],
    ...(isAnnotated ? { changeAnnotations: annotations } : {}),
  };
}

function annotationOf(edit: RenameEdit, home: string | undefined, label: string): ChangeAnnotation & { id: string } {
  const { doubt } = edit;
  if (doubt) {
    const description = `${doubt.about} – проверьте`;
    return { id: `${doubt.kind}: ${doubt.about}`, label: doubt.kind, description, needsConfirmation: true };
  }
  if (home !== undefined && edit.uri !== home)
    return { id: "other", label, description: "в других файлах", needsConfirmation: true };
  return { id: "own", label };
}

/** Edits of each document, in their order. */
function byFileOf<E extends Edit & { readonly uri: string }>(edits: readonly E[]): Map<string, E[]> {
  const found = new Map<string, E[]>();
  for (const edit of edits) {
    const known = found.get(edit.uri);
    if (known) known.push(edit);
    else found.set(edit.uri, [edit]);
  }
  return found;
}

/** Documents that the server doesn't hold are left out. */
function changesOf(session: Session, byFile: ReadonlyMap<string, readonly Edit[]>): Record<string, TextEdit[]> {
  const changes: Record<string, TextEdit[]> = {};
  for (const [uri, edits] of byFile) if (session.text(uri)) changes[uri] = textEdits(session, uri, edits);
  return changes;
}

function textEdits(session: Session, uri: string, edits: readonly Edit[]): TextEdit[] {
  const text = session.text(uri);
  return text ? edits.map(e => textEditOf(text, e)) : [];
}

/** A client that can't ask gets a message with the places to look at. */
function warn(session: Session, { edits }: Renaming): void {
  // Several edits may share one doubt.
  const doubtful = edits.filter((e, i) => e.doubt && edits.findIndex(o => o.doubt === e.doubt) === i);
  if (doubtful.length === 0) return;
  const places = doubtful.slice(0, 5).map(e => {
    const line = (session.text(e.uri)?.positionAt(e.from).line ?? 0) + 1;
    return `${fileName(e.uri)}, строка ${line}: ${e.doubt!.kind.toLowerCase()} (${e.doubt!.about})`;
  });
  const more = doubtful.length > places.length ? `; и ещё ${doubtful.length - places.length}` : "";
  const message = `Проверьте: ${places.join("; ")}${more}.`;
  session.guarded("showMessage", () =>
    session.connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message }),
  )();
}
