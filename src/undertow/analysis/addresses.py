"""From the text of an address to where it leads: `destination`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urljoin, urlsplit

from undertow.analysis.decode import HOLE

SELF = "\ue010"
"""Stands in a value for the host of the page itself (`location.host`)."""
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_TWICE = re.compile(r"https?://(?=https?://)", re.IGNORECASE)
"""Code that puts a scheme before what has none tests for that; read without the test the scheme is there twice."""
_COLONS = re.compile(r"^(https?|wss?)::+(?=//)", re.IGNORECASE)
"""The same of code that puts a colon after a scheme that has none."""
_ON_ANOTHER = re.compile(r"(https?://[^/?#]*[a-z0-9])(?=https?://)", re.IGNORECASE)
"""A host with another address right behind it: one of several values of what comes after the host, and no path."""
_BACKSLASHED = re.compile(r"(?:(?:https?|wss?):)?[/\\]{2}[^?#]*", re.IGNORECASE)
"""In addresses of the web the URL standard reads a backslash before the query as a slash."""
_SCHEME = re.compile(r"(?:https?|wss?):", re.IGNORECASE)
"""What is left of an address whose rest is empty."""
_BEFORE_PATH = re.compile(r"[/?#]")
_TOLD = re.compile(r"(?:\.[\w-]+|-[\w-]+\.[\w-]+)(?:\.[\w-]+)+", re.ASCII)
"""What follows an unknown beginning and is enough: `{}.example.com`, `{}-eu.cdn.example`."""
FILE_NAME = re.compile(r"\.(?:m?js|css|html?|json|map|png|jpe?g|gif|svg|wasm|txt|xml)$", re.IGNORECASE)
"""Ends of names of files, where a text could be a host as well."""
_VERSION = re.compile(r"v?\d+(?:\.\d+){2,}(?:-[\w.]+)?")
"""A version number stands beside addresses in tables of settings, and is none."""
_DOTS_OF_VERSION = 2
_LOCAL = ("data:", "blob:", "javascript:", "about:", "mailto:", "tel:")
_OF_NETWORKS = frozenset({"http", "https", "ws", "wss", "ftp", "stun", "stuns", "turn", "turns"})
_UP_TO_HOST = re.compile(r"https?://[^/?#]+(?=/)", re.IGNORECASE)
_OWN_PATH = re.compile(r"/[^/]")
_QUERY = re.compile(r"[?&#]")
_SEVERAL = 2
_FORMS = (
    re.compile(r"([a-z][a-z0-9+.-]*:)?//", re.IGNORECASE),
    re.compile(
        rf"(?:[a-z0-9-]+(?:\.[a-z0-9-]+)+|[a-z0-9{HOLE}.-]*{HOLE}[a-z0-9-]*(?:\.[a-z0-9-]+){{2,}})(?:[/:?#]|$)",
        re.IGNORECASE,
    ),
    re.compile(r"[\w./-]*/[\w./-]*$"),
)
"""Forms of a text that can begin an address, the most certain first."""


def part_of(address: str, name: str) -> str:
    """A property of `new URL(address)`; empty if it is not known."""
    scheme, colon, rest = address.partition("://")
    host, _, path = re.split(r"[?#]", rest, maxsplit=1)[0].partition("/")
    if not colon or HOLE in scheme:
        return ""
    return {"origin": f"{scheme}://{host}", "protocol": f"{scheme}:", "pathname": f"/{path}"}.get(name, host)


def with_part(address: str, name: str, value: str) -> str:
    """The address after `url.host = value` or another of its properties was assigned to."""
    if name == "href":
        return value
    scheme, colon, rest = address.partition("://")
    if not colon or HOLE in scheme:
        scheme, rest = "https", f"{HOLE}/{HOLE}"
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    tail = rest[len(host) :]
    if name == "protocol":
        return f"{value.rstrip(':')}://{rest}"
    if name == "pathname":
        _, mark, query = tail.partition("?")
        return f"{scheme}://{host}/{value.lstrip('/')}{mark}{query}"
    return f"{scheme}://{value}{tail}"


def joined(base: str, path: str) -> str:
    """`new URL(path, base)` for what is known of both."""
    if "://" not in base:
        return path
    try:
        return urljoin(base, path)
    except ValueError:
        return path


def destination(text: str) -> tuple[str | None, str | None]:
    """(URL with {} for unknown parts, host): host empty for the page's own origin, None if it is not known.

    A host of which the end is known stands with {} for the rest: `ws-{}.example.com` says whose it is.
    """
    text = _COLONS.sub(r"\1:", _TWICE.sub("", text))
    if on := _ON_ANOTHER.match(text):
        text = f"{on[1]}/{HOLE}"
    text = text.replace("://.", f"://{HOLE}.")  # no host begins with a dot: something stands before it
    text = _BACKSLASHED.sub(lambda match: match[0].replace("\\", "/"), text, count=1) if "\\" in text else text
    shown = text.replace(SELF, "{}").replace(HOLE, "{}")
    if not shown.replace("{}", "") or shown == "*" or _VERSION.fullmatch(text) or _SCHEME.fullmatch(text):
        return None, None
    absolute = "https:" + text if text.startswith("//") else text
    if _ABSOLUTE.match(absolute):
        return shown, _host(absolute)
    if text.startswith(("/", "./", "../", "?", "#")) or HOLE not in _BEFORE_PATH.split(text, 1)[0]:
        return shown, ""
    return shown, None


def _host(absolute: str) -> str | None:
    try:
        host = urlsplit(absolute).hostname
    except ValueError:
        return None
    if host == SELF:
        return ""
    if host and host.rpartition(".")[2] in ("http", "https"):
        return None  # `"https://" + given`, where what is given has a scheme already
    if not host or SELF in host or (HOLE in host and not is_told(host)):
        return None
    if _VERSION.fullmatch(host) and host.count(".") == _DOTS_OF_VERSION:
        return None  # an address of four numbers is one of a device
    return host.replace(HOLE, "{}")


def is_told(host: str) -> bool:
    """Does a host of unknown beginning end in a domain, and not in one label, half a label or the name of a file?"""
    known = host.rpartition(HOLE)[2]
    return _TOLD.fullmatch(known) is not None and not (known.startswith("-") and FILE_NAME.search(known))


def is_variant(host: str | None, whole: Iterable[str | None]) -> bool:
    """Is a part of the host unknown, so that it says no more than these whole ones?

    What stands before a domain of which there is no whole one says more: `{}.api.example` beside `api.other.example`;
    so does one of which a label in the middle is unknown, `ids.{}.api.example`, if no whole one fits it.
    """
    known = [other for other in whole if other]
    if host is None or "{}" not in host or not known:
        return False
    labels = host.split(".")
    if not all(label == "{}" or "{}" not in label for label in labels):
        return True
    if labels[0] != "{}":
        form = re.compile(re.escape(host).replace(r"\{\}", "[^/]*"))
        return any(form.fullmatch(other) for other in known)
    domain = host.rsplit(".", 2)[-2:]
    return any(other.rsplit(".", 2)[-2:] == domain for other in known)


def is_local(text: str) -> bool:
    """Does the address stay in the browser, or lead to an app: `app://event`?"""
    scheme = _ABSOLUTE.match(text)
    return text.startswith(_LOCAL) or (scheme is not None and scheme[0][:-3].lower() not in _OF_NETWORKS)


def destinations(texts: Iterable[str]) -> list[tuple[str | None, str | None]]:
    """Distinct destinations outside the browser; unknown ones only if nothing is known; none if all are local.

    What is a path only where the beginning of the address is empty does not tell that it is: both are said then, and
    where all of the address may be unknown. A host of unknown beginning is told only where its domain has no whole one,
    and paths not where several are those of other addresses: then they are the same, read without what comes before.
    """
    remote = [text for text in texts if not is_local(text)]
    if not remote:
        return []
    tails = {_QUERY.split(text[at.end() :], 1)[0] for text in remote if (at := _UP_TO_HOST.match(text))}
    twins = {text for text in remote if _OWN_PATH.match(text) and _QUERY.split(text, 1)[0] in tails}
    if len(twins) >= _SEVERAL:
        remote = [text for text in remote if text not in twins]
    found = {text: destination(text) for text in remote}
    unknown = [d for text, d in found.items() if d[1] is None and text.startswith(HOLE)]
    if unknown:  # what is joined to an address, or stands for an empty one, is none by itself
        found = {text: d for text, d in found.items() if d[1] != "" or any(map(str.isalnum, d[0] or ""))}
    known = list(dict.fromkeys(d for d in found.values() if d[1] is not None))
    whole = [host for _, host in known if host and "{}" not in host]
    known = [d for d in known if not is_variant(d[1], whole)]
    if unknown and all(host == "" for _, host in known) and any(HOLE + text in found for text in ("", *remote)):
        known.append(unknown[0])
    return known or [*found.values()][:1] or [(None, None)]


def known_hosts(found: Iterable[tuple[str | None, str | None]]) -> frozenset[str]:
    """The hosts of some (URL, host) that are known as a whole."""
    return frozenset(host for _, host in found if host is not None and "{}" not in host)


def like_addresses(texts: Sequence[str]) -> list[str]:
    """Those that can begin an address, by the most certain of the forms that any of them has."""
    for form in _FORMS:
        if fitting := [text for text in texts if form.match(text)]:
            return fitting
    return []
