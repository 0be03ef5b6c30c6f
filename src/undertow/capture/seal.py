"""Which hosts a browser may reach: maps of host names to test servers, and the seal around the machine.

Answering requests through the DevTools protocol is not a seal: some channels (WebSocket, FedCM, network error reports)
pass it by, and TLS connections that name the host are opened all the same. So the seal is made of resolver rules,
which every name lookup and every connection of the network service passes, and of the policies below for WebRTC.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from undertow.errors import UsageError

_PATTERN = re.compile(r"(\*\.)?([a-z0-9_]([a-z0-9_-]{0,62})\.)*[a-z0-9_]([a-z0-9_-]{0,62})")
_EXAMPLE = (
    "Write HOST=ADDRESS:PORT, for example --map '*.shop.test=127.0.0.1:8443', or HOST=NAME for an alias (CNAME) of a "
    "host that is mapped itself."
)
WEBRTC = ("--webrtc-ip-handling-policy=disable_non_proxied_udp",)
"""UDP passes the resolver rules by. (The switch of the same name with ``force-`` before it has no effect headless.)"""


@dataclass(frozen=True)
class HostMap:
    """All connections to hosts of `pattern` go to `address`:`port` instead."""

    pattern: str
    """Host name in lower case; a leading ``*.`` stands for any number of labels."""
    address: str
    """IP address, or ``localhost``."""
    port: int
    alias_of: str | None = None
    """Name that the host is an alias (CNAME) of."""

    @classmethod
    def parse_all(cls, texts: Iterable[str]) -> tuple[HostMap, ...]:
        """Read every ``HOST=ADDRESS:PORT``, and ``HOST=NAME`` for an alias of a host that another of them maps.

        Raises:
            UsageError: one is not of that form; the message says what to write.
        """
        texts = tuple(texts)
        aliases = [text for text in texts if _names_host(text.partition("=")[2])]
        maps = [cls.parse(text) for text in texts if text not in aliases]
        for text in aliases:
            pattern, _, name = (part.strip().lower() for part in text.partition("="))
            target = next((m for m in maps if m.covers(name)), None)
            if target is None:
                raise UsageError(f"--map {text!r}: {name} is not mapped itself. Add --map {name}=ADDRESS:PORT.")
            # Rules of the browser are tried in order, so that an alias must stand before a pattern that covers it.
            alias = cls.parse(f"{pattern}={_bracket(target.address)}:{target.port}")
            maps.insert(0, replace(alias, alias_of=name))
        return tuple(maps)

    @classmethod
    def parse(cls, text: str) -> HostMap:
        """Read ``HOST=ADDRESS:PORT``.

        Raises:
            UsageError: it is not of that form; the message says what to write.
        """
        pattern, equals, place = text.partition("=")
        address, colon, port = place.rpartition(":")
        address = address.strip().removeprefix("[").removesuffix("]")
        pattern = pattern.strip().lower()
        if not (equals and colon):
            raise UsageError(f"--map {text!r} is not complete. {_EXAMPLE}")
        if len(pattern) > 253 or not _PATTERN.fullmatch(pattern):
            raise UsageError(f"--map {text!r}: {pattern!r} is not a host name. {_EXAMPLE}")
        if address != "localhost" and _ip(address) is None:
            raise UsageError(f"--map {text!r}: {address!r} is not an IP address. {_EXAMPLE}")
        if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
            raise UsageError(f"--map {text!r}: {port!r} is not a port. {_EXAMPLE}")
        return cls(pattern, address, int(port))

    @property
    def loopback(self) -> bool:
        """True if it leads to this machine."""
        return is_loopback(self.address)

    def covers(self, host: str) -> bool:
        """True if connections to `host` are mapped by this."""
        return fnmatchcase(host.lower(), self.pattern)


def _names_host(place: str) -> bool:
    """Whether what stands after the equals sign is a host name instead of an address and port."""
    name = place.strip().lower()
    return name != "localhost" and "*" not in name and _ip(name) is None and _PATTERN.fullmatch(name) is not None


@dataclass(frozen=True)
class Reach:
    """What the browser of an audit may reach, and whether forms may be submitted for real there."""

    sealed: bool
    """Only mapped hosts and loopback can be reached."""
    local: bool
    """The target itself is on this machine."""
    flags: tuple[str, ...]
    """Browser flags that make it so."""


def reach(target: str, maps: Iterable[HostMap]) -> Reach:
    """The reach of an audit of `target`: sealed when the target is on loopback or mapped, open otherwise."""
    maps = tuple(maps)
    host = urlsplit(target).hostname or ""
    mapped = next((m for m in maps if m.covers(host)), None)
    local = is_loopback(host) if mapped is None else mapped.loopback
    sealed = local or mapped is not None
    return Reach(sealed, local, _flags(maps, sealed=sealed))


def is_loopback(host: str) -> bool:
    """True for ``localhost``, names below it, 127.0.0.0/8 and ::1."""
    host = host.lower().removeprefix("[").removesuffix("]").removesuffix(".")
    if host == "localhost" or host.endswith(".localhost"):
        return True
    address = _ip(host)
    return address is not None and address.is_loopback


def _ip(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _flags(maps: tuple[HostMap, ...], *, sealed: bool) -> tuple[str, ...]:
    rules = [f"MAP {m.pattern} {_bracket(m.address)}:{m.port}" for m in maps]
    if sealed:
        rules += ["MAP * ~NOTFOUND", "EXCLUDE localhost", "EXCLUDE *.localhost", "EXCLUDE 127.*", "EXCLUDE [::1]"]
    flags = ["--host-resolver-rules=" + " , ".join(rules)] if rules else []
    if sealed:
        flags += WEBRTC
    return tuple(flags)


def _bracket(address: str) -> str:
    return f"[{address}]" if ":" in address else address
