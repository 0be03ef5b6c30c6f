"""The bytes that left: for each flow a few requests with a window around the match, its decoding, and who called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from undertow.model import TYPED, Blobs, DataType, Evidence, EvidenceRef, Exchange, Span, StackFrame, Visit
from undertow.report.peel import peel
from undertow.report.safe import plain
from undertow.report.words import number, plural

REQUESTS = 3
"""So many requests are shown for one flow, one a visit; all of them are in the bundle."""
ALL_REQUESTS = 500
"""So many requests are shown in one report."""
WINDOW = 640
"""Bytes of a payload that are shown around the matches."""
MARGIN = 72
"""Bytes before and after a match."""
DECODED = 1_200
"""Characters of a decoded value that are shown."""
DECODINGS = 3
FRAMES = 10


@dataclass(frozen=True)
class Piece:
    """A run of text, marked where the reader should look."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Decoding:
    """What the marked bytes say."""

    how: str
    """The layers that were opened, outermost first, and what could not be opened."""
    shown: tuple[Piece, ...]


@dataclass(frozen=True)
class RequestView:
    """One request as it left."""

    line: str
    """Method and address."""
    about: str
    """Visit, step, time, channel and answer."""
    typed: str
    """What was typed in this visit, where that is the question; else empty."""
    part: str
    """Which part of the request is shown, and its size."""
    shown: tuple[Piece, ...]
    decoded: tuple[Decoding, ...]
    stack: tuple[str, ...]
    """Calls that led to it, innermost first."""


class Wire:
    """Looks up requests by the references of a result. Without evidence it knows none."""

    def __init__(self, evidence: Evidence | None, blobs: Blobs | None) -> None:
        self._blobs = blobs
        self._left = ALL_REQUESTS
        visits = evidence.visits if evidence else ()
        self._requests = {exchange.id: (visit, exchange) for visit in visits for exchange in visit.exchanges}
        self._scripts = {script.sha256: script.name for script in evidence.scripts} if evidence else {}

    def requests(self, refs: Sequence[EvidenceRef], data: DataType) -> tuple[RequestView, ...]:
        """The requests that prove a flow: those with a match first, one a visit, a few in all."""
        groups: dict[tuple[str, str], list[EvidenceRef]] = {}
        for ref in refs:
            if ref.kind == "exchange" and ref.id in self._requests:
                groups.setdefault((ref.id, ref.part), []).append(ref)
        found: dict[str, RequestView] = {}
        for (identity, _), group in sorted(groups.items(), key=lambda item: not any(ref.span for ref in item[1])):
            visit, exchange = self._requests[identity]
            if visit.id not in found and len(found) < REQUESTS and self._left > 0:
                self._left -= 1
                found[visit.id] = self._view(visit, exchange, group, data)
        return tuple(found[key] for key in sorted(found))

    def _view(self, visit: Visit, exchange: Exchange, refs: Sequence[EvidenceRef], data: DataType) -> RequestView:
        part = refs[0].part or ("body" if exchange.request_body else "url")
        payload = self._payload(exchange, part)
        values = [bait.value for bait in visit.baits if bait.data == data] if data in TYPED else []
        spans = sorted({ref.span for ref in refs if ref.span}) if payload else []
        return RequestView(
            line=f"{plain(exchange.method, 20)} {plain(exchange.url, 300)}",
            about=_about(visit, exchange),
            typed=", ".join(plain(value, 120) for value in dict.fromkeys(values)),
            part=_part(part, payload, spans),
            shown=_window(payload, spans),
            decoded=tuple(_decodings(payload, refs, values)),
            stack=tuple(self._frame(frame) for frame in exchange.stack[:FRAMES]),
        )

    def _payload(self, exchange: Exchange, part: str) -> bytes:
        """The bytes of one part; empty if they were not kept."""
        if part == "url":
            return exchange.url.encode("utf-8", "replace")
        kind, _, name = part.partition(" ")
        if kind == "header":
            values = (h.value for h in exchange.request_headers if h.name.lower() == name)
            return next(values, "").encode("utf-8", "replace")
        blob = exchange.request_body
        if kind == "message" and name.isdecimal() and int(name) < len(exchange.messages):
            blob = exchange.messages[int(name)].body
        return self._blobs.get(blob) if blob is not None and self._blobs is not None and blob in self._blobs else b""

    def _frame(self, frame: StackFrame) -> str:
        name = self._scripts.get(frame.script or "", frame.url) or "unknown script"
        function = plain(frame.function, 80) or "(anonymous)"
        return f"{function} in {plain(name, 120)}, line {frame.line + 1}, column {frame.column + 1}"


def _about(visit: Visit, exchange: Exchange) -> str:
    pieces = (
        f"{plain(visit.vantage.label, 60)}, request {plain(exchange.id, 40)}",
        f"{exchange.at / 1000:.1f} s after the visit began",
        f"step “{plain(exchange.step, 60)}”",
        f"as {exchange.channel}" if exchange.channel != "other" else "",
        _answer(exchange),
    )
    return ", ".join(piece for piece in pieces if piece)


def _answer(exchange: Exchange) -> str:
    if exchange.answered_by_us:
        return "answered by Undertow itself, so that nothing left this machine"
    if exchange.status is not None:
        return f"answer {exchange.status}"
    return f"no answer ({plain(exchange.error, 80)})" if exchange.error else "no answer recorded"


def _part(part: str, payload: bytes, spans: Sequence[Span]) -> str:
    if not payload:
        return f"{plain(part, 80)}: its bytes were not kept"
    name = {"body": "body", "url": "address"}.get(part, plain(part, 80))
    found = "" if spans else "; no value stands in it readably"
    return f"{name}, {plural(len(payload), 'byte')}{found}"


def _window(payload: bytes, spans: Sequence[Span]) -> tuple[Piece, ...]:
    """The bytes around the first matches; all matches in the window are marked."""
    start, end = 0, len(payload)
    if end > WINDOW:
        start = _edge(payload, max(0, spans[0][0] - MARGIN) if spans else 0)
        last = max((end for begin, end in spans if begin < start + WINDOW), default=end)
        end = _edge(payload, min(end, last + MARGIN, start + WINDOW))
    pieces = [Piece(f"… {plural(start, 'byte')} before … ", marked=False)] if start else []
    for begin, finish, marked in _runs(start, end, spans):
        pieces.append(Piece(_readable(payload[begin:finish], 4 * WINDOW), marked))
    if end < len(payload):
        pieces.append(Piece(f" … {plural(len(payload) - end, 'further byte')}", marked=False))
    return tuple(piece for piece in pieces if piece.text)


def _edge(payload: bytes, at: int) -> int:
    """The nearest place from here on that does not cut a UTF-8 character; binary data has none, so not far."""
    for further in range(at, min(at + 4, len(payload))):
        if payload[further] & 0xC0 != 0x80:
            return further
    return at


def _runs(start: int, end: int, spans: Sequence[Span]) -> Iterator[tuple[int, int, bool]]:
    """The window in runs inside and outside the matches, which may overlap."""
    at = start
    for span in spans:
        begin, finish = max(span[0], at), min(span[1], end)
        if begin < finish:
            yield at, begin, False
            yield begin, finish, True
            at = finish
    yield at, end, False


def _readable(data: bytes, limit: int) -> str:
    return plain(data.decode("utf-8", "backslashreplace"), limit)


def _decodings(payload: bytes, refs: Sequence[EvidenceRef], values: Sequence[str]) -> Iterator[Decoding]:
    """Each distinct encoded match opened, unless it says no more than the bytes themselves."""
    places = dict.fromkeys((ref.span, ref.layers) for ref in refs if ref.span and ref.layers)
    for span, layers in list(places)[:DECODINGS] if payload else ():
        token = payload[span[0] : span[1]]
        data, opened = peel(token, layers)
        closed = layers[len(opened) :]
        if data == token and not closed:
            continue
        how = f"bytes {number(span[0])}–{number(span[1])}"
        if opened:
            how += f", opened: {' → '.join(plain(layer, 40) for layer in opened)}"
        if closed:
            how += f"; the value stands in it as {' → '.join(plain(layer, 40) for layer in closed)}"
        yield Decoding(how, _marked(_readable(data[: 4 * DECODED], DECODED), values))


def _marked(text: str, values: Sequence[str]) -> tuple[Piece, ...]:
    """With the typed values marked, also a telephone number without its punctuation."""
    wanted = {value for value in values if len(value) > 3} | {
        digits for value in values if len(digits := re.sub(r"\D", "", value)) > 6
    }
    if not wanted:
        return (Piece(text, marked=False),)
    pattern = "|".join(map(re.escape, sorted(wanted, key=lambda value: (-len(value), value))))
    pieces = re.split(f"({pattern})", text)
    return tuple(Piece(piece, marked=place % 2 == 1) for place, piece in enumerate(pieces) if piece)
