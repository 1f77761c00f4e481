/** The command `reglament`: loads the bundle that does the work, so that a check reads nothing of the server, nor the server of the check. */
import module from "node:module";

// From Node 22.8 on compiled code is kept between starts.
(module as { enableCompileCache?: () => unknown }).enableCompileCache?.();

const [command, ...rest] = process.argv.slice(2);
if (command === "lsp" && !rest.includes("--help") && !rest.includes("-h")) {
  // The server reads its transport off the arguments.
  if (!rest.includes("--stdio")) process.argv.push("--stdio");
  void import("./node.js");
} else void import("./node-commands.js");
