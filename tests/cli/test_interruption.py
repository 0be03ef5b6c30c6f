"""Ctrl-C and a full disk leave nothing half-written and lose nothing that was seen."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from conftest import Undertow

pytestmark = pytest.mark.browser

PAGE = b"""<!doctype html><title>Slow</title><script>
setInterval(() => fetch('/tick?' + Math.random()), 100)
</script><form><label>E-mail <input type=email name=email></label><button>Go</button></form>"""


@pytest.fixture
def endless() -> Iterator[str]:
    """A page that never falls quiet."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(PAGE if self.path == "/" else b"x")

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "undertow", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)


def wait_for(process: subprocess.Popen[str], text: str, seconds: float = 60) -> None:
    """Until progress says so."""
    assert process.stderr is not None
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if text in process.stderr.readline():
            return
    raise AssertionError(f"progress never said {text!r}")


def test_ctrl_c_keeps_what_was_seen_in_a_whole_bundle(undertow: Undertow, endless: str, tmp_path: Path) -> None:
    process = start("audit", endless, "--out", tmp_path, "--json", "--fail-on", "never")
    wait_for(process, "visit 1 of 3")
    time.sleep(2.5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert "Traceback" not in err
    result = json.loads(out)
    assert "interrupted" in {gap["kind"] for gap in result["gaps"]}
    assert process.returncode == 3, "a gap that could hide findings"
    assert undertow("verify", tmp_path / "bundle.wacz").code == 0
    assert not list(tmp_path.glob(".*")), "no temporary file is left"


def test_a_second_ctrl_c_gives_up_at_once_and_leaves_nothing(endless: str, tmp_path: Path) -> None:
    process = start("audit", endless, "--out", tmp_path)
    wait_for(process, "visit 1 of 3")
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGINT)
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert "Traceback" not in err
    left = {path.name for path in tmp_path.iterdir()} if tmp_path.exists() else set()
    assert left <= {"bundle.wacz", "result.json", "report.html", "result.sarif", "flows.csv"}


@pytest.mark.parametrize("first", [signal.SIGINT, signal.SIGTERM])
def test_a_second_request_to_end_clears_up_too(
    first: signal.Signals, endless: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "t"
    own.mkdir()
    monkeypatch.setenv("TMPDIR", str(own))
    process = start("audit", endless, "--out", tmp_path / "out")
    wait_for(process, "visit 1 of 3")
    time.sleep(1)
    process.send_signal(first)
    time.sleep(0.15)
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=60)
    assert "Traceback" not in err
    assert process.returncode in (3, 130, 143), err
    assert not list(own.iterdir())


SMALL_DISK = """mount -t tmpfs -o size=16k none "$OUT" || exit 77
"$PYTHON" -m undertow audit "$URL" --out "$OUT" --vantage china --timeout 8
code=$?
ls -A "$OUT" >&2
exit $code"""


def test_a_full_disk_is_said_and_nothing_half_written_stays(endless: str, tmp_path: Path) -> None:
    """The folder is a disk of 16 kB, mounted in a name space of this test alone."""
    variables = {**os.environ, "OUT": str(tmp_path), "PYTHON": sys.executable, "URL": endless}
    command = ["unshare", "--map-root-user", "--mount", "sh", "-c", SMALL_DISK]
    ran = subprocess.run(command, capture_output=True, text=True, env=variables, timeout=120, check=False)
    if ran.returncode == 77 or "unshare failed" in ran.stderr:
        pytest.skip("no mount name spaces on this machine")
    assert ran.returncode == 2, ran.stderr
    assert "Traceback" not in ran.stderr
    *_, last = ran.stderr.splitlines()
    assert last.startswith("undertow: "), "the message is the last line: nothing is left in the folder"
    assert "No space left on device" in last
