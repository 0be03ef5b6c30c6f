"""Do no harm: off loopback, the request that submits a form is answered here unless the user asked otherwise."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from urllib.parse import quote, quote_plus

from undertow.capture.hops import host_of
from undertow.capture.protocol import Json
from undertow.model import Bait

SUBMITTING = frozenset({"Document", "XHR", "Fetch", "Ping", "Other"})
SHORTEST = 4
"""Values shorter than this occur by chance."""


class HoldBack:
    """Tells which requests must not leave."""

    def __init__(self, baits: Iterable[Bait], target_host: str) -> None:
        self._needles = tuple({needle for bait in baits for needle in forms(bait.value)})
        self._site = site(target_host)

    def carries_bait(self, url: str, body: bytes | None) -> bool:
        """True if a bait stands in the address or body, in clear or in a usual encoding or hash."""
        hay = url.encode("utf-8", "replace") + b"\0" + (body or b"")
        return any(needle in hay for needle in self._needles)

    def holds(self, params: Json, body: bytes | None) -> bool:
        """Decide on a paused request, once submitting has begun.

        Held: every request with a bait in it that can change something (any method but GET), that is a navigation, or
        that goes to the audited site; and, bait or not (it may be encrypted), what the site's own pages send to the
        site by another method than GET. A GET with a bait to somebody else goes on: that is what is being looked for.
        """
        request, kind = params["request"], params.get("resourceType", "Other")
        if kind not in SUBMITTING:
            return False
        own = site(host_of(request["url"])) == self._site
        writes = request["method"] not in ("GET", "HEAD", "OPTIONS")
        if own and writes:
            return True
        return (own or writes or kind == "Document") and self.carries_bait(request["url"], body)


def answer(params: Json) -> Json:
    """An empty answer to a paused request that lets the page go on, across origins too."""
    headers = {name.lower(): value for name, value in params["request"].get("headers", {}).items()}
    return {
        "requestId": params["requestId"],
        "responseCode": 200,
        "responseHeaders": [
            {"name": "content-type", "value": "text/html; charset=utf-8"},
            {"name": "cache-control", "value": "no-store"},
            {"name": "access-control-allow-origin", "value": headers.get("origin", "*")},
            {"name": "access-control-allow-credentials", "value": "true"},
        ],
        "body": "",
    }


def forms(value: str) -> Iterator[bytes]:
    """A value in the encodings and hashes in which pages usually send it."""
    if len(value) < SHORTEST:
        return
    for text in {value, value.lower(), value.removeprefix("+")}:
        raw = text.encode()
        yield raw
        yield quote(text, safe="").encode()
        yield quote_plus(text).encode()
        yield raw.hex().encode()
        yield from (inner for offset in range(3) if len(inner := base64_core(raw, offset)) >= SHORTEST)
        for digest in (hashlib.md5, hashlib.sha1, hashlib.sha256):
            yield digest(raw, usedforsecurity=False).hexdigest().encode()


def site(host: str) -> str:
    """The last two labels of a name, the whole of an address: near enough to tell own from foreign, and errs to own."""
    labels = host.split(".")
    return host if labels[-1].isdigit() or ":" in host else ".".join(labels[-2:])


def base64_core(raw: bytes, offset: int) -> bytes:
    """The part of its base64 form that does not depend on what stands before and after it."""
    encoded = base64.b64encode(b"\0" * offset + raw)
    start = (0, 2, 3)[offset]
    end = len(encoded) - (0, 4, 4)[(offset + len(raw)) % 3 and 1]
    return encoded[start:end]
