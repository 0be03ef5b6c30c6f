"""What left the page in one visit: typed values and device traits found in requests, and by which code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from undertow.analysis.matching import (
    Match,
    Needles,
    Trait,
    find_baits,
    find_traits,
    needles,
    traits,
    unknown_digests,
)
from undertow.analysis.payload import opaque_share, unfold
from undertow.model import Blobs, DataType, Exchange, Sha256, StorageItem, Visit

_OWN_HEADERS = re.compile(
    r"(?i)^(host|connection|content-(type|length|encoding)|accept(-.*)?|user-agent|sec-.*|origin|cache-control|pragma|"
    r"upgrade(-.*)?|priority|if-.*|range|dnt|:.*|access-control-.*)$"
)
"""Headers the browser fills by itself; the page cannot put typed values there."""

_SINKS = {
    "ping": "beacon",
    "beacon": "beacon",
    "xhr": "xhr",
    "fetch": "fetch",
    "websocket": "websocket",
    "image": "image",
}
OPAQUE = 0.5
"""Share of unreadable bytes from which a payload counts as opaque."""


@dataclass(frozen=True, slots=True)
class Sending:
    """One kind of data in one request."""

    visit: str
    exchange: Exchange
    data: DataType
    part: str
    matches: tuple[Match, ...]
    script: Sha256 | None
    sink: str
    before_submit: bool


@dataclass(frozen=True, slots=True)
class Traffic:
    """What was found in the requests of one visit."""

    sendings: tuple[Sending, ...]
    opaque: frozenset[str]
    """Ids of exchanges whose body (or a message) could not be read."""
    digests: Mapping[str, frozenset[bytes]]
    """By id of exchange: tokens in it of the form of a digest that are none of the known values."""


def sink_of(exchange: Exchange) -> str:
    """The kind of sink that sent a request, in the words that code analysis uses."""
    if exchange.channel == "document":
        return "form" if exchange.method != "GET" or "?" in exchange.url else "navigation"
    return _SINKS.get(exchange.channel, exchange.channel)


def sender_of(exchange: Exchange) -> Sha256 | None:
    """The script whose code called the sink: the innermost frame that has one."""
    return next((frame.script for frame in exchange.stack if frame.script), None)


def parts(exchange: Exchange, blobs: Blobs) -> Iterator[tuple[str, bytes]]:
    """Everything of a request that the page can put data in."""
    yield "url", exchange.url.encode("utf-8", "replace")
    for header in exchange.request_headers:
        if not _OWN_HEADERS.match(header.name):
            yield f"header {header.name.lower()}", header.value.encode("utf-8", "replace")
    if exchange.request_body is not None and exchange.request_body in blobs:
        yield "body", blobs.get(exchange.request_body)
    for number, message in enumerate(exchange.messages):
        if message.sent and message.body in blobs:
            yield f"message {number}", blobs.get(message.body)


def fields(exchange: Exchange, blobs: Blobs) -> frozenset[str]:
    """Names of the fields in a request's query and body, for signatures."""
    names = set()
    for part, data in parts(exchange, blobs):
        if part in ("url", "body"):
            names |= {layer.key for layer in unfold(data) if layer.key}
    return frozenset(names)


def read_traffic(visit: Visit, blobs: Blobs, *, app_host: str) -> Traffic:
    """Search every request of a visit for its baits, the device traits that the page read, and stored identifiers."""
    wanted = needles(visit.baits, visit.vantage.phone_prefix)
    device = traits(visit.probe_events)
    stored = _identifiers(visit.storage)
    phases = {step.name: step.phase for step in visit.steps}
    found: list[Sending] = []
    opaque: set[str] = set()
    digests: dict[str, frozenset[bytes]] = {}
    for exchange in visit.exchanges:
        if exchange.channel == "preflight":
            continue
        early = phases.get(exchange.step) == "fill"
        foreign = exchange.host != app_host
        for part, data in parts(exchange, blobs):
            for kind, matches in _search(part, data, wanted, device, stored if foreign else ()):
                found.append(
                    Sending(
                        visit.id, exchange, kind, part, matches, sender_of(exchange), sink_of(exchange),
                        early and kind not in ("device", "identifier"),
                    )
                )  # fmt: skip
            if (part == "body" or part.startswith("message")) and opaque_share(data) > OPAQUE:
                opaque.add(exchange.id)
            if part in ("url", "body") and (tokens := unknown_digests(data, wanted)):
                digests[exchange.id] = tokens | digests.get(exchange.id, frozenset())
    return Traffic(tuple(found), frozenset(opaque), digests)


def _search(
    part: str, data: bytes, wanted: Needles, device: tuple[Trait, ...], stored: tuple[tuple[str, bytes], ...]
) -> Iterator[tuple[DataType, tuple[Match, ...]]]:
    by_type: dict[DataType, list[Match]] = {}
    for match in find_baits(data, wanted):
        by_type.setdefault(match.data, []).append(match)
    for kind, matches in by_type.items():
        yield kind, tuple(matches)
    if part.startswith("header"):
        return  # user agent hints, cookies and referrer are the browser's doing, in every request
    found = find_traits(data, device)
    if found:
        yield "device", found
    ids = tuple(
        Match("identifier", (at, at + len(value)), (), key) for key, value in stored if (at := data.find(value)) >= 0
    )
    if ids:
        yield "identifier", ids


_ID = re.compile(rb"(?=.*\d)(?!\d{4}-\d\d-\d\dT)(?!\d+\Z)[A-Za-z0-9_-]{12,200}")
_LONGEST_STORED = 20_000


def _identifiers(items: tuple[StorageItem, ...]) -> tuple[tuple[str, bytes], ...]:
    """Stored values that look like an id of their own: long, with digits, no words or markup; also within JSON."""
    found: dict[bytes, str] = {}
    for item in items:
        for layer in unfold(item.value[:_LONGEST_STORED].encode("utf-8", "replace")):
            if layer.whole and _ID.fullmatch(layer.data) and set(layer.layers) <= {"json", "percent", "form"}:
                found.setdefault(layer.data, f"{item.key}.{layer.key}" if layer.key else item.key)
    return tuple((key, value) for value, key in found.items())


def host_of(url: str) -> str:
    """Lower-case host of a URL without port and trailing dot; empty if it has none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
