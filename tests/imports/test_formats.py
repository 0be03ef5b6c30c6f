"""Every format gives the same evidence, as far as it holds it; what it lacks is a gap."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import brotli
import pytest
import zstandard
from recordings import (
    AGENT,
    CODE,
    EMAIL,
    PAGE,
    TOLD,
    flow,
    flows,
    har,
    har_entry,
    kinds,
    loaded,
    tnetstring,
    wacz,
    warc,
    zipped,
)

from undertow.errors import InvalidData, UsageError
from undertow.imports import Told

FORMS = {
    "har": har(),
    "har, zipped": zipped({"session/network.har": har()}),
    "warc": warc(gzipped=False),
    "warc.gz": warc(),
    "wacz": wacz(warc()),
    "mitmproxy": b"".join(map(tnetstring, flows())),
}


@pytest.mark.parametrize("form", FORMS)
def test_page_script_and_what_was_sent_are_found_in_every_format(form: str, tmp_path: Path) -> None:
    evidence, kept = loaded(tmp_path / "capture", FORMS[form])
    (visit,) = evidence.visits
    page, sent = visit.exchanges
    assert evidence.target == page.url == "https://app.test/login"
    assert (page.channel, page.status, page.mime) == ("document", 200, "text/html")
    assert page.response_body is not None and kept.get(page.response_body) == PAGE.encode()
    assert (sent.method, sent.host) == ("POST", "collect.test")
    assert sent.request_body is not None and kept.get(sent.request_body) == EMAIL.encode()
    (script,) = evidence.scripts
    assert kept.get(script.sha256) == CODE.encode() and script.name == "inline #1 of /login"
    assert visit.imported is not None and not visit.vantage.emulated and visit.user_agent == AGENT
    assert 7000 <= sent.at <= 7500


@pytest.mark.parametrize("form", FORMS)
def test_what_no_foreign_capture_holds_is_a_gap(form: str, tmp_path: Path) -> None:
    evidence, _ = loaded(tmp_path / "capture", FORMS[form], Told())
    assert {"import-no-probes", "import-no-coverage", "import-nothing-typed"} <= kinds(evidence)
    assert ("import-no-stacks" in kinds(evidence)) == (not form.startswith("har"))


# -- HAR ----------------------------------------------------------------------------------------------------------


def test_the_stack_of_a_har_leads_into_the_script_that_stands_in_the_page(tmp_path: Path) -> None:
    evidence, _ = loaded(tmp_path / "a.har", har())
    (frame,) = evidence.visits[0].exchanges[1].stack
    assert frame.script == evidence.scripts[0].sha256
    assert (frame.line, frame.column) == (1, 0)


def test_languages_are_those_that_the_browser_asked_for(tmp_path: Path) -> None:
    vantage = loaded(tmp_path / "a.har", har())[0].visits[0].vantage
    assert (vantage.languages, vantage.locale, vantage.country, vantage.timezone) == (
        ("de-DE", "de"),
        "de-DE",
        "DE",
        "",
    )


def test_bodies_beside_a_har_are_found_in_its_zip(tmp_path: Path) -> None:
    entry = har_entry(
        "https://app.test/a.js", response={"content": {"size": 5, "mimeType": "text/javascript", "_file": "a1.js"}}
    )
    evidence, kept = loaded(tmp_path / "a.zip", zipped({"x.har": har(entry), "a1.js": b"go(1)"}))
    assert [kept.get(script.sha256) for script in evidence.scripts] == [b"go(1)"]
    without, _ = loaded(tmp_path / "b.zip", zipped({"x.har": har(entry)}))
    assert not without.scripts
    assert any(gap.kind == "body-unavailable" and gap.hides_findings for gap in without.gaps)


def test_websocket_messages_of_a_har_are_kept(tmp_path: Path) -> None:
    entry = har_entry(
        "wss://live.test/s",
        _resourceType="websocket",
        _webSocketMessages=[
            {"type": "send", "time": 1772359201.0, "opcode": 1, "data": "hello"},
            {"type": "receive", "time": 1772359202.0, "opcode": 2, "data": "AAEC"},
        ],
    )
    evidence, kept = loaded(tmp_path / "a.har", har(entry))
    (exchange,) = evidence.visits[0].exchanges
    assert exchange.channel == "websocket"
    assert [(m.sent, m.binary, kept.get(m.body)) for m in exchange.messages] == [
        (True, False, b"hello"),
        (False, True, b"\x00\x01\x02"),
    ]
    assert "import-no-messages" not in kinds(evidence)


def test_a_form_of_which_only_fields_are_kept_is_put_together(tmp_path: Path) -> None:
    fields = [{"name": "email", "value": EMAIL}, {"name": "cv", "fileName": "cv.pdf"}]
    entry = har_entry(
        "https://app.test/up", request={"method": "POST", "bodySize": 900, "postData": {"params": fields}}
    )
    evidence, kept = loaded(tmp_path / "a.har", har(entry))
    body = evidence.visits[0].exchanges[0].request_body
    assert body is not None and kept.get(body) == b"email=ada%40example.org&cv=cv.pdf"
    assert "request-body-incomplete" in kinds(evidence)


def test_a_body_that_the_har_lacks_is_a_gap_and_an_absent_one_is_not(tmp_path: Path) -> None:
    lacking = har_entry("https://app.test/up", request={"method": "POST", "bodySize": 900})
    assert "request-body-unavailable" in kinds(loaded(tmp_path / "a.har", har(lacking))[0])
    absent = har_entry("https://app.test/up", request={"method": "POST", "bodySize": 0})
    assert "request-body-unavailable" not in kinds(loaded(tmp_path / "a.har", har(absent))[0])


def test_requests_that_never_left_the_browser_are_not_imported(tmp_path: Path) -> None:
    inside = har_entry("data:text/plain,x")
    evidence, _ = loaded(tmp_path / "a.har", har(inside, har_entry("https://app.test/")))
    assert [e.url for e in evidence.visits[0].exchanges] == ["https://app.test/"]
    with pytest.raises(InvalidData, match="no request"):
        loaded(tmp_path / "b.har", har(inside))


def test_redirects_are_chained(tmp_path: Path) -> None:
    moved = har_entry("https://app.test/", response={"status": 302, "headers": [{"name": "Location", "value": "/in"}]})
    evidence, _ = loaded(tmp_path / "a.har", har(moved, har_entry("https://app.test/in", "2026-03-01T10:00:01Z")))
    assert [e.redirected_from for e in evidence.visits[0].exchanges] == [None, "v1.e1"]


# -- web archives -------------------------------------------------------------------------------------------------


def test_a_repeated_answer_has_the_content_of_the_first(tmp_path: Path) -> None:
    evidence, kept = loaded(tmp_path / "a.warc.gz", warc(revisit=True))
    again = next(e for e in evidence.visits[0].exchanges if e.url.endswith("/again"))
    assert again.response_body is not None and kept.get(again.response_body) == PAGE.encode()
    assert "request-unavailable" in kinds(evidence)


def test_an_altered_wacz_is_imported_with_a_gap(tmp_path: Path) -> None:
    whole = wacz(warc())
    assert "import-altered" not in kinds(loaded(tmp_path / "a.wacz", whole)[0])
    listed = json.dumps({"resources": [{"path": "archive/data.warc.gz", "hash": f"sha256:{'0' * 64}"}]}).encode()
    altered = zipped({"archive/data.warc.gz": warc(), "datapackage.json": listed})
    assert "import-altered" in kinds(loaded(tmp_path / "b.wacz", altered)[0])


def test_a_cut_archive_gives_what_comes_before_the_cut(tmp_path: Path) -> None:
    content = warc(gzipped=False)
    evidence, _ = loaded(tmp_path / "a.warc", content[: content.index(b"collect.test") - 300])
    assert [e.host for e in evidence.visits[0].exchanges] == ["app.test"]


def test_a_bundle_of_our_own_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match="undertow analyze"):
        loaded(tmp_path / "a.wacz", wacz(warc(), **{"undertow/evidence.json.gz": b""}))


# -- mitmproxy ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(PAGE.encode())),
        ("br", brotli.compress(PAGE.encode())),
        ("zstd", zstandard.ZstdCompressor().compress(PAGE.encode())),
        ("identity", PAGE.encode()),
    ],
)
def test_bodies_are_unpacked(encoding: str, packed: bytes, tmp_path: Path) -> None:
    headers = [[b"content-type", b"text/html"], [b"content-encoding", encoding.encode()]]
    evidence, kept = loaded(tmp_path / "f", tnetstring(flow("app.test", "/", b"", packed, 1772359200.0, headers)))
    body = evidence.visits[0].exchanges[0].response_body
    assert body is not None and kept.get(body) == PAGE.encode()
    assert "body-not-decoded" not in kinds(evidence)


def test_a_body_in_another_encoding_than_named_is_kept_as_sent_with_a_gap(tmp_path: Path) -> None:
    headers = [[b"content-type", b"text/html"], [b"content-encoding", b"br"]]
    evidence, kept = loaded(tmp_path / "f", tnetstring(flow("app.test", "/", b"", b"not br", 1772359200.0, headers)))
    body = evidence.visits[0].exchanges[0].response_body
    assert body is not None and kept.get(body) == b"not br"
    assert "body-not-decoded" in kinds(evidence)


def test_websocket_messages_of_a_flow_are_kept(tmp_path: Path) -> None:
    messages = [[1, True, b"hi", 1772359201.0, False, False], [2, False, b"\x00", 1772359202.0, False, False]]
    content = tnetstring(flow("live.test", "/", b"", b"", 1772359200.0, [], websocket={"messages": messages}))
    evidence, kept = loaded(tmp_path / "f", content)
    (exchange,) = evidence.visits[0].exchanges
    assert exchange.url == "wss://live.test/"
    assert [(m.sent, m.binary, kept.get(m.body)) for m in exchange.messages] == [
        (True, False, b"hi"),
        (False, True, b"\0"),
    ]


def test_raw_connections_are_gaps_that_name_the_server(tmp_path: Path) -> None:
    raw = {"type": "tcp", "server_conn": {"address": ["mqtt.test", 8883]}, "messages": []}
    evidence, _ = loaded(tmp_path / "f", tnetstring(flows()[0]) + tnetstring(raw))
    assert [g.where for g in evidence.gaps if g.kind == "import-flow-unread"] == ["mqtt.test"]


def test_the_name_asked_for_counts_not_the_address_connected_to(tmp_path: Path) -> None:
    one = flow("192.0.2.7", "/", b"", b"x", 1772359200.0, [])
    one["request"]["headers"].append([b"Host", b"app.test"])
    assert loaded(tmp_path / "f", tnetstring(one))[0].visits[0].exchanges[0].url == "https://app.test/"


# -- files that are none of these ---------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b"hello", b"<html></html>", b"{}", b"PK\x05\x06" + b"\0" * 18, b"\0" * 100])
def test_other_files_are_refused_with_the_known_formats(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="HAR"):
        loaded(tmp_path / "x", content)


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    from recordings import Kept

    from undertow import imports

    with pytest.raises(UsageError, match="no file"):
        imports.load(tmp_path / "none.har", TOLD, Kept(), Kept().put)
