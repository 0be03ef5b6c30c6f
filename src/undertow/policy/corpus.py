"""Every text of a policy: its sentences with their places, what they state, and the search of all of them."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Protocol

from undertow.model import PolicyQuote, PolicySearch
from undertow.policy.check import pattern
from undertow.policy.find import PolicyPage
from undertow.policy.lexicon import LANGUAGES, Lexicon, lexicon
from undertow.policy.ontology import Group, stems
from undertow.policy.reader import LONGEST_SENTENCE, LONGEST_TEXT, read
from undertow.policy.statement import Statement
from undertow.policy.text import sentences

LONGEST_QUOTE = 600
"""Characters of a sentence that are quoted."""
_SECTIONS = 60
_TABLES = {"data": "data", "recipient": "recipients", "purpose": "purposes"}


@dataclass(frozen=True)
class Sentence:
    """A sentence, list item or cell."""

    text: str
    page: str
    start: int
    """Characters from the start of the page's text."""
    language: str | None

    def quote(self, *, denies: bool = False) -> PolicyQuote:
        """As a verdict quotes it."""
        return PolicyQuote(text=self.text[:LONGEST_QUOTE], page=self.page, start=self.start, denies=denies)


@dataclass(frozen=True)
class Said:
    """A statement, and the sentence that makes it."""

    statement: Statement
    sentence: Sentence

    @property
    def quote(self) -> PolicyQuote:
        """Its sentence, as a verdict quotes it."""
        return self.sentence.quote(denies=self.statement.denied)


class Finder(Protocol):
    """A pattern, or the words of a lexicon."""

    def search(self, string: str, /) -> object:
        """What is found first; None if nothing is."""


@dataclass(frozen=True)
class _Known:
    """The words of some kinds, as the reader of statements knows them in one language."""

    language: str
    group: Group
    kinds: frozenset[str]

    def search(self, string: str, /) -> object:
        return (_ids(self.language, self.group, string) & self.kinds) or None


@lru_cache(maxsize=8192)
def _ids(language: str, group: Group, text: str) -> frozenset[str]:
    """All kinds of which a text has words; the same texts are asked for one kind after the other."""
    words = lexicon(language)
    table = {"data": words.data, "recipient": words.recipients, "purpose": words.purposes}[group]
    return frozenset(hit.id for hit in table.find(text))


@dataclass(frozen=True)
class Term:
    """One thing to search for: how it is shown, and what finds it."""

    shown: str
    found: Finder


@dataclass(frozen=True)
class Corpus:
    """All versions of a policy that an audit found."""

    versions: tuple[str, ...]
    sections: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    said: tuple[Said, ...]
    unread: str
    """Why nothing may be called absent; empty if all of it was read."""

    @cached_property
    def _text(self) -> str:
        """All sentences, to see at once which terms stand nowhere."""
        return "\n".join(each.text for each in self.sentences)

    def find(self, terms: Iterable[Term]) -> Sentence | None:
        """The sentence with the most of the terms, the first of several; None if no sentence has any."""
        asked = tuple(terms)
        if asked not in self._answers:
            self._answers[asked] = self._find(asked)
        return self._answers[asked]

    @cached_property
    def _answers(self) -> dict[tuple[Term, ...], Sentence | None]:
        """Flows ask for the same again and again."""
        return {}

    def _find(self, terms: tuple[Term, ...]) -> Sentence | None:
        wanted = [found for found in {term.found: None for term in terms} if found.search(self._text) is not None]
        best, most = None, 0
        for each in self.sentences if wanted else ():
            count = sum(one.search(each.text) is not None for one in wanted)
            if count > most:
                best, most = each, count
        return best

    def searched(self, terms: Iterable[Term]) -> PolicySearch:
        """The record of a search that came up empty."""
        return PolicySearch(
            terms=tuple(dict.fromkeys(term.shown for term in terms)),
            sections=self.sections,
            versions=self.versions,
            sentences=len(self.sentences),
        )


def gather(page: PolicyPage) -> Corpus:
    """The policy and all further pages of it, read."""
    pages = (page, *page.further)
    return Corpus(
        versions=tuple(_version(each) for each in pages),
        sections=tuple(dict.fromkeys(b.text[:120] for each in pages for b in each.blocks if b.kind[0] == "h"))[
            :_SECTIONS
        ],
        sentences=tuple(sentence for each in pages for sentence in _sentences(each)),
        said=tuple(said for each in pages for said in _said(each)),
        unread=" ".join(dict.fromkeys(why for each in pages for why in _unread(each))),
    )


def _version(page: PolicyPage) -> str:
    return f"{page.url} ({page.language or 'language unknown'}; {page.dated or 'no date found'})"


def _sentences(page: PolicyPage) -> Iterator[Sentence]:
    for block in page.blocks:
        at = 0
        for text in sentences(block.text):
            start = block.text.find(text, at)
            at = max(at, start)
            yield Sentence(text[:LONGEST_SENTENCE], page.url, block.start + at, block.language or page.language)


def _said(page: PolicyPage) -> Iterator[Said]:
    starts = [block.start for block in page.blocks]
    for statement in read(page.blocks, page.language):
        block = page.blocks[max(bisect_right(starts, statement.start) - 1, 0)]
        yield Said(statement, Sentence(statement.quote, page.url, statement.start, block.language or page.language))


def _unread(page: PolicyPage) -> Iterator[str]:
    yield from (gap.why for gap in page.gaps)
    if page.language not in LANGUAGES:
        yield f"A text of the policy is in a language that is not read ({page.language or 'unknown'})."
    if len(page.text) > LONGEST_TEXT:
        yield f"Of a text of the policy only the first {LONGEST_TEXT:,} characters were read for statements."


def named(names: Iterable[str]) -> Iterator[Term]:
    """Terms for names of organisations, brands and domains."""
    for name in names:
        if name.strip():
            yield Term(name, pattern(name))


@cache
def _phrases(language: str, group: Group) -> dict[str, list[str]]:
    table = tomllib.loads((files(__package__) / "lexicon" / f"{language}.toml").read_text("utf-8"))
    found: dict[str, list[str]] = table[_TABLES[group]]
    return found


@cache
def words(group: Group, kinds: frozenset[str]) -> tuple[Term, ...]:
    """Terms for kinds: the phrases that the reader knows, as its lexicons write them, and looser stems."""
    found = [
        Term(text, _Known(language, group, kinds))
        for kind in sorted(kinds)
        for language in LANGUAGES
        for text in _phrases(language, group).get(kind, ())
    ]
    loose = [stem for kind in sorted(kinds) for stem in stems(group, kind)]
    return (*found, *(Term(f"/{stem}/", re.compile(stem, re.I)) for stem in loose))


def language_words(sentence: Sentence) -> Lexicon:
    """The words for a sentence's language; English where it has none."""
    return lexicon(sentence.language if sentence.language in LANGUAGES else "en")
