/** Shows how far a long run over many documents is (LSP window/workDoneProgress), and lets the user stop it. */
import type { Connection, WorkDoneProgressServerReporter } from "vscode-languageserver";

export interface Progress {
  /** The user has had enough. */
  readonly cancelled: boolean;
  /** `n` of the total are done. */
  at(n: number): void;
  done(): void;
}

/** What takes less than this is over before anybody would look. In ms. */
const DELAY = 300;

/** `title` as in «Чтение документов…»; the count follows it: «350 из 1000». */
export function progressOf(connection: Connection, title: string, total: number): Progress {
  const started = Date.now();
  let reporter: WorkDoneProgressServerReporter | undefined;
  let asked = false;
  let over = false;
  const begin = async () => {
    // A client that can't show it gets nothing; the run doesn't wait for the client's answer.
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
