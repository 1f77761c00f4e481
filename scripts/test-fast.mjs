/** `npm run test:fast [-- --grep WORDS]`: what is worth knowing on each save, in seconds; `npm test` is the whole. */
import { spawnSync } from "node:child_process";

const run = (...args) => {
  const { status } = spawnSync(process.execPath, args, { stdio: "inherit", env: { ...process.env, FAST: "1" } });
  if (status !== 0) process.exit(status ?? 1);
};
run("build.mjs", "unit tests");
run("node_modules/mocha/bin/mocha.js", "--reporter", "dot", "out/test/unit.js", ...process.argv.slice(2));
