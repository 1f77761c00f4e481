import { Console } from "node:console";
import { AbstractMessageWriter, createConnection, type Message, ProposedFeatures } from "vscode-languageserver/node";
import { nodeFiles } from "./node-files";
import { startServer } from "./server";

/** Writes a message at once and in one piece: the library's writer makes two writes, each after a turn of the event loop. */
class StdoutWriter extends AbstractMessageWriter {
  constructor() {
    super();
    process.stdout.on("error", error => this.fireError(error)).on("close", () => this.fireClose());
  }

  async write(message: Message): Promise<void> {
    const body = Buffer.from(JSON.stringify(message));
    process.stdout.cork();
    process.stdout.write(`Content-Length: ${body.length}\r\n\r\n`, "latin1");
    process.stdout.write(body);
    process.stdout.uncork();
  }

  end(): void {
    process.stdout.end();
  }
}

/** The connection over stdio, or over the transport that the library finds in the arguments. */
function connectionOf() {
  if (!process.argv.includes("--stdio")) return createConnection(ProposedFeatures.all);
  globalThis.console = new Console(process.stderr); // stdout is for messages only
  // `createConnection` accepts a writer, too, though its types don't say so.
  const output = new StdoutWriter() as unknown as NodeJS.WritableStream;
  return createConnection(ProposedFeatures.all, process.stdin, output);
}

// What nobody waits for may fail, and the other documents are none the worse for it.
process.on("unhandledRejection", error => {
  console.error(`Не дождались ответа: ${error instanceof Error ? error.stack : String(error)}`);
});

startServer(connectionOf(), nodeFiles);
