/** Operations on clauses, and the keys that number while one writes: Enter, Tab, Shift+Tab. */
import * as vscode from "vscode";
import { type BaseLanguageClient, State, type WorkspaceEdit } from "vscode-languageclient";
import {
  ClauseEdit,
  type ClauseEditParams,
  type ClauseEditResult,
  ClientCommands,
  clauseOperations,
  OnEnter,
  OnTab,
  type OnTabParams,
  type PlaceParams,
} from "../../server/src/protocol";
import { applyWithOthers, plain } from "./edits";

type Answer = ClauseEditResult<WorkspaceEdit>;
type Position = { readonly line: number; readonly character: number };

/** How long a key waits for its answer, in milliseconds: later it does what it always does. */
const PATIENCE = 100;

export function registerClauses(
  client: BaseLanguageClient,
  command: (id: string, run: (...args: never[]) => unknown) => void,
): void {
  for (const operation of clauseOperations)
    command(`reglament.clause.${operation}`, async () => {
      const editor = vscode.window.activeTextEditor;
      if (!editor) return;
      const { document, selection } = editor;
      const params: ClauseEditParams = { uri: document.uri.toString(), position: plain(selection.active), operation };
      const answer = await client.sendRequest<Answer | { refused: string }>(ClauseEdit, params);
      if ("refused" in answer) void vscode.window.showInformationMessage(answer.refused);
      else if (await applyWithOthers(document.uri, await client.protocol2CodeConverter.asWorkspaceEdit(answer.edit)))
        select(editor, answer.selection);
    });
  command(ClientCommands.select, (uri: string, range: { start: Position; end: Position }) => {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.uri.toString() === vscode.Uri.parse(uri).toString()) select(editor, range);
  });
  // One press after the other: the next one looks at what the last one has written.
  let pressed: Promise<unknown> = Promise.resolve();
  const key = (id: string, run: Key) =>
    command(id, () => {
      const press = pressing(client, run);
      pressed = pressed.then(press, press);
      return pressed;
    });
  key("reglament.onEnter", {
    applies: beforeLineEnd,
    ask: place => [OnEnter, place],
    fallback: ["type", { text: "\n" }],
    sign: "\n",
  });
  key("reglament.onTab", { applies: atNumber, ask: place => [OnTab, inDepth(place, "demote")], fallback: ["tab"] });
  key("reglament.onShiftTab", {
    applies: atNumber,
    ask: place => [OnTab, inDepth(place, "promote")],
    fallback: ["outdent"],
  });
}

const inDepth = (place: PlaceParams, operation: OnTabParams["operation"]): OnTabParams => ({ ...place, operation });

interface Key {
  /** A look at the line that spares most presses the question. */
  applies(before: string, behind: string): boolean;
  ask(place: PlaceParams): readonly [string, PlaceParams];
  /** The command that the key runs without us, with its arguments. */
  readonly fallback: readonly [string, ...unknown[]];
  /** What the key writes: it must stand before what was typed behind it meanwhile. */
  readonly sign?: string;
}

const beforeLineEnd: Key["applies"] = (before, behind) => before.trim() !== "" && behind.trim() === "";
const atNumber: Key["applies"] = before =>
  /^\s*(?:[-*+•]\s+)?(?:\*\*|__)?\d+(?:\.\d+)*\.?(?:\*\*|__)?\s*$/.test(before);

/**
 * The key is never lost: without an answer in time it does what it always does. Who types on meanwhile finds its sign where
 * the key was struck, before what was typed.
 */
function pressing(client: BaseLanguageClient, key: Key): () => Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const struck = editor && { version: editor.document.version, place: editor.selection.active };
  return async () => {
    const begun = editor?.document.version;
    const { document } = editor ?? {};
    if (!editor || !struck || document === undefined) {
      await vscode.commands.executeCommand(...key.fallback);
      return;
    }
    // What the press before has written is not typed text: the cursor is where this key belongs.
    const undisturbed = struck.version === begun || (struck.version === last.from && last.to === begun);
    const answer = undisturbed ? await asked(client, editor, key) : undefined;
    if ((!undisturbed || document.version !== begun) && key.sign !== undefined) {
      await editor.edit(builder => builder.insert(struck.place, key.sign!));
      return;
    }
    if (!answer) {
      await vscode.commands.executeCommand(...key.fallback);
      last = { from: begun!, to: document.version };
      return;
    }
    const edit = await client.protocol2CodeConverter.asWorkspaceEdit(answer.edit);
    const own = edit.get(document.uri);
    const applied =
      edit.size === 1
        ? await editor.edit(builder => {
            for (const { range, newText } of own) builder.replace(range, newText);
          })
        : await vscode.workspace.applyEdit(edit);
    // The cursor is mostly there already; who has typed on since the edit keeps theirs.
    if (applied) {
      if (document.version === begun! + 1 && !isAt(editor, answer.selection)) select(editor, answer.selection);
    } else await vscode.commands.executeCommand(...key.fallback);
    last = { from: begun!, to: document.version };
  };
}

/** Versions of the document before and after the last press that wrote something. */
let last = { from: -1, to: -1 };

async function asked(client: BaseLanguageClient, editor: vscode.TextEditor, key: Key): Promise<Answer | undefined> {
  const { document, selections } = editor;
  const { version } = document;
  const [{ active: position, isEmpty }] = selections as unknown as [vscode.Selection];
  const line = document.lineAt(position.line).text;
  if (
    selections.length !== 1 ||
    !isEmpty ||
    client.state !== State.Running ||
    !key.applies(line.slice(0, position.character), line.slice(position.character))
  )
    return undefined;
  const [method, params] = key.ask({ uri: document.uri.toString(), version, position: plain(position) });
  const late = new Promise<null>(resolve => setTimeout(() => resolve(null), PATIENCE));
  const answer = await Promise.race([client.sendRequest<Answer | null>(method, params).catch(() => null), late]);
  return answer && document.version === version ? answer : undefined;
}

const isAt = ({ selection }: vscode.TextEditor, { start, end }: { start: Position; end: Position }): boolean =>
  selection.isEqual(new vscode.Selection(start.line, start.character, end.line, end.character));

function select(editor: vscode.TextEditor, { start, end }: { start: Position; end: Position }): void {
  editor.selection = new vscode.Selection(start.line, start.character, end.line, end.character);
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
