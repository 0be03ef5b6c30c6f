"""Who stands behind a host: separate statements, each with source, date and flag."""

from __future__ import annotations

from typing import Literal

from undertow.model.base import Record, Verified
from undertow.model.vocabulary import Confidence


class Listing(Record, frozen=True, kw_only=True):
    """An official restriction that names a party. Its scope stands beside its name wherever it is shown."""

    list: str
    authority: str
    entity: str
    """The name on the list."""
    relation: Literal["operator", "group"]
    """``operator``: the list names the operator of the host. ``group``: it names another company of the owner's group,
    and does not by itself reach the operator."""
    scope: str
    date: str | None
    """ISO 8601, as precise as known: ``2021``, ``2021-03`` or ``2021-03-12``."""
    date_note: str = ""
    """The source's own words where the date is more than one day."""
    citation: str
    propagation: str
    """What the list itself says of subsidiaries."""
    status: str = ""
    source: str
    verified: Verified
    note: str = ""


class Owner(Record, frozen=True, kw_only=True):
    """One link up the chain of ownership."""

    name: str
    country: str | None
    kind: str
    share: str | None
    state_ownership: str | None
    """``state``, ``state-controlled``, ``private`` ... as the source has it."""
    sources: tuple[str, ...]
    verified: Verified
    as_of: str | None
    note: str = ""
    holds: str = ""
    """Kind of the entity that it holds, as the source has it: ``listed subsidiary``, ``state-owned enterprise``, …"""
    since: str | None = None
    """First day (ISO 8601, as precise as known); None if not known."""
    until: str | None = None
    """Day on which that ended; None if it has not, as far as known."""


class Law(Record, frozen=True, kw_only=True):
    """A law on access by the state to which an organisation of a country is subject."""

    country: str
    law: str
    article: str
    compels: str
    binds: str
    status: str
    sources: tuple[str, ...]
    verified: Verified
    note: str = ""


class Transfer(Record, frozen=True, kw_only=True):
    """What sending personal data from the EU to a country asks of the controller. No judgement of a single transfer."""

    country: str
    roles: tuple[str, ...]
    """What is of that country: ``operator``, ``network``, ``owner's state``."""
    decision: str
    """Of the European Commission: ``adequate``, ``partial …``, ``none``, ``within the EEA``, ``unknown …``."""
    citation: str = ""
    scope: str = ""
    until: str | None = None
    """Day on which the decision ends (ISO 8601); None if it names none."""
    asks: str
    sources: tuple[str, ...]
    verified: Verified
    as_of: str | None


class Network(Record, frozen=True, kw_only=True):
    """The network an address belongs to: neither the operator's country nor the owner's state."""

    address: str
    asn: int | None
    as_name: str | None
    country: str | None


class Party(Record, frozen=True, kw_only=True):
    """Host, domain, organisation, owners, lists and laws. Unknown is None."""

    host: str
    domain: str | None
    organisation: str | None
    brand: str | None = None
    """Brand or project name where no legal entity is known."""
    operator_country: str | None
    owners: tuple[Owner, ...] = ()
    """Nearest first."""
    state: str | None = None
    """Country whose state owns or controls the operator; None if unknown or not state-owned."""
    state_owned: bool | None = None
    listings: tuple[Listing, ...] = ()
    lists_loaded: tuple[str, ...] = ()
    """Lists that were looked through: `not listed` may be said of these alone."""
    laws: tuple[Law, ...] = ()
    networks: tuple[Network, ...] = ()
    """Of the public addresses that answered for the host in the audit; one address of each network."""
    transfers: tuple[Transfer, ...] = ()
    """The countries of operator, networks and owner's state, each once."""
    basis: str
    """How the organisation was found, in words, e.g. ``host in signatures.json: cm-h5-ydrz``."""
    confidence: Confidence | None = None
    verified: Verified = False
    notes: tuple[str, ...] = ()

    @property
    def owner(self) -> str | None:
        """Name of the topmost known owner."""
        return self.owners[-1].name if self.owners else None


class Who(Record, frozen=True, kw_only=True):
    """The answer of `undertow who`."""

    query: str
    host: str | None
    domain: str | None
    organisation: str | None
    owners: tuple[Owner, ...]
    state: str | None
    operator_country: str | None
    network: Network | None
    listings: tuple[Listing, ...]
    lists_loaded: tuple[str, ...]
    laws: tuple[Law, ...]
    basis: str | None
    verified: Verified
    transfers: tuple[Transfer, ...] = ()
    """The countries of operator, network and owner's state, each once."""
    notes: tuple[str, ...] = ()
