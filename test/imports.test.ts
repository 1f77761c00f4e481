/** Who may import whom: folders, the rooms of `workspace/` and `operations/`, and single files, in one fixed order. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Each imports itself and those above it; those of one line don't know each other. */
const ORDER: readonly (readonly string[])[] = [
  ["russian"],
  ["syntax"],
  ["model"],
  ["profiles"],
  ["workspace/calendar", "workspace/docs", "workspace/glob", "workspace/tables"],
  ["workspace/config", "workspace/neighbours"],
  ["workspace/links", "workspace/address", "workspace/packages"],
  ["workspace/entities", "workspace/place"],
  ["workspace/fingerprints", "workspace/planning"],
  ["operations/refusal"],
  ["operations/numbering"],
  ["operations/renaming", "operations/drafts"],
  ["rules"],
  ["protocol"],
  ["render", "intake"],
  ["revision"],
  ["features"],
  ["host"],
  ["json-schemas", "rule-pages"],
  ["generate"],
];

/** Packages that only these rooms may import. */
const PACKAGES: readonly (readonly [test: RegExp, rooms: RegExp])[] = [
  [/^vscode-languageserver(?!-textdocument)/, /^(?:features|host)\//],
  [/^vscode-languageserver-textdocument$/, /^(?:features|host|client)\//],
  [/^vscode$/, /^client\//],
  [/^node:/, /^(?:host\/(?:node|cli|commands\/)|generate$)/],
  [/^(?:@lezer\/|yaml$)/, /^syntax\//],
];

/** File without its ending, from `server/src/` or from the root → what it imports, written likewise. */
type Graph = ReadonlyMap<string, readonly string[]>;

const roomOf = (file: string): string => {
  const [first, second] = file.split("/");
  return first === "workspace" || first === "operations" ? `${first}/${second}` : first!;
};

const rankOf = (room: string): number => ORDER.findIndex(rooms => rooms.includes(room));

/** What breaks the order. */
function wrongWays(graph: Graph): string[] {
  const wrong: string[] = [];
  for (const [file, targets] of graph) {
    const isClient = file.startsWith("client/");
    const room = roomOf(file);
    if (!isClient && rankOf(room) < 0) wrong.push(`${file} has no place in the order`);
    for (const target of targets) {
      const limit = PACKAGES.find(([test]) => test.test(target));
      if (limit) {
        if (!limit[1].test(file)) wrong.push(`${file} → ${target}`);
      } else if (graph.has(target)) {
        if (isClient) {
          if (!target.startsWith("client/") && target !== "protocol") wrong.push(`${file} → ${target}`);
        } else if (target.startsWith("client/")) wrong.push(`${file} → ${target}`);
        else if (roomOf(target) !== room && rankOf(roomOf(target)) >= rankOf(room)) wrong.push(`${file} → ${target}`);
      }
    }
  }
  return wrong;
}

/** Files that import each other in a circle, each circle once. */
function circles(graph: Graph): string[] {
  const found: string[] = [];
  const state = new Map<string, "open" | "done">();
  const path: string[] = [];
  const visit = (file: string) => {
    state.set(file, "open");
    path.push(file);
    for (const target of graph.get(file) ?? []) {
      if (state.get(target) === "open") found.push([...path.slice(path.indexOf(target)), target].join(" → "));
      else if (!state.has(target) && graph.has(target)) visit(target);
    }
    path.pop();
    state.set(file, "done");
  };
  for (const file of graph.keys()) if (!state.has(file)) visit(file);
  return found;
}

/** Static, dynamic and type imports of a source. */
const importsIn = (source: string): string[] =>
  [...source.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)["'`]([^"'`]+)["'`]/g)].map(m => m[1]!);

function graphOf(): Graph {
  const graph = new Map<string, readonly string[]>();
  const nameOf = (path: string) => path.replace(/^server\/src\//, "").replace(/\.(?:ts|js)$/, "");
  for (const root of ["server/src", "client/src"])
    for (const name of readdirSync(root, { recursive: true, encoding: "utf8" })) {
      if (!name.endsWith(".ts") || name.endsWith(".d.ts")) continue;
      const path = join(root, name);
      const targets = importsIn(readFileSync(path, "utf8"));
      const from = (target: string) => (target.startsWith(".") ? nameOf(join(path, "..", target)) : target);
      graph.set(nameOf(path), targets.map(from));
    }
  return graph;
}

describe("imports", () => {
  const graph = graphOf();

  it("go one way, packages only where they belong, the client to the protocol alone", () => {
    assert.ok(graph.size > 250, `${graph.size} files`);
    assert.deepEqual(wrongWays(graph), []);
  });

  it("make no circle of files", () => assert.deepEqual(circles(graph), []));

  it("are seen in every way of writing them", () => {
    const source = `import a from "./a";\nimport "./b";\nexport * from "./c";\nawait import("./d");\nrequire("./e");
import type { F } from './f';\nexport type { G } from "./g";\nlet h: import("./h").H;\nimport(\`./i\`);\nimport {\n  j,\n} from "./j";`;
    assert.deepEqual(
      importsIn(source),
      [..."abcdefghij"].map(name => `./${name}`),
    );
  });

  it("that are wrong are found", () => {
    const made = new Map([
      ["russian/a", ["syntax/b"]],
      ["syntax/b", ["russian/a", "vscode-languageserver"]],
      ["workspace/packages/p", ["workspace/entities/e"]],
      ["workspace/entities/e", ["yaml", "workspace/packages/p"]],
      ["workspace/links", ["workspace/address"]],
      ["workspace/address", []],
      ["operations/numbering/n", ["operations/renaming/r"]],
      ["operations/renaming/r", ["operations/drafts/d"]],
      ["operations/drafts/d", []],
      ["protocol", ["operations/drafts/d", "render/html"]],
      ["render/html", ["json-schemas"]],
      ["json-schemas", ["rule-pages"]],
      ["rule-pages", ["generate"]],
      ["generate", ["node:fs", "json-schemas"]],
      ["host/server", ["node:fs", "client/x"]],
      ["client/x", ["protocol", "syntax/b"]],
      ["elsewhere", []],
    ]);
    assert.deepEqual(wrongWays(made), [
      "russian/a → syntax/b",
      "syntax/b → vscode-languageserver",
      "workspace/packages/p → workspace/entities/e",
      "workspace/entities/e → yaml",
      "workspace/links → workspace/address",
      "operations/numbering/n → operations/renaming/r",
      "operations/renaming/r → operations/drafts/d",
      "protocol → render/html",
      "render/html → json-schemas",
      "json-schemas → rule-pages",
      "rule-pages → generate",
      "host/server → node:fs",
      "host/server → client/x",
      "client/x → syntax/b",
      "elsewhere has no place in the order",
    ]);
    assert.deepEqual(circles(made), [
      "russian/a → syntax/b → russian/a",
      "workspace/packages/p → workspace/entities/e → workspace/packages/p",
      "json-schemas → rule-pages → generate → json-schemas",
    ]);
  });
});
