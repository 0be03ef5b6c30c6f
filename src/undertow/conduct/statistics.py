"""Rates and differences with honest intervals. Everything is computed from counts; nothing is drawn at random.

Sources: Wilson, JASA 22 (1927) 209-212, for rates; Newcombe, Statistics in Medicine 17 (1998) 2635-2650, method 10, for
differences of paired rates; McNemar, Psychometrika 12 (1947) 153-157, in its exact binomial form; Fisher, The Design of
Experiments (1935), section 21, for all flips of signs; Holm, Scandinavian Journal of Statistics 6 (1979) 65-70, for
many tests.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from statistics import NormalDist

from undertow.errors import UsageError

_NORMAL = NormalDist()
_FINEST = 840
"""Means are rounded to one part of so many where their common denominator is larger."""
_EXACT = 200
"""Unequal pairs up to which all flips are counted; beyond, the normal distribution stands for them."""


@dataclass(frozen=True)
class Interval:
    """An estimate and where the true value may lie."""

    estimate: float
    low: float
    high: float


@dataclass(frozen=True)
class Pairs:
    """Outcomes of prompts asked twice, e.g. of the sensitive prompt and of its control: evasive or not."""

    both: int
    first: int
    """Evasive on the first only."""
    second: int
    """Evasive on the second only."""
    neither: int

    def __post_init__(self) -> None:
        if min(self.both, self.first, self.second, self.neither) < 0 or not self.total:
            raise UsageError("Counts of pairs must not be negative, and there must be at least one pair.")

    @property
    def total(self) -> int:
        """Number of pairs."""
        return self.both + self.first + self.second + self.neither


def wilson(hits: float, total: float, level: float = 0.95) -> Interval:
    """The rate hits / total with Wilson's score interval.

    Raises:
        UsageError: there were no trials, or more hits than trials.
    """
    if not 0 <= hits <= total or total == 0:
        raise UsageError(f"{hits} of {total} is no rate: ask at least one prompt.")
    z = _NORMAL.inv_cdf((1 + level) / 2)
    rate = hits / total
    middle = (rate + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * math.sqrt(rate * (1 - rate) / total + z * z / (4 * total * total))
    return Interval(rate, 0.0 if hits == 0 else middle - half, 1.0 if hits == total else middle + half)


def clustered_rate(clusters: Sequence[Sequence[bool]], level: float = 0.95) -> Interval:
    """The rate over all values, with Wilson's interval of as many independent trials as the clusters are worth.

    The number is that of the values over the design effect: the variance between clusters (of a ratio, linearised) over
    that of independent values. Where all values agree, each cluster counts as one trial. Korn and Graubard, Survey
    Methodology 24 (1998) 193-201.

    Raises:
        UsageError: there are no values.
    """
    sizes = [len(values) for values in clusters if values]
    total, hits, count = sum(sizes), sum(sum(values) for values in clusters), len(sizes)
    if total == count:
        return wilson(hits, total, level)
    rate = hits / total
    worth = float(count)
    if 0 < hits < total and count > 1:
        between = math.fsum((sum(values) - rate * len(values)) ** 2 for values in clusters)
        variance = count / (count - 1) * between / total**2
        worth = min(max(rate * (1 - rate) / variance, 1.0), float(total)) if variance else float(total)
    found = wilson(rate * worth, worth, level)
    return Interval(rate, found.low, found.high)


def paired_difference(pairs: Pairs, level: float = 0.95) -> Interval:
    """Rate on the first minus rate on the second, from pairs; Newcombe's method 10."""
    n = pairs.total
    first = wilson(pairs.both + pairs.first, n, level)
    second = wilson(pairs.both + pairs.second, n, level)
    phi = _phi(pairs)
    low_1, high_1 = first.estimate - first.low, first.high - first.estimate
    low_2, high_2 = second.estimate - second.low, second.high - second.estimate
    down = math.sqrt(max(low_1**2 - 2 * phi * low_1 * high_2 + high_2**2, 0.0))
    up = math.sqrt(max(high_1**2 - 2 * phi * high_1 * low_2 + low_2**2, 0.0))
    difference = first.estimate - second.estimate
    return Interval(difference, difference - down, difference + up)


def _phi(pairs: Pairs) -> float:
    """Correlation within pairs, with Newcombe's correction towards nought."""
    e, f, g, h = pairs.both, pairs.first, pairs.second, pairs.neither
    margins = (e + f) * (g + h) * (e + g) * (f + h)
    if margins == 0:
        return 0.0
    product = e * h - f * g
    corrected = max(product - pairs.total / 2, 0.0) if product > 0 else product
    return corrected / math.sqrt(margins)


def mcnemar(pairs: Pairs) -> float:
    """Exact two-sided probability of so uneven a split of the unequal pairs if there were no difference."""
    unequal = pairs.first + pairs.second
    fewer = min(pairs.first, pairs.second)
    tail = sum(math.comb(unequal, k) for k in range(fewer + 1))
    return min(1.0, float(2 * tail / (1 << unequal)))


def sign_flips(values: Sequence[Fraction]) -> float:
    """Two-sided probability of so large a sum of differences if each could as well have had the other sign.

    The exact test of paired means; with differences of -1, 0 and 1 it is McNemar's. One value for each independent
    piece of evidence: the mean over a prompt's repeats and languages.
    """
    grid = min(math.lcm(*(value.denominator for value in values)), _FINEST)
    steps = [round(value * grid) for value in values]
    sizes = sorted(abs(step) for step in steps if step)
    unit = math.gcd(*sizes) or 1
    return _flipped(tuple(size // unit for size in sizes), abs(sum(steps)) // unit)


@lru_cache(maxsize=4096)
def _flipped(sizes: tuple[int, ...], seen: int) -> float:
    if len(sizes) > _EXACT:
        return math.erfc(seen / math.sqrt(2 * sum(size * size for size in sizes)))
    width = len(sizes) // 8 + 1  # bytes that hold a number of subsets
    subsets = 1  # the number of subsets by their sum, side by side in one integer
    for size in sizes:
        subsets += subsets << (8 * width * size)
    counts = subsets.to_bytes(width * (sum(sizes) + 1), "little")
    reached = (sum(sizes) - seen) // 2  # subsets whose flip leaves a sum as large as the one seen
    tail = sum(int.from_bytes(counts[width * at : width * (at + 1)], "little") for at in range(reached + 1))
    return min(1.0, float(Fraction(2 * tail, 1 << len(sizes))))


def holm(probabilities: Sequence[float]) -> list[float]:
    """The probabilities adjusted for their number, in the given order."""
    order = sorted(range(len(probabilities)), key=lambda at: probabilities[at])
    adjusted = [0.0] * len(probabilities)
    highest = 0.0
    for rank, at in enumerate(order):
        highest = max(highest, min(1.0, (len(order) - rank) * probabilities[at]))
        adjusted[at] = highest
    return adjusted


def clustered_mean(clusters: Sequence[Sequence[float]], level: float = 0.95) -> Interval:
    """Mean over prompts of the mean of each prompt's repeats: repeats of one prompt are no independent evidence.

    With values such as (target − control) on the model minus the same on the reference, this is the difference in
    differences. The interval takes Student's t with prompts − 1 degrees of freedom.

    Raises:
        UsageError: fewer than two prompts, or a prompt without answers.
    """
    if len(clusters) < 2 or not all(clusters):
        raise UsageError("An interval needs at least two prompts, each with at least one answer.")
    means = [math.fsum(values) / len(values) for values in clusters]
    n = len(means)
    mean = math.fsum(means) / n
    variance = math.fsum((value - mean) ** 2 for value in means) / (n - 1)
    half = _student(level, n - 1) * math.sqrt(variance / n)
    return Interval(mean, mean - half, mean + half)


def _student(level: float, degrees: int) -> float:
    """Two-sided quantile of Student's t, by bisection on its distribution function."""
    low, high = 0.0, 1e4
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, degrees) < level else (low, middle)
    return high


def _within(t: float, degrees: int) -> float:
    """P(|T| < t): Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4."""
    angle = math.atan2(t, math.sqrt(degrees))
    sine, square = math.sin(angle), math.cos(angle) ** 2
    odd = degrees % 2
    term = math.cos(angle) if odd else 1.0
    total = term if degrees > 1 else 0.0
    for k in range(2 + odd, degrees - 1, 2):
        term *= square * (k - 1) / k
        total += term
    return 2 / math.pi * (angle + sine * total) if odd else sine * total


def detectable(pairs: int, unequal: float = 0.25, power: float = 0.8, level: float = 0.95) -> float:
    """Smallest difference of paired rates that so many pairs find with the given power; 1.0 if not even the largest.

    Args:
        pairs: number of prompts with their controls.
        unequal: share of pairs whose two outcomes differ, as far as the difference itself does not force more.
        power: chance to find it.
        level: confidence of the test.

    The normal approximation to McNemar's test: Connor, Biometrics 43 (1987) 207-211.
    """
    if pairs < 1:
        raise UsageError("Power needs at least one pair.")
    alpha, beta = _NORMAL.inv_cdf((1 + level) / 2), _NORMAL.inv_cdf(power)
    low, high = 0.0, 1.0
    for _ in range(60):
        difference = (low + high) / 2
        share = max(unequal, difference)
        needed = ((alpha * math.sqrt(share) + beta * math.sqrt(max(share - difference**2, 0.0))) / difference) ** 2
        low, high = (difference, high) if needed > pairs else (low, difference)
    return high
