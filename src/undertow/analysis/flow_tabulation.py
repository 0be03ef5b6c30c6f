"""One tabulation: from what one part of a sink sends back to all that it is made of.

Over (vertex, demand path, fact), what is near a source first. A vertex is an expression, a variable (n + binding), the
`this` of an owner, or a global. The fact says for which demand on its result the enclosing function was entered (0: it
was not), so that what a parameter is asked for is handed only to the calls that asked: the tabulation of Reps, Horwitz
and Sagiv (POPL 1995), turned round and run on demand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heappop, heappush
from typing import Any

from undertow.analysis import catalog, flow_branches, flow_mixed
from undertow.analysis.catalog_source import Source
from undertow.analysis.flow_contexts import with_makers
from undertow.analysis.flow_keys import Given, Keys
from undertow.analysis.flow_order import Order
from undertow.analysis.flow_paths import DEEPLY, EXCEPT, KEYED, PARSED, Path, is_deep, shows, unkeyed
from undertow.analysis.flow_plans import Guide, Planner, Plans, Rule
from undertow.analysis.flow_ranking import Ranking, deep
from undertow.analysis.flow_stores import Stores
from undertow.analysis.flow_uses import Uses
from undertow.analysis.program import Program
from undertow.analysis.program_names import is_new
from undertow.analysis.program_syntax import ALL, CALL, NEW

State = tuple[int, Path, int]

_MADE = -99
"""First part of the key of facts about closures."""
_MAX_FACTS = 40
"""Facts of one function that are told apart; further ones share one."""
_AGAIN = 3
"""Steps that a state counts for by each one that was reached at its vertex before. Parsers, printers and queues are
asked for everything by everyone: what was not seen yet comes before the hundredth question to the same place. Of 15
libraries on which the budget ends, flows found and claims right of those made: 21 and 36/47 without, 24 and 41/53 with
2, 25 and 42/54 with 3 and 4, 23 and 40/51 with 6, 21 and 36/49 with 12."""
_PATIENCE = 5_000
"""States in a row that lead to no source until a search is left unfinished. Of 67 libraries an eighth of the time goes
to what lies beyond, and no flow that is there; with 3,000 two are lost."""
_MAX_EXCEPT = 2
"""Demands for all but some properties that are told apart at one vertex; further ones ask for all."""


class Ground:
    """What is known of one script, whatever is searched for."""

    def __init__(self, p: Program) -> None:
        self.p = p
        self.order, self.keys = Order(p), Keys(p)
        self.stores = Stores(p, self.order)
        self.uses = Uses(p, self.stores)


@dataclass(frozen=True)
class Setting:
    """What all tabulations of one search share."""

    ground: Ground
    sources: dict[int, list[Source]]
    """By vertex."""
    setters: dict[int, int]
    """React: binding of `x` → binding of `setX`."""
    ranking: Ranking | None = None
    """What is followed first; None: what has the fewest steps behind it."""

    @cached_property
    def plans(self) -> Plans:
        """Steps that were worked out already."""
        return Plans(Planner(self.ground, self.setters, Fact(-1, (), 0)), self.rank)

    def rank(self, vertex: int, path: Path) -> int:
        """What a state counts for beside the steps that led to it."""
        return self.ranking.of(vertex, path) if self.ranking else deep(path)


@dataclass
class Fact:
    """A demand on the result (or a parameter's object) of a function, and who made it."""

    fn: int
    given: Given
    """The parameters that name properties."""
    outer: int
    """Fact of the function that lexically encloses `fn`, if the call stands inside it."""
    incoming: list[tuple[int, int]] = field(default_factory=list)
    """(call, fact of the caller)"""
    asked: list[tuple[int, Path]] = field(default_factory=list)
    """(argument index or RECEIVER, demand) that the function passes on to its callers."""
    maker: int = -1
    """The call that made a closure, where the fact is about what that closure sees of the function around it."""


class Tabulation(Guide):
    """The states reached from one demand, and the sources among them. Can be continued with a larger budget.

    Args:
        setting: what it shares with others.
        vertex: where it starts.
        path: what is asked for there.
        merged: take the callers of a function together, but for those that name a property; less exact, and shorter.
        entered: (function, calls) of the functions around the vertex that are entered by these calls, innermost first.
        closed: vertices that no way may lead through.
    """

    ends_everywhere = False
    """May it end at vertices that are no sources?"""

    def __init__(
        self,
        setting: Setting,
        vertex: int,
        path: Path,
        *,
        merged: bool = False,
        entered: tuple[tuple[int, tuple[int, ...]], ...] = (),
        closed: frozenset[int] = frozenset(),
    ) -> None:
        super().__init__(setting.ground, setting.setters)
        self._sources, self._plans, self._rank = setting.sources, setting.plans, setting.rank
        self._merged, self._closed = False, closed
        self._latest = 0
        """How many states were reached when a source was found last."""
        self._times: dict[int, int] = {}
        """How often each vertex was reached."""
        self.found: dict[tuple[int, str], tuple[Source, State]] = {}
        """The sources reached, each once."""
        self.facts = [Fact(-1, (), 0)]
        self._fact_ids: dict[tuple[int, Path, int, Given], int] = {}
        self._given: dict[int, dict[int, int]] = {0: {}}
        self._facts_of: dict[int, int] = {}
        self._excepted: dict[tuple[int, int], int] = {}
        within = [0]
        for fn, calls in reversed(entered):
            within = list(dict.fromkeys(self.enter(fn, (ALL,), outer, call)[0] for outer in within for call in calls))
        self._merged = merged
        starts: list[State] = [(vertex, path, fact) for fact in within]
        self.start = starts[0]
        self.came: dict[State, State | None] = dict.fromkeys(starts)
        """State → the one from which it was reached first."""
        self._whole = {(vertex, fact) for fact in within} if path[-1:] == (ALL,) else set[tuple[int, int]]()
        """(vertex, fact) of the states that ask for everything below some property."""
        self._through: dict[State, tuple[int, int]] = {}
        """State of an argument → (function, call): through which call the demand left the function."""
        self._queue: list[tuple[int, int, int, State]] = [(0, i, 0, start) for i, start in enumerate(starts)]
        """Rank, number and steps from the start of each state that is still to be followed, as a heap."""

    @property
    def finished(self) -> bool:
        """Is nothing left to follow?"""
        return not self._queue

    def run(self, budget: int) -> None:
        """Follow what is left until so many states in all were reached, or too many in a row led to nothing."""
        came, queue, step, reach = self.came, self._queue, self._plans.step, self._reach
        sources, everywhere = self._sources, self.ends_everywhere
        while queue and len(came) < min(budget, self._latest + _PATIENCE):
            _, _, steps, state = heappop(queue)
            if state[2] and self._is_excluded(state):
                continue
            if (everywhere or state[0] in sources) and self._is_source(state):
                continue  # what a source is read from is known better than its parts say
            for following, rank in step(self, state):
                if following not in came:
                    reach(following, rank, state, steps + 1)

    def _is_excluded(self, state: State) -> bool:
        """Does control never come to the vertex where the functions around it are given what they are?"""
        vertex, _, fact = state
        given = self.given(fact) if vertex < self.p.n else None
        return bool(given) and flow_branches.excludes(self.p, vertex, given or {})

    def _is_source(self, state: State) -> bool:
        """Note the sources at the state's vertex; is one of them just the data itself?"""
        here = self._sources[state[0]]
        plain = False
        path = unkeyed(state[1])
        if is_deep(path) and state[0] < self.p.n and is_new(self.p, state[0], "FormData"):
            return False
        if path[:1] == (PARSED,) and len(path) == 2 and self.p.text(path[1]) in catalog.RECORD_FORMATS:
            here = [source for source in here if source.data != "identifier"]  # `JSON.parse(stored).version`
        by_name = [source for source in here if source.named and path[:1] == source.path]
        for source in by_name or here:
            meant = source.named == bool(by_name) and (not source.entered or self._is_entered(source, state[2]))
            if meant and shows(path, source.path) and not self.order.is_cleared(state[0]):
                if (source.node, source.data) not in self.found:
                    self.found[source.node, source.data] = (source, state)
                    self._latest = len(self.came)
                plain = plain or (not source.path and source.data != "identifier")
        return plain

    def _is_entered(self, source: Source, fact: int) -> bool:
        """Was the function around the source entered by a call by which it is this data, as far as is known?"""
        known = self.facts[self.fit(fact, source.vertex)]
        if known.fn != self.p.enclosing[source.vertex]:
            return True
        return any(call in source.entered for call, _ in known.incoming)

    def _reach(self, state: State, rank: int, before: State, steps: int) -> None:
        """Note a state that was not reached before, if nothing that was asks for as much.

        Args:
            state: what is reached.
            rank: what it counts for beside the steps that led to it.
            before: the state that it follows from.
            steps: how many there are from the start.
        """
        vertex, path, fact = state
        if vertex in self._closed:
            return
        if path and path[0] in (EXCEPT, DEEPLY):
            count = self._excepted.get((vertex, fact), 0)
            if count >= _MAX_EXCEPT:
                path = (ALL,)
                state, rank = (vertex, path, fact), self._rank(vertex, path)
                if state in self.came:
                    return
            self._excepted[vertex, fact] = count + 1
        if fact and (vertex, path, 0) in self.came:
            return  # asked on behalf of every caller
        whole = path and ((vertex, 0) in self._whole or (fact and (vertex, fact) in self._whole))
        if whole and self._is_known(vertex, path, fact):
            return
        self.came[state] = before
        if path and path[-1] == ALL:
            self._whole.add((vertex, fact))
        times = self._times[vertex] = self._times.get(vertex, 0) + 1
        heappush(self._queue, (steps + rank + _AGAIN * times, len(self.came), steps, state))

    def _is_known(self, vertex: int, path: Path, fact: int) -> bool:
        """Was more asked before: of the whole object that it is a part of?"""
        if path[0] in (KEYED, PARSED):
            return False
        came, whole = self.came, self._whole
        by_fact, by_all = fact > 0 and (vertex, fact) in whole, (vertex, 0) in whole
        for i in range(len(path)):
            if path[i] in (EXCEPT, DEEPLY) and i:
                return False
            part = (*path[:i], ALL)
            if (by_fact and (vertex, part, fact) in came) or (by_all and (vertex, part, 0) in came):
                return True
        return False

    # --- the way back -----------------------------------------------------------------------------------------
    def way(self, state: State) -> tuple[State, ...]:
        """The states from this one to the start.

        Demands of several calls on one function are one demand, and its state knows the first of them only. A way that
        leaves the function by another one goes on from there.
        """
        found: list[State] = []
        known = set[State]()
        left: list[tuple[int, int]] = []
        at: State | None = state
        while at is not None:
            found.append(at)
            known.add(at)
            if at in self._through:
                left.append(self._through[at])
            before = self.came[at]
            if before is not None and left:
                before = self._by_same_call(at, before, left, known)
            at = before
        return tuple(found)

    def _by_same_call(self, at: State, before: State, left: list[tuple[int, int]], known: set[State]) -> State:
        """The state at the call by which the way left a function, where it comes out of it at another one's result."""
        fn = flow_mixed.function_entered(self.p, before[0], at[0])
        place = next((i for i in range(len(left) - 1, -1, -1) if left[i][0] == fn), -1) if fn >= 0 else -1
        if place < 0:
            return before
        call = left[place][1]
        del left[place:]
        if call == before[0]:
            return before
        facts = [fact for other, fact in self.facts[at[2]].incoming if other == call]
        same = ((call, at[1], fact) for fact in (*facts, before[2]))
        return next((one for one in same if one in self.came and one not in known), before)

    def context(self, states: tuple[State, ...]) -> dict[int, int]:
        """Function → the call through which the data came, the one nearest to the sink."""
        left = dict(self._through[state] for state in states if state in self._through)
        return with_makers(self.p, left)  # what was given to the maker of a closure counts too

    def mixes_calls(self, states: tuple[State, ...]) -> bool:
        """Does the way enter a function by its result at one call, and leave it by an argument of another?"""
        return flow_mixed.mixes_calls(self.p, states, self._through)

    # --- facts ------------------------------------------------------------------------------------------------
    def make(self, fn: int, fact: int, maker: int) -> tuple[int, list[tuple[int, Path]]]:
        """A closure is used that one call of `fn` made: the fact of that call, and what is asked of its arguments."""
        new, asked = self.enter(fn, (_MADE, maker), fact, maker)
        self.facts[new].maker = maker
        return new, asked

    def enter(
        self, fn: int, path: Path, fact: int, call: int, outer: int | None = None
    ) -> tuple[int, list[tuple[int, Path]]]:
        """A demand goes into a function through a call: its fact, and what is known to be asked of the arguments.

        Args:
            fn: the function.
            path: the demand on its result.
            fact: the fact of the caller.
            call: the call.
            outer: the fact of the function around `fn`, where it is not the one that the call stands in.
        """
        if outer is None:
            outer = self.around(fact, fn)
        given = self.keys.given(fn, call, self.given(fact))
        if self._merged:
            if not given:
                return 0, []
            path, outer = (ALL,), 0
        key = (fn, path, outer, given)
        new = self._fact_ids.get(key, 0)
        if not new and self._facts_of.get(fn, 0) >= _MAX_FACTS:
            given, key = (), (fn, (ALL,), 0, ())
            new = self._fact_ids.get(key, 0)
        if not new:
            self._facts_of[fn] = self._facts_of.get(fn, 0) + 1
            new = self._fact_ids[key] = len(self.facts)
            self.facts.append(Fact(fn, given, outer))
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

    def around(self, fact: int, fn: int) -> int:
        """The innermost fact, from `fact` outwards, of a function around `fn`.

        What calls itself enters the same closure again, not one within its own call.
        """
        fact = self.fit(fact, fn)
        return self.fit(self.facts[fact].outer, fn) if fact and self.facts[fact].fn == fn else fact

    def given(self, fact: int) -> dict[int, int]:
        """Parameter (binding) → the property that it names, within a fact and those around it."""
        if fact not in self._given:
            known = self.facts[fact]
            self._given[fact] = {**self.given(known.outer), **dict(known.given)}
        return self._given[fact]

    def key(self, access: int, fact: int) -> int:
        """Key of the accessed property: symbol, index, or ANY."""
        return self.keys.of_access(access, self.given(fact))

    def left(self, fn: int, call: int, state: State) -> State:
        """Note through which call the demand left a function for that state."""
        if self.p.kind[call] in (CALL, NEW):
            self._through.setdefault(state, (fn, call))
        return state

    # --- what rules leave to be done under the fact at hand ---------------------------------------------------
    def follow(self, rule: Rule, *args: Any, fact: int) -> Iterator[State]:
        """What follows by another rule."""
        return (state for state, _ in self._plans.run(self, rule, args, fact))

    def asked(self, known: list[tuple[int, Path]], rule: Rule, fn: int, node: int, fact: int) -> Iterator[State]:
        """What follows by a rule for each demand on an argument (see `enter`) at one place that calls the function."""
        for index, path in known:
            yield from rule(self, fn, node, index, path, fact)
