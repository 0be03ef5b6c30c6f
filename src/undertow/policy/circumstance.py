"""Parts of a sentence that say when and what for: cut out, so that their words are not taken for data or recipients."""

from __future__ import annotations

import re

from undertow.policy.lexicon import Lexicon

_PART = re.compile(r"[,;:](?:\s|(?=[\u3400-\u9fff]))|\.?\s*$|\.\s|。")
_THEN_WE = re.compile(r"(?<=\w{4}) (?=we\b|(?:gives|lets|allows|shows|tells|sends) us\b)")
_WHOLE = re.compile(r"(?:permission|consent|approval|authori[sz]ation|agreement|request)$", re.I)
_YOU_MUST = re.compile(r"\s(?=you (?:must|need|have to|will)\b|(?:we|pueden|podrán|podemos|nous)\b)")
_OPENS = re.compile(r"\s*(?:\w+(?: \w+)?, ?)?")


def blank(text: str, start: int, end: int) -> str:
    """The text with a part made of spaces, so that places stay."""
    return text[:start] + " " * (end - start) + text[end:]


def conditions(text: str, words: Lexicon) -> tuple[str, tuple[str, ...]]:
    """The text without its conditions, and these in its words."""
    found: list[str] = []
    for phrase in words.pattern("condition_phrase").finditer(text):
        found.append(phrase[0].strip(" ,，"))
        text = blank(text, phrase.start(), phrase.end())
    at = 0
    while (hit := words.pattern("condition").search(text, at)) is not None:
        end = _PART.search(text, hit.end())
        stop = end.start() if end else len(text)
        if not text[: hit.start()].strip():  # "During a visit we collect": no comma, but the main clause begins
            whole = _WHOLE.search(hit[0])  # "With your permission we": else "if we" would end at once
            then = _THEN_WE.search(text, hit.end() if whole else hit.end() + 4, stop)
            stop = then.start() if then else stop
        found.append(text[hit.start() : stop].strip())
        text = blank(text, hit.start(), stop)
        at = stop
    return text, tuple(found)


def purposes(text: str, words: Lexicon) -> tuple[str, str]:
    """The text without the parts that say what for, and these parts."""
    parts = []
    for phrase in words.pattern("purpose_phrase").finditer(text):
        parts.append(phrase[0])
        text = blank(text, phrase.start(), phrase.end())
    hit = words.pattern("purpose").search(text)
    if hit is not None:
        opens = _OPENS.fullmatch(text[: hit.start()]) is not None
        end = _PART.search(text, hit.end()) if opens else None
        must = _YOU_MUST.search(text, hit.end()) if opens else None
        stop = min(end.start() if end else len(text), must.start() if must else len(text))
        parts.append(text[hit.start() : stop])
        text = blank(text, hit.start(), stop)
    return text, " ".join(parts)
