/** The light bulb of every finding: fix · fix all of this rule · ignore here · change the level · why. Generic: rules bring the fixes. */
import {
  type CodeAction,
  CodeActionKind,
  type Command,
  type Diagnostic,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { Doc } from "../model/document";
import { folderOf } from "../model/uris";
import { ClientCommands, IgnoreEdit, type IgnoreParams, LevelEdit } from "../protocol";
import type { Finding } from "../rules/engine/check";
import { fixAllEdits } from "../rules/engine/fix-all";
import { headerStart } from "../syntax/blocks";
import type { Edit } from "../syntax/edits";
import { configOf } from "../workspace/config";
import { type ClauseActionData, clauseActions, resolveClauseAction } from "./clauses";
import { creation, rowActions } from "./companions";
import type { Feature, Session } from "./feature";
import { workspaceEdit } from "./workspace-edit";

const FIX_ALL = `${CodeActionKind.SourceFixAll}.reglament`;

interface ActionData {
  readonly uri: string;
  readonly version: number;
  /** Fix `fix` of the finding of `rule` at `from`; without `from`: all of the rule; without `rule`: everything. */
  readonly rule?: string;
  readonly from?: number;
  readonly to?: number;
  readonly fix?: number;
}

export const codeActions: Feature = {
  capabilities: {
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor, FIX_ALL],
      resolveProvider: true,
    },
  },
  listen(session) {
    session.connection.onCodeAction(params => {
      const doc = session.doc(params.textDocument.uri);
      const text = session.text(params.textDocument.uri);
      if (!doc || !text) return null;
      const only = params.context.only;
      const wants = (kind: string) => !only || only.some(o => kind === o || kind.startsWith(`${o}.`));
      const actions: CodeAction[] = [];
      const findings = session.findings(doc);
      if (wants(CodeActionKind.QuickFix)) {
        const from = text.offsetAt(params.range.start);
        const to = text.offsetAt(params.range.end);
        const here = findings.filter(f => f.from <= to && f.to >= from);
        for (const finding of here)
          actions.push(...actionsOf(session, doc, finding, findings, text.version, params.context.diagnostics));
      }
      if (wants(CodeActionKind.Refactor))
        actions.push(...rowActions(session, doc, text.offsetAt(params.range.start), text.offsetAt(params.range.end)));
      if (wants(FIX_ALL) && fixAllEdits(session.workspace, doc, findings).length) {
        actions.push({
          title: "Исправить всё, что исправляется само",
          kind: FIX_ALL,
          data: { uri: doc.uri, version: text.version } satisfies ActionData,
        });
      }
      actions.push(...clauseActions(session, doc, text.offsetAt(params.range.start), params.context));
      return actions;
    });
    session.connection.onCodeActionResolve(action => {
      const data = action.data as ActionData | ClauseActionData | undefined;
      const doc = data && session.doc(data.uri);
      if (!data || !doc || session.text(data.uri)?.version !== data.version) return action;
      if ("operation" in data) return resolveClauseAction(session, doc, action, data);
      return { ...action, edit: workspaceEdit(session, doc.uri, editsOf(session, doc, data)) };
    });
    session.connection.onRequest(IgnoreEdit, (p: IgnoreParams) => {
      const doc = session.doc(p.uri);
      const text = session.text(p.uri);
      if (!doc || !text) return null;
      return workspaceEdit(session, doc.uri, [
        ignoring(doc, text.offsetAt({ line: p.line, character: p.character }), p.rule, p.reason),
      ]);
    });
    session.connection.onRequest(LevelEdit, (p: { uri: string; rule: string; level: string }) => {
      const doc = session.doc(p.uri);
      return doc ? levelEdit(session, doc, p.rule, p.level) : null;
    });
  },
};

function actionsOf(
  session: Session,
  doc: Doc,
  finding: Finding,
  all: readonly Finding[],
  version: number,
  given: readonly Diagnostic[],
): CodeAction[] {
  const rule = finding.rule.id;
  const text = session.text(doc.uri)!;
  const start = text.positionAt(finding.from);
  const own = given.filter(
    d => d.code === rule && d.range.start.line === start.line && d.range.start.character === start.character,
  );
  const shared = own.length ? { diagnostics: own } : {};
  const actions: CodeAction[] = [];
  const fixes = finding.fixes?.() ?? [];
  fixes.forEach((fix, n) => {
    const preferred = n === 0 ? { isPreferred: true } : {};
    if (fix.create) {
      for (const action of creation(session, doc, fix.title, CodeActionKind.QuickFix, fix.create))
        actions.push({ ...action, ...preferred, ...shared });
      return;
    }
    const data: ActionData = { uri: doc.uri, version, rule, from: finding.from, to: finding.to, fix: n };
    actions.push({
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      ...preferred,
      ...shared,
      data,
    });
  });
  const same = all.filter(f => f.rule === finding.rule && f.fixes);
  if (same.length > 1 && fixes[0]?.edits.length && !fixes[0].ask) {
    actions.push({
      title: `Исправить все такие замечания (${same.length})`,
      kind: CodeActionKind.QuickFix,
      ...shared,
      data: { uri: doc.uri, version, rule } satisfies ActionData,
    });
  }
  if (session.options.clientCommands !== false && session.options.rulePages) {
    const command = (title: string, name: string, args: unknown[]): CodeAction => ({
      title,
      kind: CodeActionKind.QuickFix,
      ...shared,
      command: { title, command: name, arguments: args } satisfies Command,
    });
    actions.push(command("Не показывать здесь…", ClientCommands.ignore, [doc.uri, start, rule]));
    actions.push(
      command(`Изменить уровень правила «${rule}» для организации…`, ClientCommands.changeLevel, [doc.uri, rule]),
    );
    actions.push(command("Почему это замечание?", ClientCommands.explainRule, [rule]));
  }
  return actions;
}

function editsOf(session: Session, doc: Doc, data: ActionData): readonly Edit[] {
  const findings = session.findings(doc);
  const { workspace } = session;
  if (!data.rule) return fixAllEdits(workspace, doc, findings);
  if (data.from === undefined)
    return fixAllEdits(
      workspace,
      doc,
      findings.filter(f => f.rule.id === data.rule),
    );
  const finding = findings.find(f => f.rule.id === data.rule && f.from === data.from && f.to === data.to);
  return finding?.fixes?.()[data.fix ?? 0]?.edits ?? [];
}

/**
 * Hides the findings of a rule at an offset: the suppression stands on a line of its own before the block, in YAML before the
 * line, of a header's opening line below it.
 */
export function ignoring(doc: Doc, offset: number, rule: string, reason: string): Edit {
  const why = reason.replace(/--+>?|\r?\n/g, " ").trim();
  const { blocks, starts } = doc.tree;
  let at = 0;
  for (let i = 0; i < blocks.length && starts[i]! <= offset; i++) at = starts[i]!;
  if (doc.kind !== "text" || (blocks[0]?.kind === "header" && at === 0)) {
    const open = doc.kind === "text" ? headerStart(blocks[0]!) : -1;
    const own = offset && doc.text.lastIndexOf("\n", offset - 1) + 1;
    const line = own > open ? own : doc.text.indexOf("\n", open) + 1;
    const indent = /^[ \t]*/.exec(doc.text.slice(line))![0];
    return { from: line, to: line, insert: `${indent}# reglament-ignore ${rule}: ${why}\n` };
  }
  return { from: at, to: at, insert: `<!-- reglament-ignore ${rule}: ${why} -->\n` };
}

/** Sets `правила: RULE: level` in the nearest reglament.yaml; makes the file beside the document when there is none. */
function levelEdit(session: Session, doc: Doc, rule: string, level: string): WorkspaceEdit {
  const config = configOf(session.workspace, doc.uri);
  const target = config.uri ? session.doc(config.uri) : undefined;
  if (!target) {
    const uri = `${folderOf(doc.uri)}/reglament.yaml`;
    const zero = { line: 0, character: 0 };
    return {
      documentChanges: [
        { kind: "create", uri, options: { ignoreIfExists: true } },
        {
          textDocument: { uri, version: null },
          edits: [{ range: { start: zero, end: zero }, newText: `правила:\n  ${rule}: ${level}\n` }],
        },
      ],
    };
  }
  const source = target.text;
  const known = new RegExp(`^([ \\t]+${rule}[ \\t]*:[ \\t]*)([^\\s#]*)`, "m").exec(source);
  if (known) {
    const from = known.index + known[1]!.length;
    return workspaceEdit(session, target.uri, [{ from, to: from + known[2]!.length, insert: level }]);
  }
  const block = /^правила:[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/m.exec(source);
  const at = block ? block.index + block[0].length : source.length;
  const gap = block || source === "" || source.endsWith("\n") ? "" : "\n";
  return workspaceEdit(session, target.uri, [
    { from: at, to: at, insert: `${gap}${block ? "" : "правила:\n"}  ${rule}: ${level}\n` },
  ]);
}
