"""Key facts and official phrasings as words to look for, and a matcher that does not depend on spelling habits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

WITHOUT_SPACES = frozenset({"zh"})
"""Languages written without spaces between words."""
_JOINED_BEFORE = frozenset({"ar"})
"""Languages that write article and prepositions together with the word (Arabic al-, wa-, bi-, li-)."""
_GROUPS = re.compile(r"(?<=\d)[,.'’ \u00a0\u202f٬،](?=\d{3}(?!\d))")
_ASCII_DIGITS = {code: str(unicodedata.decimal(chr(code))) for code in (*range(0x660, 0x66A), *range(0x6F0, 0x6FA))}


def folded(text: str) -> str:
    """`text` without case, accents, vowel marks and marks between thousands; digits as ASCII; dotless i as i."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_ASCII_DIGITS))
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return _GROUPS.sub("", kept.replace("ı", "i").replace("’", "'"))


@lru_cache(maxsize=4096)
def _pattern(keyword: str, language: str) -> re.Pattern[str]:
    words = folded(keyword)
    letter = "[a-z0-9]" if language in WITHOUT_SPACES else r"\w"
    before = "" if language in WITHOUT_SPACES | _JOINED_BEFORE else r"(?<!\w)"
    after = rf"s?(?!{letter})" if keyword.isupper() else ""
    if words[0].isdigit():
        before = r"(?<!\d)"
    if words[-1].isdigit():
        after = r"(?!\d)"
    return re.compile(before + re.escape(words) + after)


def occurs(keyword: str, text: str, language: str) -> bool:
    """Whether a word of `text` begins with `keyword`, so that endings of declension do not matter.

    `text` must be folded already. Numbers and abbreviations in capitals match as a whole. Chinese has no word
    boundaries, and Arabic joins particles to the front of words: there, the keyword may stand anywhere.
    """
    return _pattern(keyword, language).search(text) is not None


def found_phrases(phrases: Sequence[str], text: str, language: str) -> tuple[str, ...]:
    """Those that a folded text has; a blank one, as a file of one's own may hold, stands nowhere."""
    return tuple(phrase for phrase in phrases if phrase.strip() and occurs(phrase, text, language))


def found_facts(facts: Sequence[Sequence[str]], text: str, language: str) -> tuple[bool, ...]:
    """For each key fact, whether a folded text has one of its alternatives."""
    return tuple(any(word.strip() and occurs(word, text, language) for word in fact) for fact in facts)
