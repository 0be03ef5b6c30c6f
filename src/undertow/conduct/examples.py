"""Which answers a report shows: withheld ones to sensitive questions, beside one of the same form that was given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from undertow.conduct.comparisons import Key, Outcome
from undertow.model import Example, Shown

MOST = 8
"""Examples of one model."""
_LONGEST = 4000
"""Characters of a text that are kept; the run's file holds all of it."""
_ORDER = ("retracted", "server-blocked", "false", "aligned", "refused", "deflected", "evasive")
"""What is shown first: what a reader can check without trusting a judge."""


def examples(outcomes: Sequence[Outcome]) -> list[Example]:
    """The examples of each model, one for each topic before a second of any."""
    others: dict[tuple[int, Key], dict[str, Outcome]] = defaultdict(dict)
    for one in outcomes:
        if one.withheld is False:
            others[one.model, one.key][one.prompt.role] = one
    found = []
    for model in sorted({one.model for one in outcomes}):
        mine = [o for o in outcomes if o.model == model and o.prompt.role == "sensitive" and o.withheld]
        for one in _chosen(mine, lambda o: bool(others.get((o.model, o.key)))):
            answered = others[one.model, one.key]
            beside = answered.get("matched") or answered.get("control")
            found.append(
                Example(
                    model=model,
                    topic=one.prompt.topic,
                    language=one.prompt.language,
                    sensitive=_shown(one),
                    beside=None if beside is None else _shown(beside),
                )
            )
    return found


def _rank(one: Outcome) -> int:
    return next((n for n, name in enumerate(_ORDER) if name in (one.delivery, one.content)), len(_ORDER))


def _chosen(outcomes: Sequence[Outcome], paired: Callable[[Outcome], bool]) -> list[Outcome]:
    """Each topic once before any comes twice; with an answer to stand beside before those without."""
    topics: dict[str, int] = defaultdict(int)
    ranked: list[tuple[int, bool, int, int, Outcome]] = []
    for one in sorted(outcomes, key=lambda o: (not paired(o), _rank(o), o.prompt.id, o.repeat)):
        ranked.append((topics[one.prompt.topic], not paired(one), _rank(one), len(ranked), one))
        topics[one.prompt.topic] += 1
    return [one for *_, one in sorted(ranked, key=lambda row: row[:4])[:MOST]]


def _shown(one: Outcome) -> Shown:
    return Shown(
        role=one.prompt.role,
        prompt=one.prompt.id,
        question=one.prompt.text[:_LONGEST],
        delivery=one.delivery,
        content=one.content,
        shown=one.before[:_LONGEST],
        answer=one.answer[:_LONGEST],
        why=one.why,
        line=one.line,
        pictures=one.pictures,
    )
