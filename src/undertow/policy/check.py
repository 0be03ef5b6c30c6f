"""Whom a policy names. A plain search for names: it finds words, not statements, but for flat denials (`denial`)."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from undertow.model import PolicyCheck, PolicyMention
from undertow.policy.denial import denies
from undertow.policy.find import PolicyPage
from undertow.policy.text import sentences

Recipient = tuple[str, str | None, tuple[str, ...]]
"""Host, organisation, names to search for."""

LONGEST_QUOTE = 400
"""Characters."""

_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LETTER = "0-9A-Za-z\u00c0-\u024f\u0370-\u04ff"
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", re.I)


@cache
def _common_words() -> frozenset[str]:
    """Names that are words too: they count only if written with a capital.

    "Apple" at the start of a sentence about fruit would still count; that error keeps silent about an omission rather
    than alleging one.
    """
    lexicon = tomllib.loads((files(__package__) / "lexicon/names.toml").read_text("utf-8"))
    return frozenset(lexicon["common_words"])


@cache
def pattern(name: str) -> re.Pattern[str]:
    """What finds `name`: whole words in any case for letters, anywhere for Chinese, Japanese and Korean."""
    name = unicodedata.normalize("NFKC", name).strip()
    text = r"\s+".join(re.escape(part) for part in name.split())
    if _HAN.search(name):
        return re.compile(text, re.I)
    if _DOMAIN.fullmatch(name):
        return re.compile(rf"(?<![{_LETTER}-]){text}(?![{_LETTER}-]|\.[{_LETTER}])", re.I)
    word = rf"(?<![{_LETTER}_]){text}(?![{_LETTER}_])"
    if len(name) <= 3 and name.isupper():
        return re.compile(word)
    if name.lower() in _common_words():
        return re.compile(rf"(?-i:(?=[A-Z])){word}", re.I)
    return re.compile(word, re.I)


def _quote(sentence: str, start: int) -> str:
    """The sentence, or the part of it around `start` if it is very long."""
    if len(sentence) <= LONGEST_QUOTE:
        return sentence
    left = max(0, min(start - LONGEST_QUOTE // 2, len(sentence) - LONGEST_QUOTE))
    right = left + LONGEST_QUOTE
    return f"{'…' if left else ''}{sentence[left:right].strip()}{'…' if right < len(sentence) else ''}"


def _mention(pages: Sequence[tuple[PolicyPage, list[str]]], recipient: Recipient) -> PolicyMention:
    host, organisation, names = recipient
    searched = tuple(dict.fromkeys(name for name in names if name.strip()))
    hits: list[tuple[PolicyPage, str, int]] = []
    for page, found in pages:
        for name in searched:
            for sentence in found:
                hit = pattern(name).search(sentence)
                if hit:
                    hits.append((page, sentence, hit.start()))
    if not hits:
        return PolicyMention(host=host, organisation=organisation, names_searched=searched, found=False)
    page, sentence, start = hits[0]
    return PolicyMention(
        host=host,
        organisation=organisation,
        names_searched=searched,
        found=True,
        denied=all(denies(sentence) for _, sentence, _ in hits),
        quote=_quote(sentence, start),
        page=page.url,
    )


@cache
def _countries() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = json.loads((files(__package__) / "countries.json").read_text("utf-8"))
    not_after, not_before = "|".join(table["not_after"]), "|".join(table["not_before"])
    found = []
    for code, names in table["names"].items():
        latin = sorted((name for name in names if not _HAN.search(name)), key=len, reverse=True)
        words = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in latin)
        before = "".join(f"(?<!{word} )" for word in not_after.split("|"))
        text = rf"{before}(?<![{_LETTER}_.])(?:{words})(?![{_LETTER}_])(?!\s+(?:{not_before})\b)"
        others = "|".join(re.escape(name) for name in names if _HAN.search(name))
        found.append((code, re.compile(f"{text}|{others}" if others else text)))
    return tuple(found)


@cache
def country_names() -> frozenset[str]:
    """Every name of a country that is looked for."""
    table = json.loads((files(__package__) / "countries.json").read_text("utf-8"))
    return frozenset(name for names in table["names"].values() for name in names)


def country_pattern(code: str) -> re.Pattern[str] | None:
    """What finds a country's names; None if none are known."""
    return dict(_countries()).get(code)


@cache
def country_terms(code: str) -> tuple[str, ...]:
    """A country's names in five languages; none if they are not known."""
    table = json.loads((files(__package__) / "countries.json").read_text("utf-8"))
    return tuple(table["names"].get(code, ()))


def countries(found: Iterable[str], masked: Sequence[re.Pattern[str]] = ()) -> Iterator[tuple[str, str]]:
    """ISO codes of the countries that sentences name, each with the first sentence that does, in order of code.

    `masked`: names of companies in which a country's name is no country (``China Mobile``).
    """
    first: dict[str, str] = {}
    for sentence in found:
        text = sentence
        for name in masked:
            text = name.sub(lambda hit: "\u00b7" * len(hit[0]), text)
        for code, words in _countries():
            hit = None if code in first else words.search(text)
            if hit:
                first[code] = _quote(sentence, hit.start())
    yield from sorted(first.items())


def check(page: PolicyPage | None, recipients: Sequence[Recipient]) -> PolicyCheck:
    """Which recipients and countries the policy names. Absence is said of the text that was searched only."""
    if page is None:
        return PolicyCheck(url=None, mentions=tuple(_mention((), recipient) for recipient in recipients))
    pages = [(each, sentences(each.text)) for each in (page, *page.further)]
    companies = sorted({name for _, _, names in recipients for name in names if " " in name}, key=len, reverse=True)
    named = list(countries((text for _, found in pages for text in found), [pattern(name) for name in companies]))
    return PolicyCheck(
        url=page.url,
        language=page.language,
        dated=page.dated,
        retrieved=page.retrieved,
        sha256=page.sha256,
        words=page.words,
        countries=tuple(code for code, _ in named),
        country_quotes=tuple(quote for _, quote in named),
        mentions=tuple(_mention(pages, recipient) for recipient in recipients),
    )
