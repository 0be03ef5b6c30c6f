"""Destinations that stand in code, in clear or decoded, and the sinks they are handed to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

import numpy as np

from undertow.analysis.addresses import SELF, is_told
from undertow.analysis.columns import Columns, F, K, kind_mask
from undertow.analysis.decode import HOLE, Decoded
from undertow.analysis.excerpt import clip, excerpt
from undertow.analysis.values import Values
from undertow.model import Endpoint, Excerpt, Span

MAX_ENDPOINTS = 2_000
"""Endpoints kept of one script, in order of appearance; lists of hosts may hold more."""
_MAX_CLIMB = 400  # concatenations around a string
MAX_URL = 2_000
"""Characters kept of one URL."""

NOT_DESTINATIONS = frozenset({
    "www.w3.org", "schema.org", "ns.adobe.com", "purl.org", "xmlns.com", "json-schema.org", "www.inkscape.org",
    "sodipodi.sourceforge.net", "reactjs.org", "legacy.reactjs.org", "react.dev", "fb.me", "vuejs.org", "angular.dev",
    "angular.io", "developer.mozilla.org", "tc39.es", "www.ecma-international.org", "bit.ly", "goo.gl", "git.io",
})  # fmt: skip
"""Hosts of XML namespaces and of manual pages that error messages name; they count only where a sink is given them."""

_URL = re.compile(r"(?:https?|wss?)://[^\s\"'<>\\^`{|}\ufffd]+", re.IGNORECASE)
_SCHEMELESS = re.compile(r"//[^\s\"'<>\\^`{|}\ufffd/?#]+[/?#][^\s\"'<>\\^`{|}\ufffd]*")
"""A whole text of this form is an address on the page's own scheme; without a path it could be `//main.js`."""
_LABEL = r"(?!-)[a-z0-9_\ufffc-]{1,63}(?<!-)"
_HOST = re.compile(
    rf"(?:{_LABEL}\.)+(?:[a-z]{{2,24}}|xn--[a-z0-9-]{{2,59}})\.?|localhost|\d{{1,3}}(?:\.\d{{1,3}}){{3}}"
)
_IN_STRINGS = kind_mask(["binary_expression", "template_string", "template_substitution", "parenthesized_expression"])
_TEXT = kind_mask(["string", "template_string"])
_SUBSTITUTION = K["template_substitution"]
_CALL, _MEMBER, _ARGUMENTS = K["call_expression"], K["member_expression"], K["arguments"]
_RELATIVE = re.compile(r"(?:\.{0,2}/(?!/)|[\w~-]+(?:/|\.[a-z]{2,5}$|$)|\?)", re.ASCII)
_UNKNOWN = re.compile(f"[{HOLE}{SELF}]")
_SELECTOR = re.compile(r"\[[\w-]+[~|^$*]?=[\"']?$")
_PROSE = re.compile(r"\w.*[\s(]$(?<!url\()", re.DOTALL)
_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})
_CODE_SCHEMES = ("data:", "blob:", "javascript:", "about:", "mailto:", "tel:", "sms:", "chrome", "moz-extension")


@dataclass(frozen=True)
class SinkUse:
    """A call or assignment that sends, and the expression that says where to."""

    kind: str
    node: int
    url: int
    """Node of the address expression; -1 if there is none."""
    addresses: tuple[str, ...]
    """What it may be, with HOLE for what is not known."""


def host_in(url: str) -> str | None:
    """Host of a URL with HOLE for unknown parts.

    ``""`` for a relative URL, None if it has no plausible or no known host. Unknown leading labels stay as HOLE.
    """
    text = "https:" + url if url.startswith("//") else url
    if "://" not in text[:8]:
        return "" if _RELATIVE.match(url) and not url.lower().startswith(_CODE_SCHEMES) else None
    try:
        host = (urlsplit(text).hostname or "").rstrip(".")
    except ValueError:
        return None
    if HOLE in host and not is_told(host):  # `https://{}-bundle.min.js`: what is unknown ends within the path
        return None
    return host if _HOST.fullmatch(host) and len(host) <= 253 else None


class EndpointFinder:
    """Finds the endpoints of one script, in the form it has after decoding."""

    def __init__(
        self,
        c: Columns,
        decoded: Decoded,
        values: Values,
        delivered: bytes,
        original: Callable[[Span], Span],
        *,
        has_decoded: bool,
    ) -> None:
        self._c, self._decoded, self._values = c, decoded, values
        self._delivered = delivered
        self._has_decoded = has_decoded
        self._original = original
        self._found: dict[tuple[str, str | None], Endpoint] = {}
        self.cut = False
        """True if there were more than MAX_ENDPOINTS."""

    def find(self, sinks: Iterable[SinkUse], kept: Iterable[tuple[int, str]] = ()) -> tuple[Endpoint, ...]:
        """All endpoints, ordered by place in the script as delivered.

        Args:
            sinks: what sends.
            kept: expressions known to hold a host, each with its address.
        """
        sent: set[str] = set()
        for sink in sinks:
            for text in sink.addresses:
                host = "" if SELF in text else host_in(text)
                if host is not None:
                    sent.add(text)
                    self._add(text, host, sink.node, sink.kind, self._method(sink))
        ordered = sorted(sent)
        for node, text in self._standing():
            for match in (m for m in (_SCHEMELESS.fullmatch(text), *_URL.finditer(text)) if m):
                url = match[0].rstrip(".,;:)]")
                host = host_in(url)
                if not host or host in NOT_DESTINATIONS or _is_mention(text[: match.start()]):
                    continue
                at = bisect_left(ordered, url)  # where those stand that begin with it
                if not (at < len(ordered) and ordered[at].startswith(url)):
                    self._add(url, host, node, None, None)
        named = {endpoint.host for endpoint in self._found.values()}
        for node, text in kept:
            host = host_in(text)
            if host and host.replace(HOLE, "{}") not in named:
                self._add(text, host, node, None, None)
        return tuple(sorted(self._found.values(), key=lambda e: (e.span, e.url, e.sink or "")))

    def _add(self, url: str, host: str, node: int, sink: str | None, method: str | None) -> None:
        shown = url[:MAX_URL].replace(HOLE, "{}").replace(SELF, "{}")
        if (shown, sink) in self._found:
            return
        if len(self._found) >= MAX_ENDPOINTS:
            self.cut = True
            return
        place = self._c.span(node)
        piece = excerpt(self._c, self._decoded, place)
        self._found[shown, sink] = Endpoint(
            url=shown,
            host=host.replace(HOLE, "{}"),
            method=method,
            decoded=self._is_hidden(host, url),
            span=self._original(place),
            sink=sink,
            excerpt=delivered_excerpt(piece, self._delivered, self._original),
        )

    def _is_hidden(self, host: str, url: str) -> bool:
        """Can the destination not be read in the script as delivered?

        Of a host the domain counts (about the last two labels): plain code, too, puts host names together from labels.
        """
        if host:
            labels = host.rpartition(HOLE)[2].strip(".").split(".")
            return ".".join(labels[-3 if len(labels[-2:][0]) < 4 else -2 :]).encode() not in self._delivered
        return self._has_decoded and any(part.encode() not in self._delivered for part in _UNKNOWN.split(url))

    def _standing(self) -> Iterable[tuple[int, str]]:
        """Strings that may hold a URL, each with the whole expression it is part of."""
        c = self._c
        slashes = np.array(["//" in text for text in c.symbols] or [False], np.bool_)
        strings = np.flatnonzero((c.kind == K["string"]) & slashes[c.sym])
        literals = [n for n in c.where("template_string").tolist() if b"//" in self._own_text(n)]
        parts: dict[int, list[int]] = {}
        for node in [*strings.tolist(), *literals]:
            parts.setdefault(self._whole(node), []).append(node)
        for node, value in self._decoded.values.items():
            if isinstance(value, str):
                parts.setdefault(self._whole(node) if "//" in value else node, []).append(node)
        for node in (*self._decoded.templates, *self._decoded.alternatives):
            parts.setdefault(node, [])
        for whole in sorted(parts):
            texts = [text for text in self._values.strings(whole) if "//" in text]
            for text in texts:
                yield whole, text
            if not texts:  # the parts of what could not be put together
                for node in parts[whole]:
                    yield from ((node, text) for text in self._values.strings(node)[:1])

    def _own_text(self, template: int) -> bytes:
        """What stands in a template literal outside its substitutions."""
        c = self._c
        pieces, at = [], int(c.start[template])
        for child in c.children(template):
            if c.kind[child] == _SUBSTITUTION:
                pieces.append(c.source[at : c.start[child]])
                at = int(c.end[child])
        return b"\0".join([*pieces, c.source[at : c.end[template]]])

    def _whole(self, node: int) -> int:
        """The largest string expression around a string."""
        c = self._c
        for _ in range(_MAX_CLIMB):
            up = int(c.parent[node])
            if (call := self._concat_around(node, up)) >= 0:
                node = call
                continue
            if up < 0 or not _IN_STRINGS[c.kind[up]]:
                break
            if c.kind[up] == K["binary_expression"]:
                left, right = c.child(up, F["left"]), c.child(up, F["right"])
                if c.source[c.end[left] : c.start[right]].strip() != b"+":
                    break
            node = up
        return node

    def _concat_around(self, node: int, up: int) -> int:
        """The call `"…".concat(a, b)` that a string is the receiver or an argument of; -1 if there is none.

        Compilers write template literals so. The receiver must itself be a text: lists have the same method.
        """
        c = self._c
        if up < 0 or c.kind[up] not in (_ARGUMENTS, _MEMBER):
            return -1
        call = int(c.parent[up])
        if call < 0 or c.kind[call] != _CALL or not self._is_concat(call):
            return -1
        if c.kind[up] == _MEMBER:
            return call if c.child(call, F["function"]) == up and c.child(up, F["object"]) == node else -1
        receiver = call
        for _ in range(_MAX_CLIMB):
            if c.kind[receiver] != _CALL or not self._is_concat(receiver):
                break
            receiver = c.child(c.child(receiver, F["function"]), F["object"])
        return call if _TEXT[c.kind[receiver]] else -1

    def _is_concat(self, call: int) -> bool:
        c = self._c
        callee = c.child(call, F["function"])
        name = c.child(callee, F["property"]) if callee >= 0 and c.kind[callee] == _MEMBER else -1
        return name >= 0 and c.sym[name] >= 0 and c.symbols[c.sym[name]] == "concat"

    def _method(self, sink: SinkUse) -> str | None:
        """HTTP method where it stands in the call: `open('POST', url)`, `fetch(url, {method: 'POST'})`."""
        c, arguments = self._c, int(self._c.parent[sink.url])
        if arguments < 0 or c.kind[arguments] != K["arguments"]:
            return None
        if sink.kind == "beacon":
            return "POST"
        given = c.children(arguments)
        for node in given:
            if node == sink.url:
                continue
            named = self._pair(node, "method") if c.kind[node] == K["object"] else node
            word = self._values.strings(named)[0].upper() if named >= 0 else ""
            if word in _METHODS:
                return word
        return "GET" if sink.kind == "fetch" and len(given) == 1 else None

    def _pair(self, node: int, key: str) -> int:
        c = self._c
        for pair in c.children(node):
            name = c.child(pair, F["key"]) if c.kind[pair] == K["pair"] else -1
            if name >= 0 and c.sym[name] >= 0 and c.symbols[c.sym[name]] == key:
                return c.child(pair, F["value"])
        return -1


def _is_mention(before: str) -> bool:
    """Does the text before a URL make it a page named in a message, or part of a CSS selector?"""
    in_prose = _PROSE.search(_URL.sub("", before)) is not None
    return SELF in before or in_prose or _SELECTOR.search(before) is not None


def delivered_excerpt(piece: Excerpt, delivered: bytes, original: Callable[[Span], Span]) -> Excerpt:
    """An excerpt of the decoded form, with the code as delivered beside it."""
    start, end = original(piece.span)
    return Excerpt(
        span=(start, end), original=clip(delivered[start:end].decode("utf-8", "replace")), decoded=piece.decoded
    )


def endpoints_in_text(source: bytes) -> tuple[Endpoint, ...]:
    """URLs found by pattern alone, for what could not be read as a script."""
    found: dict[str, Endpoint] = {}
    for match in re.finditer(
        rb"(?:https?|wss?)://[\x21\x23-\x26\x28-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a~]{3,500}", source
    ):
        url = match[0].decode("ascii").rstrip(".,;:)]")
        host = host_in(url)
        if host and host not in NOT_DESTINATIONS and url not in found:
            text = source[max(0, match.start() - 80) : match.end() + 80].decode("utf-8", "replace")
            piece = Excerpt(span=match.span(), original=text, decoded=text)
            found[url] = Endpoint(url=url, host=host, decoded=False, span=match.span(), excerpt=piece)
            if len(found) >= MAX_ENDPOINTS:
                break
    return tuple(found.values())
