"""Detector `device-fingerprinting`."""

from __future__ import annotations

from collections.abc import Iterator

from undertow.detectors.base import SENT, Case, Detector, finding, surest, when
from undertow.model import Finding, Flow

ENOUGH_TRAITS = 4
_RENDERED = ("todataurl", "toblob", "getimagedata", "readpixels", "getparameter", "audio", "canvas", "webgl", "font")
"""Traits that are rendered or measured to tell devices apart, and serve hardly any other purpose in a request."""


def _traits(flows: list[Flow]) -> list[str]:
    return list(dict.fromkeys(d for f in flows for d in f.detail))


def _rendered(traits: list[str]) -> bool:
    return any(word in trait.lower() for trait in traits for word in _RENDERED)


def _detect(case: Case) -> Iterator[Finding]:
    for host in dict.fromkeys(flow.host for flow in case.flows):
        sent = [f for f in case.flows if f.host == host and f.data == "device" and f.grade in SENT]
        traits = _traits(sent)
        if not sent or (len(traits) < ENOUGH_TRAITS and not _rendered(traits)):
            continue
        own = sent[0].first_party
        yield finding(
            DETECTOR.id,
            (host,),
            title=f"Device described to {case.recipient(host)}{when(sent)}",
            detail=f"{len(traits)} properties of device and browser left together: {', '.join(traits[:20])}. Together "
            f"they can tell this device from others without any cookie.{case.where(sent)}",
            severity="low" if own else "medium",
            confidence=surest(sent),
            flows=sent,
            host=host,
            advice="Send only what the service needs, and ask for consent where the law requires it.",
        )


DETECTOR = Detector(
    id="device-fingerprinting",
    title="Device fingerprint sent",
    about=f"""At least {ENOUGH_TRAITS} properties of the device, or one that is rendered for the purpose (canvas, WebGL,
audio, fonts), left in requests to one host; or code that collects them was seen sending from exactly that call.
Medium to another party, low to the app itself. A screen size alone, or a user agent alone, is not reported.""",
    detect=_detect,
)
