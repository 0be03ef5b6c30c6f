"""What a visit says of a target that gave no page, or one that is no app, and of code and pages that did not arrive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from undertow.model import Exchange

_REASONS = (
    ("ERR_NAME_NOT_RESOLVED", "The name {host} does not resolve. Check the spelling, or map it with --map."),
    (
        "ERR_CERT",
        "The certificate of {host} is not trusted ({word}). If the server is your own, say where it is and whose "
        "certificate it has: --map {host}=ADDRESS:PORT --ca FILE.",
    ),
    ("ERR_SSL", "No TLS connection with {host} ({word})."),
    ("ERR_TOO_MANY_REDIRECTS", "{url} redirects in a loop."),
    ("ERR_CONNECTION_REFUSED", "Nothing answers at {host}: the connection was refused."),
    ("ERR_SOCKET_NOT_CONNECTED", "{host} closed the connection without an answer."),
    ("ERR_CONNECTION_RESET", "{host} closed the connection without an answer."),
    ("ERR_CONNECTION_CLOSED", "{host} closed the connection without an answer."),
    ("ERR_EMPTY_RESPONSE", "{host} closed the connection without an answer."),
    ("ERR_INVALID_HTTP_RESPONSE", "What answers at {host} does not speak HTTP."),
    ("ERR_INVALID_AUTH_CREDENTIALS", "{url} asks for a user name and password of its own kind (HTTP authentication)."),
    ("ERR_TIMED_OUT", "{host} does not answer in time."),
    ("ERR_CONNECTION_TIMED_OUT", "{host} does not answer in time."),
    ("ERR_ABORTED", "{host} does not answer in time."),  # by us, at the end of our patience
    ("ERR_INTERNET_DISCONNECTED", "This machine has no network."),
)
_UNDELIVERED = (
    "ERR_NAME_NOT_RESOLVED", "ERR_CONNECTION", "ERR_TIMED_OUT", "ERR_CERT", "ERR_SSL", "ERR_SOCKET",
    "ERR_EMPTY_RESPONSE", "ERR_INVALID_HTTP_RESPONSE", "ERR_HTTP2", "ERR_TUNNEL", "ERR_PROXY", "ERR_ADDRESS",
    "ERR_NETWORK", "ERR_INTERNET_DISCONNECTED",
)  # fmt: skip
"""Errors of the network. Others are the app's own doing (a policy that forbids a script) or come of leaving a page."""
_GAPS = {"script": "code-not-delivered", "document": "page-not-delivered"}
_EMPTY = (204, 205)
_PAGES = ("text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml")


def unreachable(target: str, exchanges: Iterable[Exchange], *, arrived: bool) -> str | None:
    """Why the target gave no document; None if it gave one. `arrived`: the browser has shown one."""
    documents = _documents(exchanges)
    answered = [e for e in documents if e.status is not None and not e.error and not 300 <= e.status < 400]
    if answered and arrived:
        return None
    host = urlsplit(target).hostname or target
    if answered:
        last = answered[-1]
        if last.status in _EMPTY:
            return f"{target} answered with nothing (status {last.status})."
        if _is_file(last):
            return f"{target} is a file to download ({last.mime or 'of unknown type'}), not a page."
        return None  # it came, and the browser was still at it when the time was up
    word = next((e.error for e in reversed(documents) if e.error), None)
    if word is None:
        return f"{host} did not answer in time."
    for start, sentence in _REASONS:
        if start in word:
            return sentence.format(host=host, url=target, word=word)
    return f"{target} could not be loaded ({word})."


def no_app(target: str, exchanges: Iterable[Exchange]) -> str | None:
    """Why what the target gave first is not the app that was meant; None if it may be."""
    first = next((e for e in _documents(exchanges) if e.status is not None and not 300 <= e.status < 400), None)
    if first is None or first.status is None:
        return None
    if first.status >= 400:
        return f"The server answered with status {first.status}; what was seen is its error page."
    if first.mime and first.mime not in _PAGES:
        return f"{target} is not a page but {first.mime}."
    return None


class Undelivered(NamedTuple):
    """Code or pages of one host that were asked for and that the network did not bring."""

    kind: str
    """Of the gap that this is."""
    host: str
    why: str
    hides: bool
    """False where a name leads nowhere, for then no visitor gets anything; but a sealed browser finds no name."""


def undelivered(exchanges: Iterable[Exchange], *, sealed: bool) -> Iterator[Undelivered]:
    """What of the app's code and pages did not arrive in this visit, and did not at another try either."""
    known = list(exchanges)
    arrived = {exchange.url for exchange in known if exchange.status is not None and not exchange.error}
    missing: dict[tuple[str, str], dict[str, str]] = {}
    for exchange in known:
        error = exchange.error or ""
        if exchange.channel in _GAPS and exchange.url not in arrived and any(word in error for word in _UNDELIVERED):
            missing.setdefault((_GAPS[exchange.channel], exchange.host), {}).setdefault(exchange.url, error)
    for (kind, host), errors in missing.items():
        url, error = next(iter(errors.items()))
        more = f" and {len(errors) - 1} more" if len(errors) > 1 else ""
        hides = sealed or any("ERR_NAME_NOT_RESOLVED" not in word for word in errors.values())
        yield Undelivered(kind, host, f"{url}{more} did not arrive ({error}), so what it does was not seen.", hides)


def _is_file(document: Exchange) -> bool:
    headers = {h.name.lower(): h.value.lower() for h in document.response_headers}
    return "attachment" in headers.get("content-disposition", "") or document.mime == "application/octet-stream"


def _documents(exchanges: Iterable[Exchange]) -> list[Exchange]:
    return [e for e in exchanges if e.channel == "document" and e.target == "page"]
