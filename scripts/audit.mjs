// `npm run audit`: known vulnerabilities of the packages whose code is shipped. All packages are devDependencies, bundled by
// esbuild: `npm audit` alone knows either all of them, tools of development too, or none.
// Ends with 1 when one is found, with 2 when nobody could be asked.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { packageFolders, shippedFindings } from "./bundled.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const inputs = execFileSync(process.execPath, ["build.mjs", "--inputs"], {
  cwd: root,
  encoding: "utf8",
  maxBuffer: 1e8,
});
const folders = packageFolders(JSON.parse(inputs));
const named = folders.map(folder => {
  const manifest = join(root, folder, "package.json");
  return existsSync(manifest)
    ? `${folder.replace(/^node_modules\//, "")}@${JSON.parse(readFileSync(manifest, "utf8")).version}`
    : folder;
});
console.log(`${folders.length} packages are bundled: ${named.join(", ")}.`);
const npm = process.platform === "win32" ? "npm.cmd" : "npm";
const { stdout, stderr, error } = spawnSync(npm, ["audit", "--json"], {
  cwd: root,
  encoding: "utf8",
  maxBuffer: 1e8,
  shell: process.platform === "win32",
});
let report;
try {
  report = JSON.parse(stdout);
} catch {
  // Told below.
}
if (!report?.vulnerabilities) {
  const reason = error?.message ?? report?.message ?? report?.error?.summary ?? stderr?.trim().split("\n")[0];
  console.error(
    `The audit was not done: the registry could not be asked (${reason || "no answer"}). This needs a network.`,
  );
  process.exitCode = 2;
} else {
  const found = shippedFindings(report, folders);
  for (const { name, severity, why } of found) console.error(`${severity}: ${name}\n  ${why.join("\n  ")}`);
  console.log(
    `Vulnerabilities in what is bundled: ${found.length} (in all packages: ${Object.keys(report.vulnerabilities).length}).`,
  );
  process.exitCode = found.length ? 1 : 0;
}
