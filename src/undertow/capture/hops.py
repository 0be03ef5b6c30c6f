"""One request as it is put together from what several witnesses report at different times."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast, get_args
from urllib.parse import urljoin, urlsplit

from undertow.capture.protocol import Json
from undertow.model import Channel, Header, Message, Sha256

Witness = Literal["network", "fetch", "probe", "netlog"]
CHANNELS = frozenset(get_args(Channel))
INSIDE = (
    "data:",
    "blob:",
    "about:",
    "chrome:",
    "chrome-error:",
    "chrome-extension:",
    "devtools:",
    "javascript:",
    "filesystem:",
)
"""Schemes of requests that never leave the browser."""


@dataclass
class Hop:
    """One request: a redirect makes another hop of the same request id."""

    number: int
    request_id: str
    session: str
    """Session that reported it last: the one to ask for its bodies."""
    origin: str
    """Session that reported it first: the one its stack speaks of."""
    at: float
    step: str
    channel: Channel
    method: str
    url: str
    frame_url: str
    target: str
    initiator: Json
    worker: str = ""
    """Address of the worker whose thread reported it; empty where that is no worker."""
    headers: Mapping[str, Any] = field(default_factory=dict)
    """As the browser told them last; `headers_of` takes them apart, once, in the end."""
    body: Sha256 | None = None
    frame: str = ""
    redirected_from: int | None = None
    status: int | None = None
    response_headers: Mapping[str, Any] = field(default_factory=dict)
    response_body: Sha256 | None = None
    mime: str = ""
    remote_address: str | None = None
    error: str | None = None
    answered_by_us: bool = False
    wire: bool = False
    """`headers` are those that went out."""
    inside: bool = False
    """The page's own service worker answered: the request did not leave the browser."""
    body_missing: bool = False
    """It has a body, which the browser did not give."""
    messages: list[Message] = field(default_factory=list)
    witnesses: tuple[Witness, ...] = ("network",)
    open: bool = True
    started: float = 0.0
    """`time.monotonic` when it was seen."""
    received: int = 0
    """Bytes of the answer so far, decoded."""


def channel_of(resource_type: str) -> Channel:
    """The channel of a request: the browser's own word for the resource type."""
    word = resource_type.lower()
    return cast(Channel, word) if word in CHANNELS else "other"


def headers_of(raw: Mapping[str, Any]) -> tuple[Header, ...]:
    """Headers in order; values that the browser joined by line breaks are taken apart again."""
    return tuple(Header(name=n, value=part) for n, value in raw.items() for part in str(value).split("\n"))


def absolute(base: str, address: str) -> str:
    """An address as a page at `base` means it; as it stands if it cannot be read."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def origin_of(url: str) -> str:
    """Scheme, host and port of an address as it is written."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def host_of(url: str) -> str:
    """Lower-case host name without port; empty if there is none or the URL is broken."""
    try:
        return (urlsplit(url).hostname or "").removesuffix(".")
    except ValueError:
        return ""


def inline_body(request: Json) -> bytes | None:
    """The request's body, exactly, if the report carries all of it."""
    entries = request.get("postDataEntries")
    if entries and all("bytes" in entry for entry in entries):
        return b"".join(base64.b64decode(entry["bytes"]) for entry in entries)
    if not entries and request.get("postData"):
        return str(request["postData"]).encode("utf-8", "replace")
    return None


def address_of(response: Json) -> str | None:
    """Address and port that the browser connected to."""
    ip, port = response.get("remoteIPAddress"), response.get("remotePort")
    if not ip or not port:
        return None
    ip = str(ip).strip("[]")
    return f"[{ip}]:{port}" if ":" in ip else f"{ip}:{port}"
