/** Operations on clauses and sections: requests of the client's commands and keys, and actions of the kind «refactor.rewrite». */

import { type CodeAction, CodeActionKind, CodeActionTriggerKind, type WorkspaceEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Doc } from "../model/document";
import { operate, reasonAgainst } from "../operations/numbering/clause-operations";
import { changeDepth, enter } from "../operations/numbering/clause-typing";
import type { ClauseChange } from "../operations/numbering/number-edits";
import type { Refusal } from "../operations/refusal";
import {
  ClauseEdit,
  type ClauseEditParams,
  type ClauseEditResult,
  type ClauseOperation,
  ClientCommands,
  clauseOperations,
  OnEnter,
  type OnEnterParams,
  OnTab,
  type OnTabParams,
  type PlaceParams,
} from "../protocol";
import { rangeIn } from "./convert";
import type { Feature, Session } from "./feature";
import { editWithOthers, workspaceEdit } from "./workspace-edit";

type Result = ClauseEditResult<WorkspaceEdit>;

export const clauses: Feature = {
  capabilities: {},
  listen(session) {
    const { connection } = session;
    connection.onRequest<Result | Refusal, unknown>(ClauseEdit, (params): Result | Refusal => {
      const { uri, position, operation } = params as ClauseEditParams;
      const doc = session.doc(uri);
      const text = session.text(uri);
      if (!text || doc?.kind !== "text")
        return { refused: "Пункты есть в положении, приказе и других текстовых документах." };
      const outcome = operate(session.workspace, doc, operation, text.offsetAt(position));
      return "refused" in outcome
        ? outcome
        : resultOf(session, doc, outcome, editWithOthers(session, uri, titles[operation], outcome.edits));
    });
    const typed = (params: PlaceParams, change: (doc: Doc, offset: number) => ClauseChange | undefined) => {
      const doc = session.doc(params.uri);
      const text = session.text(params.uri);
      if (!text || doc?.kind !== "text" || text.version !== params.version) return null;
      const outcome = change(doc, text.offsetAt(params.position));
      return outcome ? resultOf(session, doc, outcome, workspaceEdit(session, doc.uri, outcome.edits)) : null;
    };
    connection.onRequest(OnEnter, (params: OnEnterParams) =>
      typed(params, (doc, offset) => enter(session.workspace, doc, offset, params.lines)),
    );
    connection.onRequest(OnTab, (params: OnTabParams) =>
      typed(params, (doc, offset) => changeDepth(session.workspace, doc, params.operation, offset)),
    );
  },
};

function resultOf(session: Session, doc: Doc, change: ClauseChange, edit: WorkspaceEdit): Result {
  const own =
    workspaceEdit(
      session,
      doc.uri,
      change.edits.filter(e => e.uri === undefined),
    ).changes?.[doc.uri] ?? [];
  const after = TextDocument.create(doc.uri, "reglament", 0, TextDocument.applyEdits(session.text(doc.uri)!, own));
  return { edit, selection: rangeIn(after, change.selection) };
}

const REWRITE = `${CodeActionKind.RefactorRewrite}.reglament`;

const titles: Readonly<Record<ClauseOperation, string>> = {
  insertAfter: "Вставить пункт после",
  insertBefore: "Вставить пункт перед",
  insertSection: "Вставить раздел после",
  moveUp: "Сдвинуть вверх",
  moveDown: "Сдвинуть вниз",
  demote: "Сделать частью предыдущего",
  promote: "Поднять на уровень выше",
  split: "Разделить пункт здесь",
  join: "Соединить со следующим пунктом",
  renumberSection: "Перенумеровать раздел",
};

export interface ClauseActionData {
  readonly uri: string;
  readonly version: number;
  readonly operation: ClauseOperation;
  readonly offset: number;
}

/** Only where somebody asked for actions: a bulb on every line would say nothing. */
export function clauseActions(
  session: Session,
  doc: Doc,
  offset: number,
  context: { readonly only?: readonly string[]; readonly triggerKind?: CodeActionTriggerKind },
): CodeAction[] {
  const { only, triggerKind } = context;
  if (doc.kind !== "text" || offset < doc.header.end) return [];
  if (triggerKind === CodeActionTriggerKind.Automatic && !only) return [];
  const shows = session.client.textDocument?.codeAction?.disabledSupport === true;
  return clauseOperations.flatMap(operation => {
    const kind = `${REWRITE}.${operation}`;
    if (only && !only.some(o => kind === o || kind.startsWith(`${o}.`))) return [];
    const reason = reasonAgainst(doc, operation, offset);
    if (reason && !shows) return [];
    const version = session.text(doc.uri)?.version ?? 0;
    const data: ClauseActionData = { uri: doc.uri, version, operation, offset };
    return [{ title: titles[operation], kind, data, ...(reason ? { disabled: { reason } } : {}) }];
  });
}

export function resolveClauseAction(
  session: Session,
  doc: Doc,
  action: CodeAction,
  data: ClauseActionData,
): CodeAction {
  const outcome = operate(session.workspace, doc, data.operation, data.offset);
  if ("refused" in outcome) return { ...action, disabled: { reason: outcome.refused } };
  const edit = editWithOthers(session, doc.uri, titles[data.operation], outcome.edits);
  if (!session.options.clientCommands) return { ...action, edit };
  const { selection } = resultOf(session, doc, outcome, edit);
  const command = { title: action.title, command: ClientCommands.select, arguments: [doc.uri, selection] };
  return { ...action, edit, command };
}
