"""Where the boxes and curves of a picture go: four columns, no box over another, few crossings.

Nothing here knows what the boxes mean. All lengths are pixels of the drawing at its natural size.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from undertow.model import GRADES, Grade

LEFT = (0, 242, 514, 816)
WIDTH = (170, 200, 230, 284)
"""Left edges and widths of the columns."""

_TOP, _GAP, _WIDE_GAP, _PORT = 30, 18, 48, 8
"""Height of the headings, least and greatest distance kept between boxes, distance of curves that touch one box."""

TITLE_LINE, NOTE_LINE, PADDING = 17, 15, 9
_TITLE_WIDTH, _NOTE_WIDTH = 7.5, 6.5
"""Mean width of a character; wide East Asian characters count double."""

Path = tuple[str, str, str, str]
"""Keys of the four boxes that one flow passes."""

Columns = Sequence[dict[str, "Box"]]

Edge = tuple[int, str, str, Grade, bool]
"""Column of the left box, keys of both boxes, grade, whether it leads to the app itself."""


@dataclass
class Box:
    """A box with a name and smaller lines below it."""

    column: int
    key: str
    titles: list[str]
    notes: list[str]
    tooltip: str
    flows: set[int] = field(default_factory=set)
    y: float = 0.0

    @property
    def height(self) -> float:
        """Of the whole box."""
        return 2 * PADDING + TITLE_LINE * len(self.titles) + NOTE_LINE * len(self.notes) - 2

    @property
    def centre(self) -> float:
        """Its middle, from the top of the drawing."""
        return self.y + self.height / 2


def box(column: int, key: str, title: str, notes: Iterable[str], *, title_lines: int = 1) -> Box:
    """A box whose texts are cut to the width of its column; the whole of them is in its tooltip."""
    room = WIDTH[column] - 26
    kept = [note for note in notes if note]
    return Box(
        column=column,
        key=key,
        titles=_wrap(title, room / _TITLE_WIDTH, title_lines),
        notes=[_wrap(note, room / _NOTE_WIDTH, 1)[0] for note in kept],
        tooltip=" · ".join([title, *kept]),
    )


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _cut(text: str, room: float) -> str:
    if _columns(text) <= room:
        return text
    end, used = 0, 0
    for character in text:
        used += _columns(character)
        if used > room - 1:
            break
        end += 1
    return f"{text[:end].rstrip()}…"


def _wrap(text: str, room: float, lines: int) -> list[str]:
    """`text` on at most so many lines of so many columns, broken between words, the last one cut."""
    found: list[str] = []
    words = text.split(" ")
    while words and len(found) < lines - 1:
        line = words.pop(0)
        while words and _columns(f"{line} {words[0]}") <= room:
            line = f"{line} {words.pop(0)}"
        found.append(_cut(line, room))
    return [*found, _cut(" ".join(words), room)] if words else found


def arrange(columns: Columns, paths: Sequence[Path], ranked: Sequence[str]) -> None:
    """Give each box its place: hosts in the order given, the others beside what they connect to."""
    hosts = columns[2]
    order = [hosts[key] for key in ranked if key in hosts]
    tallest = max(_stack_height(column.values()) for column in columns)
    spare = (tallest - _stack_height(order)) / max(len(order), 1)
    y = float(_TOP) + spare / 2
    for box in order:
        box.y = y
        y += box.height + _GAP + spare
    for column, towards in ((3, 2), (1, 2), (0, 1)):
        _settle(columns, column, towards, paths, _TOP + tallest)


def _first(box: Box) -> int:
    return min(box.flows)


def _stack_height(boxes: Iterable[Box]) -> float:
    heights = [box.height for box in boxes]
    return sum(heights) + _GAP * (len(heights) - 1)


def _settle(columns: Columns, column: int, towards: int, paths: Sequence[Path], bottom: float) -> None:
    """Each box as near as possible to the mean height of its neighbours, none over another."""
    wanted: dict[str, float] = {}
    for key, box in columns[column].items():
        neighbours = {paths[number][towards] for number in box.flows}
        wanted[key] = sum(columns[towards][n].centre for n in neighbours) / len(neighbours)
    order = sorted(columns[column].values(), key=lambda box: (wanted[box.key], _first(box)))
    spare = bottom - _TOP - sum(box.height for box in order)
    gap = min(_WIDE_GAP, max(_GAP, spare / len(order)))
    limit = float(_TOP)
    for box in order:
        box.y = max(wanted[box.key] - box.height / 2, limit)
        limit = box.y + box.height + gap
    limit = bottom
    for box in reversed(order):
        box.y = min(box.y, limit - box.height)
        limit = box.y - gap


def curves(edges: Iterable[Edge], columns: Columns) -> dict[Edge, str]:
    """SVG path data for each edge; weakest grade first, so that the strongest is drawn on top."""
    ordered = sorted(edges, key=lambda e: (e[0], columns[e[0]][e[1]].y, columns[e[0] + 1][e[2]].y, GRADES.index(e[3])))
    starts, ends = _ports(ordered, columns, end=0), _ports(ordered, columns, end=1)
    drawn: dict[Edge, str] = {}
    for edge in sorted(ordered, key=lambda e: (-GRADES.index(e[3]), not e[4])):
        x1, x2 = LEFT[edge[0]] + WIDTH[edge[0]], LEFT[edge[0] + 1]
        y1, y2, middle = starts[edge], ends[edge], (x1 + x2) / 2
        drawn[edge] = f"M{x1} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2} {y2:.1f}"
    return drawn


def _ports(edges: Sequence[Edge], columns: Columns, *, end: int) -> dict[Edge, float]:
    """Where each curve touches its box, so that curves neither cross at the box nor lie on each other."""

    def far_end(edge: Edge) -> tuple[float, int]:
        column, start, finish, grade, _ = edge
        far = columns[column][start] if end else columns[column + 1][finish]
        return far.centre, GRADES.index(grade)

    groups: dict[tuple[int, str], list[Edge]] = {}
    for edge in edges:
        groups.setdefault((edge[0], edge[2] if end else edge[1]), []).append(edge)
    heights: dict[Edge, float] = {}
    for (column, key), group in groups.items():
        box = columns[column + end][key]
        group.sort(key=far_end)
        step = min(_PORT, (box.height - 14) / max(len(group) - 1, 1))
        for index, edge in enumerate(group):
            heights[edge] = box.centre + (index - (len(group) - 1) / 2) * step
    return heights
