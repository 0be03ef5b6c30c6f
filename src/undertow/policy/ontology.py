"""Which kinds of data, recipients and purposes are part of which others, and loose words for them (`ontology.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

PERSONAL = "personal"
"""The kind that holds all others."""

PERSON = frozenset({
    "email", "phone", "password", "name", "username", "otp", "message", "address", "postal-code", "card", "birthdate",
    "search", "file", "input", "location", "identifier", "keystrokes",
})  # fmt: skip
"""Types that are of a person on any reading of "personal data"; traits of a device alone are disputed, so that a denial
of personal data as a whole does not reach them."""

GENERIC = frozenset({"vendors", "partners", "third-parties"})
"""Kinds of recipients that anybody may be one of."""

EXACT, BROADER, ALL = 0, 1, 2
"""How exactly a statement says a kind of data: itself, a broader one, personal data as a whole."""

NAMED, ITS_KIND, WIDER_KIND, ANYBODY = 0, 1, 2, 3
"""How exactly it says a recipient."""

EEA = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT",
    "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip
"""ISO codes of the European Economic Area."""

Group = Literal["data", "recipient", "purpose"]


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "ontology.toml").read_text("utf-8"))


def _above(kind: str, *tables: str) -> frozenset[str]:
    """All kinds above, through some tables."""
    found: set[str] = set()
    waiting = [kind]
    while waiting:
        one = waiting.pop()
        for name in tables:
            for above in _table()[name].get(one, ()):
                if above not in found:
                    found.add(above)
                    waiting.append(above)
    return frozenset(found)


@cache
def exact(data: str) -> frozenset[str]:
    """Kinds of a policy that say exactly what a flow of this type carries."""
    return frozenset(_table()["exact"].get(data, (data,)))


@cache
def data_levels(data: str, *, denied: bool) -> Mapping[str, int]:
    """How exactly each kind of a policy says this type of flow; kinds that do not say it are left out.

    denied: of what a denial of the kind denies, which is only what is always part of it.
    """
    tables = ("is",) if denied else ("is", "held")
    levels = dict.fromkeys(exact(data), EXACT)
    for kind in exact(data) if denied else (*exact(data), data):
        for above in _above(kind, *tables):
            levels.setdefault(above, BROADER)
    if not denied or data in PERSON:
        levels.setdefault(PERSONAL, ALL)
    return levels


@cache
def recipient_levels(kinds: tuple[str, ...], *, denied: bool) -> Mapping[str, int]:
    """How exactly each kind of recipient covers one of these kinds."""
    levels = dict.fromkeys(kinds, ITS_KIND)
    for kind in kinds:
        for above in _above(kind, "recipient"):
            levels.setdefault(above, WIDER_KIND)
    if not denied:
        for kind in GENERIC:
            levels.setdefault(kind, WIDER_KIND)
    levels["third-parties"] = ANYBODY
    return levels


@cache
def broader_purposes(purpose: str) -> frozenset[str]:
    """Purposes that say this one vaguely."""
    return frozenset(_table()["purpose"].get(purpose, ()))


def kinds_of(systems: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Kinds of recipients, and purposes, of who runs systems of these kinds."""
    rows = [_table()["system"][kind] for kind in systems if kind in _table()["system"]]
    kinds = dict.fromkeys(kind for row in rows for kind in row["kinds"])
    purposes = dict.fromkeys(purpose for row in rows for purpose in row["purposes"])
    return tuple(kinds), tuple(purposes)


@cache
def stems(group: Group, kind: str) -> tuple[str, ...]:
    """Loose words for a kind, as regular expressions in five languages; none if there are none for it."""
    return tuple(_table()["stems"][group].get(kind, ()))


@cache
def denial(action: str) -> re.Pattern[str]:
    """Finds denials to ``collect``, ``share``, ``transfer`` or ``use``, without the reader of statements."""
    return _any(_table()["denials"][action])


@cache
def place_words(name: str) -> re.Pattern[str]:
    """Words for ``beyond-eea``, ``within-eea``, ``anywhere``, or ``only``."""
    return _any(_table()["places"][name])


def _any(parts: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{part})" for part in parts), re.I | re.M)
