"""Whether a visit's vantage meets a circumstance found in code: the pairing of guards with outcomes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from undertow.model import Circumstance, Vantage


def meets(circumstance: Circumstance, vantage: Vantage, phone: str | None = None) -> bool | None:
    """True or False where the vantage settles the condition; None where it does not (server answers, unknown tests).

    Args:
        circumstance: a condition found in code.
        vantage: where a visit was made from.
        phone: the number typed in that visit, for patterns of whole numbers.
    """
    if circumstance.dimension == "phone-prefix" and circumstance.operator == "matches":
        facts = _numbers(phone) if phone else ()
        if circumstance.values and all(_matches(_numbers(n), circumstance.values) for n in _ANY_NUMBERS):
            return None  # a check of the form, which tells no countries apart
    else:
        facts = _facts(circumstance, vantage)
    if not facts or not circumstance.values:
        return None
    if circumstance.dimension == "timezone" and all(_NUMBER.fullmatch(v) for v in circumstance.values):
        return _meets_offset(circumstance, vantage.timezone)
    result = _compare(circumstance.operator, facts, circumstance.values)
    return None if result is None else result != circumstance.negated


def meets_all(circumstances: Sequence[Circumstance], vantage: Vantage, phone: str | None = None) -> bool | None:
    """False if any is not met, True if some are met and none is not, None if nothing is settled."""
    answers = [a for c in circumstances if (a := meets(c, vantage, phone)) is not None]
    return all(answers) if answers else None


_NUMBER = re.compile(r"-?\d+")


def _meets_offset(circumstance: Circumstance, timezone: str) -> bool | None:
    """A test of `getTimezoneOffset()`; left open where summer time decides and where the zone is not known."""
    if circumstance.operator not in ("equals", "one-of"):
        return None
    try:
        zone = ZoneInfo(timezone)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return None
    offsets = [datetime(2026, month, 1, tzinfo=zone).utcoffset() for month in (1, 7)]
    met = {str(int(-o.total_seconds() // 60)) in circumstance.values for o in offsets if o is not None}
    return (True in met) != circumstance.negated if len(met) == 1 else None


_ANY_NUMBERS = ("+12025550143", "+447700900123")
"""Numbers of two countries, from the ranges reserved for fiction (555-0100 to 0199; Ofcom's drama numbers)."""


def _numbers(phone: str) -> tuple[str, ...]:
    """Ways in which a page may hold a number when it tests it."""
    digits = phone.removeprefix("+")
    return (phone, digits, "00" + digits)


def _known(*values: str) -> tuple[str, ...]:
    """Without those that an imported capture does not tell."""
    return tuple(filter(None, values))


def _facts(circumstance: Circumstance, vantage: Vantage) -> tuple[str, ...]:
    match circumstance.dimension:
        case "phone-prefix":
            digits = vantage.phone_prefix.lstrip("+")
            return ("+" + digits, digits, "00" + digits) if digits else ()
        case "timezone":
            return _known(vantage.timezone)
        case "language":
            return _known(*vantage.languages[:1], vantage.locale)
        case "country":
            return _known(vantage.country)
        case _:
            return ()


def _compare(operator: str, facts: Iterable[str], values: Iterable[str]) -> bool | None:
    low = [f.lower() for f in facts]
    want = [v.lower() for v in values]
    match operator:
        case "equals" | "one-of":
            return any(f == v for f in low for v in want)
        case "starts-with":
            return any(f.startswith(v) for f in low for v in want)
        case "contains":
            return any(v in f for f in low for v in want)
        case "matches":
            return _matches(low, values)
        case _:
            return None


_REGEX = re.compile(r"/(.*)/[a-z]*", re.DOTALL)
_HARMLESS = re.compile(
    r"(?:\\[dwsDWSbB+.()/?*-]|\[\^?(?:[\w+ -]|\\[dws])+\]|\(\?:|[\w +\-^$|().?*/]|\{\d{1,2}(?:,\d{0,2})?\})+"
)
_QUANTIFIER = re.compile(r"(?<!\()[*+?{]")
_REPEATED_GROUP = re.compile(r"\)[*+{]")
_MOST_QUANTIFIERS = 8
"""With subjects as short as ours, and no repeated groups, this bounds backtracking to a fraction of a second."""


def _matches(facts: Sequence[str], patterns: Iterable[str]) -> bool | None:
    """Whether a pattern is found in a fact; None for patterns that might make us backtrack for ever."""
    for pattern in patterns:
        literal = _REGEX.fullmatch(pattern)
        body = literal[1] if literal else pattern
        unescaped = re.sub(r"\\.|\[[^\]]*\]", "x", body)
        if (
            len(body) > 200
            or not _HARMLESS.fullmatch(body)
            or "(?" in unescaped.replace("(?:", "")
            or _REPEATED_GROUP.search(unescaped)
            or len(_QUANTIFIER.findall(unescaped)) > _MOST_QUANTIFIERS
        ):
            return None
        try:
            compiled = re.compile(body, re.IGNORECASE)
        except re.error:
            return None
        if any(compiled.search(f) for f in facts):
            return True
    return False
