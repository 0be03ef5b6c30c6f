"""Whether a script fingerprints the device: a verdict by named criteria, each resting on recorded calls.

One interface says little: charts read canvases back, games ask for the graphics card, calls open peer connections. The
criteria are those of the literature, and what decides is that several are met by one script, at least one of which apps
seldom meet, or that one is met which nothing else needs: a picture or a tone made for the test, a digest of what was
read, a connection to nobody, more kinds of traits in one place than any other purpose wants.

- `canvas`, `fonts`, `webrtc`, `audio`: Englehardt and Narayanan, Online Tracking: A 1-million-site Measurement and
  Analysis (CCS 2016), sections 6.1 to 6.4; `canvas` also after Acar et al., The Web Never Forgets (CCS 2014).
- `webgl`: Mowery and Shacham, Pixel Perfect (W2SP 2012); Cao et al., (Cross-)Browser Fingerprinting (NDSS 2017).
- `traits`, `breadth`, `plugins`, `screen`: Eckersley, How Unique Is Your Web Browser? (PETS 2010); Laperdrix et al.,
  Beauty and the Beast (S&P 2016).
- `test-picture`: the marks of Acar et al. (3.1) and Laperdrix et al. (an emoji beside a pangram). `digest`: Iqbal et
  al., Fingerprinting the Fingerprinters (S&P 2021), section 5.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from undertow.detectors.fingerprint_breadth import breadths, kind_of
from undertow.detectors.fingerprint_pictures import has_emoji, letters, overlap, useful
from undertow.model import ProbeEvent, Sha256, Visit

DISTINCT_CHARACTERS = 10
FONTS_MEASURED = 50
MANY_TRAITS = 6
"""Different traits at which reading them is a criterion; calibrated by bench/capture/measure_fingerprinting.py."""
MANY_TOGETHER = 8
"""Different traits read in one place that suffice without another criterion; calibrated likewise: of the innocent
packages one counter of page views reads seven, no other more than four."""
MOST_TRAITS = 10
"""Different traits that suffice anywhere in a script; calibrated likewise."""
MANY_KINDS = 5
"""Unrelated kinds of traits read in one place at which that is a criterion beside something rendered; calibrated
likewise: of the innocent packages one error reporter reads five, and renders nothing."""
MOST_KINDS = 6
"""Those that suffice without another criterion; calibrated likewise."""
FONTS_TRIED = 20
"""Different fonts set or looked for; a text has fewer, and who picks among them shows them."""
DIGESTED = 2
"""Kinds of traits whose values were put into a digest."""
TEST_MARKS = 2
"""Marks of a picture made for the test; each of them alone also occurs in games and charts."""
PANGRAM = 20
"""Different letters of the Latin alphabet."""
SHORT_TONE = 1.5
"""Seconds; music takes longer, and two channels."""

_COMMON = frozenset({"canvas", "webgl", "fonts", "plugins"})
"""Criteria that apps of many parts in one file meet together: a chart, a map and a layout that measures itself."""
_RENDERED = frozenset({"canvas", "webgl", "audio", "fonts", "font-list", "webrtc"})
"""Criteria that are no reading of traits, so that `breadth` beside them is a second thing and not the same again."""
_ENOUGH = frozenset({"test-picture", "test-tone", "digest", "webrtc", "side-by-side"})
"""Criteria that nothing else meets, and that suffice alone."""

_TONE = {
    "context": ("OfflineAudioContext", "startRendering"),
    "tone": ("createOscillator", "OscillatorNode"),
    "compressor": ("createDynamicsCompressor", "DynamicsCompressorNode"),
    "samples": ("getChannelData", "copyFromChannel", "getFloatFrequencyData"),
}
"""What it takes to tell devices apart by a tone. A library that wraps the interfaces of sound has all of it, spread."""

_SIDE_BY_SIDE = frozenset({"text", "picture", "card", "plugins"})
"""Common techniques that in one place serve no chart or map: there, only what reads the device needs all of them."""

_DEPTHS = ("colorDepth", "pixelDepth")
_SCREEN = frozenset({"availWidth", "availHeight", *_DEPTHS})

_UNMASKED = frozenset({"37445", "37446"})
"""UNMASKED_VENDOR_WEBGL and UNMASKED_RENDERER_WEBGL of WEBGL_debug_renderer_info."""


_TELLING = frozenset({
    "platform", "languages", "hardwareConcurrency", "deviceMemory", "webdriver", "vendor", "doNotTrack",
    "cookieEnabled", "plugins", "mimeTypes", "getHighEntropyValues", "effectiveType", "downlink", "rtt", "availWidth",
    "availHeight", "availLeft", "availTop", "colorDepth", "pixelDepth", "getTimezoneOffset", "getVoices",
    "pdfViewerEnabled", "getLayoutMap", "enumerateDevices", "getBattery", "productSub", "vendorSub", "appCodeName",
    "appName", "product", "appVersion", "javaEnabled", "outerWidth", "outerHeight", "getSupportedExtensions", "info",
    "limits", "getShaderPrecisionFormat", "memory", "baseLatency", "maxChannelCount", "query", "isExtended",
    "maxTouchPoints",
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

    def __init__(
        self,
        kinds: Mapping[str, ProbeEvent],
        together: Mapping[str, ProbeEvent],
        tone: Mapping[str, ProbeEvent],
        beside: Mapping[str, ProbeEvent],
        *,
        signalled: bool,
    ) -> None:
        self.events: list[ProbeEvent] = []
        self.signalled = signalled
        """Whether anybody in this visit sent a description of a connection away, as a call to a partner does first."""
        self.kinds = kinds
        """The kinds of traits that it reads in one place, with a call for each."""
        self.together = together
        """The traits that it reads in one place, likewise."""
        self.beside = beside
        """The common techniques that it uses in one place, likewise."""
        self.tone = tone
        """What it does in one place of what a compressed tone takes, likewise."""

    def of(self, *names: str) -> list[ProbeEvent]:
        """Calls of the members with these names, whatever their interface."""
        return [event for event in self.events if _member(event) in names]

    def parts(self, name: str) -> list[ProbeEvent]:
        """Calls that contribute this to a technique."""
        return [event for event in self.events if _technique_part(event) == name]


def verdicts(visit: Visit) -> Iterator[Verdict]:
    """The scripts that fingerprint in this visit, in the order of their first call."""
    kinds, together, tones, beside = (
        breadths(visit, named) for named in (kind_of, _trait, _tone_part, _technique_part)
    )
    signalled = any(event.kind in _GIVEN and any(map(_describes, event.arguments)) for event in visit.probe_events)
    callers = [next((frame.script for frame in event.stack if frame.script), None) for event in visit.probe_events]
    by_script = {
        script: _Calls(
            *(found.get(script, {}) for found in (kinds, together, tones, beside)),
            signalled=signalled,
        )
        for script in (*callers, *kinds, *together)  # the last for those that leave all the reading to code they make
        if script is not None
    }
    for script, event in zip(callers, visit.probe_events, strict=True):
        if script is not None:
            by_script[script].events.append(event)
    for script, calls in by_script.items():
        verdict = _verdict(script, calls)
        if verdict is not None:
            yield verdict


def _verdict(script: Sha256, calls: _Calls) -> Verdict | None:
    traits = {**calls.together, **_traits(calls)}
    techniques = tuple(c for c in (rule(calls) for rule in _TECHNIQUES) if c is not None)
    rendered = any(c.name in _RENDERED for c in techniques)
    aggregates = (_aggregate(traits), _breadth(calls.kinds) if rendered or len(calls.kinds) >= MOST_KINDS else None)
    criteria = (*techniques, *(c for c in aggregates if c is not None))
    names = {criterion.name for criterion in criteria}
    several = len(criteria) > 1 and names - _COMMON
    many = len(traits) >= MOST_TRAITS or len(calls.together) >= MANY_TOGETHER or len(calls.kinds) >= MOST_KINDS
    if not (several or many or names & _ENOUGH):
        return None
    return Verdict(script, criteria, tuple(sorted(traits)))


def _canvas(calls: _Calls) -> Criterion | None:
    """Text of ten different characters is drawn, and the picture read back without loss, at a useful size."""
    text = calls.parts("text")
    read = calls.parts("picture")
    if not text or not read:
        return None
    return Criterion(
        "canvas", f"Draws {text[0].arguments[0]} on a canvas and reads the picture back.", _ids(text, read)
    )


def _test_picture(calls: _Calls) -> Criterion | None:
    """A picture that is read back bears marks of one drawn to tell devices apart, and not for anybody to see."""
    read = calls.parts("picture")
    text = calls.parts("text")
    marks = {
        "draws the same text twice, one over the other": any(overlap(a, b) for a in text for b in text if a is not b),
        "draws almost all letters of the alphabet": any(letters(e) >= PANGRAM for e in text),
        "draws an emoji beside letters": any(letters(e) and has_emoji(e.arguments[0]) for e in text),
        "multiplies the colours of shapes": bool(calls.of("arc")) and any(
            e.arguments[:1] == ("multiply",) for e in calls.of("globalCompositeOperation")
        ),
        "asks which rule fills a shape": any("evenodd" in e.arguments for e in calls.of("isPointInPath")),
    }  # fmt: skip
    found = [mark for mark, there in marks.items() if there]
    if not read or not text or len(found) < TEST_MARKS:
        return None
    return Criterion("test-picture", f"Makes a picture for the test: it {' and '.join(found)}.", _ids(text, read))


def _test_tone(calls: _Calls) -> Criterion | None:
    """A short tone on one channel is rendered through a compressor, and its samples are read."""
    short = [e for e in calls.of("OfflineAudioContext") if _is_short(e)]
    if _audio(calls) is None or not short:
        return None
    return Criterion("test-tone", "The tone has one channel and lasts no longer than a second.", _ids(short))


def _digest(calls: _Calls) -> Criterion | None:
    """Values that were read, of two kinds or more, went into a digest."""
    digested = calls.of("digest")
    taken = " ".join(argument for event in digested for argument in event.arguments[1:])
    kinds = {kind for event in calls.events if (kind := kind_of(event)) and _is_in(event.result, taken)}
    if "data:image/png;base64," in taken:
        kinds.add("picture")
    if len(kinds) < DIGESTED:
        return None
    return Criterion("digest", f"Makes digests of what it read: {', '.join(sorted(kinds))}.", _ids(digested))


def _font_list(calls: _Calls) -> Criterion | None:
    """Many fonts are tried one after the other: measured in each, or asked whether they are there."""
    tried = calls.of("font", "check", "FontFace")
    names = {argument for event in tried for argument in event.arguments[:2]}
    if len(names) < FONTS_TRIED or sum(e.count for e in tried) < FONTS_TRIED:
        return None
    return Criterion("font-list", f"Tries {len(names)} fonts or more.", _ids(tried))


def _breadth(kinds: Mapping[str, ProbeEvent]) -> Criterion | None:
    """Unrelated kinds of traits are read side by side."""
    if len(kinds) < MANY_KINDS:
        return None
    detail = f"Reads {len(kinds)} unrelated kinds of traits in one place: {', '.join(sorted(kinds))}."
    return Criterion("breadth", detail, tuple(event.id for event in kinds.values()))


def _webgl(calls: _Calls) -> Criterion | None:
    """The graphics card's unmasked name is asked for."""
    asked = calls.parts("card")
    return Criterion("webgl", "Asks for the name of the graphics card.", _ids(asked)) if asked else None


def _audio(calls: _Calls) -> Criterion | None:
    """A tone is sent through a compressor in an offline context and the samples are read, by code in one place."""
    if not calls.tone.keys() >= set(_TONE):
        return None
    ids = tuple(event.id for event in calls.tone.values())
    return Criterion("audio", "Renders a compressed tone that nobody hears and reads its samples.", ids)


def _fonts(calls: _Calls) -> Criterion | None:
    """Text is measured fifty times or more."""
    measured = calls.of("measureText", "offsetWidth", "offsetHeight", "check")
    times = sum(e.count for e in measured)
    if times < FONTS_MEASURED:
        return None
    return Criterion("fonts", f"Measures text {times} times.", _ids(measured))


def _webrtc(calls: _Calls) -> Criterion | None:
    """A connection is prepared and its addresses read; no partner is ever set, and none was sent the description.

    Nor could it have been: a call whose exchange does not answer looks the same, but for a socket that never sends.
    """
    opened, offered = calls.of("RTCPeerConnection"), calls.of("createOffer")
    read = calls.of("candidate", "address", "localDescription", "getStats")
    waiting = calls.of("WebSocket") and not any(e.api == "WebSocket.prototype.send" for e in calls.events)
    partner = calls.signalled or waiting or calls.of("setRemoteDescription", "addIceCandidate")
    if partner or not (opened and offered and read):
        return None
    return Criterion("webrtc", "Opens a connection to nobody and reads its addresses.", _ids(opened, offered, read))


def _plugins(calls: _Calls) -> Criterion | None:
    """Plugins or the types they handle are listed."""
    listed = calls.parts("plugins")
    return Criterion("plugins", "Lists the plugins of the browser.", _ids(listed)) if listed else None


def _side_by_side(calls: _Calls) -> Criterion | None:
    """Text is drawn and read back, the card's unmasked name asked for, and plugins listed, by code in one place."""
    if not calls.beside.keys() >= _SIDE_BY_SIDE:
        return None
    detail = "Reads a drawn text back, the name of the graphics card and the plugins, all in one place."
    return Criterion("side-by-side", detail, tuple(event.id for event in calls.beside.values()))


def _screen(calls: _Calls) -> Criterion | None:
    """A colour depth is read, which no page needs any more, and the usable area or the other depth beside it."""
    read = {_member(event): event for event in calls.of(*_SCREEN)}
    if len(read) < len(_DEPTHS) or not calls.of(*_DEPTHS):
        return None
    return Criterion("screen", f"Reads of the screen {' and '.join(sorted(read))}.", _ids(list(read.values())))


_TECHNIQUES: tuple[Callable[[_Calls], Criterion | None], ...] = (
    _canvas, _test_picture, _webgl, _audio, _test_tone, _fonts, _font_list, _webrtc, _plugins, _screen, _digest,
    _side_by_side,
)  # fmt: skip

_GIVEN = frozenset({"send", "message"})
"""Families of the probe by which a description reaches the partner of a call."""


def _describes(text: str) -> bool:
    """Whether it is, or holds, what a partner needs to connect (RFC 8839: attributes of SDP)."""
    return "ice-ufrag" in text or "candidate:" in text


def _is_short(event: ProbeEvent) -> bool:
    """Whether an offline context has one channel and lasts at most a second or so; its arguments, or one of options."""
    numbers = [float(n) for n in re.findall(r"[\d.]+", " ".join(event.arguments))]
    if len(numbers) != len(("channels", "length", "rate")):
        return False
    channels, length, rate = numbers
    return channels == 1 and rate > 0 and length / rate <= SHORT_TONE


def _is_in(result: str | None, text: str) -> bool:
    """Whether a value that was read stands in a text; short ones stand in many."""
    return result is not None and len(result) >= len("de-DE") and result.strip('"') in text


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
        trait = _trait(event)
        if trait is not None:
            found.setdefault(trait, event)
    return found


def _trait(event: ProbeEvent) -> str | None:
    """The trait that a call reads; None if it reads none that tells much."""
    member = _member(event)
    if event.api.startswith("Intl.DateTimeFormat") and member == "resolvedOptions":
        return "getTimezoneOffset"  # the same trait by another way
    return _TELLING_KINDS.get(event.kind) or (member if member in _TELLING else None)


def _tone_part(event: ProbeEvent) -> str | None:
    """What a call contributes to a compressed tone whose samples are read; None if nothing."""
    member = _member(event)
    return next((part for part, members in _TONE.items() if member in members), None)


def _technique_part(event: ProbeEvent) -> str | None:
    """What a call contributes to a common technique: a text that is drawn, a picture read back, the card's name."""
    match _member(event):
        case "fillText" | "strokeText" if _distinct(event) >= DISTINCT_CHARACTERS:
            return "text"
        case "toDataURL" | "getImageData" | "convertToBlob" | "toBlob" if useful(event):
            return "picture"
        case "getParameter" if event.arguments and event.arguments[0] in _UNMASKED:
            return "card"
        case "plugins" | "mimeTypes":
            return "plugins"
    return None


def _aggregate(traits: dict[str, ProbeEvent]) -> Criterion | None:
    """Many different traits are read by one script."""
    if len(traits) < MANY_TRAITS:
        return None
    named = ", ".join(sorted(traits))
    ids = tuple(event.id for event in traits.values())
    return Criterion("traits", f"Reads {len(traits)} different traits: {named}.", ids)
