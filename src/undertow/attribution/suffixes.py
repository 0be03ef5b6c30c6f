"""Registrable domains by the Public Suffix List (publicsuffix.org/list), private section included."""

from __future__ import annotations

import gzip
from functools import cached_property

from undertow import data
from undertow.attribution.hosts import address_of, parents


class Suffixes:
    """The rules of the list; hosts are given in the form of `hosts.host_of`."""

    @cached_property
    def _rules(self) -> dict[str, bool]:
        """Rule → whether it is private: a company's own domain under which its customers have names."""
        lines = gzip.decompress(data.read("public_suffixes.tsv.gz")).decode("ascii").splitlines()
        rules = {rule: section == "private" for section, _, rule in (line.partition("\t") for line in lines)}
        for rule in [rule for rule in rules if rule.startswith("*.")]:
            rules.setdefault(rule[2:], rules[rule])  # what everybody may register below is nobody's own, as browsers do
        return rules

    def names(self) -> set[str]:
        """The names of the rules, without their marks."""
        return {rule.removeprefix("!").removeprefix("*.") for rule in self._rules}

    def _suffix(self, host: str) -> tuple[str, bool]:
        """The public suffix of `host` and whether its rule is private. A host in no rule has its last label."""
        names = parents(host)
        for i, name in enumerate(names):
            if f"!{name}" in self._rules:
                return names[i + 1], self._rules[f"!{name}"]
            if name in self._rules:
                return name, self._rules[name]
            wildcard = f"*.{names[i + 1]}" if i + 1 < len(names) else ""
            if wildcard in self._rules:
                return name, self._rules[wildcard]
        return names[-1], False

    def domain(self, host: str) -> str | None:
        """The registrable domain of `host`; None for addresses, single labels and suffixes themselves."""
        if address_of(host) is not None:
            return None
        suffix, _ = self._suffix(host)
        if host == suffix:
            return None
        return f"{host[: -len(suffix) - 1].rpartition('.')[2]}.{suffix}"

    def private_suffix(self, host: str) -> str | None:
        """The private suffix that `host` stands under, e.g. ``github.io``; None if there is none."""
        if address_of(host) is not None:
            return None
        suffix, private = self._suffix(host)
        return suffix if private and host != suffix else None
