/**
 * Numbers while one writes: Enter, Tab and Shift+Tab. The editor itself breaks the line at once; its number follows as an
 * edit of its own, before whatever has been typed meanwhile. So the text is what was typed, however late the answer is.
 */
import * as vscode from "vscode";
import { type BaseLanguageClient, State, type WorkspaceEdit } from "vscode-languageclient";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type ClauseEditResult, OnEnter, type OnEnterParams, OnTab, type OnTabParams } from "../../server/src/protocol";
import { isBreak, type Mark, mapped, moved, type TextChange } from "./marks";

type Answer = ClauseEditResult<WorkspaceEdit>;

/** How long a key looks for a moment to write its edit, in milliseconds: while keys come in, edits are refused. */
const PATIENCE = 10_000;
const PAUSE = 15;
/** How long a first letter, and words that a composing keyboard may still change, are left alone after the last change. */
const AFTER_FIRST = 600;
const AFTER_COMPOSED = 2000;

const LANGUAGE = "reglament";
const AT_NUMBER = /^\s*(?:[-*+•]\s+)?(?:\*\*|__)?\d+(?:\.\d+)*\.?(?:\*\*|__)?\s*$/;

export function registerTyping(
  client: BaseLanguageClient,
  command: (id: string, run: (...args: never[]) => unknown) => void,
): vscode.Disposable {
  const numbers = new NumbersOfKeys(client);
  command("reglament.onEnter", () => numbers.lineBroken());
  command("reglament.onTab", () => numbers.depthChanged("demote", "tab"));
  command("reglament.onShiftTab", () => numbers.depthChanged("promote", "outdent"));
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(event => numbers.follow(event)),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => tellNumber(textEditor)),
    vscode.window.onDidChangeActiveTextEditor(editor => tellNumber(editor)),
  );
}

/** Whether the cursor stands at a clause's number, for the keys' conditions: elsewhere Tab is the editor's own. */
let atNumber = false;
function tellNumber(editor: vscode.TextEditor | undefined): void {
  if (editor && editor !== vscode.window.activeTextEditor) return;
  const now = editor?.document.languageId === LANGUAGE && isAtNumber(editor);
  if (now === atNumber) return;
  atNumber = now;
  void vscode.commands.executeCommand("setContext", "reglament.atNumber", now);
}

const isAtNumber = ({ document, selection: { active } }: vscode.TextEditor): boolean =>
  AT_NUMBER.test(document.lineAt(active.line).text.slice(0, active.character));

/** A place in a document that an answer is awaited for; it moves with the edits. */
interface Pending extends Mark {
  readonly document: vscode.TextDocument;
  /** What has been changed since it was asked about, in order. */
  since: (readonly TextChange[])[];
}

class NumbersOfKeys {
  readonly #client: BaseLanguageClient;
  readonly #pending = new Set<Pending>();
  /** The last line break that no key has claimed yet. */
  #fresh: Pending | undefined;
  /** What was changed since the last line break, and when last. */
  #written: { readonly changes: TextChange[]; at: number } = { changes: [], at: 0 };
  /** One key after the other: the next one looks at what the last one has written. */
  #queue: Promise<void> = Promise.resolve();

  constructor(client: BaseLanguageClient) {
    this.#client = client;
  }

  follow({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    if (document.languageId !== LANGUAGE || !contentChanges.length) return;
    const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({ rangeOffset, rangeLength, text }));
    this.#written = { changes: [...this.#written.changes.slice(-9), ...changes], at: Date.now() };
    for (const pending of this.#pending) {
      if (pending.document !== document) continue;
      pending.since.push(changes);
      moved(pending, changes, document.getText.bind(document), reason !== undefined);
    }
    const offset = reason === undefined ? isBreak(changes) : undefined;
    if (offset === undefined) return;
    this.#written = { changes: [], at: 0 };
    // In the midst of words Enter means no more than the line break.
    if (document.lineAt(document.positionAt(offset)).text.trim() !== "") return;
    if (this.#fresh) this.#pending.delete(this.#fresh);
    this.#fresh = { document, offset, alive: true, opensLine: true, since: [] };
    this.#pending.add(this.#fresh);
  }

  /** Enter was pressed and the line is broken. */
  lineBroken(): Promise<void> {
    const pending = this.#fresh;
    this.#fresh = undefined;
    if (!pending) return Promise.resolve();
    const { document } = pending;
    const { line } = document.positionAt(pending.offset);
    const before = line > 0 ? document.lineAt(line - 1).text : "";
    if (vscode.window.activeTextEditor?.document !== document || !before.trim()) {
      this.#pending.delete(pending);
      return Promise.resolve();
    }
    return this.#answered(pending, () => {
      const lines = 1 + [...this.#pending].filter(p => p.document === document && p.offset > pending.offset).length;
      return [OnEnter, { ...placeOf(pending), lines } satisfies OnEnterParams];
    });
  }

  /** Tab or Shift+Tab was pressed; `own` is what the editor does with it. */
  depthChanged(operation: OnTabParams["operation"], own: "tab" | "outdent"): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const alone = editor?.selections.length === 1 && editor.selection.isEmpty;
    if (!alone || !isAtNumber(editor)) return Promise.resolve(vscode.commands.executeCommand<void>(own));
    const { document, selection } = editor;
    const pending = { document, offset: document.offsetAt(selection.active), alive: true, opensLine: false, since: [] };
    this.#pending.add(pending);
    const struck = document.version;
    return this.#answered(
      pending,
      () => [OnTab, { ...placeOf(pending), operation } satisfies OnTabParams],
      async () => {
        if (document.version === struck) await vscode.commands.executeCommand(own);
      },
    );
  }

  /**
   * Whether an edit would meet no composition, which it would break: VS Code doesn't say. A composed word is replaced with
   * each key, its first letter looks like any other.
   */
  get #isSafe(): boolean {
    const { changes, at } = this.#written;
    const composed = changes.some(c => c.rangeLength > 0 && c.text !== "");
    const quiet = Date.now() - at;
    return composed ? quiet > AFTER_COMPOSED : changes.length !== 1 || quiet > AFTER_FIRST;
  }

  #answered(pending: Pending, ask: () => [string, object], none?: () => Promise<void>): Promise<void> {
    const run = async () => {
      try {
        if (!(await this.#write(pending, ask))) await none?.();
      } finally {
        this.#pending.delete(pending);
      }
    };
    this.#queue = this.#queue.then(run, run);
    return this.#queue;
  }

  /** Asks and writes the answer; false when there is none. */
  async #write(pending: Pending, ask: () => [string, object]): Promise<boolean> {
    const end = Date.now() + PATIENCE;
    const { document } = pending;
    while (pending.alive && this.#client.state === State.Running && Date.now() < end) {
      pending.since = [];
      const asked = TextDocument.create("", "", 0, document.getText());
      const answer = await this.#client.sendRequest<Answer | null>(...ask()).catch(() => null);
      if (!answer) {
        if (!pending.since.length) return false;
        if (!pending.alive) return true;
        // The server may have known another version.
        await new Promise(resolve => setTimeout(resolve, PAUSE));
        continue;
      }
      while (pending.alive && Date.now() < end) {
        const editor = vscode.window.visibleTextEditors.find(e => e.document === document);
        if (!editor) return true;
        const edit = await this.#client.protocol2CodeConverter.asWorkspaceEdit(answer.edit);
        const own = mapped(edit.get(document.uri), asked, pending.since);
        if (!own) break; // what it would change was changed: ask anew
        if (this.#isSafe && (await applied(editor, edit, own))) {
          this.#written = { changes: [], at: 0 }; // our own edit composes nothing
          return true;
        }
        await new Promise(resolve => setTimeout(resolve, PAUSE));
      }
    }
    return true;
  }
}

const placeOf = ({ document, offset }: Pending) => {
  const { line, character } = document.positionAt(offset);
  return { uri: document.uri.toString(), version: document.version, position: { line, character } };
};

/** Writes `own` to the editor's document and the rest of `edit` elsewhere; one undo with the key. */
function applied(
  editor: vscode.TextEditor,
  edit: vscode.WorkspaceEdit,
  own: readonly { readonly from: number; readonly to: number; readonly insert: string }[],
): Thenable<boolean> {
  const { document } = editor;
  const at = (offset: number) => document.positionAt(offset);
  if (edit.size > 1) {
    const whole = new vscode.WorkspaceEdit();
    for (const [uri, edits] of edit.entries()) if (uri.toString() !== document.uri.toString()) whole.set(uri, edits);
    whole.set(
      document.uri,
      own.map(({ from, to, insert }) => vscode.TextEdit.replace(new vscode.Range(at(from), at(to)), insert)),
    );
    return vscode.workspace.applyEdit(whole);
  }
  return editor.edit(
    builder => {
      for (const { from, to, insert } of own)
        if (from === to) builder.insert(at(from), insert);
        else builder.replace(new vscode.Range(at(from), at(to)), insert);
    },
    { undoStopBefore: false, undoStopAfter: false },
  );
}
