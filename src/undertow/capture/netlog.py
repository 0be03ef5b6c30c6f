"""The browser's own net-log as a witness: it has what the DevTools protocol shows nowhere.

That are requests which the browser makes for a page without a frame to report to (payment method manifests, reports of
network errors), and connections opened and names looked up in advance, where the name of the host can carry data. The
log is written while the browser runs and read when it has ended. Its format is that of chrome://net-export: one event a
line, its numbers explained in the first line.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from undertow.capture.hops import INSIDE, host_of
from undertow.capture.ledger import Ledger
from undertow.model import Channel, Exchange, Header

_LONGEST_LINE = 1 << 20
MEGABYTES = 128
"""The browser drops the oldest events of a log that would be larger."""
_MOST_BYTES = (MEGABYTES - 4) << 20
_MOST = 20_000
"""Requests, and connections in advance, that are kept."""
_WEB = ("https://", "http://")
_STARTED, _HEADERS = "URL_REQUEST_START_JOB", "HTTP_TRANSACTION_SEND_REQUEST_HEADERS"
_STREAM = "HTTP_STREAM_JOB_CONTROLLER"
_LOOKUP = "HOST_RESOLVER_MANAGER_REQUEST"


@dataclass
class LoggedRequest:
    """One request as the network stack began it."""

    method: str
    url: str
    initiator: str
    """Origin that asked for it; empty if the browser did by itself."""
    at: float
    """Milliseconds since 1970."""
    headers: tuple[Header, ...] = ()


@dataclass
class NetLog:
    """What a net-log says of requests and connections."""

    requests: list[LoggedRequest] = field(default_factory=list)
    ahead: dict[str, float] = field(default_factory=dict)
    """Addresses that connections were opened to in advance, with the time of the first, in milliseconds since 1970."""
    looked_up: dict[str, tuple[str, float]] = field(default_factory=dict)
    """Addresses whose names were looked up in advance for a page: its origin, and the time of the first."""
    cut: bool = False
    """True if there were more requests than are kept."""
    whole: bool = True
    """False if the log was not there, or could only be read in part."""


def read(path: Path) -> NetLog:
    """Read a log; what is broken or too long in it is left out."""
    log = NetLog()
    try:
        with path.open("rb") as file:
            kinds, offset = _constants(file.readline(_LONGEST_LINE))
            latest: dict[int, LoggedRequest] = {}
            for line in _lines(file):
                _take(line, kinds, offset, log, latest)
            log.whole = file.tell() < _MOST_BYTES
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        log.whole = False
    return log


Bodies = Callable[[LoggedRequest, int], bytes | None]
"""The body of a request, of so many bytes, where another witness has it."""


def unseen(
    log: NetLog, exchanges: Sequence[Exchange], ledger: Ledger, body_of: Bodies = lambda request, length: None
) -> Iterator[Exchange]:
    """What left for a page and is not among `exchanges`."""
    if not log.whole:
        why = "The browser's net-log was not whole; payment manifests, error reports and preconnects are not known."
        ledger.gap("net-log-unread", "net-log", why, hides=False)
    known = {(exchange.method, exchange.url.partition("#")[0]) for exchange in exchanges}
    hosts = {exchange.host for exchange in exchanges}
    number = 0
    for request in log.requests:
        if not request.initiator or (request.method, request.url) in known:
            continue
        number += 1
        hosts.add(host_of(request.url))
        yield _exchange(f"{ledger.prefix}.n{number}", request, ledger, body_of)
    for url, at in log.ahead.items():
        if host_of(url) not in hosts:
            number += 1
            hosts.add(host_of(url))
            ahead = LoggedRequest("CONNECT", url, "", at)
            yield _exchange(f"{ledger.prefix}.n{number}", ahead, ledger, body_of)
    for url, (origin, at) in log.looked_up.items():
        if host_of(url) not in hosts:
            number += 1
            hosts.add(host_of(url))
            yield _exchange(f"{ledger.prefix}.n{number}", LoggedRequest("RESOLVE", url, origin, at), ledger, body_of)


_CHANNELS: dict[str, Channel] = {"CONNECT": "preconnect", "RESOLVE": "dns-prefetch"}
"""By what stands in place of a method where there was no request."""


def _exchange(id_: str, request: LoggedRequest, ledger: Ledger, body_of: Bodies) -> Exchange:
    length = next((h.value for h in request.headers if h.name.lower() == "content-length"), "0")
    body = body_of(request, int(length)) if length.isdecimal() and length != "0" else None
    if body is not None:
        why = f"Its {length} bytes are put together of what the browser told of the reports; ages may differ by digits."
        ledger.gap("request-body-rebuilt", request.url, why)
    elif length != "0":
        why = f"The browser sent {length} bytes by itself; its log has their address and headers only."
        ledger.gap("request-body-unavailable", request.url, why)
    at = ledger.since(request.at / 1000)
    return Exchange(
        id=id_,
        at=at,
        step=ledger.step_at(at),
        channel=_CHANNELS.get(request.method, "other"),
        method=request.method,
        url=request.url,
        host=host_of(request.url),
        request_headers=request.headers,
        request_body=ledger.keep(body) if body is not None else None,
        frame_url=f"{request.initiator}/" if request.initiator else "",
        witnesses=("netlog",) if body is None else ("netlog", "network"),
    )


def _constants(head: bytes) -> tuple[dict[bytes, str], float]:
    """How lines of the events that matter end, and what to add to their times."""
    constants: dict[str, Any] = json.loads(head.strip().rstrip(b",") + b"}")["constants"]
    numbers = constants["logEventTypes"]
    kinds = {b'"type":%d}' % numbers[name]: name for name in (_STARTED, _HEADERS, _STREAM)}
    if _LOOKUP in numbers:  # of all these the youngest
        kinds[b'"type":%d}' % numbers[_LOOKUP]] = _LOOKUP
    return kinds, float(constants["timeTickOffset"])


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """Lines that are whole and no longer than they may be."""
    while (line := file.readline(_LONGEST_LINE)) and file.tell() < _MOST_BYTES:
        if line.endswith(b"\n"):
            yield line.rstrip(b",\r\n")


def _take(line: bytes, kinds: dict[bytes, str], offset: float, log: NetLog, latest: dict[int, LoggedRequest]) -> None:
    kind = kinds.get(line[line.rfind(b'"type":') :])
    if kind is None or b'"params"' not in line:
        return
    try:
        event = json.loads(line)
        params, source = event["params"], int(event["source"]["id"])
        at = float(event["time"]) + offset
        if kind == _HEADERS:
            if source in latest:
                latest[source].headers = tuple(_headers(params["headers"]))
        elif kind == _LOOKUP:
            # The key says for which page it was; the browser looks up names for itself, too.
            origin = str(params.get("network_anonymization_key", "")).partition(" ")[0]
            if params.get("is_speculative") and origin.startswith(_WEB) and len(log.looked_up) < _MOST:
                log.looked_up.setdefault(f"{params['host']}/", (origin, at))
        elif (url := str(params["url"])).startswith(INSIDE):
            return
        elif kind == _STARTED and len(log.requests) >= _MOST:
            log.cut = True
        elif kind == _STARTED:
            initiator = str(params.get("initiator", ""))
            asked = initiator if initiator.startswith(_WEB) else ""
            before = latest.get(source)
            if before is not None and (before.method, before.url) == (str(params["method"]), url):
                return  # begun once more, as after a login or a broken connection
            latest[source] = LoggedRequest(str(params["method"]), url, asked, at)
            log.requests.append(latest[source])
        elif kind == _STREAM and params.get("is_preconnect") and len(log.ahead) < _MOST:
            log.ahead.setdefault(url, at)
    except (ValueError, KeyError, TypeError, RecursionError):
        return


def _headers(lines: list[str]) -> Iterator[Header]:
    for line in lines:
        name, _, value = str(line).partition(": ")
        yield Header(name=name, value=value)
