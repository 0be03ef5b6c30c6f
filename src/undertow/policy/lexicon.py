"""The words of one language, compiled: kinds of data, recipients, purposes, actions, grammar (`lexicon/*.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_HAN = re.compile("[\u3400-\u9fff]")

LANGUAGES = ("en", "de", "fr", "es", "zh")


class Hit(NamedTuple):
    """A phrase found in a text."""

    start: int
    end: int
    id: str
    """Of the ontology, e.g. ``email``; for a name, the name."""


_ENDING = {"de": "(?:e[mnrs]?|[nrs])?", "": "(?:e?s)?"}
"""What may follow the last letter of a word as written: plural, and in German case."""


def _form(word: str, ending: str) -> str:
    stem = re.escape(word.strip("*")).replace("'", "['\u2019]").replace(r"\-", r"[\s-]+")
    if word.endswith("*"):
        stem += r"\w*"
    elif word[-1:].isalpha():
        stem = f"{stem[:-1]}(?:y|ies)" if word.endswith("y") and ending == _ENDING[""] else stem + ending
    return (r"\w*" if word.startswith("*") else "") + stem


def _phrase(text: str, ending: str = _ENDING[""]) -> str:
    """A regular expression for a phrase.

    Whole words in any case, plural allowed; ``a|b`` is either word, ``a?`` may be left out, ``*`` is any beginning or
    ending. Chinese is found anywhere.
    """
    if _HAN.search(text):
        return re.escape(text)
    pattern, opened = "", False
    for word in text.split():
        forms = "|".join(_form(each, ending) for each in word.removesuffix("?").split("|"))
        forms = f"(?:{forms})" if "|" in forms else forms
        if not word.endswith("?"):
            pattern += (r"[\s-]+" if opened else "") + forms
            opened = True
        else:
            pattern += rf"(?:[\s-]+{forms})?" if opened else rf"(?:{forms}[\s-]+)?"
    return pattern + r"(?!\w)"


def _rank(text: str) -> tuple[int, bool, int, str]:
    """Longer phrases come first: by the number of words that must stand, whole words before parts, then by letters."""
    words = [word for word in text.split() if not word.endswith("?")]
    return -len(words), "*" in text, -max(map(len, text.split("|"))), text


class Phrases:
    """Finds phrases of several ids at once, the longest first and none inside another; linear in the text."""

    def __init__(self, table: Mapping[str, Sequence[str]], *, language: str = "", case: bool = False, last: str = "") -> None:
        """`last`: an id whose phrases give way to all others, as "your data" does to "data of payment"."""
        self._last = Phrases({last: table[last]}, language=language) if last else None
        table = {key: texts for key, texts in table.items() if key != last}
        ending = _ENDING.get(language, _ENDING[""])
        pairs = [(text, key) for key, texts in table.items() for text in texts]
        pairs.sort(key=lambda pair: (bool(_HAN.search(pair[0])), *_rank(pair[0]), pair[1]))
        self._ids = [key for _, key in pairs]
        latin = "|".join(f"({_phrase(text, ending)})" for text, _ in pairs if not _HAN.search(text))
        han = "|".join(f"({_phrase(text)})" for text, _ in pairs if _HAN.search(text))
        # The word boundary stands once before all phrases, so that a place inside a word costs one step.
        pattern = "|".join(filter(None, (rf"\b(?:{latin})" if latin else "", han))) or "(?!)"
        self._found = re.compile(pattern, 0 if case else re.I)

    def find(self, text: str) -> Iterator[Hit]:
        """Hits in order of place."""
        found = [Hit(hit.start(), hit.end(), self._ids[(hit.lastindex or 1) - 1]) for hit in self._found.finditer(text)]
        if self._last is not None:
            wide = self._last.find(text)
            found += [hit for hit in wide if not any(each.start < hit.end and hit.start < each.end for each in found)]
            found.sort()
        yield from found

    def ids(self, text: str) -> tuple[str, ...]:
        """Distinct ids in order of place."""
        return tuple(dict.fromkeys(hit.id for hit in self.find(text)))


class Lexicon:
    """One language."""

    def __init__(self, code: str) -> None:
        source = files(__package__) / "lexicon"
        table = tomllib.loads((source / f"{code}.toml").read_text("utf-8"))
        names = tomllib.loads((source / "names.toml").read_text("utf-8"))["names"]
        self.code = code
        self.data = Phrases(table["data"], language=code, last="personal")
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
        """`condition`, `purpose`, `clause` or `exception`."""
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
