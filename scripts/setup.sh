#!/usr/bin/env bash
# Set-up: a virtual environment in .venv, the Python packages at pinned versions, and a browser.
# Says what it does; does nothing when all is there; exits 2 with the exact command when it lacks the rights.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { printf 'setup: %s\n' "$*" >&2; exit 2; }
say() { printf 'setup: %s\n' "$*" >&2; }

[ "$(uname -s)" = Linux ] || fail "Undertow runs on Linux for now; this is $(uname -s). A Debian or Ubuntu virtual machine or container works."

find_python() {
  local name
  for name in python3.13 python3.12 python3.11 python3.14 python3; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$name"
      return
    fi
  done
}

find_browser() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable microsoft-edge microsoft-edge-stable; do
    command -v "$name" >/dev/null && return 0
  done
  [ -x /opt/google/chrome/chrome ] || [ -x /opt/microsoft/msedge/msedge ]
}

system_packages() { # install Debian packages, or print the command that would
  local command="apt-get install -y --no-install-recommends $*" as=()
  command -v apt-get >/dev/null || fail "needs $* and found no apt-get; install them with this system's package manager and run again"
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || fail "needs system packages; run this, then again what you ran: sudo apt-get update && sudo $command"
    as=(sudo -n)
  fi
  say "installing system packages: $*"
  local log
  log=$(mktemp)
  if ! { "${as[@]}" apt-get update && "${as[@]}" env DEBIAN_FRONTEND=noninteractive $command; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    fail "the package manager failed (its last lines are above); mend that, or run: ${as[*]} $command"
  fi
  rm -f "$log"
}

missing=()
python=$(find_python)
[ -n "$python" ] || missing+=(python3)
if [ -z "$python" ] || ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then missing+=(python3-venv); fi
find_browser || missing+=(chromium)
[ "${#missing[@]}" -eq 0 ] || system_packages "${missing[@]}"
python=$(find_python)
[ -n "$python" ] || fail "needs Python 3.11 or newer; this system's python3 is $(python3 --version 2>&1)"

stamp=.venv/.set-up
want=$(cat pyproject.toml constraints.txt | sha256sum | cut -d' ' -f1)
if [ ! -x .venv/bin/undertow ] || [ "$(cat "$stamp" 2>/dev/null)" != "$want" ] || ! .venv/bin/python -c '' 2>/dev/null; then
  [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null || { say "virtual environment in .venv ($("$python" --version))"; "$python" -m venv --clear .venv; }
  say "Python packages (about a minute)"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]' 2> >(grep -v '^WARNING: Location' >&2)
  echo "$want" >"$stamp"
  say "done"
fi
