/** Findings that are kept, and files that are read: the rooms of the server without its protocol. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { FindingsStore } from "../server/src/host/findings";
import { Loader, readInBatches } from "../server/src/host/loader";
import { createDoc, editDoc } from "../server/src/model/document";
import { check, type Finding } from "../server/src/rules/engine/check";
import { createWorkspace, type Workspace } from "../server/src/workspace/docs";
import { runs, slowly } from "./runs";

const plain = (findings: readonly Finding[]) =>
  findings.map(f => [f.rule.id, f.severity, f.from, f.to, f.message, f.related ?? []]);

const PACKAGE: Readonly<Record<string, string>> = {
  "a.reg.md":
    "---\nдокумент: положение\nутверждено: p.reg.md\nроли:\n  координатор: избирается\n---\n\n# Положение о клубе\n\n## 1. Общие положения\n\n1.1. Клубом руководит координатор.\n\n1.3. Заседания проводятся раз в месяц.\n",
  "p.reg.md":
    "---\nдокумент: приказ\nрегистрация: { номер: 5, дата: 2025-09-01 }\n---\n\n# О клубе\n\n1. Утвердить Положение о клубе.\n2. Назначить координатором Иванову И.И.\n",
  "plan.reg.yaml":
    "документ: план\nоснование: a.reg.md\nмероприятия:\n  - { задача: 1.1, мероприятие: Семинар, срок: май, ответственный: координатор }\n",
};
const uriOf = (name: string) => `file:///w/${name}`;
const packageOf = () => createWorkspace(Object.entries(PACKAGE).map(([name, text]) => ({ uri: uriOf(name), text })));

describe("kept findings", () => {
  const edit = (workspace: Workspace, store: FindingsStore, name: string, from: number, to: number, insert: string) => {
    const before = workspace.docs.get(uriOf(name))!;
    const text = before.text.slice(0, from) + insert + before.text.slice(to);
    workspace.docs.set(before.uri, editDoc(before, text, [{ from, to, insert }]));
    store.edited(before);
  };

  it("are the same object while nothing they rest on changes, another one after an edit of the document", () => {
    const workspace = packageOf();
    const store = new FindingsStore(workspace);
    const doc = () => workspace.docs.get(uriOf("a.reg.md"))!;
    const first = store.of(doc());
    assert.equal(store.of(doc()), first);
    edit(workspace, store, "a.reg.md", doc().text.length, doc().text.length, "\n");
    const second = store.of(doc());
    assert.notEqual(second.id, first.id);
    store.forget(doc().uri);
    assert.notEqual(store.of(doc()).id, second.id);
  });

  it("outlive an edit of a neighbour that shows nothing of it, and no other", () => {
    const workspace = packageOf();
    const store = new FindingsStore(workspace);
    const plan = () => store.of(workspace.docs.get(uriOf("plan.reg.yaml"))!);
    const first = plan();
    const { text } = workspace.docs.get(uriOf("a.reg.md"))!;
    const at = text.indexOf("раз в месяц");
    edit(workspace, store, "a.reg.md", at, at, "в школе ");
    const seen = store.fingerprintChanges();
    assert.equal(plan(), first);
    const number = text.indexOf("1.1.");
    edit(workspace, store, "a.reg.md", number, number + 3, "1.2");
    assert.ok(store.fingerprintChanges() > seen);
    assert.notEqual(plan(), first);
  });

  slowly("are those of a fresh check, whatever is edited in a package", () => {
    const folder = join(process.cwd(), "examples/obrazets");
    const files = readdirSync(folder).filter(f => /\.reg\.(?:md|yaml)$|^reglament\.yaml$/.test(f));
    const texts = files.map(f => ({ uri: uriOf(encodeURIComponent(f)), text: readFileSync(join(folder, f), "utf8") }));
    let changed = 0;
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.nat(),
            fc.nat(),
            fc.nat(12),
            fc.constantFrom("", "1.2", "координатор", "а", "\n", " № 5", "2026"),
          ),
          { minLength: 1, maxLength: 2 },
        ),
        edits => {
          const workspace = createWorkspace(texts);
          const store = new FindingsStore(workspace);
          for (const { uri } of texts) store.of(workspace.docs.get(uri)!);
          for (const [file, place, length, insert] of edits) {
            const before = workspace.docs.get(texts[file % texts.length]!.uri)!;
            const from = place % (before.text.length + 1);
            const to = Math.min(before.text.length, from + length);
            const text = before.text.slice(0, from) + insert + before.text.slice(to);
            workspace.docs.set(before.uri, editDoc(before, text, [{ from, to, insert }]));
            store.edited(before);
            for (const { uri } of texts) {
              const doc = workspace.docs.get(uri)!;
              const kept = store.of(doc);
              if (uri === before.uri) changed++;
              assert.deepEqual(plain(kept.findings), plain(freshly(workspace, uri)), uri);
            }
          }
        },
      ),
      { numRuns: runs(6) },
    );
    assert.ok(changed >= 2);
  });

  /** Findings of a workspace that has never seen another text. */
  function freshly(workspace: Workspace, uri: string): readonly Finding[] {
    const files = [...workspace.docs.values()].map(d => ({ uri: d.uri, text: d.text }));
    const fresh = createWorkspace(files);
    return check(fresh, fresh.docs.get(uri)!);
  }
});

describe("files of a workspace", () => {
  it("are put in the order of their list, whatever order they arrive in", async () => {
    const files = Array.from({ length: 150 }, (_, i) => i);
    const got: number[] = [];
    const asked: number[] = [];
    await readInBatches(
      files,
      n => new Promise<number>(resolve => setTimeout(() => resolve(n), (n * 7) % 5)),
      (n, text) => {
        assert.equal(n, text);
        got.push(n);
      },
      done => asked.push(done) > 0,
    );
    assert.deepEqual(got, files);
    assert.deepEqual(asked, [0, 64, 128]);
    got.length = 0;
    await readInBatches(
      files,
      async n => n,
      n => void got.push(n),
      done => done < 64,
    );
    assert.equal(got.length, 64);
  });

  const loaderOf = (disk: Map<string, string>, open = new Set<string>()) => {
    const workspace = createWorkspace();
    const told: string[] = [];
    const files = { list: async () => [...disk.keys()], read: async (uri: string) => disk.get(uri) };
    const loader = new Loader(workspace, () => files, {
      isOpen: uri => open.has(uri),
      read: (uri, text) => {
        told.push(`read ${uri}`);
        workspace.docs.set(uri, createDoc(uri, text));
      },
      removed: uri => told.push(`removed ${uri}`),
      changed: () => told.push("changed"),
    });
    const quiet = () => ({ cancelled: false, at() {}, done() {} });
    return { workspace, loader, told, all: () => loader.readAll(["file:///w"], quiet) };
  };

  it("follow the disk, but for what is open", async () => {
    const disk = new Map([
      ["file:///w/x/a.reg.md", "# А\n"],
      ["file:///w/x/b.reg.md", "# Б\n"],
      ["file:///w/profiles/c.yaml", "документ: памятка\n"],
    ]);
    const { workspace, loader, told, all } = loaderOf(disk, new Set(["file:///w/x/b.reg.md"]));
    await all();
    assert.deepEqual([...workspace.docs.keys()], ["file:///w/x/a.reg.md"]);
    assert.deepEqual([...workspace.profiles.keys()], ["file:///w/profiles/c.yaml"]);
    disk.set("file:///w/x/a.reg.md", "# Новое\n");
    await loader.readClosed("file:///w/x/a.reg.md");
    assert.equal(workspace.docs.get("file:///w/x/a.reg.md")!.text, "# Новое\n");
    loader.move("file:///w/x", "file:///w/y");
    assert.deepEqual([...workspace.docs.keys()], ["file:///w/y/a.reg.md"]);
    disk.clear();
    await loader.readClosed("file:///w/y/a.reg.md");
    assert.equal(workspace.docs.size, 0);
    loader.leave(["file:///w/profiles"]);
    assert.equal(workspace.profiles.size, 0);
    assert.deepEqual(
      told.filter(t => t.startsWith("removed")),
      ["removed file:///w/x/a.reg.md", "removed file:///w/y/a.reg.md"],
    );
  });

  it("go with their folder", async () => {
    const { workspace, loader, all } = loaderOf(
      new Map([
        ["file:///w/x/a.reg.md", "# А\n"],
        ["file:///w/xy/b.reg.md", "# Б\n"],
      ]),
    );
    await all();
    loader.removeAll(new Set(["file:///w/x"]));
    assert.deepEqual([...workspace.docs.keys()], ["file:///w/xy/b.reg.md"]);
  });
});
