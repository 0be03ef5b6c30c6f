"""Does the test fire where nothing differs? Control topics of a run, split at random into two sets, again and again.

No two neutral topics have a reason to be treated otherwise, so whatever the test finds between two sets of them is a
false alarm. It is the run's own answers that are split, with all their faults: a classifier that flags a few at random,
topics that differ among themselves, languages and repeats of one topic that go together.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence

from undertow.conduct.comparisons import Contrast, Outcome, Side, means, pair
from undertow.conduct.statistics import sign_flips
from undertow.model import NullTest

RESAMPLES, LEVEL = 1000, 0.05
_SEED = 6
"""The same run always gives the same figure."""


def null_test(controls: Side, model: int, *, resamples: int = RESAMPLES) -> NullTest | None:
    """Split the control topics of `model` at random, pair them, test, and count the alarms.

    None if there are fewer than two topics.
    """
    topics: dict[str, dict[tuple[str, int], Outcome]] = defaultdict(dict)
    for (triple, language, repeat), outcome in controls.items():
        topics[triple][language, repeat] = outcome
    names = sorted(topics)
    if len(names) < 2:
        return None
    chance, half = random.Random(_SEED), len(names) // 2  # noqa: S311 - a split, no secret
    fired, least = 0, 1.0
    for _ in range(resamples):
        chance.shuffle(names)
        clusters = [_pairs(topics[names[at]], topics[names[half + at]]) for at in range(half)]
        differing = means(cluster for cluster in clusters if cluster)
        fired += sign_flips(differing) <= LEVEL
        least = min(least, sign_flips([abs(value) for value in differing]))
    return NullTest(model=model, pairs=half, resamples=resamples, fired=fired, able=least <= LEVEL)


def _pairs(first: dict[tuple[str, int], Outcome], second: dict[tuple[str, int], Outcome]) -> Sequence[Contrast]:
    return [pair(outcome, second[key]) for key, outcome in first.items() if key in second]
