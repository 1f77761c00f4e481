/** The edge of the server: what comes in is served when it may be, and what fails costs itself only. */
import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import {
  CancellationTokenSource,
  createConnection,
  createProtocolConnection,
  ProposedFeatures,
  type ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { edgeOf } from "../server/src/host/edge";
import { startServer } from "../server/src/host/server";
import { serve } from "./session";

type Handler = (...args: unknown[]) => unknown;

/** An edge over a connection that keeps the handlers it is given; `initialized` already unless told otherwise. */
function edgeFor(initialized = true) {
  const logged: string[] = [];
  const handlers = new Map<string, Handler>();
  const keep = (name: string) => (handler: Handler) => handlers.set(name, handler);
  const transport = {
    console: { error: (message: string) => logged.push(message) },
    languages: { inlayHint: { on: keep("hint") } },
    onInitialize: keep("initialize"),
    onShutdown: keep("shutdown"),
    onDidOpenTextDocument: keep("open"),
  };
  const { connection, guarded } = edgeOf(transport as unknown as Parameters<typeof edgeOf>[0]);
  connection.onInitialize(() => ({ capabilities: {} }));
  if (initialized) handlers.get("initialize")!({});
  return { connection, guarded, handlers, logged, on: connection.languages.inlayHint.on as (h: Handler) => void };
}

const settled = () => new Promise(resolve => setImmediate(resolve));
const codeOf = async (answer: Promise<unknown>): Promise<unknown> =>
  answer.then(
    () => "answered",
    (error: ResponseError<unknown>) => error.code,
  );

describe("the edge", () => {
  it("logs a handler that throws, and answers null", async () => {
    const { on, handlers, logged } = edgeFor();
    on(() => {
      throw new Error("сбой");
    });
    assert.equal(await handlers.get("hint")!({}), null);
    on(async () => {
      throw new Error("поздний сбой");
    });
    assert.equal(await handlers.get("hint")!({}), null);
    assert.match(logged.join("\n"), /^on: Error: сбой.*on: Error: поздний сбой/s);
  });

  it("logs a task by a timer that throws, at once or later, whether anybody hears it or not", async () => {
    const { guarded, logged } = edgeFor();
    guarded("timer", () => {
      throw new Error("сбой");
    })();
    guarded("promise", async () => {
      throw new Error("поздний сбой");
    })();
    await settled();
    assert.match(logged.join("\n"), /^timer: Error: сбой.*promise: Error: поздний сбой/s);
    const deaf = {
      console: {
        error() {
          throw new Error("закрыто");
        },
      },
      onShutdown() {},
    };
    edgeOf(deaf as unknown as Parameters<typeof edgeOf>[0]).guarded("timer", () => {
      throw new Error("сбой");
    })();
  });

  it("drops notifications before initialize and after shutdown", () => {
    const { connection, handlers } = edgeFor(false);
    let opened = 0;
    connection.onDidOpenTextDocument(() => void opened++);
    handlers.get("open")!({});
    handlers.get("initialize")!({});
    handlers.get("open")!({});
    handlers.get("shutdown")!();
    handlers.get("open")!({});
    assert.equal(opened, 1);
  });

  it("doesn't begin what was cancelled while it waited", () => {
    const { on, handlers } = edgeFor();
    let begun = 0;
    on(() => void begun++);
    assert.throws(() => handlers.get("hint")!({}, { isCancellationRequested: true }), { code: -32_800 });
    handlers.get("hint")!({}, { isCancellationRequested: false });
    assert.equal(begun, 1);
  });
});

describe("the protocol", () => {
  it("before initialize and after shutdown answers with its errors", async () => {
    const up = new PassThrough();
    const down = new PassThrough();
    const server = createConnection(ProposedFeatures.all, new StreamMessageReader(up), new StreamMessageWriter(down));
    startServer(server, undefined);
    const client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    client.listen();
    const symbols = () =>
      codeOf(client.sendRequest("textDocument/documentSymbol", { textDocument: { uri: "file:///w/a.reg.md" } }));
    const own = () => codeOf(client.sendRequest("reglament/packages"));
    const initialize = () =>
      codeOf(client.sendRequest("initialize", { processId: null, rootUri: null, capabilities: {} }));
    try {
      assert.equal(await symbols(), -32_002);
      assert.equal(await codeOf(client.sendRequest("shutdown")), -32_002);
      assert.equal(await initialize(), "answered");
      await client.sendNotification("initialized", {});
      assert.equal(await symbols(), "answered");
      assert.equal(await initialize(), -32_600);
      assert.equal(await codeOf(client.sendRequest("shutdown")), "answered");
      for (const ask of [symbols, own, initialize, () => codeOf(client.sendRequest("shutdown"))])
        assert.equal(await ask(), -32_600);
    } finally {
      client.dispose();
      server.dispose();
    }
  });

  it("answers what was cancelled in the queue without doing it", async () => {
    const text = Array.from({ length: 300 }, (_, n) => `1.${n + 1}. Совет готовит план (п. 1.${n}).\n`).join("\n");
    const client = await serve(`//- a.reg.md\n${text}`);
    try {
      const textDocument = { uri: client.uri("a.reg.md") };
      const sources = Array.from({ length: 20 }, () => new CancellationTokenSource());
      const answers = sources.map(({ token }) =>
        codeOf(client.connection.sendRequest("textDocument/documentSymbol", { textDocument }, token)),
      );
      for (const source of sources.slice(5)) source.cancel();
      const codes = await Promise.all(answers);
      assert.deepEqual(codes.slice(0, 5), Array(5).fill("answered"));
      assert.ok(codes.slice(5).filter(code => code === -32_800).length >= 10, codes.join());
    } finally {
      client.stop();
    }
  });
});
