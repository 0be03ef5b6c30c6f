"""Differences between answers that belong together: roles of a triple, models on the same prompt, and both at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import msgspec

from undertow.conduct.judges import Judge, Seen, behind, errors
from undertow.conduct.records import Prompt
from undertow.conduct.statistics import (
    Interval,
    Pairs,
    clustered_mean,
    holm,
    mcnemar,
    paired_difference,
    sign_flips,
    wilson,
)
from undertow.model import Difference, FactShare, Sha256

JUDGES: tuple[Judge, ...] = ("facts", "learned", "embedded", "model")
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
    judge: Judge | None = None
    """Who said so; None if it is plain from the wire, or a person said it."""
    delivery: str = "complete"
    content: str | None = None
    named: float | None = None
    """Share of the key facts that the answer names; None where there are none, or no text came."""
    answer: str = ""
    """What the reader was left with."""
    before: str = ""
    """The answer as it stood before anything was taken back."""
    why: str = ""
    line: int = 0
    """Line of the run's file, from 1."""
    pictures: tuple[Sha256, ...] = ()
    """Of the page, where text went."""

    @property
    def key(self) -> Key:
        """What the outcomes of a pair share."""
        return self.prompt.triple, self.prompt.language, self.repeat


Side = dict[Key, Outcome]
Contrast = tuple[tuple[int, Outcome], ...]
"""Outcomes with the signs they count with: a pair as +1 and -1."""


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
            found.append(_clustered(f"(sensitive − matched): {names[0]} − {names[1]}", both))
    return found


def gap(contrast: Contrast) -> int:
    """How much more was withheld on the side that counts: of a pair 1, 0 or -1."""
    return sum(sign for sign, outcome in contrast if outcome.withheld)


def pair(first: Outcome, second: Outcome) -> Contrast:
    """The first against the second."""
    return (1, first), (-1, second)


def means(clusters: Iterable[Sequence[Contrast]]) -> list[Fraction]:
    """The mean of each cluster, exactly."""
    return [Fraction(sum(map(gap, contrasts)), len(contrasts)) for contrasts in clusters]


def fact_shares(outcomes: Sequence[Outcome], names: Sequence[str]) -> list[FactShare]:
    """Share of key facts that answers name, by model and role, and between the models on the same sensitive prompts."""
    shares: dict[tuple[int, str], dict[Key, float]] = defaultdict(dict)
    for one in outcomes:
        if one.named is not None:
            shares[one.model, one.prompt.role][one.key] = one.named
    found = []
    for (model, role), values in sorted(shares.items()):
        found += _share(f"{names[model]}, {role}", values)
    if len(names) > 1:
        tested, other = shares[0, "sensitive"], shares[1, "sensitive"]
        both = {key: tested[key] - other[key] for key in tested if key in other}
        found += _share(f"sensitive: {names[0]} − {names[1]}", both)
    return found


def _share(name: str, values: dict[Key, float]) -> list[FactShare]:
    clusters: dict[str, list[float]] = defaultdict(list)
    for (triple, *_), value in values.items():
        clusters[triple].append(value)
    if len(clusters) < 2:
        return []
    mean = clustered_mean(list(clusters.values()))
    return [FactShare(name=name, answers=len(values), estimate=mean.estimate, low=mean.low, high=mean.high)]


def _compared(name: str, first: Side, second: Side) -> list[Difference]:
    """All, each language, each topic."""
    shared = [key for key in first if key in second]
    if not shared:
        return []
    languages = sorted({key[1] for key in shared})
    repeated = len(shared) > len({key[0] for key in shared})
    found = []
    if repeated:
        clusters: dict[str, list[Contrast]] = defaultdict(list)
        for key in shared:
            clusters[key[0]].append(pair(first[key], second[key]))
        if len(clusters) > 1:
            found.append(_clustered(name, list(clusters.values())))
    else:
        found.append(_paired(name, "", "", [pair(first[key], second[key]) for key in shared]))
    once = [key for key in shared if key[2] == 0]
    for language in languages if repeated else ():
        pairs = [pair(first[key], second[key]) for key in once if key[1] == language]
        if pairs:
            found.append(_paired(name, "", language, pairs))
    return found + _by_topic(name, first, second, once, languages)


def _by_topic(name: str, first: Side, second: Side, keys: Sequence[Key], languages: Sequence[str]) -> list[Difference]:
    """Each topic in the language with most pairs, adjusted for their number."""
    counts = Counter(key[1] for key in keys)
    language = max(languages, key=lambda tongue: counts[tongue])
    topics: dict[str, list[Contrast]] = defaultdict(list)
    for key in keys:
        if key[1] == language:
            topics[first[key].prompt.topic].append(pair(first[key], second[key]))
    topics.pop("", None)
    if len(topics) < 2:
        return []
    rows = [_paired(name, topic, language, pairs) for topic, pairs in sorted(topics.items())]
    adjusted = holm([row.probability for row in rows])
    return [msgspec.structs.replace(row, adjusted=value) for row, value in zip(rows, adjusted, strict=True)]


def _paired(name: str, topic: str, language: str, pairs: Sequence[Contrast]) -> Difference:
    counts = Counter((bool(first.withheld), bool(second.withheld)) for (_, first), (_, second) in pairs)
    table = Pairs(counts[True, True], counts[True, False], counts[False, True], counts[False, False])
    found, clusters = paired_difference(table), [[one] for one in pairs]
    return _difference(name, topic, language, clusters, found, mcnemar(table))


def _clustered(name: str, clusters: Sequence[Sequence[Contrast]]) -> Difference:
    found = clustered_mean([list(map(gap, contrasts)) for contrasts in clusters])
    if found.low == found.high:  # all triples agree; so many agree by chance if up to this share of triples would not
        unseen = wilson(0, len(clusters)).high
        found = Interval(found.estimate, found.estimate - unseen, found.estimate + unseen)
    most = _most(clusters)
    found = Interval(found.estimate, max(found.low, -most), min(found.high, most))
    return _difference(name, "", "", clusters, found, sign_flips(means(clusters)))


def _difference(
    name: str,
    topic: str,
    language: str,
    clusters: Sequence[Sequence[Contrast]],
    found: Interval,
    probability: float,
) -> Difference:
    most = _most(clusters)
    return Difference(
        name=name,
        topic=topic,
        language=language,
        pairs=sum(map(len, clusters)),
        estimate=found.estimate,
        low=found.low,
        high=found.high,
        behind=behind(found, {judge: _seen(judge, clusters) for judge in JUDGES}, -most, errors(), most),
        probability=probability,
        adjusted=None,
    )


def _most(clusters: Sequence[Sequence[Contrast]]) -> float:
    """The greatest difference possible: 1 between two answers, 2 between two such differences."""
    return max(len(contrast) for contrasts in clusters for contrast in contrasts) / 2


def _seen(judge: Judge, clusters: Sequence[Sequence[Contrast]]) -> Seen:
    """What one judge contributes to the mean over clusters of the mean over their contrasts."""
    flagged = judged = 0.0
    for contrasts in clusters:
        mine = [(sign, one) for contrast in contrasts for sign, one in contrast if one.judge == judge]
        judged += sum(sign for sign, _ in mine) / len(contrasts)
        flagged += sum(sign for sign, one in mine if one.withheld) / len(contrasts)
    return Seen(flagged / len(clusters), judged / len(clusters))


def _twice(a: Side, b: Side, c: Side, d: Side) -> list[list[Contrast]]:
    """(a − b) − (c − d) for each triple."""
    clusters: dict[str, list[Contrast]] = defaultdict(list)
    for key in a.keys() & b.keys() & c.keys() & d.keys():
        clusters[key[0]].append(((1, a[key]), (-1, b[key]), (-1, c[key]), (1, d[key])))
    return [clusters[triple] for triple in sorted(clusters)]
