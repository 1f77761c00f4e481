/** The command `reglament` as it is built, in a folder of its own for each test. */
import assert from "node:assert/strict";
import { type ExecFileOptions, execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export const CLI = join(process.cwd(), "dist/server/cli.js");

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Called inside of `describe`. */
export function commandLine() {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "регламент "));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const at = (name: string): string => join(folder, name);
  const put = (files: Readonly<Record<string, string | Uint8Array>>) => {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(at(name)), { recursive: true });
      writeFileSync(at(name), content);
    }
  };
  const runWith = (options: ExecFileOptions, ...args: string[]) =>
    new Promise<Outcome>(resolve =>
      execFile(
        process.execPath,
        [CLI, ...args],
        { cwd: folder, maxBuffer: 1e8, ...options, encoding: "utf8" },
        (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
      ),
    );
  const run = (...args: string[]) => runWith({}, ...args);
  /** `path rule` of every finding, in order. */
  const found = async (...args: string[]) => {
    const { out, err, code } = await run("check", "--format", "json", ...args);
    assert.equal(err, "");
    const report = JSON.parse(out) as { files: { path: string; diagnostics: { code: string; message: string }[] }[] };
    return { code, list: report.files.flatMap(f => f.diagnostics.map(d => `${f.path} ${d.code}`)), report };
  };
  return { at, put, run, runWith, found };
}
