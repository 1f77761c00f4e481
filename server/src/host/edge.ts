/**
 * Wraps every handler of requests and notifications: URIs get one spelling, and a handler that throws loses its own answer
 * only.
 */
import { type Connection, ResponseError } from "vscode-languageserver";
import { canonicalUri } from "./files";

/**
 * The connection, which wraps each handler that is registered through it, at any depth (`languages.diagnostics.on` too).
 * A `ResponseError` is passed on as an answer; any other error is logged and answered with null.
 */
export function edgeOf(connection: Connection): Connection {
  const report = (method: string, error: unknown) =>
    connection.console.error(`${method}: ${error instanceof Error ? error.stack : String(error)}`);
  return edged(connection, report);
}

type ReportError = (method: string, error: unknown) => void;
type Handler = (...args: unknown[]) => unknown;

function edged<T extends object>(target: T, report: ReportError): T {
  return new Proxy(target, {
    get(object, key) {
      const value: unknown = Reflect.get(object, key);
      if (typeof value === "object" && value !== null) return edged(value, report);
      if (typeof value !== "function") return value;
      if (!/^on(?:[A-Z]|$)/.test(String(key))) return value.bind(object);
      return (...args: unknown[]) =>
        value.apply(
          object,
          args.map(a => (typeof a === "function" ? guarded(a as Handler, String(key), report) : a)),
        );
    },
  });
}

const guarded =
  (handler: Handler, method: string, report: ReportError): Handler =>
  (params, ...rest) => {
    const failed = (error: unknown) => {
      if (error instanceof ResponseError) throw error;
      report(method, error);
      return null;
    };
    try {
      spellUris(params);
      const answer = handler(params, ...rest);
      return answer instanceof Promise ? answer.catch(failed) : answer;
    } catch (error) {
      return failed(error);
    }
  };

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
