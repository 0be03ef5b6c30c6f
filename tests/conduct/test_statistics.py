"""Rates, differences and tests against published and hand-computed values."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from undertow.conduct.statistics import (
    Pairs,
    clustered_mean,
    clustered_rate,
    detectable,
    holm,
    mcnemar,
    paired_difference,
    sign_flips,
    wilson,
)
from undertow.errors import UsageError


def test_wilson_gives_the_published_interval() -> None:
    found = wilson(81, 263)  # Newcombe 1998, Statistics in Medicine 17, 857-872, table I
    assert (round(found.low, 4), round(found.high, 4)) == (0.2553, 0.3662)


def test_wilson_of_nothing_found_is_not_certainty() -> None:
    assert wilson(0, 20).low == 0.0
    assert wilson(0, 20).high == pytest.approx(0.1611, abs=1e-4)


def test_a_rate_over_repeats_that_agree_is_worth_no_more_than_its_prompts() -> None:
    found = clustered_rate([[True] * 9] * 6 + [[False] * 9] * 24)
    once = wilson(6, 30)
    assert found.estimate == 0.2 and found.low < once.low and found.high > once.high
    assert found.high - found.low < 1.05 * (once.high - once.low)


def test_a_rate_over_repeats_that_are_independent_is_worth_all_of_them() -> None:
    chance = random.Random(8)  # noqa: S311 - a simulation
    clusters = [[chance.random() < 0.3 for _ in range(6)] for _ in range(200)]
    whole = wilson(sum(map(sum, clusters)), 1200)
    found = clustered_rate(clusters)
    assert found.high - found.low == pytest.approx(whole.high - whole.low, rel=0.15)


def test_a_rate_of_nothing_in_many_repeats_is_worth_its_prompts() -> None:
    assert clustered_rate([[False] * 5] * 20) == wilson(0, 20)
    assert clustered_rate([[True], [False], [False]]) == wilson(1, 3)


def test_a_rate_of_no_trials_is_refused() -> None:
    with pytest.raises(UsageError):
        wilson(0, 0)


@given(st.integers(1, 300), st.data())
def test_wilson_agrees_with_scipy(total: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, total))
    known = stats.binomtest(hits, total).proportion_ci(method="wilson")
    found = wilson(hits, total)
    assert found.low == pytest.approx(known.low, abs=1e-9)
    assert found.high == pytest.approx(known.high, abs=1e-9)


@given(st.integers(0, 60), st.integers(0, 60))
def test_mcnemar_is_the_exact_binomial_test(first: int, second: int) -> None:
    known = stats.binomtest(first, first + second).pvalue if first + second else 1.0
    assert mcnemar(Pairs(both=1, first=first, second=second, neither=3)) == pytest.approx(known)


def test_the_paired_difference_gives_the_published_interval() -> None:
    found = paired_difference(Pairs(both=36, first=12, second=2, neither=0))  # Newcombe 1998, method 10, case (a)
    assert found.estimate == pytest.approx(0.2)
    assert (round(found.low, 4), round(found.high, 4)) == (0.0569, 0.3404)


@given(*[st.integers(0, 50)] * 4)
def test_a_paired_difference_turns_its_sign_with_the_pairs(both: int, first: int, second: int, neither: int) -> None:
    if both + first + second + neither:
        one = paired_difference(Pairs(both, first, second, neither))
        other = paired_difference(Pairs(both, second, first, neither))
        assert one.low == pytest.approx(-other.high)
        assert -1 - 1e-9 <= one.low <= one.estimate <= one.high <= 1 + 1e-9


@given(st.integers(0, 40), st.integers(0, 40))
def test_flips_of_signs_are_mcnemars_test_where_pairs_differ_by_one(first: int, second: int) -> None:
    values = [Fraction(1)] * first + [Fraction(-1)] * second + [Fraction(0)] * 3
    assert sign_flips(values) == pytest.approx(mcnemar(Pairs(1, first, second, 2)))


@given(st.lists(st.fractions(-1, 1, max_denominator=6), max_size=9))
def test_flips_of_signs_are_counted_one_by_one(values: list[Fraction]) -> None:
    reached = [
        abs(float(sum(s * v for s, v in zip(signs, values, strict=True)))) >= abs(float(sum(values))) - 1e-9
        for signs in product((1, -1), repeat=len(values))
    ]
    assert sign_flips(values) == pytest.approx(sum(reached) / len(reached))


def test_many_flips_agree_with_the_normal_distribution() -> None:
    values = [Fraction(1)] * 230 + [Fraction(-1)] * 190
    assert sign_flips(values) == pytest.approx(mcnemar(Pairs(0, 230, 190, 0)), abs=0.01)


def test_holm_keeps_the_order_and_never_lowers() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


@pytest.mark.parametrize("prompts", [2, 3, 4, 5, 12, 31])
def test_the_clustered_mean_uses_students_t_over_prompts(prompts: int) -> None:
    values = [float(k * k % 7) for k in range(prompts)]
    found = clustered_mean([[value] * 5 for value in values])
    known = stats.t.interval(0.95, prompts - 1, loc=found.estimate, scale=stats.sem(values))
    assert (found.low, found.high) == pytest.approx(known, rel=1e-6)


def test_repeats_of_a_prompt_do_not_narrow_the_interval() -> None:
    assert clustered_mean([[1.0], [0.0], [1.0]]) == clustered_mean([[1.0] * 9, [0.0] * 9, [1.0] * 9])


def test_more_pairs_detect_smaller_differences() -> None:
    found = [detectable(n) for n in (20, 40, 120, 400)]
    assert found == sorted(found, reverse=True)
    assert detectable(40) == pytest.approx(0.2147, abs=0.01)


def test_the_stated_power_is_reached_in_simulation() -> None:
    chance, n = random.Random(5), 120  # noqa: S311 - a simulation
    size = detectable(n)
    fired = 0
    for _ in range(600):
        draws = [chance.random() for _ in range(n)]
        first = sum(d < (0.25 + size) / 2 for d in draws)
        unequal = sum(d < 0.25 for d in draws)
        fired += mcnemar(Pairs(0, first, unequal - first, n - unequal)) <= 0.05
    assert 0.70 <= fired / 600 <= 0.88


def test_the_null_test_fires_in_at_most_one_of_twenty_resamples() -> None:
    chance, fired = random.Random(6), 0  # noqa: S311 - a simulation
    for _ in range(1000):
        outcomes = [(chance.random() < 0.2, chance.random() < 0.2) for _ in range(40)]
        first = sum(a and not b for a, b in outcomes)
        second = sum(b and not a for a, b in outcomes)
        fired += mcnemar(Pairs(0, first, second, 40 - first - second)) <= 0.05
    assert fired <= 50
