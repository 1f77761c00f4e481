/** Checks many documents: on this thread, or on several when there is enough to do. What is found doesn't depend on it. */
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { parentPort, Worker } from "node:worker_threads";
import { check, faults } from "../rules/check";
import type { CalendarDate } from "../russian/dates";
import { createWorkspace, type Workspace } from "../workspace/workspace";
import { type Report, reportOf } from "./report";

/** A document to check and its path as the report shows it. */
export interface Wanted {
  readonly uri: string;
  readonly path: string;
}

/** A rule that threw. */
export interface Fault {
  readonly rule: string;
  readonly error: string;
}

export interface Outcome {
  readonly reports: readonly Report[];
  readonly faults: readonly Fault[];
}

/** A thread costs a start of its own (about 0.2 s): it is worth this many documents. */
const WORTH = 100;
const MOST_THREADS = 8;

/** How many threads to check `documents` on. */
export const threadsFor = (documents: number): number =>
  Math.max(1, Math.min(availableParallelism(), MOST_THREADS, Math.floor(documents / WORTH)));

/** Documents whose contents are kept: neighbours are asked about each other, and they lie side by side in the order of a check. */
const KEPT = 16;
/** The most documents that a thread is handed at once. */
const PORTION = 64;

export function checkHere(workspace: Workspace, wanted: readonly Wanted[]): Outcome {
  const reports: Report[] = [];
  const found: Fault[] = [];
  faults.report = (rule, error) =>
    found.push({ rule: rule.id, error: error instanceof Error ? error.message : String(error) });
  wanted.forEach(({ uri, path }, i) => {
    const doc = workspace.docs.get(uri);
    if (doc) reports.push(reportOf(path, doc.text, check(doc, workspace)));
    const old = wanted[i - KEPT];
    if (old && workspace.docs.get(old.uri)?.kind !== "workspace") workspace.docs.release(old.uri);
  });
  return { reports, faults: found };
}

/** What a thread is told: first all files, then which documents to check. */
type Task =
  | {
      readonly files: readonly { readonly uri: string; readonly text: string }[];
      readonly today: CalendarDate | undefined;
    }
  | { readonly wanted: readonly Wanted[] };

/** Threads that start while the files are still being read. */
export function startThreads(count: number): Worker[] {
  return Array.from({ length: count }, () => new Worker(__filename));
}

/** Hands the documents out in portions; the reports come back in the order of `wanted`. */
export async function checkOn(
  threads: readonly Worker[],
  workspace: Workspace,
  wanted: readonly Wanted[],
): Promise<Outcome> {
  const files = [
    ...Array.from(workspace.docs.values(), ({ uri, text }) => ({ uri, text })),
    ...Array.from(workspace.profiles, ([uri, text]) => ({ uri, text })),
  ];
  const size = Math.min(PORTION, Math.ceil(wanted.length / threads.length / 4));
  const portions = Array.from({ length: Math.ceil(wanted.length / size) }, (_, i) =>
    wanted.slice(i * size, (i + 1) * size),
  );
  const outcomes: Outcome[] = [];
  let next = 0;
  try {
    await Promise.all(
      threads.map(async thread => {
        const tell = (task: Task) => thread.postMessage(task);
        tell({ files, today: workspace.today });
        while (next < portions.length) {
          const portion = next++;
          tell({ wanted: portions[portion]! });
          // An error of the thread rejects it.
          const [outcome] = await once(thread, "message");
          outcomes[portion] = outcome as Outcome;
        }
      }),
    );
  } finally {
    await Promise.all(threads.map(thread => thread.terminate()));
  }
  return { reports: outcomes.flatMap(o => o.reports), faults: outcomes.flatMap(o => o.faults) };
}

/** The other side: runs on a thread until it is ended. */
export function serveChecks(): void {
  let workspace = createWorkspace();
  parentPort!.on("message", (task: Task) => {
    if ("files" in task) {
      workspace = createWorkspace(task.files);
      workspace.today = task.today;
    } else parentPort!.postMessage(checkHere(workspace, task.wanted));
  });
}
