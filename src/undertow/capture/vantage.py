"""The preset vantages and the telephone ranges that belong to nobody; both are data, `vantages.toml`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import resources

import msgspec

from undertow.errors import UsageError
from undertow.model import Consent, Vantage


class NumberRange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Telephone numbers of one calling code that nobody has."""

    prefix: str
    """Calling code with plus."""
    national: tuple[str, ...]
    """Patterns of what follows it; ``#`` stands for any digit."""
    note: str
    """Why these numbers belong to nobody."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    vantage: tuple[Vantage, ...]
    numbers: tuple[NumberRange, ...]


@cache
def _file() -> _File:
    return msgspec.toml.decode(resources.files("undertow.capture").joinpath("vantages.toml").read_bytes(), type=_File)


PRESETS: tuple[Vantage, ...] = _file().vantage
"""All preset vantages, in the order in which an audit visits from them."""


def number_range(prefix: str) -> NumberRange | None:
    """The range that baits of this calling code are taken from; None if we know of none."""
    return next((numbers for numbers in _file().numbers if numbers.prefix == prefix), None)


def named(names: Iterable[str]) -> tuple[Vantage, ...]:
    """The presets of these names, in the order asked for and each once.

    Raises:
        UsageError: a name is not known, or there is none.
    """
    known = {vantage.name: vantage for vantage in PRESETS}
    chosen: dict[str, Vantage] = {}
    for name in names:
        if name not in known:
            raise UsageError(f"There is no vantage {name!r}. Choose from: {', '.join(known)}.")
        chosen[name] = known[name]
    if not chosen:
        raise UsageError(f"Name at least one vantage. Choose from: {', '.join(known)}.")
    return tuple(chosen.values())


_CONSENT_WORDS: dict[Consent, str] = {
    "accept": "consent accepted",
    "reject": "consent rejected",
    "ignore": "no consent",
}


def with_consent(vantages: Iterable[Vantage], choices: Iterable[Consent]) -> tuple[Vantage, ...]:
    """Each vantage once for each choice at the consent banner, named and labelled after it."""
    return tuple(
        msgspec.structs.replace(
            vantage,
            name=f"{vantage.name}-{choice}",
            label=f"{vantage.label}, {_CONSENT_WORDS[choice]}",
            consent=choice,
        )
        for vantage in vantages
        for choice in dict.fromkeys(choices)
    )
