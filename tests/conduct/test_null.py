"""The null test keeps quiet where nothing differs, and is loud where sets of topics do differ."""

from __future__ import annotations

import random

from undertow.conduct.comparisons import Outcome, side
from undertow.conduct.null_test import null_test
from undertow.conduct.records import Prompt


def outcomes(rates: list[float], seed: int, languages: tuple[str, ...] = ("en",)) -> list[Outcome]:
    """One control topic for each rate; the topic, not the language, has the rate."""
    chance = random.Random(seed)  # noqa: S311
    return [
        Outcome(
            Prompt(id=f"{n}/{code}", triple=str(n), role="control", language=code, text="?"),
            0,
            0,
            chance.random() < rate,
        )
        for n, rate in enumerate(rates)
        for code in languages
    ]


def test_it_fires_in_at_most_one_of_twenty_splits() -> None:
    for languages in (("en",), ("en", "zh", "ru")):
        test = null_test(side(outcomes([0.3] * 80, 1, languages), 0, "control"), 0)
        assert test is not None and test.able and test.pairs == 40
        assert test.fired <= 50 + 3 * 7  # three standard deviations of a count of 1,000 at 5 %


def test_topics_that_differ_among_themselves_do_not_make_it_fire() -> None:
    test = null_test(side(outcomes([0.95] * 20 + [0.05] * 60, 2, ("en", "zh", "ru", "de")), 0, "control"), 0)
    assert test is not None and test.able and test.fired <= 71


def test_it_says_when_it_could_never_fire() -> None:
    few = null_test(side(outcomes([0.5] * 8, 3), 0, "control"), 0)
    none = null_test(side(outcomes([0.0] * 80, 3), 0, "control"), 0)
    assert few is not None and none is not None
    assert not few.able and not none.able and few.fired == none.fired == 0


def test_one_topic_cannot_be_split() -> None:
    assert null_test(side(outcomes([0.5], 4), 0, "control"), 0) is None


def test_the_same_run_gives_the_same_figure() -> None:
    controls = side(outcomes([0.4] * 30, 5), 0, "control")
    assert null_test(controls, 0) == null_test(dict(reversed(controls.items())), 0)
