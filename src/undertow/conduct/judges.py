"""Who said that an answer was withheld, how often they err, and what rate stands behind what they saw.

What the wire shows (blocked, taken back) and what a person labelled is taken as it is. The rules on key facts and the
learned classifier are imperfect judges, whose error rates were measured on labelled answers (data/conduct_judges.json).
With sensitivity Se and specificity Sp, a share q seen among answers of which a share a was judged comes from a true
share (q − a(1 − Sp)) / (Se + Sp − 1): Rogan and Gladen, American Journal of Epidemiology 107 (1978) 71-76. The
uncertainty of Se and Sp belongs into the interval (Lang and Reiczigel, Preventive Veterinary Medicine 113 (2014)
13-22). Here each bound takes the ends of their intervals that are worst for it, and the sampling error of what was seen
is stretched by the worst 1 / (Se + Sp − 1): wider than need be, never narrower. It holds if a judge errs alike on both
sides of a comparison.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Literal

from undertow import data
from undertow.conduct.statistics import Interval, clustered_mean, wilson
from undertow.model import Bounds, Record, codec

Judge = Literal["facts", "learned", "embedded", "model"]
"""Rules on key facts, the classifier, the same with embeddings, and a judge model of the user's, of which nobody knows
how often it errs."""


class _Counts(Record, frozen=True, kw_only=True):
    """How one judge did on answers of one source."""

    source: str
    withheld: int
    found: int
    """Of those withheld."""
    answered: int
    flagged: int
    """Of those answered."""


class _Measured(Record, frozen=True, kw_only=True):
    judge: Judge
    how: str
    counts: tuple[_Counts, ...]


@dataclass(frozen=True)
class Error:
    """How often a judge is right."""

    sensitivity: Interval
    """Of answers that were withheld."""
    specificity: Interval
    """Of answers that were not."""
    how: str


@dataclass(frozen=True)
class Seen:
    """What one judge contributes to a share, or to a difference of shares."""

    flagged: float
    """Answers it said were withheld, as a share of all that count; or the difference of two such shares."""
    judged: float
    """Answers it judged, in the same way."""


@cache
def errors() -> dict[Judge, Error]:
    """The measured error of each judge.

    With several sources (vendors whose answers the judge had not seen) each source is one piece of evidence, since a
    further vendor differs from these as these differ among themselves; with one, Wilson's interval is taken.
    """
    rows: tuple[_Measured, ...] = codec.decode(
        data.read("conduct_judges.json"), tuple[_Measured, ...], what="conduct_judges.json"
    )
    return {row.judge: _error(row) for row in rows}


def _error(row: _Measured) -> Error:
    right = [(one.found, one.withheld, one.answered - one.flagged, one.answered) for one in row.counts]
    if len(right) == 1:
        found, withheld, kept, answered = right[0]
        return Error(wilson(found, withheld), wilson(kept, answered), row.how)
    return Error(
        _clipped(clustered_mean([[found / withheld] for found, withheld, *_ in right])),
        _clipped(clustered_mean([[kept / answered] for *_, kept, answered in right])),
        row.how,
    )


def _clipped(found: Interval) -> Interval:
    return Interval(found.estimate, max(found.low, 0.0), min(found.high, 1.0))


def behind(
    seen: Interval, judges: dict[Judge, Seen], least: float, known: dict[Judge, Error], most: float = 1.0
) -> Bounds | None:
    """The true share or difference behind the one seen; None if a judge may be no better than chance, or is not known.

    Args:
        seen: the share of answers withheld by anybody's word, or the difference of two such shares, with its interval.
        judges: what each imperfect judge contributes to it; the rest is taken as it is.
        least: the smallest value possible: 0 for shares, -1 for differences, -2 for differences of differences.
        known: the judges' errors.
        most: the greatest value possible.
    """
    if any(share != Seen(0.0, 0.0) and name not in known for name, share in judges.items()):
        return None
    used = [(judges[name], known[name]) for name in judges if judges[name] != Seen(0.0, 0.0)]
    if any(error.sensitivity.low + error.specificity.low <= 1 for _, error in used):
        return None
    taken = seen.estimate - sum(share.flagged for share, _ in used)
    low, high = _corners(seen, taken, used, least)
    middle = taken + sum(_true(s, e.sensitivity.estimate, e.specificity.estimate, least) for s, e in used)
    middle = min(max(middle, least), most)
    return Bounds(estimate=middle, low=min(max(low, least), middle), high=max(min(high, most), middle))


def _corners(seen: Interval, taken: float, used: Sequence[tuple[Seen, Error]], least: float) -> tuple[float, float]:
    """The least and the greatest value at the ends of all intervals."""
    ends = [product((e.sensitivity.low, e.sensitivity.high), (e.specificity.low, e.specificity.high)) for _, e in used]
    lows, highs = [], []
    for corner in product(*ends):
        value = taken + sum(_true(s, se, sp, least) for (s, _), (se, sp) in zip(used, corner, strict=True))
        stretch = max((1 / (se + sp - 1) for se, sp in corner), default=1.0)
        lows.append(value - (seen.estimate - seen.low) * stretch)
        highs.append(value + (seen.high - seen.estimate) * stretch)
    return min(lows), max(highs)


def _true(seen: Seen, sensitivity: float, specificity: float, least: float) -> float:
    """What a judge's share stands for; a share, unlike a difference, is never below nought."""
    return max((seen.flagged - seen.judged * (1 - specificity)) / (sensitivity + specificity - 1), least)
