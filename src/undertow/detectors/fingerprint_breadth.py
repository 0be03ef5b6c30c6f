"""How many traits, and unrelated kinds of traits, a piece of code reads in one place of it.

Everybody reads one or two: a layout the size of the screen, a player the codecs, a drawing its pixel density. Who wants
to know a device again reads a bit of everything, side by side (Eckersley, PETS 2010; Iqbal et al., Fingerprinting the
Fingerprinters, S&P 2021). An app bundled into one file reads a bit of everything too, but all over the file: so kinds
are counted within one stretch of code, of about the length that collectors have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from undertow.model import ProbeEvent, Sha256, StackFrame, Visit

STRETCH = 16_000
"""Characters of code within which kinds are counted together, a line taken for at least a hundred."""
_LINE = 100

_KINDS = {
    "browser": "userAgent appVersion appName appCodeName product productSub vendor vendorSub platform userAgentData "
    "brands getHighEntropyValues",
    "languages": "language languages",
    "time zone": "getTimezoneOffset resolvedOptions",
    "screen": "width height availWidth availHeight availLeft availTop colorDepth pixelDepth isExtended "
    "devicePixelRatio",
    "window": "outerWidth outerHeight screenX screenY screenLeft screenTop",
    "processor and memory": "hardwareConcurrency deviceMemory memory",
    "touch": "maxTouchPoints",
    "plugins": "plugins mimeTypes pdfViewerEnabled javaEnabled",
    "settings": "doNotTrack cookieEnabled webdriver",
    "connection": "effectiveType downlink rtt saveData",
    "battery": "getBattery level charging chargingTime dischargingTime",
    "devices": "enumerateDevices getVoices getLayoutMap",
    "permissions": "query",
}
_KIND_OF = {member: kind for kind, members in _KINDS.items() for member in members.split()}
_FAMILIES = {"math": "arithmetic", "codecs": "codecs", "locale": "languages"}
"""Families of the probe of which any member counts."""
_OTHERS = ("VisualViewport.", "HTML", "DOMRect")
"""Interfaces whose members of these names say nothing of the device."""

Place = tuple[Sha256, int]
"""A script and a position in it."""


def kind_of(event: ProbeEvent) -> str | None:
    """The kind of trait that a call reads; None if it reads none."""
    if event.api.endswith(" (set)") or event.api.startswith(_OTHERS):
        return None
    return _FAMILIES.get(event.kind) or _KIND_OF.get(event.api.rsplit(".", 1)[-1])


def breadths(visit: Visit, named: Callable[[ProbeEvent], str | None]) -> dict[Sha256, dict[str, ProbeEvent]]:
    """What each script reads in the stretch where it reads most, each with its first call there.

    `named` says what a call reads, for example its kind; None: nothing that counts.

    What code that a script made reads, by `eval` or in a worker of its own making, is read where it was made, too.
    """
    places: dict[Sha256, list[tuple[int, int, str, ProbeEvent]]] = {}
    makers = _makers(visit)
    for number, event in enumerate(visit.probe_events):
        name = named(event)
        if name is not None:
            for script, position in _places(event, makers):
                places.setdefault(script, []).append((position, number, name, event))
    return {script: _widest(sorted(read, key=lambda r: r[:2])) for script, read in places.items()}


def _widest(read: list[tuple[int, int, str, ProbeEvent]]) -> dict[str, ProbeEvent]:
    """The most different names within one stretch; `read` is in the order of positions."""
    best: dict[str, ProbeEvent] = {}
    first = 0
    counts: dict[str, int] = {}
    for last, (position, _, name, _) in enumerate(read):
        counts[name] = counts.get(name, 0) + 1
        while position - read[first][0] > STRETCH:
            gone = read[first][2]
            counts[gone] -= 1
            if not counts[gone]:
                del counts[gone]
            first += 1
        if len(counts) > len(best):
            best = {}
            for _, _, held, event in read[first : last + 1]:
                best.setdefault(held, event)
    return best


def _places(event: ProbeEvent, makers: dict[Sha256, Place]) -> Iterator[Place]:
    frame = next((frame for frame in event.stack if frame.script), None)
    if frame is None or frame.script is None:
        return
    yield frame.script, _position(frame)
    script, seen = frame.script, {frame.script}
    while (made := makers.get(script)) and made[0] not in seen:
        yield made
        script = made[0]
        seen.add(script)


def _makers(visit: Visit) -> dict[Sha256, Place]:
    """For scripts made by scripts, where that was: the call of `eval` below theirs, or that of the worker."""
    parents = {use.script: use.parent for use in visit.scripts if use.parent is not None}
    workers = {use.url: use.script for use in visit.scripts if use.url.startswith(("blob:", "data:"))}
    return dict(chain(_started(visit.probe_events, workers), _evaluated(visit.probe_events, parents)))


def _started(events: Iterable[ProbeEvent], workers: dict[str, Sha256]) -> Iterator[tuple[Sha256, Place]]:
    for event in events:
        if event.api in ("Worker", "SharedWorker") and event.arguments and event.arguments[0] in workers:
            maker = next((frame for frame in event.stack if frame.script), None)
            if maker is not None and maker.script is not None:
                yield workers[event.arguments[0]], (maker.script, _position(maker))


def _evaluated(events: Iterable[ProbeEvent], parents: dict[Sha256, Sha256]) -> Iterator[tuple[Sha256, Place]]:
    known: set[Sha256] = set()
    for event in events:
        script = next((frame.script for frame in event.stack if frame.script), None)
        if script is None or script in known or script not in parents:
            continue
        maker = next((frame for frame in event.stack if frame.script == parents[script]), None)
        if maker is not None:
            known.add(script)
            yield script, (parents[script], _position(maker))


def _position(frame: StackFrame) -> int:
    return frame.line * _LINE + frame.column
