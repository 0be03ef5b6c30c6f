"""Packs: data sets that the user adds, because their licences do not let them be shipped.

A pack is one SQLite file in the user's data folder. It knows hosts (and what companies they belong to), or names on
lists, or both. It is opened when first asked and never written again: a new version replaces the file.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from functools import cached_property
from pathlib import Path

from undertow import data
from undertow.attribution.company_names import folded
from undertow.errors import EnvironmentProblem, InvalidData, UsageError
from undertow.model import Record

VARIABLE = "UNDERTOW_PACKS"
FORM = 1
"""Form of the tables below; a pack of another form has to be added again."""
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_SUFFIX, _PART = ".pack", ".part"
_TABLES = f"""
PRAGMA user_version = {FORM};
CREATE TABLE head (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE host (domain TEXT PRIMARY KEY, company TEXT NOT NULL, brand TEXT, country TEXT) WITHOUT ROWID;
CREATE TABLE entry (id TEXT NOT NULL, name TEXT NOT NULL, country TEXT, list TEXT NOT NULL, said TEXT NOT NULL,
                    since TEXT);
CREATE TABLE known_as (folded TEXT NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY (folded, entry)) WITHOUT ROWID;
"""


def folder() -> Path:
    """Where packs are: ``$UNDERTOW_PACKS``, else ``undertow/packs`` in the user's data folder."""
    if own := os.environ.get(VARIABLE):
        return Path(own)
    base = os.environ.get("XDG_DATA_HOME", "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".local" / "share") / "undertow" / "packs"


def path_of(root: Path, name: str) -> Path:
    """The file of a pack."""
    return root / f"{name}{_SUFFIX}"


class PackHost(Record, frozen=True, kw_only=True):
    """A domain, which stands for all names below it, and whose it is."""

    domain: str
    company: str
    brand: str | None = None
    country: str | None = None
    """ISO 3166-1 alpha-2."""


class PackEntry(Record, frozen=True, kw_only=True):
    """A company or body on a list."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    """Other names that the source gives it."""
    country: str | None = None
    list: str
    said: str = ""
    """What the source says of the measure, in its words."""
    since: str | None = None
    """Day since which the source has it (ISO 8601), which need not be the day of the measure."""


class PackHead(Record, frozen=True, kw_only=True):
    """What a pack is."""

    name: str
    format: str
    title: str
    licence: str
    origin: str
    """File or address that it was read from."""
    date: str
    """Day of the data (ISO 8601), as the user gave it, else the day of the file."""
    sha256: str
    """Of what was read."""
    hosts: int
    entries: int


class Pack:
    """One pack, open for reading."""

    def __init__(self, path: Path) -> None:
        """Open it.

        Raises:
            InvalidData: it is not a pack of this form.
        """
        self._base = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            form = self._base.execute("PRAGMA user_version").fetchone()[0]
            head = dict(self._base.execute("SELECT key, value FROM head")) if form == FORM else {}
            self.head = PackHead(**{**head, "hosts": int(head["hosts"]), "entries": int(head["entries"])})
        except (sqlite3.Error, KeyError, ValueError, TypeError) as error:
            self._base.close()
            name = path.stem
            raise InvalidData(
                f"pack {name!r} is damaged or of another version: add it again with `undertow data update {name} FILE` "
                f"or drop it with `undertow data remove {name}`"
            ) from error

    def __enter__(self) -> Pack:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    def host(self, domain: str) -> PackHost | None:
        """What the pack says of exactly this domain."""
        row = self._base.execute("SELECT company, brand, country FROM host WHERE domain = ?", (domain,)).fetchone()
        return PackHost(domain=domain, company=row[0], brand=row[1], country=row[2]) if row else None

    def domains(self) -> Iterator[str]:
        """Every domain that it knows."""
        return (row[0] for row in self._base.execute("SELECT domain FROM host ORDER BY domain"))

    def entries(self, name: str) -> tuple[PackEntry, ...]:
        """The entries that have this name, spelled alike but for case, accents and punctuation."""
        rows = self._base.execute(
            "SELECT id, name, country, list, said, since FROM entry JOIN known_as ON entry.rowid = known_as.entry "
            "WHERE folded = ? ORDER BY list, id",
            (folded(name),),
        )
        return tuple(
            PackEntry(id=row[0], name=row[1], country=row[2], list=row[3], said=row[4], since=row[5]) for row in rows
        )

    def check(self) -> bool:
        """Whether the file is whole, as SQLite sees it. Reads all of it."""
        try:
            return bool(self._base.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
        except sqlite3.Error:
            return False


def write(root: Path, head: PackHead, hosts: Iterable[PackHost], entries: Iterable[PackEntry]) -> PackHead:
    """Make a pack or replace the one of its name; the old one stays until the new one is whole.

    Returns the head with what was counted.

    Raises:
        EnvironmentProblem: the folder cannot be written.
    """
    try:
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = root / f".{head.name}.{os.getpid()}{_PART}"
        try:
            with closing(sqlite3.connect(part)) as base:
                counted = _fill(base, head, hosts, entries)
            part.replace(path_of(root, head.name))
        finally:
            part.unlink(missing_ok=True)
            part.with_name(f"{part.name}-journal").unlink(missing_ok=True)
    except (OSError, sqlite3.OperationalError) as error:
        raise EnvironmentProblem(
            f"cannot write the pack into {root} ({error}); give another folder in ${VARIABLE}"
        ) from error
    return counted


def _fill(
    base: sqlite3.Connection, head: PackHead, hosts: Iterable[PackHost], entries: Iterable[PackEntry]
) -> PackHead:
    base.executescript(_TABLES)
    for host in hosts:  # the first row of a domain stands
        row = (host.domain, host.company, host.brand, host.country)
        base.execute("INSERT OR IGNORE INTO host VALUES (?, ?, ?, ?)", row)
    for entry in entries:
        row_id = base.execute(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)",
            (entry.id, entry.name, entry.country, entry.list, entry.said, entry.since),
        ).lastrowid
        names = {name for name in map(folded, (entry.name, *entry.names)) if name}
        base.executemany("INSERT OR IGNORE INTO known_as VALUES (?, ?)", [(name, row_id) for name in sorted(names)])
    fields = {name: getattr(head, name) for name in head.__struct_fields__}
    for table, key in (("host", "hosts"), ("entry", "entries")):
        fields[key] = base.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608  # our own table names
    base.executemany("INSERT INTO head VALUES (?, ?)", [(key, str(value)) for key, value in fields.items()])
    base.commit()
    return PackHead(**fields)


def remove(root: Path, name: str) -> None:
    """Delete a pack.

    Raises:
        UsageError: there is none of that name.
    """
    path = path_of(root, name)
    if not NAME.fullmatch(name) or not path.is_file():
        known = ", ".join(names(root)) or "none"
        raise UsageError(f"there is no pack {name!r}; packs here: {known}")
    path.unlink()


def names(root: Path) -> list[str]:
    """The names of the packs in a folder, sorted: the order in which they are asked."""
    found: list[str] = []
    with suppress(OSError):
        found = sorted(path.stem for path in root.glob(f"*{_SUFFIX}") if NAME.fullmatch(path.stem))
    return found


class Packs:
    """All packs of a folder, asked in the order of their names."""

    def __init__(self, root: Path | None = None) -> None:
        """Open them.

        Raises:
            InvalidData: one is damaged; the message says how to go on.
        """
        root = root or folder()
        self.all = tuple(Pack(path_of(root, name)) for name in names(root))

    def hosts(self, domain: str) -> Iterator[tuple[PackHead, PackHost]]:
        """What each pack says of exactly this domain."""
        for pack in self.all:
            host = pack.host(domain)
            if host is not None:
                yield pack.head, host

    def entries(self, name: str) -> Iterator[tuple[PackHead, PackEntry]]:
        """The entries of this name in each pack."""
        for pack in self.all:
            for entry in pack.entries(name):
                yield pack.head, entry

    @cached_property
    def domains(self) -> frozenset[str]:
        """Every domain that a pack knows."""
        return frozenset(domain for pack in self.all for domain in pack.domains())

    @property
    def lists(self) -> tuple[str, ...]:
        """The packs that hold lists, as a reader is told what was looked through."""
        return tuple(
            f"{pack.head.title} (pack {pack.head.name}, {pack.head.entries:,} entries, data of {pack.head.date})"
            for pack in self.all
            if pack.head.entries
        )

    @cached_property
    def digest(self) -> str:
        """SHA-256 that names the pinned data and the packs: the knowledge that a result was made with."""
        if not self.all:
            return data.digest()
        lines = [f"{pack.head.name} {pack.head.format} {pack.head.sha256}\n" for pack in self.all]
        return hashlib.sha256("".join([f"{data.digest()}\n", *lines]).encode()).hexdigest()
