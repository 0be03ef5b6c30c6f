"""What a search follows first: what is not far from a source, by the coarse graph of the script.

A search goes back from a sink, and most of what it meets leads to no source. The coarse graph, which knows neither
calls nor order, says how many steps a source is away at least; states are followed by the steps made and the steps to
go, as in A* (Hart, Nilsson and Raphael 1968). The coarse graph has not every step of the fine one, so what it does not
reach comes last, and is not left out.
"""

from __future__ import annotations

from collections.abc import Iterable

from undertow.analysis.coarse import FAR, Coarse
from undertow.analysis.flow_paths import DEEPLY, EXCEPT, Path

SHALLOW = 3
"""Demands of at most so many components are followed first: deep ones come from object graphs, and in thousands."""
_DEEP = 20
"""Steps that a deeper demand counts for."""
_LAST = 100_000


class Ranking:
    """Ranks of the states of one script; the smallest is followed first."""

    def __init__(self, coarse: Coarse, sources: Iterable[int]) -> None:
        """`sources`: vertices of the coarse graph, which are expressions and bindings."""
        self._distance = coarse.distances(list(sources)).data
        self._field0 = coarse.field0
        self._this0 = coarse.p.n + coarse.p.nb
        self._global0 = self._this0 + coarse.p.n

    def of(self, vertex: int, path: Path) -> int:
        """Steps to go at least, for a vertex and a demand there as `flow_tabulation` has them."""
        if vertex >= self._global0:
            steps = self._distance[self._field0 + vertex - self._global0]
        elif vertex >= self._this0:
            steps = 0
        else:
            steps = self._distance[vertex]
        if path and path[0] >= 0:
            field = self._distance[self._field0 + path[0]]
            steps = field if vertex >= self._this0 else min(steps, field)
        if steps >= FAR:
            steps = _LAST
        return steps if len(path) <= SHALLOW else steps + deep(path)


def deep(path: Path) -> int:
    """Steps that a demand counts for by its depth alone."""
    return _DEEP if len(path) > SHALLOW and EXCEPT not in path and DEEPLY not in path else 0
