"""The search against the current: from what a sink sends back to the sources that it is made of.

One breadth-first tabulation for each part of a sink, over (vertex, demand path, fact). A search that starts at the
sources is flooded by SDKs that gather everything in one object graph; a sink names what it takes of it
(`request.data`), so that the way back stays narrow. A vertex is an expression, a variable (n + binding), the `this` of
an owner, or a global. The fact says for which demand on its
result the enclosing function was entered (0: it was not), so that what a parameter is asked for is handed only to the
calls that asked: the tabulation of Reps, Horwitz and Sagiv (POPL 1995), turned round and run on demand.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from undertow.analysis import flow_steps
from undertow.analysis.catalog_sinks import ASSIGNED, Role, Sink
from undertow.analysis.catalog_sources import Source
from undertow.analysis.flow_order import Order
from undertow.analysis.flow_paths import EXCEPT, KEYED, PARSED, Path, ask, shows, unkeyed
from undertow.analysis.flow_stores import Stores
from undertow.analysis.program import Program
from undertow.analysis.program_syntax import ALL, CALL, FIRST_INDEX, NEW, RIGHT, SPREAD
from undertow.model import DataType

State = tuple[int, Path, int]

SINK_STATES = 20_000
"""States visited for one part of one sink."""
STATES = 120_000
"""States visited in one script."""
_SHORT = 400
"""States of a search that only asks whether an expression is of some kind."""
_MAX_FACTS = 40
"""Facts of one function that are told apart; further ones share one."""

_ASKED: dict[Role, tuple[str, ...]] = {
    "options": ("body", "headers"),
    "config": ("data", "body", "params", "headers", "url", "json"),
}


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


@dataclass
class Fact:
    """A demand on the result (or a parameter's object) of a function, and who made it."""

    fn: int
    outer: int
    """Fact of the function that lexically encloses `fn`, if the call stands inside it."""
    incoming: list[tuple[int, int]] = field(default_factory=list)
    """(call, fact of the caller)"""
    asked: list[tuple[int, Path]] = field(default_factory=list)
    """(argument index, demand) that the function passes on to its callers."""


class Search:
    """The searches of one script, one sink after the other."""

    def __init__(self, p: Program, sources: list[Source], setters: dict[int, int]) -> None:
        self.p = p
        self.stores = Stores(p)
        self.order = Order(p)
        self.setters = {state: setter for setter, state in setters.items()}
        """React: binding of `x` → binding of `setX`."""
        self.this0 = p.n + p.nb
        self.global0 = self.this0 + p.n
        self._sources: dict[int, list[Source]] = {}
        for source in sources:
            self._sources.setdefault(source.vertex, []).append(source)
        self.visited = 0
        self._asked: dict[tuple[int, str], bool] = {}
        self.cut: set[int] = set()
        """Sinks whose search was ended by the budget."""
        self._start()

    def _start(self) -> None:
        self.facts = [Fact(-1, 0)]
        self._fact_ids: dict[tuple[int, Path, int], int] = {}
        self._facts_of: dict[int, int] = {}
        self._came: dict[State, State | None] = {}
        self._through: dict[State, tuple[int, int]] = {}
        """State of an argument → (function, call): through which call the demand left the function."""

    # --- one sink ---------------------------------------------------------------------------------------------
    def hits(self, sink: Sink) -> list[Hit]:
        """Every source that the sink sends, with a shortest way."""
        known: set[tuple[int, str]] = set()
        found: list[Hit] = []
        for role, vertex, path in self._parts(sink):
            if self.visited >= STATES:
                self.cut.add(sink.node)
                break
            self._start()
            for source, state in self._search(sink.node, (vertex, path, 0), SINK_STATES):
                if (source.node, source.data) not in known:
                    known.add((source.node, source.data))
                    states = tuple(self._way(state))
                    found.append(Hit(sink, role, source, states, self._context(states)))
        return found

    def comes_from(self, node: int, data: DataType) -> bool:
        """Does the expression hold data of that kind, as far as a short search tells?"""
        known = self._asked.get((node, data))
        if known is None:
            self._start()
            found = self._search(-1, (node, (), 0), _SHORT)
            known = self._asked[node, data] = any(source.data == data for source, _ in found)
        return known

    def _parts(self, sink: Sink) -> Iterator[tuple[Role, int, Path]]:
        """What the sink takes: role, expression, demand."""
        p = self.p
        args = p.args(sink.node) if p.kind[sink.node] in (CALL, NEW) else []
        for at, role in sink.roles:
            vertex = p.child(sink.node, RIGHT) if at == ASSIGNED else args[at] if 0 <= at < len(args) else -1
            if vertex < 0:
                continue
            if role in _ASKED:
                for name in _ASKED[role]:
                    if (key := p.ids.get(name, -1)) >= 0:
                        yield role, vertex, (key, ALL) if name in ("headers", "params", "json", "data") else (key,)
            else:
                whole = role in ("data", "headers") or sink.kind == "http"  # a client turns objects into text itself
                yield role, vertex, (ALL,) if whole else ()

    def _search(self, sink: int, start: State, budget: int) -> Iterator[tuple[Source, State]]:
        todo = deque([start])
        self._came[start] = None
        while todo:
            if len(self._came) >= budget:
                if sink >= 0:
                    self.cut.add(sink)
                break
            state = todo.popleft()
            vertex, path, _ = state
            plain = False
            for source in self._sources.get(vertex, ()):
                if shows(unkeyed(path), source.path) and not self.order.is_cleared(vertex):
                    yield source, state
                    plain = plain or (not source.path and source.data != "identifier")
            if plain:
                continue  # what it is read from is known better than its parts say
            for following in flow_steps.step(self, *state):
                if not self._is_known(following):
                    self._came[following] = state
                    todo.append(following)
        self.visited += len(self._came)

    def _is_known(self, state: State) -> bool:
        """Was this asked before, or more: of the whole object that it is a part of, or on behalf of every caller?"""
        came = self._came
        if state in came:
            return True
        vertex, path, fact = state
        if fact and (vertex, path, 0) in came:
            return True
        for i in range(len(path)):
            whole = (*path[:i], ALL)
            if (vertex, whole, fact) in came or (vertex, whole, 0) in came:
                return path[0] not in (KEYED, PARSED) and path[: i + 1].count(EXCEPT) == 0
        return False

    def _way(self, state: State) -> Iterator[State]:
        at: State | None = state
        while at is not None:
            yield at
            at = self._came[at]

    def _context(self, states: tuple[State, ...]) -> dict[int, int]:
        """Function → the call through which the data came, the one nearest to the sink."""
        return dict(self._through[state] for state in states if state in self._through)

    # --- facts ------------------------------------------------------------------------------------------------
    def enter(self, fn: int, path: Path, fact: int, call: int) -> tuple[int, list[tuple[int, Path]]]:
        """A demand goes into a function through a call: its fact, and what is known to be asked of the arguments."""
        outer = self.fit(fact, fn)
        key = (fn, path, outer)
        new = self._fact_ids.get(key, 0)
        if not new:
            if self._facts_of.get(fn, 0) >= _MAX_FACTS:
                key = (fn, (ALL,), 0)
                new = self._fact_ids.get(key, 0)
            if not new:
                self._facts_of[fn] = self._facts_of.get(fn, 0) + 1
                new = self._fact_ids[key] = len(self.facts)
                self.facts.append(Fact(fn, outer))
        known = self.facts[new]
        if (call, fact) in known.incoming:
            return new, []
        known.incoming.append((call, fact))
        return new, known.asked

    def fit(self, fact: int, place: int) -> int:
        """The innermost fact, from `fact` outwards, whose function contains the place."""
        while fact and not self.p.contains(self.facts[fact].fn, place):
            fact = self.facts[fact].outer
        return fact

    def argument(self, fn: int, call: int, index: int, path: Path, fact: int) -> Iterator[State]:
        """The demand leaves a function for argument `index` of a call of it."""
        args = self.p.args(call)
        if 0 <= index < len(args) and self.p.kind[args[index]] != SPREAD:
            state = (args[index], path, fact)
        elif args and self.p.kind[args[-1]] == SPREAD and index >= 0:
            state = (args[-1] + 1, ask(FIRST_INDEX - (index - len(args) + 1), path), fact)
        else:
            return
        self._through.setdefault(state, (fn, call))
        yield state
