"""The one door to the knowledge about parties."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from undertow.attribution import tables
from undertow.attribution.companies import Companies
from undertow.attribution.company_names import spoken
from undertow.attribution.hosts import LONGEST, address_of, host_of, why_no_host
from undertow.attribution.listings import ListIndex
from undertow.attribution.many import Operators
from undertow.attribution.naming import NameIndex
from undertow.attribution.networks import Networks
from undertow.attribution.ownership import OwnershipGraph
from undertow.attribution.pack_lists import PackLists
from undertow.attribution.packs import Packs
from undertow.attribution.resolve import Resolution, Resolver
from undertow.attribution.suffixes import Suffixes
from undertow.attribution.transfers import BESIDE_EU, transfer
from undertow.errors import UsageError
from undertow.model import Law, Listing, Network, Owner, Party, SignatureHit, Transfer, Who

IN_EU = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip
"""Members, to which the laws of the row ``EU`` apply."""


class Atlas:
    """Hosts, addresses and names → parties. Built once; all answers depend on the pinned data alone."""

    def __init__(self, as_of: str | None = None, packs: Packs | None = None) -> None:
        """Read the tables.

        `as_of`: day (ISO 8601) that listings, owners and adequacy are asked for; None: the newest that is known.
        `packs`: what the user added; None: the packs of the user's folder.
        """
        table = tables.organisations()
        lists = tables.lists()
        companies = Companies(table, tables.companies(), tables.adapters(), as_of)
        said = (
            f"Asked for {as_of}: listings, owners and adequacy decisions that are dated later are left out; a listing "
            "that ended since is shown with its status, and undated ones stay. Laws are those of the day of the data."
        )
        self._as_of = as_of
        self._day = (said,) if as_of else ()
        self._suffixes = Suffixes()
        self._graph = OwnershipGraph(table, tables.ownership(), lists.rows, companies.bodies, as_of)
        self._lists = ListIndex(lists, self._graph, as_of)
        self._packs = packs or Packs()
        self._pack_lists = PackLists(self._packs, self._graph, as_of)
        self._resolver = Resolver(
            table,
            companies,
            tables.signatures(),
            self._suffixes,
            self._packs,
            lambda org: bool(self._lists.listings(org) or self._pack_lists.listings(org)),
        )
        self._organisations = (*table.organisation, *companies.organisations)
        self._table = table
        self._networks = Networks()
        self._parties: dict[str, Party] = {}

    @classmethod
    def load(cls, as_of: str | None = None) -> Atlas:
        """An atlas over the bundled data and the user's packs.

        Raises:
            InvalidData: a data file or pack is not what it should be.
            UsageError: `as_of` is no day.
        """
        if as_of is not None:
            try:
                as_of = date.fromisoformat(as_of).isoformat()
            except ValueError as error:
                raise UsageError(f"{as_of!r} is no day; write it as 2021-03-12") from error
        return cls(as_of)

    @property
    def digest(self) -> str:
        """SHA-256 that names the knowledge behind every answer: `data.digest`, unless there are packs."""
        return self._packs.digest

    @property
    def packs(self) -> tuple[str, ...]:
        """The user's packs behind the answers, each with day and licence."""
        return tuple(
            f"{pack.head.title} (pack {pack.head.name}, data of {pack.head.date}, {pack.head.licence})"
            for pack in self._packs.all
        )

    @cached_property
    def _names(self) -> NameIndex:
        return NameIndex(self._organisations, self._table, self._graph, self._lists)

    @cached_property
    def _jurisdictions(self) -> dict[str, tables.Jurisdiction]:
        return {row.country: row for row in tables.jurisdictions()}

    def transfers(
        self, operator: str | None, networks: Iterable[str | None], state: str | None
    ) -> tuple[Transfer, ...]:
        """What EU law asks for the countries of the operator, its networks and its owner's state, each once."""
        roles: dict[str, dict[str, None]] = {}
        for role, country in (
            ("operator", operator),
            *(("network", code) for code in networks),
            ("owner's state", state),
        ):
            if country:
                roles.setdefault(country, {})[role] = None
        return tuple(
            transfer(country, found, country in IN_EU | BESIDE_EU, self._jurisdictions, self._as_of)
            for country, found in roles.items()
        )

    @cached_property
    def _laws(self) -> dict[str, tuple[Law, ...]]:
        return {
            row.country: tuple(
                Law(
                    country=row.country,
                    law=law.law,
                    article=law.article,
                    compels=law.compels,
                    binds=law.binds,
                    status=law.status,
                    sources=law.sources,
                    verified=law.verified,
                    note=law.note,
                )
                for law in row.laws
            )
            for row in self._jurisdictions.values()
        }

    def laws(self, countries: Iterable[str | None]) -> tuple[Law, ...]:
        """The access laws of these countries, each country once, in this order."""
        wanted: dict[str, None] = {}
        for country in countries:
            if country:
                wanted[country] = None
                if country in IN_EU:
                    wanted["EU"] = None
        return tuple(law for country in wanted for law in self._laws.get(country, ()))

    def site(self, host: str) -> str | None:
        """Registrable domain by the Public Suffix List; None for addresses, bare suffixes and what is no host."""
        name = host_of(host)
        return self._suffixes.domain(name) if name else None

    def same_party(self, host: str, other: str) -> bool:
        """Whether both hosts have the same registrable domain or the same known organisation."""
        one, two = host_of(host), host_of(other)
        if one is None or two is None:
            return False
        if one == two:
            return True
        site = self._resolver.site(one)
        if site is not None and site == self._resolver.site(two):
            return True
        known, beside = self._resolver.resolve(one).name, self._resolver.resolve(two).name
        return known is not None and known == beside

    def category(self, host: str) -> str | None:
        """What a host serves, as the tables have it: ``analytics``, ``ad``, ``cdn``, …; None if unknown."""
        name = host_of(host)
        return self._resolver.category(name) if name else None

    def hosting(self, host: str) -> str | None:
        """The domain under which customers of a hosting company, such as the one of `host`, have names; None if none.

        Source: the own tables, and the private section of the Public Suffix List.
        """
        name = host_of(host)
        return self._resolver.hosting(name) or self._suffixes.private_suffix(name) if name else None

    def serves_others(self, *companies: str | None) -> bool:
        """Whether one of these companies gives names to customers: a certificate of its says little of them."""
        return not self._resolver.providers.isdisjoint(companies)

    def domain_of(self, company: str) -> str | None:
        """A domain that the tables have for a company, by any name that a source calls it; None if there is none."""
        organisation = self._resolver.by_alias(company)
        if organisation is None:
            return None
        return next((one for one in organisation.domains if self.party(one).organisation == organisation.name), None)

    def network(self, address: str) -> Network | None:
        """The network of an address (port and brackets may stand); None if it is no public address."""
        parsed = address_of(address)
        return self._networks.network(parsed) if parsed else None

    def party(self, host: str, *, systems: Sequence[SignatureHit] = ()) -> Party:
        """Who stands behind `host`.

        `systems`: what was recognised in the traffic to it or in the code that sends it. It adds notes and changes
        nothing else: a proxy under the app's own name stays the app's.
        """
        name = host_of(host)
        if name is None:
            return Party(
                host=host, domain=None, organisation=None, operator_country=None, basis="unknown: not a host name"
            )
        if name not in self._parties:
            self._parties[name] = self._party(name)
        party = self._parties[name]
        remarks = tuple(self._proxied(party, systems))
        return _with_notes(party, remarks) if remarks else party

    def _party(self, host: str) -> Party:
        found = self._resolver.resolve(host)
        owners, state, listings, notes = self._behind(found)
        country = found.country
        return Party(
            host=host,
            domain=self._suffixes.domain(host),
            organisation=found.name,
            brand=found.brand,
            operator_country=country,
            owners=owners,
            state=state,
            state_owned=True if state else None,
            listings=listings,
            lists_loaded=(*self._lists.loaded, *self._packs.lists) if found.organisation else (),
            laws=self.laws([country, state]),
            basis=found.basis,
            confidence=found.confidence,
            verified=found.verified,
            notes=notes,
        )

    def _behind(self, found: Resolution) -> tuple[tuple[Owner, ...], str | None, tuple[Listing, ...], tuple[str, ...]]:
        """Owners, owner's state, listings and notes of a resolution."""
        organisation = found.organisation
        if organisation is None:
            return (), found.country if found.state_owned else None, (), found.notes
        state = self._graph.state(organisation) or (found.country if found.state_owned else None)
        shareholders = self._graph.shareholders(organisation)
        notes = (organisation.note, *found.notes, shareholders or "", *self._lists.remarks(organisation))
        return (
            self._graph.owners(organisation),
            state,
            (*self._lists.listings(organisation), *self._pack_lists.listings(organisation)),
            tuple(note for note in notes if note),
        )

    def _proxied(self, party: Party, systems: Sequence[SignatureHit]) -> Iterable[str]:
        """Notes on systems of others that were recognised at this host: who gets the data then is not visible."""
        seen: set[str] = set()
        for hit in systems:
            operator = self._resolver.by_alias(hit.operator) if hit.operator else None
            name = operator.name if operator else hit.operator
            if name and name != party.organisation and hit.system not in seen:
                seen.add(hit.system)
                yield (
                    f"{hit.system} (operator: {name}) was recognised in what is sent to this host. Whether the host "
                    "passes it on cannot be seen from a browser."
                )

    def operators(self, hosts: Iterable[str]) -> list[str | None]:
        """The organisation of each host, as `party` names it, without the rest: for many hosts at once."""
        return self._operators.operators(hosts)

    @cached_property
    def _operators(self) -> Operators:
        return Operators(self._resolver, self._suffixes)

    def names(self, host: str) -> tuple[str, ...]:
        """What a text could call the party behind `host`: organisation, brands, owners, registrable domain."""
        name = host_of(host)
        if name is None:
            return ()
        party, said = self.party(name), self._resolver.resolve(name)
        organisation = said.organisation
        found = [party.organisation, *(organisation.names if organisation else ()), *(said.called or (party.brand,))]
        for owner in party.owners:
            body = self._graph.body(owner.name)
            found += [owner.name, *(body.names if body else ())]
        found += [spoken(name) for name in found if name]
        found.append(party.domain)
        return tuple(dict.fromkeys(text for text in found if text))

    def who(self, query: str) -> Who:
        """What is known of a host, URL, address, or organisation.

        Raises:
            UsageError: the query is empty, too long, or holds control characters.
        """
        text = query.strip()
        if not text or len(text) > 4 * LONGEST or any(unicodedata.category(char) in ("Cc", "Cs") for char in text):
            raise UsageError(
                "Give a host name, URL, IP address or the name of an organisation, e.g. `undertow who example.org`."
            )
        found = self._names.find(text)
        host = host_of(text)
        if found is None and host is not None and (address_of(host) or "." in host):
            return self._who_host(text, host)
        found = (
            found
            or self._pack_lists.find(text)
            or Resolution(
                basis=why_no_host(text),
                notes=self._names.suggestions(text),
            )
        )
        owners, state, listings, notes = self._behind(found)
        return Who(
            query=text,
            host=None,
            domain=None,
            organisation=found.name,
            owners=owners,
            state=state,
            operator_country=found.country,
            network=None,
            listings=listings,
            lists_loaded=(*self._lists.loaded, *self._packs.lists) if found.organisation else (),
            laws=self.laws([found.country, state]),
            transfers=self.transfers(found.country, (), state),
            basis=found.basis,
            verified=found.verified,
            notes=self._day + notes,
        )

    def _who_host(self, query: str, host: str) -> Who:
        party = self.party(host)
        network = self.network(host)
        notes = [*self._day, *party.notes]
        if party.brand:
            notes.insert(0, f"Brand: {party.brand}.")
        holder = self._networks.state_network(network.asn) if network and network.asn else None
        if network and holder:
            notes.append(
                f"AS{network.asn} is a network of a state telecom ({holder}). Who holds a network need not be who runs "
                "the service at the address."
            )
        if network:
            notes.append(
                f"Network data of {self._networks.date}: RouteViews, NRO, DB-IP (CC BY 4.0), IPtoASN; its publisher "
                "reports errors."
            )
        return Who(
            query=query,
            host=host,
            domain=party.domain,
            organisation=party.organisation,
            owners=party.owners,
            state=party.state,
            operator_country=party.operator_country,
            network=network,
            listings=party.listings,
            lists_loaded=party.lists_loaded,
            laws=party.laws,
            transfers=self.transfers(party.operator_country, (network.country,) if network else (), party.state),
            basis=party.basis,
            verified=party.verified,
            notes=tuple(notes),
        )


def _with_notes(party: Party, notes: tuple[str, ...]) -> Party:
    """The same party with more notes."""
    fields = {name: getattr(party, name) for name in party.__struct_fields__}
    return Party(**{**fields, "notes": party.notes + notes})
