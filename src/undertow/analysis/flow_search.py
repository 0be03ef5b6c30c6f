"""The search against the current: from what the sinks of a script send back to the sources that it is made of.

A search that starts at the sources is flooded by SDKs that gather everything in one object graph; a sink names what it
takes of it (`request.data`), so that the way back stays narrow. Each part of each sink is one tabulation (see
flow_tabulation). All get a small budget first; part of what is left of the script's goes to those that did not end
with it. What still has not ended is searched again with the callers of each function taken together: most of a large
search is the same code once for each of its callers.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from undertow.analysis.catalog_sink import ASSIGNED, Role, Sink
from undertow.analysis.catalog_source import Source
from undertow.analysis.coarse import Coarse
from undertow.analysis.collecting import give_back
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
HELD = 40_000
"""States of unfinished searches that are kept to be gone on with, 0.4 KB each; the other searches are given up for the
shorter one (see `MERGED`). In bundles, where it matters, there is next to nothing left to go on with."""
KEPT = 50_000
"""Steps worked out for these searches that are kept for those that follow, which are few. They take 0.3 KB each."""
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


_Unfinished = tuple[Sink, Role, State]
"""The state that its search starts with."""


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
        give_back(len(ground.p.c.source))
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
        found, unfinished, left = self._exact(sinks)
        found += self._merged(unfinished, left)
        self._setting.plans.forget(KEPT)
        return list(_distinct(found))

    def _exact(self, sinks: list[Sink]) -> tuple[list[Hit], list[_Unfinished], int]:
        """What is found caller by caller, what the budget left open, and how many states may still be visited.

        The states of the searches are much of the memory that a script takes: they are let go as soon as can be.
        """
        left = STATES + int(STATES_PER_BYTE * len(self.p.c.source))
        found: list[list[Hit]] = []
        """By part of a sink."""
        unfinished: deque[tuple[int, _Unfinished, Tabulation | None]] = deque()
        held = 0
        for sink in sinks:
            for role, vertex, path in self._parts(sink):
                tabulation = Tabulation(self._setting, vertex, path)
                left -= self._run(tabulation, min(FIRST, max(left, 1)))
                kept = not tabulation.finished and held < HELD
                if not tabulation.finished:
                    unfinished.append((len(found), (sink, role, tabulation.start), tabulation if kept else None))
                held += len(tabulation.came) * kept
                found.append([] if kept else list(_hits(sink, role, tabulation)))
        rest, left = int(left * MERGED), left - int(left * MERGED)
        again: list[_Unfinished] = []
        for still in range(len(unfinished), 0, -1):
            part, start, held_one = unfinished.popleft()  # let go with its turn
            if held_one is not None:
                left -= self._run(held_one, len(held_one.came) + max(left, 0) // still)
                found[part] = list(_hits(*start[:2], held_one))
            if held_one is None or not held_one.finished:
                again.append(start)
        return [hit for part in found for hit in part], again, rest + left

    def hits_by(self, sink: Sink, entered: Entered, *, exact: bool) -> Iterator[Hit]:
        """Every source that a sink sends where the functions around it are entered by these calls.

        Args:
            sink: what sends.
            entered: the calls.
            exact: only what is found caller by caller.
        """
        yield from _distinct(self._entered(sink, entered, exact=exact))

    def _entered(self, sink: Sink, entered: Entered, *, exact: bool) -> Iterator[Hit]:
        for role, vertex, path in self._parts(sink):
            for merged in (False,) if exact else (False, True):
                tabulation = Tabulation(self._setting, vertex, path, merged=merged, entered=entered)
                self._for_alternatives -= self._run(tabulation, min(FIRST, max(self._for_alternatives, 1)))
                yield from _hits(sink, role, tabulation)
                if tabulation.finished:
                    break

    def _run(self, tabulation: Tabulation, budget: int) -> int:
        """Follow it until so many states in all were reached, and say how many are new."""
        before = len(tabulation.came)
        tabulation.run(budget)
        new = len(tabulation.came) - before
        self.visited += new
        return new

    def _merged(self, unfinished: list[_Unfinished], left: int) -> Iterator[Hit]:
        """The same, callers taken together, for what was not followed to its end."""
        for i, (sink, role, (vertex, path, _)) in enumerate(unfinished):
            tabulation = Tabulation(self._setting, vertex, path, merged=True)
            left -= self._run(tabulation, max(left, 0) // (len(unfinished) - i))
            if not tabulation.finished:
                self.cut.add(sink.node)
            yield from _hits(sink, role, tabulation)

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


def _hits(sink: Sink, role: Role, tabulation: Tabulation) -> Iterator[Hit]:
    """What a search found."""
    for source, state in tabulation.found.values():
        yield _hit(sink, role, tabulation, source, state)


def _distinct(hits: Iterable[Hit]) -> Iterator[Hit]:
    """The first of those that tell the same."""
    known: set[tuple[int, Role, int, str]] = set()
    for hit in hits:
        key = (hit.sink.node, hit.role, hit.source.node, hit.source.data)
        if key not in known:
            known.add(key)
            yield hit


def _hit(sink: Sink, role: Role, tabulation: Tabulation, source: Source, state: State) -> Hit:
    states = tabulation.way(state)
    vertex, path, _ = tabulation.start
    mixed = tabulation.mixes_calls(states)
    return Hit(sink, role, source, states, tabulation.context(states), (vertex, path), mixed)
