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
  findings.map(f => [
    f.rule.id,
    f.severity,
    f.from,
    f.to,
    f.message,
    (f.related ?? []).map(r => [r.uri, r.from, r.to, r.message]),
    (f.fixes?.() ?? []).map(x => [x.title, x.ask, x.create, x.edits.map(e => [e.uri, e.from, e.to, e.insert])]),
  ]);

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

  it("name the places in other documents where they are, and change them there", () => {
    const order = "---\nдокумент: приказ\nназвание: О клубе\nсостояние: проект\n---\n\n# О клубе\n\n1. Создать клуб.\n";
    const plan = "документ: план\nоснование: p.reg.md\nсостояние: действует\nмероприятия: []\n";
    const workspace = createWorkspace([
      { uri: uriOf("p.reg.md"), text: order },
      { uri: uriOf("plan.reg.yaml"), text: plan },
    ]);
    const store = new FindingsStore(workspace);
    const finding = () =>
      store.of(workspace.docs.get(uriOf("p.reg.md"))!).findings.find(f => f.rule.id === "status-above-basis")!;
    const places = () => {
      const { text } = workspace.docs.get(uriOf("plan.reg.yaml"))!;
      const edits = finding().fixes!().flatMap(f => f.edits.filter(e => e.uri));
      return [...finding().related!, ...edits].map(({ from, to }) => text.slice(from, to));
    };
    const before = finding();
    assert.deepEqual(places(), ["действует", "действует"]);
    edit(workspace, store, "plan.reg.yaml", 0, 0, "# Черновик плана\n");
    assert.deepEqual(places(), ["действует", "действует"]);
    assert.notEqual(finding(), before);
    assert.equal(finding().message, before.message);
  });

  /** Texts of a package of examples; its own profiles are documents of it too. */
  const examplesOf = (folder: string) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter(f => f.endsWith(".reg.md") || f.endsWith(".yaml"))
      .sort()
      .map(f => ({
        uri: uriOf(f.split("/").map(encodeURIComponent).join("/")),
        text: readFileSync(join(folder, f), "utf8"),
      }));

  /** What changes the meaning of a text: a number, a name, a date, a line less, the same line again, a line from elsewhere. */
  type Change = "cut" | "repeat" | "borrow" | "insert" | "word";
  const INSERTS = ["1.2", "координатор", "а", "\n", " № 5", "2026", "- ", "## ", "(приложение)", "Иванова И.И.", "   "];

  const edited = (texts: readonly string[], file: number, place: number, change: Change, pick: number) => {
    const text = texts[file]!;
    const at = place % (text.length + 1);
    const from = text.lastIndexOf("\n", at - 1) + 1;
    const end = text.indexOf("\n", at);
    const to = end < 0 ? text.length : end + 1;
    const other = texts[pick % texts.length]!;
    const word = /[\p{L}\d.]+/u.exec(text.slice(at, to));
    const lines = other.split("\n");
    const words = other.split(/[^\p{L}\d.-]+/u);
    switch (change) {
      case "cut":
        return { from, to, insert: "" };
      case "repeat":
        return { from: to, to, insert: text.slice(from, to) };
      case "borrow":
        return { from, to: from, insert: `${lines[pick % lines.length]!}\n` };
      case "insert":
        return { from: at, to: at, insert: INSERTS[pick % INSERTS.length]! };
      case "word": {
        const start = word ? at + word.index : at;
        return { from: start, to: start + (word?.[0].length ?? 0), insert: words[pick % words.length]! };
      }
    }
  };

  const PACKAGES = { "examples/obrazets": runs(8), "examples/nesoglasovannyi-paket": runs(20) };
  for (const [folder, numRuns] of Object.entries(PACKAGES))
    slowly(`are those of a fresh check, whatever is edited in ${folder}`, function () {
      this.timeout(120_000);
      const files = examplesOf(folder);
      const profiles = files.filter(f => f.uri.includes(encodeURIComponent("профили")));
      const texts = files.filter(f => !profiles.includes(f));
      let kept = 0;
      let changed = 0;
      const regulation = texts.findIndex(f => f.uri.includes("polozhenie"));
      const task = texts[regulation]!.text.search(/^\d\.\d\.1\. /m);
      const change = fc.record({
        file: fc.nat(texts.length - 1),
        place: fc.nat(1_000_000),
        change: fc.constantFrom<Change[]>("cut", "repeat", "borrow", "insert", "word"),
        pick: fc.nat(1_000_000),
      });
      fc.assert(
        fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), changes => {
          const workspace = createWorkspace(files);
          const store = new FindingsStore(workspace);
          const all = () => texts.map(({ uri }) => workspace.docs.get(uri)!);
          let before = all().map(doc => store.of(doc));
          for (const { file, place, change, pick } of changes) {
            const now = all();
            const edit = edited(
              now.map(d => d.text),
              file,
              place,
              change,
              pick,
            );
            const old = now[file]!;
            const text = old.text.slice(0, edit.from) + edit.insert + old.text.slice(edit.to);
            workspace.docs.set(old.uri, editDoc(old, text, [edit]));
            store.edited(old);
            const fresh = createWorkspace([...profiles, ...all().map(d => ({ uri: d.uri, text: d.text }))]);
            const after = all().map(doc => store.of(doc));
            after.forEach((found, i) => {
              const { uri } = texts[i]!;
              const expected = plain(check(fresh, fresh.docs.get(uri)!));
              assert.deepEqual(plain(found.findings), expected, `${uri} after ${JSON.stringify(edit)} in ${old.uri}`);
              if (i === file) return;
              if (found === before[i]) kept++;
              else if (JSON.stringify(plain(before[i]!.findings)) !== JSON.stringify(expected)) changed++;
            });
            before = after;
          }
        }),
        { numRuns, examples: [[[{ file: regulation, place: task, change: "cut", pick: 0 }]]] },
      );
      // Both happened: findings of a neighbour were kept, and an edit of a neighbour changed them.
      assert.ok(kept > 0 && changed > 0, `${kept} kept, ${changed} changed`);
    });
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
