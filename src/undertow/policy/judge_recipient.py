"""Whether the policy says who gets a kind of data, and in which country."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from undertow.policy.check import country_pattern, country_terms, pattern
from undertow.policy.corpus import Corpus, Said, Sentence, Term, named, words
from undertow.policy.judge_data import data_level
from undertow.policy.ontology import (
    ANYBODY,
    EEA,
    GENERIC,
    NAMED,
    data_levels,
    kinds_of,
    place_words,
    recipient_levels,
)
from undertow.policy.safeguard import flatly, spoken_of, unlimited
from undertow.policy.verdict import Question, Reading, Ruling, Score, rule

_OTHER_DATA = 3
"""Of a statement that names the recipient, but for other data."""


@dataclass(frozen=True)
class Receiver:
    """Who stands behind a host, as far as it matters here."""

    host: str
    organisation: str | None
    names: tuple[str, ...]
    """What a text could call it: organisation, brands, owners, domain."""
    systems: tuple[str, ...]
    """Kinds of known systems recognised in the flows to it, e.g. ``carrier-auth``."""
    countries: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """ISO codes, each with what is of that country: ``network``, ``operator``, ``owner's state``."""

    category: str | None = None
    """What third-party-web says that the host serves, e.g. ``analytics``: a hint where no system was recognised."""

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of recipients that it is one of; empty if not known."""
        return kinds_of(self.systems)[0]

    @cached_property
    def hinted(self) -> bool:
        """Whether its kinds and purposes are known by its category alone."""
        return not self.systems and bool(self.category) and kinds_of([self.category or ""]) != ((), ())

    @cached_property
    def kinds_or_hint(self) -> tuple[str, ...]:
        """Its kinds, or where there are none those of its category: enough to say "vague", not to allege anything."""
        return self.kinds or (kinds_of([self.category or ""])[0] if self.hinted else ())

    @cached_property
    def purposes(self) -> tuple[str, ...]:
        """What systems of its kind, or of its category, are for; empty if not known."""
        return kinds_of([self.category or ""] if self.hinted else self.systems)[1]

    @property
    def called(self) -> str:
        """How verdicts call it."""
        return self.organisation or self.host

    def is_named(self, text: str) -> bool:
        """Whether a name of it stands in the text."""
        return any(pattern(name).search(text) for name in self.names if name.strip())


def judge_recipient(corpus: Corpus, data: str, receiver: Receiver) -> Ruling:
    """Whether it is said that this kind of data goes to this recipient."""
    yes: list[Reading] = []
    no: list[Reading] = []
    other_kinds: list[Said] = []
    for said in corpus.said:
        statement = said.statement
        passes = statement.action in ("share", "sell") or (statement.actor == "they" and statement.action != "transfer")
        level = data_level(said, data, denied=statement.denied)
        to = _recipient_level(said, receiver)
        if not passes or (statement.denied and (statement.action == "sell" or level is None)):
            continue
        if to is None:
            other_kinds += [] if statement.denied or level is None else [said]
        elif statement.denied:
            no.append(Reading(said, (to, level or 0), flat=_flat(said, data, receiver, to)))
        elif level is not None or to == NAMED:
            yes.append(Reading(said, (to, _OTHER_DATA if level is None else level)))
    question = Question(
        what=f"that it goes to {receiver.called}",
        clear=lambda score: score[0] == NAMED and score[1] < _OTHER_DATA,
        vague=lambda score: _vague(receiver, score),
        terms=recipient_terms(receiver),
        names=tuple(named(receiver.names)),
        doubt=lambda denial: _told_elsewhere(corpus, receiver, denial),
    )
    if not yes and not no and not receiver.kinds_or_hint and other_kinds and corpus.find(named(receiver.names)) is None:
        why = f"Kinds of recipients are said, none by name; whether {receiver.called} is one of them is not known."
        return Ruling("ambiguous", why, (other_kinds[0].quote,))
    return rule(corpus, question, yes, no)


def _recipient_level(said: Said, receiver: Receiver) -> int | None:
    """How exactly the recipients of a statement say this one; None if they are others.

    A denial without recipients is one for anybody; who says "we share it" without saying with whom says nobody.
    """
    statement = said.statement
    if not statement.recipients:
        return ANYBODY if statement.denied else None
    levels = recipient_levels(receiver.kinds if statement.denied else receiver.kinds_or_hint, denied=statement.denied)
    found = [levels[to] for to in statement.recipients if to in levels]
    if any(receiver.is_named(to) for to in statement.recipients if not to.islower()):
        found.append(NAMED)
    return min(found, default=None)


def _flat(said: Said, data: str, receiver: Receiver, to: int) -> bool:
    action = "share" if said.statement.actor == "we" else said.statement.action
    if not unlimited(said) or action not in ("share", "collect", "use"):
        return False
    if to == NAMED and not receiver.is_named(said.sentence.text):  # "It receives no …": who "it" is, one reading says
        return False
    return flatly(said.sentence, action, data_levels(data, denied=True))


def _vague(receiver: Receiver, score: Score) -> str:
    if score[0] == NAMED:
        return f"{receiver.called} is named, but for other data."
    if score[0] == ANYBODY:
        return f"Only third parties at large are said, not {receiver.called}."
    return f"Only a kind of recipients is said, of which {receiver.called} is or may be one."


def recipient_terms(receiver: Receiver) -> tuple[Term, ...]:
    """What is searched for before a recipient is called omitted: its names, its kinds, and whoever anybody may be."""
    levels = recipient_levels(receiver.kinds_or_hint, denied=False)
    return (*named(receiver.names), *words("recipient", frozenset(levels) | GENERIC))


def _told_elsewhere(corpus: Corpus, receiver: Receiver, denial: Said) -> Sentence | None:
    """Another sentence that names the recipient and was not read as a statement, so that it was not weighed.

    Of a denial that does not name it, also one with words for its kind.
    """
    weighed = {(said.sentence.page, said.sentence.start) for said in corpus.said}
    weighed.add((denial.sentence.page, denial.sentence.start))
    for sentence in corpus.sentences:
        if (sentence.page, sentence.start) not in weighed and receiver.is_named(sentence.text):
            return sentence
    if receiver.is_named(denial.sentence.text):
        return None
    return spoken_of(corpus, "recipient", frozenset(recipient_levels(receiver.kinds_or_hint, denied=False)), denial)


def judge_country(corpus: Corpus, data: str, code: str, roles: tuple[str, ...]) -> Ruling:
    """Whether it is said that this kind of data goes to a country.

    Only where a network is can contradict what is said of places: where an operator or its owner is based says nothing
    of where its machines stand.
    """
    terms = country_words(code)
    if not country_terms(code):
        return Ruling("not-assessed", f"Names of the country {code} are not known, so none was looked for.")
    yes: list[Reading] = []
    no: list[Reading] = []
    for said in corpus.said:
        statement = said.statement
        level = data_level(said, data)
        place = _place(said, code)
        if statement.action == "sell" or place is None:
            continue
        if not statement.denied:
            yes.append(Reading(said, (place, _OTHER_DATA if level is None else level)))
        elif level is not None and statement.action in ("transfer", "store", "share"):
            no.append(Reading(said, (place, level), flat="network" in roles and _flat_place(said)))
    kept = _only_elsewhere(corpus, data, code)
    if not yes and not no and kept is not None:
        if "network" in roles and corpus.find(terms) is None:
            why = "The policy says that it is kept in other countries only; the network that got it is in this one."
            return Ruling("contradicted", why, (kept.quote,))
        why = "The policy says that it is kept in other countries only, and this one has to do with the recipient."
        return Ruling("ambiguous", why, (kept.quote,))
    question = Question(
        what=f"that it goes to {code}",
        clear=lambda score: score[0] == 0 and score[1] < _OTHER_DATA,
        vague=_vague_country,
        terms=terms,
    )
    return rule(corpus, question, yes, no)


def _vague_country(score: Score) -> str:
    return (
        "The country is named, but for other data."
        if score[0] == 0
        else "Only countries at large or a region are said."
    )


def _place(said: Said, code: str) -> int | None:
    """How exactly a statement says a country: 0 itself, 1 a region or abroad; None if it says no place of it."""
    statement = said.statement
    text = said.sentence.text
    wide = _speaks_of(text, "anywhere")
    if code in statement.countries:  # "is kept in X and never goes abroad": the denial is of other countries
        return None if statement.denied and wide else 0
    if wide or _speaks_of(text, "within-eea" if code in EEA else "beyond-eea"):
        return 1
    return None


@lru_cache(maxsize=4096)
def _speaks_of(text: str, places: str) -> bool:
    return bool(place_words(places).search(text))


def _flat_place(said: Said) -> bool:
    return unlimited(said) and any(flatly(said.sentence, action, {}) for action in ("transfer", "share"))


def _only_elsewhere(corpus: Corpus, data: str, code: str) -> Said | None:
    """A statement that data is kept or sent only in named countries, of which this one is none."""
    for said in corpus.said:
        statement = said.statement
        level = data_level(said, data, denied=True)
        if (
            statement.action in ("store", "transfer")
            and not statement.denied
            and not statement.conditions
            and statement.countries
            and code not in statement.countries
            and level is not None
            and _speaks_of(said.sentence.text, "only")
        ):
            return said
    return None


def country_words(code: str) -> tuple[Term, ...]:
    """What is searched for before a country is called omitted: its names, and words for places at large."""
    return tuple(_country_terms(code))


def _country_terms(code: str) -> Iterator[Term]:
    finds = country_pattern(code)
    if finds is not None:
        for shown in country_terms(code):
            yield Term(shown, finds)
    yield Term("/other countries, abroad, worldwide/", place_words("anywhere"))
    yield Term("/outside the EEA, third countries/", place_words("beyond-eea"))
    if code in EEA:
        yield Term("/within the EEA/", place_words("within-eea"))
