"""Errors of imperfect judges are carried into rates and differences."""

from __future__ import annotations

import random

import pytest

from undertow.conduct.comparisons import JUDGES, Outcome, differences
from undertow.conduct.judges import Error, Judge, Seen, behind, errors
from undertow.conduct.records import Prompt
from undertow.conduct.statistics import Interval, wilson
from undertow.model import PromptRole

PERFECT = Error(Interval(1.0, 1.0, 1.0), Interval(1.0, 1.0, 1.0), "")
KNOWN: dict[Judge, Error] = {"learned": Error(wilson(90, 100), wilson(98, 100), ""), "facts": PERFECT}


def test_rogan_and_gladens_rate_is_found() -> None:
    found = behind(wilson(30, 100), {"learned": Seen(0.3, 1.0)}, 0.0, KNOWN)
    assert found is not None
    assert found.estimate == pytest.approx((0.3 + 0.98 - 1) / 0.88)


def test_an_imperfect_judge_widens_the_interval() -> None:
    seen = wilson(30, 100)
    found = behind(seen, {"learned": Seen(0.3, 1.0)}, 0.0, KNOWN)
    assert found is not None and found.low < seen.low and found.high > seen.high


def test_a_perfect_judge_changes_nothing() -> None:
    seen = wilson(30, 100)
    found = behind(seen, {"facts": Seen(0.3, 1.0)}, 0.0, KNOWN)
    assert found is not None
    assert (found.estimate, found.low, found.high) == pytest.approx((seen.estimate, seen.low, seen.high))


def test_what_the_wire_shows_is_taken_as_it_is() -> None:
    seen = wilson(30, 100)
    found = behind(seen, {"learned": Seen(0.0, 0.0)}, 0.0, KNOWN)
    assert found is not None
    assert (found.estimate, found.low, found.high) == pytest.approx((seen.estimate, seen.low, seen.high))


def test_of_a_judge_that_may_be_no_better_than_chance_nothing_is_said() -> None:
    weak: dict[Judge, Error] = {"learned": Error(Interval(0.5, 0.4, 0.6), Interval(0.5, 0.4, 0.6), "")}
    assert behind(wilson(1, 2), {"learned": Seen(0.5, 1.0)}, 0.0, weak) is None


def test_nothing_seen_stays_nothing_but_not_for_sure() -> None:
    found = behind(wilson(0, 50), {"learned": Seen(0.0, 1.0)}, 0.0, KNOWN)
    assert found is not None and found.estimate == 0.0 and found.high > wilson(0, 50).high


def test_the_measured_judges_are_better_than_chance() -> None:
    assert set(errors()) == set(JUDGES) - {"model"}, "a model that the user brings is not measured"
    for error in errors().values():
        assert error.sensitivity.low + error.specificity.low > 1 and error.how


def test_the_true_difference_lies_in_the_interval_as_often_as_it_should() -> None:
    """A judge that misses a quarter and flags 3 % sees 30 points as 22; the corrected interval holds the 30."""
    judge = Error(wilson(150, 200), wilson(194, 200), "")
    chance, held, uncorrected, runs = random.Random(7), 0, 0, 200  # noqa: S311

    def seen(rate: float) -> bool:
        return chance.random() < (0.75 if chance.random() < rate else 0.03)

    for _ in range(runs):
        pairs = [(seen(0.4), seen(0.1)) for _ in range(120)]
        flagged = sum(a for a, _ in pairs) / 120 - sum(b for _, b in pairs) / 120
        row = differences([one for n, pair in enumerate(pairs) for one in outcomes(n, pair)], ["m"])[0]
        found = behind(
            Interval(row.estimate, row.low, row.high), {"learned": Seen(flagged, 0.0)}, -1.0, {"learned": judge}
        )
        assert found is not None
        held += found.low <= 0.3 <= found.high
        uncorrected += row.low <= 0.3 <= row.high
    assert held >= 0.95 * runs
    assert uncorrected < 0.8 * runs


def outcomes(number: int, pair: tuple[bool, bool]) -> list[Outcome]:
    roles: tuple[PromptRole, PromptRole] = ("sensitive", "matched")
    return [
        Outcome(
            Prompt(id=f"{number}/{role}", triple=str(number), role=role, language="en", text="?"),
            0,
            0,
            withheld,
            "learned",
        )
        for role, withheld in zip(roles, pair, strict=True)
    ]


@pytest.mark.parametrize(("against", "greatest"), [((False, True), 2.0), ((False, False), 1.0)])
def test_a_difference_of_differences_may_be_twice_as_large_as_one(against: tuple[bool, bool], greatest: float) -> None:
    """One model withholds what is sensitive, the other what is matched to it; or the other withholds nothing."""
    roles: tuple[PromptRole, ...] = ("sensitive", "matched")
    rows = [
        Outcome(
            prompt=Prompt(id=f"{n}{role}", triple=str(n), role=role, language="en", text="?", topic="t"),
            model=model, repeat=0, withheld=withheld,
        )
        for n in range(8)
        for model, sides in enumerate(((True, False), against))
        for role, withheld in zip(roles, sides, strict=True)
    ]  # fmt: skip
    whole = {row.name: row for row in differences(rows, ["one", "other"]) if not row.topic and not row.language}
    both = whole["(sensitive − matched): one − other"]
    assert both.estimate == greatest and both.high <= 2.0
    assert both.behind is not None and both.behind.estimate == greatest and both.behind.low > greatest - 1
    assert whole["one: sensitive − matched"].high <= 1.0
