"""The rows of the knowledge files, checked when they are read."""

from __future__ import annotations

import tomllib
from typing import Any, Literal

import msgspec

from undertow import data
from undertow.errors import InvalidData
from undertow.model import Record, Verified
from undertow.model.codec import decode, encode


class HostRule(Record, frozen=True, kw_only=True):
    """A host of a signature: as it stands, with all below it, or as a regular expression."""

    match: Literal["exact", "suffix", "regexp"]
    host: str
    ports: str | None
    path: str | None


class Signature(Record, frozen=True, kw_only=True):
    """A known identity, carrier, risk, captcha or telemetry system."""

    id: str
    kind: str
    system: str
    operator: str
    operator_country: str | None
    state_owned: bool | None
    hosts: tuple[str, ...]
    signatures: dict[str, Any]
    collects: str
    evidence: tuple[str, ...]
    verified: Verified
    note: str
    unverified_parts: tuple[str, ...]
    verified_level: str
    live_checked: bool
    as_of: str
    host_rules: tuple[HostRule, ...]


class Ownership(Record, frozen=True, kw_only=True):
    """Who owns one entity."""

    entity: str
    kind: str
    country: str | None
    country_note: str
    """The source's own words where it gives more than one country."""
    owner: str | None
    share: str | None
    state_ownership: str
    since: str | None
    sources: tuple[str, ...]
    to_check: tuple[str, ...]
    verified: Verified
    as_of: str
    note: str
    until: str | None = None
    """ISO 8601; None: still so, as of `as_of`."""


class ListRow(Record, frozen=True, kw_only=True):
    """A row of listings.json: what one list, bill, inquiry or search says of one or more names."""

    kind: Literal["listing", "absence", "bill", "inquiry"]
    entity: str
    names: tuple[str, ...]
    list: str
    authority: str
    date: str | None
    date_note: str
    citation: str
    scope: str
    propagation: str
    reach: Literal["named", "affiliates"]
    """``affiliates``: the list says that it covers companies that it does not name."""
    status: str
    parent: str | None
    source: str
    verified: Verified
    note: str


class ListHead(Record, frozen=True, kw_only=True):
    """A list of which rows are known."""

    name: str
    complete: bool
    """False: only the entries that somebody looked for are here."""
    latest: str | None
    """Date of its latest entry here."""


class Lists(Record, frozen=True, kw_only=True):
    """listings.json."""

    lists: tuple[ListHead, ...]
    rows: tuple[ListRow, ...]


class Tenure(Record, frozen=True, kw_only=True):
    """Who owned a company, from when until when (ISO 8601, as precise as known; None: not known, or still so)."""

    owner: str
    since: str | None
    until: str | None

    def covers(self, day: str) -> bool:
        """Whether it surely had begun on `day`, or has no beginning, and had not ended."""
        return not _is_later(self.since, day) and (self.until is None or _is_later(self.until, day))


def _is_later(when: str | None, day: str) -> bool:
    return when is not None and when > day[: len(when)]


class Body(Record, frozen=True, kw_only=True):
    """An owner that has no row of its own in ownership.json."""

    name: str
    country: str | None
    kind: str
    owner: str | None = None
    owned_since: str | None = None
    owned_until: str | None = None
    names: tuple[str, ...] = ()
    note: str = ""

    @property
    def is_state(self) -> bool:
        """Whether it is part of a state."""
        return self.kind == "state body"


class Organisation(Record, frozen=True, kw_only=True):
    """An organisation of organisations.toml; the head of that file says what each field means."""

    id: str
    name: str
    country: str | None = None
    names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    hosting: tuple[str, ...] = ()
    entity: str | None = None
    owner: str | None = None
    owned_since: str | None = None
    owned_until: str | None = None
    listed_as: tuple[str, ...] = ()
    verified: Verified
    sources: tuple[str, ...] = ()
    note: str = ""


class Organisations(Record, frozen=True, kw_only=True):
    """organisations.toml."""

    kept: tuple[str, ...]
    """Private suffixes under which nobody but their owner has names."""
    same_as: dict[str, str]
    hosting_of: dict[str, str]
    body: tuple[Body, ...]
    organisation: tuple[Organisation, ...]


class Company(Record, frozen=True, kw_only=True):
    """A row of companies.tsv: domains and owner of a company, from general knowledge."""

    name: str
    country: str | None
    domains: tuple[str, ...]
    also_called: tuple[str, ...]
    owners: tuple[Tenure, ...]
    """The present one first, then former ones."""

    def owner(self, day: str | None) -> Tenure | None:
        """The owner on a day (ISO 8601), as far as known; None: the present one."""
        if day is not None:
            return next((tenure for tenure in self.owners if tenure.covers(day)), None)
        return self.owners[0] if self.owners and self.owners[0].until is None else None


class AdapterRow(Record, frozen=True, kw_only=True):
    """A row of adapters.tsv: domains that a company's adapters of Prebid.js send to or are maintained from."""

    company: str
    domains: tuple[str, ...]
    adapters: tuple[str, ...]


class LawRow(Record, frozen=True, kw_only=True):
    """One law of a country on access by the state."""

    law: str
    article: str
    compels: str
    binds: str
    status: str
    sources: tuple[str, ...]
    verified: Verified
    note: str
    source_read: str


class Jurisdiction(Record, frozen=True, kw_only=True):
    """The laws of one country, and what the European Commission decided of it."""

    country: str
    laws: tuple[LawRow, ...]
    adequacy: dict[str, Any]
    note: str
    as_of: str


def flag(verified: Verified) -> str:
    """How a flag is said in a sentence."""
    if verified == "partial":
        return "partly verified"
    return "verified" if verified else "not verified"


def signatures() -> tuple[Signature, ...]:
    """signatures.json."""
    return decode(data.read("signatures.json"), tuple[Signature, ...], what="signatures.json")


def ownership() -> tuple[Ownership, ...]:
    """ownership.json."""
    return decode(data.read("ownership.json"), tuple[Ownership, ...], what="ownership.json")


def lists() -> Lists:
    """listings.json."""
    return decode(data.read("listings.json"), Lists, what="listings.json")


def jurisdictions() -> tuple[Jurisdiction, ...]:
    """jurisdictions.json."""
    return decode(data.read("jurisdictions.json"), tuple[Jurisdiction, ...], what="jurisdictions.json")


def organisations() -> Organisations:
    """organisations.toml."""
    table = tomllib.loads(data.read("organisations.toml").decode("utf-8"))
    return decode(encode(table), Organisations, what="organisations.toml")


def companies() -> tuple[Company, ...]:
    """companies.tsv.

    Raises:
        InvalidData: a line has not seven columns, or a former owner no dates.
    """
    found = []
    for number, line in enumerate(data.read("companies.tsv").decode("utf-8").splitlines()[1:], 2):
        columns = line.split("\t")
        if len(columns) != 7:
            raise InvalidData(f"companies.tsv: line {number} has {len(columns)} columns, not seven")
        name, country, domains, also_called, owner, since, before = columns
        found.append(
            Company(
                name=name,
                country=country or None,
                domains=tuple(domains.split()),
                also_called=tuple(also_called.split("; ")) if also_called else (),
                owners=(
                    *((Tenure(owner=owner, since=since or None, until=None),) if owner else ()),
                    *(_former(text, number) for text in before.split("; ") if text),
                ),
            )
        )
    return tuple(found)


def adapters() -> tuple[AdapterRow, ...]:
    """adapters.tsv.

    Raises:
        InvalidData: a line has not three columns.
    """
    found = []
    for number, line in enumerate(data.read("adapters.tsv").decode("utf-8").splitlines()[1:], 2):
        columns = line.split("\t")
        if len(columns) != 3:
            raise InvalidData(f"adapters.tsv: line {number} has {len(columns)} columns, not three")
        company, domains, names = columns
        found.append(AdapterRow(company=company, domains=tuple(domains.split()), adapters=tuple(names.split())))
    return tuple(found)


def own_networks() -> dict[int, str]:
    """own_networks.tsv: by AS number, a domain of the one company whose hosts are in it.

    Raises:
        InvalidData: a line has not three columns, or no number.
    """
    found = {}
    for number, line in enumerate(data.read("own_networks.tsv").decode("utf-8").splitlines()[1:], 2):
        columns = line.split("\t")
        if len(columns) != 3 or not columns[0].isdecimal():
            raise InvalidData(f"own_networks.tsv: line {number} is no AS number, domain and name")
        found[int(columns[0])] = columns[1]
    return found


class _Sign(msgspec.Struct, frozen=True, kw_only=True):
    """What is used here of a row of signs.toml."""

    id: str
    elsewhere: bool = False
    read_in: str = ""


def telling_systems() -> tuple[frozenset[str], frozenset[str]]:
    """Ids in signs.toml that tell of the operator of a host: by what is sent to it; and by a script of it as well.

    Left out of both: what others than its operator run; of the latter: packages, which are bundled into anybody's code.
    """
    table = tomllib.loads(data.read("signs.toml").decode("utf-8"))
    rows = decode(encode(table["system"]), tuple[_Sign, ...], what="signs.toml")
    sent = frozenset(row.id for row in rows if not row.elsewhere)
    return sent, frozenset(row.id for row in rows if row.id in sent and not row.read_in)


def _former(text: str, number: int) -> Tenure:
    """A former owner: ``Name 2013-06/2017-06``."""
    owner, _, span = text.rpartition(" ")
    since, slash, until = span.partition("/")
    if not owner or not slash or not until:
        raise InvalidData(f"companies.tsv: line {number}: {text!r} is no former owner with dates")
    return Tenure(owner=owner, since=since or None, until=until)
