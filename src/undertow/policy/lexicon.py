"""The words of one language, compiled: kinds of data, recipients, purposes, actions, grammar (`lexicon/*.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

_HAN = re.compile("[\u3400-\u9fff]")

LANGUAGES = ("en", "de", "fr", "es", "zh")


class Hit(NamedTuple):
    """A phrase found in a text."""

    start: int
    end: int
    id: str
    """Of the ontology, e.g. ``email``; for a name, the name."""


_WORD = re.compile(r"[^\W\u3400-\u9fff]+")
_KEPT = 64
"""Texts whose hits are kept: a clause is asked for the same several times."""
_LINK = re.compile(r"[\s\-'\u2019/]+")
"""What may stand between the words of a phrase."""
_SHORTEST = 3
"""Letters of the shortest word that has a plural."""
_ENDINGS = {"de": ("", "e", "em", "en", "er", "es", "n", "r", "s"), "": ("", "s", "es")}
"""What may follow a word as written: plural, and in German case."""


class _Word(NamedTuple):
    """One word of a phrase: its forms, or what it begins or ends with."""

    forms: frozenset[str] = frozenset()
    begins: str = ""
    ends: tuple[str, ...] = ()

    def fits(self, word: str) -> bool:
        if self.forms:
            return word in self.forms
        return word.startswith(self.begins) if self.begins else word.endswith(self.ends)


class _Slot(NamedTuple):
    """A place in a phrase: either of several words or sequences of words, which may be left out."""

    ways: tuple[tuple[_Word, ...], ...]
    optional: bool


class _Phrase(NamedTuple):
    rank: tuple[int, bool, int, str]
    id: str
    slots: tuple[_Slot, ...]


def _word(word: str, endings: tuple[str, ...]) -> _Word:
    if word.endswith("*"):
        return _Word(begins=word[:-1])
    if not word[-1].isalpha():
        return _Word(frozenset({word}))
    if len(word) < _SHORTEST:
        return _Word(frozenset({word}))  # "nos" is no plural of "no"
    forms = [word + ending for ending in endings]
    if word.endswith("y") and len(endings) == 3:
        forms.append(f"{word[:-1]}ies")
    return _Word(ends=tuple(form[1:] for form in forms)) if word.startswith("*") else _Word(frozenset(forms))


def _slots(text: str, endings: tuple[str, ...]) -> tuple[_Slot, ...]:
    """A phrase: words parted by spaces; ``a|b`` is either, ``a?`` may be left out, ``*`` is any beginning or ending."""
    found = []
    for place in text.split():
        ways = [
            tuple(_word(word, endings) for word in re.split(r"[\-'\u2019/]", way) if word)
            for way in place.removesuffix("?").split("|")
        ]
        found.append(_Slot(tuple(way for way in ways if way), place.endswith("?")))
    return tuple(found)


def _rank(text: str) -> tuple[int, bool, int, str]:
    """Longer phrases come first: by the number of words that must stand, whole words before parts, then by letters."""
    words = [word for word in text.split() if not word.endswith("?")]
    return -len(words), "*" in text, -max(map(len, text.split("|"))), text


class _Tokens(NamedTuple):
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    until: tuple[int, ...]
    """For each word the end of the run of words that only spaces, hyphens and apostrophes part."""


@lru_cache(maxsize=256)
def _tokens(text: str, case: bool) -> _Tokens:
    places = tuple(hit.span() for hit in _WORD.finditer(text))
    words = tuple(text[start:end] if case else text[start:end].lower() for start, end in places)
    until = [len(words)] * len(words)
    for index in range(len(words) - 2, -1, -1):
        linked = _LINK.fullmatch(text, places[index][1], places[index + 1][0])
        until[index] = until[index + 1] if linked else index + 1
    return _Tokens(words, places, tuple(until))


class Phrases:
    """Finds phrases of several ids at once, the longest first and none inside another.

    Latin phrases are whole words in any case, plural allowed; Chinese ones are found anywhere.
    """

    def __init__(
        self, table: Mapping[str, Sequence[str]], *, language: str = "", case: bool = False, last: str = ""
    ) -> None:
        """`last`: an id whose phrases give way to all others, as "your data" does to "data of payment"."""
        self._kept = lru_cache(maxsize=_KEPT)(self._search)
        self._last = Phrases({last: table[last]}, language=language) if last else None
        self._case = case
        endings = ("",) if case else _ENDINGS.get(language, _ENDINGS[""])
        pairs = sorted((_rank(text), key, text) for key, texts in table.items() if key != last for text in texts)
        self._han = {text.lower(): key for _, key, text in reversed(pairs) if _HAN.search(text)}
        self._han_lengths = sorted({len(text) for text in self._han}, reverse=True)
        self._han_first = frozenset(text[0] for text in self._han)
        self._first: dict[str, list[_Phrase]] = {}
        self._partly: list[tuple[_Word, _Phrase]] = []
        for rank, key, text in pairs:
            if not _HAN.search(text):
                self._index(_Phrase(rank, key, _slots(text, endings)))

    def _index(self, phrase: _Phrase) -> None:
        """Puts a phrase under every word that it may begin with."""
        for slot in phrase.slots:
            for way in slot.ways:
                for form in way[0].forms:
                    under = self._first.setdefault(form, [])
                    if not under or under[-1] is not phrase:
                        under.append(phrase)
                if not way[0].forms:
                    self._partly.append((way[0], phrase))
            if not slot.optional:
                return

    def find(self, text: str) -> Iterator[Hit]:
        """Hits in order of place."""
        return iter(self._kept(text))

    def _search(self, text: str) -> tuple[Hit, ...]:
        found = [*self._latin(text)]
        if self._han:
            found += [
                hit
                for hit in self._chinese(text.lower() if len(text.lower()) == len(text) else text)
                if not any(each.start < hit.end and hit.start < each.end for each in found)
            ]
        if self._last is not None:
            wide = self._last.find(text)
            found += [hit for hit in wide if not any(each.start < hit.end and hit.start < each.end for each in found)]
        return tuple(sorted(found))

    def _chinese(self, text: str) -> Iterator[Hit]:
        at = 0
        while at < len(text):
            end = at + 1
            if text[at] in self._han_first:
                for length in self._han_lengths:
                    key = self._han.get(text[at : at + length])
                    if key is not None:
                        end = at + length
                        yield Hit(at, end, key)
                        break
            at = end

    def _latin(self, text: str) -> Iterator[Hit]:
        tokens = _tokens(text, self._case)
        at = 0
        while at < len(tokens.words):
            word = tokens.words[at]
            tried = self._first.get(word, [])
            partly = [phrase for first, phrase in self._partly if first.fits(word)]
            end = 0
            for phrase in sorted([*tried, *partly]) if partly else tried:
                end = _end(phrase, tokens, at)
                if end:
                    yield Hit(tokens.places[at][0], tokens.places[end - 1][1], phrase.id)
                    break
            at = end or at + 1

    def ids(self, text: str) -> tuple[str, ...]:
        """Distinct ids in order of place."""
        return tuple(dict.fromkeys(hit.id for hit in self.find(text)))


def _end(phrase: _Phrase, tokens: _Tokens, at: int) -> int:
    """Where the longest reading of the phrase from the word `at` ends; 0 if it does not stand there."""
    ends = {at}
    stop = tokens.until[at]
    for slot in phrase.slots:
        after = set(ends) if slot.optional else set()
        for end in ends:
            for way in slot.ways:
                then = end + len(way)
                if then <= stop and all(word.fits(tokens.words[end + n]) for n, word in enumerate(way)):
                    after.add(then)
        if not after:
            return 0
        ends = after
    return max(ends) if max(ends) > at else 0


_NEXT = re.compile(
    r"\s?[,;、，(（:：/]?\s*(?:(?:and|or|und|oder|sowie|et|ou|y|e|o|u|和|及|或|以及|与)\s*)?"
    r"(?:(?:your|the|any|its|their|a|an|ihre[nrms]?|die|der|das|den|votre|vos|la|le|les|l['’]|de|d['’]|su|sus|el|los|las)"
    r"\s*)?"
)
"""What stands between two things of one list."""
_JOINS = re.compile(r"[,;、，(（:：/]|\b(?:and|or|und|oder|sowie|et|ou|y|e|o|u)\b|[和及或与]")


class Listed(Phrases):
    """Phrases, and words that mean the same only beside one of them in a list: "device model, language, country"."""

    def __init__(self, table: Mapping[str, Sequence[str]], beside: Mapping[str, Sequence[str]], language: str) -> None:
        super().__init__(table, language=language, last="personal")
        self._beside = Phrases(beside, language=language)

    def _search(self, text: str) -> tuple[Hit, ...]:
        found = list(super()._search(text))
        if not found:
            return ()
        waiting = [
            hit
            for hit in self._beside.find(text)
            if not any(each.start < hit.end and hit.start < each.end for each in found)
        ]
        row = sorted([*(hit for hit in found if hit.id != "personal"), *waiting])
        sure = {hit for hit in row if hit not in waiting}
        for way in (row, row[::-1]):
            for one, following in pairwise(way):
                if one in sure and _joined(min(one, following), max(one, following), text):
                    sure.add(following)
        return tuple(sorted([*(hit for hit in found if hit.id == "personal"), *sure]))


def _joined(first: Hit, then: Hit, text: str) -> bool:
    gap = text[first.end : then.start]
    return len(gap) <= _LONGEST_GAP and bool(_JOINS.search(gap) and _NEXT.fullmatch(gap))


_LONGEST_GAP = 20
"""Characters between two things of a list."""


class Lexicon:
    """One language."""

    def __init__(self, code: str) -> None:
        source = files(__package__) / "lexicon"
        table = tomllib.loads((source / f"{code}.toml").read_text("utf-8"))
        names = tomllib.loads((source / "names.toml").read_text("utf-8"))["names"]
        self.code = code
        self.data = Listed(table["data"], table["listed"], code)
        self.any_data = Phrases(table["any_data"], language=code)
        self.recipients = Phrases(table["recipients"], language=code)
        self.purposes = Phrases(table["purposes"], language=code)
        self.actions = Phrases(table["actions"], language=code)
        self.nominal = Phrases(table["nominal"], language=code)
        self.names = Phrases({name: [name] for name in names}, case=True)
        self._grammar = {key: Phrases({key: words}, language=code) for key, words in table["grammar"].items()}
        self._patterns = {
            key: re.compile("|".join(f"(?:{each})" for each in value) or "(?!)", re.I)
            for key, value in table["patterns"].items()
            if isinstance(value, list)
        }
        self.before_name = table["patterns"]["recipient"]

    def has(self, word: str, text: str) -> bool:
        """Whether a word of the grammar's class `word` stands in the text."""
        return next(self._grammar[word].find(text), None) is not None

    def words(self, word: str, text: str) -> Iterator[Hit]:
        """Where words of the class `word` stand."""
        return self._grammar[word].find(text)

    def pattern(self, name: str) -> re.Pattern[str]:
        """A table of `[patterns]`, e.g. `condition`, `clause`, `relative`; the alternatives as one expression."""
        return self._patterns[name]


@cache
def lexicon(code: str) -> Lexicon:
    """The lexicon of a language.

    Raises:
        FileNotFoundError: there is none; see `LANGUAGES`.
    """
    if code not in LANGUAGES:
        raise FileNotFoundError(f"no lexicon for {code!r}")
    return Lexicon(code)
