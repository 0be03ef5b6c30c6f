"""The circumstances of a visit: who and where the browser says it is."""

from __future__ import annotations

from typing import Literal

from undertow.model.base import Header, Record


class Geolocation(Record, frozen=True, kw_only=True):
    """A position as the browser will report it."""

    latitude: float
    longitude: float
    accuracy: float
    """Metres."""


class Device(Record, frozen=True, kw_only=True):
    """What kind of machine the browser says it runs on, everywhere alike."""

    platform: str
    """As in client hints: ``Windows``, ``macOS``, ``Linux``, ``Android``, ``Chrome OS``."""
    platform_version: str = ""
    architecture: str = ""
    """e.g. ``x86``, ``arm``; empty on phones."""
    bitness: str = ""
    model: str = ""
    """Of a phone or tablet."""
    mobile: bool = False
    navigator_platform: str
    """`navigator.platform`, e.g. ``Win32``, ``Linux armv81``."""
    width: int
    """Of screen and viewport, in CSS pixels."""
    height: int
    scale: float = 1.0
    """Device pixels per CSS pixel."""
    touch_points: int = 0


class NetworkConditions(Record, frozen=True, kw_only=True):
    """How the browser says it is connected, and how fast that is."""

    type: Literal["cellular2g", "cellular3g", "cellular4g", "ethernet", "wifi"]
    latency: float = 0.0
    """Milliseconds added to each request."""
    download: float = -1.0
    """Bytes a second; -1: not limited."""
    upload: float = -1.0


Consent = Literal["ignore", "accept", "reject"]
"""What a visit says to a consent banner."""


class Vantage(Record, frozen=True, kw_only=True):
    """The circumstances of a visit. All of it is emulated in the browser; the network exit is the machine's own.

    Of an imported capture they are what its requests show and what was said on import.
    """

    name: str
    """Stable kebab-case id, e.g. ``north-america``."""
    label: str
    """How reports name it, e.g. ``North America``."""
    country: str
    """ISO 3166-1 alpha-2 code that the settings speak of. Empty, as the next ones, where an import does not tell."""
    locale: str
    languages: tuple[str, ...]
    timezone: str
    """IANA name."""
    geolocation: Geolocation | None = None
    phone_prefix: str
    """Calling code with plus, e.g. ``+1``."""
    user_agent: str | None = None
    """None: the browser's own, with the headless marker taken out. ``{version}`` stands for its version."""
    device: Device | None = None
    """None: the machine as it is."""
    connection: NetworkConditions | None = None
    """None: as it is."""
    date: str | None = None
    """ISO 8601 day, or day and time, that scripts read when the visit begins; None: as it is."""
    referrer: str | None = None
    """Page that the visit says it comes from; None: typed in."""
    headers: tuple[Header, ...] = ()
    """Sent with every request, beside the browser's own."""
    proxy: str | None = None
    """``http://``, ``https://`` or ``socks5://``, host and port; the network exit is then the proxy's."""
    proxy_login: str | None = None
    """Name of the environment variable that holds ``user:password`` of the proxy; None: it wants none."""
    profile: str | None = None
    """Folder that keeps cookies and storage from one visit to the next; None: a new visitor each time."""
    consent: Consent = "ignore"
    emulated: bool = True
