"""Host names as they come (from pages, command lines, code) in one form."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_PORT = re.compile(r":\d{0,5}$")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
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

    Unicode names become punycode. An IP address comes back in its usual form, without brackets, also where it is
    written in parts that only browsers read.
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
    labels = text.split(".")
    return _of_numbers(labels) if len(labels) > 1 and _NUMBER.fullmatch(labels[-1]) else text


def _of_numbers(labels: list[str]) -> str | None:
    """The IPv4 address that browsers read in a name whose last label is a number (URL standard, 3.5); else None.

    No name of the DNS ends so: ``0x7f.1`` is 127.0.0.1, and ``999.1.1.1`` is nothing.
    """
    try:
        numbers = [int(n[2:] or "0", 16) if n[:2] == "0x" else int(n, 8 if n[0] == "0" else 10) for n in labels]
    except ValueError:
        return None
    *first, last = numbers
    if len(numbers) > 4 or any(number > 255 for number in first) or last >= 256 ** (5 - len(numbers)):
        return None
    return str(ipaddress.IPv4Address(sum(n << 8 * (3 - i) for i, n in enumerate(first)) + last))


def parents(host: str) -> list[str]:
    """`host` and the names above it, nearest first: ``a.b.c`` → ``a.b.c``, ``b.c``, ``c``."""
    labels = host.split(".")
    return [".".join(labels[i:]) for i in range(len(labels))]


_ITSELF = "unknown: this is the machine that asks"
SUFFIX = "unknown: a public suffix; each name below it is of whoever registered it"


def why_unknown(host: str, suffix: bool = False) -> str:
    """Why no table says whose host this is. `suffix`: whether it is a public suffix."""
    address = address_of(host)
    if address is None:
        return SUFFIX if suffix else "unknown: the host is in none of the tables"
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
