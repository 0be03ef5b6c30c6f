"""Whether the policy says that a kind of data is taken, and what for."""

from __future__ import annotations

from functools import partial

from undertow.policy.corpus import Corpus, Said, Term, words
from undertow.policy.ontology import ALL, EXACT, PERSONAL, broader_purposes, data_levels, exact
from undertow.policy.safeguard import flatly, spoken_of, unlimited
from undertow.policy.verdict import Question, Reading, Ruling, Score, rule

_SAID_OF_OTHERS = 1


def data_level(said: Said, data: str, *, denied: bool = False) -> int | None:
    """How exactly a statement speaks of a kind of data; None if it speaks of other data. No data said: of all."""
    levels = data_levels(data, denied=denied)
    if not said.statement.data:
        return None if denied and ALL not in levels.values() else ALL
    return min((levels[kind] for kind in said.statement.data if kind in levels), default=None)


def judge_type(corpus: Corpus, data: str, name: str) -> Ruling:
    """Whether it is said that this kind of data is collected, used or passed on at all.

    Args:
        corpus: the policy.
        data: the kind, as flows have it.
        name: it in words.
    """
    yes: list[Reading] = []
    no: list[Reading] = []
    for said in corpus.said:
        statement = said.statement
        level = data_level(said, data, denied=statement.denied)
        if level is None or not statement.data:
            continue
        if not statement.denied:
            yes.append(Reading(said, (level, _SAID_OF_OTHERS if statement.actor == "they" else 0)))
        elif statement.actor == "we" and statement.action == "collect":
            levels = data_levels(data, denied=True)
            no.append(Reading(said, (level, 0), flat=unlimited(said) and flatly(said.sentence, "collect", levels)))
    question = Question(
        what=f"that it takes or passes on {name}",
        clear=lambda score: score[0] == EXACT,
        vague=partial(_vague_type, name),
        terms=type_terms(data),
        doubt=partial(spoken_of, corpus, "data", exact(data)),
    )
    return rule(corpus, question, yes, no)


def _vague_type(name: str, score: Score) -> str:
    if score[0] == ALL:
        return f"Only personal data as a whole is spoken of, not {name}."
    return f"Only a broader kind of data is said, of which {name} may be part."


def type_terms(data: str) -> tuple[Term, ...]:
    """What is searched for before a kind of data is called omitted: words for it and for whatever may hold it."""
    return words("data", frozenset(data_levels(data, denied=False)) | {data, PERSONAL})


def judge_purpose(corpus: Corpus, data: str, purpose: str) -> Ruling:
    """Whether a purpose is said of this kind of data, or of data without a kind.

    That a named service is not used for a purpose denies the service, not the purpose.
    """
    broader = broader_purposes(purpose)
    yes: list[Reading] = []
    no: list[Reading] = []
    for said in corpus.said:
        statement = said.statement
        level = data_level(said, data, denied=statement.denied)
        exactness = 0 if purpose in statement.purposes else 1 if broader & {*statement.purposes} else None
        if level is None or exactness is None:
            continue
        if not statement.denied:
            yes.append(Reading(said, (exactness, level)))
        elif exactness == 0 and statement.action != "sell" and not statement.recipients:
            no.append(Reading(said, (0, level), flat=_flat_purpose(said, data)))
    question = Question(
        what=f"that such data is used for {purpose}",
        clear=lambda score: score[0] == 0,
        vague=lambda _: f"Only a broader purpose is said, of which {purpose} may be part.",
        terms=purpose_terms(purpose),
        doubt=partial(spoken_of, corpus, "purpose", frozenset({purpose})),
    )
    return rule(corpus, question, yes, no)


def _flat_purpose(said: Said, data: str) -> bool:
    statement = said.statement
    action = {"collect": "collect", "share": "share"}.get(statement.action, "use")
    levels = data_levels(data, denied=True)
    return not statement.conditions and flatly(said.sentence, action, levels, purpose=True)


def purpose_terms(purpose: str) -> tuple[Term, ...]:
    """What is searched for before a purpose is called omitted."""
    return words("purpose", broader_purposes(purpose) | {purpose})
