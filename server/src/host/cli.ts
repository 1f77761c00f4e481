/** The command `reglament`: loads one of two bundles, so that a check doesn't load the server and the server doesn't load the check. */
import module from "node:module";

// From Node 22.8 on compiled code is kept between starts.
(module as { enableCompileCache?: () => unknown }).enableCompileCache?.();

const [command, ...rest] = process.argv.slice(2);
if (command === "lsp" && !rest.includes("--help") && !rest.includes("-h")) {
  // The server reads its transport off the arguments.
  if (!rest.includes("--stdio")) process.argv.push("--stdio");
  void import("./node.js");
} else void import("./node-commands.js");
