"""From a foreign capture to `Evidence`: one visit with its scripts, and a gap for whatever such a file lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.cookies import CookieError, SimpleCookie
from typing import Literal, cast
from urllib.parse import urljoin

from undertow import __version__
from undertow.capture.hops import INSIDE, host_of
from undertow.capture.naming import scripts_of
from undertow.capture.scripts import Source
from undertow.errors import InvalidData
from undertow.imports.captured import Call, Captured, Foreign, Keep
from undertow.model import (
    Bait,
    Blobs,
    Channel,
    Evidence,
    Exchange,
    FilledField,
    Message,
    ScriptUse,
    Sha256,
    StackFrame,
    Step,
    StorageItem,
    Vantage,
    Visit,
)
from undertow.scan.page import page_code

VISIT = "v1"
_MOST_STEPS = 200
_MOST_COOKIES = 2_000
_WORKERS = {"worker": "worker", "sharedworker": "worker", "serviceworker": "service-worker"}
_DESTINATIONS: Mapping[str, Channel] = {
    "document": "document", "iframe": "document", "frame": "document", "embed": "document", "object": "document",
    "style": "stylesheet", "image": "image", "video": "media", "audio": "media", "track": "texttrack", "font": "font",
    "script": "script", "worker": "script", "sharedworker": "script", "serviceworker": "script",
    "audioworklet": "script", "paintworklet": "script", "manifest": "manifest", "report": "ping", "empty": "fetch",
}  # fmt: skip
"""``Sec-Fetch-Dest`` (Fetch Metadata Request Headers, 2.1)."""
_SCRIPT_TYPES = frozenset({
    "text/javascript", "application/javascript", "application/x-javascript", "text/ecmascript",
    "application/ecmascript", "text/jscript", "application/wasm",
})  # fmt: skip
_BY_TYPE: tuple[tuple[str, Channel], ...] = (
    ("text/html", "document"), ("application/xhtml", "document"), ("text/css", "stylesheet"), ("image/", "image"),
    ("video/", "media"), ("audio/", "media"), ("font/", "font"), ("application/font", "font"),
    ("text/event-stream", "eventsource"),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the person who imports a capture says about it; none of it can be read from the file."""

    target: str | None = None
    """Address of the app; None: the first page of the capture."""
    typed: tuple[Bait, ...] = ()
    """Values that were typed while it was recorded."""
    country: str = ""
    timezone: str = ""
    phone_prefix: str = ""


@dataclass(frozen=True)
class _Inline:
    """A script that stands in a page, from where to where."""

    sha256: Sha256
    start: tuple[int, int]
    """Line and column, from 0."""
    lines: int


@dataclass
class _Scripts:
    """All scripts of the capture by the address they are known under, for stacks."""

    uses: list[ScriptUse] = field(default_factory=list)
    sources: dict[Sha256, Source] = field(default_factory=dict)
    files: dict[str, Sha256] = field(default_factory=dict)
    inline: dict[str, list[_Inline]] = field(default_factory=dict)


def evidence_of(foreign: Foreign, told: Told, blobs: Blobs, keep: Keep) -> Evidence:
    """The evidence that a foreign capture holds.

    Args:
        foreign: the capture.
        told: what is known of it beside the file.
        blobs: where its bodies are.
        keep: stores the source of each script that stands in a page.

    Raises:
        InvalidData: it holds no request of the web.
    """
    requests = sorted(
        (r for r in foreign.requests if not r.url.lower().startswith(INSIDE) and host_of(r.url)), key=lambda r: r.at
    )
    if not requests:
        raise InvalidData(f"The {foreign.form} file holds no request of a page, so there is nothing to import.")
    for request in requests:
        request.channel = request.channel or _channel(request)
    target = told.target or _landing(foreign, requests)
    start = min(requests[0].at, *(page.at for page in foreign.pages)) if foreign.pages else requests[0].at
    started = datetime.fromtimestamp(int(start), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    scripts = _scripts(requests, blobs, keep, foreign)
    _missing(foreign, requests, told)
    steps = tuple(_steps(foreign, target, start))
    exchanges = tuple(_exchanges(requests, steps, scripts, start))
    agent = next((found for r in requests if (found := r.request_header("user-agent"))), "")
    visit = Visit(
        id=VISIT,
        vantage=_vantage(told, requests, agent),
        started=started,
        duration=max(0.0, *(e.at for e in exchanges)),
        outcome="complete",
        browser=foreign.recorder or foreign.form,
        user_agent=agent,
        headless_marker_removed=False,
        sealed=False,
        imported=_origin(foreign),
        baits=told.typed,
        steps=steps,
        fields=tuple(
            FilledField(data=bait.data, form="as told on import", label="", selector="", frame_url=target)
            for bait in told.typed
        ),
        exchanges=exchanges,
        scripts=tuple(scripts.uses),
        storage=tuple(_cookies(requests, exchanges)),
        targets=("page",),
    )
    return Evidence(
        tool=f"undertow {__version__}",
        target=target,
        started=started,
        submit=True,
        visits=(visit,),
        scripts=scripts_of([visit], scripts.sources),
        gaps=tuple(foreign.gaps.found),
    )


def _origin(foreign: Foreign) -> str:
    return f"{foreign.form} by {foreign.recorder}" if foreign.recorder else foreign.form


def _channel(request: Captured) -> Channel:
    """Told from Fetch Metadata headers where the browser sent them, else from what was answered."""
    destination = request.request_header("sec-fetch-dest").lower()
    if request.request_header("upgrade").lower() == "websocket":
        return "websocket"
    if destination in _DESTINATIONS:
        return _DESTINATIONS[destination]
    if request.method == "OPTIONS" and request.request_header("access-control-request-method"):
        return "preflight"
    if request.mime in _SCRIPT_TYPES:
        return "script"
    found = next((channel for start, channel in _BY_TYPE if request.mime.startswith(start)), None)
    if found == "document" and request.request_header("x-requested-with"):
        return "xhr"
    return found or "other"


def _landing(foreign: Foreign, requests: Sequence[Captured]) -> str:
    if foreign.pages:
        return foreign.pages[0].url
    document = next((r for r in requests if r.channel == "document" and r.status and r.status < 300), requests[0])
    return document.url


def _vantage(told: Told, requests: Sequence[Captured], agent: str) -> Vantage:
    accepted = next((found for r in requests if (found := r.request_header("accept-language"))), "")
    languages = tuple(word for part in accepted.split(",") if (word := part.partition(";")[0].strip()) not in ("", "*"))
    return Vantage(
        name="imported",
        label="the recorded device",
        country=told.country,
        locale=languages[0] if languages else "",
        languages=languages[:20],
        timezone=told.timezone,
        phone_prefix=told.phone_prefix,
        user_agent=agent or None,
        emulated=False,
    )


def _steps(foreign: Foreign, target: str, start: float) -> Iterator[Step]:
    yield Step(name="land", phase="land", at=0.0, outcome="done", url=target)
    pages = [page for page in foreign.pages if page.url != target][:_MOST_STEPS]
    for number, page in enumerate(pages, 2):
        at = max(0.0, round((page.at - start) * 1000, 1))
        yield Step(name=f"page {number}", phase="open", at=at, outcome="done", url=page.url)


def _exchanges(
    requests: Sequence[Captured], steps: Sequence[Step], scripts: _Scripts, start: float
) -> Iterator[Exchange]:
    numbers: dict[str, str] = {}
    """By address that a redirect leads to: the exchange that redirected."""
    page = steps[0].url
    for number, request in enumerate(requests, 1):
        at = max(0.0, round((request.at - start) * 1000, 1))
        if request.channel == "document" and request.request_header("sec-fetch-dest") in ("", "document"):
            page = request.url
        id_ = f"{VISIT}.e{number}"
        yield Exchange(
            id=id_,
            at=at,
            step=next((step.name for step in reversed(steps) if step.at <= at), steps[0].name),
            channel=request.channel or "other",
            method=request.method,
            url=request.url,
            host=host_of(request.url),
            request_headers=request.request_headers,
            request_body=request.request_body,
            status=request.status,
            response_headers=request.response_headers,
            response_body=request.response_body,
            mime=request.mime,
            remote_address=request.remote_address,
            error=request.error,
            stack=tuple(_frame(call, scripts) for call in request.stack),
            frame_url=request.page or request.request_header("referer") or page,
            redirected_from=numbers.pop(request.url, None),
            messages=tuple(
                Message(at=max(0.0, round((m.at - start) * 1000, 1)), sent=m.sent, binary=m.binary, body=m.body)
                for m in request.messages
            ),
        )
        if request.status is not None and 300 <= request.status < 400:
            moved = next((h.value for h in request.response_headers if h.name.lower() == "location"), "")
            if moved:
                numbers[_absolute(request.url, moved)] = id_


def _absolute(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _frame(call: Call, scripts: _Scripts) -> StackFrame:
    line, column, script = call.line, call.column, scripts.files.get(call.url)
    for inline in () if script else scripts.inline.get(call.url.partition("#")[0], ()):
        first, start = inline.start
        if first <= line <= first + inline.lines and (line > first or column >= start):
            script, column, line = inline.sha256, column - (start if line == first else 0), line - first
            break
    return StackFrame(url=call.url, script=script, function=call.function, line=line, column=column)


def _scripts(requests: Sequence[Captured], blobs: Blobs, keep: Keep, foreign: Foreign) -> _Scripts:
    found = _Scripts()
    for request in requests:
        if request.response_body is None or request.status is None or not 200 <= request.status < 300:
            continue
        body = blobs.get(request.response_body)
        if request.channel == "script" or request.mime in _SCRIPT_TYPES:
            _file(request, body, found)
        elif request.channel == "document" or "html" in request.mime:
            _inline(request, body, keep, found, foreign)
    return found


def _file(request: Captured, body: bytes, found: _Scripts) -> None:
    assert request.response_body is not None  # noqa: S101 - the caller looked
    wasm = body.startswith(b"\0asm")
    kind: Literal["wasm", "javascript"] = "wasm" if wasm else "javascript"
    worker = _WORKERS.get(request.request_header("sec-fetch-dest").lower(), "url")
    origin = cast(Literal["url", "worker", "service-worker", "wasm"], "wasm" if wasm else worker)
    found.sources.setdefault(request.response_body, Source(request.response_body, len(body), kind))
    found.uses.append(ScriptUse(script=request.response_body, url=request.url, origin=origin))
    found.files[request.url] = request.response_body


def _inline(request: Captured, body: bytes, keep: Keep, found: _Scripts, foreign: Foreign) -> None:
    code = page_code(body)
    if code.cut:
        foreign.gaps.add("page-cut", request.url, "The page is too large, or holds too many scripts, to be read whole.")
    text, at = body.decode("utf-8", "replace"), 0
    for part in code.parts:
        if part.kind == "data":
            continue
        sha256 = keep(part.code)
        source = part.code.decode("utf-8", "replace")
        place = text.find(source, at) if part.kind == "inline" else -1
        line = text.count("\n", 0, place) if place >= 0 else 0
        if place >= 0:
            at = place + len(source)
            column = place - (text.rfind("\n", 0, place) + 1)
            where = _Inline(sha256, (line, column), source.count("\n"))
            found.inline.setdefault(request.url.partition("#")[0], []).append(where)
        found.sources.setdefault(sha256, Source(sha256, len(part.code), "javascript"))
        found.uses.append(ScriptUse(script=sha256, url=request.url, origin="inline", line=line))


def _cookies(requests: Iterable[Captured], exchanges: Iterable[Exchange]) -> Iterator[StorageItem]:
    """Cookies as they were set, by address: the last value of each counts."""
    jar: dict[tuple[str, str], tuple[str, str]] = {}
    for request, exchange in zip(requests, exchanges, strict=True):
        for header in request.response_headers:
            if header.name.lower() == "set-cookie" and len(jar) < _MOST_COOKIES:
                for name, domain, value in _set(header.value):
                    jar[domain or exchange.host, name] = value, exchange.id
    for (domain, name), (value, writer) in jar.items():
        yield StorageItem(area="cookie", origin=domain, key=name, value=value, writer=writer)


def _set(header: str) -> Iterator[tuple[str, str, str]]:
    for line in header.split("\n"):
        try:
            jar = SimpleCookie(line[:8192])
        except CookieError:
            continue
        for name, morsel in jar.items():
            yield name, morsel["domain"].lstrip("."), morsel.value


def _missing(foreign: Foreign, requests: Sequence[Captured], told: Told) -> None:
    """Gaps that are true of the whole capture."""
    form = foreign.form
    why = f"A {form} file does not say which interfaces of the browser the page used, so fingerprinting is not judged."
    foreign.gaps.add("import-no-probes", form, why)
    why = f"A {form} file does not say which code ran."
    foreign.gaps.add("import-no-coverage", form, why)
    if not told.typed:
        why = "It was not told what was typed while this was recorded, so typed values cannot be found in it (--typed)."
        foreign.gaps.add("import-nothing-typed", form, why)
    if not any(request.stack for request in requests):
        why = f"This {form} file does not say which code made which request."
        foreign.gaps.add("import-no-stacks", form, why)
    if not any(request.channel == "websocket" for request in requests):
        why = (
            f"Messages on WebSocket connections, WebRTC and WebTransport are not, or not always, kept in a {form} file."
        )
        foreign.gaps.add("import-no-messages", form, why)
