"""Which language each part of a text is in: some policies come in two or three on one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile

from undertow.policy.text import Block, language, stop_words, words

_LEAST = 25
"""Words of a run of blocks that is taken for a part in a language of its own; less is a quote, a title or a name."""
_DISTINCT = 3
"""Different stop words that the other language has and the main one has not; "de" and "en" are of four languages."""


def spoken(blocks: Sequence[Block], main: str | None) -> tuple[Block, ...]:
    """The blocks, with the language of each that is not in `main`; None: the text has no main one, nothing is told."""
    if main is None:
        return tuple(blocks)
    found = [_own(block, main) for block in blocks]
    headings = [block.kind[0] == "h" for block in blocks]
    last: str | None = None
    for index, heading in enumerate(headings):  # a heading goes with its section, a short block with what stands before
        if found[index] is None:
            section = takewhile(lambda at: not headings[at], range(index + 1, len(blocks))) if heading else ()
            found[index] = next((own for at in section if (own := found[at])), last)
        last = found[index]
    told = []
    for own, run in groupby(zip(blocks, found, strict=True), key=lambda pair: pair[1]):
        part = [block for block, _ in run]
        other = own not in (None, main) and sum(words(block.text) for block in part) >= _LEAST
        told += [replace(block, language=own) for block in part] if other else part
    return tuple(told)


def _own(block: Block, main: str) -> str | None:
    """The language that a block is surely in; None if it is too short to tell."""
    own = language(block.text)
    if own is None or own == main:
        return own
    found = stop_words(block.text)
    if own not in found or main not in found:
        return own  # another script
    its, others = found[own] - found[main], found[main] - found[own]
    return own if len(its) >= _DISTINCT and len(its) > len(others) else None


def runs(blocks: Sequence[Block], main: str | None) -> Iterator[tuple[str | None, list[Block]]]:
    """Blocks that follow each other in one language."""
    for own, run in groupby(blocks, key=lambda block: block.language or main):
        yield own, list(run)
