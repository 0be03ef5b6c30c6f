"""The rows of signs.toml: how a known system is recognised. Read once, and indexed for one pass over a script."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import msgspec

from undertow import data
from undertow.errors import InvalidData

SignKind = Literal["constant", "path", "global", "storage", "cookie", "header", "parameter"]
SIGN_KINDS = ("constant", "path", "global", "storage", "cookie", "header", "parameter")
ENOUGH = 2
"""Weight of signs by which a system is recognised without any of its hosts."""
CERTAIN = 4
"""Weight from which it is certain."""
_PREFIX = 4  # characters by which signs that end in * are indexed


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names that are each everybody's, and together one system's."""

    names: tuple[str, ...]
    at_least: int
    """So many of them together are one ordinary sign."""
    alone: int = 1 << 30
    """So many are a strong one."""


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A request as an example, to the app's own host."""

    path: str = "/"
    fields: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    cookies: tuple[str, ...] = ()


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How one system is recognised; and who it is, unless signatures.json says that."""

    id: str
    system: str = ""
    kind: str = ""
    operator: str | None = None
    operator_country: str | None = None
    verified: bool | Literal["partial"] = False
    """Of the signs: true if each was read in the system's own code. For rows of signatures.json, its flag counts."""
    read_in: str = ""
    """The package and version in which the signs were read."""
    hosts: tuple[str, ...] = ()
    """Beyond those of signatures.json: exact, or ``*.`` and a domain."""
    elsewhere: bool = False
    """Others than its operator answer for it at hosts of their own: its program is given out, or it guards their sites.
    Then its signs do not tell whose a host may be."""
    shared_hosts: tuple[str, ...] = ()
    """Hosts that serve other things as well: no sign at all."""
    strong: tuple[str, ...] = ()
    """``kind:text``, weight 2: stands in no other program. ``*`` at the end: begins so."""
    signs: tuple[str, ...] = ()
    """Likewise, weight 1: another sign must be there."""
    names: tuple[Group, ...] = ()
    """Names of functions and properties that stand close together in code."""
    fields: tuple[Group, ...] = ()
    """Names of fields of one request; in code, where they stand close together, an ordinary sign at most."""
    example: str = ""
    near_miss: str = ""
    request: Request | None = None
    near_request: Request | None = None


class _Known(msgspec.Struct, frozen=True, kw_only=True):
    """What is used of a row of signatures.json."""

    id: str
    kind: str
    system: str
    operator: str | None
    operator_country: str | None
    hosts: tuple[str, ...]
    verified: bool | Literal["partial"]


@dataclass(frozen=True)
class System:
    """A known system with its hosts."""

    row: Row
    name: str
    kind: str
    operator: str | None
    operator_country: str | None
    verified: bool | Literal["partial"]
    hosts: frozenset[str]
    below: tuple[str, ...]
    """Domains whose subdomains are hosts of it, each with a leading dot."""
    patterns: tuple[re.Pattern[str], ...]

    def owns(self, host: str) -> bool:
        """Is this a host of the system, and of nothing else?"""
        return host in self.hosts or host.endswith(self.below) or any(p.fullmatch(host) for p in self.patterns)


@dataclass(frozen=True)
class Sign:
    """One sign of one system."""

    system: int
    kind: str
    text: str
    weight: int


@dataclass(frozen=True)
class Index:
    """All systems, and their signs by what is looked up."""

    systems: tuple[System, ...]
    words: Mapping[str, tuple[Sign, ...]]
    """A whole string, name or property."""
    prefixes: Mapping[str, tuple[Sign, ...]]
    """The first characters of signs that end in ``*``."""
    paths: Mapping[str, tuple[tuple[tuple[str, ...], bool, Sign], ...]]
    """The longest segment of a path -> its segments, whether it must go on, its sign."""
    hosts: Mapping[str, int]
    """Exact hosts, for strings that are nothing but a host."""
    groups: tuple[tuple[int, str, Group], ...]
    """System, ``name`` or ``field``, group."""
    grouped: frozenset[str]
    """All names of groups."""


@cache
def index() -> Index:
    """The index over signs.toml and signatures.json.

    Raises:
        InvalidData: one of them is not of its form.
    """
    try:
        rows = msgspec.convert(tomllib.loads(data.read("signs.toml").decode())["system"], tuple[Row, ...])
        known = {row.id: row for row in msgspec.json.decode(data.read("signatures.json"), type=tuple[_Known, ...])}
    except (msgspec.MsgspecError, tomllib.TOMLDecodeError, KeyError) as error:
        raise InvalidData(f"signs.toml, signatures.json: {error}") from error
    taken: set[str] = set()
    systems = tuple(_system(row, known.get(row.id), taken) for row in rows)
    words: dict[str, list[Sign]] = defaultdict(list)
    prefixes: dict[str, list[Sign]] = defaultdict(list)
    paths: dict[str, list[tuple[tuple[str, ...], bool, Sign]]] = defaultdict(list)
    for sign in _signs(systems):
        if sign.kind == "path":
            segments = tuple(part for part in sign.text.split("/") if part)
            paths[max(segments, key=len)].append((segments, sign.text.endswith("/"), sign))
        elif sign.text.endswith("*"):
            prefixes[sign.text[:_PREFIX]].append(sign)
        else:
            words[sign.text.lower() if sign.kind == "header" else sign.text].append(sign)
            if sign.kind == "header":
                words[sign.text].append(sign)
    groups = tuple(
        (number, kind, group)
        for number, system in enumerate(systems)
        for kind, listed in (("name", system.row.names), ("field", system.row.fields))
        for group in listed
    )
    return Index(
        systems=systems,
        words=_frozen(words),
        prefixes=_frozen(prefixes),
        paths=_frozen(paths),
        hosts={host: number for number, system in enumerate(systems) for host in system.hosts},
        groups=groups,
        grouped=frozenset(name for _, _, group in groups for name in group.names),
    )


def _frozen(table: Mapping[str, list[Any]]) -> dict[str, tuple[Any, ...]]:
    return {key: tuple(dict.fromkeys(values)) for key, values in table.items()}


def _signs(systems: Iterable[System]) -> Iterable[Sign]:
    for number, system in enumerate(systems):
        for weight, listed in ((2, system.row.strong), (1, system.row.signs)):
            for entry in listed:
                kind, _, text = entry.partition(":")
                if kind not in SIGN_KINDS or len(text) < _PREFIX:
                    raise InvalidData(f"signs.toml: {system.row.id}: {entry!r} is no sign")
                yield Sign(number, kind, text, weight)


def _system(row: Row, known: _Known | None, taken: set[str]) -> System:
    """`taken`: hosts of earlier rows; a host that several systems use belongs to the first that names it."""
    entries = [*(known.hosts if known else ()), *row.hosts]
    plain = {e.split(":")[0] for e in entries if not e.startswith(("regexp:", "*.")) and "/" not in e}
    hosts = frozenset(plain - taken - set(row.shared_hosts))
    taken |= hosts
    who: Row | _Known = known or row
    return System(
        row=row,
        name=who.system,
        kind=who.kind,
        operator=who.operator,
        operator_country=who.operator_country,
        verified=who.verified,
        hosts=hosts,
        below=tuple(entry[1:] for entry in entries if entry.startswith("*.")),
        patterns=tuple(re.compile(e.removeprefix("regexp:")) for e in entries if e.startswith("regexp:")),
    )
