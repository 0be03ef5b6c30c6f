#!/bin/sh
# Builds the scripts that the lab's apps deliver (see build.mjs) with pinned tools, in a scratch folder.
# Needs Node 20+ and npm. The outputs are committed: run this only after changing a source.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts esbuild@0.25.12 javascript-obfuscator@4.2.2
# Node looks for packages beside the script, so the script runs as a copy in the scratch folder.
cp "$here/build.mjs" build.mjs
node build.mjs "$here"
