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

find_browser() { # the same names and places as src/undertow/capture/process.py
  local name place
  for name in google-chrome-stable google-chrome chromium chromium-browser chrome microsoft-edge-stable microsoft-edge; do
    command -v "$name" >/dev/null && return 0
    for place in /opt/google/chrome /opt/chromium /opt/microsoft/msedge /snap/bin /usr/lib/chromium; do
      if [ -f "$place/$name" ] && [ -x "$place/$name" ]; then return 0; fi
    done
  done
  return 1
}

check_ubuntu() { # Ubuntu's package "chromium-browser" only installs a snap
  if ! grep -qx 'ID=ubuntu' /etc/os-release 2>/dev/null; then return 0; fi
  fail "needs a browser, and Ubuntu has Chromium only as a snap. Download Google Chrome's package from" \
    "https://www.google.com/chrome, run this, then again what you ran:" \
    "sudo apt-get install -y ./google-chrome-stable_current_amd64.deb"
}

system_packages() { # install Debian packages, or print the command that would
  local command="apt-get install -y --no-install-recommends $*" as=()
  command -v apt-get >/dev/null || fail "needs $* and found no apt-get; install them with this system's package manager and run again"
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || fail "needs system packages; run this, then again what you ran: sudo apt-get update && sudo $command"
    as=(sudo -n)
  fi
  say "installing system packages: $* (one to four minutes)"
  local log
  log=$(mktemp)
  "${as[@]}" apt-get update >"$log" 2>&1 || say "apt-get update reports an error; going on with the package lists there are"
  # shellcheck disable=SC2086 # the words of the command are meant to be split
  if ! "${as[@]}" env DEBIAN_FRONTEND=noninteractive $command >>"$log" 2>&1; then
    tail -n 20 "$log" >&2
    fail "the package manager failed (its last lines are above); mend that, or run: ${as[*]} $command"
  fi
  rm -f "$log"
}

too_old() { fail "needs Python 3.11 or newer; this system's python3 is $(python3 --version 2>&1). Debian 12 and Ubuntu 24.04 have it."; }

missing=()
python=$(find_python)
if [ -z "$python" ]; then
  if command -v python3 >/dev/null; then too_old; fi
  missing+=(python3)
fi
if [ -z "$python" ] || ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then missing+=(python3-venv); fi
find_browser || { check_ubuntu; missing+=(chromium chromium-sandbox); }
[ "${#missing[@]}" -eq 0 ] || system_packages "${missing[@]}"
python=$(find_python)
[ -n "$python" ] || too_old

# The stamp names what was installed and where: a virtual environment does not survive being moved.
stamp=.venv/.set-up
want="$(cat pyproject.toml constraints.txt | sha256sum | cut -d' ' -f1) $PWD"
have=$(cat "$stamp" 2>/dev/null || true)
if [ "$have" != "$want" ] || [ ! -x .venv/bin/undertow ] || ! .venv/bin/python -c '' 2>/dev/null; then
  if [ "${have#* }" != "$PWD" ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    say "virtual environment in .venv ($("$python" --version))"
    "$python" -m venv --clear .venv
  fi
  say "Python packages (one to three minutes)"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]' \
    2> >(grep -v '^WARNING: \(Location\|Running pip as\)' >&2) \
    || fail "pip could not install the packages (its words are above). Check network, proxy and free space, then run again what you ran."
  echo "$want" >"$stamp"
  say "done"
fi
