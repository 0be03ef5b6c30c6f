"""Labelled policies changed by rule: verdicts flip where they must, and nowhere else (bench/policy)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "bench" / "policy"))

import expected
from labels import label, policies
from measure_mutants import measure
from mutants import KINDS, mutants

SAMPLE = None if os.environ.get("UNDERTOW_LONG") else 40
"""Mutants tried, by a fixed seed; all if None."""

DEV = [policy for policy in policies() if policy.split == "dev"]


def test_verdicts_on_mutants_flip_exactly_where_labels_say() -> None:
    results = list(measure(DEV, SAMPLE))
    wrong = [failure for _, failures in results for failure in failures]
    assert sum(not failures for _, failures in results) >= 0.9 * len(results), wrong
    assert not [failure for failure in wrong if failure.alleges]


def test_there_are_mutants_of_every_kind_and_each_changes_one_sentence() -> None:
    made = [mutant for policy in DEV for mutant in mutants(policy)]
    assert len(made) >= 800
    assert {mutant.kind for mutant in made} == set(KINDS)
    originals = {policy.id: policy for policy in DEV}
    for mutant in made:
        pairs = zip(originals[mutant.policy.id].blocks, mutant.policy.blocks, strict=True)
        assert [place for place, (old, new) in enumerate(pairs) if old.text != new.text] == [mutant.block]


def test_the_expected_verdicts_follow_the_labels() -> None:
    said = "We share your email with Criteo."
    yes, no = label("share email > Criteo", said), label("not share email > Criteo", said)
    limited = label("not share email > Criteo ? with Criteo", said)

    def verdict(*labels: object) -> str:
        return expected.of_recipient(labels, "email", "Criteo", ("advertisers",), words=False)  # type: ignore[arg-type]

    assert verdict(yes) == "clear"
    assert verdict(label("share personal > third-parties", said)) == "vague"
    assert verdict(no) == "contradicted"
    assert verdict(yes, no) == verdict(limited) == "ambiguous"
    assert verdict() == "omitted"
