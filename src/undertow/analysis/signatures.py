"""Known identity, carrier, risk and captcha systems, recognised in code and in traffic.

A host of the system is enough by itself, unless it serves much else or stands in an agreement link. Without it (the
SDK talks to the app's own host) at least two independent features are needed, one of them distinctive: field names such
as ``sign`` or ``appId`` are everybody's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec
import numpy as np

from undertow import data
from undertow.analysis.columns import Columns, K
from undertow.errors import InvalidData
from undertow.model import Endpoint, SignatureHit, Span, Verified

WEAK_HOSTS = frozenset({
    "g.alicdn.com", "res.wx.qq.com", "support.weixin.qq.com", "www.ishumei.com", "jpush.cn", "jiguang.cn",
    "www.cmpassport.com", "openfpcdn.io", "www.google.com", "cf.aliyun.com",
})  # fmt: skip
"""Hosts in the data that also serve other things (general CDNs, company sites): they need a second feature."""
_GENERIC_PATHS = frozenset({
    "/load", "/verify", "/validate", "/list", "/js/", "/webid", "/get_config", "/oauth2/token", "/log/logReport",
    "/web/common", "/web/report", "/v2.0/result", "/v1/web/verify", "/client/uniConfig", "/api?appid=", "/1/api.js",
})  # fmt: skip
_GENERIC_GLOBALS = frozenset({"FingerprintJS", "visitorId"})  # also of the open-source library of that name
_GENERIC_FILES = frozenset({"load.min.js", "s.js"})
_GENERIC_STORAGE = frozenset({"umt", "datadome"})
_AGREEMENT = re.compile(r"/(?:contract|disclaimer|agreement|terms|privacy|protocol)\b", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z_$][\w$]*", re.ASCII)
_MIN_FIELDS = 3
"""Field names of one system that together make one feature."""
_MIN_FIELDS_ALONE = 5
"""Field names in one request that make a system likely without any path."""
_LONGEST = 4_096  # characters of a string that are searched


class _Row(msgspec.Struct, frozen=True, kw_only=True):
    """What is used of a row of signatures.json."""

    id: str
    kind: str
    system: str
    operator: str | None
    operator_country: str | None
    hosts: tuple[str, ...]
    signatures: dict[str, Any]
    verified: Any = False


@dataclass(frozen=True)
class _Rule:
    row: _Row
    hosts: frozenset[str]
    host_patterns: tuple[re.Pattern[str], ...]
    paths: tuple[tuple[str, re.Pattern[str]], ...]
    """Each path with the pattern that finds it in a string."""
    words: tuple[tuple[str, str], ...]
    """(kind of feature, name or literal) that is looked for as a whole symbol."""
    fields: frozenset[str]

    def names(self, host: str) -> bool:
        """Is this a host of the system?"""
        return host in self.hosts or any(p.fullmatch(host) for p in self.host_patterns)

    def hit(self, matched: Iterable[str], span: Span | None) -> SignatureHit:
        """The record of a recognition."""
        row = self.row
        verified: Verified = row.verified if isinstance(row.verified, bool) else "partial"
        return SignatureHit(
            id=row.id,
            system=row.system,
            kind=row.kind,
            operator=row.operator,
            operator_country=row.operator_country,
            matched=tuple(matched),
            verified=verified,
            span=span,
        )


@cache
def _rules() -> tuple[_Rule, ...]:
    try:
        rows = msgspec.json.decode(data.read("signatures.json"), type=tuple[_Row, ...])
    except msgspec.DecodeError as error:
        raise InvalidData(f"signatures.json: {error}") from error
    taken: set[str] = set()
    return tuple(_rule(row, taken) for row in rows)


def _rule(row: _Row, taken: set[str]) -> _Rule:
    """`taken`: hosts of earlier rows; a host that several systems use belongs to the first that names it."""
    hosts: set[str] = set()
    patterns: list[re.Pattern[str]] = []
    for entry in row.hosts:
        if entry.startswith("regexp:"):
            patterns.append(re.compile(entry.removeprefix("regexp:")))
        elif entry.startswith("*."):
            patterns.append(re.compile(r"(?:[\w-]+\.)+" + re.escape(entry[2:])))
        elif "/" not in entry and (host := entry.split(":")[0]) not in taken | WEAK_HOSTS:
            hosts.add(host)
    taken |= hosts
    given = {k: tuple(v) if isinstance(v, list) else (v,) for k, v in row.signatures.items()}
    paths = [path.split("?")[0] for key in ("paths", "files") for path in given.get(key, ())]
    paths += [entry[entry.index("/") :] for entry in row.hosts if "/" in entry and not entry.startswith("regexp:")]
    distinctive = [p for p in dict.fromkeys(paths) if p not in _GENERIC_PATHS | _GENERIC_FILES and len(p) > 4]
    return _Rule(
        row=row,
        hosts=frozenset(hosts),
        host_patterns=tuple(patterns),
        paths=tuple((p, _path_pattern(p)) for p in distinctive if not _AGREEMENT.search(p)),
        words=tuple(dict.fromkeys(_words(given))),
        fields=frozenset(m[0] for field in given.get("request_fields", ()) if (m := _WORD.match(field))),
    )


def _path_pattern(path: str) -> re.Pattern[str]:
    """Finds a path at path boundaries; `<...>` in it stands for anything within a segment."""
    body = r"[^/?#\s]+".join(re.escape(piece) for piece in re.split(r"<[^<>]*>", path))
    return re.compile(
        ("" if path.startswith("/") else r"(?:^|/)") + body + ("" if path.endswith("/") else r"(?![\w-])")
    )


def _words(given: dict[str, tuple[str, ...]]) -> Iterable[tuple[str, str]]:
    for name in given.get("globals", ()):
        plain = name.removeprefix("window.")
        if plain not in _GENERIC_GLOBALS:
            yield "global", plain.split(".")[0]
            yield "global", plain
    for key in ("storage", "cookies"):
        for name in given.get(key, ()):
            if name not in _GENERIC_STORAGE and "<" not in name and "*" not in name:
                yield "storage", name
    for name in given.get("params", ()):
        yield "parameter", name
    for text in given.get("literals", ()):
        if len(text) > 4:
            yield "literal", text


def match_code(
    c: Columns, endpoints: Collection[Endpoint], original: Callable[[Span], Span]
) -> tuple[SignatureHit, ...]:
    """Systems that the code of a script belongs to or talks to.

    Args:
        c: the script in its decoded form.
        endpoints: its endpoints.
        original: maps a byte range of `c.source` to the script as delivered.
    """
    reader = _CodeReader(c, endpoints, original)
    found: list[SignatureHit] = []
    for rule in _rules():
        hosts, others = reader.hosts(rule), reader.features(rule)
        if hosts or len(others) >= 2:
            features = [*hosts.items(), *others.items()]
            found.append(rule.hit([name for name, _ in features], features[0][1]))
    return tuple(found)


class _CodeReader:
    """Looks features up in one script: name of the feature -> where it stands in the script as delivered."""

    def __init__(self, c: Columns, endpoints: Collection[Endpoint], original: Callable[[Span], Span]) -> None:
        self._c, self._endpoints, self._original = c, endpoints, original
        strings = np.unique(c.sym[c.kind == K["string"]]).tolist()
        self._texts = [c.symbols[i] for i in strings if len(c.symbols[i]) <= _LONGEST]
        self._paths = [text for text in self._texts if "/" in text or text.endswith(".js")]
        self._paths += [endpoint.url for endpoint in endpoints]
        self._haystack = "\n".join(self._paths)

    def hosts(self, rule: _Rule) -> dict[str, Span]:
        """Hosts of the system: addressed, or standing alone as a string."""
        found: dict[str, Span] = {}
        for endpoint in self._endpoints:
            if rule.names(endpoint.host) and not _AGREEMENT.search(endpoint.url):
                found.setdefault(f"host:{endpoint.host}", endpoint.span)
        for host in sorted(rule.hosts):
            if host in self._c.symbol_ids:
                found.setdefault(f"host:{host}", self._place(host))
        return found

    def features(self, rule: _Rule) -> dict[str, Span]:
        """Distinctive features of the code, and its field names if there are enough of them."""
        found: dict[str, Span] = {}
        for path, pattern in rule.paths:
            if path.split("<")[0] in self._haystack:
                text = next((text for text in self._paths if pattern.search(text)), None)
                if text is not None:
                    found[f"path:{path}"] = self._place(text)
        for kind, word in rule.words:
            if all(part in self._c.symbol_ids for part in (word.split(".") if kind == "global" else [word])):
                found[f"{kind}:{word}"] = self._place(word.split(".")[-1] if kind == "global" else word)
        fields = sorted(name for name in rule.fields if name in self._c.symbol_ids)
        if found and len(fields) >= _MIN_FIELDS:
            found["field:" + ",".join(fields)] = self._place(fields[0])
        return found

    def _place(self, text: str) -> Span:
        symbol = self._c.symbol_ids.get(text)
        if symbol is None:
            return next((e.span for e in self._endpoints if e.url == text), (0, 0))
        return self._original(self._c.span(int(np.flatnonzero(self._c.sym == symbol)[0])))


def match_traffic(host: str, path: str, fields: Collection[str]) -> tuple[SignatureHit, ...]:
    """Systems that a request goes to, also when it is proxied through the app's own host.

    Args:
        host: without port.
        path: of the URL, without query.
        fields: names in query and body.
    """
    found: list[SignatureHit] = []
    for rule in _rules():
        matched: list[str] = []
        if rule.names(host) and not _AGREEMENT.search(path):
            matched.append(f"host:{host}")
        paths = [p for p, pattern in rule.paths if pattern.search(path)]
        present = sorted(rule.fields.intersection(fields))
        enough = (paths and len(present) >= 2) or len(present) >= _MIN_FIELDS_ALONE
        if matched or enough:
            matched += [f"path:{p}" for p in paths] + [f"field:{name}" for name in present]
            found.append(rule.hit(matched, None))
    return tuple(found)
