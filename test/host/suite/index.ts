/** The suite that runs inside a real VS Code, in the Node and the web extension host alike. */
import "mocha/mocha";

type Event = Record<string, unknown>;
const emit = (event: Event) => console.log(`##mocha ${JSON.stringify(event)}`);

class Lines {
  constructor(runner: Mocha.Runner) {
    runner.on("pass", test => emit({ ev: "pass", title: test.fullTitle(), ms: test.duration }));
    runner.on("pending", test => emit({ ev: "pending", title: test.fullTitle() }));
    runner.on("fail", (test, error: Error) =>
      emit({ ev: "fail", title: (test as Mocha.Test).fullTitle(), message: error?.message, stack: error?.stack }),
    );
  }
}

/** Mocha's browser build doesn't see a Node host's uncaught errors. */
function watchStray(): { count: number } {
  const stray = { count: 0 };
  const seen = (error: unknown) => {
    const stack = String((error as Error)?.stack ?? error);
    if (!/[\\/](?:out[\\/]test|dist)[\\/]/.test(stack) || /[\\/]code-server[\\/].*extensions[\\/]/.test(stack)) return;
    stray.count++;
    emit({ ev: "stray", stack });
  };
  const p = (globalThis as { process?: NodeJS.Process }).process;
  if (typeof p?.on === "function" && p.versions?.node) {
    p.on("uncaughtException", seen);
    p.on("unhandledRejection", seen);
  } else self.addEventListener("unhandledrejection", event => seen(event.reason));
  return stray;
}

export async function run(): Promise<void> {
  const stray = watchStray();
  // The class, not the singleton: `mocha.run()` reads `location.search`, which a Node host lacks.
  const { Mocha } = globalThis as unknown as {
    Mocha: new (options: object) => { suite: Mocha.Suite; run(done: (failures: number) => void): void };
  };
  const mocha = new Mocha({ ui: "tdd", timeout: 20_000, retries: 1, reporter: Lines });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await import("./extension.test");
  const failures = await new Promise<number>(resolve => mocha.run(resolve));
  emit({ ev: "exit", failures, stray: stray.count });
  if (failures || stray.count) throw new Error(`${failures} failed, ${stray.count} stray`);
}
