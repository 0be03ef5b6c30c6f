"""What a page showed of an answer over time, and what of it was gone in the end.

Texts are compared by their letters and digits alone, in runs: so marks of Markdown that are drawn, line ends, bullets
and cursors make no difference, and neither does the order in which a page draws its parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from undertow.conduct.records import PageChange

RUN = 12
"""Letters in a row, a Chinese, Japanese or Korean one counting twice, whose loss is more than a change of drawing."""
_SHINGLE = 5
"""Letters in a row that are looked up."""
_MOST_STATES = 60
"""States of the page that are compared with its last one; the longest ones."""
_DRAWN = re.compile(
    r"!\[[^\]]*\]\([^)]*\)|\]\([^)\s]*\)?|https?://\S+|\\[A-Za-z]+|<[A-Za-z/][^>]{0,80}>|^\s*\d+[.)]\s", re.MULTILINE
)
"""What a reader of Markdown does not see once it is drawn: addresses, formulas, tags, numbers of lists."""

_MARKS = re.compile(r"^[^\w\n]*\n")
"""What ends the line of the question."""


@dataclass(frozen=True)
class State:
    """What stood on the page from one moment on."""

    at: float
    """Seconds since the question was sent."""
    text: str
    """What stood behind the question."""


@dataclass(frozen=True)
class Lost:
    """Text that was shown and is not there in the end."""

    run: str
    """Its letters."""
    before: str
    """The text of the page in which it stood last."""
    at: float
    """When it was gone."""
    seconds: float
    """From the first of its letters until it was gone."""


def states(changes: Sequence[PageChange], question: str) -> list[State]:
    """Each text of the page, from the changes, without what stands before the question and the question itself."""
    text, found, asked = b"", [], bare(question)
    for change in changes:
        start, stop = 2 * change.kept, 2 * (change.kept + change.removed)
        text = text[:start] + change.text.encode("utf-16-le", "surrogatepass") + text[stop:]
        found.append(State(change.at, behind(text.decode("utf-16-le", "replace"), asked)))
    return found


def behind(text: str, asked: str) -> str:
    """The text behind a question of these letters; what stands before it where nothing does; all if it is not there."""
    places = [number for number, c in enumerate(text) if c.isalnum()]
    letters = "".join(text[number] for number in places)
    start = letters.find(asked) if asked else -1
    if start < 0:
        return text.strip()
    end = start + len(asked)
    after = _MARKS.sub("", text[places[end - 1] + 1 :])
    return after.strip() if bare(after) else text[: places[start]].strip()


def bare(text: str) -> str:
    """Letters and digits alone."""
    return "".join(c for c in text if c.isalnum())


def letters(text: str) -> str:
    """Letters and digits, small, of what a reader sees of a text in Markdown."""
    return bare(_DRAWN.sub(" ", text)).lower()


def is_text(text: str) -> bool:
    """Whether it is mostly characters that are written, and not bytes of something else taken for text."""
    odd = sum(c == "\ufffd" or (c < " " and not c.isspace()) for c in text)
    return 10 * odd <= len(text)


def weight(run: str) -> int:
    """Letters, those of scripts without spaces twice."""
    return sum(2 if "\u2e80" <= c <= "\ud7a3" else 1 for c in run)


class Known:
    """The letters of some texts, to be searched for runs."""

    def __init__(self, *texts: str) -> None:
        self._texts = [letters(text) for text in texts]
        self._shingles = {text[n : n + _SHINGLE] for text in self._texts for n in range(len(text) - _SHINGLE + 1)}

    def missing(self, text: str) -> list[str]:
        """The runs of letters of `text` that are not in what is known."""
        drawn = letters(text)
        if any(drawn in known for known in self._texts):
            return []
        if len(drawn) < _SHINGLE:
            return [drawn] if drawn else []
        covered = bytearray(len(drawn))
        for start in range(len(drawn) - _SHINGLE + 1):
            if drawn[start : start + _SHINGLE] in self._shingles:
                covered[start : start + _SHINGLE] = b"\1" * _SHINGLE
        return _runs(drawn, covered)

    def share(self, text: str) -> float:
        """How much of the letters of `text` is known, from 0 to 1; 0 for no letters."""
        drawn = letters(text)
        return 1 - sum(map(len, self.missing(text))) / len(drawn) if drawn else 0.0


def _runs(drawn: str, covered: bytearray) -> list[str]:
    found, start = [], 0
    while (start := covered.find(0, start)) >= 0:
        stop = covered.find(1, start)
        stop = len(drawn) if stop < 0 else stop
        found.append(drawn[start:stop])
        start = stop
    return found


def lost(shown: Sequence[State], *also: str) -> list[Lost]:
    """What was shown and is neither in the last state nor in `also` (what scrolling found), longest runs first."""
    if not shown:
        return []
    there = Known(shown[-1].text, *also)
    found: dict[str, Lost] = {}
    for number in _worth_a_look(shown):
        for run in there.missing(shown[number].text):
            if weight(run) >= RUN and not any(run in longer for longer in found):
                found[run] = _timed(run, shown, number)
    return sorted(found.values(), key=lambda one: -weight(one.run))


def _worth_a_look(shown: Sequence[State]) -> list[int]:
    """States after which something went: those with most text, and those after which most went."""
    falls = [n for n in range(len(shown) - 1) if not _grew(shown[n].text, shown[n + 1].text)]
    if len(falls) <= _MOST_STATES:
        return falls
    half = _MOST_STATES // 2
    full = sorted(falls, key=lambda n: -len(shown[n].text))[:half]
    deep = sorted(falls, key=lambda n: len(shown[n + 1].text) - len(shown[n].text))[:half]
    return sorted({*full, *deep})


def _grew(before: str, after: str) -> bool:
    return after.startswith(before) or letters(after).startswith(letters(before))


def _timed(run: str, shown: Sequence[State], number: int) -> Lost:
    """When the run came and when it was gone, the last state that has it being `number` or later."""
    head = run[:_SHINGLE]
    last = max((n for n in range(number, len(shown)) if run in letters(shown[n].text)), default=number)
    first = next((n for n in range(last + 1) if head in letters(shown[n].text)), last)
    gone = shown[last + 1].at if last + 1 < len(shown) else shown[last].at
    return Lost(run=run, before=shown[last].text, at=gone, seconds=max(gone - shown[first].at, 0.0))


def fullest(shown: Iterable[State]) -> str:
    """The longest text that stood on the page at any time."""
    return max((state.text for state in shown), key=len, default="")
