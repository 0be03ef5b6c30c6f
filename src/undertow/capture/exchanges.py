"""All requests of a visit: what the Network domain and the Fetch domain tell, merged into one record each."""

from __future__ import annotations

import asyncio
import base64
import time
from collections import defaultdict
from collections.abc import Callable

from undertow.capture.certificates import Certificates
from undertow.capture.hops import INSIDE, Hop, address_of, channel_of, headers_of, host_of, inline_body
from undertow.capture.ledger import Ledger
from undertow.capture.limits import Limits
from undertow.capture.protocol import Connection, Json
from undertow.capture.scripts import Scripts
from undertow.capture.targets import WORKERS, Targets
from undertow.capture.worker_starts import WorkerStarts
from undertow.model import Channel, Exchange, StackFrame

UNAWAITED: frozenset[Channel] = frozenset({"eventsource", "websocket", "media", "webtransport", "ping", "beacon"})
"""Streams, and what nobody waits for."""
CODE: frozenset[Channel] = frozenset({"document", "script", "stylesheet"})
"""Waited for to the last byte. Of others the headers do: an answer whose body the page never reads never ends."""
MATTERS: frozenset[Channel] = frozenset({"script", "document"})
"""Where an answer that was not kept can hide code."""
WORKER_SCRIPTS: frozenset[Channel] = frozenset({"script", "other"})
"""What the browser calls the request for the script of a worker, which it says nobody began."""
BODILESS = frozenset({101, 204, 205, 304})
STALE_SECONDS = 4.0
"""A request open for longer no longer counts as in flight: it is a stream, or hangs."""


class Exchanges:
    """Feed it with the events of the Network domain, and with requests that Fetch paused."""

    def __init__(
        self, connection: Connection, targets: Targets, ledger: Ledger, limits: Limits, scripts: Scripts
    ) -> None:
        self.outstanding: set[asyncio.Future[Json]] = set()
        self.last_activity = time.monotonic()
        self.certificates = Certificates()
        self.kept = 0
        """Bytes of bodies and messages kept so far."""
        self._connection = connection
        self._targets = targets
        self._ledger = ledger
        self._limits = limits
        self._scripts = scripts
        self._hops: list[Hop] = []
        self._by_id: dict[str, list[Hop]] = defaultdict(list)
        self._paused: list[tuple[str | None, Hop]] = []
        self._sent_headers: dict[str, list[Json]] = defaultdict(list)
        self._got_headers: dict[str, list[Json]] = defaultdict(list)
        self._clock_offset: float | None = None
        self.handlers: dict[str, Callable[[Json, str], None]] = {
            "Network.requestWillBeSent": self._sent,
            "Network.requestWillBeSentExtraInfo": lambda p, s: self._sent_headers[p["requestId"]].append(p["headers"]),
            "Network.responseReceivedExtraInfo": lambda p, s: self._got_headers[p["requestId"]].append(p["headers"]),
            "Network.responseReceived": self._answered,
            "Network.dataReceived": self._data,
            "Network.loadingFinished": self._finished,
            "Network.loadingFailed": self._failed,
        }

    # -- what others ask ----------------------------------------------------------------------------------------

    def in_flight(self) -> int:
        """Requests that the page waits for: unanswered, or bringing code; streams and hanging ones apart."""
        now = time.monotonic()
        return sum(
            hop.open
            and (hop.channel in CODE if hop.status is not None else hop.channel not in UNAWAITED)
            and now - hop.started < STALE_SECONDS
            for hop in self._hops[-500:]
        )

    def at(self, timestamp: float | None) -> float:
        """Milliseconds since the start of the visit for a monotonic time stamp of the browser."""
        if timestamp is None or self._clock_offset is None:
            return self._ledger.now()
        return self._ledger.since(timestamp + self._clock_offset)

    def latest(self, request_id: str) -> Hop | None:
        """The present hop of a request."""
        hops = self._by_id.get(request_id)
        return hops[-1] if hops else None

    def too_many(self) -> None:
        """Note that there are more requests than a visit keeps."""
        why = f"More than {self._limits.exchanges} requests in one visit; later ones were not kept."
        self._ledger.gap("exchanges-cut", self._ledger.step, why)

    def begin(
        self, request_id: str, session: str, channel: Channel, method: str, url: str, initiator: Json
    ) -> Hop | None:
        """A new request; None if there are too many."""
        if len(self._hops) >= self._limits.exchanges:  # pauses, mostly of the same requests, have a limit of their own
            self.too_many()
            return None
        hop = self._hop(len(self._hops) + 1, request_id, session, channel, method, url, initiator)
        self._hops.append(hop)
        self._by_id[request_id].append(hop)
        self.last_activity = hop.started
        return hop

    def budget(self, size: int) -> bool:
        """Reserve room for `size` bytes of bodies; False if there is none."""
        if self.kept + size > self._limits.bodies:
            return False
        self.kept += size
        return True

    # -- Network ------------------------------------------------------------------------------------------------

    def _sent(self, params: Json, session: str) -> None:
        request, request_id = params["request"], params["requestId"]
        if request["url"].startswith(INSIDE):
            return
        previous = self.latest(request_id)
        redirect = params.get("redirectResponse")
        if previous is not None and redirect is None and previous.url == request["url"]:
            return  # a worker's own session repeats what its page has told
        self._clock_offset = params["wallTime"] - params["timestamp"]
        hop = self.begin(
            request_id,
            session,
            channel_of(params.get("type", "Other")),
            request["method"],
            request["url"],
            params.get("initiator", {}),
        )
        if hop is None:
            return
        self._scripts.follow(hop.initiator.get("stack"))
        hop.at = self.at(params["timestamp"])
        hop.frame_url = params.get("documentURL") or hop.frame_url
        hop.frame = params.get("frameId", "")
        hop.headers = request.get("headers", {})
        if previous is not None and redirect is not None:
            self._response(previous, redirect)
            previous.open = False
            hop.redirected_from = previous.number
            if "stack" not in hop.initiator:
                hop.initiator = previous.initiator
        self._request_body(hop, request, session)

    def _request_body(self, hop: Hop, request: Json, session: str) -> None:
        if not request.get("hasPostData"):
            return
        data = inline_body(request)
        if data is not None:
            hop.body = self._ledger.keep(data)
            return
        # Files, blobs and large bodies: to be asked for at once, a navigation would lose them.
        future = self._track("Network.getRequestPostData", {"requestId": hop.request_id}, session)
        future.add_done_callback(lambda f: self._post_data(f, hop))

    def _post_data(self, future: asyncio.Future[Json], hop: Hop) -> None:
        hop.body_missing = future.cancelled() or future.exception() is not None
        if not hop.body_missing:
            answer = future.result()
            text = answer.get("postData", "")
            data = base64.b64decode(text) if answer.get("base64Encoded") else text.encode("utf-8", "replace")
            hop.body = self._ledger.keep(data)

    def _answered(self, params: Json, session: str) -> None:
        hop = self.latest(params["requestId"])
        if hop is None:
            return
        hop.session = session
        self._response(hop, params["response"])
        if params.get("type") and hop.channel == "other":
            hop.channel = channel_of(params["type"])

    def _response(self, hop: Hop, response: Json) -> None:
        self.certificates.take(response)
        hop.status = response["status"]
        hop.response_headers = response.get("headers", {})
        hop.mime = response.get("mimeType", "")
        hop.remote_address = address_of(response)
        hop.inside = bool(response.get("fromServiceWorker"))

    def _data(self, params: Json, session: str) -> None:
        hop = self.latest(params["requestId"])
        if hop is None:
            return
        self.last_activity = time.monotonic()
        before = hop.received
        hop.received += params["dataLength"]
        if before < self._limits.cut <= hop.received:
            self._cut(hop, session)

    def _cut(self, hop: Hop, session: str) -> None:
        """Break off a response that grows without end: with its document, as there is no finer way."""
        why = f"The answer had grown to {hop.received >> 20} MiB and was broken off."
        self._ledger.gap("response-cut", hop.url, why, hides=hop.channel in MATTERS)
        hop.open = False
        self._connection.post("Page.stopLoading", None, session)
        for target in self._targets.by_session.values():
            if target.kind == "page":
                self._connection.post("Page.stopLoading", None, target.session)

    def _finished(self, params: Json, session: str) -> None:
        hop = self.latest(params["requestId"])
        self.last_activity = time.monotonic()
        if hop is None or not hop.open:
            return
        hop.open = False
        hop.session = session
        if hop.status in BODILESS or hop.method == "HEAD" or hop.channel == "preflight":
            return
        size = max(hop.received, 0)
        if size > self._limits.body or not self.budget(size):
            why = f"The answer of {size} bytes is over the limit of what one visit keeps."
            self._ledger.gap("body-too-large", hop.url, why, hides=hop.channel in MATTERS)
            return
        future = self._track("Network.getResponseBody", {"requestId": hop.request_id}, session)
        future.add_done_callback(lambda f: self._body(f, hop))

    def _body(self, future: asyncio.Future[Json], hop: Hop) -> None:
        if future.cancelled() or future.exception() is not None:
            if hop.received:
                why = "The browser no longer had the answer when it was asked for."
                self._ledger.gap("body-unavailable", hop.url, why, hides=hop.channel in MATTERS)
            return
        answer = future.result()
        text = answer["body"]
        data = base64.b64decode(text) if answer["base64Encoded"] else text.encode("utf-8", "replace")
        if data:
            hop.response_body = self._ledger.keep(data)

    def _failed(self, params: Json, session: str) -> None:
        hop = self.latest(params["requestId"])
        self.last_activity = time.monotonic()
        if hop is not None and hop.open:
            hop.open = False
            if hop.status is None or not params.get("canceled"):  # answered, and nobody read the body: no error
                hop.error = params.get("errorText") or "failed"

    # -- Fetch --------------------------------------------------------------------------------------------------

    def paused(self, params: Json, session: str, body: bytes | None, *, answered_by_us: bool) -> None:
        """A request as the Fetch domain showed it: for keepalive at page hide it is the only witness."""
        request = params["request"]
        if request["url"].startswith(INSIDE) or len(self._paused) >= self._limits.exchanges:
            return
        channel = channel_of(params.get("resourceType", "Other"))
        hop = self._hop(0, params.get("networkId", ""), session, channel, request["method"], request["url"], {})
        hop.witnesses = ("fetch",)
        hop.headers = request.get("headers", {})
        hop.frame = params.get("frameId", "")
        hop.answered_by_us = answered_by_us
        hop.body = self._ledger.keep(body) if body else None
        self._paused.append((params.get("networkId"), hop))

    # -- result -------------------------------------------------------------------------------------------------

    def result(self, starts: WorkerStarts) -> tuple[Exchange, ...]:
        """All requests in order of leaving, each once. `starts`: who started the workers that sent some of them."""
        extra = self._merge_paused()
        for request_id, hops in self._by_id.items():
            for hop, sent in zip(hops, self._sent_headers.get(request_id, ()), strict=False):
                hop.headers, hop.wire = sent, True
            for hop, got in zip(hops, self._got_headers.get(request_id, ()), strict=False):
                hop.response_headers = got
        last = len(self._hops)
        for number, hop in enumerate(extra, last + 1):
            hop.number = number
        left = _without_inside([*self._hops, *extra])
        if len(left) > self._limits.exchanges:
            self.too_many()
            left = left[: self._limits.exchanges]
        return tuple(self._exchange(hop, starts) for hop in sorted(left, key=lambda hop: (hop.at, hop.number)))

    def _merge_paused(self) -> list[Hop]:
        """Join pauses to the requests they belong to; those that belong to none are returned."""
        alone: list[Hop] = []
        free = defaultdict(list)
        for hop in self._hops:
            if "fetch" not in hop.witnesses:
                free[hop.method, hop.url].append(hop)
        taken: set[int] = set()
        for network_id, pause in self._paused:
            candidates = free.get((pause.method, pause.url), [])
            match = next((h for h in candidates if h.request_id == network_id and h.number not in taken), None)
            if match is None and network_id not in self._by_id:
                near = (h for h in candidates if h.number not in taken and abs(h.at - pause.at) < 1000)
                match = next(near, None)
            if match is None:
                alone.append(pause)
                continue
            taken.add(match.number)
            match.witnesses = ("network", "fetch")
            match.answered_by_us |= pause.answered_by_us
            match.body = match.body or pause.body
        self._paused = []
        return alone

    def _exchange(self, hop: Hop, starts: WorkerStarts) -> Exchange:
        prefix = self._ledger.prefix
        if hop.body is None and (hop.body_missing or _has_body(hop)):
            why = "The browser did not give the body of this request (a stream, or a file)."
            self._ledger.gap("request-body-unavailable", hop.url, why)
        return Exchange(
            id=f"{prefix}.e{hop.number}",
            at=hop.at,
            step=hop.step,
            channel=hop.channel,
            method=hop.method,
            url=hop.url,
            host=host_of(hop.url),
            request_headers=headers_of(hop.headers),
            request_body=hop.body,
            status=hop.status,
            response_headers=headers_of(hop.response_headers),
            response_body=hop.response_body,
            mime=hop.mime,
            remote_address=hop.remote_address,
            error=hop.error,
            answered_by_us=hop.answered_by_us,
            stack=self._stack(hop, starts),
            frame_url=hop.frame_url,
            target=hop.target,
            redirected_from=f"{prefix}.e{hop.redirected_from}" if hop.redirected_from else None,
            messages=tuple(hop.messages),
            witnesses=hop.witnesses,
        )

    def _stack(self, hop: Hop, starts: WorkerStarts) -> tuple[StackFrame, ...]:
        """Who sent it, and who had that run: from a worker on to the code that started it."""
        initiator, raw = hop.initiator, hop.initiator.get("stack")
        stack = self._scripts.stack(raw, hop.origin)
        if raw is None and initiator.get("type") == "script" and initiator.get("url"):  # a static import of a module
            frame = {"url": initiator["url"], "lineNumber": int(initiator.get("lineNumber", 0))}
            frame["columnNumber"] = int(initiator.get("columnNumber", 0))
            stack = (self._scripts.frame(frame, hop.origin),)
        if initiator.get("type") == "other" and hop.channel in WORKER_SCRIPTS and not stack:
            stack = starts.of(hop.url)
        elif hop.worker and not self._scripts.crosses(raw):
            stack += starts.of(hop.worker)
        return stack

    # -- below --------------------------------------------------------------------------------------------------

    def _hop(
        self, number: int, request_id: str, session: str, channel: Channel, method: str, url: str, initiator: Json
    ) -> Hop:
        target = self._targets.by_session.get(session)
        return Hop(
            number=number,
            request_id=request_id,
            session=session,
            origin=session,
            at=self._ledger.now(),
            step=self._ledger.step,
            channel=channel,
            method=method,
            url=url,
            frame_url=target.url if target else "",
            target=target.kind if target else "page",
            initiator=initiator,
            worker=target.url if target and target.kind in WORKERS else "",
            started=time.monotonic(),
        )

    def _track(self, method: str, params: Json, session: str) -> asyncio.Future[Json]:
        future = self._connection.post(method, params, session)
        self.outstanding.add(future)
        future.add_done_callback(self.outstanding.discard)
        return future


def _without_inside(hops: list[Hop]) -> list[Hop]:
    """All but those that a service worker answered by itself: from its cache, or with another request.

    If it passed one on, or had fetched the same for its cache, both stay: the page's has the stack of its code.
    Documents stay, because all that happens belongs to one.
    """
    left = {(hop.method, hop.url) for hop in hops if not hop.inside}
    kept = [hop for hop in hops if not hop.inside or hop.channel == "document" or (hop.method, hop.url) in left]
    numbers = {hop.number for hop in kept}
    for hop in kept:
        hop.redirected_from = hop.redirected_from if hop.redirected_from in numbers else None
    return kept


def _has_body(hop: Hop) -> bool:
    """True if the headers that went out announce a body, or leave its length open, as that of a stream is."""
    if hop.method not in ("POST", "PUT", "PATCH"):
        return False
    length = next((value for name, value in hop.headers.items() if name.lower() == "content-length"), None)
    return length != "0" if length is not None else hop.wire and not hop.inside
