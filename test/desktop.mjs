// npm run test:desktop: the host suite in a desktop VS Code. VSCODE_PATH names the program; unset, the version asked for is
// downloaded. CI has neither a desktop VS Code nor a way to get one: this launcher is unverified there.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runTests } from "@vscode/test-electron";

const root = path.resolve(import.meta.dirname, "..");
const copy = mkdtempSync(path.join(tmpdir(), "reglament-"));
cpSync(path.join(root, "test/host/workspace"), copy, { recursive: true });
try {
  await runTests({
    ...(process.env.VSCODE_PATH
      ? { vscodeExecutablePath: process.env.VSCODE_PATH }
      : { version: process.env.VSCODE_VERSION ?? "stable" }),
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(root, "out/test/host.js"),
    launchArgs: [copy, "--disable-extensions"],
  });
} finally {
  rmSync(copy, { recursive: true, force: true });
}
