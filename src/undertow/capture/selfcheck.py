"""The self-check: a planted positive control that every audit runs first, with the very browser of its visits.

A page uses many channels with a known bait and calls every watched API in page, frame and worker. What the control
server received is the truth; what our recorder has of it is compared with that. What it lacks becomes a Gap, so that no
audit claims to have seen what this browser, on this machine, does not show.
"""

from __future__ import annotations

import json
import re
import secrets
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from undertow.capture import probe
from undertow.capture.control.server import DOMAIN, PAGE_HOST, PATTERNS, ControlServer, channels
from undertow.capture.page import Page, PageGone, ScriptFailed
from undertow.capture.recorder import Collected
from undertow.capture.run import Run
from undertow.capture.seal import HostMap
from undertow.errors import EnvironmentProblem
from undertow.model import Blobs, ChannelCheck, Exchange, Gap, ProbeCheck, ProbeEvent, SelfCheck

Launch = Callable[[tuple[HostMap, ...], bytes], AbstractAsyncContextManager[Run]]
"""Starts a browser as for a visit, sealed to these maps and trusting this CA."""

CHANNELS: dict[str, str] = {one.channel: one.label for one in channels()}
"""The planted channels and how reports name them."""

CONTEXTS: tuple[Literal["page", "later", "frame", "worker"], ...] = ("page", "later", "frame", "worker")
SECONDS = 15.0
"""If nothing at all arrives for so long while the watched APIs are exercised, that is over."""
IDLE = 2.0
"""What has not come when nothing has for so long counts as not received."""
_PLACES = {"/page.html": "page", "/later": "later", "/frame.html": "frame", "/worker.js": "worker"}
_LEAVING = tuple(one.channel for one in channels() if one.leaving)
_IN_HEADERS = frozenset(one.channel for one in channels() if one.carrier == "header")


@dataclass(frozen=True)
class Observed:
    """Both sides of one control run: what arrived, and what was recorded."""

    bait: str
    received: Mapping[str, bytes]
    recorded: Collected
    blobs: Blobs
    browser: str


async def run(
    launch: Launch, progress: Callable[[str], None], *, planted: str | None = None
) -> tuple[SelfCheck, tuple[Gap, ...]]:
    """Run the control once; gaps say what the recorder missed.

    `planted` takes the place of the bait in the page: with another value nothing may be found (the negative control).

    Raises:
        EnvironmentProblem: no browser or no port on loopback.
    """
    checked, gaps = compare(await observe(launch, progress, planted=planted))
    recorded, received = checked.channels_ok
    seen, probes = checked.probes_ok
    progress(f"self-check: {recorded} of {received} channels, {seen} of {probes} API checks")
    return checked, gaps


async def observe(launch: Launch, progress: Callable[[str], None], *, planted: str | None = None) -> Observed:
    """Let the browser visit the control page; see `run`."""
    bait = f"control{secrets.token_hex(12)}"
    async with ControlServer({"bait": planted or bait, "exercises": _exercises()}) as server:
        maps = tuple(HostMap(pattern, "127.0.0.1", server.port) for pattern in PATTERNS)
        async with launch(maps, server.ca_pem) as browser:
            try:
                if not await _drive(browser, server):
                    progress("self-check: the control page does not answer any more")
            except PageGone as gone:
                progress(f"self-check: the control page is gone: {gone}")
            await browser.settle()
        collected = browser.recorder.collected()  # with what only the net-log has, now that the browser has ended
        return Observed(bait, server.received, collected, browser.spool, browser.browser)


async def _drive(browser: Run, server: ControlServer) -> bool:
    """Open the control page, wait until all of it has arrived or the time is up, and leave it.

    False if it stopped answering on the way, where whatever else is asked of it would be waited for in vain.
    """
    page = browser.page
    await page.begin_step("self-check", "land")
    if error := await page.navigate(f"https://{PAGE_HOST}/page.html"):
        raise EnvironmentProblem(f"The browser cannot open the control page of the self-check ({error}).")
    exercised = [f"exercised-{context}" for context in CONTEXTS]
    await _arrived(page, server, exercised, SECONDS)
    if not await _answers(page):
        return False
    await page.click(2, 2)
    await _arrived(page, server, [c for c in CHANNELS if c not in _LEAVING], IDLE)
    if not await _answers(page):
        return False
    await page.end_step()
    await page.begin_step("self-check: leave", "leave")
    await page.navigate("about:blank")
    await _arrived(page, server, _LEAVING, IDLE)
    await page.end_step()
    return True


async def _answers(page: Page) -> bool:
    """Whether the page still answers; a busy machine has twice the usual time for it."""
    for _ in range(2):
        with suppress(ScriptFailed):
            await page.evaluate("0")
            return True
    return False


async def _arrived(page: Page, server: ControlServer, expected: Collection[str], patience: float) -> None:
    """Wait until the server has heard of all these, or of nothing new for so many seconds."""
    begin = time.monotonic()
    while time.monotonic() - max(begin, server.last_arrival) < patience and not all(
        channel in server.received for channel in expected
    ):
        await page.wait(0.03)
    await page.wait(0.1)  # the recorder hears of a request a little later than the server


def _exercises() -> str:
    return json.dumps([[api.api, api.path, api.context, api.exercise] for api in probe.apis()])


def compare(observed: Observed) -> tuple[SelfCheck, tuple[Gap, ...]]:
    """Compare what the control server received with what was recorded."""
    bait, received = observed.bait.encode(), observed.received
    found = {
        channel for exchange in observed.recorded.exchanges if (channel := carried(exchange, bait, observed.blobs))
    }
    checks = tuple(
        ChannelCheck(channel=label, received=bait in received.get(name, b""), recorded=name in found)
        for name, label in CHANNELS.items()
    )
    probes = _probe_checks(received, observed.recorded.probe_events)
    result = SelfCheck(channels=checks, probes=probes, browser=observed.browser)
    return result, tuple(_gaps(checks, probes, received))


def carried(exchange: Exchange, bait: bytes, blobs: Blobs) -> str | None:
    """The planted channel that this exchange is, if it has the bait as recorded."""
    channel = _channel(exchange)
    if channel is not None and _carries(exchange, bait, blobs, headers=channel in _IN_HEADERS):
        return channel
    return None


def _channel(exchange: Exchange) -> str | None:
    if exchange.channel == "webrtc":
        return "webrtc"
    if not exchange.host.endswith(DOMAIN) or exchange.method == "OPTIONS":
        return None
    if exchange.channel == "preconnect":
        return "preconnect"
    path = urlsplit(exchange.url).path
    return path.removeprefix("/c/") if path.startswith("/c/") else None


def _carries(exchange: Exchange, bait: bytes, blobs: Blobs, *, headers: bool) -> bool:
    """Whether the exchange as recorded has the bait in address, body or messages to the server; or in a header."""
    if bait in exchange.url.encode():
        return True
    if headers and any(bait in header.value.encode() for header in exchange.request_headers):
        return True
    bodies = [exchange.request_body, *(message.body for message in exchange.messages if message.sent)]
    return any(bait in blobs.get(body) for body in bodies if body is not None and body in blobs)


def _probe_checks(received: Mapping[str, bytes], events: Sequence[ProbeEvent]) -> tuple[ProbeCheck, ...]:
    seen = {(_PLACES.get(urlsplit(event.frame_url).path), event.api) for event in events}
    return tuple(
        ProbeCheck(api=api, context=context, seen=(context, api) in seen)
        for context in CONTEXTS
        for api in _exercised(received, f"exercised-{context}")
    )


def _exercised(received: Mapping[str, bytes], channel: str) -> Collection[str]:
    """Names of the APIs that exist in a context, by its own word."""
    found = re.search(rb"^\[.*\]$", received.get(channel, b""), re.MULTILINE)
    return list(dict.fromkeys(json.loads(found[0]))) if found else ()


def _gaps(channels: Sequence[ChannelCheck], probes: Sequence[ProbeCheck], received: Mapping[str, bytes]) -> list[Gap]:
    gaps = []
    for check in channels:
        if check.received and not check.recorded:
            why = "The control page sent through this channel and the recorder has nothing of it."
            gaps.append(Gap(stage="selfcheck", kind="channel-not-recorded", where=check.channel, why=why))
        elif not check.received:
            why = "The control page could not send through this channel, so it is not known whether it is recorded."
            gaps.append(
                Gap(stage="selfcheck", kind="channel-not-tried", where=check.channel, why=why, hides_findings=False)
            )
    watched = {check.api for check in probes if check.seen}
    for probe_check in probes:
        if not probe_check.seen:
            where, why = f"{probe_check.api} ({probe_check.context})", "A call of this API was not reported."
            hides = probe_check.api not in watched  # elsewhere it is: one call was lost, not the API
            gaps.append(Gap(stage="selfcheck", kind="api-not-watched", where=where, why=why, hides_findings=hides))
    for context in CONTEXTS:
        if f"exercised-{context}" not in received:
            why = "The watched APIs were not exercised here, so it is not known whether their calls are seen."
            gaps.append(Gap(stage="selfcheck", kind="apis-not-exercised", where=context, why=why))
    return gaps
