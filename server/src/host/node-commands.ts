/** The command line but for the server: chooses the command and sets the exit code. */
import { allRules } from "../rules/all";
import { checkCommand } from "./commands/check";
import { said, tell } from "./commands/documents";
import { exportCommand } from "./commands/export";
import { HELP } from "./commands/help";
import { version } from "./version";

// The reader of a pipe may close it early: `reglament check | head`.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  error => {
    tell(`Не получилось: ${said(error)}`);
    process.exitCode = 2;
  },
);

async function main(argv: readonly string[]): Promise<number> {
  const [command, ...rest] = argv;
  if (command !== undefined && rest.some(a => a === "--help" || a === "-h")) {
    console.log(HELP);
    return 0;
  }
  switch (command) {
    case "check":
      return checkCommand(rest);
    case "export":
      return exportCommand(rest);
    case "rules":
      for (const rule of allRules) console.log(`${rule.id.padEnd(24)} ${rule.summary}`);
      return 0;
    case "--version":
    case "-v":
      console.log(version);
      return 0;
    case "help":
    case "--help":
    case "-h":
      console.log(HELP);
      return 0;
    case undefined:
      console.error(HELP);
      return 2;
    default:
      tell(`Команды «${command}» нет.`);
      console.error(`\n${HELP}`);
      return 2;
  }
}
