"""A second reading of denials, which knows nothing of clauses; a contradiction is alleged only if both agree."""

from __future__ import annotations

import re
from collections.abc import Mapping

from undertow.policy.corpus import Corpus, Said, Sentence, language_words
from undertow.policy.denial import LIMITED
from undertow.policy.ontology import Group, denial

_LONGEST = 600
"""Characters of a sentence that is believed to deny anything; lists run together are longer."""

_PART = re.compile(
    r"[;；]|[,，]? (?:and|but|und|aber|et|mais|y|pero) "
    r"(?=(?:we|it|they|he|she|our|wir|es|sie|nous|ils?|elles?|nosotros)\b)",
    re.I,
)
_SOME_PEOPLE = re.compile(
    r"\b(?:child\w*|minors?|under (?:the age|1\d)|knowingly|intentionally|kinder\w*|wissentlich|enfants?|mineurs?"
    r"|sciemment|niños|menores|conscientemente|visitors|guests)\b|儿童|未成年|故意",
    re.I,
)
"""A denial for some people is none for all."""
_SOMETIMES = re.compile(
    r"\b(?:necessarily|always|automatically|currently|by default|directly|generally|usually|yet|all|every|more than"
    r"|immer|automatisch|derzeit|direkt|toujours|actuellement|directement|siempre|actualmente|directamente)\b"
    r"|自动|直接|目前|默认",
    re.I,
)
_ASK_FOR = re.compile(r"\bask(?: you)? for\b", re.I)
_FOR = re.compile(r"\b(?:for|für|zum|zur|zu|pour|para)\b|用于|为了", re.I)
_OF_THE_READER = re.compile(
    r"\b(?:you (?:may|can|have the right|are entitled)|please|sie (?:können|haben das recht)|vous (?:pouvez|disposez)"
    r"|(?:usted )?puede (?:ejercer|presentar|solicitar)|tiene derecho)\b|您(?:有权|可以)",
    re.I,
)
"""What the reader of the policy may do says nothing of what is done to them."""


def flatly(sentence: Sentence, action: str, kinds: Mapping[str, int], *, purpose: bool = False) -> bool:
    """Whether a sentence denies an action with one of these kinds of data for everybody and in every case.

    Args:
        sentence: as it stands.
        action: ``collect``, ``share``, ``transfer`` or ``use``.
        kinds: ids of data, one of which must stand in the part that denies; any will do if there are none.
        purpose: the denial may be limited to a purpose, and to nothing else.
    """
    text = sentence.text
    limits = (_FOR if purpose else _ASK_FOR).sub(" ", text)
    if len(text) > _LONGEST or LIMITED.search(limits) or _SOME_PEOPLE.search(text) or _SOMETIMES.search(text):
        return False
    words = language_words(sentence).data
    return any(
        denial(action).search(part) and (not kinds or any(kind in kinds for kind in words.ids(part)))
        for part in _PART.split(text)
    )


def unlimited(said: Said) -> bool:
    """Whether the reader of statements saw no condition and no purpose on a denial."""
    return not said.statement.conditions and not said.statement.purposes


_SLOTS: dict[Group, str] = {"data": "data", "recipient": "recipients", "purpose": "purposes"}


def spoken_of(corpus: Corpus, group: Group, kinds: frozenset[str], denial_said: Said) -> Sentence | None:
    """A sentence beside a denial with words for one of these kinds and for doing something, which is no denial itself.

    Statements that were missed or misread show here: where there is such a sentence, nothing is called contradicted.
    What a statement was read to say is not counted again: it was weighed.
    """
    weighed: dict[Sentence, set[str]] = {}
    for said in corpus.said:
        found = weighed.setdefault(said.sentence, set())
        placed = group == "recipient" and said.statement.action == "transfer"  # "our suppliers are in X"
        found.update(kinds if said.statement.denied or placed else getattr(said.statement, _SLOTS[group]))
    for sentence in corpus.sentences:
        if sentence == denial_said.sentence:
            continue
        known = language_words(sentence)
        table = {"data": known.data, "recipient": known.recipients, "purpose": known.purposes}[group]
        left = kinds - weighed.get(sentence, set())
        if (
            any(hit.id in left for hit in table.find(sentence.text))
            and not _OF_THE_READER.search(sentence.text)
            and (sentence not in weighed or next(known.actions.find(sentence.text), None) is not None)
        ):
            return sentence
    return None
