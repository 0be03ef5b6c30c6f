"""The net-log as a witness: what it adds to the exchanges, and that broken logs do no harm."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from capture_site import record, serve
from hypothesis import given, settings
from hypothesis import strategies as st

from undertow.capture.ledger import Ledger
from undertow.capture.netlog import LoggedRequest, NetLog, read, unseen
from undertow.capture.page import Page
from undertow.capture.spool import Spool
from undertow.model import Exchange, FilledField, Header

NUMBERS = {
    "URL_REQUEST_START_JOB": 2,
    "HTTP_TRANSACTION_SEND_REQUEST_HEADERS": 12,
    "HTTP_STREAM_JOB_CONTROLLER": 22,
    "HOST_RESOLVER_MANAGER_REQUEST": 5,
    "OTHER": 222,
}
HEAD = json.dumps({"constants": {"logEventTypes": NUMBERS, "timeTickOffset": 1000}})[:-1] + ",\n"


def line(kind: str, source: int, **params: Any) -> str:
    event = {"params": params, "phase": 1, "source": {"id": source, "type": 1}, "time": "500", "type": NUMBERS[kind]}
    return json.dumps(event, separators=(",", ":")) + ",\n"


def started(url: str, source: int = 1, method: str = "GET", initiator: str = "https://a.test") -> str:
    return line("URL_REQUEST_START_JOB", source, method=method, url=url, initiator=initiator)


def log_of(tmp_path: Path, *lines: str, head: str = HEAD) -> NetLog:
    path = tmp_path / "log.json"
    path.write_text(head + '"events": [\n' + "".join(lines))
    return read(path)


def exchange(url: str, method: str = "GET") -> Exchange:
    host = url.split("/")[2]
    return Exchange(id="v1.e1", at=0, step="", channel="fetch", method=method, url=url, host=host)


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with Spool() as spool:
        yield Ledger(spool, "v1")


def test_request_is_read_with_its_time_its_initiator_and_the_headers_that_went_out(tmp_path: Path) -> None:
    sent = line("HTTP_TRANSACTION_SEND_REQUEST_HEADERS", 7, headers=["Host: b.test", "X: a: b"], line="HEAD /m")
    log = log_of(tmp_path, started("https://b.test/m", 7, "HEAD"), started("https://c.test/", 8), sent)
    first = log.requests[0]
    assert (first.method, first.url, first.initiator, first.at) == ("HEAD", "https://b.test/m", "https://a.test", 1500)
    assert first.headers == (Header(name="Host", value="b.test"), Header(name="X", value="a: b"))
    assert log.requests[1].headers == ()


def test_only_what_nobody_else_recorded_is_added(ledger: Ledger) -> None:
    log = NetLog([LoggedRequest("GET", f"https://{h}.test/x", "https://a.test", 0) for h in ("known", "new")])
    (added,) = unseen(log, [exchange("https://known.test/x#fragment")], ledger)
    assert (added.url, added.witnesses, added.frame_url) == ("https://new.test/x", ("netlog",), "https://a.test/")


def test_each_report_to_one_address_is_a_request_and_one_begun_again_is_none(tmp_path: Path, ledger: Ledger) -> None:
    one, two = (started("https://b.test/reports", source, "POST") for source in (7, 8))
    log = log_of(tmp_path, one, one, two)
    assert [exchange.url for exchange in unseen(log, [], ledger)] == ["https://b.test/reports"] * 2


def test_the_same_address_with_another_method_is_another_request(ledger: Ledger) -> None:
    log = NetLog([LoggedRequest("HEAD", "https://known.test/x", "https://a.test", 0)])
    assert len(list(unseen(log, [exchange("https://known.test/x")], ledger))) == 1


def test_what_the_browser_does_for_itself_is_not_the_page_s(tmp_path: Path, ledger: Ledger) -> None:
    log = log_of(tmp_path, started("https://update.test/", initiator="not an origin"))
    assert list(unseen(log, [], ledger)) == []


def test_connection_in_advance_is_added_unless_a_request_went_to_its_host(tmp_path: Path, ledger: Ledger) -> None:
    ahead = line("HTTP_STREAM_JOB_CONTROLLER", 3, is_preconnect=True, url="https://data.b.test/")
    known = line("HTTP_STREAM_JOB_CONTROLLER", 4, is_preconnect=True, url="https://known.test/")
    usual = line("HTTP_STREAM_JOB_CONTROLLER", 5, is_preconnect=False, url="https://usual.test/")
    (added,) = unseen(log_of(tmp_path, ahead, known, usual), [exchange("https://known.test/x")], ledger)
    assert (added.channel, added.method, added.host) == ("preconnect", "CONNECT", "data.b.test")


def test_name_looked_up_in_advance_is_added_unless_something_went_to_its_host(tmp_path: Path, ledger: Ledger) -> None:
    def lookup(host: str, *, ahead: bool = True, key: str = "https://a.test same_site") -> str:
        return line(
            "HOST_RESOLVER_MANAGER_REQUEST", 3, host=host, is_speculative=ahead, network_anonymization_key=key
        )  # fmt: skip

    usual, own = lookup("https://usual.test", ahead=False), lookup("https://own.test", key="null null")
    log = log_of(tmp_path, lookup("http://data.b.test"), lookup("https://known.test"), usual, own)
    (added,) = unseen(log, [exchange("https://known.test/x")], ledger)
    assert (added.channel, added.method, added.host) == ("dns-prefetch", "RESOLVE", "data.b.test")
    assert (added.frame_url, added.at) == ("https://a.test/", ledger.since(1.5))


@pytest.mark.browser
async def test_names_that_a_page_has_looked_up_are_recorded() -> None:
    page = """<!doctype html><link rel=dns-prefetch href=//one.localhost><script>setTimeout(() => {
    const l = document.createElement('link'); l.rel = 'dns-prefetch'; l.href = '//two.localhost';
    document.head.append(l) }, 100)</script>"""
    with Spool() as spool:
        async with serve({"/": page}) as site:
            done = await record(site.url(), spool)
    found = {e.host: e.frame_url for e in done.visit.exchanges if e.channel == "dns-prefetch"}
    assert set(found) == {"one.localhost", "two.localhost"}
    assert set(found.values()) == {"http://127.0.0.1/"}


def test_requests_beyond_what_is_kept_are_known_to_be_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("undertow.capture.netlog._MOST", 2)
    lines = [started(f"https://b.test/{n}", n) for n in range(3)]
    assert log_of(tmp_path, *lines).cut
    assert not log_of(tmp_path, *lines[:2]).cut


def test_body_that_only_has_a_length_is_a_gap(ledger: Ledger) -> None:
    headers = (Header(name="Content-Length", value="377"),)
    log = NetLog([LoggedRequest("POST", "https://n.test/nel", "https://a.test", 0, headers)])
    assert len(list(unseen(log, [], ledger))) == 1
    assert [g.kind for g in ledger.gaps] == ["request-body-unavailable"]


def test_body_that_is_made_of_what_another_witness_tells_says_so(ledger: Ledger) -> None:
    headers = (Header(name="Content-Length", value="4"),)
    log = NetLog([LoggedRequest("POST", "https://n.test/nel", "https://a.test", 0, headers)])
    (added,) = unseen(log, [], ledger, lambda request, length: b"body" if length == 4 else None)
    assert (added.request_body, added.witnesses) == (ledger.keep(b"body"), ("netlog", "network"))
    assert [g.kind for g in ledger.gaps] == ["request-body-rebuilt"]


@pytest.mark.parametrize("head", ["", "{}\n", "[1]\n", '{"constants": {"logEventTypes": {}}}\n', "\xff\n"])
def test_log_that_cannot_be_read_is_a_gap(tmp_path: Path, ledger: Ledger, head: str) -> None:
    log = log_of(tmp_path, started("https://b.test/"), head=head)
    assert not log.whole
    assert list(unseen(log, [], ledger)) == []
    assert [g.kind for g in ledger.gaps] == ["net-log-unread"]


def test_log_that_is_missing_is_a_gap(tmp_path: Path) -> None:
    assert not read(tmp_path / "none").whole


def test_log_cut_off_in_the_middle_of_a_line_keeps_the_lines_before(tmp_path: Path) -> None:
    log = log_of(tmp_path, started("https://b.test/"), started("https://c.test/", 2)[:-30])
    assert [r.url for r in log.requests] == ["https://b.test/"]


@settings(max_examples=60)
@given(st.lists(st.text(max_size=60) | st.sampled_from([started("https://b.test/")[:-2], '{"params":1,"type":2}'])))
def test_reading_ends_whatever_the_lines_hold(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    path = tmp_path_factory.mktemp("log") / "log.json"
    path.write_bytes((HEAD + "\n".join(lines) + "\n").encode("utf-8", "surrogatepass"))
    assert all(r.url == "https://b.test/" for r in read(path).requests)


@pytest.mark.browser
async def test_a_usual_visit_gets_nothing_from_the_net_log_that_others_had_not_seen() -> None:
    page = """<!doctype html><link rel=stylesheet href=/a.css><img src=/i.png><script src=/s.js></script>
    <iframe src=/f></iframe><script>fetch('/x', {method: 'POST', body: 'b'}); new Worker('/w.js');
    new WebSocket('ws://' + location.host + '/ws'); navigator.sendBeacon('/b', 'c')</script>"""

    async def drive(browser_page: Page, filled: list[FilledField]) -> None:
        await browser_page.begin_step("land", "land")
        await browser_page.navigate(site.url("/"))
        await browser_page.quiet(limit=3)
        await browser_page.end_step()

    with Spool() as spool:
        async with serve({"/": page, "/w.js": "fetch('/from-worker')"}) as site:
            done = await record(site.url("/"), spool, drive)
    assert {"/from-worker", "/x", "/b"} <= {e.url.partition(str(site.port))[2] for e in done.visit.exchanges}
    assert [e.url for e in done.visit.exchanges if "netlog" in e.witnesses] == []
