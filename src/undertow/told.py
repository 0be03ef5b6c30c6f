"""The circumstances of a visit, in the words in which reports tell them."""

from __future__ import annotations

from collections.abc import Iterator

from undertow.model import Vantage, Visit

_LINES = {
    "cellular2g": "mobile network, 2G", "cellular3g": "mobile network, 3G", "cellular4g": "mobile network, 4G",
    "ethernet": "cable", "wifi": "Wi-Fi",
}  # fmt: skip


def circumstances(visit: Visit) -> tuple[str, ...]:
    """What was emulated and decided in a visit, one phrase each."""
    consent = [step.detail for step in visit.steps if step.phase == "consent" and step.detail]
    return (*(_settings(visit.vantage) if visit.vantage.emulated else ()), *consent)


def _settings(vantage: Vantage) -> Iterator[str]:
    yield f"languages {', '.join(vantage.languages)}; time zone {vantage.timezone}"
    if vantage.geolocation is not None:
        yield f"position {vantage.geolocation.latitude:g}, {vantage.geolocation.longitude:g}"
    if vantage.device is not None:
        device = vantage.device
        name = " ".join(filter(None, [device.platform, device.platform_version, device.model]))
        touch = ", touch screen" if device.touch_points else ""
        yield f"device {name}, {device.width} × {device.height} at {device.scale:g}{touch}"
    if vantage.user_agent is not None:
        yield "user agent of another browser"
    if vantage.connection is not None:
        yield f"connection: {_LINES[vantage.connection.type]}"
    if vantage.date is not None:
        yield f"clock at {vantage.date.replace('T', ' ')}"
    if vantage.referrer is not None:
        yield f"coming from {vantage.referrer}"
    if vantage.headers:
        yield f"with the headers {', '.join(header.name for header in vantage.headers)}"
    if vantage.proxy is not None:
        yield f"through the proxy {vantage.proxy}{', logged in' if vantage.proxy_login else ''}"
    if vantage.profile is not None:
        yield "with cookies and storage of earlier visits kept"
    if vantage.consent != "ignore":
        yield f"to {vantage.consent} at a consent banner"
