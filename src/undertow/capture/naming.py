"""Names for scripts, as reports call them: the file's name, or where an unnamed script stood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from urllib.parse import unquote, urlsplit

from undertow.capture.scripts import Source
from undertow.model import Script, ScriptUse, Sha256, Visit

LONGEST = 120
_UNNAMED = {"inline": "inline", "eval": "eval", "blob": "blob", "data": "data", "wasm": "wasm"}


def scripts_of(visits: Iterable[Visit], sources: Mapping[Sha256, Source]) -> tuple[Script, ...]:
    """All distinct scripts of these visits in order of first appearance, each with a name."""
    named: dict[Sha256, str] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for visit in visits:
        for use in visit.scripts:
            if use.script not in named:
                named[use.script] = _name(use, named, counts)
    return tuple(
        Script(sha256=sha256, size=sources[sha256].size, kind=sources[sha256].kind, name=name)
        for sha256, name in named.items()
        if sha256 in sources
    )


def _name(use: ScriptUse, named: Mapping[Sha256, str], counts: Counter[tuple[str, str]]) -> str:
    if use.origin in _UNNAMED and not (use.origin == "wasm" and _file(use.url)):
        place = named.get(use.parent or "") or _path(use.url)
        word = _UNNAMED[use.origin]
        counts[word, place] += 1
        return f"{word} #{counts[word, place]} of {place}"[:LONGEST]
    return (_file(use.url) or f"script at {_path(use.url)}")[:LONGEST]


def _file(url: str) -> str:
    return unquote(_split(url).rsplit("/", 1)[-1])


def _path(url: str) -> str:
    return unquote(_split(url)) or "/"


def _split(url: str) -> str:
    if url.startswith(("data:", "blob:")):
        return url.partition(":")[0]
    try:
        return urlsplit(url).path
    except ValueError:
        return ""
