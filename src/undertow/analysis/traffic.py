"""What left the page in one visit: typed values and device traits found in requests, and by which code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from undertow.analysis.door import at_the_door
from undertow.analysis.identifiers import Tokens
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
from undertow.analysis.payload import Payload, host_labels, opaque_share, read
from undertow.analysis.pieces import Pieces
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
    cut: Mapping[str, int]
    """By host: payloads too large or too deep to be taken apart as a whole."""
    tokens: Tokens
    """What in the requests has the form of an identifier."""
    pieces_cut: bool
    """True if there were too many small fields to look for values sent in pieces in all of them."""


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
    if labels := host_labels(exchange.host):
        yield "host", labels
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
            names |= {layer.key for layer in read(data).layers if layer.key}
    return frozenset(names)


def cookie_names(exchange: Exchange) -> frozenset[str]:
    """Names of the cookies that a request carries or its answer sets, for signatures."""
    carried = [h.value for h in exchange.request_headers if h.name.lower() == "cookie"]
    given = [line for h in exchange.response_headers if h.name.lower() == "set-cookie" for line in h.value.splitlines()]
    pairs = [pair for value in carried for pair in value.split(";")] + given
    return frozenset(pair.partition("=")[0].strip() for pair in pairs)


def read_traffic(visit: Visit, blobs: Blobs, *, app_host: str) -> Traffic:
    """Search every request of a visit for its baits, the device traits that the page read, and stored identifiers."""
    return _Reader(visit, app_host).read(blobs)


class _Reader:
    """Goes through the requests of one visit in the order of sending."""

    def __init__(self, visit: Visit, app_host: str) -> None:
        self._visit, self._app_host = visit, app_host
        self._wanted = at_the_door(visit.probe_events, needles(visit.baits, visit.vantage.phone_prefix))
        self._device = traits(visit.probe_events)
        self._stored = _identifiers(visit.storage)
        self._phases = {step.name: step.phase for step in visit.steps}
        self._pieces = Pieces(visit.baits)
        self._tokens = Tokens()
        self._found: list[Sending] = []
        self._opaque: set[str] = set()
        self._digests: dict[str, frozenset[bytes]] = {}
        self._cut: Counter[str] = Counter()

    def read(self, blobs: Blobs) -> Traffic:
        for exchange in self._visit.exchanges:
            if exchange.channel != "preflight":
                for part, data in parts(exchange, blobs):
                    self._part(exchange, part, data)
        for piece, match in (*self._pieces.keystrokes(), *self._pieces.splits()):
            self._add(piece.exchange, match.data, piece.part, (match,))
        return Traffic(
            tuple(self._found),
            frozenset(self._opaque),
            self._digests,
            dict(self._cut),
            self._tokens,
            not self._pieces.complete,
        )

    def _part(self, exchange: Exchange, part: str, data: bytes) -> None:
        payload = read(data)
        header = part.startswith("header")
        self._tokens.add(exchange, part, payload)
        stored = self._stored if exchange.host != self._app_host else ()
        for kind, matches in _search(payload, self._wanted, () if header else self._device, () if header else stored):
            self._add(exchange, kind, part, matches)
        if header:
            return
        if not payload.complete:
            self._cut[exchange.host] += 1
        self._pieces.add(exchange, part, payload)
        content = part == "body" or part.startswith("message")
        if content and opaque_share(payload) > OPAQUE:
            self._opaque.add(exchange.id)
        if part != "host" and (tokens := unknown_digests(payload, self._wanted)):
            self._digests[exchange.id] = tokens | self._digests.get(exchange.id, frozenset())

    def _add(self, exchange: Exchange, kind: DataType, part: str, matches: tuple[Match, ...]) -> None:
        early = self._phase(exchange, part) == "fill" and kind not in ("device", "identifier")
        self._found.append(
            Sending(self._visit.id, exchange, kind, part, matches, sender_of(exchange), sink_of(exchange), early)
        )

    def _phase(self, exchange: Exchange, part: str) -> str | None:
        """What the visit was doing when a part left: a connection may be older than the message on it."""
        kind, _, number = part.partition(" ")
        if kind != "message":
            return self._phases.get(exchange.step)
        at = exchange.messages[int(number)].at
        return next((step.phase for step in reversed(self._visit.steps) if step.at <= at), None)


def _search(
    payload: Payload, wanted: Needles, device: tuple[Trait, ...], stored: tuple[tuple[str, bytes], ...]
) -> Iterator[tuple[DataType, tuple[Match, ...]]]:
    """What stands in one part of a request, by kind of data.

    In headers only baits are looked for: hints, cookies and the referrer are the browser's doing, in every request.
    """
    by_type: dict[DataType, list[Match]] = {}
    for match in find_baits(payload, wanted):
        by_type.setdefault(match.data, []).append(match)
    for kind, matches in by_type.items():
        yield kind, tuple(matches)
    found = find_traits(payload, device) if device else ()
    if found:
        yield "device", found
    ids = tuple(
        Match("identifier", (at, at + len(value)), (), key)
        for key, value in stored
        if (at := payload.data.find(value)) >= 0
    )
    if ids:
        yield "identifier", ids


_ID = re.compile(rb"(?=.*\d)(?!\d{4}-\d\d-\d\dT)(?!\d+\Z)[A-Za-z0-9_-]{12,200}")
_LONGEST_STORED = 20_000


def _identifiers(items: tuple[StorageItem, ...]) -> tuple[tuple[str, bytes], ...]:
    """Stored values that look like an id of their own: long, with digits, no words or markup; also within JSON."""
    found: dict[bytes, str] = {}
    for item in items:
        for layer in read(item.value[:_LONGEST_STORED].encode("utf-8", "replace")).layers:
            if layer.whole and _ID.fullmatch(layer.data) and set(layer.layers) <= {"json", "percent", "form"}:
                found.setdefault(layer.data, f"{item.key}.{layer.key}" if layer.key else item.key)
    return tuple((key, value) for value, key in found.items())


def host_of(url: str) -> str:
    """Lower-case host of a URL without port and trailing dot; empty if it has none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
