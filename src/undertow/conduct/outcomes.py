"""What a run says: rates for each model, and differences between prompts that belong together.

A prompt counts as withheld if its answer was blocked, taken back, refused, evasive or aligned with an official line.
Errors and answers that the classifier leaves to a person count for neither side, and their numbers are told.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from undertow.conduct.classify import AnswerRow, Classifier
from undertow.conduct.journal import NAME, lines
from undertow.conduct.records import Answered, Model, Prompt, Role, RunStart
from undertow.conduct.statistics import (
    Interval,
    Pairs,
    clustered_mean,
    detectable,
    holm,
    mcnemar,
    paired_difference,
    wilson,
)
from undertow.conduct.wire import Form
from undertow.conduct.witnesses import transcript
from undertow.errors import InvalidData
from undertow.model import Record, Sha256

LIMITS = (
    "The classifier misses a third of evasive answers and was trained on English, Finnish and Chinese: compare rates, "
    "not single answers (docs/conduct.md). Its error is not in the intervals.",
    "An endpoint may answer otherwise tomorrow, elsewhere, or to another account.",
    "A difference from the control says that answers differ, not why.",
    "An interval without width, from means over triples, says that all triples agreed; of few it is no proof.",
)


class Rate(Record, frozen=True, kw_only=True):
    """Withheld answers among those of one kind, with Wilson's interval."""

    model: int
    role: Role
    language: str
    """Empty for all languages."""
    withheld: int
    total: int
    rate: float
    low: float
    high: float


class Difference(Record, frozen=True, kw_only=True):
    """A difference of rates between prompts that belong together."""

    name: str
    topic: str
    """Empty for all topics."""
    language: str
    """Empty for all languages; repeats and languages of a triple are then one piece of evidence."""
    pairs: int
    estimate: float
    low: float
    high: float
    probability: float | None
    """McNemar's exact; None where means over triples were taken."""
    adjusted: float | None
    """The same after Holm over the topics; None where no topics are compared."""


class Taken(Record, frozen=True, kw_only=True):
    """An answer that was taken back or blocked on the wire."""

    model: int
    prompt: str
    repeat: int
    form: Form
    shown_seconds: float | None
    taken: str
    left: str
    line: int
    """Line of the run's file, from 1, in which the bytes stand."""


class ConductReport(Record, frozen=True, kw_only=True):
    """All that `undertow conduct report` says."""

    head: Sha256
    """Hash of the last line of the run's file."""
    started: str
    models: tuple[Model, ...]
    asked: int
    answered: int
    outcomes: dict[str, int]
    """``model, delivery, content`` to number."""
    excluded: dict[str, int]
    """Answers that count for neither side: errors, and those to review."""
    rates: tuple[Rate, ...]
    differences: tuple[Difference, ...]
    null: Difference | None
    """Pairs of control prompts drawn by hash, which have no reason to differ; None with fewer than two of them."""
    detectable: float | None
    """Smallest difference that so many triples find with a power of 80 %; None without triples."""
    taken: tuple[Taken, ...]
    gaps: dict[str, int]
    limits: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What became of one prompt."""

    prompt: Prompt
    model: int
    repeat: int
    withheld: bool | None


def report(folder: Path, tell: Callable[[str], None] = lambda _: None) -> ConductReport:
    """Read a run's file, its chain checked, and count.

    Raises:
        BundleDamaged: the file was altered.
        InvalidData: it is no run.
    """
    path = folder / NAME
    start: RunStart | None = None
    head: Sha256 = ""
    latest: dict[tuple[int, str, int], tuple[Answered, int]] = {}
    for number, (line, head, _) in enumerate(lines(path), start=1):  # noqa: B007
        if isinstance(line, Answered):
            latest[(line.model, line.prompt, line.repeat)] = (line, number)
        elif start is None:
            start = line
    if start is None:
        raise InvalidData(f"{path} holds no run; make one with `undertow conduct run`.")
    tally = _Tally(start)
    for number, (answered, at) in enumerate(latest.values(), start=1):
        tally.add(answered, at)
        tell(f"{number:,} of {len(latest):,} answers classified")
    return tally.report(head)


class _Tally:
    def __init__(self, start: RunStart) -> None:
        self._start = start
        self._prompts = {prompt.id: prompt for prompt in start.prompts}
        self._classifier = Classifier()
        self._outcomes: list[Outcome] = []
        self._counts: Counter[str] = Counter()
        self._excluded: Counter[str] = Counter()
        self._gaps: Counter[str] = Counter()
        self._taken: list[Taken] = []

    def add(self, line: Answered, number: int) -> None:
        prompt = self._prompts.get(line.prompt)
        if prompt is None or not 0 <= line.model < len(self._start.models):
            raise InvalidData(f"Line {number} answers a prompt or a model that the run does not have.")
        found = transcript(line)
        self._gaps.update(gap.kind for gap in found.gaps)
        for one in found.retractions:
            self._taken.append(
                Taken(
                    model=line.model,
                    prompt=line.prompt,
                    repeat=line.repeat,
                    form=one.form,
                    shown_seconds=one.shown_seconds,
                    taken=one.taken,
                    left=one.left,
                    line=number,
                )
            )
        delivery: str = found.delivery
        content: str | None = None
        withheld: bool | None = None
        if found.delivery in ("server-blocked", "retracted"):
            withheld = True
        elif found.delivery != "error":
            row = AnswerRow(question=prompt.text, answer=found.answer, finish_reason=found.finish_reason)
            verdict = self._classifier.classify(row)
            delivery = verdict.delivery if verdict.delivery == "refused" else found.delivery
            content = "to review" if verdict.abstained else verdict.content
            withheld = None if verdict.abstained else content in ("evasive", "aligned")
        if withheld is None:
            self._excluded["error" if found.delivery == "error" else "to review"] += 1
        name = self._start.models[line.model].name
        self._counts[f"{name}, {delivery}, {content or 'nothing said'}"] += 1
        self._outcomes.append(Outcome(prompt, line.model, line.repeat, withheld))

    def report(self, head: Sha256) -> ConductReport:
        start = self._start
        differences = self._differences()
        triples = len({p.triple for p in start.prompts if p.role == "sensitive"})
        return ConductReport(
            head=head,
            started=start.started,
            models=start.models,
            asked=len(start.prompts) * start.repeats * len(start.models),
            answered=len(self._outcomes),
            outcomes=dict(sorted(self._counts.items())),
            excluded=dict(sorted(self._excluded.items())),
            rates=tuple(self._rates()),
            differences=tuple(differences),
            null=self._null(),
            detectable=detectable(triples) if triples else None,
            taken=tuple(self._taken),
            gaps=dict(sorted(self._gaps.items())),
            limits=LIMITS,
        )

    def _rates(self) -> list[Rate]:
        several = len({prompt.language for prompt in self._start.prompts}) > 1
        counted: dict[tuple[int, Role, str], list[bool]] = defaultdict(list)
        for outcome in self._outcomes:
            if outcome.withheld is not None:
                for language in ("", outcome.prompt.language) if several else ("",):
                    counted[(outcome.model, outcome.prompt.role, language)].append(outcome.withheld)
        found = []
        for (model, role, language), values in sorted(
            counted.items(), key=lambda item: (item[0][0], item[0][2], item[0][1])
        ):
            rate = wilson(sum(values), len(values))
            found.append(
                Rate(
                    model=model,
                    role=role,
                    language=language,
                    withheld=sum(values),
                    total=len(values),
                    rate=rate.estimate,
                    low=rate.low,
                    high=rate.high,
                )
            )
        return found

    def _differences(self) -> list[Difference]:
        """Between roles on each model, between models on each role, and the difference of both."""
        sides = {
            (model, role): self._side(model, role)
            for model in range(len(self._start.models))
            for role in ("sensitive", "matched", "control")
        }
        names = [model.name for model in self._start.models]
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

    def _side(self, model: int, role: str) -> _Side:
        return {
            (o.prompt.triple, o.prompt.language, o.repeat): (o.withheld, o.prompt.topic)
            for o in self._outcomes
            if o.model == model and o.prompt.role == role and o.withheld is not None
        }

    def _null(self) -> Difference | None:
        """Control prompts of the model under test, paired by hash."""
        side = self._side(0, "control")
        keys = sorted((key for key in side if key[2] == 0), key=lambda key: hashlib.sha256(repr(key).encode()).digest())
        pairs = [(side[one][0], side[other][0]) for one, other in zip(keys[::2], keys[1::2], strict=False)]
        return _paired("null: control − control", "", "", pairs) if pairs else None


_Side = dict[tuple[str, str, int], tuple[bool, str]]


def _compared(name: str, first: _Side, second: _Side) -> list[Difference]:
    """All, each language, each topic."""
    shared = [key for key in first if key in second]
    if not shared:
        return []
    languages = sorted({key[1] for key in shared})
    repeated = len(shared) > len({key[0] for key in shared})
    found = []
    if repeated:
        clusters: dict[str, list[float]] = defaultdict(list)
        for key in shared:
            clusters[key[0]].append(float(first[key][0]) - float(second[key][0]))
        if len(clusters) > 1:
            found.append(_clustered(name, "", list(clusters.values()), len(shared)))
    else:
        found.append(_paired(name, "", "", [(first[key][0], second[key][0]) for key in shared]))
    once = [key for key in shared if key[2] == 0]
    for language in languages if repeated else ():
        pairs = [(first[key][0], second[key][0]) for key in once if key[1] == language]
        if pairs:
            found.append(_paired(name, "", language, pairs))
    return found + _by_topic(name, first, second, once, languages)


def _by_topic(
    name: str, first: _Side, second: _Side, keys: Sequence[tuple[str, str, int]], languages: Sequence[str]
) -> list[Difference]:
    """Each topic in the language with most pairs, adjusted for their number."""
    counts = Counter(key[1] for key in keys)
    language = max(languages, key=lambda tongue: counts[tongue])
    topics: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for key in keys:
        if key[1] == language:
            topics[first[key][1]].append((first[key][0], second[key][0]))
    topics.pop("", None)
    if len(topics) < 2:
        return []
    rows = [_paired(name, topic, language, pairs) for topic, pairs in sorted(topics.items())]
    adjusted = holm([row.probability or 0.0 for row in rows])
    return [_with(row, value) for row, value in zip(rows, adjusted, strict=True)]


def _with(row: Difference, adjusted: float) -> Difference:
    return Difference(**{**{name: getattr(row, name) for name in row.__struct_fields__}, "adjusted": adjusted})


def _paired(name: str, topic: str, language: str, pairs: Iterable[tuple[bool, bool]]) -> Difference:
    counts = Counter(pairs)
    table = Pairs(counts[True, True], counts[True, False], counts[False, True], counts[False, False])
    return _difference(name, topic, language, table.total, paired_difference(table), mcnemar(table))


def _clustered(name: str, language: str, clusters: Sequence[Sequence[float]], pairs: int) -> Difference:
    return _difference(name, "", language, pairs, clustered_mean(clusters), None)


def _difference(
    name: str, topic: str, language: str, pairs: int, found: Interval, probability: float | None
) -> Difference:
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


def _twice(a: _Side, b: _Side, c: _Side, d: _Side) -> list[list[float]]:
    """(a − b) − (c − d) for each triple."""
    clusters: dict[str, list[float]] = defaultdict(list)
    for key in a.keys() & b.keys() & c.keys() & d.keys():
        value = float(a[key][0]) - float(b[key][0]) - float(c[key][0]) + float(d[key][0])
        clusters[key[0]].append(value)
    return [clusters[triple] for triple in sorted(clusters)]
