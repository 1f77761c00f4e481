/** Rename over LSP: ranges and refusals, edits that wait for a person, files and folders. */
import assert from "node:assert/strict";
import type { AnnotatedTextEdit, Location, RenameFile, TextDocumentEdit, WorkspaceEdit } from "vscode-languageserver";
import { type Client, serve } from "./session";

const PACKAGE = `//- polozhenie.reg.md
---
документ: положение
утверждено: prikaz.reg.md
роли: [координатор клуба]
---

# Положение о клубе

1.1. <|Координатор клуба|> назначен приказом и подотчётен директору. Клуб слушает координатора клуба.

1.2. Просто <|>слова.
//- prikaz.reg.md
---
документ: приказ
---

# О клубе

1. Утвердить [положение](<|polozhenie.reg.md|>#1.1). Назначить координатором клуба Орлову И.А.
`;
const [ROLE, WORDS, FILE] = [0, 1, 2];
const able = {
  workspace: {
    workspaceEdit: { documentChanges: true, resourceOperations: ["rename"], changeAnnotationSupport: {} },
  },
} satisfies Parameters<typeof serve>[1];

describe("rename over LSP", () => {
  let client: Client;
  before(async () => {
    client = await serve(PACKAGE, able);
  });
  after(() => client.stop());

  const rename = (marker: number, newName: string) =>
    client.ask<WorkspaceEdit>("textDocument/rename", { ...client.at(marker), newName });

  it("prepare gives the place and the nominative, or says why not", async () => {
    const found = await client.ask<{ range: unknown; placeholder: string }>(
      "textDocument/prepareRename",
      client.at(ROLE),
    );
    assert.deepEqual(found, { range: client.range(ROLE), placeholder: "координатор клуба" });
    await assert.rejects(client.ask("textDocument/prepareRename", client.at(WORDS)), /Здесь нечего переименовать/);
    await assert.rejects(rename(ROLE, "координатора"), /именительном падеже/);
  });

  it("what is certain is made, other files and what is not wait for a person", async () => {
    const edit = await rename(ROLE, "комиссия клуба");
    const changes = edit.documentChanges as TextDocumentEdit[];
    const told = changes.flatMap(({ textDocument: { uri }, edits }) =>
      (edits as AnnotatedTextEdit[]).map(e => {
        const { label, needsConfirmation = false, description = "" } = edit.changeAnnotations![e.annotationId]!;
        return `${uri.slice("file:///w/".length)} ${e.newText}: ${label} ${description} ${needsConfirmation}`;
      }),
    );
    const role = "Роль «координатор клуба» → «комиссия клуба»";
    assert.deepEqual(told, [
      `polozhenie.reg.md комиссия: ${role}  false`,
      "polozhenie.reg.md Комиссия: Рядом слово другого рода «подотчётен» – проверьте true",
      "polozhenie.reg.md назначена: Рядом слово другого рода «подотчётен» – проверьте true",
      `polozhenie.reg.md комиссию: ${role}  false`,
      `prikaz.reg.md комиссией: ${role} в других файлах true`,
    ]);
    assert.equal(changes[0]!.textDocument.version, 1);
  });

  it("a client without documentChanges gets plain changes and is told what to look at", async () => {
    const plain = await serve(PACKAGE);
    const message = new Promise<string>(resolve => {
      plain.connection.onNotification("window/showMessage", (p: { message: string }) => resolve(p.message));
    });
    const { changes } = await plain.ask<WorkspaceEdit>("textDocument/rename", {
      ...plain.at(ROLE),
      newName: "комиссия клуба",
    });
    assert.deepEqual(
      Object.values(changes!).map(edits => edits.map(e => e.newText)),
      [["комиссия", "Комиссия", "назначена", "комиссию"], ["комиссией"]],
    );
    assert.match(await message, /polozhenie\.reg\.md, строка 9: рядом слово другого рода \(«подотчётен»\)/);
    await assert.rejects(
      plain.ask("textDocument/rename", { ...plain.at(FILE), newName: "a.reg.md" }),
      /переименуйте файл в проводнике/,
    );
    plain.stop();
  });

  it("line ends stay", async () => {
    const crlf = await serve(
      "//- a.reg.md\n# Положение о клубе\r\n\r\n1.1. <|>Координатор клуба.\r\nИ координатор\r\nклуба.\r\n",
    );
    const { changes } = await crlf.ask<WorkspaceEdit>("textDocument/rename", {
      ...crlf.at(),
      newName: "модератор",
    });
    assert.deepEqual(
      Object.values(changes!)[0]!.map(e => e.newText),
      ["Модератор", "модератор"],
    );
    crlf.stop();
  });

  it("a file gets its name with the links to it", async () => {
    const { documentChanges } = await rename(FILE, "о клубе");
    const [edits, move] = documentChanges as [TextDocumentEdit, RenameFile];
    assert.equal(edits.edits.map(e => ("newText" in e ? e.newText : "")).join(), "о%20клубе.reg.md");
    assert.deepEqual(move, {
      kind: "rename",
      oldUri: client.uri("polozhenie.reg.md"),
      newUri: client.uri("о клубе.reg.md"),
    });
  });

  it("links follow a file that is moved, and the server knows it at its new place at once", async () => {
    const moving = await serve(PACKAGE.replaceAll("polozhenie.reg.md", "closed/polozhenie.reg.md"), able);
    const files = [{ oldUri: moving.uri("closed"), newUri: moving.uri("closed/архив") }];
    const edit = await moving.ask<WorkspaceEdit>("workspace/willRenameFiles", { files });
    const told = (edit.documentChanges as TextDocumentEdit[]).map(
      d =>
        `${d.textDocument.uri.slice("file:///w/".length)}: ${d.edits.map(e => ("newText" in e ? e.newText : "")).join()}`,
    );
    assert.deepEqual(told, ["prikaz.reg.md: closed/архив/polozhenie.reg.md"]);
    const text = moving.text("prikaz.reg.md").getText();
    const from = text.indexOf("closed/");
    await moving.connection.sendNotification("workspace/didRenameFiles", { files });
    await moving.edit("prikaz.reg.md", from, from + "closed".length, "closed/архив");
    const [target] = await moving.ask<Location[]>("textDocument/definition", moving.at(FILE));
    assert.equal(target!.uri, moving.uri("closed/архив/polozhenie.reg.md"));
    moving.stop();
  });
});
