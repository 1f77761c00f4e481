/**
 * Wraps every handler of requests and notifications: URIs get one spelling, a handler that throws loses its own answer only,
 * and nothing is handled before `initialize`, after `shutdown` or when it was cancelled in the queue. Guards tasks that run
 * outside of handlers the same way.
 */
import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import { canonicalUri } from "./files";

/** Wraps a task that a timer runs or nobody awaits: logs what it throws. */
export type Guard = (what: string, task: () => unknown) => () => void;

export interface Edge {
  /**
   * The connection, which wraps each handler that is registered through it, at any depth (`languages.diagnostics.on` too).
   * A `ResponseError` is passed on as an answer; any other error is logged and answered with null.
   */
  readonly connection: Connection;
  readonly guarded: Guard;
}

export function edgeOf(transport: Connection): Edge {
  const report: ReportError = (what, error) => {
    try {
      transport.console.error(`${what}: ${error instanceof Error ? error.stack : String(error)}`);
    } catch {
      // The connection is closed, and the log with it.
    }
  };
  const life = new Life();
  transport.onShutdown(() => {
    life.admit("onShutdown");
    life.end();
  });
  return {
    connection: edged(transport, life, report),
    guarded: (what, task) => () => {
      try {
        const result = task();
        if (result instanceof Promise) result.catch(error => report(what, error));
      } catch (error) {
        report(what, error);
      }
    },
  };
}

/** The state of the session: before `initialize`, running, after `shutdown`. */
class Life {
  #phase: "new" | "running" | "ended" = "new";

  /** Whether a message of this handler is served now; a request that isn't is answered with the protocol's error. */
  admit(handler: string): boolean {
    const isFirst = handler === "onInitialize";
    if (isFirst ? this.#phase === "new" : this.#phase === "running") {
      this.#phase = "running";
      return true;
    }
    if (NOTIFICATION.test(handler)) return false;
    if (this.#phase === "new")
      throw new ResponseError(ErrorCodes.ServerNotInitialized, "The server isn't initialized yet.");
    throw new ResponseError(
      ErrorCodes.InvalidRequest,
      isFirst && this.#phase === "running" ? "The server is initialized already." : "The server has been shut down.",
    );
  }

  end(): void {
    this.#phase = "ended";
  }
}

/** Names of handlers whose messages aren't answered. */
const NOTIFICATION = /^on(?:Did|Initialized$|Notification$|Exit$|WillSaveTextDocument$)/;

type ReportError = (what: string, error: unknown) => void;
type Handler = (...args: unknown[]) => unknown;

function edged<T extends object>(target: T, life: Life, report: ReportError): T {
  return new Proxy(target, {
    get(object, key) {
      const value: unknown = Reflect.get(object, key);
      if (typeof value === "object" && value !== null) return edged(value, life, report);
      if (typeof value !== "function") return value;
      if (!/^on(?:[A-Z]|$)/.test(String(key))) return value.bind(object);
      return (...args: unknown[]) =>
        value.apply(
          object,
          args.map(a => (typeof a === "function" ? handled(a as Handler, String(key), life, report) : a)),
        );
    },
  });
}

const handled =
  (handler: Handler, name: string, life: Life, report: ReportError): Handler =>
  (params, ...rest) => {
    const failed = (error: unknown) => {
      if (error instanceof ResponseError) throw error;
      report(name, error);
      return null;
    };
    if (!life.admit(name)) return undefined;
    if ([params, ...rest].some(isCancelled))
      throw new ResponseError(LSPErrorCodes.RequestCancelled, "The request was cancelled while it was waiting.");
    try {
      spellUris(params);
      const answer = handler(params, ...rest);
      return answer instanceof Promise ? answer.catch(failed) : answer;
    } catch (error) {
      return failed(error);
    }
  };

const isCancelled = (arg: unknown): boolean =>
  typeof arg === "object" && arg !== null && (arg as Partial<CancellationToken>).isCancellationRequested === true;

/** Gives the URIs of a message one spelling, in place. */
function spellUris(value: unknown): void {
  if (Array.isArray(value)) value.forEach(spellUris);
  else if (typeof value === "object" && value !== null) {
    const message = value as Record<string, unknown>;
    for (const [key, inner] of Object.entries(message)) {
      if (typeof inner === "string") {
        if (/uri$/i.test(key)) message[key] = canonicalUri(inner);
      } else spellUris(inner);
    }
  }
}
