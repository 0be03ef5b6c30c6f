"""One form for the names of companies, so that ``Adobe Inc.`` and ``Adobe`` are one."""

from __future__ import annotations

import re
import unicodedata

_LEGAL = re.compile(
    r"ab|ag|aps|as|asa|bv|co|company|corp|corporation|gmbh|group|holding|holdings|inc|incorporated|"
    r"international|kg|kk|limited|llc|lp|ltd|nv|oy|oyj|plc|private|pte|pty|pvt|sa|sarl|sas|se|sl|spa|srl|"
    r"the|com"
)
_BRACKETS, _INITIALS, _WORD = re.compile(r"\([^)]*\)"), re.compile(r"\b(\w)\.(?=\w\b)"), re.compile(r"\w+")


def folded(name: str) -> str:
    """`name` without case, accents, brackets and punctuation; the legal form stays, for it tells companies apart."""
    return " ".join(_words(name))


def plain(name: str) -> str:
    """`name` as `folded` leaves it, without legal form too."""
    words = _words(name)
    return "".join(word for word in words if not _LEGAL.fullmatch(word)) or "".join(words)


def _words(name: str) -> list[str]:
    text = _BRACKETS.sub(" ", name)
    text = unicodedata.normalize("NFKD", text.casefold().replace("'", "").replace("’", ""))
    text = "".join(char for char in text if not unicodedata.combining(char))
    return _WORD.findall(_INITIALS.sub(r"\1", text).replace("&", " and "))


_FORM = re.compile(
    r"ab|ag|aps|as|asa|bv|co|corp|corporation|doo|gmbh|inc|incorporated|kg|kk|limited|llc|llp|lp|ltd|nv|ou|oy|oyj|"
    r"plc|pte|pty|pvt|sa|sarl|sas|se|sl|sp|spa|srl|sro|zoo"
)


def spoken(name: str) -> str:
    """`name` as texts say it: without what stands in brackets at its end, and without its legal form.

    A domain in brackets tells a name that is a word from the word, and stays.
    """
    short = re.sub(r"\s*\([^).]*\)\s*$", "", name).strip()
    while (cut := short.rstrip(" ,&").rpartition(" "))[0] and _FORM.fullmatch(re.sub(r"\W", "", cut[2].casefold())):
        short = cut[0].rstrip(" ,&")
    return short if len(short) > 2 else name
