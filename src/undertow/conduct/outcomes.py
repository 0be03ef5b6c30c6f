"""What a run says: what became of each answer, rates for each model, differences between those that belong together.

A prompt counts as withheld if its answer was blocked, taken back, refused, evasive, deflected, aligned with an official
line, or false. Errors and answers that are left to a person count for neither side, and their numbers are told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from undertow.conduct.classify import AnswerRow, Classified, Classifier
from undertow.conduct.comparisons import JUDGES, Outcome, differences, fact_shares, side
from undertow.conduct.content import WITHHELD, reading
from undertow.conduct.embedding import Embeddings
from undertow.conduct.examples import examples
from undertow.conduct.journal import NAME, chained, lines
from undertow.conduct.judges import Judge, Seen, behind, errors
from undertow.conduct.labels import UNCLEAR, Labels
from undertow.conduct.null_test import null_test
from undertow.conduct.records import Answered, Line, Prompt, RunStart
from undertow.conduct.statistics import Interval, clustered_rate, detectable
from undertow.conduct.wire import Transcript
from undertow.conduct.witnesses import transcript
from undertow.errors import InvalidData
from undertow.model import Blobs, Bounds, Cell, ConductReport, Evidence, JudgeError, Rate, Sha256, Taken

LIMITS = (
    "An endpoint may answer otherwise tomorrow, elsewhere, or to another account.",
    "A difference from the control says that answers differ, not why.",
    "Corrected figures hold if a judge of answers errs alike on both sides of a comparison, and on this model as on "
    "those it was measured on (docs/conduct.md).",
    "No source of a key fact was read for the prompt bank: “false” says that an answer is contrary to what its author "
    "holds to be documented.",
)


@dataclass(frozen=True)
class Run:
    """A run's file, read."""

    start: RunStart
    head: Sha256
    outcomes: tuple[Outcome, ...]
    taken: tuple[Taken, ...]
    gaps: dict[str, int]
    """Kind of gap to number of answers."""
    reviewed: int
    by_model: int = 0
    """Answers that a judge model labelled."""
    embeddings: str = ""
    """Package and version of the sentence encoder that the classifier used; empty without one."""


def read_run(
    folder: Path,
    tell: Callable[[str], None] = lambda _: None,
    *,
    labels: bool = True,
    embeddings: Embeddings | None = None,
) -> Run:
    """Read a run's file, its chain checked, and say what became of each answer.

    Args:
        folder: where the run was kept.
        tell: told of progress.
        labels: take into account what a person said of answers (`undertow conduct review`).
        embeddings: have a share in the classifier's scores.

    Raises:
        BundleDamaged: the file was altered.
        InvalidData: it is no run, or the file of labels is none.
        EnvironmentProblem: it cannot be read.
    """
    path = folder / NAME
    if not path.exists():
        raise InvalidData(f"{folder} holds no run ({NAME}); make one with `undertow conduct run`.")
    said = Labels.read(folder) if labels else Labels({})
    return _read(lines(path), said, str(path), tell, embeddings)


def read_sealed(
    evidence: Evidence,
    blobs: Blobs,
    tell: Callable[[str], None] = lambda _: None,
    embeddings: Embeddings | None = None,
) -> Run:
    """The run that a bundle holds, read in the same way; no labels of a person are part of it.

    Raises:
        BundleDamaged: its chain was altered.
        InvalidData: it is no run.
    """
    bodies = (blobs.get(kept.line) for kept in evidence.conduct)
    return _read(chained(bodies, "the bundle's transcripts, line"), Labels({}), "The bundle", tell, embeddings)


def _read(
    chain: Iterable[tuple[Line, Sha256, int]],
    labels: Labels,
    where: str,
    tell: Callable[[str], None],
    embeddings: Embeddings | None,
) -> Run:
    start: RunStart | None = None
    head: Sha256 = ""
    latest: dict[tuple[int, str, int], tuple[Answered, int]] = {}
    for number, (line, head, _) in enumerate(chain, start=1):  # noqa: B007
        if isinstance(line, Answered):
            latest[(line.model, line.prompt, line.repeat)] = (line, number)
        elif start is None:
            start = line
    if start is None:
        raise InvalidData(
            f"{where} holds no answers of a chat; `undertow conduct run` and `audit --conduct` keep some."
        )
    reader = Reader(start, labels, embeddings)
    for number, (answered, at) in enumerate(latest.values(), start=1):
        reader.add(answered, at)
        tell(f"{number:,} of {len(latest):,} answers classified")
    return Run(
        start, head, tuple(reader.outcomes), tuple(reader.taken), dict(sorted(reader.gaps.items())), reader.reviewed,
        reader.by_model, embeddings.encoder if embeddings else "",
    )  # fmt: skip


def report(
    folder: Path, tell: Callable[[str], None] = lambda _: None, embeddings: Embeddings | None = None
) -> ConductReport:
    """All that can be said of the run in `folder`; see `read_run` for errors."""
    return report_of(read_run(folder, tell, embeddings=embeddings))


def _became(outcome: Outcome) -> str:
    """Delivery, and content where there is any to speak of: of what was taken back, the delivery says all."""
    if outcome.delivery == "retracted" and outcome.content is None:
        return outcome.delivery
    return f"{outcome.delivery}, {outcome.content or 'nothing said'}"


def report_of(run: Run) -> ConductReport:
    """All that can be said of a run."""
    start, outcomes = run.start, run.outcomes
    names = [model.name for model in start.models]
    counts = Counter(f"{names[o.model]}, {_became(o)}" for o in outcomes)
    excluded = Counter("error" if o.delivery == "error" else "to review" for o in outcomes if o.withheld is None)
    triples = len({p.triple for p in start.prompts if p.role == "sensitive"})
    tests = (null_test(side(outcomes, model, "control"), model) for model in range(len(names)))
    return ConductReport(
        head=run.head,
        started=start.started,
        models=start.models,
        asked=len(start.prompts) * start.repeats * len(start.models),
        answered=len(outcomes),
        outcomes=dict(sorted(counts.items())),
        reviewed=run.reviewed,
        by_model=run.by_model,
        excluded=dict(sorted(excluded.items())),
        rates=tuple(_rates(outcomes)),
        differences=tuple(differences(outcomes, names)),
        facts=tuple(fact_shares(outcomes, names)),
        judges=tuple(_judges(outcomes)),
        cells=tuple(_cells(outcomes, lambda prompt: prompt.topic)),
        states=_states(start.prompts, outcomes),
        examples=tuple(examples(outcomes)),
        null=tuple(test for test in tests if test),
        detectable=detectable(triples) if triples else None,
        triples=triples,
        embeddings=run.embeddings,
        taken=run.taken,
        gaps=run.gaps,
        limits=LIMITS,
    )


class Reader:
    """Says of each answer what became of it."""

    def __init__(self, start: RunStart, labels: Labels, embeddings: Embeddings | None = None) -> None:
        self._start, self._labels = start, labels
        self._prompts = {prompt.id: prompt for prompt in start.prompts}
        self._classifier = Classifier(embeddings)
        self._judge: Judge = "embedded" if embeddings else "learned"
        self.outcomes: list[Outcome] = []
        self.taken: list[Taken] = []
        self.gaps: Counter[str] = Counter()
        self.reviewed = 0
        self.by_model = 0

    def add(self, line: Answered, number: int) -> Outcome:
        """What became of one answer; `number` is its line.

        Raises:
            InvalidData: the run has no such prompt or model.
        """
        prompt = self._prompts.get(line.prompt)
        if prompt is None or not 0 <= line.model < len(self._start.models):
            raise InvalidData(f"Line {number} answers a prompt or a model that the run does not have.")
        found = transcript(line)
        self.gaps.update(gap.kind for gap in found.gaps)
        pictures = tuple(picture.image for picture in line.page.pictures) if line.page else ()
        for one in found.retractions:
            self.taken.append(
                Taken(
                    model=line.model,
                    prompt=line.prompt,
                    repeat=line.repeat,
                    form=one.form,
                    shown_seconds=one.shown_seconds,
                    taken=one.taken,
                    left=one.left,
                    line=number,
                    pictures=pictures,
                )
            )
        outcome = self._outcome(prompt, line, number, found, pictures)
        self.outcomes.append(outcome)
        return outcome

    def _outcome(
        self, prompt: Prompt, line: Answered, number: int, found: Transcript, pictures: tuple[Sha256, ...]
    ) -> Outcome:
        judge: Judge | None = None
        withheld, content, named = None, None, None
        delivery: str = found.delivery
        why = found.why
        if found.delivery in ("server-blocked", "retracted"):
            withheld = True
        elif found.delivery != "error":
            row = AnswerRow(question=prompt.text, answer=found.answer, finish_reason=found.finish_reason)
            learned = self._classifier.classify(row)
            delivery = learned.delivery if learned.delivery == "refused" else found.delivery
            content, why, named = self._said(prompt, found.answer, learned)
            judge = "facts" if prompt.facts else self._judge
            said = self._labels.of(prompt.id, found.answer)
            if said is not None:
                by = self._labels.by(prompt.id, found.answer)
                self.reviewed += not by
                self.by_model += bool(by)
                content, judge = None if said == UNCLEAR else said, "model" if by else None
                why = f"The judge model {by} labelled it." if by else "A person read it."
            withheld = None if content is None else content in WITHHELD
            content = content or "to review"
        return Outcome(
            prompt=prompt,
            model=line.model,
            repeat=line.repeat,
            withheld=withheld,
            judge=None if withheld is None else judge,
            delivery=delivery,
            content=content,
            named=named,
            answer=found.answer,
            before=found.before if found.retractions else "",
            why=why,
            line=number,
            pictures=pictures,
        )

    @staticmethod
    def _said(prompt: Prompt, answer: str, learned: Classified) -> tuple[str | None, str, float | None]:
        if not prompt.facts:
            return learned.content, learned.why, None
        told = reading(prompt, answer, learned)
        return told.content, told.why, told.named / told.facts


def _rates(outcomes: Sequence[Outcome]) -> list[Rate]:
    several = len({outcome.prompt.language for outcome in outcomes}) > 1
    counted: dict[tuple[int, str, str], list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.withheld is not None:
            for language in ("", outcome.prompt.language) if several else ("",):
                counted[(outcome.model, language, outcome.prompt.role)].append(outcome)
    found = []
    for (model, language, _), values in sorted(counted.items()):
        withheld = sum(bool(one.withheld) for one in values)
        triples: dict[str, list[bool]] = defaultdict(list)
        for one in values:
            triples[one.prompt.triple].append(bool(one.withheld))
        rate = clustered_rate(list(triples.values()))
        found.append(
            Rate(
                model=model,
                role=values[0].prompt.role,
                language=language,
                withheld=withheld,
                total=len(values),
                rate=rate.estimate,
                low=rate.low,
                high=rate.high,
                behind=behind(rate, {judge: _seen(judge, values) for judge in JUDGES}, 0.0, errors()),
            )
        )
    return found


def _seen(judge: Judge, values: Sequence[Outcome]) -> Seen:
    mine = [one for one in values if one.judge == judge]
    return Seen(sum(bool(one.withheld) for one in mine) / len(values), len(mine) / len(values))


def _judges(outcomes: Sequence[Outcome]) -> list[JudgeError]:
    judged = Counter(one.judge for one in outcomes if one.judge)
    return [
        JudgeError(
            judge=judge,
            judged=count,
            sensitivity=_bounds(errors()[judge].sensitivity),
            specificity=_bounds(errors()[judge].specificity),
            how=errors()[judge].how,
        )
        for judge, count in sorted(judged.items())
        if judge in errors()
    ]


def _bounds(found: Interval) -> Bounds:
    return Bounds(estimate=found.estimate, low=found.low, high=found.high)


def _states(prompts: Sequence[Prompt], outcomes: Sequence[Outcome]) -> tuple[Cell, ...]:
    """The cells by the state that each triple is about; matched and neutral questions go with their sensitive one."""
    states = {prompt.triple: prompt.state for prompt in prompts if prompt.role == "sensitive" and prompt.state}
    known = [one for one in outcomes if one.prompt.triple in states]
    return tuple(_cells(known, lambda prompt: states[prompt.triple]))


def _cells(outcomes: Sequence[Outcome], kind: Callable[[Prompt], str]) -> list[Cell]:
    """Withheld answers by kind of question, language, model and role."""
    groups: dict[tuple[str, str, int, str], list[Outcome]] = defaultdict(list)
    for one in outcomes:
        groups[kind(one.prompt), one.prompt.language, one.model, one.prompt.role].append(one)
    return [
        Cell(
            topic=topic,
            language=language,
            model=model,
            role=values[0].prompt.role,
            withheld=sum(bool(one.withheld) for one in values),
            total=sum(one.withheld is not None for one in values),
            unread=sum(one.withheld is None and one.delivery != "error" for one in values),
        )
        for (topic, language, model, _), values in sorted(groups.items())
    ]
