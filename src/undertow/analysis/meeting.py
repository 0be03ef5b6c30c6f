"""Whether a visit's vantage meets a circumstance found in code: the pairing of guards with outcomes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from undertow.model import Circumstance, Vantage


def meets(circumstance: Circumstance, vantage: Vantage) -> bool | None:
    """True or False where the vantage settles the condition; None where it does not (server answers, unknown tests)."""
    facts = _facts(circumstance, vantage)
    if not facts or not circumstance.values:
        return None
    result = _compare(circumstance.operator, facts, circumstance.values)
    return None if result is None else result != circumstance.negated


def meets_all(circumstances: Sequence[Circumstance], vantage: Vantage) -> bool | None:
    """False if any is not met, True if some are met and none is not, None if nothing is settled."""
    answers = [a for c in circumstances if (a := meets(c, vantage)) is not None]
    return all(answers) if answers else None


def _facts(circumstance: Circumstance, vantage: Vantage) -> tuple[str, ...]:
    match circumstance.dimension:
        case "phone-prefix":
            digits = vantage.phone_prefix.lstrip("+")
            return ("+" + digits, digits, "00" + digits)
        case "timezone":
            return (vantage.timezone,)
        case "language":
            return (vantage.languages[0], vantage.locale) if vantage.languages else (vantage.locale,)
        case "country":
            return (vantage.country,)
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


def _matches(facts: Sequence[str], patterns: Iterable[str]) -> bool | None:
    """Only patterns of letters, digits, anchors and alternatives: a page's pattern must not make us backtrack."""
    for pattern in patterns:
        if not re.fullmatch(r"\^?[\w+\\/|()\-]{1,200}\$?", pattern) or re.search(r"[)+]{2}|\)\+", pattern):
            return None
        try:
            compiled = re.compile(pattern, re.IGNORECASE)
        except re.error:
            return None
        if any(compiled.search(f) for f in facts):
            return True
    return False
