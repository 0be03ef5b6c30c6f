"""Host → organisation, by a stated basis: the most exact table that knows the host decides."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterable
from functools import cached_property

from undertow import data
from undertow.attribution.companies import Companies
from undertow.attribution.company_names import plain
from undertow.attribution.hosts import parents, why_unknown
from undertow.attribution.packs import PackHead, PackHost, Packs
from undertow.attribution.suffixes import Suffixes
from undertow.attribution.tables import HostRule, Organisation, Organisations, Signature
from undertow.model import Confidence, Record, Verified

SEVERAL = "(several)"
"""What the operator column of signatures.json says of a system that many embed."""

LOOSE = "The company is named by {} alone; owners and lists were not looked up on its word."


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
    notes: tuple[str, ...] = ()


class _Entity(Record, frozen=True, kw_only=True):
    """A row of third_party_web.tsv.gz."""

    name: str
    company: str
    exact: bool
    category: str


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
        self._aliases = {**companies.aliases, **{alias: org for org in table.organisation for alias in org.aliases}}
        self._domains = {domain: org for org in table.organisation for domain in org.domains}
        self._hosting = {domain: org for org in table.organisation for domain in org.hosting}
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

    @cached_property
    def _entities(self) -> dict[str, _Entity]:
        """third-party-web by domain; a name that is there both ways counts with all below it."""
        found: dict[str, _Entity] = {}
        for line in gzip.decompress(data.read("third_party_web.tsv.gz")).decode("utf-8").splitlines():
            domain, match, name, company, category = line.split("\t")
            found[domain] = _Entity(name=name, company=company, exact=match == "exact", category=category)
        return found

    @cached_property
    def _brands(self) -> dict[str, tuple[str, bool]]:
        """Brand list and whether the entry means that host alone. Categories of that project are no brands."""
        found: dict[str, tuple[str, bool]] = {}
        for line in gzip.decompress(data.read("domain_brands.tsv.gz")).decode("utf-8").splitlines():
            domain, match, brand = line.split("\t")
            if not brand.startswith("category-"):
                found.setdefault(domain, (brand, match == "full"))
        return found

    def by_alias(self, name: str) -> Organisation | None:
        """The organisation that a source calls `name`."""
        return self._aliases.get(name)

    def resolve(self, host: str) -> Resolution:
        """Whose host it is; `host` in the form of `hosts.host_of`."""
        names = self._names_of_owner(host)
        return (
            self._by_signature(host, names)
            or self._by_domain(names)
            or self._by_pack(names)
            or self._by_entity(host, names)
            or self._under_hosting(host)
            or self._by_brand(host, names)
            or Resolution(basis=why_unknown(host))
        )

    def _names_of_owner(self, host: str) -> list[str]:
        """`host` and the names above it down to its registrable domain: those that its owner holds too."""
        domain = self._suffixes.domain(host)
        if domain is None:
            return [host]
        return [name for name in parents(host) if len(name) >= len(domain)]

    def category(self, host: str) -> str | None:
        """What a host serves: kind of system by signatures.json, else category by third-party-web; None if unknown.

        A host that third-party-web does not know has the category of its company, where that has only one.
        """
        names = self._names_of_owner(host)
        signature = self._listed.get(host) or next((self._below[name] for name in names if name in self._below), None)
        if signature is not None:
            return signature.kind
        for name in names:
            entity = self._entities.get(name)
            if entity is not None and (name == host or not entity.exact):
                return entity.category
        company = self.resolve(host).name
        categories = self._categories.get(company, frozenset()) if company else frozenset()
        return next(iter(categories)) if len(categories) == 1 else None

    @cached_property
    def _categories(self) -> dict[str, frozenset[str]]:
        """The categories of each company's hosts in third-party-web, by its name in the own tables."""
        found: dict[str, frozenset[str]] = {}
        for entity in self._entities.values():
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

    def _by_domain(self, names: list[str]) -> Resolution | None:
        for name in names:
            own, general = self._domains.get(name), self._companies.get(name)
            organisation = own or general
            if organisation is not None:
                return Resolution(
                    organisation=organisation,
                    name=organisation.name,
                    country=organisation.country,
                    basis=f"domain in {'organisations.toml' if own else 'companies.tsv'}: {name}",
                    confidence="likely",
                    verified=organisation.verified if own else False,
                    notes=self._otherwise(name, organisation),
                )
        return None

    def _otherwise(self, name: str, organisation: Organisation) -> tuple[str, ...]:
        """Notes where other sources name another company for the domain."""
        said = [
            (f"pack {head.name}", row.company)
            for head, row in self._packs.hosts(name)
            if self._is_other(row.company, organisation) or not _is_called(row.company, organisation)
        ]
        entity = self._entities.get(name)
        if entity is not None and self._is_other(entity.company, organisation):
            said.append(("third-party-web", entity.company))
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
        """By third-party-web, which names companies loosely and is wrong at times."""
        for name in names:
            entity = self._entities.get(name)
            if entity is None or (entity.exact and name != host):
                continue
            found = self._loosely(entity.company, "third-party-web")
            return Resolution(
                organisation=found.organisation,
                name=found.name,
                country=found.country,
                brand=entity.name if entity.name != entity.company else None,
                basis=f"domain in third-party-web: {name}",
                confidence="likely",
                notes=found.notes,
            )
        return None

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

    def _under_hosting(self, host: str) -> Resolution | None:
        hosting = next((name for name in parents(host) if name in self._hosting), None)
        suffix = hosting or self._suffixes.private_suffix(host)
        if suffix is None:
            return None
        provider = self._hosting[suffix].name if suffix in self._hosting else "its operator"
        return Resolution(
            basis=f"unknown: customer's name under {suffix}",
            notes=(
                f"{suffix} is a domain under which {provider} gives names to customers; the customer is not known.",
            ),
        )

    def _by_brand(self, host: str, names: list[str]) -> Resolution | None:
        for name in names:
            brand = self._brands.get(name)
            if brand is not None and (name == host or not brand[1]):
                return Resolution(
                    brand=brand[0],
                    basis=f"brand only, by domain-list-community: {name}",
                    confidence="possible",
                )
        return None

    def known_names(self) -> set[str]:
        """Every name that a table has a row for; `resolve` differs between hosts only by these and by `patterns`."""
        tables = (
            self._listed,
            self._below,
            self._domains,
            self._companies,
            self._hosting,
            self._entities,
            self._brands,
        )
        return set(self._packs.domains).union(*tables)

    @property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """The host rules that are regular expressions."""
        return tuple(pattern for pattern, _ in self._patterns)
