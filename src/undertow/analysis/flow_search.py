"""The search: one breadth-first tabulation per kind of data, over (vertex, access path, entry fact).

A vertex is an expression, a variable (n + binding), the `this` of an owner, or a global. The path says where below the
value the data sits. The entry fact says with which data the enclosing function was entered (0: the data arose there),
so that what a function returns for one fact is handed only to the calls that brought that fact. Only vertices that
hold the data are visited: cost follows the tainted part and not the size of the script.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from undertow.analysis import flow_steps
from undertow.analysis.catalog_sinks import Role, Sink
from undertow.analysis.catalog_sources import Source
from undertow.analysis.flow_facts import Entry
from undertow.analysis.flow_paths import Path, stringish
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import Program
from undertow.analysis.program_syntax import ALL, ANY, ARGS, DEEP
from undertow.model import DataType

State = tuple[int, Path, int]

STATES = 25_000
"""States visited for one kind of data."""
DEEP_STATES = 3_000
"""Of these, expansions of object graphs."""
SHAPES = 16
"""With more distinct paths than this in one variable it is an object graph: only first components are kept."""
_PREDECESSORS = 48
_ENDS = 24
_MAX_SOURCES = 40
_MAX_BACKWARD = 6_000


@dataclass(frozen=True)
class Setting:
    """What all searches in one script share."""

    p: Program
    values: FlowValues
    sinks: dict[int, Sink]
    useful: npt.NDArray[np.bool_]
    """Vertices from which a sink may be reached at all, by the coarse graph."""
    claimed: dict[int, DataType]
    """Expressions that are the source of a known kind of data."""
    setters: dict[int, int]
    """React: binding of `setX` → binding of `x`."""
    arguments: list[int]
    """Mentions of `arguments`."""


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


class Search:
    """The search for one kind of data."""

    def __init__(self, setting: Setting, data: DataType, sources: list[Source]) -> None:
        self.setting, self.data = setting, data
        self.p, self.sinks = setting.p, setting.sinks
        self.this0 = self.p.n + self.p.nb
        """First vertex of `this` of an owner."""
        self.global0 = self.this0 + self.p.n
        """First vertex of globals (by symbol)."""
        self.entries = [Entry(-1, 0)]
        self.facts: dict[tuple[int, int], set[tuple[Path, int]]] = {}
        self.entry_ids: dict[tuple[int, int, Path, int], int] = {}
        self.contexts: dict[int, int] = {}
        self.came: dict[State, list[State]] = {}
        self.current: State = (0, (), 0)
        self.sources: dict[State, Source] = {}
        self.ends: dict[tuple[int, Role], list[State]] = {}
        self.hubs: set[int] = set()
        """Functions whose parameters got too many facts."""
        self.widened: set[int] = set()
        """Variables that hold too many shapes."""
        self.cut = False
        """The budget ended the search."""
        self.untraced = False
        """A sink was reached, but not every way back to a source was walked."""
        self._shapes: dict[int, set[Path]] = {}
        # the data itself first, then objects that hold it near the top, object graphs last and with a smaller budget
        self._queues: tuple[deque[State], ...] = (deque(), deque(), deque())
        for source in sources:
            state = (source.vertex, source.path, 0)
            if state not in self.came:
                self.came[state] = []
                self.sources[state] = source
                self._queues[0].append(state)

    def run(self) -> None:
        """Visit all that holds the data, within the budgets."""
        deep = 0
        first, second, third = self._queues
        while first or second or third:
            if len(self.came) >= STATES:
                self.cut = True
                return
            queue = first or second or third
            if queue is third:
                deep += 1
                if deep > DEEP_STATES:
                    self.cut = True
                    return
            self.current = queue.popleft()
            for state in flow_steps.step(self, *self.current):
                self._reach(state)

    def _reach(self, state: State) -> None:
        v, path, entry = state
        p = self.p
        if v < self.this0 and not self.setting.useful[v]:
            return
        if self.data == "input" and self.setting.claimed.get(v, "input") != "input":
            return  # a field of the form that is known better
        if v >= p.n and path and (shaped := self._shaped(v, path)) != path:
            if shaped is None:
                return
            state = (v, shaped, entry)
        known = self.came.get(state)
        if known is None:
            self.came[state] = [self.current]
            end = state[1]
            plain = not end or end[0] == ALL
            self._queues[0 if plain else 2 if end[-1] == DEEP or len(end) > 3 else 1].append(state)
        elif len(known) < _PREDECESSORS and self.current not in known and known:
            known.append(self.current)

    def _shaped(self, v: int, path: Path) -> Path | None:
        """The path, shortened if the variable holds many; None if it is dropped."""
        known = self._shapes.setdefault(v, set())
        if path not in known:
            if len(known) >= SHAPES:
                path = (path[0], DEEP)
            if len(known) >= 2 * SHAPES and path not in known:
                self.widened.add(v)
                return None
            known.add(path)
        return path

    def fit(self, entry: int, place: int) -> int:
        """The innermost entry fact, from `entry` outwards, whose function contains the place."""
        while entry and not self.p.contains(self.entries[entry].fn, place):
            entry = self.entries[entry].outer
        return entry

    def hit(self, sink: Sink, role: Role | None, path: Path) -> None:
        """The current state reaches a sink, if its role shows data at that path."""
        if role is not None and self._carries(role, path):
            ends = self.ends.setdefault((sink.node, role), [])
            if len(ends) < _ENDS and self.current not in ends:
                ends.append(self.current)

    def _carries(self, role: Role, path: Path) -> bool:
        if role in ("body", "data", "headers"):
            return True
        if role == "url":
            return stringish(path)
        wanted = ("body", "headers") if role == "options" else ("data", "body", "params", "headers", "url", "json")
        return bool(path) and (path[0] in (ALL, ANY, DEEP) or self.p.text(path[0]) in wanted)

    # --- results ----------------------------------------------------------------------------------------------
    def hits(self) -> Iterator[Hit]:
        """Each sink with each source that reaches it."""
        for (node, role), ends in self.ends.items():
            sink = self.sinks[node]
            for source, states in self._traces(ends):
                yield Hit(sink, role, source, states, self._context(states))

    def _traces(self, ends: list[State]) -> Iterator[tuple[Source, tuple[State, ...]]]:
        """Backwards, breadth first: the sources of these states with a shortest way each."""
        after: dict[State, State | None] = dict.fromkeys(ends)
        todo = deque(ends)
        found = 0
        while todo and found < _MAX_SOURCES:
            if len(after) >= _MAX_BACKWARD:
                self.untraced = True
                return
            state = todo.popleft()
            if state in self.sources:
                found += 1
                way, at = [], state
                while at is not None:
                    way.append(at)
                    at = after[at]  # type: ignore[assignment]
                yield self.sources[state], tuple(way)
            for before in self.came[state]:
                if before not in after:
                    after[before] = state
                    todo.append(before)

    def _context(self, states: tuple[State, ...]) -> dict[int, int]:
        """The calls through which the data came, the one nearest to the sink for each function."""
        p = self.p
        found: dict[int, int] = {}
        for before, state in pairwise(states):
            if state[0] >= p.n and state[2] and before[0] < p.n:
                up = p.parent[before[0]]
                if p.kind[up] == ARGS:
                    found[self.entries[state[2]].fn] = p.parent[up]
        return found
