/** Edits of many documents as one LSP edit; what a person should confirm says so where the client can show it. */

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
import { withLineEnds } from "../syntax/edits";
import { rangeIn } from "./convert";
import type { Session } from "./feature";

/**
 * `home` is the document in which the person works: its certain edits are made at once, those of other files and the
 * uncertain ones are shown first. Without a home nothing but the uncertain waits.
 */
export function annotatedEdit(session: Session, home: string | undefined, renaming: Renaming): WorkspaceEdit {
  const support = session.client.workspace?.workspaceEdit;
  const byFile = new Map<string, RenameEdit[]>();
  for (const edit of renaming.edits) {
    const known = byFile.get(edit.uri);
    if (known) known.push(edit);
    else byFile.set(edit.uri, [edit]);
  }
  const isAnnotated = support?.documentChanges === true && support.changeAnnotationSupport !== undefined;
  if (!isAnnotated) warn(session, renaming);
  if (!support?.documentChanges) {
    const changes: Record<string, TextEdit[]> = {};
    for (const [uri, edits] of byFile) changes[uri] = textEdits(session, uri, edits);
    return { changes };
  }
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

function textEdits(session: Session, uri: string, edits: readonly RenameEdit[]): TextEdit[] {
  const text = session.text(uri);
  return text ? edits.map(e => ({ range: rangeIn(text, e), newText: withLineEnds(text.getText(), e.insert) })) : [];
}

/** A client that can't ask gets a message with the places to look at. */
function warn(session: Session, { edits }: Renaming): void {
  // Words that go with a doubtful one share its doubt.
  const doubtful = edits.filter((e, i) => e.doubt && edits.findIndex(o => o.doubt === e.doubt) === i);
  if (doubtful.length === 0) return;
  const places = doubtful.slice(0, 5).map(e => {
    const line = (session.text(e.uri)?.positionAt(e.from).line ?? 0) + 1;
    return `${fileName(e.uri)}, строка ${line}: ${e.doubt!.kind.toLowerCase()} (${e.doubt!.about})`;
  });
  const more = doubtful.length > places.length ? `; и ещё ${doubtful.length - places.length}` : "";
  const message = `Проверьте: ${places.join("; ")}${more}.`;
  void session.connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
}
