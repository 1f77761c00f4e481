/** Just enough of a language client to time a server: framing, requests, diagnostics by pull or push, peak memory. */
import { spawn } from "node:child_process";
import fs from "node:fs";
import { performance } from "node:perf_hooks";

/** Starts a server; `answer(method, params)` answers what the server asks of its client. */
export function startServer([command, ...args], { cwd, answer }) {
  const started = performance.now();
  const child = spawn(command, args, { cwd, stdio: ["pipe", "pipe", "pipe"] });
  const pending = new Map();
  const pushed = new Map();
  const waiters = new Set();
  let nextId = 1;
  let errors = "";
  let gone;

  child.stdout.on("data", reader(receive));
  child.stderr.on("data", chunk => {
    errors = (errors + chunk).slice(-2000);
  });
  child.stdin.on("error", () => {});
  const exited = new Promise(resolve => {
    child.on("error", error => end(error.message));
    child.on("exit", code => end(`exit code ${code}`));
    function end(reason) {
      gone = new Error(`${command} ${args.join(" ")}: ${reason}\n${errors}`);
      for (const { reject } of pending.values()) reject(gone);
      pending.clear();
      resolve();
    }
  });

  function write(message) {
    if (gone === undefined) child.stdin.write(frame(message));
  }

  function receive(message) {
    const { id, method, params, result, error } = message;
    if (method === undefined) {
      const waiting = pending.get(id);
      pending.delete(id);
      if (error) waiting?.reject(Object.assign(new Error(error.message), { code: error.code }));
      else waiting?.resolve(result);
    } else if (id !== undefined) {
      Promise.resolve(answer(method, params)).then(value => write({ id, result: value ?? null }));
    } else if (method === "textDocument/publishDiagnostics") {
      pushed.set(params.uri, params);
      for (const waiter of waiters) waiter();
    }
  }

  const server = {
    started,
    notify: (method, params) => write({ method, params }),
    request(method, params) {
      if (gone !== undefined) return Promise.reject(gone);
      const id = nextId++;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          pending.delete(id);
          reject(new Error(`${method}: no answer in 120 s\n${errors}`));
        }, 120_000);
        const settle = done => value => {
          clearTimeout(timer);
          done(value);
        };
        pending.set(id, { resolve: settle(resolve), reject: settle(reject) });
        write({ id, method, params });
      });
    },
    /** Forgets what was pushed: of a server that doesn't tell versions the next push is the answer. */
    forget: uri => pushed.delete(uri),
    /** The findings of this version of the text: asked for when the server answers, awaited otherwise. */
    async findings(uri, version, pulls) {
      while (pulls) {
        try {
          return (await server.request("textDocument/diagnostic", { textDocument: { uri } })).items;
        } catch (error) {
          // -32802 and -32801: the server was in the middle of a change and asks to be asked again
          if (error.code !== -32802 && error.code !== -32801) throw error;
        }
      }
      const seen = () => (pushed.get(uri)?.version ?? (pushed.has(uri) ? version : -1)) >= version;
      if (!seen()) {
        await new Promise((resolve, reject) => {
          const timer = setTimeout(() => reject(new Error(`no findings in 120 s\n${errors}`)), 120_000);
          const waiter = () => {
            if (!seen()) return;
            clearTimeout(timer);
            waiters.delete(waiter);
            resolve();
          };
          waiters.add(waiter);
        });
      }
      return pushed.get(uri).diagnostics;
    },
    /** Peak resident memory in MB. */
    peakMemory: () => peakMemory(child.pid),
    async stop() {
      if (gone === undefined) {
        const killer = setTimeout(() => child.kill("SIGKILL"), 3_000);
        server
          .request("shutdown")
          .then(() => server.notify("exit"))
          .catch(() => {});
        await exited;
        clearTimeout(killer);
      }
    },
  };
  return server;
}

export function peakMemory(pid) {
  const peak = /VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(peak[1]) / 1024;
}

export function frame(message) {
  const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]);
}

/** A listener for the bytes of a stream that calls `receive` with every message in it. */
export function reader(receive) {
  let bytes = Buffer.alloc(0);
  return chunk => {
    bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
    for (;;) {
      const end = bytes.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/content-length: *(\d+)/i.exec(bytes.toString("latin1", 0, end))[1]);
      if (bytes.length < end + 4 + length) return;
      const message = JSON.parse(bytes.toString("utf8", end + 4, end + 4 + length));
      bytes = bytes.subarray(end + 4 + length);
      receive(message);
    }
  };
}
