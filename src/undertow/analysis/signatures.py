"""Known systems, recognised by what their code and requests say: constants, paths, names and fields, after decoding.

A host of the system alone is one weak sign (`possible`): it tells that the code speaks of the system. Without it (the
SDK talks to the app's own host) signs of the weight 2 are needed: a strong one, or two ordinary ones (`likely`); from 4
on the system is `confirmed`. A request to the system's own host is addressed to it, whatever is in it.

A script is looked through once: its distinct strings and names against an index of all signs, the segments of its paths
against an index of paths. Only names that stand close together count as a group.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache

import numpy as np

from undertow.analysis.columns import Columns, K
from undertow.analysis.signature_rows import CERTAIN, ENOUGH, Group, Index, index
from undertow.model import Confidence, Endpoint, SignatureHit, SignatureSign, Span

_AGREEMENT = re.compile(r"/(?:contract|disclaimer|agreement|terms|privacy|protocol)\b", re.IGNORECASE)
_LONGEST = 4_096  # characters of a string that are searched for paths
_CLOSE = 600  # nodes of code within which names of a group must stand
_PREFIX = 4
_SEPARATORS = re.compile(r"[/?#\s]+")

Place = Callable[[], Span | None]


class _Board:
    """What was found so far, by system."""

    def __init__(self, known: Index) -> None:
        self._index = known
        self._found: dict[int, dict[str, tuple[int, Place]]] = defaultdict(dict)

    def add(self, system: int, sign: str, weight: int, place: Place) -> None:
        """Note a sign; the same one counts once."""
        self._found[system].setdefault(sign, (weight, place))

    def hits(self, *, addressed: frozenset[int] = frozenset()) -> tuple[SignatureHit, ...]:
        """The systems with enough signs, in the order of the rows. `addressed`: those that a request goes to."""
        return tuple(
            hit for system in sorted(self._found) if (hit := self._hit(system, system in addressed)) is not None
        )

    def _hit(self, number: int, addressed: bool) -> SignatureHit | None:
        signs = self._found[number]
        hosts = [sign for sign in signs if sign.startswith("host:")]
        weight = sum(weight for sign, (weight, _) in signs.items() if not sign.startswith("host:")) + bool(hosts)
        if weight < ENOUGH and not hosts:
            return None
        confidence: Confidence = "confirmed" if weight >= CERTAIN or addressed else "likely"
        if weight < ENOUGH and not addressed:
            confidence = "possible"
        system = self._index.systems[number]
        basis = tuple(SignatureSign(sign=sign, weight=w, span=place()) for sign, (w, place) in signs.items())
        return SignatureHit(
            id=system.row.id,
            system=system.name,
            kind=system.kind,
            operator=system.operator,
            operator_country=system.operator_country,
            confidence=confidence,
            signs=basis,
            verified=system.verified,
            span=next((sign.span for sign in basis if sign.span is not None), None),
        )


def match_code(
    c: Columns, endpoints: Collection[Endpoint], original: Callable[[Span], Span]
) -> tuple[SignatureHit, ...]:
    """Systems that the code of a script belongs to or talks to.

    Args:
        c: the script in its decoded form.
        endpoints: its endpoints.
        original: maps a byte range of `c.source` to the script as delivered.
    """
    return _CodeReader(c, endpoints, original).read()


class _CodeReader:
    """Looks through one script."""

    def __init__(self, c: Columns, endpoints: Collection[Endpoint], original: Callable[[Span], Span]) -> None:
        self._c, self._endpoints, self._original = c, endpoints, original
        self._index = index()
        self._board = _Board(self._index)

    def read(self) -> tuple[SignatureHit, ...]:
        self._hosts()
        self._words()
        self._paths()
        self._groups()
        return self._board.hits()

    def _hosts(self) -> None:
        for endpoint in self._endpoints:
            if endpoint.host and not _AGREEMENT.search(endpoint.url):
                for number in _owners(endpoint.host):
                    self._board.add(number, f"host:{endpoint.host}", 0, lambda e=endpoint: e.span)  # type: ignore[misc]
        for host in sorted(self._index.hosts.keys() & self._c.symbol_ids.keys()):
            self._board.add(self._index.hosts[host], f"host:{host}", 0, self._at(host))

    def _words(self) -> None:
        known = self._c.symbol_ids.keys()
        for word in sorted(self._index.words.keys() & known):
            for sign in {
                sign.system: sign for sign in reversed(self._index.words[word])
            }.values():  # a text counts once
                self._board.add(sign.system, f"{sign.kind}:{sign.text}", sign.weight, self._at(word))
        prefixes = self._index.prefixes
        for text in (*self._c.symbols, *self._fragments):
            if text[:_PREFIX] in prefixes:
                for sign in prefixes[text[:_PREFIX]]:
                    if text.startswith(sign.text[:-1]):
                        self._board.add(sign.system, f"{sign.kind}:{sign.text}", sign.weight, self._at(text))

    def _paths(self) -> None:
        for text in self._texts():
            for kind, path, system, weight in paths_in(text):
                self._board.add(system, f"{kind}:{path}", weight, self._at(text))

    def _texts(self) -> Iterator[str]:
        strings = np.unique(self._c.sym[self._c.kind == K["string"]]).tolist()
        for text in (*(self._c.symbols[i] for i in strings), *self._fragments):
            if "/" in text and len(text) <= _LONGEST:
                yield text
        yield from (endpoint.url for endpoint in self._endpoints)

    @property
    def _fragments(self) -> dict[str, int]:
        """Texts within templates -> a node of each."""
        if not hasattr(self, "_known_fragments"):
            nodes = np.flatnonzero(self._c.kind == K["string_fragment"]).tolist()
            self._known_fragments = {self._c.text(node): node for node in reversed(nodes)}
        return self._known_fragments

    def _groups(self) -> None:
        """Names of a group that stand close together, by sliding over the places of all of them."""
        c, ids = self._c, self._c.symbol_ids
        names = {ids[name]: name for name in self._index.grouped & ids.keys()}
        if not names:
            return
        places: dict[str, list[int]] = defaultdict(list)
        nodes = np.flatnonzero(np.isin(c.sym, list(names))).tolist()
        for node in nodes:
            places[names[int(c.sym[node])]].append(node)
        for system, kind, group in self._index.groups:
            present = [name for name in group.names if name in places]
            if len(present) >= group.at_least:
                together, node = closest({name: places[name] for name in present})
                self._group(system, kind, group, together, node)

    def _group(self, system: int, kind: str, group: Group, together: list[str], node: int) -> None:
        if len(together) < group.at_least:
            return
        weight = 2 if kind == "name" and len(together) >= group.alone else 1
        span = self._original(self._c.span(node))
        self._board.add(system, f"{kind}:{','.join(sorted(together))}", weight, lambda: span)

    def _at(self, text: str) -> Place:
        return lambda: self._place(text)

    def _place(self, text: str) -> Span:
        symbol = self._c.symbol_ids.get(text)
        if symbol is not None:
            nodes = np.flatnonzero(self._c.sym == symbol)
            if len(nodes):
                return self._original(self._c.span(int(nodes[0])))
        if text in self._fragments:
            return self._original(self._c.span(self._fragments[text]))
        return next((e.span for e in self._endpoints if e.url == text), (0, 0))


def closest(places: dict[str, list[int]]) -> tuple[list[str], int]:
    """The most different names within `_CLOSE` nodes of each other, and where they begin."""
    order = sorted((node, name) for name, nodes in places.items() for node in nodes)
    best: tuple[list[str], int] = ([], 0)
    within: dict[str, int] = defaultdict(int)
    first = 0
    for node, name in order:
        within[name] += 1
        while order[first][0] < node - _CLOSE:
            gone = order[first][1]
            within[gone] -= 1
            if not within[gone]:
                del within[gone]
            first += 1
        if len(within) > len(best[0]):
            best = (list(within), order[first][0])
    return best


def paths_in(text: str) -> Iterator[tuple[str, str, int, int]]:
    """(kind, path, system, weight) of the paths of known systems in a text, at the borders of segments."""
    known = index().paths
    segments = [part for part in _SEPARATORS.split(text) if part]
    ends = text.endswith("/")
    for at, segment in enumerate(segments):
        for wanted, goes_on, sign in known.get(segment, ()):
            start = at - wanted.index(segment)
            stop = start + len(wanted)
            if start >= 0 and tuple(segments[start:stop]) == wanted and (not goes_on or stop < len(segments) or ends):
                yield sign.kind, sign.text, sign.system, sign.weight


@lru_cache(maxsize=4_096)
def _owners(host: str) -> tuple[int, ...]:
    known = index()
    return tuple(number for number, system in enumerate(known.systems) if system.owns(host))


def match_traffic(
    host: str, path: str, fields: Collection[str], *, headers: Iterable[str] = (), cookies: Iterable[str] = ()
) -> tuple[SignatureHit, ...]:
    """Systems that a request goes to, also when it is proxied through the app's own host.

    Args:
        host: without port.
        path: of the URL, without query.
        fields: names in query and body.
        headers: names of its headers.
        cookies: names of the cookies that it carries.
    """
    known = index()
    board = _Board(known)
    owners = () if _AGREEMENT.search(path) else _owners(host)
    for number in owners:
        board.add(number, f"host:{host}", 0, _nowhere)
    for kind, found, system, weight in paths_in(path):
        board.add(system, f"{kind}:{found}", weight, _nowhere)
    given = {"parameter": set(fields), "cookie": set(cookies), "header": {name.lower() for name in headers}}
    for kind, names in given.items():
        for name in sorted(names):
            for sign in (*known.words.get(name, ()), *known.prefixes.get(name[:_PREFIX], ())):
                fits = sign.text.lower() == name if kind == "header" else _fits(sign.text, name)
                if sign.kind == kind and fits:
                    board.add(sign.system, f"{kind}:{sign.text}", sign.weight, _nowhere)
    for number, kind, group in known.groups:
        present = sorted(set(group.names) & given["parameter"])
        if kind == "field" and len(present) >= group.at_least:
            board.add(number, f"field:{','.join(present)}", 1 + (len(present) >= group.alone), _nowhere)
    return board.hits(addressed=frozenset(owners))


def _fits(sign: str, name: str) -> bool:
    return name.startswith(sign[:-1]) if sign.endswith("*") else name == sign


def _nowhere() -> None:
    """Traffic has no place in a script."""
