"""Differences between answers that belong together: roles of a triple, models on the same prompt, and both at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import msgspec

from undertow.conduct.records import Prompt
from undertow.conduct.statistics import Interval, Pairs, clustered_mean, holm, mcnemar, paired_difference, sign_flips
from undertow.model import Difference

Key = tuple[str, str, int]
"""Triple, language, repeat: what makes two prompts a pair."""


@dataclass(frozen=True)
class Outcome:
    """What became of one prompt."""

    prompt: Prompt
    model: int
    repeat: int
    withheld: bool | None
    """None if it counts for neither side."""

    @property
    def key(self) -> Key:
        """What the outcomes of a pair share."""
        return self.prompt.triple, self.prompt.language, self.repeat


Side = dict[Key, Outcome]


def side(outcomes: Iterable[Outcome], model: int, role: str) -> Side:
    """The counted outcomes of a model's prompts of one role."""
    return {o.key: o for o in outcomes if o.model == model and o.prompt.role == role and o.withheld is not None}


def differences(outcomes: Sequence[Outcome], names: Sequence[str]) -> list[Difference]:
    """Between roles on each model, between the models on sensitive prompts, and the difference of both."""
    sides = {
        (model, role): side(outcomes, model, role)
        for model in range(len(names))
        for role in ("sensitive", "matched", "control")
    }
    found: list[Difference] = []
    for model, name in enumerate(names):
        for role in ("matched", "control"):
            found += _compared(f"{name}: sensitive − {role}", sides[model, "sensitive"], sides[model, role])
    if len(names) > 1:
        found += _compared(f"sensitive: {names[0]} − {names[1]}", sides[0, "sensitive"], sides[1, "sensitive"])
        both = _twice(sides[0, "sensitive"], sides[0, "matched"], sides[1, "sensitive"], sides[1, "matched"])
        if len(both) > 1:
            name = f"(sensitive − matched): {names[0]} − {names[1]}"
            found.append(_clustered(name, "", both, sum(map(len, both))))
    return found


def gap(first: Outcome, second: Outcome) -> int:
    """1 if only the first was withheld, -1 if only the second, 0 if they are alike."""
    return int(bool(first.withheld)) - int(bool(second.withheld))


def means(clusters: Iterable[Sequence[int]]) -> list[Fraction]:
    """The mean of each cluster, exactly."""
    return [Fraction(sum(values), len(values)) for values in clusters]


def _compared(name: str, first: Side, second: Side) -> list[Difference]:
    """All, each language, each topic."""
    shared = [key for key in first if key in second]
    if not shared:
        return []
    languages = sorted({key[1] for key in shared})
    repeated = len(shared) > len({key[0] for key in shared})
    found = []
    if repeated:
        clusters: dict[str, list[int]] = defaultdict(list)
        for key in shared:
            clusters[key[0]].append(gap(first[key], second[key]))
        if len(clusters) > 1:
            found.append(_clustered(name, "", list(clusters.values()), len(shared)))
    else:
        found.append(_paired(name, "", "", [(first[key], second[key]) for key in shared]))
    once = [key for key in shared if key[2] == 0]
    for language in languages if repeated else ():
        pairs = [(first[key], second[key]) for key in once if key[1] == language]
        if pairs:
            found.append(_paired(name, "", language, pairs))
    return found + _by_topic(name, first, second, once, languages)


def _by_topic(name: str, first: Side, second: Side, keys: Sequence[Key], languages: Sequence[str]) -> list[Difference]:
    """Each topic in the language with most pairs, adjusted for their number."""
    counts = Counter(key[1] for key in keys)
    language = max(languages, key=lambda tongue: counts[tongue])
    topics: dict[str, list[tuple[Outcome, Outcome]]] = defaultdict(list)
    for key in keys:
        if key[1] == language:
            topics[first[key].prompt.topic].append((first[key], second[key]))
    topics.pop("", None)
    if len(topics) < 2:
        return []
    rows = [_paired(name, topic, language, pairs) for topic, pairs in sorted(topics.items())]
    adjusted = holm([row.probability for row in rows])
    return [msgspec.structs.replace(row, adjusted=value) for row, value in zip(rows, adjusted, strict=True)]


def _paired(name: str, topic: str, language: str, pairs: Sequence[tuple[Outcome, Outcome]]) -> Difference:
    counts = Counter((bool(first.withheld), bool(second.withheld)) for first, second in pairs)
    table = Pairs(counts[True, True], counts[True, False], counts[False, True], counts[False, False])
    return _difference(name, topic, language, table.total, paired_difference(table), mcnemar(table))


def _clustered(name: str, language: str, clusters: Sequence[Sequence[int]], pairs: int) -> Difference:
    return _difference(name, "", language, pairs, clustered_mean(clusters), sign_flips(means(clusters)))


def _difference(name: str, topic: str, language: str, pairs: int, found: Interval, probability: float) -> Difference:
    return Difference(
        name=name,
        topic=topic,
        language=language,
        pairs=pairs,
        estimate=found.estimate,
        low=found.low,
        high=found.high,
        probability=probability,
        adjusted=None,
    )


def _twice(a: Side, b: Side, c: Side, d: Side) -> list[list[int]]:
    """(a − b) − (c − d) for each triple."""
    clusters: dict[str, list[int]] = defaultdict(list)
    for key in a.keys() & b.keys() & c.keys() & d.keys():
        clusters[key[0]].append(gap(a[key], b[key]) - gap(c[key], d[key]))
    return [clusters[triple] for triple in sorted(clusters)]
