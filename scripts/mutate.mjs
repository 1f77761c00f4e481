/**
 * `npm run mutate -- FOLDER|FILE [--sample 40] [--seed 1]`: changes one token of the sources at a time and runs the fast
 * suite on each change. What survives is printed with file and line: a place that no test looks at. A change that doesn't
 * compile isn't counted, one that doesn't end in time is killed.
 */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import esbuild from "esbuild";
import jsTokens from "js-tokens";
import { spellLetters, spellsLetters } from "./letters.mjs";
import { readsYaml } from "./yaml-data.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { sample: { type: "string", default: "40" }, seed: { type: "string", default: "1" } },
});
const root = path.resolve(import.meta.dirname, "..");
const target = path.resolve(positionals[0] ?? "server/src/syntax");

const SWAPS = {
  "===": "!==",
  "!==": "===",
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "&&": "||",
  "||": "&&",
  "??": "&&",
  "+": "-",
  "-": "+",
  "!": "",
  true: "false",
  false: "true",
  break: "continue",
  continue: "break",
  some: "every",
  every: "some",
  min: "max",
  max: "min",
};

/** Every change of one token of a file. */
function mutantsOf(file) {
  const source = fs.readFileSync(file, "utf8");
  const found = [];
  let at = 0;
  let before = "";
  for (const { type, value } of jsTokens(source)) {
    const from = at;
    at += value.length;
    const isAssertion = value === "!" && /^[\w)\]]+$/.test(before); // «found!» says something to the compiler only
    before = value;
    if (isAssertion) continue;
    const swapped =
      type === "Punctuator" || type === "IdentifierName"
        ? Object.hasOwn(SWAPS, value)
          ? SWAPS[value]
          : undefined
        : type === "NumericLiteral" && /^\d+$/.test(value)
          ? String(Number(value) + 1)
          : undefined;
    if (swapped === undefined) continue;
    const line = source.slice(0, from).split("\n").length;
    const text = source.split("\n")[line - 1];
    if (/^\s*(?:import|export \* |\*|type |interface )/.test(text)) continue;
    found.push({ file, from, value, swapped, line, text: text.trim() });
  }
  return found;
}

/** The same choice for the same seed. */
function sampled(all, count, seed) {
  let state = seed >>> 0 || 1;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const left = [...all];
  return Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(Math.floor(random() * left.length), 1),
  ).flat();
}

const files = fs.statSync(target).isFile()
  ? [target]
  : fs
      .readdirSync(target, { recursive: true, encoding: "utf8" })
      .filter(name => name.endsWith(".ts") && !name.endsWith(".d.ts"))
      .map(name => path.join(target, name));
const chosen = sampled(files.flatMap(mutantsOf), Number(values.sample), Number(values.seed));
const outfile = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "mutants-")), "unit.js");

async function compiles({ file, from, value, swapped }) {
  const source = fs.readFileSync(file, "utf8");
  const contents = source.slice(0, from) + swapped + source.slice(from + value.length);
  const mutates = {
    name: "mutates",
    setup: build =>
      build.onLoad({ filter: /\.ts$/ }, args =>
        args.path === file ? { contents: spellLetters(contents), loader: "ts" } : undefined,
      ),
  };
  try {
    await esbuild.build({
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "es2022",
      logLevel: "silent",
      loader: { ".css": "text" },
      entryPoints: ["test/unit.ts"],
      external: ["fast-check"],
      plugins: [mutates, spellsLetters, readsYaml],
      outfile,
    });
    return true;
  } catch {
    return false;
  }
}

const total = { killed: 0, survived: 0 };
for (const mutant of chosen) {
  if (!(await compiles(mutant))) continue;
  const { status } = spawnSync(
    process.execPath,
    ["node_modules/mocha/bin/mocha.js", "--bail", "--reporter", "min", outfile],
    {
      cwd: root,
      env: { ...process.env, FAST: "1", SEED: "20261123", NODE_PATH: path.join(root, "node_modules") },
      timeout: 120_000,
      stdio: "ignore",
    },
  );
  if (status === 0) {
    total.survived++;
    const place = `${path.relative(root, mutant.file)}:${mutant.line}`;
    console.log(`survived  ${place}  «${mutant.value}» → «${mutant.swapped}»  ${mutant.text}`);
  } else total.killed++;
}
fs.rmSync(path.dirname(outfile), { recursive: true });
console.log(`${total.killed} killed, ${total.survived} survived`);
