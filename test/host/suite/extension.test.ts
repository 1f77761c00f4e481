import * as vscode from "vscode";
import type { vsdiag } from "vscode-languageclient";
import type { Exports } from "../../../client/src/client";
import { wholeFindings } from "../../../client/src/diagnostics";
import type { Node } from "../../../client/src/documents";

const folder = () => vscode.workspace.workspaceFolders![0]!.uri;
const file = (...parts: string[]) => vscode.Uri.joinPath(folder(), ...parts);
const REGULATION = ["Школа № 1", "Положение о клубе.reg.md"];

function equal(actual: unknown, expected: unknown, what = ""): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected))
    throw new Error(`${what}: ${JSON.stringify(actual)} ≠ ${JSON.stringify(expected)}`);
}
function ok(value: unknown, what: string): asserts value {
  if (!value) throw new Error(what);
}

/** Asks again until the answer is there. */
async function eventually<T>(
  what: string,
  ask: () => T | undefined | false | Thenable<T | undefined | false>,
): Promise<T> {
  for (const end = Date.now() + 15_000; ; ) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`in vain: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 60));
  }
}

async function open(...parts: string[]): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file(...parts)));
}
const findings = (uri: vscode.Uri, rule?: string) =>
  vscode.languages.getDiagnostics(uri).filter(d => d.source === "reglament" && (!rule || code(d) === rule));
const code = (d: vscode.Diagnostic) => (typeof d.code === "object" ? d.code.value : d.code);

function cancellation(): { token: vscode.CancellationToken; cancel: () => void } {
  const source = new vscode.CancellationTokenSource();
  return { token: source.token, cancel: () => source.cancel() };
}

async function actions(uri: vscode.Uri, range: vscode.Range): Promise<vscode.CodeAction[]> {
  return (
    (await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      uri,
      range,
      undefined,
      50,
    )) ?? []
  );
}

/** The rows of the view «Документы»: label and description, those of a package under it. */
async function rows(): Promise<{ node: Node; text: string }[]> {
  const { documents } = (await vscode.extensions.getExtension<Exports>("reglament.reglament")!.activate()) as Exports;
  const found: { node: Node; text: string }[] = [];
  const add = async (nodes: Node[], indent: string) => {
    for (const node of nodes) {
      const { label, description } = documents.getTreeItem(node);
      found.push({ node, text: `${indent}${String(label)} | ${String(description)}` });
      await add(await documents.getChildren(node), `${indent}  `);
    }
  };
  await add(await documents.getChildren(), "");
  return found;
}

suite("extension", () => {
  test("findings of a pull that was cancelled on its way are asked for again, never shown in part", async () => {
    const { document } = await open(...REGULATION);
    const answer = { kind: "full", resultId: "1", items: [] } as unknown as vsdiag.FullDocumentDiagnosticReport;
    for (const cancelled of [false, true]) {
      const { token, cancel } = cancellation();
      const pulled = await Promise.resolve(
        wholeFindings.provideDiagnostics!(document, undefined, token, async () => {
          if (cancelled) cancel();
          return answer;
        }),
      ).catch(error => error instanceof vscode.CancellationError);
      ok(cancelled ? pulled === true : pulled === answer, `document, cancelled: ${cancelled}`);
      let reported = 0;
      await wholeFindings.provideWorkspaceDiagnostics!(
        [],
        token,
        () => reported++,
        (_ids, _token, report) => {
          report({ items: [] });
          return { items: [] };
        },
      );
      equal(reported, cancelled ? 0 : 1, `workspace, cancelled: ${cancelled}`);
    }
  });

  test("a document opens with its findings, their rule and its page", async () => {
    const { document } = await open(...REGULATION);
    equal(document.languageId, "reglament");
    const [gap] = await eventually("number-gap", () => {
      const found = findings(document.uri, "number-gap");
      return found.length > 0 && found;
    });
    equal(document.getText(gap!.range), "1.3.");
    ok(
      typeof gap!.code === "object" &&
        /^command:reglament\.explainRule\?.*number-gap/.test(gap!.code.target.toString(true)),
      "the finding links to its page",
    );
  });

  test("files that aren't open are checked too", async () => {
    await eventually("findings of the report", () => findings(file("otchyot.reg.md"), "number-gap").length > 0);
  });

  test("a quick fix removes its finding, one undo brings it back", async () => {
    const { document } = await open(...REGULATION);
    const gap = await eventually("number-gap", () => findings(document.uri, "number-gap")[0]);
    const before = document.getText();
    const fix = (await actions(document.uri, gap.range)).find(a => a.title.startsWith("Исправить на 1.2"));
    ok(fix?.edit, "the fix has its edit");
    await vscode.workspace.applyEdit(fix.edit);
    ok(document.getText().includes("\n1.2. Клуб"), "the number is mended");
    await eventually("no gap", () => findings(document.uri, "number-gap").length === 0);
    await vscode.commands.executeCommand("undo");
    equal(document.getText(), before, "undo");
  });

  test("the light bulb offers to hide, to change the level and to explain", async () => {
    const { document } = await open(...REGULATION);
    const gap = await eventually("number-gap", () => findings(document.uri, "number-gap")[0]);
    const titles = (await actions(document.uri, gap.range)).map(a => a.title);
    for (const start of ["Не показывать здесь", "Изменить уровень правила", "Почему это замечание"])
      ok(
        titles.some(t => t.startsWith(start)),
        `${start} in ${titles.join("; ")}`,
      );
  });

  test("the outline has printed numbers", async () => {
    const symbols = await eventually("symbols", () =>
      vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
        "vscode.executeDocumentSymbolProvider",
        file(...REGULATION),
      ),
    );
    const names = (list: vscode.DocumentSymbol[]): string[] => list.flatMap(s => [s.name, ...names(s.children)]);
    const all = names(symbols);
    ok(all.includes("1. Общие положения") && all.some(n => n.startsWith("2.1. Работой КЮК")), all.join("; "));
  });

  test("renumbering is one step", async () => {
    const { document } = await open(...REGULATION);
    const before = document.getText();
    await vscode.commands.executeCommand("reglament.renumber");
    await eventually("renumbered", () => document.getText().includes("\n1.2. Клуб"));
    await vscode.commands.executeCommand("undo");
    equal(document.getText(), before, "undo");
  });

  test("everything that fixes itself is fixed in one step", async () => {
    const { document } = await open(...REGULATION);
    await eventually("number-gap", () => findings(document.uri, "number-gap").length > 0);
    const before = document.getText();
    await vscode.commands.executeCommand("reglament.fixAll");
    await eventually("fixed", () => document.getText().includes("\n1.2. Клуб"));
    await eventually("no gap", () => findings(document.uri, "number-gap").length === 0);
    await vscode.commands.executeCommand("undo");
    equal(document.getText(), before, "undo");
  });

  test("CRLF stays CRLF after a fix", async () => {
    const { document } = await open("otchyot.reg.md");
    const missing = await eventually("section-missing", () => findings(document.uri, "section-missing")[0]);
    const fix = (await actions(document.uri, missing.range)).find(a => a.title.startsWith("Добавить раздел"));
    ok(fix?.edit, "the fix has its edit");
    await vscode.workspace.applyEdit(fix.edit);
    equal(document.getText().replace(/\r\n/g, "").includes("\n"), false, "a bare line feed");
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  test("completion offers header keys, hover explains them", async () => {
    const { document } = await open(...REGULATION);
    const line = 1;
    const editor = vscode.window.activeTextEditor!;
    await editor.edit(e => e.insert(new vscode.Position(line, 0), "про"));
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      new vscode.Position(line, 3),
    );
    ok(
      list.items.some(i => i.label === "профиль"),
      `профиль among ${list.items
        .map(i => String(i.label))
        .slice(0, 10)
        .join(", ")}`,
    );
    await vscode.commands.executeCommand("workbench.action.files.revert");
    const hovers = await eventually("hover", async () => {
      const found = await vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        document.uri,
        new vscode.Position(1, 2),
      );
      return found.length > 0 && found;
    });
    ok((hovers[0]!.contents[0] as vscode.MarkdownString).value.includes("Вид документа"), "the key is explained");
  });

  test("a neighbour is checked again when what it relies on changes", async () => {
    const regulation = await open(...REGULATION);
    await eventually("role-unestablished or established", () => findings(regulation.document.uri).length > 0);
    const before = findings(regulation.document.uri, "stamp-date-order").length;
    equal(before, 0, "dates are in order");
    const order = await open("Школа № 1", "prikaz.reg.md");
    const at = order.document.getText().indexOf("2026-09-01");
    const range = new vscode.Range(order.document.positionAt(at), order.document.positionAt(at + 10));
    await order.edit(e => e.replace(range, "2026-08-01"));
    await open(...REGULATION);
    await eventually("stamp-date-order", () => findings(regulation.document.uri, "stamp-date-order").length > 0);
    await open("Школа № 1", "prikaz.reg.md");
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await open(...REGULATION);
    await eventually("dates in order again", () => findings(regulation.document.uri, "stamp-date-order").length === 0);
  });

  test("a level in reglament.yaml counts at once", async () => {
    const config = await open("reglament.yaml");
    equal(config.document.languageId, "reglament-yaml");
    await config.edit(e => e.insert(new vscode.Position(0, 0), "правила:\n  number-gap: нет\n"));
    const { document } = await open(...REGULATION);
    await eventually(
      "no number-gap",
      () => findings(document.uri).length > 0 && findings(document.uri, "number-gap").length === 0,
    );
    await open("reglament.yaml");
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await open(...REGULATION);
    await eventually("number-gap again", () => findings(document.uri, "number-gap").length > 0);
  });

  test("findings of style wait until the line is left", async () => {
    const { document } = await open(...REGULATION);
    const editor = vscode.window.activeTextEditor!;
    const line = document.lineCount - 2;
    ok(document.lineAt(line).text.startsWith("2.1."), document.lineAt(line).text);
    const end = document.lineAt(line).range.end;
    editor.selection = new vscode.Selection(end, end);
    await new Promise(resolve => setTimeout(resolve, 300));
    await editor.edit(e => e.insert(end, " Протокол от 1.09.2026."));
    await new Promise(resolve => setTimeout(resolve, 800));
    equal(findings(document.uri, "date-form").length, 0, "while the line is written");
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await eventually("date-form", () => findings(document.uri, "date-form").length > 0);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  test("a new document has its blanks and never takes another's place", async () => {
    // Accepts the first kind of document and the title on offer.
    const create = async () => {
      let done = false;
      const made = vscode.commands.executeCommand("reglament.newDocument", file("Школа № 1")).then(() => {
        done = true;
      });
      await eventually("a new document", async () => {
        await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
        return done;
      });
      await made;
      const { document, selection } = vscode.window.activeTextEditor!;
      equal(document.getText(selection), "____", "the first blank is selected");
      return document;
    };
    const first = await create();
    equal(first.languageId, "reglament");
    await eventually("findings", () => findings(first.uri).length > 0);
    const others = findings(first.uri).filter(f => !["blank-left", "stamp-placeholder"].includes(String(code(f))));
    equal(
      others.map(f => f.message),
      [],
      "nothing to mend but blanks",
    );
    const second = await create();
    ok(first.uri.path !== second.uri.path, "another name");
    ok(second.uri.path.includes("/Школа № 1/"), second.uri.path);
    for (const { uri } of [first, second]) await vscode.workspace.fs.delete(uri);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  test("a companion is made beside the regulation, a calendar of what it holds", async () => {
    const regulation = file(...REGULATION);
    await open(...REGULATION);
    await eventually("findings", () => findings(regulation).length > 0);
    const made: vscode.Uri[] = [];
    for (const name of ["grafik.reg.yaml", "grafik-2.reg.yaml"]) {
      // The second one finds the name taken: the server hasn't been told of the first.
      await vscode.commands.executeCommand("reglament.createCompanion", regulation.toString(), "график");
      const { document, selection } = vscode.window.activeTextEditor!;
      made.push(document.uri);
      ok(document.uri.path.includes("/Школа № 1/grafik"), document.uri.path);
      equal(document.getText(selection), "____", `the first blank of ${name} is selected`);
      ok(document.getText().includes("\nоснование: Положение о клубе.reg.md\n"), document.getText());
      equal(document.languageId, "reglament-yaml");
    }
    ok(made[0]!.path !== made[1]!.path, "nothing is overwritten");
    const [schedule] = made;
    const text =
      "документ: график\nназвание: График\nучебный год: 2026/2027\nзаседания:\n  - { номер: 1, дата: 2026-09-10, тема: План }\n";
    const { document } = await vscode.window.showTextDocument(schedule!);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(schedule!, new vscode.Range(0, 0, document.lineCount, 0), text);
    await vscode.workspace.applyEdit(edit);
    const target = file("Школа № 1", "grafik.ics");
    await vscode.commands.executeCommand("reglament.exportCalendar", schedule, target);
    const saved = new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
    ok(saved.includes("DTSTART;VALUE=DATE:20260910\r\n"), saved);
    await vscode.commands.executeCommand("workbench.action.files.revert");
    for (const uri of [...made, target]) await vscode.workspace.fs.delete(uri);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  test("Enter gives the next number and takes an empty one back; Tab changes its depth", async () => {
    const { document } = await open(...REGULATION);
    const editor = vscode.window.activeTextEditor!;
    // A second try begins where the first one did.
    await vscode.commands.executeCommand("workbench.action.files.revert");
    const before = document.getText();
    const line = (number: string) =>
      document
        .getText()
        .split("\n")
        .findIndex(text => text.startsWith(`${number} `));
    const put = (number: string, character = 1000) => {
      const at = document.lineAt(line(number)).range.end;
      const place = new vscode.Position(at.line, Math.min(at.character, character));
      editor.selection = new vscode.Selection(place, place);
    };
    /** Enter as the keybinding runs it: the editor's line break, then the number. */
    const enter = () =>
      vscode.commands.executeCommand("runCommands", {
        commands: [{ command: "type", args: { text: "\n" } }, "reglament.onEnter"],
      });
    await eventually("findings", () => findings(document.uri).length > 0);
    put("2.1.");
    await enter();
    await eventually("the number", () => document.getText().includes("\n\n2.2. \n")).catch(error => {
      throw new Error(`${error.message}: ${document.getText().slice(-120)}`);
    });
    equal(document.getText().slice(0, before.trimEnd().length), before.trimEnd(), "the rest is as it was");
    equal(document.lineAt(editor.selection.active.line).text, "2.2. ", "the cursor is behind the number");
    await vscode.commands.executeCommand("undo");
    equal(document.getText(), before, "the line break and its number are one undo");
    await vscode.commands.executeCommand("redo");
    put("2.2.", 5);
    await vscode.commands.executeCommand("reglament.onTab");
    await eventually("a part", () => document.getText().includes("\n2.1.1. \n"));
    equal(editor.selection.active.character, 7, "the cursor stays behind the number");
    await vscode.commands.executeCommand("reglament.onShiftTab");
    await eventually("a clause", () => document.getText().includes("\n2.2. \n"));
    put("2.2.", 5);
    await enter();
    await eventually("no number", () => !document.getText().includes("2.2."));
    await vscode.commands.executeCommand("workbench.action.files.revert");
    equal(document.getText(), before, "as on disk");
    // Where no number is due the key does what it always does.
    put("2.1.", 8);
    await enter();
    await new Promise(resolve => setTimeout(resolve, 300));
    equal(document.getText().split("\n").length, before.split("\n").length + 1, "a line break in the words");
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  test("a clause is moved with one undo", async () => {
    const { document } = await open(...REGULATION);
    const editor = vscode.window.activeTextEditor!;
    const before = document.getText();
    const line = before.split("\n").findIndex(text => text.startsWith("1.3."));
    editor.selection = new vscode.Selection(line, 8, line, 8);
    await eventually("findings", () => findings(document.uri).length > 0);
    await vscode.commands.executeCommand("reglament.clause.moveUp");
    await eventually("moved", () => document.getText().includes("\n1.1. Клуб юных краеведов (далее"));
    ok(document.lineAt(editor.selection.active.line).text.startsWith("1.1."), "the cursor goes along");
    await vscode.commands.executeCommand("undo");
    equal(document.getText(), before, "undo");
  });

  test("pasted text is cleaned up", async () => {
    const { document } = await open(...REGULATION);
    const editor = vscode.window.activeTextEditor!;
    const end = document.lineAt(document.lineCount - 1).range.end;
    await editor.edit(e => e.insert(end, "\n7.\nПрава\n7.1. Член клуба имеет пра-\nво голоса.\n"));
    editor.selection = new vscode.Selection(
      end.translate(1, -end.character),
      document.lineAt(document.lineCount - 1).range.end,
    );
    await vscode.commands.executeCommand("reglament.cleanPasted");
    await eventually("clean", () =>
      document.getText().endsWith("\n\n## 3. Права\n\n3.1. Член клуба имеет право голоса.\n"),
    );
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  test("the address of a clause goes to the clipboard", async () => {
    const { document } = await open(...REGULATION);
    const line = document
      .getText()
      .split("\n")
      .findIndex(text => text.startsWith("2.1."));
    vscode.window.activeTextEditor!.selection = new vscode.Selection(line, 8, line, 8);
    let done = false;
    const copied = vscode.commands.executeCommand("reglament.copyAddress").then(() => {
      done = true;
    });
    await eventually("copied", async () => {
      await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      return done;
    });
    await copied;
    equal(
      await vscode.env.clipboard.readText(),
      "пункт 2.1 Положения о клубе юных краеведов, утверждённого приказом от 01.09.2026 № 12",
      "clipboard",
    );
  });

  test("the view shows packages, follows files, and lenses count what answers for a task", async () => {
    const texts = (await rows()).map(r => r.text);
    ok(
      texts.includes("Положение о клубе юных краеведов | Школа № 1") &&
        texts.some(t => /^ {2}Положение \| проект · \d+ (?:замечани|finding)/.test(t)) &&
        texts.includes("  Приказ № 12 | проект"),
      texts.join("\n"),
    );
    const write = (name: string, text: string) =>
      vscode.workspace.fs.writeFile(file("Клуб чтения", name), new TextEncoder().encode(text));
    const title = "Положение о клубе чтения | Клуб чтения";
    const own = async () => {
      const all = (await rows()).map(r => r.text);
      const from = all.indexOf(title);
      const to = all.findIndex((t, i) => i > from && !t.startsWith(" "));
      return from < 0 ? [] : all.slice(from, to < 0 ? undefined : to);
    };
    await write(
      "polozhenie.reg.md",
      "---\nдокумент: положение\nдокументация: [план, график]\n---\n\n# Положение о клубе чтения\n\n## 1. Цели и задачи\n\n1.1. Задачами клуба являются:\n\n1.1.1. подбор книг;\n\n1.1.2. обсуждение книг.\n",
    );
    await write(
      "plan.reg.yaml",
      "документ: план\nоснование: polozhenie.reg.md\nмероприятия:\n  - { задача: 1.1.1, мероприятие: Выставка, срок: октябрь, ответственный: учитель }\n",
    );
    await eventually("a package with a missing schedule", async () => {
      const shown = await own();
      return shown.some(t => t.startsWith("  План")) && /^ {2}График заседаний \| (?:нет|missing)/.test(shown.at(-1)!);
    });

    // Opened as a person does: what the API opens stays open for minutes.
    await vscode.commands.executeCommand("vscode.open", file("Клуб чтения", "polozhenie.reg.md"));
    const { document } = await eventually("an editor", () => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document.uri.path.includes("/Клуб чтения/") && editor;
    });
    await eventually("lenses", async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        "vscode.executeCodeLensProvider",
        document.uri,
        10,
      );
      const said = lenses?.map(l => l.command?.title) ?? [];
      return said.includes("в плане 1") && said.includes("в плане нет");
    });
    await vscode.workspace.getConfiguration("reglament.lenses").update("enabled", false, true);
    const off = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", document.uri);
    await vscode.workspace.getConfiguration("reglament.lenses").update("enabled", undefined, true);
    equal(off?.length ?? 0, 0, "lenses are off");

    await vscode.commands.executeCommand("reglament.readyToSign", document.uri, "package");
    const page = await eventually("the page of what is left", () =>
      vscode.workspace.textDocuments.find(d => d.uri.scheme === "reglament-ready"),
    );
    ok(page.getText().includes("## Не хватает документов\n\n- График заседаний"), page.getText());

    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.workspace.fs.rename(file("Клуб чтения"), file("Кружок"));
    await eventually("the package has moved", async () =>
      (await rows()).some(r => r.text === "Положение о клубе чтения | Кружок"),
    );
    await eventually("nothing at its old place", async () => (await own()).length === 0);
    await vscode.workspace.fs.delete(file("Кружок"), { recursive: true });
    await eventually("the package is gone", async () =>
      (await rows()).every(r => !r.text.startsWith("Положение о клубе чтения")),
    );
  });

  test("reviewer mode: notes behind the lines, a filter, the next finding, a remark, a table", async () => {
    const { review } = (await vscode.extensions.getExtension<Exports>("reglament.reglament")!.activate()) as Exports;
    const { document } = await open(...REGULATION);
    const gap = await eventually("number-gap", () => findings(document.uri, "number-gap")[0]);
    equal(review.notes(document.uri), [], "quiet before it is asked");
    await vscode.commands.executeCommand("reglament.review.toggle");
    const all = review.notes(document.uri);
    const note = `${gap.range.start.line + 1}: ${gap.message}`;
    ok(all.length > 1 && all.includes(note), all.join("\n"));

    review.setFilter({ levels: ["error"], rules: ["number-gap"] });
    equal(review.notes(document.uri), [note], "filtered");
    vscode.window.activeTextEditor!.selection = new vscode.Selection(0, 0, 0, 0);
    await vscode.commands.executeCommand("reglament.review.next");
    const at = vscode.window.activeTextEditor!;
    equal(
      [at.document.uri.toString(), at.selection.active],
      [document.uri.toString(), gap.range.start],
      "the next finding",
    );
    await vscode.commands.executeCommand("reglament.review.next");
    ok(vscode.window.activeTextEditor!.document.uri.path.endsWith("otchyot.reg.md"), "goes on in the next file");
    await vscode.commands.executeCommand("reglament.review.previous");
    equal(vscode.window.activeTextEditor!.document.uri.toString(), document.uri.toString(), "and back");

    await vscode.commands.executeCommand("reglament.review.copy");
    equal(await vscode.env.clipboard.readText(), `п. 1.3: ${gap.message}`, "the remark");

    await vscode.commands.executeCommand("reglament.review.table");
    const page = await eventually("the table", () =>
      vscode.workspace.textDocuments.find(d => d.uri.scheme === "reglament-remarks"),
    );
    const row = (text: string) => text.split("\n").filter(line => /^\| \[?п\\?\. 1\\?\.3/.test(line));
    ok(row(page.getText())[0]?.includes("#L15"), page.getText());
    ok(!page.getText().includes("section-missing"), "the table is filtered too");
    const target = file("Замечания.md");
    await vscode.commands.executeCommand("reglament.review.saveTable", target);
    const saved = new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
    ok(row(saved)[0]?.endsWith("| ошибка | number-gap | Школа № 1/Положение о клубе.reg.md |"), saved);
    await vscode.workspace.fs.delete(target);

    await vscode.commands.executeCommand("reglament.review.showAll");
    equal(review.notes(document.uri), all, "all again");
    await vscode.commands.executeCommand("reglament.review.toggle");
    equal(review.notes(document.uri), [], "off");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  test("the examples are copied to a folder of one's own, all of them", async () => {
    await vscode.commands.executeCommand("reglament.openExamples", folder());
    const copied = (await vscode.workspace.fs.readDirectory(folder())).find(([name]) =>
      /^(?:Примеры|Reglament)/.test(name),
    );
    ok(copied, "the folder");
    const uri = file(copied[0]);
    const names = (await vscode.workspace.fs.readDirectory(uri)).map(([name]) => name);
    ok(names.includes("5 детский сад") && names.includes("README.md"), names.join(", "));
    const order = file(copied[0], "1-prikaz-i-polozhenie", "черновик", "prikaz-64.reg.md");
    ok(new TextDecoder().decode(await vscode.workspace.fs.readFile(order)).startsWith("---\n"), "the text of a file");
    await vscode.workspace.fs.delete(uri, { recursive: true });
  });

  test("a term is renamed in every document, a file with the paths to it", async () => {
    const { document } = await open(...REGULATION);
    const rename = (name: string) =>
      vscode.commands.executeCommand<vscode.WorkspaceEdit>(
        "vscode.executeDocumentRenameProvider",
        document.uri,
        document.positionAt(document.getText().indexOf("КЮК") + 1),
        name,
      );
    const edit = await eventually("an edit", async () => {
      try {
        return await rename("ШКК");
      } catch {
        return undefined;
      }
    });
    equal(
      edit.get(document.uri).map(e => e.newText),
      ["ШКК", "ШКК"],
    );
    let message = "";
    await rename("два: слова").then(undefined, (error: Error) => {
      message = error.message;
    });
    ok(/двоеточий/.test(message), `the refusal is shown: ${message}`);

    const move = async (from: string, to: string) => {
      const files = new vscode.WorkspaceEdit();
      files.renameFile(file("Школа № 1", from), file("Школа № 1", to));
      ok(await vscode.workspace.applyEdit(files), "the file is renamed");
    };
    await move("prikaz.reg.md", "приказ 12.reg.md");
    await eventually("the header follows", () => /приложение к: приказ 12\.reg\.md/.test(document.getText()));
    await eventually("the server knows the new file", () => findings(document.uri, "ref-file").length === 0);
    await move("приказ 12.reg.md", "prikaz.reg.md");
    await eventually("and back", () => /приложение к: prikaz\.reg\.md/.test(document.getText()));
    await document.save();
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  test("the server starts again when asked", async () => {
    const { document } = await open(...REGULATION);
    await eventually("number-gap", () => findings(document.uri, "number-gap").length > 0);
    await vscode.commands.executeCommand("reglament.restartServer");
    const gap = await eventually("number-gap again", () => findings(document.uri, "number-gap")[0]);
    ok(
      (await actions(document.uri, gap.range)).some(a => a.title.startsWith("Исправить на 1.2")),
      "the new server answers",
    );
  });

  test("the preview opens beside the text", async () => {
    await open(...REGULATION);
    await vscode.commands.executeCommand("reglament.openPreviewToSide");
    await eventually("a webview tab", () =>
      vscode.window.tabGroups.all.some(g => g.tabs.some(t => t.input instanceof vscode.TabInputWebview)),
    );
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
});
