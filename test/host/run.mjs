// node test/host/run.mjs node web: the bundled suite in each extension host of a real VS Code, on a copy of the fixture folder.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { root, runSuite } from "./driver.mjs";

const total = { passed: 0, failed: 0, skipped: 0 };
for (const host of process.argv.slice(2)) {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), "reglament-"));
  fs.cpSync(path.join(import.meta.dirname, "workspace"), copy, { recursive: true });
  const started = Date.now();
  console.log(`${host} extension host`);
  const result = await runSuite({
    host,
    tests: path.join(root, "out/test/host.js"),
    workspace: copy,
    artifacts: path.join(root, "out/artifacts"),
  });
  console.log(`  ${Date.now() - started} ms`);
  for (const key of Object.keys(total)) total[key] += result[key];
  fs.rmSync(copy, { recursive: true, force: true });
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed || !total.passed ? 1 : 0;
