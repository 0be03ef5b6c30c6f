"""Whether a script fingerprints the device: a verdict by named criteria, each resting on recorded calls.

One interface says little: charts read canvases back, games ask for the graphics card, calls open peer connections. The
criteria are those of the literature, and what decides is that several are met by one script, at least one of which apps
seldom meet, or that it reads more different traits than any other purpose needs.

- `canvas`, `fonts`, `webrtc`, `audio`: Englehardt and Narayanan, Online Tracking: A 1-million-site Measurement and
  Analysis (CCS 2016), sections 6.1 to 6.4; `canvas` also after Acar et al., The Web Never Forgets (CCS 2014).
- `webgl`: Mowery and Shacham, Pixel Perfect (W2SP 2012); Cao et al., (Cross-)Browser Fingerprinting (NDSS 2017).
- `traits`, `plugins`, `screen`: Eckersley, How Unique Is Your Web Browser? (PETS 2010); Laperdrix et al., Beauty and
  the Beast (S&P 2016).
"""

from __future__ import annotations

import base64
import binascii
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from undertow.model import ProbeEvent, Sha256, Visit

DISTINCT_CHARACTERS = 10
SMALLEST_SIDE = 16
"""Pixels; a smaller picture tells devices apart badly (Englehardt and Narayanan)."""
FONTS_MEASURED = 50
MANY_TRAITS = 6
"""Different traits at which reading them is a criterion; calibrated by bench/capture/measure_fingerprinting.py."""
MOST_TRAITS = 10
"""Different traits that suffice without another criterion; calibrated likewise."""

_COMMON = frozenset({"canvas", "webgl", "fonts", "plugins"})
"""Criteria that apps of many parts in one file meet together: a chart, a map and a layout that measures itself."""

_SCREEN = frozenset({"availWidth", "availHeight", "colorDepth", "pixelDepth"})

_UNMASKED = frozenset({"37445", "37446"})
"""UNMASKED_VENDOR_WEBGL and UNMASKED_RENDERER_WEBGL of WEBGL_debug_renderer_info."""


_TELLING = frozenset({
    "platform", "languages", "hardwareConcurrency", "deviceMemory", "webdriver", "vendor", "doNotTrack",
    "cookieEnabled", "plugins", "mimeTypes", "getHighEntropyValues", "effectiveType", "downlink", "rtt", "availWidth",
    "availHeight", "availLeft", "availTop", "colorDepth", "pixelDepth", "getTimezoneOffset", "getVoices",
    "pdfViewerEnabled", "getLayoutMap", "enumerateDevices", "getBattery", "productSub", "vendorSub", "appCodeName",
    "appName", "product", "appVersion", "javaEnabled", "outerWidth", "outerHeight", "getSupportedExtensions", "info",
    "limits", "getShaderPrecisionFormat", "memory", "baseLatency", "maxChannelCount", "query", "isExtended",
})  # fmt: skip
"""Members that differ between devices or browsers, and that one purpose seldom needs many of."""
_TELLING_KINDS = {"math": "Math", "codecs": "codecs", "locale": "locale", "canvas": "canvas", "audio": "audio"}
"""Kinds of which any member counts, once for the whole kind."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion that a script met, in words, and the ids of the probe events that show it."""

    name: str
    detail: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A script that fingerprints, in one visit."""

    script: Sha256
    criteria: tuple[Criterion, ...]
    traits: tuple[str, ...]
    """The different traits that it read."""


class _Calls:
    """What one script called in one visit."""

    def __init__(self) -> None:
        self.events: list[ProbeEvent] = []

    def of(self, *names: str) -> list[ProbeEvent]:
        """Calls of the members with these names, whatever their interface."""
        return [event for event in self.events if _member(event) in names]


def verdicts(visit: Visit) -> Iterator[Verdict]:
    """The scripts that fingerprint in this visit, in the order of their first call."""
    by_script: dict[Sha256, _Calls] = {}
    for event in visit.probe_events:
        script = next((frame.script for frame in event.stack if frame.script), None)
        if script is not None:
            by_script.setdefault(script, _Calls()).events.append(event)
    for script, calls in by_script.items():
        verdict = _verdict(script, calls)
        if verdict is not None:
            yield verdict


def _verdict(script: Sha256, calls: _Calls) -> Verdict | None:
    traits = _traits(calls)
    techniques = tuple(c for c in (rule(calls) for rule in _TECHNIQUES) if c is not None)
    aggregate = _aggregate(traits)
    criteria = (*techniques, aggregate) if aggregate else techniques
    telling = [criterion for criterion in criteria if criterion.name not in _COMMON]
    if not (telling and len(criteria) > 1) and len(traits) < MOST_TRAITS:
        return None
    return Verdict(script, criteria, tuple(sorted(traits)))


def _canvas(calls: _Calls) -> Criterion | None:
    """Text of ten different characters is drawn, and the picture read back without loss, at a useful size."""
    text = [e for e in calls.of("fillText", "strokeText") if _distinct(e) >= DISTINCT_CHARACTERS]
    read = [e for e in calls.of("toDataURL", "getImageData", "convertToBlob", "toBlob") if _useful(e)]
    if not text or not read:
        return None
    return Criterion(
        "canvas", f"Draws {text[0].arguments[0]} on a canvas and reads the picture back.", _ids(text, read)
    )


def _webgl(calls: _Calls) -> Criterion | None:
    """The graphics card's unmasked name is asked for."""
    asked = [e for e in calls.of("getParameter") if e.arguments and e.arguments[0] in _UNMASKED]
    return Criterion("webgl", "Asks for the name of the graphics card.", _ids(asked)) if asked else None


def _audio(calls: _Calls) -> Criterion | None:
    """A tone is sent through a compressor in an offline context and the samples are read."""
    parts = [
        calls.of("OfflineAudioContext", "startRendering"),
        calls.of("createOscillator", "OscillatorNode"),
        calls.of("createDynamicsCompressor", "DynamicsCompressorNode"),
        calls.of("getChannelData", "copyFromChannel", "getFloatFrequencyData"),
    ]
    if not all(parts):
        return None
    return Criterion("audio", "Renders a compressed tone that nobody hears and reads its samples.", _ids(*parts))


def _fonts(calls: _Calls) -> Criterion | None:
    """Text is measured fifty times or more."""
    measured = calls.of("measureText", "offsetWidth", "offsetHeight", "check")
    times = sum(e.count for e in measured)
    if times < FONTS_MEASURED:
        return None
    return Criterion("fonts", f"Measures text {times} times.", _ids(measured))


def _webrtc(calls: _Calls) -> Criterion | None:
    """A connection is prepared and its addresses read, and no partner is ever set."""
    opened, offered = calls.of("RTCPeerConnection"), calls.of("createOffer")
    read = calls.of("candidate", "address", "localDescription", "getStats")
    if not (opened and offered and read) or calls.of("setRemoteDescription", "addIceCandidate"):
        return None
    return Criterion("webrtc", "Opens a connection to nobody and reads its addresses.", _ids(opened, offered, read))


def _plugins(calls: _Calls) -> Criterion | None:
    """Plugins or the types they handle are listed."""
    listed = calls.of("plugins", "mimeTypes")
    return Criterion("plugins", "Lists the plugins of the browser.", _ids(listed)) if listed else None


def _screen(calls: _Calls) -> Criterion | None:
    """The usable area and both depths of the screen are read: more than placing a window needs."""
    read = {_member(event): event for event in calls.of(*_SCREEN)}
    if len(read) < len(_SCREEN):
        return None
    return Criterion("screen", "Reads area and depths of the screen.", _ids(list(read.values())))


_TECHNIQUES: tuple[Callable[[_Calls], Criterion | None], ...] = (
    _canvas, _webgl, _audio, _fonts, _webrtc, _plugins, _screen,
)  # fmt: skip


def _member(event: ProbeEvent) -> str:
    return event.api.removesuffix(" (set)").rsplit(".", 1)[-1]


def _distinct(event: ProbeEvent) -> int:
    return len(set(event.arguments[0])) if event.arguments else 0


def _ids(*groups: list[ProbeEvent]) -> tuple[str, ...]:
    return tuple(event.id for group in groups for event in group[:4])


def _traits(calls: _Calls) -> dict[str, ProbeEvent]:
    """The first call for each different trait; some kinds count once, whatever their members."""
    found: dict[str, ProbeEvent] = {}
    for event in calls.events:
        if event.kind in _TELLING_KINDS:
            found.setdefault(_TELLING_KINDS[event.kind], event)
        elif _member(event) in _TELLING:
            found.setdefault(_member(event), event)
    return found


def _aggregate(traits: dict[str, ProbeEvent]) -> Criterion | None:
    """Many different traits are read by one script."""
    if len(traits) < MANY_TRAITS:
        return None
    named = ", ".join(sorted(traits))
    ids = tuple(event.id for event in traits.values())
    return Criterion("traits", f"Reads {len(traits)} different traits: {named}.", ids)


def _useful(event: ProbeEvent) -> bool:
    """Whether a picture was read back without loss, at least 16 pixels each way as far as is known."""
    member = _member(event)
    if member == "getImageData":
        sides = [abs(int(a)) for a in event.arguments[2:4] if a.lstrip("-").isdigit()]
        return all(side >= SMALLEST_SIDE for side in sides)
    if event.arguments and event.arguments[0] in ("image/jpeg", "image/webp"):
        return False
    size = _png_size(event.result or "")
    return size is None or min(size) >= SMALLEST_SIDE


def _png_size(url: str) -> tuple[int, int] | None:
    """Width and height of a PNG in a data URL (ISO/IEC 15948, 11.2.2: IHDR comes first); None if it is none."""
    head, found, data = url.partition(";base64,")
    if not found or head != "data:image/png":
        return None
    try:
        width, height = struct.unpack(">16x2I", base64.b64decode(data[:32], validate=True))
    except (binascii.Error, ValueError, struct.error):
        return None
    return width, height
