"""The search against the current: from what the sinks of a script send back to the sources that it is made of.

A search that starts at the sources is flooded by SDKs that gather everything in one object graph; a sink names what it
takes of it (`request.data`), so that the way back stays narrow. Each part of each sink is one tabulation (see
flow_tabulation). All get a small budget first; part of what is left of the script's goes to those that did not end
with it. What still has not ended is searched again with the callers of each function taken together: most of a large
search is the same code once for each of its callers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from undertow.analysis.catalog_sink import ASSIGNED, Role, Sink
from undertow.analysis.catalog_source import Source
from undertow.analysis.coarse import Coarse
from undertow.analysis.flow_alternatives import Entered
from undertow.analysis.flow_paths import Path
from undertow.analysis.flow_ranking import Ranking
from undertow.analysis.flow_tabulation import Ground, Setting, State, Tabulation
from undertow.analysis.program_syntax import ALL, CALL, FIRST_INDEX, NEW, NO_SYMBOL, RIGHT
from undertow.model import DataType

STATES = 36_000
"""States visited in a small script."""
STATES_PER_BYTE = 0.1
"""And so many more for each byte: a state costs 5 µs where the step from it is known already, else 20."""
FIRST = 2_500
"""States of one tabulation before the others have had theirs."""
_SHORT = 400
"""States of a tabulation that only asks whether an expression is of some kind."""

ALTERNATIVES = 12_000
"""States of all searches for further addresses of the same sinks."""
_AGAIN = 3_000
"""States of a tabulation that looks for another way."""
_AGAIN_IN_ALL = 20_000
"""States of all of them in one script."""

MERGED = 0.65
"""Share of what is left then that is for the shorter search, callers taken together, of what has not ended."""

_ASKED: dict[Role, tuple[str, ...]] = {
    "options": ("body", "headers"),
    "config": ("data", "body", "params", "headers", "url", "json"),
}
_OBJECTS = ("headers", "params", "json", "data")
"""Parts of these that are turned into text property by property."""


_Started = tuple[Sink, Role, Tabulation]
_Unfinished = tuple[Sink, Role, State]
"""The state that its search starts with."""
_Key = tuple[int, Role, int, str]
"""Sink, role, source and data of a hit."""


@dataclass(frozen=True)
class Hit:
    """One source that reaches one sink."""

    sink: Sink
    role: Role
    source: Source
    states: tuple[State, ...]
    """From source to sink."""
    context: dict[int, int]
    """Function → the call through which the data came."""
    start: tuple[int, Path]
    """Expression and demand at which the way ends."""
    mixed: bool
    """Does the way enter a function by one call and leave it by another? Then it does not tell which call is meant."""


class Search:
    """The searches of one script.

    Args:
        ground: what is known of the script.
        sources: all its sources.
        setters: React: binding of `setX` → binding of `x`.
    """

    def __init__(self, ground: Ground, sources: list[Source], setters: dict[int, int]) -> None:
        by_vertex: dict[int, list[Source]] = {}
        for source in sources:
            by_vertex.setdefault(source.vertex, []).append(source)
        state_setters = {state: setter for setter, state in setters.items()}
        self.coarse = Coarse(ground.p)
        self._setting = Setting(ground, by_vertex, state_setters, Ranking(self.coarse, by_vertex))
        self.p = ground.p
        self.visited = 0
        """States visited."""
        self.cut: set[int] = set()
        """Sinks whose search was ended by the budget."""
        self._kinds = {source.data for source in sources}
        self._of_kind: dict[tuple[int, str], bool] = {}
        self._for_alternatives = ALTERNATIVES
        self._others: dict[tuple[tuple[int, Path], frozenset[int]], Tabulation] = {}
        self._left = _AGAIN_IN_ALL

    def hits(self, sinks: list[Sink]) -> list[Hit]:
        """Every source that each sink sends, with a shortest way; earlier sinks are served first."""
        known: set[_Key] = set()
        hits, unfinished, left = self._exact(sinks, known)
        return hits + list(self._distinct(self._merged(unfinished, left), known))

    def _exact(self, sinks: list[Sink], known: set[_Key]) -> tuple[list[Hit], list[_Unfinished], int]:
        """What is found caller by caller, what the budget left open, and how many states may still be visited.

        The states of the searches are most of the memory that a script takes: they are let go with this.
        """
        left = STATES + int(STATES_PER_BYTE * len(self.p.c.source))
        started: list[_Started] = []
        for sink in sinks:
            for role, vertex, path in self._parts(sink):
                tabulation = Tabulation(self._setting, vertex, path)
                left -= self._run(tabulation, min(FIRST, max(left, 1)))
                if tabulation.found or not tabulation.finished:  # what led nowhere is let go at once
                    started.append((sink, role, tabulation))
        unfinished = [each for each in started if not each[2].finished]
        rest, left = int(left * MERGED), left - int(left * MERGED)
        for i, (_, _, tabulation) in enumerate(unfinished):
            left -= self._run(tabulation, len(tabulation.came) + max(left, 0) // (len(unfinished) - i))
        again = [(sink, role, t.start) for sink, role, t in unfinished if not t.finished]
        return list(self._distinct(started, known)), again, rest + left

    def hits_by(self, sink: Sink, entered: Entered, *, exact: bool) -> Iterator[Hit]:
        """Every source that a sink sends where the functions around it are entered by these calls.

        Args:
            sink: what sends.
            entered: the calls.
            exact: only what is found caller by caller.
        """
        started: list[_Started] = []
        for role, vertex, path in self._parts(sink):
            for merged in (False,) if exact else (False, True):
                tabulation = Tabulation(self._setting, vertex, path, merged=merged, entered=entered)
                self._for_alternatives -= self._run(tabulation, min(FIRST, max(self._for_alternatives, 1)))
                started.append((sink, role, tabulation))
                if tabulation.finished:
                    break
        yield from self._distinct(started, set())

    def _run(self, tabulation: Tabulation, budget: int) -> int:
        """Follow it until so many states in all were reached, and say how many are new."""
        before = len(tabulation.came)
        tabulation.run(budget)
        new = len(tabulation.came) - before
        self.visited += new
        return new

    def _merged(self, unfinished: list[_Unfinished], left: int) -> Iterator[_Started]:
        """The same, callers taken together, for what was not followed to its end."""
        for i, (sink, role, (vertex, path, _)) in enumerate(unfinished):
            tabulation = Tabulation(self._setting, vertex, path, merged=True)
            left -= self._run(tabulation, max(left, 0) // (len(unfinished) - i))
            if not tabulation.finished:
                self.cut.add(sink.node)
            yield sink, role, tabulation

    def _distinct(self, started: Iterable[_Started], known: set[_Key]) -> Iterator[Hit]:
        """What was found, without what is known already."""
        for sink, role, tabulation in started:
            for (node, data), (source, state) in tabulation.found.items():
                if (sink.node, role, node, data) not in known:
                    known.add((sink.node, role, node, data))
                    yield _hit(sink, role, tabulation, source, state)

    def another(self, hit: Hit, closed: frozenset[int]) -> Hit | None:
        """The same source and sink by a way that does not lead through some vertices."""
        key = (hit.start, closed)
        tabulation = self._others.get(key)
        if tabulation is None:
            tabulation = self._others[key] = Tabulation(self._setting, *hit.start, closed=closed)
            tabulation.run(min(_AGAIN, self._left))
            self._left -= len(tabulation.came)
        found = tabulation.found.get((hit.source.node, hit.source.data))
        return _hit(hit.sink, hit.role, tabulation, *found) if found is not None else None

    def comes_from(self, node: int, data: DataType) -> bool:
        """Does the expression hold data of that kind, as far as a short search tells?"""
        if data not in self._kinds:
            return False
        known = self._of_kind.get((node, data))
        if known is None:
            tabulation = Tabulation(self._setting, node, ())
            tabulation.run(_SHORT)
            known = self._of_kind[node, data] = any(kind == data for _, kind in tabulation.found)
        return known

    def _parts(self, sink: Sink) -> Iterator[tuple[Role, int, Path]]:
        """What the sink takes: role, expression, demand."""
        p = self.p
        args = p.args(sink.node) if p.kind[sink.node] in (CALL, NEW) else []
        yield from (("body", *part) for part in sink.carried)
        for at, role in sink.roles:
            if sink.listed >= 0:
                for name in _ASKED.get(role, ("",)):
                    inner = () if not name else (p.ids.get(name, NO_SYMBOL), ALL)
                    yield role, sink.listed, (FIRST_INDEX - at, *inner)
                continue
            vertex = p.child(sink.node, RIGHT) if at == ASSIGNED else args[at] if 0 <= at < len(args) else -1
            if vertex < 0:
                continue
            if role in _ASKED:
                for name in _ASKED[role]:
                    if (key := p.ids.get(name, -1)) >= 0:
                        yield role, vertex, (key, ALL) if name in _OBJECTS else (key,)
            else:
                whole = role in ("data", "headers") or sink.kind == "http"  # a client turns objects into text itself
                yield role, vertex, (ALL,) if whole else ()


def _hit(sink: Sink, role: Role, tabulation: Tabulation, source: Source, state: State) -> Hit:
    states = tabulation.way(state)
    vertex, path, _ = tabulation.start
    mixed = tabulation.mixes_calls(states)
    return Hit(sink, role, source, states, tabulation.context(states), (vertex, path), mixed)
