"""What a run of questions to an AI found, in sentences that terminal and page share."""

from __future__ import annotations

from undertow.model import NullTest


def null_words(test: NullTest) -> str:
    """What the test did where nothing differs."""
    told = (
        f"null test, {test.pairs:,} pairs of controls split at random {test.resamples:,} times: a difference was found "
        f"in {test.fired / test.resamples:.1%} of the splits (at most 5 % is as it should be)"
    )
    return told if test.able else f"{told}; too few controls were withheld for it ever to find one"
