#!/usr/bin/env bash
# Builds the page into the folder given, when anything of it is newer. Where npm is missing or cannot fetch the parts, the
# rest of soilcast is built without the page.
set -euo pipefail
cd "$(dirname "$0")"
out=$1

without() {
    echo "soilcast: built without the map page: $1" >&2
    rm -rf "$out"
    exit 0
}

if [ -f "$out/files.txt" ] && [ -z "$(find src build.mjs build.sh package-lock.json -newer "$out/files.txt" -print -quit)" ]; then
    exit 0
fi
command -v npm >/dev/null || without "npm is missing; install Node.js 20 or newer with npm and build again"
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    npm ci --ignore-scripts --no-audit --no-fund >"$log" 2>&1 ||
        without "npm ci failed: $(grep -m 1 -i 'error' "$log" || tail -n 1 "$log")"
    touch node_modules/.package-lock.json
fi
npx --no-install tsc --noEmit
node build.mjs "$out"
