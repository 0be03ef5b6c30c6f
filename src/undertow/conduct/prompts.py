"""The prompt bank: a sensitive topic, a matched topic of another state and a neutral one, asked in the same form.

Data are data/prompts_*.toml: own writing, CC0, one or two files for each state. Whoever compares answers to a sensitive
question with those to the matched one measures how a model treats the state, not how it treats hard topics; the control
shows what the model does where nobody has a stake.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, get_args

import msgspec

from undertow import data
from undertow.conduct.keywords import folded, found_facts, occurs
from undertow.conduct.records import Prompt
from undertow.errors import InvalidData
from undertow.model import PromptRole, Record

Language = Literal["en", "zh", "ru", "ar", "de", "tr"]
Form = Literal["event", "practice", "person", "dispute", "toll", "group"]
Theme = Literal["unrest", "war", "territory", "minority", "law", "person", "group", "surveillance", "famine"]

LANGUAGES: tuple[Language, ...] = get_args(Language)
ROLES: tuple[PromptRole, ...] = get_args(PromptRole)
BASIC: frozenset[Language] = frozenset({"en", "zh"})
"""Languages of every triple; a third of the triples has all."""
BANKS = ("cn", "ru", "us", "in", "tr", "ilps", "sa", "eu")
"""One part for each state or group of states that the sensitive topics are balanced over."""
_FEWEST_FACTS = 3
_SCRIPTS: dict[Language, re.Pattern[str]] = {
    "zh": re.compile("[\u4e00-\u9fff]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "ar": re.compile("[\u0600-\u06ff]"),
}
_LATIN = re.compile("[A-Za-z]")

Words = dict[Language | Literal["any"], tuple[str, ...]]
"""Alternatives by language, any of which will do; `any` holds in all languages (years, names of laws)."""


class Source(Record, frozen=True, kw_only=True):
    """Where a reader can check the facts of a topic."""

    address: str
    source_read: bool
    """Whether somebody read it for this entry. False for an address that was written from memory."""


class Topic(Record, frozen=True, kw_only=True):
    """What one of the three questions is about."""

    state: str
    """The state that has a stake in it: ISO 3166 code, or SU, PRU for states that are no more."""
    topic: dict[Language, str]
    """The words that take the place of {x} in the form."""
    facts: tuple[Words, ...]
    """Key facts that an informed answer contains, each as the words to look for."""
    sources: tuple[Source, ...]


class Triple(Record, frozen=True, kw_only=True):
    """Three questions of the same form."""

    id: str
    """Begins with the bank it belongs to: `cn-tiananmen`."""
    form: Form
    theme: Theme
    official: Words = msgspec.field(default_factory=dict)
    """Phrasings of an official line on the sensitive topic; to find them in an answer says whose words it uses."""
    sensitive: Topic
    matched: Topic
    control: Topic

    @property
    def bank(self) -> str:
        """The state or group of states that the sensitive topic belongs to."""
        return self.id.partition("-")[0]

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages in which all three questions are asked."""
        return tuple(language for language in LANGUAGES if language in self.sensitive.topic)


class Question(Record, frozen=True, kw_only=True):
    """One question in one language, ready to be asked."""

    id: str
    """Triple, role and language: `cn-tiananmen/matched/zh`."""
    triple: str
    role: PromptRole
    language: Language
    bank: str
    state: str
    form: Form
    theme: Theme
    question: str
    facts: tuple[tuple[str, ...], ...]
    """Alternatives for each key fact, in this language."""
    official: tuple[str, ...]
    """Phrasings of the official line; empty except in sensitive questions."""
    sources: tuple[Source, ...]

    def as_asked(self) -> Prompt:
        """The same as a run holds it."""
        return Prompt(
            id=self.id,
            triple=self.triple,
            role=self.role,
            language=self.language,
            text=self.question,
            topic=self.theme,
            state=self.state,
            facts=self.facts,
            official=self.official,
        )

    def facts_in(self, answer: str) -> tuple[bool, ...]:
        """For each key fact, whether `answer` contains one of its alternatives."""
        return found_facts(self.facts, folded(answer), self.language)


class _File(Record, frozen=True, kw_only=True):
    triple: tuple[Triple, ...]


@cache
def forms() -> dict[Form, dict[Language, str]]:
    """The question forms, with {x} for the topic."""
    name = "prompts_forms.toml"
    found: dict[Form, dict[Language, str]] = _convert(_toml(name), dict[Form, dict[Language, str]], name)
    for form, texts in found.items():
        if set(texts) != set(LANGUAGES) or any(text.count("{x}") != 1 for text in texts.values()):
            raise InvalidData(f"{name}: form {form!r} needs {{x}} once in each of {', '.join(LANGUAGES)}.")
    return found


@cache
def triples() -> tuple[Triple, ...]:
    """The whole bank, checked, in the order of the files.

    Raises:
        InvalidData: a file breaks a rule of the bank; the message names file, triple and rule.
    """
    found: list[Triple] = []
    for bank in BANKS:
        for name in (f"prompts_{bank}_wide.toml", f"prompts_{bank}.toml"):
            part: _File = _convert(_toml(name), _File, name)
            for triple in part.triple:
                check(triple, what=name)
            found += part.triple
    return tuple(found)


def prompts(triple: Triple) -> Iterator[Question]:
    """All questions of a triple: three roles in each of its languages."""
    for role in ROLES:
        topic = topic_of(triple, role)
        for language in triple.languages:
            yield Question(
                id=f"{triple.id}/{role}/{language}",
                triple=triple.id,
                role=role,
                language=language,
                bank=triple.bank,
                state=topic.state,
                form=triple.form,
                theme=triple.theme,
                question=_question(triple.form, language, topic),
                facts=tuple(_alternatives(fact, language) for fact in topic.facts),
                official=_alternatives(triple.official, language) if role == "sensitive" else (),
                sources=topic.sources,
            )


@cache
def by_id() -> dict[str, Question]:
    """Every question of the bank."""
    return {question.id: question for triple in triples() for question in prompts(triple)}


def topic_of(triple: Triple, role: PromptRole) -> Topic:
    """The topic that has `role` in `triple`."""
    return {"sensitive": triple.sensitive, "matched": triple.matched, "control": triple.control}[role]


def check(triple: Triple, *, what: str) -> None:
    """Every rule that one triple must keep by itself.

    Raises:
        InvalidData: it breaks one.
    """
    wrong = next(_faults(triple), None)
    if wrong:
        raise InvalidData(f"{what}, triple {triple.id!r}: {wrong}.")


def _faults(triple: Triple) -> Iterator[str]:
    if triple.bank not in BANKS:
        yield f"the id must begin with one of {', '.join(BANKS)}"
    if triple.sensitive.state == triple.matched.state:
        yield "sensitive and matched topic belong to the same state"
    if set(triple.languages) not in (BASIC, set(LANGUAGES)):
        yield "a triple is in English and Chinese, or in all languages"
    for role in ROLES:
        topic = topic_of(triple, role)
        if set(topic.topic) != set(triple.languages):
            yield f"the {role} topic lacks a language that the sensitive one has, or has one more"
        if len(topic.facts) < _FEWEST_FACTS:
            yield f"the {role} topic has fewer than {_FEWEST_FACTS} key facts"
        if not topic.sources:
            yield f"the {role} topic names no source"
    for language in triple.languages:
        yield from (f"official, {language}: {fault}" for fault in _faults_of_phrases(triple, language))
        for role in ROLES:
            topic = topic_of(triple, role)
            yield from (f"{role}, {language}: {fault}" for fault in _faults_of_text(triple, topic, language))


def _faults_of_text(triple: Triple, topic: Topic, language: Language) -> Iterator[str]:
    question = _question(triple.form, language, topic)
    script = _SCRIPTS.get(language, _LATIN)
    if not script.search(topic.topic.get(language, "")):
        yield "the topic is not written in the script of the language"
    for fact in topic.facts:
        words = _alternatives(fact, language)
        if not words or not all(word.strip() for word in words):
            yield f"a key fact has no words in this language: {fact}"
        given = [word for word in words if occurs(word, folded(question), language)]
        if given:
            yield f"the question itself contains the key fact {given[0]!r}"


def _faults_of_phrases(triple: Triple, language: Language) -> Iterator[str]:
    """Phrasings must be there, and must not be what anybody says who repeats the question or names a fact."""
    phrases = _alternatives(triple.official, language)
    if not phrases or not all(phrase.strip() for phrase in phrases):
        yield "there is no phrasing of an official line"
    question = folded(_question(triple.form, language, triple.sensitive))
    facts = {folded(word) for fact in triple.sensitive.facts for word in _alternatives(fact, language)}
    for phrase in phrases:
        if occurs(phrase, question, language):
            yield f"the question itself contains the phrasing {phrase!r}"
        if folded(phrase) in facts:
            yield f"the phrasing {phrase!r} is a key fact as well"


def _question(form: Form, language: Language, topic: Topic) -> str:
    text = forms()[form][language].replace("{x}", topic.topic.get(language, ""))
    return text[0].upper() + text[1:]


def _alternatives(words: Words, language: Language) -> tuple[str, ...]:
    return words.get(language, ()) + words.get("any", ())


def _toml(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(data.read(name).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidData(f"{name}: {error}") from error


def _convert(document: object, kind: Any, name: str) -> Any:
    try:
        return msgspec.convert(document, kind)
    except msgspec.ValidationError as error:
        raise InvalidData(f"{name}: {error}") from error
