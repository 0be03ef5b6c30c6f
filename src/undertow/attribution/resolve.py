"""Host → organisation, by a stated basis: the most exact table that knows the host decides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property

from undertow.attribution.companies import Companies
from undertow.attribution.company_names import plain
from undertow.attribution.hosts import parents, why_unknown
from undertow.attribution.loose import Entity, Loose, date_of
from undertow.attribution.packs import PackHead, PackHost, Packs
from undertow.attribution.suffixes import Suffixes
from undertow.attribution.tables import HostRule, Organisation, Organisations, Signature
from undertow.model import Confidence, Record, Verified

SEVERAL = "(several)"
"""What the operator column of signatures.json says of a system that many embed."""

LOOSE = "The company is named by {} alone; owners and lists were not looked up on its word."
ALONE = (
    "third-party-web calls the host {} (data of {}; its rows have no dates, and some tell of owners of years ago). No "
    "second source says so, and no organisation is named on its word."
)

ADAPTER = "The domain is in the company's adapter of Prebid.js (release of {}): {}. Who holds it was not looked up."


class Resolution(Record, frozen=True, kw_only=True):
    """Whose host it is, and how that is known."""

    organisation: Organisation | None = None
    """Its record, where the own table has one that may be used."""
    name: str | None = None
    country: str | None = None
    brand: str | None = None
    basis: str
    confidence: Confidence | None = None
    verified: Verified = False
    state_owned: bool | None = None
    called: tuple[str, ...] = ()
    """Further names that a text could call it by, from sources that do not decide."""
    notes: tuple[str, ...] = ()


def weaker(one: Verified, other: Verified) -> Verified:
    """The flag of a statement that rests on two others."""
    if one is True and other is True:
        return True
    return False if one is False and other is False else "partial"


def _is_called(company: str, organisation: Organisation) -> bool:
    """Whether a name is one of the organisation's, in whatever form."""
    names = (organisation.name, *organisation.names, *organisation.aliases)
    return plain(company) in map(plain, names)


class Resolver:
    """The tables that know hosts, each loaded when first asked."""

    def __init__(
        self,
        table: Organisations,
        companies: Companies,
        signatures: Iterable[Signature],
        suffixes: Suffixes,
        packs: Packs,
        is_listed: Callable[[Organisation], bool],
    ) -> None:
        """`is_listed`: whether a list names the organisation or its group; see `_loosely`."""
        self._suffixes = suffixes
        self._packs = packs
        self._is_listed = is_listed
        self._companies = companies.domains
        self._adapters = companies.adapters
        self._aliases = {**companies.aliases, **{alias: org for org in table.organisation for alias in org.aliases}}
        self._domains = {domain: org for org in table.organisation for domain in org.domains}
        self._hosting = {domain: org.name for org in table.organisation for domain in org.hosting} | table.hosting_of
        self.providers: frozenset[str | None] = frozenset(self._hosting.values())
        """Companies under whose domains customers have names."""
        self._kept = frozenset(table.kept)
        self._loose = Loose()
        self._listed: dict[str, Signature] = {}
        self._patterns: list[tuple[re.Pattern[str], Signature]] = []
        self._below: dict[str, Signature] = {}
        for signature in signatures:
            if signature.operator != SEVERAL:
                for rule in signature.host_rules:
                    if rule.path is None:  # a path says that the host serves other things too
                        self._add(rule, signature)

    def _add(self, rule: HostRule, signature: Signature) -> None:
        if rule.match == "regexp":
            self._patterns.append((re.compile(rule.host), signature))
            return
        if rule.match == "exact":
            self._listed.setdefault(rule.host, signature)
        if rule.match == "suffix" or self._suffixes.domain(rule.host) == rule.host:
            self._below.setdefault(rule.host, signature)

    def by_alias(self, name: str) -> Organisation | None:
        """The organisation that a source calls `name`."""
        return self._aliases.get(name)

    def resolve(self, host: str) -> Resolution:
        """Whose host it is; `host` in the form of `hosts.host_of`."""
        names = self._names_of_owner(host)
        return (
            self._by_signature(host, names)
            or self._by_domain(host, names)
            or self._by_pack(names)
            or self._under_hosting(host, names)
            or self._by_brand(host, names)
            or self._by_entity(host, names)
            or Resolution(basis=why_unknown(host, "." in host and self._suffixes.domain(host) is None))
        )

    def _names_of_owner(self, host: str) -> list[str]:
        """`host` and the names above it that its owner holds too: down to the registrable domain, or the customer's."""
        domain, hosting = self._suffixes.domain(host), self.hosting(host)
        if domain is None and hosting is None:
            return [host]
        suffix = self._suffixes.private_suffix(host)
        if suffix in self._kept:
            domain = suffix
        shortest = max(len(domain or ""), len(hosting) + 1 if hosting else 0)
        return [name for name in parents(host) if len(name) >= shortest]

    def hosting(self, host: str) -> str | None:
        """The domain above `host` under which a hosting company gives names to its customers; None if there is none."""
        return next((name for name in parents(host)[1:] if name in self._hosting), None)

    def site(self, host: str) -> str | None:
        """The name that one owner surely holds with all below it; None for addresses and bare suffixes.

        That is the registrable domain; below a hosting domain that the Public Suffix List does not have, `host` alone:
        the labels between may be a region or a kind of server.
        """
        domain, hosting = self._suffixes.domain(host), self.hosting(host)
        return host if hosting and len(domain or "") <= len(hosting) else domain

    def category(self, host: str) -> str | None:
        """What a host serves: kind of system by signatures.json, else category by third-party-web; None if unknown.

        A host that third-party-web does not know has the category of its company, where that has only one.
        """
        domain = self._suffixes.domain(host)
        names = [name for name in parents(host) if len(name) >= len(domain or host)]
        signature = self._listed.get(host) or next((self._below[name] for name in names if name in self._below), None)
        if signature is not None:
            return signature.kind
        found = self._loose.entity(host, names)
        if found is not None:
            return found[1].category
        company = self.resolve(host).name
        categories = self._categories.get(company, frozenset()) if company else frozenset()
        return next(iter(categories)) if len(categories) == 1 else None

    @cached_property
    def _categories(self) -> dict[str, frozenset[str]]:
        """The categories of each company's hosts in third-party-web, by its name in the own tables."""
        found: dict[str, frozenset[str]] = {}
        for entity in self._loose.entities.values():
            known = self._aliases.get(entity.company)
            name = known.name if known else entity.company
            found[name] = found.get(name, frozenset()) | {entity.category}
        return found

    def _by_signature(self, host: str, names: list[str]) -> Resolution | None:
        signature = self._listed.get(host)
        where = "host"
        if signature is None:
            signature = next((found for pattern, found in self._patterns if pattern.fullmatch(host)), None)
        if signature is None:
            signature = next((self._below[name] for name in names if name in self._below), None)
            where = "domain"
        if signature is None:
            return None
        organisation = self._aliases.get(signature.operator)
        return Resolution(
            organisation=organisation,
            name=organisation.name if organisation else signature.operator,
            country=organisation.country if organisation else signature.operator_country,
            basis=f"{where} in signatures.json: {signature.id}",
            confidence="confirmed" if signature.verified is True else "likely",
            verified=weaker(signature.verified, organisation.verified if organisation else False),
            state_owned=signature.state_owned,
            notes=tuple(f"Not verified: {part}." for part in signature.unverified_parts if "country" in part),
        )

    def _by_domain(self, host: str, names: list[str]) -> Resolution | None:
        for name in names:
            own, general = self._domains.get(name), self._companies.get(name)
            organisation = own or general or self._provider(name)
            if organisation is not None:
                adapters = self._adapters.get(name) if not own else None
                table = "adapters.tsv" if adapters else "companies.tsv" if general and not own else "organisations.toml"
                notes = self._otherwise(host, name, organisation)
                return Resolution(
                    organisation=organisation,
                    name=organisation.name,
                    country=organisation.country,
                    basis=f"domain in {table}: {name}",
                    confidence="possible" if notes and not own else "likely",
                    verified=organisation.verified if own or adapters else False,
                    notes=(*notes, ADAPTER.format(date_of("adapters.tsv"), adapters)) if adapters else notes,
                )
        return None

    def _provider(self, name: str) -> Organisation | None:
        """The hosting company whose domain for customers `name` itself is."""
        return self._aliases.get(self._hosting[name]) if name in self._hosting else None

    def _otherwise(self, host: str, name: str, organisation: Organisation) -> tuple[str, ...]:
        """Notes where other sources name another company for the domain."""
        said = [
            (f"pack {head.name} (data of {head.date})", row.company)
            for head, row in self._packs.hosts(name)
            if self._is_other(row.company, organisation) or not _is_called(row.company, organisation)
        ]
        brand, entity = self._loose.brand(host, [name]), self._loose.entity(host, [name])
        if brand is not None and brand[1].company and self._is_other(brand[1].company, organisation):
            said.append((f"domain-list-community (data of {date_of('domain_brands.tsv.gz')})", brand[1].company))
        if entity is not None and self._is_other(entity[1].company, organisation):
            said.append((f"third-party-web (data of {date_of('third_party_web.tsv.gz')})", entity[1].company))
        return tuple(f"Sources differ: {source} names {company} for {name}." for source, company in said)

    def _is_other(self, company: str, organisation: Organisation) -> bool:
        """Whether a source's name is known to be that of another organisation."""
        return self._aliases.get(company, organisation) is not organisation

    def _by_pack(self, names: list[str]) -> Resolution | None:
        """By what the user added, the nearest domain first; packs that differ are told."""
        for name in names:
            said = list(self._packs.hosts(name))
            if said:
                return self._of_packs(name, said)
        return None

    def _of_packs(self, name: str, said: list[tuple[PackHead, PackHost]]) -> Resolution:
        head, row = said[0]
        others = [
            (other.name, found.company) for other, found in said[1:] if plain(found.company) != plain(row.company)
        ]
        found = self._loosely(row.company, f"the pack {head.name}")
        return Resolution(
            organisation=found.organisation,
            name=found.name,
            country=found.country or (row.country if found.organisation is None else None),
            brand=row.brand,
            basis=f"domain in pack {head.name}: {name}",
            confidence="likely",
            notes=(
                *found.notes,
                *(f"Sources differ: pack {other} names {company} for {name}." for other, company in others),
            ),
        )

    def _by_entity(self, host: str, names: list[str]) -> Resolution | None:
        """By third-party-web, which is wrong or out of date too often to name an organisation on its word."""
        found = self._loose.entity(host, names)
        if found is None:
            return None
        name, entity = found
        return Resolution(
            brand=entity.called,
            basis=f"name only, by third-party-web: {name}",
            confidence="possible",
            called=(entity.name, entity.company),
            notes=(ALONE.format(entity.called, date_of("third_party_web.tsv.gz")),),
        )

    def _loosely(self, company: str, source: str) -> Resolution:
        """A company that a data set of others names: it may lead to the own table, but never to a listing."""
        organisation = self._aliases.get(company)
        if organisation is not None and self._is_listed(organisation):
            organisation = None
        return Resolution(
            organisation=organisation,
            name=organisation.name if organisation else company,
            country=organisation.country if organisation else None,
            basis=source,
            notes=() if organisation else (LOOSE.format(source),),
        )

    def _under_hosting(self, host: str, names: list[str]) -> Resolution | None:
        suffix = self.hosting(host) or self._suffixes.private_suffix(host)
        if suffix is None:
            return None
        provider = self._hosting.get(suffix) or next(
            (row.name for row in (self._domains.get(suffix), self._companies.get(suffix)) if row), None
        )
        said = f"{provider or 'its operator'} gives names to customers"
        customer = self._by_entity(host, names)
        return Resolution(
            brand=customer.brand if customer else None,
            basis=f"unknown: a customer of {provider or 'the operator'}, with a name under {suffix}",
            confidence=customer.confidence if customer else None,
            called=customer.called if customer else (),
            notes=(
                f"{suffix} is a domain under which {said}; the customer is not known.",
                *(customer.notes if customer else ()),
            ),
        )

    def _by_brand(self, host: str, names: list[str]) -> Resolution | None:
        """By domain-list-community, with the company of the brand, unless third-party-web names another."""
        found = self._loose.brand(host, names)
        if found is None:
            return None
        name, brand = found
        called = self._loose.entity(host, names)
        company = self._loosely(brand.company, "domain-list-community") if brand.company else None
        if company is None or (called is not None and self._disagree(called[1], brand.company or brand.name)):
            other = f"third-party-web calls it {called[1].called}" if called else ""
            return Resolution(
                brand=f"{brand.name}, or {called[1].called}" if called and company else brand.name,
                basis=f"brand only, by domain-list-community: {name}" + (f"; {other}" if other else ""),
                confidence="possible",
                called=(called[1].name, called[1].company) if called else (),
                notes=(ALONE.format(called[1].called, date_of("third_party_web.tsv.gz")),) if called else (),
            )
        return Resolution(
            organisation=company.organisation,
            name=company.name,
            country=company.country,
            brand=brand.name,
            basis=f"domain of a brand in domain-list-community: {name}",
            confidence="likely",
            notes=company.notes,
        )

    def _disagree(self, entity: Entity, company: str) -> bool:
        """Whether a row of third-party-web is of another company than `company`."""
        known = self._aliases.get(company)
        named = (entity.company, entity.name)
        if known is not None and any(self._aliases.get(name) is known or _is_called(name, known) for name in named):
            return False
        return plain(company) not in map(plain, named)

    def known_names(self) -> set[str]:
        """Every name that a table has a row for; `resolve` differs between hosts only by these and by `patterns`."""
        tables = (
            self._listed,
            self._below,
            self._domains,
            self._companies,
            self._hosting,
            self._loose.entities,
            self._loose.brands,
        )
        return set(self._packs.domains).union(*tables)

    @property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """The host rules that are regular expressions."""
        return tuple(pattern for pattern, _ in self._patterns)
