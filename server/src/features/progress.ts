/** Shows the progress of a long run over many documents (LSP window/workDoneProgress) and lets the user cancel it. */
import type { Connection, WorkDoneProgressServerReporter } from "vscode-languageserver";

export interface Progress {
  /** The user has cancelled the run. */
  readonly cancelled: boolean;
  /** `n` of the total are done. */
  at(n: number): void;
  done(): void;
}

/** A shorter run shows no progress; in ms. */
const DELAY = 300;

/** `title` as in «Чтение документов…»; the count follows it: «350 из 1000». */
export function progressOf(connection: Connection, title: string, total: number): Progress {
  const started = Date.now();
  let reporter: WorkDoneProgressServerReporter | undefined;
  let asked = false;
  let over = false;
  const begin = async () => {
    // The run doesn't wait for the client, which may not support progress at all.
    const given = await connection.window.createWorkDoneProgress();
    if (over) return;
    given.begin(title, 0, undefined, true);
    reporter = given;
  };
  return {
    get cancelled() {
      return reporter?.token.isCancellationRequested ?? false;
    },
    at(n) {
      if (!asked && Date.now() - started > DELAY) {
        asked = true;
        begin().catch(() => {});
      }
      reporter?.report(Math.floor((100 * n) / total), `${n} из ${total}`);
    },
    done() {
      over = true;
      reporter?.done();
    },
  };
}
