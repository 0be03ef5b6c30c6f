"""The web archive, read by another program (warcio): every exchange is in it, and nothing from a page breaks it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import bundles
import msgspec
import pytest
from warcio.archiveiterator import ArchiveIterator

from undertow.model import Evidence, Exchange, Header
from undertow.store import verify, write
from undertow.store.warc import request_head, response_head, safe_uri


def archive_of(path: Path, evidence: Evidence) -> list[dict[str, Any]]:
    """Every record as warcio reads it, its digests checked."""
    write(path, evidence, bundles.BLOBS)
    with zipfile.ZipFile(path) as bundle:
        data = bundle.read("archive/data.warc.gz")
    return [
        {
            "type": record.rec_type,
            "uri": record.rec_headers.get_header("WARC-Target-URI"),
            "headers": dict(record.rec_headers.headers),
            "http": record.http_headers,
            "body": record.raw_stream.read(),
        }
        for record in ArchiveIterator(io.BytesIO(data), check_digests="raise")
    ]


def one_exchange(**changes: Any) -> Evidence:
    """Evidence of one visit with one exchange."""
    fields: dict[str, Any] = {
        "id": "v1.e1", "at": 1.0, "step": "land", "channel": "fetch", "method": "GET", "url": "https://a.example/x",
        "host": "a.example", "status": 200, "response_body": bundles.sha(bundles.HTML),
    }  # fmt: skip
    visit = msgspec.structs.replace(bundles.visit(1), exchanges=(Exchange(**fields | changes),), steps=())
    return msgspec.structs.replace(bundles.evidence(0), visits=(visit,), scripts=())


def test_every_exchange_and_loose_blob_has_its_record_when_read_by_another_program(tmp_path: Path) -> None:
    records = archive_of(tmp_path / "a", bundles.evidence(visits=1))
    kinds = [(record["type"], record["uri"]) for record in records]
    page, script = "https://chat.example/sign?b=2&a=1", "https://chat.example/app.js"
    assert kinds[:5] == [
        ("warcinfo", None), ("response", page), ("request", page), ("response", script), ("request", script),
    ]  # fmt: skip
    assert ("request", "http://gone.example") in kinds
    assert ("response", "http://gone.example") not in kinds
    bodies = {record["body"] for record in records}
    assert {bundles.HTML, bundles.SCRIPT, bundles.BODY, bundles.FRAME, bundles.PNG, bundles.INLINE} <= bodies


def test_the_record_says_when_the_request_left(tmp_path: Path) -> None:
    records = archive_of(tmp_path / "a", bundles.evidence(visits=1))
    post = next(r for r in records if r["type"] == "request" and "verify" in r["uri"])
    assert post["headers"]["WARC-Date"] == "2026-11-22T02:47:01.500Z"
    assert post["http"].protocol == "POST"
    assert post["http"].statusline == "/h5/auth HTTP/1.1"


def test_a_repeated_answer_refers_to_the_first_when_its_body_is_the_same(tmp_path: Path) -> None:
    records = archive_of(tmp_path / "a", bundles.evidence(visits=2))
    revisits = [record for record in records if record["type"] == "revisit"]
    assert [record["uri"] for record in revisits] == [
        "https://chat.example/sign?b=2&a=1",
        "https://chat.example/app.js",
    ]
    first = next(record for record in records if record["type"] == "response")
    assert revisits[0]["headers"]["WARC-Refers-To-Date"] == first["headers"]["WARC-Date"]
    assert revisits[0]["headers"]["WARC-Payload-Digest"] == first["headers"]["WARC-Payload-Digest"]


def test_record_ids_are_distinct_and_stable_when_written_again(tmp_path: Path) -> None:
    ids = [[r["headers"]["WARC-Record-ID"] for r in archive_of(tmp_path / n, bundles.evidence())] for n in ("a", "b")]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(ids[0])


def test_framing_headers_are_renamed_when_the_stored_body_is_unpacked(tmp_path: Path) -> None:
    http = archive_of(tmp_path / "a", bundles.evidence(visits=1))[1]["http"]
    assert http.get_header("Content-Encoding") is None
    assert http.get_header("x-orig-Content-Encoding") == "br"
    assert http.get_header("Content-Length") == str(len(bundles.HTML))
    assert [value for name, value in http.headers if name == "Set-Cookie"] == ["a=1", "b=2"]


@pytest.mark.parametrize(
    "changes",
    [
        {"url": "https://a.example/\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK"},
        {"url": "https://a.example/\u202e\u0000 <b>\ud7ff"},
        {"url": "https://"},
        {"method": "GET /x HTTP/1.1\r\nX: y\r\n\r\n"},
        {"mime": 'text/html"\n\u2028'},
        {"response_headers": (Header(name="A: b\r\nC", value="d"), Header(name="", value=""))},
        {"response_headers": (Header(name="Location", value="x\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<script>"),)},
        {"response_headers": (Header(name="X", value="\x00\x1b[2J" + "\u4e2d" * 9000),)},
        {"request_headers": (Header(name="Content-Length", value="99"),), "method": "POST"},
        {"status": 0},
        {"status": 99999},
    ],
)  # fmt: skip
def test_the_archive_has_the_same_records_when_a_page_chooses_its_words(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    records = archive_of(tmp_path / "a", one_exchange(**changes))
    answered = changes.get("status", 200) == 200
    expected = ["warcinfo", "response", "request"] if answered else ["warcinfo", "request", "resource"]
    assert [record["type"] for record in records] == expected
    assert [record["body"] for record in records if record["body"] == bundles.HTML] == [bundles.HTML]
    assert verify(tmp_path / "a").ok


@pytest.mark.parametrize("url", ["data:text/plain,x", "blob:https://a.example/1", "chrome-error://x", "nonsense", ""])
def test_the_body_is_kept_when_the_url_is_not_of_the_web(tmp_path: Path, url: str) -> None:
    records = archive_of(tmp_path / "a", one_exchange(url=url))
    assert [(record["type"], record["body"]) for record in records][1:] == [("resource", bundles.HTML)]


def exchange(**changes: Any) -> Exchange:
    return one_exchange(**changes).visits[0].exchanges[0]


@pytest.mark.parametrize(
    ("url", "line", "host"),
    [
        ("https://a.example", "GET / HTTP/1.1", "Host: a.example"),
        ("https://a.example?q=1#f", "GET /?q=1 HTTP/1.1", "Host: a.example"),
        ("https://user:pass@a.example:8443/p?q#f", "GET /p?q HTTP/1.1", "Host: a.example:8443"),
        ("https://a.example/p?u=https://b.example/", "GET /p?u=https://b.example/ HTTP/1.1", "Host: a.example"),
        ("http://[::1]:80/x", "GET /x HTTP/1.1", "Host: [::1]:80"),
    ],
)
def test_request_line_and_host_follow_from_the_url(url: str, line: str, host: str) -> None:
    assert request_head(exchange(url=url), 0).decode().split("\r\n")[:2] == [line, host]


def test_the_host_header_is_kept_when_the_browser_sent_one() -> None:
    head = request_head(exchange(request_headers=(Header(name="host", value="b.example"),)), 0)
    assert head == b"GET /x HTTP/1.1\r\nhost: b.example\r\n\r\n"


def test_an_unknown_status_has_no_reason_phrase() -> None:
    assert response_head(exchange(), 299, 0).startswith(b"HTTP/1.1 299 \r\n")


def test_a_uri_keeps_its_escapes_and_loses_everything_invisible() -> None:
    assert safe_uri("https://a.example/%41 é\n\u202e") == "https://a.example/%41%20%C3%A9%0A%E2%80%AE"


def test_the_archive_says_so_when_we_answered_instead_of_the_network(tmp_path: Path) -> None:
    held, ordinary = (
        archive_of(tmp_path / name, one_exchange(answered_by_us=ours))[1]["headers"]
        for name, ours in (("a", True), ("b", False))
    )
    assert "held back" in held["Undertow-Answered-By"]
    assert "Undertow-Answered-By" not in ordinary
