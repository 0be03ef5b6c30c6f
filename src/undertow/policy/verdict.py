"""From statements for and against to a verdict: one set of rules for all four dimensions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from undertow.model import PolicyQuote, PolicySearch, PracticeVerdict
from undertow.policy.corpus import Corpus, Said, Sentence, Term

Score = tuple[int, ...]
"""How exactly a statement speaks of what is asked, each part 0 for exactly; see the levels of `ontology`."""

_QUOTED = 3
"""Sentences quoted for one verdict."""


@dataclass(frozen=True)
class Reading:
    """A statement that speaks of what is asked."""

    said: Said
    score: Score
    flat: bool = False
    """Of a denial: both readings say that nothing limits it."""


@dataclass(frozen=True)
class Ruling:
    """A verdict with its grounds."""

    verdict: PracticeVerdict
    why: str
    quotes: tuple[PolicyQuote, ...] = ()
    conditions: tuple[str, ...] = ()
    searched: PolicySearch | None = None


@dataclass(frozen=True)
class Question:
    """What is asked of the policy."""

    what: str
    """As it goes on after "The policy says": ``that an e-mail address is collected``."""
    clear: Callable[[Score], bool]
    vague: Callable[[Score], str]
    """Why a statement of this score says it only vaguely, as a sentence."""
    terms: Sequence[Term]
    """All words for it: it is omitted only if none of them stands anywhere."""
    names: Sequence[Term] = ()
    """Those of the terms that are proper names: a sentence with one is quoted before any other."""
    doubt: Callable[[Said], Sentence | None] = lambda _: None
    """A sentence beside a denial that speaks of the same without denying it."""


def rule(corpus: Corpus, question: Question, yes: Sequence[Reading], no: Sequence[Reading]) -> Ruling:
    """The verdict.

    A flat denial contradicts if whatever is said for it is said less exactly. What says it exactly makes it clear, with
    any conditions. A limited denial that is more exact than what is said for it leaves it open.
    """
    best = _best(yes)
    hard = _best([reading for reading in no if reading.flat])
    soft = _best([reading for reading in no if not reading.flat])
    if hard is not None:
        return _denied(question, hard, yes)
    if best is not None and question.clear(best.score):
        stated = [reading for reading in yes if reading.score == best.score]
        return _clear(question, stated)
    if soft is not None and (best is None or _finer(soft.score, best.score)):
        why = "A denial is limited, to conditions, purposes or cases, so that it neither says nor excludes it."
        quotes = (soft.said.quote, *((best.said.quote,) if best else ()))
        return Ruling("ambiguous", why, quotes, soft.said.statement.conditions)
    if best is not None:
        return Ruling("vague", question.vague(best.score), (best.said.quote,), best.said.statement.conditions)
    return absent(corpus, question)


def absent(corpus: Corpus, question: Question) -> Ruling:
    """The verdict where no statement speaks of it."""
    if corpus.unread:
        return Ruling("not-assessed", f"No statement was read; absence cannot be told. {corpus.unread}")
    hit = corpus.find(question.names)
    if hit is not None:
        why = f"It is named, but no statement {question.what} was read."
        return Ruling("ambiguous", why, (hit.quote(),))
    hit = corpus.find(question.terms)
    if hit is not None:
        why = (
            f"No statement {question.what} was read, but a word for it stands in the text, so it is not called omitted."
        )
        return Ruling("ambiguous", why, (hit.quote(),))
    searched = corpus.searched(question.terms)
    why = (
        f"No statement {question.what} was found, and a search of the whole text for every name of it, its kind and "
        f"broader kinds came up empty ({len(searched.terms)} terms in {searched.sentences} sentences)."
    )
    return Ruling("omitted", why, searched=searched)


def _best(readings: Sequence[Reading]) -> Reading | None:
    return min(readings, key=lambda reading: (reading.score, bool(reading.said.statement.conditions)), default=None)


def _finer(one: Score, other: Score) -> bool:
    """Whether one speaks more exactly: in no part less, in some part more."""
    return one != other and all(a <= b for a, b in zip(one, other, strict=True))


def _denied(question: Question, hard: Reading, yes: Sequence[Reading]) -> Ruling:
    against = [reading for reading in yes if not _finer(hard.score, reading.score)]
    if against:
        why = "One sentence denies it and another says it."
        return Ruling("ambiguous", why, (hard.said.quote, against[0].said.quote), against[0].said.statement.conditions)
    other = question.doubt(hard.said)
    if other is not None:
        why = "One sentence denies it; another speaks of the same and was not read as a denial."
        return Ruling("ambiguous", why, (hard.said.quote, other.quote()))
    why = "The policy denies it without any limit, by two independent readings; no other sentence was found to say it."
    return Ruling("contradicted", why, (hard.said.quote,))


def _clear(question: Question, stated: Sequence[Reading]) -> Ruling:
    """Conditions count only if every sentence that says it has some."""
    conditions = [reading.said.statement.conditions for reading in stated]
    only = tuple(dict.fromkeys(c for each in conditions for c in each)) if all(conditions) else ()
    why = f"The policy says {question.what}" + (", under conditions." if only else ".")
    quotes = tuple(dict.fromkeys(reading.said.quote for reading in stated))[:_QUOTED]
    return Ruling("clear", why, quotes, only)
