"""What a run of questions to an AI says: counts, rates, differences, examples."""

from __future__ import annotations

from typing import Literal

from undertow.model.base import Record, Sha256

PromptRole = Literal["sensitive", "matched", "control"]


class AskedModel(Record, frozen=True, kw_only=True):
    """A model behind an endpoint, or behind a chat page."""

    endpoint: str
    """Address of the chat completions, without any key; or of the page."""
    name: str
    page: bool = False
    """True if it is asked through a page, as a person would."""


class Bounds(Record, frozen=True, kw_only=True):
    """An estimate with its 95 % interval."""

    estimate: float
    low: float
    high: float


class Rate(Record, frozen=True, kw_only=True):
    """Withheld answers among those of one kind, with Wilson's interval over as many trials as its triples are worth."""

    model: int
    role: PromptRole
    language: str
    """Empty for all languages."""
    withheld: int
    total: int
    rate: float
    """As seen; the interval holds only what chance does."""
    low: float
    high: float
    behind: Bounds | None
    """The rate behind what imperfect judges saw, with their errors in the interval; None if that cannot be said."""


class Difference(Record, frozen=True, kw_only=True):
    """A difference of rates between prompts that belong together."""

    name: str
    topic: str
    """Empty for all topics."""
    language: str
    """Empty for all languages; repeats and languages of a triple are then one piece of evidence."""
    pairs: int
    estimate: float
    """As seen; the interval holds only what chance does."""
    low: float
    high: float
    behind: Bounds | None
    """The difference behind what imperfect judges saw, with their errors in the interval; None if it cannot be said."""
    probability: float
    """Exact: of so large a difference if nothing differed (McNemar's; over means of triples, all flips of signs)."""
    adjusted: float | None
    """The same after Holm over the topics; None where no topics are compared."""


class NullTest(Record, frozen=True, kw_only=True):
    """How often the test of a difference fires where nothing differs: controls split at random into two sets."""

    model: int
    pairs: int
    """Pairs of control topics in each split."""
    resamples: int
    fired: int
    """Splits in which the test found a difference (p ≤ 0.05)."""
    able: bool
    """False if so few pairs, or so few withheld controls, can never make it fire, so that it proves nothing."""


class FactShare(Record, frozen=True, kw_only=True):
    """Mean share of key facts that answers name, over triples, or the difference of two models in it."""

    name: str
    answers: int
    estimate: float
    low: float
    high: float


class JudgeError(Record, frozen=True, kw_only=True):
    """How often one judge of answers is right, as measured on labelled answers."""

    judge: str
    """``facts`` (rules on key facts), ``learned`` (the classifier) or ``embedded`` (the classifier with embeddings)."""
    judged: int
    """Answers of this run that it judged."""
    sensitivity: Bounds
    specificity: Bounds
    how: str


class Cell(Record, frozen=True, kw_only=True):
    """One place of the matrix of topics, languages and models."""

    topic: str
    language: str
    model: int
    role: PromptRole
    withheld: int
    total: int
    """Answers that count."""
    unread: int
    """Answers left to a person."""


class Shown(Record, frozen=True, kw_only=True):
    """One question and what a reader got."""

    role: PromptRole
    prompt: str
    question: str
    delivery: str
    content: str | None
    shown: str
    """The answer as it stood before anything was taken back; empty if nothing was."""
    answer: str
    """What the reader was left with."""
    why: str
    line: int
    """Line of the run's file, from 1."""
    pictures: tuple[Sha256, ...] = ()
    """JPEGs of the page in the run's folder, from before and after text went; none if no page was asked or taken."""


class Example(Record, frozen=True, kw_only=True):
    """A sensitive question that was not answered, beside one of the same form that was."""

    model: int
    topic: str
    language: str
    sensitive: Shown
    beside: Shown | None
    """The matched question, or else the control; None if neither was answered."""


class Taken(Record, frozen=True, kw_only=True):
    """An answer that was taken back or blocked on the wire."""

    model: int
    prompt: str
    repeat: int
    form: str
    shown_seconds: float | None
    taken: str
    left: str
    line: int
    """Line of the run's file, from 1, in which the bytes stand."""
    pictures: tuple[Sha256, ...] = ()
    """JPEGs of the page in the run's folder, from before and after the text went."""


class ConductReport(Record, frozen=True, kw_only=True):
    """All that `undertow conduct report` says."""

    head: Sha256
    """Hash of the last line of the run's file."""
    started: str
    models: tuple[AskedModel, ...]
    asked: int
    answered: int
    outcomes: dict[str, int]
    """``model, delivery, content`` to number."""
    reviewed: int
    """Answers that a person labelled."""
    by_model: int = 0
    """Answers that a judge model of the user's labelled; how often it errs is not known."""
    excluded: dict[str, int]
    """Answers that count for neither side: errors, and those to review."""
    rates: tuple[Rate, ...]
    differences: tuple[Difference, ...]
    facts: tuple[FactShare, ...]
    judges: tuple[JudgeError, ...]
    cells: tuple[Cell, ...]
    states: tuple[Cell, ...] = ()
    """The same by the state that the sensitive topic of a triple concerns, its code standing in `topic`; none if the
    prompts name no state."""
    examples: tuple[Example, ...]
    null: tuple[NullTest, ...]
    """One for each model that answered at least two controls."""
    detectable: float | None
    """Smallest difference that so many triples find with a power of 80 %; None without triples."""
    triples: int = 0
    """Triples with a sensitive prompt."""
    embeddings: str = ""
    """Package and version of the sentence encoder that had a share in the classifier's scores; empty without one."""
    taken: tuple[Taken, ...]
    gaps: dict[str, int]
    limits: tuple[str, ...]
