/** Companions of a package: what can be made, its text, and the code action on a meeting without minutes. */
import { type CodeAction, CodeActionKind, type WorkspaceEdit } from "vscode-languageserver";
import type { Doc } from "../model/document";
import { encodeStep } from "../model/uris";
import { draftOf, minutesType, offersOf } from "../operations/drafts/drafts";
import {
  ApprovalEdit,
  type ApprovalEditParams,
  ClientCommands,
  Companion,
  type CompanionParams,
  Companions,
  type Draft,
} from "../protocol";
import type { Creation } from "../rules/engine/rule";
import { writeScalar } from "../syntax/yaml";
import { meetingsWithoutMinutes } from "../workspace/planning/schedule";
import type { Feature, Session } from "./feature";
import { workspaceEdit } from "./workspace-edit";

export const companions: Feature = {
  capabilities: {},
  listen(session) {
    const { connection, workspace } = session;
    connection.onRequest(Companions, ({ uri }: { uri: string }) => {
      const doc = session.doc(uri);
      return doc && doc.kind !== "workspace" ? offersOf(workspace, doc) : [];
    });
    connection.onRequest(Companion, ({ uri, type, row }: CompanionParams): Draft | null => {
      const doc = session.doc(uri);
      return (doc && draftOf(workspace, doc, type, row)) ?? null;
    });
    connection.onRequest(ApprovalEdit, ({ uri, order }: ApprovalEditParams): WorkspaceEdit | null => {
      const doc = session.doc(uri);
      return doc ? approvalEdit(session, doc, order) : null;
    });
  },
};

/** The action that makes a document: the client's command where it has one, else one edit that any editor applies. */
export function creation(
  session: Session,
  doc: Doc,
  title: string,
  kind: string,
  { type, row }: Creation,
): CodeAction[] {
  if (session.options.clientCommands) {
    const args = row === undefined ? [doc.uri, type] : [doc.uri, type, row];
    return [{ title, kind, command: { title, command: ClientCommands.createCompanion, arguments: args } }];
  }
  const edit = creationEdit(session, doc, type, row);
  return edit ? [{ title, kind, edit }] : [];
}

/** «Создать протокол этого заседания» on a row of a schedule that has none. */
export function rowActions(session: Session, doc: Doc, from: number, to: number): CodeAction[] {
  const { workspace } = session;
  const type = minutesType(workspace, doc);
  if (doc.kind !== "table" || !type) return [];
  const row = meetingsWithoutMinutes(workspace, doc).find(m => m.row.from <= to && m.row.to >= from)?.row;
  if (!row) return [];
  return creation(session, doc, "Создать протокол этого заседания", CodeActionKind.Refactor, { type, row: row.index });
}

function creationEdit(session: Session, doc: Doc, type: string, row: number | undefined): WorkspaceEdit | undefined {
  const made = draftOf(session.workspace, doc, type, row);
  if (!made) return undefined;
  const [, stem, ending] = /^(.*?)(\.reg\.\w+)$/.exec(made.fileName) ?? [made.fileName, made.fileName, ""];
  const at = (n: number) => `${made.folder}/${encodeStep(`${stem}${n === 1 ? "" : `-${n}`}${ending}`)}`;
  let n = 1;
  while (session.workspace.docs.find(at(n))) n++;
  const zero = { line: 0, character: 0 };
  return {
    documentChanges: [
      { kind: "create", uri: at(n) },
      {
        textDocument: { uri: at(n), version: null },
        edits: [{ range: { start: zero, end: zero }, newText: made.text }],
      },
    ],
  };
}

/** `утверждено: ORDER` in the regulation's header, instead of the value that is there. */
function approvalEdit(session: Session, doc: Doc, order: string): WorkspaceEdit | null {
  const { header, text } = doc;
  if (!header.yaml || !header.end) return null;
  const known = /^утверждено:[ \t]*([^\r\n]*)/m.exec(text.slice(0, header.end));
  const value = writeScalar(order, "block");
  if (known) {
    const to = known.index + known[0].length;
    return workspaceEdit(session, doc.uri, [{ from: to - known[1]!.length, to, insert: value }]);
  }
  const line = /^(?:состояние|профиль|документ):[^\r\n]*\r?\n/gm;
  const last = [...text.slice(0, header.end).matchAll(line)].at(-1);
  if (!last) return null;
  const at = last.index + last[0].length;
  return workspaceEdit(session, doc.uri, [{ from: at, to: at, insert: `утверждено: ${value}\n` }]);
}
