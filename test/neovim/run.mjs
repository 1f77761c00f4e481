// node test/neovim/run.mjs: a scripted session of Neovim (0.7 or later on PATH) with the server as other editors start it,
// on a copy of an example in a folder whose name has Cyrillic and spaces.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const root = path.join(import.meta.dirname, "../..");
const work = fs.mkdtempSync(path.join(os.tmpdir(), "reglament-"));
try {
  const folder = path.join(work, "Школа № 1", "пакет документов");
  fs.cpSync(path.join(root, "examples/1-prikaz-i-polozhenie/исправлено"), folder, { recursive: true });
  const script = path.join(import.meta.dirname, "session.lua");
  const { stdout, stderr, error, status } = spawnSync("nvim", ["--headless", "--clean", "-S", script], {
    cwd: folder,
    encoding: "utf8",
    timeout: 150_000,
    env: {
      ...process.env,
      HOME: work,
      XDG_STATE_HOME: work,
      XDG_CACHE_HOME: work,
      FOLDER: folder,
      SERVER: JSON.stringify([process.execPath, path.join(root, "dist/server/cli.js"), "lsp", "--stdio"]),
    },
  });
  if (error) console.log(`nvim: ${error.message}`);
  console.log(stdout.trimEnd());
  const count = pattern => stdout.match(pattern)?.length ?? 0;
  const passed = count(/^ok /gm);
  const failed = count(/^not ok /gm) + (status === 0 ? 0 : 1);
  if (failed || !passed) console.log(stderr.trim());
  console.log(`${passed} passed, ${failed} failed, 0 skipped`);
  process.exitCode = failed || !passed ? 1 : 0;
} finally {
  fs.rmSync(work, { recursive: true, force: true });
}
