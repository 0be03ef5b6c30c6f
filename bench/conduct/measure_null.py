"""How often the test of a difference fires where nothing differs.

``python bench/conduct/measure_null.py ANSWERS.jsonl.gz``

1. Real answers: each model's answers on one state, as the shipped classifier reads them; the questions are split at
   random into two sets, 1,000 times, by the same function as in every report.
2. Simulated runs, 1,000 of each kind: all comparisons of a report, with topics that differ among themselves (their
   rates from a beta distribution) and the same rate for all roles and models. Two minutes of processor time in all.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from pathlib import Path

from agreement import load

from undertow.conduct.classify import AnswerRow, Classifier
from undertow.conduct.comparisons import Outcome, differences, side
from undertow.conduct.null_test import LEVEL, null_test
from undertow.conduct.records import Prompt
from undertow.conduct.statistics import wilson
from undertow.model import PromptRole

RUNS, SEED = 1000, 6
ROLES: tuple[PromptRole, ...] = ("sensitive", "matched", "control")


def outcome(
    triple: str, role: PromptRole, language: str, model: int, withheld: bool | None, topic: str = ""
) -> Outcome:
    prompt = Prompt(id=f"{triple}/{role}/{language}", triple=triple, role=role, language=language, text="", topic=topic)
    return Outcome(prompt, model, 0, withheld)


def real(path: Path) -> None:
    """Splits of the questions of one set (criticism of one state) within one model."""
    classifier = Classifier()
    groups: defaultdict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for row in load(path).values():
        found = classifier.classify(AnswerRow(question=row["question"], answer=row["answer"]))
        withheld = None if found.abstained or found.content is None else found.content != "answered"
        groups[row["model"], row["set"]].append(outcome(row["question"], "control", "en", 0, withheld))
    fired, splits, unable, highest = 0, 0, 0, 0.0
    for outcomes in groups.values():
        test = null_test(side(outcomes, 0, "control"), 0)
        if test is None or not test.able:
            unable += 1
            continue
        fired, splits = fired + test.fired, splits + test.resamples
        highest = max(highest, test.fired / test.resamples)
    print(f"real answers: fires in {fired / splits:.2%} of {splits:,} splits, at most {highest:.2%} of 1,000 in one of")
    print(f"  {len(groups) - unable} sets of one model's answers; {unable} sets where it could never fire are left out")


def simulated(triples: int, languages: int, mean: float, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    single = topics = firsts = 0
    for _ in range(RUNS):
        outcomes = []
        for n in range(triples):
            rate = chance.betavariate(2 * mean, 2 * (1 - mean))
            outcomes += [
                outcome(str(n), role, str(tongue), model, chance.random() < rate, f"topic {n % 8}")
                for role in ROLES
                for model in range(2)
                for tongue in range(languages)
            ]
        rows = differences(outcomes, ("tested", "other"))
        single += sum(row.probability <= LEVEL for row in rows if not row.topic and not row.language)
        firsts += sum(not row.topic and not row.language for row in rows)
        topics += any(row.adjusted is not None and row.adjusted <= LEVEL for row in rows if row.name == rows[0].name)
    seen = wilson(single, firsts)
    told = f"{seen.estimate:.2%} ({seen.low:.2%} to {seen.high:.2%}) of {firsts:,} tests"
    print(
        f"{triples} triples, {languages} languages, {mean:.0%} withheld: {told}; any topic {topics / RUNS:.2%} of runs"
    )


def main() -> None:
    real(Path(sys.argv[1]))
    for number, (triples, languages) in enumerate(((40, 1), (120, 1), (40, 3))):
        for mean in (0.05, 0.3):
            simulated(triples, languages, mean, SEED + number)


if __name__ == "__main__":
    main()
