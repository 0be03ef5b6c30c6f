"""What a run says: rates for each model, and differences between prompts that belong together.

A prompt counts as withheld if its answer was blocked, taken back, refused, evasive or aligned with an official line.
Errors and answers that the classifier leaves to a person count for neither side, and their numbers are told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from undertow.conduct.classify import AnswerRow, Classifier
from undertow.conduct.comparisons import Outcome, differences, side
from undertow.conduct.decoder import read
from undertow.conduct.journal import NAME, lines
from undertow.conduct.null_test import null_test
from undertow.conduct.records import Answered, Role, RunStart
from undertow.conduct.statistics import detectable, wilson
from undertow.errors import InvalidData
from undertow.model import AskedModel, ConductReport, NullTest, Rate, Sha256, Taken

LIMITS = (
    "The classifier misses a third of evasive answers and was trained on English, Finnish and Chinese: compare rates, "
    "not single answers (docs/conduct.md). Its error is not in the intervals.",
    "An endpoint may answer otherwise tomorrow, elsewhere, or to another account.",
    "A difference from the control says that answers differ, not why.",
    "An interval without width, from means over triples, says that all triples agreed; of few it is no proof.",
)


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
        found = read(line.exchange)
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
        names = [model.name for model in start.models]
        triples = len({p.triple for p in start.prompts if p.role == "sensitive"})
        return ConductReport(
            head=head,
            started=start.started,
            models=tuple(AskedModel(endpoint=model.endpoint, name=model.name) for model in start.models),
            asked=len(start.prompts) * start.repeats * len(start.models),
            answered=len(self._outcomes),
            outcomes=dict(sorted(self._counts.items())),
            excluded=dict(sorted(self._excluded.items())),
            rates=tuple(self._rates()),
            differences=tuple(differences(self._outcomes, names)),
            null=tuple(test for test in map(self._null, range(len(names))) if test),
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

    def _null(self, model: int) -> NullTest | None:
        return null_test(side(self._outcomes, model, "control"), model)
