"""The organisations of many hosts at once: what one host was found to be holds for all others below the same row."""

from __future__ import annotations

import re
from collections.abc import Iterable

from undertow.attribution.hosts import LONGEST, host_of
from undertow.attribution.resolve import Resolver
from undertow.attribution.suffixes import Suffixes

_PLAIN = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9]{1,62}")
"""Names that are already in the form of `host_of`: most of them."""


class Operators:
    """Answers by the nearest row above a host. Public suffixes end the way up: below them nobody is anybody else."""

    def __init__(self, resolver: Resolver, suffixes: Suffixes) -> None:
        self._resolver = resolver
        self._patterns = resolver.patterns
        self._itself: dict[str, str | None] = {}
        self._below: dict[str, str | None] = {}
        self._known = resolver.known_names() | suffixes.names()

    def operators(self, hosts: Iterable[str]) -> list[str | None]:
        """The organisation of each, None where it is unknown or the text is no host."""
        known, below, plain = self._known, self._below, _PLAIN.fullmatch
        answers: list[str | None] = []
        for text in hosts:
            host = text if plain(text) and len(text) <= LONGEST else host_of(text)
            if host is None:
                answers.append(None)
                continue
            if host in known or any(pattern.fullmatch(host) for pattern in self._patterns):
                answers.append(self._one(host))
                continue
            name = host
            while name and name not in known:
                name = name.partition(".")[2]
            if name not in below:
                below[name] = self._one(host)
            answers.append(below[name])
        return answers

    def _one(self, host: str) -> str | None:
        if host not in self._itself:
            self._itself[host] = self._resolver.resolve(host).name
        return self._itself[host]
