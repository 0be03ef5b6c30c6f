"""Host names as they come (from pages, command lines, code) in one form."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_PORT = re.compile(r":\d{0,5}$")
LONGEST = 253
"""Characters of a host name in ASCII, without the final dot (RFC 1035)."""


def address_of(text: str) -> Address | None:
    """The IP address that `text` is: bare, in brackets, with port or zone; IPv4 inside IPv6 as IPv4; else None."""
    text = text.strip()
    if len(text) > LONGEST:
        return None
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = _PORT.sub("", text)
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def host_of(text: str) -> str | None:
    """The host in `text` (host, host with port, or URL): lower case, ASCII, without port and final dot; else None.

    Unicode names become punycode. An IP address comes back in its usual form, without brackets.
    """
    text = text.strip()
    if "/" in text or "@" in text:
        try:
            text = urlsplit(text if "//" in text else f"//{text}").netloc.rpartition("@")[2]
        except ValueError:
            return None
    address = address_of(text)
    if address is not None:
        return str(address)
    text = _PORT.sub("", text).removesuffix(".")
    if not text or len(text) > 4 * LONGEST:
        return None
    if not text.isascii():
        try:
            text = text.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    text = text.lower()
    if len(text) > LONGEST or not all(_LABEL.fullmatch(label) for label in text.split(".")):
        return None
    return text


def parents(host: str) -> list[str]:
    """`host` and the names above it, nearest first: ``a.b.c`` → ``a.b.c``, ``b.c``, ``c``."""
    labels = host.split(".")
    return [".".join(labels[i:]) for i in range(len(labels))]


_ITSELF = "unknown: this is the machine that asks"


def why_unknown(host: str) -> str:
    """Why no table says whose host this is."""
    address = address_of(host)
    if address is None:
        return "unknown: the host is in none of the tables"
    if address.is_loopback:
        return _ITSELF
    if not address.is_global:
        return "unknown: a private or reserved address, which means another machine in each network"
    return "unknown: an address alone does not say who uses it; the network it is in is another question"


def why_no_host(text: str) -> str:
    """Why a text that names no known organisation is no host name to look up either."""
    name = host_of(text)
    if name == "localhost":
        return _ITSELF
    if name is None and len(text) > LONGEST:
        return (
            f"unknown: a host name has {LONGEST} characters at most, and no organisation of this name is in the tables"
        )
    if name is not None:
        return "unknown: no organisation of this name is in the tables; a host name has a dot, as in example.org"
    return "unknown: no organisation of this name is in the tables, nor is it a host name"
