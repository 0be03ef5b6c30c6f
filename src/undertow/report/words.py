"""The wording that all reports for people share: names of data types, countries, dates, counts, lists of things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from undertow.model import Confidence, DataType, Grade, Verified
from undertow.report.safe import plain

FICTIONAL = "Fictional app; no statement about any named company."
"""Stands on every report about a lab app."""

DATA_WORDS: dict[DataType, tuple[str, str]] = {
    "email": ("E-mail address", "the e-mail address"),
    "phone": ("Phone number", "the phone number"),
    "password": ("Password", "the password"),
    "name": ("Name", "the name"),
    "username": ("User name", "the user name"),
    "otp": ("One-time code", "the one-time code"),
    "message": ("Message text", "the text of messages"),
    "address": ("Postal address", "the postal address"),
    "postal-code": ("Postal code", "the postal code"),
    "card": ("Payment card", "the payment card"),
    "birthdate": ("Date of birth", "the date of birth"),
    "search": ("Search text", "the search text"),
    "file": ("File", "the chosen file"),
    "input": ("Form entry", "a form entry"),
    "device": ("Device traits", "device traits"),
    "location": ("Location", "the location"),
    "identifier": ("Stored identifier", "a stored identifier"),
    "interaction": ("Use of the page", "what people do on the page"),
    "keystrokes": ("Keystrokes", "single keystrokes"),
}
"""Each data type as a label and inside a sentence."""

GRADE_HELP: dict[Grade, str] = {
    "observed": "It left the page in visits that met no particular condition.",
    "triggered": "It left the page only in visits that meet a condition found in the code.",
    "forced": "It tried to leave when a condition was overridden in a sealed browser; nothing left the machine.",
    "latent": "Delivered code contains a path from the data to this recipient; it was not seen to run.",
    "referenced": "The recipient stands in delivered code; no path of data to it was proven.",
}

CONFIDENCE_HELP: dict[Confidence, str] = {
    "confirmed": "bytes were seen",
    "likely": "code and execution agree",
    "possible": "one sign only",
}


_LEGAL_FORM = re.compile(
    r",? (?:Co\., ?Ltd\.?|Ltd\.?|Limited|Inc\.?|LLC|L\.L\.C\.|Corp\.?|Corporation"
    r"|PLC|S\.A\.|SAS|GmbH|AG|AB|B\.V\.|Oy)\Z"
)
_NAMED = re.compile(r"(?P<name>.+?) \((?P<more>[^()]+)\)\Z")


def short_name(organisation: str) -> str:
    """An organisation as headlines call it: ``Volcengine``, ``China Mobile Internet (China Mobile group)``, ``Criteo``.

    Names in our knowledge may carry a trade name, a group, or what is not known, in brackets at their end. The full
    name always stands in the same report.
    """
    named = _NAMED.match(organisation)
    name, more = (named["name"], named["more"]) if named else (organisation, "")
    short = _LEGAL_FORM.sub("", name)
    if not more or "not known" in more or _LEGAL_FORM.search(more):
        return short
    if short == name or more.endswith("group"):
        return f"{short} ({more})"
    return more


def data_label(data: DataType) -> str:
    """The data type as a heading."""
    return DATA_WORDS[data][0]


def data_phrase(data: Iterable[DataType], limit: int = 3) -> str:
    """Data types inside a sentence, typed data first as they stand in the vocabulary; more than `limit` are counted."""
    order = list(DATA_WORDS)
    kinds = sorted(set(data), key=order.index)
    if len(kinds) <= limit:
        return joined([DATA_WORDS[kind][1] for kind in kinds])
    rest = plural(len(kinds) - limit, "further kind")
    return joined([*(DATA_WORDS[kind][1] for kind in kinds[:limit]), f"{rest} of data"])


def joined(parts: Sequence[str], word: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def number(value: int) -> str:
    """With separators: ``91,204``."""
    return f"{value:,}"


def plural(count: int, noun: str, many: str | None = None) -> str:
    """``1 visit``, ``3 visits``."""
    return f"{number(count)} {noun if count == 1 else many or noun + 's'}"


def capital(text: str) -> str:
    """With its first letter large, the rest untouched."""
    return text[:1].upper() + text[1:]


def full_stop(text: str) -> str:
    """Ended by one full stop, also after ``Ltd.``."""
    return text if text.endswith(".") else f"{text}."


def flag(verified: Verified) -> str:
    """Whether the cited source was read."""
    if verified == "partial":
        return "partly verified"
    return "verified" if verified else "not verified"


def instant(text: str) -> str:
    """``2026-11-22T10:14:05Z`` → ``22 November 2026, 10:14 UTC``; what is not such a time is shown as it is."""
    moment = _moment(text)
    return f"{_day(moment)}, {moment:%H:%M} UTC" if moment else plain(text, 40)


def days(times: Sequence[str]) -> str:
    """The day, or the first and last day, of some times."""
    moments = sorted(moment for moment in map(_moment, times) if moment)
    if not moments:
        return "unknown date"
    first, last = _day(moments[0]), _day(moments[-1])
    return first if first == last else f"{first} to {last}"


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"


@cache
def _countries() -> dict[str, str]:
    """ISO 3166 codes with usual English names; the file is the public-domain ``iso3166.tab`` of the tz database."""
    lines = Path(__file__).with_name("countries.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


def country(code: str | None) -> str | None:
    """Usual English name of an ISO 3166-1 alpha-2 code; an unknown code is shown as it is."""
    return None if code is None else _countries().get(code, plain(code, 12))


def policy_date(dated: str | None) -> str:
    """What a policy says of its date, as a remark: its own words are quoted unless they are a date and nothing else."""
    if not dated:
        return "which gives no date"
    words = plain(dated, 60)
    return f"dated {words}" if words[:1].isdigit() else f"“{words}”"


def site(target: str) -> str:
    """How sentences call the audited app: its host, with the port if the address names one."""
    try:
        place = urlsplit(target).netloc.rpartition("@")[2]
    except ValueError:
        place = ""
    return plain(place or target, 80)
