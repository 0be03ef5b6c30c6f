"""What lists of others call a host: names of products and brands, which become companies only with a second ground."""

from __future__ import annotations

import gzip
from functools import cached_property

from undertow import data
from undertow.model import Record


class Entity(Record, frozen=True, kw_only=True):
    """A row of third_party_web.tsv.gz."""

    name: str
    company: str
    exact: bool
    category: str

    @property
    def called(self) -> str:
        """Name, with the company where the list gives another."""
        return self.name if self.company == self.name else f"{self.name} ({self.company})"


class Brand(Record, frozen=True, kw_only=True):
    """A row of domain_brands.tsv.gz, with the company that brand_companies.tsv gives for the brand."""

    name: str
    exact: bool
    company: str | None


class Loose:
    """third-party-web and domain-list-community, each read when first asked."""

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """third-party-web by domain; a name that is there both ways counts with all below it."""
        found: dict[str, Entity] = {}
        for line in gzip.decompress(data.read("third_party_web.tsv.gz")).decode("utf-8").splitlines():
            domain, match, name, company, category = line.split("\t")
            found[domain] = Entity(name=name, company=company, exact=match == "exact", category=category)
        return found

    @cached_property
    def brands(self) -> dict[str, Brand]:
        """domain-list-community by domain. Categories of that project are no brands."""
        lines = data.read("brand_companies.tsv").decode("utf-8").splitlines()[1:]
        companies = dict(line.split("\t") for line in lines)
        found: dict[str, Brand] = {}
        for line in gzip.decompress(data.read("domain_brands.tsv.gz")).decode("utf-8").splitlines():
            domain, match, brand = line.split("\t")
            if not brand.startswith("category-"):
                found.setdefault(domain, Brand(name=brand, exact=match == "full", company=companies.get(brand)))
        return found

    def entity(self, host: str, names: list[str]) -> tuple[str, Entity] | None:
        """The nearest row of third-party-web that holds for `host`, of those of `names`."""
        rows = ((name, self.entities[name]) for name in names if name in self.entities)
        return next(((name, row) for name, row in rows if name == host or not row.exact), None)

    def brand(self, host: str, names: list[str]) -> tuple[str, Brand] | None:
        """The nearest row of domain-list-community that holds for `host`, of those of `names`."""
        rows = ((name, self.brands[name]) for name in names if name in self.brands)
        return next(((name, row) for name, row in rows if name == host or not row.exact), None)


def date_of(file: str) -> str:
    """The day of a bundled file, by SOURCES.toml."""
    return next(entry["date"] for entry in data.sources() if entry["name"] == file)
