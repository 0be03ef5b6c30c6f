"""The preset vantages and the telephone ranges that belong to nobody; both are data, `vantages.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from importlib import resources
from pathlib import Path
from zoneinfo import available_timezones

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
    further: tuple[Vantage, ...]
    numbers: tuple[NumberRange, ...]


@cache
def _file() -> _File:
    return msgspec.toml.decode(resources.files("undertow.capture").joinpath("vantages.toml").read_bytes(), type=_File)


PRESETS: tuple[Vantage, ...] = _file().vantage
"""The preset vantages that an audit visits from by itself, in that order."""
FURTHER: tuple[Vantage, ...] = _file().further
"""Presets that are visited from only when they are named."""


def number_range(prefix: str) -> NumberRange | None:
    """The range that baits of this calling code are taken from; None if we know of none."""
    return next((numbers for numbers in _file().numbers if numbers.prefix == prefix), None)


def named(names: Iterable[str]) -> tuple[Vantage, ...]:
    """The vantages of these names, in the order asked for and each once; a name that ends in .toml is a file of some.

    Raises:
        UsageError: a name is not known, a file is not right, or there is none.
    """
    known = {vantage.name: vantage for vantage in (*PRESETS, *FURTHER)}
    chosen: dict[str, Vantage] = {}
    for name in names:
        if name.endswith(".toml"):
            chosen |= {vantage.name: vantage for vantage in of_file(Path(name))}
            continue
        if name not in known:
            raise UsageError(f"There is no vantage {name!r}. Choose from: {', '.join(known)}.")
        chosen[name] = known[name]
    if not chosen:
        raise UsageError(f"Name at least one vantage. Choose from: {', '.join(known)}.")
    return tuple(chosen.values())


def of_file(path: Path) -> tuple[Vantage, ...]:
    """The vantages of a TOML file of the user's: ``[[vantage]]`` tables, each may build `on` a preset.

    Raises:
        UsageError: it cannot be read, or a vantage in it is not right; the message says which and why.
    """
    try:
        tables = tomllib.loads(path.read_text("utf-8")).get("vantage", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"--vantage: {path} cannot be read: {error}.") from error
    if not isinstance(tables, list) or not tables or not all(isinstance(table, dict) for table in tables):
        raise UsageError(f"--vantage: {path} has no [[vantage]]; see docs/vantages.md.")
    return tuple(_of_table(path, table) for table in tables)


def _of_table(path: Path, table: dict[str, object]) -> Vantage:
    base = table.pop("on", None)
    settings: dict[str, object] = {}
    if base is not None:
        (preset,) = named([str(base)])
        settings = {k: v for k, v in msgspec.to_builtins(preset).items() if v is not None}
    # TOML has types of its own for days and times
    settings |= {key: value.isoformat() if isinstance(value, date) else value for key, value in table.items()}
    settings.setdefault("label", settings.get("name"))
    try:
        vantage = msgspec.convert(settings, Vantage)
    except msgspec.ValidationError as error:
        raise UsageError(f"--vantage: {path}, vantage {str(table.get('name'))!r}: {error}.") from error
    if problem := _wrong_with(vantage):
        raise UsageError(f"--vantage: {path}, vantage {vantage.name!r}: {problem}.")
    return vantage


def _wrong_with(vantage: Vantage) -> str:
    """What the browser could not put on, or what would be no circumstance at all; empty if nothing."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,40}", vantage.name):
        return "`name` must be lower-case letters, digits and hyphens"
    if vantage.timezone not in available_timezones():
        return f"there is no time zone {vantage.timezone!r}; write for example Europe/Berlin"
    tag = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
    if not vantage.languages or not all(tag.fullmatch(language) for language in vantage.languages):
        return "`languages` are tags such as de-DE, the preferred first"
    if not re.fullmatch(r"\+[1-9]\d{0,3}", vantage.phone_prefix):
        return "`phone_prefix` is a calling code such as +49"
    if vantage.proxy is not None and not re.fullmatch(r"(http|https|socks5)://[\w.\[\]:-]+:\d{1,5}", vantage.proxy):
        return (
            "`proxy` is http://, https:// or socks5:// with host and port; user and password stand in an environment "
            "variable that `proxy_login` names"
        )
    if vantage.proxy_login is not None and vantage.proxy is None:
        return "`proxy_login` is the login of a `proxy`, and there is none"
    if vantage.date is not None and not _is_date(vantage.date):
        return f"`date` {_A_DATE}"
    headers = [part for header in vantage.headers for part in (header.name, header.value)]
    texts = [vantage.user_agent or "", vantage.referrer or "", *headers]
    if any(not c.isprintable() for text in texts for c in text):
        return "user agent, referrer and headers must be printable"
    return ""


_A_DATE = "must be a day such as 2027-01-31, or with a time 2027-01-31T22:30 or 2027-01-31T22:30+01:00"


def _is_date(text: str) -> bool:
    try:
        year = datetime.fromisoformat(text).year
    except ValueError:
        return False
    return 1971 <= year <= 2200 and re.fullmatch(r"\d{4}-\d{2}-\d{2}(T[\d:+Z-]{5,14})?", text) is not None


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


def with_dates(vantages: Iterable[Vantage], dates: Iterable[str]) -> tuple[Vantage, ...]:
    """Each vantage once for each date (ISO 8601, or ``now``), named and labelled after it.

    Raises:
        UsageError: a date is none.
    """
    chosen = dict.fromkeys(dates)
    for text in chosen:
        if text != "now" and not _is_date(text):
            raise UsageError(f"--date {text!r}: it {_A_DATE}.")
    return tuple(
        vantage
        if text == "now"
        else msgspec.structs.replace(
            vantage,
            name=f"{vantage.name}-{re.sub('[^0-9]+', '-', text).strip('-')}",
            label=f"{vantage.label}, on {text.replace('T', ' ')}",
            date=text,
        )
        for vantage in vantages
        for text in chosen
    )
