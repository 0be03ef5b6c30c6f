"""Steps of the search that are worked out once, whoever asks: plans.

The searches of a script meet the same demands again and again: for each sink, for each caller of a function, and once
more with callers taken together. What follows from a demand depends on the fact that it is made under (see
`flow_tabulation`) in few ways: which function a place stands in, by which call a function is entered, what is known to
be asked of its arguments. So a rule is run once with a planner in place of the tabulation. It gives out numbers that
stand for facts and writes down, in their order, what the rule wants of them; all searches do that instead. A rule that
looks into a fact has no plan and is run each time. Under no fact (0) there is nothing to look into.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, cast

from undertow.analysis import flow_steps
from undertow.analysis.flow_paths import Path, ask
from undertow.analysis.program_syntax import ANY, ARGUMENTS, FIRST_INDEX, IDENT, INDEX, SPREAD, SUBSCRIPT, TEMPLATE

if TYPE_CHECKING:
    from undertow.analysis.flow_tabulation import Fact, Ground, State, Tabulation

Reached = tuple["State", int]
"""A state, and its rank."""
Rule = Callable[..., Iterator["State"]]
"""What else it takes stands between the tabulation and the fact."""
_Operation = tuple[Any, ...]
_STATE, _LEFT, _FIT, _AROUND, _ENTER, _MAKE, _ASKED, _RUN = range(8)
_MAX_PLANS = 200_000
"""Plans that are kept. In a search of more, most demands are met once."""


class _NoPlan(Exception):
    """The rule looks into a fact. Handled here."""


class _Later(list[tuple[int, Path]]):
    """What will be known to be asked of the arguments of a call."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def __iter__(self) -> Iterator[tuple[int, Path]]:
        raise _NoPlan


class Guide:
    """What the rules of a step are told, be it by a tabulation or by a planner."""

    def __init__(self, ground: Ground, setters: dict[int, int]) -> None:
        self.p, self.order, self.keys = ground.p, ground.order, ground.keys
        self.stores, self.uses = ground.stores, ground.uses
        self.setters = setters
        self.this0 = self.p.n + self.p.nb
        """First vertex of `this` of an owner."""
        self.global0 = self.this0 + self.p.n
        """First vertex of globals (by symbol)."""

    def argument(self, fn: int, call: int, index: int, path: Path, fact: int) -> Iterator[State]:
        """The demand leaves a function for argument `index` of a call of it."""
        p = self.p
        args = p.args(call)
        if index == 0 and args and p.kind[args[0]] == TEMPLATE and p.field[args[0]] == ARGUMENTS:
            return  # a tag gets the texts of its template, and what is put between them one by one
        if 0 <= index < len(args) and p.kind[args[index]] != SPREAD:
            state = (args[index], path, fact)
        elif args and p.kind[args[-1]] == SPREAD and index >= 0:
            state = (args[-1] + 1, ask(FIRST_INDEX - (index - len(args) + 1), path), fact)
        else:
            return
        yield self.left(fn, call, state)

    def left(self, fn: int, call: int, state: State) -> State:
        """Note through which call the demand left a function for that state."""
        raise NotImplementedError


class Plans:
    """The plans of the searches of one script."""

    def __init__(self, planner: Planner, rank: Callable[[int, Path], int]) -> None:
        self._planner, self._rank = planner, rank
        self._tables = planner.p.tables
        self._plain: dict[tuple[Any, ...], list[Reached]] = {}
        """Demands under no fact that leave no function: what follows."""
        self._plans: tuple[dict[tuple[Any, ...], list[_Operation] | None], ...] = ({}, {})
        """Plans under no fact, and under some; None where there is none."""

    def forget(self, most: int) -> None:
        """Let all go if there are more of them."""
        if len(self._plain) + sum(map(len, self._plans)) > most:
            self._plain = {}
            self._plans = ({}, {})

    def step(self, e: Tabulation, state: State) -> list[Reached]:
        """All that follows from a state, in order, some of it perhaps more than once."""
        vertex, path, fact = state
        key = (vertex, path)
        if not fact and (plain := self._plain.get(key)) is not None:
            return plain
        return self._follow(e, flow_steps.step, key, key, fact)

    def run(self, e: Tabulation, rule: Rule, args: tuple[Any, ...], fact: int) -> list[Reached]:
        """The same of one rule."""
        key = (rule, *args)
        if not fact and (plain := self._plain.get(key)) is not None:
            return plain
        return self._follow(e, rule, args, key, fact)

    def _follow(
        self, e: Tabulation, rule: Rule, args: tuple[Any, ...], key: tuple[Any, ...], fact: int
    ) -> list[Reached]:
        plans = self._plans[fact > 0]
        plan = plans.get(key)
        if plan is None and key not in plans:
            before = self._tables.unsettled
            plan = self._planner.plan(rule, args, -1 if fact else 0)
            if self._tables.unsettled == before and len(plans) < _MAX_PLANS:
                if not fact and plan is not None and all(operation[0] == _STATE for operation in plan):
                    self._plain[key] = [((vertex, path, 0), self._rank(vertex, path)) for _, vertex, path, _ in plan]
                    return self._plain[key]
                plans[key] = plan
        if not plan:
            return [] if plan is not None else [(s, self._rank(s[0], s[1])) for s in rule(e, *args, fact)]
        return self._done(e, plan, fact)

    def _done(self, e: Tabulation, plan: list[_Operation], fact: int) -> list[Reached]:
        """Do as planned."""
        found: list[Reached] = []
        rank = self._rank
        facts = [0, fact]
        asked: dict[int, list[tuple[int, Path]]] = {}
        for operation in plan:
            kind = operation[0]
            if kind == _STATE:
                _, vertex, path, at = operation
                found.append(((vertex, path, facts[at]), rank(vertex, path)))
            elif kind == _FIT:
                facts.append(e.fit(facts[operation[1]], operation[2]))
            elif kind == _LEFT:
                _, fn, call, vertex, path, at = operation
                e.left(fn, call, (vertex, path, facts[at]))
            elif kind == _RUN:
                found += self.run(e, operation[1], operation[2], facts[operation[3]])
            elif kind == _ENTER:
                _, fn, path, at, call, outer = operation
                new, asked[len(facts)] = e.enter(fn, path, facts[at], call, None if outer is None else facts[outer])
                facts.append(new)
            elif kind == _ASKED:
                _, number, rule, fn, node, at = operation
                for index, path in asked[number]:
                    found += [(s, rank(s[0], s[1])) for s in rule(e, fn, node, index, path, facts[at])]
            elif kind == _AROUND:
                facts.append(e.around(facts[operation[1]], operation[2]))
            else:
                _, fn, at, maker = operation
                new, asked[len(facts)] = e.make(fn, facts[at], maker)
                facts.append(new)
        return found


class _Facts:
    """The facts as a planner knows them: what holds where there is none."""

    def __init__(self, nothing: Fact) -> None:
        self._nothing = nothing

    def __getitem__(self, fact: int) -> Fact:
        if fact:
            raise _NoPlan
        return self._nothing


class Planner(Guide):
    """Stands in place of a tabulation, and writes down what a rule wants of one.

    Facts are 0 for none, -1 for the fact that the demand will be made under, and smaller for what is made of it.
    """

    def __init__(self, ground: Ground, setters: dict[int, int], nothing: Fact) -> None:
        super().__init__(ground, setters)
        self.facts = _Facts(nothing)
        self._plan: list[_Operation] = []
        self._last = -1
        """The fact given out last."""
        self._fitted: dict[tuple[int, int], int] = {}

    def plan(self, rule: Rule, args: tuple[Any, ...], fact: int) -> list[_Operation] | None:
        """The plan of a rule; None if it has none."""
        self._plan, self._last = [], -1
        self._fitted.clear()
        try:
            for vertex, path, at in rule(self, *args, fact):
                self._plan.append((_STATE, vertex, path, -at))
        except _NoPlan:
            return None
        return self._plan

    def _new(self, *operation: Any) -> int:
        self._plan.append(operation)
        self._last -= 1
        return self._last

    # --- what rules want ------------------------------------------------------------------------------------------
    def fit(self, fact: int, place: int) -> int:
        """See `Tabulation.fit`."""
        if not fact:
            return 0
        known = self._fitted.get((fact, place))
        if known is None:
            known = self._fitted[fact, place] = self._new(_FIT, -fact, place)
        return known

    def around(self, fact: int, fn: int) -> int:
        """See `Tabulation.around`."""
        return self._new(_AROUND, -fact, fn) if fact else 0

    def enter(
        self, fn: int, path: Path, fact: int, call: int, outer: int | None = None
    ) -> tuple[int, list[tuple[int, Path]]]:
        """See `Tabulation.enter`."""
        new = self._new(_ENTER, fn, path, -fact, call, None if outer is None else -outer)
        return new, _Later(-new)

    def make(self, fn: int, fact: int, maker: int) -> tuple[int, list[tuple[int, Path]]]:
        """See `Tabulation.make`."""
        new = self._new(_MAKE, fn, -fact, maker)
        return new, _Later(-new)

    def asked(self, known: list[tuple[int, Path]], rule: Rule, fn: int, node: int, fact: int) -> Iterator[State]:
        """See `Tabulation.asked`."""
        self._plan.append((_ASKED, cast(_Later, known).number, rule, fn, node, -fact))
        return iter(())

    def follow(self, rule: Rule, *args: Any, fact: int) -> Iterator[State]:
        """See `Tabulation.follow`."""
        if not fact:
            return rule(self, *args, 0)
        self._plan.append((_RUN, rule, args, -fact))
        return iter(())

    def left(self, fn: int, call: int, state: State) -> State:
        """See `Tabulation.left`."""
        self._plan.append((_LEFT, fn, call, state[0], state[1], -state[2]))
        return state

    def given(self, fact: int) -> dict[int, int]:
        """See `Tabulation.given`."""
        if fact:
            raise _NoPlan
        return {}

    def key(self, access: int, fact: int) -> int:
        """See `Tabulation.key`."""
        p = self.p
        key = p.key(access)
        if fact and key == ANY and p.kind[access] == SUBSCRIPT:
            index = p.strip(p.child(access, INDEX))
            if p.kind[index] == IDENT and p.binding[index] >= 0 and p.param_index(p.binding[index])[1] >= 0:
                raise _NoPlan  # what the function is given may tell
        return key
