// One build script: `node build.mjs` (everything), `node build.mjs --watch`, `node build.mjs generator` (one target by its name),
// `node build.mjs --inputs` (builds nothing: prints the files that what is shipped is made of, as JSON).
import { existsSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";
import esbuild from "esbuild";
import { spellsLetters } from "./scripts/letters.mjs";
import { readsYaml } from "./scripts/yaml-data.mjs";

const args = process.argv.slice(2);
const production = process.env.NODE_ENV === "production";

/** @type {import("esbuild").BuildOptions} */
const common = {
  bundle: true,
  target: "es2022",
  sourcemap: production ? false : "linked",
  minify: true,
  legalComments: "none",
  loader: { ".css": "text" },
  plugins: [spellsLetters, readsYaml],
  logLevel: "warning",
};
const node = { ...common, platform: "node", format: "cjs" };
const web = { ...common, platform: "browser" };

const exampleFiles = readdirSync("examples", { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile())
  .map(entry => join(entry.parentPath, entry.name).split(sep).slice(1).join("/"))
  .sort();
const client = { external: ["vscode"], define: { EXAMPLE_FILES: JSON.stringify(exampleFiles) } };

/** @type {Record<string, import("esbuild").BuildOptions>} */
const targets = {
  "client for Node": {
    ...node,
    entryPoints: ["client/src/node.ts"],
    outfile: "dist/client/node.js",
    ...client,
  },
  "client for the web": {
    ...web,
    format: "cjs",
    entryPoints: ["client/src/web.ts"],
    outfile: "dist/client/web.js",
    ...client,
  },
  "server for Node": { ...node, entryPoints: ["server/src/host/node.ts"], outfile: "dist/server/node.js" },
  "server for the web": {
    ...web,
    format: "iife",
    entryPoints: ["server/src/host/web.ts"],
    outfile: "dist/server/web.js",
  },
  "command line": {
    ...node,
    entryPoints: ["server/src/host/cli.ts"],
    outfile: "dist/server/cli.js",
    banner: { js: "#!/usr/bin/env node" },
    external: ["./node.js", "./node-commands.js"],
    supported: { "dynamic-import": false }, // `require` starts sooner
  },
  commands: { ...node, entryPoints: ["server/src/host/node-commands.ts"], outfile: "dist/server/node-commands.js" },
  // The page imports its style: esbuild writes page.css beside page.js.
  "preview page": {
    ...web,
    format: "iife",
    entryPoints: ["client/src/preview/page.ts"],
    outfile: "dist/preview/page.js",
    loader: { ".css": "css" },
  },
  generator: { ...node, minify: false, entryPoints: ["server/src/generate.ts"], outfile: "out/generate.js" },
  "unit tests": {
    ...node,
    minify: false,
    entryPoints: ["test/unit.ts"],
    outfile: "out/test/unit.js",
    external: ["fast-check"],
  },
  // Mocha's browser build must not see CommonJS `module`: it would overwrite the bundle's own exports.
  "host tests": {
    ...web,
    minify: false,
    format: "iife",
    globalName: "__suite",
    footer: { js: "module.exports = __suite;" },
    entryPoints: ["test/host/suite/index.ts"],
    outfile: "out/test/host.js",
    external: ["vscode"],
  },
};

const wanted = Object.entries(targets).filter(
  ([name, options]) =>
    (args.includes("--watch") || !args.length || args.includes(name)) && options.entryPoints.every(existsSync),
);
if (args.includes("--inputs")) {
  const shipped = Object.values(targets).filter(options => options.outfile.startsWith("dist/"));
  const results = await Promise.all(
    shipped.map(options => esbuild.build({ ...options, metafile: true, write: false, sourcemap: false })),
  );
  console.log(JSON.stringify([...new Set(results.flatMap(r => Object.keys(r.metafile.inputs)))].sort()));
} else if (args.includes("--watch")) {
  for (const [, options] of wanted) await (await esbuild.context(options)).watch();
} else {
  const results = await Promise.allSettled(wanted.map(([, options]) => esbuild.build(options)));
  if (results.some(r => r.status === "rejected")) process.exitCode = 1; // esbuild has said what is wrong
}
