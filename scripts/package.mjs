// npm run package: a production build and a .vsix that installs offline.
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const { name, version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
export const vsix = path.join(root, `${name}-${version}.vsix`);

/** Builds without source maps, small, and packs what .vscodeignore leaves. Errors are shown in any case. */
export function pack({ quiet = false } = {}) {
  const stdio = quiet ? ["ignore", "ignore", "inherit"] : "inherit";
  const run = (command, args, env = {}) =>
    execFileSync(command, args, { cwd: root, stdio, env: { ...process.env, ...env } });
  rmSync(path.join(root, "dist"), { recursive: true, force: true });
  run(process.execPath, ["build.mjs"], { NODE_ENV: "production" });
  run(process.execPath, [
    path.join(root, "node_modules/@vscode/vsce/vsce"),
    "package",
    "--no-dependencies",
    "--skip-license",
    "--allow-missing-repository",
    "--no-rewrite-relative-links",
    "-o",
    vsix,
  ]);
  return vsix;
}

if (process.argv[1] === import.meta.filename) {
  pack();
  console.log(`Готово: ${path.relative(process.cwd(), vsix)}. В VS Code: «Расширения» → «…» → «Установить из VSIX».`);
}
