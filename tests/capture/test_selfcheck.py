"""The self-check: it passes when all is recorded, and says so when something is not."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import cast

import msgspec
import pytest

from undertow.capture import probe, selfcheck, trust
from undertow.capture.control.server import OTHER_HOST, ControlServer, channels
from undertow.capture.ledger import Ledger
from undertow.capture.page import ScriptFailed
from undertow.capture.process import find_browser
from undertow.capture.recorder import Collected
from undertow.capture.run import Run, Setting, identify
from undertow.capture.seal import HostMap, reach
from undertow.capture.spool import Spool
from undertow.capture.vantage import PRESETS
from undertow.model import Exchange, Gap, Header, Message, ProbeEvent, SelfCheck

BAIT = "control0123"


class Bodies:
    """Every body is its own name."""

    def get(self, sha256: str) -> bytes:
        return sha256.encode()

    def __contains__(self, sha256: object) -> bool:
        return True


def exchange(channel: str, url_extra: str = "", **more: object) -> Exchange:
    host = OTHER_HOST
    base = Exchange(
        id="e", at=0, step="", channel="fetch", method="POST", url=f"https://{host}/c/{channel}{url_extra}", host=host
    )
    return msgspec.structs.replace(base, **more)


def event(api: str, page: str) -> ProbeEvent:
    return ProbeEvent(id="p", at=0, step="", api=api, kind="traits", frame_url=f"https://page.control.test/{page}")


def everything() -> dict[str, bytes]:
    """What the server has when all channels and exercises arrived."""
    received = {name: f"/c/{name}?d={BAIT}\n".encode() for name in selfcheck.CHANNELS}
    for context in selfcheck.CONTEXTS:
        received[f"exercised-{context}"] = f"/c/x\n{json.dumps(['btoa'])}\n".encode()
    return received


def all_recorded() -> list[Exchange]:
    return [exchange(name, f"?d={BAIT}") for name in selfcheck.CHANNELS]


ALL_SEEN = [event("btoa", page) for page in ("page.html", "later", "frame.html", "worker.js")]


def checked(
    received: dict[str, bytes], exchanges: list[Exchange], events: list[ProbeEvent]
) -> tuple[SelfCheck, tuple[Gap, ...]]:
    recorded = Collected(tuple(exchanges), tuple(events), ())
    return selfcheck.compare(selfcheck.Observed(BAIT, received, recorded, Bodies(), "Chromium"))


def test_no_gap_is_left_when_everything_received_was_recorded() -> None:
    result, gaps = checked(everything(), all_recorded(), ALL_SEEN)
    assert gaps == ()
    assert result.channels_ok == (len(selfcheck.CHANNELS), len(selfcheck.CHANNELS))
    assert result.probes_ok == (4, 4)


@pytest.mark.parametrize("dropped", list(selfcheck.CHANNELS))
def test_channel_is_named_when_the_recorder_has_nothing_of_it(dropped: str) -> None:
    exchanges = [exchange(name, f"?d={BAIT}") for name in selfcheck.CHANNELS if name != dropped]
    result, gaps = checked(everything(), exchanges, ALL_SEEN)
    assert [(g.kind, g.where, g.hides_findings) for g in gaps] == [
        ("channel-not-recorded", selfcheck.CHANNELS[dropped], True)
    ]
    assert result.channels_ok[0] == len(selfcheck.CHANNELS) - 1


def test_channel_counts_as_missed_when_it_was_recorded_without_its_bait() -> None:
    exchanges = [exchange(n, "" if n == "xhr" else f"?d={BAIT}") for n in selfcheck.CHANNELS]
    _, gaps = checked(everything(), exchanges, ALL_SEEN)
    assert [g.where for g in gaps] == ["XMLHttpRequest"]


def test_preflight_does_not_stand_for_the_request_when_that_was_lost() -> None:
    exchanges = [e for e in all_recorded() if not e.url.endswith(f"fetch-post?d={BAIT}")]
    exchanges.append(exchange("fetch-post", f"?d={BAIT}", method="OPTIONS"))
    _, gaps = checked(everything(), exchanges, ALL_SEEN)
    assert [g.where for g in gaps] == ["fetch (POST)"]


def test_message_counts_only_when_the_page_sent_it() -> None:
    def with_message(sent: bool) -> list[Exchange]:
        message = Message(at=0, sent=sent, binary=False, body=BAIT)
        rest = [e for e in all_recorded() if "/websocket?" not in e.url]
        return [*rest, exchange("websocket", messages=(message,))]

    assert checked(everything(), with_message(True), ALL_SEEN)[1] == ()
    assert [g.where for g in checked(everything(), with_message(False), ALL_SEEN)[1]] == ["WebSocket message"]


def test_header_counts_only_where_it_is_what_carries_the_bait() -> None:
    def without(name: str) -> list[Exchange]:
        rest = [e for e in all_recorded() if f"/{name}?" not in e.url]
        return [*rest, exchange(name, request_headers=(Header(name="X-Note", value=BAIT),))]

    assert checked(everything(), without("fetch-header"), ALL_SEEN)[1] == ()
    assert [g.where for g in checked(everything(), without("xhr"), ALL_SEEN)[1]] == ["XMLHttpRequest"]


def test_connection_alone_counts_for_preconnect_and_a_server_named_to_a_peer_for_webrtc() -> None:
    rest = [e for e in all_recorded() if "/preconnect?" not in e.url and "/webrtc?" not in e.url]
    host = f"p{BAIT}.control.test"
    to_peer = {"channel": "webrtc", "url": "turn:127.0.0.1:1", "host": "127.0.0.1", "request_body": BAIT}
    ahead = msgspec.structs.replace(exchange(""), channel="preconnect", url=f"https://{host}/", host=host)
    peer = msgspec.structs.replace(exchange(""), **to_peer)
    assert checked(everything(), [*rest, ahead, peer], ALL_SEEN)[1] == ()
    assert len(checked(everything(), rest, ALL_SEEN)[1]) == 2


def test_channel_is_not_counted_when_the_browser_cannot_use_it() -> None:
    received = everything()
    del received["shared-worker-fetch"]
    result, gaps = checked(received, all_recorded(), ALL_SEEN)
    assert [(g.kind, g.hides_findings) for g in gaps] == [("channel-not-tried", False)]
    assert result.channels_ok[1] == len(selfcheck.CHANNELS) - 1


def test_api_is_named_with_its_context_when_only_the_worker_was_not_watched() -> None:
    _, gaps = checked(everything(), all_recorded(), ALL_SEEN[:3])
    assert [(g.kind, g.where, g.hides_findings) for g in gaps] == [("api-not-watched", "btoa (worker)", False)]


def test_api_that_is_seen_nowhere_may_hide_findings() -> None:
    _, gaps = checked(everything(), all_recorded(), [])
    assert {(g.kind, g.hides_findings) for g in gaps} == {("api-not-watched", True)}


def test_context_is_named_when_nothing_was_exercised_there() -> None:
    received = everything()
    del received["exercised-frame"]
    result, gaps = checked(received, all_recorded(), ALL_SEEN)
    assert [(g.kind, g.where) for g in gaps] == [("apis-not-exercised", "frame")]
    assert result.probes_ok == (3, 3)


# -- in a browser -------------------------------------------------------------------------------------------------


@dataclass
class Outcome:
    result: SelfCheck
    gaps: tuple[Gap, ...]
    words: list[str]


@pytest.fixture(scope="module")
def outcome() -> Iterator[Outcome]:
    yield asyncio.run(_run())


async def _run(planted: str | None = None) -> Outcome:
    spool = Spool()
    binary = find_browser()
    setting = Setting(binary, (), await identify(binary))
    words: list[str] = []

    @asynccontextmanager
    async def launch(maps: tuple[HostMap, ...], ca_pem: bytes) -> AsyncIterator[Run]:
        flags = (*reach("https://page.control.test/", maps).flags, *await trust.pins(maps, ca_pem))
        async with Run(replace(setting, flags=flags), PRESETS[0], Ledger(spool, None), spool) as run:
            yield run

    try:
        return Outcome(*await selfcheck.run(launch, words.append, planted=planted), words)
    finally:
        spool.close()


@pytest.mark.browser
class TestInBrowser:
    def test_every_channel_is_recorded_when_the_recorder_works(self, outcome: Outcome) -> None:
        assert {g.kind for g in outcome.gaps} <= {"channel-not-tried"}
        recorded, received = outcome.result.channels_ok
        assert recorded == received >= len(selfcheck.CHANNELS) - 3, "on a busy machine the last ones may come too late"

    def test_every_api_is_seen_in_page_frame_and_worker_when_the_probe_works(self, outcome: Outcome) -> None:
        everywhere = {a.api for a in probe.apis() if a.context == "both"}
        for context in selfcheck.CONTEXTS:
            seen = {p.api for p in outcome.result.probes if p.context == context and p.seen}
            assert everywhere <= seen
        assert {a.api for a in probe.apis() if a.context == "worker"} <= seen
        absent = {a.api for a in probe.apis() if a.context != "service"} - {p.api for p in outcome.result.probes}
        assert len(absent) <= 8, f"some exist on other systems only: {sorted(absent)}"

    def test_progress_says_how_much_was_seen(self, outcome: Outcome) -> None:
        recorded, received = outcome.result.channels_ok
        seen, made = outcome.result.probes_ok
        assert outcome.words == [f"self-check: {recorded} of {received} channels, {seen} of {made} API checks"]

    async def test_nothing_is_found_when_the_page_does_not_hold_the_bait(self) -> None:
        outcome = await _run(planted="decoy0123456789")
        assert outcome.result.channels_ok == (0, 0)
        assert not [c for c in outcome.result.channels if c.recorded]
        assert {g.kind for g in outcome.gaps} == {"channel-not-tried"}


class _Frozen:
    """A control page that is opened and answers nothing from then on, or as many times as it is told to."""

    def __init__(self, silent: int) -> None:
        self.silent = silent
        self.done: list[str] = []
        self.page, self.received, self.last_arrival = self, everything(), 0.0

    async def evaluate(self, expression: str) -> int:
        self.silent -= 1
        if self.silent >= 0:
            raise ScriptFailed("no answer")
        return 0

    async def wait(self, seconds: float) -> None:
        """Nothing comes any more."""

    def __getattr__(self, name: str) -> Callable[..., Awaitable[None]]:
        async def noted(*arguments: object) -> None:
            self.done.append(name)

        return noted


@pytest.mark.parametrize(("silent", "gone_through"), [(0, True), (1, True), (2, False)])
async def test_a_control_page_that_does_not_answer_twice_is_asked_for_nothing_more(
    silent: int, gone_through: bool
) -> None:
    page = _Frozen(silent)
    assert await selfcheck._drive(cast("Run", page), cast("ControlServer", page)) is gone_through
    whole = ["begin_step", "navigate", "click", "end_step", "begin_step", "navigate", "end_step"]
    assert page.done == (whole if gone_through else whole[:2])


def test_channels_are_many_and_each_is_named_once() -> None:
    assert len(selfcheck.CHANNELS) == len(channels()) >= 40
    assert len(set(selfcheck.CHANNELS.values())) == len(selfcheck.CHANNELS)
