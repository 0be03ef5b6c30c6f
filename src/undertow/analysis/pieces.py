"""Values that leave in pieces: key by key, or split over fields and requests."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from undertow.analysis.matching import PART, Match
from undertow.analysis.payload import Payload
from undertow.model import Bait, DataType, Exchange, Span

KEYS_IN_ORDER = 8
"""Single characters that must follow each other as in a typed value, so that they are no chance."""
GROWING = 5
"""Times that a field must grow by one or two characters of a typed value, so that it is sent as it is typed."""
SHORTEST_GROWN = 4
SHORTEST_PIECE = 6
SHORTEST_VALUE = 14
"""Characters of a value that is looked for in pieces."""
_KEY_CODE = re.compile(r"Key(?P<letter>[A-Z])|Digit(?P<digit>[0-9])|(?P<number>[0-9]{2,3})")
_NUMBERED = {32: " ", 189: "-", 190: "."}
"""Key codes of other characters that typed values have; those of letters and digits are their ASCII codes."""
MOST = 50_000
"""Pieces kept of one visit."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A field of a request that may be a piece of a typed value."""

    exchange: Exchange
    part: str
    key: str
    text: str
    span: Span
    layers: tuple[str, ...]

    def match(self, data: DataType, detail: str = "") -> Match:
        """This piece as a match."""
        return Match(data, self.span, (*self.layers, PART), detail)


@dataclass
class Pieces:
    """Collects pieces in the order of sending, and puts them together at the end of a visit."""

    baits: Sequence[Bait]
    most: int = MOST
    _found: list[Piece] = field(default_factory=list)
    complete: bool = True
    """False if there were more pieces than `most`."""

    def add(self, exchange: Exchange, part: str, payload: Payload) -> None:
        """Keep the fields that are single characters or stand in a typed value."""
        places: set[tuple[Span, str]] = set()
        for layer in payload.layers:
            if not layer.whole or not 0 < len(layer.data) <= 200:
                continue
            text = layer.data.decode("utf-8", "replace")
            if (character(text) or self._within(text)) and (layer.span, text) not in places:
                places.add((layer.span, text))
                if len(self._found) >= self.most:
                    self.complete = False
                    return
                self._found.append(Piece(exchange, part, layer.key, text, layer.span, layer.layers))

    def _within(self, text: str) -> bool:
        piece = text.lower()
        return any(
            len(text) < len(bait.value)
            and (
                (len(text) >= SHORTEST_GROWN and bait.value.lower().startswith(piece))
                or (len(text) >= SHORTEST_PIECE and len(bait.value) >= SHORTEST_VALUE and piece in bait.value.lower())
            )
            for bait in self.baits
        )

    def keystrokes(self) -> Iterator[tuple[Piece, Match]]:
        """Pieces that spell typed values key by key in one field to one host, or that grow with each key."""
        for group in self._by(lambda p: (p.exchange.host, p.exchange.channel, p.key), single=True).values():
            typed = _spelled("".join(character(p.text) for p in group), self.baits)
            for number, data in sorted(typed.items()):
                yield group[number], group[number].match("keystrokes", data)
        for group in self._by(lambda p: (p.exchange.host, p.key), single=False).values():
            for bait in self.baits:
                for piece in _growing(group, bait.value):
                    yield piece, piece.match("keystrokes", bait.data)

    def splits(self) -> Iterator[tuple[Piece, Match]]:
        """Pieces that together are the whole of a typed value, to one host, none of which is the whole."""
        for group in self._by(lambda p: (p.exchange.host,), single=False).values():
            for bait in self.baits:
                mine = [p for p in group if len(p.text) < len(bait.value) and p.text.lower() in bait.value.lower()]
                if len(bait.value) >= SHORTEST_VALUE and len({p.text for p in mine}) > 1 and _whole(mine, bait.value):
                    for piece in mine:
                        yield piece, piece.match(bait.data)

    def _by(self, name: Callable[[Piece], tuple[str, ...]], *, single: bool) -> Mapping[tuple[str, ...], list[Piece]]:
        groups: dict[tuple[str, ...], list[Piece]] = {}
        for piece in self._found:
            if bool(character(piece.text)) is single:
                groups.setdefault(name(piece), []).append(piece)
        return groups


def character(text: str) -> str:
    """The one character that a field stands for, in lower case: itself, or the code of its key; empty if it is none.

    Codes are those of KeyboardEvent (UI Events KeyboardEvent code values, 3.1; `keyCode` as in UI Events, annex).
    """
    if len(text) == 1:
        return text.lower() if len(text.lower()) == 1 else text
    code = _KEY_CODE.fullmatch(text)
    if code is None:
        return ""
    if code["number"] is None:
        return (code["letter"] or code["digit"]).lower()
    number = int(code["number"])
    if number in _NUMBERED:
        return _NUMBERED[number]
    return chr(number).lower() if 48 <= number <= 57 or 65 <= number <= 90 else ""


def _growing(pieces: Sequence[Piece], value: str) -> list[Piece]:
    """The pieces in which a value was sent as it grew, each one or two characters longer than the one before."""
    whole = value.lower()
    grown: list[Piece] = []
    for piece in pieces:
        text = piece.text.lower()
        if not whole.startswith(text) or (grown and len(text) <= len(grown[-1].text)):
            continue
        if grown and len(text) > len(grown[-1].text) + 2:
            grown = []
        grown.append(piece)
    return grown if len(grown) > GROWING else []


def _spelled(text: str, baits: Sequence[Bait]) -> dict[int, DataType]:
    """By place in the text, the kind of value a character belongs to. Key-down and key-up may both be there."""
    found: dict[int, DataType] = {}
    for step in (1, 2):
        seen = text[::step]
        for bait in baits:
            value = bait.value.lower()
            for start in range(len(value) - KEYS_IN_ORDER + 1):
                at = seen.find(value[start : start + KEYS_IN_ORDER])
                if at >= 0:
                    found |= {place * step: bait.data for place in range(at, at + KEYS_IN_ORDER)}
    return found


def _whole(pieces: Sequence[Piece], value: str) -> bool:
    """Whether the pieces leave nothing of the value out, separators at the seams aside."""
    left = value.lower()
    open_ = set(range(len(left)))
    for piece in pieces:
        at = left.find(piece.text.lower())
        open_ -= set(range(at, at + len(piece.text)))
    return not any(left[place].isalnum() for place in open_)
